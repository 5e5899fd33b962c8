"""The table of levels: what each level of each field is worth, from ``lexicon/levels.toml``."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from kursk_claims.lexicon import load


class Level(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One named level of a field."""

    name: str
    weight: float
    why: str
    veto: bool = False


class LevelTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file: one list of levels for each field, from agreement to contradiction."""

    dimension: tuple[Level, ...]
    rate: tuple[Level, ...]
    thing: tuple[Level, ...]
    group: tuple[Level, ...]
    event: tuple[Level, ...]
    polarity: tuple[Level, ...]
    change: tuple[Level, ...]
    base: tuple[Level, ...]
    modality: tuple[Level, ...]
    scope: tuple[Level, ...]
    place: tuple[Level, ...]
    time: tuple[Level, ...]
    value: tuple[Level, ...]
    document: tuple[Level, ...]
    topic: tuple[Level, ...]
    words: tuple[Level, ...]
    text: tuple[Level, ...]
    published: tuple[Level, ...]
    tie: tuple[Level, ...]


@cache
def levels() -> dict[str, dict[str, Level]]:
    """Levels by field and name."""
    table = load("levels", LevelTable)
    return {field: {level.name: level for level in getattr(table, field)} for field in table.__struct_fields__}
