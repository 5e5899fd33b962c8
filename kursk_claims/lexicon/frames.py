"""Words that tell how a figure is to be taken: scope, change, base of comparison, modality, time.

The vocabulary is ``de/scopes.toml`` and ``de/dates.toml``.
"""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from typing import Final

from msgspec import Struct

from kursk_claims.lexicon import reader
from kursk_claims.lexicon.classes import stem
from kursk_claims.settings import WORDS_REMEMBERED


class ScopeEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One scope and the words that set it."""

    name: str
    near: tuple[str, ...] = ()
    anywhere: frozenset[str] = frozenset()
    nouns: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


class WordsEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One base of comparison or modality and its words and phrases."""

    name: str
    words: tuple[str, ...] = ()
    """Found in any inflection."""
    forms: tuple[str, ...] = ()
    """Found as written only: ``könnte`` is not ``konnte``."""
    phrases: tuple[str, ...] = ()


class ChangeEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of rising and falling."""

    rise: tuple[str, ...]
    fall: tuple[str, ...]
    earlier: frozenset[str]
    more: tuple[str, ...]
    less: tuple[str, ...]
    about: frozenset[str]


class Threshold(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What makes a figure the limit of a rule."""

    openings: tuple[str, ...]
    parts: tuple[str, ...]
    prepositions: frozenset[str]
    marks: tuple[str, ...]
    links: frozenset[str]
    conditions: frozenset[str]
    rules: frozenset[str]
    permitting: frozenset[str]
    forbidding: frozenset[str]
    only: frozenset[str]
    kinds: frozenset[str]
    """Prepositions between a kind of things and the figure that sets it apart."""
    words: tuple[str, ...]


class WordList(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A plain list."""

    words: tuple[str, ...]


class Locating(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What leads to the name of a place."""

    prepositions: frozenset[str]
    surely: frozenset[str]
    """Prepositions that make a place of a name that is a common word too."""
    between: frozenset[str]
    """Words that may stand between the preposition and the name."""
    also: frozenset[str]
    """Words that join a second place to the first."""
    origin: frozenset[str]
    """Prepositions before where people are from."""


class Calculation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What makes a figure the basis of a sum: ``bei 10.000 Karten wären das …``."""

    prepositions: frozenset[str]
    verbs: frozenset[str]
    result: frozenset[str]
    """Words for what comes out, or that take up what was said of one."""


class Comparing(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What opens the base of a comparison: ``verglichen mit dem …``."""

    openings: tuple[str, ...]
    articles: tuple[str, ...]
    beside: tuple[str, ...]
    determiners: tuple[str, ...]
    joints: tuple[str, ...]


class Expecting(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What compares a figure with what was expected of it: ``als erwartet``."""

    participles: tuple[str, ...]
    openings: tuple[str, ...]
    nouns: tuple[str, ...]
    revised: tuple[str, ...]
    """Participles of a forecast that was changed."""


class Frames(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file ``de/scopes.toml``."""

    scope: tuple[ScopeEntry, ...]
    threshold: Threshold
    window: WordList
    denominator: WordList
    change: ChangeEntry
    base: tuple[WordsEntry, ...]
    modality: tuple[WordsEntry, ...]
    now: WordList
    generic: WordList
    empty: WordList
    particles: WordList
    broad: WordList
    districts: WordList
    regions: WordList
    locating: Locating
    whole: dict[str, str]
    unnamed_whole: WordList
    unnamed: WordList
    pointing: WordList
    excluding: WordList
    calculating: Calculation
    comparing: Comparing
    expecting: Expecting
    approximating: WordList
    omitting: WordList
    presupposing: WordList


class Era(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A time with a name of its own, first and last day."""

    phrases: tuple[str, ...]
    start: date
    end: date


class Holiday(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A day with a name, by exactly one rule; see the comment in the file."""

    names: tuple[str, ...]
    day: str | None = None
    easter: int | None = None
    weekday: tuple[int, int, int] | None = None
    """Month, weekday, and which of the month's."""
    advent: int | None = None
    """Days from the first Sunday of Advent."""


class TimeWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file ``de/dates.toml``; see the comments there."""

    weekdays: tuple[tuple[str, ...], ...]
    months: tuple[tuple[str, ...], ...]
    dayparts: dict[str, str]
    afternoon: frozenset[str]
    quarters: tuple[tuple[str, ...], ...]
    parts: dict[str, tuple[float, float]]
    intervals: dict[str, str]
    compounds: dict[str, str]
    before: dict[str, str]
    last: tuple[str, ...]
    before_last: tuple[str, ...]
    this: tuple[str, ...]
    next: tuple[str, ...]
    after_next: tuple[str, ...]
    day_numbers: dict[str, int]
    counts: dict[str, int]
    decades: dict[str, int]
    hours: frozenset[str]
    past_auxiliaries: frozenset[str]
    days: dict[str, int]
    years: dict[str, int]
    units: dict[str, int]
    seasons: dict[str, int]
    nouns: tuple[str, ...]
    read_at: tuple[str, ...]
    named: tuple[str, ...]
    eras: tuple[Era, ...]
    holidays: tuple[Holiday, ...]


frames: Final = reader("de/scopes", Frames)
"""The words of scope, change, base and modality."""


time_words: Final = reader("de/dates", TimeWords)
"""The words of time."""


@cache
def stems(words: tuple[str, ...]) -> frozenset[str]:
    """Stems of a list of words, for looking up any inflected form."""
    return frozenset(stem(word) for word in words)


@cache
def generic_stems() -> frozenset[str]:
    """Stems of words too general to tell two questions apart."""
    return stems(frames().generic.words)


@cache
def broad_stems() -> frozenset[str]:
    """Stems of words that lead articles of many stories."""
    return stems(frames().broad.words)


@cache
def district_stems() -> frozenset[str]:
    """Stems of words for a kind of place, which name no place."""
    return stems(frames().districts.words)


@lru_cache(maxsize=WORDS_REMEMBERED)
def is_district(word: str) -> bool:
    """Whether a word names a kind of place (``Landkreis``), which names no place by itself."""
    return stem(word) in district_stems()


@cache
def regions() -> frozenset[str]:
    """Names of regions in which towns lie, lower case."""
    return frozenset(word.casefold() for word in frames().regions.words)


@cache
def time_nouns() -> frozenset[str]:
    """Nouns of time, lower case: weekdays, months, units of time, seasons, periods before."""
    words = time_words()
    forms = {form for forms in (*words.weekdays, *words.months) for form in forms}
    before = {word.lower() for entry in frames().base for word in entry.words}
    before |= {phrase.split()[-1] for entry in frames().base for phrase in entry.phrases}
    return frozenset(forms | before | set(words.units) | set(words.nouns))
