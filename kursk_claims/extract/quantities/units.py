"""Units of measure: how German texts write them, and conversion between them.

``read_after`` reads the unit that follows a number, ``read_before`` a sign or code in front of
it. Symbols are canonical (``km``, ``percent``, ISO 4217 codes). The sizes are the SI, BIPM and
ISO 80000 definitions; a month and a year are those of the Gregorian calendar's mean
(2,629,746 s and 31,556,952 s). A small table instead of a units library: the vocabulary has to
be ours anyway, and general libraries read German words wrongly (``Grad`` as gigaradian).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from msgspec import Struct

from kursk_claims.extract.quantities import currencies
from kursk_claims.extract.quantities.atoms import SPACES
from kursk_claims.extract.quantities.number_words import fold
from kursk_claims.lexicon import alternatives, reader


class Unit(Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of ``lexicon/de/units.toml``."""

    symbol: str
    dimension: str
    factor: float
    words: list[str]
    signs: list[str]
    adjective: str | None = None
    times: float = 1.0
    offset: float = 0.0
    suffix: bool = False


class UnitLexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """``lexicon/de/units.toml``."""

    not_units: frozenset[str]
    unit: list[Unit]
    combined: dict[str, str]
    denominators: dict[str, str]
    periodic: dict[str, str]
    within: dict[str, str]


class Reading(Struct, frozen=True, kw_only=True):
    """A unit read in a text.

    ``times`` multiplies the number (``Jahrzehnte`` are 10 year). ``head`` is the rest of a
    hyphenated compound (``Kran`` in ``12-Tonnen-Kran``), and ``adjective`` tells
    ``44-sekündige`` from ``44 Sekunden``.
    """

    start: int
    end: int
    symbol: str
    times: float = 1.0
    head: tuple[int, int] | None = None
    adjective: bool = False


lexicon: Final = reader("de/units", UnitLexicon)
"""The vocabulary of units."""


@cache
def _by_word() -> dict[str, Unit]:
    return {word: unit for unit in lexicon().unit for word in unit.words}


@cache
def _by_symbol() -> dict[str, Unit]:
    table: dict[str, Unit] = {}
    for unit in lexicon().unit:
        if unit.times == 1.0:
            table.setdefault(unit.symbol, unit)
    return table


@cache
def _signs() -> tuple[re.Pattern[str], dict[str, Unit]]:
    table = {sign: unit for unit in lexicon().unit for sign in unit.signs}
    longest_first = sorted(table, key=lambda sign: (-len(sign), sign))
    return re.compile(rf"[{SPACES}]?({'|'.join(map(re.escape, longest_first))})(?![^\W_])"), table


@cache
def _adjectives() -> tuple[re.Pattern[str], dict[str, Unit]]:
    table = {unit.adjective: unit for unit in lexicon().unit if unit.adjective}
    stems = alternatives(table)
    return re.compile(rf"[-‑{SPACES}]?({stems})(?:e[rsnm]?)?(?![^\W_])", re.IGNORECASE), table


_PERCENT_ADJECTIVE = re.compile(r"%[-‑]?ige[rsnm]?(?!\w)")
_HEADS = re.compile(r"[-‑]?köpfige?[rsnm]?(?!\w)")
_WORD = re.compile(rf"(?:[{SPACES}]{{1,2}}|[-‑])?([^\W\d_]+(?:[-‑][^\W\d_]+)*)")
_NEXT = re.compile(rf"[{SPACES}]([^\W\d_]+)")
_ENDINGS = ("", "n", "e", "en", "s", "es", "er")


def singulars(word: str) -> list[str]:
    """Every form that a folded noun may have without its case ending, the word itself first."""
    return [word.removesuffix(ending) if ending else word for ending in _ENDINGS if word.endswith(ending)]


def _compound_unit(word: str) -> Unit | None:
    """``Dienstjahre``: a compound whose last part is a unit that allows it."""
    for form in singulars(word):
        for unit in lexicon().unit:
            if unit.suffix and any(form.endswith(name) and len(form) - len(name) >= 3 for name in unit.words):
                return None if form in lexicon().not_units else unit
    return None


