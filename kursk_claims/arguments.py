"""What the arguments of a command stand for: inputs, days, the way to build a pipeline; refused where they can't be."""

from __future__ import annotations

import functools
import io
import math
import select
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from kursk_claims.console import stdin_is_terminal
from kursk_claims.errors import UsageError

if TYPE_CHECKING:
    from kursk_claims.engines.local import Build
    from kursk_claims.models import Article


class ArticleCache:
    """Articles passing through; those of a report, which shows them whole, are kept by id."""

    def __init__(self, articles: Iterable[Article], *, keep: bool = False) -> None:
        self.by_id: dict[str, Article] = {}
        self.count = 0
        """Articles that went through so far."""
        self._articles = articles
        self._keep = keep

    def __iter__(self) -> Iterator[Article]:
        for article in self._articles:
            self.count += 1
            if self._keep:
                self.by_id[article.id] = article
            yield article


def only_here(**options: object) -> None:
    """Refuse options that the engine spark does not have."""
    for name, value in options.items():
        if value is not None:
            raise UsageError(f"--{name.replace('_', '-')} does not go with --engine spark")


def directory(output: str | None) -> str:
    """Where the engine spark writes. Raises ``UsageError`` without one: it needs a directory of its own."""
    if output is None:
        raise UsageError("--engine spark writes many files; name a new directory with --output")
    return output


def inputs(paths: list[str] | None) -> list[str]:
    """The paths, or ``-`` for what is piped in. Raises ``UsageError`` where neither is given."""
    if paths:
        return paths
    if stdin_is_terminal():
        raise UsageError("no input; name files or directories, or pipe articles in")
    return ["-"]


def place(output: str | None) -> Path | None:
    """The file to write to; ``None`` for standard output. Raises ``UsageError`` for an empty name."""
    if output == "":
        raise UsageError("--output is empty; name a file")
    return None if output is None else Path(output)


def standard_input() -> BinaryIO | None:
    """Standard input as bytes, waited for where it does not block; ``None`` if it is closed."""
    if sys.stdin is None or sys.stdin.closed:
        return None
    try:
        return io.BufferedReader(_Waiting(sys.stdin.fileno(), closefd=False))
    except (OSError, ValueError):  # a stand-in that has no descriptor
        return sys.stdin.buffer


class _Waiting(io.FileIO):
    """A descriptor to read from that is at its end only when it says so, and not when it has nothing yet."""

    def readinto(self, buffer: Any, /) -> int:
        """Read some bytes, none at the end alone."""
        while (count := super().readinto(buffer)) is None:
            select.select([self], [], [])
        return count


def needed_standard_input() -> BinaryIO:
    """Standard input as bytes, for a command that has no other. Raises ``UsageError`` if it is closed."""
    stdin = standard_input()
    if stdin is None:
        raise UsageError("standard input is closed; give a text")
    return stdin


def day(written: str | None, option: str) -> str | None:
    """``written`` as an ISO date. Raises ``UsageError``, which names the option, if it is no date."""
    from kursk_claims.load.dates import iso_date

    found = None if written is None else iso_date(written)
    if written is not None and found is None:
        raise UsageError(f"{option} {written!r} is no date; write 2024-11-17")
    return found


def period(since: str | None, until: str | None) -> dict[str, str | None]:
    """The days ``since`` and ``until``. Raises ``UsageError`` if one is no date or the period ends before it begins."""
    start, end = day(since, "--since"), day(until, "--until")
    if start is not None and end is not None and start > end and not start.startswith(end):
        raise UsageError(f"--since {since} is later than --until {until}; turn them round")
    return {"since": start, "until": end}


def score(threshold: float) -> float:
    """``threshold``. Raises ``UsageError`` for NaN, which nothing reaches and nothing misses."""
    if math.isnan(threshold):
        raise UsageError("--threshold is no number; leave it out, or give one like -0.5")
    return threshold


def build(model: str | None) -> Build:
    """What loads the pipeline in the process that needs it."""
    from kursk_claims.engines.article import build_extractor

    return functools.partial(build_extractor, model)
