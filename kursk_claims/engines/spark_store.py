"""A claim store beyond one file: its tables as Parquet by month, resolved on Apache Spark month by month.

Spark finds the claims that may answer one question and brings them together with all that is known of them;
``store.shard`` puts each component together with the functions of the SQLite store, so that questions have the same
ids, members and events. ``DIR/TABLE/month=YYYY-MM/run=N`` holds what the run ``N`` added or changed, and nothing there
is ever written again: of several rows with one key (``shard.KEYS``) that of the latest run holds. A run counts from
the moment that its row in ``DIR/run`` is written; what one left behind that was killed is removed by the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial, reduce
from typing import TYPE_CHECKING, Any, Final

from kursk_claims import __version__
from kursk_claims.engines import partitions
from kursk_claims.engines import spark as engine
from kursk_claims.settings import BLOCK_DAYS
from kursk_claims.store import runs, shard

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

UNDATED: Final = "undated"
"""In place of the month of articles without a day; they come first, as in the SQLite store."""

_RUN: Final = (
    "number int, started string, finished string, articles int, figures int, tool_version string, model string, "
    "lexicon_hash string"
)


def add(
    store: str,
    paths: Sequence[str],
    *,
    report: engine.Report,
    model: str | None = None,
    at: str | None = None,
    spark: SparkSession | None = None,
) -> int:
    """Add articles or claims behind ``paths`` to the store in the directory ``store``; return how many figures came in.

    Each month of publication is a run, at the ISO time ``at`` or now. An article that the store has with the same
    text is passed over; records that can't be read are passed to ``report``. One writer at a time.
    """
    from pyspark import StorageLevel
    from pyspark.sql import functions as f

    spark = spark or engine.session()
    problems = engine.Problems(spark)
    step = partial(shard.versions, model=model, report=problems.add)
    added = 0
    with engine.explained(spark, store, kept=True):
        found = engine.read_lines(spark, paths).mapInPandas(step, shard.VERSION_ROWS).dropDuplicates(["id"])
        month = f.coalesce(f.substring("published", 1, 7), f.lit(UNDATED))
        found = found.withColumn("month", month).persist(StorageLevel.DISK_ONLY)
        months = [row["month"] for row in found.select("month").distinct().collect()]
        problems.tell(report)
        for one in sorted(months, key=lambda one: (one != UNDATED, one)):
            tables = Tables(spark, store)
            added += _month(tables, found.where(f.col("month") == one), one, model or "", at or runs.now())
        found.unpersist()
    return added


class Tables:
    """The tables of a store as the finished runs left them."""

    def __init__(self, spark: SparkSession, store: str) -> None:
        self.spark = spark
        self.store = store
        runs_done = self._read("run", _RUN)
        last = runs_done.agg({"number": "max"}).first()
        self.run = (last[0] if last and last[0] else 0) + 1
        """The number of the run that is to come."""
        self._sweep()

    def path(self, table: str, month: str) -> str:
        """Where the run that is to come puts its rows."""
        return f"{self.store}/{table}/month={month}/run={self.run}"

    def all(self, table: str) -> DataFrame:
        """Every row of a table, with the ``month`` and ``run`` that wrote it."""
        return self._read(table, shard.TABLES[table])

    def now(self, table: str) -> DataFrame:
        """A table as it stands: of the rows with one key the latest."""
        from pyspark.sql import Window
        from pyspark.sql import functions as f

        rows = self.all(table)
        latest = Window.partitionBy(*shard.KEYS[table]).orderBy(f.col("run").desc())
        rows = rows.withColumn("latest", f.row_number().over(latest)).where("latest = 1")
        return rows.drop("latest", "month", "run")

    def _read(self, table: str, columns: str) -> DataFrame:
        schema = f"{columns}, month string, run int"
        system, path = engine.file_system(self.spark, f"{self.store}/{table}")
        if not system.exists(path):
            return self.spark.createDataFrame([], schema)
        return self.spark.read.schema(schema).parquet(f"{self.store}/{table}")

    def _sweep(self) -> None:
        """Remove what a killed run left."""
        system, pattern = engine.file_system(self.spark, f"{self.store}/*/month=*/run={self.run}")
        for left in system.globStatus(pattern) or ():
            system.delete(left.getPath(), True)


def _month(tables: Tables, found: DataFrame, month: str, model: str, started: str) -> int:
    """One run: the claims of one month's articles to their questions."""
    from pyspark import StorageLevel
    from pyspark.sql import functions as f

    held = tables.now("document").where("replaced_run IS NULL").select("key", f.col("text_sha256").alias("text"))
    new = found.join(held, ["key", "text"], "left_anti").persist(StorageLevel.DISK_ONLY)
    articles, figures = int(new.select("key", "text").distinct().count()), int(new.count())
    if figures:
        work = f"{tables.store}/_components"
        moved, placed = _placed(tables, new, month, work)
        rows = reduce(_union, [*_earlier(tables, moved), placed.select("component", *_row(shard.NEW, "claim"))])
        rows = rows.repartition("component").sortWithinPartitions("component")
        step = partial(shard.resolved, run=shard.Run(number=tables.run, started=started))
        made = rows.mapInPandas(step, shard.SHARD_ROWS).persist(StorageLevel.DISK_ONLY)
        for table, columns in shard.TABLES.items():
            frame = made.where(f.col("table") == table).select(f.from_json("row", columns).alias("row")).select("row.*")
            if table == "document":  # its claims may be in several components
                frame = frame.dropDuplicates(list(shard.KEYS[table]))
            frame.write.parquet(tables.path(table, month))
        engine.delete(tables.spark, work)
        row = (tables.run, started, runs.now(), articles, figures, __version__, model, runs.lexicon_hash())
        tables.spark.createDataFrame([row], _RUN).coalesce(1).write.parquet(tables.path("run", month))
    new.unpersist()
    return figures


