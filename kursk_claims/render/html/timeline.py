"""When the articles appeared, for comparisons whose dates differ."""

from __future__ import annotations

from collections import Counter
from datetime import date
from math import sqrt
from typing import Final

from msgspec import Struct

from kursk_claims.models import Comparison, DocumentRef
from kursk_claims.render.numbers import counted, day_words
from kursk_claims.render.payload import Lang
from kursk_claims.render.sanitise import sanitise
from kursk_claims.render.view import outlet_of

ROWS: Final = 30
"""Outlets drawn at most, those with most articles first; beyond, the picture outgrows a page."""


POINTS: Final = 2000
"""Articles drawn at most, those with most claims first."""


class Point(Struct, frozen=True, kw_only=True):
    """An article: where its day lies, how many claims it has (as a radius), and what it is."""

    percent: float
    radius: float
    anchor: str
    words: str


class Timeline(Struct, frozen=True, kw_only=True):
    """A row of points for each outlet, and the days at both ends."""

    rows: tuple[tuple[str, tuple[Point, ...]], ...]
    first: str
    last: str
    left_out: str


def timeline(comparison: Comparison, lang: Lang) -> Timeline | None:
    """A point for each article with a full date; ``None`` if these do not differ."""
    dated = [(doc, day) for doc in comparison.documents if (day := _day(doc)) is not None]
    if len({day for _, day in dated}) < 2:
        return None
    outlets = Counter(outlet_of(doc) for doc, _ in dated)
    rows = sorted(outlets, key=lambda name: (-outlets[name], name))[:ROWS]
    first = {name: min(day for doc, day in dated if outlet_of(doc) == name) for name in rows}
    claims = Counter(claim.doc.id for claim in comparison.claims)
    drawn = [(doc, day) for doc, day in dated if outlet_of(doc) in first]
    left_out = len(dated) - len(drawn[:POINTS])
    drawn = sorted(drawn, key=lambda item: (-claims[item[0].id], item[0].id))[:POINTS]
    position = {doc.id: place for place, doc in enumerate(comparison.documents)}
    days = sorted(day for _, day in drawn)
    start, span = date.fromisoformat(days[0]), (date.fromisoformat(days[-1]) - date.fromisoformat(days[0])).days or 1
    most = max(claims[doc.id] for doc, _ in drawn) or 1
    points: dict[str, list[Point]] = {name: [] for name in rows}
    for doc, day in sorted(drawn, key=lambda item: (item[1], item[0].id)):
        points[outlet_of(doc)].append(
            Point(
                percent=round(4 + 92 * (date.fromisoformat(day) - start).days / span, 2),
                radius=round(4 + 6 * sqrt(claims[doc.id] / most), 1),
                anchor=f"a{position[doc.id]}",
                words=f"{sanitise(doc.title or doc.id)}, {day_words(day, lang)}, "
                + counted("claims", claims[doc.id], lang),
            )
        )
    return Timeline(
        rows=tuple((name, tuple(points[name])) for name in sorted(rows, key=lambda name: (first[name], name))),
        first=day_words(days[0], lang),
        last=day_words(days[-1], lang),
        left_out=counted("articles", left_out, lang) if left_out else "",
    )


def _day(doc: DocumentRef) -> str | None:
    try:
        return date.fromisoformat((doc.published or "")[:10]).isoformat()
    except ValueError:
        return None
