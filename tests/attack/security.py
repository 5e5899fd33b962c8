"""What an article, a file name or a folder may not do to whoever reads or runs it."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import stat
import subprocess
import threading
from pathlib import Path
from typing import Any

from tests.attack.target import SENTENCE, Skip, Target, attack, lines

HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What a terminal obeys, or what turns the order of signs; line feed and tab are harmless."""
COLOURS = re.compile(r"\x1b\[[\d;]*m")


def on_terminal(copy: Target, *arguments: str | bytes, colour: bool = False) -> str:
    """What the command shows on a terminal: standard output and standard error."""
    master, terminal = pty.openpty()
    shown: list[bytes] = []

    def listen() -> None:
        while True:
            try:
                data = os.read(master, 1 << 16)
            except OSError:
                return
            if not data:
                return
            shown.append(data)

    listener = threading.Thread(target=listen)
    listener.start()
    environment = {"TERM": "xterm-256color", "COLUMNS": "100"} | ({} if colour else {"NO_COLOR": "1"})
    copy(*arguments, stdin=subprocess.DEVNULL, stdout=terminal, stderr=terminal, env=environment)
    os.close(terminal)
    listener.join(60)
    os.close(master)
    return b"".join(shown).decode("utf-8", "backslashreplace").replace("\r\n", "\n")


EVIL = "Rund 500 \x1b]0;title\x07 Menschen\x9b31m kamen \u202ezum\u202c Markt\u2066, sagte Ada \x1b[2JLund\u061c."


@attack
def terminal(copy: Target) -> None:
    """Signs that a terminal obeys reach none: from texts, names of files and data, in any format or message."""
    name = "a\x1b]0;x\x07\u202eb\u009b31m"
    try:
        copy.write(f"in/{name}.txt", EVIL)
    except OSError as error:
        raise Skip("no such names on this file system") from error
    record = {"id": "\x1b[2Jid", "title": EVIL, "outlet": "\x9b31mBlatt\u202e", "text": EVIL, "published": "\x9b31m"}
    copy.write("in/b.jsonl", lines([record]))
    copy.write(f"in/{name}.json", "{")
    copy.write(f"in/{name}2.txt", SENTENCE.replace("Rund", "Über").encode("cp1252"))
    for format in ("csv", "json", "jsonl", "markdown", "jsonld", "table", "html"):
        shown = on_terminal(copy, "extract", "-qv", "in", "-f", format)
        assert not HARMFUL.search(shown), (format, HARMFUL.findall(shown))
    for arguments in (
        ("read", "-qv", "in"),
        ("read", f"gone{name}.txt"),
        ("read", f"--no{name}"),
        ("compare", "-q", "in", "-f", "csv"),
        ("quantities", EVIL, "-f", "csv"),
        ("quantities", EVIL, "-f", "jsonl"),
        ("read", "in", "-o", f"gone/{name}"),
        ("compare", "in", "--since", name),
        ("explain", name, name, "--in", f"in/{name}.json"),
        (f"no{name}",),
    ):
        shown = on_terminal(copy, *arguments)
        assert not HARMFUL.search(shown), (arguments, HARMFUL.findall(shown))
    shown = on_terminal(copy, "compare", "-q", "in", colour=True)
    assert not HARMFUL.search(COLOURS.sub("", shown)), HARMFUL.findall(COLOURS.sub("", shown))


@attack
def modules_among_the_articles(copy: Target) -> None:
    """No process of a run imports what lies in the working directory."""
    for name in (
        "multiprocessing",
        "pickle",
        "spacy",
        "numpy",
        "typing",
        "json",
        "runpy",
        "encodings",
        "sitecustomize",
    ):
        copy.write(f"{name}.py", f"open('ran-{name}', 'w').close()\n")
    copy.articles("in.jsonl", {"a": SENTENCE})
    copy("extract", "--workers", "2", "in.jsonl").ended(0)
    assert not list(copy.folder.glob("ran-*")), [path.name for path in copy.folder.glob("ran-*")]


