"""How fast, how large: every figure of the README's table, measured in one run.

usage: python -m benchmarks [start|extract|stages|products|memory|workers|resume|growth|peers]... [--articles N]

Ratios are of two things measured in the same process or right after each other, so that they hold on any
machine; absolute times hold for the machine that the result names. Written to ``results/speed.json``,
``results/speed.md`` and the marked block of the README. All of it takes a quarter of an hour on two cores that
have nothing else to do; parts that are named are measured alone, and the figures of the others stay.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import corpus
from benchmarks.measuring import COMMAND, best, run, timed
from kursk_claims.nlp.spacy_import import import_spacy

Result = dict[str, Any]
ROUNDS = 5
"""Of which the median counts."""


def start() -> Result:
    """Start of the command, and five articles with a cold start."""
    import sys

    spacy = [sys.executable, "-c", "import spacy"]
    lean = [sys.executable, "-c", "from kursk_claims.nlp.spacy_import import import_spacy as i; i()"]
    return {
        "help_s": best(5, *COMMAND, "--help").wall,
        "version_s": best(5, *COMMAND, "--version").wall,
        "five_articles_cold_s": best(3, *COMMAND, "extract", str(corpus.SEEDS)).wall,
        "import_spacy_s": best(3, *spacy).wall,
        "import_spacy_lean_s": best(3, *lean).wall,
    }


STOCK = (
    "import spacy, kursk_claims.nlp.pipeline; from kursk_claims.nlp.weights import verified; "
    "nlp = spacy.load(verified())"
)
OWN = "from kursk_claims.nlp import build_nlp; nlp = build_nlp().nlp"
_PIPE = "; import json, sys; texts = [json.loads(line)['text'] for line in open(sys.argv[1])]; [*nlp.pipe(texts)]"


def extract(articles: int) -> Result:
    """``extract`` against the same pipeline over the same texts: as spaCy runs it, and with products of our own.

    Each is a process of its own with one thread, its start included. They take turns, and processor time is counted,
    so that what else the machine does falls on all alike.
    """
    import sys

    import_spacy()
    import spacy

    with TemporaryDirectory() as directory:
        name, texts = corpus.documents(articles, corpus.MANY_OUTLETS)
        path = str(corpus.write(Path(directory) / "articles.jsonl", texts))
        claims = Path(directory) / "claims.jsonl"
        pipes = {what: [sys.executable, "-c", load + _PIPE, path] for what, load in (("stock", STOCK), ("own", OWN))}
        rounds = []
        for _ in range(ROUNDS):
            times = {what: run(*command, single=True).cpu for what, command in pipes.items()}
            times["extract"] = run(*COMMAND, "extract", "-q", path, output=claims, single=True).cpu
            rounds.append(times)
        found = len(claims.read_bytes().splitlines())
    blank = spacy.blank("de")
    tokens = sum(len(blank(text["text"])) for text in texts)
    seconds = {what: median(one[what] for one in rounds) for what in rounds[0]}
    return {
        "corpus": name,
        "articles": len(texts),
        "tokens": tokens,
        "claims": found,
        "rounds": rounds,
        "over_stock": median(one["stock"] / one["extract"] for one in rounds),
        "ratio": median(one["extract"] / one["own"] for one in rounds),
        "tokens_per_s": tokens / seconds["extract"],
        "bare_tokens_per_s": tokens / seconds["stock"],
    }


def stages(articles: int) -> Result:
    """Where the time of ``extract`` goes: shares of processor time by stage, the analysis by component."""
    from kursk_claims.extract.claims import extract_claims
    from kursk_claims.extract.counting.counted import attach_counted
    from kursk_claims.extract.prefilter import analysed
    from kursk_claims.extract.quantities.find import find_quantities
    from kursk_claims.extract.sources import resolve_sources
    from kursk_claims.extract.statements import find_statements
    from kursk_claims.nlp import build_nlp
    from kursk_claims.nlp.sentences import split

    name, found = _articles(articles)
    pipeline, again = build_nlp(), build_nlp()
    for article in found[:5]:  # lexicons are compiled when they are first asked
        extract_claims(article, pipeline)
    spent: dict[str, float] = {}

    def measure(stage: str, work: Callable[[], Any]) -> Any:
        begin = time.process_time()
        done = work()
        spent[stage] = time.process_time() - begin
        return done

    spans = measure("split sentences", lambda: [split(a.text) for a in found])
    numbers = measure("quantities", lambda: [find_quantities(a.text) for a in found])
    chosen = [partial(analysed, quantities=quantities) for quantities in numbers]
    kept = measure("prefilter", lambda: [f(a.text, s) for f, a, s in zip(chosen, found, spans, strict=True)])
    docs = measure(
        "read",
        lambda: [pipeline.read(a.text, skip=a.boilerplate, choose=f) for a, f in zip(found, chosen, strict=True)],
    )
    parts = [
        again.nlp.make_doc(article.text[span.start : span.end])
        for article, sentences, keep in zip(found, spans, kept, strict=True)
        for span, wanted in zip(sentences, keep, strict=True)
        if wanted
    ]
    spent["read"] -= spent["split sentences"] + spent["prefilter"]
    for component, pipe in again.nlp.pipeline:  # another pipeline, which has not seen these words either
        measure(component, partial(_run_through, pipe, parts))
        spent["read"] -= spent[component]
    spent["tokens, one Doc for an article"] = spent.pop("read")
    statements = measure("statements", lambda: [find_statements(doc) for doc in docs])
    measure("sources", lambda: [resolve_sources(d, s) for d, s in zip(docs, statements, strict=True)])
    measure("what is counted", lambda: [attach_counted(d, q) for d, q in zip(docs, numbers, strict=True)])
    measure("claims in all", lambda: [extract_claims(article, pipeline) for article in found])
    spent["slots, modality, records"] = spent.pop("claims in all") - sum(spent.values())
    whole = sum(spent.values())
    return {"corpus": name, "shares": {stage: seconds / whole for stage, seconds in spent.items()}, "cpu_s": whole}


def _run_through(component: Any, docs: list[Any]) -> None:
    for _ in component.pipe(docs, batch_size=256):
        pass


def products() -> Result:
    """The products of ``nlp.ops`` against thinc's, in 10^9 operations a second, at the sizes of a small pipeline."""
    import_spacy()
    import numpy as np
    from thinc.api import NumpyOps

    from kursk_claims.nlp.ops import BlockOps, repeatable_way

    random = np.random.default_rng(0)
    found: Result = {}
    for height, width in ((288, 384), (288, 288), (1664, 96)):
        x = random.standard_normal((700, width), dtype=np.float32)
        weights = random.standard_normal((height, width), dtype=np.float32)
        work = 2 * 700 * height * width / 1e9
        blocks = BlockOps()
        blocks.know(weights)
        rate = {
            name: work / min(timed(partial(ops.gemm, x, weights, trans2=True))[0] for _ in range(20))
            for name, ops in (("thinc", NumpyOps()), ("blocks", blocks))
        }
        found[f"{height}x{width}"] = {**rate, "used": repeatable_way(height, width) is not None}
    return found


