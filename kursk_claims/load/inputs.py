"""The front of loading: paths in, articles (and claims) out, one at a time."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from kursk_claims.errors import InputError
from kursk_claims.load import frontmatter, metadata
from kursk_claims.load.boilerplate import find_boilerplate
from kursk_claims.load.dates import dateline
from kursk_claims.load.decode import clean, decode, refuse_binary
from kursk_claims.load.paths import HTML, JSON, JSON_LINES, MARKDOWN, TEXT, Input, Report, expand
from kursk_claims.load.records import Document, OtherVersionError, items, read_object
from kursk_claims.load.stream import open_stream, read_lines, read_whole
from kursk_claims.models import Article, Claim
from kursk_claims.settings import MAX_ARTICLE_CHARS, MAX_LINE_REPORTS

_PAGE = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body|article|main|div|\?xml)\b", re.I)
_HEADING = re.compile(r"^# +(\S.*)$", re.M)


def read_articles(
    paths: Sequence[str], *, meta: Path | None = None, report: Report, stdin: BinaryIO | None = None
) -> Iterator[Article]:
    """Yield the articles behind ``paths`` in order; nothing is held in memory but the one at hand.

    Arguments as for ``read_inputs``. Claims among the input go to ``report``.
    """
    told: set[str] = set()
    for found, where in _Reader(meta, report).read(paths, stdin):
        if isinstance(found, Article):
            yield found
        elif where not in told:
            told.add(where)
            report(InputError(where, "claims, not articles", "give them to compare"))


def read_inputs(
    paths: Sequence[str], *, meta: Path | None = None, report: Report, stdin: BinaryIO | None = None
) -> Iterator[Article | Claim]:
    """Yield the articles, and the claims that ``extract`` wrote, behind ``paths`` in order.

    A path is a file, a directory (recursive, sorted), a glob or ``-`` for ``stdin``, whose format
    is told by its first bytes. ``meta`` is a CSV side file that fills what a document doesn't say
    of itself. Every input that can't be read is given to ``report`` as an ``InputError`` and left
    out. Raises ``UsageError`` if ``meta`` can't be read.
    """
    for found, _ in _Reader(meta, report).read(paths, stdin):
        yield found


def read_record(data: bytes, where: str, default_id: str) -> Iterator[Article | Claim]:
    """Yield what one JSON record holds, seen for itself: that ids are unique is not checked.

    ``default_id`` is for a document that has none. Raises ``InputError`` if the record can't be read.
    """

    def refuse(error: InputError) -> None:
        raise error

    reader = _Reader(None, refuse)
    source = Input(where=where, stem=default_id, path=None, format=JSON)
    for one in read_object(data, where):
        yield from reader._found(source, where, default_id, one)


class _Reader:
    """One run over the inputs: the side file, and the ids seen so far."""

    def __init__(self, meta: Path | None, report: Report) -> None:
        self.side = metadata.read_side_file(meta) if meta else metadata.NO_SIDE_FILE
        self.report = report
        self.articles: dict[str, str] = {}
        """Document id to where it was read."""
        self.texts_of_claims: dict[str, str] = {}
        """Document id to the hash of its text."""
        self.claims: set[str] = set()

    def read(self, paths: Sequence[str], stdin: BinaryIO | None) -> Iterator[tuple[Article | Claim, str]]:
        for source in expand(paths, self.report):
            try:
                with open_stream(source, stdin) as stream:
                    for found in self._source(source, stream):
                        yield found, source.where
            except InputError as error:
                self.report(error)

    def _source(self, source: Input, stream: io.BufferedReader) -> Iterator[Article | Claim]:
        kind = source.format or _sniff(stream)
        if kind == JSON_LINES:
            refuse_binary(stream.peek(1 << 14), source.where)
            yield from self._records(source, read_lines(stream, source.where))
            return
        data = read_whole(stream, source.where)
        if kind == JSON:
            yield from self._json(source, data)
            return
        text = decode(data, source.where)
        if kind == HTML:
            from kursk_claims.load.html import read_page

            page = read_page(text, source.where)
            yield from self._article(source, source.where, source.stem, page["text"], detected=page)
            return
        header, body = frontmatter.split(text)
        detected = {}
        if kind == MARKDOWN and (heading := _HEADING.search(body)):
            detected["title"] = heading[1].rstrip(" #")
        yield from self._article(source, source.where, source.stem, body, stated=header, detected=detected)

    def _json(self, source: Input, data: bytes) -> Iterator[Article | Claim]:
        data = data.removeprefix(b"\xef\xbb\xbf")
        listed = items(data, source.where)
        if listed is not None:
            yield from self._records(source, enumerate(listed, 1))
            return
        try:
            found = list(read_object(data, source.where))
        except InputError:
            if source.format is not None or not _is_lines(data):
                raise
            lines = read_lines(io.BufferedReader(io.BytesIO(data)), source.where)
            yield from self._records(source, lines)
            return
        for one in found:
            yield from self._found(source, source.where, source.stem, one)

    def _records(self, source: Input, records: Iterable[tuple[int, bytes]]) -> Iterator[Article | Claim]:
        count = broken = 0
        versions: set[str] = set()
        for count, (number, data) in enumerate(records, 1):  # noqa: B007 - read after the loop
            where = f"{source.where}:{number}"
            data = data.removeprefix(b"\xef\xbb\xbf") if number == 1 else data
            try:
                for one in read_object(data, where):
                    yield from self._found(source, where, f"{source.stem}:{number}", one)
            except OtherVersionError as error:
                if error.problem not in versions:
                    versions.add(error.problem)
                    self.report(error)
            except InputError as error:
                broken += 1
                if broken <= MAX_LINE_REPORTS:
                    self.report(error)
        if broken > MAX_LINE_REPORTS:
            self.report(
                InputError(source.where, f"{broken - MAX_LINE_REPORTS} more broken records", "is this JSON Lines?")
            )
        if not count:
            self.report(InputError(source.where, "empty", "put an article into it or leave it out"))

    def _found(self, source: Input, where: str, default_id: str, one: Document | Claim) -> Iterator[Article | Claim]:
        if isinstance(one, Claim):
            yield from self._claim(where, one)
            return
        values = msgspec.structs.asdict(one)
        text = metadata.first(values, metadata.TEXT_KEYS)
        if text is None:
            raise InputError(where, "document without text", f"it needs one of {', '.join(metadata.TEXT_KEYS)}")
        yield from self._article(source, where, default_id, text, stated=values)

    def _article(
        self,
        source: Input,
        where: str,
        default_id: str,
        text: str,
        *,
        stated: Mapping[str, Any] | None = None,
        detected: Mapping[str, Any] | None = None,
    ) -> Iterator[Article]:
        """What the document states of itself goes before the side file, that before what was detected."""
        text = clean(text)
        if not text.strip():
            raise InputError(where, "empty", "put an article into it or leave it out")
        if len(text) > MAX_ARTICLE_CHARS:
            raise InputError(where, f"an article of more than {MAX_ARTICLE_CHARS:,} characters", "split it")
        own = metadata.fields(stated or {}, where)
        seen = metadata.fields(detected or {}, where)
        if "published" not in seen and (line := dateline(text)):
            seen["published"] = line[0]
        side = self.side.of(path=source.path, doc_id=own.get("id", default_id))
        known = {"id": default_id, **seen, **side, **own}
        first = self.articles.setdefault(known["id"], where)
        if first != where or known["id"] in self.texts_of_claims:
            raise InputError(where, f"a second document with id {known['id']!r}", "left out; give it an id of its own")
        path = None if source.path is None else str(source.path)
        yield Article(text=text, path=path, boilerplate=find_boilerplate(text), **known)

    def _claim(self, where: str, claim: Claim) -> Iterator[Claim]:
        text = self.texts_of_claims.setdefault(claim.doc.id, claim.doc.text_sha256)
        if claim.doc.id in self.articles or text != claim.doc.text_sha256:
            raise InputError(where, f"a second document with id {claim.doc.id!r}", "left out; give it an id of its own")
        if claim.id in self.claims:
            raise InputError(where, f"claim {claim.id!r} was read before", "left out; give each file once")
        self.claims.add(claim.id)
        yield claim


def _sniff(stream: io.BufferedReader) -> str:
    """Format of a stream without a name, by its first bytes."""
    head = stream.peek(1 << 14).removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"["):
        return JSON
    if head.startswith(b"{"):
        first_line, newline, _ = head.partition(b"\n")
        return JSON if newline and not _is_object(first_line) else JSON_LINES
    return HTML if _PAGE.match(head) else TEXT


def _is_object(data: bytes) -> bool:
    try:
        return isinstance(msgspec.json.decode(data), dict)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False


def _is_lines(data: bytes) -> bool:
    """Whether broken JSON of unknown format is rather JSON Lines whose first line is broken."""
    return any(_is_object(line) for line in data.splitlines()[1:20])
