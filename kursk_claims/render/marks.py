"""A sentence cut where something in it is to be marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kursk_claims.models import Claim, Span


def pieces(text: str, offset: int, spans: Iterable[Span]) -> Iterator[tuple[str, bool]]:
    """``text``, which starts at ``offset`` of the article, in order as (piece, marked).

    ``spans`` are in code points of the article; what lies outside ``text`` or overlaps an
    earlier span is left out. The pieces joined are ``text``.
    """
    at, stop = offset, offset + len(text)
    for span in sorted(spans):
        start, end = max(span.start, at), min(span.end, stop)
        if start >= end:
            continue
        if start > at:
            yield text[at - offset : start - offset], False
        yield text[start - offset : end - offset], True
        at = end
    if at < stop:
        yield text[at - offset :], False


def said_or_counted(claim: Claim) -> Iterator[tuple[str, bool]]:
    """The claim's sentence with its number marked, or what is said where it has no number."""
    if claim.quantity is not None:
        return pieces(claim.text, claim.start, [Span(claim.quantity.start, claim.quantity.end)])
    return pieces(claim.text, claim.start, claim.attribution.content if claim.attribution else ())
