"""Statement clusters that only repeat a figure are told with it."""

from __future__ import annotations

import pytest

from kursk_claims.compare import select
from kursk_claims.compare.cluster import Group
from kursk_claims.compare.comparison import numeric_cluster, statement_cluster
from kursk_claims.compare.folding import folded, questions_repeated
from kursk_claims.models import Claim, Cluster, Comparison
from tests.compare.build import claim, quantity, source

POLICE, OWNER = source("Polizei"), source("Eigentümer")
HOTEL = "Im Hotel seien 14 Menschen gewesen"
LEMMAS = "hotel mensch einsturz"


def said(doc: str, text: str, terms: str = LEMMAS, **kw: object) -> Claim:
    known = {"sources": (POLICE,), **kw}
    return claim(None, doc=doc, text=text, terms=tuple(terms.split()), **known)  # type: ignore[arg-type]


def figure(doc: str, text: str, shown: str = "14", terms: str = LEMMAS) -> Claim:
    """A numeric claim whose number stands as ``shown`` in its sentence ``text``; ``terms`` are its clause's lemmas."""
    amount = quantity(float(shown[:2]), text=shown, start=text.index(shown))
    return claim(amount, doc=doc, text=text, terms=tuple(terms.split()), sources=(POLICE,))


def clusters(statements: tuple[Claim, ...], *questions: tuple[Claim, ...], clear: bool = True) -> list[Cluster]:
    """The statements as one cluster beside one for the figures of each question, folded where it only repeats one."""
    numeric = [numeric_cluster(held, Group(tuple(c.id for c in held), None, clear=clear)) for held in questions]
    claims = [*statements, *(c for held in questions for c in held)]
    return folded([*numeric, statement_cluster(statements)], claims)


A, IN_A = said("a", HOTEL), figure("a", HOTEL)
B, IN_B = said("b", HOTEL), figure("b", HOTEL)
TURNED = "14 Menschen seien beim Einsturz im Hotel gewesen"
MORE = f"{HOTEL}, obwohl die Feuerwehr gewarnt und geräumt habe"
ALL = f"{HOTEL}, ohne dass jemand gewarnt worden sei"
CHILDREN = f"{HOTEL}, darunter 12 Kinder"
KNOWN = "Beim Einsturz seien die 14 Menschen im Hotel gewesen"
AGED = "Im Hotel sei beim Einsturz angeblich 14-jähriger Mensch gewesen"
DENIED = said("b", HOTEL, sources=(OWNER,), stance="deny")

CASES: list[tuple[tuple[Claim, ...], tuple[tuple[Claim, ...], ...], bool, str]] = [
    ((A, B), ((IN_A, IN_B),), True, "the figure is all that both say"),
    ((A, said("b", TURNED)), ((IN_A, figure("b", TURNED)),), True, "the same in another order"),
    ((A, B, said("c", HOTEL)), ((IN_A, IN_B, figure("c", HOTEL)),), True, "three articles"),
    ((A, said("a", HOTEL, start=90)), ((IN_A,),), False, "one article, which repeats the statement without the figure"),
    ((A, DENIED), ((IN_A, IN_B),), False, "disputed: that somebody denies it is told nowhere else"),
    ((A, said("b", "Im Hotel seien Menschen gewesen")), ((IN_A,),), False, "one of them names no figure"),
    ((A, B), ((IN_A,), (IN_B,)), False, "their figures answer two questions"),
    (
        (said("a", CHILDREN, f"{LEMMAS} kind"), said("b", CHILDREN, f"{LEMMAS} kind")),
        ((figure("a", CHILDREN), figure("b", CHILDREN)), tuple(figure(d, CHILDREN, "12", "kind") for d in "ab")),
        False,
        "figures of two questions in each",
    ),
    (
        (A, said("b", MORE, f"{LEMMAS} feuerwehr warnen räumen")),
        ((IN_A, figure("b", MORE)),),
        False,
        "one says besides that somebody warned",
    ),
    ((A, said("b", ALL)), ((IN_A, figure("b", ALL)),), False, "that nobody was warned is told besides"),
    ((A, said("b", KNOWN)), ((IN_A, figure("b", KNOWN)),), False, "a figure behind an article is known already"),
    (
        (A, said("b", AGED)),
        ((IN_A, figure("b", AGED, "14-jähriger")),),
        False,
        "a figure that is part of a word describes somebody",
    ),
]


@pytest.mark.parametrize(("statements", "questions", "repeats", "why"), CASES, ids=[why for *_, why in CASES])
def test_what_only_repeats_a_figure(
    statements: tuple[Claim, ...], questions: tuple[tuple[Claim, ...], ...], repeats: bool, why: str
) -> None:
    home, *_, statement = clusters(statements, *questions)
    assert statement.folded_into == (home.id if repeats else None), why


def test_nothing_is_folded_into_an_unclear_question() -> None:
    home, statement = clusters((A, B), (IN_A, IN_B), clear=False)
    assert (home.status, statement.folded_into) == ("unclear", None)


def compared() -> Comparison:
    found = clusters((A, B), (IN_A, IN_B))
    return Comparison(documents=(A.doc, B.doc), claims=(A, IN_A, B, IN_B), clusters=tuple(found))


def test_a_folded_statement_goes_where_its_figure_goes() -> None:
    """Else it would be chosen by its own status, and stand where its figure does not."""
    whole = compared()
    assert select(whole, status=["agree"]) == whole
    assert select(whole, status=["conflict"]).clusters == ()
    assert select(whole, min_sources=2).clusters == ()


def test_each_folded_claim_tells_the_question_that_it_repeats() -> None:
    whole = compared()
    assert questions_repeated(whole) == dict.fromkeys((A.id, B.id), whole.clusters[0].question)
