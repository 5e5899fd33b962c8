"""The search in steps finds what spaCy's own finds."""

from __future__ import annotations

import pytest
import spacy
from spacy.pipeline import DependencyParser
from spacy.tokens import Doc

from kursk_claims.nlp.parser import SteppedParser
from kursk_claims.nlp.pipeline import _OVERRIDES
from kursk_claims.nlp.weights import verified
from tests.pipeline import pipeline

SENTENCES = [
    "Die Polizei teilte am Montag mit, dass bei dem Unfall 12 Menschen verletzt wurden.",
    "Das Haus, das die Frau, die er liebte, gekauft hatte, brannte ab.",
    "Nein.",
    "„Es sind“, sagte Anna Weiß, „mehr als 3.000, und niemand weiß, wohin.“",
    "Wen hat der Minister zu befragen versucht?",
]
Arcs = list[list[tuple[int, str]]]


def _docs() -> list[Doc]:
    tokens = pipeline().nlp.get_pipe("tok2vec")
    return list(tokens.pipe([pipeline().nlp.make_doc(sentence) for sentence in SENTENCES], batch_size=8))


def _arcs(docs: list[Doc]) -> Arcs:
    return [[(token.head.i, token.dep_) for token in doc] for doc in docs]


@pytest.mark.parametrize("search", [SteppedParser.greedy_parse, DependencyParser.greedy_parse], ids=["steps", "spaCy"])
def test_the_same_arcs_together_and_alone(search: object) -> None:
    assert callable(search)
    parser = pipeline().nlp.get_pipe("parser")
    together, alone = _docs(), _docs()
    parser.set_annotations(together, search(parser, together))
    for doc in alone:
        parser.set_annotations([doc], search(parser, [doc]))
    plain = _docs()
    parser.set_annotations(plain, DependencyParser.greedy_parse(parser, plain))
    assert _arcs(together) == _arcs(alone) == _arcs(plain)


def test_without_products_of_our_own_spacy_searches() -> None:
    stock = spacy.load(verified(), config=_OVERRIDES)
    assert isinstance(stock.get_pipe("parser"), SteppedParser)
    expected = [pipeline().nlp(sentence) for sentence in SENTENCES]
    assert _arcs([stock(sentence) for sentence in SENTENCES]) == _arcs(expected)


def test_no_sentence_and_no_word() -> None:
    parser = pipeline().nlp.get_pipe("parser")
    assert parser.predict([]) == []
    docs = [Doc(pipeline().nlp.vocab), *_docs()]
    assert [len(doc.has_annotation("DEP") and doc) for doc in parser.pipe(docs)] == [len(doc) for doc in docs]
