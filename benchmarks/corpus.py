"""The texts that speed is measured on: news of another archive where it lies beside the project, else the seeds."""

from __future__ import annotations

import gzip
import json
import random
import sys
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from kursk_claims.load import read_articles

ROOT = Path(__file__).parent.parent
DATA = ROOT.parent / "shared" / "data"
LARGE = "news_sample.jsonl.gz", "German news of three outlets, 2020-2021"
"""For what needs many articles."""
MANY_OUTLETS = "news_2024.jsonl.gz", "German news of 400 outlets, 2024"
"""For the speed of reading."""
SEEDS = ROOT / "seeds"
REPEATED = "the project's five articles, repeated"


@cache
def say_absent(path: Path, instead: str) -> None:
    """Say once, in one line on standard error, which corpus is not there and what is measured ``instead``."""
    print(f"{path} is not there: {instead}", file=sys.stderr)


def documents(count: int | None = None, news: tuple[str, str] = LARGE) -> tuple[str, list[dict[str, Any]]]:
    """What the corpus is, and ``count`` documents of ``news`` (``None``: all), always the same ones.

    The news is shuffled with a fixed seed, so that any number of its articles is a fair sample of it. The five
    seeds are repeated under other ids, and standard error says so.
    """
    name, what = news
    if (DATA / name).exists():
        with gzip.open(DATA / name, "rt", encoding="utf-8") as lines:
            found = [json.loads(line) for line in lines]
        random.Random(0).shuffle(found)
        return what, found[:count]
    say_absent(DATA / name, f"measuring {REPEATED}")
    seeds = [
        {"id": a.id, "outlet": a.outlet, "published": a.published, "title": a.title, "text": a.text}
        for a in read_articles([str(SEEDS)], report=_refuse)
    ]
    many = enumerate(islice(cycle(seeds), count or len(seeds)))
    return REPEATED, [{**seed, "id": f"{seed['id']}-{n}"} for n, seed in many]


def _refuse(error: Exception) -> None:
    raise error


def write(path: Path, found: list[dict[str, Any]]) -> Path:
    """Write documents as JSON Lines; the path again."""
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found), "utf-8")
    return path
