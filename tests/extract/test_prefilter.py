"""A sentence is analysed if it or a neighbour holds a quantity, a quotation or a form of a cue word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_claims.extract.prefilter import analysed
from kursk_claims.extract.quantities.find import find_quantities
from kursk_claims.nlp.sentences import split

TRIGGERS = [
    ("Im Hafen lagen 40 Schiffe.", "a count"),
    ("Tausende gingen auf die Straße.", "a vague magnitude"),
    ("Die Hälfte blieb leer.", "a share in words"),
    ("„Das wird teuer.“", "a quotation"),
    ("Die Stadt fordert Hilfe.", "a verb of saying"),
    ("Die Stadt gab das Ergebnis bekannt.", "a verb of saying whose particle stands apart"),
    ("Laut Polizei blieb es ruhig.", "a preposition before the source"),
    ("Der Polizei zufolge blieb es ruhig.", "a preposition after the source"),
    ("Nach Polizeiangaben blieb es ruhig.", "a noun of saying as the last part of a compound"),
    ("Aus Sicht der Bank hilft das wenig.", "a phrase of attribution"),
    ("Demnach blieb die Brücke gesperrt.", "an adverb that points to a source"),
    ("Das Wetter wird besser, heißt es im Amt.", "es with heißt"),
    ("Das Blatt beruft sich auf Fischer.", "one source that relies on another"),
    ("Er habe davon nichts gewusst.", "a verb in the mood of report"),
    ("Die Fähre soll morgen wieder fahren.", "hearsay"),
]

NO_TRIGGERS = [
    ("Am Abend regnete es in der ganzen Stadt.", "a plain statement"),
    ("Das Haus steht seit dem 2. November 2024 leer.", "a date is no quantity"),
    ("Sie nahm den Bus zum Bahnhof.", "a pronoun alone"),
    ("Am Morgen gab das Orchester ein Konzert.", "half of a verb of saying without its particle"),
]


def _analysed(text: str) -> list[bool]:
    return analysed(text, split(text), find_quantities(text))


@pytest.mark.parametrize(("text", "why"), TRIGGERS)
def test_a_trigger(text: str, why: str) -> None:
    assert _analysed(text) == [True], why


@pytest.mark.parametrize(("text", "why"), NO_TRIGGERS)
def test_no_trigger(text: str, why: str) -> None:
    assert _analysed(text) == [False], why


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("Es regnete. Es stürmte. Elf Bäume fielen.", [False, True, True], "the sentence before a trigger"),
        ("Elf Bäume fielen. Es stürmte. Es regnete.", [True, True, False], "the sentence behind a trigger"),
        ("„Es regnet. Wir gehen. Es stürmt. Kommt.“ Er ging. Er saß.", [True] * 5 + [False], "inside a quotation"),
        ("", [], "no sentence"),
    ],
)
def test_neighbours(text: str, expected: list[bool], why: str) -> None:
    assert _analysed(text) == expected, why


@given(st.text(alphabet=st.sampled_from("aeßÄ .,:„“\"'«»\n2sagtcz-(–"), max_size=200))
def test_every_text_gets_an_answer_for_each_sentence(text: str) -> None:
    assert len(_analysed(text)) == len(split(text))
