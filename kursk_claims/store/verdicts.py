"""What the figures of a question come to, written with its states and origins, and the events of what changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import msgspec

from kursk_claims.compare.cluster import Group
from kursk_claims.compare.comparison import numeric_cluster
from kursk_claims.models import Cluster, ValueGroup
from kursk_claims.render.numbers import value_words
from kursk_claims.store.neighbours import Claims
from kursk_claims.store.records import EventKind
from kursk_claims.store.states import State
from kursk_claims.store.states import states as states_of

CONFLICTING = ("conflict", "disputed")
UNCLEAR = "unclear"
"""Perhaps one question: what such figures say of each other is neither a conflict nor a change of value."""


class Verdicts:
    """Writes verdicts and events of one run."""

    def __init__(self, connection: sqlite3.Connection, run: int, claims: Claims) -> None:
        self._db = connection
        self._run = run
        self.claims = claims

    def write(self, question: str, group: Group, members: Sequence[int], added: Sequence[int], *, new: bool) -> None:
        """Judge ``members`` and keep the verdict; ``group`` says how surely they belong together, ``added`` are those
        that came to the question now."""
        self.claims.load(members)
        cluster = numeric_cluster([self.claims.claim(row) for row in members], group)
        states = states_of(cluster, {claim.id: claim for claim in map(self.claims.claim, members)})
        before = self._db.execute(
            "SELECT * FROM verdict WHERE question = ? AND until_run IS NULL", (question,)
        ).fetchone()
        held = self._held(before["id"]) if before else []
        self._insert(question, cluster, states, held)
        self._index(question, cluster.question, members)
        self._events(question, before, held, cluster, states, added, new=new)

    def close(self, question: str) -> None:
        """End the verdict of a question that has no figures of its own any more."""
        self._db.execute(
            "UPDATE verdict SET until_run = ? WHERE question = ? AND until_run IS NULL", (self._run, question)
        )
        self._db.execute("DELETE FROM words WHERE rowid = (SELECT number FROM question WHERE id = ?)", (question,))

    def withdrawn(self, question: str, gone: Sequence[int]) -> None:
        """Note that the last figures of a question are gone; what they were stays readable."""
        last = self._db.execute(
            "SELECT id FROM verdict WHERE question = ? AND until_run IS NULL", (question,)
        ).fetchone()
        held = self._held(last["id"]) if last else []
        self.close(question)
        self.event(question, "withdrawn", held[-1]["label"] if held else None, None, gone)

    def event(self, question: str, kind: EventKind, old: str | None, new: str | None, rows: Sequence[int]) -> None:
        """Keep an event about the claims in ``rows``."""
        ids = [self.claims.claim(row).id for row in rows]
        self._db.execute(
            "INSERT INTO event (run, question, kind, old, new, claims) VALUES (?, ?, ?, ?, ?, ?)",
            (self._run, question, kind, old, new, _json(list(dict.fromkeys(ids)))),
        )

    def _held(self, verdict: int) -> list[sqlite3.Row]:
        return self._db.execute("SELECT * FROM state WHERE verdict = ? ORDER BY position", (verdict,)).fetchall()

    def _insert(self, question: str, cluster: Cluster, states: Sequence[State], held: Sequence[sqlite3.Row]) -> None:
        self._db.execute(
            "UPDATE verdict SET until_run = ? WHERE question = ? AND until_run IS NULL", (self._run, question)
        )
        made = self._db.execute(
            "INSERT INTO verdict (question, since_run, label, status, certainty, independent_origins, origins_at_most,"
            " contested_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                question,
                self._run,
                cluster.question,
                cluster.status,
                cluster.certainty,
                cluster.independent_origins,
                max(cluster.origins_at_most, cluster.independent_origins),
                _json(cluster.contested_on),
            ),
        ).lastrowid
        for position, state in enumerate(states):
            group = state.group
            self._db.execute(
                "INSERT INTO state VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    made,
                    position,
                    state.start,
                    state.end,
                    group.min,
                    group.max,
                    group.modifier,
                    group.unit,
                    group.per,
                    value_words(group, group.modifier, "de"),
                    _json(group.origins),
                    _json(group.claim_ids),
                    self._since(group, held),
                ),
            )
        for position, origin in enumerate(cluster.origins):
            self._db.execute(
                "INSERT INTO origin VALUES (?, ?, ?, ?, ?, ?)",
                (made, position, origin.name, _json(origin.chain), _json(origin.outlets), _json(origin.claim_ids)),
            )

    def _since(self, group: ValueGroup, held: Sequence[sqlite3.Row]) -> int:
        """The run that first had this value from one of these figures."""
        runs = [
            int(row["since_run"])
            for row in held
            if (row["min"], row["max"]) == (group.min, group.max)
            and not set(group.claim_ids).isdisjoint(msgspec.json.decode(row["claims"]))
        ]
        return min(runs, default=self._run)

    def _index(self, question: str, label: str, members: Sequence[int]) -> None:
        number = self._db.execute("SELECT number FROM question WHERE id = ?", (question,)).fetchone()[0]
        self._db.execute("DELETE FROM words WHERE rowid = ?", (number,))
        sentences = "\n".join(dict.fromkeys(self.claims.claim(row).text for row in members))
        self._db.execute("INSERT INTO words (rowid, label, sentences) VALUES (?, ?, ?)", (number, label, sentences))

    def _events(
        self,
        question: str,
        before: sqlite3.Row | None,
        held: Sequence[sqlite3.Row],
        cluster: Cluster,
        states: Sequence[State],
        added: Sequence[int],
        *,
        new: bool,
    ) -> None:
        latest = value_words(states[-1].group, states[-1].group.modifier, "de")
        was = before["status"] if before is not None else None
        last = _last_sure(held, cluster) if was == UNCLEAR else held[-1] if held else None
        moved = _moved(last, states[-1]) if last is not None and cluster.status != UNCLEAR else None
        if new:
            self.event(question, "new", None, latest, added)
        elif last is not None and moved is not None:
            self.event(question, moved, last["label"], latest, added)
        elif before is not None and added:
            self.event(question, "grew", None, latest, added)
        days = set(msgspec.json.decode(before["contested_on"])) if before is not None else set()
        if cluster.status in CONFLICTING and was not in CONFLICTING:
            self.event(question, "conflict", was, _rivals(cluster, states), added)
        elif cluster.status not in CONFLICTING and set(cluster.contested_on) - days:
            contested = sorted(set(cluster.contested_on) - days)
            told = (f"{day}: {_rivals(cluster, [s for s in states if _is_of(s, day)])}" for day in contested)
            self.event(question, "conflict", None, "; ".join(told), added)
        elif was in CONFLICTING and cluster.status not in (*CONFLICTING, UNCLEAR):
            self.event(question, "resolved", was, cluster.status, added)


def _last_sure(held: Sequence[sqlite3.Row], cluster: Cluster) -> sqlite3.Row | None:
    """The latest of the values that a question had before it became unclear, as far as its figures are still in it."""
    present = [row for row in held if not set(cluster.claim_ids).isdisjoint(msgspec.json.decode(row["claims"]))]
    first = min((row["since_run"] for row in present), default=None)
    return next((row for row in reversed(present) if row["since_run"] == first), None)


def _rivals(cluster: Cluster, states: Sequence[State]) -> str:
    """``14 ≠ 19``: those of the values that exclude another."""
    apart = {label for pair in cluster.exclusions for label in (pair.a, pair.b)}
    found = [state.group for state in states if state.group.label in apart] or [state.group for state in states]
    return " ≠ ".join(dict.fromkeys(value_words(group, group.modifier, "de") for group in found))


def _is_of(state: State, day: str) -> bool:
    """Whether a value speaks of a contested day (or day and hour)."""
    return bool(state.end) and str(state.end)[: len(day)] == day[: len(str(state.end))]


def _moved(old: sqlite3.Row, new: State) -> EventKind | None:
    """Whether the latest value is now higher or lower."""
    before, after = _point(old["min"], old["max"]), _point(new.group.min, new.group.max)
    if before is None or after is None or before == after:
        return None
    return "value_up" if after > before else "value_down"


def _point(low: float | None, high: float | None) -> float | None:
    ends = [end for end in (low, high) if end is not None]
    return sum(ends) / len(ends) if ends else None


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
