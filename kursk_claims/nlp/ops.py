"""Matrix products for a pipeline's layers: two to three times as fast as thinc's, and as repeatable.

Nearly all of the time of a small pipeline goes into products of token vectors with weights. thinc leaves them to
the BLIS that it ships, which on common processors runs its generic kernels; the OpenBLAS inside numpy has tuned
ones (measured by ``benchmarks/speed.py products``). But a tuned kernel may round a row differently with its place
in the matrix, and then the analysis of a sentence would depend on its neighbours. So rows go through in blocks of
16, a shape in which the kernels treat all rows alike, and for each shape of weights that is tried out once: if any
row comes out differently in another place, BLIS does that product as before.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import Tok2Vec
from thinc.api import Model, NumpyOps

from kursk_claims.nlp.embedding import remember_words

Matrix = NDArray[np.float32]

_BLOCK: Final = 16
"""Rows of a block. Haswell and Zen kernels treat 16 alike but not 24, 64 or more; below 16 they are slower."""


class BlockOps(NumpyOps):  # type: ignore[misc]  # thinc's operations are compiled and carry no types
    """thinc's operations on the CPU, with the product that layers compute on their way forward done in blocks."""

    name = "blocks"

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """``x @ y.T`` in blocks of rows where that is repeatable; every other product as thinc does it."""
        if trans1 or not trans2 or x.dtype != np.float32 or y.dtype != np.float32 or not len(x):
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
        if not _repeatable(*y.shape):
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
        found = _product(x, y)
        if out is None:
            return found
        out[...] = found
        return out


def _product(x: Matrix, weights: Matrix) -> Matrix:
    """``x @ weights.T``: each block of rows is one product of its own."""
    rows, width = x.shape
    blocks = -(-rows // _BLOCK)
    if rows % _BLOCK or not x.flags.c_contiguous:
        padded = np.zeros((blocks * _BLOCK, width), dtype=np.float32)
        padded[:rows] = x
        x = padded
    found = np.matmul(weights, x.reshape(blocks, _BLOCK, width).transpose(0, 2, 1))
    return np.ascontiguousarray(found.transpose(0, 2, 1)).reshape(blocks * _BLOCK, -1)[:rows]


@cache
def _repeatable(height: int, width: int) -> bool:
    """Whether every row comes out the same, to the last bit, wherever it stands and whatever stands beside it."""
    random = np.random.default_rng(0)
    weights = random.standard_normal((height, width), dtype=np.float32)
    rows = random.standard_normal((3 * _BLOCK, width), dtype=np.float32)
    expected = _product(rows, weights)
    moved = (np.roll(rows, shift, axis=0) for shift in range(1, _BLOCK))
    if not all(
        np.array_equal(np.roll(_product(other, weights), -shift, axis=0), expected)
        for shift, other in enumerate(moved, start=1)
    ):
        return False
    return np.array_equal(_product(rows[:5], weights), expected[:5])


def speed_up(nlp: Language) -> None:
    """Let the layers of a pipeline on the CPU compute with ``BlockOps``, and look words up that they have met.

    Layers on other devices are left alone.
    """
    ops = BlockOps()
    models = [component.model for _, component in nlp.pipeline if hasattr(component, "model")]
    for node in (node for model in models if isinstance(model, Model) for node in model.walk()):
        if type(node.ops) is NumpyOps:
            node.ops = ops
    for _, component in nlp.pipeline:
        if isinstance(component, Tok2Vec) and type(component.model.ops) is BlockOps:
            component.model = remember_words(component.model)
