"""Records as plain JSON values, with whole numbers written as such (``10000``, not ``10000.0``)."""

from __future__ import annotations

from typing import Any, Final

import msgspec


def plain(record: Any) -> Any:
    """``record`` as dicts, lists and scalars, in the order of its fields."""
    return _whole(msgspec.to_builtins(record))


_AS_THEY_ARE: Final = frozenset({str, int, bool, type(None)})


def _whole(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):  # most of what is in it needs no call, and there are millions
        return {key: item if type(item) in _AS_THEY_ARE else _whole(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [item if type(item) in _AS_THEY_ARE else _whole(item) for item in value]
    return value


def encode(value: Any) -> str:
    """One line of JSON for whoever splits lines, by any sign; text stays readable UTF-8."""
    return one_line(msgspec.json.encode(value))


def indented(record: Any) -> str:
    """``record`` as JSON over several lines, two spaces a level."""
    return one_line(msgspec.json.format(msgspec.json.encode(plain(record)), indent=2))


def one_line(json: bytes) -> str:
    """Encoded JSON as text, in whose strings, where alone they may stand, separators of lines are written out."""
    text = json.decode("utf-8")
    for separator, written in _SEPARATORS.items():  # hardly ever there, and looked for without a step for each sign
        text = text.replace(separator, written)
    return text


_SEPARATORS: Final = {chr(code): f"\\u{code:04x}" for code in (0x85, 0x2028, 0x2029)}
"""Ends of lines to ``str.splitlines``, editors and old JavaScript that JSON lets stand in a string."""
