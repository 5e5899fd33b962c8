"""Lines broken by hand in mid-sentence are one sentence; headings stay apart."""

from __future__ import annotations

import pytest

from kursk_claims.nlp.sentences import split

CASES = [
    ("Am Ufer standen etwa \n12.000 Menschen.", 1, "a qualifier leaves the sentence open"),
    ("Die Quote stieg um 0,3 \nPunkte.", 1, "a number with a blank behind it wants its noun"),
    ("Es fehlen 3,1 Millionen \nWohnungen.", 1, "a number word wants its noun"),
    ("Das liegt an der \nWitterung.", 1, "an article wants its noun"),
    (
        "Die Zahl der Kranken an den Häusern der Stadt, so das Amt, sinke\nweiter, und zwar deutlich. Am Montag "
        "waren es noch mehr Menschen\nGewesen sei das vor allem eine Frage des Wetters.",
        2,
        "no room for the next word, by the line before",
    ),
    (
        "Die Zahl der Kranken an den Häusern der Stadt, so das Amt, sinke\nweiter.\nMehr Betten in der Stadt\n"
        "Der Rat tagt.",
        3,
        "a heading in such a text has room",
    ),
    ("Es kamen viele Leute aus der Stadt,\nviele\n" + " " * 60 + "Brot", 2, "a line may begin far to the right"),
    ("Es kamen viele,\nviele Leute\nBrot gab es auch", 2, "lines this short are a list"),
    ("Streit um den Hafen\nDer Rat tagt.", 2, "a heading ends in a noun"),
    ("Das Jahr 2019\nDer Rat tagt.", 2, "a heading may end in a number, without a blank"),
]


@pytest.mark.parametrize(("text", "sentences", "why"), CASES)
def test_wrapped_lines(text: str, sentences: int, why: str) -> None:
    assert len(split(text)) == sentences, why
