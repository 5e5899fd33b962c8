"""Where results go: standard output or a file that appears whole or not at all, and text made safe for terminals.

Every byte that the program writes passes one place (``_write_all``), so that a reader who is gone, a full disk and a
descriptor that does not block are told from anything else that may go wrong meanwhile.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import io
import os
import re
import select
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO, Final

from kursk_claims.errors import MachineError, OutputError, UsageError

_UNSEEN: Final = re.compile(
    "\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""What a terminal obeys, what turns the order of signs for the eye, and what can't be encoded."""

_NOT_OF_THE_PLACE: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG})
"""Errors in writing that no other way of calling the program would avoid: the disk is full, or fails."""

_NAME_KEPT: Final = 50
"""Characters of a file's name in the name of what is written aside: with any signs they fit into 255 bytes."""

Identity = tuple[int, int]
"""Device and number of a file: the same under all its names."""

unfinished: Final[set[Path]] = set()
"""Files that are being written aside, for whoever ends the process."""


def remove_unfinished() -> None:
    """Remove what is being written aside."""
    for path in tuple(unfinished):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


class ClosedPipe(Exception):  # noqa: N818 - not an error: the reader has had enough
    """Whoever reads standard output has closed it."""


def visible(text: str) -> str:
    r"""``text`` with everything that a terminal would obey written out as ``\\u001b``, as JSON writes it."""
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


class VisibleText(io.TextIOWrapper):
    """Text on its way to a terminal: whatever is written shows as signs and acts on nothing."""

    def write(self, text: str, /) -> int:
        """Write ``text`` made visible."""
        super().write(visible(text))
        return len(text)


def is_terminal(stream: IO[Any] | None) -> bool:
    """Whether somebody looks at a stream."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


@contextmanager
def open_output(path: Path | None, *, binary: bool = False, trusted: bool = False) -> Iterator[IO[Any]]:
    """Stream for the results: standard output, or a file that appears whole or not at all.

    A file is written beside its place and renamed when the block ends well; if it ends with any exception the
    unfinished file is removed. It keeps the mode of the file that it replaces. Devices, pipes and whatever is standard
    output under another name are written directly. Text is UTF-8 with ``\\n``, whatever the locale; on a terminal it
    is made visible, unless it is ``trusted`` to have been.

    Raises ``OutputError`` if it can't be written, ``MachineError`` if the disk is full or fails, ``ClosedPipe`` if
    the reader is gone.
    """
    if path is None or _is_standard_output(path):
        with _standard_output(binary, trusted) as stream:
            yield stream
        return
    try:
        is_special = path.exists() and not path.is_file()
        if path.is_dir():
            raise OutputError(f"{path}: is a directory; name a file")
        if is_special:  # a device or pipe can't be replaced
            with _written(os.open(path, os.O_WRONLY), str(path), binary) as stream:
                yield stream
            return
        target = path.resolve()
        descriptor, aside = _open_aside(target)
    except OSError as error:
        raise unwritable(path, error) from error
    try:
        with _written(descriptor, str(path), binary) as stream:
            yield stream
            stream.flush()
            _finish(descriptor, target, path)
        try:
            aside.replace(target)
        except OSError as error:
            raise unwritable(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
        unfinished.discard(aside)


def identity(path: Path | None) -> Identity | None:
    """What tells the regular file that the results go to from others; ``None`` if there is none to be overwritten."""
    try:
        found = os.fstat(1) if path is None else path.stat()
    except (OSError, ValueError):
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None


def refuse_onto(output: Path | None, *inputs: Path | None) -> None:
    """Raise ``UsageError`` if ``output`` is one of ``inputs``, by whatever name."""
    found = identity(output)
    for given in inputs:
        if found is not None and given is not None and identity(given) == found:
            raise onto_input(given)


def onto_input(path: Path | str) -> UsageError:
    """The refusal of an output that is an input."""
    return UsageError(f"{path}: is an input, which the output would overwrite; name another --output")


def unwritable(path: Path | str, error: OSError) -> OutputError | MachineError:
    """The user's line for an error of the operating system in writing."""
    reason = error.strerror or error
    if error.errno in _NOT_OF_THE_PLACE:
        return MachineError(f"{path}: can't be written ({reason}); make room or choose another place")
    return OutputError(f"{path}: can't be written ({reason}); choose another place")


