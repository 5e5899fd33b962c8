"""What a figure's slot says of scope, place, time and thing, read from whole sentences."""

from __future__ import annotations

import pytest

from kursk_claims.extract.claims import extract_claims
from kursk_claims.models import Article, Slot
from tests.pipeline import pipeline

WEDNESDAY = "2024-06-05"


def slot_of(text: str, figure: str) -> Slot:
    article = Article(id="a", text=text, published=WEDNESDAY)
    claims = extract_claims(article, pipeline())
    return next(claim.slot for claim in claims if claim.quantity and claim.quantity.text == figure)


WEATHER = "Bei den Unwettern starben zwölf Menschen in Grünau, neun in Lohburg und drei in Ulm."
VALLEY = "In der Provinz Valencia wurden 208 Leichen geborgen, in Murcia zwei und in Andalusien eine."
LANDS = "In Hamburg gab es mit 498 die meisten Fälle, in Bayern waren es 361 und in Sachsen 207 Fälle."
RATE = "Der R-Wert lag laut Lagebericht vom Montag bei 0,98 (Vortag: 1,01)."

# text, figure, field, expected, why
CASES: list[tuple[str, str, str, object, str]] = [
    (LANDS, "498", "place", ("hamburg",), "the first of a list of places and figures"),
    (LANDS, "361", "place", ("bayern",), "each with the place before it, whatever the tree says"),
    (LANDS, "207", "place", ("sachsen",), "the last of the list"),
    ("Für 2027 fehlen der Stadt 3 Millionen Euro.", "3 Millionen Euro", "period", "2027", "of which year"),
    ("Die Impfung ist ab 65 Jahren kostenlos.", "ab 65 Jahren", "scope", "threshold", "ab: an age for a rule"),
    ("Die Stadt überschritt den Wert von 50 Fällen.", "50", "scope", "threshold", "what is exceeded is a limit"),
    ("Bei mehr als 35 Fällen müssen Lokale schließen.", "mehr als 35", "scope", "threshold", "a condition of a rule"),
    ("Sie scheiterten an der Fünf-Prozent-Hürde.", "Fünf-Prozent", "scope", "threshold", "the end of its compound"),
    ("Das gilt ab einer Inzidenz von 35.", "35", "scope", "threshold", "ab before the noun that is measured"),
    ("Sie fährt bis zu einem Pegel von 6 Metern.", "6 Metern", "scope", "threshold", "bis zu likewise"),
    ("Der Umsatz stieg auf bis zu 5 Millionen Euro.", "bis zu 5 Millionen Euro", "scope", None, "a bound is no limit"),
    ("Höchstens zehn Personen sind erlaubt.", "Höchstens zehn", "scope", "threshold", "what is permitted"),
    ("In den Dom dürfen nur noch 70 Besucher.", "70", "scope", "threshold", "nur: the most that is permitted"),
    ("Nun dürfen 70 Familien in ihre Häuser zurück.", "70", "scope", None, "who may is counted"),
    ("Es dürften höchstens zehn Menschen sein.", "höchstens zehn", "scope", None, "dürften guesses"),
    ("Nur drei Spieler durften beide Male ran.", "drei", "scope", None, "durften tells what happened"),
    ("Sie darf ihn mit mehr als 5 Millionen Euro fördern.", "mehr als 5 Millionen Euro", "scope", None, "one payment"),
    ("Treffen von mehr als zehn Personen sind verboten.", "mehr als zehn", "scope", "threshold", "what is forbidden"),
    ("Mehr als zehn Bücher wurden verboten.", "Mehr als zehn", "scope", None, "the forbidden are counted"),
    ("Betriebe mit mehr als 50 Beschäftigten zahlen.", "mehr als 50", "scope", "threshold", "a kind set apart"),
    ("Die Feier mit mehr als 50 Gästen endete.", "mehr als 50", "scope", None, "one feast is no kind"),
    ("Die Betriebe mit mehr als 50 Leuten schlossen.", "mehr als 50", "scope", None, "known ones are no kind"),
    ("Die Marke von 50 Fällen ist nahe.", "50", "scope", "threshold", "a mark"),
    (
        "Die Ausgaben sollen bei rund 450 Millionen Euro liegen.",
        "rund 450 Millionen Euro",
        "scope",
        None,
        "no condition",
    ),
    ("Die Armee verlegte 300 Soldaten an die Grenze.", "300", "scope", None, "a border is no limit"),
    ("Binnen sieben Tagen erkrankten 30 Menschen.", "sieben Tagen", "scope", "window", "the span of the 30"),
    ("Binnen sieben Tagen muss er antworten.", "sieben Tagen", "scope", None, "nothing else is counted"),
    ("Sieben Fälle kamen seit Dienstag hinzu.", "Sieben", "scope", "additional", "a verb of adding, far from its part"),
    ("2.059 wurden verletzt, 404 davon schwer.", "404", "scope", "part", "davon behind the number"),
    ("Im Netz fuhr nur jeder fünfte Zug.", "jeder fünfte", "scope", None, "a share of all, nothing for each"),
    ("Der Rat zahlte 40 Euro und plant ein Fest.", "40 Euro", "modality", None, "what is planned is another matter"),
    (WEATHER, "zwölf", "place", ("grünau",), "the place behind the number"),
    (WEATHER, "neun", "place", ("lohburg",), "the next place of the list"),
    (VALLEY, "208", "place", ("valencia",), "the place before the number"),
    ("300 Gäste, die meisten aus Mali, kamen.", "300", "place", (), "where they are from"),
    ("Landesweit gab es 210 Fälle.", "210", "place", (), "the whole of what, is not told"),
    ("Deutschlandweit gab es 210 Fälle.", "210", "place", ("DE",), "the whole of a country that has a code"),
    ("Die Polizei in Grünau zählte 300 Besucher.", "300", "place", (), "where a body has its seat"),
    (RATE, "0,98", "as_of_text", "Montag", "brackets date what stands in them"),
    (RATE, "1,01", "as_of_text", "Vortag", "the figure in brackets"),
    ("Die Inzidenz sank auf 157,8 von zuletzt 161,3.", "161,3", "change", "from", "the level before, named last"),
    ("Es war der schwerste Brand seit 1978, als 477 Menschen starben.", "477", "as_of_text", "1978", "als explains it"),
    ("Nach dem Angriff vom Sonntag stieg die Zahl der Toten auf 19.", "19", "as_of_text", None, "the attack's day"),
    ("Der Zug war mit 120 km/h unterwegs.", "120 km/h", "thing_class", "speed", "whatever has km/h has a speed"),
    ("Es gab 31,2 Fälle je 100.000 Einwohner.", "31,2", "thing_class", "incidence", "cases per 100,000 people"),
    (
        "Er muss zwei Wochen warten. Die Inzidenz steigt.",
        "zwei Wochen",
        "thing_class",
        None,
        "no incidence lasts weeks",
    ),
    ("Die Polizei zählte 800 Teilnehmer.", "800", "event", "demonstrated", "zählen is not zahlen"),
    ("14 Menschen kamen nach Angaben der Polizei ums Leben.", "14", "event", "killed", "the phrase is split"),
    ("Bei der Überschwemmung starben 16 Menschen.", "16", "event", "killed", "the flood is only the occasion"),
    ("Sie zählte 49 Drohnen, von denen 31 abgefangen wurden.", "49", "event", None, "the clause is of the 31"),
]


