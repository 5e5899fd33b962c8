"""Words for who or what has a figure, apart from names."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final, Literal, NamedTuple

from msgspec import Struct

from kursk_claims.lexicon import reader
from kursk_claims.lexicon.classes import stem
from kursk_claims.settings import WORDS_REMEMBERED

NounKind = Literal["body", "institution", "site", "side", "instrument"]


class Bearers(Struct, frozen=True, forbid_unknown_fields=True):
    """``de/bearers.toml``; see the comments there."""

    bodies: tuple[str, ...]
    institutions: tuple[str, ...]
    sites: tuple[str, ...]
    sides: tuple[str, ...]
    instruments: tuple[str, ...]
    linking: frozenset[str]
    locating: frozenset[str]
    falling_to: frozenset[str]
    owning: frozenset[str]
    origin: frozenset[str]
    item_before: frozenset[str]
    pricing: frozenset[str]
    definite: frozenset[str]
    attaching: frozenset[str]
    relative: frozenset[str]
    unreal: frozenset[str]
    conditions: frozenset[str]
    first_person: frozenset[str]
    keyless: frozenset[str]


bearers: Final = reader("de/bearers", Bearers)

_SHORTEST_HEAD: Final = 4


class BearingNoun(NamedTuple):
    """What a noun that can have a figure is, and its head's stem (``Passagierflugzeug``: ``flugzeug``)."""

    kind: NounKind
    key: str


@cache
def _kinds() -> dict[str, NounKind]:
    words = bearers()
    index: dict[str, NounKind] = {}
    rows: tuple[tuple[NounKind, tuple[str, ...]], ...] = (
        ("body", words.bodies),
        ("institution", words.institutions),
        ("site", words.sites),
        ("side", words.sides),
        ("instrument", words.instruments),
    )
    for kind, listed in rows:
        for word in listed:
            index.setdefault(stem(word), kind)
    return index


@lru_cache(maxsize=WORDS_REMEMBERED)
def kind_of_noun(word: str) -> BearingNoun | None:
    """What a noun is that can have a figure, also by the head of a compound; else ``None``."""
    if not word[:1].isupper():
        return None
    key = stem(word)
    index = _kinds()
    for start in (0, *range(2, len(key) - _SHORTEST_HEAD + 1)):
        head = key[start:].lstrip("-")
        if head in index:
            return BearingNoun(index[head], head if index[head] == "site" else key)
    return None
