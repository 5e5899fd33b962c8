"""Nouns, prepositions and other words by which German says whose words something is: ``de/cues_nominal.toml``."""

from __future__ import annotations

from functools import cache
from typing import Final

from msgspec import Struct

from kursk_claims.lexicon import reader


class Nouns(Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns of saying and thinking, in every form that is used."""

    said: frozenset[str]
    thought: frozenset[str]
    willed: frozenset[str]
    counted: frozenset[str]
    asked: tuple[str, ...]
    content: frozenset[str]


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
    official: tuple[str, ...]


class Saying(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    nouns: Nouns
    prepositions: Prepositions
    words: Words


saying: Final = reader("de/cues_nominal", Saying)
"""What attributes, beside verbs."""


@cache
def names_saying(word: str) -> bool:
    """Whether a noun (lower case) is one of saying or thinking, or a compound with one."""
    nouns = saying().nouns
    known = word in nouns.said or word in nouns.thought
    return known or any(word.endswith(n) for n in (*nouns.said, *nouns.thought) if len(n) > 5)
