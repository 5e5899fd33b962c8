"""Which words tell a story apart, and what a piece of a sentence is worth: ``de/own_words.toml``."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from msgspec import Struct

from kursk_claims.extract.quantities.units import unit_of_word
from kursk_claims.lexicon import reader
from kursk_claims.lexicon.classes import stem
from kursk_claims.lexicon.frames import frames, generic_stems, time_nouns
from kursk_claims.lexicon.grammar import grammar
from kursk_claims.settings import WORDS_REMEMBERED

_SHORT: Final = 3
"""Letters of a word that tells nothing by itself."""


class Worth(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What speaks for a piece of a sentence and against it, in nouns that tell something."""

    noun: float
    shared: float
    other: float
    helping: float
    begins: float
    ends: float
    loose: float
    open: float
    bare: float
    figure: float
    hearsay: float
    letter: float
    uncounted: float
    unfinished: float
    below: float
    beyond: float
    typical: float
    verbless: float


class Headline(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What speaks for a part of a headline and against it, in words that all articles share."""

    topic: float
    said: float
    part: float
    figure: float
    letter: float


class OwnWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file ``de/own_words.toml``; see its head."""

    open: frozenset[str]
    loose: frozenset[str]
    openings: frozenset[str]
    light: frozenset[str]
    numbers: frozenset[str]
    aged: tuple[str, ...]
    hearsay: frozenset[str]
    fractions: frozenset[str]
    worth: Worth
    headline: Headline


piece_words: Final = reader("de/own_words", OwnWords)


@cache
def phrase_openers() -> frozenset[str]:
    """Words that a phrase begins with, lower case."""
    return grammar().prepositions | grammar().determiners


@cache
def conjunctions() -> frozenset[str]:
    """Words that join clauses, those that are prepositions as well left out."""
    return (grammar().coordinators | grammar().subordinators | grammar().complementizers) - grammar().prepositions


@cache
def subordinators() -> frozenset[str]:
    """Conjunctions whose clause has its verb at its end."""
    return conjunctions() - grammar().coordinators


@cache
def pointing() -> frozenset[str]:
    """Words that a reader of a piece alone can't resolve: pronouns, times that hang on the day of the article."""
    return piece_words().loose | time_nouns()


@cache
def _closed() -> frozenset[str]:
    words = piece_words()
    pronouns = grammar().subject_pronouns | grammar().relatives | grammar().not_nominal
    pieces = words.open | words.loose | words.openings | words.light | words.numbers
    return phrase_openers() | conjunctions() | pieces | pronouns


@lru_cache(maxsize=WORDS_REMEMBERED)
def tells(word: str) -> bool:
    """Whether a word tells something: a noun or name, no unit, no time, none that any story may have."""
    lower = word.lower()
    if len(word) < 2 or not word[:1].isupper() or lower in _closed() or lower.endswith(piece_words().aged):
        return False
    common = stem(word) in generic_stems() or lower in time_nouns() or lower in frames().empty.words
    return not common and unit_of_word(lower) is None


@lru_cache(maxsize=WORDS_REMEMBERED)
def helps(word: str) -> bool:
    """Whether a word is a form of an auxiliary or modal."""
    return word in grammar().helping


@lru_cache(maxsize=WORDS_REMEMBERED)
def is_verbal(word: str) -> bool:
    """Whether a word in small letters is no closed one: a verb, an adjective."""
    closed = word in phrase_openers() or helps(word) or word in pointing() or word in conjunctions()
    return word.islower() and len(word) > _SHORT and not closed
