"""The forms of time expressions: an ordered table, a row for each, and what a match of it stands for.

A row has a name, an example, a pattern over lower or upper case, and what resolves it against the day of publication.
The more specific rows come first, because a stretch read by one is not read by another. The vocabulary is
``de/dates.toml``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from itertools import chain
from typing import Literal, NamedTuple

from kursk_claims.extract.slots.intervals import (
    Interval,
    Tense,
    holiday,
    months,
    named,
    near,
    near_holiday,
    near_year,
    one_day,
    part,
)
from kursk_claims.lexicon import alternatives
from kursk_claims.lexicon.frames import time_words

Anchor = Literal["none", "year", "month", "day"]
"""How well the day of publication must be known to resolve an expression."""


class Reading(NamedTuple):
    """One match of a rule: its named groups in lower case, the day it is read on, the tense of its clause's verb."""

    got: dict[str, str]
    today: date
    tense: Tense | None

    def number(self, name: str) -> int:
        """A number in figures or words."""
        word = self.got[name]
        return int(word) if word.isdigit() else time_words().counts[word]

    def year(self, name: str = "y") -> int | None:
        """A year, of two digits in this century."""
        word = self.got.get(name)
        return None if word is None else int(word) + (2000 if len(word) == 2 else 0)

    def month(self, name: str = "m") -> int:
        """A month by name or number."""
        word = self.got[name]
        if word.isdigit():
            return int(word)
        return next(i for i, forms in enumerate(time_words().months, 1) if word in forms)

    def shift(self) -> int:
        """How many of an interval lie between the one named and the present one."""
        words, word = time_words(), self.got.get("r", "")
        shifts = ((words.before_last, -2), (words.last, -1), (words.next, 1), (words.after_next, 2))
        return next((shift for forms, shift in shifts if word in forms), 0)


class Rule(NamedTuple):
    """One form of a time expression."""

    name: str
    example: str
    pattern: str
    find: Callable[[Reading], Interval | None]
    needs: Anchor = "day"
    signs: tuple[str, ...] | None = None
    """Beginnings of words of which a text with such an expression has one; ``None`` if it has a digit."""


def _day(at: Reading, d: str = "d", m: str = "m", y: str = "y") -> date:
    word = at.got[d]
    day = int(word) if word.isdigit() else time_words().day_numbers[word]
    month, year = at.month(m), at.year(y)
    if year is None:
        if not (1 <= month <= 12 and 1 <= day <= 31):
            raise ValueError(f"no such day: {day}.{month}.")
        year = near_year(at.today, month, day)
    return date(year, month, day)


def _day_span(at: Reading) -> Interval:
    """``vom 3. bis 12. September``: what the first day leaves out is that of the second."""
    last = _day(at, "d2", "m2", "y2")
    month = at.month() if "m" in at.got else last.month
    year = at.year() or last.year - (month > last.month)
    return Interval(date(year, month, int(at.got["d"])), last)


def _months(at: Reading, first: int, count: int) -> Interval:
    year = at.year()
    return near(at.today, first, count, at.tense) if year is None else months(year, first, count)


def _month_span(at: Reading) -> Interval:
    first, last = at.month(), at.month("m2")
    count = (last - first) % 12 + 1
    year = at.year()
    return near(at.today, first, count, at.tense) if year is None else months(year - (first > last), first, count)


def _quarter(at: Reading) -> Interval:
    index = next(i for i, forms in enumerate(time_words().quarters) if at.got["q"] in forms)
    return _months(at, index * 3 + 1, 3)


def _season(at: Reading) -> Interval:
    """Three months: of the year named, of last year, or the last such season that is over."""
    first = time_words().seasons[at.got.get("s") or at.got["s2"]]
    year = at.year() or at.today.year - ("r2" in at.got)
    found = months(year, first, 3)
    return months(year - 1, first, 3) if "r" in at.got and found.end >= at.today else found


def _part(at: Reading, whole: Interval) -> Interval:
    return part(whole, *time_words().parts[at.got["p"]]) if "p" in at.got else whole


def _interval(at: Reading) -> Interval | None:
    """``letztes Jahr``, ``Anfang der Woche``, ``Jahresbeginn``, ``am Wochenende``."""
    words, name = time_words(), at.got["i"]
    kind = words.compounds[name] if name in words.compounds and "p" in at.got else words.intervals[name]
    shift = at.shift()
    year = at.year()
    if year is not None:
        return _part(at, months(year, 1, 12)) if kind == "year" else None
    found = _part(at, named(kind, at.today, shift))
    if kind == "weekend" and shift == 1 and named(kind, at.today, 0).start > at.today:
        return named(kind, at.today, 0)
    if "r" in at.got or at.tense == "future" or found.start <= at.today:
        return found
    # "am Wochenende kamen", "Ende des Jahres waren": what is still to come can't be meant
    return _part(at, named(kind, at.today, -1)) if kind == "weekend" or at.tense == "past" else found


