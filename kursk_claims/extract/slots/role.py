"""What a figure is to its question: total, ``k`` or ``n`` of ``k von n``, end of a change, mean, limit or base."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kursk_claims.extract.quantities.units import dimension
from kursk_claims.extract.slots.segments import has_predicate
from kursk_claims.lexicon.signature import any_of, signature_words

if TYPE_CHECKING:
    from kursk_claims.extract.slots.figures import ArticleView, Figure
    from kursk_claims.models import Role


class _Patterns:
    """The words of the lexicon compiled: what stands before, behind and between figures."""

    def __init__(self) -> None:
        words = signature_words().role
        few, flags = r"(?:[^\W\d]+\s+){0,2}", re.IGNORECASE
        self.of = re.compile(rf"\s+{few}?{any_of(words.of)}\s+{few}?$", flags)
        """Between ``k`` and ``n``: ``62 ihrer 172``, ``680 von 1.100``, ``neun der anfangs 17``."""
        self.whole_first = re.compile(
            rf"(?:^|[,;:–(]\s*|\b{any_of(words.whole_behind)}\s+){any_of(words.start)}\s+"
            rf"{any_of(words.whole_determiners)}?\s*{few}$",
            flags,
        )
        """Before ``n`` where it comes first: ``Von den 900 Servern wurden 180 verschlüsselt``."""
        self.rest = re.compile(rf"\b{any_of(words.rest)}\s+{any_of(words.of)}\s+{few}$", flags)
        """Before ``n`` where ``k`` has no number: ``der Rest der 31 Tonnen``."""
        self.start = re.compile(rf"\b{any_of(words.start)}\s+{few}$", flags)
        self.end = re.compile(rf"\s*(?:[^\W\d]+\s+){{0,4}}{any_of(words.end)}\s+{few}$", flags)
        self.instead = re.compile(rf"\b{any_of(words.instead)}\s+{few}$", flags)
        self.after = re.compile(
            rf"\b{any_of(words.after)}\s+(?:{any_of(words.after_determiners)}\s+){{0,2}}"
            rf"(?:[^\W\d_]+\s+{any_of(words.start)}\s+(?:[^\W\d_]+\s+)?)?$",
            flags,
        )
        self.earlier = re.compile(rf"\b{any_of(words.earlier)}\b", flags)
        at_first = rf"(?i:{any_of(words.at_first)})"
        self.at_first = re.compile(rf"(?:\b{at_first}(?:,?\s+[a-zäöüß]+){{0,4}}|^{at_first}(?:\s+[^\W\d]+){{1,4}})\s+$")
        """``ging zunächst davon aus, dass 25``; a noun between only where it opens: ``Zunächst hatte die Bahn 58``."""
        self.mean = re.compile(rf"\b{any_of(words.mean)}\b", flags)


_patterns = cache(_Patterns)
_BRACKET: Final = 30
"""Characters before a bracket in which a time before is that of the figure in it."""
_OF_A_WHOLE: Final = frozenset({"mass", "area", "money", "data", "volume", "energy", "power"})
"""Dimensions of amounts that have parts, as counts have."""
_NEAR: Final = 60
"""Characters on either side in which a phrase speaks of the figure."""


def role_of(view: ArticleView, figure: Figure, scope: str | None, change: str | None) -> Role:
    """The role of a figure; ``total`` where nothing says otherwise."""
    text, quantity = view.article.text, figure.quantity
    before = text[max(view.read.starts[figure.low], quantity.start - _NEAR) : quantity.start]
    if scope == "threshold":
        return "limit"
    if before.endswith("(") and _patterns().earlier.search(before[-_BRACKET:]):
        return "base"  # "gegenüber dem Vorjahr (45,1)"
    found = _beside_another(view, figure, before)
    if found is not None:
        return found
    if _counts(figure) and _patterns().rest.search(before):
        return "whole"
    if change in ("rise", "fall", "by"):
        return "change"
    if change == "from":
        return "from"
    if change == "to":
        return "to"
    if _patterns().instead.search(before):
        return "base"
    segment = view.segment(figure)
    own = view.text_of(segment.start, segment.end)
    if _patterns().mean.search(own):
        return "mean"
    if scope == "part" or _is_one_of_several(view, figure):
        return "part"
    return "from" if _patterns().at_first.search(before) and _is_over(view, figure) else "total"


def _is_over(view: ArticleView, figure: Figure) -> bool:
    """Whether the verb of a figure's sentence tells of the past: what was so ``zunächst`` is so no more.

    A span of time is none: what was ordered ``zunächst für 14 Tage`` may run on.
    """
    if dimension(figure.quantity.unit) in ("time", "age"):
        return False
    finite = (view.doc[place].morph for place in range(figure.low, figure.high) if view.read.finite[place])
    return any("Past" in morph.get("Tense", []) and "Ind" in morph.get("Mood", []) for morph in finite)


def _is_one_of_several(view: ArticleView, figure: Figure) -> bool:
    """``62 Reisende und fünf Helfer starben``, ``drei Tote, zwei Männer``: people of one kind among those counted.

    Two nouns for people in one coordination, or behind a comma a smaller number of others without a verb of their own.
    """
    own = view.counted_kind(figure)
    segment = view.segment(figure)
    if own is None:
        return False
    for other in view.beside(figure):
        kind = view.counted_kind(other)
        if kind is None or kind == own or other is figure:
            continue
        beside = view.segment(other)
        low, high = sorted((segment, beside), key=lambda one: one.start)
        joined = high.opened_by in signature_words().segments.joining and low.end + 1 == high.start
        if joined and view.opens_with_figure(high) and view.ends_with_counted(low):
            return True
        larger = (other.quantity.value or 0) > (figure.quantity.value or 0)
        listed = segment.opened_by in (",", ":") and beside.end + 1 == segment.start and larger
        if listed and view.opens_with_figure(segment) and not has_predicate(view.read, segment):
            return True
    return False


def _beside_another(view: ArticleView, figure: Figure, before: str) -> Role | None:
    """Roles that two figures of one sentence have to each other."""
    text, quantity = view.article.text, figure.quantity
    figures = view.beside(figure)
    place = next(k for k, other in enumerate(figures) if other.quantity.start == quantity.start)
    previous = figures[place - 1] if place else None
    following = figures[place + 1] if place + 1 < len(figures) else None
    counts = _counts(figure)
    if counts and following is not None and _is_part_of(text, figure, following):
        return "part"
    if counts and following is not None and _comparable(figure, following):
        between = text[quantity.end : following.quantity.start]
        if _patterns().end.fullmatch(between) and _patterns().start.search(before):
            return "from"
        later = (other for other in figures[place + 1 :] if _comparable(figure, other))
        if _patterns().whole_first.search(before) and any(_is_bare(view, other) for other in later):
            return "whole"
    elif following is not None and _comparable(figure, following, bare=True):
        between = text[quantity.end : following.quantity.start]
        if _patterns().end.fullmatch(between) and _patterns().start.search(before):
            return "from"
    if counts and previous is not None and _is_part_of(text, previous, figure):
        return "whole"
    share = previous is not None and dimension(previous.quantity.unit) == "share"
    if previous is not None and (share or _comparable(previous, figure, bare=True)):
        between = text[previous.quantity.end : quantity.start]
        leading = text[max(view.read.starts[figure.low], previous.quantity.start - _NEAR) : previous.quantity.start]
        if counts and dimension(previous.quantity.unit) == "share" and _patterns().of.fullmatch(between):
            return "whole"  # "drei Viertel der 94 Gemeinden"
        if _patterns().end.fullmatch(between) and _patterns().start.search(leading):
            return "to"
        if counts and _patterns().whole_first.search(leading) and _is_bare(view, figure):
            return "part"
        own = _nearest(view, figure, previous, following)
        behind = own[own.find(quantity.text) + len(quantity.text) :] if quantity.text in own else ""
        if _patterns().after.search(before) and (
            _patterns().earlier.search(behind) or ("," not in between and _patterns().after.search(between))
        ):
            return "base"
        if _patterns().earlier.search(own) and not previous_is_in(view, previous, figure):
            return "base"
    return None


def leaves_unit_out(view: ArticleView, figure: Figure) -> bool:
    """``zehn von 15 Jahren``: a part of an amount that leaves its unit to the whole; nothing is counted."""
    behind = next((other for other in view.beside(figure) if other.first > figure.last), None)
    if figure.quantity.unit is not None or behind is None or behind.quantity.unit is None:
        return False
    return _is_part_of(view.article.text, figure, behind)


def _counts(figure: Figure) -> bool:
    """Whether a figure is of something that has parts."""
    return figure.quantity.unit is None or dimension(figure.quantity.unit) in _OF_A_WHOLE


def _is_part_of(text: str, part: Figure, whole: Figure) -> bool:
    """``62 ihrer 172``, ``drei von zwölf Monaten``: figures of one unit or a bare part, no more than its whole."""
    more = (part.quantity.value or 0) > (whole.quantity.value or 0)
    alike = part.quantity.unit in (None, whole.quantity.unit)
    return alike and not more and _is_of(text[part.quantity.end : whole.quantity.start])


def _is_of(between: str) -> bool:
    """``62 ihrer 172``: no noun of its own stands behind the first of the two (``in 94 Bezirken von 720 Helfern``)."""
    return _patterns().of.fullmatch(between) is not None and not any(word[:1].isupper() for word in between.split())


def _nearest(view: ArticleView, figure: Figure, previous: Figure, following: Figure | None) -> str:
    """The text of a figure's segment, up to the figures on either side that stand in it."""
    segment = view.segment(figure)
    start = previous.last + 1 if segment.holds(previous.last) else segment.start
    end = following.first if following is not None and segment.holds(following.first) else segment.end
    return view.text_of(start, end)


def previous_is_in(view: ArticleView, previous: Figure, figure: Figure) -> bool:
    """Whether two figures stand in one segment."""
    return view.segment(figure).holds(previous.last)


def _is_bare(view: ArticleView, figure: Figure) -> bool:
    """Whether a figure has no noun of its own right behind it."""
    span = figure.quantity.counted_span
    return span is None or not 0 < view.read.token_at(span.start) - figure.last <= 4


def _comparable(a: Figure, b: Figure, *, bare: bool = False) -> bool:
    """Whether two figures are of one unit; ``bare``: one of them may leave the unit to the other."""
    if a.quantity.unit == b.quantity.unit:
        return True
    return bare and None in (a.quantity.unit, b.quantity.unit)
