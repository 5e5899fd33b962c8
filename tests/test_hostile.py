"""Input made to break the program: it is named on standard error, or read, and the rest goes on."""

from __future__ import annotations

import gzip
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kursk_claims.extract.quantities import find_quantities
from tests.fuzz.targets import claims_of, pipeline

ROOT = Path(__file__).parent.parent
GOOD = "Rund 500 Menschen kamen nach Angaben der Polizei zum Markt.\n"


def run(
    *arguments: str, cwd: Path, stdin: bytes | None = None, limit: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "kursk_claims", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        preexec_fn=limit,
        env={**os.environ, "NO_COLOR": "1"},
        check=False,
        timeout=300,
    )


def texts_in(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    return [json.loads(line)["quantity"]["text"] for line in done.stdout.splitlines() if json.loads(line)["quantity"]]


def no_traceback(done: subprocess.CompletedProcess[bytes]) -> bool:
    return b"Traceback" not in done.stderr


def one_line(path: Path) -> None:
    path.write_text("Es kamen 5 Leute. " * 3_000_000, encoding="utf-8")


def bomb(path: Path) -> None:
    with gzip.open(path, "wb") as file:
        for _ in range(300):
            file.write(b"0" * 2**20)


def deep_page(path: Path) -> None:
    path.write_text("<html><body>" + "<div>" * 60_000 + GOOD + "</div>" * 60_000, encoding="utf-8")


def deep_json(path: Path) -> None:
    path.write_text('{"text": ' + "[" * 100_000 + "]" * 100_000 + "}", encoding="utf-8")


REFUSED = [
    pytest.param("line.txt", one_line, id="54 MB on one line: over the stated limit"),
    pytest.param("bomb.txt.gz", bomb, id="gzip bomb: over the stated ratio"),
    pytest.param("deep.json", deep_json, id="JSON nested 100,000 deep"),
    pytest.param("empty.txt", lambda path: path.write_bytes(b""), id="nothing in it"),
    pytest.param("cut.jsonl.gz", lambda path: path.write_bytes(gzip.compress(b"x" * 999)[:20]), id="gzip cut off"),
]


@pytest.mark.parametrize(("name", "make"), REFUSED)
def test_refused_with_one_line_and_the_rest_goes_on(name: str, make: Callable[[Path], None], tmp_path: Path) -> None:
    make(tmp_path / name)
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    done = run("extract", name, "good.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert no_traceback(done)
    assert len(done.stderr.splitlines()) == 1
    assert name.encode() in done.stderr
    assert texts_in(done) == ["Rund 500"]


def test_deeply_nested_page_is_read_or_refused(tmp_path: Path) -> None:
    deep_page(tmp_path / "deep.html")
    done = run("extract", "deep.html", cwd=tmp_path)
    assert done.returncode in (0, 1)
    assert no_traceback(done)


@pytest.mark.slow
def test_a_million_lines_stay_within_memory(tmp_path: Path) -> None:
    """Broken lines are named up to a stated number and counted beyond it; the good ones at both ends are read."""
    path = tmp_path / "lines.jsonl"
    good = json.dumps({"text": GOOD}).encode() + b"\n"
    path.write_bytes(good + b"{broken\n" * 1_000_000 + good)
    done = run(
        "extract", path.name, cwd=tmp_path, limit=lambda: resource.setrlimit(resource.RLIMIT_AS, (4 * 2**30, 4 * 2**30))
    )
    assert done.returncode == 1
    assert texts_in(done) == ["Rund 500", "Rund 500"]
    assert len(done.stderr.splitlines()) < 50
    assert no_traceback(done)


SIGNS = [
    pytest.param("50\u200b000 Soldaten", id="zero-width space in a number"),
    pytest.param("٥٠ Soldaten", id="Arabic-Indic digits"),
    pytest.param("５００ Soldaten", id="full-width digits"),
    pytest.param("𝟓𝟎 Soldaten und ⁵ und ⒌", id="mathematical and superscript digits"),
    pytest.param("\u202e000.05 Soldaten\u202c", id="right-to-left override"),
    pytest.param("fu\u0308nf Ma\u0308nner", id="decomposed umlauts"),
    pytest.param("\ud800 5 Leute \udfff", id="lone surrogates"),
    pytest.param("5\x00000 Leute", id="NUL in a number"),
    pytest.param("\x1b]0;böse\x07 7 Leute \x1b[2J", id="terminal escape sequences"),
    pytest.param("9" * 5000 + " Leute", id="a number of 5,000 digits"),
    pytest.param("1e999999 Leute, 10^400 Euro", id="exponents beyond any float"),
    pytest.param("\u2028".join(["5 Leute"] * 50), id="line separators"),
]


@pytest.mark.parametrize("text", SIGNS)
def test_signs_never_raise_and_spans_stay_exact(text: str) -> None:
    for quantity in find_quantities(text):
        assert text[quantity.start : quantity.end] == quantity.text
    safe = text.encode("utf-8", "replace").decode()
    for claim in claims_of(safe):
        assert safe[claim.start : claim.end] == claim.text


@pytest.mark.parametrize("text", ["\x1b[31mRund 500 Menschen\x1b[0m kamen.", "Rund 500 \u202eMenschen\u202c kamen."])
def test_tables_neutralise_control_characters(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    done = run("extract", "--format", "table", "a.txt", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    shown = done.stdout.decode()
    assert "500" in shown
    assert not set("\x1b\x07\u202e\u202c") & set(shown)


UNITS = {
    "digits": ("1", 20_000),
    "digits and points": ("1.", 10_000),
    "digits and commas": ("1,", 10_000),
    "number words": ("ein", 6_000),
    "hundreds": ("hundert", 3_000),
    "open quotes": ("„", 20_000),
    "straight quotes": ('"', 20_000),
    "quotes and words": ("„a“ ", 5_000),
    "ranges": ("1-", 10_000),
    "bis": ("1 bis ", 5_000),
    "qualifiers": ("mehr als ", 4_000),
    "blanks": (" ", 40_000),
    "newlines": ("\n", 40_000),
    "commas": (", ", 20_000),
    "colons": (": ", 20_000),
    "brackets": ("(", 20_000),
    "hyphens": ("a-", 10_000),
    "laut": ("laut ", 5_000),
    "dass": ("sagte, dass ", 2_500),
    "initials": ("A. ", 10_000),
    "euro": ("5 € ", 5_000),
    "dates": ("1. Mai ", 4_000),
}
"""For each a piece that a regular expression might stumble over, and how often it is repeated."""


def cheapest(call: Callable[[], object], times: int = 3) -> float:
    """The least processor time of several calls, which the machine's other work disturbs least."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        call()
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.slow
@pytest.mark.parametrize("name", UNITS)
def test_time_grows_with_length_and_not_with_its_square(name: str) -> None:
    """Four times the text may take at most ten times the time; a quadratic reader takes sixteen."""
    unit, count = UNITS[name]
    pipeline()
    for read in (find_quantities, claims_of):
        short, long = unit * (count // 4), unit * count
        read(short)
        took = cheapest(lambda read=read, long=long: read(long))
        if took > 0.2:
            assert took < 10 * cheapest(lambda read=read, short=short: read(short)) + 0.1, (name, read.__name__)


def test_ids_are_no_paths(tmp_path: Path) -> None:
    """An id that looks like a path writes nothing outside the output folder."""
    (tmp_path / "in").mkdir()
    record = {"id": "../../../evil", "text": GOOD}
    (tmp_path / "in" / "a.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    done = run("extract", "--output", "out/", "in", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"in", "out"}
    assert not list(tmp_path.parent.glob("evil*"))


def test_symlink_loop_ends(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(GOOD, encoding="utf-8")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "self.txt").symlink_to("self.txt")
    done = run("extract", "in", cwd=tmp_path)
    assert done.returncode in (0, 1)
    assert texts_in(done) == ["Rund 500"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_full_disk_is_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kursk_claims", "extract", "seeds"],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_closed_pipe_is_quiet() -> None:
    command = f"'{sys.executable}' -m kursk_claims extract seeds | head -n 1"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, check=False)
    assert done.stderr == b""
    assert len(done.stdout.splitlines()) == 1
