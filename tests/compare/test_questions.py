"""What the row of a cluster is called."""

from __future__ import annotations

from typing import Any

import pytest

from kursk_claims.compare.questions import question
from kursk_claims.models import Claim, EventAnchor
from tests.compare.build import claim, quantity

HARBOUR = EventAnchor(kind="explosion", text="Explosion", place="Valparaíso")
CASES: list[tuple[Claim, str, str]] = [
    (
        claim(quantity(12), measure="killed", measure_text="Tote", anchor=HARBOUR),
        "Tote – Explosion in Valparaíso",
        "what is counted and the occasion",
    ),
    (
        claim(
            quantity(3, unit="month", head=None),
            thing=None,
            thing_class=None,
            dimension="time",
            bearer_text="Werft Nord",
        ),
        "Dauer – Werft Nord",
        "a dimension has a noun where the text has none",
    ),
    (
        claim(quantity(40, head=None), thing="angabe", thing_class=None, dimension="count", bearer_text="Werft Nord"),
        "Werft Nord",
        "a filler names no question",
    ),
    (
        claim(quantity(40, head=None), thing=None, thing_class=None, dimension="count"),
        "Anzahl",
        "nothing at all is told",
    ),
]


TOPIC = ("hotel", "krov", "werft", "lugn", "kutt")


def told(doc: str, title: str, **slot: Any) -> Claim:
    return claim(quantity(30), doc=doc, title=title, topic=TOPIC, **slot)


def said(doc: str, title: str, sentence: str, head: str, unit: str | None = None, **slot: Any) -> Claim:
    """A claim whose figure stands between ``|`` in its sentence."""
    before, figure, after = sentence.split("|")
    amount = quantity(30, text=figure, start=len(before), unit=unit, head=head)
    text = f"{before}{figure}{after}"
    return claim(
        amount, doc=doc, title=title, text=text, topic=TOPIC, **{"thing": head.lower(), "thing_class": None, **slot}
    )


OF_SEVERAL: list[tuple[list[Claim], str, str]] = [
    (
        [
            told("a", "Hotel in Kröv stürzt ein", measure="killed", measure_text="Tote"),
            told("b", "Kröv: Suche im Hotel geht weiter", measure="killed", measure_text="Tote"),
        ],
        "Tote – Hotel, Kröv",
        "without an occasion the headlines say which story it is",
    ),
    (
        [
            told("a", "Hotel in Kröv stürzt ein", measure="killed", measure_text="Tote", anchor=HARBOUR),
            told("b", "Kröv: Suche im Hotel geht weiter", measure="killed", measure_text="Tote", anchor=HARBOUR),
        ],
        "Tote – Explosion in Valparaíso",
        "an occasion with its place needs no headline",
    ),
    (
        [
            told("a", "Werft baut ab", measure="jobs_cut", measure_text="Stellen", modality="planned"),
            told("b", "Kritik an der Werft", measure="jobs_cut", measure_text="Stellen", modality="planned"),
        ],
        "Stellen (geplant) – Werft",
        "what is no fact is said",
    ),
    (
        [
            told("a", "Werft baut ab", measure="jobs_cut", measure_text="Stellen", modality="planned"),
            told("b", "Kritik an der Werft", measure="jobs_cut", measure_text="Stellen"),
        ],
        "Stellen – Werft",
        "unless half of the texts tell it as a fact",
    ),
    (
        [
            told("a", "Chip-Werk", thing="erwachsener", dimension="money", role="limit"),
            told("b", "Bau beginnt", thing="erwachsener", dimension="money", role="limit"),
        ],
        "Betrag (Grenze) – Menschen",
        "a noun that is no amount has its dimension before it",
    ),
    (
        [
            said("a", "Baumeister Lugner ist tot", "Er baute ein Kaufhaus mit |106| Läden.", "Läden"),
            said("b", "Richard Lugner: Der Baumeister", "Richard Lugner hatte |106| Läden.", "Läden"),
        ],
        "„Richard Lugner hatte … Läden“",
        "a noun that the lexicon has no measure for is told by the text's own words",
    ),
    (
        [
            said("a", "Richard Lugner ist tot", "Die Passage hat seither |106| Läden.", "Läden"),
            said("b", "Trauer um Richard Lugner", "Heute zählt sie |106| Läden.", "Läden"),
        ],
        "„Die Passage hat seither … Läden“ – Richard Lugner",
        "what does not say whose it is has the story behind it, a name with its given name",
    ),
    (
        [
            said(
                "a", "Kutter sinkt", "An Bord lebten |30| Matrosen.", "Matrosen", measure="killed", measure_text="Tote"
            ),
            said("b", "Kutter gesunken", "Es waren |30|.", "Matrosen", measure="killed", measure_text="Tote"),
        ],
        "Tote: „An Bord lebten … Matrosen“ – Kutter",
        "a measure that the piece does not say stands before it",
    ),
    (
        [
            said("a", "Werft", "Die Werft zahlt |5 Euro|.", "Werft", unit="EUR", dimension="money"),
            said("b", "Werft", "Die Werft zahlt |5 Euro|.", "Werft", unit="EUR", dimension="money"),
        ],
        "„Die Werft zahlt … Euro“",
        "a piece that shows the unit needs no name for the amount",
    ),
    (
        [
            told("a", "Wirtz trifft", dimension="age", measure="age", bearer_text="Wirtz", anchor=HARBOUR),
            told("b", "Florian Wirtz glänzt", dimension="age", measure="age", bearer_text="Wirtz", anchor=HARBOUR),
        ],
        "Alter – Florian Wirtz",
        "an age is its bearer's, whose name is whole, whatever the occasion",
    ),
    (
        [
            told(
                "a",
                "",
                measure="killed",
                measure_text="Tote",
                anchor=EventAnchor(text="Bootsunglücks", place="Roten"),
                place=("roten meer",),
            ),
            told(
                "b",
                "",
                measure="killed",
                measure_text="Tote",
                anchor=EventAnchor(text="Bootsunglücks", place="Roten"),
                place=("roten meer",),
            ),
        ],
        "Tote – Bootsunglück in Roten Meer",
        "an occasion stands without the ending of its genitive, a place with all its words",
    ),
]


@pytest.mark.parametrize(("figures", "label", "why"), OF_SEVERAL)
def test_label_of_several(figures: list[Claim], label: str, why: str) -> None:
    assert question(figures) == label, why


@pytest.mark.parametrize(("figure", "label", "why"), CASES)
def test_label(figure: Claim, label: str, why: str) -> None:
    assert question([figure]) == label, why
