"""Units that a figure leaves out because it goes on with what the figure before it measured."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_claims.extract.claims import extract_claims
from kursk_claims.models import Article, Quantity
from tests.pipeline import pipeline


def quantities(text: str) -> dict[str, Quantity]:
    """Quantities of an article by their text."""
    claims = extract_claims(Article(id="a", text=text, published="2024-06-07"), pipeline())
    return {claim.quantity.text: claim.quantity for claim in claims if claim.quantity}


LEAK = "Das Amt geht von zwölf Tonnen Lauge aus. "
GAP = "Der Kämmerer rechnet mit einem Loch von 1,6 Milliarden Euro. "
TURNOUT = "Die Beteiligung erreichte rund 55 Prozent. "

# text, figure, unit, value, why
CARRIED: list[tuple[str, str, str, float, str]] = [
    (LEAK + "Das Unternehmen redet von dreieinhalb.", "dreieinhalb", "t", 3.5, "a half that somebody puts"),
    (LEAK + "Die Firma behauptet: 3,5.", "3,5", "t", 3.5, "a decimal behind a colon"),
    (GAP + "Die Prüfer glauben sogar an 1,9.", "1,9", "EUR", 1.9e9, "the scale is left out with the unit"),
    (GAP + "Ohne Einschnitte fehlen 2,3 Milliarden.", "2,3 Milliarden", "EUR", 2.3e9, "a sum with its own scale"),
    (GAP + "Sie nennt 900.000 Euro, er 800.000.", "800.000", "EUR", 8e5, "as long as that it has its scale said"),
    (TURNOUT + "Um 16 Uhr hatte sie bei 38,4 gelegen.", "38,4", "percent", 38.4, "a pronoun for the measure"),
    ("Das Loch war 320 Meter breit und 60 tief.", "60", "m", 60, "the adjective names the dimension"),
    ("Die Spalte war 320 Meter breit. Das Blatt schrieb 200.", "200", "m", 200, "a whole number that somebody puts"),
    ("Der Sack kostet jetzt 28 Euro, vor einer Woche waren es 19.", "19", "EUR", 19, "es stands for the measure"),
    ("Man geht nicht von zwei, sondern von drei Millionen Euro aus.", "zwei", "EUR", 2e6, "denied and put right"),
    ("Dort lagen nicht 600 Millionen Euro, sondern 480.", "480", "EUR", 4.8e8, "put right without the unit"),
    (
        "Bis dahin vergehen sechs Wochen. Am Montag hatte sie zwei genannt.",
        "zwei",
        "week",
        2,
        "a time likewise",
    ),
]

# text, figure, why
ALONE: list[tuple[str, str, str]] = [
    (TURNOUT + "Das Beben hatte die Stärke 6,4.", "6,4", "a value of its own kind"),
    (TURNOUT + "Gemessen wurde ein Spitzenwert von 7,1.", "7,1", "the value of a noun that is no share"),
    (TURNOUT + "Die Inzidenz stieg auf 25,3.", "25,3", "a rate without a unit"),
    (GAP + "Die Stadt hat 2,3 Millionen Einwohner.", "2,3 Millionen", "its own noun behind it"),
    (GAP + "Die Stadt zählt 1,3 Millionen.", "1,3 Millionen", "no verb of sums"),
    ("Die Aktie verlor 3,5 Prozent. Sie kam auf Platz 3.", "3", "a number that is a name"),
    ("Der Kurs fiel um 5 Prozent. Im Schnitt liegt das Verhältnis bei 37.", "37", "a whole number that nobody puts"),
    (LEAK + "\n\nDas Werk behauptet: 3,5.", "3,5", "another paragraph"),
    ("Die Spalte war 320 Meter breit. Die Polizei nennt 9000.", "9000", "too far off to be one more value"),
]


@pytest.mark.parametrize(("text", "figure", "unit", "value", "why"), CARRIED)
def test_goes_on_with_the_unit_before(text: str, figure: str, unit: str, value: float, why: str) -> None:
    found = quantities(text)[figure]
    assert (found.unit, found.value) == (unit, value), why


@pytest.mark.parametrize(("text", "figure", "why"), ALONE)
def test_stands_alone(text: str, figure: str, why: str) -> None:
    found = {q.text: q.unit for q in quantities(text).values()}
    assert found.get(figure) is None, why


WORDS = [
    "3,5",
    "200",
    "2 Millionen",
    "12 Euro",
    "40 Prozent",
    "Tonnen",
    "nannte",
    "waren es",
    ",",
    ".",
    "sondern",
    "nicht",
]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=20))
def test_bounds_are_scaled_with_the_value(words: list[str]) -> None:
    for quantity in quantities(" ".join(words)).values():
        if quantity.modifier == "exact" and quantity.value is not None:
            assert quantity.min == quantity.max == quantity.value
