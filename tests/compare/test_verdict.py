"""Value groups, status, exclusions and spread of a cluster."""

from __future__ import annotations

import pytest

from kursk_claims.compare.comparison import numeric_cluster
from kursk_claims.compare.times import group_times
from kursk_claims.compare.verdict import value_groups
from kursk_claims.models import Claim, Status, TimeFrame
from tests.compare.build import claim, day, quantity, source


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
    (
        made((quantity(12), day("2024-06-03", "2024-06-30")), quantity(14)),
        "conflict",
        "a day says nothing beside a month",
    ),
    (
        made((quantity(12), MONDAY), (quantity(12, "at_least"), TUESDAY)),
        "compatible",
        "what can be true on both days has not moved",
    ),
    (
        made((quantity(12), MONDAY), (quantity(12, "at_least"), TUESDAY), (quantity(9), TUESDAY)),
        "update",
        "one of three has",
    ),
    (made((quantity(12), MONDAY), (quantity(14), MONDAY)), "conflict", "one day"),
    (made(quantity(50_000), quantity(2000, "magnitude")), "agree", "a vague magnitude changes no status"),
    (made(quantity(300), quantity(2000, "magnitude")), "agree", "a vague magnitude never conflicts"),
    (made(quantity(20, "less_than"), quantity(25), (quantity(25), MONDAY)), "conflict", "below 20 excludes 25"),
]


def limits(*values: float, **slot: object) -> list[Claim]:
    return [claim(quantity(value), doc=f"d{place}", **slot) for place, value in enumerate(values)]


def replaced(*roles: str, value: float = 58) -> list[Claim]:
    """58 in the first of the roles, 57 in the others, of one day."""
    figures = (quantity(value), *(quantity(57) for _ in roles[1:]))
    return [
        claim(figure, doc=f"d{place}", role=role)  # type: ignore[arg-type]
        for place, (figure, role) in enumerate(zip(figures, roles, strict=True))
    ]


STATUS += [
    (replaced("from", "total"), "update", "a text says that 58 held at first"),
    (replaced("total", "total"), "conflict", "no text says so"),
    (replaced("from", "from"), "conflict", "which of the two came later is not told"),
    (
        [
            claim(quantity(12), doc="d0", as_of=MONDAY, as_of_text="am Tag", measure="tests"),
            claim(quantity(14), doc="d1", as_of=TUESDAY, as_of_text="am Tag", measure="infected"),
        ],
        "unclear",
        "two days, and two measures",
    ),
    (limits(500, 1000, role="limit"), "unclear", "two limits are two rules, not two accounts of one"),
    (limits(500, 1000, scope="threshold"), "unclear", "the same where the scope says it"),
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
    ({"event": "killed", "role": "from"}, "conflict", "the level before a change is not that day's"),
    ({"event": "killed", "modality": "assumed"}, "conflict", "what is assumed is no count"),
]


@pytest.mark.parametrize(("slot", "status", "why"), READ_OFF)
def test_figures_printed_on_two_days(slot: dict[str, object], status: Status, why: str) -> None:
    claims = [
        claim(quantity(v), doc=doc, published=p, **slot)
        for doc, v, p in (("a", 5, "2024-06-03"), ("b", 9, "2024-06-04"))
    ]
    assert numeric_cluster(claims).status == status, why


def test_equal_values_are_one_group_whenever_they_were_read() -> None:
    days = (("a", "2024-06-03"), ("b", "2024-06-05"), ("c", "2024-07-01"))
    later = [claim(quantity(0.9), doc=d, published=p, thing_class="incidence") for d, p in days]
    assert [len(group) for group in value_groups(later)] == [3]
    assert numeric_cluster(later).status == "agree", "equal values are never an update"


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
def test_group_times(frames: list[tuple[TimeFrame | None, str | None]], expected: object, why: str) -> None:
    claims = [claim(quantity(1), doc=f"d{n}", as_of=f, as_of_text=t) for n, (f, t) in enumerate(frames)]
    assert list(group_times(value_groups(claims))) == [expected], why


