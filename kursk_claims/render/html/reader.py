"""The article view: text with numbers, sources and cues marked, each number a way back to its card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Final, TypeAlias

import msgspec
from msgspec import Struct

from kursk_claims.models import Article, Claim, Comparison, DocumentRef, Span
from kursk_claims.render.numbers import day_words
from kursk_claims.render.payload import Lang
from kursk_claims.render.sanitise import sanitise, web_address
from kursk_claims.render.view import outlet_of

_KINDS: Final = ("number", "lively", "said", "source", "cue")
_Mark: TypeAlias = tuple[Span, str, Claim]
_Fragment: TypeAlias = tuple[int, str, list[Claim]]
"""Offset into the article, text, and the claims to be marked in it."""


class Piece(Struct, frozen=True, kw_only=True):
    """A stretch of text with the same marks throughout."""

    text: str
    marks: str
    """Class names, in a fixed order; empty for plain text."""
    claim: int | None
    """The claim whose card it leads back to, if it is (part of) a number."""
    anchors: tuple[int, ...]
    """Claims that begin here: links to them land on this piece."""


class Links(Struct, frozen=True, kw_only=True):
    """The claims that have a card, and which of them answer a question that others answer too."""

    numbers: Mapping[str, int]
    lively: frozenset[str]


class Sentence(Struct, frozen=True, kw_only=True):
    """A sentence of the article, or the text between two that matter."""

    claimed: bool
    pieces: tuple[Piece, ...]


class Page(Struct, frozen=True, kw_only=True):
    """One article to read."""

    anchor: str
    outlet: str
    title: str
    day: str
    url: str
    whole: bool
    """Whether the text is the whole article, not only sentences with their context."""
    paragraphs: tuple[tuple[Sentence, ...], ...]


def reader_pages(
    comparison: Comparison, articles: Mapping[str, Article], shown: Links, lang: Lang
) -> Iterator[tuple[Page, Page]]:
    """For each document its page in full and, for want of room, its page of sentences alone.

    Claims that are not in ``shown`` have no card and get no link back. Without the article's
    text both pages are of sentences.
    """
    by_doc: dict[str, list[Claim]] = {}
    for claim in comparison.claims:
        by_doc.setdefault(claim.doc.id, []).append(claim)
    for place, doc in enumerate(comparison.documents):
        claims = by_doc.get(doc.id, [])
        article = articles.get(doc.id)
        short = _page(doc, f"a{place}", _excerpts(claims), shown, lang, whole=False)
        if article is None:
            yield short, short
        else:
            yield _page(doc, f"a{place}", [(0, article.text, claims)], shown, lang, whole=True), short


def _page(
    doc: DocumentRef,
    anchor: str,
    fragments: Iterable[_Fragment],
    shown: Links,
    lang: Lang,
    *,
    whole: bool,
) -> Page:
    title = sanitise(doc.title or doc.id)
    return Page(
        anchor=anchor,
        outlet=outlet_of(doc),
        title=title,
        day=day_words(doc.published, lang) if doc.published else "",
        url=web_address(doc.url) or "",
        whole=whole,
        paragraphs=tuple(
            paragraph
            for offset, text, claims in fragments
            for paragraph in _paragraphs(offset, text, claims, shown)
            if not _repeats(paragraph, title)
        ),
    )


def _repeats(paragraph: tuple[Sentence, ...], title: str) -> bool:
    """Whether a paragraph without claims is the headline once more, as a line of Markdown or of text."""
    if any(sentence.claimed for sentence in paragraph):
        return False
    return "".join(piece.text for sentence in paragraph for piece in sentence.pieces).lstrip("# ").strip() == title


def _excerpts(claims: list[Claim]) -> list[_Fragment]:
    """Each sentence once, whole, and the claims in it."""
    found: dict[tuple[int, int], list[Claim]] = {}
    for claim in claims:
        found.setdefault((claim.start, claim.end), []).append(claim)
    # A line break inside a sentence would tear it into paragraphs.
    return [(start, inside[0].text.replace("\n", " "), inside) for (start, _), inside in sorted(found.items())]


def _paragraphs(offset: int, text: str, claims: list[Claim], shown: Links) -> Iterator[tuple[Sentence, ...]]:
    marks = _marks(claims)
    start = offset
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            here = [claim for claim in claims if claim.start < end and claim.end > start]
            yield tuple(
                _sentences(start, line, here, [m for m in marks if m[0].start < end and m[0].end > start], shown)
            )
        start = end + 1


def _sentences(offset: int, line: str, claims: list[Claim], marks: list[_Mark], shown: Links) -> Iterator[Sentence]:
    end = offset + len(line)
    spans = sorted({Span(max(c.start, offset), min(c.end, end)) for c in claims if c.start < end and c.end > offset})
    at = offset
    for span in spans:
        start = max(span.start, at)
        if start >= span.end:
            continue
        if start > at:
            yield _sentence(offset, line, Span(at, start), marks, shown, claimed=False)
        yield _sentence(offset, line, Span(start, span.end), marks, shown, claimed=True)
        at = span.end
    if at < end:
        yield _sentence(offset, line, Span(at, end), marks, shown, claimed=False)


def _sentence(offset: int, line: str, span: Span, marks: list[_Mark], shown: Links, *, claimed: bool) -> Sentence:
    inside = [mark for mark in marks if mark[0].start < span.end and mark[0].end > span.start]
    cuts = {span.start, span.end}
    for mark, _, _ in inside:
        cuts.update(cut for cut in (mark.start, mark.end) if span.start < cut < span.end)
    places = sorted(cuts)
    pieces = _merged(
        _piece(line[a - offset : b - offset], a, [mark for mark in inside if mark[0].start <= a < mark[0].end], shown)
        for a, b in pairwise(places)
    )
    return Sentence(claimed=claimed, pieces=pieces)


def _merged(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Neighbours that look alike and lead to the same place as one, so that a name is not torn by its parts."""
    merged: list[Piece] = []
    for piece in pieces:
        if merged and not piece.anchors and (merged[-1].marks, merged[-1].claim) == (piece.marks, piece.claim):
            merged[-1] = msgspec.structs.replace(merged[-1], text=merged[-1].text + piece.text)
        else:
            merged.append(piece)
    return tuple(merged)


