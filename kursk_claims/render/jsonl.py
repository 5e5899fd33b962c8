"""JSON Lines: a claim a line; of a comparison, a cluster a line with its claims inside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Any

from kursk_claims.models import Article, Comparison, ModelInfo, PairComparison
from kursk_claims.render.builtin import encode, plain
from kursk_claims.render.payload import Explanation, Payload, RenderOptions


def write(payload: Payload, stream: IO[Any], options: RenderOptions, articles: Mapping[str, Article]) -> None:
    """Write one JSON object a line, each as soon as it is known."""
    for value in _values(payload):
        stream.write(encode(value) + "\n")


def _values(payload: Payload) -> Iterator[Any]:
    if isinstance(payload, Explanation):
        yield plain(payload.pair)
    elif isinstance(payload, PairComparison | ModelInfo):
        yield plain(payload)
    elif isinstance(payload, Comparison):
        claims = {claim.id: claim for claim in payload.claims}
        for cluster in payload.clusters:
            yield {**plain(cluster), "claims": [plain(claims[id_]) for id_ in cluster.claim_ids]}
    else:
        yield from map(plain, payload)
