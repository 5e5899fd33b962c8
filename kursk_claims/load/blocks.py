"""HTML to blocks of text: a paragraph, a list item, a heading never runs into the next one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from kursk_claims.load.decode import clean

_INLINE_NAMES = """
    a abbr acronym b bdi bdo big cite code data del dfn em font hi i ins kbd label mark q ref s samp small span strong
    sub sup time tt u var wbr
"""
_INLINE = frozenset(_INLINE_NAMES.split())
_NO_TEXT = frozenset(
    ("canvas", "iframe", "noscript", "object", "script", "select", "style", "svg", "template", "textarea")
)
"""Elements whose content is no text that a reader sees."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "head"))
_KICKER_PARTS = frozenset(("div", "p", "small", "span"))


class Block(Struct, frozen=True):
    """One paragraph, list item or heading, its white space made single."""

    text: str
    heading: bool
    element: Any
    """The lxml element whose text this is, or which holds it among other blocks."""
    linked: float = 0.0
    """Share of the text that is a link to somewhere else."""


def blocks(root: Any) -> Iterator[Block]:
    """The blocks under an lxml element in the order of the document; ``br`` ends a block, inline elements do not."""
    parts: list[tuple[str, bool]] = []
    owner = root
    links = 0
    steps: list[tuple[Any, bool]] = [(root, False)]  # a stack of our own: pages nest deeper than Python calls
    while steps:
        element, leaving = steps.pop()
        is_text = isinstance(element.tag, str) and element.tag not in _NO_TEXT and element.get("hidden") is None
        ends = is_text and element.tag not in _INLINE
        if ends:
            if block := _block(parts, owner):
                yield block
            parts = []
            owner = element
        if not leaving and is_text:
            links += leads_away(element)
            parts.append((element.text or "", links > 0))
            steps.append((element, True))
            steps.extend((child, False) for child in reversed(element))
            continue
        if leaving:
            links -= leads_away(element)
        if element is root:
            break
        if ends:
            owner = element.getparent()
        parts.append((element.tail or "", links > 0))
    if block := _block(parts, owner):
        yield block


def _block(parts: list[tuple[str, bool]], owner: Any) -> Block | None:
    text = flat("".join(part for part, _ in parts))
    linked = sum(len(flat(part)) for part, in_link in parts if in_link)
    whole = sum(len(flat(part)) for part, _ in parts)
    return Block(text, is_heading(owner), owner, linked / whole) if text else None


def leads_away(element: Any) -> bool:
    """Whether the element is a link to another page."""
    address = element.get("href", "") if element.tag == "a" else ""
    return address != "" and not address.startswith("#")


def is_heading(element: Any) -> bool:
    """Whether the element or one that it stands in is a heading."""
    return element.tag in _HEADINGS or any(above.tag in _HEADINGS for above in element.iterancestors())


def flat(text: str) -> str:
    """Clean ``text`` with single blanks and without soft hyphens, which only say where a line may break."""
    return " ".join(clean(text.replace("\u00ad", "")).split())


def part_kickers(root: Any) -> None:
    """Make headings of their own of the parts that a heading is set from: the kicker, then the headline.

    ``<h2><span>Unwetter</span><span>Zwölf Tote</span></h2>`` would be read as one line otherwise.
    """
    for heading in [element for element in root.iter() if element.tag in _HEADINGS]:
        parts = [child for child in heading if isinstance(child.tag, str) and flat("".join(child.itertext()))]
        own = (heading.text or "") + "".join(child.tail or "" for child in heading)
        parent = heading.getparent()
        if len(parts) < 2 or own.strip() or parent is None or any(part.tag not in _KICKER_PARTS for part in parts):
            continue
        for part in parts[:-1]:
            line = heading.makeelement(heading.tag, {})
            line.text = re.sub(r"\s*:$", "", flat("".join(part.itertext())))
            heading.addprevious(line)
            heading.remove(part)
