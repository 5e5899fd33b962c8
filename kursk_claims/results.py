"""Results of a command in the format asked for: which one that is, and where and how it is rendered."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kursk_claims.arguments import place
from kursk_claims.console import colour, stdout_is_terminal, width
from kursk_claims.formats import OutputFormat, chosen
from kursk_claims.options import Format, Language
from kursk_claims.output import open_output, refuse_onto

if TYPE_CHECKING:
    from kursk_claims.models import Article
    from kursk_claims.render import Payload

Show = Callable[..., None]
"""Renders a payload to where the results go."""


def format_asked(format: Format | None, output: str | None, piped: str) -> OutputFormat:
    """The format named, or that of the ending of ``output``, or a table on a terminal, or ``piped``."""
    on_terminal = output is None and stdout_is_terminal()
    return chosen(format.value if format else None, place(output), "table" if on_terminal else piped)


@contextmanager
def results(format: OutputFormat, output: str | None, lang: Language, *inputs: Path | None) -> Iterator[Show]:
    """Open ``output`` or standard output at once, to tell a bad place before the work; yield what writes there."""
    from kursk_claims.render import RenderOptions, render

    on_terminal = output is None and stdout_is_terminal()
    # A table is made safe cell by cell, its colours are its own.
    trusted = format.name == "table"
    refuse_onto(place(output), *inputs)
    with open_output(place(output), binary=format.binary, trusted=trusted) as stream:

        def show(payload: Payload, *, articles: dict[str, Article] | None = None, **shown: Any) -> None:
            options = RenderOptions(
                lang=lang.value,
                width=width() if on_terminal else None,
                colour=on_terminal and colour(),
                command=shlex.join(["kursk-claims", *sys.argv[1:]]),
                **shown,
            )
            render(format.name, payload, stream, options, articles)

        yield show
