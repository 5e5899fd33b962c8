"""The ways back from a claim: its chain of sources, once for each that ends it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, structs

from kursk_claims.compare.identity import Identity, identity, outlet_mark, source_key
from kursk_claims.lexicon.frames import frames
from kursk_claims.models import Cited, Claim, Source


class Traced(Struct, frozen=True):
    """One claim's way back to its origin."""

    claim: Claim
    group: int | None
    """The value group that the claim is in."""
    sources: tuple[Source, ...] = ()
    """The chain, outermost first, each source once, without the outlet itself; empty where nothing is attributed."""
    known: tuple[Identity, ...] = ()
    """By what each of them is known again."""
    voice: int = 0
    """Which of the sources that end the chain side by side this way leads to."""

    @property
    def vague(self) -> bool:
        """Whether the last source has no name (``Experten``), so that nobody can be told apart by it."""
        return bool(self.sources) and _is_vague(self.sources[-1])

    @property
    def named(self) -> bool:
        """Whether some source of the chain has a name."""
        return any(not _is_vague(source) for source in self.sources)

    @property
    def empty(self) -> bool:
        """Whether there is no source, or one that tells nothing of who it is (``Medienberichte``)."""
        return all(map(_is_empty, self.sources))


def _is_vague(source: Source) -> bool:
    return source.kind == "anonymous" or _is_empty(source)


def _is_empty(source: Source) -> bool:
    return not set(source_key(source).split()[-1:]).isdisjoint(frames().unnamed.words)


def outlet_of(claim: Claim) -> str:
    """The outlet that printed a claim, else its document."""
    return claim.doc.outlet or claim.doc.id


def trace(claim: Claim, group: int | None = None) -> tuple[Traced, ...]:
    """The ways back from one claim: one for each source that ends its chain."""
    own = outlet_mark(outlet_of(claim))
    links = claim.attribution.links if claim.attribution else ()
    before = [source for link in links[:-1] for source in link]
    found = []
    for voice, source in enumerate(links[-1] if links else ()):
        chain = {source_key(one): one for one in (*before, source) if own not in identity(one).marks}
        known = tuple(_known(one, claim.doc.cites) for one in chain.values())
        found.append(Traced(claim, group, tuple(chain.values()), known, voice))
    return tuple(found) or (Traced(claim, group),)


def _known(source: Source, cites: Sequence[Cited]) -> Identity:
    """By what a source is known again, with what its article calls it elsewhere (``Helga Morsch``: ``Landrätin``)."""
    own = identity(source)
    others = [identity(one) for one in cites if one.key == source_key(source) and one.name != source.name]
    fullest = max((own, *others), key=lambda one: (bool(one.role), len(one.words), one.words))
    return structs.replace(fullest, marks=own.marks.union(*(one.marks for one in others)))
