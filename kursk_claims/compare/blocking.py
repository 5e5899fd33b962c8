"""Which pairs are worth comparing: claims that share a block key.

A key is made from one claim alone, so that blocks are the same in any corpus and can be joined on any
machine. Large blocks are compared in a sliding window, so that the number of pairs grows with the
number of claims and not with its square (sorted neighbourhood: Hernández and Stolfo 1995).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from kursk_claims.compare.profile import Profile
from kursk_claims.settings import BLOCK_TOPIC_WORDS, BLOCK_WINDOW

_RARE_DIGITS = 3
_STORY_WORDS = 5
"""Leading words that are paired into story keys: ten pairs."""


def keys(p: Profile) -> tuple[str, ...]:
    """Block keys of one claim, sorted.

    Claims of one dimension meet if their articles share two of their first leading words, if they are
    of one thing or event and share one leading word or place, or if they give the same figure to three
    digits. A claim whose article has too few leading words meets by the words of its own clause.
    """
    measured = p.currency or p.dimension
    leading = p.topic_order[:BLOCK_TOPIC_WORDS]
    if len(leading) < 2:
        telling = sorted(p.words, key=lambda key: (-p.words[key], key))
        leading = tuple(telling[:BLOCK_TOPIC_WORDS])
    found = {f"{measured}|{a}|{b}" for a, b in combinations(sorted(leading[:_STORY_WORDS]), 2)}
    concepts = {name for name in (p.event, p.thing_class, p.thing) if name and name != "person"}
    anchors = {*leading, *p.place}
    found.update(f"{measured}|{concept}|{anchor}" for concept in concepts for anchor in anchors)
    if p.digits >= _RARE_DIGITS:
        found.add(f"{measured}|={p.point:.9g}")
    return tuple(sorted(found))


def window_order(p: Profile) -> tuple[str, int, float, str]:
    """The order of a block in which neighbours are the likeliest to answer one question."""
    widest = min(p.thing_classes, default="") if p.thing_class == "person" else (p.thing_class or "")
    return (widest, p.published or 0, p.point or 0.0, p.id)


def pairs_in_block(block: Sequence[Profile]) -> Iterator[tuple[Profile, Profile]]:
    """Pairs of one block: all of a small one, else each claim with its nearest neighbours."""
    ordered = sorted(block, key=window_order)
    for index, one in enumerate(ordered):
        for other in ordered[index + 1 : index + 1 + BLOCK_WINDOW]:
            yield one, other


def candidate_pairs(profiles: Iterable[Profile]) -> Iterator[tuple[Profile, Profile]]:
    """Every pair that shares a block, once, in an order that depends on the claims alone."""
    blocks: dict[str, list[Profile]] = defaultdict(list)
    for p in profiles:
        for key in keys(p):
            blocks[key].append(p)
    seen: set[tuple[str, str]] = set()
    for key in sorted(blocks):
        block = blocks[key]
        if len(block) < 2:
            continue
        for one, other in pairs_in_block(block):
            low, high = (one, other) if one.id < other.id else (other, one)
            if (low.id, high.id) not in seen:
                seen.add((low.id, high.id))
                yield low, high
