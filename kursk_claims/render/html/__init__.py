"""HTML report: one self-contained file that opens offline, asks nothing of the network and runs
nothing that came with an article.

Charts are drawn here too, with places in per cent, so that the page fits every screen and reads in full
without a script; the script only searches, filters and unfolds. The policy in the page's head allows the
page's own script and style by their hashes and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any

from kursk_claims.errors import UsageError
from kursk_claims.models import Article, Comparison
from kursk_claims.render.html.page import report
from kursk_claims.render.payload import Payload, RenderOptions


def write(payload: Payload, stream: IO[Any], options: RenderOptions, articles: Mapping[str, Article]) -> None:
    """Write the report of a comparison. Raises ``UsageError`` for anything else."""
    if not isinstance(payload, Comparison):
        raise UsageError("html shows comparisons; use it with compare")
    stream.write(report(payload, options, articles))
