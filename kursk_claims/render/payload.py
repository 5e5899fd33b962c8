"""What can be rendered, and with which options."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Literal, TypeAlias, TypeVar

from msgspec import Struct

from kursk_claims.models import Claim, Comparison, ModelInfo, PairComparison, Quantity
from kursk_claims.settings import LINK_THRESHOLD

Lang = Literal["de", "en"]
CsvDialect = Literal["standard", "excel-de"]


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


Payload: TypeAlias = Iterable[Claim] | Iterable[TextQuantities] | Comparison | Explanation | PairComparison | ModelInfo

T = TypeVar("T")


def peek(items: Iterable[T]) -> tuple[T | None, Iterable[T]]:
    """The first item, if any, and all items again, without reading more than one ahead."""
    iterator = iter(items)
    for first in iterator:
        return first, chain([first], iterator)
    return None, ()