def memory() -> Result:
    """Peak memory of ``extract`` over 500, 1,000 and 2,000 articles, one process each, two at a time."""
    with TemporaryDirectory() as directory:

        def peak(count: int) -> tuple[str, int, float]:
            name, texts = corpus.documents(count)
            path = corpus.write(Path(directory) / f"{count}.jsonl", texts)
            return name, len(texts), run(*COMMAND, "extract", "-q", str(path)).peak_mb

        with ThreadPoolExecutor(2) as pool:
            found = list(pool.map(peak, (2000, 1000, 500)))
    return {"corpus": found[0][0], **{f"{articles}_mb": peak_mb for _, articles, peak_mb in reversed(found)}}


def workers(articles: int) -> Result:
    """``extract`` with one and with two processes; every byte must be the same."""
    with TemporaryDirectory() as directory:
        name, texts = corpus.documents(articles)
        path = str(corpus.write(Path(directory) / "articles.jsonl", texts))
        outputs = {n: Path(directory) / f"{n}.jsonl" for n in (1, 2)}
        wall = {
            n: min(run(*COMMAND, "extract", "-q", path, "--workers", str(n), output=out).wall for _ in range(2))
            for n, out in outputs.items()
        }
        same = outputs[1].read_bytes() == outputs[2].read_bytes()
    return {
        "corpus": name,
        "articles": len(texts),
        "one_s": wall[1],
        "two_s": wall[2],
        "times": wall[1] / wall[2],
        "same": same,
    }


