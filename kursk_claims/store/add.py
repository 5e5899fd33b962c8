"""Articles into a store: what it has is passed over, what is new is extracted, kept and put to its questions."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from msgspec import Struct

from kursk_claims.engines import local
from kursk_claims.models import Article, Claim, DocumentRef
from kursk_claims.settings import BATCH_ARTICLES
from kursk_claims.store import runs
from kursk_claims.store.database import WAIT_SECONDS, create, explained, writing
from kursk_claims.store.ingest import ingest, known
from kursk_claims.store.resolve import resolve


class Added(Struct, frozen=True, kw_only=True):
    """What came of a run."""

    articles: int
    """Articles that were new, or whose text was."""
    known: int
    """Articles that the store had already."""
    figures: int
    """Numeric claims that were put to a question."""


def add(
    path: Path,
    found: Iterable[Article | Claim],
    build: local.Build,
    workers: int = 1,
    *,
    report: local.Report,
    model: str,
    options: dict[str, object],
    at: str | None = None,
    wait: float = WAIT_SECONDS,
    advanced: Callable[[int], None] = lambda done: None,
) -> Added:
    """Add articles, or claims that ``extract`` wrote, to the store at ``path``, which is made if there is none.

    Articles are kept in batches, each in one transaction with its claims, and resolved in one at the end, so that a
    run that is killed leaves whole articles; the next one resolves them. Raises what ``database.create`` raises.
    """
    connection = create(path, wait=wait)
    with explained(path):
        try:
            with writing(connection):
                run = runs.begin(connection, "add", model=model, options=options, at=at)
            added = passed = 0
            for batch in _batches(_extracted(connection, found, build, workers, report=report)):
                with writing(connection):
                    new = [ingest(connection, run, doc, claims) for doc, claims in batch if claims is not None]
                added += sum(new)
                passed += len(batch) - sum(new)
            with writing(connection):
                figures = resolve(connection, run, advanced=advanced)
                runs.finish(connection, run)
        finally:
            connection.close()
    return Added(articles=added, known=passed, figures=figures)


Extracted = tuple[DocumentRef, list[Claim] | None]
"""An article with its claims; ``None`` if the store has it."""


def _extracted(
    connection: sqlite3.Connection,
    found: Iterable[Article | Claim],
    build: local.Build,
    workers: int,
    *,
    report: local.Report,
) -> Iterator[Extracted]:
    given: dict[str, list[Claim]] = {}
    passed: list[DocumentRef] = []

    def articles() -> Iterator[Article]:
        for one in found:
            if isinstance(one, Claim):
                given.setdefault(one.doc.id, []).append(one)
                continue
            ref = DocumentRef.of(one)
            if known(connection, ref):
                passed.append(ref)
            else:
                yield one

    for article, claims in local.extract_each(articles(), build, workers, report=report):
        yield DocumentRef.of(article), list(claims)
    yield from ((ref, None) for ref in passed)
    for claims in given.values():
        yield claims[0].doc, claims


def _batches(found: Iterator[Extracted]) -> Iterator[list[Extracted]]:
    while batch := list(islice(found, BATCH_ARTICLES)):
        yield batch
