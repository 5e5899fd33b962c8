"""Sources that a figure takes over from the sentence beside it.

The guidelines carry a source over only on a sign of it. Signs that are a statement of their own
(Konjunktiv, ``demnach``, ``soll``) are found with the statements; here are those that stand at the
joint of two sentences: ``Damit`` in front of a sum of reported figures, and a hedge in front of a
sentence that takes up what was said and only then names the source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import structs

from kursk_claims.extract.sources import keys, lexicons
from kursk_claims.grammar import view_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Sentence

    from kursk_claims.models import Source, Span, Statement

_CLAUSE_MARKS: Final = frozenset({",", ";", "–", "—"})
_LONGEST_CLAUSE: Final = 100
"""Tokens between a contrast and its figure: no clause of prose is as long, a list may be."""
_CLOSING: Final = frozenset({"parenthetical", "heißt es", "so", "wie", "verb_second", "clause"})


class CarryOver:
    """Answers, for one article, which chain a place outside every statement takes over."""

    def __init__(self, doc: Doc, statements: Sequence[Statement], chains: Sequence[tuple[Source, ...]]) -> None:
        self._sentences: list[Sentence] = list(doc.sents)
        self._view = view_of(doc)
        self._last: dict[int, int] = {}
        self._first: dict[int, int] = {}
        self._statements = statements
        self._chains = chains
        self._kept: tuple[int, tuple[str | None, frozenset[str]]] = (-1, (None, frozenset()))
        for k, statement in enumerate(statements):
            if not chains[k] or not statement.content:
                continue
            begins, ends = (
                self._view.sentence_at(statement.content[0].start),
                self._view.sentence_at(statement.content[-1].end - 1),
            )
            self._first.setdefault(begins, k)
            self._last[ends] = k

    def chain_for(self, span: Span) -> tuple[Source, ...]:
        """The chain that the figure at ``span`` takes over; empty if there is no sign of one."""
        if not self._sentences:
            return ()
        here = self._view.sentence_at(span.start)
        first, words = self._words(here)
        joint = lexicons.reference()
        if first in joint.summing and not words.isdisjoint(joint.sums) and not self._break(here):
            k = self._last.get(here - 1)
            if k is not None:
                return self._chains[k]
        if not words.isdisjoint(joint.hearsay) and here not in self._first and not self._break(here + 1):
            k = self._first.get(here + 1)
            if k is not None and self._takes_up(here + 1, k):
                return self._chains[k]
        return ()

    def _words(self, sentence: int) -> tuple[str | None, frozenset[str]]:
        """The first word of a sentence and all of them, in lower case; kept for the next figure in it."""
        if self._kept[0] != sentence:
            words = [t.lower_ for t in self._sentences[sentence] if not (t.is_space or t.is_punct)]
            self._kept = (sentence, (words[0] if words else None, frozenset(words)))
        return self._kept[1]

    def contrasted(self, span: Span, chain: tuple[Source, ...]) -> tuple[Source, ...]:
        """``einige Berichte nennen 8000, andere sprechen von 15.000``: the second figure is the others'.

        The chain with its last source put right, or unchanged if no such contrast stands between
        that source and the figure.
        """
        if not chain or chain[-1].kind == "person" or not self._sentences:
            return chain
        words = self._clause_before(span.start)
        last = chain[-1]
        if len(words) < 2 or not last.start < words[0].idx:
            return chain
        other = words[0]
        noun = last.text.split()[-1] if last.text.split() else ""
        if other.lower_ not in lexicons.reference().contrasting or not noun[:1].isupper():
            return chain
        if not words[1].text[:1].islower():  # "andere Berichte": a noun of its own
            return chain
        name = f"{other.text} {noun}"
        end = other.idx + len(other.text)
        source = structs.replace(
            last, name=name, text=other.text, start=other.idx, end=end, key=keys.text(name), cue=None, resolved=True
        )
        return (*chain[:-1], source)

    def _clause_before(self, place: int) -> list[Token]:
        """The tokens from the last mark of a clause in the sentence to a place, spaces left out; none if it is far."""
        sentence = self._sentences[self._view.sentence_at(place)]
        found: list[Token] = []
        for token in reversed(sentence.doc[sentence.start : self._view.token_from(place)]):
            if token.text in _CLAUSE_MARKS:
                break
            if len(found) == _LONGEST_CLAUSE:
                return []
            if not token.is_space:
                found.append(token)
        return found[::-1]

    def _takes_up(self, sentence: int, k: int) -> bool:
        """Whether a sentence opens with ``Darunter`` … inside the statement that it attributes afterwards."""
        statement = self._statements[k]
        opening = next((token for token in self._sentences[sentence] if not (token.is_space or token.is_punct)), None)
        if (
            opening is None
            or opening.lower_ not in lexicons.reference().taking_up
            or statement.construction not in _CLOSING
        ):
            return False
        return statement.content[0].start <= opening.idx < statement.content[0].end

    def _break(self, sentence: int) -> bool:
        """Whether a paragraph ends right before a sentence."""
        if not 0 < sentence < len(self._sentences):
            return True
        end = self._sentences[sentence].start_char
        before = self._view.text[self._sentences[sentence - 1].start_char : end]
        return "\n" in before[len(before.rstrip()) :]
