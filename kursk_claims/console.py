"""What the user sees: standard output is data only (``kursk_claims.output``), all else is standard error."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from kursk_claims import messages
from kursk_claims.errors import Exit, InputError, KurskError
from kursk_claims.output import VisibleText, is_terminal, visible
from kursk_claims.settings import PROGRESS_AFTER_SECONDS

T = TypeVar("T")


class Console:
    """Messages of one run, and the count of inputs that could not be read."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self.quiet = quiet
        self.unread = 0
        handler = logging.StreamHandler()
        handler.setFormatter(_Spoken())
        logging.basicConfig(level=logging.ERROR, handlers=[handler], force=True)
        # What our own modules want said; libraries are quiet.
        own = logging.INFO if verbose else logging.ERROR if quiet else logging.WARNING
        logging.getLogger("kursk_claims").setLevel(own)
        if not verbose:
            handler.addFilter(_Once())

    def report(self, error: InputError) -> None:
        """Say that one input could not be read; the run goes on and will end with status 1."""
        self.unread += 1
        complain(error)

    def note(self, text: str) -> None:
        """Say something that is no error; not with ``--quiet``."""
        if not self.quiet:
            _say(messages.spoken(text))

    @property
    def status(self) -> Exit:
        """Exit status as far as the inputs go."""
        return Exit.UNREAD_INPUT if self.unread else Exit.DONE

    def track(self, items: Iterable[T], what: str, total: Callable[[], int | None] = lambda: None) -> Iterator[T]:
        """Pass ``items`` on; on a terminal, after two seconds, show how many went through, and of how many if known."""
        if self.quiet or not is_terminal(sys.stderr):
            yield from items
            return
        started = time.monotonic()
        with contextlib.ExitStack() as shown:
            advance = None
            for count, item in enumerate(items, 1):
                if advance is None and time.monotonic() - started > PROGRESS_AFTER_SECONDS:
                    advance = shown.enter_context(_display(what, total()))
                if advance is not None:
                    advance(count)
                yield item


class _Spoken(logging.Formatter):
    """A log record as a message in the reader's language."""

    def format(self, record: logging.LogRecord) -> str:
        """Its message alone."""
        return messages.spoken(super().format(record))


class _Once(logging.Filter):
    """Of messages that are ``once`` for the whole run, by kind, the first, which says so."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: set[str] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a message is shown."""
        kind = getattr(record, "once", None)
        if kind is None:
            return True
        if kind in self.kinds:
            return False
        self.kinds.add(kind)
        record.msg = f"{record.msg} (the first; --verbose names all)"
        return True


@contextmanager
def _display(what: str, total: int | None) -> Iterator[Any]:
    from rich.console import Console as Terminal
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    counted: tuple[Any, ...] = (
        (TextColumn("{task.completed}"),) if total is None else (BarColumn(), MofNCompleteColumn())
    )
    columns = (SpinnerColumn(), TextColumn(what), *counted, TimeElapsedColumn())
    # What moves the cursor would be made visible like any other text.
    screen = sys.__stderr__ if isinstance(sys.stderr, VisibleText) else sys.stderr
    with Progress(*columns, console=Terminal(file=screen), transient=True) as progress:
        task = progress.add_task(what, total=total)
        yield lambda count: progress.update(task, completed=count)


def complain(error: KurskError | str) -> None:
    """One line on standard error."""
    _say(f"kursk-claims: {messages.spoken(error)}")


def _say(text: str) -> None:
    line = visible(text).replace("\n", "\\n")
    # Nobody left to tell is no reason to fail.
    with contextlib.suppress(OSError, ValueError):
        print(line, file=sys.stderr, flush=True)


def stdout_is_terminal() -> bool:
    """Whether a person looks at the results as they come."""
    return is_terminal(sys.stdout)


def stdin_is_terminal() -> bool:
    """Whether standard input is a keyboard and not data."""
    return is_terminal(sys.stdin)


def width() -> int | None:
    """Columns of the terminal that shows standard output; ``None`` if it is piped."""
    return shutil.get_terminal_size().columns if stdout_is_terminal() else None


def colour() -> bool:
    """Whether standard output may carry colours (https://no-color.org)."""
    return stdout_is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
