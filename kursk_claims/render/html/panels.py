"""Election and poll tables as small multiples: a panel for each source and day, a bar for each party."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup
from msgspec import Struct

from kursk_claims.render.families import Family, column_words
from kursk_claims.render.numbers import middle, shared_end
from kursk_claims.render.payload import Lang
from kursk_claims.render.view import GroupView


class Cell(Struct, frozen=True, kw_only=True):
    """A value with its bar, and the claims behind it."""

    words: str
    bar: Markup
    claims: tuple[int, ...]


class Panel(Struct, frozen=True, kw_only=True):
    """One table: heads of the columns, and for each bearer its cells."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[Cell | None, ...]], ...]
    """Bearer, anchor of its card, and a cell for each column."""


def panel(family: Family, anchors: Mapping[str, str], claims: Mapping[str, int], lang: Lang) -> Panel:
    """The table of ``family``; all bars are of one scale from zero."""
    groups = [group for row in family.rows for cell in row.cells for group in cell]
    unit = shared_end([group.words for group in groups]) if len(groups) > 1 else ""
    largest = max((_value(group) for group in groups), default=0.0) or 1.0
    return Panel(
        title=family.title + (f" ({unit.strip()})" if unit else ""),
        heads=tuple(column_words(column, lang) for column in family.columns),
        rows=tuple(
            (row.bearer, anchors[row.item.cluster.id], tuple(_cell(cell, largest, unit, claims) for cell in row.cells))
            for row in family.rows
            if row.item.cluster.id in anchors
        ),
    )


def _cell(groups: tuple[GroupView, ...], largest: float, unit: str, claims: Mapping[str, int]) -> Cell | None:
    if not groups:
        return None
    share = round(100 * max(_value(group) for group in groups) / largest, 1)
    bar = Markup(
        '<svg class="bar" aria-hidden="true" focusable="false"><rect x="0" y="0" width="{}%" height="100%"/></svg>'
    ).format(share)
    ids = tuple(claims[claim.id] for group in groups for claim in group.claims)
    return Cell(
        words=" · ".join(dict.fromkeys(group.words.removesuffix(unit) for group in groups)), bar=bar, claims=ids
    )


def _value(group: GroupView) -> float:
    low, high = group.group.min, group.group.max
    if low is not None and high is not None:
        return middle(low, high)
    return low if low is not None else high or 0.0
