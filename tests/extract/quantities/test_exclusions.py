"""What only looks like a quantity, rule by rule."""

from __future__ import annotations

import pytest

from kursk_claims.extract.quantities.exclusions import RULES, reason
from kursk_claims.extract.quantities.find import find_quantities
from kursk_claims.extract.quantities.numerals import Numeral, scan

# (rule, text, excluded surface, why)
EXCLUDED = [
    ("damaged", "Es kamen 50\ufffd000 Soldaten.", "50", "what stood between the digits is lost"),
    ("damaged", "Es kamen 50\ufffd000 Soldaten.", "000", "the same from the other side"),
    ("telephone", "Die Nummer lautet +49 30 1234567.", "49", "an international prefix and seven digits"),
    ("telephone", "Tel. 4711", "4711", "announced as a telephone number"),
    ("telephone", "Auskunft 089/41 20 06-23 am Abend.", "23", "an area code and groups of two"),
    ("telephone", "Die Rufnummer 116199 ist frei.", "116199", "announced by a compound"),
    ("postcode", "Hafenstr. 84, 15374 Müncheberg", "15374", "an address"),
    ("postcode", "Am Alten Weg 7, 04109 Leipzig", "7", "a house number before a postcode"),
    ("clock", "Gegen 11 war man in der Stadt.", "11", "a time of day in digits"),
    ("clock", "Um neun gibt es Frühstück.", "neun", "a time that opens the sentence"),
    ("designated", "Szenario drei: Die Grenzen bleiben zu.", "drei", "one of several, by number"),
    ("designated", "Mehr dazu bei NDR 1 Niedersachsen.", "1", "a programme's name, though a noun follows"),
    ("name", "Die TSG 1899 Hoffenheim verlor.", "1899", "a club's year of foundation, though a noun follows"),
    ("padded", "Agent 007 war da.", "007", "a leading zero writes a code"),
    ("list_item", "1. Einleitung\n2. Schluss", "1", "numbers of a list"),
    ("date", "Das geschah am 2. November in Bonn.", "2", "day and month"),
    ("date", "Vom 16. bis 23. September ist geschlossen.", "16", "a span of days"),
    ("date", "Am 20.06. beginnt die Messe.", "20.06", "day and month in digits"),
    ("date", "Stand 2024-11-02, abends.", "2024", "an ISO date"),
    ("clock", "Das Treffen begann um 8 Uhr.", "8", "a time of day"),
    ("clock", "Geöffnet ist von 8 bis 10 Uhr.", "8", "both ends of a span of time"),
    ("clock", "Um halb acht war Schluss.", "acht", "half past seven"),
    ("decade", "In den 90er Jahren war es anders.", "90", "a decade"),
    ("year", "Seit 2014 wird dort gekämpft.", "2014", "a preposition of time"),
    ("year", "Im Jahr 1848 begann die Revolution.", "1848", "named as a year"),
    ("year", "Sie hatte 2005 bereits verkauft.", "2005", "a modern year that counts nothing"),
    ("year", "Die Saison 2016 verlief gut.", "2016", "a season"),
    ("year", "Im November 2024 fiel Schnee.", "2024", "after a month"),
    ("year", "1832 verkaufte der Staat die Burg.", "1832", "a verb in the singular behind it"),
    ("year", "Der Preissturz 2020 könnte schwere Folgen haben.", "2020", "the noun behind is that of the verb"),
    ("year", "Das Grab des 1849 verstorbenen Dichters verfiel.", "1849", "one thing and its year"),
    ("year", "Sie lebten um 3300 v. Chr. am See.", "3300", "before our time, and before any modern year"),
    ("year", "Sie wurde 2018 Rektorin der Schule.", "2018", "one woman is no plural"),
    ("rank", "Am 3. Tag kam Hilfe.", "3", "an ordinal in digits"),
    ("rank", "Am 1000. Tag der Reise regnete es.", "1000", "four digits before a noun of ranks"),
    ("rank", "Der Trainer vom 1. FC Beispiel ging.", "1", "an ordinal in a name"),
    ("score", "Sie gewannen drei zu eins.", "drei", "a result in words"),
    ("code", "Die Gruppe der G7 tagte.", "7", "letters grown together with it"),
    ("code", "Der Farbton 299C passt.", "299", "a letter after it"),
    ("code", "Eine Rakete vom Typ S-300 traf.", "300", "a hyphenated name"),
    ("license", "Die Aktie WKN 840400 stieg.", "840400", "a registered code"),
    ("designated", "Nach Artikel 5 gilt Beistand.", "5", "a noun that is named by its number"),
    ("designated", "Er landete auf Platz 3 der Wertung.", "3", "a rank"),
    ("designated", "Laut § 218 ist das strafbar.", "218", "a paragraph"),
    ("quoted", "Im Club „911“ brannte es.", "911", "nothing but the number in quotes"),
    ("lettered", "Auf der B 500 staute es sich.", "500", "a road"),
    ("noun_numeral", "Er nahm die Warnung in Acht.", "Acht", "a noun, no number"),
    ("noun_numeral", "Im Bundestag sprach Claudia Tausend dazu.", "Tausend", "a surname"),
    ("idiom", "Sie sprachen unter vier Augen.", "vier", "a fixed phrase"),
    ("term", "Die 7-Tage-Inzidenz stieg.", "7", "part of a term"),
    ("name", "Das Programm Linsenkern 4.13 ist neu.", "4.13", "a release and no decimal"),
    ("name", "Am Abend spielte Sonnenwind 5 auf.", "5", "a name and its number"),
    ("name", "Busse der Norm Euro 6 dürfen hinein.", "6", "a norm, and no price"),
    ("name", "Der Chip Blitzdrache 8 Gen3 ist neu.", "8", "letters and a figure are no noun counted"),
    ("name", "Im Bausatz Klotzwelt 70321 fehlt ein Stein.", "70321", "the number of an article"),
    ("rank", "Am 3., 8., und 19. Mai kommen Gäste.", "3", "a stop and a comma: an ordinal of a list"),
    ("date", "Anmeldung bis Mittwoch, den 20.09.", "20.09", "a weekday and an article before it"),
    ("date", "Das Treffen ist am 27. 11.", "11", "a month with a blank before it"),
    ("date", "Der Markt dauert vom 3. - 5.10. in Lindau.", "5.10", "the last of two days has the month"),
    ("date", "Der Markt ist am 3./4.10. in Lindau.", "4.10", "a slash between two days"),
    ("date", "14 - 15.10. Markt", "14", "the first day has no stop"),
    ("clock", "Offen ist von 8.30-12 und 14.30-16.30 Uhr.", "8.30", "one word for all hours of a day"),
    ("clock", "Am 03.02.2021 14.12 kam die Meldung.", "14.12", "the time behind a full date"),
    ("year", "Sie gründete 1811 ihre Schule.", "1811", "an object with its own determiner follows"),
    ("year", "Nach einem Brand 1996 wurde alles erneuert.", "1996", "the year of an event"),
    ("year", "Die Zahl sank gegenüber 2000 um ein Viertel.", "2000", "two years are compared"),
    ("year", "Die Malerin lebte 1170-1230.", "1170", "a life"),
    ("year", "Das Bild „Morgen“ (1812) hängt in Grünau.", "1812", "a year alone in brackets"),
    ("rank", "Das war ihr insgesamt 23. Sieg der Saison.", "23", "an adverb before the ordinal"),
    ("rank", "Kessler (65. Lindner) traf.", "65", "the minute of a change of players"),
    ("rank", "Kommst du am 14. oder am 15.?", "15", "a stop and a question mark"),
    ("designated", "Es waren die Siege sechs und sieben.", "sechs", "ordinals as cardinals"),
    ("score", "Es fiel mit sieben gegen fünf Stimmen.", "sieben", "the result of a vote"),
    ("score", "Es fiel mit 323 zu 145 Stimmen.", "145", "the second number of a vote"),
]


