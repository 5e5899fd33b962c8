"""Articles and their claims into the store; a changed article becomes a new version of itself."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec
from rapidfuzz import fuzz

from kursk_claims.models import Claim, DocumentRef

SAME_SENTENCE: Final = 75.0
"""rapidfuzz ratio of two sentences, numbers included, from which a figure that changed is taken for the same one
corrected: an editor who fixes a figure leaves most of its sentence alone."""

_NOW: Final = "SELECT id, version, text_sha256 FROM document WHERE key = ? AND replaced_run IS NULL"


def key_of(doc: DocumentRef) -> str:
    """What the versions of an article have in common: its url, else its id."""
    return doc.url or doc.id


def known(connection: sqlite3.Connection, doc: DocumentRef) -> bool:
    """Whether the store has this very text of the article as its latest."""
    row = connection.execute(_NOW, (key_of(doc),)).fetchone()
    return row is not None and row["text_sha256"] == doc.text_sha256


def ingest(connection: sqlite3.Connection, run: int, doc: DocumentRef, claims: Sequence[Claim]) -> bool:
    """Add an article with its claims; return whether it was new, or its text.

    The new claims belong to no question until they are resolved. Needs an open transaction.
    """
    before = connection.execute(_NOW, (key_of(doc),)).fetchone()
    if before is not None and before["text_sha256"] == doc.text_sha256:
        return False
    version = before["version"] + 1 if before is not None else 1
    done = connection.execute(
        "INSERT INTO document (key, version, doc_id, outlet, title, published, url, path, text_sha256, run)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (key_of(doc), version, doc.id, doc.outlet, doc.title, doc.published, doc.url, doc.path, doc.text_sha256, run),
    )
    document = done.lastrowid
    rows = [insert_claim(connection, run, document, claim) for claim in claims]
    if before is not None:
        connection.execute("UPDATE document SET replaced_run = ? WHERE id = ?", (run, before["id"]))
        _replace(connection, run, before["id"], list(zip(rows, claims, strict=True)))
    return True


def insert_claim(connection: sqlite3.Connection, run: int, document: int | None, claim: Claim) -> int:
    """Add a claim of ``document`` and return its row. Needs an open transaction."""
    quantity, frame = claim.quantity, claim.slot.as_of
    done = connection.execute(
        "INSERT INTO claim (claim_id, document, type, start, end, text, value, min, max, modifier, unit, per, counted,"
        " as_of_start, as_of_end, sentence, record, run) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            claim.id,
            document,
            claim.type,
            quantity.start if quantity else claim.start,
            quantity.end if quantity else claim.end,
            quantity.text if quantity else claim.text,
            quantity.value if quantity else None,
            quantity.min if quantity else None,
            quantity.max if quantity else None,
            quantity.modifier if quantity else None,
            quantity.unit if quantity else None,
            quantity.per if quantity else None,
            quantity.counted if quantity else None,
            frame.start if frame else None,
            frame.end if frame else None,
            claim.text,
            msgspec.json.encode(claim).decode(),
            run,
        ),
    )
    assert done.lastrowid is not None
    return done.lastrowid


def _replace(connection: sqlite3.Connection, run: int, document: int, new: Sequence[tuple[int, Claim]]) -> None:
    """Withdraw the claims of an earlier version; each is continued by the claim that stands in its place."""
    old = connection.execute(
        "SELECT id, text, sentence, unit FROM claim WHERE document = ? AND type = 'numeric' ORDER BY start, id",
        (document,),
    ).fetchall()
    connection.execute("UPDATE claim SET withdrawn_run = ? WHERE document = ?", (run, document))
    figures = [(row, claim) for row, claim in new if claim.quantity is not None]
    connection.executemany(
        "UPDATE claim SET continued_by = ? WHERE id = ?", ((row, one) for one, row in _align(old, figures).items())
    )


def _align(old: Sequence[sqlite3.Row], new: Sequence[tuple[int, Claim]]) -> dict[int, int]:
    """Old claims to new ones: the same figure in the same sentence first, then the likest sentence of one unit."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row, claim in new:
        if claim.quantity:
            places[claim.text, claim.quantity.text].append(row)
    pairs: dict[int, int] = {}
    for earlier in old:
        same = places.get((earlier["sentence"], earlier["text"]))
        if same:
            pairs[earlier["id"]] = same.pop(0)
    taken = set(pairs.values())
    rated: Iterable[tuple[float, int, int, int]] = (
        (-fuzz.ratio(earlier["sentence"], claim.text), abs(i - j), earlier["id"], row)
        for i, earlier in enumerate(old)
        if earlier["id"] not in pairs
        for j, (row, claim) in enumerate(new)
        if row not in taken and claim.quantity and claim.quantity.unit == earlier["unit"]
    )
    for likeness, _, earlier_id, row in sorted(rated):
        if -likeness >= SAME_SENTENCE and earlier_id not in pairs and row not in taken:
            pairs[earlier_id] = row
            taken.add(row)
    return pairs
