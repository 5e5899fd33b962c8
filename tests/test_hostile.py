"""Input made to break the program: it is named on standard error, or read, and the rest goes on."""

from __future__ import annotations

import contextlib
import functools
import gzip
import itertools
import json
import math
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kursk_claims import cli
from kursk_claims.engines import article
from kursk_claims.extract.quantities.find import find_quantities
from kursk_claims.load.decode import clean
from tests.fuzz.targets import claims_of, pipeline
from tests.growth import FACTOR, LIMIT, growth

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
        # A limit on files must not cut the compiled modules that Python would write.
        env={**os.environ, "NO_COLOR": "1", **({"PYTHONDONTWRITEBYTECODE": "1"} if limit else {})},
        check=False,
        timeout=300,
    )


@pytest.fixture(scope="module", autouse=True)
def _one_pipeline_for_all() -> Iterator[None]:
    """The real extractor, built once for all commands that run in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(article, "build_extractor", functools.cache(article.build_extractor))
        yield


def call(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    """As ``run``, in this process, where it is not the process that is attacked."""
    with contextlib.chdir(cwd):
        done = CliRunner().invoke(cli.app, list(arguments), prog_name="kursk-claims")
    return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout.encode(), done.stderr.encode())


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


REFUSED: list[tuple[str, Callable[[Path], object], str]] = [
    ("line.txt", one_line, "54 MB on one line: over the stated limit"),
    ("bomb.txt.gz", bomb, "gzip bomb: over the stated ratio"),
    ("deep.json", deep_json, "JSON nested 100,000 deep"),
    ("empty.txt", lambda path: path.write_bytes(b""), "nothing in it"),
    ("cut.jsonl.gz", lambda path: path.write_bytes(gzip.compress(b"x" * 999)[:20]), "gzip cut off"),
]


def test_refused_with_one_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    for name, make, _ in REFUSED:
        make(tmp_path / name)
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    done = call("extract", *(name for name, _, _ in REFUSED), "good.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert no_traceback(done)
    said = done.stderr.decode().splitlines()
    assert len(said) == len(REFUSED), said
    for (name, _, why), line in zip(REFUSED, said, strict=True):
        assert name in line, why
    assert texts_in(done) == ["Rund 500"]


def test_deeply_nested_page_is_read_or_refused(tmp_path: Path) -> None:
    deep_page(tmp_path / "deep.html")
    done = call("extract", "deep.html", cwd=tmp_path)
    assert done.returncode in (0, 1)
    assert no_traceback(done)


@pytest.mark.slow
def test_many_broken_lines_stay_within_memory(tmp_path: Path) -> None:
    """Broken lines are named up to a stated number and counted beyond it; the good ones at both ends are read."""
    path = tmp_path / "lines.jsonl"
    good = json.dumps({"text": GOOD}).encode() + b"\n"
    path.write_bytes(good + b"{broken\n" * 200_000 + good)
    done = run(
        "extract", path.name, cwd=tmp_path, limit=lambda: resource.setrlimit(resource.RLIMIT_AS, (4 * 2**30, 4 * 2**30))
    )
    assert done.returncode == 1
    assert texts_in(done) == ["Rund 500", "Rund 500"]
    assert len(done.stderr.splitlines()) < 50
    assert no_traceback(done)


SIGNS = [
    ("50\u200b000 Soldaten", [50_000], "zero-width space in a number: read as seen"),
    ("٥٠ Soldaten", [50], "Arabic-Indic digits are digits"),
    ("５００ Soldaten", [500], "full-width digits are digits"),
    ("𝟓𝟎 Soldaten und ⁵ und ⒌", [50], "mathematical digits; superscripts count nothing"),
    ("5О.000 und 5O.000 und l5 Soldaten", [], "letters that look like digits (Cyrillic and Latin O, small L)"),
    ("\u202e000.05 Soldaten\u202c", [], "shown as 50.000 and written 000.05"),
    ("\u200f50.000\u200f Soldaten", [50_000], "marks of direction around a number"),
    ("fu\u0308nf Ma\u0308nner und fünf Frauen", [5, 5], "both normal forms of one word"),
    ("\ud800 5 Leute \udfff", [5], "lone surrogates beside a number"),
    ("5\x00000 Leute", [], "NUL in a number: what stood there is lost"),
    ("\x1b]0;b\x07 7 Leute \x1b[2J", [0, 7], "escape sequences are text like any other"),
    ("9" * 5000 + " Leute", [], "5,000 digits are no number of anything"),
    ("1" + ".000" * 200 + " Leute", [], "beyond any float"),
    ("eine Milliarde " + "Milliarden " * 60 + "Leute", None, "scales without end"),
    ("1e999999 Leute", [], "an exponent beyond any float"),
    ("\u2028".join(["5 Leute"] * 50), [5] * 50, "line separators"),
]


@pytest.mark.parametrize(("text", "values", "why"), SIGNS, ids=[row[2] for row in SIGNS])
def test_signs_are_read_as_seen_or_not_at_all(text: str, values: list[float] | None, why: str) -> None:
    safe = clean(text)
    found = find_quantities(safe)
    assert all(safe[quantity.start : quantity.end] == quantity.text for quantity in found)
    assert all(math.isfinite(quantity.value) for quantity in found if quantity.value is not None)
    if values is not None:
        assert [quantity.value for quantity in found] == values, why
    for claim in claims_of(safe):
        assert safe[claim.start : claim.end] == claim.text


def test_tables_neutralise_control_characters(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\x1b[31mRund 500 Menschen\x1b[0m kamen.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Rund 700 \u202eMenschen\u202c kamen.", encoding="utf-8")
    done = call("extract", "--format", "table", "a.txt", "b.txt", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    shown = done.stdout.decode()
    assert "500" in shown
    assert "700" in shown
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
    "ranges": ("1-", 4_000),
    "bis": ("1 bis ", 400),
    "qualifiers": ("mehr als ", 4_000),
    "blanks": (" ", 40_000),
    "newlines": ("\n", 40_000),
    "commas": (", ", 20_000),
    "colons": (": ", 20_000),
    "brackets": ("(", 20_000),
    "hyphens": ("a-", 10_000),
    "laut": ("laut ", 1_600),
    "dass": ("sagte, dass ", 1_000),
    "initials": ("A. ", 10_000),
    "euro": ("5 € ", 400),
    "dates": ("1. Mai ", 4_000),
    "addresses": ("www.a1.de 5 ", 320),
    "denominators": ("5 je 100.000 Einwohner ", 2_000),
    "turned": ("\u202e5\u202c ", 8_000),
    "hidden signs": ("5\u200b", 15_000),
    "capitals": ("Aä", 15_000),
    "acronyms": ("Bund (BND) ", 4_000),
    "pronouns": ("Er sagte, sie seien da. ", 240),
    "one name": ("Ada Lund sagte es. ", 240),
}
"""For each a piece that a regular expression might stumble over, and how often it is repeated: less often where each
gives a claim, whose cost is that of a hundred searches."""


fresh_numbers = itertools.count()
"""What ends a text, so that nothing kept from an earlier reading answers for it."""


@pytest.mark.slow
@pytest.mark.parametrize("name", UNITS)
def test_time_grows_with_length_and_not_with_its_square(name: str) -> None:
    pipeline()
    unit, count = UNITS[name]
    for read in (find_quantities, claims_of):
        found = growth(lambda size, read=read: read(f"{unit * size} {next(fresh_numbers)}"), count // FACTOR)
        assert found < LIMIT, read.__name__


def test_ids_are_no_paths(tmp_path: Path) -> None:
    """An id that looks like a path writes nothing outside the output folder."""
    (tmp_path / "in").mkdir()
    record = {"id": "../../../evil", "text": GOOD}
    (tmp_path / "in" / "a.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    done = call("extract", "--output", "out/", "in", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"in", "out"}
    assert not list(tmp_path.parent.glob("evil*"))


def test_symlink_loop_ends(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(GOOD, encoding="utf-8")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "self.txt").symlink_to("self.txt")
    done = call("extract", "in", cwd=tmp_path)
    assert done.returncode in (0, 1)
    assert texts_in(done) == ["Rund 500"]


def small_files() -> None:
    """No file may grow beyond 16 KiB: to a program that writes, a disk that is full in the middle."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (2**14, 2**14))


