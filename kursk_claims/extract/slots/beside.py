"""What the figures of one article say of each other: which of a measure comes first, and by which the article is known.

News tells the main count first and its parts later. And what an article tells is known by its figures: two that give
the same uncommon ones tell of one thing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

from msgspec import structs

from kursk_claims.models import Claim, Mention, Quantity

_LEVELS = frozenset({None, "total", "to"})
_WHOLE = frozenset({None, "total"})
_SMALL = 12
"""Numbers up to which a figure is found everywhere."""
_FIGURES = 32
"""Figures kept of an article: all of most articles, few enough to carry along."""


def with_others(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of one article in the order of its text, each figure with its place among the article's figures."""
    told = figures_of(claims)
    mentions: dict[str, Mention] = {}
    for figures in _by_measure(claims):
        values = [(claim.quantity.value, claim.quantity.max) for claim in figures if claim.quantity is not None]
        for claim, value in zip(figures, values, strict=True):
            mentions[claim.id] = "only" if len(set(values)) == 1 else "first" if value == values[0] else "later"
    return [
        claim
        if claim.quantity is None
        else structs.replace(claim, slot=structs.replace(claim.slot, mention=mentions.get(claim.id), figures=told))
        for claim in claims
    ]


def figures_of(claims: Iterable[Claim]) -> tuple[str, ...]:
    """The first figures above twelve that an article tells, each once, as ``figure_key`` writes them."""
    keys = (figure_key(claim.quantity) for claim in claims if claim.quantity is not None)
    return tuple(islice(dict.fromkeys(key for key in keys if key is not None), _FIGURES))


def figure_key(quantity: Quantity) -> str | None:
    """Value and unit: ``1250``, ``3.5 euro``; ``None`` for a range, a bound alone and a small number."""
    if quantity.value is None or abs(quantity.value) <= _SMALL:
        return None
    return f"{quantity.value:.9g} {quantity.unit or ''}".rstrip()


def _by_measure(claims: Iterable[Claim]) -> list[list[Claim]]:
    """The plain levels and totals of each measure, narrowed alike, by one source; parts, changes and limits are none.

    Who contradicts a figure is told after it, so a rival's first figure is a first one as well.
    """
    found: dict[tuple[str, tuple[str, ...], str | None, str | None], list[Claim]] = defaultdict(list)
    for claim in claims:
        slot = claim.slot
        whole = slot.role in _LEVELS and slot.scope in _WHOLE
        if claim.quantity is not None and slot.measure is not None and whole:
            found[slot.measure, slot.restrictors, slot.dimension, _source(claim)].append(claim)
    return list(found.values())


def _source(claim: Claim) -> str | None:
    """Key of who is nearest to the figure."""
    sources = claim.attribution.sources if claim.attribution is not None else ()
    return sources[-1].key or sources[-1].name.casefold() if sources else None
