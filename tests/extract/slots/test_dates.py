"""Expressions of time, resolved against the day of publication."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_claims.extract.slots.dates import find_times, parse_published, published_frame
from kursk_claims.models import TimeFrame

WEDNESDAY = "2020-06-17"

# text, first day, last day, kind, why
CASES = [
    ("am Mittwoch", "2020-06-17", "2020-06-17", "point", "the day of publication itself"),
    ("am Samstag", "2020-06-13", "2020-06-13", "point", "the last one, news look back"),
    ("am kommenden Samstag", "2020-06-20", "2020-06-20", "point", "the next one"),
    ("am vergangenen Mittwoch", "2020-06-10", "2020-06-10", "point", "not today"),
    ("am Mittwoch vergangener Woche", "2020-06-10", "2020-06-10", "point", "a weekday of the week before"),
    ("am Dienstagabend", "2020-06-16T19", "2020-06-16T19", "point", "a part of the day"),
    ("bis zum Mittag", "2020-06-17T12", "2020-06-17T12", "point", "a part of today"),
    ("gestern", "2020-06-16", "2020-06-16", "point", "a day word"),
    ("am Vortag", "2020-06-16", "2020-06-16", "point", "the day before"),
    ("vor zwei Tagen", "2020-06-15", "2020-06-15", "point", "days counted back"),
    ("am 28. März", "2020-03-28", "2020-03-28", "point", "the nearest such day"),
    ("am 1. August 2019", "2019-08-01", "2019-08-01", "point", "with its year"),
    ("am 29.08.2019", "2019-08-29", "2019-08-29", "point", "in figures"),
    ("im April", "2020-04-01", "2020-04-30", "point", "a month"),
    ("Ende März", "2020-03-21", "2020-03-31", "point", "a third of a month"),
    ("zwischen April und Juni 2020", "2020-04-01", "2020-06-30", "point", "two months and between"),
    ("im zweiten Quartal", "2020-04-01", "2020-06-30", "point", "a quarter"),
    ("im vergangenen Jahr", "2019-01-01", "2019-12-31", "point", "the year before"),
    ("in diesem Jahr", "2020-01-01", "2020-12-31", "point", "this year"),
    ("vor drei Jahren", "2016-12-18", "2017-12-17", "point", "half a year around the day three years ago"),
    ("vor zwei Monaten", "2020-04-03", "2020-05-03", "point", "two weeks around it"),
    ("im ersten Halbjahr 2019", "2019-01-01", "2019-06-30", "point", "half a year"),
    ("in den ersten drei Monaten", "2020-01-01", "2020-03-31", "point", "the quarter by its months"),
    ("im vergangenen Herbst", "2019-09-01", "2019-11-30", "point", "the last autumn that is over"),
    ("im Winter 2018", "2018-12-01", "2019-02-28", "point", "a winter ends in the next year"),
    ("im Sommer vergangenen Jahres", "2019-06-01", "2019-08-31", "point", "a season of the year before"),
    ("im vergangenen Monat", "2020-05-01", "2020-05-31", "point", "the month before"),
    ("in der vergangenen Woche", "2020-06-08", "2020-06-14", "point", "Monday to Sunday"),
    ("im Jahr 2018", "2018-01-01", "2018-12-31", "point", "a year"),
    ("bis zum Jahr 2024", "2024-01-01", "2024-12-31", "until", "an end"),
    ("seit Februar 2019", "2019-02-01", "2019-02-28", "since", "a beginning"),
    ("zu Beginn der Pandemie", "2020-03-01", "2020-03-31", "point", "a time with a name"),
]


@pytest.mark.parametrize(("text", "start", "end", "kind", "why"), CASES)
def test_find_times(text: str, start: str, end: str, kind: str, why: str) -> None:
    (mention,) = find_times(f"Es waren {text} so viele.", WEDNESDAY)
    assert (mention.frame.start, mention.frame.end) == (start, end), why
    assert mention.kind == kind or text.startswith("bis zum M"), why


NOTHING = [
    ("in den vergangenen Wochen", "vague"),
    ("2020 Euro", "an amount"),
    ("Guten Morgen", "a greeting"),
    ("die Straße des 17. Juni", "a street"),
    ("der 3. Platz", "a rank"),
    ("30.02.2020", "no such day"),
]


@pytest.mark.parametrize(("text", "why"), NOTHING)
def test_what_names_no_day_gives_nothing(text: str, why: str) -> None:
    assert find_times(f"Es war {text}.", WEDNESDAY) == (), why


def test_without_a_date_only_what_carries_its_year() -> None:
    assert find_times("am Mittwoch und im April", None) == ()
    (mention,) = find_times("im April 2019", None)
    assert mention.frame == TimeFrame(start="2019-04-01", end="2019-04-30")


def test_a_month_of_publication_resolves_months_but_no_weekdays() -> None:
    found = find_times("am Mittwoch, im Oktober", "2024-11")
    assert [mention.frame.start for mention in found] == ["2024-10-01"]


PUBLISHED = [
    ("2024-11-17", "2024-11-17", "2024-11-17", "a day"),
    ("2024-11-17T08:39:00+01:00", "2024-11-17", "2024-11-17", "a moment of a day"),
    ("2024-02", "2024-02-01", "2024-02-29", "a month to its last day, in a leap year"),
    ("2024", "2024-01-01", "2024-12-31", "a year"),
]


@pytest.mark.parametrize(("published", "start", "end", "why"), PUBLISHED)
def test_published_frame(published: str, start: str, end: str, why: str) -> None:
    assert published_frame(published) == TimeFrame(start=start, end=end), why


@pytest.mark.parametrize("published", [None, "", "gestern", "2024-13-01"])
def test_unreadable_dates_of_publication(published: str | None) -> None:
    assert parse_published(published) is None


@given(st.text(max_size=200), st.sampled_from([None, "2020", "2020-06", "2020-06-17", "x"]))
def test_any_text_gives_ordered_mentions_inside_it(text: str, published: str | None) -> None:
    found = find_times(text, published)
    assert [m.start for m in found] == sorted(m.start for m in found)
    for mention in found:
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.frame.start <= mention.frame.end
