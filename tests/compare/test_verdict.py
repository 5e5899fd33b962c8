"""Value groups, status, exclusions and spread of a cluster."""

from __future__ import annotations

import pytest

from kursk_claims.compare.comparison import numeric_cluster
from kursk_claims.compare.verdict import group_time, value_groups
from kursk_claims.models import Claim, Status, TimeFrame
from tests.compare.build import claim, day, quantity


def made(*figures: object) -> list[Claim]:
    """One claim a document for each ``(quantity, as_of, named)`` or plain quantity."""
    claims = []
    for number, figure in enumerate(figures):
        amount, frame = figure if isinstance(figure, tuple) else (figure, None)
        named = "am Tag" if frame else None
        claims.append(claim(amount, doc=f"d{number}", as_of=frame, as_of_text=named))  # type: ignore[arg-type]
    return claims


MONDAY, TUESDAY = day("2024-06-03"), day("2024-06-04")
STATUS: list[tuple[list[Claim], Status, str]] = [
    (made(quantity(50_000)), "single", "one article, one figure"),
    (made(quantity(50_000), quantity(50_000, "approx")), "agree", "rund 50.000 is 50.000"),
    (made(quantity(9000), quantity(9000, "at_most")), "compatible", "the bound allows the figure"),
    (made(quantity(8000), quantity(10_000, "more_than")), "conflict", "the bound excludes the figure"),
    (made((quantity(12), MONDAY), (quantity(14), TUESDAY)), "update", "two days"),
    (made((quantity(12), MONDAY), quantity(14)), "conflict", "one of them has no day"),
    (made((quantity(12), MONDAY), (quantity(14), MONDAY)), "conflict", "one day"),
    (made(quantity(50_000), quantity(2000, "magnitude")), "agree", "a vague magnitude changes no status"),
    (made(quantity(300), quantity(2000, "magnitude")), "agree", "a vague magnitude never conflicts"),
    (made(quantity(20, "less_than"), quantity(25), (quantity(25), MONDAY)), "conflict", "below 20 excludes 25"),
]


@pytest.mark.parametrize(("claims", "status", "why"), STATUS)
def test_status(claims: list[Claim], status: Status, why: str) -> None:
    assert numeric_cluster(claims).status == status, why


def test_daily_figures_of_two_days_are_an_update() -> None:
    def cases(doc: str, value: float, published: str, **slot: object) -> Claim:
        return claim(quantity(value), doc=doc, published=published, event="infected", **slot)

    monday = cases("a", 419, "2024-06-03", scope="new")
    tuesday = cases("b", 496, "2024-06-04", scope="new")
    same_day = cases("b", 496, "2024-06-03", scope="new")
    more = [cases(doc, v, p, change="rise") for doc, v, p in (("a", 5, "2024-06-03"), ("b", 9, "2024-06-04"))]
    total = [cases(doc, v, p, scope="part") for doc, v, p in (("a", 5, "2024-06-03"), ("b", 9, "2024-06-04"))]
    dead = [
        claim(quantity(v), doc=doc, published=p, event="killed", scope="new")
        for doc, v, p in (("a", 5, "2024-06-03"), ("b", 9, "2024-06-04"))
    ]
    assert numeric_cluster([monday, tuesday]).status == "update", "new cases of two days"
    assert numeric_cluster(more).status == "update", "two days' rises"
    assert numeric_cluster([monday, same_day]).status == "conflict", "two figures for one day"
    assert numeric_cluster(total).status == "update", "a part of a running count is of its day as well"
    assert numeric_cluster(dead).status == "update", "new dead of two days"


READ_OFF: list[tuple[dict[str, object], Status, str]] = [
    ({"event": "killed"}, "update", "a disaster's dead are counted for days"),
    ({"event": "wounded"}, "update", "so are the injured"),
    ({"thing_class": "incidence"}, "update", "a rate is read off every day"),
    ({"event": "massed", "thing_class": "soldier"}, "conflict", "troops at a border are no daily count"),
    ({"thing_class": "damage"}, "conflict", "neither is a damage"),
    ({"event": "killed", "change": "from"}, "conflict", "the level before a change is not that day's"),
    ({"event": "killed", "modality": "demanded"}, "conflict", "what is demanded is no count"),
]


