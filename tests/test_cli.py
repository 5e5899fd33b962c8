"""The command line as users and pipes meet it: commands, formats, exit statuses, one line for every mistake."""

from __future__ import annotations

import csv
import functools
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from kursk_claims import cli, models, options, render
from kursk_claims.engines import article
from kursk_claims.engines.article import Extractor
from kursk_claims.formats import NAMES

ROOT = Path(__file__).parents[1]
SEEDS = str(ROOT / "seeds")
CONFLICT = {
    "a": "In Kursk stehen nach Angaben der Regierung 8000 nordkoreanische Soldaten. Die Truppen sollen an der Grenze "
    "zur Region Sumy einen Gegenangriff auf ukrainische Stellungen vorbereiten.",
    "b": "In Kursk stehen nach Angaben der Opposition 15.000 nordkoreanische Soldaten. Ihre Truppen bereiten an der "
    "Grenze zur Region Sumy einen Gegenangriff auf ukrainische Stellungen vor.",
}


@pytest.fixture(autouse=True, scope="module")
def _one_pipeline_for_all() -> Iterator[None]:
    """The real extractor, loaded once, that remembers the articles it has seen."""
    real = article.build_extractor

    @functools.cache
    def build_once(model: str | None) -> Extractor:
        return functools.cache(real(model))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(article, "build_extractor", build_once)
        yield


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli.app, list(arguments), input=stdin, prog_name="kursk-claims")


def done(*arguments: str, stdin: str | bytes | None = None) -> str:
    result = run(*arguments, stdin=stdin)
    assert result.exit_code == 0, result.output
    return result.stdout


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(scope="module")
def claims() -> str:
    return done("extract", SEEDS)


@pytest.fixture(scope="module")
def comparison() -> str:
    return done("compare", SEEDS)


@pytest.fixture
def conflict(tmp_path: Path) -> str:
    for name, text in CONFLICT.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return str(tmp_path)


class TestExtract:
    def test_piped_output_is_json_lines_in_the_schema(self, claims: str) -> None:
        validate = jsonschema.Draft202012Validator(json.loads(done("schema", "claim"))).validate
        for claim in lines(claims):
            validate(claim)

    def test_spans_are_exact(self, claims: str) -> None:
        texts = {path.stem: path for path in Path(SEEDS).iterdir()}
        assert len(texts) == 5
        for claim in lines(claims):
            path = (
                ROOT / claim["doc"]["path"]
                if not Path(claim["doc"]["path"]).is_absolute()
                else Path(claim["doc"]["path"])
            )
            if path.suffix == ".html":
                continue  # its text is not the file's
            body = path.read_text(encoding="utf-8").split("---\n", 2)[2]
            assert body[claim["start"] : claim["end"]] == claim["text"]
            if claim["quantity"]:
                assert body[claim["quantity"]["start"] : claim["quantity"]["end"]] == claim["quantity"]["text"]

    @pytest.mark.parametrize("kind", ["numeric", "attributed"])
    def test_type(self, claims: str, kind: str) -> None:
        wanted = [claim for claim in lines(claims) if claim["type"] == kind]
        assert wanted
        assert lines(done("extract", "--type", kind, SEEDS)) == wanted

    def test_standard_input_without_paths(self) -> None:
        found = lines(done("extract", stdin=json.dumps({"id": "x", "text": CONFLICT["a"]})))
        assert {claim["doc"]["id"] for claim in found} == {"x"}

    def test_meta(self, tmp_path: Path, conflict: str) -> None:
        (tmp_path / "meta.csv").write_text("file,outlet\na.txt,Blatt\n", encoding="utf-8")
        found = lines(done("extract", "--meta", str(tmp_path / "meta.csv"), conflict))
        assert {(claim["doc"]["id"], claim["doc"]["outlet"]) for claim in found} == {("a", "Blatt"), ("b", None)}

    def test_directory_is_filled_by_parts_and_resumed(self, tmp_path: Path, claims: str) -> None:
        out = tmp_path / "out"
        first = run("extract", SEEDS, "--output", f"{out}/")
        assert first.exit_code == 0
        assert "5 Artikel gelesen, 0 waren schon fertig" in first.stderr
        assert (out / "part-000000.jsonl").read_text(encoding="utf-8") == claims
        again = run("extract", SEEDS, "--output", str(out))
        assert "0 Artikel gelesen, 5 waren schon fertig" in again.stderr
        assert lines(done("compare", str(out), "--format", "jsonl"))

    def test_directory_is_json_lines(self, tmp_path: Path) -> None:
        result = run("extract", SEEDS, "--output", str(tmp_path), "--format", "csv")
        assert (result.exit_code, result.stderr) == (
            2, "kursk-claims: in ein Verzeichnis wird JSON Lines geschrieben, nicht csv; eine Datei nennen\n"
        )  # fmt: skip


