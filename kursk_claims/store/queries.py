"""What can be asked of a store: questions, events, texts, and whether the file is sound."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec
from msgspec import Struct

from kursk_claims.store.database import StoreError
from kursk_claims.store.records import (
    DecisionRecord,
    EventRecord,
    Figure,
    QuestionRecord,
    State,
)
from kursk_claims.store.sql import batches, marks

NEAR: Final = 5
"""Ids or questions that are named where one is not found or several fit."""

_ID: Final = re.compile(r"q[0-9a-f]+|[0-9a-f]{4,16}")
_WORD: Final = re.compile(r"\w+")


class Found(Struct, frozen=True, kw_only=True):
    """A question that a search found."""

    id: str
    question: str
    status: str
    independent_origins: int
    figures: int
    last: str | None
    """Its latest value."""
    as_of: str | None


def question(connection: sqlite3.Connection, found: str) -> QuestionRecord:
    """The question of an id, as it stands now, with all that was ever put to it."""
    row = connection.execute(
        "SELECT q.*, r.started FROM question q JOIN run r ON r.id = q.first_run WHERE q.id = ?", (found,)
    ).fetchone()
    verdict = connection.execute(
        "SELECT * FROM verdict WHERE question = ? ORDER BY until_run IS NOT NULL, id DESC LIMIT 1", (found,)
    ).fetchone()
    closed = verdict["until_run"] is not None
    claims = _figures(connection, found)
    of = {claim.id: claim for claim in claims}
    return QuestionRecord(
        id=found,
        question=verdict["label"],
        status="withdrawn" if closed and row["merged_into"] is None else verdict["status"],
        first_run=row["started"],
        merged_into=row["merged_into"],
        certainty=verdict["certainty"],
        independent_origins=verdict["independent_origins"],
        origins_at_most=verdict["origins_at_most"],
        states=tuple(_states(connection, verdict["id"], of)),
        contested_on=tuple(msgspec.json.decode(verdict["contested_on"])),
        claims=claims,
        decisions=tuple(_decisions(connection, found)),
    )


def _states(connection: sqlite3.Connection, verdict: int, of: dict[str, Figure]) -> Iterator[State]:
    for row in connection.execute(
        "SELECT s.*, r.started FROM state s JOIN run r ON r.id = s.since_run WHERE verdict = ? ORDER BY position",
        (verdict,),
    ):
        ids = tuple(msgspec.json.decode(row["claims"]))
        yield State(
            as_of=row["as_of_start"],
            until=row["as_of_end"] if row["as_of_end"] != row["as_of_start"] else None,
            min=row["min"],
            max=row["max"],
            label=row["label"],
            unit=row["unit"],
            origins=tuple(msgspec.json.decode(row["origins"])),
            outlets=tuple(sorted({of[one].outlet or of[one].doc for one in ids if one in of})),
            claim_ids=ids,
            since_run=row["started"],
        )


def _figures(connection: sqlite3.Connection, found: str) -> tuple[Figure, ...]:
    """The claims of a question in the order of publication, those withdrawn included.

    What the next version of its article has word for word is not shown twice.
    """
    rows = connection.execute(
        "SELECT DISTINCT c.id, c.claim_id, d.doc_id, d.outlet, d.published, c.start, c.end, c.text, c.sentence,"
        " c.withdrawn_run FROM membership m JOIN claim c ON c.id = m.claim JOIN document d ON d.id = c.document"
        " LEFT JOIN claim n ON n.id = c.continued_by"
        " WHERE m.question = ? AND (m.until_run IS NULL OR c.withdrawn_run IS NOT NULL)"
        " AND (n.id IS NULL OR n.text != c.text OR n.sentence != c.sentence)"
        " ORDER BY coalesce(d.published, ''), d.doc_id, d.version, c.start",
        (found,),
    )
    return tuple(
        Figure(
            id=row["claim_id"],
            doc=row["doc_id"],
            start=row["start"],
            end=row["end"],
            text=row["text"],
            sentence=row["sentence"],
            outlet=row["outlet"],
            published=row["published"],
            withdrawn=row["withdrawn_run"] is not None,
        )
        for row in rows
    )


def _decisions(connection: sqlite3.Connection, found: str) -> Iterator[DecisionRecord]:
    for row in connection.execute(
        "SELECT DISTINCT e.id, e.kind, a.claim_id AS a, b.claim_id AS b, e.because, r.started FROM decision e"
        " JOIN claim a ON a.id = e.a JOIN claim b ON b.id = e.b JOIN run r ON r.id = e.run"
        " JOIN membership m ON m.claim IN (e.a, e.b) WHERE m.question = ? ORDER BY e.id",
        (found,),
    ):
        yield DecisionRecord(kind=row["kind"], a=row["a"], b=row["b"], because=row["because"], run=row["started"])


def questions(
    connection: sqlite3.Connection, *, since: str | None = None, until: str | None = None
) -> Iterator[QuestionRecord]:
    """Every question, by id; with a span, those with a state that speaks of a day in it (ISO, inclusive)."""
    ids = [row[0] for row in connection.execute("SELECT id FROM question ORDER BY id")]
    for one in ids:
        record = question(connection, one)
        if any(_within(state.as_of, state.until or state.as_of, since, until) for state in record.states):
            yield record


def _within(start: str | None, end: str | None, since: str | None, until: str | None) -> bool:
    if since is None and until is None:
        return True
    if start is None or end is None:
        return False
    return (since is None or end[: len(since)] >= since) and (until is None or start[: len(until)] <= until)


def events(
    connection: sqlite3.Connection,
    *,
    since: str | None = None,
    until: str | None = None,
    min_origins: int = 1,
    of: str | None = None,
) -> Iterator[EventRecord]:
    """Events in the order in which the store learned them, of runs from ``since`` to ``until`` (ISO, inclusive).

    ``min_origins`` leaves out questions with fewer independent origins than that today.
    """
    for row in connection.execute(
        "SELECT e.*, r.started, v.label, v.independent_origins AS origins FROM event e JOIN run r ON r.id = e.run"
        " JOIN verdict v ON v.id = (SELECT id FROM verdict WHERE question = e.question"
        " ORDER BY until_run IS NOT NULL, id DESC LIMIT 1)"
        " WHERE (:since IS NULL OR r.started >= :since) AND (:until IS NULL OR substr(r.started, 1, :reach) <= :until)"
        " AND v.independent_origins >= :origins AND (:of IS NULL OR e.question = :of) ORDER BY e.id",
        {"since": since, "until": until, "reach": len(until or ""), "origins": min_origins, "of": of},
    ):
        yield EventRecord(
            run=row["started"],
            question_id=row["question"],
            question=row["label"],
            kind=row["kind"],
            old=row["old"],
            new=row["new"],
            claim_ids=tuple(msgspec.json.decode(row["claims"])),
            independent_origins=row["origins"],
        )


def search(connection: sqlite3.Connection, text: str, limit: int = 50) -> list[Found]:
    """Questions whose label or sentences hold all words of ``text`` as beginnings of words, the best first.

    Raises ``StoreError`` if ``text`` has no word.
    """
    words = _WORD.findall(text)
    if not words:
        raise StoreError(f"{text!r} has no word to search for")
    query = " ".join(f'"{word}"*' for word in words)
    rows = connection.execute(
        "SELECT q.id FROM words JOIN question q ON q.number = words.rowid WHERE words MATCH ?"
        " ORDER BY bm25(words, 10.0, 1.0), q.id LIMIT ?",
        (query, limit),
    )
    return described(connection, [row[0] for row in rows])


def _words_of(text: str) -> list[str]:
    """Words in small letters: quotation marks and dashes of a label need not be typed."""
    return _WORD.findall(text.casefold())


def described(connection: sqlite3.Connection, ids: Sequence[str]) -> list[Found]:
    """A line for each question, in the order of ``ids``."""
    found: dict[str, Found] = {}
    for batch in batches(ids):
        for row in connection.execute(
            "SELECT q.id, v.label, v.status, v.independent_origins, s.label AS last, s.as_of_end,"
            " (SELECT count(*) FROM membership m WHERE m.question = q.id AND m.until_run IS NULL) AS figures"
            " FROM question q JOIN verdict v ON v.id = (SELECT id FROM verdict WHERE question = q.id"
            " ORDER BY until_run IS NOT NULL, id DESC LIMIT 1)"
            " LEFT JOIN state s ON s.verdict = v.id AND s.position ="
            f" (SELECT max(position) FROM state WHERE verdict = v.id) WHERE q.id IN ({marks(batch)})",
            batch,
        ):
            found[row["id"]] = Found(
                id=row["id"],
                question=row["label"],
                status=row["status"],
                independent_origins=row["independent_origins"],
                figures=row["figures"],
                last=row["last"],
                as_of=row["as_of_end"],
            )
    return [found[one] for one in ids if one in found]


def one_question(connection: sqlite3.Connection, wanted: str) -> str:
    """The id of the question that an id, its beginning, or a text means; merged ones lead to where they went.

    Raises ``StoreError`` with near ids or with a list to choose from.
    """
    if _ID.fullmatch(wanted) and (found := _by_id(connection, wanted)):
        return found
    hits = [] if re.fullmatch(r"q[0-9a-f]{6,}", wanted) else search(connection, wanted, NEAR + 1)
    if len(hits) == 1:
        return hits[0].id
    if hits:
        exact = [hit for hit in hits if _words_of(hit.question) == _words_of(wanted)]
        if len(exact) == 1:
            return exact[0].id
        listed = "; ".join(f"{hit.id} ({hit.question})" for hit in hits[:NEAR])
        if len(hits) > NEAR:
            raise StoreError(f"{wanted!r} fits more than {NEAR} questions: {listed}; name one by its id, or more words")
        raise StoreError(f"{wanted!r} fits several questions: {listed}; name one by its id")
    if not wanted.startswith("q"):
        raise StoreError(f"there is no question {wanted!r}; try `store search` with fewer words")
    near = ", ".join(_near(connection, wanted))
    raise StoreError(
        f"there is no question {wanted!r}; near ones: {near}"
        if near
        else f"there is no question {wanted!r}; `store search TEXT` finds ids"
    )


def _by_id(connection: sqlite3.Connection, wanted: str) -> str | None:
    found = connection.execute(
        "SELECT id, merged_into FROM question WHERE id >= ? AND id < ? ORDER BY id LIMIT 2", (wanted, wanted + "g")
    ).fetchall()
    if len(found) > 1 and found[0]["id"] != wanted:
        raise StoreError(
            f"{wanted!r} is the beginning of several ids, {found[0]['id']} and {found[1]['id']}; write more"
        )
    if not found:
        claim = connection.execute(
            "SELECT m.question FROM claim c JOIN membership m ON m.claim = c.id AND m.until_run IS NULL"
            " WHERE c.claim_id >= ? AND c.claim_id < ? LIMIT 1",
            (wanted, wanted + "g"),
        ).fetchone()
        return None if claim is None else str(claim[0])
    row = found[0]
    while row["merged_into"] is not None:
        row = connection.execute("SELECT id, merged_into FROM question WHERE id = ?", (row["merged_into"],)).fetchone()
    return str(row["id"])


def _near(connection: sqlite3.Connection, wanted: str) -> list[str]:
    """Ids of questions like ``wanted``, the likest first."""
    from rapidfuzz import process  # only where an id is wrong: it takes a tenth of a command's start

    ids = [
        row[0]
        for row in connection.execute("SELECT id FROM question WHERE id >= ? ORDER BY id LIMIT 200", (wanted[:2],))
    ]
    return [hit for hit, _, _ in process.extract(wanted, ids, limit=3)]


def one_claim(connection: sqlite3.Connection, wanted: str) -> int:
    """The row of the claim that an id means: a claim's own id, or a question's, which stands for its first figure.

    Raises ``StoreError`` as ``one_question``.
    """
    rows = connection.execute(
        "SELECT id FROM claim WHERE claim_id = ? AND type = 'numeric'"
        " ORDER BY withdrawn_run IS NOT NULL, id DESC LIMIT 1",
        (wanted,),
    ).fetchone()
    if rows is not None:
        return int(rows[0])
    found = one_question(connection, wanted)
    row = connection.execute(
        "SELECT claim FROM membership WHERE question = ? AND until_run IS NULL ORDER BY claim LIMIT 1", (found,)
    ).fetchone()
    if row is None:
        raise StoreError(f"question {found} has no figures any more; decide about another")
    return int(row[0])


class Soundness(Struct, frozen=True, kw_only=True):
    """What ``store check`` found."""

    sound: bool
    problems: tuple[str, ...]
    documents: int
    claims: int
    questions: int
    unresolved: int
    events: int
    runs: int
    schema: int


_PROBLEMS: Final = (
    (
        "figures that belong to no question",
        "SELECT count(*) FROM claim c WHERE c.resolved_run IS NOT NULL AND c.withdrawn_run IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM membership m WHERE m.claim = c.id AND m.until_run IS NULL)",
    ),
    (
        "questions without figures, verdict or event that says why",
        "SELECT count(*) FROM question q WHERE q.merged_into IS NULL AND NOT EXISTS (SELECT 1 FROM membership m"
        " WHERE m.question = q.id AND m.until_run IS NULL) AND NOT EXISTS (SELECT 1 FROM event e"
        " WHERE e.question = q.id AND e.kind = 'withdrawn')",
    ),
    (
        "questions with figures and without a verdict",
        "SELECT count(DISTINCT m.question) FROM membership m WHERE m.until_run IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM verdict v WHERE v.question = m.question AND v.until_run IS NULL)",
    ),
    (
        "merged questions that still have figures",
        "SELECT count(*) FROM question q JOIN membership m ON m.question = q.id AND m.until_run IS NULL"
        " WHERE q.merged_into IS NOT NULL",
    ),
)


def check(connection: sqlite3.Connection) -> Soundness:
    """Whether SQLite, the references between tables and the rules of the store hold; and what it holds."""
    problems = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(10)") if row[0] != "ok"]
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        problems.append(f"{len(broken)} references to rows that are missing")
    for what, query in _PROBLEMS:
        count = _count(connection, query)
        if count:
            problems.append(f"{count} {what}")
    return Soundness(
        sound=not problems,
        problems=tuple(problems),
        documents=_count(connection, "SELECT count(*) FROM document WHERE replaced_run IS NULL"),
        claims=_count(connection, "SELECT count(*) FROM claim WHERE withdrawn_run IS NULL"),
        questions=_count(connection, "SELECT count(*) FROM question WHERE merged_into IS NULL"),
        unresolved=_count(
            connection,
            "SELECT count(*) FROM claim WHERE resolved_run IS NULL AND withdrawn_run IS NULL AND type = 'numeric'",
        ),
        events=_count(connection, "SELECT count(*) FROM event"),
        runs=_count(connection, "SELECT count(*) FROM run"),
        schema=_count(connection, "PRAGMA user_version"),
    )


def _count(connection: sqlite3.Connection, query: str) -> int:
    found: Any = connection.execute(query).fetchone()[0]
    return int(found)
