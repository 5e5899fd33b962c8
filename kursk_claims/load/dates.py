"""Publication dates, as people and pages write them, to ISO 8601."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate, parsedate_to_datetime
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from kursk_claims.lexicon import alternatives, reader
from kursk_claims.models import Span

HEAD_CHARS = 800
"""How far into the text a line of publication is looked for: headline, teaser and credits."""

_LONGEST = 64
"""Characters of the longest way to write a date; what follows is something else."""

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?=$|[T\s,])")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?=$|T)")
_GERMAN = re.compile(r"(?:\w+,\s+)?(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?!\d)")


class Dateline(Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``lexicon/de/dateline.toml``."""

    labels: tuple[str, ...]
    months: tuple[tuple[str, ...], ...]


_words: Final = reader("de/dateline", Dateline)


def iso_date(written: str) -> str | None:
    """``written`` as ``2024``, ``2024-11`` or ``2024-11-17``; ``None`` if it is no date this reads.

    The day is the one written, in the time zone it is written in. Reads ISO 8601 (``2024-11-17T08:39``),
    German numbers (``17.11.2024``, ``17.11.24``), German words (``17. November 2024``, ``November 2024``)
    and mail dates (``Sun, 17 Nov 2024 08:39:00 +0100``).
    """
    text = written.strip()[:_LONGEST]
    if match := _COMPACT.match(text) or _ISO.match(text):
        year, month, day = match.groups()
        return _checked(year, month, day)
    if match := _GERMAN.match(text):
        day, month, year = match.groups()
        return _checked(year if len(year) == 4 else f"20{year}", month, day)
    if match := _worded().match(text):
        return _checked(match["year"], str(_month_numbers()[match["month"].casefold()]), match["day"])
    mail = parsedate(text)
    return _checked(*(str(part) for part in mail[:3])) if mail else None


def iso_minute(written: str) -> str | None:
    """``written`` as ``2024-11-17T08:39``, clock time of Central Europe; ``None`` where it tells no time of day.

    Reads what ``iso_date`` reads with a time behind it. Midnight to the second is a day without a time.
    """
    text = written.strip()[:_LONGEST]
    found = _with_zone(text)
    if found is None:
        day, clock = iso_date(text), _CLOCK.search(text)
        if day is None or len(day) != len("2024-11-17") or clock is None:
            return None
        found = datetime.fromisoformat(f"{day}T{int(clock[1]):02}:{clock[2]}")
    return None if (found.hour, found.minute, found.second) == (0, 0, 0) else found.strftime("%Y-%m-%dT%H:%M")


_CLOCK = re.compile(r"[T\s,](2[0-3]|[01]?\d)[:.]([0-5]\d)(?=[:.]\d\d\b|\s*Uhr\b|\s*$)")
_ZONE: Final = ZoneInfo("Europe/Berlin")
"""That of Germany, Austria, Switzerland, Luxembourg and Liechtenstein."""


def _with_zone(text: str) -> datetime | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(text)
        except (ValueError, OverflowError):
            continue
        if found.tzinfo is None:
            return None
        try:
            return found.astimezone(_ZONE)
        except OverflowError:  # the calendar's last night
            return None
    return None


def dateline(text: str) -> tuple[str, Span] | None:
    """Date of publication that a line at the head of ``text`` states, and where that statement stands.

    ``Stand: 17.11.2024 08:39 Uhr``, ``Veröffentlicht am 3. Mai 2024``, ``date 2024-11``; it must begin
    a line. Of several, the label first in the lexicon wins.
    """
    ranks = {label.casefold(): rank for rank, label in enumerate(_words().labels)}
    found = []
    for match in _line().finditer(text, 0, HEAD_CHARS):
        read = iso_date(match["date"])
        if read is not None:
            found.append((ranks[match["label"].casefold()], match.start("label"), match.end(), read))
    if not found:
        return None
    _, start, end, read = min(found)
    return read, Span(start, end)


def _checked(year: str, month: str | None, day: str | None) -> str | None:
    numbers = [int(part) for part in (year, month, day) if part is not None]
    try:
        date(*[*numbers, 1, 1][:3])
    except (ValueError, OverflowError):
        return None
    return "-".join([f"{numbers[0]:04}", *(f"{number:02}" for number in numbers[1:])])


@cache
def _month_numbers() -> dict[str, int]:
    return {name: number for number, names in enumerate(_words().months, 1) for name in names}


@cache
def _month_pattern() -> str:
    return alternatives(_month_numbers())


@cache
def _worded() -> re.Pattern[str]:
    day = r"(?:\w+,\s+)?(?:(?P<day>\d{1,2})\.\s*)?"
    return re.compile(rf"{day}(?P<month>{_month_pattern()})\.?\s+(?P<year>\d{{4}})", re.I)


@cache
def _line() -> re.Pattern[str]:
    labels = alternatives(_words().labels)
    numeric = r"\d{4}-\d{2}(?:-\d{2})?|\d{1,2}\.\s?\d{1,2}\.\s?\d{4}"
    day = rf"(?:{numeric}|(?:\d{{1,2}}\.\s?)?(?:{_month_pattern()})\.?\s\d{{4}})"
    clock = r"(?:[T,\s]*(?:um\s)?\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*Uhr)?)?"
    weekday = r"(?:\w{2,10},\s)?"
    return re.compile(rf"^[ \t]*(?P<label>{labels}):?[ \t]+{weekday}(?P<date>{day}){clock}", re.I | re.M)
