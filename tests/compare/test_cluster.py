"""Blocks, components, and the guard against chains."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_claims.compare import compare
from kursk_claims.compare.alignment import Scored
from kursk_claims.compare.blocking import candidate_pairs, keys, windows
from kursk_claims.compare.cluster import components, is_clear, questions
from kursk_claims.compare.profile import Profile, profile
from kursk_claims.models import Claim, Comparison
from kursk_claims.settings import (
    BLOCK_DAYS,
    BLOCK_WINDOW,
    DIFFERING_THRESHOLD,
    ELSEWHERE_THRESHOLD,
    LINK_THRESHOLD,
    LOOSE_THRESHOLD,
    NEARBY_THRESHOLD,
)
from tests.compare.build import claim, quantity, source

DEAD = {
    "mention": "only",
    "thing": "tote",
    "event": "killed",
    "measure": "killed",
    "place": ("grünau",),
    "terms": ("tote", "hochwasser"),
}


def clusters_of(comparison: Comparison) -> set[frozenset[str]]:
    return {frozenset(c.claim_ids) for c in comparison.clusters if c.kind == "numeric"}


def flood() -> list[Claim]:
    return [
        claim(quantity(12, head="Tote"), doc="a", **DEAD),
        claim(quantity(12, head="Tote"), doc="b", **DEAD),
        claim(quantity(14, head="Tote"), doc="c", sources=(source("Landrat"),), **DEAD),
        claim(quantity(300, head="Helfer"), doc="a", start=500, thing="helfer", event="deployed"),
        claim(quantity(310, "approx", head="Helfer"), doc="b", start=500, thing="helfer", event="deployed"),
        claim(quantity(20, unit="EUR", head="Schaden"), doc="c", start=500, thing="schaden", thing_class="damage"),
    ]


def elsewhere() -> list[Claim]:
    other = {"topic": ("wahl", "landtag", "fdp", "prognos", "stimm", "kandidat")}
    return [
        claim(quantity(12, unit="percent", head="Stimmen"), doc="x", thing="stimme", thing_class="vote", **other),
        claim(quantity(12, head="Abgeordnete"), doc="y", thing="abgeordneter", thing_class="politician", **other),
    ]


def test_questions_of_one_story_are_told_apart() -> None:
    sizes = sorted(len(members) for members in clusters_of(compare(flood())))
    assert sizes == [1, 2, 3], "damage, helpers and dead are three questions"


def test_every_numeric_claim_is_in_one_cluster_and_one_value_group() -> None:
    comparison = compare([*flood(), *elsewhere()])
    ids = sorted(c.id for c in comparison.claims if c.quantity)
    numeric = [c for c in comparison.clusters if c.kind == "numeric"]
    assert sorted(key for c in numeric for key in c.claim_ids) == ids
    assert sorted(key for c in numeric for group in c.value_groups for key in group.claim_ids) == ids


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_of_input_never_changes_the_result(chance: random.Random) -> None:
    claims = [*flood(), *elsewhere()]
    expected = compare(claims)
    chance.shuffle(claims)
    assert compare(claims) == expected


def test_a_document_on_another_topic_changes_no_cluster() -> None:
    before = clusters_of(compare(flood()))
    assert before <= clusters_of(compare([*flood(), *elsewhere()]))


def test_a_claim_given_twice_counts_once() -> None:
    assert compare([*flood(), *flood()]) == compare(flood())


def test_nothing_in_nothing_out() -> None:
    assert compare([]) == Comparison(documents=(), claims=(), clusters=())


def test_components_are_connected_and_sorted() -> None:
    assert components("dcba", [("a", "c"), ("c", "d")]) == [["a", "c", "d"], ["b"]]


def _chain(veto: bool) -> list[list[str]]:
    members = [profile(claim(quantity(value), doc=doc)) for doc, value in (("a", 1), ("b", 2), ("c", 3))]
    a, b, c = members
    apart = {frozenset((a.id, c.id))} if veto else set()

    def likeness(a: Profile, b: Profile, *, rivals: bool = False) -> float | None:
        return None if {a.id, b.id} in apart else 5.0

    def link(one: Profile, other: Profile, score: float) -> Scored:
        low, high = sorted((one.id, other.id))
        return Scored(("a", "b"), low, high, score, "agree")

    found = questions(members, [link(a, b, 9.0), link(b, c, 8.0)], pair_likeness=likeness)
    names = {p.id: p.doc for p in members}
    return sorted(sorted(names[key] for key in group.ids) for group in found)


def test_a_chain_does_not_join_what_contradicts() -> None:
    assert _chain(veto=True) == [["a", "b"], ["c"]], "a and c contradict, so c stays out"
    assert _chain(veto=False) == [["a", "b", "c"]]


SURE = [
    (LINK_THRESHOLD, {"kind": "agree"}, True, "equal figures of one story"),
    (LINK_THRESHOLD, {"kind": "agree", "told": False}, False, "less than one story"),
    (NEARBY_THRESHOLD, {"kind": "agree", "told": False}, True, "less than one story, and surer"),
    (NEARBY_THRESHOLD, {"kind": "agree", "told": False, "elsewhere": True}, False, "two stories"),
    (ELSEWHERE_THRESHOLD, {"kind": "agree", "told": False, "elsewhere": True}, True, "two stories, and surer still"),
    (LINK_THRESHOLD, {"kind": "agree", "loose": True}, False, "a bound and a value inside it"),
    (LOOSE_THRESHOLD, {"kind": "agree", "loose": True}, True, "a bound and a value inside it, and surer"),
    (DIFFERING_THRESHOLD, {"kind": "differ"}, True, "figures that exclude each other, of texts that tell one question"),
    (9.0, {"kind": "differ", "told": False}, False, "texts that do not"),
]


@pytest.mark.parametrize(("score", "link", "sure", "why"), SURE)
def test_how_sure_a_link_must_be(score: float, link: dict[str, object], sure: bool, why: str) -> None:
    assert is_clear(Scored(("a", "b"), "1", "2", score, **link)) is sure, why  # type: ignore[arg-type]


def test_pairs_grow_with_the_number_of_claims_in_a_large_block() -> None:
    claims = [claim(quantity(1000 + n), doc=f"d{n}", **DEAD) for n in range(4 * BLOCK_WINDOW)]
    pairs = list(candidate_pairs([profile(c) for c in claims]))
    assert len(pairs) <= BLOCK_WINDOW * len(claims)
    assert len(pairs) == len({frozenset((a.id, b.id)) for a, b in pairs}), "each pair once"


@pytest.mark.parametrize(
    ("size", "days", "meet", "why"),
    [
        (BLOCK_WINDOW, 400, True, "a small block is compared in full, whatever the dates"),
        (3 * BLOCK_WINDOW, 400, False, "a large block's figures of another year answer another question"),
        (3 * BLOCK_WINDOW, 0, True, "unknown dates keep nothing apart"),
        (3 * BLOCK_WINDOW, BLOCK_DAYS, True, "the bound itself is near"),
    ],
)
def test_in_a_large_block_only_claims_of_near_days_meet(size: int, days: int, meet: bool, why: str) -> None:
    far = [1000 + days if days else 0] * (size // 2)
    found = list(windows([("key",)] * size, [1000] * (size - len(far)) + far))
    assert any(i < size - len(far) <= j for i, j in found) is meet, why
    assert len(found) == len(set(found)), "each pair once"


def test_block_keys_come_from_one_claim_alone() -> None:
    a, b = flood()[:2]
    assert set(keys(profile(a))) & set(keys(profile(b)))
    assert not set(keys(profile(a))) & set(keys(profile(elsewhere()[0])))
