"""The commands ``kursk-claims store …``: parse, one call, show. Imports of any cost are inside the commands."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kursk_claims.arguments import build, day, inputs, only_here, period, place, standard_input
from kursk_claims.console import Console, colour, stdout_is_terminal, width
from kursk_claims.errors import Exit, UsageError
from kursk_claims.exit_handling import guarded
from kursk_claims.options import (
    Engine,
    LangOption,
    Language,
    OutputOption,
    QuietOption,
    Reading,
    Showing,
    with_options,
)
from kursk_claims.output import open_output, refuse_onto
from kursk_claims.results import format_asked

if TYPE_CHECKING:
    import sqlite3

    from kursk_claims.store.tables import Record

app = typer.Typer(
    name="store",
    help="Follow figures over time in one SQLite file: what is new, what changed, what is contested, since when.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


class EventName(StrEnum):
    """Kinds of events."""

    NEW = "new"
    GREW = "grew"
    VALUE_UP = "value_up"
    VALUE_DOWN = "value_down"
    CONFLICT = "conflict"
    RESOLVED = "resolved"
    CORRECTION = "correction"
    WITHDRAWN = "withdrawn"
    SPLIT = "split"
    MERGE = "merge"
    DECISION = "decision"


StorePath = Annotated[Path, typer.Argument(metavar="STORE", help="The store, an SQLite file.", show_default=False)]
Wanted = Annotated[
    str, typer.Argument(metavar="ID|TEXT", help="A question's id, its beginning, or words.", show_default=False)
]
Learned = Annotated[
    str | None, typer.Option("--since", metavar="DAY", help="Only what the store learned on this day or later.")
]
LearnedUntil = Annotated[
    str | None, typer.Option("--until", metavar="DAY", help="Only what the store learned on this day or earlier.")
]
SpeaksSince = Annotated[
    str | None, typer.Option("--since", metavar="DAY", help="Only questions with a figure as of this day or later.")
]
SpeaksUntil = Annotated[
    str | None, typer.Option("--until", metavar="DAY", help="Only questions with a figure as of this day or earlier.")
]
Because = Annotated[str | None, typer.Option("--because", metavar="TEXT", help="Why; shown with the decision.")]
First = Annotated[str, typer.Argument(metavar="A", help="Id of a question or claim.", show_default=False)]
Second = Annotated[str, typer.Argument(metavar="B", help="Id of another.", show_default=False)]


@app.command()
@guarded
@with_options(Reading)
def add(
    reading: Reading,
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="TIME", help="Time of this run, for archives added after the fact."),
    ] = None,
    wait: Annotated[
        float, typer.Option("--wait", metavar="SECONDS", min=0, help="How long to wait for another writer.")
    ] = 60.0,
) -> Exit:
    """Add articles, or claims that extract wrote, to STORE; what it has is passed over. With the engine spark STORE
    is a directory of Parquet."""
    from kursk_claims.load import read_inputs
    from kursk_claims.nlp import build_nlp
    from kursk_claims.store.add import add as add_to

    paths = reading.paths or []
    if not paths:
        raise UsageError("name a store, then what to add: kursk-claims store add claims.sqlite PATHS")
    console = Console(quiet=reading.quiet, verbose=reading.verbose)
    store, *rest = paths
    if reading.engine is Engine.SPARK:
        from kursk_claims.engines import spark_store

        only_here(meta=reading.meta, workers=None if reading.workers == 1 else reading.workers)
        if Path(store).is_file():
            raise UsageError(f"{store} is a file; with --engine spark a store is a directory")
        figures = spark_store.add(store, rest, report=console.report, model=reading.model, at=_time(at))
        console.note(f"{store}: {figures} figures resolved")
        return console.status
    info = build_nlp(reading.model).info
    found = read_inputs(inputs(rest), meta=reading.meta, report=console.report, stdin=standard_input())
    done = add_to(
        Path(store),
        console.track(found, "articles"),
        build(reading.model),
        reading.workers,
        report=console.report,
        model=f"{info.name} {info.version}",
        options={"paths": rest, "meta": str(reading.meta) if reading.meta else None},
        at=_time(at),
        wait=wait,
    )
    console.note(f"{store}: {done.articles} articles added, {done.known} were there, {done.figures} figures resolved")
    return console.status


@app.command()
@guarded
@with_options(Showing)
def changes(
    shown: Showing,
    store: StorePath,
    since: Learned = None,
    until: LearnedUntil = None,
    min_origins: Annotated[
        int, typer.Option("--min-origins", metavar="N", min=0, help="Only questions with as many independent origins.")
    ] = 0,
    kind: Annotated[
        list[EventName] | None, typer.Option("--kind", help="Only events of this kind; may be repeated.")
    ] = None,
    fail_on: Annotated[
        list[EventName] | None,
        typer.Option("--fail-on", help="Exit with 3 if an event of this kind is shown; may be repeated."),
    ] = None,
) -> Exit:
    """What the store learned: new questions, higher and lower values, conflicts, corrections."""
    from kursk_claims.store.queries import events

    span = period(since, until)
    with _reading(store, shown.output) as connection:
        found = [
            event
            for event in events(connection, **span, min_origins=min_origins)
            if kind is None or event.kind in [one.value for one in kind]
        ]
        _show(found, shown)
    failing = any(event.kind in [one.value for one in fail_on or ()] for event in found)
    return Exit.CONFLICT if failing else Exit.DONE


@app.command()
@guarded
@with_options(Showing)
def follow(
    shown: Showing,
    store: StorePath,
    question: Wanted,
) -> Exit:
    """A question's history: its values in the order of time, who stands behind each, when it was learned."""
    from kursk_claims.store.queries import one_question
    from kursk_claims.store.queries import question as question_of

    with _reading(store, shown.output) as connection:
        found = one_question(connection, question)
        if format_asked(shown.format, shown.output, "jsonl").name == "html":
            _report(connection, [found], shown.output, shown.lang)
        else:
            _show([question_of(connection, found)], shown)
    return Exit.DONE


