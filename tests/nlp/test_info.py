"""What `kursk-claims info` can say of a pipeline."""

from __future__ import annotations

import spacy

from kursk_claims.nlp import build_nlp
from kursk_claims.nlp.info import describe


def test_every_field_comes_from_the_pipeline() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer", name="cut")
    nlp.meta.update(
        name="probe",
        version="1.2.3",
        license="CC0",
        sources=["plain text", {"name": "Corpus", "author": "", "license": "MIT"}],
        performance={"pos_acc": 0.9312, "speed": 5000, "per_type": {"x": 1}, "none": None},
    )
    info = describe(nlp)
    assert (info.name, info.version, info.licence) == ("de_probe", "1.2.3", "CC0")
    assert info.sources == ("plain text", "Corpus, MIT")
    assert [(c.name, c.factory) for c in info.components] == [("cut", "sentencizer")]
    assert info.scores == {"pos_acc": 93.12, "speed": 5000}
    assert info.path == ""


def test_shipped_pipeline_names_its_licence_and_scores() -> None:
    info = build_nlp().info
    assert info.name == "de_claims_news_sm"
    assert info.licence == "CC BY-SA 4.0"
    assert info.sources
    assert {"ner", "parser", "morphologizer"} <= {c.name for c in info.components}
    assert {"pos_acc", "uas", "las", "lemma_acc", "mood_sub_f1", "ents_f1"} <= info.scores.keys()
