"""``docs/formats.md``, with real output: ``python -m tests.render.docs`` writes it, a test compares."""

from __future__ import annotations

import io
import json
from pathlib import Path

from kursk_claims.render import Payload, RenderOptions, render
from kursk_claims.render.rows import CLAIM_COLUMNS, CLUSTER_COLUMNS, Column
from tests.render import scene

DOCS = Path(__file__).parents[2] / "docs" / "formats.md"
_WIDE = 160


def document() -> str:
    """The whole page."""
    return _PAGE.format(
        table="\n".join(_lines("table", scene.comparison(), width=120)[4:8]),
        json=_three("json", scene.comparison(), skip=3),
        jsonl=_three("jsonl", scene.claims()),
        csv=_three("csv", scene.comparison()),
        markdown=_three("markdown", scene.comparison(), skip=10),
        html=_three("html", scene.comparison()),
        jsonld=_annotation(),
        columns=_columns((*CLUSTER_COLUMNS, *CLAIM_COLUMNS)),
        parquet=_parquet(),
    )


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

| format | for | `extract` | `compare` |
| --- | --- | --- | --- |
| `table` | reading on a terminal | yes | yes |
| `json` | programs | an array of claims | one object |
| `jsonl` | pipes | a claim a line | a cluster a line, its claims inside |
| `csv` | spreadsheets | a claim a row | a claim a row |
| `markdown` | a note to the desk | a table | a note |
| `html` | editors | – | a report |
| `jsonld` | linked data, annotation tools | yes | yes |
| `parquet` | DuckDB, pandas, Polars | a claim a row | a claim a row |

The records of JSON and JSON Lines are described by `kursk-claims schema claim` and
`kursk-claims schema comparison`.

## Table

`--format table`

```
{table}
```

Worst first: conflict, disputed, update, compatible, agree; single reports are listed at the end. `●` is a
value, `○` a bound that is not itself meant (*more than*), `├─┤` a range, an arrow is open on that side;
plots appear from 110 columns on, with a logarithmic axis from a ratio of 100. `--explain` adds why the claims of a
block were put together. Nothing is cut: what does not fit is folded. Piped output is 100 columns wide.
Control, direction and invisible characters of articles are shown (`␛`, `⟨U+202E⟩`) and not obeyed.

Recipe, only what needs a decision: `kursk-claims compare --format table --status conflict articles/`

## JSON

`--format json`

```json
{json}
```

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
The columns of `compare`; those of `extract` are the same without the first five:

| column | kind | meaning |
| --- | --- | --- |
{columns}

Recipe (spreadsheet): import as UTF-8 with a comma as separator, then make a pivot table of `question` by `outlet`.

Recipe (pandas): `pandas.read_csv("claims.csv").groupby("last_source").size().nlargest(10)`

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

One file that opens offline, makes no request and runs nothing that came with an article. It has a card for each
question with its chart, who cites whom, a timeline where dates differ, and the articles with numbers, sources and
cues marked; every value leads to its sentence and back. The page reads in full without JavaScript; charts,
search and filters need it. It stays under 20 MB: cards are written worst first until 11.4 MB are full, articles
until the rest is, first in full and then as sentences alone; what is left out is counted on the page.

Recipe: `kursk-claims compare --format html --output report.html articles/`

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
