"""A question as a card: its values as a chart with who says so, its sentences, its origins."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from kursk_claims.lexicon.classes import class_words
from kursk_claims.models import Claim, Comparison
from kursk_claims.render.html.flow import Flow, flow
from kursk_claims.render.html.hues import Hues, hues
from kursk_claims.render.html.steps import Steps, steps
from kursk_claims.render.html.tracks import Tracks, tracks
from kursk_claims.render.labels import labels
from kursk_claims.render.marks import said_or_counted
from kursk_claims.render.numbers import counted, day_words
from kursk_claims.render.payload import Lang
from kursk_claims.render.phrases import (
    copies,
    day_of,
    exclusions,
    facts,
    merged,
    origins_words,
    repeated_as,
    stance_words,
    values_words,
)
from kursk_claims.render.sanitise import sanitise
from kursk_claims.render.view import ClusterView, GroupView, SourceChain, names_of, outlet_of


class Mention(Struct, frozen=True, kw_only=True):
    """One claim: a link to its place, and its sentence cut at what is marked."""

    claim: int
    outlet: str
    day: str
    pieces: tuple[tuple[str, bool], ...]


class Line(Struct, frozen=True, kw_only=True):
    """One chain of sources behind a value."""

    chain: tuple[str, ...]
    hue: str
    hedged: bool
    mentions: tuple[Mention, ...]


class Row(Struct, frozen=True, kw_only=True):
    """One value."""

    words: str
    stance: str
    as_of: str
    strip: Markup | None
    lines: tuple[Line, ...]


class Card(Struct, frozen=True, kw_only=True):
    """All that the template needs of one cluster."""

    anchor: str
    status: str
    status_words: str
    meaning: str
    question: str
    values: str
    day: str
    origins: str
    kind: str
    facts: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    outlets: tuple[int, ...]
    outlet_names: tuple[str, ...]
    sources: tuple[int, ...]
    terms: str
    """Words, beside those shown, by which the search finds it."""
    tracks: Tracks | None
    steps: Steps | None
    flow: Flow | None


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
    colours = hues(item)
    alone = cluster.status == "single"
    stepped = None if alone else steps(item, colours, lang)
    drawn = None if alone or stepped else tracks(item, colours, lang)
    strips = drawn.strips if drawn else (None,) * len(item.groups)
    return Card(
        anchor=anchor,
        status=cluster.status,
        status_words=words.status[cluster.status],
        meaning=words.status_meaning[cluster.status],
        question=item.question,
        values=values_words(item, lang),
        day=day_of(item, lang),
        origins=origins_words(cluster, lang),
        kind=cluster.kind,
        facts=(counted("articles", documents, lang), *facts(item, lang)),
        rows=tuple(
            _row(group, strip, colours, lang, numbers) for group, strip in zip(item.groups, strips, strict=True)
        ),
        notes=(*exclusions(item, lang), *copies(item, lang), *merged(item, lang), *repeated_as(item, lang)),
        outlets=tuple(sorted({numbers.outlets[outlet_of(claim.doc)] for claim in item.claims})),
        outlet_names=item.outlets,
        sources=tuple(sorted({numbers.sources[name] for claim in item.claims for name in names_of(claim)})),
        terms=_terms(item),
        tracks=drawn,
        steps=stepped,
        flow=None if alone else flow(item, colours, lang),
    )


def _by_name(name: str) -> tuple[str, str]:
    return name.casefold(), name


def _row(group: GroupView, strip: Markup | None, colours: Hues, lang: Lang, numbers: Index) -> Row:
    return Row(
        words=group.words,
        stance=stance_words(group, lang) if group.group.stance else "",
        as_of=group.as_of or "",
        strip=strip,
        lines=tuple(_line(chain, colours, lang, numbers) for chain in group.source_chains),
    )


def _line(chain: SourceChain, colours: Hues, lang: Lang, numbers: Index) -> Line:
    claims = sorted(chain.claims, key=lambda claim: (claim.doc.published or "", outlet_of(claim.doc), claim.start))
    return Line(
        chain=chain.names,
        hue=colours.of(chain.claims),
        hedged=all(claim.hedged for claim in claims),
        mentions=tuple(_mention(claim, lang, numbers) for claim in claims),
    )


def _mention(claim: Claim, lang: Lang, numbers: Index) -> Mention:
    day = claim.doc.published
    return Mention(
        claim=numbers.claims[claim.id],
        outlet=outlet_of(claim.doc),
        day=day_words(day, lang) if day else "",
        pieces=tuple((sanitise(piece), marked) for piece, marked in said_or_counted(claim)),
    )


def _terms(item: ClusterView) -> str:
    """Lemmas of the clauses, and the other words for what is counted: ``Tote`` finds ``starben``."""
    slot = item.cluster.slot
    found = [slot.measure_text, slot.bearer_text, slot.anchor.text if slot.anchor else None]
    classes = {name for name in (slot.thing_class, slot.event, slot.measure) if name}
    for claim in item.claims:
        classes |= {name for name in (claim.slot.thing_class, claim.slot.event) if name}
        found += [claim.slot.thing, claim.slot.measure_text, *claim.slot.terms]
        if claim.quantity is not None:
            found += [claim.quantity.counted, claim.quantity.counted_lemma]
    found += [word for name in sorted(classes) for word in class_words(name)]
    return sanitise(" ".join(dict.fromkeys(word for word in found if word)))