@pytest.mark.parametrize(("text", "figure", "field", "expected", "why"), CASES)
def test_slot_field(text: str, figure: str, field: str, expected: object, why: str) -> None:
    assert getattr(slot_of(text, figure), field) == expected, why


YEARS = "2020 gab es 30 Fälle, 2021 waren es 45 Fälle und 2022 dann 61 Fälle."

TIMED = [
    ("In der vergangenen Saison starben insgesamt 14 Menschen.", "14", None, None, "no count that runs until today"),
    ("Für 2027 fehlen der Stadt 3 Millionen Euro.", "3 Millionen Euro", None, None, "a year to come is a period"),
    ("Für 2027 rechnet sie mit 3 Euro.", "3 Euro", WEDNESDAY, WEDNESDAY, "a forecast is of the day it is printed"),
    ("Letztes Jahr starben 30 Menschen.", "30", "2023-01-01", "2023-12-31", "the year before"),
    ("Von Januar bis März wurden 900 Autos verkauft.", "900", "2024-01-01", "2024-03-31", "months that are over"),
    ("Im August kamen 7000 Gäste.", "7000", "2023-08-01", "2023-08-31", "a verb of the past means the last August"),
    ("Seit Jahresbeginn wurden 71 Fälle gemeldet.", "71", "2024-06-05", "2024-06-05", "counted until today"),
    (
        "Bei der Wahl (Stand 19:09 Uhr) holte sie 31 Prozent.",
        "31 Prozent",
        "2024-06-05T19:09",
        "2024-06-05T19:09",
        "read at",
    ),
    ("Nach der Hochrechnung von 19 Uhr hat sie 36 Prozent.", "36 Prozent", "2024-06-05T19", "2024-06-05T19", "read at"),
    (
        "2020 gab es 30 Fälle, 2021 waren es 45 Fälle und 2022 dann 61 Fälle.",
        "61",
        "2022-01-01",
        "2022-12-31",
        "a list",
    ),
    (
        "2020 gab es 30 Fälle, 2021 waren es 45 Fälle und 2022 dann 61 Fälle.",
        "45",
        "2021-01-01",
        "2021-12-31",
        "a list",
    ),
    ("Die Beteiligung lag mit 51,5 Prozent knapp über der Beteiligung von 2014.", "51,5 Prozent", None, None, "a base"),
    ("Gegenüber 2014 stieg die Zahl auf 300 Fälle.", "300", None, None, "a base"),
    ("Jetzt kostet es 228 Euro, vor einer Woche waren es 219.", "228 Euro", "2024-06-05", "2024-06-05", "now"),
    ("Im Vergleich zum Rekordjahr 2015 waren es 37 Prozent weniger.", "37 Prozent", None, None, "a base"),
    ("Seit seinem Beginn im Jahr 2011 holte er neun Titel.", "neun", "2024-06-05", "2024-06-05", "counted until today"),
    ("Der Beitrag beträgt ab Juli 2,4 Prozent.", "2,4 Prozent", "2024-07-01", "2024-07-31", "what is to come"),
    ("Am Montag würden 80 Liter Regen erwartet.", "80 Liter", "2024-06-10", "2024-06-10", "a forecast looks ahead"),
    ("Kandidat Jan Moos holte 34 Prozent.", "34 Prozent", None, None, "a first name"),
    ("Der Brand vom Samstag forderte fünf Menschenleben.", "fünf", None, None, "the fire's day"),
    ("Wie bei der Wahl 2019 holte sie 24 Prozent.", "24 Prozent", None, None, "a base"),
]


