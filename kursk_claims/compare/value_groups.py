"""Claims of one cluster by value, in time that grows as they do.

Whether two figures are the same value is asked only where it may be so: of exact figures where one is the other
written with fewer digits, which a table tells; of approximate ones from the nearest value outwards.
"""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kursk_claims.compare.values import POINTS, interval, same_value
from kursk_claims.models import Claim, Quantity
from kursk_claims.settings import APPROX_TOLERANCE

Figure = tuple[Claim, Quantity]
_DIGITS = 10
"""Significant digits in which two numbers differ that are not the same."""


class ValueGroups:
    """Groups of figures, all figures of one giving the same value."""

    def __init__(self) -> None:
        self.members: list[list[Figure]] = []
        self._distinct: list[dict[tuple[object, ...], Quantity]] = []
        self._equal: dict[tuple[object, ...], list[int]] = defaultdict(list)
        """Groups by the values of their figures."""
        self._written: dict[str, set[int]] = defaultdict(set)
        """Groups by the values of their figures in nine digits."""
        self._rounded: dict[str, set[int]] = defaultdict(set)
        """Groups by the values of their figures in any number of digits."""
        self._points: list[tuple[float, int]] = []

    def add(self, figure: Figure) -> None:
        """Put a figure to the nearest group all of whose figures give the same value, else into one of its own."""
        quantity = figure[1]
        place = next(self._fitting(quantity), None)
        if place is None:
            place = len(self.members)
            self.members.append([])
            self._distinct.append({})
        self.members[place].append(figure)
        key = _key(quantity)
        if key in self._distinct[place]:
            return
        self._distinct[place][key] = quantity
        self._equal[key].append(place)
        if quantity.modifier in POINTS and quantity.value is not None:
            insort(self._points, (quantity.value, place))
            for written in _in_digits(quantity.value, _DIGITS):
                self._written[written].add(place)
            for digits in range(1, _DIGITS + 1):
                for written in _in_digits(quantity.value, digits):
                    self._rounded[written].add(place)

    def _fitting(self, quantity: Quantity) -> Iterator[int]:
        """Groups that a figure fits into, the nearest first, of those at one distance the oldest."""
        if quantity.modifier not in POINTS:
            found: Iterable[int] = self._equal[_key(quantity)]
        elif quantity.value is None:
            found = ()
        elif quantity.modifier == "approx":
            found = self._around(quantity.value)
        else:
            value = quantity.value
            written = {key for digits in range(1, _DIGITS + 1) for key in _in_digits(value, digits)}
            known = {place for key in written for place in self._written.get(key, ())}
            known.update(place for key in _in_digits(value, _DIGITS) for place in self._rounded.get(key, ()))
            found = sorted(known, key=lambda place: (self._gap(place, value), place))
        for place in found:
            if all(same_value(quantity, other) for other in self._distinct[place].values()):
                yield place

    def _around(self, value: float) -> Iterator[int]:
        reach = abs(value) * APPROX_TOLERANCE * 2
        high = bisect_left(self._points, (value, -1))
        low = high - 1
        while True:
            up = self._points[high] if high < len(self._points) else None
            down = self._points[low] if low >= 0 else None
            nearest = [(abs(one[0] - value), one[1], step) for one, step in ((down, -1), (up, 1)) if one is not None]
            if not nearest or min(nearest)[0] > reach:
                return
            _, place, step = min(nearest)
            yield place
            low, high = (low - 1, high) if step < 0 else (low, high + 1)

    def _gap(self, place: int, value: float) -> float:
        values = [q.value for q in self._distinct[place].values() if q.value is not None]
        return min((abs(one - value) for one in values), default=math.inf)


def by_value(figures: Iterable[Figure]) -> list[list[Figure]]:
    """Figures of one unit in groups of one value, lowest first; an approximate one never bridges two exact ones."""
    groups = ValueGroups()
    for figure in sorted(figures, key=_order):
        groups.add(figure)
    return sorted(groups.members, key=lambda group: (extent(group), group[0][0].id))


def extent(group: Sequence[Figure]) -> tuple[float, float]:
    """Interval of a group: of its exact figures if it has any, else of all."""
    definite = [q for _, q in group if q.modifier == "exact"] or [q for _, q in group]
    spans = [interval(q) for q in definite]
    return min(low for low, _ in spans), max(high for _, high in spans)


def _order(item: Figure) -> tuple[int, float, float, str]:
    """Exact figures first, then approximate ones, then bounds, ranges and magnitudes."""
    claim, quantity = item
    rank = {"exact": 0, "approx": 1}.get(quantity.modifier, 2)
    low, high = interval(quantity)
    return (rank, low, high, claim.id)


def _key(quantity: Quantity) -> tuple[object, ...]:
    """What two figures have in common that are the same value for every third one."""
    bound = () if quantity.modifier in POINTS else (quantity.min, quantity.max)
    return (quantity.modifier, *bound) if bound else (quantity.modifier, quantity.value, quantity.min, quantity.max)


def _in_digits(value: float, digits: int) -> tuple[str, str]:
    """``value`` rounded down and up to so many significant digits, as text that is one for one number."""
    if value == 0 or not math.isfinite(value):
        return (str(value), str(value))
    exponent = math.floor(math.log10(abs(value))) - digits + 1
    scaled = value / 10.0**exponent if abs(exponent) < 300 else value
    return _text(math.floor(scaled), exponent), _text(math.ceil(scaled), exponent)


def _text(mantissa: int, exponent: int) -> str:
    shown = str(mantissa).rstrip("0")
    return f"{shown or '0'}e{exponent + len(str(mantissa)) - len(shown)}"
