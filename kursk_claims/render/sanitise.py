"""Article text made safe to look at.

A terminal obeys escape sequences, and text direction marks can turn a figure around for the
eye, so nothing of the kind may pass from an article to a screen. What is taken out is shown:
a control character as its picture (``␛``), any other invisible one as its code point.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_KEPT: Final = frozenset("\u00ad\u200c\u200d")
"""Soft hyphen and the joiners: ordinary parts of words and emoji, without effect on order."""


def sanitise(text: str, *, lines: bool = False) -> str:
    """``text`` without control, direction and other invisible characters.

    Line breaks, tabs and every other kind of blank become a space; with ``lines`` a line feed is kept.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(char, lines) for char in text)


def _shown(char: str, lines: bool) -> str:
    if char.isspace():
        return "\n" if lines and char == "\n" else " "
    category = unicodedata.category(char)
    if category == "Cc":
        code = ord(char)
        return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"
    if category == "Cs":
        return "\ufffd"
    if category == "Cf" and char not in _KEPT:
        return f"⟨U+{ord(char):04X}⟩"
    return char


def web_address(url: str | None) -> str | None:
    """``url`` if it is one of the web, which a viewer may be led to; ``None`` for any other, which might run."""
    return url if url and url.lower().startswith(("http://", "https://")) and url.isprintable() else None
