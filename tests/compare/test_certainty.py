"""How certain a row is, by its weakest link."""

from __future__ import annotations

import pytest

from kursk_claims.compare.alignment import Scored
from kursk_claims.compare.certainty import certainty

CASES = [
    (-0.25, 0.67, "the least that is published"),
    (2.0, 0.8, "a plain link"),
    (6.0, 0.93, "hardly a doubt"),
]


@pytest.mark.parametrize(("score", "certain", "why"), CASES)
def test_certainty_of_the_weakest_link(score: float, certain: float, why: str) -> None:
    assert certainty(Scored(("a", "b"), "a1", "b1", score, "agree")) == certain, why
