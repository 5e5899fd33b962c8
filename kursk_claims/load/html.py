"""A web page to its article: text by trafilatura, the lead and what is furniture from the page, its facts."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct, structs

from kursk_claims.errors import InputError
from kursk_claims.load.blocks import Block, blocks, part_kickers
from kursk_claims.load.boilerplate import find_boilerplate, is_notice
from kursk_claims.load.decode import decode
from kursk_claims.load.formats import Found, Input, Report
from kursk_claims.load.page_facts import NO_FACTS, PageFacts, page_facts, plain
from kursk_claims.load.page_furniture import Around
from kursk_claims.load.stream import read_whole
from kursk_claims.models import Furniture, Span, Why

_SENTENCE = re.compile(r"\w\s+\S*\w[.!?…][\"'“”«»’)]*(?:$|\s)")
"""A word and one that ends a sentence: menus and footers have none."""
_SENTENCE_END = re.compile(r"[.!?…][\"'“”«»’)]*$")
_DOCUMENT = re.compile(r"<html\b", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
_BETWEEN = "\n\n"
"""What stands between two blocks of the text: the blank line that no sentence crosses."""
_LEAD_WORDS = 5
"""Words that a lead has at least; what is shorter between headline and article is a button or a byline."""
_LEAD_BLOCKS = 8
"""Paragraphs of a lead at most, the points of a summary among them."""
_COMPARED = 60
"""Characters by which a paragraph is recognised elsewhere."""


class Page(Struct, frozen=True, kw_only=True):
    """The article of a page."""

    text: str
    headings: tuple[Span, ...]
    furniture: tuple[Furniture, ...]
    facts: PageFacts


def read_html(source: Input, stream: io.BufferedReader, report: Report) -> Iterator[Found]:
    """The article of a saved page."""
    page = read_page(decode(read_whole(stream, source.where), source.where), source.where)
    yield found_on(page, where=source.where, id=source.stem)


def found_on(page: Page, *, where: str, id: str, **stated: str | None) -> Found:
    """``page`` as a document; ``stated`` is what is known of it better than it can say itself."""
    return Found(
        where=where,
        id=id,
        text=page.text,
        stated=stated,
        detected=structs.asdict(page.facts),
        headings=page.headings,
        furniture=page.furniture,
    )


def read_page(page: str, where: str) -> Page:
    """The article of ``page``, its paragraphs and headings as blocks with a blank line between them.

    The headline is a fact and not repeated in the text. Nothing is fetched. Raises ``InputError`` if the page holds
    no article.
    """
    from lxml import etree
    from lxml import html as lxml_html

    if not _DOCUMENT.search(page):
        page = f"<html><body>{page}</body></html>"
    try:
        # lxml refuses a text that declares its encoding.
        tree = lxml_html.document_fromstring(_DECLARATION.sub("", page))
    except (etree.LxmlError, ValueError) as error:
        raise _no_article(where) from error
    facts = page_facts(tree)
    part_kickers(tree)
    extracted = _extracted(tree)
    if extracted is None:
        raise _no_article(where)
    shown = _Shown(tree, facts)
    found = shown.apart(list(blocks(extracted.body)))
    heads = next((number for number, block in enumerate(found) if not block.heading), len(found))
    found = [block for number, block in enumerate(found) if number >= heads or not _is_headline(block, facts)]
    text = _BETWEEN.join(block.text for block in found)
    if not _SENTENCE.search(text):
        raise _no_article(where)
    if is_notice(text):
        raise InputError(where, "only a consent notice, no article", "agree to it in a browser and save the page again")
    if facts.published is None and extracted.date:
        facts = structs.replace(facts, published=extracted.date)
    return _page([*shown.lead(found), *found], shown.around, facts)


def read_fragment(fragment: str) -> Page:
    """A piece of HTML that is all article, as feeds hold it."""
    from lxml import html as lxml_html

    tree: Any = lxml_html.document_fromstring(f"<html><body><div>{fragment}</div></body></html>")
    part_kickers(tree)
    found = list(blocks(tree.find("body")))
    return _page(found, _Shown(tree, NO_FACTS).around, NO_FACTS)


def joined(found: Sequence[Block]) -> tuple[str, tuple[Span, ...]]:
    """The blocks as one text, and where in it the headings stand."""
    page = _page(found, {}, NO_FACTS)
    return page.text, page.headings


def _page(found: Sequence[Block], around: dict[str, Why], facts: PageFacts) -> Page:
    headings: list[Span] = []
    furniture: list[Furniture] = []
    position = 0
    for block in found:
        end = position + len(block.text)
        if reason := around.get(_key(block.text)):
            furniture.append(Furniture(position, end, reason))
        elif block.heading:
            headings.append(Span(position, end))
        position = end + len(_BETWEEN)
    text = _BETWEEN.join(block.text for block in found)
    return Page(text=text, headings=tuple(headings), furniture=tuple(furniture), facts=facts)


def _extracted(tree: Any) -> Any:
    """What trafilatura takes as the article of ``tree``; ``None`` if nothing."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    from trafilatura import bare_extraction

    try:
        return bare_extraction(
            tree,
            with_metadata=True,
            include_comments=False,
            # Dates guessed from anywhere in the page are worse than none; a latest date that is not today
            # keeps the result the same whenever it is asked for.
            date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2100-01-01"},
        )
    except RecursionError:  # nested without end
        return None


