"""The Spark engine on a local cluster of two cores: the same claims and clusters as the local engine."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from kursk_claims.compare import compare
from kursk_claims.engines import local
from kursk_claims.engines.article import build_extractor
from kursk_claims.errors import InputError, MachineError, OutputError
from kursk_claims.load import read_articles
from kursk_claims.models import Claim, Comparison

pytestmark = [
    pytest.mark.spark,
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

SEEDS = Path(__file__).parents[2] / "seeds"
NEWS = Path(__file__).parents[3] / "shared" / "data" / "news_sample.jsonl.gz"
ARTICLES = 60
"""Articles of the news sample to compare the engines on: the shortest ones, to bound the time."""


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    pytest.importorskip("pyspark", reason="pyspark is not installed (extra spark)")
    pytest.importorskip("splink", reason="splink is not installed (extra spark)")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("Java is not installed")
    from pyspark.sql import SparkSession

    from kursk_claims.engines.spark import session

    for option, value in {
        "spark.master": "local[2]",
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "2",
    }.items():
        SparkSession.builder.config(option, value)
    found = session()
    found.conf.set("spark.sql.shuffle.partitions", "2")
    found.sparkContext.setLogLevel("ERROR")
    yield found
    found.stop()


def _refuse(error: InputError) -> None:
    raise error


def _records(directory: Path) -> list[str]:
    """The lines of all parts, sorted: Spark promises no order."""
    return sorted(line for part in directory.glob("part-*") for line in part.read_text("utf-8").split("\n") if line)


def _lines(records: Iterable[msgspec.Struct]) -> list[str]:
    return sorted(msgspec.json.encode(record).decode() for record in records)


def _assert_equal(found: Sequence[str], expected: Sequence[str]) -> None:
    """The same lines; shows the first that differ, since a difference of all of them takes hours to work out."""
    only = [next(iter(sorted(set(one) - set(other))), None) for one, other in ((found, expected), (expected, found))]
    assert only == [None, None]
    assert len(found) == len(expected)


def _documents() -> list[dict[str, Any]]:
    """The project's articles, and a second printing of each a day later."""
    found = []
    for article in read_articles([str(SEEDS)], report=_refuse):
        record = {"id": article.id, "outlet": article.outlet, "published": article.published, "text": article.text}
        found += [record, {**record, "id": f"{article.id}-2", "outlet": "Zweitdruck"}]
    return found


def _news(count: int) -> list[dict[str, Any]]:
    """The shortest articles of the sample, by day."""
    with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
        records = sorted((json.loads(line) for line in lines), key=lambda record: (len(record["text"]), record["id"]))
    return sorted(records[:count], key=lambda record: (record["published"], record["id"]))


def _write(path: Path, records: Iterable[dict[str, Any]]) -> str:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8")
    return str(path)


def _locally(path: str) -> tuple[list[Claim], Comparison]:
    claims = local.extract(read_articles([path], report=_refuse), build_extractor, report=_refuse)
    found = [replace(claim, doc=replace(claim.doc, path=None)) for claim in claims]
    return found, compare(found)


def _same(spark: Any, path: str, directory: Path) -> Comparison:
    """Both engines over one file; the comparison, once it is known to be the same."""
    from kursk_claims.engines import spark as engine

    claims, comparison = _locally(path)
    engine.extract([path], str(directory / "claims"), report=_refuse, spark=spark)
    _assert_equal(_records(directory / "claims"), _lines(claims))
    engine.compare([str(directory / "claims")], str(directory / "comparison"), report=_refuse, spark=spark)
    for name in ("claims", "clusters", "documents", "implications"):
        _assert_equal(_records(directory / "comparison" / name), _lines(getattr(comparison, name)))
    assert {part.name for part in (directory / "comparison").iterdir()} == {
        "claims",
        "clusters",
        "documents",
        "implications",
    }, "nothing of the work is left behind"
    return comparison


def test_the_project_s_articles(spark: Any, tmp_path: Path) -> None:
    comparison = _same(spark, _write(tmp_path / "articles.jsonl", _documents()), tmp_path)
    sizes = [len(cluster.claim_ids) for cluster in comparison.clusters]
    assert max(sizes) > 2, "claims were linked, so that components were found"
    assert {cluster.kind for cluster in comparison.clusters} == {"numeric", "statement"}


