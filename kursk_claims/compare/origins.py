"""Who stands behind a cluster's claims, counted once however many outlets repeat it.

A claim's origin is the last source of its chain. Five outlets that quote one newspaper's report on
officials share one origin; an outlet that stops at the newspaper's name shares it as well. Where an
article asserts without a source, the outlet itself is the origin, unless the same article names a
source for the same question elsewhere. A body, its spokesman and its name with the place are one.
Sources that stand side by side at the end of a chain speak together: they are one origin, shared with
whoever cites any of them. A sentence that several outlets print word for word, or nearly so, is one
copy of one text and has one origin.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct
from rapidfuzz import fuzz

from kursk_claims.compare.groups import Groups
from kursk_claims.compare.profile import is_vague
from kursk_claims.lexicon.frames import frames
from kursk_claims.models import Claim, Origin, Source
from kursk_claims.settings import COPY_LENGTH, COPY_RATIO


class Traced(Struct, frozen=True):
    """One claim's way back to its origin."""

    claim: Claim
    keys: tuple[str, ...]
    """Keys of the chain, outermost first; the outlet's alone where nothing is attributed."""
    names: tuple[str, ...]
    vague: bool
    """True if the last source is unnamed (``Medienberichte``), so that nobody can be told apart by it."""
    attributed: bool
    body: tuple[str, ...] = ()
    """Words of the body or person that speaks last; empty for outlets, documents and whoever is not named."""
    words: tuple[str, ...] = ()
    """Words of its name as written, with its office (``Gouverneur Oleh Kirin``), lower case."""
    voice: int = 0
    """Which of the sources that end the chain side by side this way leads to."""


def source_key(source: Source) -> str:
    """The key under which two mentions are one holder."""
    return source.key or source.name.casefold()


def outlet_of(claim: Claim) -> str:
    """The outlet that printed a claim, else its document."""
    return claim.doc.outlet or claim.doc.id


def trace(claim: Claim) -> tuple[Traced, ...]:
    """The ways back from one claim: one for each source that ends its chain; consecutive repetitions are dropped."""
    if claim.attribution is None or not claim.attribution.sources:
        name = outlet_of(claim)
        return (Traced(claim, (name.casefold(),), (name,), False, False),)
    *outer, last = claim.attribution.links
    before = [source for link in outer for source in link]
    return tuple(_way(claim, [*before, source], voice) for voice, source in enumerate(last))


def _way(claim: Claim, sources: Sequence[Source], voice: int) -> Traced:
    keys: list[str] = []
    names: list[str] = []
    for source in sources:
        key = source_key(source)
        if not keys or keys[-1] != key:
            keys.append(key)
            names.append(source.name)
    words = tuple(sources[-1].name.casefold().split())
    return Traced(claim, tuple(keys), tuple(names), is_vague(sources[-1]), True, body_of(sources[-1]), words, voice)


def body_of(source: Source) -> tuple[str, ...]:
    """Words of the key of who speaks, a spokesman's those of his body: ``Polizeisprecher`` is the police."""
    if source.kind not in ("institution", "official", "person") or ":" in source_key(source):
        return ()
    first, *rest = source_key(source).split() or [""]
    ending = next((word for word in frames().voices.words if first.endswith(word)), "")
    body = first.removesuffix(ending).rstrip("-").removesuffix("s" if ending else "")
    return (body, *rest) if body else tuple(rest)


def is_copy(a: Claim, b: Claim) -> bool:
    """Whether two outlets print (nearly) the same sentence."""
    if a.doc.id == b.doc.id or min(len(a.text), len(b.text)) < COPY_LENGTH:
        return False
    return fuzz.ratio(a.text, b.text, score_cutoff=COPY_RATIO) > 0


def find_origins(claims: Sequence[Claim], group_of: Mapping[str, int]) -> tuple[Origin, ...]:
    """Origins of one cluster, the one behind most outlets first.

    ``group_of`` gives the number of the value group of each claim id; it decides where an article's
    unattributed mention, or a chain that stops early, could belong to more than one origin.
    """
    ordered = sorted(claims, key=lambda claim: claim.id)
    ways = {claim.id: trace(claim) for claim in ordered}
    traced = {f"{id_}/{way.voice}" if way.voice else id_: way for id_, found in ways.items() for way in found}
    group_of = {key: group_of[way.claim.id] for key, way in traced.items() if way.claim.id in group_of}
    groups = Groups(traced)
    for key, way in traced.items():
        groups.join(way.claim.id, key)
    _join_same_source(traced, groups, group_of)
    _join_same_body(traced, groups)
    _join_shallow(traced, groups, group_of)
    _join_unattributed(traced, groups, group_of)
    copies = _join_copies(traced, groups)
    found = [
        _origin([traced[key] for key in members], members[0] in {groups.name(key) for key in copies}, copies)
        for members in groups.all()
    ]
    return tuple(sorted(found, key=lambda o: (-len(o.outlets), -len(o.claim_ids), o.name, o.claim_ids)))


