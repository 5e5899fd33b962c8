"""Which figure of its measure a source gives first in an article: news tells the main count first, its parts later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import structs

from kursk_claims.models import Claim, Mention

_LEVELS = frozenset({None, "total", "to"})
_WHOLE = frozenset({None, "total"})


def with_mentions(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of one article in the order of its text, each figure with its place among those of its measure."""
    mentions: dict[str, Mention] = {}
    for figures in _by_measure(claims):
        values = [(claim.quantity.value, claim.quantity.max) for claim in figures if claim.quantity is not None]
        for claim, value in zip(figures, values, strict=True):
            mentions[claim.id] = "only" if len(set(values)) == 1 else "first" if value == values[0] else "later"
    return [
        structs.replace(claim, slot=structs.replace(claim.slot, mention=mentions.get(claim.id))) for claim in claims
    ]


def _by_measure(claims: Iterable[Claim]) -> list[list[Claim]]:
    """The plain levels and totals of each measure by one source; parts, changes and limits are none.

    Who contradicts a figure is told after it, so a rival's first figure is a first one as well.
    """
    found: dict[tuple[str, str | None, str | None], list[Claim]] = defaultdict(list)
    for claim in claims:
        slot = claim.slot
        whole = slot.role in _LEVELS and slot.scope in _WHOLE and not slot.restrictors
        if claim.quantity is not None and slot.measure is not None and whole:
            found[slot.measure, slot.dimension, _source(claim)].append(claim)
    return list(found.values())


def _source(claim: Claim) -> str | None:
    """Key of who is nearest to the figure."""
    sources = claim.attribution.sources if claim.attribution is not None else ()
    return sources[-1].key or sources[-1].name.casefold() if sources else None
