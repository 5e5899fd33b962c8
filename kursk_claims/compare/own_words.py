"""The shortest telling piece of a figure's own clause: ``Lugner City mit … Geschäften``.

A claim has its sentence, and no analysis of it. So a piece is found by marks and closed classes: it begins where a
clause or a phrase begins, ends where a clause ends or behind a noun, holds the figure and what it counts, and is
worth what its nouns and names tell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from kursk_claims.compare.phrases import FIGURE, Phrases, tokens_of
from kursk_claims.compare.telling import helps, is_verbal, piece_words, pointing, tells
from kursk_claims.lexicon.classes import stem
from kursk_claims.models import Claim, Quantity

LONGEST: Final = 110
"""Characters of a piece: a whole clause of a news article, as a rule."""
_DIGITS: Final = 6
_MANY: Final = 4
"""Nouns that tell a question: more of them add little."""
MASK: Final = "…"
"""Stands for the figure."""
_FEW: Final = 3
"""Words of a piece that has room for the figure, its unit and a noun alone."""
_BLANKS: Final = re.compile(r"\s+")
_SOFT_HYPHEN: Final = "\u00ad"
_QUOTES: Final = re.compile("[„“”\"»«‚‘]|(?<!\\w)'|'(?!\\w)")
_ASIDE: Final = re.compile(r"\s?\([^()]*\)")
_WORD: Final = re.compile(r"[^\W\d_][\w-]+")
_UNIT: Final = re.compile(r"(?:(?<=\s)|(?<=\d))(?:[A-ZÄÖÜ][\w/-]*(?: (?:pro|je|in der) [A-ZÄÖÜ]\w*)?|[€$£%‰°]\w*)$")
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
    open: bool
    """It holds a word for what another sentence tells."""

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
    alike = Counter(_asked(claim) for claim in claims)
    for claim in claims:
        typical = piece_words().worth.typical * alike[_asked(claim)] / len(claims)
        for worth, piece in _pieces(claim, shared, typical):
            rank = (-round(worth, _DIGITS), len(piece.text), piece.text, claim.id)
            if best is None or rank < best:
                best, found = rank, piece
    return found if found is not None and (found.telling or found.verbal) else None


def _asked(claim: Claim) -> tuple[object, ...]:
    """What a claim's question is, as far as one sentence of a cluster is more like the others than the next."""
    slot = claim.slot
    return slot.measure, slot.restrictors, slot.role, slot.thing


def _shared_stems(claims: Sequence[Claim]) -> frozenset[str]:
    """Stems of words that two articles have, in headline or sentences."""
    of_article: dict[str, set[str]] = {}
    if len({claim.doc.id for claim in claims}) < 2:
        return frozenset()
    for claim in claims:
        words = _WORD.findall(f"{claim.text} {claim.doc.title or ''}")
        of_article.setdefault(claim.doc.id, set()).update(stem(word) for word in words)
    counts = Counter(key for keys in of_article.values() for key in keys)
    return frozenset(key for key, n in counts.items() if n > 1)


def _pieces(claim: Claim, shared: frozenset[str], typical: float) -> Iterator[tuple[float, Piece]]:
    """Every piece around the figure of a claim, with its worth, to which ``typical`` is added."""
    quantity = claim.quantity
    if quantity is None or claim.text[quantity.start - claim.start : quantity.end - claim.start] != quantity.text:
        return
    unit = _unit_text(quantity)
    sentence = _Sentence(claim, quantity, unit, shared)
    phrases, tokens, figure = sentence.phrases, sentence.phrases.tokens, sentence.figure
    clause, reach = phrases.clause(figure.stop - 1), sentence.reach
    ends = [
        last
        for last in range(figure.stop - 1, reach.stop)
        if (last in clause or phrases.closes(last)) and phrases.may_end(last, figure.stop - 1)
    ]
    for first in range(reach.start, figure.start + 1):
        if phrases.may_begin(first, figure.start):
            beheaded = first in clause and phrases.is_beheaded(first)
            for last in ends:
                if tokens[last].end - tokens[first].start > LONGEST or (beheaded and last not in clause):
                    break
                piece = sentence.piece(first, last)
                yield typical + sentence.worth(piece, first, last), piece


def _unit_text(quantity: Quantity) -> str:
    """The unit as it stands at the end of the figure, with what joins it."""
    if quantity.unit is None:
        return ""
    if joined := JOINED.search(quantity.text):
        return joined[1] or joined[2]
    found = _UNIT.search(quantity.text)
    return f" {found[0]}" if found is not None and found[0].lower() not in piece_words().fractions else ""


