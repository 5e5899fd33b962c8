"""Nouns of news in pairs: 76 that name one thing, 76 that are near each other and name two.

Drawn up from general knowledge before any of them was looked up, so that they measure what the lexicon finds.
"""

from __future__ import annotations

SYNONYMS = """
Tote Todesopfer | Tote Todesfälle | Verletzte Verwundete | Demonstranten Demonstrierende
Demonstranten Protestierende | Teilnehmer Teilnehmende | Besucher Gäste | Zuschauer Publikum
Einwohner Bewohner | Arbeitslose Erwerbslose | Arbeitslosenquote Arbeitslosenrate | Beschäftigte Mitarbeiter
Angestellte Arbeitnehmer | Arbeitsplätze Stellen | Arbeitsplätze Jobs | Flüchtlinge Geflüchtete
Asylbewerber Asylsuchende | Migranten Zuwanderer | Soldaten Truppen | Soldaten Militärs
Polizisten Polizeibeamte | Feuerwehrleute Feuerwehrmänner | Rettungskräfte Retter | Ärzte Mediziner
Patienten Kranke | Infizierte Angesteckte | Infektionen Ansteckungen | Neuinfektionen Neuansteckungen
Lehrer Lehrkräfte | Schüler Schulkinder | Studenten Studierende | Kinder Minderjährige | Bauern Landwirte
Firmen Unternehmen | Betriebe Firmen | Konzern Unternehmen | Geschäfte Läden | Filialen Zweigstellen
Fabrik Werk | Gewinn Profit | Gewinn Überschuss | Verlust Fehlbetrag | Fehlbetrag Defizit | Umsatz Erlös
Lohn Gehalt | Löhne Arbeitsentgelt | Schulden Verbindlichkeiten | Kosten Ausgaben | Einnahmen Einkünfte
Bußgeld Geldbuße | Steuern Abgaben | Inflation Teuerung | Inflationsrate Teuerungsrate | Anstieg Zunahme
Anstieg Zuwachs | Rückgang Abnahme | Wirtschaftsleistung Bruttoinlandsprodukt | Autos Fahrzeuge | Lastwagen Lkw
Flugzeug Maschine | Schiff Frachter | Haus Gebäude | Wohnung Appartement | Brand Feuer | Brände Feuer
Erdbeben Beben | Explosion Detonation | Überschwemmung Hochwasser | Unfall Unglück | Angriff Attacke
Anschlag Attentat | Rakete Flugkörper | Waffenruhe Feuerpause | Kundgebung Demonstration | Streik Ausstand
Zustimmung Billigung
"""

NEAR_MISSES = """
Tote Verletzte | Tote Überlebende | Tote Vermisste | Verletzte Vermisste | Schwerverletzte Leichtverletzte
Infizierte Genesene | Infizierte Geimpfte | Patienten Ärzte | Patienten Pfleger | Demonstranten Polizisten
Demonstranten Gegendemonstranten | Teilnehmer Veranstalter | Zuschauer Spieler | Einwohner Besucher
Arbeitslose Beschäftigte | Arbeitgeber Arbeitnehmer | Arbeitslose Kurzarbeiter | Mitarbeiter Kunden
Stellen Bewerber | Flüchtlinge Soldaten | Soldaten Zivilisten | Soldaten Rebellen | Soldaten Panzer
Polizisten Feuerwehrleute | Täter Opfer | Verdächtige Zeugen | Festnahmen Verurteilungen | Lehrer Schüler
Schüler Studenten | Schulen Schüler | Kinder Eltern | Frauen Männer | Frauen Kinder | Bauern Jäger
Firmen Mitarbeiter | Banken Versicherer | Filialen Mitarbeiter | Fabrik Büro | Gewinn Umsatz | Gewinn Verlust
Einnahmen Ausgaben | Lohn Rente | Löhne Preise | Schulden Vermögen | Kosten Einnahmen | Kredit Spende
Bußgeld Haftstrafe | Steuern Spenden | Inflation Arbeitslosigkeit | Zins Rendite | Anstieg Rückgang
Export Import | Auto Fahrrad | Autos Fahrer | Lastwagen Busse | Flugzeug Hubschrauber | Flugzeug Passagiere
Schiff Matrosen | Haus Straße | Wohnung Mieter | Brand Überschwemmung | Erdbeben Sturm | Explosion Brand
Regen Schnee | Unfall Anschlag | Angriff Verteidigung | Raketen Drohnen | Raketen Panzer | Waffenruhe Offensive
Kundgebung Streik | Wähler Kandidaten | Stimmen Sitze | Mandate Stimmen | Wahlbeteiligung Zustimmung
Länge Höhe | Fläche Länge
"""


def pairs(table: str) -> list[tuple[str, str]]:
    """The pairs of a table."""
    return [(a, b) for line in table.strip().splitlines() for pair in line.split(" | ") for a, b in [pair.split()]]
