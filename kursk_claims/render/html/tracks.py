"""Values of one question on one axis: a strip for each, and what they leave open or have in common.

All places are per cent of the width, so that a picture fits every screen without a script.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from markupsafe import Markup
from msgspec import Struct

from kursk_claims.models import ValueGroup
from kursk_claims.render.html.axis import label, scale_ticks, tick_words
from kursk_claims.render.html.hues import Hues
from kursk_claims.render.labels import labels
from kursk_claims.render.numbers import measure, middle
from kursk_claims.render.payload import Lang
from kursk_claims.render.scale import RING, Scale, scale_of
from kursk_claims.render.view import ClusterView, GroupView


class Band(Struct, frozen=True, kw_only=True):
    """What lies between the values: a gap that excludes them, or what all of them allow."""

    kind: Literal["gap", "overlap"]
    low: float
    high: float
    words: str


class Tracks(Struct, frozen=True, kw_only=True):
    """A strip for each value, the axis under them, the band, and a key to the signs that occur."""

    strips: tuple[Markup, ...]
    axis: Markup
    band: Band | None
    key: tuple[tuple[Markup, str], ...]


def tracks(item: ClusterView, colours: Hues, lang: Lang) -> Tracks | None:
    """The strips of a numeric question in the order of its groups; ``None`` if no axis fits all of them."""
    if item.cluster.kind == "statement":
        return None
    scale = scale_of([group.group for group in item.groups])
    if scale is None:
        return None
    band = _band(item, lang)
    marks = [label(100 * scale.place(value), "1.1em", tick_words(value, lang)) for value in scale_ticks(scale)]
    return Tracks(
        strips=tuple(_strip(group, scale, band, colours.of(group.claims)) for group in item.groups),
        axis=_svg("axis", marks),
        band=band,
        key=_key([group.group for group in item.groups], lang),
    )


def _band(item: ClusterView, lang: Lang) -> Band | None:
    """What all values allow, or the gap that all values which exclude each other leave between them."""
    groups = [group.group for group in item.groups if group.group.modifier != "magnitude"]
    highs = [group.max for group in groups if group.max is not None]
    lows = [group.min for group in groups if group.min is not None]
    if item.cluster.status not in ("conflict", "compatible") or not highs or not lows or len(groups) < 2:
        return None
    if item.cluster.status == "compatible":
        return _between("overlap", max(lows), min(highs), groups[0].unit, lang)
    gaps = [(high, low) for high in highs for low in lows if high < low]
    return _between("gap", max(g[0] for g in gaps), min(g[1] for g in gaps), groups[0].unit, lang) if gaps else None


def _between(kind: Literal["gap", "overlap"], low: float, high: float, unit: str | None, lang: Lang) -> Band | None:
    if low >= high:
        return None
    words = labels(lang).word(kind, x=measure(low, unit, lang), y=measure(high, unit, lang))
    return Band(kind=kind, low=low, high=high, words=words)


def _strip(view: GroupView, scale: Scale, band: Band | None, hue: str) -> Markup:
    group = view.group
    shapes = [Markup('<line class="grid" x1="{0}%" x2="{0}%" y1="0" y2="100%"/>').format(_at(scale, value))
              for value in scale_ticks(scale)]  # fmt: skip
    if band is not None:
        left, right = _at(scale, band.low), _at(scale, band.high)
        shapes.append(
            Markup('<rect class="{}" x="{}%" width="{}%" y="0" height="100%"/>').format(
                band.kind, left, round(right - left, 2)
            )
        )
    shapes += _marks(group, scale)
    return _svg(f"strip {hue}", shapes)


def _marks(group: ValueGroup, scale: Scale) -> Iterable[Markup]:
    low, high = group.min, group.max
    if low is None and high is None:
        return
    if group.modifier == "approx" and low is not None and high is not None:
        yield _line(_at(scale, low), _at(scale, high), "about")
        yield _dot(_at(scale, middle(low, high)))
    elif low is None and high is not None:
        yield _line(1.5, _at(scale, high), "open") + _arrow(1.5, "M7,-5 L0,0 L7,5")
        yield _dot(_at(scale, high), ring=group.modifier in RING)
    elif low is not None and high is None:
        yield _line(_at(scale, low), 98.5, "open") + _arrow(98.5, "M-7,-5 L0,0 L-7,5")
        yield _dot(_at(scale, low), ring=group.modifier in RING)
    elif low is not None and high is not None and low != high:
        yield _line(_at(scale, low), _at(scale, high), "range")
    elif low is not None:
        yield _dot(_at(scale, low))


def _at(scale: Scale, value: float) -> float:
    return round(100 * scale.place(value), 2)


def _line(left: float, right: float, kind: str) -> Markup:
    return Markup('<line class="{}" x1="{}%" x2="{}%" y1="50%" y2="50%"/>').format(kind, left, right)


def _arrow(percent: float, path: str) -> Markup:
    head = Markup('<svg class="head" x="{}%" y="50%"><path d="{}"/></svg>')
    return head.format(percent, path)


def _dot(percent: float, *, ring: bool = False) -> Markup:
    return Markup('<circle class="{}" cx="{}%" cy="50%" r="5.5"/>').format("ring" if ring else "dot", percent)


def _svg(kind: str, shapes: Iterable[Markup]) -> Markup:
    return Markup('<svg class="{}" aria-hidden="true" focusable="false">{}</svg>').format(kind, Markup("").join(shapes))


def _key(groups: list[ValueGroup], lang: Lang) -> tuple[tuple[Markup, str], ...]:
    """The signs that occur, each drawn small beside what it means."""
    words = labels(lang)
    point = any(g.modifier not in RING and (g.min is not None or g.max is not None) for g in groups)
    signs = (
        (point, _dot(50), "key_value"),
        (any(g.modifier in RING for g in groups), _dot(50, ring=True), "key_bound"),
        (any((g.min is None) != (g.max is None) for g in groups), _line(10, 80, "open") + _arrow(85, "M-7,-5 L0,0 L-7,5"), "key_open"),  # noqa: E501
        (any(g.modifier == "range" for g in groups), _line(10, 90, "range"), "key_range"),
        (any(g.modifier == "approx" for g in groups), _line(5, 95, "about") + _dot(50), "key_about"),
    )  # fmt: skip
    return tuple((_svg("sign o0", [drawn]), words.word(key)) for occurs, drawn, key in signs if occurs)
