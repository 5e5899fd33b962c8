"""Who a figure is attributed to in the prose of agencies: clauses, frames and stand-ins with words that mislead."""

from __future__ import annotations

from functools import cache

import pytest

from kursk_claims.extract.claims import extract_claims
from kursk_claims.extract.gate import build_gate
from kursk_claims.models import Article
from kursk_claims.nlp import Pipeline, build_nlp

# (text, figure and its sources in text order, why)
CASES: list[tuple[str, list[tuple[str, list[str]]], str]] = [
    (
        "„Es fehlen 40 Millionen Euro“, heißt es in einem Schreiben des Rechnungshofs.",
        [("40 Millionen Euro", ["Schreiben des Rechnungshofs"])],
        "heißt es behind quoted words: who wrote them stands in the phrase with in",
    ),
    (
        "In der Mitteilung des Senats heißt es: „Wir kaufen 300 Betten.“",
        [("300", ["Senats"])],
        "the same in front of them",
    ),
    (
        "Rund 200 Gäste kamen, wie es aus dem Rathaus hieß.",
        [("Rund 200", ["Rathaus"])],
        "wie es … hieß has its es far from its verb",
    ),
    (
        "Der Mann wurde verhaftet, nachdem der Zoll bestätigt hatte, dass 3 Container fehlten.",
        [("3", ["Zoll"])],
        "the clause belongs to the cue right before it, not to the main verb, which could take one too",
    ),
    (
        "Noch ist nichts entschieden, da die Fraktion angekündigt hatte, 40 Anträge zu stellen.",
        [("40", ["Fraktion"])],
        "the same with an infinitive",
    ),
    (
        "Nachdem die Behörde zunächst von 14 Toten gesprochen hatte, nannte der Minister am Abend 19 Tote.",
        [("14", ["Behörde"]), ("19", ["Minister"])],
        "a clause of time gives its figure to its own subject",
    ),
    (
        "Während der Zoll mit 40 Fällen rechnet, meldet die Polizei 60 Fälle.",
        [("40", ["Zoll"]), ("60", ["Polizei"])],
        "a clause of contrast too, and takes it from the main clause",
    ),
    (
        "Die Polizei schätzt den Schaden, der bei dem Unfall entstanden ist, auf 3000 Euro.",
        [("3000 Euro", ["Polizei"])],
        "the object of the verb stands behind a relative clause",
    ),
    (
        "Der Anwalt sagte, sein Mandant habe erklärt, er habe 5000 Euro erhalten.",
        [("5000 Euro", ["Anwalt", "Mandant"])],
        "sein behind a comma is a possessive and no verb",
    ),
    (
        "Nach dpa-Informationen wurden 6 Männer befragt.",
        [("6", ["dpa"])],
        "a compound that begins with a name in lower case",
    ),
    (
        "Bisher liegen laut Airbus Bestellungen für 184 Flugzeuge vor.",
        [("184", ["Airbus"])],
        "a common noun behind a bare name is a phrase of its own",
    ),
    (
        "Die britische Zeitung The Herald berichtete, 15 Ärzte hätten gekündigt.",
        [("15", ["The Herald"])],
        "the article of a foreign name is part of it",
    ),
    (
        "Die Friedensbewegung begrüßte die Zusage von 300 Plätzen.",
        [("300", ["Friedensbewegung"])],
        "a movement speaks, though -ung mostly names an event",
    ),
    (
        "Die Richterin nannte Gründe. Von 12 Vorwürfen sprach sie den Arzt frei.",
        [("12", [])],
        "a separated part makes another verb of sprechen",
    ),
    (
        "In der Mitteilung der Bahn ist von 40 Zügen die Rede.",
        [("40", ["Bahn"])],
        "talk of a figure, and where",
    ),
    (
        "Die Armee will 50 Kämpfer getötet haben.",
        [("50", ["Armee"])],
        "wollen with a perfect infinitive reports what its subject claims",
    ),
    (
        "Das Werk will 50 Leute eingestellt sehen und 40 Lehrlinge haben.",
        [("50", []), ("40", [])],
        "without the perfect infinitive it is a wish",
    ),
    (
        "Die Chefin sagte: „Wir treten an.“ Theoretisch wäre Platz für 30 Leute.",
        [("30", [])],
        "a second Konjunktiv of what is not so reports nothing",
    ),
    (
        "Die Chefin sagte: „Wir treten an.“ Wo wären 30 Leute besser?",
        [("30", [])],
        "nor does a question",
    ),
    (
        "Eine Umfrage der Universität Kassel ergab, dass 30 Prozent das Rad nutzen.",
        [("30 Prozent", ["Umfrage der Universität Kassel"])],
        "a survey says what it results in",
    ),
    (
        "Verurteilt wurden wegen des Abhörens von Sendern 400 Leute.",
        [("400", [])],
        "von behind a nominalised verb names its object and no agent",
    ),
]


@cache
def _pipeline() -> Pipeline:
    return build_nlp()


@pytest.mark.parametrize(("text", "expected", "why"), CASES, ids=[why for _, _, why in CASES])
def test_each_figure_has_its_source(text: str, expected: list[tuple[str, list[str]]], why: str) -> None:
    claims = extract_claims(Article(id="a", text=text), _pipeline().read(text, gate=build_gate()))
    found = [
        (c.quantity.text, [s.name for s in c.attribution.sources] if c.attribution else [])
        for c in claims
        if c.quantity is not None
    ]
    assert found == expected, why
