"""Independent origins: who stands behind the claims, however many print them."""

from __future__ import annotations

import pytest
from msgspec import structs

from kursk_claims.compare.comparison import numeric_cluster
from kursk_claims.models import Claim
from tests.compare.build import claim, quantity, source

PAPER = source("Nordblick", kind="outlet")
POLICE = source("Polizei", kind="institution")
STAFF = source("Beamte der USA", key="US:government")
BOTH = source("Beamte der USA und Ukraine", key="UA+US:government")
EXPERTS = source("Militärexperten", kind="anonymous")
SOME, OTHER = source("einige Medienberichte", kind="anonymous"), source("andere", kind="anonymous")
STAFF_AND_EXPERTS = (STAFF, structs.replace(EXPERTS, beside=True))
TWO = (source("Stadtwerke"), structs.replace(source("Feuerwehr"), beside=True))
COPY = "Bei dem Brand in der Lagerhalle sind am Morgen nach Angaben der Feuerwehr zwölf Menschen verletzt worden."


def said(doc: str, *chain: object, value: float = 12, start: int = 0, text: str | None = None, **kw: object) -> Claim:
    return claim(quantity(value), doc=doc, start=start, sources=chain, text=text, **kw)  # type: ignore[arg-type]


CASES = [
    ([said("a"), said("b")], 2, "two outlets assert it themselves"),
    ([said("a1", outlet="A"), said("a2", outlet="A")], 1, "one outlet in two articles"),
    ([said("a", PAPER, STAFF), said("b", PAPER, STAFF)], 1, "two outlets quote one report on one source"),
    ([said("a", PAPER, STAFF), said("b", PAPER)], 1, "the second stops at the paper"),
    ([said("a", PAPER, STAFF), said("b", STAFF)], 1, "the second leaves the paper out"),
    ([said("a", PAPER, BOTH), said("b", STAFF)], 1, "some of those who are behind it together"),
    ([said("a", PAPER, STAFF), said("b", EXPERTS)], 2, "other people"),
    ([said("a", *TWO), said("b", source("Stadtwerke"))], 1, "the first of two who say it together"),
    ([said("a", *TWO), said("b", source("Feuerwehr"))], 1, "the second of them"),
    ([said("a", *TWO), said("b", source("Hafenamt"))], 2, "neither of them"),
    ([said("a", PAPER, *STAFF_AND_EXPERTS), said("b", PAPER)], 1, "the second stops at the paper that cites two"),
    ([said("a", POLICE), said("b", source("Polizei in Grünau", key="polizei grünau"))], 1, "the body with its place"),
    ([said("a", POLICE), said("b", source("Polizeisprecher", key="polizeisprech"))], 1, "who speaks for the body"),
    ([said("a", POLICE), said("b", source("Sprecherin der Polizei", key="sprecheri polizei"))], 1, "in two words"),
    ([said("a", source("Helga Morsch", kind="person")), said("b", source("Morsch", kind="person"))], 1, "the surname"),
    (
        [said("a", POLICE), said("b", source("Polizei Grünau")), said("c", source("Polizei Selkental"))],
        3,
        "which of the two the bare name means is not known",
    ),
    ([said("a", POLICE), said("b", source("Landkreis"))], 2, "two bodies"),
    (
        [said("a", source("Gouverneur")), said("b", source("Gouverneur Oleh Kirin", key="oleh kirin", kind="person"))],
        1,
        "the office, and its holder by name",
    ),
    ([said("a", source("Bild", kind="outlet")), said("b", source("Bild am Tag", kind="outlet"))], 2, "two papers"),
    ([said("a", STAFF), said("a", start=300)], 1, "the article repeats without a source what it attributes elsewhere"),
    ([said("a", SOME, value=8), said("a", OTHER, value=15, start=300)], 2, "two unnamed sources for two figures"),
    ([said("a", SOME), said("b", SOME)], 2, "unnamed reports of two articles are not known to be the same"),
    ([said("a", text=COPY), said("b", text=COPY.replace("Morgen", "Abend"))], 1, "two outlets print one copy"),
    ([said("a", text="Zwölf Verletzte."), said("b", text="Zwölf Verletzte.")], 2, "too short to be known for a copy"),
]


@pytest.mark.parametrize(("claims", "count", "why"), CASES)
def test_independent_origins(claims: list[Claim], count: int, why: str) -> None:
    assert numeric_cluster(claims).independent_origins == count, why
    assert numeric_cluster(claims[::-1]).origins == numeric_cluster(claims).origins, "in any order"


def test_chain_runs_from_the_reporter_to_the_last_cited() -> None:
    (origin,) = numeric_cluster([said("b", PAPER), said("a", PAPER, STAFF)]).origins
    assert (origin.name, origin.chain) == ("Beamte der USA", ("Nordblick", "Beamte der USA"))
    assert origin.outlets == ("a", "b")


def test_shared_copy_names_its_earliest_printer() -> None:
    claims = [
        said("late", text=COPY, published="2024-06-04"),
        said("early", text=COPY, published="2024-06-02"),
        said("undated", text=COPY, published=None),
    ]
    (origin,) = numeric_cluster(claims).origins
    assert (origin.shared_copy, origin.earliest) == (True, "early")


def test_value_groups_name_the_origins_behind_them() -> None:
    cluster = numeric_cluster([said("a", STAFF, value=8), said("b", EXPERTS, value=15)])
    assert [group.origins for group in cluster.value_groups] == [("Beamte der USA",), ("Militärexperten",)]
