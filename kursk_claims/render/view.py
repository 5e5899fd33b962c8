"""A comparison as a reader takes it in, the same for every format: worst first, values in order.

Nothing is decided here: order and grouping for the eye, over what ``compare`` found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct

from kursk_claims.models import Claim, Cluster, Comparison, DocumentRef, Status, ValueGroup
from kursk_claims.render.labels import labels
from kursk_claims.render.neutral import neutral
from kursk_claims.render.numbers import as_of_words, choose, counted, number, value_words
from kursk_claims.render.payload import Lang

WORST_FIRST: Final[tuple[Status, ...]] = ("conflict", "disputed", "update", "compatible", "agree", "unclear", "single")


class Voice(Struct, frozen=True, kw_only=True):
    """One chain of sources behind a value, and the claims and outlets that give it."""

    chain: tuple[str, ...]
    """Outermost reporter first; empty where the article itself asserts."""
    outlets: tuple[str, ...]
    claims: tuple[Claim, ...]


class GroupView(Struct, frozen=True, kw_only=True):
    """A value in words with its voices."""

    group: ValueGroup
    words: str
    as_of: str | None
    voices: tuple[Voice, ...]


class ClusterView(Struct, frozen=True, kw_only=True):
    """A cluster with its groups in order of value."""

    cluster: Cluster
    question: str
    groups: tuple[GroupView, ...]
    claims: tuple[Claim, ...]


class ComparisonView(Struct, frozen=True, kw_only=True):
    """All clusters, worst first; ``single`` ones stand apart."""

    comparison: Comparison
    clusters: tuple[ClusterView, ...]
    singles: tuple[ClusterView, ...]


def view(comparison: Comparison, lang: Lang) -> ComparisonView:
    """Arrange ``comparison``: by status, then by how many outlets and claims there are, then by id."""
    claims = {claim.id: claim for claim in comparison.claims}
    ranked = sorted(comparison.clusters, key=lambda cluster: _rank(cluster, claims))
    seen = [cluster_view(cluster, claims, lang) for cluster in ranked]
    return ComparisonView(
        comparison=comparison,
        clusters=tuple(item for item in seen if item.cluster.status != "single"),
        singles=tuple(item for item in seen if item.cluster.status == "single"),
    )


def cluster_view(cluster: Cluster, claims: Mapping[str, Claim], lang: Lang) -> ClusterView:
    """One cluster with its groups ordered by day, then by value, asserting before denying."""
    groups = [_group_view(group, claims, lang) for group in cluster.value_groups]
    groups.sort(key=lambda item: _place(item.group))
    return ClusterView(
        cluster=cluster,
        question=neutral(cluster.question),
        groups=tuple(groups),
        claims=tuple(claims[id_] for id_ in cluster.claim_ids),
    )


def outlet_of(doc: DocumentRef) -> str:
    """The outlet's name, else the id of the document, safe to show."""
    return neutral(doc.outlet or doc.id)


def names_of(claim: Claim) -> tuple[str, ...]:
    """Names of the claim's sources, outermost reporter first, safe to show."""
    if claim.attribution is None:
        return ()
    return tuple(neutral(source.name) for source in claim.attribution.sources)


def chain_of(claim: Claim, lang: Lang) -> tuple[str, ...]:
    """The links of the claim's chain, outermost reporter first, safe to show; ``A und B`` where two stand together."""
    if claim.attribution is None:
        return ()
    joiner = f" {labels(lang).word('and')} "
    return tuple(joiner.join(neutral(source.name) for source in link) for link in claim.attribution.links)


def voices(claims: Iterable[Claim], lang: Lang) -> tuple[Voice, ...]:
    """Claims by chain of sources; the chain that most outlets print comes first."""
    by_chain: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        by_chain.setdefault(chain_of(claim, lang), []).append(claim)
    found = [
        Voice(chain=chain, outlets=tuple(sorted({outlet_of(claim.doc) for claim in group})), claims=tuple(group))
        for chain, group in by_chain.items()
    ]
    return tuple(sorted(found, key=lambda voice: (not voice.chain, -len(voice.outlets), voice.chain)))


def summary(comparison: Comparison, lang: Lang) -> tuple[str, ...]:
    """The comparison in a few phrases: how much there is, then each status that occurs, worst first."""
    numbers = sum(claim.type == "numeric" for claim in comparison.claims)
    statuses = Counter(cluster.status for cluster in comparison.clusters)
    plural = labels(lang).status_plural
    return (
        counted("articles", len(comparison.documents), lang),
        counted("numbers", numbers, lang),
        counted("statements", len(comparison.claims) - numbers, lang),
        *(
            choose(plural[status], statuses[status]).format(n=number(statuses[status], lang))
            for status in WORST_FIRST
            if statuses[status]
        ),
    )


def _group_view(group: ValueGroup, claims: Mapping[str, Claim], lang: Lang) -> GroupView:
    members = [claims[id_] for id_ in group.claim_ids]
    if group.stance is not None or (group.min is None and group.max is None):
        words = neutral(group.label)
    else:
        words = value_words(group, group.modifier, lang)
    return GroupView(group=group, words=words, as_of=as_of_words(group.as_of, lang), voices=voices(members, lang))


def _rank(cluster: Cluster, claims: Mapping[str, Claim]) -> tuple[int, int, int, int, str]:
    outlets = {outlet_of(claims[id_].doc) for id_ in cluster.claim_ids}
    kind = 0 if cluster.kind == "numeric" else 1
    return (WORST_FIRST.index(cluster.status), kind, -len(outlets), -len(cluster.claim_ids), cluster.id)


def _place(group: ValueGroup) -> tuple[str, str, float, float, str]:
    day = group.as_of if isinstance(group.as_of, str) else group.as_of.start if group.as_of else ""
    low = group.min if group.min is not None else group.max
    high = group.max if group.max is not None else float("inf")
    return (group.stance or "", day, low if low is not None else 0.0, high, group.label)
