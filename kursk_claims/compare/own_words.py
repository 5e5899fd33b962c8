"""The shortest telling piece of a figure's own clause: ``Lugner City mit … Geschäften``.

A claim has its sentence, and no analysis of it. So a piece is found by marks and closed classes: it begins where a
clause or a phrase begins, ends where a clause ends or behind a noun, holds the figure and what it counts, and is
worth what its nouns and names tell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from kursk_claims.compare.phrases import FIGURE, Phrases, Token, tokens_of
from kursk_claims.compare.telling import conjunctions, phrase_openers, piece_words, pointing, tells
from kursk_claims.lexicon.classes import stem
from kursk_claims.lexicon.grammar import grammar
from kursk_claims.models import Claim, Quantity
from kursk_claims.settings import WORDS_REMEMBERED

LONGEST: Final = 68
"""Characters of a piece: what two lines of a narrow table hold."""
_DIGITS: Final = 6
MASK: Final = "…"
"""Stands for the figure."""
_SHORT: Final = 3
"""Letters of a word that tells nothing by itself."""
_FEW: Final = 3
"""Words of a piece that has room for the figure, its unit and a noun alone."""
_BLANKS: Final = re.compile(r"\s+")
_SOFT_HYPHEN: Final = "\u00ad"
_QUOTES: Final = re.compile("[„“”\"»«‚‘]|(?<!\\w)'|'(?!\\w)")
_ASIDE: Final = re.compile(r"\s?\([^()]*\)")
_WORD: Final = re.compile(r"[^\W\d_][\w-]+")
_UNIT: Final = re.compile(r"(?:(?<=\s)|(?<=\d))(?:[A-ZÄÖÜ][\w/-]*|[€$£%‰°]\w*)$")
JOINED: Final = re.compile(
    r"\d(-[^\W\d_][\w-]*)$|[^\W\d_]((?:jährig|monatig|wöchig|tägig|stündig|minütig|prozentig)\w*)$"
)
"""A number that is part of a word, with its unit: ``500-Pfund``, ``77-jährigen``, ``zweitägige``."""


class Piece(NamedTuple):
    """Some words of a sentence, the figure replaced."""

    text: str
    telling: frozenset[str]
    """Stems of its nouns and names, without the unit."""
    counted: bool
    """It holds the noun that is counted."""
    unit: bool
    """It holds the unit."""
    verbal: bool
    """It holds a verb, or another word in small letters that tells something."""

    @property
    def bare(self) -> bool:
        """Whether it does not say what becomes of what is counted: names alone, or the noun alone."""
        few = len(self.text.split()) <= _FEW and len(self.telling) < 2
        return not self.verbal and (few or not (self.counted or self.unit))


def own_words(claims: Sequence[Claim]) -> Piece | None:
    """The piece that tells most, of the sentences of a cluster; ``None`` where none tells anything."""
    shared = _shared_stems(claims)
    best: tuple[float, int, str, str] | None = None
    found: Piece | None = None
    for claim in claims:
        for worth, piece in _pieces(claim, shared):
            rank = (-round(worth, _DIGITS), len(piece.text), piece.text, claim.id)
            if best is None or rank < best:
                best, found = rank, piece
    return found if found is not None and (found.telling or found.verbal) else None


def _shared_stems(claims: Sequence[Claim]) -> frozenset[str]:
    """Stems of words that two articles have, in headline or sentences."""
    of_article: dict[str, set[str]] = {}
    for claim in claims:
        words = _WORD.findall(f"{claim.text} {claim.doc.title or ''}")
        of_article.setdefault(claim.doc.id, set()).update(stem(word) for word in words)
    counts = Counter(key for keys in of_article.values() for key in keys)
    return frozenset(key for key, n in counts.items() if n > 1)


def _pieces(claim: Claim, shared: frozenset[str]) -> Iterator[tuple[float, Piece]]:
    """Every piece around the figure of a claim, with its worth."""
    quantity = claim.quantity
    if quantity is None or claim.text[quantity.start - claim.start : quantity.end - claim.start] != quantity.text:
        return
    unit = _unit_text(quantity)
    sentence = _Sentence(claim, quantity, unit, shared)
    phrases, tokens, figure = sentence.phrases, sentence.phrases.tokens, sentence.figure
    for first in range(figure.start, phrases.earliest(figure.start) - 1, -1):
        if phrases.may_begin(first, figure.start):
            for last in range(figure.stop - 1, phrases.clause(figure.stop - 1).stop):
                short = tokens[last].end - tokens[first].start <= LONGEST
                if short and phrases.may_end(last, figure.stop - 1):
                    piece = sentence.piece(first, last)
                    yield sentence.worth(piece, first, last), piece


def _unit_text(quantity: Quantity) -> str:
    """The unit as it stands at the end of the figure, with what joins it."""
    if quantity.unit is None:
        return ""
    if joined := JOINED.search(quantity.text):
        return joined[1] or joined[2]
    found = _UNIT.search(quantity.text)
    return f" {found[0]}" if found is not None and found[0].lower() not in piece_words().fractions else ""


class _Sentence:
    """A claim's sentence with its figure replaced, without quotation marks and what stands in brackets."""

    def __init__(self, claim: Claim, quantity: Quantity, unit: str, shared: frozenset[str]) -> None:
        """Take a claim, the unit as it stands, and the stems that articles share."""
        start, end = quantity.start - claim.start, quantity.end - claim.start
        before, after = (_ASIDE.sub("", part) for part in (claim.text[:start], claim.text[end:]))
        joint = " " if after[:1].isalnum() else ""
        text = _QUOTES.sub("", f"{before} {FIGURE}{unit}{joint}{after}").replace(_SOFT_HYPHEN, "")
        self.text = _BLANKS.sub(" ", text).strip()
        self.phrases = Phrases(tokens_of(self.text))
        place = next(index for index, token in enumerate(self.phrases.tokens) if FIGURE in token.word)
        self.figure = range(place, place + 1 + unit.startswith(" "))
        self.has_unit = unit != ""
        self.shared = shared
        head = quantity.counted_head
        self.counted = stem(head) if head is not None and head[:1].isupper() else None
        clause = self.phrases.clause(place)
        words = {stem(token.word) for token in self.phrases.tokens[clause.start : clause.stop]}
        self.has_counted = self.counted in words
        names = {stem(part) for name in claim.slot.entities for part in name.split()}
        self.topic = {*claim.slot.topic, *names, self.counted}
        self.sources = _source_stems(claim)

    def piece(self, first: int, last: int) -> Piece:
        """The piece from one word to another."""
        window = range(first, last + 1)
        telling = frozenset(stem(self.phrases.tokens[place].word) for place in window if self._tells(place))
        text = self.text[self.phrases.tokens[first].start : self.phrases.tokens[last].end]
        verbal = any(_is_telling_verb(self.phrases.tokens[place].word) for place in window)
        return Piece(text.replace(FIGURE, MASK), telling, self.counted in telling, self.has_unit, verbal)

    def _tells(self, place: int) -> bool:
        token = self.phrases.tokens[place]
        if place in self.figure or not tells(token.word) or stem(token.word) in self.sources:
            return False
        return not token.first or stem(token.word) in self.topic

    def worth(self, piece: Piece, first: int, last: int) -> float:
        """How well a piece tells what its figure is, in nouns."""
        worth, ends = piece_words().worth, self.phrases.closes(last)
        total = worth.begins * self.phrases.tokens[first].opens + worth.ends * ends - worth.letter * len(piece.text)
        total += sum(worth.noun + worth.shared * (key in self.shared) for key in piece.telling)
        total -= worth.uncounted * (self.has_counted and not piece.counted)
        total -= worth.bare * piece.bare
        total -= worth.unfinished * self.phrases.lacks_verb(first, last)
        total -= worth.relative * self.phrases.is_relative(first)
        return total + sum(self._worth_of(token, piece) for token in self.phrases.tokens[first : last + 1])

    def _worth_of(self, token: Token, piece: Piece) -> float:
        """What a word adds that is no noun of the story."""
        worth = piece_words().worth
        if token.lower in piece_words().hearsay:
            return -worth.hearsay
        if token.lower in grammar().subject_pronouns:
            return -worth.pronoun
        silent = tells(token.word) and not token.first and stem(token.word) not in piece.telling
        if silent or token.lower in pointing():
            return -worth.loose
        if _helps(token.word):
            return worth.helping
        if token.word[:1].isdigit():
            return -worth.figure
        if _is_telling_verb(token.word):
            return worth.other * (1 + (stem(token.word) in self.shared))
        return 0.0


@lru_cache(maxsize=WORDS_REMEMBERED)
def _helps(word: str) -> bool:
    return word in grammar().helping


@lru_cache(maxsize=WORDS_REMEMBERED)
def _is_telling_verb(word: str) -> bool:
    """Whether a word in small letters is no closed one: a verb, an adjective."""
    closed = word in phrase_openers() or _helps(word) or word in pointing() or word in conjunctions()
    return word.islower() and len(word) > _SHORT and not closed


def _source_stems(claim: Claim) -> frozenset[str]:
    """Stems of the words for who said it, the bearer's aside: they tell nothing of the figure."""
    if claim.attribution is None:
        return frozenset()
    said = " ".join(f"{source.text} {source.cue or ''}" for source in claim.attribution.sources)
    own = {stem(word) for word in (claim.slot.bearer_text or "").split()}
    return frozenset(stem(word) for word in _WORD.findall(said)) - own
