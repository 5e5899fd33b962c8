"""The commands of the store as a desk and its pipes meet them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from typer.testing import CliRunner, Result

from kursk_claims import cli
from kursk_claims.schemas import schema
from tests.store.conftest import EXAMPLE, Day


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli.app, ["store", *arguments], input=stdin, prog_name="kursk-claims")


def done(*arguments: str) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def records(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def question_of(store: Path, text: str) -> dict[str, Any]:
    return next(
        one
        for one in records(done("export", str(store)))
        if any(figure["text"] == text and not figure["withdrawn"] for figure in one["claims"])
    )


def test_export_is_one_question_a_line_by_id_in_the_schema(filled: Path) -> None:
    found = records(done("export", str(filled), "--format", "jsonl"))
    assert [one["id"] for one in found] == sorted(one["id"] for one in found)
    for one in found:
        jsonschema.validate(one, schema("question"))
        for figure in one["claims"]:
            assert figure["end"] - figure["start"] == len(figure["text"])


def test_changes_are_one_event_a_line_in_the_schema(filled: Path) -> None:
    found = records(done("changes", str(filled)))
    for one in found:
        jsonschema.validate(one, schema("event"))
    assert {"new", "value_up", "correction"} <= {one["kind"] for one in found}


def test_changes_since_a_day(filled: Path) -> None:
    found = records(done("changes", str(filled), "--since", "2025-05-19"))
    assert {one["run"] for one in found} == {"2025-05-19T18:00:00Z"}
    assert [one["new"] for one in found if one["kind"] == "value_up" and one["old"] == "17"] == ["18"]


def test_changes_of_well_supported_questions_only(filled: Path) -> None:
    assert all(one["independent_origins"] >= 2 for one in records(done("changes", str(filled), "--min-origins", "2")))


@pytest.mark.parametrize(("kind", "status"), [("correction", 3), ("split", 0)])
def test_a_job_can_fail_on_what_it_shows(filled: Path, kind: str, status: int) -> None:
    result = run("changes", str(filled), "--fail-on", kind, "--kind", "correction")
    assert result.exit_code == status


def test_follow_as_a_table_has_a_bar_for_each_state(filled: Path) -> None:
    found = question_of(filled, "neun")
    shown = done("follow", str(filled), found["id"], "--format", "table")
    assert found["id"] in shown
    assert shown.count("▇") > len(found["states"])
    assert "19.05.2025" in shown


def test_follow_as_csv_has_a_row_for_each_state(filled: Path) -> None:
    found = question_of(filled, "neun")
    rows = list(csv.DictReader(io.StringIO(done("follow", str(filled), found["id"], "--format", "csv"))))
    assert [row["label"] for row in rows] == [state["label"] for state in found["states"]]


def test_the_format_follows_the_ending(filled: Path, tmp_path: Path) -> None:
    found = question_of(filled, "neun")
    for name, start in (("a.html", b"<!doctype html>"), ("a.csv", b"question_id"), ("a.parquet", b"PAR1")):
        done("follow", str(filled), found["id"], "--output", str(tmp_path / name))
        assert (tmp_path / name).read_bytes().lower().startswith(start.lower())


def test_show_marks_the_number_in_every_sentence(filled: Path) -> None:
    found = question_of(filled, "180 Millionen Euro")
    shown = done("show", str(filled), found["id"], "--format", "table")
    assert shown.count("▸") == len(found["claims"])
    assert "zurückgezogen" in shown, "the figure of the earlier version"


def test_search_in_english(filled: Path) -> None:
    assert "Question" in done("search", str(filled), "Schaden", "--format", "table", "--lang", "en")


def test_a_report_of_a_span(filled: Path, tmp_path: Path) -> None:
    page = tmp_path / "week.html"
    done("report", str(filled), "--since", "2025-05-12", "--until", "2025-05-19", "--output", str(page))
    text = page.read_text(encoding="utf-8")
    assert "Die Zahl der Toten nach dem Hochwasser in Grünau ist auf" in text
    assert "Rund 600 Menschen" not in text, "a figure of one article is no news"
    assert "<h1>12.–19.05.2025</h1>" in text
    assert len(re.findall('data-status="unclear"', text)) == 1, "what is unclear is shown as that"


FORMATS = {
    "jsonl": b'{"schema_version"',
    "json": b"[",
    "csv": b"question_id",
    "markdown": b"| question_id",
    "table": "Tote – Hochwasser in Grünau".encode(),
    "html": b"<!doctype html>",
    "xlsx": b"PK",
    "parquet": b"PAR1",
}


@pytest.mark.parametrize("command", ["export", "follow", "show"])
@pytest.mark.parametrize("name", sorted(FORMATS))
def test_questions_in_every_format(filled: Path, tmp_path: Path, command: str, name: str) -> None:
    made = tmp_path / "out"
    wanted = [] if command == "export" else [question_of(filled, "neun")["id"]]
    done(command, str(filled), *wanted, "--format", name, "--output", str(made))
    assert made.read_bytes()[:16].lower().startswith(FORMATS[name][:16].lower())


def test_decisions(days: Sequence[Day], tmp_path: Path) -> None:
    store = tmp_path / "s.sqlite"
    claims = tmp_path / "claims.jsonl"
    claims.write_bytes(b"".join(msgspec.json.encode(claim) + b"\n" for claim in days[1]))
    assert run("add", str(store), str(claims)).exit_code == 0
    a, b = question_of(store, "neun")["id"], question_of(store, "52")["id"]
    done("same", str(store), a, b, "--because", "asked")
    joined = question_of(store, "neun")
    assert joined["id"] == question_of(store, "52")["id"]
    assert joined["decisions"][0]["because"] == "asked"


def test_add_reads_what_extract_reads_and_passes_over_what_it_has(tmp_path: Path) -> None:
    store = str(tmp_path / "s.sqlite")
    folder = str(EXAMPLE / "1")
    assert run("add", store, folder, "--at", "2025-05-12T18:00:00Z").exit_code == 0
    again = run("add", store, folder)
    assert again.exit_code == 0
    assert "0 Artikel neu, 2 waren schon da" in again.stderr
    assert json.loads(done("check", store))["sound"] is True


def test_vacuum_keeps_figures_and_events(days: Sequence[Day], tmp_path: Path) -> None:
    store = tmp_path / "s.sqlite"
    for number in range(3):
        claims = tmp_path / "claims.jsonl"
        claims.write_bytes(b"".join(msgspec.json.encode(claim) + b"\n" for claim in days[number]))
        assert run("add", str(store), str(claims), "--at", f"2025-05-{12 + number}").exit_code == 0
    before = done("export", str(store)), done("changes", str(store))
    result = run("vacuum", str(store), "--keep", "2025-06-01")
    assert result.exit_code == 0
    assert (done("export", str(store)), done("changes", str(store))) == before
    assert "0 beendete Urteile gelöscht" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said", "why"),
    [
        (("follow", "none.sqlite", "Tote"), "diesen Speicher gibt es nicht; mit", "no file"),
        (("add",), "einen Speicher nennen, dann was hineinsoll", "nothing named"),
        (("add", "s.sqlite", "x.txt", "--at", "gestern"), "ist keine Zeit; so schreiben", "no time"),
        (("changes", "none.sqlite", "--since", "neulich"), "ist kein Datum; so schreiben", "no date"),
    ],
)
def test_wrong_use_is_one_line(
    arguments: tuple[str, ...], said: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 2, why
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""
