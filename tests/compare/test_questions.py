"""What the row of a cluster is called."""

from __future__ import annotations

from typing import Any

import pytest

from kursk_claims.compare.questions import question
from kursk_claims.compare.story_words import headline
from kursk_claims.models import Claim, EventAnchor, FieldProvenance
from tests.compare.build import claim, quantity

SAID = FieldProvenance(measure="said", place="said", event="said")
HARBOUR = EventAnchor(kind="explosion", text="Explosion", place="Valparaíso")
CASES: list[tuple[Claim, str, str]] = [
    (
        claim(quantity(12), measure="killed", measure_text="Tote", anchor=HARBOUR, provenance=SAID),
        "Tote – Explosion in Valparaíso",
        "what is counted and the occasion",
    ),
    (
        claim(
            quantity(3, unit="month", head=None),
            thing=None,
            thing_class=None,
            dimension="time",
            bearer_text="Werft Nord",
        ),
        "Dauer – Werft Nord",
        "a dimension has a noun where the text has none",
    ),
    (
        claim(quantity(40, head=None), thing="angabe", thing_class=None, dimension="count", bearer_text="Werft Nord"),
        "Werft Nord",
        "a filler names no question",
    ),
    (
        claim(quantity(40, head=None), thing=None, thing_class=None, dimension="count"),
        "Anzahl",
        "nothing at all is told",
    ),
]


TOPIC = ("hotel", "krov", "werft", "lugn", "kutt")


def told(doc: str, title: str, **slot: Any) -> Claim:
    return claim(quantity(30), doc=doc, title=title, topic=TOPIC, **slot)


def said(doc: str, title: str, sentence: str, head: str, unit: str | None = None, **slot: Any) -> Claim:
    """A claim whose figure stands between ``|`` in its sentence."""
    before, figure, after = sentence.split("|")
    amount = quantity(30, text=figure, start=len(before), unit=unit, head=head)
    text = f"{before}{figure}{after}"
    return claim(
        amount, doc=doc, title=title, text=text, topic=TOPIC, **{"thing": head.lower(), "thing_class": None, **slot}
    )


