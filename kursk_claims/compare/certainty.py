"""How certain it is that linked claims answer one question.

The score of a pair is not yet that: alignment and clustering keep what is likelier than its rivals. So the weakest link
of a row is set against how many such rows were right, by a logistic curve over 311 rows of several articles: 214 from
stories that the weights were not learned on, 97 drawn over archives and judged by readers (docs/reliability.md). Rows
whose figures exclude each other were right as often as others of their score.
"""

from __future__ import annotations

import math
from typing import Final

from kursk_claims.compare.alignment import Scored

_OFFSET: Final = 1.14
"""Log2 odds that a row is right whose weakest link scores zero."""
_SLOPE: Final = 0.42
"""Log2 odds for each log2 odds of the score."""


def certainty(link: Scored) -> float:
    """Probability that a row held by this weakest link asks one question. Two places, 0 to 1."""
    return round(1 / (1 + math.exp2(-(_OFFSET + _SLOPE * link.score))), 2)
