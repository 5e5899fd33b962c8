"""Why the claims of a cluster were put together, in one line for each link."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from textwrap import shorten
from typing import Final

from kursk_claims.models import Claim, LevelResult, PairComparison
from kursk_claims.render.labels import labels
from kursk_claims.render.numbers import number
from kursk_claims.render.payload import Lang, RenderOptions
from kursk_claims.render.sanitise import sanitise
from kursk_claims.render.view import outlet_of

LINKS: Final = 30
"""Claims of one cluster that are explained at most: each is compared with each, and nobody reads more."""


def reasons(claims: Sequence[Claim], options: RenderOptions) -> Iterator[str]:
    """The strongest links that hold the cluster together, one fewer than there are claims.

    A spanning tree of greatest scores (Prim), so each claim is explained by the link that
    brought it in and not by a chance neighbour.
    """
    from kursk_claims.compare import explain

    claims = claims[:LINKS]
    inside, outside = list(claims[:1]), list(claims[1:])
    known = {(a.id, b.id): explain(a, b, threshold=options.threshold) for a, b in combinations(claims, 2)}

    def pair(a: Claim, b: Claim) -> PairComparison:
        return known[a.id, b.id] if (a.id, b.id) in known else known[b.id, a.id]

    while outside:
        a, b = max(((a, b) for b in outside for a in inside), key=lambda ends: (pair(*ends).linked, pair(*ends).score))
        inside.append(b)
        outside.remove(b)
        yield f"{_named(a)} ↔ {_named(b)}: {levels_words(pair(a, b), options.lang)}"


def levels_words(pair: PairComparison, lang: Lang) -> str:
    """The levels that weigh, strongest first, and the sum: ``thing exact +3, place unknown -0.5 = 2.5``."""
    weighed = sorted((level for level in pair.levels if level.weight), key=lambda level: -abs(level.weight))
    parts = [f"{field_words(level, lang)} {level_words(level, lang)} {signed(level.weight, lang)}" for level in weighed]
    total = labels(lang).word("score", x=signed(pair.score, lang), y=signed(pair.threshold, lang))
    return f"{', '.join(parts)}; {total}"


def field_words(level: LevelResult, lang: Lang) -> str:
    """The field's name in the reader's language."""
    return labels(lang).field.get(level.field, sanitise(level.field))


def level_words(level: LevelResult, lang: Lang) -> str:
    """The level's name in the reader's language."""
    return labels(lang).level.get(level.level, sanitise(level.level))


def signed(weight: float, lang: Lang) -> str:
    """A weight with its sign, two places at most: ``+3,2``, ``−0,5``."""
    return ("+" if weight >= 0 else "−") + number(abs(round(weight, 2)), lang)


def _named(claim: Claim) -> str:
    shown = claim.quantity.text if claim.quantity is not None else shorten(claim.text, 40, placeholder=" …")
    return f"{outlet_of(claim.doc)} „{sanitise(shown)}“"