@pytest.mark.parametrize(("text", "figure", "start", "end", "why"), TIMED)
def test_when_a_figure_holds(text: str, figure: str, start: str | None, end: str | None, why: str) -> None:
    frame = slot_of(text, figure).as_of
    assert (frame and frame.start, frame and frame.end) == (start, end), why


PLACED = [
    ("In Göttingen leben 700 Menschen.", "700", ("göttingen",), "said", "in its clause"),
    ("In Sudscha stehen 300 Soldaten.", "300", ("sudscha",), "said", "a small town that no model knows"),
    ("Das Haus steht in Göttingen. Dort leben 700 Menschen.", "700", ("göttingen",), "inherited", "from before"),
    ("Landesweit gab es 210 Fälle.", "210", (), "unknown", "not told"),
    ("Es gab 210 Fälle.", "210", (), "unknown", "not told anywhere"),
]


@pytest.mark.parametrize(("text", "figure", "place", "provenance", "why"), PLACED)
def test_place_and_where_it_is_from(text: str, figure: str, place: tuple[str, ...], provenance: str, why: str) -> None:
    slot = slot_of(text, figure)
    assert (slot.place, slot.provenance.place) == (place, provenance), why


def test_the_day_before_is_that_before_the_day_named() -> None:
    frame = slot_of(RATE, "1,01").as_of
    assert frame is not None
    assert (frame.start, frame.end) == ("2024-06-02", "2024-06-02")


def test_a_short_article_has_a_topic() -> None:
    slot = slot_of("Im Hafen von Grünau ist ein Kran umgestürzt. Die Feuerwehr barg 3 Arbeiter.", "3")
    assert {"kran", "haf", "feuerwehr"} <= set(slot.topic), "what a short text says once tells its story"
