"""How often each rule fires over a corpus, in how many articles, and where to look.

usage: python -m benchmarks.rules [--articles N] CORPUS...

CORPUS is anything that ``kursk-claims extract`` reads. For each rule of counting, exclusion, time and attribution one
line is printed: its table, name and example, how often and in how many articles it fired, and up to three places as
``article:offset``. A rule that fires in fewer than five articles wants a reason to stay. Times are read without the
tense of their verb, so that ``ahead``, which needs one, is not counted.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import NamedTuple

from kursk_claims.extract.claims import extract_claims
from kursk_claims.extract.counting import counts, measures, shares, times
from kursk_claims.extract.counting.counted import JOINED, SHARED
from kursk_claims.extract.counting.places import Heads, Place
from kursk_claims.extract.counting.rules import Answer, Counting
from kursk_claims.extract.quantities import exclusions
from kursk_claims.extract.quantities.find import find_excluded
from kursk_claims.extract.slots.dates import find_times
from kursk_claims.extract.slots.time_rules import rules as time_rules
from kursk_claims.extract.statements import FAMILIES
from kursk_claims.load import read_articles
from kursk_claims.models import Article
from kursk_claims.nlp import Pipeline, build_nlp

PLACES = 3

COUNTING = {
    "counts": (counts, "RULES"),
    "measures": (measures, "RULES"),
    "shares": (shares, "RULES"),
    "multiples": (shares, "MULTIPLE_RULES"),
    "ages": (times, "AGE_RULES"),
    "times": (times, "RULES"),
}
"""The tables of counting: their modules and what they are called there."""


class Firing(NamedTuple):
    """A rule that fired: its table and name, and the character of the article where."""

    table: str
    rule: str
    start: int


class Count:
    """How often one rule fired."""

    def __init__(self) -> None:
        self.times = 0
        self.articles: set[str] = set()
        self.places: list[str] = []

    def add(self, article: str, start: int) -> None:
        """Note one firing; the places kept are of different articles."""
        self.times += 1
        if article not in self.articles and len(self.places) < PLACES:
            self.places.append(f"{article}:{start}")
        self.articles.add(article)


def examples() -> dict[tuple[str, str], str]:
    """Table and name of every rule, with its example; the tables in the order in which an article meets them."""
    known = {("exclusions", rule.name): rule.example for rule in exclusions.RULES}
    for table, (module, name) in COUNTING.items():
        known |= {(table, rule.name): rule.example for rule in getattr(module, name)}
    known |= {("all counting", JOINED): "ein 12-Tonnen-Kran", ("all counting", SHARED): "62, 64 und 66 Jahre"}
    known |= {("attribution", family): example for family, example in FAMILIES.items()}
    known |= {("attribution", "carried"): "Damit sind es 40 (after reported figures)"}
    return known | {("time expressions", rule.name): rule.example for rule in time_rules()}


@contextmanager
def watched() -> Iterator[list[Firing]]:
    """Meanwhile every rule of counting notes that it fired, also where it says that nothing is counted."""
    fired: list[Firing] = []
    kept = {table: getattr(module, name) for table, (module, name) in COUNTING.items()}

    def noting(table: str, rule: Counting) -> Counting:
        def find(place: Place, heads: Heads) -> Answer:
            answer = rule.find(place, heads)
            if answer is not None:
                fired.append(Firing(table, rule.name, place.quantity.start))
            return answer

        return rule._replace(find=find)

    try:
        for table, (module, name) in COUNTING.items():
            setattr(module, name, tuple(noting(table, rule) for rule in kept[table]))
        yield fired
    finally:
        for table, (module, name) in COUNTING.items():
            setattr(module, name, kept[table])


def firings(article: Article, pipeline: Pipeline) -> Iterator[Firing]:
    """Every rule that fires in one article."""
    for numeral, reason in find_excluded(article.text):
        yield Firing("exclusions", reason, numeral.start)
    for mention in find_times(article.text, article.published):
        yield Firing("time expressions", mention.rule, mention.start)
    with watched() as fired:
        claims = extract_claims(article, pipeline)
    yield from fired
    for claim in claims:
        quantity, attribution = claim.quantity, claim.attribution
        if quantity is not None and quantity.counted_by in {JOINED, SHARED}:
            yield Firing("all counting", quantity.counted_by, quantity.start)
        if attribution is not None and (claim.type == "attributed" or attribution.statement_id is None):
            yield Firing("attribution", attribution.construction, claim.start)


def count(articles: Iterable[Article], pipeline: Pipeline) -> dict[tuple[str, str], Count]:
    """What fired, for every rule there is."""
    found = {rule: Count() for rule in examples()}
    for article in articles:
        with pipeline.memory_zone():
            for firing in firings(article, pipeline):
                found[firing.table, firing.rule].add(article.id, firing.start)
    return found


def lines(found: dict[tuple[str, str], Count]) -> Iterator[str]:
    """One line for each rule, columns parted by tabs."""
    yield "table\trule\texample\ttimes\tarticles\tplaces"
    for (table, rule), example in examples().items():
        one = found[table, rule]
        yield f"{table}\t{rule}\t{example}\t{one.times}\t{len(one.articles)}\t{' '.join(one.places)}"


def main() -> None:
    """Read the corpus and print the lines."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rules", description=__doc__.partition("\n")[0])
    parser.add_argument("corpus", nargs="+")
    parser.add_argument("--articles", type=int, help="no more than so many")
    args = parser.parse_args()
    articles = read_articles(args.corpus, report=lambda error: print(error, file=sys.stderr))
    for line in lines(count(islice(articles, args.articles), build_nlp())):
        print(line)


if __name__ == "__main__":
    main()
