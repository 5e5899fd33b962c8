"""Word vectors looked up instead of computed: the first layer of a pipeline sees nothing but the word form.

A pipeline's vectors of words begin with what the spelling says (hashed affixes, shape, static vectors, and the layer
that mixes them), a quarter of the network's work and more of its overhead. For one spelling it is always the same, so
it is computed when a word is met first, by the layer itself, and kept. The layers behind it, in which each word reads
its neighbours, do what thinc's do, value for value, over one array for all sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from thinc.api import Model, chain

from kursk_claims.nlp.kept import KEPT_WORDS, with_room

_SPELLING: Final = frozenset({"LOWER", "NORM", "ORTH", "PREFIX", "SHAPE", "SUFFIX"})
"""Attributes that follow from form and norm of a token, wherever it stands."""

_PRIME: Final = np.uint64(0x9E3779B97F4A7C15)

Embedding = Model[list[Doc], list[Any]]
Matrix = NDArray[np.float32]


def remember_words(model: Model[Any, Any]) -> Model[Any, Any]:
    """A model of spaCy's `Tok2Vec` that looks up the vectors of words it has met; others come back as they are."""
    if not {"embed", "encode"} <= set(model.ref_names):
        return model
    embed, encode = model.get_ref("embed"), model.get_ref("encode")
    columns = {c for layer in embed.walk() if layer.name == "extract_features" for c in layer.attrs["columns"]}
    if not columns or not columns <= _SPELLING or any(layer.name == "charembed" for layer in embed.walk()):
        return model
    kept, windows = _Kept(embed), _windows(encode)
    found: Model[Any, Any]
    if windows:
        found = Model(
            "remembered",
            _read,
            dims={"nO": None},
            layers=[embed, encode],
            attrs={"kept": kept, "windows": windows},
        )
        found.ops = encode.ops
    else:
        remembered: Embedding = Model("remembered", _forward, layers=[embed], attrs={"kept": kept})
        found = chain(remembered, encode)
    found.set_dim("nO", model.get_dim("nO"))
    return found


class _Kept:
    """The vectors of the words met so far, a row for each behind a first one of zeros."""

    def __init__(self, embed: Embedding) -> None:
        self._embed = embed
        self._rows: dict[int, int] = {}
        self.vectors: Matrix = np.zeros((1, embed.get_dim("nO")), dtype=np.float32)

    def rows(self, docs: Sequence[Doc]) -> list[list[int]]:
        """The row in `vectors` of each token of each Doc."""
        keys = [_keys(doc).tolist() for doc in docs]
        if len(self._rows) > KEPT_WORDS:
            self._rows = {}
        new = {key: (docs[k], i) for k, own in enumerate(keys) for i, key in enumerate(own) if key not in self._rows}
        if new:
            self._learn(new)
        return [[self._rows[key] for key in own] for own in keys]

    def _learn(self, new: dict[int, tuple[Doc, int]]) -> None:
        start, end = 1 + len(self._rows), 1 + len(self._rows) + len(new)
        self.vectors = with_room(self.vectors, end)
        words = Doc(next(iter(new.values()))[0].vocab, words=[doc[i].text for doc, i in new.values()])
        for token, (doc, i) in zip(words, new.values(), strict=True):
            token.norm_ = doc[i].norm_
        self.vectors[start:end] = self._embed.predict([words])[0]
        self._rows.update(zip(new, range(start, end), strict=True))


def _keys(doc: Doc) -> NDArray[np.uint64]:
    """One number for the form and the norm of each token."""
    form, norm = (np.asarray(doc.to_array(name), dtype=np.uint64) for name in ("ORTH", "NORM"))
    return form * _PRIME ^ norm


def _forward(model: Embedding, docs: list[Doc], is_train: bool) -> tuple[list[Any], Callable[[Any], Any]]:
    _not_trained(is_train)
    kept = model.attrs["kept"]
    rows = kept.rows(docs)
    return [kept.vectors[own] for own in rows], lambda gradient: gradient


def _not_trained(is_train: bool) -> None:
    if is_train:
        raise ValueError("a pipeline that remembers words can't be trained; load it with spaCy")


# ---------------------------------------------------------------------------------------- words and their neighbours


class _Window(NamedTuple):
    """A layer in which each word reads its neighbours: window, maxout, normalised, added to what went in."""

    reach: int
    weights: Matrix
    """[number of a piece, number of the window]"""
    bias: Matrix
    pieces: int
    scale: Matrix
    shift: Matrix


_LAYERS: Final = ("expand_window", "maxout", "layernorm", "dropout")
_RESIDUAL: Final = frozenset({f"residual({'>>'.join(_LAYERS)})", f"residual({'>>'.join(_LAYERS[:3])})"})


def _windows(encode: Model[Any, Any]) -> list[_Window]:
    """The layers of spaCy's `MaxoutWindowEncoder`; none if `encode` is another encoder."""
    if not encode.name.startswith("with_array(") or len(encode.layers) != 1:
        return []
    inner = encode.layers[0]
    layers = [inner] if inner.name in _RESIDUAL else inner.layers
    if not all(layer.name in _RESIDUAL for layer in layers):
        return []
    found = []
    for layer in layers:
        nodes = {node.name: node for node in layer.walk()}
        window, maxout, norm = (nodes[name] for name in _LAYERS[:3])
        weights, bias = (np.asarray(maxout.get_param(name)) for name in "Wb")
        weights, pieces = weights.reshape(-1, maxout.get_dim("nI")), maxout.get_dim("nP")
        scale, shift = (np.asarray(norm.get_param(name)) for name in "Gb")
        found.append(_Window(window.attrs["window_size"], weights, bias.reshape(-1), pieces, scale, shift))
    return found


def _read(model: Embedding, docs: list[Doc], is_train: bool) -> tuple[list[Any], Callable[[Any], Any]]:
    _not_trained(is_train)
    kept, windows = model.attrs["kept"], model.attrs["windows"]
    gap = [0] * sum(window.reach for window in windows)
    rows = kept.rows(docs)
    places = [*gap]
    for own in rows:
        places += own + gap
    vectors = kept.vectors[places]
    for window in windows:
        vectors = vectors + _layer(model.ops, window, vectors)
    found, at = [], len(gap)
    for own in rows:
        found.append(vectors[at : at + len(own)])
        at += len(own) + len(gap)
    return found, lambda gradient: gradient


def _layer(ops: Any, window: _Window, vectors: Matrix) -> Matrix:
    """What thinc's four layers give for `vectors` [token, number], in its order of operations."""
    sums = ops.gemm(ops.seq2col(vectors, window.reach), window.weights, trans2=True)
    sums += window.bias
    best: Matrix = ops.maxout(sums.reshape(len(sums), -1, window.pieces))[0]
    best -= best.mean(axis=1, keepdims=True)
    best *= ((best * best).mean(axis=1, keepdims=True) + 1e-08) ** (-1.0 / 2.0)
    best *= window.scale
    best += window.shift
    return best
