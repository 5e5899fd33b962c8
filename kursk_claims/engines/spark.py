"""``extract`` and ``compare`` on Apache Spark, for what one machine can't hold. Needs the extra ``spark``.

Spark reads, shuffles and writes; ``engines.partitions`` does the work on each partition with the functions of
the local engine, so that claims and clusters are the same. Comparing is blocking by equal keys, pairs scored
where they meet, connected components by Splink (its SQL runs on Spark alone, without GraphFrames), and the
guarded merge inside each component. ``docs/scale.md`` tells how to submit it and what it costs.

Other than the local engine: paths are whatever Spark reads (files, globs, object stores); a record is one JSON
document or claim, or a row of Parquet with the same fields; a document without an ``id`` is named by the hash of
its record; two documents with one ``id`` are not told apart; ``doc.path`` stays empty.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kursk_claims.engines import partitions
from kursk_claims.errors import InputError, MachineError, OutputError, UsageError
from kursk_claims.process import import_from_no_working_directory
from kursk_claims.settings import BLOCK_DAYS, BLOCK_WINDOW, LINK_THRESHOLD, MAX_LINE_REPORTS

if TYPE_CHECKING:
    from pyspark.accumulators import Accumulator
    from pyspark.sql import DataFrame, SparkSession

Report = Callable[[InputError], None]

_SMALL_FILE: Final = 65_536
"""Bytes that a local session does not split further: some ten articles."""

_MOMENT_SECONDS: Final = 2
"""How long jobs that were cancelled may take to end: half of what a signal leaves to everything."""

_ARTICLES_AT_ONCE: Final = 200
"""Records handed to Python together: a megabyte of articles, so that no worker waits long or holds much."""


def session() -> SparkSession:
    """The running session, or a local one on all cores. Raises ``UsageError`` without pyspark or Java.

    Under ``spark-submit`` everything is set there. Workers run this interpreter unless ``PYSPARK_PYTHON`` says else.
    """
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    import_from_no_working_directory()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # local workers are processes, one for each core
    try:
        from pyspark.errors import PySparkRuntimeError
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise UsageError("the engine spark needs pyspark; install kursk-claims[spark]") from error
    answer = signal.getsignal(signal.SIGINT)
    before = _children()
    try:
        found: SparkSession = SparkSession.builder.appName("kursk-claims").getOrCreate()
    except (PySparkRuntimeError, OSError) as error:
        raise UsageError(f"Spark does not start ({error}); it needs Java 17") from error
    except BaseException:
        for child in _children() - before:  # Java that has not started yet would wait for us for ever
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        raise
    with contextlib.suppress(ValueError):  # outside the main thread neither we nor Spark can
        signal.signal(signal.SIGINT, answer)  # Spark's own answer to Ctrl-C is a stack trace
    found.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(_ARTICLES_AT_ONCE))
    if str(found.sparkContext.master).startswith("local"):  # Spark's 200 partitions are for clusters
        found.conf.set("spark.sql.shuffle.partitions", str(2 * found.sparkContext.defaultParallelism))
        found.conf.set("spark.sql.files.openCostInBytes", str(_SMALL_FILE))  # or one small file is read by one core
    return found


def _children() -> set[int]:
    """Processes that this one has started, where the system tells."""
    listed = Path("/proc/self/task").glob("*/children")
    return {int(child) for one in listed for child in one.read_text().split()}


def extract(
    paths: Sequence[str],
    output: str,
    *,
    report: Report,
    model: str | None = None,
    kind: str | None = None,
    spark: SparkSession | None = None,
) -> None:
    """Extract the articles behind ``paths`` and write their claims to the directory ``output``.

    ``kind`` is ``numeric`` or ``attributed``, or ``None`` for both. Claims are written as JSON Lines, or as
    Parquet (one column, ``value``, of JSON) if ``output`` ends in ``.parquet``. Raises ``OutputError`` if
    ``output`` exists.
    """
    spark = spark or session()
    _refuse_existing(spark, output)
    problems = Problems(spark)
    step = partial(partitions.extracted, model=model, kind=kind, report=problems.add)
    with explained(spark, output):
        _write(read_lines(spark, paths).mapInPandas(step, partitions.JSON_ROWS), output, output)
    problems.tell(report)


def compare(
    paths: Sequence[str],
    output: str,
    *,
    report: Report,
    model: str | None = None,
    kind: str | None = None,
    threshold: float = LINK_THRESHOLD,
    spark: SparkSession | None = None,
) -> None:
    """Compare the claims, or articles, behind ``paths`` and write the comparison to the directory ``output``.

    ``threshold`` is the score from which a pair is linked. The directory gets the folders ``claims``, ``clusters``,
    ``documents`` and ``implications``, each with the records of the comparison's field of that name, in no order.
    Formats and errors as for ``extract``.
    """
    from pyspark import StorageLevel
    from pyspark.sql import functions as f

    spark = spark or session()
    _refuse_existing(spark, output)
    problems = Problems(spark)
    step = partial(partitions.described, model=model, kind=kind, report=problems.add)
    with explained(spark, output):
        claims = read_lines(spark, paths).mapInPandas(step, partitions.CLAIM_ROWS).dropDuplicates(["id"])
        claims = claims.persist(StorageLevel.DISK_ONLY)
        _write(claims.select(f.col("claim").alias("value")), f"{output}/claims", output)
        problems.tell(report)
        edges = _edges(claims).persist(StorageLevel.DISK_ONLY)
        component_of = components_of(spark, edges, f"{output}/_components")
        by_article = claims.select("doc", "claim").repartition("doc").sortWithinPartitions("doc")
        clusters = _clusters(claims, edges, component_of, threshold).persist(StorageLevel.DISK_ONLY)
        _write(_folded(clusters, by_article), f"{output}/clusters", output)
        found = by_article.mapInPandas(partitions.articles, partitions.NAMED_ROWS).persist(StorageLevel.DISK_ONLY)
        for name in ("documents", "implications"):
            _write(found.where(f.col("row") == name).select("value"), f"{output}/{name}", output)
        delete(spark, f"{output}/_components")
        for frame in (claims, edges, clusters, found):
            frame.unpersist()


def read_lines(spark: SparkSession, paths: Sequence[str]) -> DataFrame:
    """Records as lines of JSON in one column, ``value``, of bytes. Raises ``InputError`` for a path without files."""
    from pyspark.sql import functions as f

    def lines(found: Sequence[str], columnar: bool) -> DataFrame:
        rows = spark.read.parquet(*found) if columnar else spark.read.text(list(found))
        value = f.col("value") if rows.columns == ["value"] else f.to_json(f.struct(*rows.columns))
        # As bytes: a line that is not UTF-8 would end the task on its way to Python.
        return rows.select(value.cast("binary").alias("value"))

    for path in paths:
        system, pattern = file_system(spark, path)
        if not system.globStatus(pattern):
            raise InputError(path, "no such file or directory", "check the path or the pattern")
    columnar = [path for path in paths if path.rstrip("/").endswith(".parquet")]
    text = [path for path in paths if path not in columnar]
    frames = [lines(found, found is columnar) for found in (text, columnar) if found]
    if not frames:
        raise UsageError("no input; name files, directories or globs that Spark can read")
    return frames[0] if len(frames) == 1 else frames[0].unionByName(frames[1])


def pairs_of(claims: DataFrame) -> DataFrame:
    """Ids of claims that meet in a block (``low`` < ``high``), each pair once."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    keyed = claims.select("kind", "prepared").mapInPandas(partitions.blocks, partitions.BLOCK_ROWS)
    after = Window.partitionBy("key").orderBy("first", "second", "third", "id").rowsBetween(1, BLOCK_WINDOW)
    size = f.count("id").over(Window.partitionBy("key"))
    others = f.collect_list(f.struct("id", "second")).over(after)
    near = keyed.select("id", "second", size.alias("size"), others.alias("others"))
    near = near.select("id", "second", "size", f.explode("others").alias("near"))
    undated = (f.col("second") == 0) | (f.col("near.second") == 0)
    close = f.abs(f.col("near.second") - f.col("second")) <= BLOCK_DAYS
    met = near.where((f.col("size") <= BLOCK_WINDOW + 1) | undated | close)
    met = met.select("id", f.col("near.id").alias("other"))
    return met.select(f.least("id", "other").alias("low"), f.greatest("id", "other").alias("high")).distinct()


