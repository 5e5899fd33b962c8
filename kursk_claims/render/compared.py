"""What a pair comparison compared, in words: no code, key or ISO date of the records reaches the reader."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from kursk_claims.lexicon import countries
from kursk_claims.lexicon.classes import class_words
from kursk_claims.models import LevelResult
from kursk_claims.render.labels import labels
from kursk_claims.render.numbers import day_words
from kursk_claims.render.payload import Lang
from kursk_claims.render.sanitise import sanitise

_PART = re.compile(r"[^,/|]+")
_DAY = re.compile(r"\d{4}-\d\d(-\d\d)?(T[\d:]+)?(?:[+-]\d\d:\d\d|Z)?")


_LISTS: Final = frozenset({"topic", "words"})
"""Fields that compare lists of words: what these have in common is shown, not two long lists."""


def compared_words(level: LevelResult, lang: Lang) -> str:
    """Both sides of a level, ``8000 | mehr als 10.000``; of two lists of words what they share."""
    if level.field in _LISTS:
        other = set(level.b.split(", "))
        shared = [sanitise(word) for word in level.a.split(", ") if word and word in other]
        return labels(lang).word("in_common", x=", ".join(shared) or "–")
    return f"{side_words(level.a, lang) or '–'} | {side_words(level.b, lang) or '–'}"


def side_words(text: str, lang: Lang) -> str:
    """One side of a level: each part that is a key, a country's code or an ISO date in words, the rest as it stands."""
    parts = []
    for part in _PART.findall(text):
        words = part_words(part.strip(), lang)
        if words and words not in parts:
            parts.append(words)
    return ", ".join(parts)


@cache
def part_words(part: str, lang: Lang) -> str:
    """One part: ``count`` as ``Anzahl``, ``KP`` as ``Nordkorea``, ``soldier`` as ``Soldat``."""
    known = labels(lang).key.get(part)
    if known is not None:
        return known
    if _DAY.fullmatch(part):
        return day_words(part, lang)
    if len(part) == 2 and part.isupper() and (name := countries.name_of(part)):
        return name
    if (words := class_words(part)) and part.isascii():
        return words[0]
    return sanitise(part).replace("_", " ")


def why_words(level: LevelResult, lang: Lang) -> str:
    """Why the level was reached; in German from the labels, and nothing where these have no words for it."""
    if lang == "en":
        return sanitise(level.why)
    return labels(lang).why.get(level.field, {}).get(level.level, "")
