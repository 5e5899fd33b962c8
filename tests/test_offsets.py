"""A shortened text and its original know each other's places."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from kursk_claims.offsets import shorten


@given(st.text(alphabet="ab \t\n"))
def test_places_go_both_ways(text: str) -> None:
    made = shorten(text, [(hit.start(), hit.end(), " ") for hit in re.finditer(r"\s\s+|[\t\n]", text)])
    assert made.text == re.sub(r"\s+", " ", text)
    for hit in re.finditer(r"\S+", made.text):
        start, end = made.origin(*hit.span())
        assert text[start:end] == hit.group()
        assert made.shortened(start, end) == hit.span()


def test_nothing_instead_and_empty_spans() -> None:
    made = shorten("a--b--", [(1, 3, ""), (4, 6, "")])
    assert made.text == "ab"
    assert [made.origin(0, 1), made.origin(1, 2), made.origin(0, 2), made.origin(1, 1)] == [
        (0, 1), (3, 4), (0, 4), (3, 3)
    ]  # fmt: skip
    assert made.shortened(2, 6) == (1, 2)