class TestCompare:
    def test_piped_output_is_json_in_the_schema(self, comparison: str) -> None:
        jsonschema.Draft202012Validator(json.loads(done("schema", "comparison"))).validate(json.loads(comparison))

    def test_every_numeric_claim_is_in_one_cluster_and_one_value_group(self, comparison: str) -> None:
        found = json.loads(comparison)
        numeric = sorted(claim["id"] for claim in found["claims"] if claim["type"] == "numeric")
        clusters = [cluster for cluster in found["clusters"] if cluster["kind"] == "numeric"]
        assert sorted(one for cluster in clusters for one in cluster["claim_ids"]) == numeric
        grouped = [one for cluster in clusters for group in cluster["value_groups"] for one in group["claim_ids"]]
        assert sorted(grouped) == numeric

    def test_claims_that_extract_wrote_give_the_same(self, claims: str, comparison: str, tmp_path: Path) -> None:
        assert done("compare", "-", stdin=claims) == comparison
        listed = tmp_path / "claims.json"
        done("extract", SEEDS, "--format", "json", "--output", str(listed))
        assert done("compare", str(listed)) == comparison

    def test_articles_and_claims_mixed(self, comparison: str, tmp_path: Path) -> None:
        paths = sorted(map(str, Path(SEEDS).iterdir()))
        done("extract", *paths[:2], "--output", str(tmp_path / "two.jsonl"))
        mixed = json.loads(done("compare", str(tmp_path / "two.jsonl"), *paths[2:]))
        whole = json.loads(comparison)
        assert {cluster["id"] for cluster in mixed["clusters"]} == {cluster["id"] for cluster in whole["clusters"]}

    def test_status_and_only_conflicts(self, conflict: str) -> None:
        statuses = {cluster["status"] for cluster in json.loads(done("compare", SEEDS, conflict))["clusters"]}
        assert {"conflict", "single"} <= statuses
        for arguments, wanted in (
            (["--status", "single"], {"single"}),
            (["--status", "single", "--status", "conflict"], {"single", "conflict"}),
            (["--only-conflicts"], statuses & {"conflict", "disputed"}),
        ):
            found = json.loads(done("compare", SEEDS, conflict, *arguments))["clusters"]
            assert {cluster["status"] for cluster in found} == wanted

    def test_min_sources(self) -> None:
        clusters = json.loads(done("compare", SEEDS, "--min-sources", "2"))["clusters"]
        assert clusters
        assert all(cluster["independent_origins"] >= 2 for cluster in clusters)

    def test_threshold(self, comparison: str) -> None:
        apart = json.loads(done("compare", SEEDS, "--threshold", "1e9"))["clusters"]
        assert len(apart) > len(json.loads(comparison)["clusters"])

    @pytest.mark.parametrize(("since", "until", "some"), [("2024-11-01", "30.11.2024", True), ("2030", "2031", False)])
    def test_period(self, since: str, until: str, some: bool) -> None:
        found = json.loads(done("compare", SEEDS, "--since", since, "--until", until))["clusters"]
        assert bool(found) == some

    def test_fail_on_conflict(self, conflict: str) -> None:
        assert run("compare", conflict).exit_code == 0
        assert run("compare", "--fail-on-conflict", conflict).exit_code == 3
        assert run("compare", "--fail-on-conflict", f"{conflict}/a.txt").exit_code == 0


