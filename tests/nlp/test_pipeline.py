"""Reading articles: offsets, sentences, gating, and which pipelines are refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from kursk_claims.errors import ModelError
from kursk_claims.models import Span
from kursk_claims.nlp.pipeline import MAX_SENTENCE_TOKENS, Pipeline, build_nlp
from kursk_claims.nlp.sentences import split
from tests.pipeline import pipeline as shared

TEXT = (
    "Hafen bleibt zu\n\nDie Behörde meldete am 3. Mai rund 8000–15.000 Fälle. „Wir wissen mehr“, sagte Ilse Kranz, "
    "und 50 000 weitere seien möglich. Eine 20-prozentige Quote!\n\nEnde."
)


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return shared()


def annotation(doc: Doc, start: int, end: int) -> list[tuple[object, ...]]:
    return [
        (t.idx, t.text, t.pos_, t.tag_, str(t.morph), t.lemma_, t.dep_, t.head.idx, t.ent_iob_, t.ent_type_)
        for t in doc
        if start <= t.idx < end
    ]


def test_text_and_sentences_are_exact(pipeline: Pipeline) -> None:
    doc = pipeline.read(TEXT)
    assert doc.text == TEXT
    starts = [sentence.start_char for sentence in doc.sents]
    assert starts == [span.start for span in split(TEXT)]


@pytest.mark.parametrize("surface", ["8000", "15.000", "50 000", "20-prozentige", "3."])
def test_numerals_keep_their_offsets(pipeline: Pipeline, surface: str) -> None:
    """Quantities are read off the raw text, so tokens must begin and end with them."""
    start = TEXT.index(surface)
    doc = pipeline.read(TEXT)
    assert doc.char_span(start, start + len(surface)) is not None


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\t \u00a0", ".", "…", "“", "\ufeff", "a\u200bb", "👍", "\u202e.", "a" * 5000]
)
def test_odd_texts_are_safe(pipeline: Pipeline, text: str) -> None:
    assert pipeline.read(text).text == text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.sampled_from(list("aÄbd .!?\n\t„“»«\"'-–,1290\u00a0\u2028()%€")), max_size=120))
def test_any_text_comes_back_whole(pipeline: Pipeline, text: str) -> None:
    doc = pipeline.read(text)
    assert doc.text == text
    if len(doc) and split(text):
        assert len(list(doc.sents)) == len(split(text))


@pytest.mark.parametrize(
    ("text", "last", "why"),
    [
        ("Die Zahl der Boote stieg auf 34.", ["34", "."], "a bare figure, no ordinal"),
        ("Er sagte: „Es sind 16.500.“", ["16.500", ".", "“"], "before the quotation mark"),
        ("Das sind 2,5 Prozent.", ["Prozent", "."], "a word, as ever"),
    ],
)
def test_the_stop_of_a_sentence_is_no_part_of_its_last_figure(
    pipeline: Pipeline, text: str, last: list[str], why: str
) -> None:
    doc = pipeline.read(text)
    assert [token.text for token in doc[-len(last) :]] == last, why
    assert doc.text == text


def test_one_tree_a_sentence(pipeline: Pipeline) -> None:
    for sentence in pipeline.read(TEXT).sents:
        roots = [t for t in sentence if t.has_dep() and t.head == t]
        assert len(roots) == 1
        assert all(sentence.start <= t.head.i < sentence.end for t in sentence)


def test_choose_and_skip_change_nothing_else(pipeline: Pipeline) -> None:
    """What is kept is annotated exactly as with every sentence; what is not has no analysis."""
    whole = pipeline.read(TEXT)
    spans = split(TEXT)
    chosen = pipeline.read(TEXT, choose=lambda text, sentences: [i % 2 == 1 for i in range(len(sentences))])
    skipped = pipeline.read(TEXT, skip=[Span(spans[0].start, spans[0].start + 1)])
    for i, span in enumerate(spans):
        expected = annotation(whole, span.start, span.end)
        if i % 2:
            assert annotation(chosen, span.start, span.end) == expected
        else:
            assert not any(t.has_dep() for t in chosen if span.start <= t.idx < span.end)
        if i:
            assert annotation(skipped, span.start, span.end) == expected
        else:
            assert not any(t.has_dep() for t in skipped if t.idx < span.end)
    assert [s.start_char for s in chosen.sents] == [s.start_char for s in whole.sents]


def test_neighbours_change_nothing(pipeline: Pipeline) -> None:
    """A sentence is annotated alike alone and in an article."""
    alone = "Die Feuerwehr rettete 14 Bewohner aus dem Haus."
    article = f"Ein Brand.\n{alone} Danach war Ruhe. {alone}"
    start = article.index(alone)
    got = annotation(pipeline.read(article), start, start + len(alone))
    expected = annotation(pipeline.read(alone), 0, len(alone))
    shifted = [(a[0] - start, *a[1:7], a[7] - start, *a[8:]) for a in got]  # type: ignore[operator]
    assert shifted == expected


def test_a_table_stays_unanalysed(pipeline: Pipeline) -> None:
    doc = pipeline.read("a, " * MAX_SENTENCE_TOKENS + "Ende.")
    assert len(doc) > MAX_SENTENCE_TOKENS
    assert not any(t.has_dep() for t in doc)


def blank(*pipes: str, lang: str = "de", labels: tuple[str, ...] = ("nsubj",)) -> Language:
    nlp = spacy.blank(lang)
    for name in pipes:
        component = nlp.add_pipe(name)
        if name == "parser":
            for label in labels:
                component.add_label(label)  # type: ignore[attr-defined]
    return nlp


ALL = ("morphologizer", "parser", "trainable_lemmatizer", "ner")


@pytest.mark.parametrize("missing", ["morphologizer", "parser", "trainable_lemmatizer", "ner"])
def test_incomplete_pipelines_are_refused_by_name(tmp_path: Path, missing: str) -> None:
    blank(*(p for p in ALL if p != missing)).to_disk(tmp_path / "model")
    with pytest.raises(ModelError) as caught:
        build_nlp(str(tmp_path / "model"))
    message = str(caught.value)
    assert missing.removeprefix("trainable_") in message
    assert "\n" not in message


def test_other_languages_and_schemes_are_refused() -> None:
    with pytest.raises(ModelError, match="'en'"):
        Pipeline(blank(*ALL, lang="en"))
    with pytest.raises(ModelError, match="neither"):
        Pipeline(blank(*ALL, labels=("SUBJ",)))


def test_schemes_are_told_apart() -> None:
    assert Pipeline(blank(*ALL)).scheme == "ud"
    assert Pipeline(blank(*ALL, labels=("sb", "oc"))).scheme == "tiger"


@pytest.mark.parametrize("name", ["no_such_pipeline_xx", "/no/such/dir"])
def test_unknown_names_are_one_line(name: str) -> None:
    with pytest.raises(ModelError) as caught:
        build_nlp(name)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)
