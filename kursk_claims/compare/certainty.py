"""How certain it is that linked claims answer one question.

The score of a pair is not yet that: alignment and clustering keep what is likelier than its rivals. So the weakest link
of a row is set against how many such rows were right, by a logistic curve over 327 rows of several articles: 207 from
stories that the weights were not learned on, 120 drawn over archives and judged by a reader (docs/reliability.md).
"""

from __future__ import annotations

import math
from typing import Final

from kursk_claims.compare.alignment import Scored

_OFFSET: Final = 1.24
"""Log2 odds that a row is right whose weakest link scores zero."""
_DIFFERING: Final = -0.84
"""The same for rows whose figures exclude each other, in conflict or by time: no equal value speaks for them."""
_SLOPE: Final = 0.47
"""Log2 odds for each log2 odds of the score."""


def certainty(link: Scored, *, differing: bool) -> float:
    """Probability that a row held by this weakest link asks one question. Two places, 0 to 1."""
    odds = _OFFSET + _SLOPE * link.score + (_DIFFERING if differing else 0.0)
    return round(1 / (1 + math.exp2(-odds)), 2)
