"""When a figure holds: time expressions in a clause, resolved against the day of publication.

Pure text. ``find_times`` reads every expression that names a day, an hour or an interval of days and gives what it
stands for; the forms of expressions are in ``time_rules``. What the text leaves vague (``in den vergangenen Wochen``,
``zuletzt``) gives nothing: no frame is better than a guessed one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct, structs

from kursk_claims.extract.slots.intervals import Interval, Tense, month_end
from kursk_claims.extract.slots.time_rules import Reading, Rule, rules
from kursk_claims.lexicon.frames import time_words
from kursk_claims.models import TimeFrame
from kursk_claims.settings import WORDS_REMEMBERED

Kind = Literal["point", "since", "until"]


class TimeMention(Struct, frozen=True, kw_only=True):
    """One expression of time: offsets into the text given, what it resolves to, and how it bounds."""

    start: int
    end: int
    text: str
    frame: TimeFrame
    kind: Kind = "point"
    rule: str = ""
    """Name of the form that read it."""


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
            return date(year, int(month), 1), month_end(year, int(month))
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None


def published_frame(published: str | None) -> TimeFrame | None:
    """The day (or month, year) of publication as a frame."""
    days = parse_published(published)
    return Interval(*days).frame if days else None


_CLOCKS = frozenset({"clock", "clock_span"})
"""Rules that give a time of a day named beside it."""


_SINCE = re.compile(
    r"\b(?:seit|ab)\s+(?:(?:dem|der|zu|vom)\s+)?(?:\w+\s+)?$"
    r"|\bseit\s+(?:seine[mr]|ihre[mr]|dem|der|eine[mr])\s+\w+\s+(?:von|vom|am|im|im\s+jahre?)\s+$",
    re.IGNORECASE,
)
"""What makes a time the beginning of a count: ``seit Mai``, ``seit seinem Beginn im Jahr 2011``."""
_UNTIL = re.compile(r"\bbis\s+(?:zum\s+|zu\s+|zur\s+|ins?\s+|einschließlich\s+)?(?:jahr\s+|jahre\s+)?$", re.IGNORECASE)
_OUTSIDE = re.compile(r"\b(?:vor|nach)\s+(?:dem\s+|der\s+|jahr\s+)?$", re.IGNORECASE)
"""What stands before a time that is not the figure's own: ``vor 2000``, ``nach dem Wochenende``."""
_COUNTED_AFTER = re.compile(r"\s*(?:€|\$|%|\d)")
_BEFORE = 40
"""Characters read in front of an expression for what bounds or names it."""
_JOINED = re.compile(r"[\s,(:]*(?:(?:um|gegen|am|kurz nach|kurz vor|stand|von|bis|der|den)[\s,:]+)*", re.IGNORECASE)
"""What may stand between a day and a time of that day."""


@cache
def _compiled() -> tuple[tuple[Rule, re.Pattern[str], tuple[str, ...] | None], ...]:
    """Each rule with its pattern, and beginnings of words of which a text has one; without these it has a digit."""
    return tuple(
        (
            rule,
            re.compile(rule.pattern, re.IGNORECASE),
            None if rule.signs is None else tuple(sorted({phrase.split()[0] for phrase in rule.signs})),
        )
        for rule in rules()
    )


@lru_cache(maxsize=WORDS_REMEMBERED)
def _called(word: str) -> frozenset[int]:
    """The numbers of the rules that a word (lower case) is a sign of."""
    return frozenset(k for k, (_, _, signs) in enumerate(_compiled()) if signs is not None and word.startswith(signs))


