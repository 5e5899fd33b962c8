"""Classes of things and events: what a German word counts, measures or says to happen.

Words are compared by their Snowball stem, so that every inflected form is found; a noun that is not
listed is found by the longest listed noun that it ends in (``Elitesoldaten`` -> ``soldier``), because
the head of a German compound stands last.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

import snowballstemmer
from msgspec import Struct

from kursk_claims.lexicon import load

_SHORTEST_HEAD = 4
"""Letters that the head of a compound must have: shorter stems end too many unrelated words."""


class ThingEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"name": "class"}):
    """One class of countable or measurable things; see the head of ``de/things.toml``."""

    name: str
    words: tuple[str, ...]
    parent: str | None = None
    near: tuple[str, ...] = ()


class EventEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"name": "class"}):
    """One class of events and states; see the head of ``de/events.toml``."""

    name: str
    words: tuple[str, ...]
    counts: tuple[str, ...] = ()
    implies: str | None = None
    series: bool = False
    wider: str | None = None


class Things(Struct, frozen=True, forbid_unknown_fields=True):
    """The file of things."""

    thing: tuple[ThingEntry, ...]


class Events(Struct, frozen=True, forbid_unknown_fields=True):
    """The file of events."""

    event: tuple[EventEntry, ...]


@cache
def _stemmer() -> Any:
    return snowballstemmer.stemmer("german")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Snowball stem of one German word, lower case, umlauts folded."""
    result: str = _stemmer().stemWord(word.lower())
    return result


@cache
def things() -> dict[str, ThingEntry]:
    """All classes of things by name."""
    file: Things = load("de/things", Things)
    return {entry.name: entry for entry in file.thing}


@cache
def events() -> dict[str, EventEntry]:
    """All classes of events by name."""
    file: Events = load("de/events", Events)
    return {entry.name: entry for entry in file.event}


@cache
def _thing_index() -> dict[str, str]:
    index: dict[str, str] = {}
    for entry in things().values():
        for word in entry.words:
            index.setdefault(stem(word), entry.name)
    return index


@cache
def _event_index() -> dict[str, str]:
    index: dict[str, str] = {}
    for entry in events().values():
        for word in (*entry.counts, *entry.words):
            if " " not in word:
                index.setdefault(stem(word), entry.name)
    return index


@cache
def _count_index() -> dict[str, str]:
    return {stem(word): entry.name for entry in events().values() for word in entry.counts}


@cache
def event_phrases() -> tuple[tuple[str, str], ...]:
    """Events named by more than one word (``Leben gekommen``), lower case, with their class."""
    return tuple((w.lower(), e.name) for e in events().values() for w in e.words if " " in w)


@cache
def _heads(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(stem(word) for word in words if word[0].isupper())


@cache
def _thing_heads() -> frozenset[str]:
    return _heads(tuple(word for entry in things().values() for word in entry.words))


@cache
def _event_heads() -> frozenset[str]:
    return _heads(tuple(word for entry in events().values() for word in (*entry.counts, *entry.words)))


def _look_up(word: str, index: dict[str, str], heads: frozenset[str]) -> str | None:
    key = stem(word)
    found = index.get(key)
    if found or not heads:
        return found
    for start in range(1, len(key) - _SHORTEST_HEAD + 1):
        tail = key[start:].lstrip("-")
        if tail in heads and tail in index:
            return index[tail]
    return None


@lru_cache(maxsize=65536)
def thing_class(word: str, *, noun: bool = True) -> str | None:
    """Class of a thing by any form of its name; ``noun`` allows compounds. ``None`` if not listed."""
    return _look_up(word, _thing_index(), _thing_heads() if noun else frozenset())


@lru_cache(maxsize=65536)
def event_class(word: str, *, noun: bool = False) -> str | None:
    """Class of an event by any form of verb, noun or adjective; ``noun`` allows compounds."""
    return _look_up(word, _event_index(), _event_heads() if noun else frozenset())


@lru_cache(maxsize=65536)
def counted_event(word: str) -> str | None:
    """Class of the event that a noun counts by itself (``Festnahmen``, ``Corona-Tote``), else ``None``."""
    return _look_up(word, _count_index(), _event_heads())


@cache
def ancestors(name: str) -> frozenset[str]:
    """The wider classes of a thing or event, itself included."""
    found = {name}
    while True:
        thing, event = things().get(name), events().get(name)
        wider = (thing.parent if thing else None) or (event.wider if event else None)
        if wider is None or wider in found:
            return frozenset(found)
        found.add(wider)
        name = wider


@cache
def near(name: str) -> frozenset[str]:
    """Classes that often name the same count from another side."""
    entry = things().get(name)
    return frozenset(entry.near if entry else ())
