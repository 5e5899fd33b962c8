"""What a store answers: tables for a terminal, one record a line for pipes, rows for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from typing import IO, Any, Final

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kursk_claims.errors import UsageError
from kursk_claims.render.builtin import one_line
from kursk_claims.render.csv import harmless
from kursk_claims.render.labels import Labels, labels
from kursk_claims.render.numbers import moment_words
from kursk_claims.render.payload import RenderOptions
from kursk_claims.render.sanitise import sanitise
from kursk_claims.render.terminal import printed
from kursk_claims.store.queries import Found, Soundness
from kursk_claims.store.records import EventRecord, QuestionRecord, State

Record = QuestionRecord | EventRecord | Found | Soundness

FORMATS: Final = ("table", "json", "jsonl", "csv", "markdown", "parquet", "xlsx")
"""Formats of records; ``html`` shows questions as the report does."""

FIGURES: Final = frozenset({"table", "markdown"})
"""Formats that show sentences on demand; the others always have them or never."""

BINARY: Final = frozenset({"parquet", "xlsx"})

CHART_FROM: Final = 80
"""Columns from which a question's history has a chart of bars."""
_BAR: Final = 28


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
        _print_table(found, stream, options, sentences=sentences)
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


def _print_table(records: Sequence[Record], stream: IO[str], options: RenderOptions, *, sentences: bool) -> None:
    with printed(stream, options) as console:
        words = labels(options.lang)
        if not records:
            console.print(Text(words.word("store_nothing")))
        elif isinstance(records[0], QuestionRecord):
            for record in records:
                if isinstance(record, QuestionRecord):
                    _print_question(record, console, options, words)
                    if sentences:
                        _print_figures(record, console, options, words)
        else:
            console.print(_lines(records, options, words))


def _table(*columns: tuple[str, int | None]) -> Table:
    table = Table(box=None, pad_edge=False, show_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for title, ratio in columns:
        table.add_column(title, ratio=ratio, overflow="fold", no_wrap=ratio is None)
    return table


def _lines(records: Sequence[Record], options: RenderOptions, words: Labels) -> Table:
    first = records[0]
    if isinstance(first, EventRecord):
        table = _table(
            (words.word("store_learned"), None),
            (words.word("store_event"), None),
            (words.word("question"), 4),
            (words.word("store_change"), 4),
            ("id", None),
        )
        for record in records:
            if isinstance(record, EventRecord):
                change = " → ".join(sanitise(part) for part in (record.old, record.new) if part) or "–"
                kind = words.word(f"event_{record.kind}")
                style = "bold red" if record.kind in ("conflict", "correction", "withdrawn") else ""
                learned = record.run[:16].replace("T", " ")
                table.add_row(learned, Text(kind, style=style), sanitise(record.question), change, record.question_id)
        return table
    if isinstance(first, Found):
        table = _table(
            ("id", None),
            (words.word("question"), 5),
            (words.word("store_last"), 3),
            (words.word("store_as_of"), None),
            ("status", None),
            (words.word("origins_head"), None),
        )
        for record in records:
            if isinstance(record, Found):
                day = moment_words(record.as_of, options.lang) if record.as_of else "–"
                last = sanitise(record.last or "–")
                status, origins = _status(record.status, words), str(record.independent_origins)
                table.add_row(record.id, sanitise(record.question), last, day, status, origins)
        return table
    table = _table(("", None), ("", 1))
    for key, value in msgspec.to_builtins(first).items():
        table.add_row(key, "; ".join(value) if isinstance(value, list) else str(value))
    return table


def _status(status: str, words: Labels) -> str:
    named: dict[str, str] = {str(key): value for key, value in words.status.items()}
    return named.get(status, words.word("event_withdrawn"))


def _print_question(record: QuestionRecord, console: Console, options: RenderOptions, words: Labels) -> None:
    status = _status(record.status, words)
    console.print(Text(f"{sanitise(record.question)}  ", style="bold").append(f"{record.id} · {status}", style="dim"))
    chart = console.width >= CHART_FROM
    columns = [(words.word("store_as_of"), None), (words.word("value"), None)]
    table = _table(
        *columns,
        *([("", None)] if chart else []),
        (words.word("origins_head"), 3),
        (words.word("outlets_head"), 2),
        (words.word("store_learned"), None),
    )
    highest = max((_height(state) for state in record.states), default=0.0)
    for state in record.states:
        contested = any((state.as_of or "").startswith(day) for day in record.contested_on)
        value = Text(("≠ " if contested else "") + sanitise(state.label), style="bold red" if contested else "bold")
        table.add_row(
            moment_words(state.as_of, options.lang) if state.as_of else "–",
            value,
            *(["▇" * max(1, round(_BAR * _height(state) / highest)) if highest else ""] if chart else []),
            ", ".join(map(sanitise, state.origins)) or words.word("own_words"),
            ", ".join(map(sanitise, state.outlets)),
            state.since_run[:10],
        )
    console.print(table)
    for decision in record.decisions:
        because = f": {sanitise(decision.because)}" if decision.because else ""
        kind = words.word(f"decision_{decision.kind}")
        console.print(Text(f"{kind} {decision.a} / {decision.b}{because} ({decision.run[:10]})", style="italic"))
    console.print()


def _print_figures(record: QuestionRecord, console: Console, options: RenderOptions, words: Labels) -> None:
    for figure in record.claims:
        before, number, after = figure.sentence.partition(figure.text)
        line = Text(sanitise(before)).append(f"▸{sanitise(number)}◂", style="bold").append(sanitise(after))
        if figure.withdrawn:
            line.append(f" ({words.word('event_withdrawn')})", style="red")
        day = moment_words(figure.published, options.lang) if figure.published else "–"
        console.print(
            line, Text(f"{sanitise(figure.outlet or figure.doc)}, {day} · {figure.id}\n", style="dim"), sep="\n"
        )


def _height(state: State) -> float:
    ends = [end for end in (state.min, state.max) if end is not None]
    return max(sum(ends) / len(ends), 0.0) if ends else 0.0