@lru_cache(maxsize=64)  # each number of a sentence asks for the times of that sentence
def find_times(text: str, published: str | None, tense: Tense | None = None) -> tuple[TimeMention, ...]:
    """Every expression in ``text`` that names a time, in text order.

    ``published`` is the article's date (``2024``, ``2024-11``, ``2024-11-17`` with or without a time). Without it, only
    expressions that carry their own year are resolved. A publication date without a day resolves months and years, not
    weekdays. ``tense`` is that of the verb, which tells the last from the next.
    """
    days = parse_published(published)
    today = days[1] if days else date(2000, 1, 1)
    found: list[tuple[TimeMention, bool]] = []
    taken = bytearray(len(text))
    for rule, pattern in _worth_trying(text):
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(taken[start:end]) or not _anchored(rule, match, days) or not _is_time(rule.name, match, text):
                continue
            before = text[max(0, start - _BEFORE) : start]
            outside = rule.name != "ago" and _OUTSIDE.search(before) is not None
            if outside or before.rstrip().lower().endswith(time_words().named):
                # a date that is a name ("Straße des 17. Juni") is read by no other pattern either
                taken[start:end] = b"\1" * (end - start)
                continue
            try:
                interval = rule.find(Reading(_groups(match), today, tense))
            except (ValueError, OverflowError):
                continue
            if interval is None or interval.start > interval.end:
                continue
            part_of_day = match.groupdict().get("t")
            if part_of_day and interval.from_clock is None:
                hour = time_words().dayparts[part_of_day.lower()]
                interval = interval._replace(from_clock=hour, to_clock=hour)
            taken[start:end] = b"\1" * (end - start)
            kind: Kind = "until" if _UNTIL.search(before) else "since" if _SINCE.search(before) else "point"
            mention = TimeMention(
                start=start, end=end, text=match[0].strip(), frame=interval.frame, kind=kind, rule=rule.name
            )
            found.append((mention, rule.name in _CLOCKS))
    found.sort(key=lambda pair: pair[0].start)
    return tuple(_with_clocks(text, found))


def _groups(match: re.Match[str]) -> dict[str, str]:
    return {name: value.lower() for name, value in match.groupdict().items() if value}


def _with_clocks(text: str, found: list[tuple[TimeMention, bool]]) -> Iterator[TimeMention]:
    """Times of day put to the day beside them; without one they count only where a figure is read at them."""
    i = 0
    while i < len(found):
        mention, is_clock = found[i]
        if i + 1 < len(found):
            other, other_is_clock = found[i + 1]
            day, clock = (other, mention) if is_clock else (mention, other)
            one = day.frame.start[:10] == day.frame.end[:10]
            if is_clock != other_is_clock and one and _JOINED.fullmatch(text, mention.end, other.start):
                yield structs.replace(
                    mention,
                    end=other.end,
                    text=text[mention.start : other.end],
                    frame=TimeFrame(
                        start=day.frame.start[:10] + clock.frame.start[10:],
                        end=day.frame.end[:10] + clock.frame.end[10:],
                    ),
                )
                i += 2
                continue
        if not is_clock or text[: mention.start].lower().rstrip().endswith(time_words().read_at):
            yield mention
        i += 1


def _worth_trying(text: str) -> Iterator[tuple[Rule, re.Pattern[str]]]:
    """The rules that can match by the words of the text: looking up words is cheaper than searching for each."""
    words = set(_WORDS.findall(text.lower()))
    called = frozenset[int]().union(*map(_called, words))
    digits = any(map(str.isdigit, text))
    for k, (rule, pattern, signs) in enumerate(_compiled()):
        if digits if signs is None else k in called:
            yield rule, pattern


_WORDS = re.compile(r"\w+")


def _anchored(rule: Rule, match: re.Match[str], days: tuple[date, date] | None) -> bool:
    """Whether the day of publication is known well enough to resolve this expression."""
    groups = match.groupdict()
    if rule.needs == "none" or groups.get("y") or groups.get("y2"):
        return True
    if days is None:
        return False
    span = (days[1] - days[0]).days
    return span == 0 or rule.needs == "year" or (span <= 31 and rule.needs == "month")


def _is_time(name: str, match: re.Match[str], text: str) -> bool:
    """Leave out what only looks like time: ``morgen`` as a noun, ``mai`` inside names, amounts."""
    if name == "day_word" and match["w"] == "Morgen":
        return False
    if name in _CAPITAL:
        groups = match.groupdict()
        lower = (groups.get("m") or groups["w"] or "")[:1].islower()
        if lower and not groups.get("t") and not text[: match.start()].endswith("am "):
            return False
    if name == "year":
        before = text[: match.start()].rstrip()[-1:]
        return before not in {".", "€", "$"} and not _COUNTED_AFTER.match(text, match.end())
    return True


_CAPITAL = frozenset({"month", "weekday"})
"""Rules whose noun is one only with a capital."""