VOICES: list[tuple[dict[str, object], dict[str, object], Status, str]] = [
    ({}, {}, "update", "no source is named, so the later article tells what has changed"),
    ({"sources": (source("Amt"),)}, {"sources": (source("Amt"),)}, "update", "one source on two days"),
    ({"sources": (source("Amt"),)}, {"sources": (source("Verein"),)}, "conflict", "two sources a day apart"),
    (
        {"sources": (source("Amt"),), "event": "killed"},
        {"sources": (source("Verein"),), "event": "killed"},
        "update",
        "a count of victims runs on, whoever tells it",
    ),
    ({"role": "base"}, {}, "conflict", "what a figure is compared with is not of the day of its article"),
    ({"published": "2024-06-04"}, {}, "conflict", "one day"),
]


@pytest.mark.parametrize(("first", "second", "status", "why"), VOICES)
def test_who_speaks_decides_between_update_and_conflict(
    first: dict[str, object], second: dict[str, object], status: Status, why: str
) -> None:
    one = claim(quantity(1200), **{"doc": "a", "published": "2024-06-03", "thing_class": "damage", **first})  # type: ignore[arg-type]
    other = claim(quantity(2400), **{"doc": "b", "published": "2024-06-04", "thing_class": "damage", **second})  # type: ignore[arg-type]
    assert numeric_cluster([one, other]).status == status, why


def test_a_running_count_names_the_days_on_which_sources_differ() -> None:
    monday = [(quantity(12), MONDAY), (quantity(15), MONDAY), (quantity(20), TUESDAY)]
    cluster = numeric_cluster(made(*monday))
    assert (cluster.status, cluster.contested_on) == ("update", ("2024-06-03",))


HOURS: list[tuple[list[tuple[float, str, str | None]], Status, str]] = [
    ([(4, "08:10", None), (7, "15:30", None)], "update", "a count that runs on within a day"),
    (
        [(4, "08:10", None), (4, "11:00", None), (7, "15:30", None)],
        "update",
        "a value counts from its first article",
    ),
    ([(4, "08:10", None), (7, "08:50", None)], "conflict", "one hour"),
    ([(4, "08:10", None), (7, "", None)], "conflict", "an article that tells no time"),
    ([(4, "08:10", "Polizei"), (7, "15:30", "Klinik")], "conflict", "two sources of one day"),
    ([(4, "08:10", "Polizei"), (7, "15:30", "Polizei")], "update", "one source that counts on"),
]


VOTES: list[tuple[str, str | None, Status, str]] = [
    ("vote_share", "Wahlleiter", "update", "a later hour is a later count, whoever tells it"),
    ("seats", None, "update", "the same without a source"),
    ("participants", "Wahlleiter", "conflict", "what is not counted out is contested by two sources"),
]


@pytest.mark.parametrize(("measure", "second", "status", "why"), VOTES)
def test_votes_are_counted_out_from_hour_to_hour(measure: str, second: str | None, status: Status, why: str) -> None:
    figures = ((30.7, "19:40", "Institut"), (31.1, "22:50", second))
    claims = [
        claim(
            quantity(value, unit="percent"),
            doc=f"d{number}",
            published="2024-06-03",
            published_time=f"2024-06-03T{clock}",
            measure=measure,
            sources=(source(name),) if name else (),
        )
        for number, (value, clock, name) in enumerate(figures)
    ]
    assert numeric_cluster(claims).status == status, why


@pytest.mark.parametrize(("figures", "status", "why"), HOURS)
def test_states_within_a_day(figures: list[tuple[float, str, str | None]], status: Status, why: str) -> None:
    claims = [
        claim(
            quantity(value),
            doc=f"d{number}",
            published="2024-06-03",
            published_time=f"2024-06-03T{clock}" if clock else None,
            sources=(source(name),) if name else (),
            event="killed",
        )
        for number, (value, clock, name) in enumerate(figures)
    ]
    assert numeric_cluster(claims).status == status, why
