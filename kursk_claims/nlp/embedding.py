"""Word vectors looked up instead of computed: the first layer of a pipeline sees nothing but the word form.

A pipeline's vectors of words begin with what the spelling says (hashed affixes, shape, static vectors, and the layer
that mixes them), a quarter of the network's work and more of its overhead. For one spelling it is always the same, so
it is computed when a word is met first, by the layer itself, and kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from thinc.api import Model, chain

from kursk_claims.nlp.kept import KEPT_WORDS, with_room

_SPELLING: Final = frozenset({"LOWER", "NORM", "ORTH", "PREFIX", "SHAPE", "SUFFIX"})
"""Attributes that follow from form and norm of a token, wherever it stands."""

_PRIME: Final = np.uint64(0x9E3779B97F4A7C15)

Embedding = Model[list[Doc], list[Any]]


def remember_words(model: Model[Any, Any]) -> Model[Any, Any]:
    """A model of spaCy's `Tok2Vec` that looks up the vectors of words it has met; others come back as they are."""
    if not {"embed", "encode"} <= set(model.ref_names):
        return model
    embed, encode = model.get_ref("embed"), model.get_ref("encode")
    columns = {c for layer in embed.walk() if layer.name == "extract_features" for c in layer.attrs["columns"]}
    if not columns or not columns <= _SPELLING or any(layer.name == "charembed" for layer in embed.walk()):
        return model
    remembered: Embedding = Model("remembered", _forward, layers=[embed], attrs={"kept": _Kept(embed)})
    found: Model[Any, Any] = chain(remembered, encode)
    found.set_dim("nO", model.get_dim("nO"))
    return found


class _Kept:
    """The vectors of the words met so far, a row for each."""

    def __init__(self, embed: Embedding) -> None:
        self._embed = embed
        self._rows: dict[int, int] = {}
        self._vectors: NDArray[np.float32] = np.empty((0, embed.get_dim("nO")), dtype=np.float32)

    def vectors(self, docs: Sequence[Doc]) -> list[NDArray[np.float32]]:
        """The vector [token, number] of each token of each Doc."""
        keys = [_keys(doc).tolist() for doc in docs]
        if len(self._rows) > KEPT_WORDS:
            self._rows = {}
        new = {key: (docs[k], i) for k, own in enumerate(keys) for i, key in enumerate(own) if key not in self._rows}
        if new:
            self._learn(new)
        return [self._vectors[[self._rows[key] for key in own]] for own in keys]

    def _learn(self, new: dict[int, tuple[Doc, int]]) -> None:
        start, end = len(self._rows), len(self._rows) + len(new)
        self._vectors = with_room(self._vectors, end)
        words = Doc(next(iter(new.values()))[0].vocab, words=[doc[i].text for doc, i in new.values()])
        for token, (doc, i) in zip(words, new.values(), strict=True):
            token.norm_ = doc[i].norm_
        self._vectors[start:end] = self._embed.predict([words])[0]
        self._rows.update(zip(new, range(start, end), strict=True))


def _keys(doc: Doc) -> NDArray[np.uint64]:
    """One number for the form and the norm of each token."""
    form, norm = (np.asarray(doc.to_array(name), dtype=np.uint64) for name in ("ORTH", "NORM"))
    return form * _PRIME ^ norm


def _forward(model: Embedding, docs: list[Doc], is_train: bool) -> tuple[list[Any], Callable[[Any], Any]]:
    if is_train:
        raise ValueError("a pipeline that remembers words can't be trained; load it with spaCy")
    return model.attrs["kept"].vectors(docs), lambda gradient: gradient
