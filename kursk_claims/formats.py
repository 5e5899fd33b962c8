"""The output formats, one row each: what ``--format`` and the ending of ``--output`` can name.

Imports nothing of weight: the command line reads it before anything else.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Final, NamedTuple

from kursk_claims.errors import UsageError


class OutputFormat(NamedTuple):
    """A format: the module ``kursk_claims.render.<name>`` writes it."""

    name: str
    suffixes: tuple[str, ...]
    """Endings of file names, lower case; an ending of several formats means the first of them."""
    binary: bool = False
    """Whether it is written as bytes and not as text."""


FORMATS: Final = (
    OutputFormat("table", (".txt",)),
    OutputFormat("json", (".json",)),
    OutputFormat("jsonl", (".jsonl", ".ndjson")),
    OutputFormat("csv", (".csv",)),
    OutputFormat("xlsx", (".xlsx",), binary=True),
    OutputFormat("markdown", (".md", ".markdown")),
    OutputFormat("html", (".html", ".htm")),
    OutputFormat("jsonld", (".jsonld", ".json")),
    OutputFormat("parquet", (".parquet",), binary=True),
)

NAMES: Final = tuple(format.name for format in FORMATS)


def named(name: str) -> OutputFormat:
    """The format called ``name``. Raises ``UsageError`` for any other name."""
    for format in FORMATS:
        if format.name == name:
            return format
    raise UsageError(f"unknown format {name!r}; choose one of {', '.join(NAMES)}")


def chosen(name: str | None, output: PurePath | None, default: str) -> OutputFormat:
    """The format asked for by name, else by the ending of ``output``, else ``default``.

    Raises ``UsageError`` where name and ending contradict each other.
    """
    suffix = output.suffix.lower() if output else ""
    meant = [format for format in FORMATS if suffix in format.suffixes]
    if name is None:
        return meant[0] if meant else named(default)
    if meant and name not in [format.name for format in meant]:
        raise UsageError(f"{output}: ends like {meant[0].name}, but --format says {name}; leave out one of the two")
    return named(name)
