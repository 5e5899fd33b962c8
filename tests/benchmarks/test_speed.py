"""The measurements measure what they say: the archive that is made up, exponents, the table."""

from __future__ import annotations

import math
from itertools import islice
from pathlib import Path

import msgspec
import pytest

from benchmarks import compare_growth, corpus, table
from kursk_claims.models import Claim, DocumentRef, Evidence, Quantity, Slot, TimeFrame


def claim(number: int, article: int, *words: str) -> Claim:
    return Claim(
        id=f"c{number:03}",
        type="numeric",
        doc=DocumentRef(id=f"a{article}", published=f"2024-11-{article + 1:02}", text_sha256="0"),
        text=" ".join((*words, "zählten")),
        start=0,
        end=10,
        quantity=Quantity(text="3", start=0, end=1, value=3, min=3, max=3, modifier="exact"),
        attribution=None,
        slot=Slot(terms=words, topic=words, as_of=TimeFrame(start="2024-11-01", end="2024-11-02")),
        evidence=Evidence(exact="", prefix="", suffix=""),
    )


CLAIMS = [claim(n, n // 2, "soldat", f"ort{n // 2}", f"name{n}") for n in range(20)]


def test_the_archive_begins_with_the_claims_as_they_are() -> None:
    assert list(islice(compare_growth.archive(CLAIMS), 20)) == CLAIMS


def test_the_archive_is_the_same_each_time() -> None:
    first, second = (list(islice(compare_growth.archive(CLAIMS), 70)) for _ in range(2))
    assert first == second


def test_a_later_era() -> None:
    later = list(islice(compare_growth.archive(CLAIMS), 20, 40))
    assert len({one.id for one in (*CLAIMS, *later)}) == 40, "no id comes twice"
    assert {len(one.slot.terms) for one in later} == {3}, "claims are as rich as they were"
    assert all(one.slot.terms[0] == "soldat" for one in later), "general words stay"
    assert later[0].doc.published == "2024-11-11", "ten days later, as the archive spans ten days"
    assert later[0].slot.as_of == TimeFrame(start="2024-11-11", end="2024-11-12")
    tails = [word for one in later for word in one.slot.terms[1:]]
    renewed = sum(word not in {word for one in CLAIMS for word in one.slot.terms} for word in tails)
    assert 0.4 < renewed / len(tails) < 0.95, "most telling words are new, not all"
    assert later[2].slot.terms[1] == later[3].slot.terms[1], "an article's words are renewed alike"


@pytest.mark.parametrize(
    ("power", "why"), [(1.0, "linear work has exponent 1"), (2.0, "quadratic work has exponent 2")]
)
def test_exponents(power: float, why: str) -> None:
    points = [(size, 1e-6 * size**power) for size in (1_000, 10_000, 100_000)]
    assert compare_growth.exponents(points) == pytest.approx([power, power]), why


def test_the_vocabulary_s_growth() -> None:
    found = compare_growth.heaps(CLAIMS)
    assert found["real"] == pytest.approx(math.log2(31 / 16)), "one general word, ten places, twenty names"
    assert 0 < found["made"] < 1


def test_growth_runs_in_processes_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in CLAIMS))
    found = compare_growth.growth(path, sizes=(10, 50))
    assert [run["claims"] for run in found["runs"]] == [10, 50]
    assert len(found["exponents"]) == 1
    assert all(run["clusters"] for run in found["runs"])


def test_the_table_says_what_is_missed() -> None:
    machine = {"processor": "P", "cores": 2, "memory_gb": 8, "python": "3.11", "spacy": "3.8"}
    text = table.markdown(
        {
            "start": {"help_s": 0.2, "five_articles_cold_s": 3.5, "machine": machine},
            "extract": {
                "over_stock": 1.5,
                "ratio": 0.55,
                "tokens_per_s": 3000.0,
                "bare_tokens_per_s": 2000.0,
                "machine": machine,
            },
            "workers": {"times": 1.8, "same": True, "corpus": "news", "machine": machine},
        }
    )
    assert "| `kursk-claims --help` | 0.20 s | ≤ 0.30 s | yes |" in text
    assert "| `extract` of five articles, cold | 3.50 s | ≤ 2.00 s | no |" in text
    assert "Corpus: news." in text
    assert "1.80 times as fast | ≥ 1.85 | no |" in text
    assert "| tokens a second of `extract` over those of stock spaCy | 1.50 | ≥ 2.00 | no |" in text
    assert "| time of `extract` over that of its pipeline alone, same texts | 0.55 | ≤ 0.60 | yes |" in text


def test_documents_are_always_the_same_ones() -> None:
    name, found = corpus.documents(7)
    assert corpus.documents(7) == (name, found)
    assert len({one["id"] for one in found}) == 7


def test_a_checkout_without_news_says_what_it_measures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(corpus, "DATA", tmp_path)
    for _ in range(2):
        name, found = corpus.documents(7, corpus.MANY_OUTLETS)
        assert (name, len(found)) == (corpus.REPEATED, 7)
    missing = tmp_path / "news_2024.jsonl.gz"
    assert capsys.readouterr().err == f"{missing} is not there: measuring the project's five articles, repeated\n"


def test_the_table_is_filled_in_between_its_marks() -> None:
    page = "before\n<!-- benchmarks -->\nold\n<!-- /benchmarks -->\nafter\n"
    filled = table.filled(page, "| new |\n")
    assert filled == "before\n<!-- benchmarks -->\n| new |\n<!-- /benchmarks -->\nafter\n"
    assert table.filled("no marks\n", "| new |\n") == "no marks\n"
