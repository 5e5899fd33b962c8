"""The interval plot of a terminal: one line of characters for each value of a cluster."""

from __future__ import annotations

from kursk_claims.models import ValueGroup
from kursk_claims.render.numbers import middle, number
from kursk_claims.render.payload import Lang
from kursk_claims.render.scale import RING, Scale


def strip(group: ValueGroup, scale: Scale, width: int) -> str:
    """``group`` drawn over ``width`` characters: ``●`` a value, ``├─┤`` a range, an arrow where it is open."""
    low, high = group.min, group.max
    cells = ["·"] * width
    if low is None and high is None:
        return "".join(cells)
    start = _cell(low, scale, width) if low is not None else 0
    end = _cell(high, scale, width) if high is not None else width - 1
    for cell in range(start, end + 1):
        cells[cell] = "─"
    point = "○" if group.modifier in RING else "●"
    if low is None:
        cells[start], cells[end] = "◀", point
    elif high is None:
        cells[end], cells[start] = "▶", point
    elif start == end:
        cells[start] = point
    else:
        cells[start], cells[end] = "├", "┤"
        if group.modifier == "approx" and low is not None and high is not None:
            cells[_cell(middle(low, high), scale, width)] = point
    return "".join(cells)


def axis(scale: Scale, width: int, lang: Lang) -> str:
    """The line under the strips: smallest and largest value at their places, if both have room."""
    first, last = number(scale.first, lang), number(scale.last, lang)
    left = min(_cell(scale.first, scale, width), width - len(first))
    if left < 0:
        return ""
    if scale.first == scale.last:
        return " " * left + first
    right = max(0, min(_cell(scale.last, scale, width) - len(last) + 1, width - len(last)))
    if right <= left + len(first):
        return " " * left + first
    return " " * left + first + " " * (right - left - len(first)) + last


def _cell(value: float, scale: Scale, width: int) -> int:
    return round(scale.place(value) * (width - 1))
