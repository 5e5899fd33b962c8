"""The time that each value group of a cluster speaks of: told by the texts, else by their publication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kursk_claims.compare.profile import frame_days
from kursk_claims.compare.value_groups import extent
from kursk_claims.compare.values import overlap
from kursk_claims.extract.slots.dates import published_frame
from kursk_claims.lexicon import classes, measures
from kursk_claims.models import Claim, DocumentRef, Quantity, TimeFrame

Times = Sequence[str | TimeFrame | None]
Told = tuple[frozenset[str | None], TimeFrame | None]
"""The sources of a group, and the day on which it was printed or of which it is."""


def group_times(values: Sequence[Sequence[tuple[Claim, Quantity]]]) -> Times:
    """For each value group the time that its figures speak of: a day, an interval, or ``None`` if nothing tells.

    What the texts name comes first. Publication stands in for it where the figure runs on from day to day, where one
    source corrects itself, or where no two sources are named; never for a figure that its text puts into the past,
    not beside one that is of a longer time, and only where another figure excludes it.
    """
    groups = [[claim for claim, _ in group] for group in values]
    named = [_together([frame for claim in claims if (frame := _named(claim)) is not None]) for claims in groups]
    if len(groups) < 2:
        return [_short(frame) for frame in named]
    days = [_day_told(claims) for claims in groups]
    if any(_is_long(frame) for frame in named if frame is not None):
        days = [printed(claims) for claims in groups]
        if len({str(frame) for frame in named}) > 1 or len({str(day) for day in days}) == 1:
            return [_short(frame) for frame in named]
        named = [None] * len(groups)  # one period that all speak of tells no two states apart
    running = any(_runs(claim) for claims in groups for claim in claims)
    counted_out = any(claim.slot.measure in measures.running("out") for claims in groups for claim in claims)
    told: list[Told] = [
        (frozenset({last_source(claim) for claim in claims} - {None}), day)
        for claims, day in zip(groups, days, strict=True)
    ]
    distinct = set(told)  # few, however many values there are
    rival = {one: any(_from_others(one, other) for other in distinct) for one in distinct}
    rivals = [rival[one] for one in told]
    excluded = [any(_apart(one, other) for other in values if other is not one) for one in values]
    times = [
        _short(frame if frame is not None or not apart or (rival and not running) else day)
        for frame, day, rival, apart in zip(named, days, rivals, excluded, strict=True)
    ]
    return _hours(times, groups) if counted_out or (running and not any(rivals)) else times


def _from_others(one: Told, other: Told) -> bool:
    """Whether two groups are told by different sources at one time."""
    return bool(one[0] and other[0]) and one[0].isdisjoint(other[0]) and beside(one[1], other[1])


def _hours(times: Times, groups: Sequence[Sequence[Claim]]) -> Times:
    """Times of a count that runs on within a day: the hours at which each of its values of one day was first printed.

    The day stays where the text tells an hour, or where not every value of the day has one of its own.
    """
    hours = [_first_hour(claims, time) for claims, time in zip(groups, times, strict=True)]
    told = Counter(hours)
    days = Counter(time for time in times if isinstance(time, str))
    known = {day: [hour for hour in told if hour is not None and hour.startswith(f"{day}T")] for day in days}
    return [
        hour if hour is not None and isinstance(time, str) and len(known[time]) == days[time] > 1 else time
        for time, hour in zip(times, hours, strict=True)
    ]


def _first_hour(claims: Sequence[Claim], day: str | TimeFrame | None) -> str | None:
    """The hour at which the first of the articles of ``day`` came out; ``None`` if one does not tell."""
    hours = [hour_of(claim.doc) for claim in claims if claim.doc.published == day]
    known = [hour for hour in hours if hour is not None]
    return min(known) if known and len(known) == len(hours) else None


def hour_of(document: DocumentRef) -> str | None:
    """The hour of publication, as ``2024-11-17T08``; ``None`` where the document tells no time of day."""
    return document.published_time[: len("2024-11-17T08")] if document.published_time else None


def _apart(one: Sequence[tuple[Claim, Quantity]], other: Sequence[tuple[Claim, Quantity]]) -> bool:
    """Whether the figures of two groups exclude each other."""
    if any(group[0][1].modifier == "magnitude" for group in (one, other)):
        return False
    return not overlap(extent(one), extent(other))


_LONG = 8
"""Days from which a time is a period that a figure covers, beside which no day of publication stands in."""


_ONE_TIME = 2
"""Days between two publications within which two sources speak of one time."""


def beside(a: TimeFrame | None, b: TimeFrame | None) -> bool:
    """Whether two days of publication are one time; unknown ones are."""
    one, other = frame_days(a), frame_days(b)
    return one is None or other is None or abs(one[0] - other[0]) <= _ONE_TIME


def _is_long(frame: TimeFrame) -> bool:
    days = frame_days(frame)
    return days is not None and days[1] - days[0] >= _LONG


def _together(frames: Sequence[TimeFrame]) -> TimeFrame | None:
    """What several times have in common, else the time from the first to the last."""
    if not frames:
        return None
    start, end = max(_first(f) for f in frames), min(_last(f) for f in frames)
    if start > end:
        start, end = min(_first(f) for f in frames), max(_last(f) for f in frames)
    return TimeFrame(start=start, end=end)


def _short(frame: TimeFrame | None) -> str | TimeFrame | None:
    if frame is None:
        return None
    start, end = frame.start.removesuffix(_MIDNIGHT), frame.end.removesuffix(_DAY_END)
    return start if start == end else TimeFrame(start=start, end=end)


def _day_told(claims: Sequence[Claim]) -> TimeFrame | None:
    """The time inferred for a group's figures, else the day on which they were first printed.

    ``None`` if one is put into the past, or is no fact.
    """
    supposed = any(claim.slot.modality in _NO_FACT and claim.slot.measure not in _projected() for claim in claims)
    if supposed or any(claim.slot.role in _PAST for claim in claims):
        return None
    inferred = [claim.slot.as_of for claim in claims if claim.slot.as_of is not None]
    return _together(inferred) if inferred else printed(claims)


def printed(claims: Sequence[Claim]) -> TimeFrame | None:
    """The day on which one of the figures was first printed, if it is known."""
    days = [claim.doc.published for claim in claims if claim.doc.published and len(claim.doc.published) >= _DAY_LENGTH]
    return published_frame(min(days)) if days else None


_PAST = frozenset({"from", "base", "limit"})
_NO_FACT = frozenset({"assumed"})


def _projected() -> frozenset[str]:
    """Measures that a projection tells in the subjunctive (``käme auf 8 Prozent``), as of its hour."""
    return measures.running("out")


_DAY_LENGTH = len("2024-11-17")


def last_source(claim: Claim) -> str | None:
    """Key of the source cited last, ``None`` where the article itself asserts."""
    sources = claim.attribution.sources if claim.attribution else ()
    return (sources[-1].key or sources[-1].name.casefold()) if sources else None


_MIDNIGHT, _DAY_END = "T00", "T24"


def _first(frame: TimeFrame) -> str:
    return frame.start if "T" in frame.start else frame.start + _MIDNIGHT


def _last(frame: TimeFrame) -> str:
    return frame.end if "T" in frame.end else frame.end + _DAY_END


def _named(claim: Claim) -> TimeFrame | None:
    """The time that a text names; not what a change is counted from (``seit 2015``), which leaves no day of its own."""
    frame = claim.slot.as_of if claim.slot.as_of_text else None
    if frame is not None and claim.slot.role == "change" and frame.start == frame.end == claim.doc.published:
        return None
    return frame


_SUMMED_UP = frozenset({"month", "quarter", "season", "year"})
"""Periods that a figure sums up as a whole: the day on which it was printed is not its own."""


def _runs(claim: Claim) -> bool:
    """Whether a figure is taken anew every day: the dead of a disaster, new cases, rates that are read off again."""
    slot = claim.slot
    if slot.period in _SUMMED_UP:
        return False
    event, thing = classes.events().get(slot.event or ""), classes.things().get(slot.thing_class or "")
    series = bool((event and event.series) or (thing and thing.series))
    new = slot.scope in ("new", "additional", "per_day") and bool(event and event.implies == "person")
    counted = slot.measure in measures.running("on") | measures.running("out")
    return new or series or counted or bool(event and event.tally)
