"""Questions that differ only in whose figure it is: the parties of a poll, the candidates of an election."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from kursk_claims.compare.questions import occasion_words
from kursk_claims.lexicon.measures import contended
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
                if slot.measure in contended():
                    # the name of a vote or poll changes from text to text (``Forsa-Umfrage``), its place does not
                    key: tuple[object, ...] = (slot.measure, anchor.place if anchor and anchor.place else slot.place)
                else:
                    whole = (anchor.kind, anchor.place, anchor.text) if anchor else None
                    key = (slot.measure, whole, slot.place, slot.period, _topic(item))
                found.setdefault(key, []).append(item)
    return tuple(
        _family(members) for members in found.values() if len({m.cluster.slot.bearer for m in members}) >= BEARERS
    )


def column_words(column: Column, lang: Lang) -> str:
    """The head of a column: ``Infratest dimap, 12.09.2024``."""
    return ", ".join(part for part in (column.source, moment_words(column.as_of, lang) if column.as_of else "") if part)


def _title(members: Sequence[ClusterView]) -> str:
    """The words that most of the questions have for their occasion, else the end of the first one's label."""
    words = Counter(words for item in members if (words := occasion_words(item.cluster.slot)))
    best = min(words, key=lambda text: (-words[text], len(text), text), default=None)
    own = sanitise(members[0].cluster.slot.measure_text or members[0].question)
    return sanitise(best) if best else _topic(members[0]) or own


def _topic(item: ClusterView) -> str:
    """What the label says after the bearer: ``Landtagswahl Brandenburg``."""
    return item.question.partition(" – ")[2]


def _family(members: list[ClusterView]) -> Family:
    column_of = _columns([claim for item in members for claim in item.claims])
    columns = tuple(sorted(set(column_of.values()), key=lambda column: (column.as_of, column.source)))
    rows = [
        Row(
            bearer=sanitise(item.cluster.slot.bearer_text or ""),
            item=item,
            cells=tuple(
                tuple(group for group in item.groups if any(column_of[claim.id] == column for claim in group.claims))
                for column in columns
            ),
        )
        for item in members
    ]
    rows.sort(key=lambda row: (-_largest(row.item), row.bearer))
    return Family(title=_title(members), unit=members[0].groups[0].group.unit, columns=columns, rows=tuple(rows))


def _columns(claims: Sequence[Claim]) -> dict[str, Column]:
    """For each claim its column, by id.

    Where all figures of an article that name a source, or a time, name the same, the others are of it too: the
    institute is told once, and then party after party.
    """
    sources: dict[str, set[str]] = {}
    times: dict[str, set[str]] = {}
    for claim in claims:
        sources.setdefault(claim.doc.id, set()).update(_source(claim))
        times.setdefault(claim.doc.id, set()).update(_time(claim))

    def column(claim: Claim) -> Column:
        source = _source(claim) or _only(sources[claim.doc.id]) or (outlet_of(claim.doc),)
        return Column(source[0], next(iter(_time(claim) or _only(times[claim.doc.id])), ""))

    return {claim.id: column(claim) for claim in claims}


def _only(found: set[str]) -> tuple[str, ...]:
    return tuple(found) if len(found) == 1 else ()


def _source(claim: Claim) -> tuple[str, ...]:
    links = claim.attribution.links if claim.attribution else ()
    return (" & ".join(sanitise(source.shown) for source in links[-1]),) if links else ()


def _time(claim: Claim) -> tuple[str, ...]:
    return (claim.slot.as_of.start,) if claim.slot.as_of else ()


def _largest(item: ClusterView) -> float:
    bounds = (bound for group in item.groups for bound in (group.group.min, group.group.max) if bound is not None)
    return max(bounds, default=0.0)
