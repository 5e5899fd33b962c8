"""Measures and occasions: what a figure tells of its bearer, and what it belongs to.

A measure is noun and predicate together. ``35 Tote`` names it by the noun, ``35 Menschen starben`` by a verb said of
people; both are looked up here and give one name.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final, Literal, NamedTuple, TypeVar

from msgspec import Struct

from kursk_claims.lexicon import classes, reader
from kursk_claims.settings import WORDS_REMEMBERED

T = TypeVar("T")

Bearing = Literal["owner", "contender", "site", "agent", "item", "none"]

_SHORTEST_HEAD: Final = 4
"""Letters of a noun that may end a compound: shorter ones end unrelated words."""


class Measure(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row of ``de/measures.toml``; see the head of the file."""

    name: str
    label: str
    nouns: tuple[str, ...] = ()
    events: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    verbs: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    of: frozenset[str] = frozenset()
    dimensions: frozenset[str]
    occasions: frozenset[str] = frozenset()
    bearer: Bearing
    default: bool = False
    runs: Literal["on", "out"] | None = None
    outcome: bool = False

    def may_measure(self, dimension: str, occasions: frozenset[str]) -> bool:
        """Whether a figure of this dimension, in an article that tells of ``occasions``, can be this measure."""
        return dimension in self.dimensions and (not self.occasions or not self.occasions.isdisjoint(occasions))

    def is_said_of(self, thing: str | None) -> bool:
        """Whether its verbs are said of things of this class; of a figure that names nothing they are."""
        return thing is None or not self.of or not self.of.isdisjoint(classes.ancestors(thing))


class _Measures(Struct, frozen=True, forbid_unknown_fields=True):
    measure: tuple[Measure, ...]


class _Occasion(Struct, frozen=True, forbid_unknown_fields=True):
    kind: str
    nouns: tuple[str, ...]
    general: bool = False
    setting: bool = False
    named: bool = False
    days: int = 7
    brief: bool = False
    measures: frozenset[str] = frozenset()
    wider: tuple[str, ...] = ()


class _Occasions(Struct, frozen=True, forbid_unknown_fields=True):
    occasion: tuple[_Occasion, ...]


_read_measures: Final = reader("de/measures", _Measures)
_read_occasions: Final = reader("de/occasions", _Occasions)


def measures() -> tuple[Measure, ...]:
    """All measures, in the order of the file: the first that fits is the figure's."""
    return _read_measures().measure


@cache
def known() -> frozenset[str]:
    """Names of all measures of the lexicon."""
    return frozenset(entry.name for entry in measures())


@cache
def _labels() -> dict[str, str]:
    return {entry.name: entry.label for entry in measures()}


def label_of(measure: str | None) -> str | None:
    """What the lexicon calls a measure, else ``None``."""
    return _labels().get(measure or "")


@cache
def outcomes() -> frozenset[str]:
    """Measures that say what became of people: dead, injured, missing, survived."""
    return frozenset(entry.name for entry in measures() if entry.outcome)


@cache
def running(how: Literal["on", "out"]) -> frozenset[str]:
    """Measures that are counted on, or counted out, from hour to hour."""
    return frozenset(entry.name for entry in measures() if entry.runs == how)


@cache
def contended() -> frozenset[str]:
    """Measures that contenders have beside each other, each its own: shares of votes, seats."""
    return frozenset(entry.name for entry in measures() if entry.bearer == "contender")


@cache
def held_apart() -> frozenset[str]:
    """Measures of which two named holders have never one figure: contenders, and houses, camps, ships."""
    return frozenset(entry.name for entry in measures() if entry.bearer in ("contender", "site"))


@cache
def _nouns() -> dict[str, frozenset[int]]:
    return _index("nouns")


@cache
def _verbs() -> dict[str, frozenset[int]]:
    return _index("verbs")


