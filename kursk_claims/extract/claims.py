"""From an article to its claims: the last module that sees a spaCy ``Doc``.

Quantities, statements, their chains of sources and slots are found by their own modules; here
they are put together. Every statement gives one attributed claim and every quantity one numeric
claim, which carries the attribution of the innermost statement that it stands in.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from msgspec import structs

from kursk_claims.extract.counting.continued import carry_units
from kursk_claims.extract.counting.counted import attach_counted
from kursk_claims.extract.prefilter import analysed
from kursk_claims.extract.quantities.find import find_quantities
from kursk_claims.extract.slots.figures import ArticleView
from kursk_claims.extract.slots.modality import modality_of
from kursk_claims.extract.slots.slot import slot_for, slot_for_statement
from kursk_claims.extract.sources import CarryOver, resolve_sources
from kursk_claims.extract.statements import find_statements
from kursk_claims.grammar import view_of
from kursk_claims.models import (
    Article,
    Attribution,
    Cited,
    Claim,
    ClaimType,
    DocumentRef,
    Evidence,
    Quantity,
    Slot,
    Source,
    Span,
    Statement,
)
from kursk_claims.nlp.sentences import unbroken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from kursk_claims.nlp import Pipeline

CONTEXT = 32
"""Characters of prefix and suffix in a text quote selector, as the W3C annotation examples give."""

_ID_LENGTH = 16
"""Hex digits of a claim's id: 64 bits keep a million claims apart (birthday bound below 1e-7)."""


def extract_claims(article: Article, pipeline: Pipeline) -> list[Claim]:
    """All claims of one article, in text order; numeric before attributed where both start at one place.

    Nothing that touches ``article.boilerplate`` gives a claim. Articles without a claim give an empty list; no text
    raises.
    """
    printed = article.text
    article = structs.replace(article, text=unbroken(printed))
    boilerplate = _Boilerplate(article.boilerplate)
    numbers = find_quantities(article.text)
    doc = pipeline.read(article.text, skip=article.boilerplate, choose=partial(analysed, quantities=numbers))
    quantities = attach_counted(doc, carry_units(doc, numbers))
    statements = find_statements(doc)
    chains = resolve_sources(doc, statements)
    factory = _Claims(article, doc, _cited(chains))
    kept: dict[int, Claim] = {}
    for index, (statement, chain) in enumerate(zip(statements, chains, strict=True)):
        if statement.content and not any(boilerplate.touches(span) for span in statement.content):
            kept[index] = factory.attributed(statement, chain)
    innermost = _Innermost(statements, kept)
    carry_over = CarryOver(doc, statements, chains)
    numeric: list[Claim] = []
    speakers = [span for statement in statements for span in statement.speaker]
    speakers += [Span(source.start, source.end) for chain in chains for source in chain]
    view = ArticleView(doc, article, quantities, speakers)
    for quantity in quantities:
        span = Span(quantity.start, quantity.end)
        if boilerplate.touches(span):
            continue
        holding = innermost.at(span)
        while holding is not None and any(s.start <= span.start < s.end for s in statements[holding].speaker):
            holding = statements[holding].parent  # "Drei Zeugen sagten": how many they are nobody says
        attribution = kept[holding].attribution if holding in kept else None
        if attribution is None:
            attribution = _carried(carry_over.chain_for(span))
        else:
            sources = carry_over.contrasted(span, attribution.sources)
            attribution = structs.replace(attribution, sources=sources)
        numeric.append(factory.numeric(quantity, attribution, view))
    claims = sorted([*numeric, *kept.values()], key=_place)
    return claims if article.text == printed else [_as_printed(claim, printed) for claim in claims]


def _as_printed(claim: Claim, text: str) -> Claim:
    """The claim with its words as they stand in ``text``, with the line breaks that reading passed over."""
    evidence = structs.replace(
        claim.evidence,
        exact=text[claim.start : claim.end],
        prefix=text[max(0, claim.start - CONTEXT) : claim.start],
        suffix=text[claim.end : claim.end + CONTEXT],
    )
    quantity, attribution = claim.quantity, claim.attribution
    if quantity is not None:
        quantity = structs.replace(quantity, text=text[quantity.start : quantity.end])
    if attribution is not None:
        sources = tuple(structs.replace(source, text=text[source.start : source.end]) for source in attribution.sources)
        attribution = structs.replace(attribution, sources=sources)
    return structs.replace(claim, text=evidence.exact, evidence=evidence, quantity=quantity, attribution=attribution)


def _place(claim: Claim) -> tuple[int, int, bool, str]:
    if claim.quantity is not None:
        return claim.quantity.start, claim.quantity.end, False, claim.id
    content = claim.attribution.content if claim.attribution else ()
    start = content[0].start if content else claim.start
    return start, content[-1].end if content else claim.end, True, claim.id


def _carried(chain: tuple[Source, ...]) -> Attribution | None:
    """An attribution that comes over from a neighbouring sentence: a chain without a statement of its own."""
    if not chain:
        return None
    return Attribution(statement_id=None, mode="free_indirect", sources=chain, construction="carried")


