"""CSV: one claim a row, columns of ``render.rows``, no cell that runs as a formula.

The dialect ``excel-de`` is what a German Excel opens with a double click: byte order mark, semicolon,
decimal comma, ``WAHR`` and ``FALSCH``.
"""

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
    german = options.csv_dialect == "excel-de"
    if german:
        stream.write("\ufeff")
    out = _Rows(csv.writer(stream, delimiter=";" if german else ",", lineterminator="\r\n" if german else "\n"), german)
    if isinstance(payload, Comparison):
        out.write((column.name for column in (*CLUSTER_COLUMNS, *CLAIM_COLUMNS)), comparison_rows(payload))
    elif isinstance(payload, Explanation | PairComparison | ModelInfo):
        raise UsageError("csv shows claims and comparisons; choose table or json")
    else:
        first, items = peek(cast("Iterable[Claim | TextQuantities]", payload))
        if isinstance(first, TextQuantities):
            out.write(_QUANTITY_COLUMNS, _quantity_rows(cast("Iterable[TextQuantities]", items)))
        else:
            out.write((column.name for column in CLAIM_COLUMNS), claim_rows(cast("Iterable[Claim]", items)))


def harmless(text: str, separators: str = ";\t") -> str:
    """``text`` with an apostrophe before each place where a spreadsheet would run a formula.

    That is its beginning and what follows a line break or one of ``separators``: those that a spreadsheet may take
    for the end of a cell though the file has another. Invisible characters, blanks and quotation marks before the sign
    do not protect, so they are looked through.
    """
    shown: list[str] = []
    start: int | None = 0
    for place, char in enumerate(text):
        if start is not None and (
            unicodedata.normalize("NFKC", char)[:1] in _FORMULA or (not place and char in "\t\r\n")
        ):
            shown.insert(start, "'")
            start = None
        shown.append(char)
        if char in separators or char in "\r\n":
            start = len(shown)
        elif not (char == '"' or char.isspace() or unicodedata.category(char) in ("Cc", "Cf")):
            start = None
    return "".join(shown)


class _Rows:
    """Rows of cells in the spelling of one dialect."""

    def __init__(self, out: Any, german: bool) -> None:
        self.out = out
        self.truth = ("FALSCH", "WAHR") if german else ("false", "true")
        self.point = "," if german else "."
        self.separators = ",\t" if german else ";\t"

    def write(self, header: Iterable[str], rows: Iterable[tuple[Cell, ...]]) -> None:
        self.out.writerow(header)
        for row in rows:
            self.out.writerow([self._cell(cell) for cell in row])

    def _cell(self, cell: Cell) -> str:
        if cell is None:
            return ""
        if isinstance(cell, bool):
            return self.truth[cell]
        if isinstance(cell, float):
            return str(int(cell)) if cell.is_integer() else repr(cell).replace(".", self.point)
        return harmless(cell, self.separators) if isinstance(cell, str) else str(cell)


def _quantity_rows(items: Iterable[TextQuantities]) -> Iterator[tuple[Cell, ...]]:
    for item in items:
        for q in item.quantities:
            yield (item.text, q.text, q.value, q.min, q.max, q.modifier, q.unit, q.per, q.counted)