def _is_standard_output(path: Path) -> bool:
    """Whether a path, ``/dev/stdout`` for one, leads to what standard output is already."""
    try:
        return os.path.samestat(path.stat(), os.fstat(1))
    except (OSError, ValueError):
        return False


def remove_stale(target: Path) -> None:
    """Remove what killed runs left aside of ``target``: whoever still writes such a file holds its lock."""
    for entry in os.scandir(target.parent):
        name = entry.name
        if name.startswith(_beginning(target)) and name.endswith(_ENDING) and entry.is_file(follow_symlinks=False):
            with contextlib.suppress(OSError):
                descriptor = os.open(entry.path, os.O_RDONLY | os.O_NOFOLLOW)
                try:
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    os.unlink(entry.path)  # noqa: PTH108
                finally:
                    os.close(descriptor)


_ENDING: Final = ".part"


def _beginning(target: Path) -> str:
    return f".{target.name[:_NAME_KEPT]}."


def _open_aside(target: Path) -> tuple[int, Path]:
    """A new file beside ``target``, locked as long as it is open.

    The name can't be guessed and nothing that lies there is followed (``O_EXCL``).
    """
    remove_stale(target)
    while True:
        aside = target.parent / f"{_beginning(target)}{os.urandom(8).hex()}{_ENDING}"
        unfinished.add(aside)  # before there is one, so that a signal at any moment finds it known
        try:
            descriptor = os.open(aside, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        except FileExistsError:
            unfinished.discard(aside)
            continue
        except OSError:
            unfinished.discard(aside)
            raise
        with contextlib.suppress(OSError):  # some network file systems have no locks
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        if aside.exists():  # else another run took it for a stale one before it was locked
            return descriptor, aside
        os.close(descriptor)
        unfinished.discard(aside)


def _finish(descriptor: int, target: Path, path: Path) -> None:
    """The mode of the file that is replaced, or of any new one, and the bytes on the disk."""
    try:
        mode = stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    try:
        os.fchmod(descriptor, mode)
        os.fsync(descriptor)
    except OSError as error:
        raise unwritable(path, error) from error


class _Checked(io.FileIO):
    """A descriptor to write to whose errors are those of the place that it stands for."""

    def __init__(self, descriptor: int, place: str, *, close: bool) -> None:
        super().__init__(descriptor, "wb", closefd=close)
        self.place = place

    def write(self, data: Any, /) -> int:
        """Write ``data``, all of it, waiting where the descriptor does not block."""
        view = memoryview(data).cast("B")
        done = 0
        try:
            while done < len(view):
                written = super().write(view[done:])
                if written is None:
                    select.select([], [self], [])
                done += written or 0
        except BrokenPipeError as error:
            raise ClosedPipe from error
        except OSError as error:
            raise unwritable(self.place, error) from error
        return done


@contextmanager
def _written(
    descriptor: int, place: str, binary: bool, *, close: bool = True, shown: bool = False
) -> Iterator[IO[Any]]:
    """A buffered stream to a descriptor, flushed if the block ends well; what is left is dropped if it does not."""
    raw = _Checked(descriptor, place, close=close)
    buffered = io.BufferedWriter(raw)
    text = VisibleText if shown else io.TextIOWrapper
    stream: IO[Any] = buffered if binary else text(buffered, encoding="utf-8", newline="\n")
    try:
        yield stream
        stream.flush()
    finally:
        raw.close()  # first, so that the buffers above have nowhere to write to and nothing to complain of


@contextmanager
def _standard_output(binary: bool, trusted: bool) -> Iterator[IO[Any]]:
    stdout = sys.stdout
    if stdout is None or stdout.closed:
        raise OutputError("standard output: is closed; name a file with --output")
    shown = is_terminal(stdout) and not trusted
    try:
        stdout.flush()
        descriptor = stdout.fileno()
    except (OSError, ValueError):  # a stand-in that has no descriptor
        buffer: BinaryIO = stdout.buffer
        text = None if binary else io.TextIOWrapper(buffer, encoding="utf-8", newline="\n")
        try:
            yield text or buffer
        finally:
            if text is not None:
                text.detach()
        return
    with _written(descriptor, "standard output", binary, close=False, shown=shown) as stream:
        yield stream
