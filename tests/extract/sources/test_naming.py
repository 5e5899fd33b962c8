"""Who a phrase names, read from its words alone."""

import pytest

from kursk_claims.extract.sources.index import Index
from kursk_claims.extract.sources.naming import read_tokens
from tests.extract.sources.scene import bare

PHRASES: list[tuple[str, list[tuple[str, str, str]], str]] = [
    ("die „Rheinische Post“", [("Rheinische Post", "outlet", "rheinische post")], "article and quotes fall away"),
    (
        "einem Bericht der Washington Post",
        [("Washington Post", "outlet", "washington post")],
        "a report is its medium's",
    ),
    (
        "Angaben des polnischen Grenzschutzes",
        [("polnischen Grenzschutzes", "unknown", "polnisch grenzschutz")],
        "attribution noun",
    ),
    ("Polizeiangaben", [("Polizei", "institution", "polizei")], "attribution noun in a compound"),
    ("ersten Erkenntnissen", [], "findings of nobody are no source"),
    (
        "offiziellen Angaben",
        [("offiziellen Angaben", "official", "offiziellen angaben")],
        "official, but of no named body",
    ),
    ("US-Beamte", [("US-Beamte", "official", "US:government")], "country and class make the key"),
    (
        "Vertreter der Vereinigten Staaten",
        [("Vertreter der Vereinigten Staaten", "official", "US:government")],
        "same key",
    ),
    (
        "amerikanische Regierungsvertreter",
        [("amerikanische Regierungsvertreter", "official", "US:government")],
        "same key",
    ),
    (
        "britische und norwegische Diplomaten",
        [("britische und norwegische Diplomaten", "official", "GB+NO:government")],
        "adjectives that share a head are one source",
    ),
    (
        "der Bundesregierung und der Ukraine",
        [("Bundesregierung", "official", "DE:government"), ("Ukraine", "official", "UA:government")],
        "two phrases with an article each are two sources",
    ),
    (
        "Beamte der USA und Kanada",
        [("Beamte der USA und Kanada", "official", "CA+US:government")],
        "shared head before",
    ),
    (
        "Diplomaten aus der Türkei und der Schweiz",
        [("Diplomaten aus der Türkei und der Schweiz", "official", "CH+TR:government")],
        "one group from two countries, though the second has an article of its own",
    ),
    (
        "Nördlichen und baltischen Experten zufolge",
        [("Nördlichen und baltischen Experten", "unknown", "nördlich baltisch expert")],
        "an adjective with the capital of the sentence's beginning shares the head",
    ),
    (
        "Polizei und Feuerwehr",
        [("Polizei", "institution", "polizei"), ("Feuerwehr", "institution", "feuerwehr")],
        "two nouns",
    ),
    (
        "der finnische Verteidigungsminister Antti Häkkänen",
        [("Verteidigungsminister Antti Häkkänen", "person", "antti häkkänen")],
        "title and name",
    ),
    (
        "Miriam Kessler, Sprecherin der Stadtwerke",
        [("Miriam Kessler", "person", "miriam kessler")],
        "apposition after the name",
    ),
    (
        "die Sprecherin des Ministeriums, Jutta Brandt",
        [("Jutta Brandt", "person", "jutta brandt")],
        "name after the office",
    ),
    ("dem Anwalt seiner Mutter – Rainer Kolb", [("Rainer Kolb", "person", "rainer kolb")], "apposition between dashes"),
    (
        "eine Sprecherin von Angela Merkel",
        [("Sprecherin von Angela Merkel", "official", "sprecheri angela merkel")],
        "the person named is not the one who speaks",
    ),
    (
        "der südkoreanischen Zeitung Hanbit Sinmun",
        [("Hanbit Sinmun", "outlet", "hanbit sinmun")],
        "a medium no list knows",
    ),
    ("der Sender „Radio Drei Eichen“", [("Radio Drei Eichen", "outlet", "radio drei eichen")], "its name in quotes"),
    ("die Online-Ausgabe des „Spiegel“", [("Spiegel", "outlet", "spiegel")], "an edition is its medium's"),
    ("Moskau", [("Moskau", "official", "RU:government")], "a capital that speaks is a government"),
    ("Österreich", [("Österreich", "official", "AT:government")], "the country, not the newspaper of that name"),
    ("einige Medienberichte", [("einige Medienberichte", "outlet", "einige medienberichte")], "a quantifier stays"),
    ("einer schwedischen Studie", [("schwedischen Studie", "document", "schwedisch studi")], "a study is a document"),
    (
        "Artikel 12 der Verfassung",
        [("Artikel 12 der Verfassung", "document", "artikel 12 verfassung")],
        "a law is no report",
    ),
    (
        "ukrainischer Geheimdienst",
        [("ukrainischer Geheimdienst", "official", "UA:intelligence")],
        "intelligence is a class of its own",
    ),
    ("Berufung auf die Nachrichtenagentur Reuters", [("Reuters", "agency", "reuters")], "what cites is not the source"),
    (
        "Selenskyjs Angaben",
        [("Selenskyj", "unknown", "selenskyj")],
        "a name in the genitive before the attribution noun",
    ),
    ("blick-ins-land.at", [("blick-ins-land.at", "outlet", "blick-ins-land.at")], "an address on the web is a medium"),
    ("einer dpa-Meldung", [("dpa", "agency", "dpa")], "an agency's report, written as one word"),
    (
        "Angaben der in Kiel ansässigen Werft",
        [("Werft", "institution", "werft")],
        "the head stands behind its extended attribute",
    ),
    ("Gesetzgeber Pak Min-jun", [("Gesetzgeber Pak Min-jun", "person", "pak min-jun")], "the family name in front"),
    ("", [], "nothing names nobody"),
    ("„“", [], "quotes alone name nobody"),
]


@pytest.mark.parametrize(("phrase", "expected", "why"), PHRASES, ids=[row[0] or "empty" for row in PHRASES])
def test_read_tokens(phrase: str, expected: list[tuple[str, str, str]], why: str) -> None:
    doc = bare(phrase)
    mentions = read_tokens(Index(doc), 0, len(doc))
    assert [(h.name, h.kind, h.key) for h in mentions] == expected, why
