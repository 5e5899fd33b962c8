"""A rich console of a fixed width whose text goes to a stream, without blanks at the ends of lines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import IO, Final

from rich.console import Console

from kursk_claims.render.payload import RenderOptions

PIPED_WIDTH: Final = 100
"""Columns where there is no terminal to ask: wide enough for a sentence, narrow enough for a mail."""


@contextmanager
def printed(stream: IO[str], options: RenderOptions) -> Iterator[Console]:
    """What is printed on the console in the block goes to ``stream``, ``options.width`` columns wide, when it ends."""
    shown = StringIO()
    yield Console(
        file=shown,
        width=options.width or PIPED_WIDTH,
        force_terminal=options.colour,
        color_system="standard" if options.colour else None,
        no_color=not options.colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for line in shown.getvalue().rstrip("\n").split("\n"):
        stream.write((line if options.colour else line.rstrip()) + "\n")
