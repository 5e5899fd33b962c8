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
    right: int = 0
    """Judged pairs of this level that answer one question."""
    pairs: int = 0
    """All judged pairs of this level."""


class LevelTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file: one list of levels for each field, from agreement to contradiction."""

    dimension: tuple[Level, ...]
    rate: tuple[Level, ...]
    measure: tuple[Level, ...]
    mention: tuple[Level, ...]
    bearer: tuple[Level, ...]
    restrictors: tuple[Level, ...]
    role: tuple[Level, ...]
    period: tuple[Level, ...]
    occasion: tuple[Level, ...]
    identity: tuple[Level, ...]
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
    figures: tuple[Level, ...]
    ground: tuple[Level, ...]


@cache
def levels() -> dict[str, dict[str, Level]]:
    """Levels by field and name."""
    table = load("levels", LevelTable)
    return {field: {level.name: level for level in getattr(table, field)} for field in table.__struct_fields__}
