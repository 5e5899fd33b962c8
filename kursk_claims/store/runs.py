"""One run: a command that changed the store, and with what."""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import UTC, datetime
from importlib import resources

import msgspec

from kursk_claims import __version__


def begin(
    connection: sqlite3.Connection, command: str, *, model: str, options: dict[str, object], at: str | None = None
) -> int:
    """Note a run that begins now, or at the ISO time ``at``; return its number. Needs an open transaction."""
    row = (at or now(), command, __version__, model, lexicon_hash(), msgspec.json.encode(options).decode())
    done = connection.execute(
        "INSERT INTO run (started, command, tool_version, model, lexicon_hash, options) VALUES (?, ?, ?, ?, ?, ?)", row
    )
    assert done.lastrowid is not None
    return done.lastrowid


def finish(connection: sqlite3.Connection, run: int) -> None:
    """Note that a run ended well. Needs an open transaction."""
    connection.execute("UPDATE run SET finished = ? WHERE id = ?", (now(), run))


def now() -> str:
    """The time in UTC to the second, ISO 8601."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def lexicon_hash() -> str:
    """SHA-256 over the lexicon's files: with the tool's version and the model it decides what is extracted."""
    digest = hashlib.sha256()
    folder = resources.files("kursk_claims.lexicon")
    for part in ("", "de"):
        files = [item for item in (folder / part if part else folder).iterdir() if item.name.endswith(".toml")]
        for item in sorted(files, key=lambda item: item.name):
            digest.update(item.name.encode() + b"\0" + item.read_bytes())
    return digest.hexdigest()
