"""Values as intervals: equal, rounded, overlapping or excluding each other.

An exact figure is a point, an approximate one its value ±5 %, a bound is open on one side, a vague
magnitude (``Tausende``) a floor that excludes nothing above it.
"""

from __future__ import annotations

import math

from kursk_claims.models import Modifier, Quantity
from kursk_claims.settings import APPROX_TOLERANCE, ROUNDING_TOLERANCE

POINTS: frozenset[Modifier] = frozenset({"exact", "approx"})


def significant_digits(value: float | None) -> int:
    """Digits of a number without trailing zeros: 316 has 3, 50.000 has 1, 2.56 has 3; 0 for ``None``."""
    if value is None or value == 0 or not math.isfinite(value):
        return 0
    digits = f"{abs(value):.12g}".split("e")[0].replace(".", "").strip("0")
    return len(digits) or 1


def interval(quantity: Quantity) -> tuple[float, float]:
    """Lowest and highest value that the figure allows, ``±inf`` where it is unbounded."""
    low = -math.inf if quantity.min is None else quantity.min
    high = math.inf if quantity.max is None else quantity.max
    if quantity.modifier == "approx":
        low, high = low - abs(low) * APPROX_TOLERANCE, high + abs(high) * APPROX_TOLERANCE
    return low, high


def overlap(a: tuple[float, float], b: tuple[float, float]) -> bool:
    """Whether two intervals have a value in common; a billionth of slack for binary fractions."""
    low, high = max(a[0], b[0]), min(a[1], b[1])
    return low <= high or math.isclose(low, high, rel_tol=1e-9)


def _rounds_to(fine: float, coarse: float) -> bool:
    """Whether ``coarse`` is ``fine`` rounded to the digits that ``coarse`` has."""
    digits = significant_digits(coarse)
    if not digits or not significant_digits(fine) > digits:
        return False
    exponent = math.floor(math.log10(abs(fine))) - digits + 1
    rounded = round(fine / 10.0**exponent) * 10.0**exponent
    return math.isclose(rounded, coarse, rel_tol=1e-9)


def same_point(a: Quantity, b: Quantity) -> bool:
    """Whether two definite figures give the same value.

    Equal numbers; an approximate figure within ±5 % of the other; or one the other rounded (2,6 and 2,644 million,
    but not 50.000 and 53.000).
    """
    if a.modifier not in POINTS or b.modifier not in POINTS or a.value is None or b.value is None:
        return False
    if math.isclose(a.value, b.value, rel_tol=1e-9):
        return True
    if "approx" in (a.modifier, b.modifier):
        return overlap(interval(a), interval(b)) and _near(a, b)
    return is_rounded(a.value, b.value)


def is_rounded(a: float, b: float) -> bool:
    """Whether one of two numbers is the other rounded.

    By at most two per cent, or five where two digits are left: who writes 1,2 for 1,24 rounds as is usual, who means
    50.000 by 53.000 says so.
    """
    wide = max(abs(a), abs(b))
    if abs(a - b) > APPROX_TOLERANCE * wide:
        return False
    two = min(significant_digits(a), significant_digits(b)) >= _DIGITS_KEPT
    if wide == 0 or abs(a - b) > (APPROX_TOLERANCE if two else ROUNDING_TOLERANCE) * wide:
        return False
    return _rounds_to(a, b) or _rounds_to(b, a)


_DIGITS_KEPT = 2
"""Digits that a rounded number keeps at least to be read as rounding though it moved by more than two per cent."""


def _near(a: Quantity, b: Quantity) -> bool:
    """Two approximate figures each within ±5 % of the other's number, not only of its margin."""
    if a.value is None or b.value is None:
        return False
    return abs(a.value - b.value) <= APPROX_TOLERANCE * max(abs(a.value), abs(b.value))


def same_value(a: Quantity, b: Quantity) -> bool:
    """Whether two figures belong to one value group: the same definite value, or the same bound or range."""
    if a.modifier in POINTS and b.modifier in POINTS:
        return same_point(a, b)
    if a.modifier in POINTS or b.modifier in POINTS:
        return False
    return a.modifier == b.modifier and (a.min, a.max) == (b.min, b.max)
