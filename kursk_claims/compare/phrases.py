"""Words and borders of a sentence that has no analysis, found by its marks and by closed classes of words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from kursk_claims.compare.telling import conjunctions, phrase_openers, piece_words, subordinators
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
    opens: bool
    """A mark stands before it."""
    mark: str
    """The marks behind it."""
    first: bool
    """It may have its capital from its place."""

    @property
    def lower(self) -> str:
        """The word in small letters."""
        return self.word.lower()

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
        lead = match[0].index(word)
        mark = match[0][lead + len(word) :]
        if mark == "." and (len(word) < _SHORTEST or word.lower() in frames().empty.words):
            mark = ""
        opens = not found or found[-1].mark != "" or lead > 0
        first = opens and not (found and found[-1].mark == ",")
        found.append(Token(match.start() + lead, match.start() + lead + len(word), word, opens, mark, first))
    return found


class Phrases:
    """Where the clauses and phrases of a sentence begin and end."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        """Take the words of a sentence."""
        self.tokens = tokens

    def clause(self, place: int) -> range:
        """The words around a place that no mark parts."""
        first, last = place, place
        while not self.tokens[first].opens:
            first -= 1
        while not self.closes(last):
            last += 1
        return range(first, last + 1)

    def closes(self, place: int) -> bool:
        """Whether a mark stands behind a word."""
        last = place == len(self.tokens) - 1
        return last or self.tokens[place].mark != "" or self.tokens[place + 1].opens

    def is_relative(self, place: int) -> bool:
        """Whether a relative clause begins at a word: ``, die …``, ``, für die …``."""
        words = [token.word for token in self.tokens[place : place + 2]]
        pronoun = words[-1] if words[0] in grammar().prepositions else words[0]
        return place > 0 and self.tokens[place - 1].mark == "," and pronoun in grammar().relatives

    def earliest(self, place: int) -> int:
        """Where a piece around a word may begin: in its clause, or in the phrase that its relative clause is about."""
        start = self.clause(place).start
        if not self.is_relative(start) or not self.tokens[start - 1].is_capital:
            return start
        first = start - 1
        barred = grammar().helping | grammar().coordinators
        while not self.tokens[first].opens and self.tokens[first - 1].word not in barred:
            first -= 1
        return first

    def lacks_verb(self, first: int, last: int) -> bool:
        """Whether a piece stops before the verb that it needs: it has an auxiliary, or opens a subordinate clause."""
        if self.closes(last):
            return False
        start = self.clause(last).start
        below = self.tokens[start].lower in subordinators() or self.is_relative(start)
        return below or any(token.word in grammar().helping for token in self.tokens[first : last + 1])

    def may_begin(self, first: int, figure: int) -> bool:
        """Whether a piece may begin with a word: the first of a clause or phrase, a verb before the figure."""
        token, openings = self.tokens[first], piece_words().openings
        if token.lower in openings or token.lower in conjunctions():
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

    def _may_be_verb(self, place: int, figure: int) -> bool:
        """Whether a word behind a noun is a verb: an auxiliary, or the word before the figure."""
        return self.tokens[place].word in grammar().helping or place + 1 == figure

    def may_end(self, last: int, figure_end: int) -> bool:
        """Whether a piece may end with a word: the last of a clause, a noun, the figure's unit."""
        token = self.tokens[last]
        if token.lower in grammar().coordinators or (token.lower in phrase_openers() and token.word not in _last()):
            return False
        if token.is_capital and token.mark == ":":
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
    return token.lower.endswith(grammar().adjectives) and token.lower not in grammar().helping
