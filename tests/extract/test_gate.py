"""The gate turns down what can't hold a claim, and nothing that changes a claim."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_claims.extract.gate import build_gate
from kursk_claims.nlp.sentences import split

KEPT = [
    ("Im Hafen lagen 40 Schiffe.", "a count"),
    ("Tausende gingen auf die Straße.", "a vague magnitude"),
    ("Die Hälfte blieb leer.", "a share in words"),
    ("„Das wird teuer.“", "a quotation"),
    ("Die Stadt fordert Hilfe.", "a verb that reports by itself"),
    ("Sie sagte, der Markt sei leer.", "a cue verb and a clause"),
    ("Laut Polizei blieb es ruhig.", "a preposition before the source"),
    ("Der Polizei zufolge blieb es ruhig.", "a preposition after the source"),
    ("Nach Angaben des Senders blieb es ruhig.", "nach with a noun of saying"),
    ("Aus Sicht der Bank hilft das wenig.", "a phrase"),
    ("Demnach blieb die Brücke gesperrt.", "an adverb that points to a source"),
    ("Die Forderung, den Hafen zu schließen, blieb.", "a noun with its clause"),
    ("Das Wetter werde besser, heißt es im Amt.", "heißt es"),
    ("Der Umbau dauert länger, so die Leiterin.", "so and a source"),
    ("Man habe nichts gewusst.", "Konjunktiv of report"),
    ("Dort übernehme das Land die Kosten.", "Konjunktiv of a verb that no list has"),
    ("Die Fähre soll morgen wieder fahren.", "hearsay"),
]

TURNED_DOWN = [
    ("Am Abend regnete es in der ganzen Stadt.", "a plain statement"),
    ("Die Pandemie veränderte den Alltag der Schulen.", "a noun in -ie is no Konjunktiv"),
    ("Das Haus steht seit dem 2. November 2024 leer.", "a date is no quantity"),
    ("Im Sommer zogen die Kinder ans Meer.", "a capital in the middle opens no verb"),
    ("Sie nahm den Bus zum Bahnhof.", "a pronoun without an attribution"),
]


def _passes(text: str) -> list[bool]:
    return build_gate()(text, split(text))


@pytest.mark.parametrize(("text", "why"), KEPT)
def test_what_can_hold_a_claim_passes(text: str, why: str) -> None:
    assert _passes(text) == [True], why


@pytest.mark.parametrize(("text", "why"), TURNED_DOWN)
def test_what_can_t_is_turned_down(text: str, why: str) -> None:
    assert _passes(text) == [False], why


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("Die Brücke ist gesperrt. Das teilte das Amt mit.", [True, True], "the sentence that is taken up"),
        ("Die Brücke ist gesperrt. Der Bus fährt.", [False, False], "nothing is taken up"),
        (
            "Ada Muster leitet das Amt. Es regnete. „Wir bauen neu“, sagte sie.",
            [True, True, True],
            "whoever the pronoun means is named before",
        ),
        (
            "Ada Muster kam spät. Es regnete lange. Dann war Ruhe. Es blieb kalt. „Wir bauen neu“, sagte Muster.",
            [True, False, False, False, True],
            "the full name of a surname that is cited",
        ),
        ("„Wir bauen neu“, sagte das Amt. „Sie wird teuer.“", [True, True], "a pronoun that is quoted is nobody's"),
    ],
)
def test_what_a_claim_refers_to_passes(text: str, expected: list[bool], why: str) -> None:
    assert _passes(text) == expected, why


@given(st.text(alphabet=st.sampled_from("aeßÄ .,:„“\"'«»\n2sagtcz-(–"), max_size=200))
def test_every_text_gets_an_answer_for_each_sentence(text: str) -> None:
    assert len(_passes(text)) == len(split(text))