@attack
def time_zone_among_the_articles(copy: Target) -> None:
    """A file that has the name of the machine's time zone is not read for it, and no zone changes the output."""
    copy.articles("in.jsonl", {"a": SENTENCE})
    expected = copy("compare", "in.jsonl", "-f", "table", env={"TZ": "UTC"})
    expected.ended(0)
    for name in ("UTC", "Europe/Berlin"):
        copy.write(name, "no zone")
        for zone in (name, f":{name}"):
            done = copy("compare", "in.jsonl", "-f", "table", env={"TZ": zone})
            done.ended(0, lines=0)
            assert done.out == expected.out, zone


FORMULAS = [
    "=cmd|'/c calc'!A0",
    "+1 Leute",
    "-2+3 Leute",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "＝1",
    " =1",
    "\u200b=1",
    "Leute;=1+1",
    "Leute\t=1+1",
    "Leute,=1+1",
    'Leute;"=1+1"',
    "Leute\n=1+1",
    "Leute;\u200b @SUM(1)",
]


@attack
def formula_in_a_cell(copy: Target) -> None:
    """No cell starts a formula, whatever a spreadsheet takes for the separator."""
    made = []
    for n, text in enumerate(FORMULAS):
        claim = copy.figure
        claim["id"] = f"c{n}"
        claim["doc"] = {**claim["doc"], "id": f"{text}{n}", "outlet": text, "title": text, "url": text}
        claim["quantity"] = {**claim["quantity"], "counted": text}
        claim["text"] = text
        made.append(claim)
    copy.write("claims.jsonl", lines(made))
    for dialect in ("standard", "excel-de"):
        done = copy("compare", "claims.jsonl", "-f", "csv", "--csv-dialect", dialect)
        done.ended(0)
        text = done.out.decode("utf-8-sig")
        for separator in ",;\t":
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
                for cell in row:
                    bare = cell.lstrip(" \t\r\n\u200b\ufeff")
                    number = re.fullmatch(r"-?\d+([.,]\d+)?", bare)
                    assert number or bare[:1] not in tuple("=+-@＝＋－＠"), (dialect, separator, cell)
    done = copy("quantities", "Leute;=5", "-f", "csv")
    assert ";=" not in done.text, done.text


@attack
def markdown_links_and_lists(copy: Target) -> None:
    """An address in an article becomes no link in Markdown, and none of its lines a list."""
    texts = [
        "Unter https://boese.example/x meldeten sich 500 Menschen.",
        "Unter www.boese.example meldeten sich 500 Menschen.",
        "Unter ada@boese.example meldeten sich 500 Menschen.",
        "[Hier](javascript:alert(1)) meldeten sich 500 Menschen.",
        "- 500 Menschen kamen.",
        "1. Platz: 500 Menschen kamen.",
        "1) 500 Menschen kamen.",
        "+ 500 Menschen kamen.",
        "# 500 Menschen kamen.",
        "<b>500</b> Menschen kamen.",
    ]
    copy.write("in.jsonl", lines([{"id": f"d{n}", "outlet": text, "text": text} for n, text in enumerate(texts)]))
    for command in ("compare", "extract"):
        shown = copy(command, "in.jsonl", "-f", "markdown").text
        assert "https://" not in shown
        assert "www.b" not in shown
        assert not re.search(r"[a-z]@[a-z]", shown)
        assert "<b>" not in shown
        assert not re.search(r"(?<!\\)\]\(", shown)
        for line in shown.splitlines():
            body = re.sub(r"^(- |\| )", "", line)
            if body != line:
                assert not re.match(r"([-+*#>] |\d+[.)] )", body), line


@attack
def script_in_json_ld(copy: Target) -> None:
    """JSON-LD holds nothing that ends a script element, and no address that runs."""
    record = {
        "id": "</script><script>",
        "title": "</script><!--",
        "outlet": "<script>",
        "url": "javascript:alert(1)",
        "text": "</script> Rund 500 Menschen <!-- kamen, sagte Ada Lund.",
    }
    copy.write("in.jsonl", lines([record]))
    for command in ("extract", "compare"):
        done = copy(command, "in.jsonl", "-f", "jsonld")
        done.ended(0)
        assert "</script" not in done.text
        assert "<!--" not in done.text
        assert "javascript:" not in done.text
        json.loads(done.text)
    shown = copy("compare", "in.jsonl", "-f", "html").text
    assert not re.search(r"href=.?javascript:", shown)


