"""Claims and comparisons to text, one module for each format, found by name.

``render`` is the only way in. Every format module has one function,
``write(payload, stream, options, articles)``; ``kursk_claims.formats`` is the list of them.
Imports are lazy, so that JSON Lines never loads the report's template engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import IO, Any, Protocol, cast

from kursk_claims.formats import FORMATS, named
from kursk_claims.models import Article
from kursk_claims.render.payload import Explanation, Lang, Payload, RenderOptions, TextQuantities

__all__ = [
    "FORMATS",
    "Explanation",
    "Lang",
    "Payload",
    "RenderOptions",
    "TextQuantities",
    "render",
]


class _Module(Protocol):
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
    or ``bytes`` for binary formats. ``articles``, by document id, lets the HTML report
    show whole articles; without them it shows each sentence with the context its claim carries.

    Raises ``UsageError`` for a name that is no format and for a payload the format can't show.
    """
    module = cast(_Module, import_module(f"kursk_claims.render.{named(name).name}"))
    module.write(payload, stream, options or RenderOptions(), articles or {})
