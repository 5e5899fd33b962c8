"""What stands around the article on its page, told by how the page is built: links, pictures, named boxes."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from kursk_claims.lexicon import alternatives
from kursk_claims.load.blocks import Block, flat
from kursk_claims.load.boilerplate import MAX_TEASER_CHARS, lexicon
from kursk_claims.models import Why

_MARKED = ("class", "id", "aria-label", "data-area", "data-component", "data-testid", "data-type")
_REASONS: Final[dict[str, Why]] = {
    "aside": "aside",
    "button": "button",
    "figcaption": "caption",
    "footer": "foot",
    "nav": "navigation",
}
_LINK_WORDS = 3
"""Words of the shortest link that is a headline and not a name: ``Mehr dazu lesen``."""
_ITEM_SHARE = 0.6
"""Share of an item in a list that its link has at least where it names another article: a kicker stands before it."""
_BOX_SHARE = 0.3
"""Share of a page's words that a named box holds at most: a wrapper around the whole article names its page's kind."""


class Around:
    """Answers why a block of one page is not the article's own."""

    def __init__(self, body: Any) -> None:
        self._room = _BOX_SHARE * len(flat("".join(body.itertext())))
        self._boxes: dict[Any, Why | None] = {}

    def reason(self, block: Block) -> Why | None:
        """Why ``block`` is none of the article; ``None`` if nothing speaks against it."""
        if len(block.text.split()) >= _LINK_WORDS and _linked(block):
            return "link"
        element = block.element
        while element is not None:
            if element not in self._boxes:
                self._boxes[element] = self._box(element)
            if self._boxes[element] is not None:
                return self._boxes[element]
            element = element.getparent()
        return None

    def _box(self, element: Any) -> Why | None:
        if reason := _REASONS.get(element.tag):
            return reason
        names = " ".join(value for name in _MARKED if (value := element.get(name)))
        named = _boxes().search(names) if names else None
        if named is None or len(flat("".join(element.itertext()))) > self._room:
            return None
        return "box"


def _linked(block: Block) -> bool:
    """Whether a block is a link to somewhere else, or nearly all of an item that is no sentence."""
    item = block.element.tag == "li" and not block.text.endswith(".")
    return len(block.text) <= MAX_TEASER_CHARS and block.linked >= (_ITEM_SHARE if item else 1.0)


@cache
def _boxes() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{alternatives(lexicon().boxes)})(?![a-z])", re.I)
