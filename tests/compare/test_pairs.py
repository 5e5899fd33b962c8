"""Pairs of claims: the level that decides, and the link that follows."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_claims.compare import explain, pairs
from kursk_claims.compare.levels import loose
from kursk_claims.compare.pairs import FIELDS, likeness, score
from kursk_claims.compare.profile import profile
from kursk_claims.compare.signature import comparable, one_story, two_stories
from kursk_claims.compare.weights import levels
from kursk_claims.models import Claim, EventAnchor, FieldProvenance, Quantity
from tests.compare.build import TOPIC, claim, day, quantity, source

DEAD = {"thing": "tote", "event": "killed", "terms": ("tote", "hochwasser", "bestätigen")}
OTHER_TOPIC = ("landtag", "haushalt", "schuld", "steuer", "minist", "etat")
YEAR_2020, YEAR_2021 = day("2020-01-01", "2020-12-31"), day("2021-01-01", "2021-12-31")
SICK = {"thing": "infektion", "thing_class": "person", "event": "infected"}
HALL = ("halle", "eisbahn", "neubau", "stadtrat", "forderverein", "kunsteis")
TOLL = "In Grünau wurden 73 neue Todesfälle gemeldet, in Lohburg wurden 70 neue Todesfälle gemeldet."
LATER = {"doc": "b", "published": "2024-06-20", "topic": ("damm", "landtag", "haushalt", "schuld", "steuer")}
TROOPS = {"thing": "soldat", "thing_class": "soldier", "measure": "soldier"}
SAID = FieldProvenance(bearer="said")
ARMY, PRESS = source("Armee"), source("Presse")
GONE = {"thing": "mensch", "event": "rescued", "terms": ("mensch", "evakuieren", "grünau")}

# (a, b, field, level, why)
CASES = [
    (
        claim(quantity(12, head="Toten"), doc="a", **DEAD),
        claim(quantity(14, head="Tote"), doc="b", **DEAD),
        "value",
        "other",
        "the same question may have two answers",
    ),
    (
        claim(quantity(12), doc="a", **DEAD),
        claim(
            quantity(12), doc="b", **{**DEAD, "dimension": "money"}, published="2021-01-01", topic=("x", "y", "z", "w")
        ),
        "topic",
        "other story",
        "the same figure in another story, years before",
    ),
    (
        claim(quantity(300, unit="EUR"), doc="a"),
        claim(quantity(300, unit="USD"), doc="b"),
        "dimension",
        "other currency",
        "euros are no dollars",
    ),
    (
        claim(quantity(300, unit="km"), doc="a", thing="strecke", thing_class="distance"),
        claim(quantity(300_000, unit="m"), doc="b", thing="strecke", thing_class="distance"),
        "value",
        "equal, round",
        "units of one dimension are converted",
    ),
    (
        claim(quantity(1500, per="day"), doc="a", **DEAD),
        claim(quantity(1500, per="month"), doc="b", **DEAD),
        "rate",
        "different",
        "a day's rate is no month's rate",
    ),
    (
        claim(quantity(40), doc="a", thing="soldat", thing_class="soldier"),
        claim(quantity(40), doc="b", thing="team", thing_class="team"),
        "thing",
        "other things",
        "forty soldiers and forty teams",
    ),
    (
        claim(quantity(300), doc="a", thing="elitesoldat", thing_class="soldier", event="sent"),
        claim(quantity(310), doc="b", thing="truppe", thing_class="soldier", event="sent"),
        "thing",
        "same class",
        "two words for soldiers",
    ),
    (
        claim(quantity(800), doc="a", thing="soldat", thing_class="soldier", group=("KP",)),
        claim(quantity(800), doc="b", thing="soldat", thing_class="soldier", group=("RU",)),
        "group",
        "different",
        "North Koreans are no Russians",
    ),
    (
        claim(quantity(300), doc="a", event="unemployed", change="rise"),
        claim(quantity(300), doc="b", event="unemployed", change="to"),
        "change",
        "different",
        "a rise by 300 is no rise to 300",
    ),
    (
        claim(quantity(9, unit="percent"), doc="a", thing="bip", thing_class="gdp", change="fall", modality="forecast"),
        claim(quantity(8, unit="percent"), doc="b", thing="bip", thing_class="gdp", change="rise"),
        "change",
        "opposite",
        "a fall is no rise",
    ),
    (
        claim(quantity(21), doc="a", event="hospitalised"),
        claim(quantity(6), doc="b", event="intensive_care"),
        "event",
        "narrower",
        "intensive care is a part of the hospital",
    ),
    (
        claim(quantity(10, unit="percent"), doc="a", thing="bip", thing_class="gdp", change="fall", base="quarter"),
        claim(quantity(12, unit="percent"), doc="b", thing="bip", thing_class="gdp", change="fall", base="year"),
        "base",
        "different",
        "against the quarter before and against the year before",
    ),
    (
        claim(quantity(40), doc="a", **GONE, scope="additional"),
        claim(quantity(65), doc="b", **GONE, scope="total"),
        "scope",
        "different",
        "forty more are not all",
    ),
    (
        claim(quantity(900_000), doc="a", thing="firma", thing_class="company", place=("FR",)),
        claim(quantity(700_000, "more_than"), doc="b", thing="firma", thing_class="company", place=("DE",)),
        "place",
        "different",
        "France is not Germany",
    ),
    (
        claim(quantity(50, unit="EUR"), doc="a", thing="ausfall", as_of=YEAR_2021, as_of_text="2021"),
        claim(quantity(90, unit="EUR"), doc="b", thing="ausfall", as_of=YEAR_2020, as_of_text="2020"),
        "time",
        "other period",
        "two years' figures",
    ),
    (
        claim(quantity(10), doc="a", start=0, **DEAD),
        claim(quantity(12), doc="a", start=400, **DEAD),
        "document",
        "two questions",
        "one article, one voice, two figures",
    ),
    (
        claim(quantity(10), doc="a", start=0, sources=(source("Polizei"),), **DEAD),
        claim(quantity(12), doc="a", start=400, sources=(source("Klinik"),), **DEAD),
        "document",
        "several accounts",
        "one article quotes two voices",
    ),
    (
        claim(quantity(10), doc="a", start=0, sources=(source("Polizei"),), measure="killed", **DEAD),
        claim(quantity(12), doc="a", start=90, sources=(source("Klinik"),), measure="killed", **DEAD),
        "document",
        "rival accounts",
        "a second voice right after the first, on the same measure",
    ),
    (
        claim(quantity(2, head="Arbeiter"), doc="a", start=0),
        claim(quantity(2, head="Angestellte", start=30), doc="a", start=0),
        "document",
        "two questions",
        "one sentence gives a number twice, of two things",
    ),
    (
        claim(quantity(2, head="Arbeiter"), doc="a", start=0),
        claim(quantity(2, head="Arbeiter", start=130), doc="a", start=100),
        "document",
        "repeated",
        "two sentences give it",
    ),
    (
        claim(quantity(8, unit="TB"), doc="a"),
        claim(quantity(8, unit="GB"), doc="b"),
        "value",
        "other",
        "the unit is part of the value",
    ),
    (
        claim(quantity(30, unit="age_year"), doc="a", bearer="brom"),
        claim(quantity(30, unit="age_year"), doc="b", bearer="kern"),
        "ground",
        "too little",
        "two people of one age",
    ),
    (
        claim(quantity(30, unit="age_year"), doc="a", bearer="brom"),
        claim(quantity(30, unit="age_year"), doc="b", bearer="brom"),
        "ground",
        "enough",
        "the age of one person",
    ),
    (
        claim(quantity(30, unit="minute"), doc="a", topic=TOPIC),
        claim(quantity(30, unit="minute"), doc="b", topic=OTHER_TOPIC),
        "ground",
        "too little",
        "half an hour in two stories",
    ),
    (
        claim(quantity(2), doc="a", topic=TOPIC),
        claim(quantity(2), doc="b", topic=OTHER_TOPIC),
        "ground",
        "too little",
        "two of something in two stories",
    ),
    (
        claim(quantity(4711), doc="a", topic=TOPIC, text="Das Amt zählt 4711 Vorgänge."),
        claim(quantity(4711), doc="b", topic=OTHER_TOPIC, text="In der Halle lagen 4711 Kisten."),
        "ground",
        "too little",
        "two stories, and no measure in common",
    ),
    (
        claim(quantity(2), doc="a", topic=TOPIC, measure="killed"),
        claim(quantity(2), doc="b", topic=TOPIC, measure="killed"),
        "ground",
        "enough",
        "two dead in one story",
    ),
    (
        claim(quantity(2), doc="a", topic=TOPIC),
        claim(quantity(2), doc="b", topic=TOPIC),
        "ground",
        "too little",
        "two of something in one story",
    ),
    (
        claim(quantity(12), doc="a", thing="infizierter", event="infected"),
        claim(quantity(12), doc="b", negated=True, thing="infizierter", event="infected", topic=("x", "y", "z", "w")),
        "polarity",
        "different",
        "nobody's infection is no infection",
    ),
    (
        claim(quantity(31), doc="a", **SICK, place=("landkreis grünau",), terms=("infektion", "melden")),
        claim(quantity(33), doc="b", **SICK, place=("landkreis selkental",), terms=("infektion", "melden")),
        "place",
        "other places",
        "that both are districts does not make them one",
    ),
    (
        claim(quantity(31), doc="a", **SICK, place=("grünauer",), terms=("infektion", "melden")),
        claim(quantity(33), doc="b", **SICK, place=("grünau",), terms=("infektion", "melden")),
        "place",
        "unknown",
        "an adjective of the town is the town",
    ),
    (
        claim(quantity(66e6), doc="a", thing="einwohner", place=("FR",), terms=("einwohner", "zählen")),
        claim(quantity(67e6), doc="b", thing="einwohner", place=("GB",), terms=("einwohner", "zählen")),
        "place",
        "different",
        "two countries' inhabitants do not contradict each other",
    ),
    (
        claim(quantity(300), doc="a", **GONE, place=("FR", "grünau")),
        claim(quantity(300), doc="b", **GONE, place=("DE",)),
        "place",
        "across a border",
        "the town may lie in the country that the other names",
    ),
    (
        claim(quantity(2), doc="a", thing="brand", thing_class=None, place=("grünau",)),
        claim(quantity(2), thing="brand", thing_class=None, **LATER),
        "place",
        "named by one",
        "a town of which the other article says nothing",
    ),
    (
        claim(quantity(2), doc="a", thing="brand", thing_class=None, setting=("PE",)),
        claim(quantity(2), thing="brand", thing_class=None, setting=("NO",), **LATER),
        "place",
        "other settings",
        "two fires in two countries",
    ),
    (
        claim(quantity(40, unit="percent"), doc="a", thing="unternehmen", thing_class="company", terms=("klagen",)),
        claim(quantity(55, unit="percent"), doc="b", thing="unternehmen", thing_class="company", terms=("stellen",)),
        "thing",
        "same whole",
        "shares of all firms: of those that complain, of those that hire",
    ),
    (
        claim(quantity(50), doc="a", **SICK),
        claim(quantity(192.8), doc="b", **SICK),
        "rate",
        "one a mean",
        "nobody is infected by four fifths: a rate that is not named",
    ),
    (
        claim(quantity(65, "at_least", unit="age_year"), doc="a", thing="impfung", scope="threshold"),
        claim(quantity(70, "at_least", unit="age_year"), doc="b", thing="impfung", scope="threshold"),
        "scope",
        "other threshold",
        "from 65 and from 70 are limits of two rules",
    ),
    (
        claim(quantity(30, unit="age_year"), doc="a", thing="fahrer"),
        claim(quantity(52, unit="age_year"), doc="b", thing="fahrer"),
        "value",
        "other age",
        "two drivers",
    ),
    (
        claim(quantity(50), doc="a", **SICK, scope="threshold"),
        claim(quantity(53), doc="b", **SICK),
        "scope",
        "different",
        "the limit and what was measured",
    ),
    (
        claim(quantity(7, unit="day"), doc="a", thing="infektion", scope="window"),
        claim(quantity(7, unit="day"), doc="b", thing="infektion", scope="window"),
        "scope",
        "window",
        "that both count over seven days makes them no one question",
    ),
    (
        claim(quantity(20), doc="a", **SICK, scope="new"),
        claim(quantity(20), doc="b", **SICK, scope="additional"),
        "scope",
        "none",
        "new cases are cases in addition",
    ),
    (
        claim(quantity(12), doc="a", **DEAD),
        claim(quantity(3), doc="b", **DEAD, as_of=day("2021-01-01", "2021-12-31"), as_of_text="2021"),
        "time",
        "one long past",
        "this flood's dead and those of years ago",
    ),
    (
        claim(quantity(6000), doc="a", thing="soldat", thing_class="soldier", event="sent", terms=("soldat",)),
        claim(quantity(7000), doc="b", thing="soldat", thing_class="soldier", event="massed", terms=("soldat",)),
        "event",
        "near",
        "who is sent to a border gathers there",
    ),
    (
        claim(quantity(329), doc="a", thing="verletzte", event="wounded"),
        claim(quantity(2059), doc="b", thing="verletzte", event="wounded", published="2024-06-04"),
        "value",
        "other",
        "the next day more injured are known",
    ),
    (
        claim(quantity(329), doc="a", thing="verletzte", event="wounded", published="2024-06-04"),
        claim(quantity(2059), doc="b", thing="verletzte", event="wounded"),
        "value",
        "other",
        "they do not become fewer",
    ),
    (
        claim(quantity(73), doc="a", text=TOLL, place=("grünau",), terms=("todesfall",)),
        claim(quantity(70), doc="a", text=TOLL, place=("lohburg",), terms=("todesfall",), as_of=day("2024-06-03")),
        "text",
        "unlike",
        "one sentence that lists two places is no copy of itself",
    ),
    (
        claim(quantity(26), doc="a", **GONE, place=("ankara",)),
        claim(quantity(26), doc="b", **GONE, place=("ankaras",)),
        "place",
        "unknown",
        "a genitive of the same town",
    ),
    (
        claim(quantity(68), doc="a", thing="verletzte", event="wounded"),
        claim(quantity(20), doc="b", thing="verletzte", event="wounded", aspects=("hospitalised",)),
        "event",
        "of a part",
        "the injured, and those of them who are still in hospital",
    ),
    (
        claim(quantity(31.2, per="100000_people"), doc="a", thing="fall", thing_class="incidence", terms=("fall",)),
        claim(quantity(31.2), doc="b", thing="inzidenz", thing_class="incidence", terms=("inzidenz",)),
        "rate",
        "same",
        "an incidence is per 100,000 people, said or not",
    ),
    (
        claim(quantity(1.24e9, unit="EUR"), doc="a", thing="umsatz", thing_class="revenue", terms=("umsatz",)),
        claim(quantity(1.2e9, unit="EUR"), doc="b", thing="erlös", thing_class="revenue", terms=("erlös",)),
        "value",
        "nearly equal",
        "one rounds to two digits",
    ),
    (
        claim(quantity(33), doc="a", **SICK, place=("bayern",)),
        claim(quantity(33), doc="b", **SICK, place=("grünau",)),
        "place",
        "wider place",
        "a town may lie in the region",
    ),
    (
        claim(quantity(33), doc="a", **SICK, place=("grünau",), topic=(*TOPIC, "selkental")),
        claim(quantity(33), doc="b", **SICK, place=("selkental",), topic=(*TOPIC, "selkental")),
        "place",
        "told by both",
        "both articles speak much of the town and of its district",
    ),
    (
        claim(quantity(161), doc="a", thing="inzidenz", thing_class="incidence", change="from"),
        claim(quantity(139), doc="b", thing="inzidenz", thing_class="incidence", change="to"),
        "change",
        "undated level",
        "the level before a change is of a day that is not told",
    ),
    (
        claim(quantity(9000), doc="a", **DEAD),
        claim(quantity(9000), doc="b", **DEAD, published="2024-10-03"),
        "published",
        "months later",
        "a story that goes on may be told again",
    ),
    (
        claim(quantity(2000, "magnitude"), doc="a", **DEAD),
        claim(quantity(20_000), doc="b", **DEAD),
        "value",
        "other",
        "thousands are not twenty thousand: tens of thousands would be said",
    ),
    (
        claim(quantity(2), doc="a", measure="killed", **DEAD),
        claim(quantity(2), doc="b", measure="killed", **DEAD),
        "value",
        "equal, small",
        "two of one thing",
    ),
    (
        claim(quantity(2), doc="a", measure="killed", **DEAD),
        claim(quantity(2), doc="b", measure="house", thing="haus", thing_class="house"),
        "value",
        "equal, small and elsewhere",
        "two of anything are found everywhere",
    ),
    (
        claim(quantity(5, unit="year"), doc="a", thing=None, thing_class=None),
        claim(quantity(5, unit="year"), doc="b", thing=None, thing_class=None),
        "value",
        "equal, commonplace",
        "five years are five as they are said, however many days that is",
    ),
    (
        claim(quantity(9), doc="a", anchor=EventAnchor(kind="storm", name="Milton")),
        claim(quantity(9), doc="b", anchor=EventAnchor(kind="storm", name="Helene")),
        "occasion",
        "other name",
        "two storms",
    ),
    (
        claim(quantity(9), doc="a", anchor=EventAnchor(kind="attack", day="2024-06-03")),
        claim(quantity(9), doc="b", anchor=EventAnchor(kind="attack", day="2024-06-12")),
        "occasion",
        "other day",
        "more than a week lies between them",
    ),
    (
        claim(quantity(9), doc="a", measure="goal", published="2024-06-03"),
        claim(quantity(9), doc="b", measure="goal", published="2024-06-10"),
        "occasion",
        "other match",
        "goals are of a match, though no word names it, and matches of two days are two",
    ),
    (
        claim(quantity(30, unit="percent"), doc="a", measure="vote_share", bearer="spd", provenance=SAID),
        claim(quantity(28, unit="percent"), doc="b", measure="vote_share", bearer="afd", provenance=SAID),
        "bearer",
        "two holders",
        "each has its own share",
    ),
    (
        claim(quantity(6, unit="m"), doc="a", measure="water_level", role="limit"),
        claim(quantity(6, unit="m"), doc="b", measure="water_level", role="total"),
        "role",
        "limit and level",
        "from six metres on a rule holds; six metres are measured",
    ),
    (
        claim(quantity(9000, head="Soldaten"), doc="a", sources=(ARMY,), **TROOPS),
        claim(quantity(2000, head="Söldner"), doc="a", start=60, sources=(PRESS,), **TROOPS),
        "document",
        "several accounts",
        "two nouns beside each other are two questions, whoever tells them",
    ),
]


FIGURES_CASES = [
    (("340", "1250"), ("1250", "77 percent"), "in common", "both articles also tell of the 1250"),
    (("340", "1250"), ("77 percent", "86"), "none", "each tells other figures"),
    (("340", "1250"), ("1250 euro", "86"), "none", "1250 euros are not 1250"),
    (("340", "2000"), ("2000", "86", "91"), "unknown", "round figures are found everywhere, so one article has one"),
    (("340",), ("86", "91"), "unknown", "an article without two other figures cannot lack them"),
    (("15", "340", "1250"), ("15", "77", "86"), "none", "the pair's own figure is none of the others"),
]


@pytest.mark.parametrize(("one", "other", "level", "why"), FIGURES_CASES)
def test_other_figures_of_two_articles(one: tuple[str, ...], other: tuple[str, ...], level: str, why: str) -> None:
    found = explain(claim(quantity(15), doc="a", figures=one), claim(quantity(15), doc="b", figures=other))
    assert {result.field: result.level for result in found.levels}["figures"] == level, why


AUGUST = {"as_of": day("2024-08-01", "2024-08-31"), "as_of_text": "im August"}
SPAN_CASES: list[tuple[dict[str, object], dict[str, object], str, str]] = [
    ({"period": "year"}, AUGUST, "other span", "a year is no month"),
    ({"period": "year"}, {"as_of": day("2024-08-01", "2024-08-31")}, "unknown", "a month that no word names"),
    ({"period": "month"}, AUGUST, "unknown", "a month may be that month"),
    ({"period": "season"}, AUGUST, "unknown", "a season has no length of its own"),
    (
        {"period": "year"},
        {"as_of": day("2024-01-01", "2024-12-31"), "as_of_text": "2024"},
        "unknown",
        "a year may be that year",
    ),
]


@pytest.mark.parametrize(("one", "other", "level", "why"), SPAN_CASES)
def test_spans_that_figures_sum_up(one: dict[str, object], other: dict[str, object], level: str, why: str) -> None:
    found = explain(claim(quantity(15), doc="a", **one), claim(quantity(15), doc="b", **other))  # type: ignore[arg-type]
    assert {result.field: result.level for result in found.levels}["period"] == level, why


STORY_CASES = [
    (TOPIC, ("86", "91"), True, "leading words alone"),
    (("damm", "evakuier", "brand", "feuerwehr"), ("1250",), True, "some leading words and another figure"),
    (("damm", "evakuier", "brand", "feuerwehr"), ("86", "91"), False, "some leading words alone"),
    (("brand", "werk", "halle", "feuerwehr"), ("1250",), False, "a figure alone"),
]


@pytest.mark.parametrize(("topic", "figures", "one", "why"), STORY_CASES)
def test_articles_that_tell_one_story(topic: tuple[str, ...], figures: tuple[str, ...], one: bool, why: str) -> None:
    a = profile(claim(quantity(15), doc="a", figures=("340", "1250")))
    b = profile(claim(quantity(15), doc="b", topic=topic, figures=figures))
    assert one_story(a, b) is one, why


BRAND = ("brand", "werk", "halle", "feuerwehr")
TOLD_CASES = [
    (TOPIC, ("86", "91"), "2024-06-05", True, False, "one story of these days"),
    (TOPIC, ("86", "91"), "2024-07-20", False, True, "weeks later the same words lead another story"),
    (TOPIC, ("1250",), "2024-07-20", True, False, "weeks later, and another figure in common"),
    (BRAND, ("86", "91"), "2024-06-05", False, True, "no word in common"),
    (BRAND, ("1250",), "2024-06-05", False, False, "a figure in common leaves it open"),
]


@pytest.mark.parametrize(("topic", "figures", "published", "one", "two", "why"), TOLD_CASES)
def test_articles_of_one_story_or_of_two(
    topic: tuple[str, ...], figures: tuple[str, ...], published: str, one: bool, two: bool, why: str
) -> None:
    a = profile(claim(quantity(15), doc="a", figures=("340", "1250")))
    b = profile(claim(quantity(15), doc="b", topic=topic, figures=figures, published=published))
    assert (one_story(a, b), two_stories(a, b)) == (one, two), why


FLOODED = {"measure": "evacuated", "topic": TOPIC, "mention": "only"}
SUPPORT_CASES: list[tuple[dict[str, object], dict[str, object], bool, str]] = [
    ({}, {}, False, "two counts of one measure, and nothing that both say of it"),
    ({"place": ("grünau",)}, {"place": ("grünau",)}, True, "of one place"),
    ({"figures": ("340", "1250")}, {"figures": ("1250", "77")}, True, "in articles that share another figure"),
]


@pytest.mark.parametrize(("one", "other", "may", "why"), SUPPORT_CASES)
def test_figures_that_differ_need_more_than_their_measure(
    one: dict[str, object], other: dict[str, object], may: bool, why: str
) -> None:
    a = claim(quantity(1200), doc="a", text="Aus dem Ort kamen 1200.", **(FLOODED | one))  # type: ignore[arg-type]
    b = claim(quantity(1500), doc="b", text="Am Abend waren es 1500.", **(FLOODED | other))  # type: ignore[arg-type]
    assert comparable(profile(a), profile(b)) is may, why


LOOSE_CASES = [
    (quantity(12), quantity(12), False, "equal"),
    (quantity(12), quantity(14), False, "they exclude each other"),
    (quantity(12), quantity(10, "more_than"), True, "a bound and a value inside it"),
    (quantity(50_000), quantity(20_000, "at_least"), True, "a bound far off"),
]


@pytest.mark.parametrize(("one", "other", "expected", "why"), LOOSE_CASES)
def test_figures_that_can_both_be_true(one: Quantity, other: Quantity, expected: bool, why: str) -> None:
    assert loose(profile(claim(one, doc="a")), profile(claim(other, doc="b"))) is expected, why


LEVEL = {"measure": "water_level", "thing": "pegel", "thing_class": "water_level", "mention": "only"}
COMPARABLE_CASES: list[tuple[dict[str, object], dict[str, object], str, bool, str]] = [
    (LEVEL, LEVEL, "2024-06-03", False, "a river rises, and neither text tells the hour"),
    (LEVEL, LEVEL, "2024-06-04", True, "printed a day later it is another level"),
    (
        {**LEVEL, "as_of": day("2024-06-03T08"), "as_of_text": "um 8 Uhr"},
        {**LEVEL, "as_of": day("2024-06-03T08"), "as_of_text": "um 8 Uhr"},
        "2024-06-03",
        True,
        "two readings of one hour",
    ),
    ({**LEVEL, "scope": "threshold"}, LEVEL, "2024-06-04", False, "a limit is no level"),
]


@pytest.mark.parametrize(("one", "other", "published", "may", "why"), COMPARABLE_CASES)
def test_what_may_be_held_against_each_other(
    one: dict[str, object], other: dict[str, object], published: str, may: bool, why: str
) -> None:
    a = claim(quantity(5.75, unit="m"), doc="a", place=("grünau",), **one)  # type: ignore[arg-type]
    b = claim(quantity(6.21, unit="m"), doc="b", place=("grünau",), published=published, **other)  # type: ignore[arg-type]
    assert comparable(profile(a), profile(b)) is may, why


HURT = {"measure": "injured", "event": "wounded"}
RIVAL_CASES = [
    (claim(quantity(12), **HURT), claim(quantity(40), start=90, **HURT), True, "one voice, whose second was not found"),
    (
        claim(quantity(12, head="Beamte"), thing="beamter", thing_class="police", measure="injured"),
        claim(quantity(40, head="Fans"), start=90, thing="fan", measure="injured"),
        False,
        "officers and fans are two questions, whoever counts them",
    ),
    (
        claim(quantity(12, head="Beamte"), thing="beamter", thing_class="police", measure="injured"),
        claim(quantity(40, head="Menschen"), start=90, measure="injured"),
        True,
        "people may be officers",
    ),
    (
        claim(quantity(12, unit="t"), measure="leaked"),
        claim(quantity(12, unit="EUR"), start=90, measure="leaked"),
        False,
        "tonnes and euros never meet",
    ),
]


@pytest.mark.parametrize(("a", "b", "may", "why"), RIVAL_CASES)
def test_what_may_join_figures_put_side_by_side(a: Claim, b: Claim, may: bool, why: str) -> None:
    one, other = profile(a), profile(b)
    assert likeness(one, other) is None or not may, "nothing joins them otherwise"
    assert (likeness(one, other, rivals=True) is not None) is may, why


def test_that_too_little_is_told_for_a_link_keeps_no_groups_apart() -> None:
    one, other = claim(quantity(2), doc="a", topic=TOPIC), claim(quantity(2), doc="b", topic=OTHER_TOPIC)
    assert explain(one, other).veto == "ground: too little"
    assert likeness(profile(one), profile(other)) is not None


@pytest.mark.parametrize(("a", "b", "field", "level", "why"), CASES)
def test_deciding_level(a: Claim, b: Claim, field: str, level: str, why: str) -> None:
    found = explain(a, b)
    reached = {result.field: result.level for result in found.levels}
    assert reached[field] == level, why


def test_headlines_and_first_leading_words_make_a_story() -> None:
    def story(*topics: tuple[str, ...]) -> str:
        a, b = (claim(quantity(5), doc=doc, **DEAD, topic=topic) for doc, topic in zip("ab", topics, strict=True))
        return {result.field: result.level for result in explain(a, b).levels}["topic"]

    assert story(TOPIC, TOPIC) == "same story"
    assert story(TOPIC, ("landtag", "haushalt", "schuld", "steuer")) == "other story"
    assert story(TOPIC, ("landtag", "haushalt", "schuld", "steuer", "damm")) == "other story", (
        "the last word counts least"
    )


def test_unknown_is_not_different() -> None:
    full = claim(quantity(12), doc="a", **DEAD, measure="killed", group=("IT",), place=("DE",), scope="total")
    bare = claim(quantity(12), doc="b", thing="tote", event="killed", measure="killed")
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
    assert reached["value"] == "other"


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


def test_pairs_are_sorted_out_without_a_say_in_the_score(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where a pair reaches the threshold exactly, so that the order in which weights are added decides."""
    found = [profile(one) for case in CASES for one in case[:2]]
    asked = [
        (a, b, threshold)
        for a, b in combinations(found, 2)
        if (own := score(a, b, float("-inf"))) is not None
        for threshold in (own, own - 1e-9, own + 1e-9, -2.0)
    ]
    quick = [score(*one) for one in asked]
    monkeypatch.setattr(pairs, "_out_of_reach", lambda *_: False)
    assert len(asked) > 100
    assert quick == [score(*one) for one in asked]
