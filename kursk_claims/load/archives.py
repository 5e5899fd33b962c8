"""Web archives to documents, by warcio: the HTML pages among the responses, with address and time of capture.

An archive of any size streams through: one record is in memory at a time. What is damaged is named and passed over.
"""

from __future__ import annotations

import io
import logging
import zipfile
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any, cast

from kursk_claims.errors import InputError
from kursk_claims.load.decode import decode
from kursk_claims.load.formats import Found, Input, Report
from kursk_claims.load.html import found_on, read_page
from kursk_claims.load.stream import GZIP_MAGIC
from kursk_claims.settings import MAX_DOCUMENT_BYTES, MAX_LINE_REPORTS

log = logging.getLogger(__name__)

_MEMBER = GZIP_MAGIC + b"\x08"
_READ = 1 << 16
_LINE_BYTES = 1 << 16
_VERSION = b"WARC/"


def read_warc(source: Input, stream: io.BufferedReader, report: Report) -> Iterator[Found]:
    """The pages of one archive, packed record by record or not at all."""
    yield from _Archive(report).pages(stream, source.where, source.stem)


def read_wacz(source: Input, stream: io.BufferedReader, report: Report) -> Iterator[Found]:
    """The pages of the archives inside a WACZ."""
    archive = _Archive(report)
    try:
        with zipfile.ZipFile(stream) as packed:
            names = sorted(name for name in packed.namelist() if name.endswith((".warc", ".warc.gz")))
            if not names:
                raise InputError(source.where, "no web archive inside", "a WACZ holds archive/*.warc.gz")
            for name in names:
                stem = PurePosixPath(name).name.removesuffix(".gz").removesuffix(".warc")
                with packed.open(name) as inner:
                    buffered = io.BufferedReader(cast(io.RawIOBase, inner))
                    yield from archive.pages(buffered, f"{source.where}!{name}", f"{source.stem}:{stem}")
    except zipfile.BadZipFile as error:
        raise InputError(source.where, f"damaged WACZ ({error})", "download it again") from error


class _Archive:
    """One run over the records: which pages were seen, and how many could not be read."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._seen: set[bytes] = set()
        self._unread = 0

    def pages(self, stream: io.BufferedReader[Any], where: str, stem: str) -> Iterator[Found]:
        """The pages of one stream, each address and content once."""
        damage: list[InputError] = []
        if stream.peek(2)[:2] == GZIP_MAGIC:
            stream = io.BufferedReader(_Members(stream, where, damage), _READ)
        pages = 0
        for number, record in _records(stream, where, damage):
            while damage:
                self._tell(damage.pop(0))
            found = self._page(record, f"{where}:{number}", f"{stem}:{number}")
            if found is not None:
                pages += 1
                yield found
        for error in damage:
            self._tell(error)
        if self._unread > MAX_LINE_REPORTS:
            more = self._unread - MAX_LINE_REPORTS
            self._report(
                InputError(where, f"{more} more records without an article", "nothing to do if they are lists")
            )
        elif not pages and not self._unread:
            self._report(InputError(where, "web archive without pages", "record pages of HTML, or leave it out"))
        self._unread = 0

    def _tell(self, error: InputError) -> None:
        self._unread += 1
        if self._unread <= MAX_LINE_REPORTS:
            self._report(error)

    def _page(self, record: Any, where: str, id: str) -> Found | None:
        """The page in a record; ``None`` if it holds none, was seen before or can't be read (which is reported)."""
        if not _is_page(record):
            return None
        url, captured = record.rec_headers.get_header("WARC-Target-URI"), record.rec_headers.get_header("WARC-Date")
        try:
            try:
                data = _payload(record, where)
            except (OSError, ValueError, EOFError, zlib.error) as error:
                raise InputError(where, f"damaged record ({error})", "passed over; record the page again") from error
            if _cut_off(record):
                return None  # reported where the next record is looked for
            page = read_page(decode(data, where), where)
        except InputError as error:
            self._tell(error)
            return None
        digest = sha256(f"{url}\0{page.text}".encode("utf-8", "surrogatepass")).digest()
        if digest in self._seen:
            log.info("%s: %s was read before", where, url)
            return None
        self._seen.add(digest)
        return found_on(page, where=where, id=id, url=url, captured=captured)


def _is_page(record: Any) -> bool:
    if record.rec_type == "resource":
        return "html" in (record.content_type or "").lower()
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = record.http_headers.get_header("Content-Type") or ""
    return record.http_headers.get_statuscode() == "200" and "html" in kind.lower()


