"""One axis for the values of a cluster: where each lies, linear or logarithmic."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from kursk_claims.models import Modifier, ValueGroup

DECADES: Final = 100.0
"""From this ratio of largest to smallest value the axis is logarithmic: on a linear one the
small values would share the first hundredth of it."""

RING: Final[frozenset[Modifier | None]] = frozenset({"more_than", "less_than", "magnitude"})
"""Qualifiers whose bound itself is not meant: drawn as a ring and not as a dot."""

_MARGIN: Final = 0.12
"""Share of the span left free at each end, room for the arrow of an open interval."""


class Scale(Struct, frozen=True, kw_only=True):
    """``low`` to ``high`` in the unit of the values; ``first`` and ``last`` are the outermost values."""

    low: float
    high: float
    first: float
    last: float
    log: bool

    def place(self, value: float) -> float:
        """Where ``value`` lies between ``low`` (0) and ``high`` (1); values beyond are held at the ends."""
        low, high = self._step(self.low), self._step(self.high)
        return min(1.0, max(0.0, (self._step(max(value, self.low)) - low) / (high - low)))

    def _step(self, value: float) -> float:
        return math.log10(value) if self.log else value


def scale_of(groups: Sequence[ValueGroup]) -> Scale | None:
    """The axis for ``groups``; ``None`` if nothing finite is to be drawn or the units differ."""
    bounds = sorted({bound for group in groups for bound in (group.min, group.max) if bound is not None})
    if not bounds or len({(group.unit, group.per) for group in groups}) > 1:
        return None
    first, last = bounds[0], bounds[-1]
    if first > 0 and last / first >= DECADES:
        factor = (last / first) ** _MARGIN
        return Scale(low=first / factor, high=last * factor, first=first, last=last, log=True)
    span = last - first or abs(last) or 1.0
    return Scale(low=first - span * _MARGIN, high=last + span * _MARGIN, first=first, last=last, log=False)
