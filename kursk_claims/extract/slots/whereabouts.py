"""Places that plain words name, for figures whose clause names none: read from the context, without analysis.

Precision before recall: a name counts only where a preposition of place leads to it (``in der Nähe von Izmir``) or
where a compound begins with it (``Beirut-Explosion``); ``Kiew`` alone may be a government, ``Leipzig`` a club.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from kursk_claims.lexicon import countries, geography
from kursk_claims.lexicon.frames import frames, is_district
from kursk_claims.lexicon.measures import occasion_of

_WORD = re.compile(r"St\.|[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_LONGEST_NAME = 4
"""Words of a name (``Frankfurt an der Oder``)."""
_LEADING_WORDS = 4
"""Words between the preposition and the name."""
_ADJECTIVE = ("en", "er")


class Word(NamedTuple):
    """A word and where it stands."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=256)  # each figure of a sentence asks for the places of the same texts
def named_places(text: str) -> tuple[str, ...]:
    """Keys of the places that a text names as places, in order: see the module."""
    words = [Word(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]
    locating = frames().locating
    found: list[str] = []
    i = 0
    while i < len(words):
        if words[i].text.lower() in locating.prepositions:
            places, i = _led_to(text, words, i)
            found.extend(places)
            continue
        head = _in_compound(words[i].text)
        if head:
            found.append(head)
        i += 1
    return tuple(dict.fromkeys(found))


def _led_to(text: str, words: list[Word], at: int) -> tuple[list[str], int]:
    """The places that the preposition ``words[at]`` leads to, and the index of the word behind them."""
    surely = words[at].text.lower() in frames().locating.surely
    for i in range(at + 1, min(at + 2 + _LEADING_WORDS, len(words))):
        if text[words[i - 1].end : words[i].start].strip("„“\"'’ "):
            break
        direct = surely and i == at + 1
        place, end = _name_at(text, words, i, direct or is_district(words[i - 1].text))
        if place is not None and (i == at + 1 or not _is_article(words[i - 1].text) or geography.is_area(place)):
            found = [place]
            while end < len(words):
                joint = text[words[end - 1].end : words[end].start].strip()
                joined = words[end].text.lower() in frames().locating.also and not joint
                if not joined and joint != ",":
                    break
                place, after = _name_at(text, words, end + joined, False)
                if place is None:
                    break
                found.append(place)
                end = after
            return found, end
        if not _may_stand_between(words[i].text):
            break
    return [], at + 1


def _name_at(text: str, words: list[Word], at: int, doubtful: bool) -> tuple[str | None, int]:
    """The longest name of a place that begins at a word, and the index behind it."""
    for end in range(min(at + _LONGEST_NAME, len(words)), at, -1):
        if not words[end - 1].text[:1].isupper():
            continue
        name = text[words[at].start : words[end - 1].end]
        place = geography.find(name)
        if place is not None and (doubtful or not geography.is_doubtful(name)):
            return place, end
    return None, at


def _in_compound(word: str) -> str | None:
    """The town or region that a compound of what happened begins with: ``Kursk-Offensive``, no ``Kursk-Bank``."""
    first, hyphen, rest = word.partition("-")
    if not (hyphen and rest[:1].isupper()) or geography.find(word):
        return None
    place = geography.find(first)
    if place is None or countries.name_of(place) or geography.is_doubtful(first) or occasion_of(rest) is None:
        return None
    return place


def _is_article(word: str) -> bool:
    return word[:1].islower() and word in frames().locating.between


def _may_stand_between(word: str) -> bool:
    lowered = word.lower()
    return (
        lowered in frames().locating.between
        or is_district(word)
        or (word[:1].islower() and lowered.endswith(_ADJECTIVE))
    )


def inherited(contexts: Iterable[str]) -> str | None:
    """The place of the first context that names any, the innermost if it names several that lie in each other."""
    places: Iterator[tuple[str, ...]] = (found for context in contexts if (found := named_places(context)))
    first = next(places, None)
    return geography.narrowest(first) if first else None
