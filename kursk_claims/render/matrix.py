"""Tables across on a terminal: questions by outlets, and the bearers of a family by those who measured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kursk_claims.render.columns import GAP, longest_word, shares
from kursk_claims.render.families import Family, column_words
from kursk_claims.render.labels import labels
from kursk_claims.render.overview import SIGN, STYLE, question
from kursk_claims.render.payload import Lang
from kursk_claims.render.phrases import stance_words
from kursk_claims.render.view import ClusterView, outlet_of

T = TypeVar("T")

_CELL: Final = 12
"""Columns that a cell needs at least: ``höchstens 60 Millionen Euro`` in three lines."""
_NAME: Final = 20
"""Columns that one word of a head may ask for, so that ids are not torn."""
_HEAD: Final = 26
"""Columns for the question."""


def write_matrix(items: Sequence[ClusterView], console: Console, lang: Lang) -> None:
    """Print what each outlet gives in answer to each question; as many tables as the outlets need width."""
    counts = Counter(outlet for item in items for outlet in item.outlets)
    outlets = sorted(counts, key=lambda name: (-counts[name], name))
    for part in _parts(outlets, outlets, console.width):
        table = _table(labels(lang).word("question"), part, console.width)
        for item in items:
            cells = [_answers(item, outlet, lang) for outlet in part]
            if any(cells):
                table.add_row(_sign(item), Text(question(item), style="bold"), *cells)
        console.print(table)
        console.print()


def write_family(family: Family, console: Console, lang: Lang) -> None:
    """Print one table: a row for each bearer, a column for each source and day."""
    console.print(Text(family.title, style="bold"))
    heads = [column_words(column, lang) for column in family.columns]
    for part in _parts(range(len(heads)), heads, console.width):
        table = _table(labels(lang).word("party"), [heads[place] for place in part], console.width)
        for row in family.rows:
            cells = [" · ".join(dict.fromkeys(group.words for group in row.cells[place])) or "–" for place in part]
            table.add_row(_sign(row.item), Text(row.bearer, style="bold"), *cells)
        console.print(table)


def _parts(columns: Sequence[T], heads: Sequence[str], width: int) -> Iterator[Sequence[T]]:
    """``columns`` cut where the width of the terminal is used up."""
    size = max(1, (width - _HEAD - 4) // (_cell(heads) + 2))
    for start in range(0, len(columns), size):
        yield columns[start : start + size]


def _cell(heads: Sequence[str]) -> int:
    return max(_CELL, longest_word(heads, _NAME))


def _table(head: str, columns: Sequence[str], width: int) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("", width=1)
    widths = shares(width - 1 - GAP, [(3, _CELL), *((2, _cell([column])) for column in columns)])
    for name, columns_wide in zip((head, *columns), widths, strict=True):
        table.add_column(Text(name), width=columns_wide, overflow="fold")
    return table


def _sign(item: ClusterView) -> Text:
    return Text(SIGN[item.cluster.status], style=STYLE[item.cluster.status])


def _answers(item: ClusterView, outlet: str, lang: Lang) -> str:
    groups = [group for group in item.groups if any(outlet_of(claim.doc) == outlet for claim in group.claims)]
    if item.cluster.kind == "statement":
        return ", ".join(dict.fromkeys(stance_words(group, lang) for group in groups))
    return " · ".join(dict.fromkeys(group.words for group in groups))
