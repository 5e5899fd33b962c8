"""Who a figure is attributed to, from text to chain: constructions that lose or swap their source easily."""

from __future__ import annotations

import pytest

from kursk_claims.extract.claims import extract_claims
from kursk_claims.models import Article
from kursk_claims.render.phrases import chain_words
from tests.pipeline import pipeline

# (text, figure and its sources in text order, why)
CASES: list[tuple[str, list[tuple[str, list[str]]], str]] = [
    (
        "Wie die „taz“ unter Berufung auf mehrere mit dem Fall vertraute Personen schreibt, fehlen 40 Akten.",
        [("40", ["taz", "mehrere mit dem Fall vertraute Personen"])],
        "the attribute of the cited group has a complement of its own",
    ),
    (
        "Aus der SP hiess es, man werde höchstens 30 Sitze abgeben.",
        [("höchstens 30", ["SP"])],
        "Swiss spelling of the cue",
    ),
    (
        "Die Kosten seien um 4 Millionen Franken gestiegen, hiess es aus dem Rathaus.",
        [("4 Millionen Franken", ["Rathaus"])],
        "the same behind the content",
    ),
    (
        "Der Rat liess wissen, dass 30 Stellen fehlten.",
        [("30", ["Rat"])],
        "Swiss spelling of a verb group; a council is no piece of advice",
    ),
    (
        "Aus Konzernkreisen verlautete, 300 Kündigungen seien nicht ausgeschlossen.",
        [("300", ["Konzernkreisen"])],
        "verlauten has no subject that speaks: the circle does",
    ),
    (
        "Der Plan koste 4 Millionen Euro, verlautete aus dem Ministerium.",
        [("4 Millionen Euro", ["Ministerium"])],
        "the same behind the content",
    ),
    (
        "Das Gremium will 40 Stellen streichen.\n\nDie Staatsanwaltschaft forderte am Freitag 12 Jahre Haft.",
        [("40", []), ("12 Jahre", ["Staatsanwaltschaft"])],
        "a prosecutor's office names itself: no other body is meant",
    ),
    (
        "Das Landgericht Bonn tagte. Es gebe 40 Zeugen, teilte das Gericht mit.",
        [("40", ["Landgericht Bonn"])],
        "a court named before is meant by the bare noun",
    ),
    (
        "Das Bundesamt für Strahlenschutz warnte. Es gebe 40 Fälle, teilte die Behörde mit.",
        [("40", ["Bundesamt für Strahlenschutz"])],
        "any office can be called Behörde",
    ),
    (
        "Finanzminister Jens Kolb sprach am Montag. Es fehlten 40 Betten, betonte der Gesundheitsminister.",
        [("40", ["Gesundheitsminister"])],
        "another minister than the one introduced: the noun stays",
    ),
    (
        "Anton Remmer klagte über Lücken. Man brauche 300 Betten, betonte der Gesundheitsminister.",
        [("300", ["Gesundheitsminister"])],
        "a person introduced without that office is not it",
    ),
    (
        "Bundesgesundheitsminister Karl Otter kam dazu. Man brauche 300 Betten, betonte der Gesundheitsminister.",
        [("300", ["Bundesgesundheitsminister Karl Otter"])],
        "the same office in a longer word",
    ),
    (
        "Dort waren es laut Angaben der Gesundheitsämter 5.556.",
        [("5.556", ["Gesundheitsämter"])],
        "a grouped number behind the source is the content",
    ),
    (
        "Laut Artikel 5 der Satzung darf er 30 Tage bleiben.",
        [("30 Tage", ["Artikel 5 der Satzung"])],
        "an article is numbered",
    ),
    (
        "Es bleibt nach Ministeriumsangaben bei 430 Fällen.",
        [("430", ["Ministerium"])],
        "the source is the first part of a compound inside the clause",
    ),
    (
        "Es seien 20 Boote gesunken, sagte Kapitänin Ella Brodersen dem Sender n-tv.",
        [("20", ["n-tv", "Kapitänin Ella Brodersen"])],
        "a name in small letters behind its common noun",
    ),
    (
        "Zum Umzug kamen nach Polizeiangaben 900 Menschen, die Veranstalter sprachen von bis zu 4.000. "
        "Vereinzelt sei es zu Streit gekommen, so ein Polizeisprecher.",
        [("900", ["Polizei"]), ("bis zu 4.000", ["Veranstalter"])],
        "a clause that reports for itself beside one with a prepositional source; what follows reaches back to neither",
    ),
    (
        "Die Polizei sprach von 900 Gästen, nach Angaben der Veranstalter kamen 2.000.",
        [("900", ["Polizei"]), ("2.000", ["Veranstalter"])],
        "the same the other way round",
    ),
    (
        "Laut Feuerwehr kamen 900 Gäste, laut Gemeinde 1.200.",
        [("900", ["Feuerwehr"]), ("1.200", ["Gemeinde"])],
        "two prepositional sources, the second without a verb",
    ),
    (
        "Zum Fest kamen laut Feuerwehr 900 Gäste; der Verein rechnet mit 1.200.",
        [("900", ["Feuerwehr"]), ("1.200", ["Verein"])],
        "a semicolon between the two",
    ),
    (
        "Laut Polizei gab es 12 Verletzte, drei davon schwer.",
        [("12", ["Polizei"]), ("drei", ["Polizei"])],
        "an addition without a source of its own stays with the first",
    ),
    (
        "Es gab 12 Verletzte, nach Angaben der Klinik, davon 3 Kinder.",
        [("12", ["Klinik"]), ("3", ["Klinik"])],
        "a source between commas is for the whole sentence",
    ),
    (
        "Gestern kündigte Staatschefin Emma Marten Ausgangsbeschränkungen für 15 Tage an.",
        [("15 Tage", ["Staatschefin Emma Marten"])],
        "the object right behind the name is no part of it",
    ),
    (
        "Finanzministerin Karla Otter lobte den Plan.\n\nDer Fahrer soll 40 Autos gestohlen haben.",
        [("40", [])],
        "what somebody praised ends with its paragraph: soll is nobody's there",
    ),
    (
        "Die Reederei kündigte einen neuen Fahrplan an.\n\nSo soll die Überfahrt 40 Euro kosten.",
        [("40 Euro", ["Reederei"])],
        "So goes on with what was announced",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), CASES, ids=[why for *_, why in CASES])
