"""New claims to the questions they answer: only what they touch is put together anew.

Claims are taken day by day of publication, so that adding an archive at once gives the same questions as adding it
day by day. A question keeps its id as it grows; of a split the larger part keeps it; of a merge the older stays and
the other points to it.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Final

from msgspec import Struct

from kursk_claims.compare.alignment import Scored, align
from kursk_claims.compare.cluster import Group, questions
from kursk_claims.compare.pairs import likeness, scored
from kursk_claims.compare.profile import Profile
from kursk_claims.store.neighbours import Claims, component, link_new, row_of
from kursk_claims.store.sql import batches, marks
from kursk_claims.store.verdicts import UNCLEAR, Verdicts

_MUST: Final = 1e6
"""Score of a pair that a user put together: above any other, so that it is joined first."""


_MUST_DOCS: Final = ("", "")
"""In place of two articles: what a user put together is no alternative to anything."""


class Decisions(Struct, frozen=True):
    """What users decided: for each claim those that it belongs with, and those that it is kept apart from."""

    same: dict[int, set[int]]
    different: dict[int, set[int]]

    def likeness(self, a: Profile, b: Profile, *, rivals: bool = False) -> float | None:
        """How much a pair asks one question, unless a user decided otherwise; ``None`` keeps it apart."""
        one, other = row_of(a.id), row_of(b.id)
        if other in self.different.get(one, ()):
            return None
        if other in self.same.get(one, ()):
            return _MUST
        return likeness(a, b, rivals=rivals)

    def link(self, a: Profile, b: Profile) -> Scored | None:
        """The pair as ``compare`` scores it, unless a user decided otherwise."""
        one, other = row_of(a.id), row_of(b.id)
        if other in self.different.get(one, ()):
            return None
        if other not in self.same.get(one, ()):
            return scored(a, b)
        low, high = sorted((a.id, b.id))
        return Scored(_MUST_DOCS, low, high, _MUST, "agree")


def read_decisions(connection: sqlite3.Connection) -> Decisions:
    """All decisions, about the claims that stand today in the place of those that they were made about."""
    same: dict[int, set[int]] = defaultdict(set)
    different: dict[int, set[int]] = defaultdict(set)
    for kind, a, b in connection.execute("SELECT kind, a, b FROM decision ORDER BY id").fetchall():
        one, other = latest(connection, a), latest(connection, b)
        chosen, revoked = (same, different) if kind == "same" else (different, same)
        for left, right in ((one, other), (other, one)):
            chosen[left].add(right)
            revoked[left].discard(right)  # the later decision holds
    return Decisions(dict(same), dict(different))


def latest(connection: sqlite3.Connection, row: int) -> int:
    """The claim that stands today in the place of ``row``, through all versions of its article."""
    while True:
        found = connection.execute("SELECT continued_by FROM claim WHERE id = ?", (row,)).fetchone()
        if found is None or found[0] is None:
            return row
        row = found[0]


def resolve(
    connection: sqlite3.Connection,
    run: int,
    *,
    advanced: Callable[[int], None] = lambda done: None,
) -> int:
    """Put every claim that belongs to no question yet to one, and write what changed; return how many these were.

    Needs an open transaction.

    Figures that corrected articles have otherwise, or no more, become events. ``advanced`` is called with the number
    of claims done so far.
    """
    waiting = connection.execute(
        "SELECT c.id, coalesce(d.published, '') AS published FROM claim c JOIN document d ON d.id = c.document"
        " WHERE c.resolved_run IS NULL AND c.withdrawn_run IS NULL AND c.type = 'numeric'"
        " ORDER BY published, d.doc_id, c.start, c.id"
    ).fetchall()
    resolver = _Resolver(connection, run)
    changed = resolver.changed()
    resolver.withdraw()
    done = 0
    for _, rows in groupby(waiting, key=lambda row: row["published"]):
        new = [row["id"] for row in rows]
        resolver.step(new)
        done += len(new)
        advanced(done)
    resolver.corrections(changed)
    return done


def decide(connection: sqlite3.Connection, run: int, kind: str, a: int, b: int, because: str | None) -> None:
    """Keep a user's decision on two claims and put what it touches together anew. Needs an open transaction."""
    connection.execute(
        "INSERT INTO decision (run, kind, a, b, because) VALUES (?, ?, ?, ?, ?)", (run, kind, a, b, because)
    )
    resolver = _Resolver(connection, run, by="user")
    resolver.regroup({latest(connection, a), latest(connection, b)})
    for row in dict.fromkeys((resolver.question_of(a), resolver.question_of(b))):
        if row is not None:
            resolver.verdicts.event(row, "decision", None, f"{kind}: {because}" if because else kind, [a, b])


