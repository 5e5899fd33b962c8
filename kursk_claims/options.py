"""Options and arguments of the command line that several commands share, each declared once."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Concatenate, ParamSpec, TypeVar, get_type_hints

import typer

from kursk_claims.formats import NAMES

Options = TypeVar("Options")
Own = ParamSpec("Own")
Result = TypeVar("Result")


Format = StrEnum("Format", [(name.upper(), name) for name in NAMES])  # type: ignore[misc]
"""Output formats, from their table."""


class Language(StrEnum):
    """Language of labels and number formats."""

    DE = "de"
    EN = "en"


class ClaimKind(StrEnum):
    """Kinds of claims."""

    NUMERIC = "numeric"
    ATTRIBUTED = "attributed"


class ClusterStatus(StrEnum):
    """What can be said of a cluster, worst first."""

    CONFLICT = "conflict"
    DISPUTED = "disputed"
    UPDATE = "update"
    COMPATIBLE = "compatible"
    AGREE = "agree"
    UNCLEAR = "unclear"
    SINGLE = "single"


class CsvDialect(StrEnum):
    """Spellings of CSV."""

    STANDARD = "standard"
    EXCEL_DE = "excel-de"


class Engine(StrEnum):
    """Where the work runs."""

    LOCAL = "local"
    SPARK = "spark"


class Record(StrEnum):
    """Records with a JSON Schema."""

    CLAIM = "claim"
    COMPARISON = "comparison"
    QUESTION = "question"
    EVENT = "event"


Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATHS", help="Files, directories, globs; - is standard input.", show_default=False),
]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        help="Output format; else by the ending of --output; a terminal gets a table.",
        show_default=False,
    ),
]
OutputOption = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write here; the file appears only when it is complete."),
]
LangOption = Annotated[Language, typer.Option("--lang", help="Language of labels and number formats.")]
CsvDialectOption = Annotated[
    CsvDialect,
    typer.Option("--csv-dialect", help="CSV: excel-de has a byte order mark, semicolons, decimal commas."),
]
TypeOption = Annotated[ClaimKind | None, typer.Option("--type", help="Only claims of this kind.", show_default=False)]
ModelOption = Annotated[
    str | None, typer.Option("--model", metavar="NAME", help="Another spaCy pipeline, by name or directory.")
]
MetaOption = Annotated[
    Path | None,
    typer.Option("--meta", metavar="FILE.csv", help="CSV with outlet, title, published, url by file or id."),
]
ExcludeOption = Annotated[
    list[str] | None,
    typer.Option(
        "--exclude", metavar="GLOB", help="Pass over files of this path or name; may be repeated.", show_default=False
    ),
]
SinceOption = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="Only clusters with a figure as of this day or later.")
]
UntilOption = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Only clusters with a figure as of this day or earlier.")
]
WorkersOption = Annotated[int, typer.Option("--workers", metavar="N", min=1, help="Processes to extract with.")]
EngineOption = Annotated[
    Engine, typer.Option("--engine", help="Where the work runs: here, or on Apache Spark into --output DIR.")
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No notes and no progress; errors are still printed.")]
VerboseOption = Annotated[bool, typer.Option("--verbose", "-v", help="Say more: encodings, dates not understood.")]
ThresholdOption = Annotated[
    float, typer.Option("--threshold", metavar="SCORE", help="Score from which two claims answer one question.")
]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Options of every command that reads articles: what to read, with which pipeline, how much to say."""

    paths: Paths = None
    type: TypeOption = None
    model: ModelOption = None
    meta: MetaOption = None
    exclude: ExcludeOption = None
    lang: LangOption = Language.DE
    workers: WorkersOption = 1
    engine: EngineOption = Engine.LOCAL
    quiet: QuietOption = False
    verbose: VerboseOption = False


@dataclass(frozen=True, kw_only=True)
class Showing:
    """Options of every command that shows records: in which format, where, in which language."""

    format: FormatOption = None
    output: OutputOption = None
    lang: LangOption = Language.DE


def with_options(
    group: type[Options],
) -> Callable[[Callable[Concatenate[Options, Own], Result]], Callable[..., Result]]:
    """Give a command the options that the fields of the dataclass ``group`` declare, before its own.

    The command gets them as one record in front; Typer sees every option by its own name.
    """

    def decorate(command: Callable[Concatenate[Options, Own], Result]) -> Callable[..., Result]:
        hints = get_type_hints(group, include_extras=True)
        shared = [
            inspect.Parameter(
                field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=hints[field.name]
            )
            for field in fields(group)  # type: ignore[arg-type]
        ]
        own_hints = get_type_hints(command, include_extras=True)
        _, *own = inspect.signature(command).parameters.values()
        parameters = [
            *shared,
            *(one.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=own_hints[one.name]) for one in own),
        ]

        @functools.wraps(command)
        def run(**given: Any) -> Result:
            record = group(**{one.name: given.pop(one.name) for one in shared})
            rest: Any = functools.partial(command, record)
            result: Result = rest(**given)
            return result

        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {one.name: one.annotation for one in parameters}
        del run.__wrapped__
        return run

    return decorate
