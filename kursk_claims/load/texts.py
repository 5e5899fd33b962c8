"""Plain text and Markdown to a document: front matter, headings, a title if nothing better is known."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from kursk_claims.errors import InputError
from kursk_claims.load import frontmatter
from kursk_claims.load.boilerplate import find_boilerplate
from kursk_claims.load.decode import clean, decode
from kursk_claims.load.formats import Found, Input, Report, is_object
from kursk_claims.load.stream import read_whole
from kursk_claims.models import Span

_HEADING = re.compile(r"^#{1,6} +(\S.*)$", re.M)
_SETEXT = re.compile(r"^(?=.*\w)(\S.*)\n(?:=+|-{3,})[ \t]*$", re.M)
_TITLE = re.compile(r"\s*(\S[^\r\n]*?)[ \t]*\r?\n(?:[ \t]*\r?\n|(?=[^\r\n]{120}))\s*\S")
"""A first line that a blank line or a long paragraph follows: lines of one paragraph are of one length."""
_TITLE_CHARS = 140
_ENDS_SENTENCE = re.compile(r"[.!?…:;,][\"'“”«»’)]*$|\b(?:\d{1,2}\.){2}")


def read_text(source: Input, stream: io.BufferedReader, report: Report) -> Iterator[Found]:
    """The one document of a plain text."""
    header, text = _parts(source, stream)
    first = _TITLE.match(text)
    headings: tuple[Span, ...] = ()
    detected: dict[str, Any] = {}
    if (
        first
        and len(first[1]) <= _TITLE_CHARS
        and not _ENDS_SENTENCE.search(first[1])
        and not find_boilerplate(first[1])
    ):
        detected["title"] = first[1]
        headings = (Span(first.start(1), first.end(1)),)
    yield Found(where=source.where, id=source.stem, text=text, stated=header, detected=detected, headings=headings)


def read_markdown(source: Input, stream: io.BufferedReader, report: Report) -> Iterator[Found]:
    """The one document of a Markdown text, as it stands; its first heading is its title if it states none."""
    header, text = _parts(source, stream)
    found = sorted(
        (match.start(1), match.end(1)) for pattern in (_HEADING, _SETEXT) for match in pattern.finditer(text)
    )
    detected = {"title": text[slice(*found[0])].rstrip(" #")} if found else {}
    yield Found(
        where=source.where,
        id=source.stem,
        text=text,
        stated=header,
        detected=detected,
        headings=tuple(Span(start, end) for start, end in found),
    )


def _parts(source: Input, stream: io.BufferedReader) -> tuple[dict[str, str], str]:
    data = read_whole(stream, source.where)
    if is_object(data.lstrip().partition(b"\n")[0]):
        raise InputError(source.where, "JSON, not prose", "name it .jsonl, or .json if it is one document")
    header, text = frontmatter.split(decode(data, source.where))
    return header, clean(text)
