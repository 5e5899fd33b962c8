"""Numbers that make one quantity, or share a unit: ranges, sums in two numbers, lists, units left out.

A quantity in the making has its numeral, then a unit, then perhaps another number that it is joined with.
"""

from __future__ import annotations

import re
from itertools import pairwise

from kursk_claims.extract.quantities import measuring, ranges, units
from kursk_claims.extract.quantities.atoms import SPACES
from kursk_claims.extract.quantities.numerals import Numeral
from kursk_claims.models import Modifier

_S = f"[{SPACES}]"
_SUM = 1e6
"""From here on a bare number after a noun for money is a sum with its currency left out."""
BELOW_ZERO = frozenset(("degC", "degF", "percent", "K"))
"""Units whose figures can have a sign."""


class Found:
    """A quantity in the making."""

    def __init__(self, numeral: Numeral) -> None:
        self.numeral = numeral
        self.start, self.end = numeral.start, numeral.end
        self.low: float = numeral.value
        self.high: float = numeral.value
        self.is_range = False
        self.reading: units.Reading | None = None
        self.unit: str | None = None
        self.modifier: Modifier = "magnitude" if numeral.kind == "magnitude" else "exact"
        if numeral.approximate:
            self.modifier = "approx"
        self.per: str | None = None
        self.last = numeral
        self.named: float | None = None
        self.bare_age = False
        self.shares_unit = False

    def without_unit(self) -> None:
        """Take back the unit that was read."""
        self.start, self.end = self.numeral.start, self.numeral.end
        self.low = self.high = self.numeral.value
        self.reading = self.unit = None


def join(text: str, items: list[Found]) -> list[Found]:
    """Join ranges, sums of money in two units, and let lists share a unit; right to left for lists."""
    joined: list[Found] = []
    for item in items:
        left = joined[-1] if joined else None
        if left is not None and (_join_money(text, left, item) or _join_share(text, left, item)):
            continue
        if (
            left is not None
            and not left.is_range
            and (_join_below_zero(text, left, item) or _join_range(text, left, item))
        ):
            continue
        joined.append(item)
    for left, right in zip(reversed(joined[:-1]), reversed(joined[1:]), strict=True):
        _share_unit(text, left, right)
    return joined


def _join_range(text: str, left: Found, right: Found) -> bool:
    if left.unit is not None and right.unit is not None and left.unit != right.unit and left.reading is not None:
        return False
    if ranges.link(text, left.numeral, left.end, right.numeral) != "range":
        return False
    low = ranges.shared_scale(left.numeral, right.numeral)
    if low != left.numeral.value:
        left.named = left.numeral.value
    times = right.reading.times if right.reading else 1.0
    if left.reading is not None:
        low, times = left.low, 1.0
    left.low, left.high, left.end = low * times, right.high, right.end
    left.unit = right.unit or left.unit
    left.reading = right.reading or left.reading
    left.is_range, left.modifier, left.last = True, "range", right.numeral
    start = ranges.between_start(text, left.start)
    if start is not None:
        left.start = start
    return True


def _join_below_zero(text: str, left: Found, right: Found) -> bool:
    """``zwischen minus 15 und minus 25 Grad``: a range of temperatures with a sign at one end at least."""
    if right.unit not in BELOW_ZERO or left.unit not in (None, right.unit):
        return False
    sign, start = ranges.signed(text, left.start)
    other, _ = ranges.signed(text, right.start)
    if min(sign, other) > 0 or not ranges.is_signed_range(text, left.start, left.end, right.start):
        return False
    left.named = sign * left.low
    left.low, left.high = sorted((left.named, other * right.low))
    between = ranges.between_start(text, left.start)
    left.start, left.end = (start if between is None else between), right.end
    left.unit, left.reading, left.last = right.unit, right.reading, right.numeral
    left.is_range, left.modifier = True, "range"
    return True


_OF = re.compile(rf"{_S}von{_S}")


