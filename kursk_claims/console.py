"""What the user sees and where results go: standard output is data only, all else is standard error."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, TypeVar

from kursk_claims.errors import Exit, InputError, KurskError, OutputError
from kursk_claims.settings import PROGRESS_AFTER_SECONDS

T = TypeVar("T")

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class ClosedPipe(Exception):  # noqa: N818 - not an error: the reader has had enough
    """Whoever reads standard output has closed it."""


class Console:
    """Messages of one run, and the count of inputs that could not be read."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self.quiet = quiet
        self.unread = 0
        logging.basicConfig(level=logging.ERROR, stream=sys.stderr, format="%(message)s", force=True)
        # What our own modules want said; libraries are quiet.
        own = logging.INFO if verbose else logging.ERROR if quiet else logging.WARNING
        logging.getLogger("kursk_claims").setLevel(own)

    def report(self, error: InputError) -> None:
        """Say that one input could not be read; the run goes on and will end with status 1."""
        self.unread += 1
        complain(error)

    def note(self, text: str) -> None:
        """Say something that is no error; not with ``--quiet``."""
        if not self.quiet:
            _say(text)

    @property
    def status(self) -> Exit:
        """Exit status as far as the inputs go."""
        return Exit.UNREAD_INPUT if self.unread else Exit.DONE

    def track(self, items: Iterable[T], what: str, total: Callable[[], int | None] = lambda: None) -> Iterator[T]:
        """Pass ``items`` on; on a terminal, after two seconds, show how many went through, and of how many if known."""
        if self.quiet or not _is_terminal(sys.stderr):
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


@contextmanager
def _display(what: str, total: int | None) -> Iterator[Any]:
    from rich.console import Console as Terminal
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    counted: tuple[Any, ...] = (
        (TextColumn("{task.completed}"),) if total is None else (BarColumn(), MofNCompleteColumn())
    )
    columns = (SpinnerColumn(), TextColumn(what), *counted, TimeElapsedColumn())
    with Progress(*columns, console=Terminal(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=total)
        yield lambda count: progress.update(task, completed=count)


def complain(error: KurskError | str) -> None:
    """One line on standard error."""
    _say(f"kursk-claims: {error}")


def _say(text: str) -> None:
    line = _CONTROL.sub(lambda match: match[0].encode("unicode_escape", "surrogatepass").decode(), text)
    # Nobody left to tell is no reason to fail.
    with contextlib.suppress(OSError, ValueError):
        print(line, file=sys.stderr, flush=True)


def _is_terminal(stream: IO[str] | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def stdout_is_terminal() -> bool:
    """Whether a person looks at the results as they come."""
    return _is_terminal(sys.stdout)


def stdin_is_terminal() -> bool:
    """Whether standard input is a keyboard and not data."""
    return _is_terminal(sys.stdin)


def width() -> int | None:
    """Columns of the terminal that shows standard output; ``None`` if it is piped."""
    return shutil.get_terminal_size().columns if stdout_is_terminal() else None


def colour() -> bool:
    """Whether standard output may carry colours (https://no-color.org)."""
    return stdout_is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


@contextmanager
def open_output(path: Path | None, *, binary: bool = False) -> Iterator[IO[Any]]:
    """Stream for the results: standard output, or a file that appears whole or not at all.

    A file is written beside its place and renamed when the block ends well; if it ends with any
    exception the unfinished file is removed. Text is UTF-8 with ``\\n``, whatever the locale.
    Raises ``OutputError`` if it can't be written, ``ClosedPipe`` if the reader of standard output
    is gone.
    """
    if path is None:
        with _standard_output(binary) as stream:
            yield stream
        return
    target = path.resolve()
    if target.is_dir():
        raise OutputError(f"{path}: is a directory; name a file")
    if target.exists() and not target.is_file():  # a device or pipe can't be replaced
        beside = target
    else:
        beside = target.with_name(f".{target.name[:200]}.{os.getpid()}.part")
    try:
        stream = _open(beside, binary)
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with stream:
            yield stream
            stream.flush()
            if beside != target:
                os.fsync(stream.fileno())
        if beside != target:
            beside.replace(target)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        if beside != target:
            beside.unlink(missing_ok=True)


def _open(path: Path, binary: bool) -> IO[Any]:
    return path.open("wb") if binary else path.open("w", encoding="utf-8", newline="\n")


def _unwritable(path: Path | str, error: OSError) -> OutputError:
    return OutputError(f"{path}: can't be written ({error.strerror or error}); choose another place")


@contextmanager
def _standard_output(binary: bool) -> Iterator[IO[Any]]:
    sys.stdout.flush()
    buffer = sys.stdout.buffer
    text = None if binary else io.TextIOWrapper(buffer, encoding="utf-8", newline="\n")
    try:
        yield text or buffer
        (text or buffer).flush()
    except BrokenPipeError as error:
        _abandon_standard_output()
        raise ClosedPipe from error
    except OSError as error:
        _abandon_standard_output()
        raise _unwritable("standard output", error) from error
    finally:
        if text is not None:
            with contextlib.suppress(OSError):
                text.detach()


def _abandon_standard_output() -> None:
    """Let what is still buffered go nowhere, so that the interpreter's last flush can't fail."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
