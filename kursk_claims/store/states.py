"""The values of a question in the order of time, each with the day from which it held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from kursk_claims.models import Claim, Cluster, TimeFrame, ValueGroup

_DAY: Final = len("2024-11-17")
IMPRECISE_DAYS: Final = 8
"""Days up to which a span is a day that texts tell inexactly (``last week``, ``mid June``); a longer one is a period
that the figure covers."""


class State(Struct, frozen=True):
    """A value group with the days that place it in time."""

    start: str | None
    end: str | None
    published: str
    """When it was first printed, as far as that is known: a day, or a time; empty if it is not."""
    group: ValueGroup


def states(cluster: Cluster, claims: Mapping[str, Claim]) -> list[State]:
    """The value groups of ``cluster`` in the order of time: what they speak of, else when they were first published.

    ``claims`` gives the claim of each id.
    """
    found = []
    for group in cluster.value_groups:
        members = [claims[one] for one in group.claim_ids]
        published = min((_printed(claim) for claim in members), default="")
        frame = group.as_of
        start, end = (frame.start, frame.end) if isinstance(frame, TimeFrame) else (frame, frame)
        if start is None or end is None:
            start = end = published[:_DAY] or None
        elif day := _first_day(start, end, published[:_DAY], members):
            start = end = day
        found.append(State(start, end, published, group))
    return sorted(found, key=lambda s: (_moment(s), s.published, s.group.min or 0, s.group.max or 0, s.group.label))


def _printed(claim: Claim) -> str:
    return claim.doc.published_time or claim.doc.published or ""


def _first_day(start: str, end: str, printed: str, members: Sequence[Claim]) -> str | None:
    """The day from which a value held, where the first article with it tells that better than the time of all.

    Of an imprecise day it is the day of first print, if that is one of those meant. And a value that was printed
    before the time which later articles name held then already, unless it was a plan or a forecast.
    """
    if len(printed) < _DAY:
        return None
    if start[:_DAY] != end[:_DAY] and start[:_DAY] <= printed <= end[:_DAY] and _days(start, end) <= IMPRECISE_DAYS:
        return printed
    timed = {claim.doc.id for claim in members if claim.slot.as_of is not None}
    before = [
        claim.doc.published[:_DAY]
        for claim in members
        if claim.doc.published and claim.doc.id not in timed and claim.slot.modality is None
    ]
    first = min((day for day in before if len(day) == _DAY), default=None)
    return first if first is not None and first < start[:_DAY] else None


def _days(start: str, end: str) -> int:
    return (date.fromisoformat(end[:_DAY]) - date.fromisoformat(start[:_DAY])).days


def _moment(state: State) -> str:
    """Until when a value is known to hold: its hour, or the print that lies within its days, else the end of these.

    Else what a text puts to an hour would stand behind all that the same day's articles say without one, and a plan for
    years behind what it became.
    """
    start, end, printed = state.start or "", state.end or "", state.published
    if "T" in end:
        return end
    if start[:_DAY] <= printed[:_DAY] <= end:
        return printed if "T" in printed else f"{printed}T24"
    return f"{end}T24"
