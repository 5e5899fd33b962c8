"""Numbers, signs, ranges, units and rates in the wordings of news, row by row."""

from __future__ import annotations

import pytest

from kursk_claims.extract.quantities.find import find_quantities

Read = tuple[str, float | None, float | None, str, str | None, str | None]

# (text, [(span, min, max, modifier, unit, per)], why)
ROWS: list[tuple[str, list[Read], str]] = [
    (
        "Das Ergebnis war minus 3,5 Mio. Euro.",
        [("minus 3,5 Mio. Euro", -3.5e6, -3.5e6, "exact", "EUR", None)],
        "a loss",
    ),
    ("Der Saldo lag bei minus 120.000.", [("minus 120.000", -1.2e5, -1.2e5, "exact", None, None)], "a bare figure"),
    (
        "500 minus 120 sind 380",
        [(n, float(n), float(n), "exact", None, None) for n in ("500", "120", "380")],
        "a difference has no sign",
    ),
    ("Es sind 3km-5km.", [("3km-5km", 3, 5, "range", "km", None)], "the unit stands twice"),
    (
        "zwischen 2,0 Litern und ungefähr 7,0 Litern",
        [("zwischen 2,0 Litern und ungefähr 7,0 Litern", 2, 7, "range", "l", None)],
        "a qualifier inside a range with two units",
    ),
    ("8.000 bis ca. 11.000 Leute", [("8.000 bis ca. 11.000", 8e3, 11e3, "range", None, None)], "a qualifier inside"),
    ("die zwei- bis dreifache Menge", [("zwei- bis dreifache", 2, 3, "range", "times", None)], "multiples in words"),
    ("der dreifache Meister", [], "a title in sport is no multiple"),
    ("ein Maximum von 900 Euro", [("900 Euro", None, 900, "at_most", "EUR", None)], "a noun makes it a limit"),
    ("die Untergrenze von 12 Euro", [("12 Euro", 12, None, "at_least", "EUR", None)], "the limit below"),
    (
        "Der Zaun erstreckt sich über 50 Kilometer.",
        [("50 Kilometer", 50, 50, "exact", "km", None)],
        "the verb asks for the preposition",
    ),
    ("Es blieb über vier Tage hinweg kalt.", [("vier Tage", 4, 4, "exact", "day", None)], "the whole of them"),
    ("Es blieb über vier Tage kalt.", [("über vier Tage", 4, None, "more_than", "day", None)], "without hinweg: more"),
    (
        "besser als die 100 Euro vom Vorjahr",
        [("100 Euro", 100, 100, "exact", "EUR", None)],
        "compared with a known figure",
    ),
    ("nullkommadrei Prozent", [("nullkommadrei Prozent", 0.3, 0.3, "exact", "percent", None)], "in one word"),
    (
        "zwölf Komma fünfzehn Meter",
        [("zwölf Komma fünfzehn Meter", 12.15, 12.15, "exact", "m", None)],
        "tens behind it",
    ),
    ("5 und eine halbe Stunde", [("5 und eine halbe Stunde", 5.5, 5.5, "exact", "hour", None)], "a half joined by und"),
    ("nach einer Viertelstunde", [("einer Viertelstunde", 0.25, 0.25, "exact", "hour", None)], "a quarter of an hour"),
    ("eine Dreiviertelstunde", [("eine Dreiviertelstunde", 0.75, 0.75, "exact", "hour", None)], "three of them"),
    ("Acht von zehn Befragten", [("Acht von zehn", 0.8, 0.8, "exact", "fraction", None)], "a share of a population"),
    (
        "Zwei von drei Booten sanken.",
        [("Zwei", 2, 2, "exact", None, None), ("drei", 3, 3, "exact", None, None)],
        "just three boats: two counts",
    ),
    ("vier Millionen Mal", [("vier Millionen Mal", 4e6, 4e6, "exact", None, None)], "occasions behind a scale"),
    ("20 Euro das Stück", [("20 Euro", 20, 20, "exact", "EUR", "piece")], "a price of one"),
    ("Das Paket wiegt 75 Pfund.", [("75 Pfund", 75, 75, "exact", "lb", None)], "a verb of weighing"),
    ("Das Buch kostet 75 Pfund.", [("75 Pfund", 75, 75, "exact", "GBP", None)], "and none"),
    ("zwei- oder dreimal so viele", [("zwei- oder dreimal", 2, 3, "range", "times", None)], "an ellipsis before oder"),
    ("100k Abonnenten", [("100k", 1e5, 1e5, "exact", None, None)], "a scale in one letter"),
    ("Er zahlte 5M Dollar.", [("5M Dollar", 5e6, 5e6, "exact", "USD", None)], "a capital before a currency"),
    ("ein Fernseher mit 4K und 8K Auflösung", [], "a resolution is neither a scale nor kelvin"),
    ("ZWÖLF TOTE BEI BRAND.", [("ZWÖLF", 12, 12, "exact", None, None)], "a headline in capitals"),
    ("Das Spiel der ELF beginnt.", [], "capitals among small letters are an abbreviation"),
    (
        "Es gibt 17 SDG und zwei AMD.",
        [("17", 17, 17, "exact", None, None), ("zwei", 2, 2, "exact", None, None)],
        "codes",
    ),
    ("Er zahlte 5.000 SDG.", [("5.000 SDG", 5e3, 5e3, "exact", "SDG", None)], "a rare code behind a grouped sum"),
    ("ein 12-Pfund-Karpfen", [("12-Pfund", 12, 12, "exact", "lb", None)], "a fish is weighed"),
    ("ein 50-Pfund-Schein", [("50-Pfund", 50, 50, "exact", "GBP", None)], "a note is money"),
    ("nur 59,99 €Angebot", [("59,99 €", 59.99, 59.99, "exact", "EUR", None)], "a blank got lost"),
    ("30 Grad südlich der Donau", [("30 Grad", 30, 30, "exact", "deg", None)], "a bearing right behind it"),
    ("Südlich der Donau 30 Grad", [("30 Grad", 30, 30, "exact", "degC", None)], "a place elsewhere: weather"),
    ("Es waren 40 °Celsius.", [("40 °Celsius", 40, 40, "exact", "degC", None)], "sign and name"),
    ("Es waren 14 Celsius.", [("14 Celsius", 14, 14, "exact", "degC", None)], "the name alone"),
    ("auf 4,18m^2", [("4,18m^2", 4.18, 4.18, "exact", "m2", None)], "a power with a caret"),
    ("8 GByte Speicher", [("8 GByte", 8, 8, "exact", "GB", None)], "another way to write it"),
    ("seine fünf Lebensjahre", [("fünf Lebensjahre", 5, 5, "exact", "year", None)], "years, and no age"),
    ("Sie sagt, mit vierzehn habe sie gelernt.", [("vierzehn", 14, 14, "exact", "age_year", None)], "an age in words"),
    ("Er starb mit 81.", [("81", 81, 81, "exact", "age_year", None)], "a verb of dying"),
    ("Er starb mit 81 anderen.", [("81", 81, 81, "exact", None, None)], "with others: no age"),
    ("120 Liter pro Kopf und Tag", [("120 Liter", 120, 120, "exact", "l", "person_day")], "two denominators"),
    (
        "Auf 1.000 Einwohner kommen 4,5 Ärzte.",
        [("4,5", 4.5, 4.5, "exact", None, "1000_people")],
        "it opens the sentence",
    ),
    ("Die Stadt wuchs auf 1.000 Einwohner.", [("1.000", 1e3, 1e3, "exact", None, None)], "a level and no rate"),
    (
        "Pro 100 km braucht er sieben Liter.",
        [("sieben Liter", 7, 7, "exact", "l", "100_km")],
        "a measure before the verb",
    ),
    (
        "neun Kisten mit je 30 Litern Wein",
        [("neun", 9, 9, "exact", None, None), ("30 Litern", 30, 30, "exact", "l", None)],
        "je distributes any number that is no power of ten",
    ),
    (
        "Rote (11,7) und Blaue (15,1 Prozent)",
        [("11,7", 11.7, 11.7, "exact", "percent", None), ("15,1 Prozent", 15.1, 15.1, "exact", "percent", None)],
        "the unit stands once in a list in brackets",
    ),
    ("Die Zeitung „20 Minuten“ ist neu.", [], "a title in quotation marks"),
    ("Er sprach 20 Minuten.", [("20 Minuten", 20, 20, "exact", "minute", None)], "the same words as a time"),
    ("dpa:240117-99-53606/3", [], "a code in groups"),
    ("Sie spielten im 3-4-3.", [], "an order of players"),
]


@pytest.mark.parametrize(("text", "expected", "why"), ROWS, ids=[row[0] for row in ROWS])
def test_wordings(text: str, expected: list[Read], why: str) -> None:
    found = [(q.text, q.min, q.max, q.modifier, q.unit, q.per) for q in find_quantities(text)]
    assert found == expected, why
