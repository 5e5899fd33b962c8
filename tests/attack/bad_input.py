"""One bad input gets one line that says what is wrong and what helps, and the rest is read."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
from pathlib import Path

from tests.attack.target import SENTENCE, Skip, Target, attack, lines


@attack
def year_beyond_any_calendar(copy: Target) -> None:
    """A date that no calendar has is no date; the article is read."""
    days = ["99999-01-01", "0000-00-00", "Sun, 17 Nov 99999999999999 08:39:00 +0100", 10**30, "17.11.0000", "9" * 5000]
    edges = ["9999-12-31", "0001-01-01", "9999-12", "0001"]
    text = "Gestern kamen 500 Menschen, morgen sollen 700 kommen, in zehn Jahren 900, im vergangenen Jahr waren es 300."
    records = [{"id": f"a{n}", "text": text, "published": day} for n, day in enumerate([*days, *edges])]
    copy.write("in.jsonl", lines(records))
    done = copy("compare", "in.jsonl", "-o", "out.json")
    done.ended(0)
    assert len(json.loads((copy.folder / "out.json").read_bytes())["documents"]) == len(records)
    for option in ("--since", "--until"):
        for day in ("99999-01-01", "Sun, 17 Nov 99999999999999 08:39:00 +0100"):
            copy("compare", "in.jsonl", option, day).ended(2, option, lines=1)


@attack
def names_that_are_not_utf8(copy: Target) -> None:
    """A file whose name is not UTF-8 is read like any other."""
    folder = os.fsencode(copy.folder)
    try:
        Path(os.fsdecode(folder + b"/caf\xe9.txt")).write_text(SENTENCE)
    except OSError as error:
        raise Skip("no such names on this file system") from error
    copy.write("z.txt", SENTENCE)
    for format in ("jsonl", "json", "csv", "table", "markdown", "html", "jsonld"):
        done = copy("extract", ".", "-f", format)
        done.ended(0)
        done.out.decode()
    done = copy("read", b"caf\xe9.txt", "-v")
    done.ended(0)
    copy("compare", "-q", ".", "-o", "c.html", "--exclude", "c.html").ended(0)
    copy("extract", "-q", "-o", "out/", ".", "--exclude", "c.html").ended(0)
    done = copy("read", b"gone\xe9.txt")
    done.ended(1, lines=1)


@attack
def umlauts_in_an_ascii_locale(copy: Target) -> None:
    """Umlauts in the names of files, in an environment that knows ASCII only."""
    copy.write("Müll/Größe.txt", SENTENCE)
    ascii_only = {"LC_ALL": "C", "LANG": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    for arguments in (("Müll",), ("Müll/Größe.txt",), ("M*/*.txt",)):
        done = copy("read", *arguments, env=ascii_only)
        done.ended(0, lines=0)
        (record,) = done.records
        assert record["text"] == SENTENCE
        assert record["id"] == "Größe", record["id"]
    done = copy("read", "Lücke.txt", env=ascii_only)
    done.ended(1, "cke.txt: ", lines=1)


@attack
def folders_without_end(copy: Target) -> None:
    """A file 1,100 folders deep is read."""
    os_folder = os.open(copy.folder, os.O_RDONLY)
    try:
        for _ in range(1100):
            os.mkdir("d", dir_fd=os_folder)
            inner = os.open("d", os.O_RDONLY, dir_fd=os_folder)
            os.close(os_folder)
            os_folder = inner
        deep = os.open("deep.txt", os.O_WRONLY | os.O_CREAT, dir_fd=os_folder)
        os.write(deep, SENTENCE.encode())
        os.close(deep)
    finally:
        os.close(os_folder)
    copy.write("d/near.txt", SENTENCE)
    done = copy("read", "d")
    subprocess.run(["rm", "-rf", "d"], cwd=copy.folder, check=False)
    done.ended(0, lines=0)
    assert [record["id"] for record in done.records] == ["deep", "near"]


@attack
def giant_field_of_a_side_file(copy: Target) -> None:
    """A field of 200 KB in a side file is no reason to stop."""
    copy.write("a.txt", SENTENCE)
    copy.write("b.txt", SENTENCE)
    copy.write("meta.csv", f"file,outlet,title\na.txt,Blatt,{'x' * 200_000}\nb.txt,Anzeiger,kurz\n")
    done = copy("read", "--meta", "meta.csv", "a.txt", "b.txt")
    done.ended(0)
    assert [record["outlet"] for record in done.records] == ["Blatt", "Anzeiger"]


@attack
def standard_output_closed(copy: Target) -> None:
    """Without a standard output what needs one says so, and what writes a file goes on."""
    copy.write("a.txt", SENTENCE)
    for arguments in ("read a.txt", "schema claim", "quantities '5 Leute'"):
        copy.shell(f"$KURSK {arguments} >&-").ended(2, "--output", lines=1)
    copy.shell("$KURSK extract a.txt -o out.jsonl >&-").ended(0, lines=0)
    assert len((copy.folder / "out.jsonl").read_bytes().splitlines()) >= 1


@attack
def standard_error_closed(copy: Target) -> None:
    """Without a standard error messages go nowhere, least of all into the data."""
    copy.write("in/a.txt", SENTENCE)
    copy.write("in/b.json", "{")
    done = copy.shell("$KURSK read -v in -o out.jsonl 2>&-")
    done.ended(1)
    assert done.out == b""
    for line in (copy.folder / "out.jsonl").read_text().splitlines():
        json.loads(line)
    done = copy.shell("$KURSK read -v in 2>&-")
    assert (done.status, len(done.records)) == (1, 1)
    done = copy.shell("$KURSK read -v in -o closed.jsonl <&- >&- 2>&-")
    assert done.status == 1
    assert len((copy.folder / "closed.jsonl").read_text().splitlines()) == 1


@attack
def output_in_a_folder_that_is_gone(copy: Target) -> None:
    """An output where no folder is, also since the current one was removed, is one line."""
    source = copy.write("a.txt", SENTENCE)
    copy("read", "a.txt", "-o", "gone/out.jsonl").ended(2, "gone", lines=1)
    done = copy.shell(f"mkdir d && cd d && rmdir ../d && $KURSK read '{source}' -o out.jsonl")
    done.ended(2, "out.jsonl", lines=1)
    done = copy.shell(f"mkdir d && cd d && rmdir ../d && $KURSK read a.txt '{source}'")
    done.ended(1, "a.txt", lines=1)
    assert len(done.records) == 1


@attack
def claims_at_the_ends_of_numbers(copy: Target) -> None:
    """Claims with bounds near the ends of floats and integers are compared, or named, and the others compared."""

    def changed(key: str, **values: object) -> dict[str, object]:
        claim = copy.figure
        claim["id"] = key
        claim["doc"] = {**claim["doc"], "id": f"doc-{key}", "outlet": key}
        claim["quantity"] = {**claim["quantity"], **{k: v for k, v in values.items() if k in claim["quantity"]}}
        claim.update({k: v for k, v in values.items() if k in claim and k not in ("id", "doc", "text")})
        return claim

    odd = [
        changed("big", value=1.7e308, min=1.7e308, max=1.7e308),
        changed("wide", value=-1.7e308, min=-1.7e308, max=1.7e308, modifier="range"),
        changed("tiny", value=5e-324, min=5e-324, max=5e-324, modifier="exact"),
        changed("tiny2", value=1e-323, min=5e-324, max=1e-323, modifier="approx"),
        changed("money", value=1.7e308, min=1.7e308, max=1.7e308, unit="EUR"),
        changed("mass", value=1.7e308, min=1.7e308, max=1.7e308, unit="t", modifier="exact"),
        changed("mass2", value=1.7e308, min=1.7e308, max=1.7e308, unit="kg", modifier="exact"),
        changed("zero", value=0, min=0, max=0),
        changed("none", value=None, min=None, max=None),
        changed("unbound", value=None, min=None, max=None, modifier="exact"),
        changed("turned", value=5, min=9, max=1, modifier="range"),
        changed("start", start=2**63),
        changed("start2", start=2**64),
        changed("minus", start=-5, end=-9),
        changed("far", end=10**30),
        *copy.claims,
    ]
    copy.write("claims.jsonl", lines(odd))
    for format in ("json", "html", "table", "csv", "markdown", "jsonld"):
        done = copy("compare", "claims.jsonl", "-f", format)
        assert done.status in (0, 1), done.err
        done.ended(done.status)
        assert b"far" in done.err
    whole = json.loads(copy("compare", "claims.jsonl").out)
    assert {claim["id"] for claim in copy.claims} <= {claim["id"] for claim in whole["claims"]}
    store = copy("store", "add", "s.sqlite", "claims.jsonl")
    store.ended(1)


@attack
def cut_weights(copy: Target) -> None:
    """A pipeline with a file cut short is named."""
    place = json.loads(copy("info").out)["path"]
    if not Path(place).is_dir():
        raise Skip("the pipeline is no folder")
    shutil.copytree(place, copy.folder / "cut")
    copy.write("a.txt", SENTENCE)
    files = sorted((p for p in (copy.folder / "cut").rglob("*") if p.is_file()), key=lambda p: -p.stat().st_size)
    for path in files[:4]:
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2])
        done = copy("extract", "--model", "cut", "a.txt")
        done.ended(2, "cut", lines=1)
        path.write_bytes(data)


@attack
def threshold_that_is_no_number(copy: Target) -> None:
    """A threshold without order is refused."""
    copy.write("claims.jsonl", lines(copy.claims))
    for value in ("nan", "NaN"):
        done = copy("compare", "claims.jsonl", "--threshold", value)
        done.ended(2, "--threshold")
        assert done.out == b""


@attack
def since_later_than_until(copy: Target) -> None:
    """A period that ends before it begins is refused."""
    copy.write("claims.jsonl", lines(copy.claims))
    copy("compare", "claims.jsonl", "--since", "2024-11-18", "--until", "2024-11-17").ended(2, "--since", lines=1)
    copy("store", "add", "s.sqlite", "claims.jsonl", "-q").ended(0)
    copy("store", "changes", "s.sqlite", "--since", "2024-11-18", "--until", "2024-11-17").ended(2, "--since", lines=1)


@attack
def folder_without_rights(copy: Target) -> None:
    """A folder that may not be read is named as such, not its output."""
    if os.geteuid() == 0:
        raise Skip("root may read everything")
    copy.write("in/closed/a.txt", SENTENCE)
    copy.write("in/b.txt", SENTENCE)
    (copy.folder / "in" / "closed").chmod(0)
    done = copy("read", "in", "-o", "out.jsonl")
    (copy.folder / "in" / "closed").chmod(0o755)
    done.ended(1, "closed", lines=1)


@attack
def path_too_long(copy: Target) -> None:
    """A name or path that is too long for the system is named as such."""
    copy.write("a.txt", SENTENCE)
    for name in ("x" * 300 + ".txt", "y/" * 3000 + "z.txt", "*" * 5000 + "none.txt"):
        done = copy("read", "a.txt", name, "-o", "out.jsonl")
        done.ended(1, name[:50], lines=1)
        assert "out.jsonl" not in done.said[0]
    for name in ("x" * 300 + ".jsonl", "y/" * 3000 + "z.jsonl"):
        copy("read", "a.txt", "-o", name).ended(2, name[:50], lines=1)


@attack
def not_enough_memory(copy: Target) -> None:
    """Memory that runs out is called by its name."""
    copy.articles("in.jsonl", {"a": SENTENCE, "b": ("Es kamen 5 Leute, sagte er. " * 3_000)})

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (600 * 2**20, 600 * 2**20))

    done = copy("extract", "in.jsonl", "-o", "out.jsonl", preexec_fn=little, env={"OMP_NUM_THREADS": "1"})
    assert b"Traceback" not in done.err, done.err
    assert done.status in (0, 1), done.err
    if done.status:
        done.ended(1, lines=1)


@attack
def no_shared_memory(copy: Target) -> None:
    """Worker processes that can't be started are named, not the output."""
    copy.articles("in.jsonl", {"a": SENTENCE})

    def few_files() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))

    done = copy("extract", "in.jsonl", "--workers", "8", "-o", "out.jsonl", preexec_fn=few_files)
    assert b"Traceback" not in done.err, done.err
    if done.status:
        done.ended(1, lines=1)
        assert "out.jsonl" not in done.said[0], done.said


@attack
def full_disk(copy: Target) -> None:
    """A full disk is one line and no wrong usage."""
    if not Path("/dev/full").exists():
        raise Skip("no /dev/full")
    copy.write("a.txt", SENTENCE)
    copy.shell("$KURSK read a.txt > /dev/full").ended(1, lines=1)
    copy("read", "a.txt", "-o", "/dev/full").ended(1, "/dev/full", lines=1)
    copy.articles("many.jsonl", {f"a{n}": SENTENCE * 20 for n in range(20)})

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2**13, 2**13))

    for output in ("out.jsonl", "out/"):
        command = "extract" if output.endswith("/") else "read"
        done = copy(
            command, "-q", "many.jsonl", "-o", output, preexec_fn=small_files, env={"PYTHONDONTWRITEBYTECODE": "1"}
        )
        done.ended(1, "out", lines=1)
    assert not (copy.folder / "out.jsonl").exists()
    assert not list(copy.folder.rglob("*.part"))
