"""What a cluster's figures say together: value groups, status, exclusions, spread."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, islice, product

import msgspec

from kursk_claims.compare.profile import frame_days
from kursk_claims.compare.value_groups import by_value, extent
from kursk_claims.compare.values import POINTS, overlap
from kursk_claims.extract.quantities.units import convert, dimension
from kursk_claims.extract.slots.dates import published_frame
from kursk_claims.lexicon import classes, measures
from kursk_claims.lexicon.frames import frames
from kursk_claims.models import Claim, Exclusion, Quantity, Status, TimeFrame, ValueGroup


def quantity_of(claim: Claim) -> Quantity:
    """The claim's quantity; raises ``ValueError`` for a claim without one."""
    if claim.quantity is None:
        raise ValueError(f"claim {claim.id} has no quantity")
    return claim.quantity


def common_unit(claims: Sequence[Claim]) -> str | None:
    """The unit that most claims of a cluster use; the first by name among equals."""
    counts = Counter(quantity_of(claim).unit for claim in claims)
    return min(counts, key=lambda unit: (-counts[unit], unit or ""))


def in_unit(quantity: Quantity, unit: str | None) -> Quantity:
    """The quantity in another unit of its dimension; itself if it can't be converted."""
    if quantity.unit == unit or dimension(quantity.unit) != dimension(unit):
        return quantity

    def to(value: float | None) -> float | None:
        return None if value is None else convert(value, quantity.unit, unit)

    return msgspec.structs.replace(
        quantity, value=to(quantity.value), min=to(quantity.min), max=to(quantity.max), unit=unit
    )