def _index(field: Literal["nouns", "verbs"]) -> dict[str, frozenset[int]]:
    """Keys of the words of a field to the places of their rows in the file."""
    index: dict[str, set[int]] = {}
    for place, entry in enumerate(measures()):
        for word in getattr(entry, field):
            index.setdefault(classes.word_key(word), set()).add(place)
    return {key: frozenset(places) for key, places in index.items()}


@lru_cache(maxsize=WORDS_REMEMBERED)
def rows_of_noun(word: str) -> frozenset[int]:
    """Places in ``measures()`` of the rows that a noun, or the head of a compound, names alone."""
    return _by_noun(word, _nouns()) or frozenset()


@lru_cache(maxsize=WORDS_REMEMBERED)
def rows_of_verb(word: str) -> frozenset[int]:
    """Places in ``measures()`` of the rows that a verb or participle names, of what they are said of."""
    return _verbs().get(classes.word_key(word), frozenset())


class Occasion(NamedTuple):
    """What a noun for something that happens tells."""

    kind: str
    general: bool
    """True if the noun says only that something happened (``Unglück``)."""
    setting: bool
    """True if things of other kinds may happen at it (``Spiel``, ``Wahl``)."""
    named: bool
    """True if one has a name of its own (``Hurrikan Milton``)."""
    letters: str
    """What every form of the noun holds: stems fold umlauts, and no ``Stürmer`` is a storm."""


@cache
def _occasions() -> dict[str, tuple[Occasion, ...]]:
    index: dict[str, list[Occasion]] = {}
    for entry in _read_occasions().occasion:
        for noun in entry.nouns:
            row = Occasion(entry.kind, entry.general, entry.setting, entry.named, noun.lower())
            index.setdefault(classes.word_key(noun), []).append(row)
    return {key: tuple(rows) for key, rows in index.items()}


@lru_cache(maxsize=WORDS_REMEMBERED)
def occasion_of(word: str) -> Occasion | None:
    """The occasion that a noun names, also by the head of a compound (``Zugunglück``), else ``None``."""
    return next((row for row in _by_noun(word, _occasions()) or () if row.letters in word.lower()), None)


@cache
def _days() -> dict[str, int]:
    rows = _read_occasions().occasion
    return {row.kind: min(other.days for other in rows if other.kind == row.kind) for row in rows}


@cache
def is_brief(kind: str | None) -> bool:
    """Whether an occasion of a kind is told of for its days alone: a match, not an attack."""
    return any(row.kind == kind and row.brief for row in _read_occasions().occasion)


@cache
def kind_of_measure(measure: str | None) -> str | None:
    """The kind of occasion that alone has a measure: ``match`` for goals; else ``None``."""
    return next((row.kind for row in _read_occasions().occasion if measure in row.measures), None)


def days_of_one(kind: str) -> int:
    """Days between two articles' occasions of a kind up to which they may be one; a week if nothing else is known.

    Of 586 judged pairs of one kind and measure 35 % answer one question where the days are the same, of 405 two
    or three days apart 18 %, of 195 more than a week apart 3 %.
    """
    return _days().get(kind, _WEEK)


_WEEK: Final = 7


@cache
def _wider() -> dict[str, frozenset[str]]:
    """For each kind of occasion the kinds that the same may be called."""
    rows = _read_occasions().occasion
    settings = frozenset(row.kind for row in rows if row.setting)
    wider: dict[str, set[str]] = {row.kind: set() if row.setting else set(settings) for row in rows}
    for row in rows:
        wider[row.kind].update(row.wider)
    return {kind: frozenset(kinds) for kind, kinds in wider.items()}


def may_be_one(kind: str, other: str) -> bool:
    """Whether two kinds of occasions may be told of one: by a wider word, or because one happens at the other."""
    return other in _wider().get(kind, ()) or kind in _wider().get(other, ())


def _by_noun(word: str, index: dict[str, T]) -> T | None:
    if not word[:1].isupper():
        return None
    key = classes.stem(word)
    found = index.get("N:" + key)
    for start in range(2, len(key) - _SHORTEST_HEAD + 1):
        if found is not None:
            break
        found = index.get("N:" + key[start:].lstrip("-"))
    return found
