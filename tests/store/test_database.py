"""The file: made, refused, migrated, shared, and whole whatever happens to the process."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kursk_claims.errors import KurskError
from kursk_claims.store import database
from kursk_claims.store.database import APPLICATION_ID, create, explained, migrations, open_store, writing
from kursk_claims.store.queries import check, questions
from tests.store.conftest import Day, fill

ADD = """
import sys
from pathlib import Path
import msgspec
from kursk_claims.models import Claim
from kursk_claims.store.add import add
claims = [msgspec.json.decode(line, type=Claim) for line in Path(sys.argv[2]).read_bytes().splitlines()]
print("ready", flush=True)
add(Path(sys.argv[1]), claims, None, report=print, model="given", options={})
"""


def write_claims(path: Path, days: Sequence[Day]) -> Path:
    path.write_bytes(b"".join(msgspec.json.encode(claim) + b"\n" for claims in days for claim in claims))
    return path


def adding(store: Path, claims: Path) -> subprocess.Popen[bytes]:
    """A process that adds ``claims``; it has said that it begins."""
    process = subprocess.Popen([sys.executable, "-c", ADD, str(store), str(claims)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    return process


def ended(process: subprocess.Popen[bytes]) -> int:
    with process:
        return process.wait()


def held(path: Path) -> set[frozenset[str]]:
    with closing(open_store(path, writable=False)) as connection:
        return {frozenset(figure.id for figure in record.claims) for record in questions(connection)}


@pytest.mark.slow
def test_killed_at_any_moment(days: Sequence[Day], tmp_path: Path) -> None:
    """Twenty times: the store is sound, and adding again gives what an undisturbed run gives."""
    claims = write_claims(tmp_path / "claims.jsonl", days[:3])
    whole = tmp_path / "whole.sqlite"
    begun = adding(whole, claims)
    started = time.monotonic()
    ended(begun)
    span = time.monotonic() - started
    chance = random.Random(7)
    for number in range(20):
        path = tmp_path / f"{number}.sqlite"
        process = adding(path, claims)
        time.sleep(chance.uniform(0, span))
        process.send_signal(signal.SIGKILL)
        ended(process)
        if path.exists():
            with closing(create(path)) as connection:
                assert check(connection).sound
        assert ended(adding(path, claims)) == 0
        assert held(path) == held(whole)


def test_two_writers_wait_for_each_other(days: Sequence[Day], tmp_path: Path) -> None:
    store = tmp_path / "s.sqlite"
    parts = [write_claims(tmp_path / f"{n}.jsonl", [claims]) for n, claims in enumerate(days[:4])]
    processes = [adding(store, part) for part in parts]
    assert [ended(process) for process in processes] == [0, 0, 0, 0]
    with closing(open_store(store)) as connection:
        found = check(connection)
    assert found.sound
    assert found.claims == len({claim.id for claims in days[:4] for claim in claims})
    assert found.unresolved == 0


def test_an_older_store_is_migrated_and_a_copy_kept(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with closing(sqlite3.connect(path)) as old:
        old.executescript(migrations()[0])
        old.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        old.execute("PRAGMA user_version = 1")
        old.execute("INSERT INTO run VALUES (1, '2025-01-01T00:00:00Z', NULL, 'add', '0', 'm', 'h', '{}')")
        old.commit()
    with closing(open_store(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == len(migrations())
        assert connection.execute("SELECT count(*) FROM run").fetchone()[0] == 1
        assert connection.execute("SELECT count(*) FROM questions").fetchone()[0] == 0, "a view of the new version"
    with closing(sqlite3.connect(tmp_path / "s.sqlite.v1")) as copy:
        assert copy.execute("PRAGMA user_version").fetchone()[0] == 1


def newer(path: Path) -> None:
    create(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (a)")


REFUSED = [
    ("no file", lambda path: None, "there is no such store"),
    ("a text", lambda path: path.write_text("Guten Tag. " * 200), "is no claim store"),
    ("a folder", lambda path: path.mkdir(), "is a directory"),
    ("another database", other_database, "is a database, but no claim store"),
    ("a newer store", newer, "newer kursk-claims"),
]


@pytest.mark.parametrize(("name", "make", "said"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_is_no_store_is_refused_in_one_line(name: str, make: object, said: str, tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    make(path)  # type: ignore[operator]
    with pytest.raises(KurskError) as caught:
        open_store(path)
    message = str(caught.value)
    assert said in message
    assert str(path) in message
    assert "\n" not in message


def test_a_locked_store_is_told_after_the_wait(days: Sequence[Day], tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with (
        closing(create(path)) as holder,
        writing(holder),
        closing(open_store(path, wait=0.05)) as other,
        pytest.raises(KurskError, match="another program holds it; try again"),
        explained(path),
    ):
        other.execute("BEGIN IMMEDIATE")


def test_a_full_disk_loses_nothing(days: Sequence[Day], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "s.sqlite"
    fill(path, days[0])
    before = held(path)
    connect = database._connect

    def small(place: Path, *, writable: bool, wait: float = 1.0) -> sqlite3.Connection:
        connection = connect(place, writable=writable, wait=wait)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 1}")
        return connection

    monkeypatch.setattr(database, "_connect", small)
    with pytest.raises(KurskError, match="the disk is full"):
        fill(path, [claim for claims in days[1:] for claim in claims])
    monkeypatch.undo()
    with closing(open_store(path)) as connection:
        assert check(connection).sound
    assert held(path) == before
    assert fill(path, days[1]).figures


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes anywhere")
def test_a_folder_that_can_not_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    with pytest.raises(KurskError, match="can't be opened here"):
        create(folder / "s.sqlite")


@pytest.mark.parametrize(("log", "uri"), [(False, "mode=ro&immutable=1"), (True, "mode=ro")])
def test_a_store_where_nobody_can_write_is_read_as_it_is(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log: bool, uri: str
) -> None:
    """As on a read-only disk, where SQLite could lay no log beside it; not where a log is a part of the store."""
    path = tmp_path / "s.sqlite"
    shutil.copy(filled, path)
    if log:
        path.with_name("s.sqlite-wal").touch()
    opened: list[str] = []

    def connect(name: str, **options: Any) -> sqlite3.Connection:
        opened.append(name)
        return sqlite3.Connection(name, **options)

    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(sqlite3, "connect", connect)
    with closing(open_store(path, writable=False)) as connection:
        assert check(connection).sound
    assert opened[-1].endswith(f"?{uri}")


def test_a_failed_transaction_leaves_no_trace(tmp_path: Path) -> None:
    def fail(connection: sqlite3.Connection) -> None:
        with writing(connection):
            connection.execute(
                "INSERT INTO run (started, command, tool_version, model, lexicon_hash, options)"
                " VALUES ('', '', '', '', '', '')"
            )
            raise ZeroDivisionError

    with closing(create(tmp_path / "s.sqlite")) as connection:
        with pytest.raises(ZeroDivisionError):
            fail(connection)
        assert connection.execute("SELECT count(*) FROM run").fetchone()[0] == 0
