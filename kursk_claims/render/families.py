"""Questions that differ only in whose figure it is: the parties of a poll, the candidates of an election."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from kursk_claims.models import Claim
from kursk_claims.render.numbers import moment_words
from kursk_claims.render.payload import Lang
from kursk_claims.render.sanitise import sanitise
from kursk_claims.render.view import ClusterView, GroupView, outlet_of

BEARERS: Final = 3
"""Bearers from which questions are one table and no longer a list."""


class Column(Struct, frozen=True, order=True):
    """Who measured, and as of when: an institute's poll of one day, a count of one hour."""

    source: str
    as_of: str
    """ISO, empty if the texts do not tell."""


class Row(Struct, frozen=True, kw_only=True):
    """One bearer with its values, one list for each column."""

    bearer: str
    item: ClusterView
    cells: tuple[tuple[GroupView, ...], ...]


class Family(Struct, frozen=True, kw_only=True):
    """One table: bearers down, those who measured across."""

    title: str
    unit: str | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def ids(self) -> frozenset[str]:
        """Ids of its clusters."""
        return frozenset(row.item.cluster.id for row in self.rows)


def families(items: Iterable[ClusterView]) -> tuple[Family, ...]:
    """The families among ``items``, in the order of their first members; a question is in one at most."""
    found: dict[tuple[object, ...], list[ClusterView]] = {}
    for item in items:
        slot = item.cluster.slot
        if item.cluster.kind == "numeric" and slot.bearer_text and item.groups:
            unit, anchor = item.groups[0].group.unit, slot.anchor
            # Only shares of one whole belong in one table; equal words for the whole are asked of the label.
            if unit == "percent":
                whole = (anchor.kind, anchor.place, anchor.text) if anchor else None
                key = (slot.measure, whole, slot.place, slot.period, _topic(item))
                found.setdefault(key, []).append(item)
    return tuple(
        _family(members) for members in found.values() if len({m.cluster.slot.bearer for m in members}) >= BEARERS
    )


def column_words(column: Column, lang: Lang) -> str:
    """The head of a column: ``Infratest dimap, 12.09.2024``."""
    return ", ".join(part for part in (column.source, moment_words(column.as_of, lang) if column.as_of else "") if part)


def _topic(item: ClusterView) -> str:
    """What the label says after the bearer: ``Landtagswahl Brandenburg``."""
    return item.question.partition(" – ")[2]


def _family(members: list[ClusterView]) -> Family:
    by_column: dict[Column, None] = {}
    for item in members:
        for group in item.groups:
            by_column.update(dict.fromkeys(_column(claim) for claim in group.claims))
    columns = tuple(sorted(by_column, key=lambda column: (column.as_of, column.source)))
    rows = [
        Row(
            bearer=sanitise(item.cluster.slot.bearer_text or ""),
            item=item,
            cells=tuple(
                tuple(group for group in item.groups if any(_column(claim) == column for claim in group.claims))
                for column in columns
            ),
        )
        for item in members
    ]
    rows.sort(key=lambda row: (-_largest(row.item), row.bearer))
    title = _topic(members[0]) or sanitise(members[0].cluster.slot.measure_text or members[0].question)
    return Family(title=title, unit=members[0].groups[0].group.unit, columns=columns, rows=tuple(rows))


def _column(claim: Claim) -> Column:
    links = claim.attribution.links if claim.attribution else ()
    source = " & ".join(sanitise(source.shown) for source in links[-1]) if links else outlet_of(claim.doc)
    return Column(source, claim.slot.as_of.start if claim.slot.as_of else "")


def _largest(item: ClusterView) -> float:
    bounds = (bound for group in item.groups for bound in (group.group.min, group.group.max) if bound is not None)
    return max(bounds, default=0.0)
