"""Two months in a store that Spark writes: the same ids, members and events as in one SQLite file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kursk_claims.errors import InputError
from kursk_claims.models import Claim
from tests.engines.test_spark import spark as spark
from tests.store.conftest import Day, fill
from tests.store.conftest import days as days
from tests.store.test_shard import ids_of, in_file, numeric

pytestmark = [
    pytest.mark.spark,
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


def _refuse(error: InputError) -> None:
    raise error


def _a_month_later(claim: Claim) -> Claim:
    published = (claim.doc.published or "").replace("2025-05", "2025-06")
    return msgspec.structs.replace(claim, doc=msgspec.structs.replace(claim.doc, published=published))


def _write(path: Path, claims: Iterable[Claim]) -> str:
    path.write_bytes(b"".join(msgspec.json.encode(claim) + b"\n" for claim in claims))
    return str(path)


def test_two_months_as_one_file(spark: Any, days: Sequence[Day], tmp_path: Path) -> None:
    """The second month goes on with the counts of the first and corrects one of its articles."""
    from kursk_claims.engines import spark_store

    may, june = numeric(days[:5]), [_a_month_later(claim) for claim in numeric(days[5:])]
    file, store = tmp_path / "s.sqlite", tmp_path / "store"
    fill(file, may)
    fill(file, june)
    left = store / "event" / "month=2025-05" / "run=1"
    left.mkdir(parents=True)
    (left / "part-0.parquet").write_text("left by a run that was killed")

    def add(claims: Iterable[Claim], name: str) -> int:
        return spark_store.add(str(store), [_write(tmp_path / name, claims)], report=_refuse, spark=spark)

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
