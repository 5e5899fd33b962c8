"""Narrow what is compared and what is shown: by kind of claim, date, status, independent origins."""

from __future__ import annotations

from collections.abc import Callable, Collection

import msgspec

from kursk_claims.errors import UsageError
from kursk_claims.load.dates import iso_date
from kursk_claims.models import Cluster, Comparison, Status

CONFLICTING: frozenset[Status] = frozenset({"conflict", "disputed"})
"""The statuses that say: the sources can't all be right."""


def period(since: str | None, until: str | None) -> Callable[[str | None], bool]:
    """A test for publication dates (ISO, any precision): whether they may lie within the days given.

    Both ends inclusive; ``2024-11`` stands for the whole month. An unknown date is only let
    through if there are no bounds. Raises ``UsageError`` for a bound that is no date.
    """
    lower, upper = _bound(since, "--since"), _bound(until, "--until")

    def within(published: str | None) -> bool:
        if lower is None and upper is None:
            return True
        if published is None:
            return False
        # ISO dates compare as text; cut to the shorter precision, a month meets all its days.
        return (lower is None or published[: len(lower)] >= lower[: len(published)]) and (
            upper is None or published[: len(upper)] <= upper[: len(published)]
        )

    return within


def _bound(written: str | None, option: str) -> str | None:
    if written is None:
        return None
    day = iso_date(written)
    if day is None:
        raise UsageError(f"{option} {written!r} is no date; write 2024-11-17")
    return day


def clusters(comparison: Comparison, *, status: Collection[Status] = (), min_sources: int = 1) -> Comparison:
    """``comparison`` with only the clusters that have one of ``status`` (empty: any) and ``min_sources`` origins.

    Claims and implications of clusters left out go with them; documents stay.
    """

    def wanted(cluster: Cluster) -> bool:
        return (not status or cluster.status in status) and cluster.independent_origins >= min_sources

    if not status and min_sources <= 1:
        return comparison
    kept = tuple(filter(wanted, comparison.clusters))
    ids = {claim_id for cluster in kept for claim_id in cluster.claim_ids}
    return msgspec.structs.replace(
        comparison,
        clusters=kept,
        claims=tuple(claim for claim in comparison.claims if claim.id in ids),
        implications=tuple(found for found in comparison.implications if ids.issuperset(found.claim_ids)),
    )
