"""When a value held: what its texts name, else when it was first printed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kursk_claims.compare.comparison import numeric_cluster
from kursk_claims.models import Claim
from kursk_claims.store.states import states
from tests.compare.build import claim, day, quantity

DEAD = {"thing": "tote", "event": "killed"}


def printed(
    value: float, doc: str, published: str, as_of: tuple[str, str] | None = None, modality: str | None = None
) -> Claim:
    """A figure, printed at a day and hour, with the time that its text names."""
    told = {"as_of": day(*as_of), "as_of_text": "dann"} if as_of else {}
    return claim(
        quantity(value), doc=doc, published=published[:10], published_time=published, modality=modality, **told, **DEAD
    )


def history(claims: Sequence[Claim]) -> list[tuple[str | None, float | None]]:
    found = states(numeric_cluster(claims), {one.id: one for one in claims})
    return [(state.start, state.group.min) for state in found]


@pytest.mark.parametrize(
    ("claims", "wanted", "why"),
    [
        (
            [printed(3, "a", "2024-06-03T08"), printed(5, "b", "2024-06-04T08")],
            [("2024-06-03", 3), ("2024-06-04", 5)],
            "nothing is told: the days of print",
        ),
        (
            [
                printed(3, "a", "2024-06-03T13"),
                printed(5, "b", "2024-06-04T09", ("2024-06-03T08", "2024-06-03T08")),
                printed(9, "c", "2024-06-04T10", ("2024-06-03T19", "2024-06-03T19")),
            ],
            [("2024-06-03T08", 5), ("2024-06-03", 3), ("2024-06-03T19", 9)],
            "between two hours that texts name stands what was printed between them",
        ),
        (
            [
                printed(62, "a", "2024-06-18T08"),
                printed(62, "b", "2024-07-03T08", ("2024-06-16", "2024-06-20")),
                printed(70, "c", "2024-07-03T09", ("2024-07-03", "2024-07-03")),
            ],
            [("2024-06-18", 62), ("2024-07-03", 70)],
            "two weeks ago is a day told inexactly: the one of first print",
        ),
        (
            [
                printed(180, "a", "2024-06-03T08"),
                printed(180, "b", "2024-06-05T08", ("2024-06-05", "2024-06-05")),
                printed(310, "c", "2024-06-06T09", ("2024-06-06", "2024-06-06")),
            ],
            [("2024-06-03", 180), ("2024-06-06", 310)],
            "what was printed before the day that a later article names held then already",
        ),
        (
            [
                printed(180, "a", "2024-06-03T08", modality="planned"),
                printed(180, "b", "2024-06-05T08", ("2024-06-05", "2024-06-05")),
                printed(310, "c", "2024-06-06T09", ("2024-06-06", "2024-06-06")),
            ],
            [("2024-06-05", 180), ("2024-06-06", 310)],
            "a plan did not hold yet",
        ),
        (
            [
                printed(3, "a", "2024-06-03T08", ("2024-06-03", "2026-12-31"), modality="planned"),
                printed(2, "b", "2024-06-09T08", ("2024-06-09", "2024-06-09"), modality="planned"),
            ],
            [("2024-06-03", 3), ("2024-06-09", 2)],
            "a plan for years stands before what it became",
        ),
        (
            [
                printed(5, "a", "2024-03-01T08", ("2024-01-01", "2024-12-31")),
                printed(6, "b", "2025-03-01T08", ("2025-01-01", "2025-12-31")),
            ],
            [("2024-01-01", 5), ("2025-01-01", 6)],
            "a year is the period of the figure, no inexact day",
        ),
    ],
)
def test_when_a_value_held(
    claims: Sequence[Claim], wanted: Sequence[tuple[str | None, float | None]], why: str
) -> None:
    assert history(claims) == wanted, why
    assert history(claims[::-1]) == wanted, "in any order"
