"""Quantities without a parse: span, bounds, modifier, unit and rate, by construction."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kursk_claims.extract.quantities.find import find_quantities
from kursk_claims.models import Quantity

Expected = tuple[str, float | None, float | None, str, str | None, str | None]
INF = None

# (text, [(span, min, max, modifier, unit, per)], why)
CASES: list[tuple[str, list[Expected], str]] = [
    ("Rund 300 Leute kamen.", [("Rund 300", 300, 300, "approx", None, None)], "approximation"),
    ("Gut 40 Leute kamen.", [("Gut 40", 40, 40, "approx", None, None)], "a little more is approximate"),
    ("Knapp 50 Leute kamen.", [("Knapp 50", 50, 50, "approx", None, None)], "a little less is approximate"),
    ("An die 500 Leute kamen.", [("An die 500", 500, 500, "approx", None, None)], "an die"),
    ("Mehr als 500 Leute kamen.", [("Mehr als 500", 500, INF, "more_than", None, None)], "an open bound"),
    ("Weit mehr als 500 Leute", [("Weit mehr als 500", 500, INF, "more_than", None, None)], "weit belongs to it"),
    ("Über 500 Leute kamen.", [("Über 500", 500, INF, "more_than", None, None)], "a preposition as a bound"),
    ("Sie stritten über drei Anträge.", [("drei", 3, 3, "exact", None, None)], "a preposition of the verb"),
    ("Unter den 90 Gästen war er.", [("90", 90, 90, "exact", None, None)], "an article makes it no bound"),
    ("Mindestens 20 Leute starben.", [("Mindestens 20", 20, INF, "at_least", None, None)], "a closed bound"),
    ("Das kostet ab 200 Euro.", [("ab 200 Euro", 200, INF, "at_least", "EUR", None)], "ab before a price"),
    ("Es kommen 500 oder mehr.", [("500 oder mehr", 500, INF, "at_least", None, None)], "a bound behind"),
    ("Bis zu 15.000 Leute kamen.", [("Bis zu 15.000", None, 15000, "at_most", None, None)], "an upper bound"),
    ("Nicht mehr als 30 Leute", [("Nicht mehr als 30", None, 30, "at_most", None, None)], "a negated bound turns"),
    ("Weniger als 30 Leute", [("Weniger als 30", None, 30, "less_than", None, None)], "an open upper bound"),
    ("wohl mehr als rund 900 Leute", [("mehr als rund 900", 900, INF, "more_than", None, None)], "the bound outweighs"),
    ("bis zu insgesamt 80 Leute", [("bis zu insgesamt 80", None, 80, "at_most", None, None)], "across a particle"),
    (
        "ab einem Gewicht von 900 Kilo",
        [("900 Kilo", 900, INF, "at_least", "kg", None)],
        "from elsewhere: span unchanged",
    ),
    (
        "Insgesamt 300 Leute, weitere 20",
        [("300", 300, 300, "exact", None, None), ("20", 20, 20, "exact", None, None)],
        "particles stay outside",
    ),
    ("8000 bis 15.000 Leute", [("8000 bis 15.000", 8000, 15000, "range", None, None)], "a range"),
    (
        "zwischen 100 und 300 Milliarden Sterne",
        [("zwischen 100 und 300 Milliarden", 1e11, 3e11, "range", None, None)],
        "a shared scale",
    ),
    ("500 bis 1,5 Millionen", [("500 bis 1,5 Millionen", 500, 1.5e6, "range", None, None)], "no scale to share"),
    (
        "fünf- bis sechstausend Mann",
        [("fünf- bis sechstausend", 5000, 6000, "range", None, None)],
        "an ellipsis inside a word",
    ),
    ("60-80 Leute", [("60-80", 60, 80, "range", None, None)], "a hyphen"),
    (
        "ca. 600 - 1000 qm Fläche",
        [("ca. 600 - 1000 qm", 600, 1000, "range", "m2", None)],
        "a range stays one when qualified",
    ),
    ("zwei oder drei Tage", [("zwei oder drei Tage", 2, 3, "range", "day", None)], "neighbours joined by oder"),
    (
        "einer bis vier Zigaretten täglich",
        [("einer bis vier", 1, 4, "range", None, "day")],
        "an article can begin a range",
    ),
    (
        "Patienten über 80 werden dort behandelt",
        [("über 80", 80, None, "more_than", "age_year", None)],
        "people beyond a number, then a verb: an age",
    ),
    (
        "62, 64 und 66 Kilometer",
        [
            ("62", 62, 62, "exact", "km", None),
            ("64", 64, 64, "exact", "km", None),
            ("66 Kilometer", 66, 66, "exact", "km", None),
        ],
        "a list shares its unit",
    ),
    (
        "27- beziehungsweise 30-jährige Männer",
        [("27-", 27, 27, "exact", "age_year", None), ("30-jährige", 30, 30, "exact", "age_year", None)],
        "an ellipsis shares its unit",
    ),
    (
        "stieg von 5 auf 7 Millionen Euro",
        [("5", 5e6, 5e6, "exact", "EUR", None), ("7 Millionen Euro", 7e6, 7e6, "exact", "EUR", None)],
        "a change shares unit and scale",
    ),
    ("Tausende Soldaten", [("Tausende", 2000, INF, "magnitude", None, None)], "a magnitude has no upper end"),
    ("mehrere Hundert Soldaten", [("mehrere Hundert", 200, INF, "magnitude", None, None)], "several of a scale"),
    ("zwei Dutzend Soldaten", [("zwei Dutzend", 24, 24, "exact", None, None)], "dozens are exact"),
    ("ein gutes Dutzend Soldaten", [("ein gutes Dutzend", 12, 12, "approx", None, None)], "the adjective approximates"),
    ("ein halbes Jahr", [("ein halbes Jahr", 0.5, 0.5, "exact", "year", None)], "half a unit"),
    ("vier Jahrzehnte", [("vier Jahrzehnte", 40, 40, "exact", "year", None)], "decades are years"),
    ("binnen eines Tages", [("eines Tages", 1, 1, "exact", "day", None)], "an article that counts"),
    ("Eines Tages kam ein Mann.", [], "an article that does not"),
    ("eine 27-jährige Frau", [("27-jährige", 27, 27, "exact", "age_year", None)], "an age"),
    ("die zweijährige Haft", [("zweijährige", 2, 2, "exact", "year", None)], "a time, for it has no age"),
    (
        "der 60-jährige Wirtschaftsminister",
        [("60-jährige", 60, 60, "exact", "age_year", None)],
        "no time inside a person",
    ),
    ("Sie ist 80 Jahre alt.", [("80 Jahre", 80, 80, "exact", "age_year", None)], "an age in two words"),
    ("Männer im Alter von 62 Jahren", [("62 Jahren", 62, 62, "exact", "age_year", None)], "an age by its noun"),
    ("Anna Muster (46) siegte.", [("46", 46, 46, "exact", "age_year", None)], "an age in brackets"),
    ("44-sekündige Aufnahme", [("44-sekündige", 44, 44, "exact", "second", None)], "an adjective of a unit"),
    ("ein 12-Tonnen-Kran", [("12-Tonnen", 12, 12, "exact", "t", None)], "a compound"),
    ("2,5 Mrd. US-Dollar", [("2,5 Mrd. US-Dollar", 2.5e9, 2.5e9, "exact", "USD", None)], "scale and currency"),
    ("US$ 15 Eintritt", [("US$ 15", 15, 15, "exact", "USD", None)], "a sign in front"),
    ("zwei Euro fünfzig", [("zwei Euro fünfzig", 2.5, 2.5, "exact", "EUR", None)], "one sum in two numbers"),
    (
        "15 Dollar und 15 Cent",
        [("15 Dollar und 15 Cent", 15.15, 15.15, "exact", "USD", None)],
        "with the small coin named",
    ),
    (
        "Das Haus kostete 5 Euro, die Schulden von 800 Millionen blieben.",
        [("5 Euro", 5, 5, "exact", "EUR", None), ("800 Millionen", 8e8, 8e8, "exact", "EUR", None)],
        "the text's currency is left out",
    ),
    ("1500 Tote - pro Tag", [("1500", 1500, 1500, "exact", None, "day")], "a rate after a dash"),
    ("täglich rund 500 Fälle", [("rund 500", 500, 500, "approx", None, "day")], "a rate in front"),
    (
        "ein monatliches Gehalt von 2.000 Dollar",
        [("2.000 Dollar", 2000, 2000, "exact", "USD", "month")],
        "a rate as an adjective",
    ),
    ("500 Euro im Monat", [("500 Euro", 500, 500, "exact", "EUR", "month")], "a rate in the dative"),
    ("500 Euro im Mai", [("500 Euro", 500, 500, "exact", "EUR", None)], "a month is no rate"),
    (
        "70 Fälle je 100.000 Einwohner",
        [("70", 70, 70, "exact", None, "100000_people")],
        "the denominator has its own number",
    ),
    (
        "jeweils 20 Euro, je 30 Euro",
        [("20 Euro", 20, 20, "exact", "EUR", None), ("30 Euro", 30, 30, "exact", "EUR", None)],
        "each is no rate",
    ),
    ("120 Kilometer pro Stunde", [("120 Kilometer pro Stunde", 120, 120, "exact", "km/h", None)], "a unit of its own"),
    ("minus fünf Grad", [("minus fünf Grad", -5, -5, "exact", "degC", None)], "below zero"),
    ("Sie gab – die Hälfte davon – ab.", [("die Hälfte", 0.5, 0.5, "exact", "fraction", None)], "a dash is no minus"),
    ("um 45 Grad gedreht", [("45 Grad", 45, 45, "exact", "deg", None)], "an angle"),
    ("dreimal höheres Risiko", [("dreimal", 3, 3, "exact", "times", None)], "a comparison makes it a multiple"),
    (
        "43 eigene und mehr als 200 fremde Helfer",
        [("43", 43, 43, "exact", None, None), ("mehr als 200", 200, INF, "more_than", None, None)],
        "und mehr als begins the next",
    ),
    (
        "15 mal 20 Zentimeter",
        [("15", 15, 15, "exact", "cm", None), ("20 Zentimeter", 20, 20, "exact", "cm", None)],
        "two sides of one thing",
    ),
    ("jeden zweiten Donnerstag", [], "how often, and no share"),
    ("Fünf lange Jahre blieb er.", [("Fünf lange Jahre", 5, 5, "exact", "year", None)], "an adjective before the unit"),
    ("Ein Scheck über 5.000 Mark", [("5.000 Mark", 5000, 5000, "exact", "DEM", None)], "a noun that takes über"),
    ("Mit 17 Jahren zog sie fort.", [("17 Jahren", 17, 17, "exact", "age_year", None)], "an age by its preposition"),
    ("mit drei Jahren Verspätung", [("drei Jahren", 3, 3, "exact", "year", None)], "what follows fills the time"),
    (
        "Keine fünf Prozent stimmten zu.",
        [("Keine fünf Prozent", None, 5, "less_than", "percent", None)],
        "fewer than that",
    ),
    ("Bei Kosten pro Aktie von 2 Euro", [("2 Euro", 2, 2, "exact", "EUR", "share")], "a rate between noun and amount"),
    (
        "Temperaturen bis minus 25 Grad",
        [("bis minus 25 Grad", None, -25, "at_most", "degC", None)],
        "a bound below zero",
    ),
    (
        "Heime mit 80 Betten testen einmal pro Woche",
        [("80", 80, 80, "exact", None, None)],
        "the rate is of the occasions",
    ),
    ("22,000 Besucher kamen.", [("22,000", 22000, 22000, "exact", None, None)], "nobody counts to three decimals"),
    (
        "Er hält 25 Prozent plus eine Aktie.",
        [("25 Prozent", 25, 25, "exact", "percent", None)],
        "plus adds, it is no bound",
    ),
    (
        "zwischen minus 15 und minus 25 Grad",
        [("zwischen minus 15 und minus 25 Grad", -25, -15, "range", "degC", None)],
        "a range below zero",
    ),
    (
        "Es hat minus zwei bis plus vier Grad.",
        [("minus zwei bis plus vier Grad", -2, 4, "range", "degC", None)],
        "a range across zero",
    ),
    (
        "ein Plus von 55 oder 4,2 Prozent",
        [("55", 55, 55, "exact", None, None), ("4,2 Prozent", 4.2, 4.2, "exact", "percent", None)],
        "one rise told twice: a count, or a share",
    ),
    (
        "zehn oder 20 Prozent",
        [("zehn", 10, 10, "exact", "percent", None), ("20 Prozent", 20, 20, "exact", "percent", None)],
        "rising alternatives share the unit",
    ),
    (
        "Die Bucht kostet das Amt jeden Tag 900 Euro.",
        [("900 Euro", 900, 900, "exact", "EUR", "day")],
        "jeden Tag is a rate",
    ),
    ("Jedes Jahr sinken 30 Schiffe.", [("30", 30, 30, "exact", None, "year")], "so is jedes Jahr"),
    (
        "Pro 100 Einwohner gibt es 1,07 Gärten.",
        [("1,07", 1.07, 1.07, "exact", None, "100_people")],
        "the denominator opens the sentence",
    ),
    (
        "Pro Kopf fallen im Schnitt 48 Kilo an.",
        [("48 Kilo", 48, 48, "exact", "kg", "person")],
        "verb and adverbs between",
    ),
    (
        "Es gäbe pro Kind pauschal 30 Euro.",
        [("30 Euro", 30, 30, "exact", "EUR", "child")],
        "the denominator before the sum",
    ),
    (
        "35 Fälle je 100.000 Einwohner binnen sieben Tagen",
        [("35", 35, 35, "exact", None, "100000_people"), ("sieben Tagen", 7, 7, "exact", "day", None)],
        "the denominator is that of the figure before it",
    ),
    ("140 Gramm CO2 pro Kilometer", [("140 Gramm", 140, 140, "exact", "g", "km")], "a figure inside a formula"),
    (
        "in Husum (35,6 Prozent), Emden (34,7) und Kiel (35,5)",
        [
            ("35,6 Prozent", 35.6, 35.6, "exact", "percent", None),
            ("34,7", 34.7, 34.7, "exact", "percent", None),
            ("35,5", 35.5, 35.5, "exact", "percent", None),
        ],
        "a list of places with their shares in brackets",
    ),
    (
        "für fünf Euro pro Station drei Weine",
        [("fünf Euro", 5, 5, "exact", "EUR", "station"), ("drei", 3, 3, "exact", None, None)],
        "a denominator belongs to one figure",
    ),
    ("ein einjähriger Lehrzyklus", [("einjähriger", 1, 1, "exact", "year", None)], "a cycle has no age"),
    (
        "Er fuhr 160 statt der erlaubten 80 Kilometer pro Stunde.",
        [("160", 160, 160, "exact", "km/h", None), ("80 Kilometer pro Stunde", 80, 80, "exact", "km/h", None)],
        "a list shares the whole unit",
    ),
    (
        "fünf statt acht Stunden pro Tag",
        [("fünf", 5, 5, "exact", "hour", "day"), ("acht Stunden", 8, 8, "exact", "hour", "day")],
        "a list shares its denominator",
    ),
    (
        "in den drei Monaten wöchentlich rund 100 Euro",
        [("drei Monaten", 3, 3, "exact", "month", None), ("rund 100 Euro", 100, 100, "approx", "EUR", "week")],
        "an adverb between two figures belongs to the second",
    ),
    ("Das sind im Monat dann noch 200 Euro.", [("200 Euro", 200, 200, "exact", "EUR", "month")], "the period before"),
    (
        "Eine Umfrage unter 500 Firmen zeigt das.",
        [("500", 500, 500, "exact", None, None)],
        "unter those who were asked",
    ),
    ("eine Befragung unter rund 200 Leuten", [("rund 200", 200, 200, "approx", None, None)], "no bound of about"),
    (
        "Das kostet 100,- € und 50,-- Euro",
        [("100,- €", 100, 100, "exact", "EUR", None), ("50,-- Euro", 50, 50, "exact", "EUR", None)],
        "a sum without cents",
    ),
    (
        "Schulden von 16,7 \nBillionen Dollar",
        [("16,7 \nBillionen Dollar", 1.67e13, 1.67e13, "exact", "USD", None)],
        "a line ends inside the sum",
    ),
    ("Das waren 3\nZeugen sagten aus.", [("3", 3, 3, "exact", None, None)], "a line that ends for good"),
    (
        "ein Bußgeld von mindestens 50 Euro",
        [("mindestens 50 Euro", 50, INF, "at_least", "EUR", None)],
        "von stays outside",
    ),
    ("Mit 14 verließ er die Schule.", [("14", 14, 14, "exact", "age_year", None)], "an age that opens the sentence"),
    ("Mit 14 Stimmen gewann er.", [("14", 14, 14, "exact", None, None)], "a count that opens it"),
    (
        "eine Erwärmung von 6 Grad, die abgewendet wird",
        [("6 Grad", 6, 6, "exact", "degC", None)],
        "it gets warm: no angle",
    ),
    ("Kinder bis 16 sowie Kranke", [("bis 16", INF, 16, "at_most", "age_year", None)], "an age without its unit"),
    ("Gruppen bis 16 sowie Kranke", [("16", 16, 16, "exact", None, None)], "a number of no age"),
    (
        "Jährlich werden in den Stationen der Insel etwa 90 Kranke versorgt.",
        [("etwa 90", 90, 90, "approx", None, "year")],
        "the adverb opens the clause",
    ),
    (
        "Die Erste schaffte 9,2 Kilometer, die Zweite 7,2.",
        [("9,2 Kilometer", 9.2, 9.2, "exact", "km", None), ("7,2", 7.2, 7.2, "exact", "km", None)],
        "decimals are measured, in the unit before",
    ),
    (
        "Sie liefen 9 Kilometer, getroffen wurden 7.",
        [("9 Kilometer", 9, 9, "exact", "km", None), ("7", 7, 7, "exact", None, None)],
        "whole numbers may count",
    ),
    ("ein Nachtragshaushalt über 156 Euro", [("156 Euro", 156, 156, "exact", "EUR", None)], "the amount of a budget"),
    (
        "Geimpft werden alle über 80, auch hier.",
        [("über 80", 80, INF, "more_than", "age_year", None)],
        "alle of an age",
    ),
    ("auf zehn Grad gekühlt, ohne Wendung", [("zehn Grad", 10, 10, "exact", "degC", None)], "cold and no angle"),
    (
        "von zuletzt drei auf den Rekordwert von 11,4 Prozent",
        [("drei", 3, 3, "exact", "percent", None), ("11,4 Prozent", 11.4, 11.4, "exact", "percent", None)],
        "the second level has a noun of its own",
    ),
    ("mindestens aber 170 Euro", [("mindestens aber 170 Euro", 170, INF, "at_least", "EUR", None)], "aber between"),
    ("Sie verfügt über 63 Sitze.", [("63", 63, 63, "exact", None, None)], "über opens the object of the verb"),
    (
        "Leute, die älter als 80 Jahre sind",
        [("älter als 80 Jahre", 80, INF, "more_than", "age_year", None)],
        "an age as a bound",
    ),
    (
        "Wer 80 Jahre oder älter ist",
        [("80 Jahre oder älter", 80, INF, "at_least", "age_year", None)],
        "the bound behind the age",
    ),
    (
        "Die Roten holten 31 Prozent, die Grauen 22,4 und die Blauen nur 14.",
        [
            ("31 Prozent", 31, 31, "exact", "percent", None),
            ("22,4", 22.4, 22.4, "exact", "percent", None),
            ("14", 14, 14, "exact", "percent", None),
        ],
        "the unit is left out with the verb",
    ),
    (
        "Der Preis stieg um 3 Prozent, die Zahl der Käufer auf 34.",
        [("3 Prozent", 3, 3, "exact", "percent", None), ("34", 34, 34, "exact", None, None)],
        "a count beside a share keeps to itself",
    ),
    ("Ein 9.000-Mann-Verband rückt an.", [("9.000", 9000, 9000, "exact", None, None)], "men counted inside a compound"),
    (
        "Das 3,5-Milliarden-Paket kommt.",
        [("3,5-Milliarden", 3.5e9, 3.5e9, "exact", None, None)],
        "a sum inside a compound",
    ),
]


def shown(q: Quantity) -> Expected:
    return q.text, q.min, q.max, q.modifier, q.unit, q.per


def same(a: Any, b: Any) -> bool:
    return math.isclose(a, b, rel_tol=1e-9) if isinstance(a, float | int) and isinstance(b, float | int) else a == b


@pytest.mark.parametrize(("text", "expected", "why"), CASES, ids=[case[0] for case in CASES])
def test_quantities(text: str, expected: list[Expected], why: str) -> None:
    found = [shown(q) for q in find_quantities(text)]
    assert len(found) == len(expected), (why, found)
    for got, wanted in zip(found, expected, strict=True):
        assert all(map(same, got, wanted)), (why, got)


def test_value_of_a_range_is_its_first_number_as_written() -> None:
    (found,) = find_quantities("100 bis 300 Milliarden Sterne")
    assert (found.value, found.min, found.max) == (100, 1e11, 3e11)


@given(st.text())
@settings(deadline=None)
def test_no_text_raises_and_spans_are_slices(text: str) -> None:
    end = 0
    for q in find_quantities(text):
        assert text[q.start : q.end] == q.text
        assert q.start >= end
        assert q.min is not None or q.max is not None
        assert q.min is None or q.max is None or q.min <= q.max
        end = q.end


PIECES = [
    "mehr als ",
    "bis zu ",
    "zwischen ",
    "und ",
    "rund ",
    "12",
    "3.000",
    "zwei",
    "ein",
    "eine ",
    "Millionen ",
    "Euro ",
    "Prozent ",
    "-",
    "bis ",
    "pro ",
    "Tag ",
    ", ",
    ". ",
    "(",
    ")",
    "km",
    "Jahre ",
    "alt ",
    "Anna ",
    "Hälfte ",
    "Cent ",
    "\n",
    "im Monat ",
    "fünfzig ",
    "von ",
    "auf ",
    "minus ",
    "dritte ",
    "jeder ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=16))
@example(["fünfzig ", "eine ", "Cent "])
@settings(deadline=None)
def test_any_heap_of_parts_is_read_in_order(pieces: list[str]) -> None:
    text = "".join(pieces)
    end = 0
    for q in find_quantities(text):
        assert text[q.start : q.end] == q.text
        assert q.start >= end
        end = q.end


PLAIN = [
    "Der Rat tagte gestern.",
    "Es regnete, sagte sie.",
    "Niemand kam zu Schaden!",
    "Warum das so ist, blieb offen.",
]


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
@pytest.mark.parametrize("plain", PLAIN)
def test_a_sentence_without_numbers_changes_nothing(case: tuple[str, list[Expected], str], plain: str) -> None:
    text = case[0]
    alone = [shown(q) for q in find_quantities(text)]
    assert [shown(q) for q in find_quantities(f"{plain}\n{text}")] == alone
    assert [shown(q) for q in find_quantities(f"{text}\n{plain}")] == alone


def test_reading_twice_gives_the_same() -> None:
    text = " ".join(case[0] for case in CASES)
    assert find_quantities(text) == find_quantities(text)