def _join_share(text: str, left: Found, right: Found) -> bool:
    """``zwei von drei Befragten``: a share in two numbers."""
    if left.unit is not None or right.unit is not None or left.is_range or left.end > right.start:
        return False
    if not _OF.fullmatch(text, left.end, right.start) or not measuring.is_sample(text, left.numeral, right.numeral):
        return False
    left.low = left.high = left.numeral.value / right.numeral.value
    left.end, left.unit, left.last = right.end, "fraction", right.numeral
    return True


_SMALL_CHANGE = re.compile(rf"{_S}(?:und{_S})?")


def _join_money(text: str, left: Found, right: Found) -> bool:
    """``15 Dollar und 15 Cent``, ``zwei Euro fünfzig``: one sum in two numbers."""
    if left.reading is None or left.is_range or units.dimension(left.unit) != "money" or left.reading.times != 1.0:
        return False
    if left.reading.start < left.numeral.start or not _SMALL_CHANGE.fullmatch(text, left.end, right.start):
        return False
    value = right.numeral.value
    if right.numeral.kind != "cardinal" or not (0 < value < 100 and value.is_integer()):
        return False
    cents = right.reading is not None and right.reading.times == 0.01
    if not cents and (right.unit is not None or re.match(rf"{_S}[^\W\d_]|-", text[right.end : right.end + 2])):
        return False
    left.low += value / 100
    left.high, left.end = left.low, right.end
    return True


def _share_unit(text: str, left: Found, right: Found) -> None:
    if left.unit is not None or right.unit in (None, "fraction", "times") or left.numeral.kind != "cardinal":
        return
    shared = ranges.link(text, left.last, left.end, right.numeral)
    if shared not in ("list", "change") or (right.reading is not None and right.reading.start < right.numeral.start):
        return
    if right.bare_age:
        return
    left.unit, left.shares_unit = right.unit, True
    if shared == "change" and not left.is_range:
        left.low = left.high = ranges.shared_scale(left.numeral, right.numeral, ordered=False)
    if right.reading is not None:
        left.low, left.high = left.low * right.reading.times, left.high * right.reading.times
    if text[left.end : left.end + 2] == "- ":
        left.end += 1


def inherit_currency(text: str, items: list[Found]) -> None:
    """``800 Millionen`` after a noun for money has the currency that the text used last."""
    currency: str | None = None
    for item in items:
        if item.unit is not None:
            if units.dimension(item.unit) == "money":
                if currency in _DOLLARS and item.reading is not None and item.reading.times != 1.0:
                    item.unit = currency
                currency = item.unit
            continue
        if currency is None or item.high < _SUM or item.last.scale < _SUM:
            continue
        part = text.startswith(" davon", item.end)
        if part or (not NOUN_NEXT.match(text, item.end) and measuring.is_sum_of_money(text, item.start, item.end)):
            item.unit = currency


def inherit_percent(text: str, items: list[Found]) -> None:
    """Give a share its unit where a list leaves it out, and a measure whose figure has decimals: none counts so."""
    for left, right in pairwise(items):
        share = left.unit in ("percent", "percentage_point")
        measure = units.dimension(left.unit) in ("length", "mass", "volume", "money") and "," in right.numeral.text
        if not (share or measure) or right.unit is not None:
            continue
        bare = right.numeral.kind == "cardinal" and (measure or right.high <= 100)
        if bare and ranges.leaves_unit_out(text, left.end, right.start, right.end):
            right.unit = left.unit


def inherit_percent_back(text: str, items: list[Found]) -> None:
    """``Grünen (11,7) und Roten (15,1 Prozent)``: in a list in brackets the unit may stand once at the end."""
    for right, left in pairwise(reversed(items)):
        bare = left.unit is None and left.numeral.kind == "cardinal" and text[left.start - 1 : left.start] == "("
        if bare and right.unit == "percent" and left.high <= 100 and ranges.is_bracketed(text, left.end, right.start):
            left.unit = "percent"


_DOLLARS = frozenset(("USD", "CAD", "AUD", "NZD", "HKD"))
"""Their hundredths are cents too."""
NOUN_NEXT = re.compile(rf"{_S}(?:[a-zäöüß]+(?:e|en|er){_S}){{0,2}}[A-ZÄÖÜ]\w+")