def _join_same_source(traced: Mapping[str, Traced], groups: Groups, group_of: Mapping[str, int]) -> None:
    """One last source, or one outlet, one origin; an unnamed source only within its article and value."""
    first: dict[object, str] = {}
    holders: list[tuple[frozenset[str], str]] = []
    for key, t in traced.items():
        mark: object = (t.keys[-1], t.claim.doc.id, group_of.get(key)) if t.vague else (t.keys[-1], t.attributed)
        if mark in first:
            groups.join(first[mark], key)
        else:
            first[mark] = key
            holders.append((holder_parts(t.keys[-1]) if t.attributed else frozenset(), key))
    for index, (parts, key) in enumerate(holders):
        for other, other_key in holders[index + 1 :]:
            if parts and other and (parts <= other or other <= parts):
                groups.join(key, other_key)


def _join_same_body(traced: Mapping[str, Traced], groups: Groups) -> None:
    """A short name (``Polizei``, ``Morsch``) joins the long one that it is the beginning or end of, if there is one."""
    ends: dict[tuple[str, ...], str] = {}
    for key, t in traced.items():
        if t.body and t.body in ends:
            groups.join(ends[t.body], key)
        elif t.body:
            ends[t.body] = key
    for body, key in ends.items():
        size = len(body)
        longer = [
            other
            for other, its in ends.items()
            if (len(other) > size and body in (other[:size], other[-size:]))
            or (other != body and traced[its].words[:size] == body)
        ]
        if len({groups.name(ends[other]) for other in longer}) == 1:
            groups.join(key, ends[longer[0]])


def holder_parts(key: str) -> frozenset[str]:
    """Parts of a joint holder (``UA+US:government``): who is behind all is behind some of them."""
    codes, colon, kind = key.partition(":")
    parts = codes.split("+")
    known = colon and all(len(code) == 2 and code.isupper() for code in parts)
    return frozenset(f"{code}:{kind}" for code in parts) if known else frozenset()


def _join_shallow(traced: Mapping[str, Traced], groups: Groups, group_of: Mapping[str, int]) -> None:
    """A chain that stops at a reporter joins the chain that tells whom the reporter cites."""
    for key, t in traced.items():
        deeper = [
            other
            for other, o in traced.items()
            if other != key and t.keys[-1] in o.keys[:-1] and groups.name(other) != groups.name(key)
        ]
        if deeper and not t.vague:
            groups.join(key, _best(key, deeper, groups, group_of))


def _best(key: str, others: Sequence[str], groups: Groups, group_of: Mapping[str, int]) -> str:
    sizes = Counter(groups.name(other) for other in others)
    return min(
        others,
        key=lambda other: (group_of.get(other) != group_of.get(key), -sizes[groups.name(other)], groups.name(other)),
    )


def _join_unattributed(traced: Mapping[str, Traced], groups: Groups, group_of: Mapping[str, int]) -> None:
    """What an article repeats without a source goes back to the source it names elsewhere."""
    for key, t in traced.items():
        if t.attributed and not (t.vague and len(t.keys) == 1):
            continue
        named = [
            other
            for other, o in traced.items()
            if o.claim.doc.id == t.claim.doc.id
            and o.attributed
            and other != key
            and not (t.attributed and (o.vague or group_of.get(other) != group_of.get(key)))
        ]
        if named:
            groups.join(key, _best(key, named, groups, group_of))


def _join_copies(traced: Mapping[str, Traced], groups: Groups) -> set[str]:
    copies: set[str] = set()
    items = list(traced.items())
    for index, (key, t) in enumerate(items):
        for other, o in items[index + 1 :]:
            if t.voice == o.voice and outlet_of(t.claim) != outlet_of(o.claim) and is_copy(t.claim, o.claim):
                groups.join(key, other)
                copies.update((key, other))
    return copies


def _origin(members: Sequence[Traced], shared: bool, copies: set[str]) -> Origin:
    attributed = [t for t in members if t.attributed] or list(members)
    last = Counter(t.keys[-1] for t in attributed)
    deepest = max(attributed, key=lambda t: (not t.vague, len(t.keys), last[t.keys[-1]], t.claim.id))
    dated = sorted(
        (t.claim.doc.published, t.claim.doc.id) for t in members if t.claim.id in copies and t.claim.doc.published
    )
    return Origin(
        name=deepest.names[-1],
        chain=deepest.names,
        claim_ids=tuple(sorted({t.claim.id for t in members})),
        outlets=tuple(sorted({outlet_of(t.claim) for t in members})),
        shared_copy=shared,
        earliest=dated[0][1] if shared and dated else None,
    )
