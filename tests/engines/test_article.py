"""What every engine runs: loaded lean, and with the same claims wherever the vocabulary is emptied."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from kursk_claims.engines import article as module
from kursk_claims.load import read_articles
from kursk_claims.models import Article
from kursk_claims.nlp import Pipeline

ARTICLES = Path(__file__).parents[2] / "fixtures" / "articles"

LOADED = """
import os, sys
from kursk_claims.engines.article import build_extractor
build_extractor()
print(*sorted({name.split(".")[0] + "." + name.split(".")[1] for name in sys.modules if name.startswith("spacy.")}))
print(os.environ["OPENBLAS_NUM_THREADS"])
"""


def test_the_extractor_loads_no_command_line_and_takes_one_thread() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True, env=environment, timeout=300
    )
    modules, threads = done.stdout.splitlines()
    assert "spacy.language" in modules.split(), "spaCy is there"
    assert "spacy.cli" not in modules.split(), "its project templates and HTTP client are not"
    assert threads == "1", "several processes are faster than several threads"


def _refuse(error: Exception) -> None:
    raise error


def test_claims_do_not_depend_on_when_the_vocabulary_is_emptied(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = list(read_articles([str(ARTICLES)], report=_refuse))
    never = [list(map(msgspec.json.encode, found)) for found in map(module.build_extractor(), articles)]
    monkeypatch.setattr(module, "VOCABULARY_CHARACTERS", 1)
    always = [list(map(msgspec.json.encode, found)) for found in map(module.build_extractor(), articles)]
    assert any(never), "there are claims to compare"
    assert always == never


def test_claims_do_not_depend_on_what_is_analysed_together(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = list(read_articles([str(ARTICLES)], report=_refuse))
    alone, extractor = module.build_extractor(), module.build_extractor()
    expected = [list(map(msgspec.json.encode, alone(article))) for article in articles]
    extractor.ahead(articles)
    assert [list(map(msgspec.json.encode, extractor(article))) for article in articles] == expected
    monkeypatch.setattr(module, "VOCABULARY_CHARACTERS", 1)
    extractor.ahead(articles[:2])
    again = [list(map(msgspec.json.encode, extractor(article))) for article in (articles[2], *articles[:2])]
    assert again == [expected[2], *expected[:2]], "one that was not announced, between those that were"


def test_a_group_that_fails_is_read_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    from kursk_claims.extract import claims

    articles = list(read_articles([str(ARTICLES)], report=_refuse))[:3]
    extractor, bad = module.build_extractor(), articles[1]
    expected = [extractor(article) for article in articles]
    real = claims.opened_article

    def breaks(article: Article, pipeline: Pipeline) -> claims.Opened:
        if article is bad:
            raise ValueError("nicht lesbar")
        return real(article, pipeline)

    monkeypatch.setattr(claims, "opened_article", breaks)
    extractor.ahead(articles)
    assert [extractor(article) for article in (articles[0], articles[2])] == [expected[0], expected[2]]
    with pytest.raises(ValueError, match="nicht lesbar"):
        extractor(bad)
