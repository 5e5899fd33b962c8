"""The piece of a sentence that a row is called by."""

from __future__ import annotations

import pytest

from kursk_claims.compare.own_words import LONGEST, own_words
from kursk_claims.models import Claim
from tests.compare.build import claim, quantity, source


def told(
    sentence: str, *, unit: str | None = None, head: str | None = None, doc: str = "a", title: str | None = None
) -> Claim:
    """A claim whose figure stands between ``|`` in its sentence."""
    before, figure, after = sentence.split("|")
    amount = quantity(30, text=figure, start=len(before), unit=unit, head=head)
    return claim(amount, doc=doc, title=title, text=f"{before}{figure}{after}")


CASES: list[tuple[Claim, str | None, str]] = [
    (
        told("Der Händler betreibt Filialen in |47| Ländern weltweit.", head="Ländern"),
        "Der Händler betreibt Filialen in … Ländern weltweit",
        "a clause that is short enough stands as it is",
    ),
    (
        told("Die Neuwahl muss innerhalb von |60 Tagen| stattfinden, sagte die Ministerin.", unit="day"),
        "Die Neuwahl muss innerhalb von … Tagen stattfinden",
        "the unit stays, what follows a comma does not",
    ),
    (
        told("Das Paket kostet künftig |12,50 €|.", unit="EUR", head="Paket"),
        "Das Paket kostet künftig … €",
        "the sign of a currency is a unit",
    ),
    (
        told("Dass die Werft |900| Beschäftigte entlässt, war bekannt.", head="Beschäftigte"),
        "die Werft … Beschäftigte entlässt",
        "no piece begins with a conjunction",
    ),
    (
        told("Die Gruppe, die |30| Banken überfallen hatte, löste sich auf.", head="Banken"),
        "Die Gruppe, die … Banken überfallen hatte",
        "a relative clause has the noun that it is about before it",
    ),
    (
        told("Der Pegel (Stand: Mittag) liegt bei |3 Metern|.", unit="m", head="Pegel"),
        "Der Pegel liegt bei … Metern",
        "what stands in brackets is left out",
    ),
    (
        told("Der Turm steht seit dem |hundertjährigen| Jubiläum der Stadt leer.", unit="age_year", head="Jubiläum"),
        "Der Turm steht seit dem …jährigen Jubiläum der Stadt leer",
        "a unit that is joined to its figure stays joined",
    ),
    (
        told("Der Konzern kündigte an, in der Werft |900| Stellen zu streichen.", head="Stellen"),
        "Der Konzern kündigte an, in der Werft … Stellen zu streichen",
        "an infinitive has its subject in the clause before it",
    ),
    (
        told(
            "Beobachter gingen nach langer Zählung an der Mündung der Bucht und auf den Inseln der Küste davon aus, "
            "dass die |30| gezählten Kutter ausliefen.",
            head="Kutter",
        ),
        "die … gezählten Kutter ausliefen",
        "no piece begins with the particle of another clause's verb",
    ),
    (
        told("Der Sturm erreichte |120 Kilometer pro Stunde|.", unit="km/h"),
        "Der Sturm erreichte … Kilometer pro Stunde",
        "a unit of two words stays whole",
    ),
    (
        told("Damit sind es |30|.", head=None),
        None,
        "a piece without a noun tells nothing",
    ),
]


@pytest.mark.parametrize(("figure", "piece", "why"), CASES)
def test_piece(figure: Claim, piece: str | None, why: str) -> None:
    found = own_words([figure])
    assert (found.text if found else None) == piece, why


LONG = "Im Hafen der kleinen Stadt an der Mündung lagen nach dem Sturm |30| Kutter der Flotte aus Nordfjord vertäut."


def test_piece_is_short() -> None:
    found = own_words([told(LONG, head="Kutter")])
    assert found is not None
    assert len(found.text) <= LONGEST
    assert "… Kutter" in found.text, "the noun that is counted stays"


SHARED = [
    told("Im Hafen liegen |30| Kutter der Flotte.", head="Kutter", doc="a", title="Kutter der Flotte im Hafen"),
    told("Der Verband zählt |30| Kutter.", head="Kutter", doc="b", title="Kutter der Flotte im Hafen"),
]


def test_clause_with_a_subject_is_better() -> None:
    found = own_words(
        [
            told("Er betreibt dort |30| Kutter.", head="Kutter", doc="a"),
            told("Eine Reederei betreibt |30| Kutter.", head="Kutter", doc="b"),
        ]
    )
    assert found is not None
    assert found.text == "Eine Reederei betreibt … Kutter"


def test_piece_does_not_hang_on_order() -> None:
    found = own_words(SHARED)
    assert found == own_words(SHARED[::-1])
    assert found is not None
    assert found.text == "Im Hafen liegen … Kutter der Flotte", "what the articles share tells more"


def test_source_tells_nothing() -> None:
    sentence = "Nach Angaben der Zeitung Talpost sind |30| Kutter im Hafen."
    before, figure, after = sentence.split("|")
    amount = quantity(30, text=figure, start=len(before), head="Kutter")
    found = own_words([claim(amount, text=f"{before}{figure}{after}", sources=(source("Talpost"),))])
    assert found is not None
    assert found.text == "sind … Kutter im Hafen"
