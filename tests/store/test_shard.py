"""A store in parts: what workers make of components, run by run, is what one file holds."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec

from kursk_claims.models import Claim
from kursk_claims.store import shard
from kursk_claims.store.database import open_store
from tests.store.conftest import Day, fill

Row = dict[str, Any]
Tables = dict[str, dict[tuple[Any, ...], Row]]


def numeric(days: Iterable[Day]) -> list[Claim]:
    return [claim for claims in days for claim in claims if claim.quantity is not None]


def run_of(tables: Tables, claims: Sequence[Claim], number: int) -> None:
    """One run with all claims as one component, as a worker does it."""
    given: dict[str, list[Row]] = {table: list(rows.values()) for table, rows in tables.items()}
    given["verdict"] = [row for row in given.get("verdict", []) if row["until_run"] is None]
    current = {(row["question"], row["since_run"]) for row in given["verdict"]}
    given["state"] = [row for row in given.get("state", []) if (row["question"], row["verdict_run"]) in current]
    given[shard.NEW] = [msgspec.to_builtins(claim) for claim in claims]
    run = shard.Run(number=number, started=f"2025-05-{number:02}T18:00:00Z")
    for table, row in list(shard.work("all", given, run)):
        tables[table][tuple(row[column] for column in shard.KEYS[table])] = row


def standing(tables: Mapping[str, Mapping[Any, Row]]) -> dict[str, str]:
    """The question of each claim."""
    return {row["claim"]: row["question"] for row in tables["membership"].values() if row["until_run"] is None}


def in_file(path: Path) -> tuple[dict[str, str], list[tuple[Any, ...]]]:
    """The question of each claim, and the events, of the SQLite store."""
    with closing(open_store(path, writable=False)) as connection:
        return members_of(connection), [
            (*row[:5], ids_of(row[5]))
            for row in connection.execute("SELECT run, question, kind, old, new, claims FROM event ORDER BY id")
        ]


def ids_of(claims: str) -> list[str]:
    return sorted(msgspec.json.decode(claims))


def members_of(connection: sqlite3.Connection) -> dict[str, str]:
    """The question of each claim, by the claim's name."""
    return dict(
        connection.execute(
            "SELECT c.claim_id || ':' || substr(d.text_sha256, 1, 12), m.question FROM membership m"
            " JOIN claim c ON c.id = m.claim JOIN document d ON d.id = c.document WHERE m.until_run IS NULL"
        ).fetchall()
    )


def test_run_by_run_as_one_file(days: Sequence[Day], tmp_path: Path) -> None:
    """Over eight days with a corrected article: the same ids, members and events."""
    path = tmp_path / "s.sqlite"
    tables: Tables = defaultdict(dict)
    told = []
    for number, day in enumerate(days, 1):
        claims = numeric([day])
        fill(path, claims)
        tables["event"].clear()
        run_of(tables, claims, number)
        told += [
            (number, *(row[column] for column in ("question", "kind", "old", "new")), ids_of(row["claims"]))
            for row in sorted(tables["event"].values(), key=lambda row: row["number"])
        ]
    members, events = in_file(path)
    assert standing(tables) == members
    assert told == events
    assert {"correction", "new", "value_up"} <= {event[2] for event in told}


def test_every_row_has_the_columns_of_its_table(days: Sequence[Day]) -> None:
    """Or Spark would write them empty."""
    tables: Tables = defaultdict(dict)
    for number, day in enumerate(days, 1):
        run_of(tables, numeric([day]), number)
    for table, columns in shard.TABLES.items():
        rows = list(tables[table].values())
        assert rows, table
        assert all(list(row) == [column.split()[0] for column in columns.split(", ")] for row in rows), table