class _Resolver:
    """One run's work on the questions that new, withdrawn or decided claims touch."""

    def __init__(self, connection: sqlite3.Connection, run: int, by: str = "rule") -> None:
        self._db = connection
        self._run = run
        self._by = by
        self._claims = Claims(connection)
        self._decisions = read_decisions(connection)
        self.verdicts = Verdicts(connection, run, self._claims)

    def changed(self) -> list[sqlite3.Row]:
        """Figures of a question that their article now has otherwise (``new``), or no more."""
        return self._db.execute(
            "SELECT m.question, old.id AS old, old.text AS old_text, new.id AS new, new.text AS new_text"
            " FROM claim old CROSS JOIN membership m ON m.claim = old.id AND m.until_run IS NULL"
            " LEFT JOIN claim new ON new.id = old.continued_by WHERE old.withdrawn_run IS NOT NULL"
            " AND (new.id IS NULL OR new.text != old.text) ORDER BY old.id"
        ).fetchall()

    def withdraw(self) -> None:
        """Close the memberships of claims that their article no longer has and that nothing continues."""
        rows = self._db.execute(
            "SELECT m.id, m.claim, m.question FROM claim c CROSS JOIN membership m ON m.claim = c.id"
            " AND m.until_run IS NULL WHERE c.withdrawn_run IS NOT NULL AND c.continued_by IS NULL ORDER BY m.id"
        ).fetchall()
        touched: dict[str, list[int]] = defaultdict(list)
        for row in rows:
            self._db.execute("UPDATE membership SET until_run = ? WHERE id = ?", (self._run, row["id"]))
            touched[row["question"]].append(row["claim"])
        for question, gone in touched.items():
            left = self._members(question)
            if left:
                self.regroup(set(left))
            else:
                self.verdicts.withdrawn(question, gone)

    def step(self, new: Sequence[int]) -> None:
        """Resolve the claims of one day."""
        link_new(self._db, self._run, new, self._claims)
        self.regroup(set(new))
        self._db.executemany("UPDATE claim SET resolved_run = ? WHERE id = ?", ((self._run, row) for row in new))
        self._claims = Claims(self._db)  # the next day needs others
        self.verdicts.claims = self._claims

    def corrections(self, changed: Iterable[sqlite3.Row]) -> None:
        """Say of each figure that a corrected article has otherwise what it was and what it is."""
        for row in changed:
            now = self.question_of(row["new"]) if row["new"] is not None else None
            rows = [one for one in (row["old"], row["new"]) if one is not None]
            self.verdicts.event(now or row["question"], "correction", row["old_text"], row["new_text"], rows)

    def question_of(self, row: int) -> str | None:
        """The question that a claim belongs to, or belonged to last."""
        found = self._db.execute(
            "SELECT question FROM membership WHERE claim = ? ORDER BY until_run IS NOT NULL, id DESC LIMIT 1", (row,)
        ).fetchone()
        return None if found is None else str(found[0])

    def regroup(self, start: set[int]) -> None:
        """Put everything that ``start`` is connected with together anew."""
        self._claims.load(start)
        done: set[int] = set()
        groups: list[Group] = []
        for row in sorted(start, key=self._claims.name):
            if row not in done:
                members, links = component(self._db, [row], self._decisions.same)
                done |= members
                groups.extend(self._groups(members, links))
        self._assign(groups)

    def _groups(self, members: set[int], links: Sequence[tuple[int, int, float]]) -> list[Group]:
        if len(members) == 1:
            return [Group(tuple(self._claims.name(row) for row in members), None)]
        self._claims.load(members)
        profile = self._claims.profile
        decided = ((a, b) for a in members for b in self._decisions.same.get(a, ()) if a < b)
        pairs = sorted({*((low, high) for low, high, _ in links), *decided})
        known = align(pair for a, b in pairs if (pair := self._decisions.link(profile(a), profile(b))) is not None)
        profiles = [profile(row) for row in sorted(members, key=self._claims.name)]
        return questions(profiles, known, pair_likeness=self._decisions.likeness)

    def _assign(self, found: list[Group]) -> None:
        """Give each group the id of the question that most of its members belonged to, and write what changed."""
        groups = [[row_of(one) for one in group.ids] for group in found]
        before = self._before(row for group in groups for row in group)
        held: dict[str, Counter[int]] = defaultdict(Counter)  # question to group to members
        for index, group in enumerate(groups):
            for row in group:
                if row in before:
                    held[before[row]][index] += 1
        keeps: dict[int, list[str]] = defaultdict(list)
        for question in sorted(held, key=self._age):
            keeps[self._stays_with(question, held[question], groups)].append(question)
        for index, group in enumerate(groups):
            questions = keeps[index]
            if questions:
                keeper = max(questions, key=lambda one: (held[one][index], *(-part for part in self._age(one))))
                for other in questions:
                    if other != keeper:
                        self._merge(other, keeper)
                moved = [row for row in group if before.get(row, keeper) not in questions]
                for other in sorted({before[row] for row in moved}):
                    self.verdicts.event(other, "split", None, keeper, [row for row in moved if before[row] == other])
                self._lead(moved, keeper)
                self._write(keeper, found[index], before)
            else:
                origin = Counter(before[row] for row in group if row in before).most_common(1)
                made = (self._apart_again(group) if origin else None) or self._found(group)
                if origin:
                    self.verdicts.event(origin[0][0], "split", None, made, group)
                self._write(made, found[index], before, new=not origin)

    def _stays_with(self, question: str, parts: Counter[int], groups: Sequence[Sequence[int]]) -> int:
        """The group that keeps the id of ``question``, of whose members each of ``parts`` has so many.

        It is the one with most of them. Of an unclear question, to which the others belonged only perhaps, it is the
        one with the figure that it began with.
        """
        row = self._db.execute(
            "SELECT v.status, q.founder FROM question q JOIN verdict v ON v.question = q.id AND v.until_run IS NULL"
            " WHERE q.id = ?",
            (question,),
        ).fetchone()
        if row is not None and row["status"] == UNCLEAR:
            founder = latest(self._db, row["founder"])
            for index in parts:
                if founder in groups[index]:
                    return index
        return max(parts.items(), key=lambda item: (item[1], -item[0]))[0]

    def _before(self, rows: Iterable[int]) -> dict[int, str]:
        """The question of each claim until now; a claim that continues another is where that one was."""
        found: dict[int, str] = {}
        for batch in batches(sorted(set(rows))):
            questions = self._db.execute(
                f"SELECT claim, question FROM membership WHERE until_run IS NULL AND claim IN ({marks(batch)})"
                " UNION SELECT c.continued_by, m.question FROM claim c JOIN membership m ON m.claim = c.id"
                f" WHERE m.until_run IS NULL AND c.continued_by IN ({marks(batch)})",
                [*batch, *batch],
            )
            found.update((row[0], row[1]) for row in questions)
        return found

    def _age(self, question: str) -> tuple[int, int]:
        row = self._db.execute("SELECT first_run, number FROM question WHERE id = ?", (question,)).fetchone()
        return int(row["first_run"]), int(row["number"])

    def _merge(self, question: str, into: str) -> None:
        self._db.execute(
            "UPDATE question SET merged_into = ?, merged_run = ? WHERE id = ?", (into, self._run, question)
        )
        members = self._members(question)
        self.verdicts.event(question, "merge", None, into, members)
        self.verdicts.close(question)
        self._db.execute(
            "UPDATE membership SET until_run = ? WHERE question = ? AND until_run IS NULL", (self._run, question)
        )

    def _members(self, question: str) -> list[int]:
        found = self._db.execute(
            "SELECT claim FROM membership WHERE question = ? AND until_run IS NULL ORDER BY claim", (question,)
        )
        return [row for (row,) in found]

    def _apart_again(self, group: Sequence[int]) -> str | None:
        """The oldest question that one of ``group`` began and that was merged since; apart again, it has its id."""
        question = next(iter(self._merged(group)), None)
        if question is not None:
            self._db.execute(
                "UPDATE question SET merged_into = NULL, merged_run = ? WHERE id = ?", (self._run, question)
            )
        return question

    def _lead(self, moved: Sequence[int], into: str) -> None:
        """Let merged questions that one of the claims ``moved`` began lead to where that claim is now."""
        for question in self._merged(moved):
            self._db.execute(
                "UPDATE question SET merged_into = ?, merged_run = ? WHERE id = ?", (into, self._run, question)
            )
            self.verdicts.event(question, "merge", None, into, moved)

    def _merged(self, rows: Iterable[int]) -> list[str]:
        """Merged questions that began with one of the claims ``rows``, or with what it continues; oldest first."""
        found: dict[int, str] = {}
        for batch in batches(sorted(rows)):
            found.update(
                (row["number"], row["id"])
                for row in self._db.execute(
                    f"WITH RECURSIVE earlier (id) AS (SELECT id FROM claim WHERE id IN ({marks(batch)})"
                    " UNION SELECT c.id FROM claim c JOIN earlier e ON c.continued_by = e.id)"
                    " SELECT number, id FROM question WHERE merged_into IS NOT NULL AND founder IN earlier",
                    batch,
                )
            )
        return [question for _, question in sorted(found.items())]

    def _found(self, group: Sequence[int]) -> str:
        """A new question, named by the claim that it begins with."""
        self._claims.load(group)
        founder = min(group, key=lambda row: (self._claims.claim(row).doc.published or "", self._claims.claim(row).id))
        base = self._claims.claim(founder).id
        made, number = _question_id(base), 0
        while self._db.execute("SELECT 1 FROM question WHERE id = ?", (made,)).fetchone():
            number += 1
            made = _question_id(f"{base}\0{number}")
        self._db.execute("INSERT INTO question (id, founder, first_run) VALUES (?, ?, ?)", (made, founder, self._run))
        return made

    def _write(self, question: str, group: Group, before: dict[int, str], *, new: bool = False) -> None:
        """Close and open memberships so that ``question`` has just ``group``, and write its verdict if that changed."""
        current = set(self._members(question))
        wanted = {row_of(one) for one in group.ids}
        if current == wanted:
            return
        gone = [(self._run, row) for row in sorted(current - wanted)]
        self._db.executemany("UPDATE membership SET until_run = ? WHERE claim = ? AND until_run IS NULL", gone)
        for row in sorted(wanted - current):
            self._db.execute(
                "UPDATE membership SET until_run = ? WHERE claim = ? AND until_run IS NULL", (self._run, row)
            )
            self._db.execute(
                "INSERT INTO membership (question, claim, since_run, by) VALUES (?, ?, ?, ?)",
                (question, row, self._run, self._by),
            )
        added = [row for row in sorted(wanted - current) if before.get(row) != question]
        self.verdicts.write(question, group, sorted(wanted), added, new=new)


def _question_id(base: str) -> str:
    return "q" + hashlib.sha256(base.encode()).hexdigest()[:12]