def test_each_figure_has_its_source(text: str, expected: list[tuple[str, list[str]]], why: str) -> None:
    claims = extract_claims(Article(id="x", text=text), pipeline())
    found = [
        (claim.quantity.text, [source.name for source in claim.attribution.sources] if claim.attribution else [])
        for claim in claims
        if claim.quantity is not None
    ]
    assert found == expected, why


def test_a_cited_source_inside_the_frame_makes_no_statement_of_its_own() -> None:
    text = "Wie die „Berliner Zeitung“ unter Berufung auf zwei Insider schreibt, sei der Vertrag geplatzt."
    claims = extract_claims(Article(id="x", text=text), pipeline())
    assert sum(claim.type == "attributed" for claim in claims) == 1


# (text, links of the chain of its figure, why)
LINKS: list[tuple[str, list[list[str]], str]] = [
    (
        "Nach Angaben der Polizei und der Stadt kamen 900 Gäste.",
        [["Polizei", "Stadt"]],
        "two sources side by side: neither cites the other",
    ),
    (
        "Wie die „taz“ unter Berufung auf die Feuerwehr und das Rathaus schreibt, brannten 40 Häuser.",
        [["taz"], ["Feuerwehr", "Rathaus"]],
        "a reporter who cites two",
    ),
    (
        "Die Feuerwehr und das Rathaus teilten der „taz“ mit, es seien 40 Häuser abgebrannt.",
        [["taz"], ["Feuerwehr", "Rathaus"]],
        "two who told a newspaper",
    ),
    (
        "Laut Beamten der USA und der Ukraine fielen 40 Soldaten.",
        [["Beamten der USA und der Ukraine"]],
        "one group of two countries is one source",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), LINKS, ids=[why for *_, why in LINKS])
def test_sources_side_by_side_are_one_link(text: str, expected: list[list[str]], why: str) -> None:
    claims = extract_claims(Article(id="x", text=text), pipeline())
    (chain,) = [claim.attribution for claim in claims if claim.quantity is not None]
    assert chain is not None
    assert [[source.name for source in link] for link in chain.links] == expected, why
    shown = " → ".join(" und ".join(link) for link in expected)
    assert chain_words(claims[-1], "de").removesuffix(" (unbestätigt)") == shown
