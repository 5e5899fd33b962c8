"""Extractors that need no language pipeline, importable by worker processes."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Sequence

from kursk_claims.engines.article import Extractor
from kursk_claims.errors import ModelError
from kursk_claims.models import Article, Claim
from tests.load.claims import claim


def articles(count: int) -> list[Article]:
    """Articles of different lengths, each with as many numbers as its place modulo 4."""
    return [
        Article(id=f"a{n}", text=" ".join(f"{n}{i} Leute." for i in range(n % 4)) or "Nichts.") for n in range(count)
    ]


def numbers(article: Article) -> Sequence[Claim]:
    """A claim for each number; breaks on ``KAPUTT``, ends the process on ``TOT``, dawdles on ``LANGSAM``."""
    if "KAPUTT" in article.text:
        raise ValueError("nicht lesbar")
    if "TOT" in article.text:
        os._exit(9)
    if "LANGSAM" in article.text:
        time.sleep(0.05)
    return [claim(article.id, match[0]) for match in re.finditer(r"\d+ \w+", article.text)]


def build() -> Extractor:
    return numbers


def build_without_model() -> Extractor:
    raise ModelError("no such pipeline; install it")
