"""From linked pairs to clusters: connected components, then a guarded merge inside each.

Linking is not transitive: A~B and B~C must not join A and C if these contradict each other. So inside
a component the best links are taken first, and two groups merge only if no claim of one is kept
apart from a claim of the other by a veto and their claims ask one question on average, whatever their values
(constrained average linkage; Davidson and Ravi 2005 for cannot-link constraints).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

from msgspec import Struct

from kursk_claims.compare import signature
from kursk_claims.compare.alignment import Scored
from kursk_claims.compare.groups import Groups, sample
from kursk_claims.compare.pairs import likeness
from kursk_claims.compare.profile import Profile
from kursk_claims.settings import (
    DIFFERING_THRESHOLD,
    ELSEWHERE_THRESHOLD,
    LINK_THRESHOLD,
    LOOSE_THRESHOLD,
    MERGE_ARTICLES,
    MERGE_ELSEWHERE,
    MERGE_MEAN,
    MERGE_MEAN_OF_MANY,
    NEARBY_THRESHOLD,
)


class Likeness(Protocol):
    """How much two claims ask one question; ``None`` for a veto."""

    def __call__(self, a: Profile, b: Profile, *, rivals: bool = False) -> float | None:
        """``rivals``: an article puts figures of the two groups side by side."""


class Group(Struct, frozen=True):
    """Claims that answer one question, or may do so."""

    ids: tuple[str, ...]
    """Sorted."""
    link: Scored | None
    """The weakest link that holds them together; ``None`` for a claim alone."""
    clear: bool = True
    """False if the texts do not tell enough to say that it is one question."""


def components(ids: Iterable[str], links: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Connected components of the linked claims; ids inside and components sorted."""
    parent = {key: key for key in ids}

    def find(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for a, b in links:
        low, high = sorted((find(a), find(b)))
        parent[high] = low
    found: dict[str, list[str]] = defaultdict(list)
    for key in parent:
        found[find(key)].append(key)
    return sorted(sorted(members) for members in found.values())


def is_clear(link: Scored, threshold: float = LINK_THRESHOLD) -> bool:
    """Whether a link is sure enough to be published; figures that differ also need texts that tell one question."""
    if link.kind != "agree" and not link.told:
        return False
    return link.score >= threshold + _needed(link) - LINK_THRESHOLD


def _needed(link: Scored) -> float:
    """The score from which a link is published, in log2 odds."""
    if link.kind != "agree":
        return LOOSE_THRESHOLD if link.loose else DIFFERING_THRESHOLD
    needed = LINK_THRESHOLD if link.told else NEARBY_THRESHOLD
    if link.elsewhere:
        needed = ELSEWHERE_THRESHOLD
    return max(needed, LOOSE_THRESHOLD) if link.loose else needed


def _are_rivals(link: Scored) -> bool:
    """Whether one article gives both figures, though only one can be true."""
    return link.docs[0] == link.docs[1] and link.kind == "differ"


def questions(
    members: Sequence[Profile],
    links: Iterable[Scored],
    threshold: float = LINK_THRESHOLD,
    pair_likeness: Likeness = likeness,
) -> list[Group]:
    """Split one component into groups, sorted. The order of members and links changes nothing.

    First by the links that are clear; then claims of single articles that are left over are put together by the
    others, as groups that are not clear. ``pair_likeness`` gives how much any pair asks one question, ``None`` for a
    veto.
    """
    by_id = {p.id: p for p in members}
    groups = Groups(by_id)
    weakest: dict[str, Scored] = {}
    known: dict[tuple[str, str, bool], float | None] = {}

    def alike(a: str, b: str, rivals: bool) -> float | None:
        pair = (a, b, rivals) if a < b else (b, a, rivals)
        if pair not in known:
            known[pair] = pair_likeness(by_id[pair[0]], by_id[pair[1]], rivals=rivals)
        return known[pair]

    def fit(one: Sequence[str], other: Sequence[str], rivals: bool) -> bool:
        one, other = sample(one), sample(other)
        total = 0.0
        met: dict[tuple[str, str], bool] = {}
        """For each two articles: whether they may be of one story, or say something alike enough."""
        for left in one:
            for right in other:
                value = alike(left, right, rivals)
                if value is None:
                    return False
                total += value
                a, b = by_id[left], by_id[right]
                docs, alike_enough = (a.doc, b.doc), value >= MERGE_ELSEWHERE
                met[docs] = met.get(docs, False) or alike_enough or not signature.two_stories(a, b)
        if not all(met.values()):
            return False
        few = len({by_id[key].doc for key in (*one, *other)}) <= MERGE_ARTICLES
        return total / (len(one) * len(other)) >= (MERGE_MEAN if few else MERGE_MEAN_OF_MANY)

    def join(found: Iterable[Scored], alone: bool) -> None:
        for link in sorted(found, key=lambda link: (-link.score, link.low, link.high)):
            a, b = link.low, link.high
            one, other = groups.of(a), groups.of(b)
            if (
                groups.together(a, b)
                or (alone and not (single(one) and single(other)))
                or not fit(one, other, _are_rivals(link))
            ):
                continue
            ends = [weakest.pop(name, link) for name in (groups.name(a), groups.name(b))]
            groups.join(a, b)
            weakest[groups.name(a)] = min((link, *ends), key=lambda one: one.score)

    def single(group: Sequence[str]) -> bool:
        return len({by_id[key].doc for key in group}) == 1

    ordered = sorted(links)
    join((link for link in ordered if is_clear(link, threshold)), False)
    settled = {groups.name(key): len(groups.of(key)) for key in by_id}
    join((link for link in ordered if not is_clear(link, threshold)), True)
    return [Group(tuple(group), weakest.get(group[0]), settled.get(group[0]) == len(group)) for group in groups.all()]
