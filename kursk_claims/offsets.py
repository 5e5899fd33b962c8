"""Texts read in another spelling than they are written in, and the way back to the places of the original."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from msgspec import Struct


class Shortened(Struct, frozen=True):
    """A text with some stretches made shorter, and where its characters stand in the original."""

    text: str
    starts: tuple[int, ...]
    """Offset in ``text`` at which each stretch between two changes begins."""
    shifts: tuple[int, ...]
    """For each stretch how many code points the original has more before it."""

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that ``start:end`` of the shortened text was made from."""
        return (self._place(start), self._place(end - 1) + 1) if start < end else (self._place(start),) * 2

    def shortened(self, start: int, end: int) -> tuple[int, int]:
        """The span of the shortened text that ``start:end`` of the original has become."""
        return self._became(start), self._became(end)

    def _place(self, at: int) -> int:
        return at + self.shifts[bisect_right(self.starts, at) - 1]

    def _became(self, at: int) -> int:
        place = bisect_right(range(len(self.starts)), at, key=lambda i: self.starts[i] + self.shifts[i]) - 1
        return min(at - self.shifts[place], *self.starts[place + 1 : place + 2], len(self.text))


def shorten(text: str, changes: Iterable[tuple[int, int, str]]) -> Shortened:
    """``text`` with each stretch ``start:end`` of ``changes``, in order, replaced by a string no longer than it."""
    pieces: list[str] = []
    starts, shifts = [0], [0]
    position = length = 0
    for start, end, instead in changes:
        pieces += (text[position:start], instead)
        length += start - position + len(instead)
        starts.append(length)
        shifts.append(end - length)
        position = end
    return Shortened("".join((*pieces, text[position:])), tuple(starts), tuple(shifts))
