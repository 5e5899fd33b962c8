"""Clauses, finite verbs, noun phrases and the marks between them, on sentences of one construction each."""

from __future__ import annotations

import pytest

from kursk_claims.grammar import view_of
from kursk_claims.grammar.clauses import sentences
from kursk_claims.grammar.marks import parts
from kursk_claims.grammar.noun_phrases import phrase_end
from kursk_claims.grammar.tokens import View
from kursk_claims.grammar.verbs import is_finite, is_reporting_mood
from tests.pipeline import pipeline


def read(text: str) -> View:
    return view_of(pipeline().read(text))


KINDS = [
    ("Der Rat erklärte, dass die Brücke gesperrt bleibe.", ["MAIN", "COMPLEMENT"], "dass opens a complement"),
    (
        "Die Brücke, die seit Mai gesperrt ist, bleibt zu.",
        ["FRAGMENT", "RELATIVE", "VERB_FIRST"],
        "the main clause is cut",
    ),
    ("Wie lange das dauert, ist offen.", ["QUESTION", "VERB_FIRST"], "the verb at the end makes it a question"),
    ("Nachdem es geregnet hatte, stieg der Fluss.", ["ADVERBIAL", "VERB_FIRST"], "a clause of time"),
    ("Sie versprach, den Hafen zu öffnen.", ["MAIN", "INFINITIVE"], "an infinitive with zu"),
    ("„Wir bauen den Deich neu“, sagte die Rätin.", ["QUOTE", "VERB_FIRST"], "a quotation is a clause"),
    ("Der Deich (Baujahr 1912) hielt.", ["MAIN"], "a short bracket belongs to its phrase"),
    (
        "Der Ort, ein Dorf an der Elbe, blieb trocken.",
        ["FRAGMENT", "FRAGMENT", "VERB_FIRST"],
        "an apposition has no verb",
    ),
]


@pytest.mark.parametrize(("text", "kinds", "why"), KINDS, ids=[row[2] for row in KINDS])
def test_clauses(text: str, kinds: list[str], why: str) -> None:
    (sentence,) = sentences(read(text))
    assert [clause.kind.name for clause in sentence.clauses] == kinds, why


VERBS = [
    ("Die Union benötige mehr Zeit.", ["benötige"], [], "a rare subjunctive, by its place"),
    ("Der gestern vorgestellte Plan gilt.", ["gilt"], [], "a participle before its noun is no verb"),
    ("Es heißt, das Amt habe gestern entschieden.", ["heißt", "habe"], ["habe"], "the subjunctive of report"),
    ("Sie bezweifeln das.", ["bezweifeln"], [], "a plural that looks like an infinitive"),
    ("Wie Nachbarn melden, brennt es.", ["melden", "brennt"], [], "the same at the end of its clause"),
    ("Sie wollen gewarnt worden sein.", ["wollen"], [], "infinitives behind a modal"),
]


@pytest.mark.parametrize(("text", "finite", "reporting", "why"), VERBS, ids=[row[3] for row in VERBS])
def test_finite_verbs(text: str, finite: list[str], reporting: list[str], why: str) -> None:
    view = read(text)
    assert [word for i, word in enumerate(view.words) if is_finite(view, i)] == finite, why
    assert [word for i, word in enumerate(view.words) if is_reporting_mood(view, i)] == reporting, why


PHRASES = [
    ("Die Rätin der Stadt Ulm sagte das.", "Die", True, "Die Rätin der Stadt Ulm", "with its genitive"),
    (
        "Das teilte der Verband der Winzer in Trier mit.",
        "der",
        False,
        "der Verband der Winzer in Trier",
        "and its place",
    ),
    ("Laut Amt sind es 40.", "Amt", False, "Amt", "a bare noun"),
    ("Der seit Mai amtierende Leiter sprach.", "Der", True, "Der seit Mai amtierende Leiter", "an extended attribute"),
    (
        "Es sprach die Zeitung „Elbbote“ davon.",
        "die",
        False,
        "die Zeitung „Elbbote“",
        "a quoted name",
    ),
    ("Er sagte es.", "Er", True, "Er", "a pronoun stands alone"),
    ("Die Feuerwehr und das Rote Kreuz halfen.", "Die", True, "Die Feuerwehr und das Rote Kreuz", "two in one"),
    ("Gestern kam niemand.", "Gestern", True, "", "an adverb begins none"),
]


@pytest.mark.parametrize(("text", "word", "wide", "phrase", "why"), PHRASES, ids=[row[4] for row in PHRASES])
def test_noun_phrases(text: str, word: str, wide: bool, phrase: str, why: str) -> None:
    view = read(text)
    start = view.words.index(word)
    end = phrase_end(view, start, len(view), wide=wide)
    assert view.text[view.starts[start] : view.ends[end - 1] if end > start else view.starts[start]] == phrase, why


MARKS = [
    ("Es gab schwere, tödliche Unfälle.", "", "attributes of one noun"),
    ("Er war alt, krank und arm.", ",", "adjectives without an ending are no attributes"),
    ("Ulm, Linz: zwei Orte - einer bleibt.", ",:-", "a list, what follows it, a dash"),
    ("Der Nord-Süd-Weg ist lang.", "", "a hyphen is in its word"),
    ("Er kam / sie ging (bald).", "/()", "a stroke and brackets"),
]


@pytest.mark.parametrize(("text", "marks", "why"), MARKS, ids=[row[2] for row in MARKS])
def test_marks_between_clauses(text: str, marks: str, why: str) -> None:
    view = read(text)
    assert "".join(word for i, word in enumerate(view.words) if parts(view, i)) == marks, why


def test_places_in_the_text() -> None:
    view = read("Es brannte. Zwei Häuser fielen.")
    assert view.token_at(12) == view.token_from(12) == view.words.index("Zwei")
    assert view.token_at(14) == view.words.index("Zwei"), "inside the word"
    assert view.token_from(13) == view.words.index("Häuser"), "the next word that begins"
    assert view.token_at(-1) == -1, "before the text"
    assert [view.sentence_at(0), view.sentence_at(12)] == [0, 1]
    assert view.bounds(2) is None, "there is no third sentence"
    extent = view.extent(1)
    assert view.text[extent.start : extent.end] == "Zwei Häuser fielen."
