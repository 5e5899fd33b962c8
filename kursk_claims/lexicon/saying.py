"""Nouns, prepositions and other words by which German says whose words something is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import Final, Literal

from msgspec import Struct

from kursk_claims.lexicon import load, reader

Feature = Literal["said", "thought", "willed", "counted", "content", "asked", "attribution"]
"""What a noun of saying is."""


class Nouns:
    """``de/nouns_of_saying.toml``: the forms (lower case) of each feature; see the comments there."""

    def __init__(self, rows: Mapping[str, Collection[Feature]]) -> None:
        self.said = _having(rows, "said")
        self.thought = _having(rows, "thought")
        self.willed = _having(rows, "willed")
        self.counted = _having(rows, "counted")
        self.content = _having(rows, "content")
        self.asked: tuple[str, ...] = tuple(sorted(_having(rows, "asked")))
        self.attribution = frozenset(word for word, features in rows.items() if "attribution" in features)
        """As they are written, with their capital."""


def _having(rows: Mapping[str, Collection[Feature]], feature: Feature) -> frozenset[str]:
    return frozenset(word.lower() for word, features in rows.items() if feature in features)


class Prepositions(Struct, frozen=True, forbid_unknown_fields=True):
    """What makes a noun phrase a source."""

    before: frozenset[str]
    after: frozenset[str]
    after_split: tuple[tuple[str, ...], ...]
    with_noun: frozenset[str]
    noun_then: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    adverbs: frozenset[str]
    relative: frozenset[str]


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that open, go on with or take up what was said; see the comments in the file."""

    figures: frozenset[str]
    opening_speech: frozenset[str]
    hearsay: frozenset[str]
    going_on: frozenset[str]
    about_the_same: frozenset[str]
    soon: frozenset[str]
    claiming: frozenset[str]
    in_it: frozenset[str]
    abstract_endings: tuple[str, ...]
    source_endings: tuple[str, ...]
    said_in: frozenset[str]
    gap_particles: frozenset[str]
    so_many: tuple[tuple[str, ...], ...]
    titled: tuple[str, ...]
    title_words: frozenset[str]
    possessives: frozenset[str]
    official: tuple[str, ...]


class Saying(Struct, frozen=True, forbid_unknown_fields=True):
    """``de/cues_nominal.toml``."""

    prepositions: Prepositions
    words: Words


saying: Final = reader("de/cues_nominal", Saying)
"""What attributes, beside verbs."""


@cache
def nouns() -> Nouns:
    """Nouns of saying and thinking."""
    return Nouns(load("de/nouns_of_saying", dict[str, frozenset[Feature]]))


@cache
def names_saying(word: str) -> bool:
    """Whether a noun (lower case) is one of saying or thinking, or a compound with one."""
    known = nouns().said | nouns().thought
    return word in known or any(word.endswith(noun) for noun in known if len(noun) > 5)
