"""Default-ignorable characters, which no reader sees: soft hyphens, zero-width characters, marks of direction.

Web pages are full of them, and they can be put in to deceive. Numbers are read as a reader sees
them: without those characters, the places found then carried back to the text as it is. What is shown
in another order than it is written (inside a bidirectional override) is no number that can be read.
"""

from __future__ import annotations

import re
from typing import Final

from kursk_claims.offsets import Shortened, shorten

_IGNORABLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a\u202b\u202d\u2060-\u2064\u2066-\u206f\ufeff]+"
)
"""Unicode's default-ignorable format characters that turn up in text, the two of ``_OVERRIDDEN`` left out."""
_OVERRIDDEN: Final = re.compile("\u202e[^\u202c\n]*")


def as_seen(text: str) -> Shortened | None:
    """``text`` without default-ignorable characters, or ``None`` if there are none, as in most texts."""
    hits = [(hit.start(), hit.end(), "") for hit in _IGNORABLE.finditer(text)]
    return shorten(text, hits) if hits else None


def bidi_overrides(text: str) -> list[tuple[int, int]]:
    """Spans of ``text`` that are shown from right to left although they are written from left to right."""
    return [hit.span() for hit in _OVERRIDDEN.finditer(text)]
