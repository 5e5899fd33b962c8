"""Expressions of time, resolved against the day of publication."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_claims.extract.slots.dates import find_times, parse_published, published_frame
from kursk_claims.extract.slots.intervals import Tense
from kursk_claims.extract.slots.time_rules import Rule, rules
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
    ("vom 3. bis 12. Mai", "2020-05-03", "2020-05-12", "point", "two days of one month"),
    ("zwischen dem 28. April und dem 3. Mai", "2020-04-28", "2020-05-03", "point", "two days of two months"),
    ("am zweiten Mai", "2020-05-02", "2020-05-02", "point", "a day in words"),
    ("letztes Jahr", "2019-01-01", "2019-12-31", "point", "the year before, without preposition"),
    ("im vorletzten Jahr", "2018-01-01", "2018-12-31", "point", "two years before"),
    ("übernächste Woche", "2020-06-29", "2020-07-05", "point", "two weeks on"),
    ("in der Vorwoche", "2020-06-08", "2020-06-14", "point", "one word for the week before"),
    ("im Vormonat", "2020-05-01", "2020-05-31", "point", "one word for the month before"),
    ("im letzten Quartal", "2020-01-01", "2020-03-31", "point", "the quarter before"),
    ("am Wochenende", "2020-06-13", "2020-06-14", "point", "the last one"),
    ("am kommenden Wochenende", "2020-06-20", "2020-06-21", "point", "the next one"),
    ("Anfang der Woche", "2020-06-15", "2020-06-17", "point", "a third of this week"),
    ("zum Jahresende 2019", "2019-08-29", "2019-12-31", "point", "a part by one word, with its year"),
    ("in den vergangenen 24 Stunden", "2020-06-16", "2020-06-17", "point", "hours back"),
    ("in den letzten drei Monaten", "2020-03-19", "2020-06-17", "point", "months back"),
    ("von Montag bis Mittwoch", "2020-06-15", "2020-06-17", "point", "two weekdays"),
    ("am Ostermontag", "2020-04-13", "2020-04-13", "point", "a holiday by Easter"),
    ("zu Weihnachten", "2019-12-25", "2019-12-25", "point", "a holiday by date"),
    ("am Muttertag", "2020-05-10", "2020-05-10", "point", "a holiday by weekday"),
    ("am Karfreitag 2018", "2018-03-30", "2018-03-30", "point", "a holiday with its year"),
    ("am Totensonntag", "2019-11-24", "2019-11-24", "point", "a holiday by Advent"),
    ("am Dienstag um 19.30 Uhr", "2020-06-16T19:30", "2020-06-16T19:30", "point", "a time of a day"),
    ("um 8 Uhr am Dienstag", "2020-06-16T08", "2020-06-16T08", "point", "the time before its day"),
    ("Dienstag um 5 Uhr nachmittags", "2020-06-16T17", "2020-06-16T17", "point", "half of the day told"),
    ("am 3. Mai 2020, 14:55", "2020-05-03T14:55", "2020-05-03T14:55", "point", "a time as on pages"),
    ("Stand 19:09 Uhr", "2020-06-17T19:09", "2020-06-17T19:09", "point", "when a figure was read"),
    ("bis Dienstagabend", "2020-06-16T19", "2020-06-16T19", "until", "an end at an hour"),
    ("seit Jahresanfang", "2020-01-01", "2020-05-04", "since", "a beginning by one word"),
    ("in den 1990er Jahren", "1990-01-01", "1999-12-31", "point", "ten years"),
    ("von 2010 bis 2018", "2010-01-01", "2018-12-31", "point", "two years and between"),
    ("zu Beginn der Pandemie", "2020-03-01", "2020-03-31", "point", "a time with a name"),
]


@pytest.mark.parametrize(("text", "start", "end", "kind", "why"), CASES)
def test_find_times(text: str, start: str, end: str, kind: str, why: str) -> None:
    (mention,) = find_times(f"Es waren {text} so viele.", WEDNESDAY)
    assert (mention.frame.start, mention.frame.end) == (start, end), why
    assert mention.kind == kind or text.startswith("bis zum M"), why


NOTHING = [
    ("in den vergangenen Wochen", "vague"),
    ("Jan Moos", "a first name"),
    ("seit 20 Jahren", "no decade"),
    ("vor 2012", "before a year is not in it"),
    ("nach dem Wochenende", "after it is not in it"),
    ("gegen 4.50 Uhr", "a time of a day that is not told"),
    ("um 2:34:43 Stunden", "how long it took"),
    ("in drei Wochen", "how long something takes, or when it will be"),
    ("2020 Euro", "an amount"),
    ("Guten Morgen", "a greeting"),
    ("die Straße des 17. Juni", "a street"),
    ("der 3. Platz", "a rank"),
    ("30.02.2020", "no such day"),
]


@pytest.mark.parametrize(("text", "why"), NOTHING)
def test_what_names_no_day_gives_nothing(text: str, why: str) -> None:
    assert find_times(f"Es war {text}.", WEDNESDAY) == (), why


TENSES = [
    ("im August", None, "2020-08-01", "the nearest"),
    ("im August", "past", "2019-08-01", "the last"),
    ("von Mai bis Juli", "past", "2019-05-01", "the last that has come to its end"),
    ("von Januar bis März", "past", "2020-01-01", "the last"),
    ("im April", "future", "2021-04-01", "the next"),
    ("am Samstag", "future", "2020-06-20", "the next"),
    ("am Samstag", "past", "2020-06-13", "the last"),
    ("Ende des Jahres", "past", "2019-08-29", "the last"),
    ("in drei Wochen", "future", "2020-07-08", "what lies ahead"),
]


@pytest.mark.parametrize(("text", "tense", "start", "why"), TENSES)
def test_the_tense_of_the_verb_tells_the_last_from_the_next(text: str, tense: Tense, start: str, why: str) -> None:
    (mention,) = find_times(f"Es ist {text} so.", WEDNESDAY, tense)
    assert mention.frame.start == start, why


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_each_form_reads_its_own_example(rule: Rule) -> None:
    match = re.search(rule.pattern, rule.example, re.IGNORECASE)
    assert match
    found = find_times(f"So war es {rule.example}.", WEDNESDAY, "future" if rule.name == "ahead" else None)
    assert len(found) == (rule.name != "clock_span"), "a span of hours needs a day"


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


PUBLICATION = [None, "2020", "2020-06", "2020-06-17", "x"]


@given(st.text(max_size=200), st.sampled_from(PUBLICATION), st.sampled_from([None, "past", "future"]))
def test_any_text_gives_ordered_mentions_inside_it(text: str, published: str | None, tense: Tense | None) -> None:
    found = find_times(text, published, tense)
    assert [m.start for m in found] == sorted(m.start for m in found)
    for mention in found:
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.frame.start <= mention.frame.end
