"""Numbers are read as they are seen, and stand where they are written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_claims.extract.quantities.find import find_quantities
from kursk_claims.extract.quantities.hidden import as_seen, bidi_overrides

HIDDEN = "\u00ad\u200b\u200d\u2060\ufeff\u200e\u2069"

# (text, surface and lower bound of each quantity, why)
CASES = [
    ("50\u200b000 Soldaten", [("50\u200b000", 50_000)], "a reader sees 50000"),
    ("50.\u2060000 Soldaten", [("50.\u2060000", 50_000)], "a word joiner after the point"),
    ("zwei\u00adtausend Leute", [("zwei\u00adtausend", 2000)], "a place where the word may be broken"),
    ("\u200brund\u200b 50 Leute", [("rund\u200b 50", 50)], "signs at the edge stay outside"),
    ("5 Kilo\u00admeter", [("5 Kilo\u00admeter", 5)], "inside the unit"),
    ("50.000\u200f Leute und \u200e7 Boote", [("50.000", 50_000), ("7", 7)], "marks of direction between words"),
    ("\u202e000.05 Leute\u202c und 7 Boote", [("7", 7)], "shown as 50.000, written 000.05: nobody can tell"),
]


@pytest.mark.parametrize(("text", "wanted", "why"), CASES)
def test_read_as_seen(text: str, wanted: list[tuple[str, float]], why: str) -> None:
    found = find_quantities(text)
    assert [(q.text, q.min) for q in found] == wanted, why
    assert all(text[q.start : q.end] == q.text for q in found), why


@given(st.text(alphabet=HIDDEN + "ab1. ", max_size=30))
@settings(deadline=None)
def test_every_span_of_the_seen_text_leads_back(text: str) -> None:
    seen = as_seen(text)
    if seen is None:
        assert not set(HIDDEN) & set(text)
        return
    assert seen.text == "".join(sign for sign in text if sign not in HIDDEN)
    for start in range(len(seen.text)):
        for end in range(start + 1, len(seen.text) + 1):
            first, last = seen.origin(start, end)
            assert "".join(sign for sign in text[first:last] if sign not in HIDDEN) == seen.text[start:end]
            assert text[first] not in HIDDEN
            assert text[last - 1] not in HIDDEN


@pytest.mark.parametrize(
    ("text", "spans", "why"),
    [
        ("a\u202ebc\u202cd", [(1, 4)], "ends at its mark"),
        ("\u202ea\nb", [(0, 2)], "ends with the line"),
        ("a", [], "nothing is turned"),
    ],
)
def test_a_turn_ends_at_its_mark_or_line(text: str, spans: list[tuple[int, int]], why: str) -> None:
    assert bidi_overrides(text) == spans, why