@pytest.mark.parametrize("output", ["out.jsonl", "out/"])
def test_disk_full_in_the_middle_leaves_no_half_file(output: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD * 100, encoding="utf-8")
    done = run("extract", "--output", output, "a.txt", cwd=tmp_path, limit=small_files)
    assert done.returncode == 1
    assert no_traceback(done)
    assert len(done.stderr.splitlines()) == 1
    left = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert left <= {"a.txt", "MANIFEST"}
    again = run("extract", "--output", output, "a.txt", cwd=tmp_path)
    assert again.returncode == 0, again.stderr


def many(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            text = f"Rund {number + 500} Menschen kamen nach Angaben der Polizei zum Markt."
            file.write(json.dumps({"id": f"a{number}", "text": text}) + "\n")


def parts(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("[!.]*"))}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with articles (``in.jsonl``) and the parts made of them (``whole/``)."""
    folder = tmp_path_factory.mktemp("undisturbed")
    many(folder / "in.jsonl", 600)
    assert run("extract", "--output", "whole/", "in.jsonl", cwd=folder).returncode == 0
    return folder


@pytest.mark.slow
@pytest.mark.parametrize(("number", "times"), [(signal.SIGKILL, 6), (signal.SIGTERM, 2)], ids=["kill -9", "SIGTERM"])
def test_interrupted_while_writing_and_gone_on_with(number: int, times: int, undisturbed: Path, tmp_path: Path) -> None:
    """The command itself, killed at random moments of its work, ends as if nobody had disturbed it.

    ``tests/engines/test_parts.py`` kills its engine more often, which starts sooner.
    """
    shutil.copy(undisturbed / "in.jsonl", tmp_path)
    moments = random.Random(number)
    command = [sys.executable, "-m", "kursk_claims", "extract", "--quiet", "--output", "out/", "in.jsonl"]
    for _ in range(times):
        if (tmp_path / "out" / "MANIFEST").exists() and len(parts(tmp_path / "out")) == len(
            parts(undisturbed / "whole")
        ):
            shutil.rmtree(tmp_path / "out")  # done before its turn: from the beginning
        process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE)
        time.sleep(moments.uniform(0.5, 5))
        process.send_signal(number)
        _, errors = process.communicate(timeout=60)
        assert b"Traceback" not in errors
        if number == signal.SIGTERM and process.returncode != 0:
            # before Python answers signals itself, the system ends it
            assert (process.returncode, errors) in ((143, b""), (-signal.SIGTERM, b""))
            assert not list((tmp_path / "out").glob(".*"))
    assert run("extract", "--output", "out/", "in.jsonl", cwd=tmp_path).returncode == 0
    assert parts(tmp_path / "out") == parts(undisturbed / "whole")


READ_MANY = """
import resource, sys
from kursk_claims.load import read_articles
first = None
for count, article in enumerate(read_articles([sys.argv[1]], report=print), 1):
    if count == 1000:
        first = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(count, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - first) // 1024)
