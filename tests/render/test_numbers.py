"""Numbers, values and days in words."""

from __future__ import annotations

import pytest

from kursk_claims.models import Modifier, TimeFrame, ValueGroup
from kursk_claims.render.numbers import as_of_words, counted, day_words, days_words, measure, number, value_words


def group(low: float | None, high: float | None, unit: str | None = None, per: str | None = None) -> ValueGroup:
    return ValueGroup(label="", min=low, max=high, unit=unit, per=per, as_of=None, claim_ids=(), outlets=(), origins=())


@pytest.mark.parametrize(
    ("value", "de", "en", "why"),
    [
        (50_000, "50.000", "50,000", "thousands are grouped by each language's sign"),
        (0.25, "0,25", "0.25", "the decimal sign too"),
        (-5, "-5", "-5", "a sign stays"),
        (240_000_000, "240 Millionen", "240 million", "a round million is worded"),
        (1_500_000_000, "1,5 Milliarden", "1.5 billion", "German billions are English milliards"),
        (83_456_789, "83.456.789", "83,456,789", "nothing is rounded to fit a word"),
        (1 / 3, "0,333", "0.333", "a third has to end somewhere"),
    ],
)
def test_number(value: float, de: str, en: str, why: str) -> None:
    assert (number(value, "de"), number(value, "en")) == (de, en), why


@pytest.mark.parametrize(
    ("value", "unit", "de", "en", "why"),
    [
        (50, "km", "50 Kilometer", "50 kilometers", "CLDR words the unit"),
        (1, "day", "1 Tag", "1 day", "and its singular"),
        (2000, "USD", "2.000 US-Dollar", "2,000 US dollars", "ISO 4217 codes are named"),
        (240e6, "EUR", "240 Millionen Euro", "240 million euros", "the worded number keeps the unit"),
        (4.2, "percent", "4,2 Prozent", "4.2 percent", "units that CLDR words otherwise have our words"),
        (45, "age_year", "45 Jahre alt", "45 years old", "an age is not a duration"),
        (3, "Vierkantmeter", "3 Vierkantmeter", "3 Vierkantmeter", "an unknown unit is shown as it is"),
        (3, "XQZ", "3 XQZ", "3 XQZ", "so is an unknown currency"),
        (3, "\x1b[2J", "3 ␛[2J", "3 ␛[2J", "and it can't command a terminal"),
    ],
)
def test_measure(value: float, unit: str, de: str, en: str, why: str) -> None:
    assert (measure(value, unit, "de"), measure(value, unit, "en")) == (de, en), why


@pytest.mark.parametrize(
    ("given", "modifier", "de", "en", "why"),
    [
        (group(10_000, None), "more_than", "mehr als 10.000", "more than 10,000", "an open bound keeps its word"),
        (group(None, 15_000), "at_most", "höchstens 15.000", "at most 15,000", "on either side"),
        (group(2000, None), "magnitude", "Tausende", "thousands", "a magnitude has a word of its own"),
        (group(300, None), "magnitude", "300 oder mehr", "300 or more", "where the guidelines name one"),
        (group(47.5, 52.5), "approx", "rund 50", "about 50", "a tolerance is not a range that somebody gave"),
        (group(50, 50), "approx", "rund 50", "about 50", "with and without the tolerance"),
        (group(100e9, 300e9, "EUR"), "range", "100 bis 300 Milliarden Euro", "100 to 300 billion euros", "said once"),
        (group(0.25, 0.5, "fraction"), "range", "Anteil von 0,25 bis 0,5", "a share of 0.25 to 0.5", "in front too"),
        (group(1500, 1500, None, "day"), "exact", "1.500 pro Tag", "1,500 per day", "a rate names its base"),
        (group(7, 7, None, "Kuh"), "exact", "7 pro Kuh", "7 per Kuh", "an unlisted base as it is"),
        (group(5, None), None, "mindestens 5", "at least 5", "without a modifier the bounds tell"),
        (group(None, 5), None, "höchstens 5", "at most 5", "upper bound alone"),
        (group(3, 5), None, "3 bis 5", "3 to 5", "both bounds"),
        (group(5, 5), None, "5", "5", "equal bounds"),
        (group(None, None), None, "?", "?", "no bound says nothing"),
    ],
)
def test_value(given: ValueGroup, modifier: Modifier | None, de: str, en: str, why: str) -> None:
    assert (value_words(given, modifier, "de"), value_words(given, modifier, "en")) == (de, en), why


@pytest.mark.parametrize(
    ("day", "de", "en", "why"),
    [
        ("2024-11-17", "17.11.2024", "Nov 17, 2024", "a day"),
        ("2024-11", "November 2024", "November 2024", "a month is not its first day"),
        ("2024", "2024", "2024", "a year is not its first day"),
        ("2024-13-45", "2024-13-45", "2024-13-45", "no day at all is shown as it is"),
        ("gestern\x1b[m", "gestern␛[m", "gestern␛[m", "and neutralised"),
    ],
)
def test_day(day: str, de: str, en: str, why: str) -> None:
    assert (day_words(day, "de"), day_words(day, "en")) == (de, en), why


def test_as_of() -> None:
    assert as_of_words(None, "de") is None
    assert as_of_words("2024-11-17", "de") == "Stand 17.11.2024"
    assert as_of_words(TimeFrame(start="2024-11-03", end="2024-11-17"), "de") == "03.–17.11.2024"
    assert days_words("2026-01-01", "2026-12-31", "de") == "2026", "a whole year"
    assert days_words("2026-02-01", "2026-02-28", "de") == "Februar 2026", "a whole month"
    assert days_words("2024-10-30", "2024-11-02", "de") == "30.10. – 02.11.2024"
    evening = TimeFrame(start="2024-09-22T19:09", end="2024-09-22T19:09")
    assert as_of_words(evening, "de") == "Stand 22.09.2024, 19:09 Uhr"
    assert as_of_words(evening, "en") == "as of Sep 22, 2024, 19:09"
    assert as_of_words("2025-07-04T08", "de") == "Stand 04.07.2025, 8 Uhr"
    assert as_of_words(TimeFrame(start="2024-11-01", end="2024-11-01"), "en") == "as of Nov 1, 2024"


def test_counted() -> None:
    assert [counted("origins", n, "de") for n in (0, 1, 1200)] == [
        "0 unabhängige Ursprünge",
        "1 unabhängiger Ursprung",
        "1.200 unabhängige Ursprünge",
    ]
