"""German number words to numbers: one word, or a word inside a compound.

The grammar of a German cardinal below a million is small and regular
(units before tens, joined by ``und``; ``hundert`` and ``tausend`` as multipliers), so a
recursive reader over the lexicon covers all of it; nothing is enumerated.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

import msgspec

from kursk_claims.lexicon import reader
from kursk_claims.lexicon.grammar import grammar
from kursk_claims.settings import WORDS_REMEMBERED


class NumeralLexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``lexicon/de/numerals.toml``."""

    ones: dict[str, int]
    teens: dict[str, int]
    tens: dict[str, int]
    inflected: dict[str, int]
    halves: dict[str, float]
    scales: dict[str, float]
    magnitudes: dict[str, float]
    several: dict[str, list[str]]
    fractions: dict[str, int]
    multiplied: dict[str, float]
    multiplied_endings: dict[str, list[str]]
    plural_scales: frozenset[str]
    single_scales: frozenset[str]
    ordinals: dict[str, int]
    transcribed: dict[str, str]


lexicon: Final = reader("de/numerals", NumeralLexicon)
"""The numeral vocabulary."""


def fold(word: str) -> str:
    """Lower-case a word and map old or transcribed spelling onto the lexicon's."""
    word = word.lower()
    if "ue" in word or "oe" in word or "ss" in word or "ae" in word:
        for written, modern in lexicon().transcribed.items():
            word = word.replace(written, modern)
    return word


@cache
def _small() -> dict[str, int]:
    """Every cardinal from 0 to 99 by its word."""
    words = lexicon()
    table = {**words.ones, **words.teens, **words.tens}
    for unit, value in words.ones.items():
        if unit not in ("eins", "eine"):
            table.update({f"{unit}und{ten}": value + tens for ten, tens in words.tens.items()})
    return table


def _below_thousand(word: str) -> int | None:
    left, found, right = word.partition("hundert")
    if not found:
        return _small().get(word)
    hundreds = _small().get(left) if left else 1
    right = right.removeprefix("und") if right not in _small() else right
    rest = _small().get(right) if right else 0
    if hundreds is None or rest is None or not 0 < hundreds < 100:
        return None
    return hundreds * 100 + rest


@lru_cache(maxsize=WORDS_REMEMBERED)
def read_cardinal(word: str) -> float | None:
    """Read one folded number word (``zweihundertfünfzig``, ``zweieinhalbtausend``); ``None`` if it is not one.

    The plain article (``ein``, ``eine``) reads as 1; whether it counts is for the caller.
    """
    words = lexicon()
    for table in (words.halves, words.inflected):
        if word in table:
            return float(table[word])
    whole, komma, places = word.partition("komma")
    if komma:
        return _read_decimals(whole, places)
    left, found, right = word.partition("tausend")
    if not found:
        plain = _below_thousand(word)
        if plain is not None:
            return float(plain)
        return _read_half(word)
    thousands: float | None = read_cardinal(left) if left else 1.0
    if right not in _small():
        right = right.removeprefix("und")
    rest = _below_thousand(right) if right else 0
    if thousands is None or rest is None or not 0 < thousands < 1000:
        return None
    return thousands * 1000 + rest


def _read_decimals(whole: str, places: str) -> float | None:
    """``nullkommadrei``, ``zweikommafünf``: a figure, or two of them as one number, behind the comma."""
    left, right = _below_thousand(whole), _small().get(places)
    return None if left is None or right is None else float(f"{left}.{right}")


def _read_half(word: str) -> float | None:
    """``zweieinhalb``, ``zwanzigeinhalb``: a cardinal and a half."""
    for ending in ("undeinhalb", "einhalb"):
        if word.endswith(ending) and len(word) > len(ending):
            whole = _below_thousand(word.removesuffix(ending))
            return None if whole is None else whole + 0.5
    return None


@lru_cache(maxsize=4096)
def read_multiplied(word: str) -> float | None:
    """Read ``verdreifacht``, ``halbiert``, ``Verdopplung`` as their factor; ``None`` if it is none."""
    words = lexicon()
    endings = words.multiplied_endings["words"]
    for stem, factor in words.multiplied.items():
        if word.startswith(stem) and word[len(stem) :] in endings:
            return factor
    return None


@lru_cache(maxsize=4096)
def read_ordinal(word: str) -> int | None:
    """Read a folded ordinal (``dritte``, ``hundertsten``) as its rank; ``None`` if it is none."""
    for ending in (*grammar().marked, "e"):
        if word.endswith(ending):
            stem = word[: -len(ending)]
            known = lexicon().ordinals.get(stem)
            if known is not None:
                return known
            if stem.endswith("st"):
                value = read_cardinal(stem.removesuffix("st"))
                if value is not None and value >= 20:
                    return int(value)
            if stem.endswith("t"):
                value = read_cardinal(stem.removesuffix("t"))
                if value is not None and 2 <= value < 20:
                    return int(value)
    return None
