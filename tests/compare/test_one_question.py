"""Comparing many claims of one question: the steps it takes grow as the claims do, not with their square."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from kursk_claims.compare import cluster, comparison, value_groups, verdict
from kursk_claims.models import Claim, Source
from tests.compare.build import claim, quantity

SMALL, FACTOR = 60, 4
LIMIT = FACTOR**1.5


def one_question(count: int, value: Callable[[int], int]) -> list[Claim]:
    return [
        claim(
            quantity(value(n)), doc=f"d{n:05}", outlet=f"Blatt {n % 7}", measure="dead", event="killed", place=("LB",)
        )
        for n in range(count)
    ]


@pytest.mark.parametrize(
    ("value", "why"), [(lambda n: 50_000, "identical"), (lambda n: 1_000 + 37 * n, "all different")]
)
def test_steps_grow_with_claims(monkeypatch: pytest.MonkeyPatch, value: Callable[[int], int], why: str) -> None:
    steps = 0

    def counted(function: Callable[..., object]) -> Callable[..., object]:
        def run(*arguments: object) -> object:
            nonlocal steps
            steps += 1
            return function(*arguments)

        return run

    for module, name in ((value_groups, "same_value"), (verdict, "_excluding"), (cluster, "likeness")):
        monkeypatch.setattr(module, name, counted(getattr(module, name)))

    def work(count: int) -> int:
        nonlocal steps
        steps = 0
        found = comparison.numeric_clusters(one_question(count, value), 0.0)
        assert max(len(one.claim_ids) for one in found) > count // 3, "they are compared with each other"
        return steps

    assert work(FACTOR * SMALL) < LIMIT * work(SMALL), why


def calls(function: Callable[[], object]) -> int:
    """How many functions are called, down to the last."""
    count = 0

    def one_more(*_: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(one_more)
    try:
        function()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    ("value", "sources", "why"),
    [
        (lambda n: 50_000, 0, "identical, from nobody"),
        (lambda n: 50_000, 2, "identical, half of them from somebody"),
        (lambda n: 1_000 + 37 * n, 0, "all different, from nobody"),
        (lambda n: 1_000 + 37 * n, 1, "all different, each from somebody"),
    ],
)
def test_every_step_of_a_question_grows_with_claims(value: Callable[[int], int], sources: int, why: str) -> None:
    police = Source(text="Polizei", start=0, end=7, name="Polizei", key="polizei", kind="authority")

    def work(count: int) -> int:
        claims = [
            claim(
                quantity(value(n)),
                doc=f"d{n:05}",
                outlet=f"Blatt {n % 7}",
                text=f"Es waren {n**5} bei {n**7}, dazu {n**3} von {n**6}: so viele.",
                sources=(police,) if sources and n % sources == 0 else (),
            )
            for n in range(count)
        ]
        return calls(lambda: comparison.numeric_cluster(claims))

    one, more = work(2 * SMALL), work(2 * FACTOR * SMALL)
    assert more < 1.25 * FACTOR * one, f"{why}: {one} and {more} calls"


def test_many_values_are_told_by_their_neighbours() -> None:
    claims = one_question(40, lambda n: 1_000 * 2**n)
    found = comparison.numeric_cluster(claims)
    assert len(found.value_groups) == 40
    assert len(found.exclusions) == 39
    assert found.status == "conflict"
