"""Claims and comparisons to text, one module for each format, found by name.

``render`` is the only way in. Every format module has one function,
``write(payload, stream, options, articles)``; the formats that write bytes are in ``BINARY``.
Imports are lazy, so that JSON Lines never loads the report's template engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import IO, Any, Final, Protocol, cast

from kursk_claims.errors import UsageError
from kursk_claims.models import Article
from kursk_claims.render.payload import Explanation, Lang, Payload, RenderOptions, TextQuantities
from kursk_claims.render.schema import schema

__all__ = [
    "BINARY",
    "FORMATS",
    "Explanation",
    "Lang",
    "Payload",
    "RenderOptions",
    "TextQuantities",
    "render",
    "schema",
]

FORMATS: Final = ("table", "json", "jsonl", "csv", "markdown", "html", "jsonld", "parquet")
"""Names for ``--format``; each is a module of this package."""

BINARY: Final = frozenset({"parquet"})
"""Formats that need a stream opened for bytes; all others write ``str``."""


class _Format(Protocol):
    def write(
        self, payload: Payload, stream: IO[Any], options: RenderOptions, articles: Mapping[str, Article]
    ) -> None: ...


def render(
    name: str,
    payload: Payload,
    stream: IO[Any],
    options: RenderOptions | None = None,
    articles: Mapping[str, Article] | None = None,
) -> None:
    """Write ``payload`` to ``stream`` in the format called ``name``.

    ``payload`` is an iterable of claims (written as they come, where the format allows), a
    ``Comparison``, or one of the small records of ``render.payload``. ``stream`` takes ``str``,
    or ``bytes`` for the formats in ``BINARY``. ``articles``, by document id, lets the HTML report
    show whole articles; without them it shows each sentence with the context its claim carries.

    Raises ``UsageError`` for a name that is no format and for a payload the format can't show.
    """
    if name not in FORMATS:
        raise UsageError(f"unknown format {name!r}; choose one of {', '.join(FORMATS)}")
    module = cast(_Format, import_module(f"kursk_claims.render.{name}"))
    module.write(payload, stream, options or RenderOptions(), articles or {})
