"""An analysed article as the rules see it: a column for each property of its tokens, sentences, quoted stretches.

spaCy makes a ``Token``, and every string it gives, anew whenever it is asked, and an article is gone over many times;
out of ``Doc.to_array`` everything comes at once. The rules work on token indices and turn them into character spans
at the very end.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from kursk_claims.grammar.quotations import Quotation, quotations
from kursk_claims.models import Span
from kursk_claims.nlp.document import Document

if TYPE_CHECKING:
    from spacy.tokens import Doc

Range = tuple[int, int]
"""Token indices, end exclusive."""

NOUNS: Final = frozenset({"NOUN", "PROPN"})
"""Parts of speech of common nouns and of names."""

_TRIM: Final = frozenset(",;:.–-—")

_STRINGS: Final[list[int | str]] = ["ORTH", "POS", "MORPH", "DEP", "ENT_TYPE"]
_NUMBERS: Final[list[int | str]] = ["SPACY", "IDX", "IS_SPACE", "IS_PUNCT", "LIKE_NUM", "SENT_START", "HEAD"]
_NO_MORPHOLOGY: Final = "_"

_MASK: Final = 2**64 - 1
"""Keys of strings have no sign, distances to heads have."""


class Quote(NamedTuple):
    """A quoted stretch in token indices, marks included."""

    start: int
    end: int
    joined: bool


class View:
    """Columns of the length of the Doc, which only the grammar changes. Nothing here holds on to the Doc."""

    def __init__(self, doc: Doc | Document) -> None:
        """Read a Doc whose analysis is finished."""
        strings, numbers = _of_document(doc) if isinstance(doc, Document) else _of_doc(doc)
        spaces, starts, blank, marks, figures, opening, heads = numbers
        self.words: list[str] = strings[0]
        """``Token.text``."""
        self.lower: list[str] = [word.lower() for word in self.words]
        self.pos: list[str] = strings[1]
        """``Token.pos_``."""
        self.morphs: list[str] = ["" if form == _NO_MORPHOLOGY else form for form in strings[2]]
        """``str(Token.morph)``."""
        self.deps: list[str] = strings[3]
        """``Token.dep_``; empty where there is no analysis."""
        self.entity_types: list[str] = strings[4]
        """``Token.ent_type_``."""
        self.starts: list[int] = starts
        """``Token.idx``: the character at which the token begins."""
        self.heads: list[int] = [
            i + away if dep else i for i, (away, dep) in enumerate(zip(heads, self.deps, strict=True))
        ]
        self.is_space: list[bool] = [bool(space) for space in blank]
        """``Token.is_space``."""
        self.is_word: list[bool] = [not (space or mark) for space, mark in zip(blank, marks, strict=True)]
        """Neither ``Token.is_space`` nor ``Token.is_punct``."""
        self.like_num: list[bool] = [bool(figure) for figure in figures]
        """``Token.like_num``."""
        self.opens: list[bool] = [start == 1 for start in opening]
        """``Token.is_sent_start``."""
        self.spaces: list[bool] = [bool(space) for space in spaces]
        """``Token.whitespace_``: a blank follows."""
        self.text: str = "".join(
            [word + " " if space else word for word, space in zip(self.words, spaces, strict=True)]
        )
        """``Doc.text``."""
        self.ends: list[int] = [start + len(word) for start, word in zip(self.starts, self.words, strict=True)]
        self.finite: list[bool] = [
            pos in ("VERB", "AUX") and "VerbForm=Fin" in morph for pos, morph in zip(self.pos, self.morphs, strict=True)
        ]
        """Whether the token is a finite verb, as ``grammar.verbs`` settles it."""
        self.infinitive: list[bool] = ["VerbForm=Inf" in morph for morph in self.morphs]
        parsed = doc.has_annotation("DEP")
        self.analysed: list[bool] = [not parsed or dep != "" for dep in self.deps]
        """False where the sentence was left out of the analysis (boilerplate, or passed over by the prefilter)."""
        self.sentences: list[Range] = _sentences(doc)
        self._opening = [start for start, _ in self.sentences]
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

    def token_at(self, character: int) -> int:
        """Index of the token that holds a character, or of the last one before it; -1 before the first."""
        return bisect_right(self.starts, character) - 1

    def token_from(self, character: int) -> int:
        """Index of the first token that begins at or after a character; the number of tokens if none does."""
        return bisect_left(self.starts, character)

    def sentence_of(self, token: int) -> int:
        """Number of the sentence that a token stands in."""
        return max(bisect_right(self._opening, token) - 1, 0)

    def sentence_at(self, character: int) -> int:
        """Number of the sentence that a character stands in."""
        return self.sentence_of(self.token_at(character))

    def bounds(self, number: int) -> Range | None:
        """First token of a sentence and the one behind its last; ``None`` where there is no such sentence."""
        return self.sentences[number] if 0 <= number < len(self.sentences) else None

    def extent(self, number: int) -> Span:
        """The characters of a sentence."""
        start, end = self.sentences[number]
        return Span(self.starts[start], self.ends[end - 1])

    def tokens(self, start: int, end: int) -> Range:
        """The tokens that overlap the characters ``start:end``."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def last_word(self, start: int, end: int) -> int:
        """The last token of ``start:end`` that is neither white space nor a mark, else ``start``."""
        words = (k for k in range(end - 1, start, -1) if not self.is_space[k] and self.words[k][0].isalnum())
        return next(words, start)

    def left_of(self, i: int, low: int, over: Container[str]) -> int:
        """The nearest token before token ``i`` that is of none of the parts of speech; ``low - 1`` if all are."""
        return next((k for k in range(i - 1, low - 1, -1) if self.pos[k] not in over), min(i, low) - 1)

    def preposition_before(self, i: int, low: int, over: Container[str]) -> str | None:
        """The preposition before token ``i``, in lower case, with nothing but the parts of speech between."""
        at = self.left_of(i, low, over)
        return self.lower[at] if at >= low and self.pos[at] == "ADP" else None

    def trim(self, start: int, end: int, marks: Iterable[str] = _TRIM) -> Range:
        """``start:end`` without white space and ``marks`` at its edges."""
        while start < end and (self.is_space[start] or self.words[start] in marks):
            start += 1
        while end > start and (self.is_space[end - 1] or self.words[end - 1] in marks):
            end -= 1
        return start, end

    def spans(self, tokens: Iterable[int]) -> tuple[Span, ...]:
        """Character spans of a set of tokens; neighbours (white space between them aside) are joined."""
        found: list[Span] = []
        last = -2
        for i in sorted(tokens):
            if self.is_space[i]:
                continue
            if found and all(self.is_space[k] for k in range(last + 1, i)):
                found[-1] = Span(found[-1].start, self.ends[i])
            else:
                found.append(Span(self.starts[i], self.ends[i]))
            last = i
        return tuple(found)

    def paragraph_break(self, a: int, b: int) -> int:
        """How many paragraph breaks lie between the tokens ``a`` and ``b``."""
        return sum(1 for i in range(a, b) if self.is_space[i] and self.words[i].count("\n") > 1)


