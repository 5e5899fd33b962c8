"""Which sentences of an article are analysed: those with a trigger of a claim, and their neighbours.

A trigger is a quantity, a quotation or a form of a cue word of the lexicon: a verb of saying (with its particle,
if that is written apart), a verb in the mood of report, a noun of saying, a preposition or adverb of attribution.
This is a definition and no guess: a sentence without a trigger, whose neighbours have none either, makes no claim.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Final

from kursk_claims.extract.sources.lexicons import media_links
from kursk_claims.grammar.quotations import quotations
from kursk_claims.lexicon.cues import forms, it_says_forms
from kursk_claims.lexicon.grammar import grammar
from kursk_claims.lexicon.saying import nouns as nouns_of_saying
from kursk_claims.lexicon.saying import saying
from kursk_claims.models import Quantity, Span
from kursk_claims.settings import WORDS_REMEMBERED

_WORD: Final = re.compile(r"[^\W_]+")

Phrases = tuple[frozenset[str], ...]


def analysed(text: str, sentences: Sequence[Span], quantities: Iterable[Quantity]) -> list[bool]:
    """For each sentence of ``text``, in order, whether it or a neighbour holds a trigger."""
    starts = [sentence.start for sentence in sentences]
    held = [_has_cue(text[span.start : span.end]) for span in sentences]
    for start, end in (*((q.start, q.end) for q in quantities), *((q.start, q.end) for q in quotations(text))):
        first, behind = max(bisect_right(starts, start) - 1, 0), bisect_left(starts, end)
        held[first:behind] = [True] * (behind - first)
    return [any(held[max(i - 1, 0) : i + 2]) for i in range(len(held))]


def _has_cue(sentence: str) -> bool:
    """Whether a sentence holds a form of a cue word."""
    words = [found.lower() for found in _WORD.findall(sentence)]
    if any(_is_cue(word) for word in words):
        return True
    phrases, known = _phrases(), frozenset(words)
    return any(phrase <= known for word in known & phrases.keys() for phrase in phrases[word])


@lru_cache(maxsize=WORDS_REMEMBERED)
def _is_cue(word: str) -> bool:
    """Whether a word (lower case) is a trigger by itself; a compound is one by its last part."""
    return word in _words() or word.endswith(_nouns())


@cache
def _words() -> frozenset[str]:
    """Words that are triggers by themselves."""
    before = saying().prepositions
    verbs = (form for form, readings in forms().items() if any(r.joined or not r.cue.particle for r in readings))
    listed = before.before | before.after | before.adverbs | before.relative | media_links().quotes_verbs
    abbreviated = (word.rstrip(".") for word in listed)
    return frozenset(verbs) | frozenset(abbreviated) | grammar().konjunktiv1 | saying().words.hearsay


@cache
def _nouns() -> tuple[str, ...]:
    """Nouns of saying, in every form."""
    nouns = nouns_of_saying()
    return tuple(sorted(nouns.said | nouns.thought | nouns.willed | nouns.counted | nouns.content))


@cache
def _phrases() -> dict[str, Phrases]:
    """Words that are triggers together, by one of them: a verb and its particle, ``es`` and ``heißt``."""
    before = saying().prepositions
    apart = ((form, reading) for form, readings in forms().items() for reading in readings if not reading.joined)
    together = [
        *({form, *map(str.lower, reading.cue.particle)} for form, reading in apart),
        *({form, "es"} for form in it_says_forms()),
        *map(set, (*before.phrases, *before.after_split)),
        *(set(phrase.split()) for phrase in media_links().cites_verbs),
    ]
    found: dict[str, list[frozenset[str]]] = {}
    for phrase in together:
        found.setdefault(max(phrase, key=lambda word: (len(word), word)), []).append(frozenset(phrase))
    return {word: tuple(dict.fromkeys(phrases)) for word, phrases in found.items()}
