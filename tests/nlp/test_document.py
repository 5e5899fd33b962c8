"""A document answers what spaCy's Doc of the same analysis answers."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from kursk_claims.models import Span
from kursk_claims.nlp.document import Document
from tests.pipeline import pipeline

TEXTS = [
    ("Der Minister sagte: „Es sind zwei - 300.“\n\nMehr wisse er nicht.", (), "quotes and a paragraph break"),
    ("Rund 20 Häuser brannten. Werbung! Hier klicken.", (Span(25, 33),), "a sentence without analysis"),
    ("  Am Rand stehen Leerzeichen. ", (), "white space at both ends"),
    (
        "Ja.Nein. Die Stadt  New\xa0York und Bad\n Orb zählten 3.000 Tote, sagte Dr. Anna Weiß.",
        (),
        "white space inside",
    ),
    ("Die Frau, deren Haus brannte, das sie liebte, habe das, was ihr blieb, gestern verkauft.", (), "long arcs"),
    ("", (), "nothing"),
    (" \n ", (), "nothing but white space"),
]
WORD = (
    *("text", "i", "idx", "lower_", "lemma_", "pos_", "dep_", "ent_type_", "ent_iob_", "is_space", "is_punct"),
    *("is_alpha", "like_num", "is_sent_start", "whitespace_"),
)
FEATURES = ("Case", "Number", "Gender", "VerbForm", "Mood", "Tense", "PronType")


def _span(span: Any) -> tuple[Any, ...]:
    return span.start, span.end, span.text, [word.i for word in span], [word.i for word in reversed(span)]


def _same(doc: Doc, found: Document) -> None:
    assert (len(found), found.text) == (len(doc), doc.text)
    for token, word in zip(doc, found, strict=True):
        assert [getattr(word, name) or "" for name in WORD] == [getattr(token, name) or "" for name in WORD]
        assert (str(word), len(word), str(word.morph)) == (str(token), len(token), str(token.morph))
        assert [word.morph.get(name, []) for name in FEATURES] == [token.morph.get(name, []) for name in FEATURES]
        assert (word.head.i, word.left_edge.i, word.has_dep()) == (token.head.i, token.left_edge.i, token.has_dep())
        for name in ("children", "subtree", "ancestors"):
            assert [other.i for other in getattr(word, name)] == [other.i for other in getattr(token, name)], name
        assert _span(word.sent) == _span(token.sent)
        assert (word.sent.start_char, word.sent.end_char) == (token.sent.start_char, token.sent.end_char)
        assert [name.text for name in word.sent.ents] == [name.text for name in token.sent.ents]
    assert [(*_span(s), s.label_) for s in found.ents] == [(*_span(s), s.label_) for s in doc.ents]
    assert [_span(sentence) for sentence in found.sents] == [_span(sentence) for sentence in doc.sents]
    assert [found.has_annotation(name) for name in ("DEP", "SENT_START")] == [
        doc.has_annotation(name) for name in ("DEP", "SENT_START")
    ]


@pytest.mark.parametrize(("text", "skip", "why"), TEXTS, ids=[t[2] for t in TEXTS])
def test_as_spacy_has_it(text: str, skip: tuple[Span, ...], why: str) -> None:
    _same(pipeline().read(text, skip=skip), pipeline().document(text, skip=skip))


@given(
    st.lists(
        st.sampled_from(
            ["Anna Weiß", "12", "starben", " ", "\n\n", ".", "„", "“,", "sagte", "in Ulm", "\xa0", "(", "der"]
        )
    )
)
def test_as_spacy_has_any_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    _same(pipeline().read(text), pipeline().document(text))


@pytest.mark.parametrize("mode", ["expand", "contract"])
def test_spans_of_characters(mode: str) -> None:
    text = "Rund 20 Häuser\n\nbrannten in Bad  Orb."
    doc, found = pipeline().read(text), pipeline().document(text)
    for start in range(-1, len(text) + 1):
        for end in range(start + 1, len(text) + 2):
            theirs = doc.char_span(start, end, alignment_mode=mode)
            ours = found.char_span(start, end, alignment_mode=mode)
            assert (ours is None) == (theirs is None), (start, end)
            if ours is not None and theirs is not None:
                assert _span(ours) == _span(theirs), (start, end)


@pytest.mark.parametrize("piece", [slice(1, 3), slice(-2, None), slice(3, 1), slice(0, 99), slice(None)])
def test_slices(piece: slice) -> None:
    doc, found = pipeline().read("In Ulm starben zwei."), pipeline().document("In Ulm starben zwei.")
    assert _span(found[piece]) == _span(doc[piece])


@pytest.mark.parametrize(("at", "why"), [(0, "the first"), (-1, "from behind"), (5, "none")])
def test_places(at: int, why: str) -> None:
    doc, found = pipeline().read("In Ulm starben zwei."), pipeline().document("In Ulm starben zwei.")
    if at == 5:
        with pytest.raises(IndexError):
            doc[at]
        with pytest.raises(IndexError):
            found[at]
        with pytest.raises(IndexError):
            found[0].nbor(-1)
    else:
        assert found[at].text == doc[at].text, why
        assert found[0].nbor(2).text == doc[0].nbor(2).text
    assert found[0] < found[1] <= found[1]
    assert found[2] > found[1] >= found[1]
    with pytest.raises(IndexError):
        found[1:3][2]


def test_nothing_is_left_of_what_is_released() -> None:
    found = pipeline().document("In Ulm starben zwei.")
    word = found[2]
    found.release()
    assert (len(found), word.children, hasattr(word, "head")) == (0, [], False)
