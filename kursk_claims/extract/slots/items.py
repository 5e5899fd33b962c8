"""What a price or a harvest is of: the noun that is priced, or harvested, where the figure's own segment names it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from kursk_claims.extract.quantities.currencies import is_noun as is_currency
from kursk_claims.extract.quantities.units import unit_of_word
from kursk_claims.grammar.tokens import NOUNS
from kursk_claims.grammar.verbs import full_lemma
from kursk_claims.lexicon.bearers import bearers
from kursk_claims.lexicon.classes import thing_class
from kursk_claims.lexicon.frames import frames, time_nouns
from kursk_claims.lexicon.measures import measures, rows_of_noun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kursk_claims.extract.slots.figures import ArticleView, Figure

_INSIDE: Final = frozenset({"DET", "ADJ", "NUM", "ADV"})
_SHORTEST: Final = 2
"""Letters of the first part of a compound (``Ölpreis``)."""


def item_of(view: ArticleView, figure: Figure) -> str | None:
    """The noun: ``42 Tonnen Getreide``, ``bei Gerste``, ``Weizenernte``, ``Brot kostet``."""
    return next(_items(view, figure), None)


def _items(view: ArticleView, figure: Figure) -> Iterator[str]:
    read, segment = view.read, view.segment(figure)
    inside = (i for i in range(segment.start, segment.end) if not figure.first <= i <= figure.last)
    nouns = [i for i in inside if read.pos[i] in NOUNS and _may_be_item(read.words[i])]
    span = figure.quantity.counted_span
    if span is not None and span.start >= figure.quantity.end:
        yield from (read.words[i] for i in nouns if span.start <= read.starts[i] < span.end and not _measured(view, i))
    led = bearers().item_before
    yield from (
        read.words[i]
        for i in nouns
        if not _measured(view, i) and read.preposition_before(i, segment.start, _INSIDE) in led
    )
    yield from (
        part for i in nouns if _measured(view, i) for part in (_first_part(read.words[i]), _owner(view, i)) if part
    )
    verbs = (i for i in range(segment.start, segment.end) if read.pos[i] == "VERB")
    if any(full_lemma(view.doc[i]) in bearers().pricing for i in verbs):
        names = {i for name in view.names(figure.low, figure.high) for i in range(name.start, name.end)}
        subjects = (i for i in nouns if read.deps[i].startswith("nsubj") and i not in names)
        yield from (read.words[i] for i in subjects if not _measured(view, i))


def _may_be_item(word: str) -> bool:
    lower = word.lower()
    other = lower in time_nouns() or lower in frames().empty.words or is_currency(word)
    return word[:1].isupper() and not other and unit_of_word(lower) is None


def _measured(view: ArticleView, i: int) -> bool:
    return _names_measure(view.read.words[i])


def _names_measure(word: str) -> bool:
    return bool(rows_of_noun(word)) or thing_class(word) in _of_items()


@cache
def _of_items() -> frozenset[str]:
    """Classes of amounts that are had by an item."""
    return frozenset(name for entry in measures() if entry.bearer == "item" for name in entry.things)


def _first_part(word: str) -> str | None:
    """``Weizen`` of ``Weizenernte``: what stands before the shortest end of a compound that names the measure."""
    for cut in range(len(word) - _SHORTEST, _SHORTEST - 1, -1):
        end = word[cut:].lstrip("-")
        if _names_measure(end[:1].upper() + end[1:]):
            return word[:cut].rstrip("-")
    return None


def _owner(view: ArticleView, noun: int) -> str | None:
    """``der Preis eines Brötchens``: the noun in the genitive or ``für`` phrase."""
    read = view.read
    if noun + 2 >= len(read.words) or read.lower[noun + 1] not in (*bearers().owning, "für"):
        return None
    behind = range(noun + 2, min(noun + 5, len(read.words)))
    return next((read.words[i] for i in behind if read.pos[i] in NOUNS and _may_be_item(read.words[i])), None)
