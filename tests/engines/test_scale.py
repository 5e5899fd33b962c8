"""With the real pipeline and command: memory does not grow with the corpus, workers change no byte."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from benchmarks.measuring import COMMAND, run

MEGABYTES_ALLOWED = 700
MEGABYTES_OF_WORDS = 25
"""The vocabulary grows until it is emptied, at two million characters, which these articles do not reach. An article
that stayed in memory would take half a megabyte."""

pytestmark = pytest.mark.slow


def corpus(path: Path, count: int) -> Path:
    """``count`` articles, each with names and compounds that no other has, as a real archive has them."""
    with path.open("w", encoding="utf-8") as stream:
        for n in range(count):
            text = " ".join(
                f"In Neu{n}{i}dorf zählte die Polizei {n + i} Teilnehmer, sagte Sprecherin Ada Muster{n}{i}mann dem "
                f"Sender Funk{n}. „Das sind {i + 2} Prozent mehr als im Vorjahr“, hieß es im Rathaus Altstadt{i}{n}."
                for i in range(4)
            )
            stream.write(json.dumps({"id": f"d{n}", "text": text}, ensure_ascii=False) + "\n")
    return path


def test_memory_is_flat(tmp_path: Path) -> None:
    small = corpus(tmp_path / "small.jsonl", 60)
    large = corpus(tmp_path / "large.jsonl", 240)
    at_small = run(*COMMAND, "extract", str(small)).peak_mb
    at_large = run(*COMMAND, "extract", str(large)).peak_mb
    assert at_large < MEGABYTES_ALLOWED
    assert at_large < at_small + MEGABYTES_OF_WORDS, f"{at_small:.0f} MB for 60 articles, {at_large:.0f} MB for 240"


def test_workers_change_no_byte(tmp_path: Path) -> None:
    articles = corpus(tmp_path / "articles.jsonl", 70)
    for workers in ("1", "2"):
        subprocess.run(
            [*COMMAND, "extract", str(articles), "--workers", workers, "-o", str(tmp_path / workers)], check=True
        )
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
    assert (tmp_path / "1").stat().st_size
