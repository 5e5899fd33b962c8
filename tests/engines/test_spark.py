"""Spark on a local cluster of two cores: the same claims, clusters and stores as without it, in one session for all."""

from __future__ import annotations

import gzip
import json
import os
import shlex
import shutil
import signal
import time
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
from kursk_claims.process import Ended
from tests.store.conftest import Day, fill
from tests.store.conftest import days as days
from tests.store.test_shard import ids_of, in_file, numeric

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


OPTIONS = {
    "spark.master": "local[2]",
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.showConsoleProgress": "false",
    # With little data, what compiles, adapts and starts takes longer than the work.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.adaptive.enabled": "false",
    "spark.python.daemon.module": "tests.engines.daemon",
}


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    pytest.importorskip("pyspark", reason="pyspark is not installed (extra spark)")
    pytest.importorskip("splink", reason="splink is not installed (extra spark)")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("Java is not installed")
    from kursk_claims.engines.spark import session

    options = " ".join(f"--conf {shlex.quote(f'{name}={value}')}" for name, value in OPTIONS.items())
    os.environ["PYSPARK_SUBMIT_ARGS"] = f"{options} pyspark-shell"
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
    assert any(cluster.folded_into for cluster in comparison.clusters), "a statement only repeats a figure"


@pytest.mark.corpus
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
    with pytest.raises(MachineError, match="Spark gave up") as failed, explained(spark, str(out), kept=True):
        dying.write.text(str(out / "claims"))
    assert str(failed.value).endswith("is as it was, see Spark's log")
    assert "\n" not in str(failed.value)
    assert out.exists(), "a store"
    with pytest.raises(MachineError, match="is not written"), explained(spark, str(out)):
        dying.write.text(str(out / "more"))
    assert not out.exists()


def test_a_signal_stops_the_jobs_and_leaves_nothing(spark: Any, tmp_path: Path) -> None:
    from kursk_claims.engines.spark import explained

    out = tmp_path / "out"

    def dawdle(frames: Any) -> Any:
        time.sleep(60)
        yield from frames

    def end(number: int, _: object) -> None:
        raise Ended(number)

    before = signal.signal(signal.SIGALRM, end)
    slow = spark.range(1).mapInPandas(dawdle, "id long").selectExpr("cast(id as string) as value")
    try:
        signal.alarm(3)
        with pytest.raises(Ended), explained(spark, str(out)):
            slow.write.text(str(out / "claims"))
    finally:
        signal.signal(signal.SIGALRM, before)
        spark.sparkContext.setLogLevel("ERROR")
    assert not out.exists()
    assert not spark.sparkContext.statusTracker().getActiveJobsIds()


def test_ctrl_c_is_answered_by_whoever_answered_before(spark: Any) -> None:
    """And not by Spark, which shows a stack trace."""
    assert "pyspark" not in getattr(signal.getsignal(signal.SIGINT), "__module__", "")


def _a_month_later(claim: Claim) -> Claim:
    published = (claim.doc.published or "").replace("2025-05", "2025-06")
    return msgspec.structs.replace(claim, doc=msgspec.structs.replace(claim.doc, published=published))


def test_two_months_of_a_store_as_one_file(spark: Any, days: Sequence[Day], tmp_path: Path) -> None:
    """The same ids, members and events as in SQLite; the second month goes on with the first, and corrects it."""
    from kursk_claims.engines import spark_store

    may, june = numeric(days[:5]), [_a_month_later(claim) for claim in numeric(days[5:])]
    file, store = tmp_path / "s.sqlite", tmp_path / "store"
    fill(file, may)
    fill(file, june)
    left = store / "event" / "month=2025-05" / "run=1"
    left.mkdir(parents=True)
    (left / "part-0.parquet").write_text("left by a run that was killed")

    def add(claims: Iterable[Claim], name: str) -> int:
        path = _write(tmp_path / name, map(msgspec.to_builtins, claims))
        return spark_store.add(str(store), [path], report=_refuse, spark=spark)

    assert add(may, "may.jsonl") == len(may)
    assert add([*june, *may], "both.jsonl") == len(june), "what the store has is passed over"
    tables = spark_store.Tables(spark, str(store))
    members = {row["claim"]: row["question"] for row in tables.now("membership").where("until_run IS NULL").collect()}
    events = [
        (row["run"], row["question"], row["kind"], row["old"], row["new"], ids_of(row["claims"]))
        for row in tables.all("event").collect()
    ]
    expected_members, expected_events = in_file(file)
    assert members == expected_members
    assert sorted(events, key=str) == sorted(expected_events, key=str)
    assert "correction" in {event[2] for event in events}
    assert {part.name for part in (store / "verdict").iterdir()} == {"month=2025-05", "month=2025-06"}
