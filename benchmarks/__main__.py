"""Run the measurements and write their figures to ``results/`` and into the README; see ``benchmarks.speed``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import compare_growth, corpus, speed, table
from benchmarks.measuring import COMMAND, machine, run

RESULTS = Path(__file__).parent / "results"
README = Path(__file__).parent.parent / "README.md"


def growth() -> dict[str, Any]:
    """Claims of the whole corpus, then ``compare`` at three sizes."""
    with TemporaryDirectory() as directory:
        name, texts = corpus.documents()
        articles = corpus.write(Path(directory) / "articles.jsonl", texts)
        claims = Path(directory) / "claims.jsonl"
        run(*COMMAND, "extract", "-q", str(articles), "--workers", "2", output=claims)
        return {"corpus": name, **compare_growth.growth(claims)}


def main() -> None:
    """Measure what is asked for, everything by default; figures of other runs are kept beside it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=speed.__doc__)
    parts: dict[str, Callable[[int], dict[str, Any]]] = {
        "start": lambda _: speed.start(),
        "extract": speed.extract,
        "stages": lambda articles: speed.stages(min(articles, 100)),
        "products": lambda _: speed.products(),
        "memory": lambda _: speed.memory(),
        "workers": lambda articles: speed.workers(articles + 100),  # so that starting a process weighs less
        "resume": lambda articles: speed.resume(3 * articles),
        "growth": lambda _: growth(),
        "peers": lambda articles: speed.peers(min(articles, 50)),
    }
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(parts))
    parser.add_argument(
        "--articles",
        type=int,
        default=150,
        help="articles for extract, stages, workers (100 more), resume (threefold) and peers",
    )
    given = parser.parse_args()
    if unknown := set(given.parts) - set(parts):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / "speed.json"
    figures: dict[str, Any] = json.loads(path.read_bytes()) if path.exists() else {}
    for name, measure in parts.items():
        if not given.parts or name in given.parts:
            figures[name] = {**measure(given.articles), "machine": machine()}
            path.write_text(json.dumps(figures, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
            written = table.markdown(figures)
            (RESULTS / "speed.md").write_text(written, "utf-8")
            README.write_text(table.filled(README.read_text("utf-8"), written), "utf-8")
            print(f"{name}: {json.dumps(figures[name], ensure_ascii=False)}", flush=True)


if __name__ == "__main__":
    main()
