"""A store as it grows: filling it, adding a day's articles to it, following and searching.

usage: python -m benchmarks.store_growth CLAIMS.jsonl SIZE STORE

The claims are those of ``compare_growth.archive``, added article by article in the order of their days until the
store holds ``SIZE`` of them; then come those of the next 50 articles, in one run, as an evening's ``store add`` of
claims would bring them. An existing store is gone on with, so that a larger one need not be filled anew.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import groupby, islice
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.compare_growth import archive, read
from benchmarks.measuring import high_water
from kursk_claims.errors import InputError
from kursk_claims.models import Claim
from kursk_claims.store.add import Added, add
from kursk_claims.store.database import open_store
from kursk_claims.store.queries import question, search

T = TypeVar("T")

ARTICLES = 50
RUN_CLAIMS = 5_000
"""Claims of one run while the store is filled."""


def measure(claims: Path, size: int, store: Path) -> dict[str, Any]:
    """Fill the store to ``size`` claims and measure what a desk does with it; seconds and megabytes."""
    made = archive(read(claims))
    have = _count(store) if store.exists() else 0
    begin = time.perf_counter()
    passed = 0
    for chunk in _runs(islice(made, size)):
        passed += len(chunk)
        if passed > have:
            _add(store, chunk)
    filled = time.perf_counter() - begin
    articles = islice((list(found) for _, found in groupby(made, key=lambda claim: claim.doc.id)), ARTICLES)
    next_day = [claim for article in articles for claim in article]
    added, figures = _timed(lambda: _add(store, next_day))
    with closing(open_store(store, writable=False)) as connection:
        largest = connection.execute(
            "SELECT question FROM membership WHERE until_run IS NULL GROUP BY question ORDER BY count(*) DESC LIMIT 1"
        ).fetchone()[0]
        followed, _ = _timed(lambda: question(connection, largest))
        searched, hits = _timed(lambda: search(connection, "Menschen"))
    return {
        "claims": _count(store),
        "filled_s": filled,
        "add_s": added,
        "added_figures": figures.figures,
        "follow_s": followed,
        "search_s": searched,
        "hits": len(hits),
        "file_mb": store.stat().st_size / 2**20,
        "peak_mb": high_water(),
    }


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


def _add(store: Path, claims: Sequence[Claim]) -> Added:
    return add(store, claims, _never, report=_raise, model="given", options={})


def _never() -> Any:
    raise AssertionError("claims are given: nothing is extracted")


def _raise(error: InputError) -> None:
    raise error


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    begin = time.perf_counter()
    found = work()
    return time.perf_counter() - begin, found


def _count(store: Path) -> int:
    with closing(open_store(store, writable=False)) as connection:
        return int(connection.execute("SELECT count(*) FROM claim").fetchone()[0])


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))))
