"""From linked pairs to clusters: connected components, then a guarded merge inside each.

Linking is not transitive: A~B and B~C must not join A and C if these contradict each other. So inside
a component the best links are taken first, and two groups merge only if no claim of one is kept
apart from a claim of the other by a veto and their claims agree on average (constrained average
linkage; Davidson and Ravi 2005 for cannot-link constraints).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from kursk_claims.compare.pairs import score
from kursk_claims.compare.profile import Profile
from kursk_claims.settings import MERGE_MEAN

Link = tuple[str, str, float]
"""Two claim ids and the score of their pair."""
Score = Callable[[Profile, Profile], float | None]


def components(ids: Iterable[str], links: Iterable[Link]) -> list[list[str]]:
    """Connected components of the linked claims; ids inside and components sorted."""
    parent = {key: key for key in ids}

    def find(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for a, b, _ in links:
        low, high = sorted((find(a), find(b)))
        parent[high] = low
    found: dict[str, list[str]] = defaultdict(list)
    for key in parent:
        found[find(key)].append(key)
    return sorted(sorted(members) for members in found.values())


def _full_score(a: Profile, b: Profile) -> float | None:
    return score(a, b, float("-inf"))


def merge(members: Sequence[Profile], links: Iterable[Link], pair_score: Score = _full_score) -> list[list[str]]:
    """Split one component into clusters. The order of members and links changes nothing.

    ``pair_score`` gives the score of any pair, ``None`` for a veto.
    """
    by_id = {p.id: p for p in members}
    group_of = {p.id: p.id for p in members}
    groups = {p.id: [p.id] for p in members}
    known: dict[tuple[str, str], float | None] = {}

    def scored(a: str, b: str) -> float | None:
        pair = (a, b) if a < b else (b, a)
        if pair not in known:
            known[pair] = pair_score(by_id[pair[0]], by_id[pair[1]])
        return known[pair]

    for a, b, _ in sorted(links, key=lambda link: (-link[2], *sorted(link[:2]))):
        one, other = group_of[a], group_of[b]
        if one == other:
            continue
        total, count = 0.0, 0
        for left in groups[one]:
            for right in groups[other]:
                value = scored(left, right)
                if value is None:
                    break
                total, count = total + value, count + 1
            else:
                continue
            break
        if count < len(groups[one]) * len(groups[other]) or total / count < MERGE_MEAN:
            continue
        low, high = sorted((one, other))
        for key in groups[high]:
            group_of[key] = low
        groups[low] = sorted(groups[low] + groups.pop(high))
    return sorted(groups.values())
