"""Classes of things and events: what a German word counts, measures or says to happen.

Words are compared by their Snowball stem, so that every inflected form is found; a noun that is not
listed is found by the longest listed noun that it ends in (``Elitesoldaten`` -> ``soldier``), because
the head of a German compound stands last.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from msgspec import Struct
from Stemmer import Stemmer

from kursk_claims.lexicon import load
from kursk_claims.settings import WORDS_REMEMBERED

_SHORTEST_HEAD = 4
"""Letters that the head of a compound must have: shorter stems end too many unrelated words."""
_SHORTEST_FIRST = 2
"""Letters that stand before the head at least (``E-Auto``)."""


class ThingEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"name": "class"}):
    """One class of countable or measurable things; see the head of ``de/things.toml``."""

    name: str
    words: tuple[str, ...]
    parent: str | None = None
    near: tuple[str, ...] = ()
    measured: bool = False
    series: bool = False
    per: str | None = None
    only: str | None = None
    sole: bool = False


class EventEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"name": "class"}):
    """One class of events and states; see the head of ``de/events.toml``."""

    name: str
    words: tuple[str, ...]
    counts: tuple[str, ...] = ()
    implies: str | None = None
    series: bool = False
    tally: bool = False
    narrows: bool = False
    over: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    wider: str | None = None
    amounts: bool = False


class Things(Struct, frozen=True, forbid_unknown_fields=True):
    """The file of things."""

    thing: tuple[ThingEntry, ...]


class Events(Struct, frozen=True, forbid_unknown_fields=True):
    """The file of events."""

    event: tuple[EventEntry, ...]


@cache
def _stemmer() -> Any:
    return Stemmer("german")


@lru_cache(maxsize=WORDS_REMEMBERED)
def stem(word: str) -> str:
    """Snowball stem of one German word, lower case, umlauts folded."""
    result: str = _stemmer().stemWord(word.lower())
    return result


def stems_of(words: list[str]) -> list[str]:
    """Stems of many words that are not to be remembered, see ``stem``."""
    result: list[str] = _stemmer().stemWords([word.lower() for word in words])
    return result


@cache
def things() -> dict[str, ThingEntry]:
    """All classes of things by name."""
    return {entry.name: entry for entry in load("de/things", Things).thing}


@cache
def events() -> dict[str, EventEntry]:
    """All classes of events by name."""
    return {entry.name: entry for entry in load("de/events", Events).event}


def class_words(name: str) -> tuple[str, ...]:
    """The words of the class of things or events called ``name``; none for another name."""
    thing, event = things().get(name), events().get(name)
    return (*(thing.words if thing else ()), *((*event.counts, *event.words) if event else ()))


def word_key(word: str) -> str:
    """Stem, marked by the case of the first letter: the noun ``Zahl`` is not the verb ``zahlen``."""
    return ("N:" if word[:1].isupper() else "v:") + stem(word)


@cache
def _thing_index() -> dict[str, str]:
    index: dict[str, str] = {}
    for entry in things().values():
        for word in entry.words:
            index.setdefault(word_key(word), entry.name)
    return index


@cache
def _event_index() -> dict[str, str]:
    index: dict[str, str] = {}
    for entry in events().values():
        for word in (*entry.counts, *entry.words):
            if " " not in word:
                index.setdefault(word_key(word), entry.name)
    return index


@cache
def _count_index() -> dict[str, str]:
    return {word_key(word): entry.name for entry in events().values() for word in entry.counts}


@cache
def event_phrases() -> tuple[tuple[str, str], ...]:
    """Events named by more than one word (``Leben gekommen``), lower case, with their class."""
    return tuple((w.lower(), e.name) for e in events().values() for w in e.words if " " in w)


def _look_up(word: str, index: dict[str, str]) -> str | None:
    found = index.get(word_key(word))
    if found or not word[:1].isupper():
        return found
    key = stem(word)
    for start in range(_SHORTEST_FIRST, len(key) - _SHORTEST_HEAD + 1):
        found = index.get("N:" + key[start:].lstrip("-"))
        if found:
            return found
    return None


@lru_cache(maxsize=WORDS_REMEMBERED)
def thing_class(word: str) -> str | None:
    """Class of a thing by any form of its name, for nouns also by the head of a compound; else ``None``."""
    return _look_up(word, _thing_index())


@cache
def _measured_index() -> dict[str, str]:
    index: dict[str, str] = {}
    for entry in things().values():
        for word in entry.words if entry.measured else ():
            index.setdefault(word_key(word), entry.name)
    return index


@lru_cache(maxsize=WORDS_REMEMBERED)
def measured_class(word: str, dimension: str) -> str | None:
    """Class of what has an amount in this dimension, by any form of its name; else ``None``."""
    found = _look_up(word, _measured_index())
    if found is None:
        return None
    only = things()[found].only
    return found if only == dimension or (only is None and dimension not in ("time", "age")) else None


@lru_cache(maxsize=WORDS_REMEMBERED)
def event_class(word: str) -> str | None:
    """Class of an event by any form of a verb, noun or adjective, for nouns also by a compound's head."""
    found = _look_up(word, _event_index())
    return None if found and word.lower().startswith(events()[found].unlike) else found


@lru_cache(maxsize=WORDS_REMEMBERED)
def counted_event(word: str) -> str | None:
    """Class of the event that a noun counts by itself (``Festnahmen``, ``Corona-Tote``), else ``None``."""
    return _look_up(word, _count_index()) if word[:1].isupper() else None


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
def sole_class(dimension: str) -> str | None:
    """The class that whatever has this dimension is measured as (``speed``), else ``None``."""
    return next((entry.name for entry in things().values() if entry.sole and entry.only == dimension), None)


@cache
def near(name: str) -> frozenset[str]:
    """Classes that often name the same count from another side."""
    entry = things().get(name) or events().get(name)
    return frozenset(entry.near if entry else ())