def _reason(text: str, numeral: Numeral) -> str | None:
    """The rule that excludes ``numeral`` after those before it have been read."""
    before: Numeral | None = None
    found: str | None = None
    for current in scan(text):
        if current.kind == "article":
            continue
        found = reason(text, current, before, found)
        if current == numeral:
            return found
        before = current
    return None


@pytest.mark.parametrize(("rule", "text", "surface", "why"), EXCLUDED, ids=[f"{c[0]}: {c[1]}" for c in EXCLUDED])
def test_each_rule_excludes_by_its_name(rule: str, text: str, surface: str, why: str) -> None:
    numeral = next(n for n in scan(text) if n.text == surface)
    assert _reason(text, numeral) == rule, why
    assert not any(q.start <= numeral.start < q.end for q in find_quantities(text)), why


def test_every_rule_has_a_case() -> None:
    assert {rule.name for rule in RULES} == {case[0] for case in EXCLUDED}


# (text, wanted quantities, why): neighbours of the rules that do count
KEPT = [
    ("Im Saal 300 Gäste, so voll war es nie.", ["300"], "a room is no name when a noun follows"),
    ("Am ersten Tag 500 Kranke, am zweiten 700 Kranke.", ["500", "700"], "nor is a day"),
    ("Es starben 1500 Menschen.", ["1500"], "a bare four-digit count with its noun"),
    ("Dann wurden 2000 Soldaten verlegt.", ["2000"], "a round number before a plural noun"),
    ("Es wog 2010 Gramm.", ["2010 Gramm"], "a unit makes it no year"),
    ("In München demonstrierten 200 Menschen.", ["200"], "a verb stands between name and number"),
    ("Am Montag 246 der Passagiere zu retten gelang.", ["246"], "the whole follows the number"),
    ("Die Zahl lag bei 35. Die Polizei ermittelt.", ["35"], "the stop ends the sentence"),
    ("Um 3,5 Prozent stieg der Preis.", ["3,5 Prozent"], "um is no time of day here"),
    ("Dort leben 3.208 Tiere.", ["3.208"], "grouped digits are no time and no date"),
    ("Es kamen rund 1200. Tage später gingen sie.", ["rund 1200"], "a stop that ends the sentence"),
    ("Gegen 11 der Männer wird ermittelt.", ["11"], "men under suspicion"),
    ("Es waren die 1500 verletzten Gäste.", ["1500"], "many things and their number"),
    ("1200 wurden verletzt.", ["1200"], "a verb in the plural: people, no year"),
    ("Die Zahl stieg von 1299 auf 1354 an.", ["1299", "1354"], "two levels, and no years"),
    ("Statt 40 kommen nur 30 Gäste.", ["40", "30"], "a capitalised preposition is no name"),
    ("Es gab 1180 Wahlberechtigte und 1100 Stellen.", ["1180", "1100"], "four digits and a plural noun"),
    ("Es waren 1800 Fälle gegenüber 2000 im Vorjahr.", ["1800", "2000"], "two counts are compared"),
    ("Sie verloren 1170-1230 Euro.", ["1170-1230 Euro"], "a unit behind the second makes it a range"),
    ("Die Miete beträgt 14 - 15.10 Euro.", ["14 - 15.10 Euro"], "a unit makes it no pair of days"),
    ("Sie haben 12 gegen 30 Geräte getauscht.", ["12", "30"], "no votes are counted"),
    ("Er zahlte 20 Euro 5 Mal.", ["20 Euro", "5 Mal"], "a price before the number"),
    ("Das Bier kostet 4.50 Franken.", ["4.50 Franken"], "a decimal point with a unit is no date"),
]


