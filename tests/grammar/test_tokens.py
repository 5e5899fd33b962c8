"""Columns say what spaCy's tokens say."""

from __future__ import annotations

import pytest

from kursk_claims.grammar import view_of
from kursk_claims.models import Span
from kursk_claims.nlp import Pipeline
from tests.pipeline import pipeline as shared


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return shared()


TEXTS = [
    ("Der Minister sagte: „Es sind zwei - 300.“\n\nMehr wisse er nicht.", (), "quotes and a paragraph break"),
    ("Rund 20 Häuser brannten. Werbung! Hier klicken.", (Span(25, 33),), "a sentence without analysis"),
    ("  Am Rand stehen Leerzeichen. ", (), "white space at both ends"),
    ("", (), "nothing"),
]


@pytest.mark.parametrize(("text", "skip", "why"), TEXTS, ids=[t[2] for t in TEXTS])
def test_as_the_tokens(pipeline: Pipeline, text: str, skip: tuple[Span, ...], why: str) -> None:
    doc = pipeline.read(text, skip=skip)
    found = view_of(doc)
    assert found.text == text, why
    assert found.words == [token.text for token in doc], why
    assert found.lower == [token.lower_ for token in doc], why
    assert found.starts == [token.idx for token in doc], why
    assert found.is_space == [token.is_space for token in doc], why
    assert found.is_word == [not (token.is_space or token.is_punct) for token in doc], why
    assert found.like_num == [token.like_num for token in doc], why
    assert found.opens == [token.is_sent_start for token in doc], why
    assert found.spaces == [bool(token.whitespace_) for token in doc], why
    assert found.pos == [token.pos_ for token in doc], why
    assert found.morphs == [str(token.morph) for token in doc], why
    assert found.deps == [token.dep_ for token in doc], why
    assert found.heads == [token.head.i for token in doc], why
    assert found.entity_types == [token.ent_type_ for token in doc], why


def test_made_once_for_a_doc(pipeline: Pipeline) -> None:
    doc = pipeline.read("Drei Orte.")
    assert view_of(doc) is view_of(doc)