def resume(articles: int) -> Result:
    """``extract --output DIR/`` killed in the midst and called again: the same bytes, and what was done twice."""
    with TemporaryDirectory() as directory:
        name, texts = corpus.documents(articles)
        path = str(corpus.write(Path(directory) / "articles.jsonl", texts))

        def command(output: str) -> list[str]:
            return [*COMMAND, "extract", "-q", path, "--workers", "2", "--output", f"{directory}/{output}/"]

        whole = run(*command("whole")).wall
        begin = time.perf_counter()
        process = subprocess.Popen(command("killed"))
        time.sleep(0.7 * whole)
        process.kill()
        process.wait()
        spent = time.perf_counter() - begin
        again = run(*command("killed")).wall
        parts = [
            {part.name: part.read_bytes() for part in Path(directory, output).glob("part-*")}
            for output in ("whole", "killed")
        ]
    return {
        "corpus": name,
        "articles": len(texts),
        "whole_s": whole,
        "until_killed_s": spent,
        "again_s": again,
        "parts": len(parts[0]),
        "same": parts[0] == parts[1],
    }


def peers(articles: int) -> Result:
    """Programs that do a part of the work, over the same texts: a lemmatizer, a reader of number words."""
    import_spacy()
    import spacy

    from kursk_claims.extract.quantities.find import find_quantities
    from kursk_claims.nlp import pipeline  # noqa: F401 - registers the components of the shipped pipeline
    from kursk_claims.nlp.weights import verified

    name, found = _articles(articles)
    texts = [article.text for article in found]
    blank = spacy.blank("de")
    words = [[token.text for token in blank(text)] for text in texts]
    tokens = sum(map(len, words))
    bare = spacy.load(verified())
    find_quantities(texts[0])  # lexicons are compiled when they are first asked
    result: Result = {
        "corpus": name,
        "tokens": tokens,
        "spaCy nlp.pipe (tokens/s)": tokens / timed(lambda: sum(len(doc) for doc in bare.pipe(texts)))[0],
        "find_quantities without a model (tokens/s)": tokens / timed(lambda: [find_quantities(t) for t in texts])[0],
    }
    try:
        from HanTa import HanoverTagger
    except ImportError:
        result["HanTa (tokens/s)"] = "not installed"
    else:
        tagger = HanoverTagger.HanoverTagger("morphmodel_ger.pgz")
        result["HanTa (tokens/s)"] = tokens / timed(lambda: [tagger.tag_sent(one) for one in words])[0]
    try:
        from text_to_num import alpha2digit
    except ImportError:
        result["text2num (tokens/s)"] = "not installed"
    else:
        result["text2num (tokens/s)"] = tokens / timed(lambda: [alpha2digit(t, "de") for t in texts])[0]
    return result


def _articles(count: int) -> tuple[str, list[Any]]:
    """Articles as the command loads them."""
    from kursk_claims.load import read_articles

    with TemporaryDirectory() as directory:
        name, texts = corpus.documents(count, corpus.MANY_OUTLETS)
        path = corpus.write(Path(directory) / "articles.jsonl", texts)
        return name, list(read_articles([str(path)], report=_refuse))


def _refuse(error: Exception) -> None:
    raise error