class _Shown:
    """The page as it is shown: what of it stands around the article, and the lead that extraction may have lost."""

    def __init__(self, tree: Any, facts: PageFacts) -> None:
        body = tree.find("body")
        self._facts = facts
        self._blocks = [] if body is None else list(blocks(body))
        around = None if body is None else Around(body)
        reasons = [around.reason(block) if around else None for block in self._blocks]
        own = {_key(block.text) for block, reason in zip(self._blocks, reasons, strict=True) if reason is None}
        self.around = {
            key: reason
            for block, reason in zip(self._blocks, reasons, strict=True)
            if reason is not None and (key := _key(block.text)) not in own
        }
        """Why a block is none of the article, by ``_key`` of its text."""

    def apart(self, found: list[Block]) -> list[Block]:
        """``found``, or what the page itself shows where extraction ran paragraphs into one: it does on short pages."""
        shown = {_key(block.text) for block in self._blocks}
        words = sum(len(block.text.split()) for block in found)
        same = sum(len(block.text.split()) for block in found if _key(block.text) in shown)
        if not self._blocks or 2 * same >= words:
            return found
        held = [block for block in self._blocks if _holder(block.element) is not None]
        return held or [block for block in self._blocks if _key(block.text) not in self.around]

    def lead(self, found: Sequence[Block]) -> list[Block]:
        """The sentences between headline and first paragraph that ``found`` lacks.

        Where the page does not show where these are, what it gives as its description, if the article does
        not say it.
        """
        article = plain(" ".join(block.text for block in found))
        first = next((_key(block.text) for block in found if not block.heading and len(block.text) >= _COMPARED), None)
        stop = next((n for n, block in enumerate(self._blocks) if first == _key(block.text)), None)
        start = None if stop is None else self._start(stop)
        if stop is not None and start is not None:
            between = self._blocks[start:stop]
            leads = [block for block in between if self._is_lead(block, article)][:_LEAD_BLOCKS]
            return [structs.replace(block, heading=False) for block in leads]
        said = next(iter(self._facts.descriptions), None)
        if said is None or not _SENTENCE_END.search(said) or any(_key(d) in article for d in self._facts.descriptions):
            return []
        return [Block(text=said, heading=False, element=None)]

    def _start(self, stop: int) -> int | None:
        """Number of the block after the first headline before block ``stop``, else of the article's first block."""
        for number in range(stop):
            block = self._blocks[number]
            if _key(block.text) not in self.around and block.heading and self._names_article(block):
                return number + 1
        holder = _holder(self._blocks[stop].element)
        return None if holder is None else next(n for n in range(stop + 1) if self._stands_in(holder, n))

    def _stands_in(self, holder: Any, number: int) -> bool:
        element = self._blocks[number].element
        return element is holder or holder in element.iterancestors()

    def _names_article(self, block: Block) -> bool:
        return _is_headline(block, self._facts) or block.element.tag == "h1"

    def _is_lead(self, block: Block, article: str) -> bool:
        key = _key(block.text)
        if key in self.around or len(block.text.split()) < _LEAD_WORDS:
            return False
        if key in article or plain(block.text) in self._facts.headlines or find_boilerplate(block.text):
            return False
        stated = any(_key(text) == key for text in self._facts.descriptions)
        return stated or _SENTENCE_END.search(block.text) is not None


def _is_headline(block: Block, facts: PageFacts) -> bool:
    """Whether a heading is one of the page's headlines, or a part that one is set from."""
    if not block.heading:
        return False
    line = plain(block.text)
    return any(
        f"{headline} ".startswith(f"{line} ") or f" {headline}".endswith(f" {line}") for headline in facts.headlines
    )


def _holder(element: Any) -> Any:
    """The ``article`` or ``main`` that an element is or stands in; ``None`` if there is none."""
    return next((one for one in (element, *element.iterancestors()) if one.tag in ("article", "main")), None)


def _key(text: str) -> str:
    return plain(text)[:_COMPARED]


def _no_article(where: str) -> InputError:
    return InputError(where, "HTML with no article in it", "save the article's own page, or its text as .txt")
