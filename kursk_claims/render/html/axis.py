"""Round numbers along an axis, and how they are written."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from babel.numbers import format_compact_decimal
from markupsafe import Markup

from kursk_claims.render.numbers import number
from kursk_claims.render.payload import Lang
from kursk_claims.render.scale import Scale

_TICKS: Final = 4
"""Ticks aimed at: as many as a narrow screen has room for."""
_EDGE: Final = 9.0
"""Per cent of the width from which a label is set inwards, not across its tick."""
_COMPACT: Final = 1_000_000


def ticks(low: float, high: float) -> Iterator[float]:
    """Multiples of 1, 2 or 5 times a power of ten between ``low`` and ``high``, about ``_TICKS`` of them."""
    if high <= low:
        yield low
        return
    rough = (high - low) / _TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)
    place = math.ceil(low / step)
    while place * step <= high:
        yield round(place * step, 12)
        place += 1


def scale_ticks(scale: Scale) -> list[float]:
    """Round values on ``scale``; powers of ten where it is logarithmic."""
    if not scale.log:
        return list(ticks(scale.low, scale.high))
    powers = range(math.ceil(math.log10(scale.low)), math.floor(math.log10(scale.high)) + 1)
    every = max(1, math.ceil(len(powers) / _TICKS))
    return [10.0**power for power in powers if power % every == 0]


def tick_words(value: float, lang: Lang) -> str:
    """``4.000``, ``20 Mio.``."""
    if abs(value) < _COMPACT:
        return number(value, lang)
    return format_compact_decimal(value, format_type="short", locale=lang, fraction_digits=1).replace("\xa0", " ")


def label(percent: float, y: str, text: str, kind: str = "tick") -> Markup:
    """Text at ``percent`` of the width, set inwards near the edges."""
    anchor = "start" if percent < _EDGE else "end" if percent > 100 - _EDGE else "middle"
    return Markup('<text class="{}" x="{}%" y="{}" text-anchor="{}">{}</text>').format(
        kind, round(percent, 2), y, anchor, text
    )
