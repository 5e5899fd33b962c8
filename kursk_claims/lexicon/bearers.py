"""Words for who or what has a figure, apart from names."""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

from msgspec import Struct

from kursk_claims.lexicon import reader
from kursk_claims.lexicon.classes import stem

NounKind = Literal["body", "site", "side", "instrument"]


class Bearers(Struct, frozen=True, forbid_unknown_fields=True):
    """``de/bearers.toml``; see the comments there."""

    bodies: tuple[str, ...]
    sites: tuple[str, ...]
    sides: tuple[str, ...]
    instruments: tuple[str, ...]
    linking: frozenset[str]
    locating: frozenset[str]
    falling_to: frozenset[str]
    keyless: frozenset[str]


bearers: Final = reader("de/bearers", Bearers)

_SHORTEST_HEAD: Final = 4


@cache
def _kinds() -> dict[str, NounKind]:
    words = bearers()
    index: dict[str, NounKind] = {}
    rows: tuple[tuple[NounKind, tuple[str, ...]], ...] = (
        ("body", words.bodies),
        ("site", words.sites),
        ("side", words.sides),
        ("instrument", words.instruments),
    )
    for kind, listed in rows:
        for word in listed:
            index.setdefault(stem(word), kind)
    return index


def kind_of_noun(word: str) -> NounKind | None:
    """``body``, ``site``, ``side`` or ``instrument`` of a noun, also by the head of a compound; else ``None``."""
    if not word[:1].isupper():
        return None
    key = stem(word)
    index = _kinds()
    for start in (0, *range(2, len(key) - _SHORTEST_HEAD + 1)):
        found = index.get(key[start:].lstrip("-"))
        if found is not None and (start == 0 or len(key) - start >= _SHORTEST_HEAD):
            return found
    return None
