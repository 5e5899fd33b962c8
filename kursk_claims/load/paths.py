"""Command line paths to single inputs: files, directories, globs, pipes and ``-``."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from glob import escape, glob
from pathlib import Path

from kursk_claims.errors import InputError
from kursk_claims.load.formats import READABLE, Input, Report, format_of
from kursk_claims.output import Identity, onto_input

README = re.compile(r"readme(?:\.\w+)?", re.I)
"""A file that speaks of its folder; inside a directory it is no article."""
_ADDRESS = re.compile(r"(?:https?|ftp)://", re.I)

_ANY_FOLDERS = re.compile(r"(?:^|/)(?P<stars>\*\*)(?:/+\*\*)*(?:/+|$)")
"""``**`` as a part of a path of its own; several in a row are one."""


def expand(
    paths: Sequence[str], report: Report, exclude: Sequence[str] = (), output: Identity | None = None
) -> Iterator[Input]:
    """Yield the inputs behind ``paths`` in order, a directory's recursively and sorted by name, each file once.

    What can't be found or isn't a format this program reads goes to ``report``, an address on the web among it.
    Hidden files, READMEs and files of other formats inside directories are passed over without a word, and so is
    everything whose path or name matches a pattern of ``exclude``. Raises ``UsageError`` for the file ``output``.
    """
    yield from _Expansion(report, exclude, output).all(paths)


def documents(paths: Sequence[str], exclude: Sequence[str] = ()) -> int | None:
    """How many articles ``paths`` hold, without opening a file; ``None`` where a file or pipe may hold many."""
    count = 0
    for found in expand(paths, lambda _: None, exclude):
        if found.format is None or found.format.many:
            return None
        count += 1
    return count


def spelled(path: str | Path) -> str:
    """A path as text, whatever the locale: its bytes read as UTF-8, those that are none written out."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


class _Expansion:
    """One run over the paths: the files and folders seen so far."""

    def __init__(self, report: Report, exclude: Sequence[str], output: Identity | None) -> None:
        self.report = report
        self.exclude = exclude
        self.output = output
        self.files: set[Identity] = set()
        self.folders: set[Identity] = set()

    def all(self, paths: Sequence[str]) -> Iterator[Input]:
        for given in paths:
            if given == "-":
                yield self._checked(Input(where="standard input", stem="stdin", path=None, format=None), os.fstat(0))
            elif _ADDRESS.match(given):
                cure = f"save it first, with curl -o page.html '{given}' or wget --warc-file=pages '{given}'"
                self.report(InputError(given, "pages are not fetched", cure))
            else:
                found = [given] if os.path.lexists(given) or not _is_pattern(given) else _matches(given)
                if not found:
                    self.report(InputError(spelled(given), "no file matches", "check the pattern"))
                for name in found:
                    if self._kept(Path(name)):
                        yield from self._one(name)

    def _one(self, name: str) -> Iterator[Input]:
        path = Path(name)
        try:
            status = path.stat()
        except (OSError, ValueError) as error:
            self.report(unreadable(spelled(name), error))
            return
        if stat.S_ISDIR(status.st_mode):
            yield from self._folder(path, status)
        elif not stat.S_ISREG(status.st_mode):
            yield Input(where=spelled(name), stem=spelled(path.stem), path=path, format=None)
        elif format_of(path) is None:
            self.report(InputError(spelled(name), "not a format that is read", f"it must end in {READABLE}"))
        else:
            yield from self._file(path, status)

    def _folder(self, top: Path, status: os.stat_result) -> Iterator[Input]:
        """The files under a directory, with a stack of our own: folders nest deeper than Python calls."""
        if self._seen(self.folders, status):
            return
        found = refused = 0
        waiting = [iter(self._entries(top))]
        while waiting:
            entry = next(waiting[-1], None)
            if entry is None:
                waiting.pop()
                continue
            path, its = entry
            if its is None:
                refused += 1
            elif stat.S_ISDIR(its.st_mode):
                if not self._seen(self.folders, its):
                    waiting.append(iter(self._entries(path)))
            elif _is_article(path, its):
                found += 1
                yield from self._file(path, its)
        if not found and not refused:
            self.report(InputError(spelled(top), "directory without articles", f"it needs files ending in {READABLE}"))

    def _entries(self, folder: Path) -> Iterator[tuple[Path, os.stat_result | None]]:
        """What lies in a directory and is not hidden or excluded; no status for what should be read and can't be."""
        try:
            names = sorted(entry.name for entry in os.scandir(folder))
        except OSError as error:
            self.report(unreadable(spelled(folder), error))
            yield folder, None
            return
        for name in names:
            path = folder / name
            if name.startswith(".") or not self._kept(path):
                continue
            try:
                yield path, path.stat()
            except OSError as error:
                if format_of(path) is not None:
                    self.report(unreadable(spelled(path), error))
                    yield path, None

    def _file(self, path: Path, status: os.stat_result) -> Iterator[Input]:
        known = format_of(path)
        if known is not None and not self._seen(self.files, status):
            kind, stem = known
            yield self._checked(Input(where=spelled(path), stem=spelled(stem), path=path, format=kind), status)

    def _checked(self, source: Input, status: os.stat_result) -> Input:
        if (status.st_dev, status.st_ino) == self.output and stat.S_ISREG(status.st_mode):
            raise onto_input(source.where)
        return source

    def _kept(self, path: Path) -> bool:
        names = (spelled(path), spelled(path.name))
        return not any(fnmatchcase(name, pattern) for pattern in self.exclude for name in names)

    @staticmethod
    def _seen(known: set[Identity], status: os.stat_result) -> bool:
        identity = (status.st_dev, status.st_ino)
        if identity in known:
            return True
        known.add(identity)
        return False


