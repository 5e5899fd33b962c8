"""A large store out of a resolved one: the same figures again and again, each time later, of other names and outlets.

Resolving a million claims takes hours; what ``follow``, ``search`` and an evening's ``add`` meet there is the size of
the tables and of their indexes. So the rows of a store are copied era by era as ``compare_growth.archive`` makes
claims: all days move by the span of the store, seven in ten of the rare words are new, names among them, and every
outlet is another one. Groups, verdicts and events are what resolving gave the first era.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from benchmarks.compare_growth import renewed, renewed_id, renewed_word, shifted, span, tail
from kursk_claims.models import Claim
from kursk_claims.store.database import create, open_store, writing
from kursk_claims.store.ingest import insert_claim

_CLAIM: Final = msgspec.json.Decoder(Claim)
_NUMBERED: Final = ("run", "document", "claim", "question", "membership", "verdict", "event")
_PLAIN: Final = ("membership", "verdict", "state", "origin", "event", "question", "run", "document")
_ROWS_OF: Final = {
    "run": ("id",),
    "document": ("id", "run", "replaced_run"),
    "question": ("number", "founder", "first_run", "merged_run"),
    "membership": ("id", "claim", "since_run", "until_run"),
    "verdict": ("id", "since_run", "until_run"),
    "state": ("verdict", "since_run"),
    "origin": ("verdict",),
    "event": ("id", "run"),
}
"""Columns that hold a row's number, and which table's: by their names."""
_TABLE_OF: Final = {"founder": "claim", "claim": "claim", "verdict": "verdict", "number": "question"}


def copy(base: Path, size: int, made: Path) -> int:
    """Write to the new store ``made`` as many whole eras of ``base`` as come next to ``size`` claims; return them.

    Raises ``FileExistsError`` if ``made`` is there.
    """
    if made.exists():
        raise FileExistsError(made)
    with closing(open_store(base, writable=False)) as source:
        have = int(source.execute("SELECT count(*) FROM claim").fetchone()[0])
        eras = max(1, round(size / have))
        claims = [_CLAIM.decode(row[0]) for row in source.execute("SELECT record FROM claim ORDER BY id")]
        era = _Eras(source, claims)
        with closing(create(made)) as target:
            target.execute("PRAGMA foreign_keys = OFF")
            target.execute("PRAGMA synchronous = OFF")
            for number in range(eras):
                with writing(target):
                    era.write(target, number, claims)
            with writing(target):
                _blocks(source, target, eras, era.days, era.last["claim"])
    return eras


class _Eras:
    """Writes the rows of one era after the other."""

    def __init__(self, source: sqlite3.Connection, claims: Sequence[Claim]) -> None:
        self._source = source
        self._rare = tail(claims)
        self.days = span(claims)
        keys = {"question": "number"}
        self.last = {
            table: int(source.execute(f"SELECT max({keys.get(table, 'id')}) FROM {table}").fetchone()[0])
            for table in _NUMBERED
        }

    def write(self, target: sqlite3.Connection, era: int, claims: Sequence[Claim]) -> None:
        """The rows of ``era``, 0 for those of the store itself. Needs an open transaction."""
        later = timedelta(days=era * self.days)
        columns = "SELECT id, document, run, resolved_run FROM claim ORDER BY id"
        for row, claim in zip(self._source.execute(columns), claims, strict=True):
            made = self._claim(claim, era, later)
            written = insert_claim(
                target, self._row("run", row["run"], era), self._row("document", row["document"], era), made
            )
            resolved = row["resolved_run"]
            target.execute(
                "UPDATE claim SET id = ?, resolved_run = ? WHERE id = ?",
                (
                    self._row("claim", row["id"], era),
                    None if resolved is None else self._row("run", resolved, era),
                    written,
                ),
            )
        for table in _PLAIN:
            found = self._source.execute(f"SELECT * FROM {table}")
            names = [column[0] for column in found.description]
            marks = ", ".join(f":{name}" for name in names)
            target.executemany(
                f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})",
                (self._changed(table, dict(row), era, later) for row in found),
            )
        offset = era * self.last["claim"]
        links = self._source.execute("SELECT low, high, score, run FROM link ORDER BY low, high")
        target.executemany(
            "INSERT INTO link (low, high, score, run) VALUES (?, ?, ?, ?)",
            ((low + offset, high + offset, score, self._row("run", run, era)) for low, high, score, run in links),
        )
        words = self._source.execute("SELECT rowid, label, sentences FROM words ORDER BY rowid")
        target.executemany(
            "INSERT INTO words (rowid, label, sentences) VALUES (?, ?, ?)",
            (
                (self._row("question", number, era), self._text(label, era), self._text(sentences, era))
                for number, label, sentences in words
            ),
        )

    def _row(self, table: str, row: int, era: int) -> int:
        return row + era * self.last[table]

    def _claim(self, claim: Claim, era: int, later: timedelta) -> Claim:
        if era == 0:
            return claim
        made = renewed(claim, _name(era), self._rare, later)
        return replace(made, doc=replace(made.doc, outlet=made.doc.outlet and f"{made.doc.outlet} {era}"))

    def _text(self, text: str, era: int) -> str:
        return " ".join(renewed_word(word, _name(era), self._rare) for word in text.split(" ")) if era else text

    def _changed(self, table: str, row: dict[str, Any], era: int, later: timedelta) -> dict[str, Any]:
        for column in _ROWS_OF[table]:
            of = _TABLE_OF.get(column, "run" if column.endswith("run") else table)
            if row[column] is not None:
                row[column] = self._row(of, row[column], era)
        if era == 0:
            return row
        for column in ("started", "finished", "published", "as_of_start", "as_of_end"):
            if column in row:
                row[column] = shifted(row[column], later)
        if table == "document":
            row["doc_id"] = f"{row['doc_id']}-{_name(era)}"
            row["url"] = row["url"] and f"{row['url']}?{_name(era)}"
            row["key"] = row["url"] or row["doc_id"]
            row["outlet"] = row["outlet"] and f"{row['outlet']} {era}"
        if table in ("verdict", "question", "membership", "event"):
            for column in ("question", "merged_into", *(("id",) if table == "question" else ())):
                if row.get(column):
                    row[column] = _question(row[column], era)
        if table == "event" and row["kind"] in ("split", "merge"):
            row["new"] = _question(row["new"], era)
        if table == "verdict":
            row["label"] = self._text(row["label"], era)
        if "claims" in row:
            ids = msgspec.json.decode(row["claims"])
            row["claims"] = msgspec.json.encode([renewed_id(one, _name(era)) for one in ids]).decode()
        return row


def _name(era: int) -> int:
    """What an era is called in ids and new words: those of the archive that the store was filled with have 1, 2, 3 …"""
    return 1000 * era


def _question(id_: str, era: int) -> str:
    return "q" + hashlib.sha256(f"{era}\0{id_}".encode()).hexdigest()[:12]


def _blocks(source: sqlite3.Connection, target: sqlite3.Connection, eras: int, days: int, claims: int) -> None:
    """Blocks of all eras in the order of their keys: any other order would read the whole index over and over."""

    def rows() -> Iterator[tuple[int, int, int]]:
        held: list[tuple[int, int]] = []
        last: int | None = None
        for key, day, claim in source.execute("SELECT key, day, claim FROM block ORDER BY key, day, claim"):
            if key != last:
                yield from _of_key(last, held)
                held, last = [], key
            held.append((day, claim))
        yield from _of_key(last, held)

    def _of_key(key: int | None, held: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
        if key is not None:
            for era in range(eras):
                yield from ((key, day and day + era * days, claim + era * claims) for day, claim in held)

    target.executemany("INSERT INTO block (key, day, claim) VALUES (?, ?, ?)", rows())
