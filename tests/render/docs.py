"""``docs/formats.md``, with real output: ``python -m tests.render.docs`` writes it, a test compares."""

from __future__ import annotations

import io
import json
from pathlib import Path

from kursk_claims.formats import FORMATS
from kursk_claims.render import Payload, RenderOptions, render
from kursk_claims.render.rows import ALONE, CLAIM_COLUMNS, CLUSTER_COLUMNS, NOT_CHOSEN, RENAMED, Column
from tests.render import scene

DOCS = Path(__file__).parents[2] / "docs" / "formats.md"
_WIDE = 160


def document() -> str:
    """The whole page."""
    return _PAGE.format(
        table="\n".join(_lines("table", scene.comparison(), width=120)[:11]),
        json=_three("json", scene.comparison(), skip=3),
        jsonl=_three("jsonl", scene.claims()),
        csv=_three("csv", scene.comparison()),
        markdown=_three("markdown", scene.comparison(), skip=10),
        html=_three("html", scene.comparison()),
        jsonld=_annotation(),
        formats=_formats(),
        renamed="; ".join(f"`{old}` is now `{new}`" for old, new in RENAMED.items()),
        reasons=f"*{ALONE}* or *{NOT_CHOSEN}*",
        columns=_columns((*CLUSTER_COLUMNS, *CLAIM_COLUMNS)),
        parquet=_parquet(),
    )


_USES = {
    "table": ("reading on a terminal", "yes", "yes"),
    "json": ("programs", "an array of claims", "one object"),
    "jsonl": ("pipes", "a claim a line", "a cluster a line, its claims inside"),
    "csv": ("databases and spreadsheets", "a claim a row", "a claim a row"),
    "xlsx": ("spreadsheets", "claims and sources as sheets", "questions, claims and sources as sheets"),
    "markdown": ("a note to the desk", "a table", "a note"),
    "html": ("editors", "a report", "a report"),
    "jsonld": ("linked data, annotation tools", "yes", "yes"),
    "parquet": ("DuckDB, pandas, Polars", "a claim a row", "a claim a row"),
}


def _formats() -> str:
    rows = ((format.name, "` `".join(format.suffixes), *_USES[format.name]) for format in FORMATS)
    return "\n".join(f"| `{name}` | `{suffixes}` | {' | '.join(uses)} |" for name, suffixes, *uses in rows)


def _lines(name: str, payload: Payload, width: int | None = None) -> list[str]:
    stream = io.StringIO()
    render(name, payload, stream, RenderOptions(width=width))
    return stream.getvalue().split("\n")


def _three(name: str, payload: Payload, skip: int = 0) -> str:
    found = [line for line in _lines(name, payload)[skip:] if line.strip()][:3]
    return "\n".join(line if len(line) <= _WIDE else line[: _WIDE - 1] + "…" for line in found)


def _annotation() -> str:
    stream = io.StringIO()
    render("jsonld", scene.comparison(), stream)
    first = next(node for node in json.loads(stream.getvalue())["@graph"] if node["@type"] == "Annotation")
    return "\n".join(json.dumps(part, ensure_ascii=False) for part in first["target"]["selector"])


def _columns(columns: tuple[Column, ...]) -> str:
    return "\n".join(f"| `{column.name}` | {column.kind} | {column.meaning} |" for column in columns)


def _parquet() -> str:
    import pyarrow.parquet

    stream = io.BytesIO()
    render("parquet", scene.comparison(), stream)
    table = pyarrow.parquet.read_table(io.BytesIO(stream.getvalue()))
    rows = table.select(["status", "number", "outlet", "last_source"]).slice(9, 3).to_pylist()
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)


