"""The ``---`` block of ``key: value`` lines that a text file may start with."""

from __future__ import annotations

import re

_OPENING = re.compile(r"\s*---[ \t]*\r?\n")
_FENCE = re.compile(r"^---[ \t]*(?:\r?\n|\Z)", re.M)
_PAIR = re.compile(r"([\w-]+)[ \t]*:(?:[ \t]+(.*))?$")
_IGNORED = re.compile(r"\s*(?:#|$)|\s+\S|-\s")
"""Comments, blank lines, and the continuations and lists of fuller YAML, which hold nothing we read."""

MAX_LINES = 100
"""A block is short; a rule of dashes far above another one is typography."""


def split(text: str) -> tuple[dict[str, str], str]:
    """Keys (lower case) with their values, and the text after the block.

    A text that does not begin with a well-formed block is returned whole with no keys: three
    dashes may also be typography.
    """
    opening = _OPENING.match(text)
    closing = _FENCE.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return {}, text
    lines = text[opening.end() : closing.start()].splitlines()
    values: dict[str, str] = {}
    for line in lines[: MAX_LINES + 1]:
        if pair := _PAIR.match(line):
            values[pair[1].lower()] = _unquote((pair[2] or "").strip())
        elif not _IGNORED.match(line):
            return {}, text
    if not values or len(lines) > MAX_LINES:
        return {}, text
    return values, text[closing.end() :]


def _unquote(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
