"""Extraction in one process and in several: same claims, same order, bounded look-ahead, no lost errors."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kursk_claims.engines import local
from kursk_claims.errors import InputError, KurskError, ModelError
from kursk_claims.models import Article
from kursk_claims.settings import BATCH_ARTICLES, TOGETHER_ARTICLES, TOGETHER_CHARACTERS
from tests.engines.doubles import articles, build, build_without_model

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")


def test_claims_come_in_the_order_of_articles_and_text() -> None:
    found = list(local.extract(articles(8), build, report=pytest.fail))
    numbers = [10, 20, 21, 30, 31, 32, 50, 60, 61, 70, 71, 72]
    assert [claim.text for claim in found] == [f"{number} Leute" for number in numbers]


@pytest.mark.parametrize("workers", [2, 3])
def test_workers_change_nothing(workers: int) -> None:
    many = articles(5 * BATCH_ARTICLES + 3)
    one = list(local.extract(many, build, report=pytest.fail))
    assert list(local.extract(many, build, workers, report=pytest.fail)) == one


@pytest.mark.parametrize("workers", [1, 2])
def test_an_article_that_fails_is_reported_and_the_rest_goes_on(workers: int) -> None:
    told: list[InputError] = []
    bad = Article(id="bad", text="KAPUTT", path="d/bad.txt")
    found = list(local.extract([*articles(2), bad, *articles(4)[2:]], build, workers, report=told.append))
    assert [claim.doc.id for claim in found] == ["a1", "a2", "a2", "a3", "a3", "a3"]
    assert [str(error) for error in told] == [
        "d/bad.txt: extraction of 'bad' failed (ValueError: nicht lesbar); "
        "this is a defect of kursk-claims, please report it with the text"
    ]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_missing_pipeline_ends_the_run_in_one_line(workers: int) -> None:
    with pytest.raises(ModelError, match="no such pipeline"):
        list(local.extract(articles(3), build_without_model, workers, report=pytest.fail))


def test_a_worker_that_dies_ends_the_run_in_one_line() -> None:
    with pytest.raises(KurskError, match="a worker process died"):
        list(local.extract([Article(id="x", text="TOT")], build, 2, report=pytest.fail))


@pytest.mark.parametrize("workers", [1, 2])
def test_no_article_builds_nothing(workers: int) -> None:
    assert list(local.extract([], build_without_model, workers, report=pytest.fail)) == []


@pytest.mark.parametrize(("workers", "ahead"), [(1, TOGETHER_ARTICLES), (2, 6 * BATCH_ARTICLES)])
def test_articles_are_taken_as_claims_are_asked_for(workers: int, ahead: int) -> None:
    taken = 0

    def endless() -> Iterator[Article]:
        nonlocal taken
        while True:
            taken += 1
            yield Article(id=f"a{taken}", text="1 Mensch")

    found = local.extract(endless(), build, workers, report=pytest.fail)
    for _ in range(40):
        next(found)
    found.close()  # type: ignore[attr-defined]
    assert taken <= 40 + ahead


LONG = TOGETHER_CHARACTERS


@pytest.mark.parametrize(
    ("lengths", "sizes", "why"),
    [
        ([], [], "nothing to read"),
        ([1], [1], "one alone"),
        ([1] * (TOGETHER_ARTICLES + 1), [TOGETHER_ARTICLES, 1], "no more than so many"),
        ([1, LONG, 1], [2, 1], "a long one ends its group"),
        ([LONG, LONG], [1, 1], "long ones go alone"),
    ],
)
def test_articles_that_are_analysed_together(lengths: list[int], sizes: list[int], why: str) -> None:
    given = [Article(id=f"a{n}", text="x" * length) for n, length in enumerate(lengths)]
    groups = list(local.together(given))
    assert [len(group) for group in groups] == sizes, why
    assert [article for group in groups for article in group] == given, why
