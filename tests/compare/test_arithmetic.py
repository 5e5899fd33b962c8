"""Figures that imply each other, where the units fit."""

from __future__ import annotations

import pytest

from kursk_claims.compare.arithmetic import implications
from kursk_claims.models import Claim, Quantity
from tests.compare.build import claim, quantity

WAGE = {"thing": "lohn", "thing_class": "wage"}
BILL = {"thing": "kosten", "thing_class": "cost"}
HURT = {"thing": "verletzter", "thing_class": "person", "event": "wounded"}


def at(start: int, value: float, *, unit: str | None = None, per: str | None = None, **slot: object) -> Claim:
    amount: Quantity = quantity(value, unit=unit, per=per, start=start)
    return claim(amount, **slot)  # type: ignore[arg-type]


def test_pay_times_heads_is_the_yearly_bill() -> None:
    claims = [
        at(0, 1500, unit="EUR", per="month", **WAGE),
        at(60, 400, thing="arbeiter", thing_class="worker"),
        at(90, 7_200_000, unit="EUR", per="year", **BILL),
    ]
    (found,) = implications(claims)
    assert (found.computed, found.stated, found.consistent, found.factor) == (7_200_000, 7_200_000, True, 1.0)
    assert found.claim_ids == tuple(c.id for c in claims)


def test_a_bill_that_does_not_fit_shows_the_factor() -> None:
    claims = [
        at(0, 1500, unit="EUR", per="month", **WAGE),
        at(60, 400, thing="arbeiter", thing_class="worker"),
        at(90, 3_600_000, unit="EUR", per="year", **BILL),
    ]
    (found,) = implications(claims)
    assert (found.consistent, found.factor) == (False, 2.0)


RATES = [
    (at(0, 1500, per="day", **HURT), at(80, 45_000, per="month", **HURT), True, "a month of 30 days"),
    (at(0, 1500, per="day", **HURT), at(80, 90_000, per="month", **HURT), False, "twice as many"),
]


@pytest.mark.parametrize(("a", "b", "consistent", "why"), RATES)
def test_a_daily_rate_against_a_monthly_one(a: Claim, b: Claim, consistent: bool, why: str) -> None:
    (found,) = implications([b, a])
    assert found.consistent is consistent, why


NONE = [
    ([at(0, 1500, unit="EUR", per="month", **WAGE), at(90, 7e6, unit="USD", per="year", **BILL)], "two currencies"),
    ([at(0, 1500, per="day", **HURT), at(80, 45_000, per="month", **BILL)], "two things"),
    ([at(0, 1500, per="day", **HURT), at(900, 45_000, per="month", **HURT)], "far apart in the article"),
    ([at(0, 1500, **HURT), at(80, 45_000, **HURT)], "no rates"),
]


@pytest.mark.parametrize(("claims", "why"), NONE)
def test_nothing_is_guessed(claims: list[Claim], why: str) -> None:
    assert implications(claims) == (), why
