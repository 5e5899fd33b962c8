"""Intervals of days by their names: weeks, quarters, seasons, parts of a year, holidays. Calendar alone, no text."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from dateutil.easter import easter

from kursk_claims.lexicon.frames import Holiday
from kursk_claims.models import TimeFrame

Tense = Literal["past", "future"]
_WEEKEND = 5
"""Saturday, counting from Monday as 0."""


class Interval(NamedTuple):
    """First and last day, each with a time of day if one is told (``19:09``, ``19``)."""

    start: date
    end: date
    from_clock: str | None = None
    to_clock: str | None = None

    @property
    def frame(self) -> TimeFrame:
        """As ISO 8601, to the precision that is known."""
        start = self.start.isoformat() + (f"T{self.from_clock}" if self.from_clock else "")
        end = self.end.isoformat() + (f"T{self.to_clock}" if self.to_clock else "")
        return TimeFrame(start=start, end=end)


def one_day(day: date) -> Interval:
    """A day as an interval."""
    return Interval(day, day)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def months(year: int, first: int, count: int) -> Interval:
    """Whole months from the ``first`` on (1 to 12), into the next year if need be."""
    last = first + count - 2
    return Interval(date(year, first, 1), month_end(year + last // 12, last % 12 + 1))


def shifted_month(day: date, by: int) -> tuple[int, int]:
    """Year and month that lie ``by`` months from a day's."""
    index = day.year * 12 + day.month - 1 + by
    return index // 12, index % 12 + 1


def named(name: str, today: date, shift: int) -> Interval:
    """The week, workweek, weekend, month, quarter, half or year that lies ``shift`` of them from now."""
    if name in ("week", "workweek", "weekend"):
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=shift)
        first, last = {"week": (0, 6), "workweek": (0, 4), "weekend": (_WEEKEND, 6)}[name]
        return Interval(monday + timedelta(days=first), monday + timedelta(days=last))
    length = {"month": 1, "quarter": 3, "half": 6, "year": 12}[name]
    year, month = shifted_month(today, shift * length)
    return months(year, month - (month - 1) % length, length)


def part(whole: Interval, low: float, high: float) -> Interval:
    """A part of an interval by the share of its length at which the part begins and ends."""
    length = (whole.end - whole.start).days
    return Interval(
        whole.start + timedelta(days=round(length * low)), whole.start + timedelta(days=round(length * high))
    )


def near_year(today: date, month: int, day: int) -> int:
    """The year that makes a day without year the nearest one; news mostly look back."""
    return today.year + min((-1, 0, 1), key=lambda shift: _distance(today, today.year + shift, month, day))


def _distance(today: date, year: int, month: int, day: int) -> float:
    try:
        days = (date(year, month, day) - today).days
    except ValueError:
        return float("inf")
    return days * 2.0 if days > 0 else float(-days)


def near(today: date, first: int, count: int, tense: Tense | None = None) -> Interval:
    """``count`` whole months without a year: the nearest; of a past verb the last whose final month has begun."""
    last = (first + count - 2) % 12 + 1
    year = near_year(today, last, 15 if count == 1 else 1)
    if tense == "past":
        year = today.year - (date(today.year, last, 1) > today)
    elif tense == "future":
        year = today.year + (month_end(today.year, last) < today)
    return months(year - (last < first), first, count)


@lru_cache(maxsize=512)
def holiday(entry: Holiday, year: int) -> date:
    """The day that a holiday falls on in a year. Easter by ``dateutil`` (Gauss's rule for western churches)."""
    if entry.easter is not None:
        sunday: date = easter(year)
        return sunday + timedelta(days=entry.easter)
    if entry.advent is not None:
        christmas = date(year, 12, 25)
        return christmas - timedelta(days=christmas.weekday() + 22) + timedelta(days=entry.advent)
    if entry.weekday is not None:
        month, weekday, which = entry.weekday
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))
    return date.fromisoformat(f"{year}-{entry.day}")


def near_holiday(entry: Holiday, today: date) -> date:
    """The nearest such day, past ones first."""
    days = [holiday(entry, today.year + shift) for shift in (-1, 0, 1)]
    return min(days, key=lambda day: (day - today).days * 2 if day > today else (today - day).days)