def value_groups(claims: Sequence[Claim]) -> list[list[tuple[Claim, Quantity]]]:
    """Claims of one cluster by value, quantities in the cluster's unit, lowest group first.

    A figure joins the nearest group all of whose figures give the same value; an approximate figure
    therefore never bridges two exact ones. Equal values are one group, whenever they were read.
    """
    unit = common_unit(claims)
    return by_value((claim, in_unit(quantity_of(claim), unit)) for claim in claims)


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
        days = [_printed(claims) for claims in groups]
        if len({str(frame) for frame in named}) > 1 or len({str(day) for day in days}) == 1:
            return [_short(frame) for frame in named]
        named = [None] * len(groups)  # one period that all speak of tells no two states apart
    running = any(_runs(claim) for claims in groups for claim in claims)
    counted_out = any(claim.slot.measure in measures.running("out") for claims in groups for claim in claims)
    told: list[Told] = [
        (frozenset({_last_source(claim) for claim in claims} - {None}), day)
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
    return bool(one[0] and other[0]) and one[0].isdisjoint(other[0]) and _beside(one[1], other[1])


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
    """``2024-11-17T08``: when the first of the articles of ``day`` came out; ``None`` if one does not tell."""
    printed = [claim.doc.published_time for claim in claims if claim.doc.published == day]
    found = [time for time in printed if time is not None]
    return min(found)[: len("2024-11-17T08")] if found and len(found) == len(printed) else None


def _apart(one: Sequence[tuple[Claim, Quantity]], other: Sequence[tuple[Claim, Quantity]]) -> bool:
    """Whether the figures of two groups exclude each other."""
    if any(group[0][1].modifier == "magnitude" for group in (one, other)):
        return False
    return not overlap(extent(one), extent(other))


_LONG = 8
"""Days from which a time is a period that a figure covers, beside which no day of publication stands in."""


_ONE_TIME = 2
"""Days between two publications within which two sources speak of one time."""


def _beside(a: TimeFrame | None, b: TimeFrame | None) -> bool:
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
    return _together(inferred) if inferred else _printed(claims)


def _printed(claims: Sequence[Claim]) -> TimeFrame | None:
    """The day on which one of the figures was first printed, if it is known."""
    days = [claim.doc.published for claim in claims if claim.doc.published and len(claim.doc.published) >= _DAY_LENGTH]
    return published_frame(min(days)) if days else None


_PAST = frozenset({"from", "base", "limit"})
_NO_FACT = frozenset({"assumed"})


def _projected() -> frozenset[str]:
    """Measures that a projection tells in the subjunctive (``käme auf 8 Prozent``), as of its hour."""
    return measures.running("out")


_DAY_LENGTH = len("2024-11-17")


def _last_source(claim: Claim) -> str | None:
    sources = claim.attribution.sources if claim.attribution else ()
    return (sources[-1].key or sources[-1].name.casefold()) if sources else None


_MIDNIGHT, _DAY_END = "T00", "T24"


def _first(frame: TimeFrame) -> str:
    return frame.start if "T" in frame.start else frame.start + _MIDNIGHT


def _last(frame: TimeFrame) -> str:
    return frame.end if "T" in frame.end else frame.end + _DAY_END


def _named(claim: Claim) -> TimeFrame | None:
    return claim.slot.as_of if claim.slot.as_of_text else None


def _runs(claim: Claim) -> bool:
    """Whether a figure is taken anew every day: the dead of a disaster, new cases, rates that are read off again."""
    slot = claim.slot
    event, thing = classes.events().get(slot.event or ""), classes.things().get(slot.thing_class or "")
    series = bool((event and event.series) or (thing and thing.series))
    new = slot.scope in ("new", "additional", "per_day") and bool(event and event.implies == "person")
    counted = slot.measure in measures.running("on") | measures.running("out")
    return new or series or counted or bool(event and event.tally)


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None


def build_group(
    group: list[tuple[Claim, Quantity]], origins: Sequence[str], as_of: str | TimeFrame | None = None
) -> ValueGroup:
    """The record of one value group of a cluster."""
    claims = [claim for claim, _ in group]
    low, high = extent(group)
    first = group[0][1]
    outlets = sorted({claim.doc.outlet or claim.doc.id for claim in claims})
    return ValueGroup(
        label=first.text,
        min=_number(low),
        max=_number(high),
        modifier=first.modifier,
        unit=first.unit,
        per=first.per,
        as_of=as_of,
        claim_ids=tuple(claim.id for claim in claims),
        outlets=tuple(outlets),
        origins=tuple(origins),
    )


def relation(a: ValueGroup, b: ValueGroup) -> Status:
    """How two value groups of one cluster stand to each other: update, compatible or conflict."""
    if a.as_of is not None and b.as_of is not None and a.as_of != b.as_of:
        return "update"
    return "conflict" if _excluding(a, b) else "compatible"


def _excluding(a: ValueGroup, b: ValueGroup) -> bool:
    if "magnitude" in (a.modifier, b.modifier):
        return False
    low, high = max(_bounds(a)[0], _bounds(b)[0]), min(_bounds(a)[1], _bounds(b)[1])
    return low > high and not math.isclose(low, high, rel_tol=1e-9)


def verdict(values: Sequence[Sequence[tuple[Claim, Quantity]]], groups: Sequence[ValueGroup]) -> Status:
    """Status of the claims of ``values``, whose records are ``groups``, in the same order.

    A conflict needs two who say so, two articles or two named sources of one, and say it of one time: of one that
    they name, else in articles of the same days. One article alone has no states either. A figure that its text calls
    the present one is no rival of an undated one, but may have replaced it; that is ``unclear``.
    """
    documents = {claim.doc.id for group in values for claim, _ in group}
    found = status(groups, len(documents))
    if found == "conflict" and not any(
        relation(groups[i], groups[j]) == "conflict"
        and _rivals(values[i], values[j], dated=groups[i].as_of is not None and groups[i].as_of == groups[j].as_of)
        for i, j in combinations(range(len(groups)), 2)
    ):
        return "unclear" if len(documents) > 1 else "single"
    return "single" if len(documents) == 1 and found != "conflict" else found


def _rivals(one: Sequence[tuple[Claim, Quantity]], other: Sequence[tuple[Claim, Quantity]], *, dated: bool) -> bool:
    """Whether a figure of one group and one of the other are told by two at one time; ``dated``: they name it."""
    return any(
        _independent(a, b) and _is_present(a) == _is_present(b) and (dated or _beside(_printed([a]), _printed([b])))
        for a, _ in one
        for b, _ in other
    )


def _independent(a: Claim, b: Claim) -> bool:
    mine, theirs = _last_source(a), _last_source(b)
    return a.doc.id != b.doc.id or (mine is not None and theirs is not None and mine != theirs)


def _is_present(claim: Claim) -> bool:
    return (claim.slot.as_of_text or "").casefold() in frames().now.words


def status(groups: Sequence[ValueGroup], documents: int) -> Status:
    """Status of a numeric cluster by its groups alone. Vague magnitudes never change it.

    ``update`` if the figures are states of one count, though sources differ on a day (``contested_on``); ``conflict``
    if any two groups exclude each other for one time, else ``compatible`` if the figures differ but overlap, else
    ``agree``; ``single`` where one article gives one figure.
    """
    definite = [group for group in groups if group.modifier != "magnitude"] or list(groups[:1])
    found = _relations(definite)
    dated = all(group.as_of is not None for group in definite)
    order: tuple[Status, ...] = ("update", "conflict", "compatible") if dated else ("conflict", "update", "compatible")
    for name in order:
        if name in found:
            return name
    return "agree" if documents > 1 else "single"


def _relations(groups: Sequence[ValueGroup]) -> set[Status]:
    """How any two of the groups stand to each other; those of one time are told by their bounds, not pair by pair."""
    by_time: dict[str | None, list[ValueGroup]] = defaultdict(list)
    for group in groups:
        by_time[None if group.as_of is None else str(group.as_of)].append(group)
    undated = by_time.get(None, [])
    found: set[Status] = {"update"} if len(by_time) - bool(undated) > 1 else set()
    for told in by_time.values():
        if _conflicting(told):
            found.add("conflict")
        if _overlapping(told):
            found.add("compatible")
    for a, b in product(undated, (group for group in groups if group.as_of is not None)):
        if {"conflict", "compatible"} <= found:
            break
        found.add(relation(a, b))
    return found


def _conflicting(groups: Sequence[ValueGroup]) -> bool:
    """Whether two groups of one time exclude each other: then the lowest and the highest do."""
    definite = [group for group in groups if group.modifier != "magnitude"]
    if len(definite) < 2:
        return False
    return _excluding(
        min(definite, key=lambda group: _bounds(group)[1]), max(definite, key=lambda group: _bounds(group)[0])
    )


def _overlapping(groups: Sequence[ValueGroup]) -> bool:
    """Whether two groups of one time can both be true."""
    ordered = sorted(groups, key=_bounds)
    reaching: ValueGroup | None = None
    for group in ordered:
        if reaching is not None and not _excluding(reaching, group):
            return True
        if reaching is None or _bounds(group)[1] > _bounds(reaching)[1]:
            reaching = group
    return False


def _bounds(group: ValueGroup) -> tuple[float, float]:
    return -math.inf if group.min is None else group.min, math.inf if group.max is None else group.max


def contested_on(groups: Sequence[ValueGroup]) -> tuple[str, ...]:
    """Days for which two groups exclude each other, of a cluster whose groups are of several days; sorted."""
    by_time: dict[str, list[ValueGroup]] = defaultdict(list)
    for group in groups:
        if group.as_of is not None:
            by_time[group.as_of.end if isinstance(group.as_of, TimeFrame) else group.as_of].append(group)
    times = {str(group.as_of) for group in groups if group.as_of is not None}
    if len(times) < 2:
        return ()
    return tuple(sorted(day for day, told in by_time.items() if any(map(_conflicting, _of_one_time(told)))))


def _of_one_time(groups: Sequence[ValueGroup]) -> Iterator[list[ValueGroup]]:
    for time in {str(group.as_of) for group in groups}:
        yield [group for group in groups if str(group.as_of) == time]


_LISTED = 12
"""Groups up to which each pair that can't be true is named: 66 at most. Nobody reads more, and of a thousand values
there are half a million."""


def exclusions(groups: Sequence[ValueGroup]) -> tuple[Exclusion, ...]:
    """Pairs of groups that can't both be true, with the reason in words.

    Of more than ``_LISTED`` groups, which come lowest first, each is named with the next higher one that it excludes.
    """
    return tuple(
        Exclusion(a=a.label, b=b.label, why=_why(a, b))
        for place, a in enumerate(groups)
        for b in islice(_excluded(a, groups, place + 1), None if len(groups) <= _LISTED else 1)
    )


def _excluded(a: ValueGroup, groups: Sequence[ValueGroup], start: int) -> Iterator[ValueGroup]:
    return (groups[place] for place in range(start, len(groups)) if relation(a, groups[place]) == "conflict")


def _plain(value: float) -> str:
    text = f"{value:,.12g}" if value != int(value) else f"{int(value):,}"
    return text.replace(",", "\u00a0").replace(".", ",").replace("\u00a0", ".")


def _why(a: ValueGroup, b: ValueGroup) -> str:
    low, high = (a, b) if (a.max if a.max is not None else math.inf) < (b.min or -math.inf) else (b, a)
    top = _plain(low.max) if low.max is not None else "?"
    floor = _plain(high.min) if high.min is not None else "?"
    return f"„{low.label}“ is at most {top}, „{high.label}“ at least {floor}"


def spread(groups: Sequence[ValueGroup]) -> float | None:
    """Largest definite figure over the smallest, 1.0 if all agree; ``None`` without a positive figure."""
    ends = []
    for group in groups:
        if group.modifier == "magnitude":
            continue
        known = [value for value in (group.min, group.max) if value is not None and value > 0]
        if group.modifier in POINTS and len(known) == 2:
            known = [sum(known) / 2]
        ends.extend(known)
    return round(max(ends) / min(ends), 4) if ends else None