@pytest.mark.parametrize(("text", "wanted", "why"), KEPT, ids=[case[0] for case in KEPT])
def test_neighbours_of_the_rules_count(text: str, wanted: list[str], why: str) -> None:
    assert [q.text for q in find_quantities(text)] == wanted, why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Artikel 5 und 6 regeln das.", "the second shares the noun of the first"),
        ("Sie hängt hinter einer halb durchsichtigen Plane.", "half of an attribute"),
        ("Die Jahrgangsstufen acht und neun bleiben zu Hause.", "years of school in words"),
        ("Das Dezernat 77 der Behörde ermittelt.", "an office by its number"),
        ("Der Wirkstoff BNT162b2 hilft.", "letters on both sides"),
        ("IBAN: DE30 7002 0270 6540 3281 00 für Spenden", "the last group of an account"),
        ("Im Sinne des ´Artikels 7` der Ordnung", "odd quotation marks"),
        ("Die Tore schossen Olik (23./Elfmeter) und Zirk (65.).", "minutes of a match"),
        ("Der 31. 8. ist der Stichtag.", "a day with a space in it"),
        ("Anrufer der Nummer 116 117 warten.", "a telephone number in two groups"),
        ("Till (90.+3) traf.", "extra time of a match"),
        ("Es gibt Linsenkern 3 statt 2.", "two releases of one name"),
        ("In den Jahren 2009 und 2010 kam es dazu.", "two years"),
        ("Ein Mann und eine Frau blieben, einige gingen, beide kamen zurück.", "articles and vague words"),
        ("Siehe https://example.org/a1?b=20&c=30%25 und test7@example.org.", "addresses"),
        ("Der zweite Tag war der dritte Versuch, zum vierten Mal.", "ordinals in words"),
        ("Es endete 3:1 (2:0).", "results in digits"),
        ("Die Saison 2016/17 verlief gut.", "a season over two years"),
        ("Die ISBN ist 3-16-148410-0.", "a registered code"),
        ("In der zweiten Hälfte des Jahres", "a part, no share"),
        ("Die zweite Hälfte war besser.", "the same as the subject"),
    ],
)
def test_nothing_is_counted(text: str, why: str) -> None:
    assert [q.text for q in find_quantities(text)] == [], why
