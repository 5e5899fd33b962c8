"""Records as plain JSON values, with whole numbers written as such (``10000``, not ``10000.0``)."""

from __future__ import annotations

from typing import Any

import msgspec


def plain(record: Any) -> Any:
    """``record`` as dicts, lists and scalars, in the order of its fields."""
    return _whole(msgspec.to_builtins(record))


def _whole(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {key: _whole(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_whole(item) for item in value]
    return value


def encode(value: Any) -> str:
    """One line of JSON; text stays readable UTF-8."""
    return msgspec.json.encode(value).decode("utf-8")
