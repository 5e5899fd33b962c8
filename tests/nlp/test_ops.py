"""Products in blocks: right, repeatable to the last bit, and given up where they would not be."""

from __future__ import annotations

import numpy as np
import pytest
from thinc.api import NumpyOps

from kursk_claims.nlp import ops

SHAPES = [(288, 384), (288, 288), (1664, 96), (54, 96), (7, 96), (1, 3)]


def _matrices(rows: int, shape: tuple[int, int]) -> tuple[ops.Matrix, ops.Matrix]:
    random = np.random.default_rng(rows)
    return (
        random.standard_normal((rows, shape[1]), dtype=np.float32),
        random.standard_normal(shape, dtype=np.float32),
    )


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("rows", [1, 15, 16, 17, 48, 100])
def test_a_product_is_the_product(rows: int, shape: tuple[int, int]) -> None:
    x, weights = _matrices(rows, shape)
    np.testing.assert_allclose(ops.BlockOps().gemm(x, weights, trans2=True), x @ weights.T, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_row_does_not_depend_on_its_neighbours(shape: tuple[int, int]) -> None:
    x, weights = _matrices(120, shape)
    together = ops.BlockOps().gemm(x, weights, trans2=True)
    for start, end in [(0, 1), (3, 9), (7, 40), (20, 120)]:
        alone = ops.BlockOps().gemm(x[start:end], weights, trans2=True)
        assert np.array_equal(alone, together[start:end]), (start, end)


@pytest.mark.parametrize(
    ("columns", "options", "why"),
    [
        (slice(None), {"trans2": True}, "into a matrix that is given"),
        (slice(None, None, 2), {"trans2": True}, "rows that do not lie one behind the other"),
    ],
)
def test_layouts(columns: slice, options: dict[str, bool], why: str) -> None:
    x, weights = _matrices(33, (8, 24))
    x, weights = x[:, columns], np.ascontiguousarray(weights[:, columns])
    out = np.empty((33, 8), dtype=np.float32)
    assert ops.BlockOps().gemm(x, weights, out=out, **options) is out, why
    np.testing.assert_allclose(out, x @ weights.T, rtol=1e-4, atol=1e-4, err_msg=why)


def test_other_products_are_those_of_thinc() -> None:
    x, y = _matrices(6, (6, 6))
    for trans1, trans2 in [(False, False), (True, False), (True, True)]:
        expected = NumpyOps().gemm(x, y, trans1=trans1, trans2=trans2)
        assert np.array_equal(ops.BlockOps().gemm(x, y, trans1=trans1, trans2=trans2), expected)


def test_weights_that_are_known_give_the_same_product() -> None:
    x, weights = _matrices(50, (6, 8))
    known = ops.BlockOps()
    known.know(weights.reshape(2, 3, 8))
    assert np.array_equal(known.gemm(x, weights, trans2=True), ops.BlockOps().gemm(x, weights, trans2=True))


def test_a_kernel_that_is_not_repeatable_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    def by_place(x: ops.Matrix, weights: ops.Matrix, *_: object) -> ops.Matrix:
        return (x @ weights.T) * (1 + np.arange(len(x), dtype=np.float32)[:, None] % 3 * 1e-6)

    monkeypatch.setattr(ops, "_product", by_place)
    ops.repeatable_way.cache_clear()
    try:
        x, weights = _matrices(20, (9, 11))
        assert ops.repeatable_way(9, 11) is None
        expected = NumpyOps().gemm(x, weights, trans2=True)
        assert np.array_equal(ops.BlockOps().gemm(x, weights, trans2=True), expected)
    finally:
        ops.repeatable_way.cache_clear()
