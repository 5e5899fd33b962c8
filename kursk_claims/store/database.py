"""The file: opened, made, brought up to date and guarded.

Every change runs in one transaction (``writing``), so that a process that dies at any moment leaves the file as it
was before or after it. Writers wait for each other. A file of an older schema is copied and brought up to date when
it is opened for writing or reading; one of a newer schema is refused.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Final

from kursk_claims.errors import KurskError, OutputError

APPLICATION_ID: Final = 0x6B757273
"""``kurs``: what the file says it is, beside being SQLite (PRAGMA application_id)."""

WAIT_SECONDS: Final = 60.0
"""How long a writer waits for another by default: longer than a day's articles take to resolve."""


class StoreError(KurskError):
    """The file is not a store, can't be opened, or does not have what was asked for."""


def migrations() -> list[str]:
    """The SQL of each schema version, oldest first; a store's version is how many of them it has had."""
    folder = resources.files("kursk_claims.store") / "schema"
    found = sorted((item for item in folder.iterdir() if item.name.endswith(".sql")), key=lambda item: item.name)
    return [item.read_text(encoding="utf-8") for item in found]


def create(path: Path, *, wait: float = WAIT_SECONDS) -> sqlite3.Connection:
    """Open the store at ``path`` for writing, made anew where there is no file. Errors as ``open_store``."""
    if path.is_dir():
        raise StoreError(f"{path}: is a directory; name a file")
    connection = _connect(path, writable=True, wait=wait)
    with explained(path), _closed_on_error(connection):
        # Whoever made the file may have been killed, or be another process, before it held anything.
        if not _is_empty(connection):
            connection.close()
            return open_store(path, wait=wait)
        connection.execute("PRAGMA journal_mode = WAL")
        with writing(connection):
            if _is_empty(connection):
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                _apply(connection, migrations(), since=0)
    return connection


def _is_empty(connection: sqlite3.Connection) -> bool:
    return not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]


def open_store(path: Path, *, writable: bool = True, wait: float = WAIT_SECONDS) -> sqlite3.Connection:
    """Open an existing store.

    Raises ``StoreError`` where the file is missing, no store, of a newer schema, or can't be read, and
    ``OutputError`` where it should be written and can't be.
    """
    if not path.exists():
        raise StoreError(f"{path}: there is no such store; make one with `kursk-claims store add {path} PATHS`")
    if path.is_dir():
        raise StoreError(f"{path}: is a directory; name a file")
    connection = _connect(path, writable=writable, wait=wait)
    with explained(path), _closed_on_error(connection):
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise StoreError(f"{path}: is a database, but no claim store; name another file")
        known, version = len(migrations()), _version(connection)
        if version > known:
            raise StoreError(
                f"{path}: was written by a newer kursk-claims (schema {version}, this one knows {known}); update it"
            )
        if version < known:
            connection.close()
            migrate(path, version)
            connection = _connect(path, writable=writable, wait=wait)
    return connection


def migrate(path: Path, version: int) -> Path:
    """Bring a store of schema ``version`` up to date; return the copy of it as it was (``NAME.v1``)."""
    copy = path.with_name(f"{path.name}.v{version}")
    connection = _connect(path, writable=True)
    with explained(path), contextlib.closing(connection):
        with contextlib.closing(sqlite3.connect(copy)) as backup:
            connection.backup(backup)
        with writing(connection):
            _apply(connection, migrations(), since=_version(connection))
    return copy


def _apply(connection: sqlite3.Connection, scripts: list[str], since: int) -> None:
    for script in scripts[since:]:
        for statement in _statements(script):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {len(scripts)}")


def _statements(script: str) -> Iterator[str]:
    """Statements one by one: ``executescript`` would commit the transaction."""
    held = ""
    for line in script.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            yield held
            held = ""


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _is_fixed(path: Path) -> bool:
    """Whether a store lies where nobody can write, as on a read-only disk: SQLite could not lay its log beside it.

    With a log beside it the file is not the whole store.
    """
    return not os.access(path.parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists()


def _connect(path: Path, *, writable: bool, wait: float = WAIT_SECONDS) -> sqlite3.Connection:
    with explained(path):
        if writable:
            connection = sqlite3.connect(path, timeout=wait, isolation_level=None)
        else:
            mode = "mode=ro&immutable=1" if _is_fixed(path) else "mode=ro"
            connection = sqlite3.connect(
                f"{path.resolve().as_uri()}?{mode}", uri=True, timeout=wait, isolation_level=None
            )
        with _closed_on_error(connection):
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA cache_size = -65536")
            connection.execute("PRAGMA temp_store = MEMORY")
            return connection
    raise AssertionError  # explained() lets no error pass


@contextlib.contextmanager
def _closed_on_error(connection: sqlite3.Connection) -> Iterator[None]:
    """Leave no connection open that nobody gets."""
    try:
        yield
    except BaseException:
        connection.close()
        raise


@contextlib.contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction, alone: whole if the block ends well, undone if it raises."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says into one line that names the file and the cure."""
    try:
        yield
    except sqlite3.Error as error:
        said = str(error)
        if "not a database" in said or "malformed" in said:
            raise StoreError(f"{path}: is no claim store, or is damaged; name another file") from error
        if "locked" in said or "busy" in said:
            raise StoreError(f"{path}: another program holds it; try again when that has ended") from error
        if "readonly" in said or "unable to open" in said:
            raise OutputError(
                f"{path}: can't be opened here ({said}); check its folder and rights, or copy it to a disk "
                "that can be written"
            ) from error
        if "full" in said or "disk I/O" in said:
            raise OutputError(f"{path}: the disk is full or fails ({said}); the store is as it was before") from error
        raise
    except OSError as error:
        raise OutputError(f"{path}: can't be opened ({error.strerror or error}); choose another place") from error