@pytest.mark.parametrize(("slot", "status", "why"), READ_OFF)
def test_figures_printed_on_two_days(slot: dict[str, object], status: Status, why: str) -> None:
    claims = [
        claim(quantity(v), doc=doc, published=p, **slot)
        for doc, v, p in (("a", 5, "2024-06-03"), ("b", 9, "2024-06-04"))
    ]
    assert numeric_cluster(claims).status == status, why


def test_one_value_read_off_weeks_later_is_another_group() -> None:
    later = [claim(quantity(0.9), doc=d, published=p, thing_class="incidence") for d, p in DAYS]
    assert [len(group) for group in value_groups(later)] == [2, 1]
    assert numeric_cluster(later).status == "update"
    dead = [claim(quantity(0.9), doc=d, published=p, thing_class="damage") for d, p in DAYS]
    assert [len(group) for group in value_groups(dead)] == [3], "nothing says that these are of different days"


DAYS = (("a", "2024-06-03"), ("b", "2024-06-05"), ("c", "2024-07-01"))


def test_exclusions_say_which_figures_exclude_each_other() -> None:
    cluster = numeric_cluster(made(quantity(8000, text="8.000"), quantity(10_000, "more_than", text="über 10.000")))
    (exclusion,) = cluster.exclusions
    assert {exclusion.a, exclusion.b} == {"8.000", "über 10.000"}
    assert "8.000" in exclusion.why
    assert "10.000" in exclusion.why


def test_an_approximate_figure_never_bridges_two_exact_ones() -> None:
    groups = value_groups(made(quantity(960), quantity(1000, "approx"), quantity(1040)))
    assert [sorted(q.value for _, q in group if q.value) for group in groups] == [[960, 1000], [1040]]


def test_units_are_converted_within_a_cluster() -> None:
    cluster = numeric_cluster(made(quantity(40, unit="km"), quantity(40_000, unit="m"), quantity(41, unit="km")))
    assert [(g.min, g.unit, len(g.claim_ids)) for g in cluster.value_groups] == [(40, "km", 2), (41, "km", 1)]


SPREAD = [
    (made(quantity(10), quantity(15)), 1.5, "largest over smallest"),
    (made(quantity(10), quantity(10, "approx")), 1.0, "one value"),
    (made(quantity(2000, "magnitude")), None, "no definite figure"),
    (
        made(quantity(10), quantity(20, "more_than"), quantity(2000, "magnitude")),
        2.0,
        "bounds count",
    ),
    (made(quantity(0)), None, "a ratio needs positive figures"),
]


@pytest.mark.parametrize(("claims", "ratio", "why"), SPREAD)
def test_spread_ratio(claims: list[Claim], ratio: float | None, why: str) -> None:
    assert numeric_cluster(claims).spread_ratio == ratio, why


def test_group_interval_is_five_per_cent_around_an_approximate_figure() -> None:
    (group,) = numeric_cluster(made(quantity(1000, "approx"))).value_groups
    assert (group.min, group.max) == (950, 1050)


TIMES = [
    ([(MONDAY, "am Montag"), (MONDAY, None)], "2024-06-03", "one day"),
    ([(MONDAY, "am Montag"), (day("2024-06-01", "2024-06-30"), "im Juni")], "2024-06-03", "the day within the month"),
    ([(MONDAY, "am Montag"), (TUESDAY, "am Dienstag")], TimeFrame(start="2024-06-03", end="2024-06-04"), "two days"),
    ([(day("2024-06-03T12"), "mittags"), (MONDAY, "am Montag")], "2024-06-03T12", "noon lies within the day"),
    ([(TUESDAY, None), (MONDAY, "am Montag")], "2024-06-03", "what a text names counts, not what was inferred"),
    ([(None, None)], None, "no text tells"),
]


@pytest.mark.parametrize(("frames", "expected", "why"), TIMES)
def test_group_time(frames: list[tuple[TimeFrame | None, str | None]], expected: object, why: str) -> None:
    claims = [claim(quantity(1), doc=f"d{n}", as_of=f, as_of_text=t) for n, (f, t) in enumerate(frames)]
    assert group_time(claims) == expected, why


def test_an_inferred_day_gives_way_to_an_interval_around_it() -> None:
    inferred = claim(quantity(37), doc="a", as_of=MONDAY)
    named = claim(quantity(31), doc="b", as_of=day("2024-05-01", "2024-06-30"), as_of_text="Mai und Juni")
    assert group_time([inferred], [named]) is None
    assert numeric_cluster([inferred, named]).status == "conflict", "nothing says that the two speak of two times"
