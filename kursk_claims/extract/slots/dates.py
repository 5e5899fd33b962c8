"""When a figure holds: time expressions in a clause, resolved against the day of publication.

Pure text. ``find_times`` reads every expression that names a day, month, quarter or year and gives
the interval of days it stands for. What the text leaves vague (``in den vergangenen Wochen``,
``zuletzt``) gives nothing: no frame is better than a guessed one.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import chain
from typing import Literal

from msgspec import Struct

from kursk_claims.lexicon import alternatives
from kursk_claims.lexicon.frames import time_words
from kursk_claims.models import TimeFrame

Kind = Literal["point", "since", "until"]


class TimeMention(Struct, frozen=True, kw_only=True):
    """One expression of time: offsets into the text given, what it resolves to, and how it bounds."""

    start: int
    end: int
    text: str
    frame: TimeFrame
    kind: Kind = "point"
    rule: str = ""
    """Name of the pattern that read it."""


def parse_published(published: str | None) -> tuple[date, date] | None:
    """First and last day that a publication date can mean: ``2024-11`` is the whole month."""
    match = re.match(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", published or "")
    if not match:
        return None
    year, month, day = int(match[1]), match[2], match[3]
    try:
        if day:
            only = date(year, int(month), int(day))
            return only, only
        if month:
            return date(year, int(month), 1), _month_end(year, int(month))
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None


def published_frame(published: str | None) -> TimeFrame | None:
    """The day (or month, year) of publication as a frame."""
    days = parse_published(published)
    return _frame(*days) if days else None


def _at_hour(frame: TimeFrame, hour: str) -> TimeFrame:
    """One day's frame narrowed to an hour (ISO 8601 with reduced precision: ``2020-06-21T12``)."""
    return TimeFrame(start=f"{frame.start}T{hour}", end=f"{frame.end}T{hour}")


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _frame(start: date, end: date) -> TimeFrame:
    return TimeFrame(start=start.isoformat(), end=end.isoformat())


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Named patterns, the more specific first; a stretch read by one is not read by another."""
    words = time_words()
    months = alternatives(chain.from_iterable(words.months))
    weekdays = alternatives(chain.from_iterable(words.weekdays))
    dayparts = alternatives(words.dayparts)
    parts = alternatives(words.parts)
    quarters = alternatives(chain.from_iterable(words.quarters))
    last, this, following = alternatives(words.last), alternatives(words.this), alternatives(words.next)
    counts, units = alternatives(words.counts), alternatives(words.units)
    days, years = alternatives(words.days), alternatives(words.years)
    year = r"(?:19|20)\d\d"
    ordinals, seasons = alternatives(words.ordinals), alternatives(words.seasons)
    rows = (
        ("iso", rf"\b(?P<y>{year})-(?P<m>\d\d)-(?P<d>\d\d)\b"),
        ("numeric", r"\b(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.(?P<y>(?:19|20)?\d\d)?(?!\d)"),
        ("month_span", rf"\b(?P<m>{months})\.?\s+(?:und|bis)\s+(?P<m2>{months})\b\.?(?:\s+(?P<y>{year}))?"),
        ("day_month", rf"\b(?P<d>\d{{1,2}})\.\s?(?P<m>{months})\b\.?(?:\s+(?P<y>{year}))?"),
        ("quarter", rf"\b(?P<q>{quarters})\s+(?:quartal|vierteljahr)\w*(?:\s+(?:des\s+jahres\s+)?(?P<y>{year}))?"),
        (
            "half",
            rf"\b(?P<h>ersten|zweiten|1\.|2\.)\s+(?:halbjahr|jahreshälfte)\w*(?:\s+(?:des\s+jahres\s+)?(?P<y>{year}))?",
        ),
        (
            "first_months",
            rf"\bersten\s+(?P<n>{counts})\s+monaten?(?!\s+nach)(?:\s+(?:des\s+jahres\s+)?(?P<y>{year}))?",
        ),
        (
            "season",
            rf"\b(?:(?P<r>{last})\s+(?P<s>{seasons})|(?P<s2>{seasons})\s+(?:(?P<r2>{last})\s+jahres|(?P<y>{year})))\b",
        ),
        ("part_month", rf"\b(?P<p>{parts})\s+(?P<m>{months})\b(?:\s+(?P<y>{year}))?"),
        ("month", rf"\b(?:(?P<r>{last}|{this}|{following})\s+)?(?P<m>{months})\b(?:\s+(?P<y>{year}))?"),
        ("weekday_week", rf"\b(?P<w>{weekdays})(?:{dayparts})?s?\s+(?P<r>{last}|{following})\s+woche\b"),
        ("weekday", rf"\b(?:(?P<r>{last}|{following})\s+)?(?P<w>{weekdays})(?P<t>{dayparts})?\b"),
        ("ago", rf"\bvor\s+(?:rund\s+|etwa\s+|gut\s+|knapp\s+)?(?P<n>\d{{1,3}}|{counts})\s+(?P<u>{units})\b"),
        ("relative_year", rf"\b(?P<r>{last}|{this}|{following})\s+jahr(?:es)?\b"),
        ("relative_month", rf"\b(?P<r>{last}|{this}|{following})\s+monats?\b"),
        ("relative_week", rf"\b(?P<r>{last}|{this}|{following})\s+woche\b"),
        ("year_part", rf"\b(?P<p>{parts})\s+(?P<y>{year})\b"),
        ("day_word", rf"\b(?P<w>{days})\b"),
        ("era", rf"\b(?P<e>{alternatives([phrase for era in words.eras for phrase in era.phrases])})\b"),
        ("daypart", rf"\b(?:am|zum|vom|gegen)\s+(?:\w+en\s+)?(?P<t>{dayparts})\b"),
        ("year_word", rf"\b(?P<w>{years})\b"),
        ("year", rf"\b(?P<y>{year})\b(?!\s*(?:euro|dollar|prozent|menschen|\d))"),
        ("nth_of_month", rf"\b(?P<o>{ordinals})\s+des\s+monats\b"),
    )
    return tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in rows)


def pattern_names() -> tuple[str, ...]:
    """The names of all patterns, in the order in which they are tried."""
    return tuple(name for name, _ in _patterns())


_SINCE = re.compile(r"\b(?:seit|ab)\s+(?:dem\s+|der\s+)?(?:\w+\s+)?$", re.IGNORECASE)
_UNTIL = re.compile(r"\bbis\s+(?:zum\s+|zu\s+|ins?\s+|einschließlich\s+)?(?:jahr\s+|jahre\s+)?$", re.IGNORECASE)
_COUNTED_AFTER = re.compile(r"\s*(?:€|\$|%|\d)")


def _month_number(word: str) -> int:
    for number, forms in enumerate(time_words().months, 1):
        if word in forms:
            return number
    raise KeyError(word)


def _shift(word: str) -> int | None:
    words = time_words()
    if word in words.last:
        return -1
    if word in words.next:
        return 1
    return 0 if word in words.this else None


def _near_year(today: date, month: int, day: int) -> int:
    """The year that makes a day without year the nearest one; news mostly look back."""
    best = min((-1, 0, 1), key=lambda shift: _distance(today, today.year + shift, month, day))
    return today.year + best


def _distance(today: date, year: int, month: int, day: int) -> float:
    try:
        days = (date(year, month, day) - today).days
    except ValueError:
        return float("inf")
    return days * 2.0 if days > 0 else float(-days)


def _part(start: date, end: date, word: str) -> tuple[date, date]:
    low, high = time_words().parts[word]
    length = (end - start).days
    return start + timedelta(days=round(length * low)), start + timedelta(days=round(length * high))


def _resolve(name: str, match: re.Match[str], today: date) -> tuple[date, date] | None:
    got = {key: value.lower() for key, value in match.groupdict().items() if value}
    words = time_words()
    if name in ("iso", "numeric", "day_month"):
        month = _month_number(got["m"]) if name == "day_month" else int(got["m"])
        day = int(got["d"])
        if "y" in got:
            year = int(got["y"]) if len(got["y"]) == 4 else 2000 + int(got["y"])
        elif 1 <= month <= 12 and 1 <= day <= 31:
            year = _near_year(today, month, day)
        else:
            return None
        only = date(year, month, day)
        return only, only
    if name == "month_span":
        first, second = _month_number(got["m"]), _month_number(got["m2"])
        year = int(got["y"]) if "y" in got else _near_year(today, second, 1)
        return date(year - (first > second), first, 1), _month_end(year, second)
    if name == "quarter":
        index = next(i for i, forms in enumerate(words.quarters) if got["q"] in forms)
        year = int(got["y"]) if "y" in got else _near_year(today, index * 3 + 3, 1)
        return date(year, index * 3 + 1, 1), _month_end(year, index * 3 + 3)
    if name in ("part_month", "month"):
        month = _month_number(got["m"])
        year = int(got["y"]) if "y" in got else _near_year(today, month, 15)
        start, end = date(year, month, 1), _month_end(year, month)
        return _part(start, end, got["p"]) if "p" in got else (start, end)
    if name in ("weekday", "weekday_week"):
        return _resolve_weekday(name, got, today)
    if name == "ago":
        number = int(got["n"]) if got["n"].isdigit() else words.counts[got["n"]]
        unit = words.units[got["u"]]
        only = today - timedelta(days=number * unit)
        # "vor drei Jahren" names no day, but half a year around it; only days and single weeks name one
        slack = timedelta(days=0 if unit * number <= 7 or unit == 1 else unit // 2)
        return only - slack, only + slack
    if name == "half":
        first = 1 if got["h"] in ("ersten", "1.") else 7
        year = int(got["y"]) if "y" in got else _near_year(today, first + 5, 1)
        return date(year, first, 1), _month_end(year, first + 5)
    if name == "first_months":
        number = words.counts[got["n"]]
        year = int(got["y"]) if "y" in got else _near_year(today, number, 1)
        return date(year, 1, 1), _month_end(year, number)
    if name == "season":
        return _resolve_season(got, today)
    if name == "nth_of_month":
        return None
    if name == "relative_year":
        year = today.year + (_shift(got["r"]) or 0)
        return date(year, 1, 1), date(year, 12, 31)
    if name == "relative_month":
        index = today.year * 12 + today.month - 1 + (_shift(got["r"]) or 0)
        return date(index // 12, index % 12 + 1, 1), _month_end(index // 12, index % 12 + 1)
    if name == "relative_week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=_shift(got["r"]) or 0)
        return monday, monday + timedelta(days=6)
    if name == "era":
        era = next(era for era in words.eras if got["e"] in era.phrases)
        return era.start, era.end
    if name == "daypart":
        return today, today
    if name == "day_word":
        only = today + timedelta(days=words.days[got["w"]])
        return only, only
    year = today.year + words.years[got["w"]] if name == "year_word" else int(got["y"])
    start, end = date(year, 1, 1), date(year, 12, 31)
    return _part(start, end, got["p"]) if "p" in got else (start, end)


def _resolve_season(got: dict[str, str], today: date) -> tuple[date, date]:
    """Three months: of the year named, of last year, or the last such season that is over."""
    first = time_words().seasons[got.get("s") or got["s2"]]
    year = int(got["y"]) if "y" in got else today.year - ("r2" in got)
    start, end = date(year, first, 1), _month_end(year + (first + 2) // 13, (first + 1) % 12 + 1)
    if "r" in got and end >= today:
        start, end = start.replace(year=year - 1), _month_end(end.year - 1, end.month)
    return start, end


def _resolve_weekday(name: str, got: dict[str, str], today: date) -> tuple[date, date]:
    index = next(i for i, forms in enumerate(time_words().weekdays) if got["w"] in forms)
    shift = _shift(got["r"]) if "r" in got else None
    if name == "weekday_week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=shift or 0)
        only = monday + timedelta(days=index)
    elif shift == 1:
        only = today + timedelta(days=(index - today.weekday() - 1) % 7 + 1)
    else:
        back = (today.weekday() - index) % 7
        only = today - timedelta(days=back or (7 if shift == -1 else 0))
    return only, only


_BEFORE = 40
"""Characters read in front of an expression for what bounds or names it."""


@lru_cache(maxsize=64)  # each number of a sentence asks for the times of that sentence
def find_times(text: str, published: str | None) -> tuple[TimeMention, ...]:
    """Every expression in ``text`` that names a day or an interval of days, in text order.

    ``published`` is the article's date (``2024``, ``2024-11``, ``2024-11-17`` with or without a time).
    Without it, only expressions that carry their own year are resolved. A publication date without
    a day resolves months and years, not weekdays.
    """
    days = parse_published(published)
    found: list[TimeMention] = []
    taken = bytearray(len(text))
    for name, pattern in _worth_trying(text):
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            if not _anchored(name, match, days) or not _is_time(name, match, text):
                continue
            before = text[max(0, start - _BEFORE) : start]
            if before.rstrip().lower().endswith(time_words().named):
                # a date that is a name ("Straße des 17. Juni") is read by no other pattern either
                taken[start:end] = b"\1" * (end - start)
                continue
            today = days[1] if days else date(2000, 1, 1)
            try:
                resolved = _resolve(name, match, today)
            except ValueError:
                continue
            if resolved is None:
                continue
            taken[start:end] = b"\1" * (end - start)
            kind: Kind = "until" if _UNTIL.search(before) else "since" if _SINCE.search(before) else "point"
            frame = _frame(*resolved)
            part = match.groupdict().get("t")
            if part:
                frame = _at_hour(frame, time_words().dayparts[part.lower()])
            found.append(TimeMention(start=start, end=end, text=match[0].strip(), frame=frame, kind=kind, rule=name))
    return tuple(sorted(found, key=lambda mention: mention.start))


@cache
def _signs() -> dict[str, tuple[str, ...]]:
    """For each pattern that needs no digit: beginnings of words (with the blank before), of which one must be there."""
    words = time_words()
    months = tuple(form for forms in words.months for form in forms)
    weekdays = tuple(form for forms in words.weekdays for form in forms)
    signs: dict[str, tuple[str, ...]] = {
        **dict.fromkeys(("month_span", "day_month", "part_month", "month"), months),
        **dict.fromkeys(("weekday_week", "weekday"), weekdays),
        "quarter": ("quartal", "vierteljahr"),
        "ago": ("vor",),
        "half": ("halbjahr", "jahreshälfte"),
        "first_months": ("ersten",),
        "season": tuple(words.seasons),
        "relative_year": ("jahr",),
        "relative_month": ("monat",),
        "relative_week": ("woche",),
        "day_word": tuple(words.days),
        "era": tuple(phrase for era in words.eras for phrase in era.phrases),
        "daypart": tuple(words.dayparts),
        "year_word": tuple(words.years),
        "nth_of_month": ("monat",),
    }
    return {name: tuple(sorted({f" {phrase.split()[0]}" for phrase in found})) for name, found in signs.items()}


def _worth_trying(text: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns that can match by the words of the text: looking up words is cheaper than searching for each."""
    said = " " + " ".join(re.findall(r"\w+", text.lower()))
    digits = any(char.isdigit() for char in text)
    for name, pattern in _patterns():
        signs = _signs().get(name)
        if digits if signs is None else any(sign in said for sign in signs):
            yield name, pattern


def _anchored(name: str, match: re.Match[str], days: tuple[date, date] | None) -> bool:
    """Whether the day of publication is known well enough to resolve this expression."""
    if name == "era" or ("y" in match.re.groupindex and match["y"]):
        return True
    if days is None:
        return False
    span = (days[1] - days[0]).days
    by_year = name in ("relative_year", "year_word")
    by_month = by_year or name in ("month", "part_month", "month_span", "quarter", "day_month", "numeric", "half")
    return span == 0 or (span <= 31 and by_month) or by_year


def _is_time(name: str, match: re.Match[str], text: str) -> bool:
    """Leave out what only looks like time: ``morgen`` as a noun, ``mai`` inside names, amounts."""
    first = match[0].lstrip()[:1]
    if name == "day_word" and match["w"].lower() in ("morgen",) and first.isupper():
        return False
    if (
        name in ("month", "weekday", "part_month")
        and not match[match.re.groupindex["m" if "m" in match.re.groupindex else "w"]][:1].isupper()
    ):
        return False
    if name == "year":
        before = text[: match.start()].rstrip()[-1:]
        return before not in {".", "€", "$"} and not _COUNTED_AFTER.match(text, match.end())
    return True
