"""Bytes of one input, unpacked if it is gzip, never more of them than the stated limits."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from kursk_claims.errors import InputError
from kursk_claims.load.formats import Input
from kursk_claims.load.paths import unreadable
from kursk_claims.settings import MAX_DOCUMENT_BYTES, MAX_GZIP_RATIO

GZIP_MAGIC = b"\x1f\x8b"


class _Counted(io.RawIOBase):
    """A raw stream that knows how many bytes were taken from it (standard input can't ``tell``)."""

    def __init__(self, inner: BinaryIO) -> None:
        self.inner = inner
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        data = self.inner.read(len(view))
        view[: len(data)] = data
        self.taken += len(data)
        return len(data)


class _Unpacked(io.RawIOBase):
    """A gzip stream that refuses to swell past ``MAX_GZIP_RATIO`` once it is larger than one document may be."""

    def __init__(self, inner: BinaryIO, where: str) -> None:
        self.packed = _Counted(inner)
        self.plain = gzip.GzipFile(fileobj=cast(BinaryIO, io.BufferedReader(self.packed)))
        self.where = where
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        data = self.plain.read1(len(view))
        view[: len(data)] = data
        self.given += len(data)
        if self.given > MAX_DOCUMENT_BYTES and self.given > MAX_GZIP_RATIO * self.packed.taken:
            raise InputError(
                self.where,
                f"swells to more than {MAX_GZIP_RATIO} times its packed size",
                "it looks like a gzip bomb and is refused; unpack it yourself if it is not",
            )
        return len(data)


@contextmanager
def open_stream(source: Input, stdin: BinaryIO | None) -> Iterator[io.BufferedReader]:
    """Open ``source`` for reading, gzip unpacked whatever the name says; ``stdin`` stands for ``path=None``.

    Gzip is left packed where the format's reader unpacks it part by part.

    Raises ``InputError`` for what the operating system or gzip refuses, also while reading inside
    the ``with`` block.
    """
    try:
        if source.path is None:
            if stdin is None:
                raise InputError(source.where, "is closed", "pipe articles into it, or name a path")
            yield _reader(stdin, source.where)
        else:
            with source.path.open("rb") as file:
                unpacked = source.format is None or source.format.gzip == "unpacked"
                yield _reader(file, source.where) if unpacked else file
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InputError(source.where, "damaged or cut-off gzip data", "pack it again") from error
    except OSError as error:
        raise unreadable(source.where, error) from error


def _reader(raw: BinaryIO, where: str) -> io.BufferedReader:
    buffered = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, raw))
    if buffered.peek(2)[:2] == GZIP_MAGIC:
        return io.BufferedReader(_Unpacked(cast(BinaryIO, buffered), where), buffer_size=1 << 16)
    return buffered


def read_whole(stream: io.BufferedReader, where: str) -> bytes:
    """All bytes of one document.

    Raises ``InputError`` if it is empty or larger than ``MAX_DOCUMENT_BYTES``.
    """
    data = stream.read(MAX_DOCUMENT_BYTES + 1)
    if len(data) > MAX_DOCUMENT_BYTES:
        raise too_large(where)
    if not data.strip():
        raise InputError(where, "empty", "put an article into it or leave it out")
    return data


def read_lines(stream: io.BufferedReader, where: str) -> Iterator[tuple[int, bytes]]:
    """Number (from 1) and bytes of each line that is not blank, one line in memory at a time.

    Raises ``InputError`` if a line is longer than ``MAX_DOCUMENT_BYTES``; nothing can be read after it.
    """
    number = 0
    while line := stream.readline(MAX_DOCUMENT_BYTES + 1):
        number += 1
        if len(line) > MAX_DOCUMENT_BYTES:
            raise too_large(f"{where}:{number}")
        if line.strip():
            yield number, line


def too_large(where: str) -> InputError:
    """The refusal of a document over the limit."""
    return InputError(
        where,
        f"one document of more than {MAX_DOCUMENT_BYTES // 2**20} MiB",
        "split it; many documents go into JSON Lines, one a line",
    )