def _one_before(at: Reading) -> Interval:
    return named(time_words().before[at.got["b"]], at.today, -1)


def _ahead(at: Reading) -> Interval | None:
    """``in drei Wochen``, of a verb in the future; else it may be how long something took."""
    if at.tense != "future":
        return None
    return one_day(at.today + timedelta(days=at.number("n") * time_words().units[at.got["u"]]))


def _span_back(at: Reading) -> Interval:
    """``in den vergangenen 24 Stunden``: from so long ago until now."""
    words, number = time_words(), at.number("n")
    if at.got["u"] in words.hours:
        return Interval(at.today - timedelta(hours=number), at.today)
    days = number * words.units[at.got["u"]]
    return Interval(at.today - timedelta(days=days), at.today)


def _ago(at: Reading) -> Interval:
    number, unit = at.number("n"), time_words().units[at.got["u"]]
    only = at.today - timedelta(days=number * unit)
    # "vor drei Jahren" names no day, but half a year around it; only days and single weeks name one
    slack = timedelta(days=0 if unit * number <= 7 or unit == 1 else unit // 2)
    return Interval(only - slack, only + slack)


def _weekday(at: Reading) -> Interval:
    """A weekday of the week named, else the last one, today included; the next one for a verb in the future."""
    index = next(i for i, forms in enumerate(time_words().weekdays) if at.got["w"] in forms)
    if "i" in at.got:
        return one_day(named("week", at.today, at.shift()).start + timedelta(days=index))
    shift = at.shift()
    if shift == 1 or (shift == 0 and at.tense == "future"):
        return one_day(at.today + timedelta(days=(index - at.today.weekday() - shift) % 7 + shift))
    back = (at.today.weekday() - index) % 7
    return one_day(at.today - timedelta(days=back or (7 if shift == -1 else 0)))


def _weekday_span(at: Reading) -> Interval:
    first = _weekday(at._replace(got={"w": at.got["w"]})).start
    last = next(i for i, forms in enumerate(time_words().weekdays) if at.got["w2"] in forms)
    return Interval(first, first + timedelta(days=(last - first.weekday()) % 7))


def _holiday(at: Reading) -> Interval:
    entry = next(entry for entry in time_words().holidays if at.got["n"] in entry.names)
    year = at.year()
    if year is None and "r" in at.got:
        year = at.today.year + at.shift()
    return one_day(near_holiday(entry, at.today) if year is None else holiday(entry, year))


def _era(at: Reading) -> Interval:
    era = next(era for era in time_words().eras if at.got["e"] in era.phrases)
    return Interval(era.start, era.end)


def _decade(at: Reading) -> Interval:
    written = at.got.get("c") or at.got["c2"]
    first = int(written) if written.isdigit() else time_words().decades[written]
    return Interval(date(first + 1900 * (first < 100), 1, 1), date(first + 1900 * (first < 100) + 9, 12, 31))


def _clock(at: Reading, second: str = "") -> str:
    """A time of day as ISO: ``19`` or ``19:09``."""
    hour, minute = int(at.got[f"h{second}"]), at.got.get(f"min{second}") or (not second and at.got.get("min2")) or None
    if hour > 24 or (minute and int(minute) > 59):
        raise ValueError("no time of day")
    if hour < 12 and at.got.get("t") in time_words().afternoon:
        hour += 12
    return f"{hour % 24:02}:{minute}" if minute else f"{hour % 24:02}"


@cache
def rules() -> tuple[Rule, ...]:
    """The forms of time expressions, the more specific first."""
    words = time_words()
    month_names, weekday_names = tuple(chain.from_iterable(words.months)), tuple(chain.from_iterable(words.weekdays))
    relative = alternatives((*words.before_last, *words.last, *words.this, *words.next, *words.after_next))
    month, weekday = alternatives(month_names), alternatives(weekday_names)
    # "Jan" alone is a man's name
    full_month = alternatives(forms[0] for forms in words.months) + "|jänner|feber"
    last, parts, intervals = alternatives(words.last), alternatives(words.parts), alternatives(words.intervals)
    counts, units, seasons = alternatives(words.counts), alternatives(words.units), alternatives(words.seasons)
    hours, dayparts = alternatives(words.hours), alternatives(words.dayparts)
    y, of_year = r"(?P<y>(?:19|20)\d\d)", r"(?:\s+(?:des\s+jahres\s+|im\s+jahr\s+)?(?P<y>(?:19|20)\d\d))?"
    to = r"\s*(?:bis|und|–|-)\s*(?:zum\s+|dem\s+|einschließlich\s+)?"
    day = rf"(?P<d>\d{{1,2}}|{alternatives(words.day_numbers)})"
    holidays = tuple(name for entry in words.holidays for name in entry.names)
    eras = tuple(phrase for era in words.eras for phrase in era.phrases)
    signs = tuple(words.intervals)
    return (
        Rule("iso", "2020-06-17", rf"\b{y}-(?P<m>\d\d)-(?P<d>\d\d)\b", lambda at: one_day(_day(at)), "none"),
        Rule(
            "day_span", "vom 3. bis 12. September",
            rf"\b(?:vom|von|zwischen|am)\s+(?:dem\s+|den\s+)?(?P<d>\d{{1,2}})\.(?:\s?(?P<m>{month}|\d{{1,2}}(?=\.))\.?)?"
            rf"(?:\s?{y})?{to}(?P<d2>\d{{1,2}})\.\s?(?P<m2>{month}|\d{{1,2}}(?=\.))\b\.?(?:\s?(?P<y2>(?:19|20)\d\d))?",
            _day_span, "month",
        ),
        Rule(
            "numeric", "am 29.08.2019",
            r"\b(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.(?P<y>(?:19|20)?\d\d)?(?!\d)", lambda at: one_day(_day(at)), "month",
        ),
        Rule(
            "month_span", "von Januar bis März",
            rf"\b(?P<m>{month})\.?\s+(?:und|bis)\s+(?P<m2>{month})\b\.?{of_year}", _month_span, "month", month_names,
        ),
        Rule(
            "day_month", "am 28. März",
            rf"\b{day}(?:\.\s?|\s+)(?P<m>{month})\b\.?(?:\s+{y})?", lambda at: one_day(_day(at)), "month", month_names,
        ),
        Rule(
            "quarter", "im dritten Quartal",
            rf"\b(?P<q>{alternatives(chain.from_iterable(words.quarters))})\s+(?:quartal|vierteljahr)\w*{of_year}",
            _quarter, "month", ("quartal", "vierteljahr"),
        ),
        Rule(
            "half", "im ersten Halbjahr 2019",
            rf"\b(?P<h>erste[ns]?|zweite[ns]?|1\.|2\.)\s+(?:halbjahr|jahreshälfte)\w*{of_year}",
            lambda at: _months(at, 1 if at.got["h"][0] in "e1" else 7, 6), "month", ("halbjahr", "jahreshälfte"),
        ),
        Rule(
            "first_months", "in den ersten drei Monaten",
            rf"\bersten\s+(?P<n>{counts})\s+monaten?(?!\s+nach){of_year}",
            lambda at: _months(at, 1, at.number("n")), "day", ("ersten",),
        ),
        Rule(
            "span_back", "in den vergangenen 24 Stunden",
            rf"\b(?:{last})\s+(?P<n>\d{{1,3}}|{counts})\s+(?P<u>{units}|{hours})\b", _span_back, "day", words.last,
        ),
        Rule(
            "season", "im Sommer vergangenen Jahres",
            rf"\b(?:(?P<r>{last})\s+(?P<s>{seasons})|(?P<s2>{seasons})\s+(?:(?:des\s+)?(?P<r2>{last})\s+jahres|{y}))\b",
            _season, "day", tuple(words.seasons),
        ),
        Rule(
            "month", "Ende März",
            rf"\b(?:(?P<p>{parts})\s+)?(?:(?P<r>{relative})\s+)?(?P<m>{full_month})\b{of_year}",
            lambda at: _part(at, _months(at, at.month(), 1)), "month", month_names,
        ),
        Rule(
            "holiday", "am Ostermontag",
            rf"\b(?P<n>{alternatives(holidays)})\b(?:\s+(?:{y}|(?:des\s+|im\s+)?(?P<r>{relative})\s+jahre?s?))?",
            _holiday, "month",
            tuple(name.rpartition(" ")[2] for name in holidays),
        ),
        Rule(
            "weekday_week", "am Mittwoch vergangener Woche",
            rf"\b(?P<w>{weekday})(?:{dayparts})?s?\s+(?:der\s+)?(?P<r>{relative})\s+(?P<i>woche)\b",
            _weekday, "day", weekday_names,
        ),
        Rule(
            "weekday_span", "von Montag bis Freitag",
            rf"\b(?:von|zwischen|vom)\s+(?P<w>{weekday})\s+(?:bis|und|auf)\s+(?P<w2>{weekday})\b",
            _weekday_span, "day", weekday_names,
        ),
        Rule(
            "weekday", "am Dienstagabend", rf"\b(?:(?P<r>{relative})\s+)?(?P<w>{weekday})(?:s?\s?(?P<t>{dayparts}))?\b",
            _weekday, "day", weekday_names,
        ),
        Rule(
            "ago", "vor drei Jahren",
            rf"\bvor\s+(?:rund\s+|etwa\s+|gut\s+|knapp\s+|fast\s+)?(?P<n>\d{{1,3}}|{counts})\s+(?P<u>{units})\b",
            _ago, "day", ("vor",),
        ),
        Rule(
            "ahead", "wird in drei Wochen", rf"\bin\s+(?:rund\s+|etwa\s+)?(?P<n>\d{{1,3}}|{counts})\s+(?P<u>{units})\b",
            _ahead, "day", ("in",),
        ),
        Rule(
            "interval_part", "Anfang der Woche",
            rf"\b(?P<p>{parts})\s+(?:der|des|dieser|dieses|(?P<r>{relative}))\s+(?P<i>{intervals})\b",
            _interval, "day", signs,
        ),
        Rule(
            "interval_compound", "seit Jahresbeginn",
            rf"\b(?!wochenende)(?P<i>{alternatives(words.compounds)})(?P<p>{parts})s?\b(?:\s+{y})?",
            _interval, "day", tuple(words.compounds),
        ),
        Rule(
            "relative_year", "letztes Jahr",
            rf"\b(?P<r>{relative})\s+(?P<i>jahr(?:es)?)\b", _interval, "year", ("jahr",),
        ),
        Rule("interval", "vergangene Woche", rf"\b(?P<r>{relative})\s+(?P<i>{intervals})\b", _interval, "day", signs),
        Rule(
            "weekend", "am Wochenende",
            r"\b(?:am|zum|übers|vom|das)\s+(?P<i>wochenende)\b", _interval, "day", ("wochenend",),
        ),
        Rule("before_year", "im Vorjahr", r"\b(?P<b>vorjahr(?:es)?)\b", _one_before, "year", ("vorjahr",)),
        Rule(
            "before", "in der Vorwoche",
            rf"\b(?P<b>{alternatives(words.before)})\b", _one_before, "day", tuple(words.before),
        ),
        Rule(
            "day_word", "gestern", rf"\b(?P<w>{alternatives(words.days)})\b(?:\s+(?P<t>{dayparts})\b)?",
            lambda at: one_day(at.today + timedelta(days=words.days[at.got["w"]])), "day", tuple(words.days),
        ),
        Rule("era", "zu Beginn der Pandemie", rf"\b(?P<e>{alternatives(eras)})\b", _era, "none", eras),
        Rule(
            "decade", "in den 1990er Jahren",
            rf"\b(?:(?P<c>(?:19|20)?\d0)er|(?P<c2>{alternatives(words.decades)}))[\s-]jahren?\b", _decade, "none",
        ),
        Rule(
            "year_span", "von 2010 bis 2018",
            r"\b(?:von|zwischen)\s+(?P<y>(?:19|20)\d\d)\s+(?:bis|und)\s+(?P<y2>(?:19|20)\d\d)\b",
            lambda at: Interval(date(int(at.got["y"]), 1, 1), date(int(at.got["y2"]), 12, 31)), "none",
        ),
        Rule(
            "year_word", "heuer", rf"\b(?P<w>{alternatives(words.years)})\b",
            lambda at: months(at.today.year + words.years[at.got["w"]], 1, 12), "year", tuple(words.years),
        ),
        Rule(
            "year", "im Jahr 2018",
            rf"\b(?:(?P<p>{parts})\s+(?:des\s+jahres\s+)?)?{y}\b(?!\s*(?:euro|dollar|prozent|menschen|\d))",
            lambda at: _part(at, months(at.year() or 0, 1, 12)), "none",
        ),
        Rule(
            "clock_span", "zwischen 14 und 18 Uhr",
            r"\b(?:von|zwischen)\s+(?P<h>\d{1,2})(?:[.:](?P<min>\d\d))?\s+(?:uhr\s+)?(?:bis|und)\s+"
            r"(?P<h2>\d{1,2})(?:[.:](?P<min2>\d\d))?\s+uhr\b",
            lambda at: Interval(at.today, at.today, _clock(at), _clock(at, "2")),
        ),
        Rule(
            "clock", "Stand 19:09 Uhr",
            rf"\b(?P<h>\d{{1,2}})(?:[.:](?P<min>\d\d)(?::\d\d)?)?(?:\s+uhr\b(?:\s+(?P<min2>\d\d)\b)?|(?<=:\d\d)(?!\s+(?:{hours})))"
            rf"(?:\s+(?P<t>{dayparts})\b)?",
            lambda at: Interval(at.today, at.today, _clock(at), _clock(at)),
        ),
        Rule(
            "daypart", "am Abend", rf"\b(?:am|zum|vom|gegen|zur|um)\s+(?:\w+en\s+)?(?P<t>{dayparts})\b",
            lambda at: one_day(at.today), "day", tuple(words.dayparts),
        ),
    )  # fmt: skip
