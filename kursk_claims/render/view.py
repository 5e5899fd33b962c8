"""A comparison as a reader takes it in, the same for every format: worst first, values in order.

Nothing is decided here: order and grouping for the eye, over what ``compare`` found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from textwrap import shorten
from typing import Final

from msgspec import Struct

from kursk_claims.models import Claim, Cluster, Comparison, DocumentRef, Status, ValueGroup
from kursk_claims.render.labels import labels
from kursk_claims.render.numbers import as_of_words, choose, counted, number
from kursk_claims.render.payload import Lang
from kursk_claims.render.sanitise import sanitise
from kursk_claims.render.wording import wording

WORST_FIRST: Final[tuple[Status, ...]] = ("conflict", "disputed", "update", "compatible", "agree", "unclear", "single")
FOLDED: Final[frozenset[Status]] = frozenset({"unclear", "single"})
"""What no two texts answer for certain: counted, and listed on demand."""
_TITLE: Final = 48
"""Characters of a title that stands for a missing outlet; cut at a word."""


class SourceChain(Struct, frozen=True, kw_only=True):
    """One chain of sources behind a value, and the claims and outlets that give it."""

    names: tuple[str, ...]
    """Outermost reporter first; empty where the article itself asserts."""
    outlets: tuple[str, ...]
    claims: tuple[Claim, ...]


class GroupView(Struct, frozen=True, kw_only=True):
    """A value in words with its chains of sources."""

    group: ValueGroup
    words: str
    as_of: str | None
    """The day it speaks of, in words; only where all of its texts tell it."""
    claims: tuple[Claim, ...]
    source_chains: tuple[SourceChain, ...]


class ClusterView(Struct, frozen=True, kw_only=True):
    """A cluster with its groups in order of value."""

    cluster: Cluster
    question: str
    groups: tuple[GroupView, ...]
    claims: tuple[Claim, ...]
    repeated_as: tuple[str, ...] = ()
    """Statements that only repeat its figures, and have no place of their own."""

    @property
    def open(self) -> bool:
        """Whether it needs a decision: shown in full where the rest is a row."""
        return self.cluster.status in ("conflict", "disputed") or bool(self.cluster.contested_on)

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who prints it, by name."""
        return tuple(sorted({outlet_of(claim.doc) for claim in self.claims}))


class ComparisonView(Struct, frozen=True, kw_only=True):
    """All clusters, worst first; what no two texts answer for certain stands apart."""

    comparison: Comparison
    clusters: tuple[ClusterView, ...]
    unclear: tuple[ClusterView, ...]
    singles: tuple[ClusterView, ...]

    @property
    def folded(self) -> tuple[ClusterView, ...]:
        """Unclear questions, then single figures."""
        return self.unclear + self.singles


def view(comparison: Comparison, lang: Lang) -> ComparisonView:
    """Arrange ``comparison`` by status; conflicts by certainty, origins and spread, all by outlets, claims, id."""
    claims = {claim.id: claim for claim in comparison.claims}
    ranked = sorted(shown_clusters(comparison), key=lambda cluster: _rank(cluster, claims))
    repeated: dict[str, list[str]] = {}
    for cluster in comparison.clusters:
        if cluster.folded_into is not None:
            repeated.setdefault(cluster.folded_into, []).append(_question(cluster))
    seen = [cluster_view(cluster, claims, lang, repeated.get(cluster.id, ())) for cluster in ranked]
    return ComparisonView(
        comparison=comparison,
        clusters=tuple(item for item in seen if item.cluster.status not in FOLDED),
        unclear=tuple(item for item in seen if item.cluster.status == "unclear"),
        singles=tuple(item for item in seen if item.cluster.status == "single"),
    )


def shown_clusters(comparison: Comparison) -> list[Cluster]:
    """The clusters that have a place of their own: all but statements that only repeat a figure."""
    return [cluster for cluster in comparison.clusters if cluster.folded_into is None]


def cluster_view(
    cluster: Cluster, claims: Mapping[str, Claim], lang: Lang, repeated_as: Iterable[str] = ()
) -> ClusterView:
    """One cluster with its groups ordered by day, then by value, asserting before denying."""
    groups = [_group_view(group, claims, lang) for group in cluster.value_groups]
    groups.sort(key=lambda item: _place(item.group))
    return ClusterView(
        cluster=cluster,
        question=_question(cluster),
        groups=tuple(groups),
        claims=tuple(claims[id_] for id_ in cluster.claim_ids),
        repeated_as=tuple(repeated_as),
    )


