"""Where statements stand: in the text, and in each other."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from kursk_claims.models import Span, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence


def anchor(statement: Statement) -> int:
    """Where a statement is attributed: its speaker, else its cue, else its content."""
    for spans in (statement.speaker, statement.cue, statement.content):
        if spans:
            return spans[0].start
    return 0


def covers(span: Span, place: int) -> bool:
    """Whether a character stands in a stretch."""
    return span.start <= place < span.end


def without(stretches: list[Span], holes: Sequence[Span]) -> list[Span]:
    """The stretches with the holes cut out."""
    left: list[Span] = []
    for stretch in stretches:
        start = stretch.start
        for hole in sorted(holes):
            if hole.end <= start or hole.start >= stretch.end:
                continue
            if hole.start > start:
                left.append(Span(start, hole.start))
            start = max(start, hole.end)
        if start < stretch.end:
            left.append(Span(start, stretch.end))
    return left


def enclosing(statements: Sequence[Statement]) -> dict[int, int]:
    """Statement to the innermost other one whose content holds its words of attribution."""
    pieces = sorted(
        (
            (span.start, span.end, sum(s.end - s.start for s in statement.content), k)
            for k, statement in enumerate(statements)
            for span in statement.content
        ),
    )
    starts = [piece[0] for piece in pieces]
    reach: list[int] = []
    for piece in pieces:
        reach.append(max(piece[1], reach[-1] if reach else 0))
    found: dict[int, int] = {}
    for k, statement in enumerate(statements):
        places = statement.cue or statement.speaker
        if not places:
            continue
        place = places[0].start
        best: tuple[int, int] | None = None
        position = bisect_right(starts, place) - 1
        while position >= 0 and reach[position] > place:
            start, end, size, other = pieces[position]
            if start <= place < end and other != k and (best is None or (size, other) < best):
                best = (size, other)
            position -= 1
        if best is not None:
            found[k] = best[1]
    return found
