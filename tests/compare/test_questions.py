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


def told(doc: str, title: str, **slot: Any) -> Claim:
    return claim(quantity(30), doc=doc, title=title, **slot)


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
]


@pytest.mark.parametrize(("figures", "label", "why"), OF_SEVERAL)
def test_label_of_several(figures: list[Claim], label: str, why: str) -> None:
    assert question(figures) == label, why


@pytest.mark.parametrize(("figure", "label", "why"), CASES)
def test_label(figure: Claim, label: str, why: str) -> None:
    assert question([figure]) == label, why
