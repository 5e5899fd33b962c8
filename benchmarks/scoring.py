"""Score numeric claims against claims judged by hand, level by level.

A predicted and a judged quantity are paired one to one where their spans overlap, most overlap
first. Each level counts a pair only if all levels before it are right: span, value (min and max),
modifier, unit (and per), counted (head), source (the whole chain). Optional judged claims neither
reward nor punish. The measure is the one common for quantity extraction (CQE, Almasian et al. 2023)
with the levels for the thing counted and for the sources added.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from kursk_claims.models import Claim, Quantity

LEVELS = ("span", "value", "modifier", "unit", "counted", "source")


class Judged(Struct, frozen=True, kw_only=True):
    """One quantity as a careful reader wrote it down; offsets as in ``kursk_claims.models``."""

    start: int
    end: int
    min: float | None
    max: float | None
    modifier: str
    unit: str | None
    per: str | None
    head: str | None
    sources: tuple[str, ...]
    optional: bool = False


class Score(Struct, frozen=True):
    """Counts of one level over a corpus."""

    right: int
    predicted: int
    judged: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1; 1 where there was nothing to find and nothing found."""
        return 2 * self.right / (self.predicted + self.judged) if self.predicted + self.judged else 1.0


def score(documents: Sequence[tuple[Sequence[Judged], Sequence[Claim]]]) -> dict[str, Score]:
    """Counts of each level over pairs of judged and predicted claims, one pair a document."""
    right: Counter[str] = Counter()
    predicted_total = judged_total = 0
    for judged, claims in documents:
        quantities = [claim for claim in claims if claim.quantity is not None]
        pairs = _pairs(judged, quantities)
        judged_total += sum(not one.optional for one in judged)
        predicted_total += len(quantities) - sum(judged[i].optional for i, _ in pairs)
        for i, j in pairs:
            if not judged[i].optional:
                for level, good in zip(LEVELS, _levels(judged[i], quantities[j]), strict=True):
                    if not good:
                        break
                    right[level] += 1
    return {level: Score(right[level], predicted_total, judged_total) for level in LEVELS}


def _pairs(judged: Sequence[Judged], claims: Sequence[Claim]) -> list[tuple[int, int]]:
    options = []
    for i, one in enumerate(judged):
        for j, claim in enumerate(claims):
            quantity = _quantity(claim)
            overlap = min(one.end, quantity.end) - max(one.start, quantity.start)
            if overlap > 0:
                options.append((-overlap, i, j))
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(options):
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def _quantity(claim: Claim) -> Quantity:
    assert claim.quantity is not None
    return claim.quantity


def _levels(judged: Judged, claim: Claim) -> Iterator[bool]:
    quantity = _quantity(claim)
    yield True
    yield _same(judged.min, quantity.min) and _same(judged.max, quantity.max)
    yield judged.modifier == quantity.modifier
    yield (judged.unit, judged.per) == (quantity.unit, quantity.per)
    yield _same_head(judged.head, quantity)
    named = [source.name for source in claim.attribution.sources] if claim.attribution else []
    yield len(named) == len(judged.sources) and all(map(_alike, judged.sources, named))


def _same(a: float | None, b: float | None) -> bool:
    return a is b if a is None or b is None else math.isclose(a, b, rel_tol=1e-6, abs_tol=1e-9)


def _same_head(head: str | None, quantity: Quantity) -> bool:
    if head is None:
        return quantity.counted_head is None
    return quantity.counted_head == head or head in (quantity.counted or "").split()


def _alike(judged: str, named: str) -> bool:
    """At least half of all words in common: the article, a role or an inflection may differ."""
    a, b = ({word for word in re.findall(r"\w+", text.casefold()) if len(word) > 3} for text in (judged, named))
    return judged == named if not a or not b else 2 * len(a & b) >= len(a | b)
