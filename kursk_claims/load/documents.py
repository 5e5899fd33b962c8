"""Press releases as Word and PDF documents to documents; both libraries are optional (``kursk-claims[documents]``)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from zipfile import BadZipFile

from kursk_claims.errors import InputError
from kursk_claims.load.blocks import Block, flat
from kursk_claims.load.formats import Found, Input, Report
from kursk_claims.load.html import joined
from kursk_claims.load.stream import read_whole

_HYPHEN = re.compile(r"(?<=[^\W\d_])-\n(?=[a-zäöüß])")
"""A word divided at the end of a line; before a capital the hyphen is the word's own."""


def read_docx(source: Input, stream: io.BufferedReader, report: Report) -> Iterator[Found]:
    """The paragraphs and table cells of a Word document, in order, its heading styles as headings."""
    try:
        import docx
        from docx.opc.exceptions import PackageNotFoundError
    except ImportError as error:
        raise _missing(source.where, "Word documents") from error
    data = read_whole(stream, source.where)
    try:
        document: Any = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise InputError(source.where, "damaged Word document", "save it again") from error
    text, headings = joined([block for block in _paragraphs(document) if block.text])
    facts = document.core_properties
    detected = {"title": facts.title or None, "author": facts.author or None}
    if detected["title"] is None and headings:
        detected["title"] = text[headings[0].start : headings[0].end]
    yield Found(where=source.where, id=source.stem, text=text, detected=detected, headings=headings)


def _paragraphs(document: Any) -> Iterator[Block]:
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            for row in part.rows:
                yield from (Block(flat(cell.text), False, None) for cell in row.cells)
        else:
            style = (part.style.name if part.style is not None else "") or ""
            yield Block(flat(part.text), style.startswith(("Heading", "Title")), None)


def read_pdf(source: Input, stream: io.BufferedReader, report: Report) -> Iterator[Found]:
    """The text of a PDF, page after page, words that were divided at the end of a line made whole."""
    try:
        import pypdf
    except ImportError as error:
        raise _missing(source.where, "PDF documents") from error
    data = read_whole(stream, source.where)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        pages = [page.extract_text() for page in reader.pages]
        facts = reader.metadata
    except (pypdf.errors.PyPdfError, KeyError, ValueError, TypeError, RecursionError) as error:
        raise InputError(source.where, f"PDF that can't be read ({error})", "save its text as .txt") from error
    text = _HYPHEN.sub("", "\n\n".join(page.strip() for page in pages if page.strip()))
    if not text:
        raise InputError(source.where, "a PDF of pictures, without text", "put it through text recognition first")
    detected = {"title": facts.title, "author": facts.author} if facts else {}
    yield Found(where=source.where, id=source.stem, text=text, detected=detected)


def _missing(where: str, what: str) -> InputError:
    return InputError(where, f"{what} need an extra", "pip install 'kursk-claims[documents]'")
