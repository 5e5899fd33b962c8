"""Places and what they lie in: towns, regions, countries and wider areas (``Euroraum``, ``Nahost``).

The table is ``geonames/places.tsv``, made from GeoNames (CC BY 4.0, see the licence beside it) by
``training/scripts/places.py``. A place goes by its key: the code of a country (``RU``, ``EU``), else its usual German
name in lower case (``kursk``, ``euroraum``). A region and its chief town of the same name are one place.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

from kursk_claims.lexicon import countries
from kursk_claims.settings import WORDS_REMEMBERED

Relation = Literal["same", "contains", "within", "overlap", "apart", "unknown"]

_CODE = 2
"""Letters of a country's code."""
_SHORTEST_GENITIVE = 5


class _Table(NamedTuple):
    forms: dict[str, str]
    """Key of each name as it is looked up."""
    wider: dict[str, frozenset[str]]
    """What each place lies in, at first hand."""
    names: dict[str, str]
    """Each place as shown."""
    doubtful: frozenset[str]
    """Names that are common words or surnames too."""


@cache
def _table() -> _Table:
    forms: dict[str, str] = {}
    wider: dict[str, frozenset[str]] = {}
    names: dict[str, str] = {}
    doubtful: set[str] = set()
    shared: dict[str, frozenset[str]] = {}
    text = files(__package__).joinpath("geonames/places.tsv").read_text(encoding="utf-8")
    # folded as one text: folding twenty thousand names one by one would take longer than all the rest
    for line, folded in zip(text.splitlines(), countries.fold.__wrapped__(text).splitlines(), strict=True):
        name, inside = (*line.split("\t", 2), "")[:2]
        first, _, others = (*folded.split("\t", 2), "", "")[:3]
        shown = name.lstrip("!")
        is_code = is_country(shown)
        key = shown if is_code else first.lstrip("!")
        wider[key] = shared.setdefault(inside, frozenset(inside.split(",") if inside else ()))
        names[key] = shown
        for form in (*(() if is_code else (first,)), *(others.split("|") if others else ())):
            plain = form.lstrip("!")
            forms[plain] = key
            if plain != form:
                doubtful.add(plain)
    return _Table(forms, wider, names, frozenset(doubtful))


def _look_up(folded: str) -> str | None:
    forms = _table().forms
    found = forms.get(folded)
    if found is None and folded.endswith("s") and len(folded) > _SHORTEST_GENITIVE:
        found = forms.get(folded[:-1])
    return found


@lru_cache(maxsize=WORDS_REMEMBERED)
def find(name: str) -> str | None:
    """Key of a place by any of its names, with or without a genitive ``s``; ``None`` for what the table lacks.

    ``Kyjiw`` -> ``kiew``, ``Russlands`` -> ``RU``, ``Euro-Zone`` -> ``euroraum``.
    """
    if countries.role_of(name) == "name":
        return countries.code_of(name)
    return _look_up(countries.fold(name))


def place_key(name: str) -> str:
    """Key of a place, for what the table lacks its name in lower case without a genitive ``s``."""
    return find(name) or plain_key(name)


def plain_key(name: str) -> str:
    """A name as it is compared: lower case, without genitive ``s`` after a vowel or soft consonant."""
    key = name.casefold().strip("\"'„“”‚‘’»«.,")
    return key[:-1] if len(key) > 4 and key.endswith("s") and key[-2] not in "asiuxzß" else key


def is_country(key: str) -> bool:
    """Whether a place's key is the code of a country: two capitals."""
    return len(key) == _CODE and key.isupper()


def is_doubtful(name: str) -> bool:
    """Whether a place's name is a common word or a surname too (``Essen``, ``Hagen``)."""
    folded = countries.fold(name)
    return folded in _table().doubtful or folded.removesuffix("s") in _table().doubtful


@cache
def _containers() -> frozenset[str]:
    return frozenset(name for inside in set(_table().wider.values()) for name in inside)


def is_area(key: str) -> bool:
    """Whether a place (key) holds others: a country, a region, an area of countries."""
    return countries.name_of(key) is not None or key in _containers()


def narrowest(keys: Iterable[str]) -> str | None:
    """Of places that lie in each other the innermost, else the innermost place that holds them all."""
    found = sorted(set(keys))
    inner = [key for key in found if not any(contains(key, other) for other in found)]
    if len(inner) == 1:
        return inner[0]
    shared = frozenset[str].intersection(*(wider(key) | {key} for key in inner)) if inner else frozenset()
    shared = frozenset(key for key in shared if not _members(key))  # "somewhere in Europe" tells nothing
    holders = [key for key in shared if not any(contains(key, other) for other in shared)]
    return holders[0] if len(holders) == 1 else None


def name_of(key: str) -> str | None:
    """The place as shown: ``kiew`` -> ``Kiew``, ``RU`` -> ``Russland``; ``None`` for what the table lacks."""
    if is_country(key):
        return countries.name_of(key)
    return _table().names.get(key)


@lru_cache(maxsize=WORDS_REMEMBERED)
def wider(key: str) -> frozenset[str]:
    """Everything that a place lies in: region, country, areas; empty for what the table lacks."""
    found: set[str] = set()
    queue = [key]
    while queue:
        more = _table().wider.get(queue.pop(), frozenset()) - found - {key}
        found |= more
        queue.extend(more)
    return frozenset(found)


def contains(a: str, b: str) -> bool:
    """Whether place ``b`` lies in place ``a`` (keys); no place contains itself."""
    return a in wider(b)


@cache
def _members(key: str) -> frozenset[str]:
    """Countries of an area of several countries."""
    return frozenset(name for name in _table().wider if is_country(name) and key in wider(name))


def relation(a: str, b: str) -> Relation:
    """How two places (keys) lie to each other; ``unknown`` if the table does not tell."""
    if a == b:
        return "same"
    if contains(a, b):
        return "contains"
    if contains(b, a):
        return "within"
    if _members(a) & _members(b):
        return "overlap"
    known = _table().wider
    if not (a in known or countries.name_of(a)) or not (b in known or countries.name_of(b)):
        return "unknown"
    # a name that several towns bear lies in what they share, perhaps nothing
    return "apart" if wider(a) or wider(b) else "unknown"
