"""An analysed article as plain Python objects that read like spaCy's `Doc`, `Span` and `Token`.

The rules ask a word for its properties over and over. spaCy looks each of them up anew, makes a string of it and an
object for every token that is named; here an article's words are made once and their properties are attributes.
Whatever a rule asks of a spaCy `Doc` it can ask of a `Document`, with the same answer: names and meanings are spaCy's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import repeat
from typing import Any, Final, NamedTuple, overload


class Columns(NamedTuple):
    """A property of all words of an article each, and where sentences and names stand (token indices)."""

    text: str
    words: list[str]
    spaces: list[bool]
    pos: list[str]
    morphs: list[Morph]
    lemmas: list[str]
    heads: list[int]
    """Index of the head, also in a sentence without analysis, which its arcs hold together; its own at a root."""
    deps: list[str]
    """Empty where there is no analysis."""
    iobs: list[str]
    types: list[str]
    is_space: list[bool]
    is_punct: list[bool]
    is_alpha: list[bool]
    like_num: list[bool]
    opening: list[int]
    """The first word of each sentence."""


class Morph:
    """Morphological features: what `Token.morph` is asked for."""

    __slots__ = ("_fields", "_text")

    def __init__(self, text: str, fields: Mapping[str, list[str]]) -> None:
        """`text` as in `Case=Nom|Number=Sing`, `fields` the values of each feature."""
        self._text = text
        self._fields = fields

    def get(self, field: str, default: list[str] | None = None) -> list[str]:
        """The values of a feature."""
        return self._fields.get(field) or default or []

    def __str__(self) -> str:
        return self._text


NO_MORPH: Final = Morph("", {})


class Word:
    """A token."""

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "ent_iob_",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_alpha",
        "is_punct",
        "is_space",
        "lemma_",
        "like_num",
        "lower_",
        "morph",
        "pos_",
        "sent",
        "text",
    )

    head: Word
    """The word itself at a root and where there is no analysis."""
    sent: Stretch

    def __init__(
        self,
        doc: Document,
        i: int,
        idx: int,
        text: str,
        lower: str,
        pos: str,
        morph: Morph,
        lemma: str,
        dep: str,
        iob: str,
        ent_type: str,
        is_space: bool,
        is_punct: bool,
        is_alpha: bool,
        like_num: bool,
    ) -> None:
        """Without head, children and sentence, which the document sets."""
        self.doc = doc
        self.i = i
        self.idx = idx
        self.text = text
        self.lower_ = lower
        self.pos_ = pos
        self.morph = morph
        self.lemma_ = lemma
        self.dep_ = dep
        self.ent_iob_ = iob
        self.ent_type_ = ent_type
        self.is_space = is_space
        self.is_punct = is_punct
        self.is_alpha = is_alpha
        self.like_num = like_num
        self.children: list[Word] = []

    def has_dep(self) -> bool:
        """Whether the word stands in an analysed sentence."""
        return self.dep_ != ""

    @property
    def is_sent_start(self) -> bool:
        """Whether a sentence begins here."""
        return self.sent.start == self.i

    @property
    def whitespace_(self) -> str:
        """The blank behind the word, or nothing."""
        return " " if self.doc.columns.spaces[self.i] else ""

    @property
    def ancestors(self) -> Iterator[Word]:
        """The head, its head, and so on."""
        i, heads = self.i, self.doc.columns.heads
        while heads[i] != i:
            i = heads[i]
            yield self.doc.words[i]

    @property
    def subtree(self) -> Iterator[Word]:
        """The word with all that hangs on it, in the order of the text if the tree is projective."""
        own = self.i
        for child in self.children:
            if child.i < own:
                yield from child.subtree
        yield self
        for child in self.children:
            if child.i > own:
                yield from child.subtree

    @property
    def left_edge(self) -> Word:
        """The first word of those that hang on this one."""
        return min(self.subtree, key=_index)

    def nbor(self, i: int = 1) -> Word:
        """The word `i` places on. Raises `IndexError` outside the article."""
        if not 0 <= self.i + i < len(self.doc):
            raise IndexError(self.i + i)
        return self.doc[self.i + i]

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__

    def __lt__(self, other: Word) -> bool:
        return self.i < other.i

    def __gt__(self, other: Word) -> bool:
        return self.i > other.i

    def __le__(self, other: Word) -> bool:
        return self.i <= other.i

    def __ge__(self, other: Word) -> bool:
        return self.i >= other.i


def _index(word: Word) -> int:
    return word.i


class Stretch:
    """Words one behind the other: a sentence, a name, any slice of the article."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Document, start: int, end: int, label: str = "") -> None:
        """The words from `start` to before `end`; `label` is the kind of a name."""
        self.doc, self.start, self.end, self.label_ = doc, start, end, label

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Word]:
        return iter(self.doc.words[self.start : self.end])

    def __reversed__(self) -> Iterator[Word]:
        return reversed(self.doc.words[self.start : self.end])

    def __getitem__(self, i: int) -> Word:
        at = self.start + i if i >= 0 else self.end + i
        if not self.start <= at < self.end:
            raise IndexError(i)
        return self.doc.words[at]

    @property
    def start_char(self) -> int:
        """The character at which the stretch begins."""
        return self.doc[self.start].idx

    @property
    def end_char(self) -> int:
        """The character behind its last word."""
        last = self.doc[self.end - 1]
        return last.idx + len(last)

    @property
    def text(self) -> str:
        """The words as they were written."""
        return self.doc.text[self.start_char : self.end_char] if self.start < self.end else ""

    @property
    def ents(self) -> list[Stretch]:
        """The names that lie in the stretch as a whole."""
        return [name for name in self.doc.ents if self.start <= name.start and name.end <= self.end]


