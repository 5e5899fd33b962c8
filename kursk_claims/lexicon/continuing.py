"""Words around figures that leave their unit out; see ``de/continuing.toml``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from kursk_claims.lexicon import reader


class Continuing(Struct, frozen=True, forbid_unknown_fields=True):
    """``de/continuing.toml``; see the comments there."""

    naming: frozenset[str]
    of_sums: frozenset[str]
    being: frozenset[str]
    dimensional: frozenset[str]
    instead: frozenset[str]
    denying: frozenset[str]


continuing: Final = reader("de/continuing", Continuing)


def puts_right(words: Iterable[str]) -> bool:
    """``nicht A, | sondern | B``: whether words (lower case) before a figure put it in the place of another."""
    return not continuing().instead.isdisjoint(words)


def denies(words: Iterable[str]) -> bool:
    """``| nicht | A, sondern B``: whether words (lower case) before a figure say that it is not so."""
    return not continuing().denying.isdisjoint(words)