def _union(one: DataFrame, other: DataFrame) -> DataFrame:
    return one.unionByName(other)


def _placed(tables: Tables, new: DataFrame, month: str, work: str) -> tuple[DataFrame, DataFrame]:
    """Earlier claims (``claim``) of the components that new ones touch, and the new claims, with their ``component``.

    An earlier component counts as one node, so that what is connected is found among the new claims and it alone.
    """
    from pyspark import StorageLevel
    from pyspark.sql import functions as f

    component = tables.now("component")
    links = _links(new, _around(tables.now("claim"), month)).unionByName(_versions(tables, new))
    known = component.withColumnRenamed("component", "known")

    def head(end: str) -> DataFrame:
        joined = links.join(known.withColumnRenamed("claim", end), end, "left")
        return joined.withColumn(end, f.coalesce("known", end)).drop("known")

    links = head("low")
    links = head("high").where("low != high").distinct().persist(StorageLevel.DISK_ONLY)
    found = engine.components_of(tables.spark, links, work).withColumnRenamed("component", "to")
    moved = component.join(found.withColumnRenamed("id", "component"), "component")
    placed = new.join(found, "id", "left").withColumn("component", f.coalesce("to", "id"))
    return moved.select("claim", f.col("to").alias("component")), placed


def _around(claims: DataFrame, month: str) -> DataFrame:
    """Earlier claims that a claim of ``month`` may meet in a block."""
    from pyspark.sql import functions as f

    claims = claims.where("withdrawn_run IS NULL")
    if month == UNDATED:
        return claims.where("published IS NULL")
    first = date.fromisoformat(f"{month}-01")
    since, until = first - timedelta(days=BLOCK_DAYS), first + timedelta(days=31 + BLOCK_DAYS)
    return claims.where(f.col("published").between(since.isoformat(), until.isoformat()))


def _links(new: DataFrame, earlier: DataFrame) -> DataFrame:
    """Links (``low``, ``high``) among new claims, and between new and earlier ones."""
    from pyspark import StorageLevel
    from pyspark.sql import functions as f

    both = new.select("id", "claim").unionByName(
        earlier.select(f.col("name").alias("id"), f.col("record").alias("claim"))
    )
    claims = both.mapInPandas(shard.described, partitions.CLAIM_ROWS)
    claims = claims.join(new.select("id", f.lit(True).alias("new")), "id", "left").persist(StorageLevel.DISK_ONLY)
    low = claims.select(f.col("id").alias("low"), "kind", f.col("prepared").alias("low_prepared"), "new")
    high = claims.select(
        f.col("id").alias("high"), f.col("prepared").alias("high_prepared"), f.col("new").alias("other_new")
    )
    pairs = engine.pairs_of(claims).join(low, "low").join(high, "high").where("new OR other_new")
    scored = pairs.select("kind", "low_prepared", "high_prepared").mapInPandas(partitions.scored, partitions.EDGE_ROWS)
    return scored.select("low", "high")


def _versions(tables: Tables, new: DataFrame) -> DataFrame:
    """Pairs of claims of two versions of an article, which are put together anew as one."""
    from pyspark.sql import functions as f

    mine = new.select(f.col("id").alias("low"), "key", "text")
    before = tables.now("claim").select(f.col("name").alias("high"), "key")
    other = new.select(f.col("id").alias("high"), "key", f.col("text").alias("other_text"))
    beside = mine.join(other, "key").where("text < other_text")
    return mine.join(before, "key").select("low", "high").unionByName(beside.select("low", "high"))


def _earlier(tables: Tables, moved: DataFrame) -> list[DataFrame]:
    """All that earlier runs know of the claims in ``moved``, as rows (``component``, ``table``, ``row``)."""
    from pyspark.sql import functions as f

    claims = tables.now("claim").join(moved.withColumnRenamed("claim", "name"), "name")
    documents = tables.now("document").join(claims.select("component", "key").distinct(), "key")
    links = tables.now("link").join(moved.withColumnRenamed("claim", "low"), "low")
    members = tables.now("membership").join(moved, "claim")
    asked = members.select("component", f.col("question")).distinct()
    questions = tables.now("question").join(asked.withColumnRenamed("question", "id"), "id")
    verdicts = tables.now("verdict").where("until_run IS NULL").join(asked, "question")
    current = verdicts.select("question", f.col("since_run").alias("verdict_run"), "component")
    states = tables.now("state").join(current, ["question", "verdict_run"])
    frames = {
        "claim": claims,
        "document": documents,
        "link": links,
        "membership": members,
        "question": questions,
        "verdict": verdicts,
        "state": states,
    }
    return [frame.select("component", *_record(table, frame)) for table, frame in frames.items()]


def _record(table: str, frame: DataFrame) -> list[Any]:
    from pyspark.sql import functions as f

    columns = [column for column in frame.columns if column != "component"]
    packed = f.to_json(f.struct(*columns), {"ignoreNullFields": "false"})
    return [f.lit(table).alias("table"), packed.alias("row")]


def _row(table: str, column: str) -> list[Any]:
    from pyspark.sql import functions as f

    return [f.lit(table).alias("table"), f.col(column).alias("row")]