@pytest.mark.skipif(not NEWS.exists(), reason="the news sample is not there")
def test_news(spark: Any, tmp_path: Path) -> None:
    comparison = _same(spark, _write(tmp_path / "news.jsonl", _news(ARTICLES)), tmp_path)
    assert any(len(cluster.claim_ids) > 1 for cluster in comparison.clusters), "there was something to compare"


def test_parquet_in_and_out(spark: Any, tmp_path: Path) -> None:
    from kursk_claims.engines import spark as engine

    documents = _documents()[:2]
    source, target = str(tmp_path / "articles.parquet"), str(tmp_path / "claims.parquet")
    spark.createDataFrame(documents).write.parquet(source)
    engine.extract([source], target, report=_refuse, kind="numeric", spark=spark)
    found = sorted(row.value for row in spark.read.parquet(target).collect())
    claims, _ = _locally(_write(tmp_path / "articles.jsonl", documents))
    _assert_equal(found, _lines(claim for claim in claims if claim.type == "numeric"))


def test_what_can_t_be_read_is_said_and_the_rest_goes_on(spark: Any, tmp_path: Path) -> None:
    from kursk_claims.engines import spark as engine

    path = tmp_path / "broken.jsonl"
    good = json.dumps({"text": "Die Polizei zählte 300 Menschen."})
    path.write_text(f'{good}\n{{"text": \n\n{{"id": "leer"}}\n', "utf-8")
    told: list[InputError] = []
    engine.extract([str(path)], str(tmp_path / "claims"), report=told.append, kind="numeric", spark=spark)
    assert [json.loads(line)["quantity"]["value"] for line in _records(tmp_path / "claims")] == [300]
    assert len(told) == 2
    assert any("without text" in str(error) for error in told)


def test_an_output_that_exists_is_not_touched(spark: Any, tmp_path: Path) -> None:
    from kursk_claims.engines import spark as engine

    with pytest.raises(OutputError, match="exists"):
        engine.extract([str(tmp_path)], str(tmp_path), report=_refuse, spark=spark)


def test_parts_are_json_lines_by_name_and_a_line_that_is_not_utf8_is_read_or_named(spark: Any, tmp_path: Path) -> None:
    from kursk_claims.engines.spark import extract

    lines = [
        b'{"id": "a", "text": "F\xfcr M\xfcll zahlten 500 Menschen."}',
        b'{"id": "b", "text": "\xff\xfe\x81 500"}',
        b'{"id": "c", "text": "Es kamen 500 Menschen."}',
    ]
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(lines))
    told: list[InputError] = []
    extract([str(tmp_path / "in.jsonl")], str(tmp_path / "out"), report=told.append, spark=spark)
    found = [json.loads(line) for line in _records(tmp_path / "out")]
    assert {claim["doc"]["id"] for claim in found} >= {"a", "c"}
    assert len(told) <= 1
    assert all(path.suffix == ".jsonl" for path in (tmp_path / "out").glob("part-*"))


@pytest.mark.parametrize("path", ["none.jsonl", "none-*.jsonl"])
def test_missing_input_is_named(spark: Any, tmp_path: Path, path: str) -> None:
    from kursk_claims.engines.spark import extract

    with pytest.raises(InputError, match=r"none.*: no such file"):
        extract([str(tmp_path / path)], str(tmp_path / "out"), report=_refuse, spark=spark)
    assert not (tmp_path / "out").exists()


def test_what_spark_gives_up_on_is_one_line_and_leaves_nothing(spark: Any, tmp_path: Path) -> None:
    from kursk_claims.engines.spark import explained

    out = tmp_path / "out"

    def die(frames: Any) -> Any:
        os._exit(1)
        yield from frames

    dying = spark.range(1).mapInPandas(die, "id long").selectExpr("cast(id as string) as value")
    out.mkdir()
    with pytest.raises(MachineError, match="Spark gave up") as failed, explained(str(out)):
        dying.write.text(str(out / "claims"))
    assert "\n" not in str(failed.value)
    assert not out.exists()
