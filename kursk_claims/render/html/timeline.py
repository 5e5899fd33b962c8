"""When the articles appeared, for comparisons whose dates differ."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any, Final

from kursk_claims.models import Comparison, DocumentRef
from kursk_claims.render.labels import labels
from kursk_claims.render.neutral import neutral
from kursk_claims.render.numbers import counted, day_words
from kursk_claims.render.payload import Lang
from kursk_claims.render.view import outlet_of

ROWS: Final = 30
"""Outlets drawn at most, those with most articles first; beyond, the picture outgrows a page."""


POINTS: Final = 2000
"""Articles drawn at most, those with most claims first."""


def timeline(comparison: Comparison, lang: Lang) -> dict[str, Any] | None:
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
    return {
        "rows": sorted(rows, key=lambda name: (first[name], name)),
        "points": [
            {
                "outlet": outlet_of(doc),
                "day": day,
                "anchor": f"a{position[doc.id]}",
                "claims": claims[doc.id],
                "words": f"{neutral(doc.title or doc.id)}, {day_words(day, lang)}, "
                + counted("claims", claims[doc.id], lang),
            }
            for doc, day in sorted(drawn, key=lambda item: (item[1], item[0].id))
        ],
        "left_out": counted("articles", left_out, lang) if left_out else "",
        "label": labels(lang).word("timeline_label"),
    }


def _day(doc: DocumentRef) -> str | None:
    try:
        return date.fromisoformat(doc.published or "").isoformat()
    except ValueError:
        return None
