"""spaCy's parser with its greedy search a step at a time for all sentences together.

spaCy's own loop is compiled, but takes and gives back Python's lock several times for each word, which is half of its
time. Here only the states and their transitions are spaCy's; what scores them is a handful of array operations for a
step of all sentences of a batch, in the order in which spaCy adds.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, Final

import numpy as np
from spacy.language import Language
from spacy.ml.parser_model import ParserStepModel  # type: ignore[import-not-found]  # compiled
from spacy.pipeline import DependencyParser
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps

from kursk_claims.nlp.ops import BlockOps

FACTORY: Final = "kursk_claims_parser"


class SteppedParser(DependencyParser):  # type: ignore[misc]  # compiled, without types
    """A `DependencyParser` that differs in nothing but its time."""

    def greedy_parse(self, docs: Sequence[Doc], drop: float = 0.0) -> list[Any]:
        """The final state of each Doc; none has labels that the parser does not know."""
        model = self.model
        if not isinstance(model.ops, BlockOps) or not model.attrs["has_upper"] or model.attrs["unseen_classes"] or drop:
            return list(super().greedy_parse(docs, drop))
        tokens, lower, upper = model.layers
        features = lower.predict(tokens.predict(docs))  # [token behind an empty one, place, hidden, piece]
        _, places, _, pieces = features.shape
        rows = features.reshape(len(features) * places, -1)
        bias = lower.get_param("b").reshape(-1)
        weights, own_bias = upper.get_param("W"), upper.get_param("b")
        place, step = np.arange(places) + places, SimpleNamespace(state2vec=SimpleNamespace(nF=places))
        batch = self.moves.init_batch(docs)
        states = [state for state in batch if not state.is_final()]
        while states:
            words = ParserStepModel.get_token_ids(step, states)  # [state, place], -1 where there is none
            hidden = rows.take(words * places + place, axis=0).sum(axis=1)
            hidden += bias
            best = model.ops.maxout(hidden.reshape(len(states), -1, pieces))[0]
            scores = NumpyOps.gemm(model.ops, best, weights, trans2=True)
            scores += own_bias
            states = self.transition_states(states, scores)
        return list(batch)


def _make(
    nlp: Language,
    name: str,
    model: Model[Any, Any],
    moves: Any,
    update_with_oracle_cut_size: int,
    learn_tokens: bool,
    min_action_freq: int,
    scorer: Any,
) -> SteppedParser:
    return SteppedParser(
        nlp.vocab,
        model,
        name,
        moves=moves,
        update_with_oracle_cut_size=update_with_oracle_cut_size,
        learn_tokens=learn_tokens,
        min_action_freq=min_action_freq,
        scorer=scorer,
    )


Language.factory(FACTORY, assigns=["token.dep", "token.head", "token.is_sent_start", "doc.sents"], func=_make)
