"""The table of a poll: parties down, those who measured across."""

from __future__ import annotations

import pytest

from kursk_claims.compare.comparison import numeric_cluster
from kursk_claims.models import Claim, EventAnchor, FieldProvenance, Source
from kursk_claims.render.families import Family, families
from kursk_claims.render.view import cluster_view
from tests.compare.build import claim, quantity, source

POLL = EventAnchor(kind="poll", text="Umfrage")
FORSA = EventAnchor(kind="poll", text="Forsa-Umfrage")
VOTE = EventAnchor(kind="election", text="Landtagswahl", place="Sachsen")
INSTITUTE = source("Infratest")


def share(doc: str, party: str, value: float, anchor: EventAnchor = POLL, named: Source | None = None) -> Claim:
    """One party's share in one article."""
    return claim(
        quantity(value, unit="percent", head=party),
        doc=doc,
        text=f"In {doc} kommt {party} auf {value} Prozent.",
        measure="vote_share",
        bearer=party.lower(),
        bearer_text=party,
        anchor=anchor,
        provenance=FieldProvenance(bearer="said"),
        sources=(named,) if named else (),
    )


def tables(*questions: list[Claim]) -> tuple[Family, ...]:
    """The families of questions, each given by its figures."""
    items = []
    for claims in questions:
        items.append(cluster_view(numeric_cluster(claims), {one.id: one for one in claims}, "de"))
    return families(items)


PARTIES = ("SPD", "CDU", "FDP")


def test_an_institute_told_once_is_that_of_all_parties() -> None:
    first = {party: share("a", party, 30 - 5 * k, named=None if k else INSTITUTE) for k, party in enumerate(PARTIES)}
    other = {party: share("b", party, 29 - 5 * k) for k, party in enumerate(PARTIES)}
    (table,) = tables(*([first[party], other[party]] for party in PARTIES))
    assert [column.source for column in table.columns] == ["Infratest", "b"]
    assert [row.bearer for row in table.rows] == ["SPD", "CDU", "FDP"], "the largest first"
    assert all(all(row.cells) for row in table.rows), "no cell is empty"
    assert table.title == "Umfrage"


TWO: list[tuple[EventAnchor, int, str]] = [
    (FORSA, 1, "a poll by another name is one table"),
    (VOTE, 0, "a vote elsewhere is another table, for which two parties are too few"),
]


@pytest.mark.parametrize(("anchor", "found", "why"), TWO)
def test_what_is_one_table(anchor: EventAnchor, found: int, why: str) -> None:
    questions = [[share("a", party, 20 + k)] for k, party in enumerate(PARTIES[:2])]
    assert len(tables(*questions, [share("b", "FDP", 5, anchor)])) == found, why
