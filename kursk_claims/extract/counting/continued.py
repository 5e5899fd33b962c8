"""Units left out: a bare figure that goes on with what the figure before it measured.

``Das Amt nennt 3,5 Tonnen, die Firma spricht von 1,2``: nobody counts 1,2 of anything. A figure is carried on only
where its own clause names nothing else that it could count or measure, and where the form says that it is one more
value of the same: a decimal, a sum in millions, a value that somebody puts, ``es waren``, ``nicht 2, sondern 3``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace
from spacy.tokens import Doc

from kursk_claims.extract.counting.gapped import gap_before
from kursk_claims.extract.counting.words import words
from kursk_claims.extract.quantities.numerals import scan
from kursk_claims.extract.quantities.units import dimension
from kursk_claims.grammar import view_of
from kursk_claims.grammar.tokens import NOUNS
from kursk_claims.grammar.verbs import full_lemma
from kursk_claims.lexicon.classes import measured_class, thing_class, things
from kursk_claims.lexicon.continuing import continuing, denies, puts_right
from kursk_claims.lexicon.frames import time_nouns
from kursk_claims.lexicon.measures import measures, rows_of_noun
from kursk_claims.models import Quantity

_CARRIED: Final = frozenset({"money", "share", "length", "speed", "mass", "volume", "area", "data", "energy", "power"})
"""Dimensions whose unit is left out in the next clause; a time or an age is so only in the same breath."""
_SUMS: Final = frozenset({"money", "mass"})
"""Dimensions of which there are millions."""
_NEAR: Final = 2
"""Sentences over which a unit is carried."""
_FIGURES_BACK: Final = 12
"""Figures among which the one before is looked for."""
_SUM: Final = 1e6
"""From here on a number without a noun is a sum."""
_BILLION: Final = 1e9
_SCALED: Final = 1e3
"""A number as long as this has its scale said."""
_ALIKE: Final = 12.0
"""Whole numbers go on with a measure only if they are at most so many times more or less."""
_MARKS: Final = frozenset({",", ";", ":", "(", ")", "–", "—", ".", "!", "?", "/", "„", "“", "»", "«", '"'})
_INFLECTED: Final = ("e", "en", "er", "es", "em")
"""Endings of an attribute, which has its noun behind it; a participle of the verb has none."""


def carry_units(doc: Doc, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, with the unit and scale of the figure before where one goes on with its measure.

    Only what is analysed is carried on; everything else stays as it is.
    """
    return _Article(doc, quantities).carried()


