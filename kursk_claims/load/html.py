"""A web page to its article, by trafilatura."""

from __future__ import annotations

import logging
import re
from typing import Any

from kursk_claims.errors import InputError

_SENTENCE = re.compile(r"\w\s+\S*\w[.!?…][\"'“”«»’)]*(?:$|\s)")
"""A word and one that ends a sentence: menus and footers have none."""
_DOCUMENT = re.compile(r"<html\b", re.I)


def read_page(page: str, where: str) -> dict[str, Any]:
    """The article of ``page``: ``text`` and, where the page tells, ``title``, ``sitename``, ``date``, ``url``.

    Paragraphs are lines. Nothing is fetched. Raises ``InputError`` if the page holds no article.
    """
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    from trafilatura import bare_extraction

    if not _DOCUMENT.search(page):
        page = f"<html><body>{page}</body></html>"
    try:
        found: Any = bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            # Dates guessed from anywhere in the page are worse than none; a latest date that is not today
            # keeps the result the same whenever it is asked for.
            date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2100-01-01"},
        )
    except RecursionError:  # nested without end
        found = None
    if found is None or not found.text or not _SENTENCE.search(found.text):
        raise InputError(where, "HTML with no article in it", "save the article's own page, or its text as .txt")
    return {
        "text": found.text,
        "title": found.title,
        "outlet": found.sitename or found.hostname,
        "date": found.date,
        "url": found.url,
    }