class TestFormats:
    def test_the_choices_are_the_renderers_and_records_own(self) -> None:
        assert tuple(options.Format) == NAMES
        assert set(options.ClusterStatus) == set(get_args(models.Status))
        assert set(options.ClaimKind) == set(get_args(models.ClaimType))
        assert set(options.Language) == set(get_args(render.Lang))

    @pytest.mark.parametrize("command", ["extract", "compare"])
    @pytest.mark.parametrize("format", NAMES)
    def test_every_format(self, command: str, format: str, tmp_path: Path) -> None:
        if format == "parquet":
            pytest.importorskip("pyarrow", reason="the extra [parquet] is not installed")
        path = tmp_path / "out"
        assert done(command, SEEDS, "--format", format, "--output", str(path)) == ""
        data = path.read_bytes()
        magic = {"parquet": b"PAR1", "xlsx": b"PK\x03\x04"}
        if format in magic:
            assert data[:4] == magic[format]
            return
        text = data.decode("utf-8")
        checks = {
            "table": lambda: "50.000" in text,
            "json": lambda: json.loads(text),
            "jsonl": lambda: len(lines(text)) > 5,
            "csv": lambda: len(list(csv.DictReader(io.StringIO(text)))) > 5,
            "markdown": lambda: "50.000" in text,
            "html": lambda: text.lower().startswith("<!doctype html>"),
            "jsonld": lambda: json.loads(text)["@context"],
        }
        assert checks[format]()
        assert "\x1b" not in text

    def test_language_of_labels_and_numbers(self) -> None:
        german, english = (done("compare", SEEDS, "--format", "table", "--lang", lang) for lang in ("de", "en"))
        assert "50.000" in german
        assert "50,000" in english


class TestQuantities:
    def test_argument(self) -> None:
        (found,) = lines(done("quantities", "Mehr als 10.000 Soldaten"))
        assert found["text"] == "Mehr als 10.000 Soldaten"
        assert [one["text"] for one in found["quantities"]] == ["Mehr als 10.000"]

    def test_each_line_of_standard_input_is_answered(self) -> None:
        found = lines(done("quantities", "-", stdin="zwölf Tote\n\nkeine Zahl\r\n4,2 Prozent"))
        assert [one["text"] for one in found] == ["zwölf Tote", "", "keine Zahl", "4,2 Prozent"]
        assert [[quantity["value"] for quantity in one["quantities"]] for one in found] == [[12], [], [], [4.2]]

    def test_table(self) -> None:
        assert "10.000" in done("quantities", "--format", "table", "Mehr als 10.000 Soldaten")


class TestExplain:
    @pytest.fixture
    def written(self, tmp_path: Path, comparison: str) -> Path:
        path = tmp_path / "comparison.json"
        path.write_text(comparison, encoding="utf-8")
        return path

    def test_two_claims(self, written: Path, comparison: str) -> None:
        a, b = [claim["id"] for claim in json.loads(comparison)["claims"] if claim["type"] == "numeric"][:2]
        found = json.loads(done("explain", a, b, "--in", str(written)))
        assert {found["a"], found["b"]} == {a, b}
        assert found["levels"]
        assert done("explain", a[:12], b[:12], "--in", str(written), "--format", "table")

    @pytest.mark.parametrize(
        ("ids", "file", "message"),
        [
            (("zzz", "zzz"), None, "0 Aussagen haben eine Id, die mit 'zzz' beginnt"),
            (("", "x"), None, "eine Id, die mit '' beginnt"),
            (("a", "b"), "none.json", "none.json: lässt sich nicht lesen (No such file or directory)"),
            (("a", "b"), "broken.json", "broken.json: kein Vergleich"),
            (("a", "b"), "old.json", "old.json: Vergleich in Schemaversion '0'"),
        ],
    )
    def test_mistakes(self, written: Path, ids: tuple[str, str], file: str | None, message: str) -> None:
        (written.parent / "broken.json").write_text("{", encoding="utf-8")
        old = {"schema_version": "0", "documents": [], "claims": [], "clusters": []}
        (written.parent / "old.json").write_text(json.dumps(old), encoding="utf-8")
        result = run("explain", *ids, "--in", str(written.parent / file if file else written))
        assert result.exit_code == 2
        assert message in result.stderr
        assert result.stderr.count("\n") == 1


