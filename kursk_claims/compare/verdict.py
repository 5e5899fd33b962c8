"""What a cluster's figures say together: value groups, status, exclusions, spread."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import msgspec

from kursk_claims.compare.profile import frame_days
from kursk_claims.compare.values import POINTS, interval, same_value
from kursk_claims.extract.quantities.units import convert, dimension
from kursk_claims.extract.slots.dates import published_frame
from kursk_claims.lexicon import classes
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


def _order(item: tuple[Claim, Quantity]) -> tuple[int, float, float, str]:
    """Exact figures first, then approximate ones, then bounds, ranges and magnitudes."""
    claim, quantity = item
    rank = {"exact": 0, "approx": 1}.get(quantity.modifier, 2)
    low, high = interval(quantity)
    return (rank, low, high, claim.id)


def _gap(group: list[tuple[Claim, Quantity]], quantity: Quantity) -> float:
    values = [q.value for _, q in group if q.value is not None]
    return min((abs(value - (quantity.value or 0.0)) for value in values), default=math.inf)


def value_groups(claims: Sequence[Claim]) -> list[list[tuple[Claim, Quantity]]]:
    """Claims of one cluster by value, quantities in the cluster's unit, lowest group first.

    A figure joins the nearest group all of whose figures give the same value; an approximate figure
    therefore never bridges two exact ones. One value read off again weeks later is another group.
    """
    unit = common_unit(claims)
    groups: list[list[tuple[Claim, Quantity]]] = []
    for claim, quantity in sorted(((claim, in_unit(quantity_of(claim), unit)) for claim in claims), key=_order):
        fitting = [
            group
            for group in groups
            if all(same_value(quantity, other) and not _days_apart(claim, one) for one, other in group)
        ]
        if fitting:
            min(fitting, key=lambda group: _gap(group, quantity)).append((claim, quantity))
        else:
            groups.append([(claim, quantity)])
    return sorted(groups, key=lambda group: (_extent(group), group[0][0].id))


def _days_apart(a: Claim, b: Claim) -> bool:
    """Whether two claims speak of times more than ``SAME_TIME_DAYS`` apart: one value, read off twice."""
    times = [frame_days(claim.slot.as_of or _day_taken(claim)) for claim in (a, b)]
    if times[0] is None or times[1] is None:
        return False
    return max(times[0][0], times[1][0]) - min(times[0][1], times[1][1]) > SAME_TIME_DAYS


SAME_TIME_DAYS = 7
"""Days between which a figure that did not change is still one and the same report of it."""


def _extent(group: list[tuple[Claim, Quantity]]) -> tuple[float, float]:
    """Interval of a group: of its exact figures if it has any, else of all."""
    definite = [q for _, q in group if q.modifier == "exact"] or [q for _, q in group]
    spans = [interval(q) for q in definite]
    return min(low for low, _ in spans), max(high for _, high in spans)


def group_time(claims: Sequence[Claim], others: Sequence[Claim] = ()) -> str | TimeFrame | None:
    """The time that a group's figures speak of: a day, an interval, or ``None`` if no text tells.

    Where some name a day inside another's interval, the day counts; where they name different days,
    the interval from the first to the last. A time that no text names, but that was inferred from the
    day of publication, does not count where another figure of the cluster (``others``) names an
    interval around it: nothing then says that the two speak of different times.
    """
    named = [frame for claim in claims if (frame := _named(claim)) is not None]
    frames = named or [frame for claim in claims if (frame := claim.slot.as_of or _day_taken(claim)) is not None]
    if not frames:
        return None
    start, end = max(_first(f) for f in frames), min(_last(f) for f in frames)
    if start > end:
        start, end = min(_first(f) for f in frames), max(_last(f) for f in frames)
    around = [(_first(f), _last(f)) for claim in others if (f := _named(claim)) is not None]
    if not named and any(a <= start and end <= b and (a, b) != (start, end) for a, b in around):
        return None
    start, end = start.removesuffix(_MIDNIGHT), end.removesuffix(_DAY_END)
    return start if start == end else TimeFrame(start=start, end=end)


_MIDNIGHT, _DAY_END = "T00", "T24"


def _first(frame: TimeFrame) -> str:
    return frame.start if "T" in frame.start else frame.start + _MIDNIGHT


def _last(frame: TimeFrame) -> str:
    return frame.end if "T" in frame.end else frame.end + _DAY_END


def _named(claim: Claim) -> TimeFrame | None:
    return claim.slot.as_of if claim.slot.as_of_text else None


def _day_taken(claim: Claim) -> TimeFrame | None:
    """The day of publication for a figure that is taken anew every day, though no text names the day.

    New cases, the dead of a disaster, rates and levels that are read off again and again, and their daily changes:
    two days' figures are no contradiction. A level before a change is none of that day.
    """
    slot = claim.slot
    event, thing = classes.events().get(slot.event or ""), classes.things().get(slot.thing_class or "")
    if slot.change == "from" or slot.modality in ("demanded", "assumed", "planned"):
        return None
    series = bool((event and event.series) or (thing and thing.series))
    new = slot.scope in ("new", "additional", "per_day") and bool(event and event.implies == "person")
    tally = bool(event and event.tally)
    return published_frame(claim.doc.published) if new or tally or series else None


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None


def build_group(
    group: list[tuple[Claim, Quantity]], origins: Sequence[str], cluster: Sequence[Claim] = ()
) -> ValueGroup:
    """The record of one value group of a cluster."""
    claims = [claim for claim, _ in group]
    low, high = _extent(group)
    first = group[0][1]
    outlets = sorted({claim.doc.outlet or claim.doc.id for claim in claims})
    return ValueGroup(
        label=first.text,
        min=_number(low),
        max=_number(high),
        modifier=first.modifier,
        unit=first.unit,
        per=first.per,
        as_of=group_time(claims, [claim for claim in cluster if claim not in claims]),
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
    low = max(-math.inf if a.min is None else a.min, -math.inf if b.min is None else b.min)
    high = min(math.inf if a.max is None else a.max, math.inf if b.max is None else b.max)
    return low > high and not math.isclose(low, high, rel_tol=1e-9)


def status(groups: Sequence[ValueGroup], documents: int) -> Status:
    """Status of a numeric cluster. Vague magnitudes never change it.

    ``conflict`` if any two groups exclude each other for the same time, else ``update`` if any two
    differ by their time, else ``compatible`` if the figures differ but overlap, else ``agree``;
    ``single`` where one article gives one figure.
    """
    definite = [group for group in groups if group.modifier != "magnitude"] or list(groups[:1])
    found = {relation(a, b) for a, b in combinations(definite, 2)}
    for name in ("conflict", "update", "compatible"):
        if name in found:
            return name
    return "agree" if documents > 1 else "single"


def exclusions(groups: Sequence[ValueGroup]) -> tuple[Exclusion, ...]:
    """Pairs of groups that can't both be true, with the reason in words."""
    return tuple(
        Exclusion(a=a.label, b=b.label, why=_why(a, b))
        for a, b in combinations(groups, 2)
        if relation(a, b) == "conflict"
    )


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
