"""One colour for each origin of a question, the same in its chart, its table and its picture of origins."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from kursk_claims.models import Claim
from kursk_claims.render.sanitise import sanitise
from kursk_claims.render.view import ClusterView

HUES: Final = 6
"""Colours that can be told apart; further origins share the colour of the text (``o0``)."""


class Hues(Struct, frozen=True, kw_only=True):
    """Class names for the named origins, those behind most claims first; words without a source have none."""

    names: dict[str, str]
    """Origin to class name, in order."""
    of_claim: dict[str, tuple[str, ...]]
    """Claim to the names of its origins."""

    def of(self, claims: tuple[Claim, ...]) -> str:
        """The class of what ``claims`` share: that of their only origin, else the neutral one."""
        found = {name for claim in claims for name in self.of_claim.get(claim.id, ())}
        return self.names[found.pop()] if len(found) == 1 else "o0"


def hues(item: ClusterView) -> Hues:
    """Colours for the named origins of ``item``."""
    named = (origin for origin in item.cluster.origins if origin.chain)
    origins = sorted(named, key=lambda origin: (-len(origin.claim_ids), origin.name))
    of_claim: dict[str, tuple[str, ...]] = {}
    for origin in origins:
        for id_ in origin.claim_ids:
            of_claim[id_] = (*of_claim.get(id_, ()), sanitise(origin.name))
    names = {sanitise(origin.name): f"o{n}" if n <= HUES else "o0" for n, origin in enumerate(origins, 1)}
    return Hues(names=names, of_claim=of_claim)