OF_SEVERAL: list[tuple[list[Claim], str, str]] = [
    (
        [
            told("a", "Hotel in Kröv stürzt ein", measure="killed", measure_text="Tote"),
            told("b", "Kröv: Suche im Hotel geht weiter", measure="killed", measure_text="Tote"),
        ],
        "Tote – Kröv: Suche im Hotel geht weiter",
        "where no clause tells more, a headline says which story it is",
    ),
    (
        [
            told("a", "Hotel in Kröv", measure="killed", measure_text="Tote", anchor=HARBOUR, provenance=SAID),
            told("b", "Hotel in Kröv", measure="killed", measure_text="Tote", anchor=HARBOUR, provenance=SAID),
        ],
        "Tote – Explosion in Valparaíso",
        "an occasion that the figures' clauses say needs no headline",
    ),
    (
        [
            told("a", "Hotel in Kröv", measure="killed", measure_text="Tote", anchor=HARBOUR),
            told("b", "Hotel in Kröv", measure="killed", measure_text="Tote", anchor=HARBOUR),
        ],
        "Tote – Hotel in Kröv",
        "one that only the articles have is not put to a figure",
    ),
    (
        [
            said(
                doc,
                "Absturz in Peru",
                "In Nepal starben |30| Menschen beim Absturz einer Maschine.",
                "Menschen",
                measure="killed",
                measure_text="Tote",
                anchor=EventAnchor(kind="crash", text="Absturz", place="Peru"),
                place=("NP",),
                provenance=SAID,
            )
            for doc in "ab"
        ],
        "„In Nepal starben … Menschen beim Absturz einer Maschine“ – Absturz in Peru",
        "nor one of another place than the figure's",
    ),
    (
        [
            told("a", "Werft baut ab", measure="jobs_cut", measure_text="Stellen", modality="planned"),
            told("b", "Kritik an der Werft", measure="jobs_cut", measure_text="Stellen", modality="planned"),
        ],
        "Stellen (geplant) – Kritik an der Werft",
        "what is no fact is said",
    ),
    (
        [
            told("a", "Werft baut ab", measure="jobs_cut", measure_text="Stellen", modality="planned"),
            told("b", "Kritik an der Werft", measure="jobs_cut", measure_text="Stellen"),
        ],
        "Stellen – Kritik an der Werft",
        "unless half of the texts tell it as a fact",
    ),
    (
        [
            told("a", "Chip-Werk", thing="erwachsener", dimension="money", role="limit"),
            told("b", "Bau beginnt", thing="erwachsener", dimension="money", role="limit"),
        ],
        "Betrag (Grenze) – Menschen – Chip-Werk",
        "a noun that is no amount has its dimension before it",
    ),
    (
        [
            said("a", "Baumeister Lugner ist tot", "Er baute ein Kaufhaus mit |106| Läden.", "Läden"),
            said("b", "Richard Lugner: Der Baumeister", "Richard Lugner hatte |106| Läden.", "Läden"),
        ],
        "„Richard Lugner hatte … Läden“ – Richard Lugner: Der Baumeister",
        "a subject is better than a pronoun",
    ),
    (
        [
            said("a", "Richard Lugner ist tot", "Die Passage hat seither |106| Läden.", "Läden"),
            said("b", "Trauer um Richard Lugner", "Heute zählt sie |106| Läden.", "Läden"),
        ],
        "„Die Passage hat seither … Läden“ – Trauer um Richard Lugner",
        "what does not say of which story it is has a headline behind it",
    ),
    (
        [
            said("a", "Lawine: Vierte Tote", "Von ihnen konnten sich |30| retten.", "Tote", measure_text="Überlebende"),
            said("b", "Lawine im Tal", "Im Tal konnten sich |30| retten.", "Tote", measure_text="Überlebende"),
        ],
        "Überlebende: „Im Tal konnten sich … retten“ – Lawine: Vierte Tote",
        "a clause without what is counted has its name before it",
    ),
    (
        [
            said("a", "Werft", "Die Werft zahlt |5 Euro|.", "Werft", unit="EUR", dimension="money"),
            said("b", "Werft", "Die Werft zahlt |5 Euro|.", "Werft", unit="EUR", dimension="money"),
        ],
        "„Die Werft zahlt … Euro“",
        "a headline whose words the clause has says nothing more",
    ),
    (
        [
            told("a", "Wirtz trifft", dimension="age", measure="age", bearer_text="Wirtz", anchor=HARBOUR),
            told("b", "Florian Wirtz glänzt", dimension="age", measure="age", bearer_text="Wirtz", anchor=HARBOUR),
        ],
        "Alter – Florian Wirtz",
        "an age is its bearer's, whose name is whole, whatever the occasion",
    ),
    (
        [told("a", "Kate am Hof", dimension="age", measure="age", bearer_text="Kate")],
        "Alter – Kate – Kate am Hof",
        "a name that is a given name alone has the headline behind it",
    ),
    (
        [
            told(
                doc,
                "",
                measure="killed",
                measure_text="Tote",
                anchor=EventAnchor(text="Bootsunglücks", place="Roten"),
                place=("roten meer",),
                provenance=SAID,
            )
            for doc in "ab"
        ],
        "Tote – Bootsunglück in Roten Meer",
        "an occasion stands without the ending of its genitive, a place with all its words",
    ),
    (
        [
            said(
                doc,
                "Truppen",
                "Rund |30| nordkoreanische Soldaten sind da.",
                "nordkoreanische Soldaten",
                measure="soldiers",
                measure_text="nordkoreanische Soldaten",
                group=("KP",),
                place=("kursk",),
                provenance=FieldProvenance(measure="said", place=place),
            )
            for doc, place in (("a", "said"), ("b", "inherited"))
        ],
        "nordkoreanische Soldaten in Kursk",
        "people of a country are told with their place, where a text says it",
    ),
    (
        [
            said(doc, "Virus breitet sich aus", "Es gibt |30| Fälle.", "Fälle", dimension="count", place=("erding",))
            for doc in "ab"
        ],
        "„Es gibt … Fälle“ – Erding – Virus breitet sich aus",
        "a count whose articles are all of one town is told with it",
    ),
]

HEADLINES = [
    ("Kutter sinkt im Sund ...", "Kutter sinkt im Sund", "what was cut off has no marks of it"),
    ("Kutter sinkt im Sund vor der ...", "Kutter sinkt im Sund", "nor words that open what is missing"),
    ("Kutter sinkt - 12 Tote", "Kutter sinkt", "a part without a figure is better"),
    ("Kutter sinkt: zwölf Tote", "Kutter sinkt", "or without one in words"),
    (
        "Kutter sinkt im Sund: Was wir bisher von der langen Suche wissen und was wir nicht wissen",
        "Kutter sinkt im Sund",
        "a long headline is told in part",
    ),
    ("Kutter 'sinkt im Sund", "Kutter sinkt im Sund", "quotation marks have partners"),
    ("Zwei Tage später", None, "a headline that tells nothing is not told"),
]


@pytest.mark.parametrize(("title", "told_of_it", "why"), HEADLINES)
def test_headline(title: str, told_of_it: str | None, why: str) -> None:
    assert headline([told("a", title)], "Tote") == told_of_it, why


def test_label_does_not_hang_on_order() -> None:
    for figures, label, why in OF_SEVERAL:
        assert question(figures[::-1]) == label, why


@pytest.mark.parametrize(("figures", "label", "why"), OF_SEVERAL)
def test_label_of_several(figures: list[Claim], label: str, why: str) -> None:
    assert question(figures) == label, why


@pytest.mark.parametrize(("figure", "label", "why"), CASES)
def test_label(figure: Claim, label: str, why: str) -> None:
    assert question([figure]) == label, why
