"""Figures that imply each other: shown only where the units fit, never as a guess.

Two kinds of implication are read:

* a rate and the count it applies to give a total: 2.000 dollars a month each for 10.000 soldiers are
  240 million dollars a year;
* one figure given per short and per long time: 1.500 a day are 45.000 to 46.500 a month.

The figures must stand close together in one article and be about the same people or things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kursk_claims.extract.quantities.units import dimension
from kursk_claims.models import Claim, Implication
from kursk_claims.settings import IMPLICATION_TOLERANCE

_DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 365.2425 / 12, "year": 365.2425}
_NEAR = 200
"""Characters between figures that are one sum: a sentence."""


def _value(claim: Claim) -> float | None:
    quantity = claim.quantity
    return quantity.value if quantity and quantity.modifier in ("exact", "approx") else None


def _format(value: float) -> str:
    return f"{value:,.10g}".replace(",", ".") if value == int(value) else f"{value:.10g}".replace(".", ",")


def _implication(
    claims: Sequence[Claim], formula: str, computed: float, stated: float | None, unit: str | None
) -> Implication:
    factor = None if not stated else computed / stated
    consistent = None if factor is None else abs(factor - 1) <= IMPLICATION_TOLERANCE
    return Implication(
        claim_ids=tuple(claim.id for claim in claims),
        formula=formula,
        computed=round(computed, 6),
        stated=stated,
        unit=unit,
        consistent=consistent,
        factor=None if factor is None else round(factor, 4),
    )


def implications(claims: Iterable[Claim]) -> tuple[Implication, ...]:
    """Implications within each article, in text order. Needs all numeric claims of an article together."""
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.quantity is not None and _value(claim) is not None:
            by_document[claim.doc.id].append(claim)
    found: list[Implication] = []
    for document in sorted(by_document):
        ordered = sorted(
            by_document[document], key=lambda claim: (claim.quantity.start if claim.quantity else 0, claim.id)
        )
        found.extend(_rate_times_count(ordered))
        found.extend(_rate_and_rate(ordered))
    return tuple(found)


def _close(a: Claim, b: Claim) -> bool:
    if a.quantity is None or b.quantity is None:
        return False
    return abs(a.quantity.start - b.quantity.start) <= _NEAR


def _rate_times_count(claims: Sequence[Claim]) -> list[Implication]:
    """Money per head and time, times a count, against money per (other) time."""
    found = []
    for rate in claims:
        paid = rate.quantity
        if paid is None or paid.per not in _DAYS or dimension(paid.unit) != "money" or rate.slot.thing_class != "wage":
            continue
        for count in claims:
            heads = count.quantity
            if heads is None or heads.unit is not None or heads.per or not _close(rate, count):
                continue
            for total in claims:
                whole = total.quantity
                if whole is None or whole.unit != paid.unit or whole.per not in _DAYS or total is rate:
                    continue
                if not (_close(count, total) and (whole.value or 0) > (paid.value or 0)):
                    continue
                times = _periods(paid.per, whole.per)
                computed = (paid.value or 0) * (heads.value or 0) * times
                formula = (
                    f"{_format(paid.value or 0)} {paid.unit}/{paid.per} × {_format(heads.value or 0)}"
                    + (f" × {_format(times)}" if times != 1 else "")
                    + f" = {_format(computed)} {paid.unit}/{whole.per}"
                )
                found.append(_implication((rate, count, total), formula, computed, whole.value, whole.unit))
    return found


def _periods(short: str, long: str) -> float:
    """How many of one period make the other: 12 months a year, 7 days a week, 30 days a month."""
    whole = {("month", "year"): 12.0, ("day", "week"): 7.0, ("hour", "day"): 24.0, ("week", "year"): 52.0}
    return whole.get((short, long), 1.0 if short == long else _DAYS[long] / _DAYS[short])


def _rate_and_rate(claims: Sequence[Claim]) -> list[Implication]:
    """One thing per day and per month, both stated."""
    found = []
    for index, one in enumerate(claims):
        for other in claims[index + 1 :]:
            a, b = one.quantity, other.quantity
            if a is None or b is None or a.unit != b.unit or a.per == b.per or not _close(one, other):
                continue
            if a.per not in _DAYS or b.per not in _DAYS or not _same_counted(one, other):
                continue
            short, long = (one, other) if _DAYS[a.per] < _DAYS[b.per] else (other, one)
            low, high = short.quantity, long.quantity
            if low is None or high is None or low.per is None or high.per is None:
                continue
            times = _periods(low.per, high.per)
            computed = (low.value or 0) * times
            unit = f" {low.unit}" if low.unit else ""
            left = f"{_format(low.value or 0)}{unit}/{low.per} × {_format(round(times, 2))}"
            formula = f"{left} = {_format(round(computed, 2))}{unit}/{high.per}"
            found.append(_implication((short, long), formula, computed, high.value, high.unit))
    return found


def _same_counted(a: Claim, b: Claim) -> bool:
    known = a.slot.event or a.slot.thing_class or a.slot.thing
    return bool(known) and (a.slot.event, a.slot.thing_class) == (b.slot.event, b.slot.thing_class)
