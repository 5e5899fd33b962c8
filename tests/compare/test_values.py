"""Which figures are one value, and which exclude each other."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_claims.compare.values import interval, same_value, significant_digits
from kursk_claims.compare.verdict import relation
from kursk_claims.models import Modifier, Quantity, ValueGroup
from tests.compare.build import quantity

SAME = [
    (quantity(800), quantity(800, "approx"), True, "an approximate figure is its value ±5 %"),
    (quantity(98.6), quantity(100, "approx"), True, "within the ±5 % of the rounder one"),
    (quantity(90), quantity(100, "approx"), False, "outside ±5 %"),
    (quantity(2_644_000), quantity(2_600_000), True, "the second is the first, rounded to its two digits"),
    (quantity(53_000), quantity(50_000), False, "rounding to one digit moves it by 6 %"),
    (quantity(9680), quantity(9827), False, "two exact counts"),
    (quantity(10.1), quantity(10.2), False, "one digit apart is no rounding"),
    (quantity(9000), quantity(9000, "at_most"), False, "a bound is not the value"),
    (quantity(9000, "at_most"), quantity(9000, "at_most"), True, "the same bound"),
    (quantity(25, "at_least"), quantity(25, "more_than"), False, "25 or more, and more than 25"),
    (quantity(3, "range", low=3, high=4), quantity(3, "range", low=3, high=4), True, "the same range"),
    (quantity(0), quantity(0), True, "nought is nought"),
]


@pytest.mark.parametrize(("a", "b", "same", "why"), SAME)
def test_same_value(a: Quantity, b: Quantity, same: bool, why: str) -> None:
    assert same_value(a, b) is same, why
    assert same_value(b, a) is same, why


def alone(figure: Quantity) -> ValueGroup:
    """The value group of one figure whose time is unknown."""
    low, high = (None if math.isinf(end) else end for end in interval(figure))
    return ValueGroup(
        label=figure.text,
        min=low,
        max=high,
        modifier=figure.modifier,
        as_of=None,
        claim_ids=("a",),
        outlets=("Blatt",),
        origins=(),
    )


def excluding_each_other(a: Quantity, b: Quantity) -> bool:
    return relation(alone(a), alone(b)) == "conflict"


EXCLUDING = [
    (quantity(8000), quantity(10_000, "more_than"), True, "8.000 lies below the bound"),
    (quantity(8000), quantity(15_000, "at_most"), False, "8.000 lies within the bound"),
    (quantity(2000, "magnitude"), quantity(300), False, "a vague magnitude excludes nothing"),
    (quantity(100, "approx"), quantity(104), False, "within ±5 %"),
    (quantity(30_000, "approx"), quantity(22_000, "approx"), True, "margins that do not meet"),
    (quantity(300, "range", low=300, high=400), quantity(400), False, "the end of the range belongs to it"),
    (quantity(300, "range", low=300, high=400), quantity(401), True, "beyond the range"),
]


@pytest.mark.parametrize(("a", "b", "excluding", "why"), EXCLUDING)
def test_exclude(a: Quantity, b: Quantity, excluding: bool, why: str) -> None:
    assert excluding_each_other(a, b) is excluding, why
    assert excluding_each_other(b, a) is excluding, why


DIGITS = [
    (316, 3, "all that are written"),
    (50_000, 1, "noughts behind are scale"),
    (138_000, 3, "behind three digits, too"),
    (2.56, 3, "on both sides of the comma"),
    (0.5, 1, "noughts in front count for nothing"),
    (-4.7, 2, "a sign is no digit"),
    (1e20, 1, "however large"),
    (0, 0, "nought has none"),
    (None, 0, "nor has what names no value"),
]


@pytest.mark.parametrize(("value", "digits", "why"), DIGITS)
def test_significant_digits(value: float | None, digits: int, why: str) -> None:
    assert significant_digits(value) == digits, why


MODIFIERS: list[Modifier] = ["exact", "approx", "at_least", "more_than", "at_most", "less_than", "magnitude"]
quantities = st.builds(
    quantity, st.floats(min_value=-1e12, max_value=1e12, allow_nan=False), st.sampled_from(MODIFIERS)
)


@given(quantities, quantities)
def test_one_value_never_excludes_itself(a: Quantity, b: Quantity) -> None:
    assert same_value(a, a)
    assert not excluding_each_other(a, a)
    assert same_value(a, b) == same_value(b, a)
    assert excluding_each_other(a, b) == excluding_each_other(b, a)


@given(quantities)
def test_interval_is_ordered(a: Quantity) -> None:
    low, high = interval(a)
    assert low <= high
