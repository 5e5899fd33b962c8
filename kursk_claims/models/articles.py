"""Articles, and the stretches of their text."""

from __future__ import annotations

import hashlib
from typing import Literal

from msgspec import Struct

SCHEMA_VERSION = "1"

SourceKind = Literal["person", "official", "outlet", "agency", "institution", "document", "anonymous", "unknown"]


Why = Literal[
    "agency",
    "aside",
    "box",
    "button",
    "caption",
    "comment_count",
    "credit",
    "dateline",
    "foot",
    "label",
    "link",
    "navigation",
    "notice",
    "offer",
    "picture_count",
    "player",
    "programme",
    "rating",
    "reading_time",
    "repeated",
    "table",
    "teaser",
]
"""Why a stretch of a text is no part of the article; ``link`` leads to another page, ``box`` is named as furniture."""


class Span(Struct, frozen=True, order=True):
    """A stretch of the article text, ``start`` inclusive, ``end`` exclusive, in code points."""

    start: int
    end: int


class Furniture(Span, frozen=True, order=True):
    """A stretch of the article text that is not the article's own words, and why it is left out."""

    why: Why


class Described(Struct, frozen=True, kw_only=True):
    """What is known of where a document stood."""

    id: str
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    """ISO 8601 as far as known: ``2024``, ``2024-11`` or ``2024-11-17``."""
    published_time: str | None = None
    """``2024-11-17T08:39``, clock time of Central Europe, where the document tells."""
    modified: str | None = None
    """When it was last changed, written like ``published``."""
    author: str | None = None
    url: str | None = None
    captured: str | None = None
    """When an archive recorded the page, ISO 8601 in UTC."""
    path: str | None = None


class Article(Described, frozen=True, kw_only=True):
    """One document as it came from a file: NFC text and what is known of where it stood."""

    text: str
    headings: tuple[Span, ...] = ()
    """Lines that head the text or a part of it, where the format tells."""
    boilerplate: tuple[Furniture, ...] = ()
    """Stretches that are not the article's own words, in order; they give no claims."""
    summary: bool = False
    """Whether this is what a feed says of the article and not the article."""


class Cited(Struct, frozen=True, kw_only=True):
    """A source that an article names, wherever in it."""

    name: str
    key: str
    kind: SourceKind


class DocumentRef(Described, frozen=True, kw_only=True):
    """What a claim carries along of the document it stands in."""

    text_sha256: str
    cites: tuple[Cited, ...] = ()
    """All sources of the document's claims, each once, by name: who may stand behind what it gives without a source."""

    @classmethod
    def of(cls, article: Article) -> DocumentRef:
        """What the claims of ``article`` carry along."""
        digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
        return cls(**{name: getattr(article, name) for name in Described.__struct_fields__}, text_sha256=digest)