"""


@pytest.mark.slow
def test_memory_for_many_articles(tmp_path: Path) -> None:
    """All are read, and of each only its id is kept: under 400 bytes."""
    many(tmp_path / "many.jsonl", 50_000)
    done = run_python(READ_MANY, str(tmp_path / "many.jsonl"))
    count, grown = map(int, done.split())
    assert count == 50_000
    assert grown < 20, f"{grown} MiB"


def run_python(code: str, *arguments: str) -> bytes:
    done = subprocess.run([sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def test_fifty_megabytes_on_one_line_of_many(tmp_path: Path) -> None:
    """A record below the limit of a document but beyond that of an article: refused, the next one read."""
    with (tmp_path / "in.jsonl").open("w", encoding="utf-8") as file:
        file.write(json.dumps({"text": "Es kamen 5 Leute. " * 2_800_000}) + "\n" + json.dumps({"text": GOOD}) + "\n")
    done = call("extract", "in.jsonl", cwd=tmp_path)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert b"in.jsonl:1" in done.stderr
    assert texts_in(done) == ["Rund 500"]


def test_places_that_are_no_files_hold_nobody_up(tmp_path: Path) -> None:
    """In a folder a pipe without a writer and an endless device are passed over."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text(GOOD, encoding="utf-8")
    os.mkfifo(tmp_path / "in" / "pipe.txt")
    (tmp_path / "in" / "zero.txt").symlink_to("/dev/zero")
    done = call("extract", "in", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert texts_in(done) == ["Rund 500"]
