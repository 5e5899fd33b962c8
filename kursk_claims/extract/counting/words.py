"""Vocabulary for finding what a number counts or measures."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from kursk_claims.lexicon import load


class CountingLexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """``lexicon/de/counting.toml``."""

    totals: list[str]
    carriers: list[str]
    dimensional: list[str]
    time_distance_after: list[str]
    time_distance_before: list[str]
    age: list[str]
    bearing_verbs: list[str]
    events: list[str]
    changes: list[str]
    rates: list[str]
    estimating: list[str]
    dimensions: list[str]
    light_verbs: list[str]


class Words(Struct, frozen=True):
    """The lexicon as sets and tuples of endings."""

    totals: frozenset[str]
    carriers: frozenset[str]
    dimensional: frozenset[str]
    time_distance_after: frozenset[str]
    time_distance_before: frozenset[str]
    age: frozenset[str]
    bearing_verbs: frozenset[str]
    events: tuple[str, ...]
    changes: tuple[str, ...]
    rates: tuple[str, ...]
    estimating: frozenset[str]
    dimensions: tuple[str, ...]
    light_verbs: frozenset[str]


@cache
def words() -> Words:
    """Return the vocabulary of counting."""
    known: CountingLexicon = load("de/counting", CountingLexicon)
    return Words(
        totals=frozenset(known.totals),
        carriers=frozenset(known.carriers),
        dimensional=frozenset(known.dimensional),
        time_distance_after=frozenset(known.time_distance_after),
        time_distance_before=frozenset(known.time_distance_before),
        age=frozenset(known.age),
        bearing_verbs=frozenset(known.bearing_verbs),
        events=tuple(known.events),
        changes=tuple(known.changes),
        rates=tuple(known.rates),
        estimating=frozenset(known.estimating),
        dimensions=tuple(known.dimensions),
        light_verbs=frozenset(known.light_verbs),
    )