class _Article:
    """The figures of one article in text order; a figure that was given its unit gives it on."""

    def __init__(self, doc: Doc, quantities: Sequence[Quantity]) -> None:
        self._doc, self._read = doc, view_of(doc)
        self._text = self._read.text
        self._quantities = list(quantities)

    def carried(self) -> list[Quantity]:
        """All figures, with the units that were left out."""
        for k, quantity in enumerate(self._quantities):
            if quantity.unit is None and quantity.per is None:
                before = self._before(k)
                if before is not None and self._goes_on(k, before):
                    self._quantities[k] = _with_unit(quantity, before)
                elif (
                    k
                    and dimension(self._quantities[k - 1].unit) == "time"
                    and self._goes_on(k, self._quantities[k - 1])
                ):
                    self._quantities[k] = _with_unit(quantity, self._quantities[k - 1])
        self._denied()
        return self._quantities

    # ------------------------------------------------------------------------------------------ where figures stand

    def _span(self, quantity: Quantity) -> tuple[int, int]:
        return self._read.token_at(quantity.start), self._read.token_at(max(quantity.end - 1, quantity.start))

    def _before(self, k: int) -> Quantity | None:
        """The last figure with a unit that stands near in the same paragraph; for a sum the last one of such a unit."""
        own = self._quantities[k]
        here = self._read.sentence_at(own.start)
        able = _SUMS if (own.value or 0) >= _SUM else _CARRIED
        for other in reversed(self._quantities[max(0, k - _FIGURES_BACK) : k]):
            gap = self._text[other.end : own.start]
            far = "\n" in gap or here - self._read.sentence_at(other.start) > _NEAR
            if far and not (able is _SUMS and self._is_billions(own)):
                return None
            if dimension(other.unit) in able and other.unit not in ("fraction", "times"):
                return other
            if other.per is not None or (able is _CARRIED and dimension(other.unit) not in ("count", "age", "time")):
                return None
        return None

    def _is_billions(self, quantity: Quantity) -> bool:
        """``fehlten 1,9 Milliarden``: of nothing but money, whose currency may stand far before."""
        first, last = self._span(quantity)
        said = self._lemmas([i for i in self._clause(first, last) if not first <= i <= last])
        return (quantity.value or 0) >= _BILLION and any(lemma in continuing().of_sums for lemma in said)

    def _is_next(self, k: int, before: Quantity) -> bool:
        """Whether no other figure but a time stands between, and at most one sentence ends."""
        own = self._quantities[k]
        behind = self._quantities[max(0, k - _FIGURES_BACK) : k]
        between = [other for other in behind if before.end <= other.start]
        near = self._read.sentence_at(own.start) - self._read.sentence_at(before.start) <= 1
        return near and all(dimension(other.unit) == "time" for other in between)

    def _clause(self, first: int, last: int) -> range:
        """The tokens from mark to mark around a figure."""
        low, high = first, last + 1
        while low > 0 and self._read.words[low - 1] not in _MARKS and not self._read.is_space[low - 1]:
            low -= 1
        stop = len(self._read.words)
        while high < stop and self._read.words[high] not in _MARKS and not self._read.is_space[high]:
            high += 1
        return range(low, high)

    # ------------------------------------------------------------------------------------------ whether they go on

    def _goes_on(self, k: int, before: Quantity) -> bool:
        quantity, read = self._quantities[k], self._read
        first, last = self._span(quantity)
        if quantity.value is None or not self._is_bare(first, last):
            return False
        if dimension(before.unit) == "time" and not quantity.value.is_integer():
            return False
        clause = self._clause(first, last)
        others = [i for i in clause if not first <= i <= last]
        if quantity.value >= _SUM:
            return self._is_sum(others) and not self._names_other(others, before)
        if not quantity.value.is_integer():
            said = "," in quantity.text or self._is_put(others, first)
            return said and not self._names_other(others, before) and not self._is_value(first, before)
        subject = gap_before(read, first, read.sentences[read.sentence_of(first)][0])
        if not self._is_next(k, before) or not _alike(quantity, before) or (subject is None and self._is_label(first)):
            return False
        if last + 1 < len(read.words) and read.lower[last + 1] in continuing().dimensional:
            return dimension(before.unit) == "length"
        named = [i for i in others if subject is None or not subject[0] <= i < subject[1]]
        return (self._is_put(others, first) or self._is_es(clause, first)) and not self._names_any(named)

    def _is_bare(self, first: int, last: int) -> bool:
        """Neither a noun nor an attribute behind it."""
        read = self._read
        behind = last + 1
        if behind < len(read.words):
            if read.pos[behind] in ("NOUN", "PROPN", "NUM", "X") or read.words[behind] in ("-", "%", ":", "/"):
                return False
            if read.pos[behind] == "ADJ" and read.lower[behind].endswith(_INFLECTED):
                return False
        return True

    def _is_label(self, first: int) -> bool:
        """``Platz 3``, ``Block 14``: a whole number behind a noun that is neither subject nor time names it."""
        read = self._read
        named = first > 0 and read.pos[first - 1] in NOUNS and read.lower[first - 1] not in time_nouns()
        return named and not read.deps[first - 1].startswith("nsubj")

    def _lemmas(self, tokens: Sequence[int]) -> Iterator[str]:
        """Full verbs with their particle, and participles that the tagger took for adjectives."""
        for i in tokens:
            if self._read.pos[i] == "VERB":
                yield full_lemma(self._doc[i])
            elif self._read.pos[i] == "ADJ":
                yield self._read.lower[i]

    def _is_put(self, tokens: Sequence[int], first: int) -> bool:
        """``Die Firma nennt 200``: somebody puts it; the verb may stand before a colon or in the clause before."""
        at = tokens
        opened = tokens[0] if tokens and tokens[0] < first else first
        gapped = opened > 1 and self._read.words[opened - 1] == "," and not any(self._lemmas(tokens))
        if gapped or (first > 1 and self._read.words[first - 1] == ":"):
            at = [*self._clause(opened - 2, opened - 2), *tokens]
        return any(lemma in continuing().naming for lemma in self._lemmas(at))

    def _is_es(self, clause: range, first: int) -> bool:
        """``waren es 200``, ``es seien 200``: right before the figure, over adverbs."""
        said = self._read.lower[clause.start : first]
        return "es" in said and not continuing().being.isdisjoint(said)

    def _is_sum(self, tokens: Sequence[int]) -> bool:
        known = continuing().naming | continuing().of_sums
        verbs = [i for i in tokens if self._read.pos[i] == "VERB"]
        return not verbs or any(lemma in known for lemma in self._lemmas(tokens))

    def _names_any(self, tokens: Sequence[int]) -> bool:
        """Whether a noun of the clause may be what is counted: no subject, no name, no time."""
        read = self._read
        return any(
            read.pos[i] == "NOUN"
            and not read.deps[i].startswith("nsubj")
            and not read.entity_types[i]
            and read.lower[i] not in time_nouns()
            for i in tokens
        )

    def _names_other(self, tokens: Sequence[int], before: Quantity) -> bool:
        """Whether a noun of the clause names a measure of another dimension, or a value that has no unit."""
        return any(self._read.words[i][:1].isupper() and _is_other_measure(self._read.words[i], before) for i in tokens)

    def _is_value(self, first: int, before: Quantity) -> bool:
        """``ein Spitzenwert von zuletzt 7,1``: the value of a noun that is no measure of the unit before."""
        read = self._read
        i = read.left_of(first, 1, ("ADV",))
        if i < 1 or read.lower[i] != "von" or read.pos[i - 1] != "NOUN":
            return False
        measured = dimension(before.unit)
        known = any(measured in measures()[row].dimensions for row in rows_of_noun(read.words[i - 1]))
        return not known and measured_class(read.words[i - 1], measured) is None

    def _denied(self) -> None:
        """``nicht zwei, sondern drei Millionen Euro``, ``nicht 600 Euro, sondern 480``: one unit for both."""
        for k in range(len(self._quantities) - 1):
            left, right = self._quantities[k], self._quantities[k + 1]
            if (left.unit is None) == (right.unit is None):
                continue
            first, behind = self._span(left)[0], self._span(right)[0]
            between = self._read.lower[self._span(left)[1] + 1 : behind]
            if not puts_right(between) or not self._read.deps[first]:
                continue
            if not denies(self._read.lower[self._clause(first, first).start : first]):
                continue
            bare, full = (left, right) if left.unit is None else (right, left)
            if dimension(full.unit) in _CARRIED | {"time"} and self._is_bare(*self._span(bare)):
                self._quantities[k if bare is left else k + 1] = _with_unit(bare, full)


