"""Furniture that no rule knows: sentences that one outlet prints in many articles read together.

A newsletter's offer or the note below an embedded post stands in every tenth article word for word; what is
reported does not. Only articles read together are compared: one read alone keeps such a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import structs

from kursk_claims.load.boilerplate import merged
from kursk_claims.models import Article, Claim, Furniture
from kursk_claims.settings import REPEAT_ARTICLES, REPEAT_BLOCK, REPEAT_BLOCK_CHARS, REPEAT_CHARS, REPEAT_SHARE

Read = tuple[Article | Claim, str]
"""What was read, and the input it comes from."""

_SENTENCE = re.compile(r"[^.!?\r\n]*(?:[.!?]+|$)", re.M)


def mark_repeated(read: Iterable[Read]) -> Iterator[Read]:
    """``read`` in its order, the repeated sentences of its articles marked as furniture.

    Articles are looked at in blocks of ``REPEAT_BLOCK`` as they come, so the result is the same each time for the
    same input, memory does not grow with it, and the order counts only where there are more than one block.
    """
    block: list[Read] = []
    articles = chars = 0
    for one in read:
        block.append(one)
        if isinstance(one[0], Article):
            articles += 1
            chars += len(one[0].text)
        if articles >= REPEAT_BLOCK or chars >= REPEAT_BLOCK_CHARS or len(block) >= 100 * REPEAT_BLOCK:
            yield from _marked(block)
            block, articles, chars = [], 0, 0
    yield from _marked(block)


def _marked(block: Sequence[Read]) -> Iterator[Read]:
    headlines: dict[tuple[str, str], set[str]] = {}
    for found, _ in block:
        if isinstance(found, Article) and found.outlet:
            headline = found.title or found.text[:REPEAT_CHARS]
            for sentence, _, _ in _sentences(found.text):
                headlines.setdefault((found.outlet, sentence), set()).add(headline)
    repeated = {key for key, titles in headlines.items() if len(titles) >= REPEAT_ARTICLES}
    for found, where in block:
        yield _without(found, repeated) if isinstance(found, Article) and repeated else found, where


def _without(article: Article, repeated: set[tuple[str, str]]) -> Article:
    spans = [
        Furniture(start, end, "repeated")
        for sentence, start, end in _sentences(article.text)
        if (article.outlet or "", sentence) in repeated
    ]
    # A version of another article repeats most of it; what it repeats is its text.
    if not spans or sum(span.end - span.start for span in spans) > REPEAT_SHARE * len(article.text):
        return article
    return structs.replace(article, boilerplate=merged((*article.boilerplate, *spans)))


def _sentences(text: str) -> Iterator[tuple[str, int, int]]:
    """Each sentence of some length with single blanks, and where it stands."""
    for match in _SENTENCE.finditer(text):
        raw = match.group()
        sentence = " ".join(raw.split())
        if len(sentence) >= REPEAT_CHARS:
            start = match.start() + len(raw) - len(raw.lstrip())
            yield sentence, start, match.end() - (len(raw) - len(raw.rstrip()))
