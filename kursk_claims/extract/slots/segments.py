"""The segments of a sentence that speak of one figure each.

``40 Menschen starben und 300 wurden verletzt`` has two: what is said in one is not said of the other's figure. German
writes its commas down, so a segment runs from mark to mark; a conjunction parts two of them if each holds a figure or
the second has a verb of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from kursk_claims.grammar.marks import parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kursk_claims.grammar.tokens import View

_JOINING: Final = "CCONJ"
_VERBS: Final = frozenset({"VERB", "AUX"})


class Segment(Struct, frozen=True):
    """Tokens ``start:end`` between two breaks."""

    start: int
    end: int
    opened_by: str
    """The mark or conjunction before it, lower case; empty at the start of the sentence."""

    def holds(self, token: int) -> bool:
        """Whether a token lies in it."""
        return self.start <= token < self.end


def segments_of(read: View, low: int, high: int, figures: Sequence[tuple[int, int]]) -> tuple[Segment, ...]:
    """The segments of the sentence at tokens ``low:high``; ``figures`` are the first and last tokens of its numbers."""
    inside = {i for first, last in figures for i in range(first, last)}
    numbers = {first for first, _ in figures}
    cuts: list[tuple[int, int, str]] = []
    for i in range(low, high):
        word = read.lower[i]
        if i in inside or (i - 1 in inside and i in numbers):
            continue
        if parts(read, i) or (read.pos[i] == _JOINING and _both_tell(read, i, low, high, numbers)):
            cuts.append((i, i + 1, word))
    found: list[Segment] = []
    start, mark = low, ""
    for end, behind, word in cuts:
        if end > start:
            found.append(Segment(start, end, mark))
        start, mark = behind, word
    if start < high:
        found.append(Segment(start, high, mark))
    return tuple(found)


def _both_tell(read: View, i: int, low: int, high: int, numbers: set[int]) -> bool:
    """Whether a conjunction parts two segments: a figure or a verb before it, a figure or finite verb behind."""
    behind = range(i + 1, next((k for k in range(i + 1, high) if parts(read, k)), high))
    before = range(next((k + 1 for k in range(i - 1, low - 1, -1) if parts(read, k)), low), i)
    told = any(k in numbers for k in before) or any(read.pos[k] in _VERBS for k in before)
    return told and (any(k in numbers for k in behind) or any(read.finite[k] for k in behind))


def has_predicate(read: View, segment: Segment) -> bool:
    """Whether a segment has a verb, so that it says something by itself."""
    return any(read.pos[i] in _VERBS for i in range(segment.start, segment.end))
