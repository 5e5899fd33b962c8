"""From an article to its claims: the last module that sees a spaCy ``Doc``.

Quantities, statements, their chains of sources and slots are found by their own modules; here
they are put together. Every statement gives one attributed claim and every quantity one numeric
claim, which carries the attribution of the innermost statement that it stands in.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar, cast

from msgspec import structs

from kursk_claims.extract.counting.continued import carry_units
from kursk_claims.extract.counting.counted import attach_counted
from kursk_claims.extract.prefilter import analysed
from kursk_claims.extract.quantities.find import quantities_in_running
from kursk_claims.extract.quantities.running import running
from kursk_claims.extract.slots.beside import with_others
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
    Furniture,
    Quantity,
    Slot,
    Source,
    Span,
    Statement,
)
from kursk_claims.offsets import Shortened

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kursk_claims.nlp import Pipeline
    from kursk_claims.nlp.pipeline import Parts

CONTEXT = 32
"""Characters of prefix and suffix in a text quote selector, as the W3C annotation examples give."""

_ID_LENGTH = 16
"""Hex digits of a claim's id: 64 bits keep a million claims apart (birthday bound below 1e-7)."""


def extract_claims(article: Article, pipeline: Pipeline) -> list[Claim]:
    """All claims of one article, in text order; numeric before attributed where both start at one place.

    Nothing that touches ``article.boilerplate`` gives a claim. Articles without a claim give an empty list; no text
    raises.
    """
    opened = opened_article(article, pipeline)
    pipeline.analyse([opened.parts])
    return claims_of(opened, pipeline)


class Opened(NamedTuple):
    """An article in sentences and with its numbers, which waits for its analysis."""

    article: Article
    run: Shortened | None
    """How its text was shortened to one that runs on; ``None`` if it does."""
    reading: Article
    """The article that is read: with the text that runs on."""
    numbers: Sequence[Quantity]
    parts: Parts


def opened_article(article: Article, pipeline: Pipeline) -> Opened:
    """Everything of an article that comes before its analysis, so that several can be analysed together."""
    run = running(article.text)
    reading = article if run is None else _running(article, run)
    numbers = quantities_in_running(reading.text)
    parts = pipeline.parts(reading.text, skip=reading.boilerplate, choose=partial(analysed, quantities=numbers))
    return Opened(article, run, reading, numbers, parts)


def claims_of(opened: Opened, pipeline: Pipeline) -> list[Claim]:
    """The claims of an article whose ``parts`` are analysed; otherwise as ``extract_claims``."""
    article, run = opened.article, opened.run
    if run is None:
        return _read_claims(opened, pipeline, lambda start, end: (start, end))
    claims = _read_claims(opened, pipeline, run.origin)
    ref = structs.replace(DocumentRef.of(article), cites=claims[0].doc.cites) if claims else None
    return [_as_printed(claim, article.text, run.origin, ref or claim.doc) for claim in claims]


Origin = Callable[[int, int], tuple[int, int]]
"""From a span of the text that is read to the one of the text as it was printed."""


def _read_claims(opened: Opened, pipeline: Pipeline, origin: Origin) -> list[Claim]:
    """The claims of the text that runs on, at their places in it, their ids by those of the original."""
    document = pipeline.assembled(opened.parts)
    try:
        # it answers as a Doc does
        return _claims_in(cast("Doc", document), opened.reading, opened.numbers, origin)
    finally:
        document.release()


def _claims_in(doc: Doc, article: Article, numbers: Sequence[Quantity], origin: Origin) -> list[Claim]:
    boilerplate = _Boilerplate(article.boilerplate)
    quantities = attach_counted(doc, carry_units(doc, numbers))
    statements = find_statements(doc)
    chains = resolve_sources(doc, statements)
    factory = _Claims(article, doc, _cited(chains), origin)
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
    return with_others(sorted([*numeric, *kept.values()], key=_place))


def _running(article: Article, run: Shortened) -> Article:
    def moved(span: SomeSpan) -> SomeSpan:
        start, end = run.shortened(span.start, span.end)
        return structs.replace(span, start=start, end=end)

    headings, boilerplate = map(moved, article.headings), map(moved, article.boilerplate)
    return structs.replace(article, text=run.text, headings=tuple(headings), boilerplate=tuple(boilerplate))


SomeSpan = TypeVar("SomeSpan", Span, Furniture)


def _as_printed(claim: Claim, text: str, origin: Origin, ref: DocumentRef) -> Claim:
    """The claim with its words and places as they stand in ``text``, white space as it was set."""
    start, end = origin(claim.start, claim.end)
    quantity, attribution = claim.quantity, claim.attribution

    def moved(span: Span) -> Span:
        return Span(*origin(span.start, span.end))

    def printed(found: Printed) -> Printed:
        begin, stop = origin(found.start, found.end)
        return structs.replace(found, text=text[begin:stop], start=begin, end=stop)

    if quantity is not None:
        counted = quantity.counted_span
        quantity = structs.replace(printed(quantity), counted_span=None if counted is None else moved(counted))
    if attribution is not None:
        roles = {name: tuple(map(moved, getattr(attribution, name))) for name in _ROLES}
        attribution = structs.replace(attribution, sources=tuple(map(printed, attribution.sources)), **roles)
    return structs.replace(
        claim,
        doc=ref,
        text=text[start:end],
        start=start,
        end=end,
        evidence=_evidence(text, Span(start, end)),
        quantity=quantity,
        attribution=attribution,
    )


Printed = TypeVar("Printed", Quantity, Source)

_ROLES: Final = ("content", "speaker", "cue", "frame", "addressee")


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

    def __init__(self, article: Article, doc: Doc, cites: tuple[Cited, ...], origin: Origin) -> None:
        self._article = article
        self._origin = origin
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
            evidence=_evidence(self._text, sentence),
        )

    def _id(self, kind: ClaimType, start: int, end: int) -> str:
        """Hash of document, span and kind; a second claim of the same three is numbered."""
        start, end = self._origin(start, end)
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


def _evidence(text: str, span: Span) -> Evidence:
    return Evidence(
        exact=text[span.start : span.end],
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
    )


class _Boilerplate:
    """Answers whether a span touches one of the article's boilerplate stretches."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]
        self._reach = list(accumulate((span.end for span in self._spans), max))

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
        self._reach = list(accumulate((piece[1] for piece in self._pieces), max))

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
