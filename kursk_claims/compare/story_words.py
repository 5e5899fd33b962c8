"""Which story a cluster's figures are of: the headline, or part of one, that its articles agree on most."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from kursk_claims.compare.telling import conjunctions, phrase_openers, piece_words, tells
from kursk_claims.lexicon.classes import stem
from kursk_claims.lexicon.given_names import first_name
from kursk_claims.models import Claim
from kursk_claims.settings import WORDS_REMEMBERED

LONGEST: Final = 70
"""Characters of a headline in a label."""
_ENOUGH: Final = 0.8
"""Share of a headline's words that tell its story."""
_DIGITS: Final = 6
_WORD: Final = re.compile(r"[^\W\d_][\w-]+")
_BORDER: Final = re.compile(r"\s*(?:\||:(?=\s)|;|\.(?=\s)|[!?](?=\s)|\s[-–—](?=\s)|\s\+)\s*")
_CUT: Final = re.compile(r"\s*(?:\.\.\.|…)\s*$")
_MARKS: Final = " .:;,-–—|+*"


def headline(claims: Sequence[Claim], said: str) -> str | None:
    """The headline that tells most of what the articles share, at most :data:`LONGEST` characters of it.

    ``None`` if ``said``, the rest of the label, has its words already, or no headline tells what the articles tell.
    """
    worth = piece_words().headline
    documents = {claim.doc.id: claim for claim in claims}
    weights: dict[str, float] = defaultdict(float)
    for claim in documents.values():
        for key in _stems(claim.doc.title or ""):
            weights[key] += 1
        for key in claim.slot.topic:
            weights[key] += worth.topic
    for _, key in {(claim.doc.id, key) for claim in claims for key in _stems(claim.text)}:
        weights[key] += worth.said
    best: tuple[float, int, str, frozenset[str]] | None = None
    for title in sorted({claim.doc.title or "" for claim in documents.values()}):
        for part in _parts(title):
            told = sum(weights.get(key, 0.0) for key in part.keys) / len(documents)
            rank = (-round(told - part.cost, _DIGITS), len(part.text), part.text, part.keys)
            if best is None or rank[:3] < best[:3]:
                best = rank
    if best is None:
        return None
    of_story = {key for key in best[3] if weights[key] > 1} or best[3]
    there = {stem(word) for word in _WORD.findall(said)}
    return None if len(of_story & there) >= _ENOUGH * len(of_story) else best[2]


class _Part(NamedTuple):
    """A part of a headline."""

    text: str
    keys: frozenset[str]
    """Stems of its words that tell something; at least one."""
    cost: float
    """What speaks against it: its length, a figure in it, that something stands before or behind it."""


def _stems(text: str) -> frozenset[str]:
    """Stems of the words that tell something."""
    return frozenset(stem(word) for word in _WORD.findall(text) if tells(word))


@lru_cache(maxsize=WORDS_REMEMBERED)
def _parts(title: str) -> tuple[_Part, ...]:
    """What stands between marks of a headline, alone and with its neighbours."""
    worth, whole = piece_words().headline, _CUT.sub("", title)
    borders = [(0, 0), *(match.span() for match in _BORDER.finditer(whole)), (len(whole), len(whole))]
    found: list[_Part] = []
    for place, (_, start) in enumerate(borders[:-1]):
        for end, after in borders[place + 1 :]:
            text = _balanced(whole[start:end]).strip(_MARKS)
            if after == len(whole) < len(title):
                text = _without_opener(text)
            if len(text) <= LONGEST and (keys := _stems(text)):
                cost = worth.letter * len(text) + worth.figure * _has_figure(text)
                found.append(_Part(text, keys, cost + worth.part * ((start > 0) + (end < len(title)))))
    return tuple(found)


def _has_figure(text: str) -> bool:
    """Whether a part has a figure, in digits or a word: it may be another than the row's."""
    words = {word.lower() for word in text.split()} & piece_words().numbers
    return any(sign.isdigit() for sign in text) or not words <= phrase_openers()


def _balanced(part: str) -> str:
    """A part without quotation marks that have no partner in it."""
    signs = {sign for sign in "\"'" if part.count(sign) % 2}
    if part.count("„") != part.count("“") or part.count("»") != part.count("«"):
        signs |= set("„“»«")
    return "".join(sign for sign in part if sign not in signs)


def _without_opener(part: str) -> str:
    """A headline that was cut off, without the words that open what is missing."""
    words = part.split()
    while words and words[-1].lower() in phrase_openers() | conjunctions():
        words.pop()
    return " ".join(words)


def whole_name(name: str, claims: Sequence[Claim]) -> str:
    """A person's name with the given name that the texts have before it: ``Florian Wirtz`` for ``Wirtz``."""
    if " " in name:
        return name
    given = Counter(
        first
        for text in dict.fromkeys(text for claim in claims for text in (claim.doc.title or "", claim.text))
        for first in re.findall(rf"([^\W\d_][\w-]+) {re.escape(name)}(?!\w)", text)
        if first_name(first) is not None
    )
    return f"{min(given, key=lambda first: (-given[first], first))} {name}" if given else name
