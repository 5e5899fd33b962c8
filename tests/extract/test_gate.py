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
    ("Der Bund hat angekündigt, die Brücke zu erneuern.", "a participle with its auxiliary and an infinitive"),
    ("Wie das Amt mitteilte, blieb die Fähre im Hafen.", "a clause with wie"),
    ("Die Leiterin sprach von einem Erfolg.", "a reporting verb with the preposition of its object"),
    ("Der Leiter nannte das Fest „gelungen“.", "quoted words as the object of a verb"),
    ("Das Blatt beruft sich auf Fischer.", "one source that relies on another"),
    ("Die Leiterin verteidigte den Umbau: Er koste wenig.", "a report behind a colon, whatever the verb before it"),
]

TURNED_DOWN = [
    ("Am Abend regnete es in der ganzen Stadt.", "a plain statement"),
    ("Die Pandemie veränderte den Alltag der Schulen.", "a noun in -ie is no Konjunktiv"),
    ("Das Haus steht seit dem 2. November 2024 leer.", "a date is no quantity"),
    ("Im Sommer zogen die Kinder ans Meer.", "a capital in the middle opens no verb"),
    ("Sie nahm den Bus zum Bahnhof.", "a pronoun without an attribution"),
    ("Die Fähre soll morgen wieder fahren.", "hearsay without anybody who could have said it"),
    ("Man habe nichts gewusst.", "a Konjunktiv without a report to go on with"),
    ("Die Nachfrage stieg, weil es regnete.", "a noun that looks like a verb of asking"),
    ("Am Dom, der lange leer war, dort zeigt man das Bild.", "no clause behind the verb"),
    ("Der Film „Tatort“ lief am Abend.", "a quoted title without a verb of saying"),
    ("Nach einem Gespräch mit erklärten Gegnern ging die Runde auseinander.", "a participle without an auxiliary"),
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
        (
            "Es sang Ada Muster. Es regnete lange. Der Abend gelang, weil Muster kam und sagte: Wir singen.",
            [True, False, True],
            "the same behind a conjunction",
        ),
        (
            "Laut Amt ist die Brücke zu. Man habe nichts gewusst. Dort übernehme das Land die Kosten.",
            [True, True, True],
            "a report runs on in the Konjunktiv, of a verb that no list has as well",
        ),
        (
            "Laut Amt ist die Brücke zu. Es regnet. Morgen soll sie öffnen.",
            [True, False, True],
            "hearsay has its source shortly before",
        ),
        (
            "Ada Muster leitet das Amt. Es regnete. Der Bund sagte, sie gehe.",
            [False, False, True],
            "a pronoun in what is said is not who says it",
        ),
        ("Die Quote sinkt. Am Freitag lag sie bei 221.", [True, True], "what a pronoun with a figure counts is before"),
        ("Die Quote sinkt. Am Freitag fiel sie.", [False, False], "a pronoun without a figure counts nothing"),
        ("„Wir bauen neu“, sagte das Amt. „Sie wird teuer.“", [True, True], "a pronoun that is quoted is nobody's"),
    ],
)
def test_what_a_claim_refers_to_passes(text: str, expected: list[bool], why: str) -> None:
    assert _passes(text) == expected, why


@given(st.text(alphabet=st.sampled_from("aeßÄ .,:„“\"'«»\n2sagtcz-(–"), max_size=200))
def test_every_text_gets_an_answer_for_each_sentence(text: str) -> None:
    assert len(_passes(text)) == len(split(text))
