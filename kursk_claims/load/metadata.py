"""What is known of a document beside its text, under whatever name: document, side file, guess."""

from __future__ import annotations

import csv
import io
import logging
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from msgspec import Struct, structs

from kursk_claims.errors import InputError, UsageError
from kursk_claims.lexicon import reader
from kursk_claims.lexicon.outlets import outlet_of_domain
from kursk_claims.load.dates import iso_date, iso_minute
from kursk_claims.load.decode import clean, decode
from kursk_claims.load.paths import spelled
from kursk_claims.settings import MAX_DOCUMENT_BYTES, MAX_NAME_CHARS

log = logging.getLogger(__name__)

TEXT_KEYS = ("text", "article", "content", "raw_text")
ALIASES: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    "outlet": ("outlet", "source", "sitename", "hostname"),
    "title": ("title", "header"),
    "published": ("published", "date"),
    "published_time": ("published_time", "published", "date"),
    "modified": ("modified",),
    "author": ("author",),
    "url": ("url",),
    "captured": ("captured",),
}
_ADDRESS = re.compile(r"https?://[\w.-]+(?=[:/?#]|$)", re.I)
_FILE_COLUMNS = ("file", "filename", "path")
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.I)
"""The line by which spreadsheets tell each other what separates the cells."""


class Columns(Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``lexicon/de/columns.toml``: German names of the columns of a side file."""

    file: tuple[str, ...]
    id: tuple[str, ...]
    outlet: tuple[str, ...]
    title: tuple[str, ...]
    published: tuple[str, ...]
    modified: tuple[str, ...]
    author: tuple[str, ...]
    url: tuple[str, ...]


_columns: Final = reader("de/columns", Columns)

Fields = Mapping[str, str]


def fields(values: Mapping[str, Any], where: str) -> dict[str, str]:
    """The known fields among ``values`` under their own names, the first alias with a value taken.

    Strings and numbers count, everything else and all unknown keys are ignored; ``published``
    comes out in ISO 8601, or not at all (logged) if it can't be read.
    """
    found = {}
    for name, aliases in ALIASES.items():
        value = first(values, aliases)
        if value is None:
            continue
        if name in ("published", "modified"):
            day = iso_date(value)
            if day is None:
                log.info("%s: date %r not understood", where, value)
                continue
            value = day
        if name == "published_time":
            value = iso_minute(value) or ""
        found[name] = _short(name, value, where)
    return {name: value for name, value in found.items() if value}


def _short(name: str, value: str, where: str) -> str:
    """``value``, no longer than a name may be; an address that is longer is none."""
    if len(value) <= MAX_NAME_CHARS:
        return value
    if name == "id":
        raise InputError(where, f"an id of more than {MAX_NAME_CHARS:,} characters", "give it a shorter one")
    log.warning("%s: %s of more than %d characters, cut", where, name, MAX_NAME_CHARS, extra={"once": "names"})
    return "" if name == "url" else f"{value[: MAX_NAME_CHARS - 1]}…"


def first(values: Mapping[str, Any], aliases: tuple[str, ...]) -> str | None:
    """The first of ``aliases`` that has a text or number in ``values``, cleaned; ``None`` without one."""
    for alias in aliases:
        value = values.get(alias)
        if isinstance(value, str | int) and not isinstance(value, bool):
            text = clean(str(value))
            if text.strip():
                return text if alias in TEXT_KEYS else " ".join(text.split())
    return None


def outlet_at(url: str) -> str | None:
    """Who prints at an address: the outlet listed for the host, else the host itself; ``None`` if it names none."""
    host = (urlsplit(url).hostname or "").removeprefix("www.") if _ADDRESS.match(url) else ""
    return outlet_of_domain(host) or host or None


class SideFile:
    """The rows of ``--meta``: fields by file name or by document id."""

    def __init__(self, by_file: Mapping[str, Fields], by_id: Mapping[str, Fields]) -> None:
        self._by_file = by_file
        self._by_id = by_id

    def of(self, *, path: Path | None, doc_id: str) -> Fields:
        """What the file says of a document, looked up by path, by file name, then by id."""
        names = [] if path is None else [spelled(path), spelled(path.name)]
        for name in names:
            if name in self._by_file:
                return self._by_file[name]
        return self._by_id.get(doc_id, {})


NO_SIDE_FILE = SideFile({}, {})


def read_side_file(path: Path) -> SideFile:
    """Read a CSV with a header line: ``id`` and/or ``file``, and any of the document columns, English or German.

    UTF-8 or what spreadsheets write instead. Comma, semicolon or tab separate, whichever the header has most of, or
    what a first line ``sep=;`` says. Raises ``UsageError`` if it can't be read or has neither column.
    """
    try:
        text = decode(path.read_bytes(), str(path))
    except OSError as error:
        raise UsageError(f"{path}: side file can't be read ({error.strerror}); check --meta") from error
    except InputError as error:
        raise UsageError(f"{path}: side file is no text ({error.problem}); save it as CSV") from error
    told = _SEPARATOR_LINE.match(text)
    text = text[told.end() :] if told else text
    header = text.split("\n", 1)[0]
    csv.field_size_limit(MAX_DOCUMENT_BYTES)
    rows = csv.DictReader(
        io.StringIO(text, newline=""), delimiter=told[1] if told else max(",;\t", key=header.count), strict=True
    )
    english = _english()
    rows.fieldnames = [english.get(name := (column or "").strip().lower(), name) for column in rows.fieldnames or ()]
    if not {"id", *_FILE_COLUMNS} & {*rows.fieldnames}:
        raise UsageError(f"{path}: side file has no column id or file; name its columns in the first line")
    by_file: dict[str, Fields] = {}
    by_id: dict[str, Fields] = {}
    number = 1
    try:
        for number, row in enumerate(rows, 2):
            known = fields(row, f"{path}:{number}")
            file = first(row, _FILE_COLUMNS)
            if file is not None:
                by_file[file] = known
            elif "id" in known:
                by_id[known["id"]] = known
    except csv.Error as error:
        raise UsageError(f"{path}:{number + 1}: row is broken, or its quotation mark never closed ({error})") from error
    return SideFile(by_file, by_id)


def _english() -> dict[str, str]:
    return {name: field for field, names in structs.asdict(_columns()).items() for name in names}
