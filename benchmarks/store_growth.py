"""A store as it grows: filling it, adding a day's articles to it, following and searching.

usage: python -m benchmarks.store_growth fill CLAIMS.jsonl SIZE STORE
       python -m benchmarks.store_growth copy STORE SIZE LARGER
       python -m benchmarks.store_growth measure CLAIMS.jsonl ARTICLES.jsonl STORE
       python -m benchmarks.store_growth days CLAIMS.jsonl STORE

``fill`` adds the claims of ``compare_growth.archive``, article by article in the order of their days, until the store
holds ``SIZE`` of them; an existing store is gone on with. ``copy`` makes a larger one of it (``store_archive``).
``measure`` runs whole commands, their start included, on a copy of the store: an evening's 50 articles with
extraction, the claims of 50 articles alone, ``follow`` of the largest question and of a text, ``search``, ``show`` and
the day's ``changes``; seconds by the clock, of processor time, and megabytes at most. The articles are those of
``ARTICLES``, the claims those of ``CLAIMS``, both of the days after the store's last. ``days`` adds claims day by day,
each day a run, and says which questions ended without an event.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.compare_growth import archive, read, renewed, shifted, span, tail
from benchmarks.measuring import COMMAND, run
from benchmarks.store_archive import copy
from kursk_claims.errors import InputError
from kursk_claims.load import read_articles
from kursk_claims.models import Article, Claim
from kursk_claims.store.add import Added, add
from kursk_claims.store.database import StoreError, open_store
from kursk_claims.store.queries import one_question

ARTICLES = 50
RUN_CLAIMS = 5_000
"""Claims of one run while the store is filled."""
ERA = 97
"""Era of the claims that are added when measuring: one that no store has."""


def fill(claims: Path, size: int, store: Path) -> int:
    """Fill the store to ``size`` claims; return how many it holds."""
    have = _count(store) if store.exists() else 0
    passed = 0
    for chunk in _runs(islice(archive(read(claims)), size)):
        passed += len(chunk)
        if passed > have:
            _add(store, chunk)
    return _count(store)


def days(claims: Path, store: Path) -> dict[str, Any]:
    """Add the claims to a new store, one run a day; count questions and what became of their ids.

    An id is lost if it had a verdict before a run and has none after it, without an event that says why.
    """
    lost: list[str] = []
    runs = 0
    standing: set[str] = set()
    for day, found in groupby(read(claims), key=lambda claim: (claim.doc.published or "")[:10]):
        _add(store, list(found), at=f"{day}T23:00:00Z" if len(day) == len("2024-11-17") else None)
        runs += 1
        with closing(open_store(store, writable=False)) as connection:
            now = {row[0] for row in connection.execute("SELECT question FROM verdict WHERE until_run IS NULL")}
            told = {
                row[0]
                for row in connection.execute(
                    "SELECT question FROM event WHERE kind IN ('merge', 'withdrawn')"
                    " AND run = (SELECT max(id) FROM run)"
                )
            }
        lost += sorted(standing - now - told)
        standing = now
    with closing(open_store(store, writable=False)) as connection:
        kinds = dict(connection.execute("SELECT kind, count(*) FROM event GROUP BY kind").fetchall())
        statuses = dict(
            connection.execute("SELECT status, count(*) FROM verdict WHERE until_run IS NULL GROUP BY 1").fetchall()
        )
    return {"runs": runs, "questions": len(standing), "statuses": statuses, "events": kinds, "lost": lost}


def measure(claims: Path, articles: Path, store: Path) -> dict[str, Any]:
    """What a desk does with the store, each a whole command."""
    with closing(open_store(store, writable=False)) as connection:
        last = connection.execute("SELECT max(substr(published, 1, 10)) FROM document").fetchone()[0]
        largest = connection.execute(
            "SELECT question FROM membership WHERE until_run IS NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
        ).fetchone()[0]
        label = next(text for text in _labels(connection) if _is_unambiguous(connection, text))
    day = date.fromisoformat(last) + timedelta(days=1)
    evening = (date.today() + timedelta(days=100 * 365)).isoformat()  # a day of which the store knows nothing
    done: dict[str, Any] = {"claims": _count(store), "file_mb": store.stat().st_size / 2**20}
    with tempfile.TemporaryDirectory(dir=store.parent) as folder:
        given = Path(folder)
        _write(given / "articles.jsonl", _todays(articles, day))
        _write(given / "claims.jsonl", _claims_of_day(read(claims), day))
        for name in ("articles", "claims"):
            own = given / f"{name}.sqlite"
            shutil.copy(store, own)
            done[f"add {name}"] = _told("add", "--quiet", "--at", evening, str(own), str(given / f"{name}.jsonl"))
        asked = {
            "follow ID": ("follow", str(own), largest),
            "follow TEXT": ("follow", str(own), label, "--format", "table"),
            "search": ("search", str(own), "Menschen"),
            "search two words": ("search", str(own), "Menschen Polizei"),
            "show": ("show", str(own), largest),
            "changes of the day": ("changes", str(own), "--since", evening, "--until", evening),
        }
        for name, arguments in asked.items():
            done[name] = _told(*arguments)
    return done


def _labels(connection: sqlite3.Connection) -> Iterator[str]:
    """Names of questions, in no order that means anything."""
    yield from (
        row[0] for row in connection.execute("SELECT label FROM verdict WHERE until_run IS NULL ORDER BY question")
    )


def _is_unambiguous(connection: sqlite3.Connection, text: str) -> bool:
    try:
        return bool(one_question(connection, text))
    except StoreError:
        return False


def _told(*arguments: str) -> dict[str, float]:
    """What a command of the store needs, its start included."""
    found: dict[str, float] = msgspec.to_builtins(run(*COMMAND, "store", *arguments, single=True))
    return found


def _todays(articles: Path, day: date) -> Iterator[Article]:
    """The first articles, as if new and of ``day``."""
    for article in islice(read_articles([str(articles)], report=_raise), ARTICLES):
        yield msgspec.structs.replace(article, id=f"{article.id}-new", url=None, published=day.isoformat())


def _claims_of_day(claims: Sequence[Claim], day: date) -> Iterator[Claim]:
    """The claims of the last articles, as if new and of ``day``, of names that the store does not have."""
    rare, later = tail(claims), timedelta(days=ERA * span(claims))
    found = [list(one) for _, one in groupby(claims, key=lambda claim: claim.doc.id)][-ARTICLES:]
    for claim in (claim for one in found for claim in one):
        made = renewed(claim, ERA, rare, later)
        back = day - date.fromisoformat((made.doc.published or day.isoformat())[:10])
        doc = msgspec.structs.replace(made.doc, published=day.isoformat(), published_time=None)
        frame = made.slot.as_of
        if frame is not None:
            ends = (shifted(frame.start, back) or frame.start, shifted(frame.end, back) or frame.end)
            frame = msgspec.structs.replace(frame, start=ends[0], end=ends[1])
        yield msgspec.structs.replace(made, doc=doc, slot=msgspec.structs.replace(made.slot, as_of=frame))


def _write(path: Path, records: Iterator[Article] | Iterator[Claim]) -> None:
    path.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in records))


def _runs(claims: Iterator[Claim]) -> Iterator[list[Claim]]:
    """Whole articles, about ``RUN_CLAIMS`` claims at a time."""
    held: list[Claim] = []
    for _, found in groupby(claims, key=lambda claim: claim.doc.id):
        held.extend(found)
        if len(held) >= RUN_CLAIMS:
            yield held
            held = []
    if held:
        yield held


def _add(store: Path, claims: Sequence[Claim], at: str | None = None) -> Added:
    return add(store, claims, _never, report=_raise, model="given", options={}, at=at)


def _never() -> Any:
    raise AssertionError("claims are given: nothing is extracted")


def _raise(error: InputError) -> None:
    raise error


def _count(store: Path) -> int:
    with closing(open_store(store, writable=False)) as connection:
        return int(connection.execute("SELECT count(*) FROM claim").fetchone()[0])


def main() -> None:
    """Do what the first argument says and print it as JSON."""
    what, *rest = sys.argv[1:]
    if what == "fill":
        print(json.dumps({"claims": fill(Path(rest[0]), int(rest[1]), Path(rest[2]))}))
    elif what == "copy":
        print(json.dumps({"eras": copy(Path(rest[0]), int(rest[1]), Path(rest[2]))}))
    elif what == "measure":
        print(json.dumps(measure(Path(rest[0]), Path(rest[1]), Path(rest[2])), indent=1))
    elif what == "days":
        print(json.dumps(days(Path(rest[0]), Path(rest[1])), indent=1))
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