class TestOther:
    def test_version(self) -> None:
        from kursk_claims import __version__

        assert done("--version") == f"kursk-claims {__version__}\n"

    def test_info(self) -> None:
        found = json.loads(done("info"))
        assert found["name"]
        assert found["components"]

    @pytest.mark.parametrize("record", ["claim", "comparison"])
    def test_schema(self, record: str) -> None:
        schema = json.loads(done("schema", record))
        jsonschema.Draft202012Validator.check_schema(schema)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


USAGE = [
    (["extract", "--format", "xml", SEEDS], "xml", "a format that is none"),
    (["compare", "--status", "quarrel", SEEDS], "quarrel", "a status that is none"),
    (
        ["compare", "--since", "gestern", SEEDS],
        "--since 'gestern' ist kein Datum; so schreiben",
        "a date that is none",
    ),
    (["extract", "--meta", "none.csv", SEEDS], "none.csv: die Begleitdatei lässt sich nicht lesen", "no side file"),
    (
        ["extract", "--output", "/nonexistent/x.jsonl", SEEDS],
        "/nonexistent/x.jsonl: lässt sich nicht schreiben",
        "no such place",
    ),
    (["compare", "--output", SEEDS, SEEDS], "ist ein Verzeichnis; eine Datei nennen", "a directory to write to"),
    (["extract", "--workers", "0", SEEDS], "--workers", "no process"),
    (["extract", "--model", "de_no_such_pipeline", SEEDS], "de_no_such_pipeline", "no such pipeline"),
    (["explain", "a"], "Missing", "half a question"),
    (["schema", "cluster"], "cluster", "no such record"),
    (["nonsense"], "nonsense", "no such command"),
]