def _of_doc(doc: Doc) -> tuple[list[list[str]], list[list[int]]]:
    table = doc.to_array(_STRINGS + _NUMBERS).astype("int64").T.tolist()
    strings = doc.vocab.strings
    known = {key: strings[key & _MASK] for column in table[: len(_STRINGS)] for key in set(column)}
    return [[known[key] for key in column] for column in table[: len(_STRINGS)]], table[len(_STRINGS) :]


def _of_document(doc: Document) -> tuple[list[list[str]], list[list[int]]]:
    """The same columns of a document, where heads are places and not distances."""
    own = doc.columns
    opening = [-1] * len(doc)
    for start in own.opening:
        opening[start] = 1
    away = [head - i for i, head in enumerate(own.heads)]
    strings = [own.words, own.pos, list(map(str, own.morphs)), own.deps, own.types]
    numbers: list[list[int]] = [
        [*own.spaces],
        doc.starts,
        [*own.is_space],
        [*own.is_punct],
        [*own.like_num],
        opening,
        away,
    ]
    return strings, numbers


def _sentences(doc: Doc | Document) -> list[Range]:
    if doc.has_annotation("SENT_START"):
        spans: Sequence[Range] = [(s.start, s.end) for s in doc.sents]
    else:
        spans = [(0, len(doc))]
    return [(a, b) for a, b in spans if a < b]
