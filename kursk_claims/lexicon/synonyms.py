"""Whether two nouns name one thing: by the classes of the lexicon, and by the groups of OpenThesaurus.

The groups are ``openthesaurus/nouns.txt`` (LGPL, see the licence beside it), made by ``training/scripts/synonyms.py``
and read when two different nouns are first compared.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from rapidfuzz.distance import Postfix, Prefix

from kursk_claims.lexicon.classes import counted_event, stem, stems_of, thing_class
from kursk_claims.settings import WORDS_REMEMBERED

Likeness = Literal["same", "synonym", "class", "none"]
"""``same``: one word, inflected or not. ``synonym``: a group of the thesaurus holds both. ``class``: they are of one
class of the lexicon, which may be wider (``Auto`` and ``Fahrrad``)."""

_SHORTEST_FIRST = 4
"""Letters that two compounds share in front, to be compared by what is left."""
_SHORTEST_HEAD = 4
_SIBLING_HEAD = 6
"""Letters that two compounds share at their end, to be two kinds of one thing."""
_SINGULAR_ENDINGS = ("a", "o", "um")
"""Endings that a plural in ``en`` may stand for: ``Firmen``, ``Konten``, ``Museen``."""


@cache
def _groups() -> dict[str, frozenset[int]]:
    """Numbers of the groups that each noun, by its stem, is in."""
    text = files(__package__).joinpath("openthesaurus/nouns.txt").read_text(encoding="utf-8")
    found: dict[str, list[int]] = {}
    number = 0
    for key in stems_of(text.replace("\n", " \n ").split(" ")):
        if key == "\n":
            number += 1
        elif key:
            found.setdefault(key, []).append(number)
    return {key: frozenset(numbers) for key, numbers in found.items()}


def _groups_of(word: str) -> frozenset[int]:
    found = _groups().get(stem(word))
    if found is None and word.endswith("en"):
        singulars = (_groups().get(stem(word[:-2] + ending)) for ending in _SINGULAR_ENDINGS)
        found = next((numbers for numbers in singulars if numbers), None)
    return found or frozenset()


def _in_one_group(a: str, b: str) -> bool:
    """Whether a group holds both, or two compounds begin alike and a group holds what is left of both."""
    if not _groups_of(a).isdisjoint(_groups_of(b)):
        return True
    shared = Prefix.similarity(a.lower(), b.lower())
    return any(
        not _groups_of(a[cut:].capitalize()).isdisjoint(_groups_of(b[cut:].capitalize()))
        for cut in range(min(shared, len(a) - _SHORTEST_HEAD, len(b) - _SHORTEST_HEAD), _SHORTEST_FIRST - 1, -1)
    )


def _siblings(a: str, b: str) -> bool:
    """Whether two compounds are kinds of one thing (``Schwerverletzte``, ``Leichtverletzte``), or one is against it."""
    short, long = sorted((a.lower(), b.lower()), key=len)
    ending = Postfix.similarity(short, long)
    return long == f"gegen{short}" or (ending >= _SIBLING_HEAD and len(short) > ending + 2)


def _of_one_class(a: str, b: str) -> bool:
    counted = counted_event(a)
    if counted != counted_event(b) or _siblings(a, b):
        return False
    return counted is not None or (thing_class(a) is not None and thing_class(a) == thing_class(b))


@lru_cache(maxsize=WORDS_REMEMBERED)
def likeness(a: str, b: str) -> Likeness:
    """How near two nouns, written as in a text, are in meaning."""
    if stem(a) == stem(b):
        return "same"
    if _in_one_group(a, b):
        return "synonym"
    return "class" if _of_one_class(a, b) else "none"
