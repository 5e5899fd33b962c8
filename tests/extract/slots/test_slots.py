"""Slots read from sentences analysed by hand, so that no model is needed."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kursk_claims.extract.slots.slot import setting_of, slot_for, topic_of
from kursk_claims.models import Article, Quantity, Slot, Span

# One word a line: text, part of speech, relation, index of the head (its own for the root), entity type
Row = tuple[str, str, str, int] | tuple[str, str, str, int, str]


def analysed(rows: list[Row], lemmas: dict[str, str] | None = None) -> Doc:
    words = [row[0] for row in rows]
    return Doc(
        spacy.blank("de").vocab,
        words=words,
        spaces=[following not in {".", ","} for following in [*words[1:], "."]],
        pos=[row[1] for row in rows],
        deps=[row[2] for row in rows],
        heads=[row[3] for row in rows],
        lemmas=[(lemmas or {}).get(word, word) for word in words],
        ents=[f"B-{row[4]}" if len(row) > 4 else "O" for row in rows],  # type: ignore[misc]
        sent_starts=[index == 0 for index in range(len(rows))],
    )


def slot(
    rows: list[Row],
    number: str,
    head: str | None,
    *,
    lemmas: dict[str, str] | None = None,
    unit: str | None = None,
    per: str | None = None,
    published: str | None = "2020-06-17",
    title: str = "",
) -> Slot:
    doc = analysed(rows, lemmas)
    start = doc.text.index(number)
    place = doc.text.index(head) if head else None
    quantity = Quantity(
        text=number,
        start=start,
        end=start + len(number),
        value=1.0,
        min=1.0,
        max=1.0,
        modifier="exact",
        unit=unit,
        per=per,
        counted=head,
        counted_head=head,
        counted_lemma=head,
        counted_span=Span(place, place + len(head)) if head and place is not None else None,
    )
    return slot_for(doc, quantity, Article(id="a", text=doc.text, title=title, published=published))


SENT: list[Row] = [
    ("Japan", "PROPN", "nsubj", 1, "LOC"),
    ("schickte", "VERB", "ROOT", 1),
    ("300", "NUM", "nummod", 4),
    ("seiner", "DET", "det:poss", 4),
    ("Soldaten", "NOUN", "obj", 1),
    ("nach", "ADP", "case", 6),
    ("Zypern", "PROPN", "obl", 1, "LOC"),
    (".", "PUNCT", "punct", 1),
]


def test_a_possessive_is_the_subject_s() -> None:
    found = slot(SENT, "300", "Soldaten", lemmas={"schickte": "schicken"})
    assert (found.thing_class, found.event, found.group, found.place) == ("soldier", "sent", ("JP",), ("CY",))


ARRESTED: list[Row] = [
    ("Die", "DET", "det", 1),
    ("Polizei", "NOUN", "nsubj", 2),
    ("nahm", "VERB", "ROOT", 2),
    ("am", "ADP", "case", 4),
    ("Samstag", "NOUN", "obl", 2),
    ("weitere", "ADJ", "amod", 7),
    ("40", "NUM", "nummod", 7),
    ("Menschen", "NOUN", "obj", 2),
    ("fest", "ADP", "compound:prt", 2),
    (".", "PUNCT", "punct", 2),
]


def test_separated_verb_scope_and_day() -> None:
    found = slot(ARRESTED, "40", "Menschen", lemmas={"nahm": "nehmen"})
    assert (found.event, found.scope) == ("arrested", "additional")
    assert found.as_of is not None
    assert (found.as_of.start, found.as_of_text) == ("2020-06-13", "Samstag")


ROSE: list[Row] = [
    ("Die", "DET", "det", 1),
    ("Zahl", "NOUN", "nsubj", 4),
    ("der", "DET", "det", 3),
    ("Arbeitslosen", "NOUN", "nmod", 1),
    ("stieg", "VERB", "ROOT", 4),
    ("um", "ADP", "case", 6),
    ("3000", "NUM", "obl", 4),
    ("auf", "ADP", "case", 8),
    ("52000", "NUM", "obl", 4),
    (".", "PUNCT", "punct", 4),
]


def test_a_change_and_the_level_reached_are_told_apart() -> None:
    by, to = slot(ROSE, "3000", None), slot(ROSE, "52000", None)
    assert (by.change, to.change) == ("rise", "to")
    assert (by.event, to.event) == ("unemployed", "unemployed")
    assert to.as_of is not None, "a running count holds on the day it is printed"
    assert by.as_of is None, "a rise does not tell since when"


FORECAST: list[Row] = [
    ("Ökonomen", "NOUN", "nsubj", 1),
    ("erwarten", "VERB", "ROOT", 1),
    ("einen", "DET", "det", 3),
    ("Rückgang", "NOUN", "obj", 1),
    ("der", "DET", "det", 5),
    ("Wirtschaftsleistung", "NOUN", "nmod", 3),
    ("um", "ADP", "case", 8),
    ("7", "NUM", "nummod", 8),
    ("Prozent", "NOUN", "nmod", 3),
    ("zum", "ADP", "case", 10),
    ("Vorquartal", "NOUN", "nmod", 3),
    (".", "PUNCT", "punct", 1),
]


def test_forecast_direction_and_base() -> None:
    found = slot(FORECAST, "7 Prozent", "Rückgang", unit="percent")
    assert (found.thing_class, found.change, found.base, found.modality) == ("gdp", "fall", "quarter", "forecast")


GRANTED: list[Row] = [
    ("Angesichts", "ADP", "case", 2),
    ("300", "NUM", "nummod", 2),
    ("Anträgen", "NOUN", "obl", 5),
    ("von", "ADP", "case", 4),
    ("Firmen", "NOUN", "nmod", 2),
    ("erwartet", "VERB", "ROOT", 5),
    ("Rom", "PROPN", "nsubj", 5),
    ("Streit", "NOUN", "obj", 5),
    (".", "PUNCT", "punct", 5),
]


def test_what_is_taken_for_granted_is_no_forecast() -> None:
    assert slot(GRANTED, "300", "Anträgen").modality is None
    through = [("Durch", *GRANTED[0][1:]), *GRANTED[1:]]
    assert slot(through, "300", "Anträgen").modality == "forecast", "any other phrase shares its verb's modality"


SUM: list[Row] = [
    ("Bei", "ADP", "case", 2),
    ("900", "NUM", "nummod", 2),
    ("Karten", "NOUN", "obl", 6),
    ("wären", "AUX", "cop", 6),
    ("das", "PRON", "nsubj", 6),
    ("4000", "NUM", "nummod", 6),
    ("Euro", "NOUN", "ROOT", 6),
    (".", "PUNCT", "punct", 6),
]


def test_the_basis_of_a_calculation_is_assumed() -> None:
    assert slot(SUM, "900", "Karten").modality == "assumed"
    plain = [*SUM[:3], ("fehlen", "VERB", "ROOT", 3), ("Sitze", "NOUN", "nsubj", 3), (".", "PUNCT", "punct", 3)]
    plain = [(*row[:3], 3) if row[3] == 6 else row for row in plain]
    assert slot(plain, "900", "Karten").modality is None, "bei alone calculates nothing"


RELATIVE: list[Row] = [
    ("Eines", "PRON", "nsubj", 9),
    ("von", "ADP", "case", 3),
    ("900", "NUM", "nummod", 3),
    ("Unternehmen", "NOUN", "nmod", 0),
    (",", "PUNCT", "punct", 7),
    ("die", "PRON", "nsubj", 7),
    ("Kurzarbeit", "NOUN", "obj", 7),
    ("anmeldeten", "VERB", "acl:relcl", 3),
    (",", "PUNCT", "punct", 7),
    ("schließt", "VERB", "ROOT", 9),
    (".", "PUNCT", "punct", 9),
]


def test_a_relative_clause_defines_what_is_counted() -> None:
    found = slot(RELATIVE, "900", "Unternehmen")
    assert (found.thing_class, found.event) == ("company", "short_time_work")


COUNTED = [
    ("Festnahmen", "person", "arrested", "a noun that counts by the event"),
    ("Corona-Tote", "person", "killed", "the head of a compound counts"),
    ("Elitesoldaten", "soldier", None, "a compound of a listed noun"),
    ("Nordkorea-Soldaten", "soldier", None, "a country before the noun"),
    ("Italienerinnen", "person", None, "inhabitants are people"),
    ("Vergleiche", None, None, "no compound of an unrelated short word"),
]


@pytest.mark.parametrize(("head", "thing_class", "event", "why"), COUNTED)
def test_class_of_the_counted(head: str, thing_class: str | None, event: str | None, why: str) -> None:
    rows: list[Row] = [
        ("Es", "PRON", "expl", 1),
        ("gab", "VERB", "ROOT", 1),
        ("30", "NUM", "nummod", 3),
        (head, "NOUN", "obj", 1),
        (".", "PUNCT", "punct", 1),
    ]
    found = slot(rows, "30", head)
    assert (found.thing_class, found.event) == (thing_class, event), why


def test_a_sentence_without_analysis_still_has_a_slot() -> None:
    words = ["Rund", "300", "russische", "Soldaten", "kamen", "."]
    doc = Doc(spacy.blank("de").vocab, words=words, sent_starts=[True, *[False] * 5])
    quantity = Quantity(
        text="300",
        start=5,
        end=8,
        value=300.0,
        min=300.0,
        max=300.0,
        modifier="exact",
        counted_head="Soldaten",
        counted_span=Span(19, 27),
    )
    found = slot_for(doc, quantity, Article(id="a", text=doc.text))
    assert (found.thing_class, found.group, found.dimension) == ("soldier", ("RU",), "count")


def test_topic_is_what_an_article_repeats() -> None:
    text = "Der Damm brach. Am Damm standen Helfer. Der Landrat lobte die Helfer am Damm. Der Landrat dankte."
    found = topic_of("Dammbruch: Landrat dankt Helfern", text)
    assert set(found) >= {"damm", "landrat", "helf"}
    assert "der" not in found


def test_setting_is_the_countries_of_headline_and_opening() -> None:
    assert setting_of("Kreml droht", "Moskau und Kiew verhandeln. " + "Lorem ipsum. " * 100 + "Frankreich") == (
        "RU",
        "UA",
    )


LOSS: list[Row] = [
    ("Verluste", "NOUN", "nsubj", 4),
    ("von", "ADP", "case", 3),
    ("40", "NUM", "nummod", 3),
    ("Euro", "NOUN", "nmod", 0),
    ("drohen", "VERB", "ROOT", 4),
    (".", "PUNCT", "punct", 4),
]


def test_a_loss_of_money_is_nobody_s_death() -> None:
    found = slot(LOSS, "40 Euro", "Verluste", unit="EUR")
    assert (found.thing, found.thing_class, found.event) == ("verluste", "loss", None)


AMONG: list[Row] = [
    ("Es", "PRON", "expl", 1),
    ("kamen", "VERB", "ROOT", 1),
    ("900", "NUM", "nummod", 3),
    ("Gäste", "NOUN", "nsubj", 1),
    (";", "PUNCT", "punct", 1),
    ("40", "NUM", "nummod", 6),
    ("Kinder", "NOUN", "nsubj", 8),
    ("seien", "AUX", "cop", 8),
    ("darunter", "ADV", "parataxis", 1),
    (".", "PUNCT", "punct", 1),
]


def test_what_is_among_the_others_is_a_part_of_them() -> None:
    assert slot(AMONG, "40", "Kinder").scope == "part"
    assert slot(AMONG, "900", "Gäste").scope is None, "the whole stands before the semicolon"


ACTING: list[Row] = [
    ("Moskau", "PROPN", "nsubj", 3, "LOC"),
    ("und", "CCONJ", "cc", 2),
    ("Russen", "PROPN", "conj", 0, "LOC"),
    ("schickten", "VERB", "ROOT", 3),
    ("40", "NUM", "nummod", 5),
    ("Boote", "NOUN", "obj", 3),
    ("nach", "ADP", "case", 7),
    ("Celle", "PROPN", "obl", 3, "LOC"),
    (".", "PUNCT", "punct", 3),
]


def test_who_acts_is_no_place() -> None:
    assert slot(ACTING, "40", "Boote").place == ("celle",)