class Document:
    """An article whose analysis is finished. `release` frees it when nothing of it is needed any more."""

    def __init__(self, columns: Columns) -> None:
        """Make the words of `columns` and tie them together."""
        self.columns = columns
        self.text = columns.text
        self.lower: list[str] = [word.lower() for word in columns.words]
        self.starts: list[int] = _starts(columns)
        self.user_data: dict[str, Any] = {}
        self.words: list[Word] = list(
            map(
                Word,
                repeat(self),
                range(len(columns.words)),
                self.starts,
                columns.words,
                self.lower,
                columns.pos,
                columns.morphs,
                columns.lemmas,
                columns.deps,
                columns.iobs,
                columns.types,
                columns.is_space,
                columns.is_punct,
                columns.is_alpha,
                columns.like_num,
            )
        )
        words = self.words
        for word, head in zip(words, columns.heads, strict=True):
            word.head = words[head] if word.dep_ else word
            if head != word.i:
                words[head].children.append(word)
        ends = (*columns.opening[1:], len(words))
        self.sents = [Stretch(self, start, end) for start, end in zip(columns.opening, ends, strict=bool(words))]
        for sentence in self.sents:
            for word in words[sentence.start : sentence.end]:
                word.sent = sentence
        self.ents = list(self._names())

    def _names(self) -> Iterator[Stretch]:
        iobs, types = self.columns.iobs, self.columns.types
        at = [i for i, iob in enumerate(iobs) if iob == "B"]
        for start in at:
            end = start + 1
            while end < len(iobs) and iobs[end] == "I":
                end += 1
            yield Stretch(self, start, end, types[start])

    def __len__(self) -> int:
        return len(self.words)

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)

    @overload
    def __getitem__(self, i: int) -> Word: ...

    @overload
    def __getitem__(self, i: slice) -> Stretch: ...

    def __getitem__(self, i: int | slice) -> Word | Stretch:
        if isinstance(i, slice):
            start, end, _ = i.indices(len(self.words))
            return Stretch(self, start, max(start, end))
        return self.words[i]

    def has_annotation(self, name: str) -> bool:
        """Whether there are sentences (`SENT_START`), which there always are, or a tree (`DEP`)."""
        return name == "SENT_START" or not self.words or any(self.columns.deps)

    def char_span(self, start: int, end: int, *, alignment_mode: str = "expand") -> Stretch | None:
        """The words that the characters `start:end` touch (`expand`), or those that lie in them (`contract`).

        None if the characters are none of the text, or if no word is left.
        """
        first, last = self._at(start), self._at(end - 1)
        if first < 0 or last < 0:
            return None
        if alignment_mode == "contract":
            first += self.starts[first] < start
            last -= end < self.starts[last] + len(self.columns.words[last])
            if last < first:
                return None
        elif start == self.starts[first] + len(self.columns.words[first]):
            first += 1  # the blank behind a word is none of it
        return Stretch(self, first, last + 1)

    def _at(self, character: int) -> int:
        return bisect_right(self.starts, character) - 1 if 0 <= character < len(self.text) else -1

    def release(self) -> None:
        """Untie the words, so that they are freed at once. Nothing can be asked of the document any more."""
        for word in self.words:
            word.children.clear()
            del word.head
        self.words, self.sents, self.ents, self.user_data = [], [], [], {}


def _starts(columns: Columns) -> list[int]:
    found, at = [], 0
    for word, space in zip(columns.words, columns.spaces, strict=True):
        found.append(at)
        at += len(word) + space
    return found
