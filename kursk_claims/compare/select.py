"""A part of a comparison: clusters by status, sources and time."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from kursk_claims.compare.profile import day_number, frame_days
from kursk_claims.models import Cluster, Comparison, Status, TimeFrame


def select(
    comparison: Comparison,
    *,
    status: Collection[Status] | None = None,
    only_conflicts: bool = False,
    min_sources: int = 1,
    since: str | None = None,
    until: str | None = None,
) -> Comparison:
    """Keep the clusters that fit every condition; documents, claims and implications stay as they are.

    ``status`` keeps clusters of these statuses, ``only_conflicts`` those where accounts exclude each
    other (``conflict``, ``disputed``), ``min_sources`` those with at least so many independent origins.
    ``since`` and ``until`` are ISO days (months, years), inclusive: a cluster stays if one of its
    figures speaks of a day in between, or, where no figure tells, if one of its articles was
    published in between. Statements that are folded into a cluster of figures stay if that cluster does.
    """
    low = day_number(since if since is None or len(since) > 7 else f"{since}-01-01"[:10])
    high = day_number(until)
    published = {document.id: day_number(document.published) for document in comparison.documents}
    document_of = {claim.id: claim.doc.id for claim in comparison.claims}

    def in_time(cluster: Cluster) -> bool:
        if low is None and high is None:
            return True
        frames = [days for group in cluster.value_groups if (days := _days(group.as_of)) is not None]
        if not frames:
            days_of = (published.get(document_of.get(key, "")) for key in cluster.claim_ids)
            frames = [(day, day) for day in days_of if day is not None]
        return any((high is None or start <= high) and (low is None or end >= low) for start, end in frames)

    kept = {
        cluster.id
        for cluster in comparison.clusters
        if (not status or cluster.status in status)
        and (not only_conflicts or cluster.status in ("conflict", "disputed"))
        and cluster.independent_origins >= min_sources
        and in_time(cluster)
    }
    clusters = tuple(cluster for cluster in comparison.clusters if (cluster.folded_into or cluster.id) in kept)
    return msgspec.structs.replace(comparison, clusters=clusters)


def _days(as_of: str | TimeFrame | None) -> tuple[int, int] | None:
    if isinstance(as_of, str):
        as_of = TimeFrame(start=as_of, end=as_of)
    return frame_days(as_of)
