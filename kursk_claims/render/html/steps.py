"""A figure that changes: steps over time with a line for each source, bounds as bands, contested days marked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Final

from babel.dates import format_skeleton
from markupsafe import Markup
from msgspec import Struct

from kursk_claims.models import ValueGroup
from kursk_claims.render.html.axis import label, tick_words, ticks
from kursk_claims.render.html.hues import Hues
from kursk_claims.render.labels import labels
from kursk_claims.render.numbers import middle
from kursk_claims.render.payload import Lang
from kursk_claims.render.view import ClusterView, start_of

HEIGHT: Final = 240
"""Pixels."""
_TOP: Final = 26
_BOTTOM: Final = 30
_LEFT: Final = 5.0
"""Per cent of the width left free before the first step; the last one needs more, to be seen as a step."""
_RIGHT: Final = 12.0
_FROM_ZERO: Final = 0.6
"""The axis begins at zero where the smallest value is below this share of the largest."""
_DAYS: Final = 5
"""Day labels at most: as many as a narrow screen has room for."""
_SIGN: Final = {"at_least": "≥ ", "more_than": "> ", "at_most": "≤ ", "less_than": "< ", "approx": "~ "}


class Point(Struct, frozen=True, kw_only=True):
    """A state that one source gives."""

    time: float
    """Seconds since 1970, UTC."""
    group: ValueGroup

    @property
    def value(self) -> float:
        """Where its mark stands: the value, the bound, the middle of a range."""
        low, high = self.group.min, self.group.max
        if low is not None and high is not None:
            return middle(low, high)
        return low if low is not None else high or 0.0


class Steps(Struct, frozen=True, kw_only=True):
    """The picture: labels of the values at the left, the steps beside them, one line of the key for each source."""

    values: Markup
    plot: Markup
    height: int
    key: tuple[tuple[str, str], ...]
    """Colour class and source."""
    contested: bool


def steps(item: ClusterView, colours: Hues, lang: Lang) -> Steps | None:
    """The steps of a question whose figure changes; ``None`` without two times on one unit."""
    series = _series(item, colours, labels(lang).word("own_words"))
    points = [point for line in series.values() for point in line]
    times = sorted({point.time for point in points})
    if item.cluster.status != "update" or len(times) < 2 or len({p.group.unit for p in points}) > 1:
        return None
    frame = _Frame(points, times)
    shapes: list[Markup] = []
    for day in item.cluster.contested_on:
        shapes += _contested(day, frame, lang)
    rows = [value for value in ticks(frame.low, frame.high) if frame.low <= value <= frame.high]
    shapes += [
        Markup('<line class="grid" x1="0" x2="100%" y1="{0}" y2="{0}"/>').format(frame.y(value)) for value in rows
    ]
    for name, line in series.items():
        shapes.append(
            Markup('<g class="{}">{}</g>').format(colours.names.get(name, "o0"), Markup("").join(_line(line, frame)))
        )
    shapes += _labels(points, frame, lang)
    shapes += _days(frame, lang)
    values = [
        Markup('<text class="tick" x="100%" y="{}" text-anchor="end">{}</text>').format(
            frame.y(value) + 4, tick_words(value, lang)
        )
        for value in rows
    ]
    return Steps(
        values=Markup('<svg class="rows" aria-hidden="true" focusable="false">{}</svg>').format(
            Markup("").join(values)
        ),
        plot=Markup('<svg class="plot" aria-hidden="true" focusable="false">{}</svg>').format(Markup("").join(shapes)),
        height=HEIGHT,
        key=tuple((colours.names.get(name, "o0"), name) for name in series),
        contested=bool(item.cluster.contested_on),
    )


class _Frame:
    """Places of times (per cent) and values (pixels)."""

    def __init__(self, points: list[Point], times: list[float]) -> None:
        self.first, self.last = times[0], times[-1]
        bounds = [b for p in points for b in (p.group.min, p.group.max) if b is not None]
        low, high = min(bounds), max(bounds)
        span = (high - low) or abs(high) or 1.0
        self.low = 0.0 if 0 <= low < _FROM_ZERO * high else low - 0.15 * span
        self.high = high + 0.12 * (high - self.low)

    def x(self, time: float) -> float:
        """Per cent of the width, from the first time to the last."""
        share = (time - self.first) / (self.last - self.first)
        return round(min(100.0, max(0.0, _LEFT + share * (100 - _LEFT - _RIGHT))), 2)

    def y(self, value: float) -> float:
        """Pixels from the top."""
        share = (value - self.low) / (self.high - self.low)
        return round(HEIGHT - _BOTTOM - share * (HEIGHT - _BOTTOM - _TOP), 1)


def _series(item: ClusterView, colours: Hues, own: str) -> dict[str, list[Point]]:
    """The states that each origin gives in order of time, the most cited first; ``own`` stands for no source."""
    found: dict[str, dict[tuple[float, str], Point]] = {name: {} for name in colours.names}
    for view in item.groups:
        for claim in view.claims:
            time = _seconds(start_of(view.group) or claim.doc.published or "")
            if time is not None and (view.group.min is not None or view.group.max is not None):
                for name in colours.of_claim.get(claim.id, (own,)):
                    line = found.setdefault(name, {})
                    line[time, view.group.label] = Point(time=time, group=view.group)
    return {name: [line[key] for key in sorted(line)] for name, line in found.items() if line}


def _line(line: list[Point], frame: _Frame) -> Iterable[Markup]:
    ends = [frame.x(point.time) for point in line[1:]] + [100.0]
    for point, end in zip(line, ends, strict=True):
        yield _bounds(point.group, frame.x(point.time), end, frame)
    for before, after in pairwise(line):
        x1, x2, y1, y2 = frame.x(before.time), frame.x(after.time), frame.y(before.value), frame.y(after.value)
        yield _stroke("step", x1, x2, y1, y1) + _stroke("step", x2, x2, y1, y2)
    yield _stroke("step last", frame.x(line[-1].time), 100, frame.y(line[-1].value), frame.y(line[-1].value))
    for point in line:
        open_ = (point.group.min is None) != (point.group.max is None)
        yield Markup('<circle class="{}" cx="{}%" cy="{}" r="5"/>').format(
            "ring" if open_ else "dot", frame.x(point.time), frame.y(point.value)
        )


def _stroke(kind: str, x1: float, x2: float, y1: float, y2: float) -> Markup:
    return Markup('<line class="{}" x1="{}%" x2="{}%" y1="{}" y2="{}"/>').format(kind, x1, x2, y1, y2)


def _bounds(group: ValueGroup, left: float, right: float, frame: _Frame) -> Markup:
    """A band from the lower to the upper bound; an open one reaches the edge."""
    if group.min == group.max:
        return Markup("")
    top = _TOP / 2 if group.max is None else frame.y(group.max)
    bottom = float(HEIGHT - _BOTTOM) if group.min is None else frame.y(group.min)
    return Markup('<rect class="bounds" x="{}%" width="{}%" y="{}" height="{}"/>').format(
        left, round(right - left, 2), top, round(bottom - top, 1)
    )


def _contested(day: str, frame: _Frame, lang: Lang) -> Iterable[Markup]:
    start = _seconds(day)
    if start is None:
        return
    half = timedelta(hours=12).total_seconds()
    left, right = frame.x(start - half), frame.x(start + half)
    yield Markup('<rect class="contested" x="{}%" width="{}%" y="0" height="{}"/>').format(
        left, round(right - left, 2), HEIGHT - _BOTTOM
    )
    yield label((left + right) / 2, "12", labels(lang).word("contested"), "contested-word")


def _labels(points: list[Point], frame: _Frame, lang: Lang) -> Iterable[Markup]:
    """Each state once, over its mark; under it where the same time has a higher one."""
    seen: set[tuple[float, float]] = set()
    for point in sorted(points, key=lambda p: (p.time, -p.value)):
        if (point.time, point.value) in seen:
            continue
        below = any(time == point.time for time, _ in seen)
        seen.add((point.time, point.value))
        text = _short(point.group, lang)
        yield label(frame.x(point.time), str(frame.y(point.value) + (20 if below else -10)), text, "state")


def _short(group: ValueGroup, lang: Lang) -> str:
    if group.modifier == "range" and group.min is not None and group.max is not None:
        return f"{tick_words(group.min, lang)}–{tick_words(group.max, lang)}"
    value = Point(time=0.0, group=group).value
    return _SIGN.get(group.modifier or "", "") + tick_words(value, lang)


def _days(frame: _Frame, lang: Lang) -> Iterable[Markup]:
    first = datetime.fromtimestamp(frame.first, UTC).date()
    last = datetime.fromtimestamp(frame.last, UTC).date()
    every = max(1, -(-((last - first).days + 1) // _DAYS))
    for place in range(0, (last - first).days + 1, every):
        day = first + timedelta(days=place)
        percent = frame.x(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())
        yield Markup('<line class="day" x1="{0}%" x2="{0}%" y1="{1}" y2="{2}"/>').format(
            percent, HEIGHT - _BOTTOM, HEIGHT - _BOTTOM + 5
        )
        yield label(percent, str(HEIGHT - 8), _day_words(day, lang))


def _day_words(day: date, lang: Lang) -> str:
    text: str = format_skeleton("Md" if lang == "de" else "MMMd", day, locale=lang)
    return text.replace("\xa0", " ")


def _seconds(moment: str) -> float | None:
    """A moment as seconds since 1970, its clock time as it stands; a day stands in its middle."""
    day, _, clock = moment.partition("T")
    try:
        parts = [int(part) for part in clock[:5].split(":") if part.isdigit()] if clock else []
        found = date.fromisoformat(day)
    except ValueError:
        return None
    hour, minute = (*parts, 0, 0)[:2] if parts else (12, 0)
    return datetime(found.year, found.month, found.day, tzinfo=UTC).timestamp() + 3600 * hour + 60 * minute
