"""Every German word for a country leads to its code."""

from __future__ import annotations

import pytest

from kursk_claims.lexicon.countries import code_of, countries, name_of, role_of, split_compound

WORDS = [
    ("Russland", "RU", "name", "plain name"),
    ("Russlands", "RU", "name", "genitive"),
    ("russischen", "RU", "adjective", "declined adjective"),
    ("Russinnen", "RU", "demonym", "feminine plural of an e-demonym"),
    ("Ukrainern", "UA", "demonym", "dative plural of an er-demonym"),
    ("Kremls", "RU", "metonym", "metonym in the genitive"),
    ("Weißen Haus", "US", "metonym", "declined metonym of two words"),
    ("Weißen Hauses", "US", "metonym", "genitive of both words"),
    ("Vereinigten Staaten", "US", "name", "name with a declined adjective"),
    ("Pjöngjangs", "KP", "capital", "capital in the genitive"),
    ("Schweizer", "CH", "adjective", "undeclined adjective wins over the inhabitant of the same form"),
    ("Deutscher", "DE", "adjective", "adjective and inhabitant share the form"),
    ("Franzosen", "FR", "demonym", "irregular demonym"),
    ("DEUTSCHLAND", "DE", "name", "headlines in capitals"),
]


@pytest.mark.parametrize(("word", "code", "role", "why"), WORDS)
def test_words(word: str, code: str, role: str, why: str) -> None:
    assert (code_of(word), role_of(word)) == (code, role), why


@pytest.mark.parametrize("word", ["", "Soldaten", "Ruhr", "Rus", "Nord", "a", "en"])
def test_other_words_are_no_country(word: str) -> None:
    assert code_of(word) is None


def test_compounds() -> None:
    assert split_compound("US-Beamte") == ("US", "Beamte")
    assert split_compound("Nordkorea-Soldaten") == ("KP", "Soldaten")
    assert split_compound("Saudi-Arabien-Reise") == ("SA", "Reise"), "the longest country counts"
    assert split_compound("Covid-Patienten") is None


def test_codes_are_unique_and_named() -> None:
    codes = [country.code for country in countries()]
    assert len(codes) == len(set(codes))
    assert all(name_of(code) for code in codes)
    assert name_of("KP") == "Nordkorea"
