"""Units and currencies: how they are written, and what they convert to."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_claims.extract.quantities import units

# (text after the number 5, symbol, times, head, why)
READINGS = [
    (" Kilometern", "km", 1, None, "a dative"),
    (" km", "km", 1, None, "a sign"),
    ("km", "km", 1, None, "a sign without space"),
    (" %", "percent", 1, None, "the per cent sign"),
    (" Prozentpunkte", "percentage_point", 1, None, "points are not per cent"),
    (" Grad Celsius", "degC", 1, None, "two words"),
    ("°C", "degC", 1, None, "a sign of two characters"),
    (" Quadratmetern", "m2", 1, None, "an area"),
    (" m²", "m2", 1, None, "an area as a sign"),
    (" Kubikmeter", "m3", 1, None, "a volume"),
    (" Jahrzehnten", "year", 10, None, "a multiple of the canonical unit"),
    (" Dienstjahre", "year", 1, None, "a compound of a unit"),
    (" Stundenkilometern", "km/h", 1, None, "a speed in one word"),
    (" km/h", "km/h", 1, None, "a speed as a sign"),
    (" Megawattstunden", "MWh", 1, None, "energy"),
    (" Gigabyte", "GB", 1, None, "data"),
    ("-Tonnen-Kran", "t", 1, "Kran", "a hyphenated compound"),
    ("-Dollar-Gehalt", "USD", 1, "Gehalt", "a hyphenated compound of money"),
    ("-sekündige", "second", 1, None, "an adjective"),
    ("-prozentiger", "percent", 1, None, "an adjective"),
    ("%ige", "percent", 1, None, "an adjective of the sign"),
    (" US-Dollar", "USD", 1, None, "a hyphenated currency"),
    (" €", "EUR", 1, None, "a currency sign"),
    (" GBP", "GBP", 1, None, "a code"),
    (" kanadische Dollar", "CAD", 1, None, "an adjective decides the country"),
    (" Schweizer Franken", "CHF", 1, None, "an indeclinable adjective"),
    (" Hongkong-Dollar", "HKD", 1, None, "a country in a compound"),
    (" norwegischen Kronen", "NOK", 1, None, "a krone needs its country"),
    (" Cent", "EUR", 0.01, None, "a hundredth"),
    (" Pfund Sterling", "GBP", 1, None, "the currency, not the weight"),
    (" Pfund Mehl", "lb", 1, None, "the weight, with what is weighed"),
]


@pytest.mark.parametrize(("rest", "symbol", "times", "head", "why"), READINGS, ids=[case[0] for case in READINGS])
def test_read_after(rest: str, symbol: str, times: float, head: str | None, why: str) -> None:
    text = "5" + rest
    reading = units.read_after(text, 1)
    assert reading is not None, why
    assert (reading.symbol, reading.times) == (symbol, times), why
    assert (text[slice(*reading.head)] if reading.head else None) == head, why


@pytest.mark.parametrize(
    ("rest", "why"),
    [
        (" Menschen", "a count has no unit"),
        (" Spieltage", "days of play are counted"),
        (" Kronen", "a bare krone is of no one country"),
        (" ALLE", "four capitals are no code"),
        ("er Jahre", "a decade"),
        (" Maschinen", "begins with the sign for metre"),
    ],
)
def test_no_unit(rest: str, why: str) -> None:
    assert units.read_after("5" + rest, 1) is None, why


@pytest.mark.parametrize(
    ("text", "symbol", "why"),
    [
        ("US$ 15", "USD", "letters and sign"),
        ("€ 15", "EUR", "a sign alone"),
        ("EUR 15", "EUR", "an ISO code"),
        ("nzd$15", "NZD", "lower case, grown together"),
    ],
)
def test_currency_before(text: str, symbol: str, why: str) -> None:
    reading = units.read_before(text, text.index("1"))
    assert reading is not None, why
    assert reading.symbol == symbol, why


CURRENCIES = [
    ("US-Dollar", "USD"),
    ("Euro", "EUR"),
    ("Schweizer Franken", "CHF"),
    ("Britische Pfund", "GBP"),
    ("Russische Rubel", "RUB"),
    ("Türkische Lira", "TRY"),
    ("Ukrainische Hrywnja", "UAH"),
    ("Polnische Złoty", "PLN"),
    ("Tschechische Kronen", "CZK"),
    ("Schwedische Kronen", "SEK"),
    ("Norwegische Kronen", "NOK"),
    ("Dänische Kronen", "DKK"),
    ("Isländische Kronen", "ISK"),
    ("Ungarische Forint", "HUF"),
    ("Rumänische Leu", "RON"),
    ("Bulgarische Lew", "BGN"),
    ("Serbische Dinare", "RSD"),
    ("Japanische Yen", "JPY"),
    ("Chinesische Yuan", "CNY"),
    ("Hongkong-Dollar", "HKD"),
    ("Kanadische Dollar", "CAD"),
    ("Australische Dollar", "AUD"),
    ("Neuseeland-Dollar", "NZD"),
    ("Indische Rupien", "INR"),
    ("Pakistanische Rupien", "PKR"),
    ("Südkoreanische Won", "KRW"),
    ("Nordkoreanische Won", "KPW"),
    ("Brasilianische Real", "BRL"),
    ("Argentinische Pesos", "ARS"),
    ("Mexikanische Pesos", "MXN"),
    ("Chilenische Pesos", "CLP"),
    ("Kolumbianische Pesos", "COP"),
    ("Südafrikanische Rand", "ZAR"),
    ("Ägyptische Pfund", "EGP"),
    ("Iranische Rial", "IRR"),
    ("Saudi-Rial", "SAR"),
    ("VAE-Dirham", "AED"),
    ("Kasachische Tenge", "KZT"),
    ("Georgische Lari", "GEL"),
    ("Thailändische Baht", "THB"),
    ("Vietnamesische Dong", "VND"),
    ("Indonesische Rupiah", "IDR"),
    ("Philippinische Pesos", "PHP"),
    ("Nigerianische Naira", "NGN"),
    ("Kenia-Schilling", "KES"),
    ("Libanesische Pfund", "LBP"),
    ("Syrische Pfund", "SYP"),
    ("Albanische Lek", "ALL"),
]
"""Currencies of the news as the news writes them: what another release of CLDR calls them is no matter here."""


@pytest.mark.parametrize("code", sorted(code for _, code in CURRENCIES))
def test_the_code_is_read(code: str) -> None:
    reading = units.read_after(f"5.000 {code}", 5)
    assert reading is not None
    assert reading.symbol == code


@pytest.mark.parametrize(("name", "code"), CURRENCIES)
def test_german_plural_of_the_currency_is_read(name: str, code: str) -> None:
    reading = units.read_after(f"5 {name}", 1)
    assert reading is not None
    assert reading.symbol == code


@pytest.mark.parametrize(
    ("value", "unit", "to", "result", "why"),
    [
        (5, "km", "m", 5000, "lengths"),
        (2, "t", "kg", 2000, "weights"),
        (20, "degC", "degF", 68, "an offset and a factor"),
        (0, "degC", "K", 273.15, "an offset"),
        (1, "kWh", "J", 3.6e6, "energy"),
        (36, "km/h", "m/s", 10, "speed"),
        (0.5, "fraction", "percent", 50, "shares"),
        (1, "week", "day", 7, "time"),
    ],
)
def test_convert(value: float, unit: str, to: str, result: float, why: str) -> None:
    found = units.convert(value, unit, to)
    assert found is not None, why
    assert math.isclose(found, result), why


@pytest.mark.parametrize(
    ("unit", "to", "why"),
    [
        ("km", "kg", "other dimensions"),
        ("EUR", "USD", "no rate of exchange"),
        (None, "m", "a count"),
        ("percent", "percentage_point", "points are no shares"),
    ],
)
def test_no_conversion(unit: str | None, to: str | None, why: str) -> None:
    assert units.convert(1, unit, to) is None, why


CONVERTIBLE = sorted({unit.symbol for unit in units.lexicon().unit})


@given(st.floats(-1e6, 1e6), st.sampled_from(CONVERTIBLE), st.sampled_from(CONVERTIBLE))
@settings(deadline=None)
def test_conversion_there_and_back(value: float, unit: str, to: str) -> None:
    there = units.convert(value, unit, to)
    assert (there is not None) == (unit == to or units.dimension(unit) == units.dimension(to))
    if there is not None:
        back = units.convert(there, to, unit)
        assert back is not None
        assert math.isclose(back, value, rel_tol=1e-6, abs_tol=1e-3)


@pytest.mark.parametrize(
    ("unit", "dimension", "why"),
    [
        (None, "count", "a plain number counts"),
        ("EUR", "money", "a currency of the lexicon"),
        ("XOF", "money", "any ISO code is money"),
        ("km", "length", "a unit of the lexicon"),
        ("fraction", "share", "a part of a whole"),
        ("times", "multiple", "what is told in times is no share"),
        ("solar_diameter", "solar_diameter", "an unknown unit is a dimension of its own"),
    ],
)
def test_dimension(unit: str | None, dimension: str, why: str) -> None:
    assert units.dimension(unit) == dimension, why