def _is_article(path: Path, status: os.stat_result) -> bool:
    return stat.S_ISREG(status.st_mode) and format_of(path) is not None and not README.fullmatch(path.name)


def _matches(pattern: str) -> list[str]:
    """What a pattern fits, sorted; ``**`` stands for each folder below once, whatever links lead to it."""
    found = _ANY_FOLDERS.search(pattern)
    if found is None:
        # Path.glob wants the pattern taken apart at the last part without signs; this one takes it whole.
        return sorted(glob(pattern))  # noqa: PTH207
    head, rest = pattern[: found.start("stars")], pattern[found.end() :]
    tops = _matches(head) if _is_pattern(head) else [head or "."]
    folders = [folder for top in tops for folder in _folders(top)]
    if not rest:
        return folders
    return sorted({name for folder in folders for name in _matches(os.path.join(escape(folder), rest))})  # noqa: PTH118


def _folders(top: str) -> Iterator[str]:
    """``top`` and every folder below it that is not hidden, each once."""
    seen: set[Identity] = set()
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            status = os.stat(folder)  # noqa: PTH116 - strings, as glob has them
            inner = [entry.path for entry in os.scandir(folder) if not entry.name.startswith(".") and entry.is_dir()]
        except OSError:
            continue  # told when the files are read
        if (status.st_dev, status.st_ino) not in seen:
            seen.add((status.st_dev, status.st_ino))
            yield folder
            waiting += sorted(inner, reverse=True)


def _is_pattern(path: str) -> bool:
    return any(sign in path for sign in "*?[")


def unreadable(where: str, error: OSError | ValueError) -> InputError:
    """The user's line for an error of the operating system."""
    if isinstance(error, FileNotFoundError):
        return InputError(where, "no such file or directory", "check the path")
    if isinstance(error, OSError) and error.errno in (errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EIO):
        return InputError(where, f"can't be read ({error.strerror})", "see what this machine allows")
    if isinstance(error, PermissionError):
        return InputError(where, "not permitted to read", "change its permissions or leave it out")
    problem = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return InputError(where, f"can't be read ({problem})", "check the path")