_PAGE = """\
# Output formats

`--format NAME` chooses one, `--output FILE` writes it to a file, complete or not at all. On a terminal
the default is `table`; piped, it is `jsonl` for `extract` and `json` for `compare`. `--lang de` (the
default) and `--lang en` choose labels and number formats; article text stays as it is.

The examples show lines from the comparison in `fixtures/comparison.json`; long lines end in `…` here only.

| format | ending of `--output` | for | `extract` | `compare` |
| --- | --- | --- | --- | --- |
{formats}

The ending of `--output` chooses the format: `--output report.html` needs no `--format`. An ending that
contradicts `--format` is an error.

The records of JSON and JSON Lines are described by `kursk-claims schema claim` and
`kursk-claims schema comparison`.

## Table

`--format table`

```
{table}
```

One row a question, worst first: `≠` conflict, `±` disputed, `»` update, `≈` compatible, `=` agreement. What needs
a decision follows in full: conflicts, disputed statements, running counts with contested days. Unclear questions
(`?`) and single reports (`·`) are counted, with the command that lists them. `mind. 3` origins are at least three:
mentions without a named source count once at most. Statements that only repeat a figure have no row of their own: the
figure has it, and their words stand with it where it is shown in full.

| option | shows |
| --- | --- |
| `--sentences` | the sentence behind each value, its number between `▸◂` |
| `--full` | every question in full, single reports too |
| `--matrix` | questions by outlets |
| `--explain` | why the claims of a question were put together |

Questions that differ only in whose share it is, such as the parties of polls, are one table: parties down,
institutes across. From 110 columns on a question in full has a plot: `●` is a value, `○` a bound that is not itself
meant (*more than*), `├─┤` a range, an arrow is open on that side; the axis is logarithmic from a ratio of 100. From
150 columns on outlets stand by name. Long statements end in `…` in their row; `--full` has them whole. Piped output
is 100 columns wide. Control, direction and invisible characters of articles are shown (`␛`, `⟨U+202E⟩`) and not
obeyed. A document without an outlet is shown by its title, without one by the name of its file.

Recipe, only what needs a decision: `kursk-claims compare --format table --only-conflicts articles/`

## JSON

`--format json`

```json
{json}
```

A cluster of statements that only repeat the figure of another cluster has its id in `folded_into`, so that no finding
is counted twice: every claim of it holds figures of that cluster alone and tells nothing besides. A filter
(`--status`, `--since` …) keeps it if it keeps the figure's cluster.

Recipe (jq), questions in conflict:
`kursk-claims compare articles/ | jq -r '.clusters[] | select(.status == "conflict") | .question'`

## JSON Lines

`--format jsonl`

```json
{jsonl}
```

Recipe (jq), all numbers with their last source:
`kursk-claims extract articles/ | jq -r 'select(.quantity) | [.quantity.text, .attribution.sources[-1].name] | @tsv'`

## CSV

`--format csv`

```
{csv}
```

UTF-8, comma, one header line. Cells of text that a spreadsheet would run as a formula begin with an apostrophe.
`--csv-dialect excel-de` writes what a German Excel opens with a double click: byte order mark, semicolons, decimal
commas, `WAHR` and `FALSCH`. A claim that is in no cluster comes last and says why in `no_cluster_because`: {reasons}.

Columns that had the name of an SQL keyword were renamed: {renamed}.

The columns of `compare`; those of `extract` are the same without the first nine:

| column | kind | meaning |
| --- | --- | --- |
{columns}

Recipe (spreadsheet): import as UTF-8 with a comma as separator, then make a pivot table of `question` by `outlet`.

Recipe (pandas): `pandas.read_csv("claims.csv").groupby("last_source").size().nlargest(10)`

## XLSX

`--format xlsx` writes a workbook with three sheets, filters on: questions (one row a value, the value a link to its
claim), claims (the columns of CSV; the sentence a link to its place on the web where the article's address is known)
and sources (how many claims go back to each, and who prints them). Text never runs as a formula.

Recipe: `kursk-claims compare --output claims.xlsx articles/`

## Markdown

`--format markdown`

```markdown
{markdown}
```

Article text is escaped and can't become markup.

Recipe (pandoc): `kursk-claims compare --format markdown articles/ | pandoc -o note.docx`

## HTML

`--format html`

```html
{html}
```

One file that opens offline, makes no request and runs nothing that came with an article. It leads with the worst
question: its values as a title, what that means, and its chart. A card for each question has the chart (labels at
the left, colour by origin, the gap or what all have in common shaded), who says so, the sentences with the number
marked, and which outlets go back to which origin. A figure that changes is drawn as steps over time with a line for
each source and its contested days; polls and elections are one table with a bar for each share. Agreements are
folded, single figures are a list. One click on a number opens the article at its place, one more leads back. Made
from claims alone, the report shows whole sentences and says so. The page reads in full without JavaScript; search
and filters need it: words are found in every inflected form, and every filter counts what the others leave. It stays
under 20 MB: cards are written worst first until 11.4 MB are full, articles until the rest is, first in full and then
as sentences alone; what is left out is counted on the page.

| seeds, a running count and polls at 1400 pixels | and at 375 |
| --- | --- |
| ![Five articles with competing figures](report.png) | ![The same on a telephone](report_375.png) |
| ![A death toll that grows, its contested day shaded](count.png) | ![The same on a telephone](count_375.png) |
| ![Parties by institute](poll.png) | ![The same on a telephone](poll_375.png) |

Recipe: `kursk-claims compare --output report.html articles/`

## JSON-LD

`--format jsonld`

```json
{jsonld}
```

schema.org `Claim` (one for each value of `compare`, for each claim of `extract`) with `appearance`,
`firstAppearance` and `claimInterpreter` (the last source cited); a W3C Web Annotation for each claim, its target a
`TextQuoteSelector` of the sentence and a `TextPositionSelector` of the number in code points. There is no
`ClaimReview`, because nothing here says what is true.

Recipe (jq): `jq -r '."@graph"[] | select(."@type" == "Claim") | .name' claims.jsonld`

## Parquet

`--format parquet`, with the extra: `pip install "kursk-claims[parquet]"`. Columns as in CSV, with types; cells are
exactly the data, without apostrophes. Three of its rows:

```json
{parquet}
```

Recipe (DuckDB): `duckdb -c "select question, min(min), max(max) from 'claims.parquet' group by 1"`

Recipe (pandas): `pandas.read_parquet("claims.parquet").query("status == 'conflict'")`
"""

if __name__ == "__main__":
    DOCS.write_text(document(), encoding="utf-8")
