"""CSV for spreadsheets: one claim a row, columns of ``render.rows``, no cell that runs as a formula."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any, Final, cast

from kursk_claims.errors import UsageError
from kursk_claims.models import Article, Claim, Comparison, ModelInfo, PairComparison
from kursk_claims.render.payload import Explanation, Payload, RenderOptions, TextQuantities, peek
from kursk_claims.render.rows import CLAIM_COLUMNS, CLUSTER_COLUMNS, Cell, claim_rows, comparison_rows

_QUANTITY_COLUMNS: Final = ("text", "number", "value", "min", "max", "modifier", "unit", "per", "counted")
_FORMULA: Final = frozenset("=+-@")
"""What spreadsheets take for the start of a formula (OWASP, CSV Injection), in any width."""


def write(payload: Payload, stream: IO[Any], options: RenderOptions, articles: Mapping[str, Article]) -> None:
    """Write a header and one row for each claim, each as soon as it is known.

    Raises ``UsageError`` for anything but claims and comparisons.
    """
    out = csv.writer(stream, lineterminator="\n")
    if isinstance(payload, Comparison):
        out.writerow(column.name for column in (*CLUSTER_COLUMNS, *CLAIM_COLUMNS))
        _write_rows(out, comparison_rows(payload))
    elif isinstance(payload, Explanation | PairComparison | ModelInfo):
        raise UsageError("csv shows claims and comparisons; choose table or json")
    else:
        first, items = peek(cast("Iterable[Claim | TextQuantities]", payload))
        if isinstance(first, TextQuantities):
            out.writerow(_QUANTITY_COLUMNS)
            _write_rows(out, _quantity_rows(cast("Iterable[TextQuantities]", items)))
        else:
            out.writerow(column.name for column in CLAIM_COLUMNS)
            _write_rows(out, claim_rows(cast("Iterable[Claim]", items)))


def harmless(text: str) -> str:
    """``text`` with an apostrophe before it if a spreadsheet would run it as a formula.

    Invisible characters and blanks before the sign do not protect, so they are looked through.
    """
    if text[:1] in ("\t", "\r", "\n"):
        return "'" + text
    for char in text:
        if char.isspace() or unicodedata.category(char) in ("Cc", "Cf"):
            continue
        return "'" + text if unicodedata.normalize("NFKC", char)[:1] in _FORMULA else text
    return text


def _write_rows(out: Any, rows: Iterable[tuple[Cell, ...]]) -> None:
    for row in rows:
        out.writerow([_cell(cell) for cell in row])


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return harmless(cell) if isinstance(cell, str) else str(cell)


def _quantity_rows(items: Iterable[TextQuantities]) -> Iterator[tuple[Cell, ...]]:
    for item in items:
        for q in item.quantities:
            yield (item.text, q.text, q.value, q.min, q.max, q.modifier, q.unit, q.per, q.counted)
