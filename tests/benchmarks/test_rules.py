"""The count of rules: every rule has a line, and what fires is counted where it fires."""

from __future__ import annotations

import pytest

from benchmarks.rules import count, examples, firings, lines
from kursk_claims.models import Article
from kursk_claims.nlp import Pipeline
from tests.pipeline import pipeline as shared

TEXT = "Am 3. Mai sanken 40 Boote in der Bucht. Laut Polizei starben drei Menschen. Artikel 5 gilt."


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return shared()


@pytest.mark.parametrize(
    ("table", "rule", "words", "why"),
    [
        ("exclusions", "date", "3", "the day of a date is no quantity"),
        ("exclusions", "designated", "5", "an article of law is named by its number"),
        ("time expressions", "day_month", "3. Mai", "the date is a time"),
        ("counts", "noun behind", "40", "the noun behind the number"),
        ("attribution", "prepositional", "Laut", "laut opens the sentence"),
    ],
)
def test_what_fires_is_found_where_it_stands(pipeline: Pipeline, table: str, rule: str, words: str, why: str) -> None:
    found = list(firings(Article(id="a", text=TEXT, published="2024-06-01"), pipeline))
    assert (table, rule, TEXT.index(words)) in found, why


def test_a_rule_that_says_that_nothing_is_counted_fires_too(pipeline: Pipeline) -> None:
    text = "Die Brücke schloss drei Jahre später."
    found = list(firings(Article(id="a", text=text), pipeline))
    assert ("times", "distant", text.index("drei")) in found


def test_every_rule_has_a_line_and_places_are_of_different_articles(pipeline: Pipeline) -> None:
    articles = [Article(id=f"a{k}", text=TEXT) for k in range(5)]
    found = count(articles, pipeline)
    table = {tuple(line.split("\t")[:2]): line.split("\t")[3:] for line in lines(found)}
    place = TEXT.index("5")
    assert set(table) - {("table", "rule")} == set(examples())
    assert table["exclusions", "designated"] == ["5", "5", f"a0:{place} a1:{place} a2:{place}"]
    assert table["shares", "adverbial"] == ["0", "0", ""], "a rule that never fires is shown"


def test_every_rule_but_a_pattern_has_an_example() -> None:
    assert all(example for (table, _), example in examples().items() if table != "time expressions")
