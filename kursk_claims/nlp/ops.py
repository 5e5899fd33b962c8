"""Matrix products for a pipeline's layers: two to three times as fast as thinc's, and as repeatable.

Nearly all of the time of a small pipeline goes into products of token vectors with weights. thinc leaves them to
the BLIS that it ships, which on common processors runs its generic kernels; the OpenBLAS inside numpy has tuned
ones (measured by ``benchmarks/speed.py products``). But a tuned kernel may round a row differently with its place
in the matrix, and then the analysis of a sentence would depend on its neighbours. So rows go through in blocks of
one size, and for each shape of weights the ways to do so are tried out once, the fastest first: the first that gives
a row the same values in every place is taken, and if none does, BLIS does that product as before.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import Tok2Vec
from thinc.api import Model, NumpyOps

from kursk_claims.nlp.embedding import remember_words

Matrix = NDArray[np.float32]


class Way(NamedTuple):
    """How rows go through a product."""

    block: int
    """Rows of a block."""
    turned: bool
    """Whether a block is multiplied with the weights turned and copied, so that both lie as the kernels read them."""


_WAYS: Final = (Way(48, True), Way(16, True), Way(16, False))
"""Kernels for AVX-512 treat all rows alike in blocks of any size, and larger ones are hardly faster; those for Haswell
and Zen do so for 16 columns of a product with the weights first."""


class BlockOps(NumpyOps):  # type: ignore[misc]  # thinc's operations are compiled and carry no types
    """thinc's operations on the CPU, with the product that layers compute on their way forward done in blocks."""

    name = "blocks"

    def __init__(self) -> None:
        """Without weights that are known beforehand; ``know`` adds them."""
        super().__init__()
        self._known: dict[tuple[int, int], tuple[Matrix, Matrix]] = {}

    def know(self, weights: Any) -> None:
        """Keep ``weights`` [..., width], which change no more, turned for the products to come."""
        if weights.dtype == np.float32 and weights.ndim > 1:
            flat = weights.reshape(-1, weights.shape[-1])
            self._known[_place(flat)] = flat, np.ascontiguousarray(flat.T)

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """``x @ y.T`` in blocks of rows where that is repeatable; every other product as thinc does it."""
        if trans1 or not trans2 or x.dtype != np.float32 or y.dtype != np.float32 or not len(x):
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
        way = repeatable_way(*y.shape)
        if way is None:
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
        turned = None
        if way.turned:  # another array can't come to stand in the place of one that is kept
            turned = self._known[_place(y)][1] if _place(y) in self._known else np.ascontiguousarray(y.T)
        found = _product(x, y, way, turned)
        if out is None:
            return found
        out[...] = found
        return out


def _place(weights: Matrix) -> tuple[int, int]:
    return weights.__array_interface__["data"][0], len(weights)


def _product(x: Matrix, weights: Matrix, way: Way, turned: Matrix | None) -> Matrix:
    """``x @ weights.T``: each block of rows is one product of its own."""
    rows, width = x.shape
    blocks = -(-rows // way.block)
    if rows % way.block or not x.flags.c_contiguous:
        padded = np.zeros((blocks * way.block, width), dtype=np.float32)
        padded[:rows] = x
        x = padded
    parts = x.reshape(blocks, way.block, width)
    if turned is not None:
        straight: Matrix = np.matmul(parts, turned)
        return straight.reshape(blocks * way.block, -1)[:rows]
    found = np.matmul(weights, parts.transpose(0, 2, 1))
    return np.ascontiguousarray(found.transpose(0, 2, 1)).reshape(blocks * way.block, -1)[:rows]


@cache
def repeatable_way(height: int, width: int) -> Way | None:
    """The first way in which every row comes out the same, to the last bit, wherever it stands and whatever is beside.

    For products with weights [height, width]; ``None`` if there is none.
    """
    return next((way for way in _WAYS if _is_repeatable(way, height, width)), None)


def _is_repeatable(way: Way, height: int, width: int) -> bool:
    random = np.random.default_rng(0)
    weights = random.standard_normal((height, width), dtype=np.float32)
    rows = random.standard_normal((way.block + 5, width), dtype=np.float32)
    turned = np.ascontiguousarray(weights.T) if way.turned else None
    expected = _product(rows, weights, way, turned)
    for row, own in zip(rows[:3], expected[:3], strict=True):
        if not (_product(np.tile(row, (way.block, 1)), weights, way, turned) == own).all():
            return False
    moved = _product(np.roll(rows, way.block // 2 + 1, axis=0), weights, way, turned)
    return np.array_equal(np.roll(moved, -(way.block // 2 + 1), axis=0), expected)


def speed_up(nlp: Language) -> None:
    """Let the layers of a pipeline on the CPU compute with ``BlockOps``, and look words up that they have met.

    Layers on other devices are left alone.
    """
    ops = BlockOps()
    models = [component.model for _, component in nlp.pipeline if hasattr(component, "model")]
    for node in (node for model in models if isinstance(model, Model) for node in model.walk()):
        if type(node.ops) is NumpyOps:
            node.ops = ops
            if node.has_param("W"):
                ops.know(node.get_param("W"))
    for _, component in nlp.pipeline:
        if isinstance(component, Tok2Vec) and type(component.model.ops) is BlockOps:
            component.model = remember_words(component.model)
