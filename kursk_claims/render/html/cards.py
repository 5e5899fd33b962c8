"""A cluster as a card: words for the template, points for its chart."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from kursk_claims.models import Claim, Comparison, ValueGroup
from kursk_claims.render.labels import labels
from kursk_claims.render.numbers import counted, day_words, middle
from kursk_claims.render.payload import Lang
from kursk_claims.render.phrases import copies, exclusions, facts, merged, stance_words
from kursk_claims.render.scale import RING, scale_of
from kursk_claims.render.view import ClusterView, GroupView, Voice, names_of, outlet_of


class Mention(Struct, frozen=True, kw_only=True):
    """One claim as a link to its sentence."""

    claim: int
    outlet: str
    day: str


class Line(Struct, frozen=True, kw_only=True):
    """One chain of sources behind a value."""

    chain: tuple[str, ...]
    hedged: bool
    mentions: tuple[Mention, ...]


class Row(Struct, frozen=True, kw_only=True):
    """One value."""

    words: str
    stance: str
    as_of: str
    lines: tuple[Line, ...]


class Card(Struct, frozen=True, kw_only=True):
    """All that the template needs of one cluster."""

    anchor: str
    status: str
    status_words: str
    meaning: str
    question: str
    kind: str
    facts: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    outlets: tuple[int, ...]
    sources: tuple[int, ...]
    chart: dict[str, Any] | None


class Index(Struct, frozen=True, kw_only=True):
    """Numbers that stand for names in the page: short, and safe whatever the names are."""

    claims: dict[str, int]
    outlets: dict[str, int]
    sources: dict[str, int]


def index(comparison: Comparison) -> Index:
    """Number claims in their order, outlets and sources by name."""
    outlets = sorted({outlet_of(claim.doc) for claim in comparison.claims}, key=_by_name)
    sources = sorted({name for claim in comparison.claims for name in names_of(claim)}, key=_by_name)
    return Index(
        claims={claim.id: n for n, claim in enumerate(comparison.claims)},
        outlets={name: n for n, name in enumerate(outlets)},
        sources={name: n for n, name in enumerate(sources)},
    )


def card(item: ClusterView, anchor: str, lang: Lang, numbers: Index) -> Card:
    """The card of ``item``."""
    words, cluster = labels(lang), item.cluster
    documents = len({claim.doc.id for claim in item.claims})
    return Card(
        anchor=anchor,
        status=cluster.status,
        status_words=words.status[cluster.status],
        meaning=words.status_meaning[cluster.status],
        question=item.question,
        kind=cluster.kind,
        facts=(counted("articles", documents, lang), *facts(item, lang)),
        rows=tuple(_row(group, lang, numbers) for group in item.groups),
        notes=(*exclusions(item, lang), *copies(item, lang), *merged(item, lang)),
        outlets=tuple(sorted({numbers.outlets[outlet_of(claim.doc)] for claim in item.claims})),
        sources=tuple(sorted({numbers.sources[name] for claim in item.claims for name in names_of(claim)})),
        chart=_chart(item) if cluster.status != "single" and cluster.kind == "numeric" else None,
    )


def _by_name(name: str) -> tuple[str, str]:
    return name.casefold(), name


def _row(group: GroupView, lang: Lang, numbers: Index) -> Row:
    return Row(
        words=group.words,
        stance=stance_words(group, lang) if group.group.stance else "",
        as_of=group.as_of or "",
        lines=tuple(_line(voice, lang, numbers) for voice in group.voices),
    )


def _line(voice: Voice, lang: Lang, numbers: Index) -> Line:
    claims = sorted(voice.claims, key=lambda claim: (claim.doc.published or "", outlet_of(claim.doc), claim.start))
    return Line(
        chain=voice.chain,
        hedged=all(claim.hedged for claim in claims),
        mentions=tuple(_mention(claim, lang, numbers) for claim in claims),
    )


def _mention(claim: Claim, lang: Lang, numbers: Index) -> Mention:
    day = claim.doc.published
    return Mention(claim=numbers.claims[claim.id], outlet=outlet_of(claim.doc), day=day_words(day, lang) if day else "")


def _middle(group: ValueGroup) -> float | None:
    """The value of an approximate figure, where its bounds are the tolerance around it."""
    if group.modifier != "approx" or group.min is None or group.max is None:
        return None
    return middle(group.min, group.max)


def _chart(item: ClusterView) -> dict[str, Any] | None:
    """Domain of the axis and, for each value, its interval and who prints it."""
    scale = scale_of([group.group for group in item.groups])
    if scale is None:
        return None
    return {
        "low": scale.low,
        "high": scale.high,
        "log": scale.log,
        "values": [
            {
                "words": group.words,
                "asOf": group.as_of or "",
                "min": group.group.min,
                "max": group.group.max,
                "ring": group.group.modifier in RING,
                "middle": _middle(group.group),
                "outlets": sorted({outlet for voice in group.voices for outlet in voice.outlets}),
            }
            for group in item.groups
        ],
    }
