"""Words by which the fields of a question signature are read; see ``de/signature.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from kursk_claims.lexicon import reader


class RoleWords(Struct, frozen=True, forbid_unknown_fields=True, rename={"start": "from", "end": "to"}):
    """What tells a figure's role."""

    of: tuple[str, ...]
    whole_behind: tuple[str, ...]
    whole_determiners: tuple[str, ...]
    start: tuple[str, ...]
    end: tuple[str, ...]
    rest: tuple[str, ...]
    falling_to: frozenset[str]
    instead: tuple[str, ...]
    after: tuple[str, ...]
    after_determiners: tuple[str, ...]
    earlier: tuple[str, ...]
    at_first: tuple[str, ...]
    mean: tuple[str, ...]


class NarrowingWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What narrows a figure."""

    remaining: tuple[str, ...]
    excluding: tuple[str, ...]
    alone: tuple[str, ...]
    where: tuple[str, ...]
    among: frozenset[str]
    opening: frozenset[str]
    among_articles: frozenset[str]
    no_people: tuple[str, ...]
    ages: tuple[str, ...]
    aged: tuple[str, ...]
    degrees: tuple[str, ...]
    participles: tuple[str, ...]


class OccasionWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Where an occasion was, and that it was another one."""

    where: tuple[str, ...]
    near: frozenset[str]
    articles: tuple[str, ...]
    places: tuple[str, ...]
    then: tuple[str, ...]


class SegmentWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Between the segments of a sentence."""

    joining: frozenset[str]
    loose: frozenset[str]
    dative: frozenset[str]


class Period(Struct, frozen=True, forbid_unknown_fields=True):
    """A time that figures sum up or recur in."""

    name: str
    words: tuple[str, ...]


class SignatureWords(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    role: RoleWords
    narrowing: NarrowingWords
    occasion: OccasionWords
    segments: SegmentWords
    period: tuple[Period, ...]


signature_words: Final = reader("de/signature", SignatureWords)


def any_of(words: Iterable[str]) -> str:
    r"""Regular expression for any of the words in a group of its own: blanks are any white space, ``*`` any ending."""
    forms = (re.escape(word).replace(r"\ ", r"\s+").replace(r"\*", r"\w*") for word in sorted(words, key=len)[::-1])
    return f"(?:{'|'.join(forms)})"
