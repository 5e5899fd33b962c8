"""Quotation marks of every German style, paired over the plain text.

Pairs are found in one pass and without a stack: a stray mark must cost one quotation and not the
rest of the article. Equal marks inside a quotation (``„Die „Möwe“ fliegt“``) are known by the second
closing mark, in the same paragraph. Single marks (``‚…‘ ›…‹``) stand inside a quotation or round a
title and are left alone.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_MARK: Final = re.compile(r"[„“”\"«»]|''|\n[ \t\u00a0]*\n\s*")

_CLOSERS: Final = {
    "„": frozenset('“”"'),
    "“": frozenset("”“"),
    "”": frozenset("”"),
    '"': frozenset('"“”'),
    "»": frozenset("«"),
    "«": frozenset("»"),
    "''": frozenset(("''",)),
}
"""Opening mark to the marks that may close it; mixed pairs come from keyboards and converters."""

_FAR: Final = 5000
"""A quotation longer than this many characters without its closing mark is a stray mark."""


class Quotation(NamedTuple):
    """A quoted stretch with its marks, in code points; ``joined`` if the one before it goes on here."""

    start: int
    end: int
    mark: int
    """Length of the mark: 1, or 2 for ``''``."""
    joined: bool = False


def quotations(text: str) -> list[Quotation]:
    """All quoted stretches of ``text`` in order, never overlapping; linear in its length.

    A speech over several paragraphs opens each of them and closes only the last: every
    paragraph becomes a stretch of its own, ``joined`` to the one before.
    """
    found: list[Quotation] = []
    opened: re.Match[str] | None = None
    paragraph_end: int | None = None  # first paragraph break since the mark that is open
    goes_on = False
    outer: re.Match[str] | None = None  # left open by a mark like it, and closed if a second closing mark follows
    for here in _MARK.finditer(text):
        mark = here.group()
        if mark.startswith("\n"):
            outer = None
            if opened is not None and paragraph_end is None:
                paragraph_end = here.start()
            continue
        if opened is not None and here.start() - opened.start() > _FAR:
            opened, paragraph_end, goes_on = None, None, False
        if opened is None and outer is not None and mark == "“" and here.start() - outer.start() <= _FAR:
            while found and found[-1].start > outer.start():
                found.pop()
            found.append(Quotation(outer.start(), here.end(), 1))
            outer = None
        elif (
            opened is not None and mark in _CLOSERS[opened.group()] and not _opens_paragraph(text, here, paragraph_end)
        ):
            found.append(Quotation(opened.start(), here.end(), len(opened.group()), goes_on))
            opened, paragraph_end, goes_on = None, None, False
        elif opened is not None and mark == opened.group() and _reopens(text, here, paragraph_end):
            end = paragraph_end if paragraph_end is not None else len(text[: here.start()].rstrip())
            found.append(Quotation(opened.start(), end, len(mark), goes_on))
            opened, paragraph_end, goes_on = here, None, True
        elif _may_open(text, here):
            if opened is not None and mark == opened.group() == "„" and paragraph_end is None:
                outer = outer or opened
            opened, paragraph_end, goes_on = here, None, False
    return found


def _opens_paragraph(text: str, here: re.Match[str], paragraph_end: int | None) -> bool:
    return paragraph_end is not None and not text[paragraph_end : here.start()].strip() and _may_open(text, here)


def _reopens(text: str, here: re.Match[str], paragraph_end: int | None) -> bool:
    """Whether a mark opens the next paragraph or line of a speech that goes on: lines end with their sentence then."""
    if _opens_paragraph(text, here, paragraph_end):
        return True
    line = text[: here.start()].rstrip(" \t") if here.group() != '"' else ""
    return line.endswith((".\n", "!\n", "?\n")) and _may_open(text, here)


def _may_open(text: str, here: re.Match[str]) -> bool:
    before = text[here.start() - 1 : here.start()]
    after = text[here.end() : here.end() + 1]
    if not after or after.isspace():
        return False
    if here.group() == "„":
        return True
    return not before or not (before.isalnum() or before in ".,!?%")
