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
from contextlib import contextmanager
from itertools import islice
from multiprocessing.connection import wait

from kursk_claims.engines.article import Extractor, ReadsAhead
from kursk_claims.errors import InputError, KurskError, MachineError
from kursk_claims.models import Article, Claim
from kursk_claims.process import ANSWERED, import_from_no_working_directory
from kursk_claims.settings import BATCH_ARTICLES, TOGETHER_ARTICLES, TOGETHER_CHARACTERS

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
    for group in together(articles):
        extractor = extractor or build()
        yield from zip(group, _outcomes(extractor, group), strict=True)


def together(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """The articles in groups to analyse together: few, so that memory stays flat, and a long one ends its own."""
    group: list[Article] = []
    room = TOGETHER_CHARACTERS
    for article in articles:
        group.append(article)
        room -= len(article.text)
        if len(group) == TOGETHER_ARTICLES or room <= 0:
            yield group
            group, room = [], TOGETHER_CHARACTERS
    if group:
        yield group


def _outcomes(extractor: Extractor, group: Sequence[Article]) -> Iterator[Outcome]:
    able: object = extractor
    if len(group) > 1 and isinstance(able, ReadsAhead):
        able.ahead(group)
    for article in group:
        yield outcome(extractor, article)


def outcome(extractor: Extractor, article: Article) -> Outcome:
    """The claims of ``article``, or what went wrong: one article must not end the run of an archive."""
    where = article.path or article.id
    try:
        return extractor(article)
    except MemoryError:
        return InputError(where, "not enough memory for an article of its length", "split it, or use fewer --workers")
    except Exception as error:
        log.info("extraction of %s failed", article.id, exc_info=True)
        problem = f"extraction of {article.id!r} failed ({type(error).__name__}: {error})"
        return InputError(where, problem, "this is a defect of kursk-claims, please report it with the text")


def _in_processes(articles: Iterable[Article], build: Build, workers: int) -> Iterator[tuple[Article, Outcome]]:
    source = iter(articles)
    first = list(islice(source, BATCH_ARTICLES))
    if not first:
        return
    # Linear algebra with threads of its own in each process makes several processes slower than one.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    import_from_no_working_directory()
    waiting: deque[tuple[list[Article], Future[list[Outcome]]]] = deque()
    batch = first
    with _pool(build, workers) as pool:
        while batch or waiting:
            while batch and len(waiting) < 2 * workers:
                with _unanswered(), _started():
                    waiting.append((batch, pool.submit(_run_batch, batch)))
                batch = list(islice(source, BATCH_ARTICLES))
            done, future = waiting.popleft()
            yield from zip(done, future.result(), strict=True)


@contextmanager
def _pool(build: Build, workers: int) -> Iterator[ProcessPoolExecutor]:
    """Worker processes that have ended when the block has; at once if it ends with an exception."""
    with _started():
        pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _start_worker, (build,))
    try:
        yield pool
    except BrokenProcessPool as error:
        raise MachineError("a worker process died, perhaps for want of memory; use fewer --workers") from error
    except BaseException:
        for process in multiprocessing.active_children():
            process.kill()  # else it would be waited for until its articles are done
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _started() -> Iterator[None]:
    """Say what it was that the system refused."""
    try:
        yield
    except OSError as error:
        raise MachineError(f"worker processes can't be started ({error.strerror or error}); use --workers 1") from error


@contextmanager
def _unanswered() -> Iterator[None]:
    """Processes that are started in the block answer no signal, from their first moment: the parent alone does."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ANSWERED)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_extractor: Extractor | KurskError
"""Of a worker process; an error waits there for the first batch, since a pool can't tell it."""


def _start_worker(build: Build) -> None:
    global _extractor
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
    return [found for group in together(batch) for found in _outcomes(_extractor, group)]
