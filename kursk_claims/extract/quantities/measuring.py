"""Readings of a unit that hang on the words around it: ages, angles, counting articles, left-out currencies."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from msgspec import Struct

from kursk_claims.extract.quantities import units
from kursk_claims.extract.quantities.atoms import SPACES
from kursk_claims.extract.quantities.numerals import Numeral
from kursk_claims.lexicon import alternatives, reader

_S = f"[{SPACES}]"
_WINDOW = 60
_SENTENCE = 200
_OLDEST = 119
_YOUNGEST = 6


class MeasuringLexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """``lexicon/de/measuring.toml``."""

    ageless: list[str]
    age_before: list[str]
    age_after: list[str]
    people: list[str]
    populations: list[str]
    dying: list[str]
    angles: list[str]
    bearings: list[str]
    thermal: list[str]
    weighing: list[str]
    article_before: frozenset[str]
    article_after: frozenset[str]
    ambiguous_units: frozenset[str]
    money: list[str]
    comparatives: frozenset[str]
    not_comparatives: frozenset[str]


_words: Final = reader("de/measuring", MeasuringLexicon)


class _Patterns:
    """The words of the lexicon compiled."""

    def __init__(self) -> None:
        words = _words()
        self.ageless = re.compile(
            rf"{_S}(?:[a-zäöüß-]+e[rnsm]?{_S}){{0,2}}(?=[A-ZÄÖÜ])[A-ZÄÖÜ]?[\w-]*(?i:{alternatives(words.ageless)})(?:e[ns]?|e?s|n|ung|ungen)?(?!\w)"
        )
        self.age_before = re.compile(
            rf"(?:{alternatives(words.age_before)}){_S}(?:[\wäöü.]+,?{_S}){{0,4}}$", re.IGNORECASE
        )
        self.age_after = re.compile(rf"{_S}(?:{alternatives(words.age_after)})(?!\w)")
        self.people_before = re.compile(
            rf"(?i:{alternatives(words.people)})\w*{_S}(?:im Alter{_S})?"
            rf"(?:unter|über|ab|bis|bis zu|von|zwischen|mit){_S}(?:[\w.]+{_S}){{0,2}}$"
        )
        self.people_listed = re.compile(rf"(?i:{alternatives(words.people)})\w*{_S}\((?:\w+(?:,|{_S}und){_S})*$")
        self.population = re.compile(
            rf"{_S}(?:[a-zäöüß]+e[rn]{_S})?\w*(?:{alternatives(words.populations)})\w*", re.IGNORECASE
        )
        self.dying = re.compile(rf"(?<!\w)(?:{alternatives(words.dying)})\w*")
        self.angles = re.compile(alternatives(words.angles), re.IGNORECASE)
        self.bearings = re.compile(rf"(?:{_S}|[-‑])(?:{alternatives(words.bearings)})")
        self.weighing = re.compile(rf"(?<!\w)(?:{alternatives(words.weighing)})", re.IGNORECASE)
        self.thermal = re.compile(alternatives(words.thermal), re.IGNORECASE)
        self.money = re.compile(rf"(?i:{alternatives(words.money)})\w*")


_patterns = cache(_Patterns)


def _before(text: str, start: int, reach: int = _WINDOW) -> str:
    return text[max(0, start - reach) : start].rpartition("\n")[2]


def _sentence_around(text: str, start: int, end: int) -> str:
    left = re.split(r"[.!?]\s|\n", text[max(0, start - _SENTENCE) : start])[-1]
    return left + text[start:end] + re.split(r"[.!?](?:\s|$)|\n", text[end : end + _SENTENCE])[0]


def resolve(text: str, start: int, end: int, reading: units.Reading) -> str:
    """Return the unit that ``reading`` stands for between ``start`` of the number and ``end`` of the unit."""
    patterns = _patterns()
    symbol = reading.symbol
    if symbol == "age_year" and reading.adjective:
        noun = text[reading.start].isupper()
        return "year" if not noun and patterns.ageless.match(text, end) else "age_year"
    if symbol in ("year", "month", "week", "day") and not reading.adjective and reading.times == 1.0:
        return f"age_{symbol}" if _is_age(text, start, end) else symbol
    if symbol == "GBP" and text[reading.start : reading.end] == "Pfund":
        return "lb" if patterns.weighing.search(_sentence_around(text, start, end)) else symbol
    if symbol == "degC" and text[reading.start : reading.end].lower() in ("grad", "°"):
        around = _sentence_around(text, start, end)
        angle = patterns.angles.search(around) or patterns.bearings.match(text, end)
        return "deg" if angle and not patterns.thermal.search(around) else "degC"
    return symbol


_AGED = re.compile(
    rf"(?<!\w)(?:[Mm]it|[Aa]b){_S}(?:nur{_S}|gerade{_S}|erst{_S})?$|(?:^|\W)\w*[Aa]lter{_S}[^,.;:]{{0,30}}$"
)
"""``mit 17 Jahren``, ``ab 18 Jahren``, ``das Durchschnittsalter liegt bei 43 Jahren``."""


def _is_age(text: str, start: int, end: int) -> bool:
    patterns = _patterns()
    before = _before(text, start)
    if (
        patterns.age_after.match(text, end)
        or patterns.age_before.search(before)
        or patterns.people_before.search(before)
        or patterns.people_listed.search(before)
    ):
        return True
    if _AGED.search(before) and not re.match(rf"{_S}(?:[a-zäöüß]+e[rnsm]?{_S})?[A-ZÄÖÜ]", text[end : end + 40]):
        return True
    return bool(
        re.search(rf"\b[Mm]it{_S}(?:\w+{_S})?$", before) and patterns.dying.search(_sentence_around(text, start, end))
    )


_BRACKET = re.compile(
    rf"(?:[A-ZÄÖÜ][\w.'’-]+{_S})(?:(?:von|van|de|der|al|el|bin|di|da){_S})*[A-ZÄÖÜ](?:[\w'’-]+|\.)(?:{_S}\(|,{_S})$"
)


_VERB_NEXT = re.compile(rf"{_S}(?!bis|und|oder|von|mal)[a-zäöüß]{{2,}}(?:t|te|ten|en){_S}(?![A-ZÄÖÜ]|(?:und|oder){_S})")
"""A verb right after a number, so that no noun is counted: ``werden dort``, ``konnte nicht``."""


_CLOSED = re.compile(rf"[,;.)](?!\d)|{_S}(?:sowie|und|oder)(?!\w)")
_WITH_AGE = re.compile(rf"(?:(?:^|[.!?:„\"»]{_S}?)Mit|,{_S}(?:und{_S})?mit){_S}(?:nur{_S}|gerade{_S})?$")
_AT_AGE = re.compile(rf"(?<!\w)[Mm]it{_S}(?:nur{_S}|gerade{_S}|erst{_S})?$")
_HE_NEXT = re.compile(rf"{_S}[a-zäöüß]+{_S}(?:er|sie|ich|man|wir)(?!\w)")
"""``Mit 14 verließ er die Schule``."""


def is_bare_age(text: str, numeral: Numeral) -> bool:
    """Tell whether the numeral is an age without a unit.

    ``Anna Beispiel (46)``, ``Anna Beispiel, 46,``; ``Patienten über 80 werden``.
    """
    if numeral.notation not in ("plain", "word") or not _YOUNGEST <= numeral.value <= _OLDEST:
        return False
    before = _before(text, numeral.start, 80)
    if _WITH_AGE.search(before) and _HE_NEXT.match(text, numeral.end):
        return True
    dying = _patterns().dying
    died = dying.search(_sentence_around(text, numeral.start, numeral.end)) is not None
    closed = _CLOSED.match(text, numeral.end) or dying.match(text, numeral.end + 1)
    if died and closed and _AT_AGE.search(before):
        return True
    if numeral.notation == "word":
        return False
    if (_VERB_NEXT.match(text, numeral.end) or _CLOSED.match(text, numeral.end)) and _patterns().people_before.search(
        before
    ):
        return True
    if _BRACKET.search(before) is None:
        return False
    closing = ")" if before.endswith("(") else ","
    after = text[numeral.end : numeral.end + 2]
    return after[:1] == closing or (closing == ")" and after[:1] == ",")


def article_counts(text: str, numeral: Numeral, reading: units.Reading | None, *, qualified: bool) -> bool:
    """Tell whether a bare ``ein`` before a unit is a quantity: ``binnen eines Tages``, ``ein Prozent``."""
    if reading is None or reading.adjective or reading.head:
        return False
    if reading.symbol in _words().ambiguous_units:
        return False
    if units.dimension(reading.symbol) not in ("time", "age") or reading.times < 1:
        return True
    if qualified:
        return True
    before = re.search(r"(\w+)\s$", _before(text, numeral.start))
    after = re.match(r"\s(\w+)", text[reading.end : reading.end + 30])
    word = before.group(1).lower() if before else ""
    if word in _words().article_before:
        return True
    return bool(after and after.group(1).lower() in _words().article_after)


def is_comparison(text: str, end: int) -> bool:
    """Tell whether ``dreimal`` is followed by a comparison: ``so viele``, ``höher``, ``größeres``."""
    match = re.match(rf"{_S}([a-zäöüß]+)", text[end : end + 30])
    if match is None:
        return False
    word = match.group(1)
    if word in _words().comparatives:
        return True
    return bool(re.fullmatch(r"\w{2,}er(?:e[rsnm]?)?", word)) and word not in _words().not_comparatives


_SAMPLE = frozenset((3.0, 4.0, 5.0, 10.0, 20.0, 100.0))
_ROUND = 10.0


def is_sample(text: str, part: Numeral, whole: Numeral) -> bool:
    """Tell whether two numbers joined by ``von`` are a share: ``acht von zehn Befragten``.

    Of three to five it is one only for a population in words: ``zwei von drei Booten`` may be just those.
    """
    if whole.value not in _SAMPLE or not 1 < part.value < whole.value or part.kind != "cardinal":
        return False
    if not part.value.is_integer() or part.scale != 1.0:
        return False
    people = _patterns().population.match(text, whole.end) is not None
    return people and (whole.value >= _ROUND or part.notation == whole.notation == "word")


def is_money(noun: str) -> bool:
    """Tell whether a noun names money, or what has a price in it: ``Kosten``, ``Steuereinnahmen``."""
    return _patterns().money.search(noun) is not None


def is_sum_of_money(text: str, start: int, end: int) -> bool:
    """Tell whether the sentence around a bare sum speaks of money, so that its currency is left out."""
    before = re.split(r"[.!?;]\s|\n", text[max(0, start - 140) : start])[-1]
    after = re.split(r"[.!?;,]|\n", text[end : end + 40])[0]
    partly = re.match(r"\s*(?:davon|hiervon|dabei)\b", before, re.IGNORECASE)
    return partly is not None or _patterns().money.search(f"{before} {after}") is not None
