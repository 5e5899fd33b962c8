"""Currencies by German name, sign and code.

Names of all ISO 4217 currencies come from CLDR through babel (``Kanadischer Dollar``,
``Finnische Mark``); they are read once, when a number is followed by a currency noun with an
adjective or a country before it. The few bare nouns of news (``Dollar``, ``Franken``) are in
``lexicon/de/currencies.toml``, so that ordinary texts never load CLDR.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from msgspec import Struct

from kursk_claims.extract.quantities.atoms import SPACES
from kursk_claims.extract.quantities.number_words import fold
from kursk_claims.extract.quantities.number_words import lexicon as numerals
from kursk_claims.lexicon import reader


class CurrencyLexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """``lexicon/de/currencies.toml``."""

    nouns: dict[str, str]
    hundredths: dict[str, str]
    signs: dict[str, str]
    loose: dict[str, list[str]]
    lower_case: frozenset[str]
    pounds: frozenset[str]
    codes: frozenset[str]


class Money(Struct, frozen=True, kw_only=True):
    """A currency read in a text; ``times`` is 0.01 for ``Cent``."""

    start: int
    end: int
    code: str
    times: float = 1.0
    head: tuple[int, int] | None = None


lexicon: Final = reader("de/currencies", CurrencyLexicon)
"""The vocabulary of currencies."""

_WORDS = re.compile(
    rf"(?:[{SPACES}]{{1,2}}|[-‑])?([^\W\d_]+(?:[-‑][^\W\d_]+)*)((?:[{SPACES}][^\W\d_]+(?:[-‑][^\W\d_]+)*){{0,2}})"
)
_ENDINGS = ("", "n", "s")
_ADJECTIVE_ENDING = re.compile(r"(?:e[rsnm]?)$")
_CODE_LETTERS = 3


@cache
def _names() -> dict[tuple[str, str], str]:
    """(stem of adjective or country, singular or plural noun) to code, from CLDR."""
    from babel import Locale
    from babel.numbers import get_currency_name

    locale = Locale("de")
    table: dict[tuple[str, str], str] = {}
    for code in map(str, locale.currencies):
        for count in (None, 1, 2):
            name = get_currency_name(code, count=count, locale=locale).lower()
            if "(" in name:
                continue
            stem, _, noun = name.replace("-", " ").rpartition(" ")
            if stem:
                table.setdefault((_ADJECTIVE_ENDING.sub("", stem), noun), code)
    return table


@cache
def codes() -> frozenset[str]:
    """Return every ISO 4217 code that CLDR knows, old ones too."""
    from babel import Locale

    return frozenset(map(str, Locale("de").currencies))


def is_code(unit: str) -> bool:
    """Tell whether a unit is a currency code."""
    known = lexicon()
    if unit in known.nouns.values() or unit in known.signs.values():
        return True
    return len(unit) == _CODE_LETTERS and unit.isupper() and unit in codes()


@lru_cache(maxsize=4096)
def _noun(word: str) -> tuple[str, str, float] | None:
    """Singular, code and share of the whole of a bare currency noun."""
    folded = word.lower()
    if word[:1].islower() and folded not in lexicon().lower_case:
        return None
    for ending in _ENDINGS:
        if not folded.endswith(ending):
            continue
        form = folded.removesuffix(ending) if ending else folded
        if form in lexicon().nouns:
            return form, lexicon().nouns[form], 1.0
        if form in lexicon().hundredths:
            return form, lexicon().hundredths[form], 0.01
    return None


@lru_cache(maxsize=4096)
def _named(qualifier: str, noun: str) -> str | None:
    """Return the code of ``kanadische`` + ``dollar``, or ``None`` if CLDR has no such currency."""
    stem = _ADJECTIVE_ENDING.sub("", qualifier.lower())
    if f"{stem}-" in lexicon().loose["words"] or qualifier.lower() in lexicon().loose["words"]:
        return lexicon().nouns.get(noun) or None
    table = _names()
    for form in (noun, noun + "n", noun + "s", noun + "e"):
        if (stem, form) in table:
            return table[stem, form]
    return None


def _in_compound(word: str) -> tuple[str, float, int] | None:
    """Read ``US-Dollar``, ``Dollar-Gehalt`` or ``Hongkong-Dollar``: code, share, length of the currency part."""
    parts = word.split("-")
    for last in range(len(parts), 0, -1):
        bare = _noun("-".join(parts[:last]))
        if bare is not None and bare[1]:
            return bare[1], bare[2], len("-".join(parts[:last]))
        noun = _noun(parts[last - 1]) if last > 1 else None
        if noun is not None:
            code = _named(" ".join(parts[: last - 1]), noun[0])
            if code is not None:
                return code, noun[2], len("-".join(parts[:last]))
    return None


def read_after(text: str, at: int) -> Money | None:
    """Read the currency that follows a number ending at ``at``, or ``None``.

    Covers signs, codes, bare nouns, adjective and noun, and compounds with a head.
    """
    sign = _sign_after().match(text, at)
    if sign:
        group = sign.lastindex or 1  # "59,99 €Angebot": the next word has lost its blank
        return Money(start=sign.start(group), end=sign.end(), code=lexicon().signs[sign.group(group)])
    code = _CODE_AFTER.match(text, at)
    if code and code.group(1) in codes() and _means_money(text, at, code):
        return Money(start=code.start(1), end=code.end(), code=code.group(1))
    match = _WORDS.match(text, at)
    if match is None:
        return None
    first, start = match.group(1), match.start(1)
    if first.startswith("Pfund-") and not first.lower().endswith(tuple(lexicon().pounds)):
        return Money(start=start, end=start + len("Pfund"), code="lb", head=(start + len("Pfund-"), match.end(1)))
    compound = _in_compound(first)
    if compound:
        unit, times, length = compound
        end = start + length
        if text.startswith((" Sterling", "\u00a0Sterling"), end):
            end += len(" Sterling")
        elif first == "Pfund" and _WEIGHED.match(text, end):
            return Money(start=start, end=end, code="lb")
        head = (end + 1, match.end(1)) if length < len(first) else None
        return Money(start=start, end=end, code=unit, times=times, head=head)
    return _after_adjective(text, match)


def _after_adjective(text: str, match: re.Match[str]) -> Money | None:
    """``kanadischen Dollar``, ``neue türkische Lira``: the noun stands one or two words on."""
    words = [fold(match.group(1)), *match.group(2).split()]
    offset = match.end(1)
    for index, word in enumerate(words[1:], start=1):
        at = text.index(word, offset)
        offset = at + len(word)
        noun = _noun(word)
        if noun is None:
            continue
        code = _named(words[index - 1], noun[0])
        if code is None or (index > 1 and not words[0].startswith("neu")):
            return None
        return Money(start=match.start(1), end=offset, code=code, times=noun[2])
    return None


def _means_money(text: str, at: int, code: re.Match[str]) -> bool:
    """Tell whether three capitals behind a number are its currency: ``11 AOK`` and ``17 SDG`` are none.

    A rare code needs a figure that is grouped or has decimals or a scale, and no noun behind it.
    """
    figure = _FIGURE.search(text, max(0, at - _LONGEST), at)
    scaled = figure is not None and figure.group("scale") is not None
    if figure is None or (scaled and fold(figure.group("scale")) not in numerals().scales):
        return False
    if re.match(r"[-‑]\d", text[code.end() : code.end() + 2]):
        return False
    written = scaled or figure.group("marked") is not None
    return code.group(1) in lexicon().codes or (written and _WEIGHED.match(text, code.end()) is None)


_LONGEST = 20
_FIGURE = re.compile(rf"(?P<marked>\d[.,'’]\d+)?\d*(?<=\d)(?:[{SPACES}]?(?P<scale>[^\W\d_]+)\.?)?$")
"""The figure before a currency: with marks in it, and with a scale behind it."""


@cache
def _sign_after() -> re.Pattern[str]:
    signs = sorted(lexicon().signs, key=lambda sign: (-len(sign), sign))
    written = "|".join(map(re.escape, signs))
    return re.compile(rf"[{SPACES}]?[-‑]?(?:({written})(?![^\W_])|(€)(?=[A-ZÄÖÜ][a-zäöüß]))")


@cache
def _sign_before() -> re.Pattern[str]:
    signs = sorted(lexicon().signs, key=lambda sign: (-len(sign), sign))
    return re.compile(rf"(?<![^\W_])({'|'.join(map(re.escape, signs))}|[A-Za-z]{{3}}\$?)[{SPACES}]?$")


_CODE_AFTER = re.compile(rf"[{SPACES}]?[-‑]?([A-Z]{{3}})(?![^\W_])")
_WEIGHED = re.compile(rf"[{SPACES}][A-ZÄÖÜ][a-zäöüß]+")


def read_before(text: str, at: int) -> Money | None:
    """Read a sign or code directly before the number that starts at ``at`` (``US$ 15``), or ``None``."""
    found = _sign_before().search(text, max(0, at - 6), at)
    if found is None:
        return None
    written = found.group(1)
    code = lexicon().signs.get(written)
    if code is None:
        letters = written.rstrip("$").upper()
        if (written.isupper() or written.endswith("$")) and letters in codes():
            code = letters
    return None if code is None else Money(start=found.start(1), end=found.end(1), code=code)


def is_noun(word: str) -> bool:
    """Tell whether a written word is a currency noun."""
    return _noun(word) is not None