def _edges(claims: DataFrame) -> DataFrame:
    """Links between claims, and denials, as ``partitions.EDGE_ROWS``."""
    from pyspark.sql import functions as f

    pairs = pairs_of(claims)
    low = claims.select(f.col("id").alias("low"), "kind", f.col("prepared").alias("low_prepared"))
    high = claims.select(f.col("id").alias("high"), f.col("prepared").alias("high_prepared"))
    joined = pairs.join(low, "low").join(high, "high").select("kind", "low_prepared", "high_prepared")
    scored = joined.mapInPandas(partitions.scored, partitions.EDGE_ROWS)
    articles = ("one_doc", "other_doc")
    figures = scored.where(f.col("one_doc").isNotNull()).repartition(*articles).sortWithinPartitions(*articles)
    scored = scored.where(f.col("one_doc").isNull()).unionByName(
        figures.mapInPandas(partitions.aligned, partitions.EDGE_ROWS)
    )

    said = claims.where(f.col("kind") != partitions.NUMERIC).select("doc", "prepared")
    pointed = said.repartition("doc").sortWithinPartitions("doc").mapInPandas(partitions.pointed, partitions.EDGE_ROWS)
    named = scored.where(f.col("row") == partitions.DENIAL).select("low").distinct()
    return scored.unionByName(pointed.join(named, "low", "left_anti").select(*scored.columns))