def _payload(record: Any, where: str) -> bytes:
    stream = record.content_stream()
    data = b""
    while len(data) <= MAX_DOCUMENT_BYTES and (more := stream.read(_READ)):
        data += more
    if len(data) > MAX_DOCUMENT_BYTES:
        raise InputError(where, f"a page of more than {MAX_DOCUMENT_BYTES // 2**20} MiB", "passed over")
    if not data.strip():
        raise InputError(where, "record without payload", "passed over; record the page again")
    return data


def _cut_off(record: Any) -> bool:
    """Whether the archive ends before the record does; what nobody wanted of it is read on the way."""
    while record.raw_stream.read(_READ):
        pass
    return bool(record.raw_stream.limit > 0)


def _records(stream: io.BufferedReader[Any], where: str, damage: list[InputError]) -> Iterator[tuple[int, Any]]:
    """Number and record of each WARC record; after a damaged one, the next that begins as one is looked for."""
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.recordloader import ArcWarcRecordLoader

    loader = ArcWarcRecordLoader()
    number = 0
    lost = False
    while line := stream.readline(_LINE_BYTES):
        if not line.startswith(_VERSION):
            if line.strip() and not lost:
                lost = True
                damage.append(
                    InputError(f"{where}:{number}", "damaged after this record", "passed over to the next one")
                )
            continue
        lost = False
        number += 1
        try:
            record = loader.parse_record_stream(stream, statusline=line.decode("latin-1").rstrip(), known_format="warc")
        except (ArchiveLoadFailed, ValueError, EOFError, AttributeError) as error:
            said = "no header" if isinstance(error, AttributeError) else error  # as warcio stumbles over it
            damage.append(InputError(f"{where}:{number}", f"damaged record ({said})", "passed over"))
            lost = True  # what is left of it needs no line of its own
            continue
        yield number, record
        if _cut_off(record):
            damage.append(InputError(f"{where}:{number}", "record cut off", "record the page again"))


class _Members(io.RawIOBase):
    """The content of a file of gzip members, one record each; a damaged member is reported and left out.

    A member is given when it is whole, so that half a record never runs into the next one; one that is larger
    than a document may be is given as it comes.
    """

    def __init__(self, packed: io.BufferedReader[Any], where: str, damage: list[InputError]) -> None:
        self._packed = packed
        self._where = where
        self._damage = damage
        self._ahead = b""
        self._position = 0
        self._given = self._members()
        self._piece = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._piece:
            piece = next(self._given, None)
            if piece is None:
                return 0
            self._piece = piece
        view = memoryview(buffer).cast("B")
        count = min(len(view), len(self._piece))
        view[:count] = self._piece[:count]
        self._piece = self._piece[count:]
        return count

    def _more(self) -> bool:
        data = self._packed.read(_READ)
        self._ahead += data
        return bool(data)

    def _members(self) -> Iterator[bytes]:
        while self._ahead or self._more():
            start = self._position
            yield from self._member(start)

    def _member(self, start: int) -> Iterator[bytes]:
        unpack = zlib.decompressobj(wbits=31)
        whole: list[bytes] = []
        size = 0
        try:
            while not unpack.eof:
                if not self._ahead and not self._more():
                    raise EOFError("cut off")  # noqa: TRY301 - the same ending as for damage that zlib finds
                data = unpack.decompress(self._ahead, _READ)
                self._position += len(self._ahead) - len(unpack.unconsumed_tail) - len(unpack.unused_data)
                self._ahead = unpack.unconsumed_tail or unpack.unused_data
                size += len(data)
                if size > MAX_DOCUMENT_BYTES:
                    yield from whole
                    whole = []
                    yield data
                else:
                    whole.append(data)
        except (zlib.error, EOFError) as error:
            cure = "passed over to the next record; download the archive again"
            self._damage.append(InputError(f"{self._where} at byte {start}", f"damaged gzip member ({error})", cure))
            self._next_member()
            return
        yield from whole

    def _next_member(self) -> None:
        """Go on at the next place that looks like the beginning of a member."""
        if self._ahead.startswith(_MEMBER):
            self._drop(1)
        while (found := self._ahead.find(_MEMBER)) < 0:
            self._drop(max(0, len(self._ahead) - len(_MEMBER) + 1))
            if not self._more():
                self._drop(len(self._ahead))
                return
        self._drop(found)

    def _drop(self, count: int) -> None:
        self._ahead = self._ahead[count:]
        self._position += count
