"""Rows that only history needs, and room that nobody uses."""

from __future__ import annotations

import sqlite3
from typing import Final

from kursk_claims.store.database import writing

_CLOSED: Final = "SELECT id FROM verdict WHERE until_run IN (SELECT id FROM run WHERE started < ?)"


def vacuum(connection: sqlite3.Connection, keep: str | None) -> int:
    """Give back unused room; return how many old verdicts went.

    With ``keep``, an ISO day, verdicts that ended before that day go with their states and origins. Claims,
    memberships, decisions and events stay: every figure and every change can still be read.
    """
    dropped = 0
    if keep is not None:
        with writing(connection):
            for table in ("state", "origin"):
                connection.execute(f"DELETE FROM {table} WHERE verdict IN ({_CLOSED})", (keep,))
            dropped = connection.execute(f"DELETE FROM verdict WHERE id IN ({_CLOSED})", (keep,)).rowcount
    connection.execute("VACUUM")
    connection.execute("PRAGMA optimize")
    return dropped
