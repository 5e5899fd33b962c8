"""What a store answers: tables for a terminal, one record a line for pipes, rows for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from typing import IO, TYPE_CHECKING, Any, Final

import msgspec

from kursk_claims.errors import UsageError
from kursk_claims.render.builtin import one_line
from kursk_claims.render.csv import harmless
from kursk_claims.render.payload import RenderOptions
from kursk_claims.render.sanitise import sanitise
from kursk_claims.store.records import QuestionRecord

if TYPE_CHECKING:
    from kursk_claims.store.tables import Record

FORMATS: Final = ("table", "json", "jsonl", "csv", "markdown", "parquet", "xlsx")
"""Formats of records; ``html`` shows questions as the report does."""

FIGURES: Final = frozenset({"table", "markdown"})
"""Formats that show sentences on demand; the others always have them or never."""

BINARY: Final = frozenset({"parquet", "xlsx"})


def write(
    name: str, records: Iterable[Record], stream: IO[Any], options: RenderOptions, *, sentences: bool = False
) -> None:
    """Write ``records``, all of one kind, in the format called ``name``; a table with ``sentences`` if asked for.

    Raises ``UsageError`` for a format that a store does not write.
    """
    found = list(records)
    if name == "jsonl":
        for record in found:
            stream.write(one_line(msgspec.json.encode(record)) + "\n")
    elif name == "json":
        stream.write(one_line(msgspec.json.format(msgspec.json.encode(found), indent=2)) + "\n")
    elif name == "table":
        from kursk_claims.store.tables import print_table  # pipes need no terminal, which takes a third of the start

        print_table(found, stream, options, sentences=sentences)
    elif name in ("csv", "markdown", "parquet", "xlsx"):
        rows = [row for record in found for row in flat(record)]
        columns = list(dict.fromkeys(key for row in rows for key in row))
        _ROWS[name](columns, [[row.get(column) for column in columns] for row in rows], stream)
    else:
        raise UsageError(f"a store does not write {name}; choose one of {', '.join(FORMATS)}, or html for questions")


def flat(record: Record) -> list[dict[str, Any]]:
    """A record as rows of plain cells: a question gives one for each of its states, any other one."""
    if isinstance(record, QuestionRecord):
        head = {
            "question_id": record.id,
            "question": record.question,
            "status": record.status,
            "first_run": record.first_run,
            "merged_into": record.merged_into,
            "independent_origins": record.independent_origins,
            "origins_at_most": record.origins_at_most,
        }
        return [
            {
                **head,
                "as_of": state.as_of,
                "until": state.until,
                "value_min": state.min,
                "value_max": state.max,
                "label": state.label,
                "unit": state.unit,
                "contested": any((state.as_of or "").startswith(day) for day in record.contested_on),
                "origins": "; ".join(state.origins),
                "outlets": "; ".join(state.outlets),
                "claim_ids": " ".join(state.claim_ids),
                "since_run": state.since_run,
            }
            for state in record.states
        ]
    row = msgspec.to_builtins(record)
    return [{key: " ".join(value) if isinstance(value, list) else value for key, value in row.items()}]


def _write_csv(columns: Sequence[str], rows: Sequence[Sequence[Any]], stream: IO[str]) -> None:
    out = csv.writer(stream, lineterminator="\n")
    out.writerow(columns)
    out.writerows([harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)


def _write_markdown(columns: Sequence[str], rows: Sequence[Sequence[Any]], stream: IO[str]) -> None:
    for row in (columns, ["---"] * len(columns), *rows):
        cells = ("" if cell is None else sanitise(str(cell)).replace("|", "\\|").replace("\n", " ") for cell in row)
        stream.write(f"| {' | '.join(cells)} |\n")


def _write_parquet(columns: Sequence[str], rows: Sequence[Sequence[Any]], stream: IO[bytes]) -> None:
    try:
        import pyarrow.parquet
    except ImportError as error:
        raise UsageError("parquet needs pyarrow; install kursk-claims[parquet]") from error
    table = pyarrow.table({column: [row[at] for row in rows] for at, column in enumerate(columns)})
    pyarrow.parquet.write_table(table, stream, compression="zstd")


def _write_xlsx(columns: Sequence[str], rows: Sequence[Sequence[Any]], stream: IO[bytes]) -> None:
    try:
        import xlsxwriter
    except ImportError as error:
        raise UsageError("xlsx needs xlsxwriter; install kursk-claims[xlsx]") from error
    with xlsxwriter.Workbook(stream, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("store")
        for at, row in enumerate((columns, *rows)):
            sheet.write_row(at, 0, row)
        sheet.autofilter(0, 0, max(len(rows), 1), max(len(columns) - 1, 0))
        sheet.freeze_panes(1, 0)


_Rows = Callable[[Sequence[str], Sequence[Sequence[Any]], IO[Any]], None]
_ROWS: Final[dict[str, _Rows]] = {
    "csv": _write_csv,
    "markdown": _write_markdown,
    "parquet": _write_parquet,
    "xlsx": _write_xlsx,
}
