"""The finding on a terminal: one row a question, worst first, and what is only counted."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kursk_claims.models import Status
from kursk_claims.render.labels import labels
from kursk_claims.render.numbers import choose, number
from kursk_claims.render.payload import Lang, RenderOptions
from kursk_claims.render.phrases import day_of, origins_words, values_words
from kursk_claims.render.view import ClusterView, ComparisonView

SIGN: Final[dict[Status, str]] = {
    "conflict": "≠",
    "disputed": "±",
    "update": "»",
    "compatible": "≈",
    "agree": "=",
    "unclear": "?",
    "single": "·",
}
STYLE: Final[dict[Status, str]] = {
    "conflict": "bold red",
    "disputed": "bold magenta",
    "update": "bold blue",
    "compatible": "bold cyan",
    "agree": "bold green",
    "unclear": "magenta",
    "single": "dim",
}
NAMES_FROM: Final = 150
"""Columns from which outlets stand by name and not as a count."""
_NARROW: Final = 72
"""Columns below which a row has its facts under the question."""
_STATEMENT: Final = 60
"""Characters of a statement in its row; ``--full`` has the whole."""


def write_overview(items: Sequence[ClusterView], console: Console, options: RenderOptions) -> None:
    """Print one row for each of ``items``."""
    console.print(_narrow(items, options.lang) if console.width < _NARROW else _wide(items, console.width, options))


def write_counts(seen: ComparisonView, console: Console, options: RenderOptions) -> None:
    """Print how many questions are only counted, and the command that lists them."""
    words = labels(options.lang)
    kinds: tuple[tuple[Status, Sequence[ClusterView]], ...] = (("unclear", seen.unclear), ("single", seen.singles))
    for status, items in kinds:
        if items:
            told = choose(words.status_plural[status], len(items)).format(n=number(len(items), options.lang))
            line = Text.assemble((f"{SIGN[status]} ", STYLE[status]), f"{told}: ")
            console.print(line.append(with_option(options, f"--status {status}"), style="bold"))


def with_option(options: RenderOptions, option: str) -> str:
    """The command that ran, with one more option; the option alone if the command is not known."""
    return f"{options.command} {option}" if options.command else option


def _wide(items: Sequence[ClusterView], width: int, options: RenderOptions) -> Table:
    words, lang = labels(options.lang), options.lang
    named = width >= NAMES_FROM
    table = Table(box=None, pad_edge=False, expand=True, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("", width=1)
    table.add_column(words.word("question"), ratio=5, overflow="fold", style="bold")
    table.add_column(words.word("values"), ratio=5, overflow="fold")
    if named:
        table.add_column(words.word("outlets_head"), ratio=4, overflow="fold")
    else:
        table.add_column(words.word("outlets_head"), justify="right", no_wrap=True)
    table.add_column(words.word("origins_head"), justify="right", no_wrap=True)
    table.add_column(words.word("day_head"), justify="right", no_wrap=True)
    for item in items:
        status = item.cluster.status
        outlets = ", ".join(item.outlets) if named else number(len(item.outlets), lang)
        table.add_row(
            Text(SIGN[status], style=STYLE[status]),
            question(item),
            values_words(item, lang),
            outlets,
            origins_words(item.cluster, lang),
            day_of(item, lang),
        )
    return table


def _narrow(items: Sequence[ClusterView], lang: Lang) -> Table:
    words = labels(lang)
    table = Table.grid(padding=(0, 1, 0, 0), expand=True)
    table.add_column(width=1)
    table.add_column(ratio=1, overflow="fold")
    for item in items:
        status = item.cluster.status
        facts = (
            f"{words.word('outlets_head')}: {number(len(item.outlets), lang)}",
            f"{words.word('origins_head')}: {origins_words(item.cluster, lang)}",
            day_of(item, lang),
        )
        text = Text.assemble((question(item), "bold"), "\n", values_words(item, lang), "\n")
        text.append(" · ".join(fact for fact in facts if fact), style="dim")
        table.add_row(Text(SIGN[status], style=STYLE[status]), text)
    return table


def question(item: ClusterView) -> str:
    """The question, a long statement cut at a word."""
    if item.cluster.kind == "numeric":
        return item.question
    return shorten(item.question, _STATEMENT, placeholder=" …") or item.question