def _piece(text: str, at: int, marks: list[_Mark], shown: Links) -> Piece:
    kinds = {kind for _, kind, _ in marks}
    numbers = [claim.id for _, kind, claim in marks if kind == "number" and claim.id in shown.numbers]
    if any(id_ in shown.lively for id_ in numbers):
        kinds.add("lively")
    begins = (claim.id for _, kind, claim in marks if kind in ("number", "said") and _landing(claim) == at)
    return Piece(
        text=sanitise(text),
        marks=" ".join(kind for kind in _KINDS if kind in kinds),
        claim=shown.numbers[numbers[0]] if numbers else None,
        anchors=tuple(shown.numbers[id_] for id_ in dict.fromkeys(begins) if id_ in shown.numbers),
    )


def _landing(claim: Claim) -> int:
    """Where a link to the claim lands: its number, else where what is said begins, else its sentence."""
    if claim.quantity is not None:
        return claim.quantity.start
    content = claim.attribution.content if claim.attribution else ()
    return min((span.start for span in content), default=claim.start)


def _marks(claims: list[Claim]) -> list[_Mark]:
    """All spans to be marked: numbers, what is said, sources, cues."""
    found: list[_Mark] = []
    for claim in claims:
        if claim.quantity is not None:
            found.append((Span(claim.quantity.start, claim.quantity.end), "number", claim))
        said = claim.attribution
        if said is None:
            continue
        if claim.quantity is None:
            found += [(span, "said", claim) for span in said.content or (Span(claim.start, claim.end),)]
        found += [(Span(source.start, source.end), "source", claim) for source in said.sources]
        found += [(span, "cue", claim) for span in said.cue]
    return found
