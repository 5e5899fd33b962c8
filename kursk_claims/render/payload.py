"""What can be rendered, and with which options."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain
from typing import Literal, Self, TypeAlias, TypeVar

from msgspec import Struct

from kursk_claims.messages import Lang as Lang
from kursk_claims.models import Article, Claim, Comparison, ModelInfo, PairComparison, Quantity, Span, Why
from kursk_claims.settings import LINK_THRESHOLD

CsvDialect = Literal["standard", "excel-de"]

_GAP = re.compile(r"[ \t]*\n(?:[ \t\r]*\n)+")
"""What is left between two paragraphs where one was left out."""


class RenderOptions(Struct, frozen=True, kw_only=True):
    """How to show; nothing here changes what was found."""

    lang: Lang = "de"
    """Language of labels and of number formats. Article text is never translated."""
    width: int | None = None
    """Columns for ``table``; ``None`` (piped) is a fixed width, so that output is the same everywhere."""
    colour: bool = False
    """Whether ``table`` may write ANSI colours; the caller knows of NO_COLOR and of terminals."""
    explain: bool = False
    """Whether ``table`` and ``markdown`` say why the claims of a cluster were put together."""
    threshold: float = LINK_THRESHOLD
    """The score from which ``compare`` linked; for ``explain``."""
    title: str | None = None
    """Heading of the report and of the desk note; ``None`` lets the worst question give it."""
    csv_dialect: CsvDialect = "standard"
    """``standard`` for programs, ``excel-de`` for a German spreadsheet."""
    full: bool = False
    """Whether ``table`` shows every question in full, single figures too."""
    sentences: bool = False
    """Whether ``table`` shows the sentence behind each value of a question shown in full."""
    matrix: bool = False
    """Whether ``table`` shows questions by outlets instead."""
    command: str | None = None
    """The command line that ran, to be shown with one more option; ``None`` shows the option alone."""


class TextQuantities(Struct, frozen=True, kw_only=True):
    """One text and the quantities read in it: a line of ``kursk-claims quantities``."""

    text: str
    quantities: tuple[Quantity, ...]


class Explanation(Struct, frozen=True, kw_only=True):
    """A pair comparison beside the two claims it is about: the answer of ``kursk-claims explain``."""

    pair: PairComparison
    a: Claim
    b: Claim
    repeats: dict[str, str] = {}
    """For the id of a claim whose statement only repeats a figure: the figure's question."""


class LeftOut(Struct, frozen=True, kw_only=True):
    """A stretch of the text that gives no claims, and why."""

    text: str
    start: int
    end: int
    why: Why


class TakenArticle(Struct, frozen=True, kw_only=True):
    """An article as it is read. Offsets are into the whole text, which claims refer to."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    modified: str | None
    author: str | None
    url: str | None
    captured: str | None
    path: str | None
    summary: bool
    """Whether a feed gave no more than title and summary."""
    text: str
    """Without what is left out."""
    headings: tuple[str, ...]
    left_out: tuple[LeftOut, ...]

    @classmethod
    def of(cls, article: Article) -> Self:
        """What is taken of ``article``."""
        kept, position = [], 0
        for span in article.boilerplate:
            kept.append(article.text[position : span.start])
            position = span.end
        text = _GAP.sub("\n\n", "".join([*kept, article.text[position:]])).strip()

        def surface(span: Span) -> str:
            return article.text[span.start : span.end]

        return cls(
            id=article.id,
            title=article.title,
            outlet=article.outlet,
            published=article.published,
            modified=article.modified,
            author=article.author,
            url=article.url,
            captured=article.captured,
            path=article.path,
            summary=article.summary,
            text=text,
            headings=tuple(map(surface, article.headings)),
            left_out=tuple(
                LeftOut(text=surface(one), start=one.start, end=one.end, why=one.why) for one in article.boilerplate
            ),
        )


Payload: TypeAlias = (
    Iterable[Claim]
    | Iterable[TextQuantities]
    | Iterable[TakenArticle]
    | Comparison
    | Explanation
    | PairComparison
    | ModelInfo
)

T = TypeVar("T")


def peek(items: Iterable[T]) -> tuple[T | None, Iterable[T]]:
    """The first item, if any, and all items again, without reading more than one ahead."""
    iterator = iter(items)
    for first in iterator:
        return first, chain([first], iterator)
    return None, ()
