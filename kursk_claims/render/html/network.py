"""Who cites whom: outlets, the sources they name, and the sources those name, as columns of a picture."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any, Final

from kursk_claims.models import Comparison
from kursk_claims.render.labels import labels
from kursk_claims.render.neutral import neutral
from kursk_claims.render.numbers import counted
from kursk_claims.render.payload import Lang
from kursk_claims.render.view import outlet_of

LINKS: Final = 60
"""Links drawn at most, the strongest; more can't be followed by eye, and the list under the
picture says how many there are."""

_SWEEPS: Final = 4
"""Times the columns are put in order by their neighbours; more no longer change small pictures."""

_Node = tuple[int, str]


def network(comparison: Comparison, lang: Lang) -> dict[str, Any] | None:
    """Nodes with their place and links with the number of claims; ``None`` if nobody cites anybody.

    A node is a holder in a column: 0 outlets, 1 whom they cite, 2 whom those cite. Sources with one
    ``key`` are one holder, shown by the name most used. Order within a column follows the mean
    place of a node's neighbours (barycentre method, Sugiyama et al. 1981).
    """
    weights: Counter[tuple[_Node, _Node]] = Counter()
    used: dict[str, Counter[str]] = {}
    for claim in comparison.claims:
        columns = [[(outlet_of(claim.doc), outlet_of(claim.doc))]]
        for link in claim.attribution.links if claim.attribution else ():
            columns.append([(source.key or source.name, neutral(source.name)) for source in link])
        for key, name in (holder for column in columns for holder in column):
            used.setdefault(key, Counter())[name] += 1
        for n, (column, following) in enumerate(pairwise(columns)):
            weights.update(((n, a), (n + 1, b)) for a, _ in column for b, _ in following)
    if not weights:
        return None
    names = {key: min(counts, key=lambda name, c=counts: (-c[name], name)) for key, counts in used.items()}  # type: ignore[misc]
    strongest = sorted(weights, key=lambda link: (-weights[link], link))
    links = sorted(strongest[:LINKS])
    order = _ordered(links, weights)
    tallest = max(len(column) for column in order.values())
    words = labels(lang)
    return {
        "columns": len(order),
        "tallest": tallest,
        "nodes": [
            {"column": column, "place": (place + 0.5) * tallest / len(keys), "name": names[key]}
            for column, keys in sorted(order.items())
            for place, key in enumerate(keys)
        ],
        "links": [
            {
                "from": names[a[1]],
                "to": names[b[1]],
                "column": a[0],
                "a": (order[a[0]].index(a[1]) + 0.5) * tallest / len(order[a[0]]),
                "b": (order[b[0]].index(b[1]) + 0.5) * tallest / len(order[b[0]]),
                "claims": weights[a, b],
                "words": counted("claims", weights[a, b], lang),
            }
            for a, b in links
        ],
        "list": [(names[a[1]], names[b[1]], counted("claims", weights[a, b], lang)) for a, b in strongest[:LINKS]],
        "left_out": counted("links", len(strongest) - LINKS, lang) if len(strongest) > LINKS else "",
        "label": words.word("network_label"),
    }


def _ordered(links: list[tuple[_Node, _Node]], weights: Counter[tuple[_Node, _Node]]) -> dict[int, list[str]]:
    columns: dict[int, list[str]] = {}
    for node in sorted({node for link in links for node in link}):
        columns.setdefault(node[0], []).append(node[1])
    neighbours: dict[_Node, list[tuple[_Node, int]]] = {}
    for a, b in links:
        neighbours.setdefault(a, []).append((b, weights[a, b]))
        neighbours.setdefault(b, []).append((a, weights[a, b]))
    for _ in range(_SWEEPS):
        for column in sorted(columns):
            height = {(c, name): (n + 0.5) / len(names) for c, names in columns.items() for n, name in enumerate(names)}
            columns[column].sort(key=lambda name, c=column: (_mean(neighbours[c, name], height), name))  # type: ignore[misc]
    return columns


def _mean(neighbours: list[tuple[_Node, int]], height: dict[_Node, float]) -> float:
    total = sum(weight for _, weight in neighbours)
    return sum(height[node] * weight for node, weight in neighbours) / total
