"""A workbook: questions, claims and sources as sheets with filters, each value a link to its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, Final, cast
from urllib.parse import quote

from kursk_claims.errors import UsageError
from kursk_claims.models import Article, Claim, Comparison, ModelInfo, PairComparison
from kursk_claims.render.labels import labels
from kursk_claims.render.payload import Explanation, Lang, Payload, RenderOptions, TextQuantities, peek
from kursk_claims.render.phrases import origins_words
from kursk_claims.render.rows import CLAIM_COLUMNS, CLUSTER_COLUMNS, Cell, Column, claim_rows, comparison_rows
from kursk_claims.render.sanitise import sanitise, web_address
from kursk_claims.render.sources import cited
from kursk_claims.render.view import view

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_ROWS: Final = 1_048_575
"""Rows under the header that a sheet can have (Excel specifications and limits)."""
_LINKS: Final = 65_000
"""Links that a sheet can have, a little less than Excel's 65,530; further cells are plain text."""
_CELL: Final = 32_767
"""Characters that a cell can have."""
_WORDS: Final = 8
"""Words of a sentence in a link to it (text fragment): enough to be unique, short enough for a browser."""
_WIDTH: Final = {"sentence": 90, "question": 44, "title": 40, "sources": 40, "counted": 28, "number": 22}
_EPOCH: Final = datetime(2000, 1, 1)


def write(payload: Payload, stream: IO[Any], options: RenderOptions, articles: Mapping[str, Article]) -> None:
    """Write one workbook to a stream of bytes.

    Raises ``UsageError`` for anything but claims and comparisons, and for more rows than a sheet can have.
    """
    if isinstance(payload, Explanation | PairComparison | ModelInfo):
        raise UsageError("xlsx shows claims and comparisons; choose table or json")
    from xlsxwriter import Workbook

    columns: tuple[Column, ...]
    if isinstance(payload, Comparison):
        columns, claims = (*CLUSTER_COLUMNS, *CLAIM_COLUMNS), payload.claims
        rows = list(islice(comparison_rows(payload), _ROWS + 1))
    else:
        first, items = peek(cast("Iterable[Claim | TextQuantities]", payload))
        if isinstance(first, TextQuantities):
            raise UsageError("xlsx shows claims and comparisons; choose table or json")
        columns, claims = CLAIM_COLUMNS, tuple(islice(cast("Iterable[Claim]", items), _ROWS + 1))
        rows = list(claim_rows(claims))
    if len(rows) > _ROWS:
        raise UsageError(f"a sheet has at most {_ROWS:,} rows; choose csv or parquet")
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(stream, plain) as book:
        book.set_properties({"created": _EPOCH})
        sheets = _Sheets(book, options.lang)
        if isinstance(payload, Comparison):
            sheets.questions(payload, [cast(str, row[_place(columns, "claim_id")]) for row in rows])
        sheets.claims(columns, rows, {claim.id: claim for claim in claims})
        sheets.sources(claims)


