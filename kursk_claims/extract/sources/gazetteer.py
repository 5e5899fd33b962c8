"""Outlets, agencies and institutions that are listed by name, found in a text.

A name that may start at a word is found by that word, so a text is scanned in time linear in its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final, NamedTuple

from msgspec import Struct

from kursk_claims.lexicon import load
from kursk_claims.lexicon.outlets import ambiguous, media
from kursk_claims.models import SourceKind
from kursk_claims.settings import WORDS_REMEMBERED

_WORD: Final = re.compile(r"\w+")
_QUOTES_OPEN: Final = "„\"»‚'“‘«"


class Entry(NamedTuple):
    """One named source."""

    canonical: str
    kind: SourceKind
    cls: str
    """Class of the common noun that can stand in for it (``newspaper``, ``institute``)."""
    country: str


class Alias(NamedTuple):
    """One way of writing a named source; ``ambiguous`` if it is also a common word."""

    text: str
    entry: Entry
    ambiguous: bool


class _InstitutionGroup(Struct, frozen=True, forbid_unknown_fields=True, rename={"cls": "class"}):
    cls: str
    names: list[list[str]]


class _Institutions(Struct, frozen=True, forbid_unknown_fields=True):
    ambiguous: list[str]
    institutions: list[_InstitutionGroup]


def _inflected(name: str) -> list[str]:
    """The name as it stands in other cases: ``Neue Presse`` -> ``Neuen Presse``."""
    words = name.split()
    if len(words) > 1 and words[0].endswith("e") and words[0][0].isupper() and len(words[0]) > 4:
        return [name, " ".join([words[0] + "n", *words[1:]])]
    return [name]


@cache
def aliases() -> dict[str, tuple[Alias, ...]]:
    """First word of a name to the names that start so, longest first."""
    institutions = load("de/institutions", _Institutions)
    table: dict[str, list[Alias]] = {}

    def add(names: Iterable[str], entry: Entry, common: frozenset[str]) -> None:
        for name in names:
            for form in _inflected(name):
                first = _WORD.search(form)
                if first:
                    table.setdefault(first.group(), []).append(Alias(form, entry, name in common))

    for medium in media():
        add(medium.names, Entry(medium.names[0], medium.kind, medium.type, medium.country), ambiguous())
    for body in institutions.institutions:
        for names in body.names:
            add(names, Entry(names[0], "institution", body.cls, ""), frozenset(institutions.ambiguous))
    return {word: tuple(sorted(found, key=lambda alias: -len(alias.text))) for word, found in table.items()}


class Found(NamedTuple):
    """A named source at ``start:end`` of a text."""

    start: int
    end: int
    entry: Entry
    quoted: bool
    ambiguous: bool


@lru_cache(maxsize=32)  # the claims of one clause, and an article read with and without its analysis, ask alike
def find_names(text: str) -> tuple[Found, ...]:
    """Every listed name in the text, longest first at each place, none overlapping, in text order.

    Ambiguous names are marked, not left out; whoever asks decides by the words around them.
    """
    table = aliases()
    found: list[Found] = []
    free = 0
    for word in _WORD.finditer(text):
        known = table.get(word.group()) or table.get(word.group().removesuffix("s"))
        if not known or word.start() < free:
            continue
        for alias in known:
            lead = _WORD.search(alias.text)
            offset = lead.start() if lead else 0
            start = word.start() - offset
            if start < 0 or not text.startswith(alias.text, start):
                continue
            end = start + len(alias.text)
            if text[end : end + 1] == "s" and alias.text[-1].isalpha():
                end += 1
            if text[end : end + 1].isalnum() or text[end : end + 1] == "-":
                continue
            quoted = (
                text[start - 1 : start] in _QUOTES_OPEN
                and start > 0
                and text[end : end + 1] in {"“", '"', "«", "‘", "'", "”", "»"}
            )
            found.append(Found(start, end, alias.entry, quoted, alias.ambiguous))
            free = end
            break
    return tuple(found)


@lru_cache(maxsize=WORDS_REMEMBERED)
def entry_of(name: str) -> Entry | None:
    """The listed source that a whole string names, ambiguous or not."""
    for hit in find_names(name):
        if hit.start == 0 and hit.end == len(name):
            return hit.entry
    return None