@app.command()
@guarded
@with_options(Showing)
def show(
    shown: Showing,
    store: StorePath,
    question: Wanted,
) -> Exit:
    """A question as it stands, with every figure's sentence."""
    from kursk_claims.store.queries import one_question
    from kursk_claims.store.queries import question as question_of
    from kursk_claims.store.show import FIGURES

    with _reading(store, shown.output) as connection:
        found = one_question(connection, question)
        if format_asked(shown.format, shown.output, "jsonl").name == "html":
            _report(connection, [found], shown.output, shown.lang)
        else:
            at_hand = shown.format is None and shown.output is None and stdout_is_terminal()
            sentences = at_hand or shown.format in FIGURES
            _show([question_of(connection, found)], shown, sentences=sentences)
    return Exit.DONE


@app.command()
@guarded
@with_options(Showing)
def search(
    shown: Showing,
    store: StorePath,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Words, or beginnings of words.", show_default=False)],
) -> Exit:
    """Questions whose name or sentences have all these words."""
    from kursk_claims.store.queries import search as search_for

    with _reading(store, shown.output) as connection:
        _show(search_for(connection, text), shown)
    return Exit.DONE


@app.command()
@guarded
def same(store: StorePath, a: First, b: Second, because: Because = None, quiet: QuietOption = False) -> Exit:
    """Decide that A and B are one question; it holds from then on."""
    return _decide("same", store, a, b, because, quiet)


@app.command()
@guarded
def different(store: StorePath, a: First, b: Second, because: Because = None, quiet: QuietOption = False) -> Exit:
    """Decide that A and B are different questions; it holds from then on."""
    return _decide("different", store, a, b, because, quiet)


@app.command()
@guarded
@with_options(Showing)
def export(
    shown: Showing,
    store: StorePath,
    since: SpeaksSince = None,
    until: SpeaksUntil = None,
) -> Exit:
    """Every question, by id: jsonl one a line; csv, xlsx and parquet one row for each value; html the report."""
    from kursk_claims.store.queries import questions

    span = period(since, until)
    with _reading(store, shown.output) as connection:
        found = questions(connection, **span)
        if format_asked(shown.format, shown.output, "jsonl").name == "html":
            _report(connection, (record.id for record in found), shown.output, shown.lang)
        else:
            _show(found, shown)
    return Exit.DONE


@app.command()
@guarded
def report(
    store: StorePath,
    since: SpeaksSince = None,
    until: SpeaksUntil = None,
    output: OutputOption = None,
    lang: LangOption = Language.DE,
) -> Exit:
    """An HTML report of a span: what is new, changed and contested, each with its time axis."""
    from kursk_claims.store.reports import changed_in

    with _reading(store, output) as connection:
        start, end = period(since, until).values()
        _report(connection, changed_in(connection, start, end), output, lang, _span(start, end, lang))
    return Exit.DONE


