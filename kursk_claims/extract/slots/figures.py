"""An article as its figures see it: where they stand, what names there are, and who has been spoken of.

Only sentences with a figure are read through their analysis, because only these are surely analysed; all else is
read as plain words, so that a signature does not depend on which other sentences were.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Final

from msgspec import Struct, structs

from kursk_claims.extract.quantities.units import dimension
from kursk_claims.extract.slots.names import WORD, Finder, Name, NameKind, key_words
from kursk_claims.extract.slots.segments import Segment, has_predicate, segments_of
from kursk_claims.grammar import view_of
from kursk_claims.lexicon import classes
from kursk_claims.lexicon.bearers import bearers
from kursk_claims.lexicon.classes import stem
from kursk_claims.lexicon.continuing import denies, puts_right
from kursk_claims.lexicon.signature import signature_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from kursk_claims.extract.slots.anchor import Occasions
    from kursk_claims.extract.slots.measure import Reading
    from kursk_claims.models import Article, Quantity, Span

OPENING: Final = 600
"""Characters of an article read as its opening: the first two or three sentences."""

_BEFORE_FIGURE: Final = frozenset({"ADV", "DET", "PART", "SCONJ"})
"""What stands before the figure that opens a segment: ``dass mindestens``, ``die``."""
_BEHIND: Final = 3
"""Tokens behind a figure within which its own noun ends."""
_MEASURE_REACH: Final = 2
"""Sentences over which a bare figure goes on measuring what the last one did."""


class Figure(Struct, frozen=True):
    """A quantity at tokens ``first`` to ``last`` of the sentence at tokens ``low:high``."""

    quantity: Quantity
    first: int
    last: int
    low: int
    high: int


class ArticleView:
    """One article's figures, sentences, segments and names, each read when it is first asked for."""

    def __init__(
        self, doc: Doc, article: Article, quantities: Sequence[Quantity], speakers: Sequence[Span] = ()
    ) -> None:
        """``speakers`` are the stretches of text that name who says something."""
        self.doc = doc
        self.article = article
        self.read = view_of(doc)
        self._speakers = sorted((span.start, span.end) for span in speakers)
        self.figures = tuple(figure for quantity in quantities if (figure := self._figure(quantity)) is not None)
        self._by_start = {figure.quantity.start: figure for figure in self.figures}
        self._by_sentence: dict[int, list[Figure]] = {}
        for figure in self.figures:
            self._by_sentence.setdefault(figure.low, []).append(figure)
        self.readings: dict[int, Reading] = {}
        """What the figures before measured, by the character at which each begins; filled in text order."""
        self._segments: dict[int, tuple[Segment, ...]] = {}
        self._names: dict[int, tuple[Name, ...]] = {}
        self._found: dict[int, tuple[Name, ...]] = {}

    def _figure(self, quantity: Quantity) -> Figure | None:
        first, last = self.read.token_at(quantity.start), self.read.token_at(max(quantity.start, quantity.end - 1))
        if first < 0:
            return None
        low, high = self.read.sentences[self.read.sentence_of(first)]
        return Figure(quantity, first, last, low, high)

    def figure_of(self, quantity: Quantity) -> Figure | None:
        """The figure that a quantity is."""
        return self._by_start.get(quantity.start)

    def beside(self, figure: Figure) -> list[Figure]:
        """All figures of the same sentence, itself included, in text order."""
        return self._by_sentence[figure.low]

    def figures_at(self, low: int) -> list[Figure]:
        """The figures of the sentence that begins at a token."""
        return self._by_sentence.get(low, [])

    def analysed(self, figure: Figure) -> bool:
        """Whether its sentence has a tree."""
        return bool(self.read.deps[figure.first])

    def segments(self, figure: Figure) -> tuple[Segment, ...]:
        """The segments of a figure's sentence."""
        found = self._segments.get(figure.low)
        if found is None:
            spans = [(other.first, other.last) for other in self.beside(figure)]
            found = self._segments[figure.low] = segments_of(self.read, figure.low, figure.high, spans)
        return found

    def segment(self, figure: Figure) -> Segment:
        """The figure's own segment."""
        return next((p for p in self.segments(figure) if p.holds(figure.last)), Segment(figure.low, figure.high, ""))

    def opens_with_figure(self, segment: Segment) -> bool:
        """Whether a segment begins with a figure, over adverbs and its qualifiers."""
        low, _ = self.read.sentences[self.read.sentence_of(segment.start)]
        first = next((other.first for other in self.figures_at(low) if segment.holds(other.first)), None)
        return first is not None and all(self.read.pos[i] in _BEFORE_FIGURE for i in range(segment.start, first))

    def ends_with_counted(self, segment: Segment) -> bool:
        """Whether the noun of a segment's last figure is its last word."""
        low, _ = self.read.sentences[self.read.sentence_of(segment.start)]
        spans = (other.quantity.counted_span for other in self.figures_at(low) if segment.holds(other.first))
        return any(span is not None and self.read.token_at(span.end - 1) == segment.end - 1 for span in spans)

    def counted_kind(self, figure: Figure) -> str | None:
        """Stem of the noun for people that stands right behind a figure; none if it is a victim's, as ``Tote`` is."""
        word, span = figure.quantity.counted_head, figure.quantity.counted_span
        if word is None or span is None or not 0 < self.read.token_at(span.end - 1) - figure.last <= _BEHIND:
            return None
        name = classes.thing_class(word)
        person = name is not None and "person" in classes.ancestors(name)
        return classes.stem(word) if person and classes.counted_event(word) is None else None

    def speaks(self, token: int) -> bool:
        """Whether a token is of a phrase that names who says something."""
        at = self.read.starts[token]
        return any(start <= at < end for start, end in self._speakers)

    def text_of(self, start: int, end: int) -> str:
        """The words of tokens ``start:end`` as they stand."""
        if end <= start:
            return ""
        stop = self.read.starts[end - 1] + len(self.read.words[end - 1])
        return self.article.text[self.read.starts[start] : stop]

    @cached_property
    def by_sentence(self) -> list[tuple[int, list[Figure]]]:
        """First token of each sentence with a figure, and its figures, in text order."""
        return sorted(self._by_sentence.items())

    def measured_before(self, figure: Figure) -> Reading | None:
        """What the last figure before this one measured, if both can be of one unit and it stands near."""
        for other in reversed(self.figures):
            if other.quantity.start >= figure.quantity.start:
                continue
            if self.read.sentence_of(figure.low) - self.read.sentence_of(other.low) > _MEASURE_REACH:
                return None
            reading = self.readings.get(other.quantity.start)
            one, own = other.quantity.unit, figure.quantity
            broken = own.unit is None and own.value is not None and not float(own.value).is_integer()
            alike = dimension(one) == dimension(own.unit) or (broken and one is not None)
            if reading is not None and reading.name is not None and alike:
                return reading
        return None

    def contrasted_before(self, figure: Figure) -> Figure | None:
        """``nicht 80 Dosen an die 27 Staaten, sondern nur 31``: the figure that is denied and put right."""
        begin, lower = self.segment(figure).start, self.read.lower
        if not puts_right(lower[begin : figure.first]) or not self._is_bare(figure):
            return None
        before = (o for o in self.beside(figure) if o.last < begin and o.quantity.unit == figure.quantity.unit)
        return next((other for other in before if denies(lower[self.segment(other).start : other.first])), None)

    def _is_bare(self, figure: Figure) -> bool:
        behind = figure.last + 1
        return behind >= figure.high or self.read.pos[behind] not in ("NOUN", "PROPN", "ADJ")

    def parallel_before(self, figure: Figure) -> Figure | None:
        """``sprach von 8500 Teilnehmern, die Veranstalter von 20.000``: the figure that an elliptic segment repeats."""
        segment = self.segment(figure)
        before = [other for other in self.beside(figure) if other.last < figure.first]
        if (
            not before
            or has_predicate(self.read, segment)
            or segment.opened_by not in {",", *signature_words().segments.joining}
        ):
            return None
        last = before[-1]
        prepositions = [self.read.preposition_before(other.first, other.low, _ADVERBS) for other in (last, figure)]
        same = prepositions[0] is not None and prepositions[0] == prepositions[1]
        return last if same and self._is_bare(figure) and last.quantity.unit == figure.quantity.unit else None

    def unit_before(self, figure: Figure) -> str | None:
        """The unit of the last figure with one before this one, if it stands near."""
        for other in reversed(self.figures):
            if other.quantity.start >= figure.quantity.start or other.quantity.unit is None:
                continue
            near = self.read.sentence_of(figure.low) - self.read.sentence_of(other.low) <= _MEASURE_REACH
            return other.quantity.unit if near else None
        return None

    def after_last_figure(self, figure: Figure) -> int:
        """The token behind the last figure before this one in its sentence, else the sentence's first."""
        ends = [other.last + 1 for other in self.beside(figure) if other.last < figure.first]
        return max(ends, default=figure.low)

    def opens_relative(self, token: int) -> bool:
        """Whether a word opens a relative clause behind a comma; the tagger misses some of its pronouns."""
        return "PronType=Rel" in self.read.morphs[token] or (
            self.read.pos[token] == "PRON" and self.read.lower[token] in bearers().relative
        )

    def sentences_before(self, token: int, count: int) -> Iterator[tuple[int, int]]:
        """The sentences that begin before a token, the nearest first, at most ``count`` of them."""
        at = self.read.sentence_of(token)
        yield from (self.read.sentences[k] for k in range(at - 1, max(at - 1 - count, -1), -1))

    # ---------------------------------------------------------------------------------------------- names

    def names(self, low: int, high: int) -> tuple[Name, ...]:
        """Names and bearing nouns of the sentence at tokens ``low:high``, in text order, none overlapping."""
        found = self._names.get(low)
        if found is None:
            bodies = self._bodies
            found = self._names[low] = tuple(
                structs.replace(name, kind="body") if name.kind == "person" and name.key in bodies else name
                for name in self._raw(low, high)
            )
        return found

    def _raw(self, low: int, high: int) -> tuple[Name, ...]:
        found = self._found.get(low)
        if found is None:
            found = self._found[low] = Finder(self, low, high).find()
        return found

    @cached_property
    def _bodies(self) -> frozenset[str]:
        """Keys that are a body's name somewhere in the article, so that they are no person's elsewhere."""
        return frozenset(
            name.key
            for _, (figure, *_) in self.by_sentence
            for name in self._raw(figure.low, figure.high)
            if name.kind == "body" and not name.common
        )

    @cached_property
    def entities(self) -> list[tuple[int, int, str]]:
        """First token, token behind the last, and label of what the recogniser found."""
        return [(span.start, span.end, span.label_) for span in self.doc.ents]

    def bare(self, start: int, end: int) -> str:
        """A name without the ending of its genitive, if it stands without that elsewhere in the article."""
        text = self.text_of(start, end).strip("\"'„“”‚‘’»«")
        if len(text) > 4 and text.endswith("s") and not text.endswith("ss") and self.count(text[:-1].split()[-1]):
            return text[:-1]
        return text

    def key_of(self, text: str, kind: NameKind) -> str:
        """A name as it is compared: a person's last name, an abbreviation that the article gives, else its stems."""
        if kind == "person":
            parts = [part.rstrip(".") for part in text.split()]
            return stem(parts[-2] if len(parts) > 1 and _ORDINAL.fullmatch(parts[-1]) else parts[-1])
        words = key_words(text)
        first = text.split()[0]
        if len(words) > 1 and self.count(first) > self.article.text.count(text):
            return words[0]  # "Falk Motoren" is "Falk" from then on
        key = " ".join(words)
        return self._aliases.get(key, key) or text.lower()

    @cached_property
    def _aliases(self) -> dict[str, str]:
        """Key of a name to that of the abbreviation behind it in brackets: ``Industriegewerkschaft (IG)``."""
        found: dict[str, str] = {}
        for match in _ALIAS.finditer(self.article.text):
            full = " ".join(key_words(match[1]))
            if full:
                found[full] = stem(match[2])
        return found

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(WORD.findall(f"{self.article.title or ''} {self.article.text}"))

    def count(self, word: str) -> int:
        """How often a word stands in title and text, in this form."""
        return self._counts[word]

    @property
    def words(self) -> Iterator[str]:
        """Every capitalised word of title and text, as often as it stands there."""
        return (word for word in self._counts.elements() if word[:1].isupper())

    @cached_property
    def known(self) -> dict[str, Name]:
        """Names of people, bodies and countries in the sentences with figures, by the stem of their text."""
        found: dict[str, Name] = {}
        places: set[str] = set()
        for _, (figure, *_) in self.by_sentence:
            for name in self.names(figure.low, figure.high):
                if name.kind == "place":
                    places.add(name.key)
                elif name.kind in ("person", "country") or (name.kind == "body" and not name.common):
                    found.setdefault(stem(name.text), name)
        return {key: name for key, name in found.items() if name.key not in places}

    @cached_property
    def places(self) -> frozenset[str]:
        """Stems of the places that the sentences with figures name."""
        return frozenset(
            stem(word)
            for _, (figure, *_) in self.by_sentence
            for name in self.names(figure.low, figure.high)
            if name.kind == "place"
            for word in name.text.split()
        )

    def is_proper(self, word: str) -> bool:
        """Whether a word never stands behind an article or attribute, as the names of places do."""
        text = f"{self.article.title or ''} {self.article.text}"
        return re.search(rf"\b(?:\w+e[nrsm]?|das|ein)\s+{re.escape(word)}\b", text) is None

    def protagonist(self, kind: NameKind) -> Name | None:
        """Whom the article is about: the name of a kind that title, else opening, gives first and the text repeats."""
        return self._protagonists.get(kind)

    @cached_property
    def _protagonists(self) -> dict[str, Name]:
        found: dict[str, Name] = {}
        for text in (self.article.title or "", self.article.text[:OPENING]):
            parts = [stem(part) for word in WORD.findall(text) for part in word.split("-")]
            places = {part: place for place, part in reversed(list(enumerate(parts)))}
            ranked = sorted(
                (places[stem(word)], name.start, name)
                for name in self.known.values()
                for word in {*name.text.split()[:1], *name.text.split()[-1:]}
                if stem(word) in places and self.count(word) > 1
            )
            for _, _, name in ranked:
                found.setdefault(name.kind, name)
        return found

    @cached_property
    def occasions(self) -> Occasions:
        """What the article tells of."""
        from kursk_claims.extract.slots.anchor import Occasions

        return Occasions(self)


_ADVERBS: Final = frozenset({"ADV", "PART"})
_ORDINAL: Final = re.compile(r"[IVX]+")
"""``Charles III.``"""
_ALIAS: Final = re.compile(r"((?:[A-ZÄÖÜ][\w-]+\s){1,4})\(([A-ZÄÖÜ][\w-]{1,8})\)")
