"""Words and borders of a sentence that has no analysis, found by its marks and by closed classes of words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from kursk_claims.compare.telling import conjunctions, helps, is_verbal, phrase_openers, piece_words, subordinators
from kursk_claims.lexicon.frames import frames
from kursk_claims.lexicon.grammar import grammar

FIGURE: Final = "\x00"
"""Stands in the text for the figure."""
_TOKEN: Final = re.compile(r"\S+")
_MARKS: Final = ",;:.!?()[]–—-/|•*>"
_SHORTEST: Final = 3
"""Letters of a word that a full stop ends a sentence behind: shorter ones are abbreviations."""


class Token(NamedTuple):
    """A word and the marks beside it."""

    start: int
    end: int
    word: str
    lower: str
    """The word in small letters."""
    opens: bool
    """A mark stands before it."""
    mark: str
    """The marks behind it."""
    first: bool
    """It may have its capital from its place."""

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.word[:1].isupper()


def tokens_of(text: str) -> list[Token]:
    """The words of a sentence."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        word = match[0].strip(_MARKS)
        if not word:
            if found:
                found[-1] = found[-1]._replace(mark=found[-1].mark + match[0])
            continue
        lead, lower = match[0].index(word), word.lower()
        mark = match[0][lead + len(word) :]
        if mark == "." and (len(word) < _SHORTEST or lower in frames().empty.words):
            mark = ""
        opens = not found or found[-1].mark != "" or lead > 0
        first = opens and not (found and found[-1].mark == ",")
        start = match.start() + lead
        found.append(Token(start, start + len(word), word, lower, opens, mark, first))
    return found


class Phrases:
    """Where the clauses and phrases of a sentence begin and end."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        """Take the words of a sentence."""
        self.tokens = tokens
        last = len(tokens) - 1
        self._closes = [place == last or bool(one.mark) or tokens[place + 1].opens for place, one in enumerate(tokens)]
        self._clauses: list[range] = []
        start = 0
        for place, closes in enumerate(self._closes):
            if closes:
                self._clauses += [range(start, place + 1)] * (place + 1 - start)
                start = place + 1

    def clause(self, place: int) -> range:
        """The words around a place that no mark parts."""
        return self._clauses[place]

    def closes(self, place: int) -> bool:
        """Whether a mark stands behind a word."""
        return self._closes[place]

    def is_relative(self, place: int) -> bool:
        """Whether a relative clause begins at a word: ``, die …``, ``, für die …``."""
        words = [token.word for token in self.tokens[place : place + 2]]
        pronoun = words[-1] if words[0] in grammar().prepositions else words[0]
        return place > 0 and self.tokens[place - 1].mark == "," and pronoun in grammar().relatives

    def joined(self, place: int) -> range:
        """The clauses around a place that commas alone part."""
        first, last = place, place
        while first and self._joins(first - 1):
            first -= 1
        while last + 1 < len(self.tokens) and self._joins(last):
            last += 1
        return range(first, last + 1)

    def _joins(self, place: int) -> bool:
        """Whether a word stands in one sentence with the next: no mark but a comma parts them."""
        mark = self.tokens[place].mark
        return mark == "," or (mark == "" and not self.tokens[place + 1].opens)

    def is_infinitive(self, place: int) -> bool:
        """Whether the clause around a place ends in an infinitive with ``zu``, whose subject another clause has."""
        clause = self.clause(place)
        last = self.tokens[clause[-1]].word
        if not last.islower() or not last.endswith("n"):
            return False
        parted = len(clause) > 1 and self.tokens[clause[-2]].word == "zu"
        return parted or any(last.startswith(f"{prefix}zu") for prefix in grammar().separable)

    def is_beheaded(self, first: int) -> bool:
        """Whether a piece that begins with a word lacks the conjunction that makes its clause a part of another."""
        start = self.clause(first).start
        return first > start and self.tokens[start].lower in subordinators()

    def lacks_verb(self, first: int, last: int) -> bool:
        """Whether a piece stops before the verb that it needs: it has an auxiliary, or opens a subordinate clause."""
        if self.closes(last):
            return False
        start = self.clause(last).start
        below = self.tokens[start].lower in subordinators() or self.is_relative(start)
        return below or any(helps(token.word) for token in self.tokens[first : last + 1])

    def may_begin(self, first: int, figure: int) -> bool:
        """Whether a piece may begin with a word: the first of a clause or phrase, a verb before the figure."""
        token, openings = self.tokens[first], piece_words().openings
        if token.lower in openings or token.lower in conjunctions() or (token.word in _last() and self.closes(first)):
            return False
        if token.opens:
            return True
        before = self.tokens[first - 1]
        if before.lower in grammar().coordinators:
            return not token.is_capital
        if before.lower in conjunctions() or (before.opens and before.lower in openings):
            return True
        if before.is_capital and not token.is_capital and self._may_be_verb(first, figure):
            return True
        if before.lower in phrase_openers() or (before.is_capital and token.lower in grammar().genitives):
            return False
        return token.lower in phrase_openers() or (first == figure and (before.is_capital or not _declined(before)))

    def _has_verb(self, place: int) -> bool:
        """Whether the clause around a word has one that may be its verb."""
        words = [self.tokens[one].word for one in self.clause(place)]
        return any(helps(word) or is_verbal(word) for word in words)

    def _may_be_verb(self, place: int, figure: int) -> bool:
        """Whether a word behind a noun is a verb: an auxiliary, or the word before the figure."""
        return helps(self.tokens[place].word) or place + 1 == figure

    def may_end(self, last: int, figure_end: int) -> bool:
        """Whether a piece may end with a word: the last of a clause, a noun, the figure's unit."""
        token = self.tokens[last]
        if token.lower in grammar().coordinators or (token.lower in phrase_openers() and token.word not in _last()):
            return False
        if token.is_capital and token.mark == ":" and not self._has_verb(last):
            return False  # a heading that stands before the next sentence
        if self.closes(last):
            return True
        after = self.tokens[last + 1]
        if not after.word[:1].islower() or token.word.endswith(FIGURE):
            return False
        following = self.tokens[last + 2 : last + 3]
        if after.lower in grammar().coordinators and any(token.is_capital for token in following):
            return False
        if last == figure_end:
            return after.lower in phrase_openers() or not _declined(after)
        return token.is_capital


@cache
def _last() -> frozenset[str]:
    """Words that open a phrase and end a clause as well: parts of verbs, ``sein``."""
    return grammar().separable | grammar().auxiliary_verbs


def _declined(token: Token) -> bool:
    """Whether a word may be an adjective before a noun."""
    return token.lower.endswith(grammar().adjectives) and not helps(token.lower)
