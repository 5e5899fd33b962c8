"""Long extractions that may be killed at any moment: claims in parts, and a record of what is done.

A directory holds ``part-000000.jsonl`` and so on, and ``MANIFEST``: JSON lines, the first saying with
what the parts were made, each other one naming a part and its documents. A part is written aside, named in the
manifest, then renamed; it counts when it is named and there. So a run that is killed loses the part at hand and
nothing else, the next run goes on after the last one, and no other file of the directory is ever touched.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Final

import msgspec
from msgspec import structs

from kursk_claims import __version__
from kursk_claims.engines.local import Build, Report, extract_each
from kursk_claims.errors import InputError, OutputError
from kursk_claims.models import SCHEMA_VERSION, Article, Claim, ClaimType
from kursk_claims.output import open_output, remove_stale, unwritable
from kursk_claims.render import render
from kursk_claims.render.payload import peek
from kursk_claims.settings import PART_ARTICLES

MANIFEST = "MANIFEST"


class Header(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the parts of a directory have in common; another run must agree with it to go on."""

    schema_version: str = SCHEMA_VERSION
    kursk_claims: str = __version__
    model: str | None = None
    type: ClaimType | None = None
    part_articles: int = PART_ARTICLES


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One finished part: its file, the file's size in bytes, and a fingerprint of each article by id."""

    part: str
    size: int
    documents: dict[str, str]


def extract_parts(
    articles: Iterable[Article], build: Build, workers: int = 1, *, directory: Path, header: Header, report: Report
) -> tuple[int, int]:
    """Extract ``articles`` into ``directory``, leaving out those it holds already.

    Returns how many articles were done before and how many in this run. The parts in order are
    byte for byte what one uninterrupted run over the same articles writes. An article that is
    there with another text is given to ``report``.

    Raises ``OutputError`` if the directory can't be written, is in use by another run, or holds
    parts made otherwise.
    """
    with _writing(directory):
        directory.mkdir(parents=True, exist_ok=True)
    with _locked(directory):
        return _Archive(directory, header).fill(articles, build, workers, report)


@contextmanager
def _writing(place: Path) -> Iterator[None]:
    """Name the place where something can't be written."""
    try:
        yield
    except OSError as error:
        raise unwritable(place, error) from error


@contextmanager
def _locked(directory: Path) -> Iterator[None]:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise OutputError(f"{directory}: in use by another run; wait for it or choose another place") from error
    finally:
        os.close(descriptor)


class _Archive:
    def __init__(self, directory: Path, header: Header) -> None:
        self.directory = directory
        self.header = header
        self.done: dict[str, str] = {}
        """Document id to fingerprint."""
        self.parts = 0
        self._open_manifest()

    def fill(self, articles: Iterable[Article], build: Build, workers: int, report: Report) -> tuple[int, int]:
        before = added = 0

        def missing() -> Iterator[Article]:
            nonlocal before
            for article in articles:
                known = self.done.get(article.id)
                if known is None:
                    yield article
                elif known == _fingerprint(article):
                    before += 1
                else:
                    where = article.path or article.id
                    problem = f"document {article.id!r} was extracted with another text or other data before"
                    report(
                        InputError(where, problem, f"left out; extract into another directory than {self.directory}")
                    )

        extracted = extract_each(missing(), build, workers, report=report)
        while count := self._write_part(islice(extracted, self.header.part_articles)):
            added += count
        return before, added

    def _write_part(self, extracted: Iterator[tuple[Article, Sequence[Claim]]]) -> int:
        """Write the next part, if there is an article for it; return how many it holds."""
        documents: dict[str, str] = {}

        def claims() -> Iterator[Claim]:
            for article, found in some:
                documents[article.id] = _fingerprint(article)
                yield from (claim for claim in found if self.header.type in (None, claim.type))

        first, some = peek(extracted)
        if first is None:
            return 0
        path = self.directory / _name(self.parts)
        if path.exists():
            raise OutputError(f"{path}: is none of the parts that were written here; move it")
        with open_output(path) as stream:
            render("jsonl", claims(), stream)
            stream.flush()
            size = os.fstat(stream.fileno()).st_size
            # Named before it is there, so that nothing is ever touched that the manifest does not name.
            self._append(Part(part=path.name, size=size, documents=documents))
        with _writing(self.directory):
            descriptor = os.open(self.directory, os.O_RDONLY)  # a rename is on disk when its directory is
            os.fsync(descriptor)
            os.close(descriptor)
        self.parts += 1
        return len(documents)

    def _append(self, record: Header | Part) -> None:
        path = self.directory / MANIFEST
        with _writing(path), path.open("ab") as stream:
            stream.write(msgspec.json.encode(record) + b"\n")
            stream.flush()
            os.fsync(stream.fileno())

    def _open_manifest(self) -> None:
        path = self.directory / MANIFEST
        written = path.read_bytes() if path.exists() else b""
        whole = written[: written.rfind(b"\n") + 1]  # killed while the last line was written: its part is made again
        if whole:
            kept = self._read(whole.splitlines(keepends=True))
            with _writing(path):
                os.truncate(path, kept)
        else:
            if any(_PART.fullmatch(one.name) for one in self.directory.iterdir()):
                raise OutputError(f"{self.directory}: holds parts of unknown origin; choose another directory")
            with _writing(path):
                path.write_bytes(b"")
            self._append(self.header)
        remove_stale(self.directory / _name(self.parts))

    def _read(self, lines: list[bytes]) -> int:
        """Take over what the manifest says; return how many bytes of it hold."""
        try:
            header = msgspec.json.decode(lines[0], type=Header)
            parts = [msgspec.json.decode(line, type=Part) for line in lines[1:]]
        except msgspec.MsgspecError as error:
            raise OutputError(f"{self.directory}: damaged {MANIFEST} ({error}); choose another directory") from error
        if header != self.header:
            raise OutputError(
                f"{self.directory}: holds parts made by another version or with other options; choose another directory"
            )
        if parts and not (self.directory / parts[-1].part).exists():  # killed before it was renamed
            lines, parts = lines[:-1], parts[:-1]
        for number, part in enumerate(parts):
            path = self.directory / part.part
            if not path.exists() or path.stat().st_size != part.size:
                raise OutputError(f"{path}: missing or changed since it was written; choose another directory")
            self.done |= part.documents
            self.parts = number + 1
        return sum(map(len, lines))


def _name(number: int) -> str:
    return f"part-{number:06}.jsonl"


_PART: Final = re.compile(r"part-\d{6,}\.jsonl")


def _fingerprint(article: Article) -> str:
    """Of the text and what is known of it, not of the spelling of its path; what is furniture may depend on the
    articles read together with it."""
    return sha256(msgspec.json.encode(structs.replace(article, boilerplate=(), path=None))).hexdigest()[:16]