@pytest.mark.parametrize(("arguments", "message", "why"), USAGE)
def test_wrong_usage(arguments: list[str], message: str, why: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2, why
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_unread_input_ends_with_status_1_and_the_rest_is_done(conflict: str) -> None:
    (Path(conflict) / "c.txt").write_bytes(b"")
    result = run("extract", conflict)
    assert result.exit_code == 1
    assert result.stderr == f"kursk-claims: {conflict}/c.txt: leer; einen Artikel hineinschreiben oder weglassen\n"
    assert {claim["doc"]["id"] for claim in lines(result.stdout)} == {"a", "b"}


def test_verbose_tells_of_encodings(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Für 50 Söldner, sagte er, „müssten“ sie zahlen.".encode("cp1252"))
    assert "gelesen als cp1252" in run("extract", "--verbose", str(path)).stderr
    assert run("extract", "--quiet", str(path)).stderr == ""


def test_a_guessed_encoding_is_said_once(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_bytes(f"Für {name} zahlten sie 50 Mäuse.".encode("cp1252"))
    assert run("read", str(tmp_path)).stderr == (
        f"{tmp_path}/a.txt: kein UTF-8, gelesen als cp1252 (das erste; --verbose nennt alle)\n"
    )
    assert run("read", "--verbose", str(tmp_path)).stderr.count("\n") == 3


def test_quiet_keeps_errors(tmp_path: Path) -> None:
    assert "gibt es nicht" in run("extract", "--quiet", str(tmp_path / "none.txt")).stderr


@pytest.mark.parametrize("command", ["compare", "extract"])
@pytest.mark.parametrize("format", ["json", "table", "html"])
def test_no_input_read_gives_no_empty_result(command: str, format: str, tmp_path: Path) -> None:
    missing = str(tmp_path / "missing.txt")
    result = run(command, missing, "--format", format)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1
    assert "missing.txt: Datei oder Verzeichnis gibt es nicht" in result.stderr
    assert run(command, missing, "--format", format, "--output", str(tmp_path / "out")).exit_code == 1
    assert not (tmp_path / "out").exists()


def test_format_follows_the_ending_of_the_output(conflict: str, tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    done("compare", conflict, "--output", str(report))
    assert report.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    result = run("compare", conflict, "--format", "csv", "--output", str(report))
    assert result.exit_code == 2
    assert result.stderr.endswith("report.html: endet wie html, aber --format sagt csv; eines von beiden weglassen\n")


def test_german_csv(conflict: str) -> None:
    shown = done("compare", conflict, "--format", "csv", "--csv-dialect", "excel-de")
    assert shown.startswith("\ufeffcluster_id;status;")


def test_control_characters_of_a_file_name_are_shown_harmless(tmp_path: Path) -> None:
    result = run("extract", str(tmp_path / "a\x1b]0;x\nb.txt"))
    assert "\\u001b]0;x\\nb.txt: Datei oder Verzeichnis gibt es nicht" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_failed_run_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("old", encoding="utf-8")

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kursk_claims.engines.local.outcome", broken)
    assert run("extract", SEEDS, "--output", str(path)).exit_code == 130
    assert [(one.name, one.read_text(encoding="utf-8")) for one in tmp_path.iterdir()] == [("out.jsonl", "old")]


def test_output_keeps_a_link_and_its_target(tmp_path: Path) -> None:
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "target.jsonl")
    done("extract", SEEDS, "--output", str(tmp_path / "link.jsonl"))
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "target.jsonl").read_text(encoding="utf-8")


class TestRead:
    PAGE = """<html><head><meta property="og:site_name" content="Lagebild"></head><body><article><h1>Brand</h1>
    <p>In Musterau gab es 12 Verletzte.</p><p>Das sagte die Stadt am Montag, 300 Helfer waren da.</p>
    <p>Lesedauer: 4 Min.</p><p><a href="/b">Streit um 80 Wohnungen</a></p></article></body></html>"""

    def test_says_what_was_taken_and_what_left_out(self, tmp_path: Path) -> None:
        (tmp_path / "a.html").write_text(self.PAGE, encoding="utf-8")
        (found,) = lines(done("read", str(tmp_path)))
        assert (found["id"], found["title"], found["outlet"]) == ("a", "Brand", "Lagebild")
        assert found["text"] == (
            "In Musterau gab es 12 Verletzte.\n\nDas sagte die Stadt am Montag, 300 Helfer waren da."
        )
        assert [(one["why"], one["text"]) for one in found["left_out"]] == [
            ("reading_time", "Lesedauer: 4 Min."),
            ("link", "Streit um 80 Wohnungen"),
        ]

    def test_table(self, tmp_path: Path) -> None:
        (tmp_path / "a.html").write_text(self.PAGE, encoding="utf-8")
        shown = done("read", "--format", "table", str(tmp_path))
        assert "Lesezeit" in shown
        assert "Verweis auf eine andere Seite" in shown
        assert "reading time" in done("read", "--format", "table", "--lang", "en", str(tmp_path))

    def test_what_it_writes_is_input_again(self, tmp_path: Path) -> None:
        (tmp_path / "a.html").write_text(self.PAGE, encoding="utf-8")
        taken = done("read", str(tmp_path))
        (again,) = lines(done("read", "-", stdin=taken))
        assert (again["id"], again["outlet"], again["left_out"]) == ("a", "Lagebild", [])

    def test_exclude(self, tmp_path: Path) -> None:
        for name in ("a.txt", "b.txt"):
            (tmp_path / name).write_text("Es gab 12 Verletzte.", encoding="utf-8")
        assert [one["id"] for one in lines(done("read", "--exclude", "b*", str(tmp_path)))] == ["a"]

    def test_other_formats_are_refused(self) -> None:
        result = run("read", "--format", "csv", SEEDS)
        assert result.exit_code == 2
        assert "table, json oder jsonl wählen" in result.stderr
