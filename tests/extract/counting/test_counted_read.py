"""What is counted, in sentences as the shipped pipeline reads them: one construction a row."""

from __future__ import annotations

import pytest

from kursk_claims.extract.counting.counted import attach_counted
from kursk_claims.extract.quantities.find import find_quantities
from tests.pipeline import pipeline

# (text, [(span, head)], why)
CASES: list[tuple[str, list[tuple[str, str | None]], str]] = [
    ("Das Amt erhöhte die Zahl der Boote von 10 auf 12.", [("10", "Boote"), ("12", "Boote")], "the object changes"),
    ("Der Ertrag brach um ein Drittel ein.", [("ein Drittel", "Ertrag")], "a fraction by which something changes"),
    (
        "Ein Liter Öl kostete im Schnitt 3 Euro, zwei Cent mehr als im Mai.",
        [("Ein Liter", "Öl"), ("3 Euro", "Öl"), ("zwei Cent", "Öl")],
        "what fills the unit costs, and costs more",
    ),
    ("Das Beben der Stärke 6,2 war zu spüren.", [("6,2", "Stärke")], "a value right behind its noun"),
    (
        "Die Quote lag bei 61 Prozent, vier Punkte niedriger als zuvor.",
        [("61 Prozent", "Quote"), ("vier", "Punkte")],
        "points have a noun of their own",
    ),
    (
        "Die Quote lag bei 61 Prozent, vier Prozentpunkte niedriger als zuvor.",
        [("61 Prozent", "Quote"), ("vier Prozentpunkte", "Quote")],
        "a comparison is of the figure before it",
    ),
    (
        "Es wurden 780 Anträge gestellt, ein Fünftel weniger als zuvor.",
        [("780", "Anträge"), ("ein Fünftel", "Anträge")],
        "so is a share by which there are fewer",
    ),
    (
        "Ein Viertel der Gelder, 30 Millionen Euro, fließt in den Hafen.",
        [("Ein Viertel", "Gelder"), ("30 Millionen Euro", "Gelder")],
        "a sum that tells a share again",
    ),
    (
        "Der Schacht hat eine Tiefe von 100 Metern (328 Fuß).",
        [("100 Metern", "Tiefe"), ("328 Fuß", "Tiefe")],
        "the same length in another unit",
    ),
    (
        "Der Lohn der Gärtner liegt 25 Prozent unter dem Tariflohn.",
        [("25 Prozent", "Lohn")],
        "a distance from a level is no share of it",
    ),
    (
        "25 Prozent unter den Befragten stimmten zu.",
        [("25 Prozent", "Befragten")],
        "a share among many is",
    ),
    ("Die Briefe der letzten zwei Wochen fehlen.", [("zwei Wochen", None)], "a time that is near lasts nothing"),
    (
        "Er siegte nach 5 Stunden und 24 Minuten.",
        [("5 Stunden", None), ("24 Minuten", None)],
        "one time in two units",
    ),
    (
        "Es gibt Dutzende, Hunderte, Tausende Wege.",
        [("Dutzende", "Wege"), ("Hunderte", "Wege"), ("Tausende", "Wege")],
        "a list of magnitudes shares its noun",
    ),
    (
        "Die Verkäufe lagen bei 3 Millionen beziehungsweise 5 Millionen Karten.",
        [("3 Millionen", "Karten"), ("5 Millionen", "Karten")],
        "a scale is no noun that is counted",
    ),
    ("Anfang der Woche lag deren Gesamtzahl bei 16.500.", [("16.500", "Gesamtzahl")], "a part of a time is no subject"),
    (
        "Das Minus bei den Steuern allein beim Bund in Höhe von 33 Millionen Euro bleibt.",
        [("33 Millionen Euro", "Steuern")],
        "the noun for money, over the phrase behind it",
    ),
    ("Wagen mit bis zu 140 Gramm CO2 fallen weg.", [("bis zu 140 Gramm", "CO2")], "a substance with a figure in it"),
    (
        "Der Etat beträgt 90 Millionen Euro und die Zahl der Betten liegt bei 600.",
        [("90 Millionen Euro", "Etat"), ("600", "Betten")],
        "each clause has its subject",
    ),
    (
        "Der Rat sieht eine Verlängerung der Gesetze um fünf Jahre vor.",
        [("fünf Jahre", "Verlängerung")],
        "a noun of change before its genitive, and a particle that is no preposition",
    ),
    ("Der Pilot, der seit 44 Jahren Maschinen fliegt, landete.", [("44 Jahren", "fliegt")], "an object fills no time"),
    ("Nach zwei Jahren Krieg sind viele fort.", [("zwei Jahren", "Krieg")], "what fills the time, before the verb"),
    ("Zwei Jahre nach dem Krieg sind viele fort.", [("Zwei Jahre", None)], "a distance in time"),
    (
        "Zuerst kam die Hälfte der Dosen. Die andere Hälfte fehlt.",
        [("die Hälfte", "Dosen"), ("Hälfte", "Dosen")],
        "the other half of the same whole",
    ),
    (
        "Das gilt ab einer Inzidenz von unter 35 je 100.000 Einwohnern.",
        [("unter 35", "Inzidenz")],
        "the noun of the denominator is not counted",
    ),
    ("Es kamen 500 in Tracht gekleidete Besucher.", [("500", "Besucher")], "a participle with its own phrase"),
    (
        "Angaben des Instituts zufolge liegt die Quelle 92 Kilometer nördlich von Ulm.",
        [("92 Kilometer", "Quelle")],
        "who says it is no subject",
    ),
    (
        "Am Abend dann die Meldung: Der Pegel liegt knapp über 50.",
        [("knapp über 50", "Pegel")],
        "no subject from before a colon",
    ),
    ("Es gab 30 Corona-bedingte Ausfälle.", [("30", "Ausfälle")], "a participle with a capital first part"),
    (
        "Die Pauschale muss von aktuell 40 auf 80 Euro angehoben werden.",
        [("40", "Pauschale"), ("80 Euro", "Pauschale")],
        "both levels of a change",
    ),
    (
        "Die höchsten Werte hatten Ulm mit 297,6 und Aalen mit 256,9.",
        [("297,6", "Werte"), ("256,9", "Werte")],
        "the figure of a record",
    ),
    ("Es gab weitere Verletzte, sechs von ihnen liegen in Ulm.", [("sechs", "Verletzte")], "a pronoun takes up a noun"),
    (
        "76 Prozent der 14- bis 24-Jährigen lesen, sagt die Studie.",
        [("76 Prozent", "24-Jährigen"), ("14- bis 24-Jährigen", None)],
        "a share of people told by their age",
    ),
    ("Bei 80 Prozent derer, die husten, verläuft die Krankheit mild.", [("80 Prozent", None)], "the whole is a clause"),
    (
        "Dafür wird die Steuer auf Speisen (also nicht nur außer Haus) auf sieben Prozent gesenkt.",
        [("sieben Prozent", "Steuer")],
        "a remark in brackets does not end a clause",
    ),
    (
        "Dort fehlen neun Leute, 28 weitere erlitten Verluste.",
        [("neun", "Leute"), ("28", "Leute")],
        "a verb agrees with no attribute",
    ),
    (
        "Die Boten marschierten 40 Kilometer zu Fuß.",
        [("40 Kilometer", "marschierten")],
        "a way of going is not measured",
    ),
    (
        "Alle rechnen mit einem Wachstum von 1,3 statt bisher 0,9 Prozent.",
        [("1,3", "Wachstum"), ("0,9 Prozent", "Wachstum")],
        "one level instead of another",
    ),
    (
        "Die Werft baute 40 Boote, 5,7 Prozent weniger als ein Jahr zuvor.",
        [("40", "Boote"), ("5,7 Prozent", "Boote"), ("ein Jahr", None)],
        "the comparison is the share's and not the time's",
    ),
    ("Nach Auszählung von 98 Prozent der Stimmen führte sie.", [("98 Prozent", "Stimmen")], "the share has its whole"),
    (
        "Für ihn waren 215 Abgeordnete gegen 198 Abgeordnete.",
        [("215", "Abgeordnete"), ("198", "Abgeordnete")],
        "people against people",
    ),
    ("Nötig war die zwei- bis dreifache Menge.", [("zwei- bis dreifache", "Menge")], "multiples before their noun"),
    ("Das Haus war über zwei Tage hinweg ohne Wasser.", [("zwei Tage", "Wasser")], "a state and what is missing"),
    ("Die Strafe liegt bei einem Maximum von 700 Euro.", [("700 Euro", "Strafe")], "a limit of the subject"),
    ("Ihre letzten sechs Lebensjahre verbrachte sie dort.", [("sechs Lebensjahre", "Lebensjahre")], "years of a kind"),
    ("Die Sängerin starb am Sonntag im Alter von 66 Jahren.", [("66 Jahren", "Sängerin")], "a day between"),
    ("Die Sängerin starb in Trient im Alter von 66 Jahren.", [("66 Jahren", "Sängerin")], "a place is not that old"),
    ("Der Wirt stürzte. Er starb im Alter von 55 Jahren.", [("55 Jahren", "Wirt")], "a pronoun for a noun before"),
    (
        "Der Hof wartet auf die Rückgabe von 60 Tonnen Mais.",
        [("60 Tonnen", "Mais")],
        "the substance behind the measure",
    ),
    ("Der Krug hat ein Gewicht von 60 Gramm.", [("60 Gramm", "Gewicht")], "a dimension stays"),
    ("Der Krug enthielt 30 Milliliter einer Lauge.", [("30 Milliliter", "Lauge")], "the substance in the genitive"),
    ("Seit dem Brand, der schon elf Jahre zurückliegt, ruht alles.", [("elf Jahre", None)], "a distance in time"),
    (
        "Der Hof machte 3,1 Millionen Euro Verlust, erwartet waren 2,8 Millionen Euro.",
        [("3,1 Millionen Euro", "Verlust"), ("2,8 Millionen Euro", "Verlust")],
        "what was expected is of the same kind",
    ),
    ("Zuschauer: 15.034.", [("15.034", "Zuschauer")], "a noun and a colon"),
    (
        "Die Roten bekamen 14 Prozent, die Blauen acht.",
        [("14 Prozent", "Roten"), ("acht", "Blauen")],
        "a subject whose verb is left out",
    ),
    ("Das Amt meldete einen Rückgang von  12,5 Prozent.", [("12,5 Prozent", "Rückgang")], "two blanks"),
    ("Am Abend konnten dort 60\nKinder gerettet werden.", [("60", "Kinder")], "a line that ends in its number"),
    ("Der Rat verhängte ein Verbot für die kommenden 20 Tage.", [("20 Tage", "Verbot")], "a near time of the object"),
    (
        "Die zehnjährige Sperre wurde wegen guter Führung auf sechs Jahre verkürzt.",
        [("zehnjährige", "Sperre"), ("sechs Jahre", "Sperre")],
        "a cause between subject and level",
    ),
    (
        "Geplant ist eine acht Wochen dauernde, drei Millionen Euro teure Kur.",
        [("acht Wochen", "Kur"), ("drei Millionen Euro", "Kur")],
        "two attributes with a measure each",
    ),
    (
        "Später gingen der Chor und das Orchester zu einer Kapelle im Tal, die drei Kilometer südlich des Ortes liegt.",
        [("drei Kilometer", "Kapelle")],
        "the nearest noun that the pronoun agrees with",
    ),
    (
        "Die Fähre hat eine Länge von 80 Metern, ist 15 Meter breit und wiegt 600 Tonnen.",
        [("80 Metern", "Länge"), ("15 Meter", "Fähre"), ("600 Tonnen", "Fähre")],
        "verbs joined to the first share its subject",
    ),
    (
        "Dort liegen 120 Kranke, 40 Prozent davon zu Hause.",
        [("120", "Kranke"), ("40 Prozent", "Kranke")],
        "a share of a number of people",
    ),
    ("Das Boot kenterte 30 Seemeilen vor der Küste.", [("30 Seemeilen", "Boot")], "a distance in space"),
    ("Der Pegel erreichte 7,96 Meter.", [("7,96 Meter", "Pegel")], "what reaches a level"),
    (
        "Er soll 1,3 Millionen Euro unterschlagen haben.",
        [("1,3 Millionen Euro", "unterschlagen")],
        "a perfect without its verb's tag",
    ),
    (
        "Zum Fest kamen laut Polizei 7.000, nach Angaben des Rates 20.000 Gäste.",
        [("7.000", "Gäste"), ("20.000", "Gäste")],
        "one thing counted by two",
    ),
    (
        "Es gibt 13.000 Fälle, von denen mehr als die Hälfte geheilt ist.",
        [("13.000", "Fälle"), ("mehr als die Hälfte", "Fälle")],
        "a share of the antecedent",
    ),
    (
        "Zwei Prozent der bereits Erkrankten kamen zurück.",
        [("Zwei Prozent", "Erkrankten")],
        "an adverb inside a genitive",
    ),
    ("Alle 166 noch im Rennen befindlichen Fahrer starten.", [("166", "Fahrer")], "an adjective with its own phrase"),
    ("Das ist bereits fünf Jahre her.", [("fünf Jahre", None)], "her makes it a distance in time"),
    ("Spieler gehen mit 1.000 Euro Nettogehalt nach Hause.", [("1.000 Euro", "Nettogehalt")], "the noun behind a sum"),
    (
        "Besonders hoch ist der Anteil in Ulm (27,3 Prozent), Hof (29,7 Prozent) und Gera (33,4 Prozent).",
        [("27,3 Prozent", "Anteil"), ("29,7 Prozent", "Anteil"), ("33,4 Prozent", "Anteil")],
        "brackets behind the names of places",
    ),
    ("Sie haben die Fallzahlen auf 30 gebracht.", [("30", "Fallzahlen")], "what is brought to a figure"),
    (
        "In Linden, etwa 90 Kilometer nördlich von Ulm, brennt es.",
        [("etwa 90 Kilometer", "Linden")],
        "a name and its distance",
    ),
    ('Müller: "Gehen jetzt auf 70 Prozent"', [("70 Prozent", None)], "a verb that opens what is said"),
    (
        "Man zählte 480 Boote. Das seien doppelt so viele wie im Mai.",
        [("480", "Boote"), ("doppelt so viele", "Boote")],
        "a multiple of what was counted",
    ),
    (
        "Das Amt will die Frist für den Antrag von drei auf sechs Wochen verlängern.",
        [("drei", "Frist"), ("sechs Wochen", "Frist")],
        "what has a new length",
    ),
    ("Die Ferien wurden um zwei Wochen verschoben.", [("zwei Wochen", "verschoben")], "a shift has none"),
    ("Die Leistung liegt 3 Prozent unter jener des Vorjahrs.", [("3 Prozent", "Leistung")], "a pronoun is the level"),
    (
        "Die Mutter zweier Kinder im Alter von sieben Monaten und zwei Jahren klagte.",
        [("zweier", "Kinder"), ("sieben Monaten", "Kinder"), ("zwei Jahren", "Kinder")],
        "two ages in two units",
    ),
    (
        "Julia Muster zu sieben Jahren Haft verurteilt",
        [("sieben Jahren", "Haft")],
        "what fills the time, before a name",
    ),
    (
        "Dort fahren statt 16.000 über 18.500 Wagen.",
        [("16.000", "Wagen"), ("über 18.500", "Wagen")],
        "statt and the noun",
    ),
    ("Als er 19 war, zog Peter weg.", [("19", None)], "an age of a pronoun"),
    (
        "Er besuchte seine drei Töchter (fünf, sechs und zehn Jahre).",
        [("drei", "Töchter"), ("fünf", "Töchter"), ("sechs", "Töchter"), ("zehn Jahre", "Töchter")],
        "ages in brackets",
    ),
    ("Sie würde 1.400 Euro netto verdienen.", [("1.400 Euro", "verdienen")], "netto heads no clause"),
    ("Der Bär war als erster Bär seit 170 Jahren zu Besuch.", [("170 Jahren", None)], "since the last one"),
    (
        "Die Roten mit 51 und die Grauen mit 29 Sitzen stimmten zu.",
        [("51", "Sitzen"), ("29", "Sitzen")],
        "two phrases with one noun",
    ),
    ("Die Gäste sitzen zwei Meter voneinander entfernt.", [("zwei Meter", "Gäste")], "a distance between them"),
    (
        "Es wurden 673 Boten gefasst, weitere 929 erlitten Gewalt und 29 waren Opfer.",
        [("673", "Boten"), ("929", "Boten"), ("29", "Boten")],
        "a past and its object after a bare number",
    ),
    ("Mit 23 verletzten Gästen war es schlimm.", [("23", "Gästen")], "an attribute in the dative"),
    ("Es gab 60 neue bestätigte Fälle.", [("60", "Fälle")], "two attributes that agree"),
    (
        "In Ulm zählten die Ämter 177 weitere Tote, in Hof waren es 104.",
        [("177", "Tote"), ("104", "Tote")],
        "es stands for what was counted",
    ),
    (
        "Die meisten neuen Fälle gab es mit jeweils 13 in Ulm und 12 in Hof.",
        [("13", "Fälle"), ("12", "Fälle")],
        "a record with two attributes",
    ),
    (
        "Ökonomen spekulieren über eine Rate von 20 oder 30 Prozent.",
        [("20", "Rate"), ("30 Prozent", "Rate")],
        "the preposition stands before the first",
    ),
    ("Das bringt eine Verdoppelung des Freibetrags.", [("Verdoppelung", "Freibetrags")], "a noun of a multiple"),
    (
        "Die Quote lag bei 86,3 im Vergleich zu 94,6 im Mai.",
        [("86,3", "Quote"), ("94,6", "Quote")],
        "a comparison is no measure",
    ),
    (
        "Man erweiterte den Rat des Konzerns von zwölf auf 20 Mitglieder.",
        [("zwölf", "Mitglieder"), ("20", "Mitglieder")],
        "both levels of a number of people",
    ),
    ("Die Fluten sind die schwersten seit 101 Jahren.", [("101 Jahren", None)], "the hardest since"),
    ("Der letzte Sieg liegt 15 Jahre zurück.", [("15 Jahre", None)], "a distance back"),
    (
        "Man hebt das seit zwei Jahren geltende Kriegsrecht auf.",
        [("zwei Jahren", "Kriegsrecht")],
        "an attribute of time",
    ),
    (
        "Er meldet einen Gewinn von 67 Millionen Euro gegenüber 44 Millionen im Vorjahr.",
        [("67 Millionen Euro", "Gewinn"), ("44 Millionen", "Gewinn")],
        "gegenüber another year",
    ),
    (
        "Das Volumen liegt bei 130 Millionen Euro, 120 Millionen davon trägt der Bund.",
        [("130 Millionen Euro", "Volumen"), ("120 Millionen", "Volumen")],
        "a part of a sum",
    ),
    (
        "Auch die Quote ist gesunken: Am Freitag lag sie bei 221, am Montag bei 170,3.",
        [("221", "Quote"), ("170,3", "Quote")],
        "a pronoun for the last subject",
    ),
    (
        "Man erhob sie, gegen die Hunderttausende den ganzen Winter lang stritten.",
        [("Hunderttausende", None)],
        "an article begins another phrase",
    ),
    ("Die Hälfte aller Beschäftigten privater Firmen fehlt.", [("Die Hälfte", "Beschäftigten")], "a second genitive"),
    ("Anfang Dezember waren es nur noch 48 Prozent.", [("48 Prozent", None)], "a part of a time is no whole"),
    ("Nur der Salto Ruma (972 Meter, Peru) ist noch höher.", [("972 Meter", "Ruma")], "a length behind a name"),
    (
        "Der Berg ist 2.000 Meter (6.562 Fuß) hoch.",
        [("2.000 Meter", "Berg"), ("6.562 Fuß", "Berg")],
        "the other unit before the dimension",
    ),
    (
        "Die Zahl der Kranken in Ulm stieg den Ämtern zufolge auf 1331.",
        [("1331", "Kranken")],
        "who says it is not counted",
    ),
    (
        "Dort sind 900 Boten, von denen Ulmer Angaben zufolge rund 100 krank seien.",
        [("900", "Boten"), ("rund 100", "Boten")],
        "nor in a relative clause",
    ),
    ("Man gibt für solche Fälle bis zu 150 Euro aus.", [("bis zu 150 Euro", "gibt")], "what it is for"),
    ("Die Liste schaffte mit 5,1 Prozent den Einzug.", [("5,1 Prozent", "Liste")], "a share of the subject"),
    ("Sie will 20 Millionen Euro zur Verfügung stellen.", [("20 Millionen Euro", None)], "a sum that changes hands"),
    (
        "Die Roten stellen 32 Abgeordnete, die Bürgerliste 30.",
        [("32", "Abgeordnete"), ("30", "Abgeordnete")],
        "verb and noun are left out",
    ),
    ("Zwei Monate lang wurde die Wirtschaft gebremst.", [("Zwei Monate", "gebremst")], "a Wirtschaft is no Haft"),
    ("Die Untersuchungshaft dauerte drei Jahre.", [("drei Jahre", "Untersuchungshaft")], "but a Haft lasts"),
    ("Wer dort lebt, ist älter als 80 Jahre.", [("älter als 80 Jahre", None)], "no noun, and no guess"),
]


@pytest.mark.parametrize(("text", "expected", "why"), CASES, ids=[case[2] for case in CASES])
def test_counted_in_read_sentences(text: str, expected: list[tuple[str, str | None]], why: str) -> None:
    found = attach_counted(pipeline().read(text), find_quantities(text))
    assert [(q.text, q.counted_head) for q in found] == expected, why