def _alike(quantity: Quantity, before: Quantity) -> bool:
    one, other = quantity.value, _mantissa(before)
    return bool(one and other) and 1 / _ALIKE <= abs((one or 1) / (other or 1)) <= _ALIKE


def _scale(quantity: Quantity) -> float:
    """What one of the number as written stands for: a million in ``2 Millionen``, a hundredth in ``5 Cent``.

    A figure that was given a scale before has it as well.
    """
    found = scan(quantity.text)
    if not found or not found[0].value or not quantity.value:
        return 1.0
    return quantity.value / (found[0].value / found[0].scale)


def _mantissa(quantity: Quantity) -> float | None:
    return None if quantity.value is None else quantity.value / _scale(quantity)


def _with_unit(quantity: Quantity, before: Quantity) -> Quantity:
    """The figure with the unit of the one before, and its scale if it is as short (``1,6 Milliarden``, ``1,9``)."""
    short = abs(quantity.value or 0) < _SCALED and _scale(quantity) == 1
    times = _scale(before) if short else 1.0

    def scaled(end: float | None) -> float | None:
        return None if end is None else round(end * times, 6)

    return replace(
        quantity,
        value=scaled(quantity.value),
        min=scaled(quantity.min),
        max=scaled(quantity.max),
        unit=before.unit,
    )


def _is_other_measure(word: str, before: Quantity) -> bool:
    measured = dimension(before.unit)
    if word.lower() in words().values:
        return True
    rows = rows_of_noun(word)
    if rows:
        return all(measured not in measures()[row].dimensions for row in rows)
    name = thing_class(word)
    return name is not None and things()[name].only is not None and things()[name].only != measured
