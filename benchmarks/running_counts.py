"""Running counts of judged stories, followed in a store that is filled day by day.

usage: python -m benchmarks.running_counts [--misses] STORIES.json CLAIMS.jsonl [STORY …]

``STORIES.json`` holds questions that several articles answer, each figure with its value group and the time it speaks
of; ``CLAIMS.jsonl`` the claims of these articles. Of each question whose figure changes (status ``update``, two values
or more) the store's question with the most of its figures is taken. Counted are the questions found with half of
their figures or more; of these the ones whose last value is right, the days on which the figure changed, and the days
on which articles give rival values of one time.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from itertools import combinations, groupby
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from kursk_claims.models import Claim
from kursk_claims.store.add import add
from kursk_claims.store.database import open_store
from kursk_claims.store.queries import questions
from kursk_claims.store.records import QuestionRecord

Place = tuple[str, int, int]
"""Document, start and end of a figure."""
Held = Mapping[Place, QuestionRecord]
"""The store's question of every figure."""
FOUND = 0.5
"""Share of a judged question's figures that the store's question must hold."""


def fill(store: Path, claims: Sequence[Claim]) -> None:
    """Add claims to a new store, one run a day of publication."""
    ordered = sorted(claims, key=lambda claim: (claim.doc.published or "")[:10])
    for day, found in groupby(ordered, key=lambda claim: (claim.doc.published or "")[:10]):
        add(store, found, _nothing, report=_raise, model="given", options={}, at=f"{day}T23:00:00Z" if day else None)


class Miss(Struct, frozen=True):
    """A figure that a miss comes from."""

    question: str
    """The judged question's name."""
    what: str
    """``last value``, or ``day of change`` with the value and its day."""
    doc: str
    start: int
    text: str
    cause: str
    """``extraction``, ``membership``, ``time`` or ``store``, and what the store has instead."""


class Count:
    """One running count: what was judged of it, and the store's question for it."""

    def __init__(self, cluster: Mapping[str, Any], record: QuestionRecord) -> None:
        self.members = figures(cluster)
        self.name = str(cluster["question"])
        told = {frozenset(pair[:2]): pair[2][:1] for pair in cluster.get("relations", ()) if pair[2]}
        others = set(cluster.get("accept", ())) & {"compatible", "agree"}
        self._told, self._others_fit = told, bool(others)
        self._record = record
        self.value_of = {place: str(member["g"]) for place, member in self.members.items()}
        self.time_of = {place: member.get("as_of") or "" for place, member in self.members.items()}
        place_of = {figure.id: (figure.doc, figure.start, figure.end) for figure in record.claims}
        self.state_of = {place_of[id_]: state for state in record.states for id_ in state.claim_ids if id_ in place_of}
        self._states = [
            {self.value_of[place] for id_ in state.claim_ids if (place := place_of.get(id_)) in self.value_of}
            for state in record.states
        ]

    def last_value(self) -> tuple[set[str], set[str]]:
        """The values wanted and those that the store has."""
        last = max(self.time_of.values())
        wanted = {self.value_of[place] for place, time in self.time_of.items() if time == last}
        return wanted, next((found for found in reversed(self._states) if found), set())

    def changes(self) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
        """Days with the values that are new on them: those wanted and those that the store has."""
        wanted = _changes(sorted((time, self.value_of[place]) for place, time in self.time_of.items() if time))
        days = [(state.as_of or "")[:10] for state in self._record.states]
        return wanted, _changes(
            [(day, value) for day, found in zip(days, self._states, strict=True) for value in sorted(found)]
        )

    def contested(self) -> tuple[set[str], set[str]]:
        """Days with values of one time that exclude each other: those wanted and those that the store has."""
        told: dict[str, set[str]] = defaultdict(set)
        for place, time in self.time_of.items():
            told[time].add(self.value_of[place])
        wanted = {
            time[:10]
            for time, values in told.items()
            if time and any(self._exclude(*pair) for pair in combinations(sorted(values), 2))
        }
        return wanted, {day[:10] for day in self._record.contested_on}

    def _exclude(self, one: str, other: str) -> bool:
        """Whether two values can't both be true, as far as that was judged."""
        told = self._told.get(frozenset((one, other)))
        return not self._others_fit if told is None else told == ["conflict"]

    def judged(self) -> dict[str, tuple[int, int]]:
        """What is right, each as (right, of)."""
        last, ours_last = self.last_value()
        wanted, ours = self.changes()
        contested, said = self.contested()
        return {
            "last value": (int(bool(ours_last & last)), 1),
            "days of change": (len(wanted & ours), len(wanted)),
            "contested days": (len(contested & said), len(contested | said)),
        }

    def misses(self, held: Held) -> Iterator[Miss]:
        """The figures behind each miss; ``held`` gives the store's question of every figure."""
        last, ours_last = self.last_value()
        if not last & ours_last:
            latest = max(self.time_of.values())
            behind = [place for place, time in self.time_of.items() if time == latest]
            yield from self._behind("last value", behind, held)
        wanted, ours = self.changes()
        for day, value in sorted(wanted - ours):
            behind = [
                place for place, time in self.time_of.items() if (time[:10], self.value_of[place]) == (day, value)
            ]
            yield from self._behind(f"day of change: {value} on {day}", behind, held)

    def _behind(self, what: str, places: Sequence[Place], held: Held) -> Iterator[Miss]:
        for place in sorted(places):
            text = str(self.members[place]["text"])
            yield Miss(self.name, what, place[0], place[1], text, self._cause(place, held))

    def _cause(self, place: Place, held: Held) -> str:
        if place not in held:
            return "extraction: no claim"
        other = held[place]
        if other.id != self._record.id:
            return f"membership: in „{other.question}“, {len(other.claims)} figures, not in „{self._record.question}“"
        state = self.state_of.get(place)
        if state is None or (state.as_of or "")[:10] != self.time_of[place][:10]:
            return f"time: as of {state.as_of if state else None}, not {self.time_of[place]}"
        return f"store: as of {state.as_of}, and still not the value"


