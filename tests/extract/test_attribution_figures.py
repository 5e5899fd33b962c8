"""Who stands behind a figure: verbs of counting, surveys, credits, what is taken up, what reports nothing."""

from __future__ import annotations

import pytest

from kursk_claims.extract.claims import extract_claims
from kursk_claims.models import Article
from tests.pipeline import pipeline

# (text, each figure with its sources in text order, why)
CASES: list[tuple[str, dict[str, list[str]], str]] = [
    ("Die Feuerwehr zählte 450 Einsätze.", {"450": ["Feuerwehr"]}, "who counts for others"),
    ("Die Stadt zählt 450 Brunnen.", {"450": []}, "what a town has it does not report"),
    ("Das Landesamt registrierte 70 neue Fälle.", {"70": ["Landesamt"]}, "an office that keeps a register"),
    ("Innenministerin Erika Voss kam auf 61.", {"61": ["Innenministerin Erika Voss"]}, "an official's own sum"),
    ("Die Elf kam auf 61 Punkte.", {"61": []}, "points of a team"),
    ("Eine Zählung der dpa kam auf zwölf Tote.", {"zwölf": ["dpa"]}, "the count carries whose it is"),
    ("Forsa sieht die Grünen bei 14 Prozent.", {"14 Prozent": ["Forsa"]}, "a pollster sees a party at a share"),
    ("Der Verein gab den Kauf von 35 Booten bekannt.", {"35": ["Verein"]}, "the figure hangs below the object"),
    (
        "Die Messeleitung erwartet Einnahmen in Höhe von 9 Millionen Euro.",
        {"9 Millionen Euro": ["Messeleitung"]},
        "an amount",
    ),
    (
        "In einer Umfrage von Infratest kommt die CDU auf 27 Prozent.",
        {"27 Prozent": ["Umfrage von Infratest"]},
        "whose survey it is",
    ),
    (
        "Ein Drittel der Gäste sind nach Caritas-Angaben Kinder.",
        {"Ein Drittel": ["Caritas"]},
        "the predicate follows the source",
    ),
    ("Nach Auskunft des Landkreises wurden 27 Kinder versorgt.", {"27": ["Landkreis"]}, "shown in the nominative"),
    (
        "Nach Angaben des Instituts Wahlwerk sind es 27 Prozent.",
        {"27 Prozent": ["Institut Wahlwerk"]},
        "with its name behind it",
    ),
    ("Wie ntv berichtet, starben 12 Menschen.", {"12": ["ntv"]}, "a name written small"),
    ("Die Post teilte mit, dass 25 Filialen schließen.", {"25": ["Post"]}, "the company, no posting"),
    ("Beim Handwerkstag rechnet man damit, dass 45 Betriebe schließen.", {"45": ["Handwerkstag"]}, "who man is"),
    ("Das Büro war von 200.000 Gästen ausgegangen.", {"200.000": ["Büro"]}, "a perfect with sein is no passive"),
    (
        "Zehntausende Betriebe warten, sagte Berger.",
        {"Zehntausende": ["Berger"]},
        "a plural verb that looks like an infinitive",
    ),
    (
        "Es sind 23 Verletzte. Das teilte Landrätin Mara Tholen mit.",
        {"23": ["Landrätin Mara Tholen"]},
        "a bare office behind the verb",
    ),
    ("Der Chef sagte: Im Werk fehlen 40 Fässer.", {"40": ["Chef"]}, "a whole clause behind the colon"),
    ("Der Verein beharrt auf seiner Schätzung: 900 Gäste.", {"900": ["Verein"]}, "without a verb behind the colon"),
    (
        "Es sind vier Tote. Diese Zahl nannte die Polizei am Abend.",
        {"vier": ["Polizei"]},
        "a noun of figures takes it up",
    ),
    ("23 Verletzte, so Landrätin Tholen.", {"23": ["Landrätin Tholen"]}, "no verb in the content"),
    ("Betroffen waren 400 Menschen (dpa).", {"400": ["dpa"]}, "the agency's sign at the end"),
    ("Der Hafen bleibt dabei, dass nur 35 Tonnen fehlen.", {"35 Tonnen": ["Hafen"]}, "dabei announces the clause"),
    (
        "Die Ärztin sagte:\n\n„Wir haben 20 Betten verloren.“\n\nDann ging sie.",
        {"20": ["Ärztin"]},
        "a paragraph of its own",
    ),
    (
        "Direktor Brandt sagte: „Es sind 40 Häuser.\n„Wir brauchen 3 Millionen Euro.“\nDanach ging er.",
        {"40": ["Direktor Brandt"], "3 Millionen Euro": ["Direktor Brandt"]},
        "a speech that opens each line anew",
    ),
    ("„Wir bezahlen hier 16 Leute,“ sagte Huber.", {"16": ["Huber"]}, "the comma inside the marks"),
    (
        "Der als „Held von Soest“ bekannt gewordene Ulf T. wurde zu elf Jahren verurteilt.",
        {"elf Jahren": []},
        "a nickname",
    ),
    (
        "Der Gewinn betrug 7 Millionen Euro. Dies stellt das beste Ergebnis des Hauses dar.",
        {"7 Millionen Euro": []},
        "no report",
    ),
    (
        "Minister Kern erklärte: „Wir bleiben.“ Sein Vorgänger ging. Das wären 2 Prozent aller Fälle.",
        {"2 Prozent": []},
        "what follows from a figure",
    ),
    (
        "Wie das Blatt erfuhr, baut die Werft ein Schiff. Es ist neu.\n\nDas Schiff hätte eine Masse von 90 Tonnen.",
        {"90 Tonnen": []},
        "the second Konjunktiv in another paragraph",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), CASES)
def test_sources_of_figures(text: str, expected: dict[str, list[str]], why: str) -> None:
    found = {
        claim.quantity.text: [source.name for source in claim.attribution.sources] if claim.attribution else []
        for claim in extract_claims(Article(id="a", text=text), pipeline())
        if claim.quantity is not None
    }
    assert {figure: found.get(figure) for figure in expected} == expected, why
