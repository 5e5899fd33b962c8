"""Each figure has at most one partner in another article."""

from __future__ import annotations

import pytest

from kursk_claims.compare.alignment import Kind, Scored, align

Pair = tuple[str, str, float, Kind]


def pairs(*found: Pair) -> list[Scored]:
    return [Scored(("A", "B"), a, b, score, kind) for a, b, score, kind in found]


CASES: list[tuple[tuple[Pair, ...], set[tuple[str, str]], str]] = [
    ((("a1", "b1", 2.0, "agree"),), {("a1", "b1")}, "a pair alone stays"),
    ((("a1", "b1", 3.0, "agree"), ("a1", "b2", 1.5, "agree")), {("a1", "b1"), ("a1", "b2")}, "mentions of one figure"),
    ((("a1", "b1", 6.0, "agree"), ("a1", "b2", 1.0, "agree")), {("a1", "b1")}, "the same number of another thing"),
    ((("a1", "b1", 1.0, "differ"), ("a1", "b2", 0.5, "differ")), {("a1", "b1")}, "of unequal ones the best for both"),
    ((("a1", "b1", 1.0, "differ"), ("a2", "b1", 2.0, "differ")), {("a2", "b1")}, "so from the other side"),
    ((("a1", "b1", 1.0, "agree"), ("a1", "b2", 1.5, "differ")), {("a1", "b1")}, "an equal partner excludes another"),
    (
        (("a1", "b1", 1.0, "agree"), ("a1", "b2", 1.5, "dated")),
        {("a1", "b1"), ("a1", "b2")},
        "but not one of another day, if that is the likelier",
    ),
]


@pytest.mark.parametrize(("found", "kept", "why"), CASES)
def test_partners(found: tuple[Pair, ...], kept: set[tuple[str, str]], why: str) -> None:
    assert {(pair.low, pair.high) for pair in align(pairs(*found))} == kept, why


def test_pairs_of_one_article_are_no_rivals() -> None:
    found = [Scored(("A", "A"), "a1", other, 1.0, "differ") for other in ("a2", "a3")]
    assert align(found) == found


def test_other_articles_change_nothing() -> None:
    between = pairs(("a1", "b1", 1.0, "differ"))
    beside = [Scored(("A", "C"), "a1", "c1", 5.0, "agree")]
    assert set(between) <= set(align([*between, *beside]))
