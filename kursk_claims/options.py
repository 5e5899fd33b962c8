"""Options and arguments of the command line that several commands share, each declared once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """Output formats; the modules of ``kursk_claims.render``."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MARKDOWN = "markdown"
    HTML = "html"
    JSONLD = "jsonld"
    PARQUET = "parquet"


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


class Engine(StrEnum):
    """Where the work runs."""

    LOCAL = "local"
    SPARK = "spark"


class Record(StrEnum):
    """Records with a JSON Schema."""

    CLAIM = "claim"
    COMPARISON = "comparison"


Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATHS", help="Files, directories, globs; - is standard input.", show_default=False),
]
FormatOption = Annotated[
    Format | None, typer.Option("--format", "-f", help="Output format; table on a terminal.", show_default=False)
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here, whole or not at all.")
]
LangOption = Annotated[Language, typer.Option("--lang", help="Language of labels and number formats.")]
TypeOption = Annotated[ClaimKind | None, typer.Option("--type", help="Only claims of this kind.", show_default=False)]
ModelOption = Annotated[
    str | None, typer.Option("--model", metavar="NAME", help="Another spaCy pipeline, by name or directory.")
]
MetaOption = Annotated[
    Path | None,
    typer.Option("--meta", metavar="FILE.csv", help="CSV with outlet, title, published, url by file or id."),
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
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No notes and no progress; errors are still said.")]
VerboseOption = Annotated[bool, typer.Option("--verbose", "-v", help="Say more: encodings, dates not understood.")]
ThresholdOption = Annotated[
    float, typer.Option("--threshold", metavar="SCORE", help="Score from which two claims answer one question.")
]