def components_of(spark: SparkSession, edges: DataFrame, place: str) -> DataFrame:
    """Every linked claim (``id``) with the ``component`` that it is connected with."""
    from pyspark.sql import functions as f

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from splink import SparkAPI
            from splink.clustering import cluster_pairwise_predictions_at_threshold
    except ImportError as error:
        raise UsageError("comparing with Spark needs splink; install kursk-claims[spark]") from error
    linked = edges.select(f.col("low").alias("id_l"), f.col("high").alias("id_r")).distinct()
    nodes = linked.select(f.explode(f.array("id_l", "id_r")).alias("id")).distinct()
    spark.sparkContext.setCheckpointDir(place)  # Splink cuts its lineage there
    api: Any = SparkAPI(spark_session=spark, break_lineage_method="parquet", register_udfs_automatically=False)
    found = cluster_pairwise_predictions_at_threshold(nodes, linked, api, node_id_column_name="id")
    frame: DataFrame = found.as_spark_dataframe()
    return frame.select("id", f.col("cluster_id").alias("component"))


def _clusters(claims: DataFrame, edges: DataFrame, component_of: DataFrame, threshold: float) -> DataFrame:
    from pyspark.sql import functions as f

    placed = claims.join(component_of, "id", "left")
    alone = placed.where(f.col("component").isNull() & (f.col("kind") == partitions.NUMERIC))
    members = placed.where(f.col("component").isNotNull()).select(
        "component",
        f.lit(partitions.MEMBER).alias("row"),
        "kind",
        "id",
        f.lit(None).cast("string").alias("other"),
        f.lit(None).cast("double").alias("number"),
        "claim",
        "prepared",
    )
    between = edges.join(component_of, edges["low"] == component_of["id"]).select(
        "component",
        "row",
        f.lit(None).cast("string").alias("kind"),
        f.col("low").alias("id"),
        f.col("high").alias("other"),
        f.col("value").alias("number"),
        f.lit(None).cast("string").alias("claim"),
        f.col("pair").alias("prepared"),
    )
    together = members.unionByName(between).repartition("component").sortWithinPartitions("component")
    joined = together.mapInPandas(partial(partitions.clusters, threshold=threshold), partitions.JSON_ROWS)
    return joined.unionByName(alone.select("claim").mapInPandas(partitions.singles, partitions.JSON_ROWS))


def _folded(clusters: DataFrame, by_article: DataFrame) -> DataFrame:
    """``clusters``, those of statements that only repeat a figure folded into the figure's."""
    from pyspark.sql import functions as f

    placed = clusters.mapInPandas(partitions.placed, partitions.PLACED_ROWS)
    numeric = f.col("kind") == partitions.NUMERIC
    homes = placed.where(numeric).select(f.col("claim").alias("figure"), "home")
    repeated = by_article.mapInPandas(partitions.repeating, partitions.REPEATED_ROWS).join(homes, "figure")
    said = placed.where(~numeric).select("cluster", "value", "claim")
    rows = said.join(repeated, f.col("claim") == f.col("statement"), "left").drop("statement")
    statements = rows.repartition("cluster").sortWithinPartitions("cluster")
    figures = clusters.where(f.get_json_object("value", "$.kind") == partitions.NUMERIC)
    return figures.unionByName(statements.mapInPandas(partitions.folded, partitions.JSON_ROWS))


def _write(frame: DataFrame, place: str, output: str) -> None:
    writer = frame.write
    if output.rstrip("/").endswith(".parquet"):
        writer.parquet(place)
        return
    writer.text(place)
    system, pattern = file_system(frame.sparkSession, f"{place}/part-*.txt")
    for part in system.globStatus(pattern) or ():  # by its name anybody would take it for prose
        path = part.getPath()
        system.rename(path, path.getParent().suffix(f"/{path.getName().removesuffix('.txt')}.jsonl"))


