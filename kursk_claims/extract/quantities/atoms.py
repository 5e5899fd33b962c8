"""Candidates for numerals: runs of digits and single words, each with its role.

One compiled pattern, built from the lexicon, finds every place where a numeral may start;
each candidate is then read alone. What neighbours make of each other is for ``numerals``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

from kursk_claims.extract.quantities.number_words import fold, lexicon, read_cardinal, read_multiplied
from kursk_claims.lexicon.grammar import grammar
from kursk_claims.settings import WORDS_REMEMBERED

Notation = Literal["plain", "grouped", "word", "symbol"]


class Atom(Struct, frozen=True):
    """One candidate before neighbours are joined."""

    start: int
    end: int
    role: str
    value: float
    notation: Notation = "word"


SPACES = " \u00a0\u202f\u2009"
_GAP = f"[{SPACES}]"
_VULGAR = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_PLAIN = re.compile(r"\d+")
_GROUPED = re.compile(
    r"(?P<dot>\d{1,3}(?:\.\d{3})+(?:,\d+)?)"
    r"|(?P<apostrophe>\d{1,3}(?:['’]\d{3})+(?:[.,]\d+)?)"
    r"|(?P<english>\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?)"
    r"|(?P<decimal>\d+,\d+)"
    r"|(?P<point>\d+\.\d+)"
    r"|(?P<ratio>\d{1,3}/\d{1,3})"
)
_JOINED = re.compile(
    r"(?:jährig|monatig|wöchig|tägig|stündig|minütig|sekündig|prozentig|köpfig)(?:e[rsnm]?)?$", re.IGNORECASE
)
_MOST_DIGITS = 18
"""Digits of the largest number that news writes out in figures, with room to spare: more are a code."""


@cache
def _candidates() -> re.Pattern[str]:
    """Compile the one pattern that finds every place where a numeral may start."""
    words = lexicon()
    several = {phrase.split()[-1] if phrase.startswith("ein ") else phrase for phrase in words.several["words"]}
    known = {"jede", "doppelt", "hundert", "tausend", *words.transcribed}
    for table in (words.ones, words.teens, words.tens, words.inflected, words.halves):
        known.update(table)
    for more in (words.scales, words.magnitudes, words.fractions, words.multiplied):
        known.update(more)
    known.update(several)
    stems = {word[:4] if len(word) > 4 else word for word in known}
    minimal = sorted(stem for stem in stems if not any(stem != other and stem.startswith(other) for other in stems))
    by_letter: dict[str, list[str]] = {}
    for stem in minimal:
        by_letter.setdefault(stem[0], []).append(re.escape(stem[1:]))
    branches = [f"[{letter}{letter.upper()}](?:{'|'.join(rests)})" for letter, rests in sorted(by_letter.items())]
    digits = rf"\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?![\d])(?:,\d+)?|\d+(?:[.,:/'’]\d+)*"
    capitals = "|".join(sorted(re.escape(stem.upper()) for stem in minimal))
    return re.compile(
        rf"(?P<digits>{digits})|(?P<vulgar>[{_VULGAR}])|\b(?P<word>(?:{'|'.join(branches)})[^\W\d_]*)"
        rf"|\b(?P<capitals>(?:{capitals})[A-ZÄÖÜ]*)(?![^\W_])"
    )


_SHORT_SCALE = re.compile(rf"(?:k|[KM](?={_GAP}?[A-ZÄÖÜ€$]))(?!\w)")
"""``100k``, ``5M Dollar``: a scale in one letter; a capital needs something that it counts."""
_SHORT = {"k": 1e3, "K": 1e3, "M": 1e6}
_ALL_CAPITALS = re.compile(r"[A-ZÄÖÜ]{2,}")


def _in_capitals(text: str, start: int, end: int) -> bool:
    """Tell whether the word stands among others in capitals, as in a headline; alone it is an abbreviation."""
    before = text[max(0, start - _LONGEST_NEIGHBOUR) : start].split()
    after = text[end : end + _LONGEST_NEIGHBOUR].split()
    return any(_ALL_CAPITALS.match(word) for word in before[-1:] + after[:1])


_LONGEST_NEIGHBOUR = 30


@lru_cache(maxsize=WORDS_REMEMBERED)
def _word_role(word: str) -> tuple[str, float, int] | None:
    """Role, value and length of the number in one word as written, without regard to its neighbours.

    The length is that of the word, but for ``zweijährig``, where the number ends before the unit.
    """
    joined = _JOINED.search(word)
    if joined:
        stem = fold(word[: joined.start()])
        value = {"halb": 0.5, "viertel": 0.25}.get(stem) or read_cardinal(stem)
        return None if value is None else ("cardinal", value, joined.start())
    role = _simple_role(word)
    return None if role is None else (*role, len(word))


def _simple_role(word: str) -> tuple[str, float] | None:
    words = lexicon()
    folded = fold(word)
    if folded in grammar().indefinite or folded == "eins":
        return "article", 1.0
    if folded in words.magnitudes:
        return "magnitude", words.magnitudes[folded]
    if folded in words.scales:
        return "scale", words.scales[folded]
    if folded in words.fractions:
        return ("half" if folded.startswith("halb") else "fraction"), float(words.fractions[folded])
    if folded in words.several["words"]:
        return "several", 2.0
    if folded == "paar":
        return "paar", 2.0
    if folded.startswith("jede") and len(folded) <= 6:
        return "each", 1.0
    if folded.startswith("doppelt"):
        return "double", 2.0
    factor = read_multiplied(folded)
    if factor is not None:
        return "times", factor
    value = read_cardinal(folded)
    if value is not None:
        return "cardinal", value
    return _compound_role(folded)


def _compound_role(folded: str) -> tuple[str, float] | None:
    """``fünffache``, ``dreimal``, ``zweimillionen``: a cardinal and what it is joined with."""
    stem, found, ending = folded.partition("fach")
    if found and (not ending or ending in grammar().adjectives):
        value = read_cardinal(stem)
        return None if value is None or value == 1 else ("fold", value)
    if folded.endswith("mal"):
        value = read_cardinal(folded.removesuffix("mal"))
        return None if value is None or value == 1 else ("occasions", value)
    for scale in ("millionen", "milliarden"):
        if folded.endswith(scale):
            value = read_cardinal(folded.removesuffix(scale))
            if value is not None:
                return "cardinal", value * lexicon().scales[scale]
    return None


def read_digits(chunk: str) -> tuple[float, Notation] | None:
    """Read digits with German, Swiss or technical grouping; ``None`` if the marks form no number.

    ``1.234`` is grouped and ``0.123`` decimal, as German news writes them; ``3:1``,
    ``20.06.2005`` and ``1.2.3`` are no numbers.
    """
    compact = chunk.translate({ord(space): None for space in SPACES})
    if sum(map(str.isdigit, compact)) > _MOST_DIGITS:
        return None
    if _PLAIN.fullmatch(compact):
        return float(compact), "plain" if compact == chunk else "grouped"
    match = _GROUPED.fullmatch(compact)
    if match is None:
        spaced = compact != chunk and re.fullmatch(r"\d+,\d+", compact)
        return (float(compact.replace(",", ".")), "grouped") if spaced else None
    form = match.lastgroup
    if form == "dot" and compact.startswith("0"):
        return (float(compact), "grouped") if compact.count(".") == 1 and "," not in compact else None
    if form in ("dot", "decimal"):
        return float(compact.replace(".", "").replace(",", ".")), "grouped"
    if form == "apostrophe":
        return float(compact.replace("'", "").replace("’", "").replace(",", ".")), "grouped"
    if form == "english":
        return float(compact.replace(",", "")), "grouped"
    if form == "point":
        return float(compact), "grouped"
    numerator, denominator = (int(part) for part in compact.split("/"))
    if numerator > 0 and 1 < denominator <= 10 and numerator < 10:
        return numerator / denominator, "symbol"
    return None


def find_atoms(text: str) -> list[Atom]:
    """Return the candidates of ``text`` in order, not overlapping."""
    found: list[Atom] = []
    for match in _candidates().finditer(text):
        start, end = match.span()
        if match.lastgroup == "digits":
            read = read_digits(match.group())
            if read is not None:
                role = "ratio" if read[1] == "symbol" else "digits"
                found.append(Atom(start, end, role, read[0], read[1]))
                short = _SHORT_SCALE.match(text, end) if role == "digits" else None
                if short and (short.group() != "K" or end - start > 1):  # "4K" is a resolution
                    found.append(Atom(short.start(), short.end(), "scale", _SHORT[short.group()]))
        elif match.lastgroup == "vulgar":
            found.append(Atom(start, end, "ratio", unicodedata.numeric(match.group()), "symbol"))
        elif match.lastgroup == "word" or _in_capitals(text, start, end):
            read_word = _word_role(match.group())
            if read_word is not None:
                role, value, length = read_word
                found.append(Atom(start, start + length, role, value))
    return found
