"""Parquet: the rows of ``render.rows`` with types, for DuckDB, pandas, Polars. Needs the extra ``parquet``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, Final, cast

from kursk_claims.errors import UsageError
from kursk_claims.models import SCHEMA_VERSION, Article, Claim, Comparison, ModelInfo, PairComparison
from kursk_claims.render.payload import Explanation, Payload, RenderOptions, TextQuantities, peek
from kursk_claims.render.rows import CLAIM_COLUMNS, CLUSTER_COLUMNS, Cell, Column, claim_rows, comparison_rows

if TYPE_CHECKING:
    import pyarrow

_BATCH: Final = 10_000
"""Rows held at once: a few megabytes, and enough for a row group to compress well."""


def write(payload: Payload, stream: IO[Any], options: RenderOptions, articles: Mapping[str, Article]) -> None:
    """Write one table to a stream of bytes. Raises ``UsageError`` where pyarrow is not installed."""
    if isinstance(payload, Explanation | PairComparison | ModelInfo):
        raise UsageError("parquet shows claims and comparisons; choose table or json")
    try:
        import pyarrow.parquet
    except ImportError as error:
        raise UsageError("parquet needs pyarrow; install kursk-claims[parquet]") from error
    columns: tuple[Column, ...]
    rows: Iterator[tuple[Cell, ...]]
    if isinstance(payload, Comparison):
        columns, rows = (*CLUSTER_COLUMNS, *CLAIM_COLUMNS), comparison_rows(payload)
    else:
        first, items = peek(cast("Iterable[Claim | TextQuantities]", payload))
        if isinstance(first, TextQuantities):
            raise UsageError("parquet shows claims and comparisons; choose table or json")
        columns, rows = CLAIM_COLUMNS, claim_rows(cast("Iterable[Claim]", items))
    schema = _schema(columns)
    with pyarrow.parquet.ParquetWriter(stream, schema, compression="zstd") as out:
        while batch := list(islice(rows, _BATCH)):
            arrays = [
                pyarrow.array(values, field.type)
                for values, field in zip(zip(*batch, strict=True), schema, strict=True)
            ]
            out.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))


def _schema(columns: tuple[Column, ...]) -> pyarrow.Schema:
    """Types of the columns; the meaning of each is kept as its metadata."""
    import pyarrow

    types = {
        "text": pyarrow.string(),
        "number": pyarrow.float64(),
        "integer": pyarrow.int64(),
        "truth": pyarrow.bool_(),
    }
    fields = [pyarrow.field(c.name, types[c.kind], metadata={"meaning": c.meaning}) for c in columns]
    return pyarrow.schema(fields, metadata={"kursk_claims.schema_version": SCHEMA_VERSION})