@lru_cache(maxsize=16384)
def unit_of_word(word: str) -> Unit | None:
    """Return the unit that one written word names, in any case and number, or ``None``."""
    folded = fold(word)
    table = _by_word()
    for form in singulars(folded):
        if form in table:
            return table[form]
    return _compound_unit(folded) if word[:1].isupper() else None


def is_compound(word: str) -> bool:
    """Tell whether a word is a unit with something before it, as ``Lebensjahre``."""
    folded = fold(word)
    if "-" in word:
        return False
    return not any(form in _by_word() for form in singulars(folded)) and _compound_unit(folded) is not None


def read_after(text: str, at: int) -> Reading | None:
    """Read the unit that follows a number ending at ``at``: sign, word, adjective or compound."""
    percent = _PERCENT_ADJECTIVE.match(text, at)
    if percent:
        return Reading(start=at, end=percent.end(), symbol="percent", adjective=True)
    pattern, adjectives = _adjectives()
    adjective = pattern.match(text, at)
    if adjective:
        unit = adjectives[adjective.group(1).lower()]
        symbol = "age_year" if unit.symbol == "year" else unit.symbol
        return Reading(start=adjective.start(1), end=adjective.end(), symbol=symbol, adjective=True)
    heads = _HEADS.match(text, at)
    if heads:
        return Reading(start=at, end=heads.end(), symbol="", adjective=True)
    money = currencies.read_after(text, at)
    if money is not None:
        return Reading(start=money.start, end=money.end, symbol=money.code, times=money.times, head=money.head)
    pattern, signs = _signs()
    sign = pattern.match(text, at)
    if sign:
        unit = signs[sign.group(1)]
        return Reading(start=sign.start(1), end=sign.end(), symbol=unit.symbol, times=unit.times)
    return _read_word(text, at)


def _read_word(text: str, at: int) -> Reading | None:
    match = _WORD.match(text, at)
    if match is None:
        return None
    start, end = match.span(1)
    if start == at and match.group(1)[0].islower():
        return None
    following = _NEXT.match(text, end)
    if following:
        pair = _by_word().get(f"{fold(match.group(1))} {fold(following.group(1))}")
        if pair is not None:
            return Reading(start=start, end=following.end(), symbol=pair.symbol, times=pair.times)
    word, head = match.group(1), None
    unit = unit_of_word(word)
    while unit is None and "-" in word:
        word = word.rpartition("-")[0]
        unit = unit_of_word(word)
        head = (start + len(word) + 1, end)
    if unit is None or (word[0].islower() and unit.dimension in ("time", "age") and text[at : at + 1] == "-"):
        return None
    return Reading(start=start, end=start + len(word), symbol=unit.symbol, times=unit.times, head=head)


def read_before(text: str, at: int) -> Reading | None:
    """Read a currency sign or code written directly before a number that starts at ``at``."""
    money = currencies.read_before(text, at)
    if money is None:
        return None
    return Reading(start=money.start, end=money.end, symbol=money.code)


def dimension(unit: str | None) -> str:
    """Return the dimension of a canonical unit: ``count`` for ``None``, ``money`` for a currency.

    An unknown symbol is its own dimension, so that it compares only with itself.
    """
    if unit is None:
        return "count"
    if unit in ("fraction", "times"):
        return "share" if unit == "fraction" else "multiple"
    known = _by_symbol().get(unit)
    if known is not None:
        return known.dimension
    return "money" if currencies.is_code(unit) else unit


def convert(value: float, unit: str | None, to: str | None) -> float | None:
    """Convert ``value`` from one canonical unit to another; ``None`` if they don't share a dimension.

    Currencies convert only into themselves: a rate of exchange is no fact of the text.
    """
    if unit == to:
        return value
    if dimension(unit) != dimension(to) or dimension(unit) in ("money", "count"):
        return None
    source, target = _by_symbol().get(unit or ""), _by_symbol().get(to or "")
    factor, offset = (source.factor, source.offset) if source else (1.0, 0.0)
    to_factor, to_offset = (target.factor, target.offset) if target else (1.0, 0.0)
    return (value * factor + offset - to_offset) / to_factor


def symbol_of_sign(sign: str) -> str | None:
    """Return the canonical symbol of a written sign (``km``, ``m²``), or ``None``."""
    unit = _signs()[1].get(sign)
    return unit.symbol if unit else None