def _question(cluster: Cluster) -> str:
    return capital(sanitise(cluster.question))


def capital(text: str) -> str:
    """``text`` as it begins a line: question labels begin with an adjective as often as with a noun."""
    return text[:1].upper() + text[1:]


def start_of(group: ValueGroup) -> str:
    """First day, in ISO, that the group speaks of; empty if it is not known."""
    return group.as_of if isinstance(group.as_of, str) else group.as_of.start if group.as_of else ""


def outlet_of(doc: DocumentRef) -> str:
    """The outlet's name, else the document's title, else its file's name, else its id, safe to show."""
    if doc.outlet:
        return sanitise(doc.outlet)
    if doc.title and doc.title.strip():
        return shorten(sanitise(doc.title), _TITLE, placeholder=" …") or sanitise(doc.title)[:_TITLE]
    return sanitise(PurePath(doc.path).name if doc.path else doc.id)


def names_of(claim: Claim) -> tuple[str, ...]:
    """Names of the claim's sources, outermost reporter first, safe to show."""
    if claim.attribution is None:
        return ()
    return tuple(sanitise(source.shown) for source in claim.attribution.sources)


def chain_of(claim: Claim, lang: Lang) -> tuple[str, ...]:
    """The links of the claim's chain, outermost reporter first, safe to show; ``A und B`` where two stand together."""
    if claim.attribution is None:
        return ()
    joiner = f" {labels(lang).word('and')} "
    return tuple(joiner.join(sanitise(source.shown) for source in link) for link in claim.attribution.links)


def source_chains(claims: Iterable[Claim], lang: Lang) -> tuple[SourceChain, ...]:
    """Claims by chain of sources; the chain that most outlets print comes first."""
    by_chain: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        by_chain.setdefault(chain_of(claim, lang), []).append(claim)
    found = [
        SourceChain(names=chain, outlets=tuple(sorted({outlet_of(claim.doc) for claim in group})), claims=tuple(group))
        for chain, group in by_chain.items()
    ]
    return tuple(sorted(found, key=lambda chain: (not chain.names, -len(chain.outlets), chain.names)))


def summary(comparison: Comparison, lang: Lang) -> tuple[str, ...]:
    """Articles, numbers and statements (empty if none) in words, then each status that occurs, worst first."""
    numbers = sum(claim.type == "numeric" for claim in comparison.claims)
    return (
        counted("articles", len(comparison.documents), lang),
        counted("numbers", numbers, lang),
        counted("statements", len(comparison.claims) - numbers, lang) if len(comparison.claims) > numbers else "",
        *(phrase for _, phrase in status_counts(comparison, lang)),
    )


def status_counts(comparison: Comparison, lang: Lang) -> tuple[tuple[Status, str], ...]:
    """Each status that occurs, worst first, with how often it does in words."""
    counts = Counter(cluster.status for cluster in shown_clusters(comparison))
    plural = labels(lang).status_plural
    return tuple(
        (status, choose(plural[status], counts[status]).format(n=number(counts[status], lang)))
        for status in WORST_FIRST
        if counts[status]
    )


def _group_view(group: ValueGroup, claims: Mapping[str, Claim], lang: Lang) -> GroupView:
    members = tuple(claims[id_] for id_ in group.claim_ids)
    if group.stance is not None or (group.min is None and group.max is None):
        words = sanitise(group.label)
    else:
        words = wording(group, members, lang)
    told = all(claim.slot.as_of is not None for claim in members)
    return GroupView(
        group=group,
        words=words,
        as_of=as_of_words(group.as_of, lang) if told else None,
        claims=members,
        source_chains=source_chains(members, lang),
    )


def _rank(cluster: Cluster, claims: Mapping[str, Claim]) -> tuple[int, int, float, int, float, int, int, str]:
    outlets = {outlet_of(claims[id_].doc) for id_ in cluster.claim_ids}
    kind = 0 if cluster.kind == "numeric" else 1
    conflict = (-round(cluster.certainty or 0.0, 1), -cluster.independent_origins, -(cluster.spread_ratio or 1.0))
    telling = conflict if cluster.status == "conflict" else (0.0, 0, 0.0)
    return (WORST_FIRST.index(cluster.status), kind, *telling, -len(outlets), -len(cluster.claim_ids), cluster.id)


def _place(group: ValueGroup) -> tuple[str, str, float, float, str]:
    day = start_of(group)
    low = group.min if group.min is not None else group.max
    high = group.max if group.max is not None else float("inf")
    return (group.stance or "", day, low if low is not None else 0.0, high, group.label)
