"""What holds for every text: no error, exact slices, linear time."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from kursk_claims.extract.statements import FAMILIES, find_statements
from kursk_claims.settings import MAX_JOINED_TOKENS
from tests.growth import LIMIT, growth

BLANK = spacy.blank("de")

PARTS = st.sampled_from(
    (
        'Der_Minister sagte sagte, dass teilte mit mit, „ “ » « " , : . ( ) – so laut nach_Angaben zufolge hieß_es '
        "wie wonach sei habe soll zu_gehen Müller von der und Berichte \n\n gegenüber hat gesagt "
        "wurde vorgeworfen Das demnach es für möglich ' - Ähm 7 …"
    )
    .replace(" ", "|")
    .replace("_", " ")
    .split("|")
)


def document(words: list[str]) -> Doc:
    return BLANK(" ".join(words))


@given(st.lists(PARTS, max_size=60))
def test_any_arrangement_gives_statements_with_exact_spans(words: list[str]) -> None:
    doc = document(words)
    found = find_statements(doc)
    for number, statement in enumerate(found):
        assert statement.content
        assert statement.construction in FAMILIES
        assert statement.parent is None or 0 <= statement.parent < len(found)
        assert statement.parent != number
        for spans in (statement.content, statement.speaker, statement.cue, statement.frame, statement.addressee):
            assert all(0 <= s.start < s.end <= len(doc.text) for s in spans)
            assert all(a.end <= b.start for a, b in pairwise(spans))
            assert all(doc.text[s.start : s.end].strip() == doc.text[s.start : s.end] for s in spans)


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    find_statements(BLANK(text))


@given(st.lists(PARTS, max_size=40))
def test_content_and_frame_are_apart(words: list[str]) -> None:
    for statement in find_statements(document(words)):
        taken = {i for s in statement.content for i in range(s.start, s.end)}
        assert not any(i in taken for s in statement.frame for i in range(s.start, s.end))


@pytest.mark.parametrize(
    "unit", ["Der Minister sagte, ", "nach Angaben ", "„ ", "( ", "wie Müller , ", "der von ", "„ja“ "]
)
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    def read(times: int) -> None:
        words = (unit * times).split()
        starts = [1 if i % MAX_JOINED_TOKENS == 0 else -1 for i in range(len(words))]
        find_statements(Doc(BLANK.vocab, words=words, sent_starts=starts))

    assert growth(read, MAX_JOINED_TOKENS // len(unit.split())) < LIMIT, "from one longest sentence to sixteen"


def test_a_sentence_without_end_is_left_alone() -> None:
    words = (["Der", "Minister", "sagte", ","] * 13_000)[:50_000]
    doc = Doc(BLANK.vocab, words=words, sent_starts=[1] + [-1] * (len(words) - 1))
    assert find_statements(doc) == []
