"""What the row of a cluster is called."""

from __future__ import annotations

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


@pytest.mark.parametrize(("figure", "label", "why"), CASES)
def test_label(figure: Claim, label: str, why: str) -> None:
    assert question([figure]) == label, why
