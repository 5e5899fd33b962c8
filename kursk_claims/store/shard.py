"""The part of a store that one worker of a cluster puts together anew: a component, in a store of its own in memory.

Claims that may answer one question, with all that is known of those added earlier, come as rows of the tables of
``TABLES``; they become a small SQLite store, in which ``ingest`` and ``resolve`` do their work; what they added or
closed goes back as rows. So a question gets the id, the members and the events that one large file would give it.
Nothing here knows of Spark.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cache
from itertools import groupby
from typing import Any, Final

import msgspec
from msgspec import Struct

from kursk_claims.compare.profile import profile
from kursk_claims.engines import partitions
from kursk_claims.models import Claim
from kursk_claims.store.database import APPLICATION_ID, migrations, writing
from kursk_claims.store.ingest import ingest, insert_claim, key_of
from kursk_claims.store.neighbours import Claims, enter
from kursk_claims.store.resolve import resolve

NEW: Final = "new"
"""In place of a table: a claim that is added now, as JSON."""

TABLES: Final[dict[str, str]] = {
    "document": "key string, version int, doc_id string, outlet string, title string, published string, url string, "
    "text_sha256 string, first_run int, replaced_run int",
    "claim": "name string, claim_id string, key string, version int, published string, start int, end int, "
    "text string, value double, min double, max double, modifier string, unit string, per string, counted string, "
    "as_of_start string, as_of_end string, sentence string, record string, first_run int, withdrawn_run int, "
    "continued_by string",
    "link": "low string, high string, score double",
    "component": "claim string, component string",
    "question": "id string, founder string, first_run int, number int, merged_into string, merged_run int",
    "membership": "question string, claim string, since_run int, until_run int, by string",
    "verdict": "question string, since_run int, until_run int, label string, status string, certainty double, "
    "independent_origins int, origins_at_most int, contested_on string",
    "state": "question string, verdict_run int, position int, as_of_start string, as_of_end string, min double, "
    "max double, modifier string, unit string, per string, label string, origins string, claims string, since_run int",
    "origin": "question string, verdict_run int, position int, name string, chain string, outlets string, "
    "claims string",
    "event": "question string, number int, kind string, old string, new string, claims string",
}
"""The tables with their columns, as Spark writes them: those of the SQLite store with names in place of row numbers.
A claim's name is its id with the beginning of its text's hash, which tells versions of an article apart."""

KEYS: Final[dict[str, tuple[str, ...]]] = {
    "document": ("key", "version"),
    "claim": ("name",),
    "link": ("low", "high"),
    "component": ("claim",),
    "question": ("id",),
    "membership": ("question", "claim", "since_run"),
    "verdict": ("question", "since_run"),
    "state": ("question", "verdict_run", "position"),
    "origin": ("question", "verdict_run", "position"),
    "event": ("question", "number"),
}
"""What tells the rows of a table apart. Of several with one key, the one of the latest run holds."""

VERSION_ROWS: Final = "id string, key string, text string, published string, claim string"
SHARD_ROWS: Final = "table string, row string"

Rows = Mapping[str, Sequence[dict[str, Any]]]

_CLAIM: Final = msgspec.json.Decoder(Claim)


class Run(Struct, frozen=True, kw_only=True):
    """The run whose work this is."""

    number: int
    started: str


def name_of(claim: Claim) -> str:
    """A claim's name in every table."""
    return f"{claim.id}:{claim.doc.text_sha256[:12]}"


def versions(frames: partitions.Frames, *, model: str | None, report: partitions.Report) -> partitions.Frames:
    """Articles or claims (``value``) to numeric claims under their names, with the key and text of their article."""
    claims = partitions.read_claims(frames, model=model, report=report)
    return partitions.frames_of(
        (
            (name_of(one), key_of(one.doc), one.doc.text_sha256, one.doc.published, partitions.json_of(one))
            for one in claims
            if one.quantity is not None
        ),
        VERSION_ROWS,
    )


def described(frames: partitions.Frames) -> partitions.Frames:
    """Claims (``id``, a name, and ``claim``) to the rows that the engine's edges are made of, under their names."""

    def rows() -> Iterator[tuple[Any, ...]]:
        for name, record in partitions.rows_of(frames, "id", "claim"):
            claim = _CLAIM.decode(record)
            prepared = msgspec.structs.replace(profile(claim), id=name)
            yield name, claim.doc.id, claim.type, record, msgspec.msgpack.encode(prepared)

    return partitions.frames_of(rows(), partitions.CLAIM_ROWS)


