"""Given names with the gender of who has them, and family names that stand in front."""

from __future__ import annotations

from functools import cache
from typing import Literal

from msgspec import Struct

from kursk_claims.lexicon import load

Gender = Literal["m", "f", ""]
"""Of a given name; empty if it is used for both."""


class _FirstNames(Struct, frozen=True, forbid_unknown_fields=True):
    male: str
    female: str
    family_first: str


@cache
def family_names() -> frozenset[str]:
    """East Asian family names that stand in front."""
    return frozenset(load("de/first_names", _FirstNames).family_first.split())


@cache
def _first_names() -> dict[str, Gender]:
    file = load("de/first_names", _FirstNames)
    male, female = frozenset(file.male.split()), frozenset(file.female.split())
    table: dict[str, Gender] = dict.fromkeys(male, "m")
    for name in sorted(female):
        table[name] = "" if name in male else "f"
    return table


def first_name(word: str) -> Gender | None:
    """Gender of a given name (empty if it is used for both), ``None`` if the word is none."""
    table = _first_names()
    if word in table:
        return table[word]
    head, hyphen, _ = word.partition("-")
    return table.get(head) if hyphen else None
