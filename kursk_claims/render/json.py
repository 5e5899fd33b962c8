"""JSON: a comparison as one object, claims as one array; indented for reading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any

from kursk_claims.models import Article, Comparison, ModelInfo, PairComparison
from kursk_claims.render.builtin import indented
from kursk_claims.render.payload import Explanation, Payload, RenderOptions


def write(payload: Payload, stream: IO[Any], options: RenderOptions, articles: Mapping[str, Article]) -> None:
    """Write one JSON value. Claims are written as they come, so an array of any length fits in memory."""
    if isinstance(payload, Explanation):
        payload = payload.pair
    if isinstance(payload, Comparison | PairComparison | ModelInfo):
        stream.write(indented(payload) + "\n")
        return
    empty = True
    for item in payload:
        stream.write("[\n" if empty else ",\n")
        stream.write("  " + indented(item).replace("\n", "\n  "))
        empty = False
    stream.write("[]\n" if empty else "\n]\n")
