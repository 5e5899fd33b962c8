"""What a store answers, as tables for a terminal; what is narrow gets a line more instead of columns of letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO, Final

import msgspec
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kursk_claims.render.labels import Labels, labels
from kursk_claims.render.numbers import counted, days_words, moment_words
from kursk_claims.render.payload import RenderOptions
from kursk_claims.render.sanitise import sanitise
from kursk_claims.render.terminal import printed
from kursk_claims.store.queries import Found, Soundness
from kursk_claims.store.records import EventRecord, QuestionRecord, State

Record = QuestionRecord | EventRecord | Found | Soundness

CHART_FROM: Final = 80
"""Columns from which a question's history has a chart of bars."""
COLUMNS_FROM: Final = 100
"""Columns from which events and questions have a row each; names of questions would be broken into letters before."""
_BAR: Final = {False: 14, True: 28}
"""Length of the longest bar, without and with ``COLUMNS_FROM`` columns."""
_ALARMING: Final = frozenset({"conflict", "correction", "withdrawn"})


def print_table(records: Sequence[Record], stream: IO[str], options: RenderOptions, *, sentences: bool) -> None:
    """Print ``records``, all of one kind, in ``options.width`` columns; with ``sentences`` each figure of a question.

    Text is made harmless for a terminal; without ``options.colour`` no escape sequence is written.
    """
    with printed(stream, options) as console:
        words = labels(options.lang)
        if not records:
            console.print(Text(words.word("store_nothing")))
        for record in records:
            if isinstance(record, QuestionRecord):
                _print_question(record, console, options, words)
                if sentences:
                    _print_figures(record, console, options, words)
            elif isinstance(record, Soundness):
                console.print(_soundness(record))
        _print_events([one for one in records if isinstance(one, EventRecord)], console, options, words)
        _print_found([one for one in records if isinstance(one, Found)], console, options, words)


def _table(*columns: tuple[str, int | None]) -> Table:
    table = Table(box=None, pad_edge=False, show_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for title, ratio in columns:
        table.add_column(title, ratio=ratio, overflow="fold", no_wrap=ratio is None)
    return table


def _soundness(record: Soundness) -> Table:
    table = _table(("", None), ("", 1))
    for key, value in msgspec.structs.asdict(record).items():
        table.add_row(key, ("; ".join(value) or "–") if isinstance(value, tuple) else str(value))
    return table


def _print_events(events: Sequence[EventRecord], console: Console, options: RenderOptions, words: Labels) -> None:
    if not events:
        return
    wide = console.width >= COLUMNS_FROM
    table = _table(
        (words.word("store_learned"), None),
        (words.word("store_event"), None),
        *([(words.word("question"), 4)] if wide else []),
        (words.word("store_change"), 4),
        *([("id", None)] if wide else []),
    )
    for event in events:
        kind = Text(words.word(f"event_{event.kind}"), style="bold red" if event.kind in _ALARMING else "")
        told = (_told(part, event, words) for part in (event.old, event.new) if part)
        learned, change = moment_words(event.run[:16], options.lang), " → ".join(told) or "–"
        if wide:
            table.add_row(learned, kind, sanitise(event.question), change, event.question_id)
        else:
            _two_lines(console, f"{learned}  ", kind, f"  {change}", f"{event.question} · {event.question_id}")
    if wide:
        console.print(table)


def _told(value: str, event: EventRecord, words: Labels) -> str:
    """A value as it is; of an event about a status, the status in words."""
    status = {str(key): word for key, word in words.status.items()}
    return status.get(value, sanitise(value)) if event.kind in ("conflict", "resolved") else sanitise(value)


def _print_found(found: Sequence[Found], console: Console, options: RenderOptions, words: Labels) -> None:
    if not found:
        return
    wide = console.width >= COLUMNS_FROM
    table = _table(
        ("id", None),
        (words.word("question"), 5),
        (words.word("store_last"), 3),
        (words.word("store_as_of"), None),
        ("status", None),
        (words.word("origins_head"), None),
    )
    for one in found:
        day = moment_words(one.as_of, options.lang) if one.as_of else "–"
        last, status = sanitise(one.last or "–"), _status(one.status, words)
        if wide:
            table.add_row(one.id, sanitise(one.question), last, day, status, str(one.independent_origins))
        else:
            origins = counted("origins", one.independent_origins, options.lang)
            detail = f"{last} ({day}) · {status} · {origins} · {one.id}"
            _two_lines(console, "", Text(sanitise(one.question), style="bold"), "", detail)
    if wide:
        console.print(table)


def _two_lines(console: Console, before: str, what: Text, after: str, detail: str) -> None:
    console.print(Text(sanitise(before)).append_text(what).append(sanitise(after)))
    console.print(Padding(Text(sanitise(detail), style="dim"), (0, 0, 0, 2)))


def _status(status: str, words: Labels) -> str:
    named: dict[str, str] = {str(key): value for key, value in words.status.items()}
    return named.get(status, words.word("event_withdrawn"))


def _print_question(record: QuestionRecord, console: Console, options: RenderOptions, words: Labels) -> None:
    status = _status(record.status, words)
    console.print(Text(f"{sanitise(record.question)}  ", style="bold").append(f"{record.id} · {status}", style="dim"))
    if record.status == "unclear":
        console.print(Text(words.status_meaning["unclear"], style="italic"))
    chart, bar = console.width >= CHART_FROM, _BAR[console.width >= COLUMNS_FROM]
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
            _when(state, options),
            value,
            *(["▇" * max(1, round(bar * _height(state) / highest)) if highest else ""] if chart else []),
            ", ".join(map(sanitise, state.origins)) or words.word("own_words"),
            ", ".join(map(sanitise, state.outlets)),
            moment_words(state.since_run[:10], options.lang),
        )
    console.print(table)
    for decision in record.decisions:
        because = f": {sanitise(decision.because)}" if decision.because else ""
        kind, day = words.word(f"decision_{decision.kind}"), moment_words(decision.run[:10], options.lang)
        console.print(Text(f"{kind} {decision.a} / {decision.b}{because} ({day})", style="italic"))
    console.print()


def _when(state: State, options: RenderOptions) -> str:
    if state.as_of is None:
        return "–"
    if state.until is not None and state.until[:10] != state.as_of[:10]:
        return days_words(state.as_of, state.until, options.lang)
    return moment_words(state.as_of, options.lang)


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
