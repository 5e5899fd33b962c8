from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_claims.load.dates import dateline, iso_date, iso_minute
from tests.load.conftest import Loaded

DATES = [
    ("2024-11-17", "2024-11-17", "ISO"),
    ("2024-11-17T08:39:00+01:00", "2024-11-17", "with a time: the day in its own zone"),
    ("2020-12-01 18:47:30", "2020-12-01", "a database's stamp"),
    ("20241117", "2024-11-17", "ISO without dashes"),
    ("2024-11", "2024-11", "a month stays a month"),
    ("2024", "2024", "a year stays a year"),
    ("17.11.2024", "2024-11-17", "German numbers"),
    ("7.1.24", "2024-01-07", "short"),
    ("17. November 2024", "2024-11-17", "German words"),
    ("Sonntag, 17. November 2024, 8:39 Uhr", "2024-11-17", "with the weekday before and the time after"),
    ("3. Jan. 2024", "2024-01-03", "a short month"),
    ("März 2024", "2024-03", "month and year"),
    ("Sun, 17 Nov 2024 08:39:00 +0100", "2024-11-17", "a feed's date"),
    ("31.02.2024", None, "no such day"),
    ("2024-13", None, "no such month"),
    ("gestern", None, "no date of its own"),
    ("", None, "nothing"),
    ("50.000", None, "a count"),
]


@pytest.mark.parametrize(("written", "expected", "why"), DATES)
def test_iso_date(written: str, expected: str | None, why: str) -> None:
    assert iso_date(written) == expected, why


@given(st.text())
def test_no_text_raises(text: str) -> None:
    iso_date(text)
    dateline(text)


@given(st.dates(min_value=__import__("datetime").date(1900, 1, 1)))
def test_every_day_is_read_in_both_writings(day: object) -> None:
    assert iso_date(f"{day:%d.%m.%Y}") == iso_date(f"{day:%Y-%m-%d}") == f"{day:%Y-%m-%d}"


HEADS = [
    ("Überschrift\n\nStand: 17.11.2024 08:39 Uhr\n\nText.", "2024-11-17", "a broadcaster's line"),
    (" date 2024-11 Die Wahl wird vieles verändern.", "2024-11", "left over from a page, the text goes on"),
    ("Veröffentlicht am 3. Mai 2024, 10.15 Uhr\nText.", "2024-05-03", "words"),
    ("Stand: 2.1.2024\nVeröffentlicht: 1.1.2024\nText.", "2024-01-01", "publication goes before the last change"),
    ("Aktualisiert: Sonntag, 17. November 2024\nText.", "2024-11-17", "weekday"),
    ("Der Stand: 17.11.2024 ist überholt.", None, "inside a sentence it is something else"),
    ("Am 17.11.2024 begann der Angriff.", None, "an event's date"),
    ("Stand: unverändert\nText.", None, "no date"),
    ("x" * 900 + "\nStand: 17.11.2024", None, "the end of an article is not its head"),
]


@pytest.mark.parametrize(("text", "expected", "why"), HEADS)
def test_dateline(load: Loaded, text: str, expected: str | None, why: str) -> None:
    assert load.read("a.txt", text).published == expected, why


def test_a_better_date_wins(load: Loaded) -> None:
    text = "---\npublished: 2024-11-16\n---\nStand: 17.11.2024 08:39 Uhr\n\nText."
    assert load.read("a.txt", text).published == "2024-11-16"


@pytest.mark.parametrize(
    ("written", "expected", "why"),
    [
        ("2024-11-17T08:39:26+01:00", "2024-11-17T08:39", "winter time of Central Europe"),
        ("2024-08-07T10:00:00Z", "2024-08-07T12:00", "universal time, two hours behind in summer"),
        ("2024-11-17T08:39", "2024-11-17T08:39", "without a zone it is the readers' clock"),
        ("Sun, 17 Nov 2024 08:39:00 +0100", "2024-11-17T08:39", "as feeds write it"),
        ("17.11.2024, 8.39 Uhr", "2024-11-17T08:39", "as people write it"),
        ("2024-11-17T00:00:00", None, "midnight to the second stands for a day"),
        ("2024-11-17", None, "a day"),
        ("17.11.2024", None, "a day; its numbers are no clock"),
        ("2024-11", None, "a month"),
        ("um 12:30", None, "no day"),
        ("9999-12-31T23:59:59-12:00", "9999-12-31T23:59", "beyond the calendar elsewhere: as written"),
    ],
)
def test_minute(written: str, expected: str | None, why: str) -> None:
    assert iso_minute(written) == expected, why


def test_a_time_of_another_day_than_the_one_stated_is_left_out(load: Loaded) -> None:
    text = "---\npublished: 2024-11-16\n---\nText."
    assert load.read("a.txt", text).published_time is None
    text = "---\npublished: 2024-11-16T09:10\n---\nText."
    assert load.read("a.txt", text).published_time == "2024-11-16T09:10"
