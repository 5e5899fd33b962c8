"""Keep the quality from falling: figures on judged texts against the floors in ``baseline.json``.

usage: python -m benchmarks.gate [--update]

Measures the project's own judged texts (``fixtures/gold``) and, where it lies beside the project,
the open gold of ``../shared``. A document on which extraction fails counts as missed in full.
``--update`` raises floors to what was measured (less ``SLACK``) and never lowers one; floors are
tied to a hash of the judged data, so that easier data can't pass for better extraction.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from benchmarks.corpus import say_absent
from benchmarks.scoring import Judged, score
from kursk_claims.extract.claims import extract_claims
from kursk_claims.load import read_articles
from kursk_claims.models import Article, Claim
from kursk_claims.nlp import Pipeline, build_nlp

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures" / "gold" / "numeric.toml"
SHARED = ROOT.parent / "shared" / "gold"
BASELINE = Path(__file__).parent / "baseline.json"

SLACK = 0.005
"""A floor lies this far below the figure it was set from, so that a half-percent ripple of another
processor's arithmetic does not fail the tests."""

Documents = list[tuple[Article, list[Judged]]]


class Corpus(Struct, frozen=True):
    """Judged documents and a hash of what was judged."""

    name: str
    digest: str
    documents: Documents


class Floor(Struct, frozen=True):
    """The lowest figures allowed on one corpus, each the F1 of a level."""

    digest: str
    f1: dict[str, float]


Baseline = dict[str, Floor]


def corpora() -> Iterator[Corpus]:
    """The judged corpora that are there; standard error names those that are not."""
    yield _fixtures(FIXTURES)
    for name in ("seeds", "dev"):
        path = SHARED / f"{name}.json"
        if path.exists():
            yield _gold(path)
        else:
            say_absent(path, "its floors are not measured")


def _fixtures(path: Path) -> Corpus:
    documents: Documents = []
    digest = hashlib.sha256(path.read_bytes())
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["docs"]:
        file = ROOT / entry["file"]
        digest.update(file.read_bytes())
        (article,) = read_articles([str(file)], report=_raise)
        documents.append((article, [_judged(article.text, claim) for claim in entry["claims"]]))
    return Corpus("fixtures", digest.hexdigest(), documents)


def _judged(text: str, claim: dict[str, Any]) -> Judged:
    start = -1
    for _ in range(claim.get("nth", 1)):
        start = text.find(claim["text"], start + 1)
        if start < 0:
            raise ValueError(f"{FIXTURES.name}: {claim['text']!r} is not in its document")
    value = claim.get("value")
    return Judged(
        start=start,
        end=start + len(claim["text"]),
        min=claim.get("min", value),
        max=claim.get("max", value),
        modifier=claim["modifier"],
        unit=claim.get("unit"),
        per=claim.get("per"),
        head=claim.get("head"),
        sources=tuple(claim.get("sources", ())),
        optional=claim.get("optional", False),
    )


def _gold(path: Path) -> Corpus:
    data = path.read_bytes()
    documents: Documents = []
    for doc in json.loads(data)["docs"]:
        known = {key: doc.get(key) for key in ("outlet", "title", "published", "url")}
        judged = [
            Judged(
                start=claim["start"],
                end=claim["end"],
                min=claim["min"],
                max=claim["max"],
                modifier=claim["modifier"],
                unit=claim["unit"],
                per=claim["per"],
                head=claim["counted_head"],
                sources=tuple(claim["sources"]),
                optional=claim.get("optional", False),
            )
            for claim in doc["claims"]
        ]
        documents.append((Article(id=doc["id"], text=doc["text"], **known), judged))
    return Corpus(path.stem, hashlib.sha256(data).hexdigest(), documents)


def _raise(error: Exception) -> None:
    raise error


def measure(corpus: Corpus, extract: Callable[[Article], list[Claim]]) -> dict[str, float]:
    """F1 of each level; a document on which ``extract`` raises is missed in full and named on standard error."""
    results = []
    for article, judged in corpus.documents:
        try:
            claims = extract(article)
        except Exception as error:
            print(f"{corpus.name}: {article.id}: {error!r}", file=sys.stderr)
            claims = []
        results.append((judged, claims))
    return {level: counts.f1 for level, counts in score(results).items()}


def shortfalls(corpus: Corpus, figures: dict[str, float], floor: Floor | None) -> list[str]:
    """What is wrong, a line each: a figure below its floor, a corpus without floors or changed since."""
    if floor is None:
        return [f"{corpus.name}: no floors; run python -m benchmarks.gate --update"]
    if floor.digest != corpus.digest:
        return [f"{corpus.name}: the judged data changed since its floors were set; review, then --update"]
    return [
        f"{corpus.name}: {level} F1 {figures[level]:.3f} is below its floor {lowest:.3f}"
        for level, lowest in floor.f1.items()
        if figures[level] < lowest
    ]


def raised(corpus: Corpus, figures: dict[str, float], floor: Floor | None) -> Floor:
    """The floors after this measurement: never lower than before on the same data."""
    before = floor.f1 if floor is not None and floor.digest == corpus.digest else {}
    return Floor(
        corpus.digest,
        {level: max(round(f1 - SLACK, 3), before.get(level, 0.0)) for level, f1 in figures.items()},
    )


def read_baseline(path: Path = BASELINE) -> Baseline:
    """The floors by corpus; empty if none were set yet."""
    return msgspec.json.decode(path.read_bytes(), type=Baseline) if path.exists() else {}


def reader(pipeline: Pipeline) -> Callable[[Article], list[Claim]]:
    """Extraction as the command line does it."""
    return lambda article: extract_claims(article, pipeline)


def main() -> int:
    """Print figures and floors; 1 if a floor is not held."""
    baseline = read_baseline()
    extract = reader(build_nlp())
    problems: list[str] = []
    for corpus in corpora():
        figures = measure(corpus, extract)
        print(corpus.name, "  ".join(f"{level} {f1:.3f}" for level, f1 in figures.items()))
        floor = baseline.get(corpus.name)
        problems += shortfalls(corpus, figures, floor)
        baseline[corpus.name] = raised(corpus, figures, floor)
    if "--update" in sys.argv[1:]:
        BASELINE.write_bytes(msgspec.json.format(msgspec.json.encode(baseline), indent=2) + b"\n")
        return 0
    print("\n".join(problems) or "all floors are held")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
