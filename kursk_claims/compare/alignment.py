"""Which figure of one article answers which figure of another.

Pairs are scored one by one, but a figure of one article answers at most one figure of another: where an equal
partner is there, an unequal one is another question's, and of several unequal ones only the best for both sides is a
partner. A figure that an article repeats may be answered by all its mentions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal

from msgspec import Struct

from kursk_claims.settings import RIVAL_MARGIN

Kind = Literal["agree", "dated", "differ"]
"""``agree``: both figures can be true; ``dated``: they exclude each other, each with a time of its own; ``differ``."""


class Scored(Struct, frozen=True, order=True):
    """Two claims that may answer one question, ``low`` before ``high`` by id."""

    docs: tuple[str, str]
    """Their articles, sorted; one article twice for two claims of one article."""
    low: str
    high: str
    score: float
    """Log2 odds that they answer one question."""
    kind: Kind
    told: bool = True
    """Whether both texts tell one question; if not, figures that differ may not be held against each other."""
    loose: bool = False
    """Whether both figures can be true though they are not equal: a bound, a range, a vague magnitude."""
    elsewhere: bool = False
    """Whether the two articles tell two stories, so that an equal figure must say more."""


def align(pairs: Iterable[Scored]) -> list[Scored]:
    """The pairs that stay when each figure has at most one partner in each other article, sorted.

    Looks at two articles at a time, so that other articles change nothing.
    """
    kept: list[Scored] = []
    for docs, between in groupby(sorted(pairs), key=lambda pair: pair.docs):
        found = list(between)
        kept.extend(found if docs[0] == docs[1] else _partners(found))
    return kept


def _partners(pairs: Sequence[Scored]) -> Iterator[Scored]:
    equal = _best(pair for pair in pairs if pair.kind == "agree")
    other = _best(pair for pair in pairs if pair.kind != "agree")
    for pair in pairs:
        ends = (pair.low, pair.high)
        if pair.kind == "agree":
            if all(pair.score >= equal[end] - RIVAL_MARGIN for end in ends):
                yield pair
        elif all(pair.score >= other[end] for end in ends):
            answered = max(equal.get(end, float("-inf")) for end in ends)
            if answered < pair.score - (RIVAL_MARGIN if pair.kind == "differ" else 0.0):
                yield pair


def _best(pairs: Iterable[Scored]) -> dict[str, float]:
    found: dict[str, float] = defaultdict(lambda: float("-inf"))
    for pair in pairs:
        for end in (pair.low, pair.high):
            found[end] = max(found[end], pair.score)
    return found
