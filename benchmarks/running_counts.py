"""Running counts of judged stories, followed in a store that is filled day by day.

usage: python -m benchmarks.running_counts STORIES.json CLAIMS.jsonl [STORY …]

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
from collections.abc import Sequence
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec

from kursk_claims.models import Claim
from kursk_claims.store.add import add
from kursk_claims.store.database import open_store
from kursk_claims.store.queries import questions
from kursk_claims.store.records import QuestionRecord

Place = tuple[str, int, int]
"""Document, start and end of a figure."""
FOUND = 0.5
"""Share of a judged question's figures that the store's question must hold."""


def fill(store: Path, claims: Sequence[Claim]) -> None:
    """Add claims to a new store, one run a day of publication."""
    ordered = sorted(claims, key=lambda claim: (claim.doc.published or "")[:10])
    for day, found in groupby(ordered, key=lambda claim: (claim.doc.published or "")[:10]):
        add(store, found, _nothing, report=_raise, model="given", options={}, at=f"{day}T23:00:00Z" if day else None)


def judge(member_values: dict[Place, dict[str, Any]], record: QuestionRecord) -> dict[str, tuple[int, int]]:
    """What of one running count is right, each as (right, of)."""
    value_of = {place: str(member["g"]) for place, member in member_values.items()}
    time_of = {place: member.get("as_of") or "" for place, member in member_values.items()}
    place_of = {figure.id: (figure.doc, figure.start, figure.end) for figure in record.claims}
    states = [
        {value_of[place] for id_ in state.claim_ids if (place := place_of.get(id_)) in value_of}
        for state in record.states
    ]
    days = [(state.as_of or "")[:10] for state in record.states]
    last = max(time_of.values())
    wanted_last = {value_of[place] for place in value_of if time_of[place] == last}
    ours_last = next((found for found in reversed(states) if found), set())
    wanted = _changes(sorted((time_of[place], value_of[place]) for place in value_of if time_of[place]))
    ours = _changes([(day, value) for day, found in zip(days, states, strict=True) for value in sorted(found)])
    rivals = defaultdict(set)
    for place, time in time_of.items():
        rivals[time].add(value_of[place])
    contested = {time[:10] for time, values in rivals.items() if time and len(values) > 1}
    said = {day[:10] for day in record.contested_on}
    return {
        "last value": (int(bool(ours_last & wanted_last)), 1),
        "days of change": (len(wanted & ours), len(wanted)),
        "contested days": (len(contested & said), len(contested | said)),
    }


def _changes(states: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    """Days with a value that was not there the time before."""
    found, before = set(), ""
    for time, value in states:
        if value != before:
            found.add((time[:10], value))
        before = value
    return found


def measure(stories: Path, claims: Path, only: Sequence[str] = ()) -> dict[str, tuple[int, int]]:
    """All running counts of the stories, summed up."""
    gold = json.loads(stories.read_text(encoding="utf-8"))
    decoder = msgspec.json.Decoder(Claim)
    records = [decoder.decode(line) for line in claims.read_bytes().splitlines() if line.strip()]
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "claims.sqlite"
        fill(store, records)
        with closing(open_store(store, writable=False)) as connection:
            held = list(questions(connection))
    by_place = {(figure.doc, figure.start, figure.end): record for record in held for figure in record.claims}
    for story in gold["stories"]:
        if only and story["id"] not in only:
            continue
        for cluster in story["clusters"]:
            members = {(m["doc"], m["start"], m["end"]): m for m in cluster["members"] if not m.get("optional")}
            if cluster.get("status") != "update" or len({m["g"] for m in members.values()}) < 2:
                continue
            total["found"] += 1
            best = Counter(by_place[place].id for place in members if place in by_place).most_common(1)
            if not best or best[0][1] < FOUND * len(members):
                continue
            right["found"] += 1
            record = next(record for record in held if record.id == best[0][0])
            for name, (good, of) in judge(members, record).items():
                right[name] += good
                total[name] += of
    return {name: (right[name], total[name]) for name in total}


def _nothing() -> Any:
    raise AssertionError("claims are given: nothing is extracted")


def _raise(error: Exception) -> None:
    raise error


def main() -> None:
    """Print what of the running counts is right."""
    stories, claims, *only = sys.argv[1:]
    for name, (right, of) in measure(Path(stories), Path(claims), only).items():
        print(f"{name:16}{right:4} of {of}")


if __name__ == "__main__":
    main()
