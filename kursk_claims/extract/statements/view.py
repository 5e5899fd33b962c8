"""One article as the rules see it: flat token arrays, sentences, quoted stretches.

The rules work on token indices and turn them into character spans at the very end. Word
classes come from the analysis; the closed classes that clause boundaries hang on (auxiliaries,
complementizers, determiners) come from the lexicon, so that a weak tagger does little harm.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from kursk_claims.extract.statements.quotation import Quotation, quotations
from kursk_claims.models import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

Range = tuple[int, int]
"""Token indices, end exclusive."""

_FINAL: Final = frozenset(".!?…")
_TRIM: Final = frozenset(",;:.–-—")


class Quote(NamedTuple):
    """A quoted stretch in token indices, marks included."""

    start: int
    end: int
    joined: bool


class View:
    """Token arrays of one analysed article."""

    def __init__(self, doc: Doc) -> None:
        self.text: str = doc.text
        self.words: list[str] = [t.text for t in doc]
        self.lower: list[str] = [t.lower_ for t in doc]
        self.starts: list[int] = [t.idx for t in doc]
        self.ends: list[int] = [t.idx + len(t) for t in doc]
        self.space: list[bool] = [t.is_space for t in doc]
        self.pos: list[str] = [t.pos_ for t in doc]
        self.finite: list[bool] = [t.pos_ in ("VERB", "AUX") and "Fin" in t.morph.get("VerbForm") for t in doc]
        self.infinitive: list[bool] = ["Inf" in t.morph.get("VerbForm") for t in doc]
        self.subjunctive: list[bool] = ["Sub" in t.morph.get("Mood") for t in doc]
        self.case: list[tuple[str, ...]] = [tuple(t.morph.get("Case")) for t in doc]
        self.lemma: list[str] = [t.lemma_.lower() for t in doc]
        self.dep: list[str] = [t.dep_ for t in doc]
        self.head: list[int] = [t.head.i for t in doc]
        self.entity: list[str] = [t.ent_type_ for t in doc]
        analysed = doc.has_annotation("DEP")
        self.read: list[bool] = [not analysed or t.has_dep() for t in doc]
        self.sentences: list[Range] = _sentences(doc)
        self.quotations: list[Quotation] = quotations(doc.text)
        self.quotes: list[Quote] = []
        self.quote_at: list[int] = [-1] * len(self.words)
        for region in self.quotations:
            a, b = self.tokens(region.start, region.end)
            if a < b:
                for i in range(a, b):
                    self.quote_at[i] = len(self.quotes)
                self.quotes.append(Quote(a, b, region.joined))

    def __len__(self) -> int:
        return len(self.words)

    def tokens(self, start: int, end: int) -> Range:
        """The tokens that overlap the characters ``start:end``."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def trim(self, start: int, end: int, marks: Iterable[str] = _TRIM) -> Range:
        """``start:end`` without white space and ``marks`` at its edges."""
        while start < end and (self.space[start] or self.words[start] in marks):
            start += 1
        while end > start and (self.space[end - 1] or self.words[end - 1] in marks):
            end -= 1
        return start, end

    def spans(self, tokens: Iterable[int]) -> tuple[Span, ...]:
        """Character spans of a set of tokens; neighbours (white space between them aside) are joined."""
        found: list[Span] = []
        last = -2
        for i in sorted(tokens):
            if self.space[i]:
                continue
            if found and all(self.space[k] for k in range(last + 1, i)):
                found[-1] = Span(found[-1].start, self.ends[i])
            else:
                found.append(Span(self.starts[i], self.ends[i]))
            last = i
        return tuple(found)

    def paragraph_break(self, a: int, b: int) -> int:
        """How many paragraph breaks lie between the tokens ``a`` and ``b``."""
        return sum(1 for i in range(a, b) if self.space[i] and self.words[i].count("\n") > 1)


def _sentences(doc: Doc) -> list[Range]:
    if doc.has_annotation("SENT_START"):
        spans: Sequence[Range] = [(s.start, s.end) for s in doc.sents]
    else:
        spans = [(0, len(doc))]
    return [(a, b) for a, b in spans if a < b]
