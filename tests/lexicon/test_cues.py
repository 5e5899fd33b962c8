"""The cue lexicon: conjugation and coverage by construction."""

from __future__ import annotations

import pytest

from kursk_claims.lexicon.cues import forms
from kursk_claims.lexicon.saying import nouns as nouns_of_saying

# (form, infinitive, kind, why)
FORMS: list[tuple[str, str, str, str]] = [
    ("sagte", "sagen", "finite", "weak preterite"),
    ("sage", "sagen", "finite", "Konjunktiv I"),
    ("gesagt", "sagen", "participle", "weak participle"),
    ("betonte", "betonen", "finite", "prefix be-"),
    ("betont", "betonen", "participle", "no ge- after an inseparable prefix"),
    ("argumentiert", "argumentieren", "participle", "no ge- before -ieren"),
    ("antwortete", "antworten", "finite", "-e- after a dental stem"),
    ("mitteilte", "mitteilen", "finite", "verb-final, in one word"),
    ("mitgeteilt", "mitteilen", "participle", "ge- between the parts"),
    ("mitzuteilen", "mitteilen", "zu", "zu between the parts"),
    ("schreibt", "schreiben", "finite", "strong present"),
    ("schrieben", "schreiben", "finite", "strong preterite, plural"),
    ("versprochen", "versprechen", "participle", "prefixed strong verb"),
    ("empfahl", "empfehlen", "finite", "prefix emp-"),
    ("bestritt", "bestreiten", "finite", "denial"),
    ("beschlossen", "beschließen", "participle", "ß and ss"),
]


@pytest.mark.parametrize(("form", "infinitive", "kind", "why"), FORMS, ids=[f"{f[0]}: {f[3]}" for f in FORMS])
def test_forms_are_conjugated(form: str, infinitive: str, kind: str, why: str) -> None:
    assert any(r.cue.infinitive == infinitive and r.form == kind for r in forms()[form])


@pytest.mark.parametrize(
    ("form", "particle"), [("teilte", ("mit",)), ("gab", ("bekannt",)), ("kam", ("zu", "dem", "Schluss"))]
)
def test_separated_parts_are_known(form: str, particle: tuple[str, ...]) -> None:
    assert any(r.cue.particle == particle and not r.joined for r in forms()[form])


@pytest.mark.parametrize("takes", ["clause", "inf", "quote", "report"])
def test_every_complement_has_verbs_of_speech_and_of_thought(takes: str) -> None:
    media = {r.cue.medium for readings in forms().values() for r in readings if takes in r.cue.takes}
    assert {"Speech", "ST"} <= media


def test_denials_are_marked() -> None:
    denied = {r.cue.infinitive for readings in forms().values() for r in readings if r.cue.stance == "deny"}
    assert {"bestreiten", "dementieren", "zurückweisen", "leugnen"} <= denied


def test_words_are_lower_case() -> None:
    nouns = nouns_of_saying()
    assert all(
        word == word.lower() for group in (nouns.said, nouns.thought, nouns.willed, nouns.content) for word in group
    )
