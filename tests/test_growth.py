"""The measure of growth tells linear work from quadratic work."""

from __future__ import annotations

from tests.growth import LIMIT, growth


def test_linear_work() -> None:
    assert growth(lambda size: sum(range(20 * size)), 2_000) < LIMIT


def test_quadratic_work() -> None:
    assert growth(lambda size: sum(range(size * size // 8)), 256) > LIMIT