def resolved(frames: partitions.Frames, *, run: Run) -> partitions.Frames:
    """Rows of components (``component``, ``table``, ``row``), ordered by component, to what a run adds or changes."""

    def rows() -> Iterator[tuple[str, str]]:
        given = partitions.rows_of(frames, "component", "table", "row")
        for component, found in groupby(given, key=lambda row: row[0]):
            tables: dict[str, list[dict[str, Any]]] = defaultdict(list)
            for _, table, row in found:
                tables[table].append(msgspec.json.decode(row))
            for table, made in work(str(component), tables, run):
                yield table, msgspec.json.encode(made).decode()

    return partitions.frames_of(rows(), SHARD_ROWS)


def work(component: str, given: Rows, run: Run) -> Iterator[tuple[str, dict[str, Any]]]:
    """Add the claims of ``given[NEW]`` to the rows of earlier runs; give the rows that this run adds or changes."""
    with closing(_empty()) as connection:
        names = _Names()
        with writing(connection):
            _load(connection, given, names, run)
            _take(connection, [msgspec.convert(row, Claim) for row in given.get(NEW, ())], run)
            resolve(connection, run.number)
            names.write(connection)
        for (claim,) in connection.execute("SELECT name FROM named WHERE id > 0 ORDER BY name"):
            yield "component", {"claim": claim, "component": component}
        for table, query in _CHANGED.items():
            for row in connection.execute(query, {"run": run.number}):
                yield table, dict(row)


@cache
def _template() -> bytes:
    """An empty store, made once: its tables take longer than the work on a single claim."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        for script in migrations():
            connection.executescript(script)
        return connection.serialize()


def _empty() -> sqlite3.Connection:
    """A store in memory. References are not checked: a part has not all that its rows refer to."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(_template())
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("CREATE TEMP TABLE named (id INTEGER PRIMARY KEY, name TEXT NOT NULL)")
    return connection


class _Names:
    """Rows of claims by their names; those that are named only have negative ones."""

    def __init__(self) -> None:
        self._rows: dict[str, int] = {}

    def put(self, name: str, row: int) -> None:
        self._rows[name] = row

    def row(self, name: str | None) -> int | None:
        return None if name is None else self._rows.setdefault(name, -len(self._rows) - 1)

    def write(self, connection: sqlite3.Connection) -> None:
        """Into the table ``named``, those of new claims too."""
        outside = ((row, name) for name, row in self._rows.items() if row < 0)
        connection.executemany("INSERT INTO named VALUES (?, ?)", outside)
        connection.execute(
            "INSERT INTO named SELECT c.id, c.claim_id || ':' || substr(d.text_sha256, 1, 12)"
            " FROM claim c JOIN document d ON d.id = c.document"
        )


def _load(connection: sqlite3.Connection, given: Rows, names: _Names, run: Run) -> None:
    """The rows of earlier runs. Needs an open transaction."""
    connection.executemany(
        "INSERT INTO run (id, started, command, tool_version, model, lexicon_hash, options)"
        " VALUES (?, ?, 'add', '', '', '', '{}')",
        ((number, run.started) for number in range(1, run.number + 1)),
    )
    documents: dict[tuple[str, int], int] = {}
    for row in _sorted(given, "document"):
        done = connection.execute(
            "INSERT INTO document (key, version, doc_id, outlet, title, published, url, text_sha256, run, replaced_run)"
            " VALUES (:key, :version, :doc_id, :outlet, :title, :published, :url, :text_sha256, :first_run,"
            " :replaced_run)",
            row,
        )
        documents[row["key"], row["version"]] = int(done.lastrowid or 0)
    claims = _sorted(given, "claim")
    for row in claims:
        document = documents[row["key"], row["version"]]
        names.put(row["name"], insert_claim(connection, row["first_run"], document, _CLAIM.decode(row["record"])))
    rows = [names.row(row["name"]) for row in claims]
    connection.executemany(
        "UPDATE claim SET resolved_run = run, withdrawn_run = ?, continued_by = ? WHERE id = ?",
        ((row["withdrawn_run"], names.row(row["continued_by"]), one) for one, row in zip(rows, claims, strict=True)),
    )
    enter(connection, [one for one in rows if one is not None], Claims(connection))
    connection.executemany(
        "INSERT OR IGNORE INTO link (low, high, score, run) VALUES (min(:one, :two), max(:one, :two), :score, 0)",
        (
            {"one": names.row(row["low"]), "two": names.row(row["high"]), "score": row["score"]}
            for row in _sorted(given, "link")
        ),
    )
    connection.executemany(
        "INSERT INTO question (id, founder, first_run, merged_into, merged_run) VALUES (?, ?, ?, ?, ?)",
        (
            (row["id"], names.row(row["founder"]), row["first_run"], row["merged_into"], row["merged_run"])
            for row in sorted(given.get("question", ()), key=lambda row: (row["first_run"], row["number"], row["id"]))
        ),
    )
    connection.executemany(
        "INSERT INTO membership (question, claim, since_run, until_run, by) VALUES (?, ?, ?, ?, ?)",
        (
            (row["question"], names.row(row["claim"]), row["since_run"], row["until_run"], row["by"])
            for row in _sorted(given, "membership")
        ),
    )
    verdicts: dict[str, int] = {}
    for row in _sorted(given, "verdict"):
        verdicts[row["question"]] = _insert(connection, "verdict", row)
    for row in _sorted(given, "state"):
        values = {key: value for key, value in row.items() if key not in ("question", "verdict_run")}
        _insert(connection, "state", {"verdict": verdicts[row["question"]], **values})


