"""Who says so: the chain of sources behind each statement, outermost reporter first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kursk_claims.extract.sources.holders import Holder, read
from kursk_claims.extract.sources.index import Index
from kursk_claims.models import Source, Span, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc


def resolve_sources(doc: Doc, statements: Sequence[Statement]) -> list[tuple[Source, ...]]:
    """One chain for each statement, in the order of ``statements``."""
    index = Index(doc)
    return [tuple(_source(doc, holder) for holder in read(index, statement.speaker)) for statement in statements]


def carried_sources(doc: Doc, span: Span, statements: Sequence[Statement], chains: Sequence[tuple[Source, ...]]) -> tuple[Source, ...]:
    """The chain that a span outside every statement takes over from its neighbourhood."""
    return ()


def _source(doc: Doc, holder: Holder) -> Source:
    return Source(name=holder.name, text=doc.text[holder.start : holder.end], start=holder.start, end=holder.end, kind=holder.kind, key=holder.key)
