"""The sources that claims go back to, each once, with who prints them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from kursk_claims.models import Claim, SourceKind
from kursk_claims.render.sanitise import sanitise
from kursk_claims.render.view import outlet_of


class CitedSource(Struct, frozen=True, kw_only=True):
    """A source by its key, shown by the name most used."""

    name: str
    kind: SourceKind
    claims: tuple[str, ...]
    outlets: tuple[str, ...]


def cited(claims: Iterable[Claim]) -> tuple[CitedSource, ...]:
    """Every source of ``claims``, the most cited first."""
    names: dict[str, Counter[str]] = {}
    kinds: dict[str, SourceKind] = {}
    cited_by: dict[str, dict[str, str]] = {}
    for claim in claims:
        for source in claim.attribution.sources if claim.attribution else ():
            key = source.key or source.name
            names.setdefault(key, Counter())[sanitise(source.shown)] += 1
            kinds.setdefault(key, source.kind)
            cited_by.setdefault(key, {})[claim.id] = outlet_of(claim.doc)
    found = [
        CitedSource(
            name=min(counts, key=lambda name: (-counts[name], name)),
            kind=kinds[key],
            claims=tuple(cited_by[key]),
            outlets=tuple(sorted(set(cited_by[key].values()))),
        )
        for key, counts in names.items()
    ]
    return tuple(sorted(found, key=lambda source: (-len(source.claims), source.name)))
