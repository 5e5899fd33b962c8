"""Numerals in raw text: digits, number words, magnitudes, fractions and multiples.

``scan`` reads text by offsets alone, with no tokens: a tokenizer keeps ``8000–15.000``
together and splits ``50 000``, so numbers are found first and aligned afterwards. It says what
a numeral means, not whether it counts anything; dates and codes are left to ``exclusions``.
Time is linear in the text: one pass of one compiled pattern finds candidates, and joining
neighbours looks at each candidate a bounded number of times.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, Literal

from msgspec import Struct

from kursk_claims.extract.quantities.atoms import SPACES, Atom, Notation, find_atoms
from kursk_claims.extract.quantities.number_words import fold, lexicon, read_cardinal, read_ordinal

Kind = Literal["cardinal", "magnitude", "fraction", "times", "occasions", "article"]


class Numeral(Struct, frozen=True, kw_only=True):
    """A numeral and its meaning.

    ``kind``: a ``cardinal`` counts; a ``magnitude`` (``Tausende``) gives the least it can mean;
    a ``fraction`` is a share of one (``zwei Drittel``, ``jeder dritte``); ``times`` multiplies a
    base (``verdreifacht``); ``occasions`` is ``dreimal``; an ``article`` is a bare ``ein``.
    ``notation``: digits ungrouped (``plain``: may be a year or a code), digits with group or
    decimal marks (``grouped``), a word, or a fraction sign.
    """

    start: int
    end: int
    text: str
    value: float
    kind: Kind
    notation: Notation
    approximate: bool = False
    """``ein gutes Dutzend``: the numeral itself says that it is not exact."""
    scale: float = 1.0
    """The scale at its end (``Milliarden``, ``-tausend``), which a shorter number before it may share."""


_GAP = re.compile(rf"[{SPACES}]{{1,2}}")
_GAP_OR_HYPHEN = re.compile(rf"[{SPACES}]{{1,2}}|[-‑]|(?<=\d)")
_DIGIT_WORDS_MAX = 6


class _Joiner:
    """Joins neighbouring atoms of one text into numerals, left to right."""

    def __init__(self, text: str, atoms: list[Atom]) -> None:
        self.text = text
        self.atoms = atoms
        self.at = 0

    def next_to(self, index: int, role: str, *, hyphen: bool = False) -> Atom | None:
        """Return the atom at ``index`` if it has this role and touches the one before."""
        if index >= len(self.atoms) or self.atoms[index].role not in role.split("|"):
            return None
        before, after = self.atoms[index - 1], self.atoms[index]
        gap = _GAP_OR_HYPHEN if hyphen else _GAP
        if gap.fullmatch(self.text, before.end, after.start) is None:
            return None
        return after

    def numeral(
        self,
        start: int,
        end: int,
        value: float,
        kind: Kind,
        notation: Notation,
        scale: float = 1.0,
        approximate: bool = False,
    ) -> Numeral:
        return Numeral(
            start=start,
            end=end,
            text=self.text[start:end],
            value=value,
            kind=kind,
            notation=notation,
            scale=scale,
            approximate=approximate,
        )

    def take(self) -> Numeral | None:
        """Read the numeral that starts at the current atom and step past it."""
        first = self.atoms[self.at]
        self.at += 1
        read = _READERS.get(first.role)
        return None if read is None else read(self, first)

    def _whole(self, atom: Atom) -> Numeral:
        """A word that is a numeral by itself: ``verdreifacht``, ``dreimal``."""
        kind: Kind = "times" if atom.role == "times" else "occasions"
        return self.numeral(atom.start, atom.end, atom.value, kind, "word")

    def _cardinal(self, first: Atom) -> Numeral | None:
        value, end, notation = first.value, first.end, first.notation
        kind: Kind = "fraction" if first.role == "ratio" else "cardinal"
        ratio = self.next_to(self.at, "ratio", hyphen=first.role == "digits")
        if ratio and first.role == "digits" and ratio.value < 1:
            value, end, notation, kind = value + ratio.value, ratio.end, "symbol", "cardinal"
            self.at += 1
        if first.role == "cardinal" or notation == "plain":
            value, end = self._spoken_decimals(value, end)
        mixed = self._mixed_fraction(end)
        if mixed:
            value, end = value + mixed[0], mixed[1]
        denominator = self.next_to(self.at, "fraction|half")
        if denominator and not mixed and kind == "cardinal" and value.is_integer():
            value, end, kind = value / denominator.value, denominator.end, "fraction"
            self.at += 1
            if denominator.role == "half":
                kind = "cardinal"
        scale = 1.0 if first.role == "digits" else _trailing_scale(fold(self.text[first.start : first.end]), value)
        scaled = self._scales(value, end)
        if scaled:
            scale = scaled[0] / value if value else 1.0
            value, end = scaled
            kind = "cardinal"
            notation = "grouped" if notation == "plain" else notation
            times = _OCCASIONS.match(self.text, end)  # "vier Millionen Mal"
            if times:
                return self.numeral(first.start, times.end(), value, "occasions", notation)
        elif kind == "cardinal":
            suffix = _FOLD_OR_OCCASIONS.match(self.text, end)
            if suffix:
                kind = "times" if suffix.group("fold") else "occasions"
                return self._with_article(self.numeral(first.start, suffix.end(), value, kind, notation))
        return self.numeral(first.start, end, value, kind, notation, scale)

    def _spoken_decimals(self, value: float, end: int) -> tuple[float, int]:
        """``drei Komma fünf``, ``zwölf Komma fünfundzwanzig``: the number with its decimals, and where it ends."""
        comma = _SPOKEN_COMMA.match(self.text, end)
        digits, stop = "", end if comma is None else comma.end()
        while comma and len(digits) < _DIGIT_WORDS_MAX:
            word = _NEXT_FIGURE.match(self.text, stop)
            figure = None if word is None else _figure(word.group(1))
            if word is None or figure is None or (digits and len(figure) > 1):
                break
            digits, stop = digits + figure, word.end()
            if len(figure) > 1:
                break
        if not digits:
            return value, end
        while self.at < len(self.atoms) and self.atoms[self.at].end <= stop:
            self.at += 1
        return float(f"{value:.0f}.{digits}"), stop

    def _mixed_fraction(self, end: int) -> tuple[float, int] | None:
        """``fünf und drei Viertel``, ``5 und eine halbe``: what follows ``und``, if it is a fraction below one."""
        if self.at + 1 >= len(self.atoms):
            return None
        upper, lower = self.atoms[self.at], self.atoms[self.at + 1]
        if upper.role not in ("cardinal", "article") or upper.value >= lower.value:
            return None
        if lower.role != "fraction" and not (lower.role == "half" and upper.role == "article"):
            return None
        if self.text[end : upper.start].strip(SPACES) != "und" or self.next_to(self.at + 1, lower.role) is None:
            return None
        self.at += 2
        return upper.value / lower.value, lower.end

    def _scales(self, value: float, end: int) -> tuple[float, int] | None:
        """Multiply by the scales that follow, and add the smaller words after them."""
        found = False
        total = 0.0
        while (scale := self.next_to(self.at, "scale", hyphen=True)) is not None:
            if self.text[scale.end : scale.end + 1] == "-" and self.text[end : scale.start].strip() == "":
                # "drei Millionen-Projekte" counts projects
                break
            if value * scale.value > _LARGEST:
                break
            value, end, found = value * scale.value, scale.end, True
            self.at += 1
            if self.text[end : end + 1] == "." and scale.end - scale.start <= 4:
                end += 1
            follower = self.next_to(self.at, "cardinal|article")
            if (
                follower
                and scale.value >= 1e6
                and (follower.value < scale.value)
                and (follower.role == "cardinal" or self._is_one(follower) or self.next_to(self.at + 1, "scale"))
            ):
                total += value
                value, end = follower.value, follower.end
                self.at += 1
        return (total + value, end) if found else None

    def _is_one(self, article: Atom) -> bool:
        """``eins`` is the number alone; ``ein`` and ``eine`` may be articles."""
        return self.text[article.start : article.end].lower() == "eins"

    def _article(self, article: Atom) -> Numeral | None:
        spoken, stop = self._spoken_decimals(1.0, article.end) if self._is_one(article) else (1.0, article.end)
        if stop > article.end:
            return self.numeral(article.start, stop, spoken, "cardinal", "word")
        after = self.atoms[self.at] if self.at < len(self.atoms) else None
        if self.next_to(self.at, "paar") and after:
            self.at += 1
            return self._several(after, article.start)
        if self.next_to(self.at, "half") and after:
            self.at += 1
            return self._half(after, article.start)
        if self.next_to(self.at, "scale"):
            scaled = self._scales(1.0, article.end)
            if scaled:
                return self.numeral(article.start, scaled[1], scaled[0], "cardinal", "word")
        if self.next_to(self.at, "fraction") and after:
            self.at += 1
            scaled = self._scales(1 / after.value, after.end)
            if scaled:
                return self.numeral(article.start, scaled[1], scaled[0], "cardinal", "word")
            return self.numeral(article.start, after.end, 1 / after.value, "fraction", "word")
        nuance = _NUANCE.match(self.text, article.end)
        if nuance and after and after.start == nuance.end() and after.role in ("scale", "fraction", "half"):
            self.at += 1
            value = after.value if after.role == "scale" else 1 / after.value
            kind: Kind = "cardinal" if after.role == "scale" else "fraction"
            return self.numeral(article.start, after.end, value, kind, "word", approximate=True)
        mixed = self._mixed_fraction(article.end)
        if mixed:
            value, end = self._scales(1 + mixed[0], mixed[1]) or (1 + mixed[0], mixed[1])
            return self.numeral(article.start, end, value, "cardinal", "word")
        return self.numeral(article.start, article.end, 1.0, "article", "word")

    def _scale(self, scale: Atom) -> Numeral | None:
        plural = self.text[scale.start : scale.end]
        if fold(plural) in lexicon().plural_scales:
            return self.numeral(scale.start, scale.end, 2 * scale.value, "magnitude", "word")
        if fold(plural) not in lexicon().single_scales:
            return None
        value, end = self._scales(scale.value, scale.end) or (scale.value, scale.end)
        return self.numeral(scale.start, end, value, "cardinal", "word")

    def _several(self, several: Atom, start: int | None = None) -> Numeral | None:
        after = self.next_to(self.at, "scale|cardinal|magnitude|half")
        if after is None or (after.role == "cardinal" and after.value not in (1e3, 1e4, 1e5, 1e2)):
            return None
        self.at += 1
        value = after.value if after.role == "magnitude" else 2 * after.value
        scaled = self._scales(value, after.end)
        value, end = scaled or (value, after.end)
        return self.numeral(several.start if start is None else start, end, value, "magnitude", "word")

    def _magnitude(self, first: Atom) -> Numeral:
        value, end = first.value, first.end
        scaled = self._scales(value, end)
        if scaled:
            value, end = scaled
        doubled = _AND_AGAIN.match(self.text, end)
        if doubled and self.at < len(self.atoms) and self.atoms[self.at].start == doubled.end():
            end = self.atoms[self.at].end
            self.at += 1
        return self.numeral(first.start, end, value, "magnitude", "word")

    def _half(self, half: Atom, start: int | None = None) -> Numeral | None:
        start = half.start if start is None else start
        scaled = self._scales(0.5, half.end)
        if scaled:
            return self.numeral(start, scaled[1], scaled[0], "cardinal", "word")
        so = _SO.match(self.text, half.end)
        if so and self.text[half.start : half.end].lower() == "halb":
            return self.numeral(half.start, so.end(), 0.5, "times", "word")
        return self.numeral(start, half.end, 0.5, "fraction", "word")

    def _fraction(self, fraction: Atom) -> Numeral | None:
        """A fraction word with no number before it: only ``die Hälfte`` says how much."""
        if not fold(self.text[fraction.start : fraction.end]).startswith("hälfte"):
            return None
        found = self.numeral(fraction.start, fraction.end, 0.5, "fraction", "word")
        return self._with_article(found)

    def _with_article(self, found: Numeral) -> Numeral:
        article = _DEFINITE.search(self.text, max(0, found.start - 12), found.start)
        if article is None:
            return found
        return self.numeral(
            article.start(1), found.end, found.value, found.kind, found.notation, approximate=bool(article.group(2))
        )

    def _each(self, each: Atom) -> Numeral | None:
        ordinal = _NEXT_WORD.match(self.text, each.end)
        rank = read_ordinal(fold(ordinal.group(1))) if ordinal else None
        digits = _NEXT_ORDINAL.match(self.text, each.end)
        if digits:
            rank, ordinal = int(digits.group(1)), digits
        if ordinal is None or not rank:
            return None
        end = ordinal.end()
        while self.at < len(self.atoms) and self.atoms[self.at].start < end:
            self.at += 1
        return self.numeral(each.start, end, 1 / rank, "fraction", "word")

    def _double(self, double: Atom) -> Numeral | None:
        word = self.text[double.start : double.end]
        if word in ("Doppelte", "Doppelten"):
            return self._with_article(self.numeral(double.start, double.end, 2.0, "times", "word"))
        so = _SO.match(self.text, double.end)
        if so and word.lower() == "doppelt":
            return self.numeral(double.start, so.end(), 2.0, "times", "word")
        return None

    def _fold(self, found: Atom) -> Numeral | None:
        word = self.text[found.start : found.end]
        so = _SO.match(self.text, found.end)
        if so and word.endswith("fach"):
            return self.numeral(found.start, so.end(), found.value, "times", "word")
        if _FOLD_RANGE.search(self.text, max(0, found.start - _LONGEST_FIRST), found.start):
            return self.numeral(found.start, found.end, found.value, "times", "word")
        article = _DEFINITE.search(self.text, max(0, found.start - 12), found.start)
        neuter = article is not None and article.group(1).strip().lower() == "das"
        if word.endswith(("fache", "fachen")) and (word[0].isupper() or neuter):
            return self._with_article(self.numeral(found.start, found.end, found.value, "times", "word"))
        return None


_READERS: Final[dict[str, Callable[[_Joiner, Atom], Numeral | None]]] = {
    "digits": _Joiner._cardinal,
    "cardinal": _Joiner._cardinal,
    "ratio": _Joiner._cardinal,
    "article": _Joiner._article,
    "scale": _Joiner._scale,
    "several": _Joiner._several,
    "magnitude": _Joiner._magnitude,
    "half": _Joiner._half,
    "fraction": _Joiner._fraction,
    "each": _Joiner._each,
    "double": _Joiner._double,
    "times": _Joiner._whole,
    "fold": _Joiner._fold,
    "occasions": _Joiner._whole,
}
"""How the numeral that begins with an atom of each role is read."""

_LARGEST = 1e24
"""A quadrillion; scales heaped upon each other beyond it name no number of anything."""
_SPOKEN_COMMA = re.compile(rf"[{SPACES}][Kk]omma(?=[{SPACES}])")
_NEXT_FIGURE = re.compile(rf"[{SPACES}]([^\W_]+)(?![^\W_])")


def _figure(word: str) -> str | None:
    """The digits that a word or a number behind a spoken comma stands for."""
    value = 1.0 if word.lower() == "eins" else read_cardinal(fold(word))
    if word.isdigit():
        return word
    return f"{value:.0f}" if value is not None and value < 100 and value.is_integer() and word != "ein" else None


_FOLD_OR_OCCASIONS = re.compile(rf"(?P<fold>[-‑]?[Ff]ach(?:e[nsr]?)?\b)|[-‑{SPACES}]?[Mm]al\b(?![{SPACES}]\d)")
_FOLD_RANGE = re.compile(rf"[^\W_]-?[{SPACES}](?:bis|oder)(?:[{SPACES}]zu)?[{SPACES}]$")
"""``zwei- bis dreifache Menge``: the second of two multiples."""
_LONGEST_FIRST = 12
_OCCASIONS = re.compile(rf"[{SPACES}][Mm]al\b(?![{SPACES}]\d)")
_NUANCE = re.compile(rf"[{SPACES}](?:gut|knapp)e[rsnm]?[{SPACES}]")
_AND_AGAIN = re.compile(rf"[{SPACES}](?:und|oder)[{SPACES}](?=[Aa]ber|Hunderttausend|hunderttausend|Zehntausend)")
_SO = re.compile(rf"[{SPACES}]so[{SPACES}]([^\W\d_]+)")
_NEXT_WORD = re.compile(rf"[{SPACES}]([^\W\d_]+)")
_NEXT_ORDINAL = re.compile(rf"[{SPACES}](\d{{1,6}})\.(?=[{SPACES}])")
_DEFINITE = re.compile(rf"\b([Dd](?:ie|as|er|en|em)[{SPACES}])((?:gute?|knappe?)[{SPACES}])?$")


def _trailing_scale(word: str, value: float) -> float:
    """Return the scale that a number word ends in: 1000 for ``sechstausend``, 1 for ``sechstausendzwei``."""
    for ending, scale in (("tausend", 1e3), ("hundert", 1e2), ("millionen", 1e6), ("milliarden", 1e9)):
        if word.endswith(ending) and value > scale:
            return scale
    return 1.0


def scan(text: str) -> list[Numeral]:
    """Return every numeral of ``text`` in order, not overlapping.

    Offsets are code points into ``text``; ``text[n.start:n.end] == n.text``. Bare articles are
    included with kind ``article``, for they count before a unit (``binnen eines Tages``).
    """
    joiner = _Joiner(text, find_atoms(text))
    found: list[Numeral] = []
    while joiner.at < len(joiner.atoms):
        numeral = joiner.take()
        if numeral is not None:
            found.append(numeral)
    return found
