"""Parts of a comparison by status, sources and time."""

from __future__ import annotations

import pytest

from kursk_claims.compare import compare, select
from kursk_claims.models import Comparison, TimeFrame
from tests.compare.build import claim, day, quantity, source

POLICE, CLINIC = (source("Polizei"),), (source("Klinik"),)


def scene() -> Comparison:
    when = {"as_of": day("2024-06-01"), "as_of_text": "am 1. Juni"}
    dead = {**when, "thing": "tote", "event": "killed", "measure": "killed", "place": ("grünau",), "mention": "only"}
    return compare(
        [
            claim(
                quantity(12, head="Tote"),
                doc="a",
                sources=POLICE,
                **dead,
            ),
            claim(
                quantity(15, head="Tote"),
                doc="b",
                sources=CLINIC,
                **dead,
            ),
            claim(quantity(90, unit="EUR"), doc="c", thing="schaden", thing_class="damage", published="2024-06-20"),
        ]
    )


CASES = [
    ({}, 2, "all"),
    ({"status": {"conflict"}}, 1, "by status"),
    ({"status": {"update"}}, 0, "no update"),
    ({"only_conflicts": True}, 1, "what excludes each other"),
    ({"min_sources": 2}, 1, "two origins"),
    ({"since": "2024-06-10"}, 1, "by the day of publication where no figure tells its time"),
    ({"until": "2024-06-10"}, 1, "by the day the figure speaks of"),
    ({"since": "2024-06-02", "until": "2024-06-10"}, 0, "neither"),
    ({"since": "2024-06", "until": "2024-06"}, 2, "a month is all its days"),
    ({"since": "2025"}, 0, "a year begins on its first day"),
    ({"until": "2023"}, 0, "a year ends on its last"),
]


@pytest.mark.parametrize(("options", "count", "why"), CASES)
def test_select(options: dict[str, object], count: int, why: str) -> None:
    whole = scene()
    part = select(whole, **options)  # type: ignore[arg-type]
    assert len(part.clusters) == count, why
    assert part.claims == whole.claims


@pytest.mark.parametrize(
    ("options", "count", "why"),
    [
        ({"until": "2024-06-10"}, 1, "the month that the figure speaks of begins before"),
        ({"until": "2024-05-31"}, 0, "it begins after"),
        ({"since": "2024-06-20"}, 1, "it ends after"),
        ({"since": "2024-07-01"}, 0, "it ends before"),
    ],
)
def test_a_figure_of_a_whole_month(options: dict[str, str], count: int, why: str) -> None:
    month = TimeFrame(start="2024-06-01", end="2024-06-30")
    told = {
        "as_of": month,
        "thing": "tote",
        "event": "killed",
        "measure": "killed",
        "place": ("grünau",),
        "mention": "only",
    }
    whole = compare([claim(quantity(k + 12, head="Tote"), doc=doc, **told) for k, doc in enumerate("ab")])
    assert len(whole.clusters) == 1
    assert len(select(whole, **options).clusters) == count, why  # type: ignore[arg-type]