def _cited(chains: Sequence[tuple[Source, ...]]) -> tuple[Cited, ...]:
    """All sources of an article, each once, by name."""
    found = {Cited(name=source.name, key=source.key, kind=source.kind) for chain in chains for source in chain}
    return tuple(sorted(found, key=lambda one: (one.name, one.key, one.kind)))


class _Claims:
    """Builds the claim records of one article: sentence, evidence, id and marks."""

    def __init__(self, article: Article, doc: Doc, cites: tuple[Cited, ...]) -> None:
        self._article = article
        self._doc = doc
        self._text = article.text
        self._view = view_of(doc)
        self._used: Counter[str] = Counter()
        self._ref = structs.replace(DocumentRef.of(article), cites=cites)

    def attributed(self, statement: Statement, chain: tuple[Source, ...]) -> Claim:
        """The claim of one statement."""
        start, end = statement.content[0].start, max(span.end for span in statement.content)
        claim_id = self._id("attributed", start, end)
        attribution = Attribution(
            statement_id=claim_id,
            mode=statement.mode,
            medium=statement.medium,
            content=statement.content,
            speaker=statement.speaker,
            cue=statement.cue,
            frame=statement.frame,
            addressee=statement.addressee,
            nested=statement.nested,
            sources=chain,
            stance=statement.stance,
            construction=statement.construction,
        )
        slot = slot_for_statement(self._doc, statement, self._article)
        return self._claim("attributed", claim_id, Span(start, end), statement.content[0], slot, attribution, None)

    def numeric(self, quantity: Quantity, attribution: Attribution | None, view: ArticleView) -> Claim:
        """The claim of one quantity of the article that ``view`` reads."""
        span = Span(quantity.start, quantity.end)
        claim_id = self._id("numeric", span.start, span.end)
        slot = slot_for(self._doc, quantity, self._article, view)
        return self._claim("numeric", claim_id, span, span, slot, attribution, quantity)

    def _claim(
        self,
        kind: ClaimType,
        claim_id: str,
        span: Span,
        marked: Span,
        slot: Slot,
        attribution: Attribution | None,
        quantity: Quantity | None,
    ) -> Claim:
        """The claim at ``span``, whose marks are those of the clause of ``marked``."""
        modality = modality_of(self._doc, marked)
        sentence = self._sentence(span)
        return Claim(
            id=claim_id,
            type=kind,
            doc=self._ref,
            text=self._text[sentence.start : sentence.end],
            start=sentence.start,
            end=sentence.end,
            quantity=quantity,
            attribution=attribution,
            hedged=modality.hedged,
            negated=modality.negated,
            slot=slot,
            evidence=self._evidence(sentence),
        )

    def _id(self, kind: ClaimType, start: int, end: int) -> str:
        """Hash of document, span and kind; a second claim of the same three is numbered."""
        base = f"{self._article.id}\0{start}\0{end}\0{kind}"
        self._used[base] += 1
        if self._used[base] > 1:
            base = f"{base}\0{self._used[base]}"
        return hashlib.sha256(base.encode("utf-8", "surrogatepass")).hexdigest()[:_ID_LENGTH]

    def _sentence(self, span: Span) -> Span:
        """The sentence or sentences that the span stands in, without white space around them."""
        view = self._view
        if not view.sentences:
            return span
        first = view.sentence_at(span.start)
        last = max(view.sentence_at(max(span.end - 1, span.start)), first)
        start, end = min(view.extent(first).start, span.start), max(view.extent(last).end, span.end)
        piece = self._text[start:end]
        start += len(piece) - len(piece.lstrip())
        return Span(start, start + len(piece.strip()))

    def _evidence(self, span: Span) -> Evidence:
        return Evidence(
            exact=self._text[span.start : span.end],
            prefix=self._text[max(0, span.start - CONTEXT) : span.start],
            suffix=self._text[span.end : span.end + CONTEXT],
        )


class _Boilerplate:
    """Answers whether a span touches one of the article's boilerplate stretches."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]
        self._reach: list[int] = []
        for span in self._spans:
            self._reach.append(max(span.end, self._reach[-1] if self._reach else 0))

    def touches(self, span: Span) -> bool:
        before = bisect_right(self._starts, span.end - 1)
        return before > 0 and self._reach[before - 1] > span.start


class _Innermost:
    """Finds, of the statements whose content holds a span, the one with the shortest content."""

    def __init__(self, statements: Sequence[Statement], kept: dict[int, Claim]) -> None:
        self._pieces = sorted(
            (span.start, span.end, sum(s.end - s.start for s in statements[index].content), index)
            for index in kept
            for span in statements[index].content
        )
        self._starts = [piece[0] for piece in self._pieces]
        self._reach: list[int] = []
        for piece in self._pieces:
            self._reach.append(max(piece[1], self._reach[-1] if self._reach else 0))

    def at(self, span: Span) -> int | None:
        """Index of the innermost statement over ``span``, the later one of two equals; ``None`` if there is none."""
        best: tuple[int, int] | None = None
        position = bisect_right(self._starts, span.start) - 1
        while position >= 0 and self._reach[position] > span.start:
            start, end, size, index = self._pieces[position]
            if start <= span.start < end and (best is None or (size, -index) < best):
                best = (size, -index)
            position -= 1
        return -best[1] if best else None