def _insert(connection: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> int:
    marks = ", ".join(f":{column}" for column in row)
    return int(connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", row).lastrowid or 0)


def _sorted(given: Rows, table: str) -> list[dict[str, Any]]:
    """Rows in the order of their key: a cluster gives them in any."""
    return sorted(given.get(table, ()), key=lambda row: [row[column] for column in KEYS[table]])


def _take(connection: sqlite3.Connection, new: Iterable[Claim], run: Run) -> None:
    """The claims that are added now, article by article; of several versions the one published last holds."""

    def article(claim: Claim) -> tuple[str, str, str]:
        return claim.doc.published or "", claim.doc.id, claim.doc.text_sha256

    ordered = sorted(new, key=lambda claim: (*article(claim), claim.start, claim.id))
    for _, found in groupby(ordered, key=article):
        claims = list(found)
        ingest(connection, run.number, claims[0].doc, claims)


_NAMED: Final = "(SELECT name FROM named WHERE id = {})"
_OPEN: Final = "(since_run = :run AND until_run IS NULL OR until_run = :run AND since_run < :run)"
"""Rows that this run opened or closed; what it opened and closed again was never seen."""
_VERDICT: Final = "JOIN verdict v ON v.id = verdict AND v.since_run = :run AND v.until_run IS NULL"

_CHANGED: Final[dict[str, str]] = {
    "document": "SELECT key, version, doc_id, outlet, title, published, url, text_sha256, run AS first_run,"
    " replaced_run FROM document WHERE run = :run OR replaced_run = :run",
    "claim": f"SELECT {_NAMED.format('c.id')} AS name, claim_id, d.key, d.version, d.published, start, end, text,"
    " value, min, max, modifier, unit, per, counted, as_of_start, as_of_end, sentence, record, c.run AS first_run,"
    f" withdrawn_run, {_NAMED.format('continued_by')} AS continued_by FROM claim c JOIN document d ON d.id = document"
    " WHERE c.run = :run OR withdrawn_run = :run",
    "link": f"SELECT {_NAMED.format('low')} AS low, {_NAMED.format('high')} AS high, score FROM link WHERE run = :run",
    "question": f"SELECT id, {_NAMED.format('founder')} AS founder, first_run, number, merged_into, merged_run"
    " FROM question WHERE first_run = :run OR merged_run = :run",
    "membership": f"SELECT question, {_NAMED.format('claim')} AS claim, since_run, until_run, by FROM membership"
    f" WHERE {_OPEN}",
    "verdict": "SELECT question, since_run, until_run, label, status, certainty, independent_origins,"
    f" origins_at_most, contested_on FROM verdict WHERE {_OPEN}",
    "state": "SELECT v.question, v.since_run AS verdict_run, position, as_of_start, as_of_end, min, max, modifier,"
    f" unit, per, s.label, origins, claims, s.since_run FROM state s {_VERDICT}",
    "origin": "SELECT v.question, v.since_run AS verdict_run, position, name, chain, outlets, claims"
    f" FROM origin {_VERDICT}",
    "event": "SELECT question, id AS number, kind, old, new, claims FROM event WHERE run = :run",
}
"""What a run added or changed in each table."""
