"""What a store is asked does not read a table from end to end, however large it is."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from kursk_claims.store import add as adding
from kursk_claims.store.database import create, open_store
from kursk_claims.store.queries import one_question, question, search
from tests.store.conftest import Day, fill

GROWING = {"document", "claim", "block", "link", "question", "membership", "verdict", "state", "origin", "event"}
"""Tables that grow with what is added; an index that only few rows are in may be read."""
FEW = {"claim_unresolved", "claim_withdrawn"}


def whole_reads(path: Path, statements: Sequence[str]) -> Iterator[str]:
    """Of the statements those that read a growing table from end to end, each with its plan."""
    with closing(sqlite3.connect(path)) as connection:
        tables = {name: name for name in GROWING}
        for statement in dict.fromkeys(statements):
            if not statement.lstrip().upper().startswith(("SELECT", "UPDATE", "DELETE", "WITH")):
                continue
            aliases = {word: table for table in tables for word in _aliases(statement, table)}
            for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {statement}"):
                words = step.split()
                if words[0] == "SCAN" and words[1] in aliases and words[-1] not in FEW:
                    yield f"{step}: {statement}"


def _aliases(statement: str, table: str) -> set[str]:
    """Names under which a statement knows a table."""
    words = statement.replace(",", " ").replace("(", " ").replace(")", " ").split()
    after = {words[at + 1] for at, word in enumerate(words[:-1]) if word == table}
    return {table, *(word for word in after if len(word) < 4 or word in ("old", "new"))} if table in words else set()


def traced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements that ``add`` will run."""
    told: list[str] = []

    def watched(*arguments: object, **options: object) -> sqlite3.Connection:
        connection = create(*arguments, **options)  # type: ignore[arg-type]
        connection.set_trace_callback(told.append)
        return connection

    monkeypatch.setattr(adding, "create", watched)
    return told


def test_adding_a_day(days: Sequence[Day], filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a corrected article among what is added."""
    path = tmp_path / "s.sqlite"
    for claims in days[:5]:
        fill(path, claims)
    told = traced(monkeypatch)
    for claims in days[5:]:
        fill(path, claims)
    assert any("block" in statement for statement in told)
    assert list(whole_reads(path, told)) == []


@pytest.mark.parametrize(
    "ask",
    [
        lambda connection: search(connection, "Hochwasser"),
        lambda connection: question(connection, one_question(connection, "q3fad")),
        lambda connection: one_question(connection, "Schaden – Hochwasser in Grünau"),
    ],
)
def test_asking(filled: Path, tmp_path: Path, ask: Callable[[sqlite3.Connection], object]) -> None:
    path = tmp_path / "s.sqlite"
    shutil.copy(filled, path)
    told: list[str] = []
    with closing(open_store(path, writable=False)) as connection:
        connection.set_trace_callback(told.append)
        ask(connection)
    assert told
    assert list(whole_reads(path, told)) == []


def test_a_whole_read_is_noticed(filled: Path) -> None:
    """Or the tests above could not fail."""
    assert list(whole_reads(filled, ["SELECT count(*) FROM claim c WHERE c.text = 'x'"]))
