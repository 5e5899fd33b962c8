"""Why the claims of a cluster were put together, in one line for each link."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kursk_claims.models import Claim, PairComparison
from kursk_claims.render.labels import labels
from kursk_claims.render.neutral import neutral
from kursk_claims.render.numbers import number
from kursk_claims.render.payload import Lang, RenderOptions
from kursk_claims.render.view import outlet_of

_LOOK_BACK: Final = 12
"""Earlier claims that each claim is compared with to find its strongest link; keeps large clusters quick."""


def reasons(claims: Sequence[Claim], options: RenderOptions) -> Iterator[str]:
    """For each claim but the first, its strongest link to an earlier one, with what spoke for it."""
    from kursk_claims.compare import explain

    for place, claim in enumerate(claims[1:], start=1):
        earlier = claims[max(0, place - _LOOK_BACK) : place]
        pairs = [(other, explain(other, claim)) for other in earlier]
        other, pair = max(pairs, key=lambda found: found[1].score)
        yield f"{_named(other)} ↔ {_named(claim)}: {levels_words(pair, options.lang)}"


def levels_words(pair: PairComparison, lang: Lang) -> str:
    """The levels that weigh, strongest first, and the sum: ``thing exact +3, place unknown -0.5 = 2.5``."""
    weighed = sorted((level for level in pair.levels if level.weight), key=lambda level: -abs(level.weight))
    parts = [f"{neutral(level.field)} {neutral(level.level)} {signed(level.weight, lang)}" for level in weighed]
    total = labels(lang).word("score", x=signed(pair.score, lang), y=signed(pair.threshold, lang))
    return f"{', '.join(parts)}; {total}"


def signed(weight: float, lang: Lang) -> str:
    """A weight with its sign, two places at most: ``+3,2``, ``−0,5``."""
    return ("+" if weight >= 0 else "−") + number(abs(round(weight, 2)), lang)


def _named(claim: Claim) -> str:
    shown = claim.quantity.text if claim.quantity is not None else claim.id
    return f"{outlet_of(claim.doc)} „{neutral(shown)}“"
