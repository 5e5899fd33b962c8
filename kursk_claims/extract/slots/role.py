"""What a figure is to its question: total, ``k`` or ``n`` of ``k von n``, end of a change, mean, limit or base."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kursk_claims.extract.quantities.units import dimension

if TYPE_CHECKING:
    from kursk_claims.extract.slots.view import ArticleView, Figure
    from kursk_claims.models import Role

_WORDS: Final = r"(?:[^\W\d]+\s+){0,2}?"
_OF: Final = re.compile(rf"\s+{_WORDS}(?:von|der|dieser|ihrer|seiner|unserer|aller)\s+{_WORDS}$", re.IGNORECASE)
"""Between ``k`` and ``n``: ``62 ihrer 172``, ``680 von 1.100``, ``neun der anfangs 17``."""
_WHOLE_FIRST: Final = re.compile(
    r"(?:^|[,;:–(]\s*|\b(?:sind|waren|seien|wurden|werden|haben|hatten|und|dass)\s+)von\s+(?:den|ihren|seinen|diesen|allen|insgesamt|rund)?\s*(?:[^\W\d]+\s+){0,2}$",
    re.IGNORECASE,
)
"""Before ``n`` where it comes first: ``Von den 900 Servern wurden 180 verschlüsselt``."""
_FROM: Final = re.compile(r"\bvon\s+(?:[^\W\d]+\s+){0,2}$", re.IGNORECASE)
_TO: Final = re.compile(r"\s*(?:[^\W\d]+\s+){0,4}auf\s+(?:[^\W\d]+\s+){0,2}$", re.IGNORECASE)
_INSTEAD: Final = re.compile(r"\b(?:statt|anstatt|anstelle von)\s+(?:[^\W\d]+\s+){0,2}$", re.IGNORECASE)
_AFTER: Final = re.compile(
    r"(?:\bnach|\bgegenüber|\bverglichen mit|\bim vergleich zu)\s+"
    r"(?:(?:einem|einer|noch|zuvor|rund|knapp|den|dem)\s+){0,2}"
    r"(?:[A-ZÄÖÜ]\w+\s+von\s+(?:[a-zäöü]+\s+)?)?$",
    re.IGNORECASE,
)
_EARLIER: Final = re.compile(
    r"\b(?:vorjahr\w*|jahr davor|vor einem jahr|ein jahr zuvor|im vergangenen jahr|vortag|vorwoche|vormonat"
    r"|vorquartal)\b",
    re.IGNORECASE,
)
_MEAN: Final = re.compile(r"\b(?:im\s+schnitt|durchschnitt\w*|im\s+mittel|mittelwert)\b", re.IGNORECASE)
_NEAR: Final = 60
"""Characters on either side in which a phrase speaks of the figure."""


def role_of(view: ArticleView, figure: Figure, scope: str | None, change: str | None) -> Role:
    """The role of a figure; ``total`` where nothing says otherwise."""
    text, quantity = view.article.text, figure.quantity
    before = text[max(view.read.starts[figure.low], quantity.start - _NEAR) : quantity.start]
    if scope == "threshold":
        return "limit"
    found = _beside_another(view, figure, before)
    if found is not None:
        return found
    if change in ("rise", "fall", "by"):
        return "change"
    if change == "from":
        return "from"
    if change == "to":
        return "to"
    if _INSTEAD.search(before):
        return "base"
    piece = view.piece(figure)
    own = view.text_of(piece.start, piece.end)
    if _MEAN.search(own):
        return "mean"
    if scope == "part":
        return "part"
    return "total"


def _beside_another(view: ArticleView, figure: Figure, before: str) -> Role | None:
    """Roles that two figures of one sentence have to each other."""
    text, quantity = view.article.text, figure.quantity
    figures = view.beside(figure)
    place = next(k for k, other in enumerate(figures) if other.quantity.start == quantity.start)
    previous = figures[place - 1] if place else None
    following = figures[place + 1] if place + 1 < len(figures) else None
    counts = quantity.unit is None or dimension(quantity.unit) in ("mass", "area", "money")
    if counts and following is not None and _comparable(figure, following):
        between = text[quantity.end : following.quantity.start]
        if _OF.fullmatch(between):
            return "part"
        if _TO.fullmatch(between) and _FROM.search(before):
            return "from"
        if _WHOLE_FIRST.search(before) and _is_bare(view, following):
            return "whole"
    elif following is not None and _comparable(figure, following, bare=True):
        between = text[quantity.end : following.quantity.start]
        if _TO.fullmatch(between) and _FROM.search(before):
            return "from"
    share = previous is not None and dimension(previous.quantity.unit) == "share"
    if previous is not None and (share or _comparable(previous, figure, bare=True)):
        between = text[previous.quantity.end : quantity.start]
        leading = text[max(view.read.starts[figure.low], previous.quantity.start - _NEAR) : previous.quantity.start]
        if counts and _comparable(previous, figure) and _OF.fullmatch(between):
            return "whole"
        if counts and dimension(previous.quantity.unit) == "share" and _OF.fullmatch(between):
            return "whole"  # "drei Viertel der 94 Gemeinden"
        if _TO.fullmatch(between) and _FROM.search(leading):
            return "to"
        if counts and _WHOLE_FIRST.search(leading) and _is_bare(view, figure):
            return "part"
        piece = view.piece(figure)
        own = view.text_of(piece.start, piece.end)
        behind = own[own.find(quantity.text) + len(quantity.text) :] if quantity.text in own else ""
        if _AFTER.search(before) and (_EARLIER.search(behind) or "nach" in between):
            return "base"
        if _EARLIER.search(own) and not previous_is_in(view, previous, figure):
            return "base"
    return None


def previous_is_in(view: ArticleView, previous: Figure, figure: Figure) -> bool:
    """Whether two figures stand in one piece."""
    return view.piece(figure).holds(previous.last)


def _is_bare(view: ArticleView, figure: Figure) -> bool:
    """Whether a figure has no noun of its own right behind it."""
    span = figure.quantity.counted_span
    return span is None or not 0 < view.token_at(span.start) - figure.last <= 4


def _comparable(a: Figure, b: Figure, *, bare: bool = False) -> bool:
    """Whether two figures are of one unit; ``bare``: one of them may leave the unit to the other."""
    if a.quantity.unit == b.quantity.unit:
        return True
    return bare and None in (a.quantity.unit, b.quantity.unit)
