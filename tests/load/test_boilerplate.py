"""Boilerplate goes, article sentences stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_claims.load.boilerplate import Line, Passage, find_boilerplate, lexicon


def marked(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_boilerplate(text)]


GONE = [
    (
        "Eins.\n\nAuch interessant\n\nRekord: 300 Tore in einem Jahr\n\nZwei.",
        ["Auch interessant", "Rekord: 300 Tore in einem Jahr"],
        "a teaser's label and the other article's headline",
    ),
    (
        "Eins.\nLesen Sie auch: 20 Tipps gegen Kälte\nZwei.",
        ["Lesen Sie auch: 20 Tipps gegen Kälte"],
        "both on one line",
    ),
    ("Mehr zum Thema – Streit um 3 Milliarden", ["Mehr zum Thema – Streit um 3 Milliarden"], "with a dash"),
    (
        "• LESEN SIE AUCH:\nNeue Zahlen aus Kiew\nText.",
        ["• LESEN SIE AUCH:", "Neue Zahlen aus Kiew"],
        "capitals, bullets, colon",
    ),
    (
        "Empfohlener externer Inhalt\nAn dieser Stelle befindet sich ein externer Inhalt von X.",
        ["Empfohlener externer Inhalt", "An dieser Stelle befindet sich ein externer Inhalt von X."],
        "an embedded post's frame",
    ),
    (
        "Es können dabei personenbezogene Daten an den Anbieter gehen. Danach 5 Tote.",
        ["Es können dabei personenbezogene Daten an den Anbieter gehen."],
        "one sentence of a line, the other stays",
    ),
    (
        "Ein Panzer in Kursk. © DPA Images | Uncredited",
        ["© DPA Images | Uncredited"],
        "a picture's credit after its caption",
    ),
    ("Foto: Max Muster/dpa", ["Foto: Max Muster/dpa"], "a credit alone"),
    ("Der Minister am Montag (Foto: imago)", ["Foto: imago)"], "a credit in brackets"),
    (
        "Hier können Sie den Newsletter bestellen.\n50 Tote.",
        ["Hier können Sie den Newsletter bestellen."],
        "a newsletter",
    ),
    ("Titel\n\nStand: 17.11.2024 08:39 Uhr\n\nText.", ["Stand: 17.11.2024 08:39 Uhr"], "the line of publication"),
    ("Anzeige\r\nText.", ["Anzeige"], "whatever the line ends"),
]

STAYS = [
    ("Auch interessant ist die Zahl: 50.000 Soldaten.", "an article's sentence that begins like a label"),
    (
        "Auch interessant\n\nDas sagte der Minister am Montag.",
        "after a label, what ends as a sentence is the article going on",
    ),
    ("Das Foto: Es zeigt 50 Soldaten vor einem Haus.", "an ordinary sentence with a colon"),
    ("Die Zeitung Bild: Es habe 50 Anrufe gegeben", "a newspaper's name"),
    ("Die Anzeige kostete 5.000 Euro.", "a label's word in a sentence"),
    ("Der Newsletter erreicht 5.000 Leser.", "likewise"),
    (
        " date 2024-11 Die Wahl kostete 5 Millionen Euro.",
        "a dateline with the article on its line would take the sentence along",
    ),
    ("Externe Inhalte sind im Netz häufig.", "a label's words in a sentence"),
    ("Die Redaktion teilte mit, 50 Menschen seien gestorben.", "no notice"),
]


@pytest.mark.parametrize(("text", "expected", "why"), GONE)
def test_gone(text: str, expected: list[str], why: str) -> None:
    assert marked(text) == expected, why


@pytest.mark.parametrize(("text", "why"), STAYS)
def test_stays(text: str, why: str) -> None:
    kept = [part for part in marked(text) if part.lower() not in {"auch interessant"}]
    assert kept == [], why


@given(st.text(st.sampled_from(list("Aa. \n:©FotoMehr zum Thema–-")), max_size=200))
def test_spans_are_ordered_slices_that_do_not_overlap(text: str) -> None:
    end = -1
    for span in find_boilerplate(text):
        assert end < span.start < span.end <= len(text)
        assert text[span.start : span.end].strip()
        end = span.end


@pytest.mark.parametrize("line", lexicon().lines, ids=lambda line: line.why)
def test_kinds_of_lines_match_their_examples_alone(line: Line) -> None:
    for example in line.examples:
        assert [(one.why, example[one.start : one.end]) for one in find_boilerplate(example)] == [(line.why, example)]
    for other in line.not_examples:
        assert line.why not in {one.why for one in find_boilerplate(other)}


def test_every_kind_of_line_says_what_it_is_not() -> None:
    assert all(line.examples and line.not_examples for line in lexicon().lines)


@pytest.mark.parametrize("passage", lexicon().passages, ids=lambda passage: passage.why)
def test_kinds_of_passages_match_their_examples_alone(passage: Passage) -> None:
    for example in passage.examples:
        text = f"Am Montag kamen viele. {example}"
        found = [(one.why, text[one.start : one.end]) for one in find_boilerplate(text)]
        assert found == [(passage.why, example)]
    for other in passage.not_examples:
        assert not find_boilerplate(other)
