"""A long extraction may be killed at any moment: after going on, the parts are those of an undisturbed run."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from msgspec import structs

from kursk_claims.engines import parts
from kursk_claims.engines.parts import MANIFEST, Header, extract_parts
from kursk_claims.errors import InputError, OutputError
from kursk_claims.models import Article
from tests.engines.doubles import articles, build

HEADER = Header(part_articles=5)


def run(directory: Path, many: list[Article], header: Header = HEADER) -> tuple[int, int]:
    return extract_parts(many, build, directory=directory, header=header, report=pytest.fail)


def content(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(directory.iterdir())}


def test_parts_in_order_are_the_whole_and_a_second_run_adds_nothing(tmp_path: Path) -> None:
    many = articles(23)
    assert run(tmp_path / "out", many) == (0, 23)
    first = content(tmp_path / "out")
    assert list(first) == [MANIFEST, *(f"part-{n:06}.jsonl" for n in range(5))]
    assert b"".join(data for name, data in first.items() if name != MANIFEST).count(b"\n") == sum(
        n % 4 for n in range(23)
    )
    assert run(tmp_path / "out", many) == (23, 0)
    assert content(tmp_path / "out") == first


def test_new_articles_go_into_new_parts(tmp_path: Path) -> None:
    run(tmp_path, articles(7))
    first = content(tmp_path)
    assert run(tmp_path, articles(9)) == (7, 2)
    assert {name: data for name, data in content(tmp_path).items() if name in first and name != MANIFEST} == {
        name: data for name, data in first.items() if name != MANIFEST
    }


def cut(path: Path, count: int) -> None:
    os.truncate(path, path.stat().st_size - count)


KILLED_AT = [
    ("part written aside, not named", 2, lambda out: (out / ".part-000002.jsonl.x1y2.part").write_text("half")),
    ("part named, not yet there", 3, lambda out: None),
    ("manifest's last line half written", 3, lambda out: cut(out / MANIFEST, 20)),
    ("manifest's last line lacks its end", 3, lambda out: cut(out / MANIFEST, 1)),
    ("only the header written", 0, lambda out: None),
    ("header half written", 0, lambda out: cut(out / MANIFEST, 5)),
]


@pytest.mark.parametrize(("moment", "lines", "damage"), KILLED_AT, ids=[row[0] for row in KILLED_AT])
def test_goes_on_from_every_state_a_kill_can_leave(tmp_path: Path, moment: str, lines: int, damage: object) -> None:
    many = articles(23)
    run(tmp_path / "whole", many)
    out = tmp_path / "out"
    run(out, many)
    manifest = (out / MANIFEST).read_bytes().splitlines(keepends=True)
    (out / MANIFEST).write_bytes(b"".join(manifest[: lines + 1]))
    for path in sorted(out.glob("part-*.jsonl"))[max(0, lines if lines == 2 else lines - 1) :]:
        path.unlink()
    damage(out)  # type: ignore[operator]
    run(out, many)
    assert content(out) == content(tmp_path / "whole"), moment


def test_files_of_others_are_not_touched(tmp_path: Path) -> None:
    run(tmp_path, articles(7))
    own = ["part-all.jsonl", ".part-mine.jsonl", "part-000099.jsonl", ".part-000002.jsonl"]
    for name in own:
        (tmp_path / name).write_text("mine")
    run(tmp_path, articles(9))
    assert all((tmp_path / name).read_text() == "mine" for name in own)
    (tmp_path / "part-000003.jsonl").write_text("mine")
    with pytest.raises(OutputError, match=r"part-000003.jsonl: is none of the parts"):
        run(tmp_path, articles(12))
    assert (tmp_path / "part-000003.jsonl").read_text() == "mine"


def test_the_spelling_of_a_path_is_no_other_article(tmp_path: Path) -> None:
    one = Article(id="a", text="5 Leute", path="in/a.txt")
    run(tmp_path, [one])
    assert run(tmp_path, [structs.replace(one, path="./in/a.txt")]) == (1, 0)


REFUSED = [
    ("options", lambda out: None, Header(part_articles=5, type="numeric"), "other options"),
    ("a part changed", lambda out: (out / "part-000000.jsonl").write_text("x"), HEADER, "missing or changed"),
    ("a part missing", lambda out: (out / "part-000000.jsonl").unlink(), HEADER, "missing or changed"),
    ("a manifest of something else", lambda out: (out / MANIFEST).write_text("x\n"), HEADER, "damaged MANIFEST"),
    ("no manifest", lambda out: (out / MANIFEST).unlink(), HEADER, "unknown origin"),
]


@pytest.mark.parametrize(("what", "change", "header", "message"), REFUSED, ids=[row[0] for row in REFUSED])
def test_refuses_a_directory_that_it_can_not_go_on_with(
    tmp_path: Path, what: str, change: object, header: Header, message: str
) -> None:
    run(tmp_path, articles(12))
    change(tmp_path)  # type: ignore[operator]
    before = content(tmp_path)
    with pytest.raises(OutputError, match=message):
        run(tmp_path, articles(12), header)
    assert content(tmp_path) == before, what


def test_a_changed_article_is_reported_and_left_out(tmp_path: Path) -> None:
    run(tmp_path, articles(6))
    told: list[InputError] = []
    changed = [Article(id="a1", text="99 Leute."), *articles(6)[2:]]
    assert extract_parts(changed, build, directory=tmp_path, header=HEADER, report=told.append) == (4, 0)
    assert "document 'a1' was extracted with another text" in str(told[0])


def test_two_runs_at_once(tmp_path: Path) -> None:
    run(tmp_path, articles(2))
    with parts._locked(tmp_path), pytest.raises(OutputError, match="in use by another run"):
        run(tmp_path, articles(2))


def test_unwritable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="can't be written"):
        run(tmp_path / "file" / "out", articles(2))


def test_type_narrows(tmp_path: Path) -> None:
    run(tmp_path, articles(4), Header(part_articles=5, type="attributed"))
    assert (tmp_path / "part-000000.jsonl").read_bytes() == b""


SLOW_RUN = """
import sys
from pathlib import Path
from kursk_claims.engines.parts import Header, extract_parts
from kursk_claims.models import Article
from tests.engines.doubles import build
many = [Article(id=f"a{n}", text=f"{n} Leute LANGSAM") for n in range(60)]
extract_parts(many, build, directory=Path(sys.argv[1]), header=Header(part_articles=4), report=print)
"""


@pytest.mark.slow
def test_kill_at_random_moments(tmp_path: Path) -> None:
    """Twenty times: killed with no warning, gone on with, equal to the undisturbed run."""
    whole, out = tmp_path / "whole", tmp_path / "out"
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", SLOW_RUN]
    subprocess.run([*command, str(whole)], check=True, cwd=root)
    moments = random.Random(20)
    kills = 0
    while kills < 20:
        process = subprocess.Popen([*command, str(out)], cwd=root)
        time.sleep(moments.uniform(0.3, 1.2))
        if process.poll() is not None:  # done before its turn: start over
            assert process.returncode == 0
            assert content(out) == content(whole)
            for path in out.iterdir():
                path.unlink()
            continue
        process.send_signal(signal.SIGKILL)
        process.wait()
        kills += 1
    subprocess.run([*command, str(out)], check=True, cwd=root)
    assert content(out) == content(whole)
