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
    ("Sie aufbrächten", "VerbForm=Inf", "Sub", "a prefix before a form that is always subjunctive"),
    ("Er pfände", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "Sub", "pf is no prefix of fände"),
    ("Ich pfände", FIRST, "Ind", "pf is no prefix of fände, so ich decides"),
    ("Er wolle", FIRST, "Sub", "the indicative of wollen is will"),
    ("Er gehe", "Mood=Imp|Number=Sing|VerbForm=Fin", "Imp", "an imperative is left alone"),
]

WITHOUT_SUBJECT = [
    ("Er kam , habe aber geschwiegen", 3, "habe", "Sub", "no first person in sight: reported speech goes on"),
    ("Habe lange gewartet", 0, "habe", "Ind", "the subject ich is left out at the opening"),
    ("Mir gefiel es , habe gern bestellt", 4, "habe", "Ind", "mir shows the first person"),
]


@pytest.mark.parametrize(("text", "i", "form", "mood", "why"), WITHOUT_SUBJECT, ids=[c[4] for c in WITHOUT_SUBJECT])
def test_verbs_without_a_subject(text: str, i: int, form: str, mood: str, why: str) -> None:
    words = text.split()
    assert words[i].lower() == form
    n = len(words)
    doc = Doc(VOCAB, words=words, pos=["AUX" if k == i else "X" for k in range(n)])
    doc[i].set_morph(FIRST)
    assert f"Mood={mood}" in settled(doc, [i] * n, ["ROOT" if k == i else "dep" for k in range(n)])[i], why


@pytest.mark.parametrize(("text", "morph", "mood", "why"), CASES, ids=[c[3] for c in CASES])
def test_mood(text: str, morph: str, mood: str, why: str) -> None:
    doc = Doc(VOCAB, words=text.split(), pos=["PRON", "VERB"], morphs=["", morph], heads=[1, 1], deps=["nsubj", "ROOT"])
    assert f"Mood={mood}" in settled(doc, [1, 1], ["nsubj", "ROOT"])[1], why


def test_the_lemma_tells_a_present_in_te_from_a_past() -> None:
    for word, lemma, mood, why in [
        ("laste", "lasten", "Sub", "the past would be lastete"),
        ("teilte", "teilen", "Ind", "the past of a stem without -t"),
    ]:
        doc = Doc(VOCAB, words=["Er", word], pos=["PRON", "VERB"], lemmas=["er", lemma], morphs=["", PAST])
        assert f"Mood={mood}" in settled(doc, [1, 1], ["nsubj", "ROOT"])[1], why
