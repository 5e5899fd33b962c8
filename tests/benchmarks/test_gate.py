"""The gate holds the floors, and itself does what it says."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import gate
from benchmarks.gate import Corpus, Floor, corpora, measure, raised, shortfalls
from benchmarks.scoring import Judged
from kursk_claims.models import Article, Claim
from tests.fuzz.targets import claims_of, pipeline

TEXT = "Rund 500 Menschen kamen."
RIGHT = Judged(
    start=0,
    end=8,
    min=500,
    max=500,
    modifier="approx",
    unit=None,
    per=None,
    head="Menschen",
    sources=(),
    optional=False,
)
CORPUS = Corpus("one", "abc", [(Article(id="a", text=TEXT), [RIGHT])])


def extract(article: Article) -> list[Claim]:
    return claims_of(article.text)


def fail(article: Article) -> list[Claim]:
    raise RuntimeError("broken")


@pytest.mark.slow
def test_no_floor_is_broken(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(gate, "build_nlp", pipeline)
    monkeypatch.setattr(sys, "argv", ["benchmarks.gate"])
    assert gate.main() == 0, capsys.readouterr().out
    said = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in said[:-1]] == [corpus.name for corpus in corpora()]


def test_judged_corpora_that_are_not_there_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(gate, "SHARED", tmp_path)
    assert [one.name for one in corpora()] == ["fixtures"]
    said = capsys.readouterr().err.splitlines()
    assert said == [
        f"{tmp_path / name} is not there: its floors are not measured" for name in ("seeds.json", "dev.json")
    ]


def test_all_right_is_one() -> None:
    assert set(measure(CORPUS, extract).values()) == {1.0}


def test_a_crash_is_a_full_miss(capsys: pytest.CaptureFixture[str]) -> None:
    assert set(measure(CORPUS, fail).values()) == {0.0}
    assert "broken" in capsys.readouterr().err


def test_a_wrong_level_spoils_those_after_it() -> None:
    wrong = Judged(**{**{f: getattr(RIGHT, f) for f in RIGHT.__struct_fields__}, "modifier": "exact"})
    figures = measure(Corpus("one", "abc", [(Article(id="a", text=TEXT), [wrong])]), extract)
    assert figures == {"span": 1.0, "value": 1.0, "modifier": 0.0, "unit": 0.0, "counted": 0.0, "source": 0.0}


def test_a_false_alarm_costs_precision() -> None:
    none_judged = Corpus("one", "abc", [(Article(id="a", text=TEXT), [])])
    assert measure(none_judged, extract)["span"] == 0.0


def test_a_lower_figure_is_named() -> None:
    assert shortfalls(CORPUS, {"span": 0.8}, Floor("abc", {"span": 0.9})) == [
        "one: span F1 0.800 is below its floor 0.900"
    ]


@pytest.mark.parametrize(
    ("floor", "word"),
    [(None, "no floors"), (Floor("other", {"span": 0.1}), "changed")],
    ids=["never set", "other data"],
)
def test_floors_must_be_there_and_of_the_same_data(floor: Floor | None, word: str) -> None:
    (problem,) = shortfalls(CORPUS, {"span": 1.0}, floor)
    assert word in problem


def test_update_raises_and_never_lowers() -> None:
    assert raised(CORPUS, {"span": 0.7}, Floor("abc", {"span": 0.9})).f1 == {"span": 0.9}
    assert raised(CORPUS, {"span": 0.95}, Floor("abc", {"span": 0.9})).f1 == {"span": 0.945}
