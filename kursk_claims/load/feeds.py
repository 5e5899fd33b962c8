"""RSS and Atom to documents, by feedparser: the full text where the feed has it, else title and summary."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from kursk_claims.errors import InputError
from kursk_claims.lexicon.outlets import outlet_of_domain
from kursk_claims.load.decode import decode
from kursk_claims.load.formats import Found, Input, Report
from kursk_claims.load.html import found_on, read_fragment, read_page
from kursk_claims.load.stream import read_whole

log = logging.getLogger(__name__)

_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.I)


def read_feed(source: Input, stream: io.BufferedReader, report: Report) -> Iterator[Found]:
    """One document for each entry that has a text; a page saved under a feed's name is read as a page.

    What a feed that is not well-formed still tells is read, and the damage reported.
    """
    data = read_whole(stream, source.where)
    if _PAGE.match(data):
        yield found_on(read_page(decode(data, source.where), source.where), where=source.where, id=source.stem)
        return
    import feedparser

    # As a stream: bytes could be taken for the name of a file. Nothing is cleaned away that we would not read anyway.
    feed: Any = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.version and not feed.entries:
        raise InputError(source.where, "XML, but no feed", "it must be RSS or Atom; save a page as .html")
    if feed.bozo and not isinstance(feed.bozo_exception, feedparser.CharacterEncodingOverride):
        problem = " ".join(str(feed.bozo_exception).split())
        report(InputError(source.where, f"feed not well-formed ({problem})", f"{len(feed.entries)} entries were read"))
    elif not feed.entries:
        raise InputError(source.where, "feed without entries", "fetch it again or leave it out")
    summaries = 0
    for number, entry in enumerate(feed.entries, 1):
        where = f"{source.where}:{number}"
        try:
            found = _document(entry, feed.feed, where, f"{source.stem}:{number}")
        except InputError as error:
            report(error)
            continue
        summaries += found.summary
        yield found
    if summaries:
        log.warning("%s: %d of %d entries have only title and summary", source.where, summaries, len(feed.entries))


def _document(entry: Any, feed: Any, where: str, id: str) -> Found:
    full = [content.value for content in entry.get("content", ()) if (content.value or "").strip()]
    title = entry.get("title")
    body = max(full, key=len) if full else entry.get("summary") or ""
    if not body.strip() and not title:
        raise InputError(where, "entry without text", "read the article's own page")
    # A summary alone rarely says what it is about; the headline does.
    page = read_fragment(body if full or not title else f"<h1>{title}</h1>{body}")
    url = entry.get("link")
    changed = dict.get(entry, "updated")  # asked in its own way, feedparser gives the day of publication for it
    return Found(
        where=where,
        id=id,
        text=page.text,
        detected={
            "title": title,
            "outlet": (outlet_of_domain(url) if url else None) or feed.get("title"),
            "published": entry.get("published") or changed,
            "modified": changed,
            "author": entry.get("author"),
            "url": url,
        },
        headings=page.headings,
        furniture=page.furniture,
        summary=not full,
    )
