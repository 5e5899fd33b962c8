"""Media and agencies: the names they go by in texts, on pages and as host names.

One outlet is one key, however it is written: ``DER SPIEGEL, Hamburg``, ``spiegel.de`` and ``Spiegel`` are
``spiegel``. The names are ``de/outlets.toml`` and ``de/agencies.toml``, the hosts ``de/outlet_domains.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, Literal, NamedTuple

from msgspec import Struct

from kursk_claims.lexicon import load, reader
from kursk_claims.settings import WORDS_REMEMBERED

_HOST: Final = re.compile(r"(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})(?:[:/?#].*)?", re.IGNORECASE)
_WORD: Final = re.compile(r"[\w./'’&-]*\w")
_BRACKETED: Final = re.compile(r"\(([^()]*)\)")
_QUOTES: Final = str.maketrans("", "", '„“”"»«‚')


class Medium(NamedTuple):
    """One medium or agency with all its names, the canonical one first."""

    names: tuple[str, ...]
    kind: Literal["outlet", "agency"]
    type: str
    """What a stand-in calls it: ``newspaper``, ``broadcaster`` …"""
    country: str


class _Group(Struct, frozen=True, forbid_unknown_fields=True):
    country: str
    names: list[list[str]]
    type: str = "agency"


class _Outlets(Struct, frozen=True, forbid_unknown_fields=True):
    ambiguous: list[str]
    outlets: list[_Group]


class _Agencies(Struct, frozen=True, forbid_unknown_fields=True):
    ambiguous: list[str]
    agencies: list[_Group]


class _Domains(Struct, frozen=True, forbid_unknown_fields=True):
    articles: frozenset[str]
    imprint: frozenset[str]
    kinds: tuple[str, ...]
    domains: dict[str, list[str]]


_domains: Final = reader("de/outlet_domains", _Domains)


@cache
def media() -> tuple[Medium, ...]:
    """All listed media and agencies, in the order of the files."""
    listed: tuple[tuple[Literal["outlet", "agency"], list[_Group]], ...] = (
        ("outlet", load("de/outlets", _Outlets).outlets),
        ("agency", load("de/agencies", _Agencies).agencies),
    )
    return tuple(
        Medium(tuple(names), kind, group.type, group.country)
        for kind, groups in listed
        for group in groups
        for names in group.names
    )


@cache
def ambiguous() -> frozenset[str]:
    """Names of media that are common words as well."""
    return frozenset(load("de/outlets", _Outlets).ambiguous) | frozenset(load("de/agencies", _Agencies).ambiguous)


@cache
def lower_case_names() -> frozenset[str]:
    """Names of one word that are written small and are no common word: ``dpa``, ``ntv``."""
    names = frozenset(name for medium in media() for name in medium.names)
    return frozenset(name for name in names - ambiguous() if name.isalpha() and name.islower() and len(name) > 2)


@cache
def numbered_names() -> frozenset[str]:
    """Names that begin with a number: ``20 Minuten``."""
    return frozenset(name for medium in media() for name in medium.names if name[0].isdigit() and " " in name)


@lru_cache(maxsize=WORDS_REMEMBERED)
def outlet_of_domain(address: str) -> str | None:
    """The outlet that prints under a URL or host name, as it is shown; ``None`` if it is not listed."""
    found = _HOST.fullmatch(address.strip())
    host = found.group(1).lower() if found else ""
    while "." in host:
        if host in _hosts():
            return _hosts()[host]
        host = host.partition(".")[2]
    return None


@lru_cache(maxsize=WORDS_REMEMBERED)
def outlet_key(name: str) -> str:
    """The key of an outlet however its name is written; a name that is not listed gives its own words."""
    shown = outlet_of_domain(name) or name
    plain = shown.translate(_QUOTES).strip("‘'’ ")
    return next((_keys()[form] for form in _forms(plain) if form in _keys()), _without_kind(plain))


def is_listed(name: str) -> bool:
    """Whether an outlet is one of the listed ones."""
    return outlet_key(name) in _keys()


@cache
def _hosts() -> dict[str, str]:
    return {host: name for name, hosts in _domains().domains.items() for host in hosts}


@cache
def _keys() -> dict[str, str]:
    """Every way of writing a listed outlet, folded, to the outlet's key; the first outlet of a name has it."""
    table: dict[str, str] = {}
    for medium in media():
        key = _folded(medium.names[0])
        for name in medium.names:
            table.setdefault(_folded(name), key)
    for name in _domains().domains:
        for form in _forms(name):
            table.setdefault(form, table.get(_folded(_BRACKETED.sub("", name)), _folded(name)))
    return table


def _forms(name: str) -> Iterator[str]:
    """What an outlet's name may come down to, the fullest form first."""
    bracketed = _BRACKETED.findall(name)
    bare = _BRACKETED.sub(" ", name)
    yield _folded(bare)
    yield from (_folded(inside) for inside in bracketed)
    yield _folded(bare.partition(",")[0])
    words = _without_kind(bare).split()
    yield " ".join(words)
    while len(words) > 1 and words[-1].strip("-.") in _domains().imprint:
        words.pop()
        yield " ".join(words)
    if len(words) == 1 and words[0].endswith("redaktion") and words[0] != "redaktion":
        yield words[0].removesuffix("redaktion").rstrip("-")


def _without_kind(name: str) -> str:
    """Folded, up to a comma, without the noun in front that says what kind of medium it is."""
    words = _folded(_BRACKETED.sub(" ", name).partition(",")[0]).split() or [name.casefold()]
    while len(words) > 1 and (words[0] in _domains().articles or words[0].endswith(_domains().kinds)):
        words = words[1:]
    return " ".join(words)


def _folded(name: str) -> str:
    """Case-folded words without articles in front."""
    words = [word for found in _WORD.findall(name) if (word := found.casefold().strip("‘'’"))]
    while len(words) > 1 and words[0] in _domains().articles:
        words = words[1:]
    return " ".join(words)
