"""Numbers, units, values and days in words, by the conventions of the reader's language.

Number and unit patterns are those of the Unicode CLDR, through babel. Non-breaking spaces in
them become plain spaces, so that output can be searched for what one sees.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import takewhile
from typing import Final, TypeAlias

from babel.dates import format_date, format_interval, format_skeleton
from babel.numbers import format_compact_decimal, format_currency, format_decimal
from babel.units import UnknownUnitError, format_unit
from msgspec import Struct

from kursk_claims.lexicon import load
from kursk_claims.models import Modifier, Quantity, TimeFrame, ValueGroup
from kursk_claims.render.labels import Forms, labels
from kursk_claims.render.payload import Lang
from kursk_claims.render.sanitise import sanitise

_MILLION: Final = 1_000_000
_PLACES: Final = 3
"""Decimal places shown at most; German news gives no more, and a share of a third needs an end."""


class _Cldr(Struct, frozen=True, forbid_unknown_fields=True):
    unit: dict[str, str]


_CACHED: Final = 4096
"""Formats kept: a comparison repeats its values and days, and the CLDR patterns are slow to apply."""

_INTERVAL: Final[dict[Lang, str]] = {"de": "yMd", "en": "yMMMd"}
"""CLDR skeleton of an interval of days; the numeric one of English is American."""

Value: TypeAlias = Quantity | ValueGroup


@lru_cache(maxsize=_CACHED)
def number(value: float, lang: Lang) -> str:
    """``50000`` as ``50.000`` or ``50,000``; a round million as ``240 Millionen``, never rounded to one."""
    if abs(value) >= _MILLION and _is_short(value):
        text = format_compact_decimal(value, format_type="long", locale=lang, fraction_digits=_PLACES)
    else:
        text = format_decimal(value, format=f"#,##0.{'#' * _PLACES}", locale=lang)
    return _plain_spaces(text)


@lru_cache(maxsize=_CACHED)
def measure(value: float, unit: str | None, lang: Lang) -> str:
    """A number with its unit in words: ``2.000 US-Dollar``, ``50 Kilometer``, ``4,2 Prozent``."""
    text = number(value, lang)
    if unit is None:
        return text
    own = labels(lang).unit.get(unit)
    if own is not None:
        return choose(own, value).format(x=text)
    cldr = load("labels/cldr", _Cldr).unit.get(unit)
    if cldr is not None:
        try:
            # babel picks the plural form by the number; our own number then takes its place.
            worded = _plain_spaces(format_unit(value, cldr, "long", format="#,##0.###", locale=lang))
        except UnknownUnitError:
            return f"{text} {unit}"
        return worded.replace(_plain_spaces(format_decimal(value, format="#,##0.###", locale=lang)), text, 1)
    if len(unit) == 3 and unit.isascii() and unit.isupper():
        name = _plain_spaces(format_currency(value, unit, "0 ¤¤¤", locale=lang, currency_digits=False))
        return f"{text} {name.split(' ', 1)[1]}"
    return f"{text} {sanitise(unit)}"


def value_words(value: Value, modifier: Modifier | None, lang: Lang) -> str:
    """A value with its qualifier: ``mehr als 10.000``, ``8.000 bis 12.000 Tonnen pro Tag``.

    Without a modifier the words follow from the bounds alone.
    """
    words = labels(lang)
    low, high = value.min, value.max
    if modifier is None:
        modifier = _modifier_of(low, high)
    if low is None and high is None:
        return "?"
    if modifier == "magnitude" and low is not None and high is None and f"{low:g}" in words.magnitude:
        text = words.magnitude[f"{low:g}"]
    elif modifier == "approx" and low is not None and high is not None:
        text = words.modifier["approx"].format(x=measure(middle(low, high), value.unit, lang))
    elif low is not None and high is not None and low != high:
        text = _range_words(measure(low, value.unit, lang), measure(high, value.unit, lang), words.modifier["range"])
    else:
        named = low if low is not None else high
        assert named is not None
        text = words.modifier[modifier].format(x=measure(named, value.unit, lang), y="")
    if value.per is not None:
        text += " " + (words.per.get(value.per) or words.word("per_other", x=sanitise(value.per)))
    return text


def middle(low: float, high: float) -> float:
    """The value between two bounds: what an approximate value was before its tolerance was added."""
    return round((low + high) / 2, 9)


@lru_cache(maxsize=_CACHED)
def day_words(day: str, lang: Lang) -> str:
    """An ISO date as far as it goes: ``17.11.2024``, ``November 2024``, ``2024``; other text as it is.

    A time of day is left out; ``moment_words`` gives it.
    """
    parts = day.split("T")[0].split("-")
    try:
        if len(parts) == 3:
            return _plain_spaces(format_date(date.fromisoformat("-".join(parts)), "medium", locale=lang))
        if len(parts) == 2:
            return _plain_spaces(format_skeleton("yMMMM", date(int(parts[0]), int(parts[1]), 1), locale=lang))
    except ValueError:
        return sanitise(day)
    return sanitise(day)


@lru_cache(maxsize=_CACHED)
def moment_words(moment: str, lang: Lang) -> str:
    """A day with its time of day, if it has one: ``22.09.2024, 19:09 Uhr``, ``04.07.2025, 8 Uhr``."""
    day, _, clock = moment.partition("T")
    found = re.match(r"(\d\d)(?::(\d\d))?", clock)
    if found is None:
        return day_words(moment, lang)
    hour, minute = int(found[1]), found[2]
    key = "clock" if minute and minute != "00" else "clock_hour"
    return f"{day_words(day, lang)}, {labels(lang).word(key, x=str(hour), y=minute or '')}"


@lru_cache(maxsize=_CACHED)
def days_words(first: str, last: str, lang: Lang) -> str:
    """From one day to another, what they share said once: ``11.–17.11.2024``; a whole month or year by its name."""
    try:
        ends = [date.fromisoformat(day.split("T")[0]) for day in (first, last)]
    except ValueError:
        same = first.split("T")[0] == last.split("T")[0]
        return day_words(first, lang) if same else f"{day_words(first, lang)} – {day_words(last, lang)}"
    if ends[0] == ends[1]:
        return day_words(first, lang)
    if ends[0].year == ends[1].year and ends[0].day == 1 and (ends[1] + timedelta(days=1)).day == 1:
        if (ends[0].month, ends[1].month) == (1, 12):
            return str(ends[0].year)
        if ends[0].month == ends[1].month:
            return day_words(f"{ends[0]:%Y-%m}", lang)
    return _plain_spaces(format_interval(ends[0], ends[1], _INTERVAL[lang], locale=lang))


def as_of_words(as_of: str | TimeFrame | None, lang: Lang) -> str | None:
    """The day or days a figure speaks of, in words; ``None`` if not known."""
    if as_of is None:
        return None
    if isinstance(as_of, str):
        return labels(lang).word("as_of", x=moment_words(as_of, lang))
    if as_of.start == as_of.end:
        return labels(lang).word("as_of", x=moment_words(as_of.start, lang))
    if "T" in as_of.start + as_of.end:
        start, end = moment_words(as_of.start, lang), moment_words(as_of.end, lang)
        return labels(lang).word("as_of_range", x=start, y=end)
    return days_words(as_of.start, as_of.end, lang)


def counted(key: str, count: int, lang: Lang) -> str:
    """``counts[key]`` for ``count`` things: ``5 Artikel``, ``1 conflict``."""
    return choose(labels(lang).counts[key], count).format(n=number(count, lang))


def choose(forms: Forms, value: float) -> str:
    """The singular form for exactly one, else the plural; enough for German and English."""
    return forms[0] if value == 1 else forms[1]


def shared_end(values: Sequence[str]) -> str:
    """The words that end all values, with the space before them; empty if a value would lose all its words."""
    words = [value.split(" ") for value in values]
    shared = 0
    while all(len(one) > shared + 1 for one in words) and len({one[-1 - shared] for one in words}) == 1:
        shared += 1
    return " " + " ".join(words[0][-shared:]) if shared else ""


def _range_words(low: str, high: str, pattern: str) -> str:
    """Two measures joined, what they share said once: ``100 bis 300 Milliarden Euro``."""
    if low == high:
        return low
    first, second = low.split(" "), high.split(" ")
    shared = 0
    while shared < min(len(first), len(second)) - 1 and first[-1 - shared] == second[-1 - shared]:
        shared += 1
    first = first[: len(first) - shared]
    opening = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))
    second = second[opening:]
    return pattern.format(x=" ".join(first), y=" ".join(second))


def _modifier_of(low: float | None, high: float | None) -> Modifier:
    if low is not None and high is None:
        return "at_least"
    if low is None and high is not None:
        return "at_most"
    return "exact" if low == high else "range"


def _is_short(value: float) -> bool:
    """Whether the compact form loses nothing: at most three places after the word's power of ten."""
    scaled = value / _scale(abs(value)) * 10**_PLACES
    return abs(scaled - round(scaled)) < 1e-6


def _scale(value: float) -> float:
    scale = 1.0
    while value / scale >= 1000 and scale < 1e12:
        scale *= 1000
    return scale


def _plain_spaces(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ").replace("\u2009", " ")
