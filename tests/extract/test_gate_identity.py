"""The claims of news articles are the same with and without the gate."""

from __future__ import annotations

import gzip
import json
import os
import random
import unicodedata
from pathlib import Path

import msgspec
import pytest

from kursk_claims.extract.claims import extract_claims
from kursk_claims.extract.gate import Gate, build_gate
from kursk_claims.load import read_articles
from kursk_claims.models import Article
from kursk_claims.nlp import Pipeline, build_nlp

NEWS = Path(__file__).parents[3] / "shared" / "data" / "news_sample.jsonl.gz"
ROOT = Path(__file__).parents[2]
ARTICLES = int(os.environ.get("KURSK_CLAIMS_GATE_ARTICLES", "300"))
SEED = int(os.environ.get("KURSK_CLAIMS_GATE_SEED", "1"))


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return build_nlp()


def _differing(pipeline: Pipeline, articles: list[Article]) -> list[str]:
    """Ids of the articles whose claims the gate changes."""
    gate: Gate = build_gate()
    found = []
    for article in articles:
        with pipeline.memory_zone():
            gated = extract_claims(article, pipeline.read(article.text, gate=gate))
            whole = extract_claims(article, pipeline.read(article.text))
        if msgspec.json.encode(gated) != msgspec.json.encode(whole):
            found.append(article.id)
    return found


def _refuse(error: Exception) -> None:
    raise error


def test_the_project_s_articles(pipeline: Pipeline) -> None:
    articles = list(read_articles([str(ROOT / "seeds"), str(ROOT / "fixtures" / "articles")], report=_refuse))
    assert len(articles) >= 8, "there are articles to compare"
    assert _differing(pipeline, articles) == []


@pytest.mark.slow
@pytest.mark.skipif(not NEWS.exists(), reason="the news sample is not there")
def test_news(pipeline: Pipeline) -> None:
    with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    random.Random(SEED).shuffle(records)
    articles = [
        Article(
            id=record["id"],
            text=unicodedata.normalize("NFC", record["text"]),
            outlet=record["outlet"],
            title=record["title"],
            published=record["published"][:10],
        )
        for record in records[:ARTICLES]
    ]
    assert len(articles) == ARTICLES
    assert _differing(pipeline, articles) == []
