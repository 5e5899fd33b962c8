"""From linked pairs to clusters: connected components, then a guarded merge inside each.

Linking is not transitive: A~B and B~C must not join A and C if these contradict each other. So inside
a component the best links are taken first, and two groups merge only if no claim of one is kept
apart from a claim of the other by a veto and their claims agree on average (constrained average
linkage; Davidson and Ravi 2005 for cannot-link constraints).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from kursk_claims.compare.groups import Groups
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
    groups = Groups(by_id)
    known: dict[tuple[str, str], float | None] = {}

    def scored(a: str, b: str) -> float | None:
        pair = (a, b) if a < b else (b, a)
        if pair not in known:
            known[pair] = pair_score(by_id[pair[0]], by_id[pair[1]])
        return known[pair]

    for a, b, _ in sorted(links, key=lambda link: (-link[2], *sorted(link[:2]))):
        if groups.together(a, b):
            continue
        one, other = groups.of(a), groups.of(b)
        total, count = 0.0, 0
        for left in one:
            for right in other:
                value = scored(left, right)
                if value is None:
                    break
                total, count = total + value, count + 1
            else:
                continue
            break
        if count == len(one) * len(other) and total / count >= MERGE_MEAN:
            groups.join(a, b)
    return groups.all()
