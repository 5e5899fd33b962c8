"""Pairs of claims: the level that decides, and the link that follows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_claims.compare import explain
from kursk_claims.compare.pairs import FIELDS
from kursk_claims.compare.weights import levels
from kursk_claims.models import Claim
from tests.compare.build import claim, day, quantity, source

DEAD = {"thing": "tote", "event": "killed", "terms": ("tote", "hochwasser", "bestätigen")}
YEAR_2020, YEAR_2021 = day("2020-01-01", "2020-12-31"), day("2021-01-01", "2021-12-31")
GONE = {"thing": "mensch", "event": "rescued", "terms": ("mensch", "evakuieren", "grünau")}

# (a, b, field, level, linked, why)
CASES = [
    (
        claim(quantity(12, head="Toten"), doc="a", **DEAD),
        claim(quantity(14, head="Tote"), doc="b", **DEAD),
        "value",
        "near",
        True,
        "the same question may have two answers",
    ),
    (
        claim(quantity(12), doc="a", **DEAD),
        claim(
            quantity(12), doc="b", **{**DEAD, "dimension": "money"}, published="2021-01-01", topic=("x", "y", "z", "w")
        ),
        "topic",
        "other story",
        False,
        "the same figure in another story, years before",
    ),
    (
        claim(quantity(300, unit="EUR"), doc="a"),
        claim(quantity(300, unit="USD"), doc="b"),
        "dimension",
        "other currency",
        False,
        "euros are no dollars",
    ),
    (
        claim(quantity(300, unit="km"), doc="a", thing="strecke", thing_class="distance"),
        claim(quantity(300_000, unit="m"), doc="b", thing="strecke", thing_class="distance"),
        "value",
        "equal, round",
        True,
        "units of one dimension are converted",
    ),
    (
        claim(quantity(1500, per="day"), doc="a", **DEAD),
        claim(quantity(1500, per="month"), doc="b", **DEAD),
        "rate",
        "different",
        False,
        "a day's rate is no month's rate",
    ),
    (
        claim(quantity(40), doc="a", thing="soldat", thing_class="soldier"),
        claim(quantity(40), doc="b", thing="team", thing_class="team"),
        "thing",
        "other things",
        False,
        "forty soldiers and forty teams",
    ),
    (
        claim(quantity(300), doc="a", thing="elitesoldat", thing_class="soldier", event="sent"),
        claim(quantity(310), doc="b", thing="truppe", thing_class="soldier", event="sent"),
        "thing",
        "same class",
        True,
        "two words for soldiers",
    ),
    (
        claim(quantity(800), doc="a", thing="soldat", thing_class="soldier", group=("KP",)),
        claim(quantity(800), doc="b", thing="soldat", thing_class="soldier", group=("RU",)),
        "group",
        "different",
        False,
        "North Koreans are no Russians",
    ),
    (
        claim(quantity(300), doc="a", event="unemployed", change="rise"),
        claim(quantity(300), doc="b", event="unemployed", change="to"),
        "change",
        "different",
        False,
        "a rise by 300 is no rise to 300",
    ),
    (
        claim(quantity(9, unit="percent"), doc="a", thing="bip", thing_class="gdp", change="fall", modality="forecast"),
        claim(quantity(8, unit="percent"), doc="b", thing="bip", thing_class="gdp", change="rise"),
        "change",
        "opposite",
        False,
        "a fall is no rise",
    ),
    (
        claim(quantity(21), doc="a", event="hospitalised"),
        claim(quantity(6), doc="b", event="intensive_care"),
        "event",
        "narrower",
        False,
        "intensive care is a part of the hospital",
    ),
    (
        claim(quantity(10, unit="percent"), doc="a", thing="bip", thing_class="gdp", change="fall", base="quarter"),
        claim(quantity(12, unit="percent"), doc="b", thing="bip", thing_class="gdp", change="fall", base="year"),
        "base",
        "different",
        False,
        "against the quarter before and against the year before",
    ),
    (
        claim(quantity(40), doc="a", **GONE, scope="additional"),
        claim(quantity(65), doc="b", **GONE, scope="total"),
        "scope",
        "different",
        False,
        "forty more are not all",
    ),
    (
        claim(quantity(900_000), doc="a", thing="firma", thing_class="company", place=("FR",)),
        claim(quantity(700_000, "more_than"), doc="b", thing="firma", thing_class="company", place=("DE",)),
        "place",
        "different",
        False,
        "France is not Germany",
    ),
    (
        claim(quantity(50, unit="EUR"), doc="a", thing="ausfall", as_of=YEAR_2021, as_of_text="2021"),
        claim(quantity(90, unit="EUR"), doc="b", thing="ausfall", as_of=YEAR_2020, as_of_text="2020"),
        "time",
        "other period",
        False,
        "two years' figures",
    ),
    (
        claim(quantity(10), doc="a", start=0, **DEAD),
        claim(quantity(12), doc="a", start=400, **DEAD),
        "document",
        "two questions",
        False,
        "one article, one voice, two figures",
    ),
    (
        claim(quantity(10), doc="a", start=0, sources=(source("Polizei"),), **DEAD),
        claim(quantity(12), doc="a", start=400, sources=(source("Klinik"),), **DEAD),
        "document",
        "several accounts",
        True,
        "one article quotes two voices",
    ),
    (
        claim(quantity(12), doc="a", thing="infizierter", event="infected"),
        claim(quantity(12), doc="b", negated=True, thing="infizierter", event="infected", topic=("x", "y", "z", "w")),
        "polarity",
        "different",
        False,
        "nobody's infection is no infection",
    ),
]


@pytest.mark.parametrize(("a", "b", "field", "level", "linked", "why"), CASES)
def test_deciding_level(a: Claim, b: Claim, field: str, level: str, linked: bool, why: str) -> None:
    found = explain(a, b)
    reached = {result.field: result.level for result in found.levels}
    assert reached[field] == level, why
    assert found.linked is linked, why


def test_unknown_is_not_different() -> None:
    full = claim(quantity(12), doc="a", **DEAD, group=("IT",), place=("DE",), scope="total")
    bare = claim(quantity(12), doc="b", thing="tote", event="killed")
    reached = {result.field: result for result in explain(full, bare).levels}
    assert {reached[field].level for field in ("group", "place", "scope", "time")} == {"unknown"}
    assert explain(full, bare).linked, "missing evidence lowers certainty, it does not contradict"
    assert explain(full, bare).score < explain(full, full).score


def test_explanation_names_every_field_and_adds_up() -> None:
    found = explain(CASES[0][0], CASES[0][1])
    assert [result.field for result in found.levels] == [name for name, _ in FIELDS]
    assert found.score == pytest.approx(sum(result.weight for result in found.levels))
    assert all(result.why for result in found.levels)


def test_masked_sentences_do_not_tell_figures_apart() -> None:
    text = "Bei dem Hochwasser an der Selke sind nach Angaben des Landkreises {} Menschen ums Leben gekommen."
    a = claim(quantity(12), doc="a", text=text.format("12"))
    b = claim(quantity(8000), doc="b", text=text.format("8.000"))
    reached = {result.field: result.level for result in explain(a, b).levels}
    assert reached["text"] == "copy", "numbers are masked before texts are compared"
    assert reached["value"] == "very far"


def test_every_level_of_the_table_can_be_shown() -> None:
    table = levels()
    assert set(table) == {name for name, _ in FIELDS}
    for field, entries in table.items():
        assert all(level.why for level in entries.values()), field


claims = st.sampled_from([case[0] for case in CASES] + [case[1] for case in CASES])


@given(claims, claims)
def test_comparison_is_symmetric(a: Claim, b: Claim) -> None:
    one, other = explain(a, b), explain(b, a)
    assert [(r.field, r.level, r.weight) for r in one.levels] == [(r.field, r.level, r.weight) for r in other.levels]
    assert (one.score, one.linked, one.veto) == (other.score, other.linked, other.veto)


@given(claims)
def test_a_claim_is_linked_with_itself(a: Claim) -> None:
    assert explain(a, a).linked