@app.command()
@guarded
@with_options(Showing)
def check(shown: Showing, store: StorePath) -> Exit:
    """Whether the file is sound, and what it holds; exit 1 if it is not."""
    from kursk_claims.store.queries import check as check_store

    with _reading(store, shown.output) as connection:
        found = check_store(connection)
        _show([found], shown)
    return Exit.DONE if found.sound else Exit.UNREAD_INPUT


@app.command()
@guarded
def vacuum(
    store: StorePath,
    keep: Annotated[
        str | None, typer.Option("--keep", metavar="DAY", help="Drop verdicts that ended before this day.")
    ] = None,
    quiet: QuietOption = False,
) -> Exit:
    """Give back unused room; claims, memberships, decisions and events always stay."""
    from kursk_claims.store.database import explained, open_store
    from kursk_claims.store.maintenance import vacuum as tidy

    with explained(store), contextlib.closing(open_store(store)) as connection:
        dropped = tidy(connection, day(keep, "--keep"))
    Console(quiet=quiet).note(f"{store}: {dropped} ended verdicts dropped")
    return Exit.DONE


@contextlib.contextmanager
def _reading(store: Path, output: str | None) -> Iterator[sqlite3.Connection]:
    """The store, open for reading. Raises ``UsageError`` where ``output`` would overwrite it."""
    from kursk_claims.store.database import explained, open_store

    refuse_onto(place(output), store)
    with explained(store), contextlib.closing(open_store(store, writable=False)) as connection:
        yield connection


def _decide(kind: str, store: Path, a: str, b: str, because: str | None, quiet: bool) -> Exit:
    from kursk_claims.store import runs
    from kursk_claims.store.database import explained, open_store, writing
    from kursk_claims.store.queries import one_claim
    from kursk_claims.store.resolve import decide

    with explained(store), contextlib.closing(open_store(store)) as connection, writing(connection):
        one, other = one_claim(connection, a), one_claim(connection, b)
        if one == other:
            raise UsageError(f"{a} and {b} are the same figure; name two")
        run = runs.begin(connection, kind, model="", options={"a": a, "b": b, "because": because})
        decide(connection, run, kind, one, other, because)
        runs.finish(connection, run)
    console = Console(quiet=quiet)
    if kind == "same":
        console.note(f"{store}: {a} and {b} are one question")
    else:
        console.note(f"{store}: {a} and {b} are different questions")
    return Exit.DONE


def _show(records: Iterable[Record], shown: Showing, *, sentences: bool = False) -> None:
    from kursk_claims.render import RenderOptions
    from kursk_claims.store.show import BINARY, write

    name = format_asked(shown.format, shown.output, "jsonl").name
    on_terminal = shown.output is None and stdout_is_terminal()
    options = RenderOptions(
        lang=shown.lang.value, width=width() if on_terminal else None, colour=on_terminal and colour()
    )
    with open_output(place(shown.output), binary=name in BINARY, trusted=name == "table") as stream:
        write(name, records, stream, options, sentences=sentences)


def _report(
    connection: sqlite3.Connection, ids: Iterable[str], output: str | None, lang: Language, title: str | None = None
) -> None:
    from kursk_claims.render import RenderOptions, render
    from kursk_claims.store.reports import comparison

    found = comparison(connection, ids)
    with open_output(place(output)) as stream:
        render("html", found, stream, RenderOptions(lang=lang.value, title=title))


def _span(start: str | None, end: str | None, lang: Language) -> str | None:
    """The title of a report of a span of days; ``None`` without a span."""
    from kursk_claims.render.numbers import day_words, days_words

    if start and end:
        return days_words(start, end, lang.value)
    known = start or end
    return None if known is None else f"{'– ' if end else ''}{day_words(known, lang.value)}{' –' if start else ''}"


def _time(written: str | None) -> str | None:
    """``written`` as a time in UTC to the second. Raises ``UsageError`` if it is none."""
    from datetime import UTC, datetime

    if written is None:
        return None
    try:
        found = datetime.fromisoformat(written)
    except ValueError as error:
        raise UsageError(f"--at {written!r} is no time; write 2024-11-10T06:00:00Z") from error
    known: Any = found if found.tzinfo else found.replace(tzinfo=UTC)
    return str(known.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
