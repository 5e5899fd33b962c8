"""The worked example of eight days, extracted once, and stores made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

import pytest

from kursk_claims.engines.article import build_extractor
from kursk_claims.load import read_articles
from kursk_claims.models import Claim
from kursk_claims.store.add import Added, add

EXAMPLE = Path(__file__).parents[2] / "fixtures" / "hochwasser"

Day = list[Claim]
Fill = Callable[..., Added]


def no_extractor() -> None:
    raise AssertionError("claims are given: nothing is extracted")


def never(error: Exception) -> None:
    raise error


def fill(path: Path, claims: Iterable[Claim], at: str | None = None) -> Added:
    """Add claims to the store at ``path``."""
    return add(path, claims, no_extractor, report=never, model="given", options={}, at=at)  # type: ignore[arg-type]


@cache
def example() -> list[Day]:
    """The claims of each of the example's days."""
    extract = build_extractor()
    found: list[Day] = []
    for folder in sorted(EXAMPLE.iterdir()):
        articles = read_articles([str(folder)], report=never)
        found.append([claim for article in articles for claim in extract(article)])
    return found


@pytest.fixture(scope="session")
def days() -> list[Day]:
    """The claims of each of the example's days."""
    return example()


@pytest.fixture(scope="session")
def filled(days: Sequence[Day], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of all days, each added in the evening."""
    path = tmp_path_factory.mktemp("store") / "claims.sqlite"
    for number, claims in enumerate(days):
        fill(path, claims, at=f"2025-05-{12 + number}T18:00:00Z")
    return path
