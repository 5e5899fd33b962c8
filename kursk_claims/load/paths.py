"""Command line paths to single inputs: files, directories, globs, pipes and ``-``."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatchcase
from glob import glob
from pathlib import Path

from kursk_claims.errors import InputError
from kursk_claims.load.formats import READABLE, Input, Report, format_of

README = re.compile(r"readme(?:\.\w+)?", re.I)
"""A file that speaks of its folder; inside a directory it is no article."""
_ADDRESS = re.compile(r"(?:https?|ftp)://", re.I)


def expand(paths: Sequence[str], report: Report, exclude: Sequence[str] = ()) -> Iterator[Input]:
    """Yield the inputs behind ``paths`` in order, a directory's recursively and sorted by name, each file once.

    What can't be found or isn't a format this program reads goes to ``report``, an address on the web among it.
    Hidden files, READMEs and files of other formats inside directories are passed over without a word, and so is
    everything whose path or name matches a pattern of ``exclude``.
    """

    def kept(path: Path) -> bool:
        return not any(fnmatchcase(name, pattern) for pattern in exclude for name in (str(path), path.name))

    seen: set[tuple[int, int]] = set()
    for given in paths:
        if given == "-":
            yield Input(where="standard input", stem="stdin", path=None, format=None)
            continue
        if _ADDRESS.match(given):
            cure = f"save it first, with curl -o page.html '{given}' or wget --warc-file=pages '{given}'"
            report(InputError(given, "pages are not fetched", cure))
            continue
        found = [given] if os.path.lexists(given) or not _is_pattern(given) else _matches(given)
        if not found:
            report(InputError(given, "no file matches", "check the pattern"))
        for name in found:
            if kept(Path(name)):
                yield from _expand_one(name, seen, report, kept)


def documents(paths: Sequence[str], exclude: Sequence[str] = ()) -> int | None:
    """How many articles ``paths`` hold, without opening a file; ``None`` where a file or pipe may hold many."""
    count = 0
    for found in expand(paths, lambda _: None, exclude):
        if found.format is None or found.format.many:
            return None
        count += 1
    return count


def _matches(pattern: str) -> list[str]:
    # Path.glob wants the pattern taken apart at the last part without signs; this one takes it whole.
    return sorted(glob(pattern, recursive=True))  # noqa: PTH207


def _is_pattern(path: str) -> bool:
    return any(sign in path for sign in "*?[")


def _expand_one(name: str, seen: set[tuple[int, int]], report: Report, kept: Callable[[Path], bool]) -> Iterator[Input]:
    path = Path(name)
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        report(unreadable(name, error))
        return
    if stat.S_ISDIR(status.st_mode):
        found = refused = 0

        def tell(error: InputError) -> None:
            nonlocal refused
            refused += 1
            report(error)

        for inner in _walk(path, set(), tell, kept):
            found += 1
            yield from _first_time(inner, seen)
        if not found and not refused:
            report(InputError(name, "directory without articles", f"it needs files ending in {READABLE}"))
    elif not stat.S_ISREG(status.st_mode):
        yield Input(where=name, stem=path.stem, path=path, format=None)
    elif format_of(path) is None:
        report(InputError(name, "not a format that is read", f"it must end in {READABLE}"))
    else:
        yield from _first_time(path, seen)


def _first_time(path: Path, seen: set[tuple[int, int]]) -> Iterator[Input]:
    known = format_of(path)
    status = path.stat()
    identity = (status.st_dev, status.st_ino)
    if known is not None and identity not in seen:
        seen.add(identity)
        kind, stem = known
        yield Input(where=str(path), stem=stem, path=path, format=kind)


def _walk(directory: Path, above: set[tuple[int, int]], report: Report, kept: Callable[[Path], bool]) -> Iterator[Path]:
    """Yield the readable files under ``directory``; ``above`` stops at links back to an enclosing directory."""
    try:
        status = directory.stat()
        entries = sorted(os.scandir(directory), key=lambda entry: entry.name)
    except OSError as error:
        report(unreadable(str(directory), error))
        return
    identity = (status.st_dev, status.st_ino)
    if identity in above:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = directory / entry.name
        if not kept(path):
            continue
        if path.is_dir():  # of a link that leads nowhere, DirEntry.is_dir raises
            yield from _walk(path, above | {identity}, report, kept)
        elif format_of(path) is not None and not README.fullmatch(entry.name) and path.is_file():
            yield path


def unreadable(where: str, error: OSError | ValueError) -> InputError:
    """The user's line for an error of the operating system."""
    if isinstance(error, FileNotFoundError):
        return InputError(where, "no such file or directory", "check the path")
    if isinstance(error, PermissionError):
        return InputError(where, "not permitted to read", "change its permissions or leave it out")
    problem = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return InputError(where, f"can't be read ({problem})", "check the path")
