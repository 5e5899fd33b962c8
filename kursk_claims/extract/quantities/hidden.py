"""Default-ignorable characters, which no reader sees: soft hyphens, zero-width characters, marks of direction.

Web pages are full of them, and they can be put in to deceive. Numbers are read as a reader sees
them: without those characters, the places found then carried back to the text as it is. What is shown
in another order than it is written (inside a bidirectional override) is no number that can be read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from msgspec import Struct

_IGNORABLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a\u202b\u202d\u2060-\u2064\u2066-\u206f\ufeff]+"
)
"""Unicode's default-ignorable format characters that turn up in text, the two of ``_OVERRIDDEN`` left out."""
_OVERRIDDEN: Final = re.compile("\u202e[^\u202c\n]*")


class Seen(Struct, frozen=True):
    """A text as it is seen, and where its characters stand in the text that it was made from."""

    text: str
    starts: tuple[int, ...]
    """Offset in ``text`` at which each stretch between ignorable characters begins."""
    shifts: tuple[int, ...]
    """For each stretch how many code points were left out before it."""

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text that ``start:end`` of the seen one was made from; ``start < end``."""
        return self._place(start), self._place(end - 1) + 1

    def _place(self, at: int) -> int:
        return at + self.shifts[bisect_right(self.starts, at) - 1]


def as_seen(text: str) -> Seen | None:
    """``text`` without default-ignorable characters, or ``None`` if there are none, as in most texts."""
    hits = list(_IGNORABLE.finditer(text))
    if not hits:
        return None
    pieces, starts, shifts = [text[: hits[0].start()]], [0], [0]
    for hit, end in zip(hits, [*(later.start() for later in hits[1:]), len(text)], strict=True):
        shifts.append(shifts[-1] + hit.end() - hit.start())
        starts.append(hit.end() - shifts[-1])
        pieces.append(text[hit.end() : end])
    return Seen("".join(pieces), tuple(starts), tuple(shifts))


def bidi_overrides(text: str) -> list[tuple[int, int]]:
    """Spans of ``text`` that are shown from right to left although they are written from left to right."""
    return [hit.span() for hit in _OVERRIDDEN.finditer(text)]
