"""How certain a row is, by its weakest link."""

from __future__ import annotations

import pytest

from kursk_claims.compare.alignment import Scored
from kursk_claims.compare.certainty import certainty

CASES = [
    (-0.25, False, 0.69, "the least that is published as agreement"),
    (2.0, False, 0.82, "a plain link"),
    (6.0, False, 0.94, "hardly a doubt"),
    (0.3, True, 0.59, "the least that is published of figures that differ"),
    (4.0, True, 0.83, "figures that differ though nearly all else agrees"),
]


@pytest.mark.parametrize(("score", "differing", "certain", "why"), CASES)
def test_certainty_of_the_weakest_link(score: float, differing: bool, certain: float, why: str) -> None:
    assert certainty(Scored(("a", "b"), "a1", "b1", score, "agree"), differing=differing) == certain, why
