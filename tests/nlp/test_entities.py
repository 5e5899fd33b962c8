"""The entity recogniser on small tables and weights made by hand, so that each sum can be checked."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from kursk_claims.nlp.entities import (
    FACTORY,
    LABELS,
    REACH,
    EntityRecognizer,
    Weights,
    best_paths,
    follows,
    spans,
)
from kursk_claims.nlp.entity_facts import Facts, Table, hashed, pair_key, stem

PHRASES = {"Deutsch Bank": 0b01, "Bank": 0b10, "Köln": 0b10, "FC Köln": 0b01}
OPENINGS = {"Deutsch": 2, "Bank": 1, "Köln": 1, "FC": 2}
CLUSTERS = {"Köln": 0b1011, "Bonn": 0b0011, "Verein": 77, "verein": 5}
FACTS = Facts(Table.of(CLUSTERS), Table.of(PHRASES), Table.of(OPENINGS), ["org:bank", "loc:town"], ["verein"])
RULES = {  # feature -> offset and label it speaks for, and how loudly
    "g=orgB2": [(0, "B-ORG", 3.0)],
    "g=orgI2": [(0, "I-ORG", 3.0)],
    "g=locS1": [(0, "B-LOC", 2.0)],
    "w=herr": [(-1, "B-PER", 4.0)],
    "bias": [(0, "O", 1.0)],
    "END": [(1, "I-PER", 0.5)],
}
COLOGNE = np.array([CLUSTERS["Köln"]], dtype=np.uint64)
PAIRS = {int(pair_key("cc-1", COLOGNE, COLOGNE)[0]): [(0, "I-LOC", 9.0)]}  # the same for features of two neighbours


def weights() -> Weights:
    rules = dict(zip(hashed(RULES).tolist(), RULES.values(), strict=True)) | PAIRS
    keys = np.array(sorted(rules), dtype=np.uint64)
    slots, values, starts = [], [], [0]
    for key in keys.tolist():
        for offset, label, value in rules[key]:
            slots.append((REACH + offset) * len(LABELS) + LABELS.index(label))
            values.append(value)
        starts.append(len(slots))
    between = np.array([[0.0 if follows(a, b) else -np.inf for b in LABELS] for a in LABELS], dtype=np.float32)
    return Weights(
        keys,
        np.array(starts, dtype=np.uint32),
        np.array(slots, dtype=np.uint8),
        np.array(values, dtype=np.float16),
        between,
    )


@pytest.fixture
def recognizer() -> EntityRecognizer:
    made = EntityRecognizer()
    made.fill(FACTS, weights())
    return made


SENTENCES = [
    ("Die Deutsche Bank wächst", ["O", "B-ORG", "I-ORG", "O"], "a phrase of two words"),
    ("der Deutschen Bank", ["O", "B-ORG", "I-ORG"], "the same, inflected"),
    ("In Köln regnet", ["O", "B-LOC", "O"], "a phrase of one word"),
    ("Der FC Köln", ["O", "B-ORG", "I-ORG"], "the longest phrase wins"),
    ("Herr Quux kam", ["O", "B-PER", "O"], "the word before speaks for the name"),
    ("Köln Köln", ["B-LOC", "I-LOC"], "a pair of clusters"),
    ("Quux", ["O"], "a sentence of one word"),
    ("Quux Herr", ["O", "O"], "a cue with nothing behind it"),
]


@pytest.mark.parametrize(("text", "labels", "why"), SENTENCES, ids=[s[2] for s in SENTENCES])
def test_labels(recognizer: EntityRecognizer, text: str, labels: list[str], why: str) -> None:
    assert recognizer.tag(text.split()) == labels, why


def test_scores_are_sums_over_offsets(recognizer: EntityRecognizer) -> None:
    (scores,) = recognizer.scores([["Herr", "Quux"]])
    assert scores[1, LABELS.index("B-PER")] == 4.0
    assert scores[1, LABELS.index("I-PER")] == 0.5, "the end of the sentence stands one to the right of the last word"
    assert scores[0, LABELS.index("I-PER")] == 0.0
    assert (scores[:, 0] == 1.0).all()


@given(
    st.lists(st.sampled_from(["Herr", "Köln", "FC", "Deutsche", "Bank", "kam", "„", "12", "Sportverein"]), min_size=1)
)
def test_any_sentence_gets_well_formed_labels_twice_the_same(words: list[str]) -> None:
    made = EntityRecognizer()
    made.fill(FACTS, weights())
    first = made.tag(words)
    assert len(first) == len(words)
    assert not first[0].startswith("I-")
    assert all(follows(a, b) for a, b in itertools.pairwise(first))
    assert made.tag(words) == first, "what is kept between sentences must not change the result"


@given(st.lists(st.lists(st.sampled_from(["Herr", "Köln", "FC", "Deutsche", "Bank", "kam"]), min_size=1, max_size=6)))
def test_sentences_of_a_batch_have_no_say_in_each_other(sentences: list[list[str]]) -> None:
    made = EntityRecognizer()
    made.fill(FACTS, weights())
    assert made.tag_all(sentences) == [made.tag(words) for words in sentences]


def test_a_pipe_keeps_order_and_empty_texts(recognizer: EntityRecognizer) -> None:
    vocab = spacy.blank("de").vocab
    docs = [Doc(vocab, words=words) for words in (["Köln", "Köln"], [], ["kam"] * 9, ["Die", "Deutsche", "Bank"])]
    found = list(recognizer.pipe(docs, batch_size=3))
    assert [doc is given for doc, given in zip(found, docs, strict=True)] == [True] * 4
    assert [[e.text for e in doc.ents] for doc in found] == [["Köln Köln"], [], [], ["Deutsche Bank"]]


def test_an_error_goes_to_the_handler_of_the_pipeline() -> None:
    empty = EntityRecognizer()
    failed: list[int] = []

    def note(name: str, component: object, docs: list[Doc], error: Exception) -> None:
        failed.append(len(docs))

    empty.set_error_handler(note)  # type: ignore[arg-type]  # spaCy's stub wants handlers that raise
    docs = [Doc(spacy.blank("de").vocab, words=["Köln"])] * 2
    assert list(empty.pipe(docs)) == docs
    assert failed == [2]


@given(st.integers(1, 5), st.integers(0, 10_000))
def test_the_best_path_is_the_best_of_all(length: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    scores = random.standard_normal((length, len(LABELS)), dtype=np.float32)[:, :3]
    scores = np.concatenate([scores, np.full((length, len(LABELS) - 3), -99, dtype=np.float32)], axis=1)
    transitions = np.where([[follows(a, b) for b in LABELS] for a in LABELS], 0.25, -np.inf).astype(np.float32)
    allowed = [
        path
        for path in itertools.product(range(3), repeat=length)
        if not LABELS[path[0]].startswith("I-")
        and all(follows(LABELS[a], LABELS[b]) for a, b in itertools.pairwise(path))
    ]
    best = max(allowed, key=lambda path: sum(float(scores[i, k]) for i, k in enumerate(path)))
    assert tuple(best_paths([scores], transitions)[0]) == best


def test_spans() -> None:
    labels = ["B-PER", "I-PER", "B-PER", "O", "B-LOC"]
    assert spans(labels) == [(0, 2, "PER"), (2, 3, "PER"), (4, 5, "LOC")]


def test_a_pipeline_is_the_same_after_disk(tmp_path: Path, recognizer: EntityRecognizer) -> None:
    nlp = spacy.blank("de")
    made = nlp.add_pipe(FACTORY, name="ner")
    assert isinstance(made, EntityRecognizer)
    made.fill(FACTS, weights())
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    for text, _, why in SENTENCES:
        words = text.split()
        before, after = (p.get_pipe("ner")(Doc(p.vocab, words=words)) for p in (nlp, again))
        assert [(e.text, e.label_) for e in before.ents] == [(e.text, e.label_) for e in after.ents], why
    assert [e.label_ for e in again("Die Deutsche Bank").ents] == ["ORG"]


def test_without_weights_it_says_so() -> None:
    with pytest.raises(ValueError, match="no weights"):
        EntityRecognizer()(Doc(spacy.blank("de").vocab, words=["Köln"]))


def test_an_empty_text_has_no_entities(recognizer: EntityRecognizer) -> None:
    assert recognizer(Doc(spacy.blank("de").vocab, words=[])).ents == ()


FEATURES = [
    ("Köln", "c=11", True, "the cluster of a known word"),
    ("Köln", "c4=11", True, "a prefix of its path"),
    ("Bonn", "c=11", False, "another cluster"),
    ("Sportverein", "h=verein", True, "a telling end"),
    ("Sportverein", "tc=77", True, "the cluster of the last part of a compound"),
    ("Kölns", "gc=11", True, "the genitive of a known word"),
    ("„", 'w="', True, "all quote signs are one"),
    ("Kölner", "c=?", True, "an unknown word"),
]


@pytest.mark.parametrize(("word", "feature", "there", "why"), FEATURES, ids=[f"{f[0]}: {f[3]}" for f in FEATURES])
def test_features_of_a_word(word: str, feature: str, there: bool, why: str) -> None:
    assert (feature in FACTS.word(word).facts) is there, why


@pytest.mark.parametrize(
    ("word", "expected", "why"),
    [
        ("Deutschen", "Deutsch", "an adjective in the dative"),
        ("Deutsche", "Deutsch", "the same in the nominative"),
        ("Banks", "Bank", "a genitive"),
        ("Rom", "Rom", "no ending"),
        ("Ems", "Ems", "too short to lose its -s"),
        ("Hannovers", "Hannov", "a genitive behind -er"),
        ("Hannover", "Hannov", "has to meet its genitive"),
    ],
)
def test_stem(word: str, expected: str, why: str) -> None:
    assert stem(word) == expected, why


def test_an_unknown_word_is_not_in_a_table() -> None:
    table = Table.of({"a": 1, "b": 2})
    assert [table.get(w) for w in ("a", "b", "c", "")] == [1, 2, None, None]
    assert Table.of({}).get("a") is None