class _Word(NamedTuple):
    """What a word of a sentence is worth to a piece that has it."""

    key: str
    noun: bool
    tells: bool
    """It is a noun or name of what is told, not of who tells it."""
    verbal: bool
    verb: bool
    """It may be the verb: no adjective before its noun."""
    open: bool
    worth: float


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
        names = {stem(part) for name in claim.slot.entities for part in name.split()}
        self.topic = {*claim.slot.topic, *names, self.counted}
        self.sources = _source_stems(claim)
        self.reach = self._reach()
        begin = self.phrases.clause(self.reach.start).start
        self.words = {one: self._word(one) for one in range(begin, self.reach.stop)}
        self.clause = clause = self.phrases.clause(place)
        self.own = {word.key for one, word in self.words.items() if one in clause}
        self.is_below = self.phrases.is_relative(clause.start) or self.phrases.is_infinitive(place)

    def _reach(self) -> range:
        """The words that a piece can have: those that commas at most part from the figure, and not too far."""
        tokens, joined = self.phrases.tokens, self.phrases.joined(self.figure.start)
        first, last = self.figure.start, self.figure.stop - 1
        while first > joined.start and tokens[self.figure.stop - 1].end - tokens[first - 1].start <= LONGEST:
            first -= 1
        while last + 1 < joined.stop and tokens[last + 1].end - tokens[self.figure.start].start <= LONGEST:
            last += 1
        return range(first, last + 1)

    def _word(self, place: int) -> _Word:
        worth, token = piece_words().worth, self.phrases.tokens[place]
        key, noun, verbal = stem(token.word), tells(token.word), is_verbal(token.word)
        telling = noun and place not in self.figure and key not in self.sources
        telling = telling and (not token.first or key in self.topic)
        after = self.phrases.tokens[place + 1 : place + 2]
        verb = helps(token.word) or (verbal and not (after and token.mark == "" and after[0].is_capital))
        open_ = token.lower in piece_words().open
        if token.lower in piece_words().hearsay:
            value = -worth.hearsay
        elif open_:
            value = -worth.open
        elif (noun and not token.first and not telling) or token.lower in pointing():
            value = -worth.loose
        elif helps(token.word):
            value = worth.helping
        elif token.word[:1].isdigit():
            value = -worth.figure
        else:
            value = worth.other * (1 + (key in self.shared)) * verbal
        return _Word(key, noun, telling, verbal, verb, open_, value)

    def piece(self, first: int, last: int) -> Piece:
        """The piece from one word to another."""
        words = [self.words[place] for place in range(first, last + 1)]
        text = self.text[self.phrases.tokens[first].start : self.phrases.tokens[last].end]
        telling = frozenset(word.key for word in words if word.tells)
        counted = any(word.key == self.counted for word in words)
        verbal, open_ = any(word.verbal for word in words), any(word.open for word in words)
        return Piece(text.replace(FIGURE, MASK), telling, counted, self.has_unit, verbal, open_)

    def worth(self, piece: Piece, first: int, last: int) -> float:
        """How well a piece tells what its figure is, in nouns."""
        worth, words = piece_words().worth, [self.words[place] for place in range(first, last + 1)]
        total = sum(word.worth for word in words) - worth.letter * len(piece.text)
        total += worth.begins * self._begins(first) + worth.ends * self.phrases.closes(last)
        nouns = [
            (worth.noun + worth.shared * (key in self.shared)) * (1.0 if key in self.own else worth.beyond)
            for key in piece.telling
        ]
        nouns.sort(reverse=True)
        total += sum(nouns[:_MANY]) + worth.beyond * sum(nouns[_MANY:])
        total -= worth.uncounted * (self.counted in self.own and not piece.counted)
        total -= worth.bare * piece.bare
        total -= worth.verbless * (not any(word.verb for word in words))
        torn = first < self.clause.start and (not self.phrases.tokens[first].opens or self.phrases.is_relative(first))
        total -= worth.unfinished * (torn + self.phrases.lacks_verb(first, last))
        return total - worth.below * (first >= self.clause.start and self.is_below)

    def _begins(self, first: int) -> bool:
        """Whether no word before a word in its clause tells anything or is a pronoun, but for those on who says it."""
        before = range(self.phrases.clause(first).start, first)
        tokens, words = [self.phrases.tokens[place] for place in before], [self.words[place] for place in before]
        if any(token.lower in piece_words().hearsay for token in tokens):
            return True
        said = any(word.key not in self.sources and (word.verbal or word.noun) for word in words)
        return not said and not any(word.open for word in words)


def _source_stems(claim: Claim) -> frozenset[str]:
    """Stems of the words for who said it, the bearer's aside: they tell nothing of the figure."""
    if claim.attribution is None:
        return frozenset()
    said = " ".join(f"{source.text} {source.cue or ''}" for source in claim.attribution.sources)
    own = {stem(word) for word in (claim.slot.bearer_text or "").split()}
    return frozenset(stem(word) for word in _WORD.findall(said)) - own
