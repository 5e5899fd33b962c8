"""Mood of finite verbs, on trees written by hand, so that only the rule is tested."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kursk_claims.nlp.mood import settled

VOCAB = spacy.blank("de").vocab
PAST = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"
FIRST = "Mood=Ind|Number=Sing|Person=1|Tense=Pres|VerbForm=Fin"

CASES = [
    ("Er verändere", PAST, "Sub", "no simple past ends in -e without -te"),
    ("Er habe", FIRST, "Sub", "a third person subject rules out the first person indicative"),
    ("Ich habe", FIRST, "Ind", "with ich the form is the indicative"),
    ("Er sagte", PAST, "Ind", "a weak simple past stays as the model says"),
    ("Er wurde", PAST, "Ind", "wurde is the one past in -e"),
    ("Sie wären", PAST, "Sub", "a form that is always subjunctive"),
    ("Er arbeite", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "Sub", "a stem in -t, taken for present"),
    ("Er gehe", "Mood=Imp|Number=Sing|VerbForm=Fin", "Imp", "an imperative is left alone"),
]


@pytest.mark.parametrize(("text", "morph", "mood", "why"), CASES, ids=[c[3] for c in CASES])
def test_mood(text: str, morph: str, mood: str, why: str) -> None:
    doc = Doc(VOCAB, words=text.split(), pos=["PRON", "VERB"], morphs=["", morph], heads=[1, 1], deps=["nsubj", "ROOT"])
    assert f"Mood={mood}" in settled(doc, [1, 1], ["nsubj", "ROOT"])[1], why
