"""Extraction on this machine: in this process, or in several with the same result."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.connection import wait

from kursk_claims.engines.article import Extractor
from kursk_claims.errors import InputError, KurskError
from kursk_claims.models import Article, Claim
from kursk_claims.settings import BATCH_ARTICLES

log = logging.getLogger(__name__)

Build = Callable[[], Extractor]
Report = Callable[[InputError], None]
Outcome = Sequence[Claim] | InputError


def extract(articles: Iterable[Article], build: Build, workers: int = 1, *, report: Report) -> Iterator[Claim]:
    """Yield the claims of ``articles`` in the order of the articles and of their text.

    ``build`` makes the extractor, once for each process, when the first article comes; with
    several ``workers`` it must be picklable. Articles are taken in batches as claims are asked
    for, so memory does not grow with their number. The result does not depend on ``workers``.

    An article on which extraction fails is given to ``report``, and the others go on. Raises what
    ``build`` raises, and ``KurskError`` if a worker process dies.
    """
    for _, claims in extract_each(articles, build, workers, report=report):
        yield from claims


def extract_each(
    articles: Iterable[Article], build: Build, workers: int = 1, *, report: Report
) -> Iterator[tuple[Article, Sequence[Claim]]]:
    """Yield each article with its claims; otherwise as ``extract``. Failed articles are left out."""
    outcomes = _in_this_process(articles, build) if workers <= 1 else _in_processes(articles, build, workers)
    for article, outcome in outcomes:
        if isinstance(outcome, InputError):
            report(outcome)
        else:
            yield article, outcome


def _in_this_process(articles: Iterable[Article], build: Build) -> Iterator[tuple[Article, Outcome]]:
    extractor = None
    for article in articles:
        extractor = extractor or build()
        yield article, outcome(extractor, article)


def outcome(extractor: Extractor, article: Article) -> Outcome:
    """The claims of ``article``, or what went wrong: one article must not end the run of an archive."""
    try:
        return extractor(article)
    except Exception as error:
        log.info("extraction of %s failed", article.id, exc_info=True)
        where = article.path or article.id
        problem = f"extraction of {article.id!r} failed ({type(error).__name__}: {error})"
        return InputError(where, problem, "this is a defect of kursk-claims, please report it with the text")


def _in_processes(articles: Iterable[Article], build: Build, workers: int) -> Iterator[tuple[Article, Outcome]]:
    source = iter(articles)
    first = list(islice(source, BATCH_ARTICLES))
    if not first:
        return
    # Linear algebra with threads of its own in each process makes several processes slower than one.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _start_worker, (build,))
    waiting: deque[tuple[list[Article], Future[list[Outcome]]]] = deque()
    batch = first
    try:
        while batch or waiting:
            while batch and len(waiting) < 2 * workers:
                waiting.append((batch, pool.submit(_run_batch, batch)))
                batch = list(islice(source, BATCH_ARTICLES))
            done, future = waiting.popleft()
            yield from zip(done, future.result(), strict=True)
    except BrokenProcessPool as error:
        raise KurskError("a worker process died, perhaps for want of memory; use fewer --workers") from error
    finally:
        pool.shutdown(cancel_futures=True)


_extractor: Extractor | KurskError
"""Of a worker process; an error waits there for the first batch, since a pool can't tell it."""


def _start_worker(build: Build) -> None:
    global _extractor
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent alone answers Ctrl-C
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        _extractor = build()
    except KurskError as error:
        _extractor = error


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _run_batch(batch: list[Article]) -> list[Outcome]:
    if isinstance(_extractor, KurskError):
        raise _extractor
    return [outcome(_extractor, article) for article in batch]