@attack
def line_separators_in_json_lines(copy: Target) -> None:
    """JSON Lines has as many lines as records, for readers that split at any line separator."""
    text = "Rund 500\u2028Menschen\x85kamen\u2029zum Markt."
    copy.write("in.jsonl", lines([{"id": "a", "title": text, "text": text}]))
    for command in ("extract", "read", "compare"):
        done = copy(command, "in.jsonl", "-f", "jsonl")
        done.ended(0)
        assert not re.search("[\u2028\u2029\x85]", done.text), command
        assert [json.loads(line) for line in done.text.splitlines()]
    assert copy("read", "in.jsonl").records[0]["title"].startswith("Rund 500")


@attack
def output_aside_by_a_guessed_name(copy: Target) -> None:
    """What lies where output is prepared is neither followed nor overwritten."""
    copy.write("a.txt", SENTENCE)
    copy.write("victim", "mine")
    listing = copy("read", "a.txt", "-o", "out.jsonl")
    listing.ended(0)
    for pid in range(os.getpid(), os.getpid() + 3000):
        (copy.folder / f".out.jsonl.{pid}.part").symlink_to("victim")
    copy("read", "a.txt", "-o", "out.jsonl").ended(0)
    assert (copy.folder / "victim").read_text() == "mine"
    assert (copy.folder / "out.jsonl").read_bytes()


@attack
def mode_of_the_output(copy: Target) -> None:
    """A file that is written again keeps its mode; a new one has that of any new file."""
    copy.write("a.txt", SENTENCE)
    for mode in (0o600, 0o640, 0o664):
        path = copy.write("out.jsonl", "old")
        path.chmod(mode)
        copy("read", "a.txt", "-o", "out.jsonl").ended(0)
        assert stat.S_IMODE(path.stat().st_mode) == mode, oct(path.stat().st_mode)
    copy.shell("umask 027; $KURSK read a.txt -o new.jsonl").ended(0)
    assert stat.S_IMODE((copy.folder / "new.jsonl").stat().st_mode) == 0o640
    (copy.folder / "link.jsonl").symlink_to("out.jsonl")
    copy("read", "a.txt", "-o", "link.jsonl").ended(0)
    assert (copy.folder / "link.jsonl").is_symlink()


@attack
def outputs_that_are_no_files(copy: Target) -> None:
    """Standard output by name, a named pipe and a process's substitute are written."""
    copy.write("a.txt", SENTENCE)
    wanted = copy("read", "a.txt").out
    assert copy("read", "a.txt", "-o", "/dev/stdout", "-f", "jsonl").out == wanted
    assert copy.shell("$KURSK read a.txt -o /dev/stdout -f jsonl | cat").out == wanted
    copy.shell("echo before > f; $KURSK read a.txt -f jsonl -o /dev/stdout >> f").ended(0, lines=0)
    assert (copy.folder / "f").read_bytes() == b"before\n" + wanted
    assert (
        copy.shell(
            "$KURSK read a.txt -f jsonl -o >(cat > g; touch done); while [ ! -e done ]; do sleep .1; done; cat g"
        ).out
        == wanted
    )
    done = copy.shell("mkfifo p; cat p > h & $KURSK read a.txt -f jsonl -o p; wait; cat h")
    assert done.out == wanted, done.err
    assert stat.S_ISFIFO((copy.folder / "p").stat().st_mode)


@attack
def ids_that_look_like_paths(copy: Target) -> None:
    """An id is never used as a path."""
    evil: list[dict[str, Any]] = [{"id": f"../../{name}", "text": SENTENCE} for name in ("evil", "a/../../evil")]
    copy.write("in.jsonl", lines(evil))
    copy("extract", "-q", "-o", "out/", "in.jsonl").ended(0)
    assert {path.name for path in copy.folder.iterdir()} == {"in.jsonl", "out"}
    assert not list(Path(copy.folder).parent.glob("evil*"))
