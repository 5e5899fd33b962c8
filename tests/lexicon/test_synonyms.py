"""Nouns that name one thing are found, and few that do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_claims.lexicon.synonyms import Likeness, likeness
from tests.lexicon.noun_pairs import NEAR_MISSES, SYNONYMS, pairs

LIKE: list[tuple[str, str, Likeness, str]] = [
    ("Soldaten", "Soldat", "same", "inflection"),
    ("Fehlbetrag", "Defizit", "synonym", "a group of the thesaurus"),
    ("Firmen", "Unternehmen", "synonym", "a plural that the stem does not undo"),
    ("Arbeitslosenquote", "Arbeitslosenrate", "synonym", "compounds by what they end in"),
    ("Demonstranten", "Protestierende", "class", "a class of the lexicon"),
    ("Schwerverletzte", "Leichtverletzte", "none", "two kinds of one thing"),
    ("Demonstranten", "Gegendemonstranten", "none", "the other side"),
    ("Infizierte", "Genesene", "none", "another count"),
    ("", "Tote", "none", "no word"),
]


@pytest.mark.parametrize(("a", "b", "expected", "why"), LIKE)
def test_likeness(a: str, b: str, expected: Likeness, why: str) -> None:
    assert likeness(a, b) == likeness(b, a) == expected, why


def test_measured_on_pairs_of_news_nouns() -> None:
    """71 of 76 synonyms and 10 of 76 near misses when written; the lexicon alone finds 45 of the synonyms."""
    found = sum(likeness(a, b) != "none" for a, b in pairs(SYNONYMS))
    taken = sum(likeness(a, b) != "none" for a, b in pairs(NEAR_MISSES))
    assert (len(pairs(SYNONYMS)), len(pairs(NEAR_MISSES))) == (76, 76)
    assert found >= 0.88 * 76
    assert taken <= 11


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_two_words_compare_both_ways(a: str, b: str) -> None:
    assert likeness(a, b) == likeness(b, a)
    assert likeness(a, a) == "same"
