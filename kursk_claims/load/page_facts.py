"""What a page says of itself: JSON-LD (schema.org), OpenGraph, plain meta elements, headings.

Nothing here knows a single site; which of several statements is taken is said beside each fact.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct

from kursk_claims.lexicon.outlets import outlet_of_domain
from kursk_claims.load.blocks import flat
from kursk_claims.load.dates import iso_date, iso_minute

_SEPARATOR = re.compile(r"\s+[|–—›·•-]\s+")
"""What stands between a headline and the name of the outlet or its section."""
_PLACES = ("article", "shared", "heading", "page")
"""Where headlines stand: JSON-LD, OpenGraph, the first ``h1``, the ``title``."""


class PageFacts(Struct, frozen=True, kw_only=True):
    """What is taken of what a page says of itself; ``None`` where it says nothing."""

    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    published_time: str | None = None
    """What is written of the day, where it has a time; read by ``dates.iso_minute``."""
    modified: str | None = None
    author: str | None = None
    url: str | None = None
    descriptions: tuple[str, ...] = ()
    """Whole sentences that sum the article up, OpenGraph's first: JSON-LD's is a picture's caption on many pages."""
    headlines: frozenset[str] = frozenset()
    """Every headline the page gives itself, compared by ``plain``."""


NO_FACTS: Final = PageFacts()
"""Of a piece of HTML that is no page."""


def page_facts(tree: Any) -> PageFacts:
    """Read the facts of a parsed page. No page raises."""
    article = _article(tree)
    meta = _meta(tree)
    url = _url(article, meta, tree)
    names = _outlet_names(article, meta, url)
    headlines = _headlines(article, meta, tree, names)
    published = (article.get("datePublished"), meta.get("article:published_time"), meta.get("date"))
    return PageFacts(
        title=_title(headlines),
        outlet=names[0] if names else None,
        published=_day(*published),
        published_time=next((text for value in published if (text := _text(value)) and iso_minute(text)), None),
        modified=_day(article.get("dateModified"), meta.get("article:modified_time"), meta.get("last-modified")),
        author=_author(article.get("author")) or _person(meta.get("author"), names),
        url=url,
        descriptions=tuple(
            dict.fromkeys(
                text
                for source in (meta.get("og:description"), meta.get("description"), article.get("description"))
                if (text := _text(source)) and not text.endswith(("...", "…"))
            )
        ),
        headlines=frozenset(map(plain, headlines.values())),
    )


def plain(text: str) -> str:
    """``text`` for comparison: lower case, letters and digits alone."""
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


# ------------------------------------------------------------------------------------------- the sources


def _article(tree: Any) -> dict[str, Any]:
    """The first article with a headline in the page's JSON-LD, or nothing."""
    for script in tree.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "", strict=False)  # line breaks inside strings are common
        except (ValueError, RecursionError):
            continue
        for item in _objects(data):
            kinds = item.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if "headline" in item and any(str(kind).endswith(("Article", "Posting", "Report")) for kind in kinds):
                return item
    return {}


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    waiting = [data]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, dict):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = _text(element.get("content"))
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _text(value: Any) -> str | None:
    """A string as text: entities resolved, also those escaped twice; ``None`` for all else."""
    if not isinstance(value, str):
        return None
    return flat(re.sub(r"<[^<>]*>", " ", html.unescape(html.unescape(value)))) or None


# --------------------------------------------------------------------------------------------- the facts


def _url(article: dict[str, Any], meta: dict[str, str], tree: Any) -> str | None:
    """OpenGraph's address goes before the canonical one, which some pages shorten."""
    canonical = next((link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"), None)
    main = article.get("mainEntityOfPage")
    main = main.get("@id") if isinstance(main, dict) else main
    for found in (meta.get("og:url"), canonical, main, article.get("url")):
        if isinstance(found, str) and re.match(r"https?://[^/\s]", found.strip()):
            return found.strip()
    return None


def _outlet_names(article: dict[str, Any], meta: dict[str, str], url: str | None) -> list[str]:
    """Names of the outlet, the best first: by the domain of its pages, then as JSON-LD and OpenGraph give it."""
    publisher = article.get("publisher")
    publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
    given = [
        name
        for value in (publisher.get("name") if isinstance(publisher, dict) else publisher, meta.get("og:site_name"))
        if (name := _text(value))
    ]
    listed = outlet_of_domain(url) if url else None
    return [listed, *given] if listed else given


def _headlines(article: dict[str, Any], meta: dict[str, str], tree: Any, names: list[str]) -> dict[str, str]:
    """Headlines by where they stand, without the outlet's name."""
    first = next((flat("".join(element.itertext())) for element in tree.iter("h1")), None)
    page = next((flat("".join(element.itertext())) for element in tree.iter("title")), None)
    found = zip(_PLACES, (_text(article.get("headline")), meta.get("og:title"), first, page), strict=True)
    raw = {place: line for place, line in found if line}
    lines = frozenset(map(plain, raw.values()))
    return {place: _without_name(line, names, lines) for place, line in raw.items()}


def _without_name(line: str, names: list[str], lines: frozenset[str]) -> str:
    """``line`` without what stands behind (or before) a bar or dash and is no part of the headline.

    That is a known name of the outlet, or what another headline of the page lacks: its section, the day.
    """
    known = {plain(name) for name in names} | {plain(name.rsplit(".", 1)[0]) for name in names}
    parts = list(_SEPARATOR.finditer(line))
    for part in parts:
        if plain(line[: part.start()]) in lines:
            return line[: part.start()]
        if "|" in part.group() and plain(line[part.end() :]) in lines:
            return line[part.end() :]
    if parts and plain(line[parts[-1].end() :]) in known:
        return line[: parts[-1].start()]
    return line


def _title(headlines: dict[str, str]) -> str | None:
    """The newsroom's own headline.

    Pages give one for search engines and one for readers. OpenGraph's is the readers' if it says what JSON-LD says,
    or if it alone differs from JSON-LD, the first heading and the page's title; else JSON-LD's is.
    """
    article, shared, heading, page = (headlines.get(place) for place in _PLACES)
    if article and shared:
        alone = plain(article) == plain(heading or "") and plain(shared) != plain(page or "")
        return shared if alone or plain(article) == plain(shared) else article
    return article or shared or heading or page


def _day(*values: Any) -> str | None:
    return next((day for value in values if (text := _text(value)) and (day := iso_date(text))), None)


def _author(value: Any) -> str | None:
    people = value if isinstance(value, list) else [value]
    names = [_text(one.get("name") if isinstance(one, dict) else one) for one in people]
    return ", ".join(dict.fromkeys(name for name in names if name and "://" not in name)) or None


def _person(name: str | None, outlets: list[str]) -> str | None:
    return None if name is None or "://" in name or plain(name) in map(plain, outlets) else name
