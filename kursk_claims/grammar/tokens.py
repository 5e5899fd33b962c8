"""One article as the rules see it: flat token arrays, sentences, quoted stretches.

The rules work on token indices and turn them into character spans at the very end. Word
classes come from the analysis; the closed classes that clause boundaries hang on (auxiliaries,
complementizers, determiners) come from the lexicon, so that a weak tagger does little harm.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from kursk_claims.grammar.quotations import Quotation, quotations
from kursk_claims.models import Span
from kursk_claims.nlp.columns import columns

if TYPE_CHECKING:
    from spacy.tokens import Doc

Range = tuple[int, int]
"""Token indices, end exclusive."""

_TRIM: Final = frozenset(",;:.–-—")


class Quote(NamedTuple):
    """A quoted stretch in token indices, marks included."""

    start: int
    end: int
    joined: bool


class VerbForms(NamedTuple):
    """Forms (lower case) of verbs that are known beforehand, and so do not hang on the tagger."""

    all: Container[str]
    finite: Container[str]


class View:
    """Token arrays of one analysed article."""

    def __init__(self, doc: Doc, verbs: VerbForms) -> None:
        read = columns(doc)
        self.verbs = verbs
        self.text = read.text
        self.words, self.lower, self.pos = read.words, read.lower, read.pos
        self.starts, self.space = read.starts, read.is_space
        self.dep, self.head, self.entity = read.deps, read.heads, read.entity_types
        self.ends: list[int] = [start + len(word) for start, word in zip(self.starts, self.words, strict=True)]
        self.finite: list[bool] = [
            pos in ("VERB", "AUX") and "VerbForm=Fin" in morph for pos, morph in zip(self.pos, read.morphs, strict=True)
        ]
        self.infinitive: list[bool] = ["VerbForm=Inf" in morph for morph in read.morphs]
        analysed = doc.has_annotation("DEP")
        self.read: list[bool] = [not analysed or dep != "" for dep in self.dep]
        """False where the sentence was left out of the analysis (boilerplate, or passed over by the prefilter)."""
        self.sentences: list[Range] = _sentences(doc)
        self.quotations: list[Quotation] = quotations(self.text)
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
