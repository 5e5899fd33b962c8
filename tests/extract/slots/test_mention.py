"""Which figure of its measure an article tells first."""

from __future__ import annotations

import pytest

from kursk_claims.extract.slots.mention import with_mentions
from kursk_claims.models import Claim, Mention
from tests.compare.build import claim, quantity, source

POLICE, CLINIC = source("Polizei"), source("Klinikum", kind="organisation")


def dead(value: float, start: int, **slot: object) -> Claim:
    return claim(quantity(value), doc="a", start=start, measure="killed", **slot)  # type: ignore[arg-type]


CASES: list[tuple[list[Claim], list[Mention | None], str]] = [
    ([dead(12, 0)], ["only"], "one figure for the dead"),
    ([dead(12, 0), dead(12, 50)], ["only", "only"], "the same figure told twice"),
    ([dead(12, 0), dead(9, 50), dead(12, 90)], ["first", "later", "first"], "another figure comes later"),
    ([dead(12, 0), dead(3, 50, restrictors=("kind",))], ["only", None], "children among the dead are a part"),
    ([dead(12, 0), dead(3, 50, role="part")], ["only", None], "a part takes nobody's place"),
    ([dead(12, 0), dead(3, 50, role="change")], ["only", None], "three more are no count of all"),
    (
        [dead(12, 0), claim(quantity(40), doc="a", start=50, measure="injured")],
        ["only", "only"],
        "the injured are another measure",
    ),
    ([dead(12, 0, sources=(POLICE,)), dead(9, 50, sources=(CLINIC,))], ["only", "only"], "each source's own"),
    ([claim(quantity(40), doc="a")], [None], "nothing tells what is measured"),
]


@pytest.mark.parametrize(("claims", "mentions", "why"), CASES)
def test_place_among_the_figures_of_a_measure(claims: list[Claim], mentions: list[Mention | None], why: str) -> None:
    assert [found.slot.mention for found in with_mentions(claims)] == mentions, why
