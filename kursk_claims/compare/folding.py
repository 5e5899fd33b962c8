"""Statement clusters that only repeat a figure: they are told with the figure, and not once more beside it.

A statement repeats the figures in it if it says nothing else: no figure that another question asks for, no words
besides those of the figure's clause, and the figure itself is what is told (``14 Menschen seien im Haus gewesen``), not
something that the statement speaks of (``die 14 seien gerettet``, ``der 77-Jährige habe betrogen``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import structs

from kursk_claims.compare.own_words import JOINED
from kursk_claims.compare.statements import TIMES, concepts, content_of
from kursk_claims.lexicon.grammar import grammar
from kursk_claims.models import Claim, Cluster, Comparison, Quantity
from kursk_claims.settings import STATEMENT_REPEATS

_WORD: Final = re.compile(r"[^\W\d_]+")
_LAST_WORD: Final = re.compile(r"([^\W\d_]+)\s*$")


def folded(clusters: Sequence[Cluster], claims: Iterable[Claim]) -> list[Cluster]:
    """``clusters`` with ``folded_into`` set where a statement cluster only repeats figures of another of them."""
    articles: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        articles[claim.doc.id].append(claim)
    home = {
        figure: home_of(cluster) for cluster in clusters if cluster.kind == "numeric" for figure in cluster.claim_ids
    }
    homes = {
        statement: [home[figure] for figure in figures]
        for article in articles.values()
        for statement, figures in repeated(article).items()
    }
    return [fold(cluster, homes) if cluster.kind == "statement" else cluster for cluster in clusters]


def questions_repeated(comparison: Comparison) -> dict[str, str]:
    """For each claim, by id, whose cluster only repeats a figure: the figure's question."""
    asked = {cluster.id: cluster.question for cluster in comparison.clusters}
    return {
        id_: asked[cluster.folded_into]
        for cluster in comparison.clusters
        if cluster.folded_into is not None
        for id_ in cluster.claim_ids
    }


def home_of(cluster: Cluster) -> str | None:
    """What statements that repeat figures of ``cluster`` are folded into: itself, or ``None`` where it is unclear."""
    return cluster.id if cluster.status != "unclear" else None


def fold(cluster: Cluster, homes: Mapping[str, Iterable[str | None]]) -> Cluster:
    """A statement cluster, folded if nobody disputes it and all its claims repeat figures with one home.

    ``homes`` has the homes of the figures of each statement that only repeats figures.
    """
    found = {home for statement in cluster.claim_ids for home in homes.get(statement, (None,))}
    if cluster.status != "agree" or len(found) > 1:
        return cluster
    return structs.replace(cluster, folded_into=found.pop())


def repeated(article: Iterable[Claim]) -> dict[str, tuple[str, ...]]:
    """For each statement of one article that only repeats figures: the ids of all figures in it."""
    claims = list(article)
    figures = sorted(
        ((claim.quantity.start, claim.id, claim, claim.quantity) for claim in claims if claim.quantity is not None),
        key=lambda row: row[:2],
    )
    starts = [row[0] for row in figures]
    found: dict[str, tuple[str, ...]] = {}
    for claim in claims:
        if claim.quantity is not None or claim.attribution is None:
            continue
        inside = [
            (figure, quantity)
            for span in claim.attribution.content
            for *_, figure, quantity in figures[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        ]
        if any(_is_told(figure, quantity) for figure, quantity in inside) and _only_repeats(claim, inside):
            found[claim.id] = tuple(figure.id for figure, _ in inside)
    return found


def _is_told(figure: Claim, quantity: Quantity) -> bool:
    """Whether the number is what its clause tells: one that is part of a word, or has a determiner before it
    (``die drei Vermissten``, ``eine 60 Jahre alte Frau``), says of whom or of what something else is told."""
    before = _LAST_WORD.search(figure.text[: quantity.start - figure.start])
    described = before is not None and before[1].lower() in grammar().determiners
    return not described and JOINED.search(quantity.text) is None


def _only_repeats(statement: Claim, figures: Iterable[tuple[Claim, Quantity]]) -> bool:
    """Whether what a statement tells is what its figures' clauses tell: their words, units, numerals and times."""
    told = set(TIMES)
    told.update(
        concept
        for figure, quantity in figures
        for word in (*figure.slot.terms, *_WORD.findall(quantity.text))
        for concept, _ in concepts(word)
    )
    content = content_of(statement)
    shared = sum(weight for concept, weight in content.weights.items() if concept in told)
    return shared >= STATEMENT_REPEATS * content.total
