"""Who cites whom over all questions, as a list."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Final

from kursk_claims.models import Comparison
from kursk_claims.render.numbers import counted
from kursk_claims.render.payload import Lang
from kursk_claims.render.sanitise import sanitise
from kursk_claims.render.view import outlet_of

LINKS: Final = 100
"""Links listed at most, the strongest."""


def citations(comparison: Comparison, lang: Lang) -> tuple[tuple[tuple[str, str, str], ...], str]:
    """Who, whom, and how many claims, the most first; and how many links are left out, in words.

    Sources with one ``key`` are one source, shown by the name most used.
    """
    weights: Counter[tuple[str, str]] = Counter()
    used: dict[str, Counter[str]] = {}
    for claim in comparison.claims:
        columns = [[(outlet_of(claim.doc), outlet_of(claim.doc))]]
        for link in claim.attribution.links if claim.attribution else ():
            columns.append([(source.key or source.name, sanitise(source.shown)) for source in link])
        for key, name in (source for column in columns for source in column):
            used.setdefault(key, Counter())[name] += 1
        for column, following in pairwise(columns):
            weights.update((a, b) for a, _ in column for b, _ in following)
    names = {key: min(counts.items(), key=lambda item: (-item[1], item[0]))[0] for key, counts in used.items()}
    strongest = sorted(weights, key=lambda link: (-weights[link], names[link[0]], names[link[1]]))
    rows = tuple((names[a], names[b], counted("claims", weights[a, b], lang)) for a, b in strongest[:LINKS])
    return rows, counted("links", len(strongest) - LINKS, lang) if len(strongest) > LINKS else ""