def figures(cluster: Mapping[str, Any]) -> dict[Place, dict[str, Any]]:
    """The judged figures of a question by their places, without those that are neither right nor wrong."""
    return {(m["doc"], m["start"], m["end"]): m for m in cluster["members"] if not m.get("optional")}


def _changes(states: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    """Days with a value that was not there the time before."""
    found, before = set(), ""
    for time, value in states:
        if value != before:
            found.add((time[:10], value))
        before = value
    return found


def counts(stories: Path, claims: Path, only: Sequence[str] = ()) -> Iterator[tuple[Count | str, Held]]:
    """The running counts of the stories, each with the store's question of every figure; the name of one not found."""
    gold = json.loads(stories.read_text(encoding="utf-8"))
    decoder = msgspec.json.Decoder(Claim)
    records = [decoder.decode(line) for line in claims.read_bytes().splitlines() if line.strip()]
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "claims.sqlite"
        fill(store, records)
        with closing(open_store(store, writable=False)) as connection:
            found = list(questions(connection))
    held = {(one.doc, one.start, one.end): record for record in found for one in record.claims if not one.withdrawn}
    for story in gold["stories"]:
        if only and story["id"] not in only:
            continue
        for cluster in story["clusters"]:
            members = figures(cluster)
            if cluster.get("status") != "update" or len({m["g"] for m in members.values()}) < 2:
                continue
            best = Counter(held[place].id for place in members if place in held).most_common(1)
            if not best or best[0][1] < FOUND * len(members):
                yield str(cluster["question"]), held
            else:
                yield Count(cluster, next(record for record in found if record.id == best[0][0])), held


def measure(stories: Path, claims: Path, only: Sequence[str] = ()) -> dict[str, tuple[int, int]]:
    """All running counts of the stories, summed up."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for count, _ in counts(stories, claims, only):
        total["found"] += 1
        if isinstance(count, Count):
            right["found"] += 1
            for name, (good, of) in count.judged().items():
                right[name] += good
                total[name] += of
    return {name: (right[name], total[name]) for name in total}


def misses(stories: Path, claims: Path, only: Sequence[str] = ()) -> Iterator[str]:
    """A line for each figure that a miss comes from, and for each count that was not found."""
    for count, held in counts(stories, claims, only):
        if isinstance(count, str):
            yield f"{count}: not found\n"
            continue
        for miss in count.misses(held):
            yield f"{miss.question}: {miss.what}: {miss.doc} at {miss.start}, {miss.text!r}: {miss.cause}\n"
        contested, said = count.contested()
        if contested != said:
            yield f"{count.name}: contested days: {sorted(said)}, not {sorted(contested)}\n"


def _nothing() -> Any:
    raise AssertionError("claims are given: nothing is extracted")


def _raise(error: Exception) -> None:
    raise error


def main() -> None:
    """Print what of the running counts is right, or what is missed."""
    told = [argument for argument in sys.argv[1:] if argument != "--misses"]
    stories, claims, *only = told
    if "--misses" in sys.argv:
        sys.stdout.writelines(misses(Path(stories), Path(claims), only))
        return
    for name, (right, of) in measure(Path(stories), Path(claims), only).items():
        print(f"{name:16}{right:4} of {of}")


if __name__ == "__main__":
    main()
