"""Which figure of its measure an article tells first, and by which figures it is known."""

from __future__ import annotations

import pytest

from kursk_claims.extract.slots.beside import figures_of, with_others
from kursk_claims.models import Claim, Mention
from tests.compare.build import claim, quantity, source

POLICE, CLINIC = source("Polizei"), source("Klinikum", kind="organisation")


def dead(value: float, start: int, **slot: object) -> Claim:
    return claim(quantity(value), doc="a", start=start, measure="killed", **slot)  # type: ignore[arg-type]


CASES: list[tuple[list[Claim], list[Mention | None], str]] = [
    ([dead(12, 0)], ["only"], "one figure for the dead"),
    ([dead(12, 0), dead(12, 50)], ["only", "only"], "the same figure told twice"),
    ([dead(12, 0), dead(9, 50), dead(12, 90)], ["first", "later", "first"], "another figure comes later"),
    ([dead(12, 0), dead(3, 50, restrictors=("kind",))], ["only", "only"], "dead children are counted for themselves"),
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
    assert [found.slot.mention for found in with_others(claims)] == mentions, why


FIGURES: list[tuple[list[Claim], tuple[str, ...], str]] = [
    ([dead(40, 0), dead(13, 50)], ("40", "13"), "in the order of the text"),
    ([dead(40, 0), dead(12, 50)], ("40",), "twelve of anything are found everywhere"),
    ([dead(40, 0), dead(40, 50)], ("40",), "each once"),
    ([claim(quantity(3.5e6, unit="EUR"), doc="a")], ("3500000 EUR",), "with its unit"),
    ([claim(quantity(None, "range", low=20, high=30, text="20 bis 30"), doc="a")], (), "a range is no one figure"),
    ([dead(100 + n, n) for n in range(50)], tuple(str(100 + n) for n in range(32)), "the first of many"),
]


@pytest.mark.parametrize(("claims", "figures", "why"), FIGURES)
def test_figures_by_which_an_article_is_known(claims: list[Claim], figures: tuple[str, ...], why: str) -> None:
    assert figures_of(claims) == figures, why
    assert {found.slot.figures for found in with_others(claims)} == {figures}, "each claim carries them"
