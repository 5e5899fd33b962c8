"""Questions of a store as a comparison, so that the report and the spreadsheets of ``compare`` show them too."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from msgspec import structs

from kursk_claims.compare.cluster import Group
from kursk_claims.compare.comparison import numeric_cluster
from kursk_claims.models import Claim, Cluster, Comparison, DocumentRef
from kursk_claims.store.neighbours import Claims
from kursk_claims.store.verdicts import UNCLEAR


def comparison(connection: sqlite3.Connection, ids: Iterable[str]) -> Comparison:
    """The comparison of the figures of the questions ``ids``; each cluster has its question's id."""
    claims = Claims(connection)
    clusters: list[Cluster] = []
    used: dict[str, Claim] = {}
    for question in sorted(set(ids)):
        rows = [
            row
            for (row,) in connection.execute(
                "SELECT claim FROM membership WHERE question = ? AND until_run IS NULL ORDER BY claim", (question,)
            )
        ]
        if not rows:
            continue
        claims.load(rows)
        members = [claims.claim(row) for row in rows]
        certainty, status = connection.execute(
            "SELECT certainty, status FROM verdict WHERE question = ? AND until_run IS NULL", (question,)
        ).fetchone()
        held = Group(tuple(sorted(claim.id for claim in members)), None, clear=status != UNCLEAR)
        clusters.append(structs.replace(numeric_cluster(members, held), id=question, certainty=certainty))
        used.update((claim.id, claim) for claim in members)
    documents: dict[str, DocumentRef] = {claim.doc.id: claim.doc for claim in used.values()}
    return Comparison(
        documents=tuple(documents[key] for key in sorted(documents)),
        claims=tuple(sorted(used.values(), key=lambda claim: (claim.doc.id, claim.start, claim.id))),
        clusters=tuple(clusters),
    )


def changed_in(connection: sqlite3.Connection, since: str | None, until: str | None) -> list[str]:
    """Ids of the questions that something happened to in the span: a figure speaks of one of its days, or an article
    of one of them was added. Questions with one figure only count if they are contested."""
    rows = connection.execute(
        "SELECT DISTINCT m.question FROM membership m JOIN claim c ON c.id = m.claim"
        " JOIN document d ON d.id = c.document JOIN verdict v ON v.question = m.question AND v.until_run IS NULL"
        " WHERE m.until_run IS NULL AND v.status != 'single'"
        " AND (:since IS NULL OR coalesce(c.as_of_end, d.published) >= :since)"
        " AND (:until IS NULL OR substr(coalesce(c.as_of_start, d.published), 1, 10) <= :until) ORDER BY 1",
        {"since": since, "until": until},
    )
    return [row[0] for row in rows]