class _Sheets:
    """The sheets of one workbook and the formats that they share."""

    def __init__(self, book: Workbook, lang: Lang) -> None:
        self.book, self.lang, self.words = book, lang, labels(lang)
        self.head = book.add_format({"bold": True, "bottom": 1})
        self.wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self.top = book.add_format({"valign": "top"})
        self.link = book.add_format({"font_color": "#1b4f8a", "underline": 1, "valign": "top"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})

    def questions(self, comparison: Comparison, rows: Sequence[str]) -> None:
        """One row for each value of each question; the value leads to its first claim."""
        heads = ("status", "question", "value", "as_of_head", "outlets_head", "origins_head", "certainty_head")
        sheet = self._sheet("questions", [(self.words.word(head), 44 if head == "question" else 20) for head in heads])
        at = {id_: row for row, id_ in enumerate(rows, 1)}
        seen = view(comparison, self.lang)
        line = 0
        for item in (*seen.clusters, *seen.folded):
            for group in item.groups:
                line += 1
                if line > _ROWS:
                    raise UsageError(f"a sheet has at most {_ROWS:,} rows; choose csv or parquet")
                outlets = sorted({name for chain in group.source_chains for name in chain.outlets})
                cells: tuple[Cell, ...] = (
                    self.words.status[item.cluster.status],
                    item.question,
                    group.words,
                    group.as_of,
                    ", ".join(outlets),
                    origins_words(item.cluster, self.lang),
                    item.cluster.certainty,
                )
                self._row(sheet, line, cells)
                if line <= _LINKS and group.group.claim_ids:
                    target = f"internal:'{self.words.word('claims_sheet')}'!A{at[group.group.claim_ids[0]] + 1}"
                    sheet.write_url(line, 2, target, self.link, _text(group.words))
        self._done(sheet, line, len(heads))

    def claims(self, columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]], claims: Mapping[str, Claim]) -> None:
        """One row a claim, the columns of CSV; the sentence leads to its place on the web, if its address is known."""
        sheet = self._sheet("claims_sheet", [(column.name, _WIDTH.get(column.name, 14)) for column in columns])
        sentence, id_ = _place(columns, "sentence"), _place(columns, "claim_id")
        for line, row in enumerate(rows, 1):
            self._row(sheet, line, row)
            url = sentence_url(claims[cast(str, row[id_])])
            if url and line <= _LINKS:
                sheet.write_url(line, sentence, url, self.link, _text(cast(str, row[sentence])))
        self._done(sheet, len(rows), len(columns))

    def sources(self, claims: Sequence[Claim]) -> None:
        """One row a source: its kind, how many claims go back to it, and who prints them."""
        heads = (("source", 40), ("kind", 16), ("claims_head", 12), ("outlets_head", 60))
        sheet = self._sheet("sources_sheet", [(self.words.word(head), width) for head, width in heads])
        found = cited(claims)
        for line, source in enumerate(found, 1):
            kind = self.words.source_kind[source.kind]
            self._row(sheet, line, (source.name, kind, len(source.claims), ", ".join(source.outlets)))
        self._done(sheet, len(found), len(heads))

    def _sheet(self, name: str, columns: Sequence[tuple[str, int]]) -> Worksheet:
        sheet = self.book.add_worksheet(self.words.word(name))
        for place, (head, width) in enumerate(columns):
            sheet.write_string(0, place, head, self.head)
            sheet.set_column(place, place, width)
        sheet.freeze_panes(1, 0)
        return sheet

    def _done(self, sheet: Worksheet, rows: int, columns: int) -> None:
        sheet.autofilter(0, 0, max(rows, 1), columns - 1)

    def _row(self, sheet: Worksheet, line: int, cells: Iterable[Cell]) -> None:
        for place, cell in enumerate(cells):
            if cell is None or cell == "":
                continue
            if isinstance(cell, bool):
                sheet.write_boolean(line, place, cell, self.top)
            elif isinstance(cell, int | float):
                sheet.write_number(line, place, cell, self.top)
            elif (day := _day(cell)) is not None:
                sheet.write_datetime(line, place, day, self.day)
            else:
                sheet.write_string(line, place, _text(cell), self.wrap)


def sentence_url(claim: Claim) -> str | None:
    """The address of the claim's sentence on its web page, as a text fragment; ``None`` without an address.

    https://wicg.github.io/scroll-to-text-fragment/
    """
    url = web_address(claim.doc.url)
    if url is None:
        return None
    words = claim.text.split()
    first, last = " ".join(words[:_WORDS]), " ".join(words[-_WORDS:])
    parts = [first] if len(words) <= _WORDS else [first, last]
    found = f"{url.split('#')[0]}#:~:text={','.join(quote(part, safe='').replace('-', '%2D') for part in parts)}"
    return found if len(found) < 2000 else url


def _text(text: str) -> str:
    return sanitise(text)[:_CELL]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2024-11-17") else None
    except ValueError:
        return None


def _place(columns: Sequence[Column], name: str) -> int:
    return next(place for place, column in enumerate(columns) if column.name == name)
