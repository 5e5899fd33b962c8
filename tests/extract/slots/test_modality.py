"""Hedged and negated, by the claim's own clause; over bare tokens and over the analysed text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_claims.extract.slots.modality import modality_of
from kursk_claims.models import Span
from tests.extract.sources.scene import bare
from tests.pipeline import pipeline

HEDGED = [
    ("Die Halle soll 40 Meter lang sein.", "40", True, "soll"),
    ("Nach dem Umbau könnten 300 Plätze fehlen.", "300", True, "könnten"),
    ("Offenbar sind 12 Kisten verschwunden.", "12", True, "offenbar"),
    ("Dabei wurden vermutlich 8 Pferde verletzt.", "8", True, "vermutlich"),
    ("Die Firma habe 500 Kunden.", "500", True, "Konjunktiv I of report"),
    ("Man hätte 90 Anrufe erhalten.", "90", True, "Konjunktiv II of report"),
    ("Die Firma hat 500 Kunden.", "500", False, "plain fact"),
    ("Tausend Gäste gingen in den Park.", "Tausend", False, "a past that only looks like Konjunktiv"),
    ("Die Täter ließen 54 Geiseln frei.", "54", False, "the same of lassen"),
    ("Er möchte 30 Hektar kaufen.", "30", False, "a wish is no hearsay"),
    ("Es soll 40 Bäume, 12 Bänke und eine Bühne geben.", "12", True, "a list under one modal"),
    ("Das Haus soll 3 Etagen haben und 90 Millionen kosten.", "90", True, "a second infinitive shares the modal"),
    ("Die Brücke hat 3 Bögen und soll saniert werden.", "3", False, "the modal of the next clause"),
    ("Der Wagen soll mit seinen 200 PS sparsam sein.", "200", False, "a definite phrase is taken for granted"),
    ("Die 4 Geiseln sind offenbar frei.", "4", False, "an adverb does not hedge a definite subject"),
    ("Die übrigen 4 Prozent könnten Schaden nehmen.", "4", True, "but a modal does"),
    ("Der 52-Jährige soll geflohen sein.", "52", False, "an age that names someone"),
    ("Er wird beschuldigt, 70 Autos gestohlen zu haben.", "70", True, "an accusation"),
    ("Sie warfen ihm vor, 70 Autos gestohlen zu haben.", "70", True, "an accusation in the active"),
    ("Von 30 Gästen, die verletzt worden seien, sprach der Wirt.", "30", True, "a relative clause that relays"),
    ("30 Gäste, die krank waren, gingen.", "30", False, "a relative clause that tells"),
    ("Das wären 30 Prozent der Fälle.", "30", False, "what the writer reckons"),
    ("Ein Bus, der leise sein soll und Platz für 30 bietet, kam.", "30", False, "a second clause behind its verb"),
    ("Er plante, 70 Autos zu kaufen.", "70", False, "an infinitive under no accusation"),
    ("Ich glaube, es waren 20 Leute.", "20", True, "belief in the speaker's own words"),
    ("Manche halten 900 Tote für möglich.", "900", True, "for possible"),
    ("Unklar ist, wer die 30 Briefe schrieb.", "30", False, "unclear in another clause"),
    ("Erwartet wird Regen, in Kiel fielen 40 Liter.", "40", False, "expected in another clause"),
]


def span_of(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(("text", "words", "hedged", "why"), HEDGED, ids=[row[3] for row in HEDGED])
def test_hedged(text: str, words: str, hedged: bool, why: str) -> None:
    assert modality_of(pipeline().read(text), span_of(text, words)).hedged is hedged, why


@pytest.mark.parametrize(("text", "words", "why"), [(t, w, y) for t, w, h, y in HEDGED if h and "active" not in y])
def test_hedged_without_an_analysis(text: str, words: str, why: str) -> None:
    assert modality_of(bare(text), span_of(text, words)).hedged, why


NEGATED = [
    ("In Ulm fehlten nicht 30 Züge.", "30", True, "nicht"),
    ("Es gab keine 30 Züge.", "30", True, "kein"),
    ("Nicht nur 30 Züge fehlten.", "30", False, "nicht nur affirms"),
    ("Er kam nicht, weil 30 Züge fehlten.", "30", False, "the negation of another clause"),
    ("Es fehlten 30 Züge.", "30", False, "plain"),
    ("Es fehlten 30 Züge, so viele wie noch nie.", "30", False, "a record denies nothing"),
    ("Es fehlten nie 30 Züge.", "30", True, "never"),
    ("Das noch nicht bewilligte Konzept sieht 30 Züge vor.", "30", False, "the negation of an attribute"),
    ("Es fehlen 30 nicht bezahlte Züge.", "30", False, "the negation of an attribute behind the number"),
    ("Die nicht bezahlten 30 Züge fehlen.", "30", False, "… and before it"),
    ("Es fehlen weder 30 Züge noch Busse.", "30", True, "weder denies what follows"),
    ("Nicht 30, sondern 40 Züge fehlen.", "40", False, "behind sondern stands what holds"),
    ("Die Bahn hat nicht alle 30 Züge bekommen.", "30", True, "a negation after the verb"),
]


@pytest.mark.parametrize(("text", "words", "negated", "why"), NEGATED, ids=[row[3] for row in NEGATED])
def test_negated(text: str, words: str, negated: bool, why: str) -> None:
    assert modality_of(pipeline().read(text), span_of(text, words)).negated is negated, why


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="soll und, 30 „“()-–.nichthabe\n", max_size=80), st.data())
def test_any_span_of_any_text_has_marks(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    marks = modality_of(bare(text), Span(start, end))
    assert marks == modality_of(bare(text), Span(start, end)), "the same span has the same marks"
