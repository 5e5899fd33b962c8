"""The formats that other tools take."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import PurePath
from typing import Any

import jsonschema
import msgspec
import openpyxl
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kursk_claims.errors import UsageError
from kursk_claims.formats import FORMATS, chosen
from kursk_claims.models import Claim, Comparison, PairComparison
from kursk_claims.render import Explanation, Lang, Payload, RenderOptions, TextQuantities, render
from kursk_claims.render.csv import harmless
from kursk_claims.render.markdown import escape
from kursk_claims.render.rows import CLAIM_COLUMNS, CLUSTER_COLUMNS, RENAMED
from kursk_claims.schemas import schema
from tests.render import docs, golden, hostile, scene, stories
from tests.render.test_table import pair


def text(name: str, payload: Payload, **options: Any) -> str:
    shown = io.StringIO()
    render(name, payload, shown, RenderOptions(**options))
    return shown.getvalue()


def test_fixture_is_the_scene() -> None:
    written = (scene.FIXTURES / "comparison.json").read_bytes()
    assert msgspec.json.decode(written, type=Comparison) == scene.comparison(), "run python -m tests.render.scene"


@pytest.mark.parametrize("name", ["count", "poll"])
def test_fixtures_are_the_stories(name: str) -> None:
    written = (scene.FIXTURES / f"{name}.json").read_bytes()
    assert msgspec.json.decode(written, type=Comparison) == getattr(stories, name)()[0], (
        "python -m tests.render.stories"
    )


def test_json_round_trip() -> None:
    assert msgspec.json.decode(text("json", scene.comparison()), type=Comparison) == scene.comparison()
    assert msgspec.json.decode(text("json", scene.claims()), type=tuple[Claim, ...]) == scene.claims()
    assert json.loads(text("json", [])) == []


def test_json_lines() -> None:
    lines = text("jsonl", scene.claims()).splitlines()
    assert [msgspec.json.decode(line, type=Claim) for line in lines] == list(scene.claims())
    clusters = [json.loads(line) for line in text("jsonl", scene.comparison()).splitlines()]
    assert [cluster["claim_ids"] for cluster in clusters] == [[c["id"] for c in cl["claims"]] for cl in clusters]


def test_json_lines_are_written_as_they_come() -> None:
    stream = io.StringIO()
    sizes = []

    def claims() -> Any:
        for claim in scene.claims():
            sizes.append(len(stream.getvalue()))
            yield claim

    render("jsonl", claims(), stream)
    assert sizes[-1] > 1000, "the first claims are on their way before the last is read"


def test_whole_numbers_are_written_whole() -> None:
    first = json.loads(text("jsonl", scene.claims()).splitlines()[0])
    assert isinstance(first["quantity"]["value"], int)


def test_explanation_is_its_pair() -> None:
    claims = {claim.id: claim for claim in scene.claims()}
    shown = text("json", Explanation(pair=pair(), a=claims["cost-a"], b=claims["cost-b"]))
    assert msgspec.json.decode(shown, type=PairComparison) == pair()


@pytest.mark.parametrize(("record", "payload"), [("comparison", scene.comparison()), ("claim", scene.claims()[0])])
def test_schema_describes_the_output(record: str, payload: Comparison | Claim) -> None:
    whole = text("json", payload if isinstance(payload, Comparison) else [payload])
    value = json.loads(whole)
    jsonschema.Draft202012Validator.check_schema(schema(record))
    jsonschema.validate(value if record == "comparison" else value[0], schema(record))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"schema_version": 7}, schema(record))


def test_csv_has_a_row_for_each_claim() -> None:
    rows = list(csv.DictReader(io.StringIO(text("csv", scene.claims()))))
    assert [row["claim_id"] for row in rows] == [claim.id for claim in scene.claims()]
    assert list(rows[0]) == [column.name for column in CLAIM_COLUMNS]
    compared = list(csv.DictReader(io.StringIO(text("csv", scene.comparison()))))
    assert sorted(row["claim_id"] for row in compared) == sorted(claim.id for claim in scene.claims())
    assert list(compared[0]) == [column.name for column in (*CLUSTER_COLUMNS, *CLAIM_COLUMNS)]
    cost = next(row for row in compared if row["claim_id"] == "cost-c")
    assert (cost["min"], cost["max"], cost["sources"]) == ("45000000", "60000000", "DNA > Versicherer")


def test_german_csv_opens_in_a_german_spreadsheet() -> None:
    shown = text("csv", scene.comparison(), csv_dialect="excel-de")
    assert shown.startswith("\ufeffcluster_id;status;")
    assert shown.endswith("\r\n")
    rows = list(csv.DictReader(io.StringIO(shown.removeprefix("\ufeff")), delimiter=";"))
    cost = next(row for row in rows if row["claim_id"] == "cost-d")
    assert (cost["certainty"], cost["hedged"], cost["negated"]) == ("0,91", "WAHR", "FALSCH")


def test_columns_are_no_sql_keywords() -> None:
    names = {column.name for column in (*CLUSTER_COLUMNS, *CLAIM_COLUMNS)}
    assert not names & {"group", "order", "end", "start", "select", "from", "to", "table", "user", "where", "case"}
    assert set(RENAMED.values()) <= names
    assert all(f"`{old}` is now `{new}`" in docs.document() for old, new in RENAMED.items())


def test_every_row_has_its_cluster_or_says_why_not() -> None:
    whole = scene.comparison()
    few = msgspec.structs.replace(whole, clusters=tuple(c for c in whole.clusters if c.status == "conflict"))
    rows = list(csv.DictReader(io.StringIO(text("csv", few))))
    assert len(rows) == len(whole.claims)
    assert {row["no_cluster_because"] for row in rows if row["cluster_id"]} == {""}
    assert {(row["type"], row["no_cluster_because"]) for row in rows if not row["cluster_id"]} == {
        ("numeric", "its cluster was not chosen"),
        ("attributed", "no other statement says or denies the same"),
    }


STATEMENT = "Niemand ist vor dem Dammbruch gewarnt worden"
NOTE = f"als Aussage zugeschrieben, die nur diese Zahl wiederholt: „{STATEMENT}“"
SHOWN: list[tuple[str, dict[str, bool], int, str]] = [
    ("table", {}, 0, "the figure's row is enough"),
    ("table", {"matrix": True}, 0, "outlets answer the figure's question"),
    ("table", {"full": True}, 1, "its words stand with the figure"),
    ("table", {"explain": True}, 1, "why it has no row is told"),
    ("markdown", {}, 1, "its words stand with the figure"),
    ("html", {}, 1, "in the figure's card"),
]


@pytest.mark.parametrize(("name", "options", "times", "why"), SHOWN)
def test_a_folded_statement_stands_with_its_figure_only(
    name: str, options: dict[str, bool], times: int, why: str
) -> None:
    shown = " ".join(text(name, scene.folding(), width=200, **options).split())
    assert shown.count(STATEMENT) == shown.count(NOTE) == times, why
    counted = {"2 Übereinstimmungen": 1, "3 Übereinstimmungen": 0, "bestrittene Aussage": 0}
    assert {words: shown.count(words) for words in counted} == counted, "it is no question of its own"


def test_a_folded_statement_is_no_question_of_a_workbook_and_says_why_in_rows() -> None:
    questions = workbook(scene.folding())["Fragen"]
    assert STATEMENT not in [row[1].value for row in questions.iter_rows(min_row=2)]
    rows = list(csv.DictReader(io.StringIO(text("csv", scene.folding()))))
    assert {row["claim_id"]: row["folded_into"] for row in rows if row["folded_into"]} == {
        "warn-a": "help",
        "warn-b": "help",
    }


def workbook(payload: Payload, lang: Lang = "de") -> openpyxl.Workbook:
    stream = io.BytesIO()
    render("xlsx", payload, stream, RenderOptions(lang=lang))
    return openpyxl.load_workbook(io.BytesIO(stream.getvalue()))


def test_workbook() -> None:
    book = workbook(scene.comparison())
    assert book.sheetnames == ["Fragen", "Angaben", "Quellen"]
    questions, claims, sources = (list(book[name].values) for name in book.sheetnames)
    assert questions[0] == ("Status", "Frage", "Wert", "Stand", "Medien", "Ursprünge", "Sicherheit")
    assert questions[1][:3] == ("Widerspruch", "Schaden durch das Hochwasser in Grünau", "höchstens 20 Millionen Euro")
    assert questions[1][5:] == ("mind. 3", 0.91)
    assert len(claims) == len(scene.claims()) + 1
    assert claims[0] == tuple(column.name for column in (*CLUSTER_COLUMNS, *CLAIM_COLUMNS))
    assert sources[1] == ("Feuerwehr", "Institution", 3, "Elbkurier, Rheinpost am Morgen, Tageswelt")
    assert all(sheet.auto_filter.ref for sheet in book), "a filter on each sheet"


def test_workbook_leads_to_the_sentences() -> None:
    book = workbook(scene.comparison())
    link = book["Fragen"]["C2"].hyperlink
    assert link is not None
    sheet, cell = link.location.split("!")
    row = book[sheet.strip("'")][int(cell[1:])]
    assert "höchstens 20 Millionen Euro" in [value.value for value in row]
    web = [c.hyperlink.target for row in book["Angaben"].rows for c in row if c.hyperlink and c.hyperlink.target]
    assert web
    assert all(url.startswith("https://elbkurier.example/gruenau") for url in web)


def test_workbook_of_claims_and_of_nothing() -> None:
    assert workbook(scene.claims(), "en").sheetnames == ["Claims", "Sources"]
    assert len(list(workbook([])["Angaben"].values)) == 1


def test_workbook_runs_no_formula() -> None:
    spoilt, _ = hostile.attack()
    cell = msgspec.structs.replace(spoilt.claims[0], text="=1+1")
    for row in workbook([cell])["Angaben"].rows:
        assert all(value.data_type != "f" for value in row)


def test_workbook_is_the_same_every_time() -> None:
    streams = [io.BytesIO(), io.BytesIO()]
    for stream in streams:
        render("xlsx", scene.comparison(), stream)
    assert streams[0].getvalue() == streams[1].getvalue()


def test_sources_side_by_side_are_told_from_a_chain() -> None:
    said = next(claim for claim in scene.claims() if claim.attribution and claim.attribution.sources)
    assert said.attribution is not None
    paper, mayor = said.attribution.sources[0], msgspec.structs.replace(said.attribution.sources[0], name="Stadtwerke")
    two = msgspec.structs.replace(
        said.attribution, sources=(paper, mayor, msgspec.structs.replace(mayor, name="Amt", coordinated=True))
    )
    claim = msgspec.structs.replace(said, attribution=two)
    row = next(csv.DictReader(io.StringIO(text("csv", [claim]))))
    assert row["sources"] == f"{paper.name} > Stadtwerke & Amt"
    assert row["last_source"] == "Stadtwerke & Amt"
    assert f"{paper.name} → Stadtwerke und Amt" in text("table", [claim], width=200)


@pytest.mark.parametrize(
    ("cell", "safe", "why"),
    [
        ("=1+1", "'=1+1", "a formula"),
        ("+49 30", "'+49 30", "a sign starts one"),
        ("-2", "'-2", "in text"),
        ("@SUM(A1)", "'@SUM(A1)", "an old spreadsheet's function"),
        ("\t=1", "'\t'=1", "a tab before it is dropped on import, or ends a cell"),
        ("Leute;=1", "Leute;'=1", "a semicolon may be taken for the end of a cell"),
        ('Leute\t" =1', "Leute\t'\" =1", "so may a tab, and quotation marks are dropped"),
        ("Leute\n@SUM(1)", "Leute\n'@SUM(1)", "a line break that is read as the end of the row"),
        ("Leute, -2 Grad", "Leute, -2 Grad", "the separator of the file itself is quoted"),
        ("  =1", "'  =1", "so are blanks"),
        ("\u200b=1", "'\u200b=1", "and what can't be seen"),
        ("＝1", "'＝1", "full width signs are read as signs"),
        ("50.000 Soldaten", "50.000 Soldaten", "ordinary text stays"),
        ("", "", "nothing stays nothing"),
        ("„=“", "„=“", "a sign inside is harmless"),
    ],
)
def test_csv_runs_no_formula(cell: str, safe: str, why: str) -> None:
    assert harmless(cell) == safe, why


@given(st.text())
def test_harmless_keeps_the_text(cell: str) -> None:
    assert harmless(cell).replace("'", "") == cell.replace("'", "")
    assert harmless(cell)[:1] not in set("=+-@")


def test_negative_numbers_stay_numbers_in_csv() -> None:
    claim = scene.claims()[0]
    assert claim.quantity is not None
    cold = msgspec.structs.replace(claim, quantity=msgspec.structs.replace(claim.quantity, value=-5.5))
    row = next(csv.DictReader(io.StringIO(text("csv", [cold]))))
    assert row["value"] == "-5.5"


@pytest.mark.parametrize("lang", ["de", "en"])
def test_markdown_note(lang: str) -> None:
    golden.check(f"note_{lang}.md", text("markdown", scene.comparison(), lang=lang))


def test_markdown_of_claims_is_a_table() -> None:
    html = MarkdownIt("commonmark").enable("table").render(text("markdown", scene.claims()))
    assert html.count("<tr>") == len(scene.claims()) + 1
    assert "<strong>mehr als 4.000</strong>" in html


def test_hostile_markdown_stays_text() -> None:
    spoilt, _ = hostile.attack()
    for payload in (spoilt, spoilt.claims):
        html = MarkdownIt("commonmark").enable("table").render(text("markdown", payload))
        used = set(re.findall(r"<([a-z0-9]+)", html))
        assert used <= {"h1", "h2", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "strong", "em"}


@given(st.text(min_size=1))
def test_escaped_text_is_one_plain_line(text: str) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parseInline("Satz " + escape(text))
    kinds = {child.type for token in tokens for child in token.children or ()}
    assert kinds <= {"text", "text_special"}, kinds


def test_jsonld() -> None:
    graph = json.loads(text("jsonld", scene.comparison()))["@graph"]
    assert not any("Review" in str(node["@type"]) for node in graph), "no verdict on truth"
    articles = {article.id: article.text for article in scene.ARTICLES}
    claims = {claim.id: claim for claim in scene.claims()}
    annotations = [node for node in graph if node["@type"] == "Annotation"]
    assert len(annotations) == len(claims)
    ids = {node["@id"] for node in graph}
    for node in annotations:
        claim = claims[node["@id"].rsplit(":", 1)[1]]
        quote, position = node["target"]["selector"]
        whole = articles[claim.doc.id]
        assert whole[position["start"] : position["end"]] == (claim.quantity.text if claim.quantity else claim.text)
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in whole
        assert node["body"] in ids
        assert node["target"]["source"] in ids
    fled = next(node for node in graph if node["@type"] == "Claim" and "mehr als 4.000" in node["name"])
    assert [ref["@id"] for ref in fled["appearance"]] == [
        "urn:kursk-claims:document:elbkurier-1",
        "urn:kursk-claims:document:nordblick-7",
    ]
    assert len(fled["firstAppearance"]) == 1
    assert len([n for n in json.loads(text("jsonld", scene.claims()))["@graph"] if n["@type"] == "Claim"]) == 17


def test_parquet() -> None:
    stream = io.BytesIO()
    render("parquet", scene.comparison(), stream)
    table = pyarrow.parquet.read_table(io.BytesIO(stream.getvalue()))
    assert table.num_rows == len(scene.claims())
    assert table.schema.field("value").type == pyarrow.float64()
    assert table.schema.field("hedged").type == pyarrow.bool_()
    assert table.schema.field("sources").metadata[b"meaning"]
    empty = io.BytesIO()
    render("parquet", [], empty)
    assert pyarrow.parquet.read_table(io.BytesIO(empty.getvalue())).num_rows == 0


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        ("html", scene.claims()),
        ("csv", pair()),
        ("markdown", pair()),
        ("jsonld", [TextQuantities(text="", quantities=())]),
        ("xlsx", pair()),
        ("parquet", [TextQuantities(text="", quantities=())]),
        ("yaml", scene.claims()),
    ],
)
def test_what_a_format_cannot_show_is_said(name: str, payload: Payload) -> None:
    with pytest.raises(UsageError, match=r"choose|use it with"):
        text(name, payload)


@pytest.mark.parametrize(
    ("name", "output", "format", "why"),
    [
        (None, "a/report.html", "html", "the ending says so"),
        (None, "claims.CSV", "csv", "in capitals too"),
        (None, "notes.md", "markdown", "the usual ending of Markdown"),
        (None, "sheet.xlsx", "xlsx", "a workbook"),
        (None, "claims.json", "json", "not JSON-LD, which also may end so"),
        ("jsonld", "claims.json", "jsonld", "an ending that JSON-LD may have"),
        (None, "claims.dat", "jsonl", "an ending of no format says nothing"),
        ("csv", "claims.dat", "csv", "so the name decides"),
        (None, None, "jsonl", "nothing said"),
        ("table", None, "table", "the name alone"),
    ],
)
def test_format_follows_name_or_ending(name: str | None, output: str | None, format: str, why: str) -> None:
    assert chosen(name, PurePath(output) if output else None, "jsonl").name == format, why


@pytest.mark.parametrize(("name", "output"), [("html", "a.csv"), ("json", "a.jsonl"), ("jsonld", "a.jsonl")])
def test_name_and_ending_that_differ_are_a_mistake(name: str, output: str) -> None:
    with pytest.raises(UsageError, match=f"{output}: ends like .*, but --format says {name}; leave out one of the two"):
        chosen(name, PurePath(output), "json")


@pytest.mark.parametrize("name", [format.name for format in FORMATS if not format.binary])
def test_same_input_same_bytes(name: str) -> None:
    assert text(name, scene.comparison()) == text(name, scene.comparison())


def test_every_format_and_column_is_documented() -> None:
    documented = docs.DOCS.read_text(encoding="utf-8")
    assert documented == docs.document(), "run python -m tests.render.docs"
    for format in FORMATS:
        assert f"--format {format.name}" in documented
        assert f"| `{format.name}` | `{'` `'.join(format.suffixes)}` |" in documented
    for column in (*CLUSTER_COLUMNS, *CLAIM_COLUMNS):
        assert f"| `{column.name}` | {column.kind} | {column.meaning} |" in documented
