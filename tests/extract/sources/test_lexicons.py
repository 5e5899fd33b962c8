"""The vocabulary of sources: what a word names, and where listed names stand."""

import pytest

from kursk_claims.extract.sources import gazetteer, lexicons

NOUNS = [
    ("Tageszeitung", "newspaper", "a compound belongs to the class of its last part"),
    ("Fachblatt", "magazine", "the longest ending wins over the shorter Blatt"),
    ("Agentur", "agency", "alone it is the news agency"),
    ("Arbeitsagentur", None, "in a compound it is any agency, so the whole word is asked for"),
    ("US-Beamte", "government", "the part behind the hyphen counts"),
    ("Innenministeriums", "ministry", "a genitive is a form like any other"),
    ("Medienberichten", "media_report", "a report of unnamed media"),
    ("polizei", None, "a noun has a capital"),
    ("Gesamtheit", None, "the ending of another word is no source"),
]


@pytest.mark.parametrize(("word", "cls", "why"), NOUNS)
def test_noun_of(word: str, cls: str | None, why: str) -> None:
    noun = lexicons.noun_of(word)
    assert (noun.cls if noun else None) == cls, why


OFFICES = [
    ("Verteidigungsminister", "m", "compound of a masculine office"),
    ("Staatssekretärin", "f", "feminine of a strong noun"),
    ("Virologen", "m", "weak noun in an oblique case"),
    ("Vorsitzende", "", "an adjectival noun is he or she"),
    ("Sprecherinnen", "p", "plural"),
    ("Klima", None, "no office"),
]


@pytest.mark.parametrize(("word", "gender", "why"), OFFICES)
def test_office_of(word: str, gender: str | None, why: str) -> None:
    assert lexicons.office_of(word) == gender, why


NAMES = [
    ("Das meldete der Deutschlandfunk am Abend.", [("Deutschlandfunk", "Deutschlandfunk")], "a name in plain text"),
    ("wie das WSJ schrieb", [("WSJ", "Wall Street Journal")], "an acronym has the canonical name"),
    ("laut der Neuen Zürcher Zeitung", [("Neuen Zürcher Zeitung", "Neue Zürcher Zeitung")], "an inflected first word"),
    ("Recherchen des Handelsblatts", [("Handelsblatts", "Handelsblatt")], "a genitive s belongs to the mention"),
    ("der ARD-Reporter", [], "the first part of a compound is not the medium itself"),
    ("Spiegel Online berichtet", [("Spiegel Online", "Spiegel")], "the longest name at a place"),
    ("die Nasa", [("Nasa", "Nasa")], "an institution"),
]


@pytest.mark.parametrize(("text", "expected", "why"), NAMES)
def test_find_names(text: str, expected: list[tuple[str, str]], why: str) -> None:
    found = [(text[hit.start : hit.end], hit.entry.canonical) for hit in gazetteer.find_names(text)]
    assert found == expected, why


def test_common_words_are_marked_ambiguous_and_quotes_are_seen() -> None:
    plain, quoted = gazetteer.find_names("Die Zeit drängt, schreibt die „Zeit“.")
    assert plain.ambiguous
    assert not plain.quoted
    assert quoted.quoted


def test_every_alias_leads_to_one_source_in_its_list() -> None:
    by_text: dict[str, set[str]] = {}
    for aliases in gazetteer.aliases().values():
        for alias in aliases:
            if not alias.ambiguous:
                by_text.setdefault(alias.text, set()).add(alias.entry.canonical)
    shared = {text: names for text, names in by_text.items() if len(names) > 1}
    assert shared == {}, "an unambiguous alias must not name two sources"
