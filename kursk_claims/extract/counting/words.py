"""Vocabulary for finding what a number counts or measures."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from kursk_claims.lexicon import reader


class CountingWords(Struct, frozen=True, forbid_unknown_fields=True):
    """``lexicon/de/counting.toml``; see the comments there. Tuples are endings."""

    totals: frozenset[str]
    carriers: frozenset[str]
    dimensional: frozenset[str]
    time_distance_after: frozenset[str]
    time_distance_before: frozenset[str]
    age: frozenset[str]
    bearing_verbs: frozenset[str]
    value_verbs: frozenset[str]
    events: tuple[str, ...]
    changes: tuple[str, ...]
    rates: tuple[str, ...]
    estimating: frozenset[str]
    dimensions: tuple[str, ...]
    expecting: frozenset[str]
    telling: frozenset[str]
    lying_back: frozenset[str]
    staying: frozenset[str]
    light_verbs: frozenset[str]
    giving_verbs: frozenset[str]
    citing: frozenset[str]
    comparisons: frozenset[str]
    values: frozenset[str]
    no_predicates: frozenset[str]
    parts_of_time: frozenset[str]
    magnitudes: tuple[str, ...]
    superlatives: tuple[str, ...]
    derived: tuple[str, ...]
    comparing: frozenset[str]
    remaining: frozenset[str]
    recent: frozenset[str]
    substances: frozenset[str]
    possessives: tuple[str, ...]
    """Beginnings: any form of theirs."""
    genitives: frozenset[str]
    whole_openers: frozenset[str]
    single: frozenset[str]
    connecting: frozenset[str]
    approximating: frozenset[str]
    listing: frozenset[str]
    bounding: frozenset[str]
    distant: frozenset[str]
    beside: frozenset[str]
    governed: frozenset[str]
    multiples: tuple[str, ...]
    old: frozenset[str]
    lasting: frozenset[str]
    of_them: frozenset[str]
    of_those: frozenset[str]
    for_each: frozenset[str]
    level: frozenset[str]
    changing: frozenset[str]
    filling: frozenset[str]
    pricing: frozenset[str]
    dating: frozenset[str]
    more_or_less: frozenset[str]
    of_whole: frozenset[str]
    against: frozenset[str]


words: Final = reader("de/counting", CountingWords)
