"""How the columns of a terminal table share its width: by ratio, but none so narrow that it tears a word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

GAP: Final = 2
"""Blanks after each column."""


def longest_word(texts: Iterable[str], most: int) -> int:
    """Columns that the longest word of ``texts`` takes, ``most`` at most."""
    return min(most, max((len(word) for text in texts for word in text.split()), default=0))


def shares(width: int, asked: Sequence[tuple[int, int]]) -> list[int]:
    """Columns for each (ratio, least) of ``asked`` in a table of ``width``, gaps after each left out.

    Where the least widths together do not fit, the ratios alone decide.
    """
    free = width - GAP * len(asked)
    if sum(least for _, least in asked) > free:
        asked = [(ratio, 1) for ratio, _ in asked]
    held: dict[int, int] = {}
    while True:
        left = free - sum(held.values())
        ratios = sum(ratio for place, (ratio, _) in enumerate(asked) if place not in held) or 1
        narrow = {
            place: least
            for place, (ratio, least) in enumerate(asked)
            if place not in held and left * ratio // ratios < least
        }
        if not narrow:
            break
        held |= narrow
    return [max(1, held.get(place, left * ratio // ratios)) for place, (ratio, _) in enumerate(asked)]
