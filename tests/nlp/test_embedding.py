"""Word vectors that are looked up are those that the layer would have computed."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.ml.models import (
    CharacterEmbed,
    MaxoutWindowEncoder,
    MishWindowEncoder,
    MultiHashEmbed,
    build_Tok2Vec_model,
)
from spacy.tokens import Doc
from thinc.api import Model

from kursk_claims.nlp.embedding import remember_words

SENTENCES = [["Die", "Elbe", "steigt"], ["Elbe"], ["die", "Elbe", "z.B.", "steigt", "steigt"]]


def _tok2vec(nlp: Language, attributes: list[str]) -> Model:  # type: ignore[type-arg]
    embed = MultiHashEmbed(8, attributes, [50] * len(attributes), include_static_vectors=False)
    model = build_Tok2Vec_model(embed, MaxoutWindowEncoder(8, 1, 2, 1))
    model.initialize([Doc(nlp.vocab, words=["Wort"])])
    return model


def _docs(nlp: Language) -> list[Doc]:
    return [Doc(nlp.vocab, words=words) for words in SENTENCES]


@pytest.mark.parametrize(
    ("encoder", "own"),
    [
        (MaxoutWindowEncoder(8, 1, 2, 1), True),
        (MaxoutWindowEncoder(8, 2, 3, 4), True),
        (MishWindowEncoder(8, 1, 2), False),
    ],
    ids=["one layer", "four layers", "another encoder, left to thinc"],
)
def test_words_read_their_neighbours_as_in_thinc(encoder: Model, own: bool) -> None:  # type: ignore[type-arg]
    nlp = spacy.blank("de")
    model = build_Tok2Vec_model(MultiHashEmbed(8, ["NORM"], [50], include_static_vectors=False), encoder)
    model.initialize([Doc(nlp.vocab, words=["Wort"])])
    remembering = remember_words(model)
    assert ("windows" in remembering.attrs) is own
    docs = [*_docs(nlp), Doc(nlp.vocab)]
    for found, expected in zip(remembering.predict(docs), model.predict(docs), strict=True):
        np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-6)


def test_vectors_are_the_same_the_first_and_the_second_time() -> None:
    nlp = spacy.blank("de")
    model = _tok2vec(nlp, ["NORM", "PREFIX", "SHAPE"])
    remembering = remember_words(model)
    assert remembering is not model
    for _ in range(2):
        for found, expected in zip(remembering.predict(_docs(nlp)), model.predict(_docs(nlp)), strict=True):
            np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-6)


def test_one_form_with_two_norms_is_two_words() -> None:
    nlp = spacy.blank("de")
    model = _tok2vec(nlp, ["NORM"])
    one, other = (Doc(nlp.vocab, words=["'s"]) for _ in range(2))
    one[0].norm_, other[0].norm_ = "es", "das"
    found = remember_words(model).predict([one, other])
    assert not np.allclose(found[0], found[1])
    np.testing.assert_allclose(found[1], model.predict([other])[0], rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize(
    ("attributes", "why"),
    [(["NORM", "POS"], "a tag follows from the sentence"), (["SPACY"], "the blank behind is none of the word's")],
)
def test_what_follows_from_more_than_the_form_is_computed(attributes: list[str], why: str) -> None:
    model = _tok2vec(spacy.blank("de"), attributes)
    assert remember_words(model) is model, why


def test_other_layers_are_left_alone() -> None:
    nlp = spacy.blank("de")
    letters = build_Tok2Vec_model(
        CharacterEmbed(8, 50, 4, 4, include_static_vectors=False), MaxoutWindowEncoder(8, 1, 2, 1)
    )
    letters.initialize([Doc(nlp.vocab, words=["Wort"])])
    assert remember_words(letters) is letters


def test_a_remembering_model_is_not_trained() -> None:
    nlp = spacy.blank("de")
    with pytest.raises(ValueError, match="can't be trained"):
        remember_words(_tok2vec(nlp, ["NORM"])).begin_update(_docs(nlp))
