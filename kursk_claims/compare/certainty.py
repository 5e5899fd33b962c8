"""How certain it is that two linked claims answer one question."""

from __future__ import annotations

import math

from kursk_claims.compare.alignment import Scored


def certainty(link: Scored) -> float:
    """Probability that a link is right: its score is log2 odds. Two places, 0 to 1."""
    return round(1 / (1 + math.exp2(-link.score)), 2)