@contextlib.contextmanager
def explained(spark: SparkSession, output: str, *, kept: bool = False) -> Iterator[None]:
    """Say in one line what made Spark give up, and leave nothing half written in ``output``.

    Whatever else ends the work, a signal for one, stops Spark's jobs too. What stands in ``output`` already is
    ``kept`` if it is a store, whose unfinished run the next one removes.

    Raises ``MachineError`` for what Spark raises, a lost executor or a worker that was killed among it.
    """
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    raised = (PySparkException, Py4JError, ConnectionError)
    try:
        yield
    except BaseException as error:
        # On this thread Spark has yet to answer what a signal has interrupted.
        clearing = threading.Thread(target=_clear, args=(spark, None if kept else output), daemon=True)
        clearing.start()
        clearing.join()
        if not isinstance(error, raised):
            raise
        said = [line.strip(" :") for line in str(error).splitlines() if line.strip(" :")]
        cause = next((line for line in said if "Caused by" in line or "Job aborted" in line), said[0] if said else "")
        cause = cause.rpartition("Exception: ")[2].partition(". ")[0][:300]  # the innermost
        if kept:
            raise MachineError(f"Spark gave up ({cause}); {output} is as it was, see Spark's log") from error
        raise MachineError(f"Spark gave up ({cause}); {output} is not written, see Spark's log") from error


def _clear(spark: SparkSession, output: str | None) -> None:
    """Cancel what runs, give it a moment to end, so that it writes nothing behind our back, and remove ``output``."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    context = spark.sparkContext
    with contextlib.suppress(PySparkException, Py4JError, ConnectionError):
        tracker = context.statusTracker()
        if tracker.getActiveJobsIds():
            context.setLogLevel("OFF")  # each task would tell of its end in a stack trace
            context.cancelAllJobs()
            until = time.monotonic() + _MOMENT_SECONDS
            while tracker.getActiveJobsIds() and time.monotonic() < until:
                time.sleep(0.05)
        if output is not None:
            delete(spark, output)


def _refuse_existing(spark: SparkSession, output: str) -> None:
    system, path = file_system(spark, output)
    if system.exists(path):
        raise OutputError(f"{output} exists; name another directory")


def delete(spark: SparkSession, place: str) -> None:
    """Remove a directory, if it is there."""
    system, path = file_system(spark, place)
    system.delete(path, True)


def file_system(spark: SparkSession, place: str) -> tuple[Any, Any]:
    """Hadoop's file system behind a path, and the path in it."""
    context: Any = spark.sparkContext
    path = context._jvm.org.apache.hadoop.fs.Path(place)
    return path.getFileSystem(context._jsc.hadoopConfiguration()), path


class Problems:
    """What workers could not read: the first messages, and how many there were."""

    def __init__(self, spark: SparkSession) -> None:
        self._found: Accumulator[tuple[int, tuple[str, ...]]] = spark.sparkContext.accumulator((0, ()), _adding())

    def add(self, message: str) -> None:
        """On a worker: one record could not be read."""
        self._found.add((1, (message,)))

    def tell(self, report: Report) -> None:
        """On the driver, after the rows were computed once."""
        count, messages = self._found.value
        for error in _errors(count, messages):
            report(error)


def _adding() -> Any:
    """How two counts with their messages become one, in an order that does not depend on the workers'."""
    from pyspark.accumulators import AccumulatorParam

    class Adding(AccumulatorParam[tuple[int, tuple[str, ...]]]):
        def zero(self, value: tuple[int, tuple[str, ...]]) -> tuple[int, tuple[str, ...]]:
            return 0, ()

        def addInPlace(  # noqa: N802 - Spark's name
            self, value1: tuple[int, tuple[str, ...]], value2: tuple[int, tuple[str, ...]]
        ) -> tuple[int, tuple[str, ...]]:
            return value1[0] + value2[0], tuple(sorted((*value1[1], *value2[1]))[:MAX_LINE_REPORTS])

    return Adding()


def _errors(count: int, messages: Sequence[str]) -> Iterator[InputError]:
    for message in messages:
        where, _, rest = message.partition(": ")
        problem, _, cure = rest.rpartition("; ")
        yield InputError(where, problem, cure)
    if count > len(messages):
        yield InputError("Spark", f"{count - len(messages)} more broken records", "is this JSON Lines?")
