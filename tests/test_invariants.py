"""What must hold for every text: exact places, no dependence on neighbours, order or environment."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kursk_claims.compare import compare
from kursk_claims.extract.claims import extract_claims
from kursk_claims.load import read_articles
from kursk_claims.models import Article, Claim
from tests.fuzz.targets import FRAGMENTS, pipeline, spans

ROOT = Path(__file__).parent.parent
NEWS = ROOT.parent / "shared" / "data" / "news_sample.jsonl.gz"

SENTENCES = (
    "Rund 500 Menschen kamen nach Angaben der Polizei zum Markt.",
    "„Wir haben 12 Boote gezählt“, sagte Kapitänin Ada Lund dem Sender NRD.",
    "Ihr zufolge seien es im Vorjahr nur drei gewesen.",
    "Der Umsatz stieg um 4,5 Prozent auf 1,2 Milliarden Euro.",
    "Das Ministerium dementierte, dass 40 Stellen wegfallen.",
    "Laut einem Bericht des „Abendblatts“ sollen es bis zu 60 sein.",
    "Am 3. Mai war es ruhig.",
    "»Das reicht nicht«, meint Lund.",
    "Wegen des Hochwassers mussten nach Angaben des Krisenstabs 4200 Bewohner der Altstadt ihre Wohnungen verlassen.",
)

texts = st.one_of(
    st.lists(st.sampled_from(SENTENCES), max_size=6).map(" ".join),
    st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join).map(lambda t: t.encode("utf-8", "replace").decode()),
    st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace").decode()),
)


def claims_of(text: str, name: str = "a", **known: str) -> list[Claim]:
    return extract_claims(Article(id=name, text=text, **known), pipeline())


@settings(max_examples=150, deadline=None)
@given(text=texts)
def test_every_span_is_an_exact_slice_and_every_id_is_found(text: str) -> None:
    claims = claims_of(text)
    for claim in claims:
        assert text[claim.start : claim.end] == claim.text == claim.evidence.exact
        assert text[: claim.start].endswith(claim.evidence.prefix)
        assert text[claim.end :].startswith(claim.evidence.suffix)
        for start, end in spans(claim):
            assert 0 <= start < end <= len(text)
        if claim.quantity is not None:
            assert claim.start <= claim.quantity.start < claim.quantity.end <= claim.end
            assert text[claim.quantity.start : claim.quantity.end] == claim.quantity.text
        for source in claim.attribution.sources if claim.attribution else ():
            assert text[source.start : source.end] == source.text
    ids = [claim.id for claim in claims]
    assert len(ids) == len(set(ids))
    attributed = {claim.id for claim in claims if claim.type == "attributed"}
    for claim in claims:
        if claim.type == "numeric" and claim.attribution and claim.attribution.statement_id:
            assert claim.attribution.statement_id in attributed


@settings(max_examples=50, deadline=None)
@given(texts=st.lists(texts, min_size=1, max_size=4), seed=st.randoms(use_true_random=False))
def test_every_claim_is_in_one_cluster_and_one_group_whatever_their_order(texts: list[str], seed: Random) -> None:
    claims = [claim for i, text in enumerate(texts) for claim in claims_of(text, f"doc{i}", outlet=f"Blatt {i}")]
    comparison = compare(claims)
    numeric = sorted(claim.id for claim in claims if claim.type == "numeric")
    clustered = sorted(i for c in comparison.clusters if c.kind == "numeric" for i in c.claim_ids)
    grouped = sorted(i for c in comparison.clusters if c.kind == "numeric" for g in c.value_groups for i in g.claim_ids)
    assert numeric == clustered == grouped
    shuffled = list(claims)
    seed.shuffle(shuffled)
    assert msgspec.json.encode(comparison) == msgspec.json.encode(compare(shuffled))


@settings(max_examples=50, deadline=None)
@given(texts=st.lists(st.lists(st.sampled_from(SENTENCES), max_size=4).map(" ".join), min_size=2, max_size=3))
@example(texts=[SENTENCES[-1], SENTENCES[-1]])
def test_a_folded_statement_stays_in_one_cluster_and_names_that_of_all_its_figures(texts: list[str]) -> None:
    claims = [claim for i, text in enumerate(texts) for claim in claims_of(text, f"doc{i}", outlet=f"Blatt {i}")]
    comparison = compare(claims)
    clustered = [id_ for cluster in comparison.clusters for id_ in cluster.claim_ids]
    assert len(clustered) == len(set(clustered))
    numeric = {cluster.id: cluster for cluster in comparison.clusters if cluster.kind == "numeric"}
    by_id = {claim.id: claim for claim in claims}
    folded = [cluster for cluster in comparison.clusters if cluster.folded_into is not None]
    for cluster in folded:
        home = numeric[cluster.folded_into or ""]
        assert (cluster.kind, cluster.status) == ("statement", "agree")
        assert home.status != "unclear"
        for statement in (by_id[id_] for id_ in cluster.claim_ids):
            assert statement.attribution
            spans = statement.attribution.content
            figures = {
                other.id
                for other in claims
                if other.doc.id == statement.doc.id and other.quantity
                if any(span.start <= other.quantity.start < span.end for span in spans)
            }
            assert figures
            assert figures <= set(home.claim_ids)
    assert folded or texts != [SENTENCES[-1], SENTENCES[-1]]


@settings(max_examples=25, deadline=None)
@given(texts=st.lists(texts, min_size=2, max_size=4, unique=True))
def test_extraction_does_not_depend_on_neighbours(texts: list[str]) -> None:
    alone = [claims_of(texts[0], "x")]
    for text in texts[1:]:
        claims_of(text, "y")
    assert [claims_of(texts[0], "x")] == alone


def run(*arguments: str, **environment: str) -> bytes:
    """Standard output of the command line under another environment."""
    done = subprocess.run(
        [sys.executable, "-m", "kursk_claims", *arguments],
        cwd=ROOT,
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


SEEDS = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "seeds").iterdir())

ENVIRONMENTS = [
    pytest.param({"PYTHONHASHSEED": "1"}, id="hash seed 1"),
    pytest.param({"PYTHONHASHSEED": "4711", "OMP_NUM_THREADS": "2"}, id="another hash seed, two threads"),
    pytest.param({"LC_ALL": "C", "LANG": "C", "TZ": "Pacific/Auckland"}, id="C locale, far time zone"),
]


@pytest.fixture(scope="module")
def usual() -> bytes:
    """The comparison of the seeds in the environment as it is."""
    return run("compare", "--format", "json", *SEEDS)


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_same_input_gives_the_same_bytes(environment: dict[str, str], usual: bytes) -> None:
    assert run("compare", "--format", "json", *SEEDS, **environment) == usual


def test_order_of_files_changes_no_cluster(usual: bytes) -> None:
    straight = json.loads(usual)
    turned = json.loads(run("compare", "--format", "json", *reversed(SEEDS)))
    assert straight == turned


@pytest.mark.slow
def test_workers_change_no_byte() -> None:
    assert run("extract", "--workers", "2", *SEEDS) == run("extract", *SEEDS)


def news(limit: int) -> Iterator[Article]:
    """Every tenth article of the news sample, as far as it is there."""
    if not NEWS.exists():
        pytest.skip("the news sample is not beside the project")
    refused: list[str] = []
    found = read_articles([str(NEWS)], report=lambda error: refused.append(str(error)))
    yield from islice(islice(found, 0, None, 10), limit)
    assert not refused


@pytest.mark.slow
def test_real_articles_keep_the_invariants() -> None:
    for article in news(50):
        claims = extract_claims(article, pipeline())
        ids = [claim.id for claim in claims]
        assert len(ids) == len(set(ids))
        for claim in claims:
            assert article.text[claim.start : claim.end] == claim.text
            for start, end in spans(claim):
                assert 0 <= start < end <= len(article.text)


@pytest.mark.slow
def test_real_articles_survive_damage() -> None:
    """A text cut anywhere, or with a mark taken out, gives claims or none, never an exception."""
    for position, article in enumerate(news(15)):
        text = article.text[: 1500 + 7 * position]
        for damaged in (text[position * 31 :], text.replace("“", ""), text.replace(".", ""), text[::-1], text.upper()):
            claims_of(damaged)


def test_the_sample_is_read_whole() -> None:
    if not NEWS.exists():
        pytest.skip("the news sample is not beside the project")
    with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
        expected = sum(1 for line in lines if line.strip())
    refused: list[str] = []
    assert sum(1 for _ in read_articles([str(NEWS)], report=lambda e: refused.append(str(e)))) == expected, refused[:3]
