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
from kursk_claims.compare.story import TOPIC_KNOWN
from kursk_claims.lexicon.classes import near
from kursk_claims.settings import BLOCK_DAYS, BLOCK_TOPIC_WORDS, BLOCK_WINDOW

_RARE_DIGITS = 3
_TELLING_DIGITS = 2
"""Digits from which an equal figure brings two claims together that share a leading word or place."""
_SINGLE_WORDS = 12
_STORY_WORDS = 8
"""Leading words that are paired into story keys: 28 pairs. Of two articles on one event, even short ones, some two
leading words in common are among the first six."""


def keys(p: Profile) -> tuple[str, ...]:
    """Block keys of one claim, sorted.

    Claims of one dimension meet if their articles share two of their first leading words, if they are
    of one thing or event, or give one figure of two digits, and share a leading word or place, or if they give the
    same figure to three digits. A claim whose article has too few leading words meets by the words of its own clause,
    and by what it measures.
    """
    measured = p.currency or p.dimension
    leading = tuple(sorted(p.story, key=lambda key: (-p.story[key], key))[:BLOCK_TOPIC_WORDS])
    if len(leading) < 2:
        telling = sorted(p.words, key=lambda key: (-p.words[key], key))
        leading = tuple(telling[:BLOCK_TOPIC_WORDS])
    found = {f"{measured}|{a}|{b}" for a, b in combinations(sorted(leading[:_STORY_WORDS]), 2)}
    found.update(f"{measured}|{word}" for word in leading[:_SINGLE_WORDS])
    concepts = {name for name in (p.event, p.thing_class, p.thing) if name and name != "person"}
    concepts |= near(p.thing_class or "")
    anchors = {*leading, *p.place}
    found.update(f"{measured}|{concept}|{anchor}" for concept in concepts for anchor in anchors)
    if len(p.topic) < TOPIC_KNOWN and p.measure is not None:
        found.add(f"{measured}|{p.measure}")
    if p.digits >= _TELLING_DIGITS:
        found.update(f"{measured}|={p.point:.9g}|{anchor}" for anchor in anchors)
    if p.digits >= _RARE_DIGITS:
        found.add(f"{measured}|={p.point:.9g}")
    return tuple(sorted(found))


def window_order(p: Profile) -> tuple[str, int, float, str]:
    """The order of a block in which neighbours are the likeliest to answer one question."""
    widest = min(p.thing_classes, default="") if p.thing_class == "person" else (p.thing_class or "")
    return (widest, p.published or 0, p.point or 0.0, p.id)


def candidate_pairs(profiles: Iterable[Profile]) -> Iterator[tuple[Profile, Profile]]:
    """Every pair that shares a block, once, in an order that depends on the claims alone.

    Claims of a small block are all compared, those of a large one each with its nearest neighbours.
    """
    ordered = sorted(profiles, key=window_order)
    for i, j in windows([keys(p) for p in ordered], [p.published or 0 for p in ordered]):
        one, other = ordered[i], ordered[j]
        yield (one, other) if one.id < other.id else (other, one)


def windows(block_keys: Sequence[Sequence[str]], days: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Places ``(i, j)``, ``i < j``, of claims that meet in a block.

    ``block_keys`` holds the keys of every claim, in the one order in which all blocks are read, ``days`` the day
    numbers of publication (0: unknown). As the order is the same in every block, a claim's later neighbours are
    gathered claim by claim, and each pair is given once without a memory of those before. In a block larger than
    ``BLOCK_WINDOW`` a claim meets the next so many that were published within ``BLOCK_DAYS`` of it.
    """
    blocks: dict[str, list[int]] = defaultdict(list)
    for place, found in enumerate(block_keys):
        for key in found:
            blocks[key].append(place)
    passed = {key: 0 for key, block in blocks.items() if len(block) > 1}  # in most blocks a claim is alone
    for place, found in enumerate(block_keys):
        later: set[int] = set()
        day = days[place]
        for key in found:
            if key not in passed:
                continue
            passed[key] = behind = passed[key] + 1
            block = blocks[key]
            near = block[behind : behind + BLOCK_WINDOW]
            if len(block) > BLOCK_WINDOW + 1 and day:
                near = [other for other in near if not days[other] or abs(days[other] - day) <= BLOCK_DAYS]
            later.update(near)
        for other in sorted(later):
            yield place, other
