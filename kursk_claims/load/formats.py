"""The formats that are read, one row each: what its files end in, how it begins, what reads it.

To add a format, add a row and a module with its reader: a function ``(source, stream, report)`` that yields what
the input holds as ``Found`` (or claims that ``extract`` wrote), gives ``report`` what it passes over, and raises
``InputError`` if nothing more of the input can be read. The module is imported when the first such input comes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Literal, Protocol, cast

import msgspec
from msgspec import Struct

from kursk_claims.errors import InputError
from kursk_claims.models import Claim, Furniture, Span

Report = Callable[[InputError], None]
Gzip = Literal["unpacked", "whole", "no"]
"""Whether a file may end in ``.gz`` as well, and whether its reader gets it unpacked or as it is."""


class Format(Struct, frozen=True, kw_only=True):
    """One row of the table."""

    name: str
    suffixes: tuple[str, ...]
    reader: str
    """``module:function``, the module one of this package."""
    begins: str | None = None
    """Pattern of the first bytes, white space aside, by which standard input is known."""
    gzip: Gzip = "unpacked"
    many: bool = False
    """Whether one file may hold many articles."""


TEXT: Final = Format(name="text", suffixes=(".txt",), reader="texts:read_text")
JSON: Final = Format(name="JSON", suffixes=(".json",), reader="records:read_json", many=True)
JSON_LINES: Final = Format(
    name="JSON Lines", suffixes=(".jsonl", ".ndjson"), reader="records:read_json_lines", many=True
)

FORMATS: Final = (
    TEXT,
    Format(name="Markdown", suffixes=(".md",), reader="texts:read_markdown"),
    Format(
        name="page",
        suffixes=(".html", ".htm", ".xhtml"),
        reader="html:read_html",
        begins=r"(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body|article|main|div)\b",
    ),
    JSON,
    JSON_LINES,
    Format(
        name="feed",
        suffixes=(".xml", ".rss", ".atom"),
        reader="feeds:read_feed",
        begins=r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<\?.*?\?>\s*)*<(?:rss|feed|rdf:RDF)\b",
        many=True,
    ),
    Format(
        name="web archive",
        suffixes=(".warc",),
        reader="archives:read_warc",
        begins=r"WARC/\d",
        gzip="whole",
        many=True,
    ),
    Format(name="packed web archive", suffixes=(".wacz",), reader="archives:read_wacz", gzip="no", many=True),
    Format(name="PDF", suffixes=(".pdf",), reader="documents:read_pdf", begins=r"%PDF-", gzip="no"),
    Format(name="Word", suffixes=(".docx",), reader="documents:read_docx", gzip="no"),
)

READABLE: Final = " ".join(
    suffix if row.gzip == "no" else f"{suffix}[.gz]" for row in FORMATS for suffix in row.suffixes
)
"""What files may end in, for messages of any language; what stands in brackets may follow."""

_BY_SUFFIX: Final = {
    suffix + packed: row
    for row in FORMATS
    for suffix in row.suffixes
    for packed in ("",) + ((".gz",) if row.gzip != "no" else ())
}
_HEAD_BYTES = 1 << 14


class Input(Struct, frozen=True, kw_only=True):
    """One thing to read. ``path`` is ``None`` for standard input, ``format`` is ``None`` where it must be sniffed."""

    where: str
    """As the user wrote it; what messages name."""
    stem: str
    path: Path | None
    format: Format | None


class Found(Struct, frozen=True, kw_only=True):
    """One document as its format tells it, before the side file is asked and its id is compared with others."""

    where: str
    id: str
    """Its id if it states none."""
    text: str
    stated: Mapping[str, Any] = {}
    """What it says of itself, under the names of ``metadata.ALIASES``."""
    detected: Mapping[str, Any] = {}
    """The same, but guessed."""
    headings: tuple[Span, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    """Offsets into ``text``, which must be in NFC if there are any."""
    summary: bool = False
    """Whether this is a summary and not the article."""


class Reader(Protocol):
    """What yields the documents (and claims) of one input."""

    def __call__(self, source: Input, stream: io.BufferedReader, report: Report) -> Iterator[Found | Claim]:
        """Read ``stream``, which is ``source``'s; see the head of this module."""
        ...


def format_of(path: Path) -> tuple[Format, str] | None:
    """Format and stem of a file by its name, ``None`` if it is none of ours: ``a.txt.gz`` has the stem ``a``."""
    name = path.name
    for parts in (2, 1):
        suffix = "".join(path.suffixes[-parts:]).lower()
        if suffix in _BY_SUFFIX and len(name) > len(suffix):
            return _BY_SUFFIX[suffix], name[: -len(suffix)]
    return None


def reader_of(row: Format) -> Reader:
    """The function that reads a format, its module imported."""
    module, function = row.reader.split(":")
    return cast(Reader, getattr(import_module(f"kursk_claims.load.{module}"), function))


def sniff(stream: io.BufferedReader) -> Format:
    """Format of a stream without a name, by its first bytes; plain text if nothing else fits."""
    head = stream.peek(_HEAD_BYTES).removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"["):
        return JSON
    if head.startswith(b"{"):
        first_line, newline, _ = head.partition(b"\n")
        return JSON if newline and not is_object(first_line) else JSON_LINES
    for row in FORMATS:
        if row.begins is not None and re.match(row.begins.encode(), head, re.I | re.S):
            return row
    return TEXT


def is_object(data: bytes) -> bool:
    """Whether ``data`` is one JSON object."""
    try:
        return isinstance(msgspec.json.decode(data), dict)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False
