"""Command line paths to single inputs: files, directories, globs, pipes and ``-``."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from glob import glob
from pathlib import Path

from msgspec import Struct

from kursk_claims.errors import InputError

Report = Callable[[InputError], None]

TEXT, MARKDOWN, HTML, JSON, JSON_LINES = "text", "markdown", "html", "json", "json lines"
FORMATS = {
    ".txt": TEXT,
    ".md": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".json": JSON,
    ".jsonl": JSON_LINES,
    ".ndjson": JSON_LINES,
}
READABLE = f"{' '.join(FORMATS)}, each also .gz"


class Input(Struct, frozen=True, kw_only=True):
    """One thing to read. ``path`` is ``None`` for standard input, ``format`` is ``None`` where it must be sniffed."""

    where: str
    """As the user wrote it; what messages name."""
    stem: str
    path: Path | None
    format: str | None


def expand(paths: Sequence[str], report: Report) -> Iterator[Input]:
    """Yield the inputs behind ``paths`` in order, a directory's recursively and sorted by name, each file once.

    What can't be found or isn't a format this program reads goes to ``report``. Hidden files and
    files of other formats inside directories are passed over without a word.
    """
    seen: set[tuple[int, int]] = set()
    for given in paths:
        if given == "-":
            yield Input(where="standard input", stem="stdin", path=None, format=None)
            continue
        found = [given] if os.path.lexists(given) or not _is_pattern(given) else _matches(given)
        if not found:
            report(InputError(given, "no file matches", "check the pattern"))
        for name in found:
            yield from _expand_one(name, seen, report)


def _matches(pattern: str) -> list[str]:
    # Path.glob wants the pattern taken apart at the last part without signs; this one takes it whole.
    return sorted(glob(pattern, recursive=True))  # noqa: PTH207


def _is_pattern(path: str) -> bool:
    return any(sign in path for sign in "*?[")


def _expand_one(name: str, seen: set[tuple[int, int]], report: Report) -> Iterator[Input]:
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

        for inner in _walk(path, set(), tell):
            found += 1
            yield from _first_time(inner, seen)
        if not found and not refused:
            report(InputError(name, "directory without articles", f"it needs files ending in {READABLE}"))
    elif not stat.S_ISREG(status.st_mode):
        yield Input(where=name, stem=path.stem, path=path, format=None)
    elif _known(path) is None:
        report(InputError(name, "not a format that is read", f"it must end in {READABLE}"))
    else:
        yield from _first_time(path, seen)


def _first_time(path: Path, seen: set[tuple[int, int]]) -> Iterator[Input]:
    known = _known(path)
    status = path.stat()
    identity = (status.st_dev, status.st_ino)
    if known is not None and identity not in seen:
        seen.add(identity)
        stem, kind = known
        yield Input(where=str(path), stem=stem, path=path, format=kind)


def _walk(directory: Path, above: set[tuple[int, int]], report: Report) -> Iterator[Path]:
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
        if path.is_dir():  # of a link that leads nowhere, DirEntry.is_dir raises
            yield from _walk(path, above | {identity}, report)
        elif _known(path) is not None and path.is_file():
            yield path


def _known(path: Path) -> tuple[str, str] | None:
    """Stem and format of a file by its name, or ``None`` if it is none of ours: ``a.txt.gz`` is ``("a", "text")``."""
    inner = Path(path.stem) if path.suffix.lower() == ".gz" else path
    kind = FORMATS.get(inner.suffix.lower())
    return None if kind is None else (inner.stem, kind)


def unreadable(where: str, error: OSError | ValueError) -> InputError:
    """The user's line for an error of the operating system."""
    if isinstance(error, FileNotFoundError):
        return InputError(where, "no such file or directory", "check the path")
    if isinstance(error, PermissionError):
        return InputError(where, "not permitted to read", "change its permissions or leave it out")
    problem = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return InputError(where, f"can't be read ({problem})", "check the path")
