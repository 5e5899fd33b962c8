"""How fast, how large: every figure of the README's table, measured in one run.

usage: python -m benchmarks [start|gate|stages|products|memory|workers|growth|peers]... [--articles N]

Ratios are of two things measured in the same process or right after each other, so that they hold on any
machine; absolute times hold for the machine that the result names. Written to ``results/speed.json`` and
``results/speed.md``.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import corpus
from benchmarks.measuring import COMMAND, best, run, timed

Result = dict[str, Any]
ROUNDS = 3


def start() -> Result:
    """Start of the command, and five articles with a cold start."""
    import sys

    spacy = [sys.executable, "-c", "import spacy"]
    lean = [sys.executable, "-c", "from kursk_claims.nlp.spacy_import import import_spacy as i; i()"]
    return {
        "help_s": best(5, *COMMAND, "--help").wall,
        "version_s": best(5, *COMMAND, "--version").wall,
        "five_articles_cold_s": best(ROUNDS, *COMMAND, "extract", str(corpus.SEEDS)).wall,
        "import_spacy_s": best(ROUNDS, *spacy).wall,
        "import_spacy_lean_s": best(ROUNDS, *lean).wall,
    }


def gate(articles: int) -> Result:
    """``extract`` against the bare pipeline over the same texts, by turns; and what the gate and the products save."""
    import spacy

    from kursk_claims.extract.claims import extract_claims
    from kursk_claims.extract.gate import build_gate
    from kursk_claims.nlp import build_nlp
    from kursk_claims.nlp.sentences import split
    from kursk_claims.nlp.weights import verified

    name, found = _articles(articles)
    texts = [article.text for article in found]
    bare = spacy.load(verified())
    pipeline, allowed = build_nlp(), build_gate()

    def extract(gated: bool) -> int:
        return sum(
            len(extract_claims(a, pipeline.read(a.text, skip=a.boilerplate, gate=allowed if gated else None)))
            for a in found
        )

    def count() -> int:
        return sum(len(doc) for doc in bare.pipe(texts))

    list(bare.pipe(texts[:2]))
    extract_claims(found[0], pipeline.read(texts[0]))
    rounds = [(timed(count), timed(partial(extract, True)), timed(partial(extract, False))) for _ in range(ROUNDS)]
    tokens = rounds[0][0][1]
    plain, gated, ungated = (min(one[k][0] for one in rounds) for k in range(3))
    sentences = [(text, split(text)) for text in texts]
    kept = sum(
        span.end - span.start
        for text, spans in sentences
        for span, keep in zip(spans, allowed(text, spans), strict=True)
        if keep
    )
    return {
        "corpus": name,
        "articles": len(found),
        "tokens": tokens,
        "claims": rounds[0][1][1],
        "bare_pipe_s": plain,
        "extract_s": gated,
        "extract_ungated_s": ungated,
        "ratio": gated / plain,
        "ratio_ungated": ungated / plain,
        "kept_share_of_text": kept / sum(map(len, texts)),
        "tokens_per_s": tokens / gated,
        "bare_tokens_per_s": tokens / plain,
    }


def stages(articles: int) -> Result:
    """Where the time of ``extract`` goes: shares of processor time by stage."""
    from kursk_claims.extract import claims
    from kursk_claims.extract.gate import build_gate
    from kursk_claims.nlp import build_nlp
    from kursk_claims.nlp.sentences import split

    _, found = _articles(articles)
    pipeline, allowed = build_nlp(), build_gate()
    docs = [pipeline.read(a.text, skip=a.boilerplate, gate=allowed) for a in found]
    spent: dict[str, float] = {}

    def measure(name: str, work: Callable[[], Any]) -> None:
        begin = time.process_time()
        work()
        spent[name] = time.process_time() - begin

    spans = [split(a.text) for a in found]
    measure("split sentences", lambda: [split(a.text) for a in found])
    measure("gate", lambda: [allowed(a.text, s) for a, s in zip(found, spans, strict=True)])
    measure("read", lambda: [pipeline.read(a.text, skip=a.boilerplate, gate=allowed) for a in found])
    spent["read"] -= spent["split sentences"] + spent["gate"]
    statements = [claims.find_statements(doc) for doc in docs]
    measure("statements", lambda: [claims.find_statements(doc) for doc in docs])
    measure("sources", lambda: [claims.resolve_sources(d, s) for d, s in zip(docs, statements, strict=True)])
    measure("quantities", lambda: [claims.find_quantities(a.text, d) for a, d in zip(found, docs, strict=True)])
    measure("claims in all", lambda: [claims.extract_claims(a, d) for a, d in zip(found, docs, strict=True)])
    rest = spent.pop("claims in all") - sum(spent[name] for name in ("statements", "sources", "quantities"))
    spent["slots, modality, records"] = rest
    whole = sum(spent.values())
    return {"shares": {name: seconds / whole for name, seconds in spent.items()}, "cpu_s": whole}


def products() -> Result:
    """The products of ``nlp.ops`` against thinc's, in 10^9 operations a second, at the sizes of a small pipeline."""
    import numpy as np
    from thinc.api import NumpyOps

    from kursk_claims.nlp.ops import BlockOps, _repeatable

    random = np.random.default_rng(0)
    found: Result = {}
    for height, width in ((288, 384), (288, 288), (1664, 96)):
        x = random.standard_normal((700, width), dtype=np.float32)
        weights = random.standard_normal((height, width), dtype=np.float32)
        work = 2 * 700 * height * width / 1e9
        rate = {
            name: work / min(timed(partial(ops.gemm, x, weights, trans2=True))[0] for _ in range(20))
            for name, ops in (("thinc", NumpyOps()), ("blocks", BlockOps()))
        }
        found[f"{height}x{width}"] = {**rate, "used": _repeatable(height, width)}
    return found


def memory() -> Result:
    """Peak memory of ``extract`` over 500, 1,000 and 2,000 articles."""
    found: Result = {}
    with TemporaryDirectory() as directory:
        for count in (500, 1000, 2000):
            found["corpus"], texts = corpus.documents(count)
            path = corpus.write(Path(directory) / "articles.jsonl", texts)
            found[f"{len(texts)}_mb"] = run(*COMMAND, "extract", "-q", str(path)).peak_mb
    return found


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


def peers(articles: int) -> Result:
    """Programs that do a part of the work, over the same texts: a lemmatizer, a reader of number words."""
    import spacy

    from kursk_claims.extract.quantities import find_quantities
    from kursk_claims.nlp.weights import verified

    _, found = _articles(articles)
    texts = [article.text for article in found]
    blank = spacy.blank("de")
    words = [[token.text for token in blank(text)] for text in texts]
    tokens = sum(map(len, words))
    bare = spacy.load(verified())
    result: Result = {
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
        name, texts = corpus.documents(count)
        path = corpus.write(Path(directory) / "articles.jsonl", texts)
        return name, list(read_articles([str(path)], report=_refuse))


def _refuse(error: Exception) -> None:
    raise error
