"""Clauses that leave out verb and noun of the clause before: what their figure counts, and in which unit."""

from __future__ import annotations

import pytest

from kursk_claims.extract.claims import extract_claims
from kursk_claims.models import Article, Claim
from tests.pipeline import pipeline


def last_claim(text: str) -> Claim:
    """The last numeric claim of an article."""
    claims = extract_claims(Article(id="a", text=text, published="2024-06-07"), pipeline())
    return [claim for claim in claims if claim.quantity][-1]


def source(claim: Claim) -> str | None:
    """The last source of a claim."""
    sources = claim.attribution.sources if claim.attribution else ()
    return sources[-1].name if sources else None


# text, counted, source, why
GAPPED: list[tuple[str, str | None, str | None, str]] = [
    ("Die Stadt sprach von 430 Läufern, der Verein von 510.", "Läufern", "Verein", "the preposition of the verb"),
    ("Das Amt ging von 30 Gästen aus, die Chefin von 90.", "Gästen", "Chefin", "a particle closes the first clause"),
    (
        "Das Amt berichtete am Montag von 20 Kranken, die Klinik dagegen von mehr als 35.",
        "Kranken",
        "Klinik",
        "a time and a particle between",
    ),
    (
        "Die Stadt geht von einem Schaden von 3 Euro aus, der Kreis von 5 Euro.",
        "Schaden",
        "Kreis",
        "the noun has the preposition as well",
    ),
    ("Linden folgte mit 28 Klagen, Ulm mit 24.", "Klagen", None, "any verb, if the noun stands behind"),
    ("Die Firma meldet einen Gewinn von 3 Euro, einen Umsatz von 9 Euro.", "Umsatz", "Firma", "another object"),
    ("Die Stadt sprach von 430 Läufern, der Verein von 510 Helfern.", "Helfern", "Verein", "a noun of its own"),
    ("Der Turm erreicht 40 Meter, der Kran 50 Meter.", "Kran", None, "the subject bears the figure"),
    ("Dort wartet eine Gruppe von 30 Schülern, eine Abordnung von 12.", "Abordnung", None, "nobody puts a figure"),
]

# text, unit, value, why
UNITS: list[tuple[str, str | None, float, str]] = [
    ("Das Amt hatte knapp 44 Millionen Tonnen vorhergesagt, der Verband gut 41.", "t", 4.1e7, "subject and figure"),
    ("Das Amt erwartet 44 Millionen Tonnen, der Verband nur 41.", "t", 4.1e7, "a particle between them"),
    ("Das Amt spricht von 44 Tonnen Heu, der Verband von 41.", "t", 41, "the preposition is said again"),
    ("Das Amt nannte 44 Tonnen.\n\nDer Verband sprach von 41.", None, 41, "another paragraph"),
]


@pytest.mark.parametrize(("text", "counted", "name", "why"), GAPPED)
def test_counts_what_the_clause_before_counts(text: str, counted: str | None, name: str | None, why: str) -> None:
    claim = last_claim(text)
    assert claim.quantity is not None
    assert (claim.quantity.counted_head, source(claim)) == (counted, name), why


@pytest.mark.parametrize(("text", "unit", "value", "why"), UNITS)
def test_has_the_unit_of_the_clause_before(text: str, unit: str | None, value: float, why: str) -> None:
    quantity = last_claim(text).quantity
    assert quantity is not None
    assert (quantity.unit, quantity.value) == (unit, value), why


# text, counted, why
TOLD: list[tuple[str, str | None, str]] = [
    ("Das Werk behauptet: 3,5 Tonnen.", None, "a verb of saying measures nothing"),
    ("Das Amt nannte 12 Tonnen Lauge. Das Werk behauptet: 3,5 Tonnen.", "Lauge", "what was measured before"),
    (
        "Der Umsatz liegt bei 9 Euro. Die Einsparungen, die Firma spricht von 7 Euro, sind groß.",
        None,
        "an aside of another noun",
    ),
    ("Der Trainer sagte: drei Wochen.", None, "nor does it last"),
    ("Sie redeten drei Stunden miteinander.", "redeten", "the talk itself lasts"),
    ("Das Werk verlor 3,5 Tonnen.", "verlor", "any other verb does"),
]


@pytest.mark.parametrize(("text", "counted", "why"), TOLD)
def test_saying_measures_nothing(text: str, counted: str | None, why: str) -> None:
    quantity = last_claim(text).quantity
    assert quantity is not None
    assert quantity.counted_head == counted, why
