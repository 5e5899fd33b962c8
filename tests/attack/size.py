"""Time, memory and size of the output stay in proportion to the input."""

from __future__ import annotations

import json
import resource
from collections.abc import Callable
from typing import Any

from tests.attack.target import SENTENCE, Target, attack, lines

FACTOR = 4
"""A size is compared with one so many times as large; n^1.5 would be 8 times the work."""


def spent(action: Callable[[], object]) -> float:
    """Processor seconds of the commands that ``action`` runs: other processes don't count."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    action()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def in_proportion(name: str, work: Callable[[int], object], small: int, start: float = float("inf")) -> float:
    """Hold that ``FACTOR`` times the input takes less than n^1.5 of the time, start of the command left aside.

    ``start`` is what the command takes for next to nothing, if that is known from before; it is given back for the
    next ones, since most of the time is spent on starting.
    """
    best = {1: start, small: float("inf"), FACTOR * small: float("inf")}
    for turn in range(3):
        for size in best:  # in turns, the fastest of each: what else the machine does slows all alike or falls out
            if turn or best[size] == float("inf"):
                best[size] = min(best[size], spent(lambda size=size: work(size)))  # type: ignore[misc]
        start, one, more = best.values()
        if more - start < FACTOR**1.5 * max(one - start, 0.15):
            return start
    raise AssertionError(f"{name}: {small} take {one - start:.2f} s, {FACTOR * small} take {more - start:.2f} s")


PIECES: dict[str, tuple[str, int]] = {
    "Anti-": ("Anti-", 10_000),
    "open brackets": ("(", 12_000),
    "closing brackets": (")", 12_000),
    "brackets in brackets": ("(a ", 8_000),
    "both brackets": ("(5 Hunde) ", 300),
    "currencies": ("Euro ", 8_000),
    "signs of currencies": ("€ $ ", 6_000),
    "emoji": ("😀", 12_000),
    "emoji joined": ("👨\u200d👩\u200d👧 ", 4_000),
    "words without stop": ("Haus ", 8_000),
    "numbers without stop": ("5 Leute ", 350),
}


@attack
def text_of_one_piece(copy: Target) -> None:
    """Text made of one piece over and over is read in time that grows as it does."""
    start = float("inf")
    for name, (piece, count) in PIECES.items():

        def read(size: int, piece: str = piece) -> None:
            copy.articles("in.jsonl", {"a": piece * size})
            copy("extract", "-q", "in.jsonl", "-o", "out.jsonl").ended(0)

        start = in_proportion(name, read, count, start)


@attack
def page_of_line_breaks(copy: Target) -> None:
    """A page of nothing but line breaks is read in time that grows as it does."""

    def read(size: int) -> None:
        copy.write("a.html", f"<html><body><article><h1>Markt</h1><p>{SENTENCE}</p>{'x<br>' * size}</article></body>")
        done = copy("read", "a.html", "-o", "out.jsonl")
        assert done.status in (0, 1), done.err

    in_proportion("x<br>", read, 10_000)


@attack
def line_without_stops(copy: Target) -> None:
    """Each claim of a text without stops carries a part of it; its offsets are those of the text."""
    text = "Es kamen 500 Menschen und 300 Hunde und dann " * 300
    copy.articles("in.jsonl", {"a": text})
    done = copy("extract", "in.jsonl")
    done.ended(0)
    assert len(done.out) < 8 * 2**20, f"{len(done.out) / 2**20:.0f} MiB from {len(text) / 1024:.0f} KiB"
    assert done.records
    for claim in done.records:
        assert text[claim["start"] : claim["end"]] == claim["text"] == claim["evidence"]["exact"]
        q = claim["quantity"]
        assert text[q["start"] : q["end"]] == q["text"]
        assert claim["start"] <= q["start"] < q["end"] <= claim["end"]


@attack
def links_in_a_loop(copy: Target) -> None:
    """Folders that link to each other end, under ``**`` too, and each file is read once."""
    for name in "abcdefgh":
        copy.write(f"in/{name}/{name}.txt", SENTENCE)
    for name in "abcdefgh":
        for other in "abcdefgh":
            (copy.folder / "in" / name / f"to-{other}").symlink_to(f"../{other}")
    for path in ("in", "in/**", "in/**/*.txt", "**/a/*.txt"):
        done = copy("read", path)
        done.ended(0, lines=0)
        wanted = list("abcdefgh") if path != "**/a/*.txt" else ["a"]
        assert sorted(record["id"] for record in done.records) == wanted, path


@attack
def names_without_end(copy: Target) -> None:
    """Title, id, url and outlet have a limit, whoever gives them."""
    long = "Ü" * 3_000_000
    names = ("id", "title", "url", "outlet", "author")
    records: list[dict[str, Any]] = [{"id": f"a{n}", "text": SENTENCE, name: long} for n, name in enumerate(names)]
    copy.write("in.jsonl", lines([*records, {"id": "good", "text": SENTENCE}]))
    done = copy("extract", "in.jsonl")
    assert done.status in (0, 1), done.err
    done.ended(done.status)
    assert len(done.out) < 2**17, f"{len(done.out) / 2**20:.1f} MiB"
    assert "good" in {claim["doc"]["id"] for claim in done.records}


@attack
def report_of_giant_names(copy: Target) -> None:
    """The report grows with the claims whatever their names are: 8 MB for 500 claims."""
    made = []
    for n in range(100):
        length = 2_000_000 if n < 5 else 8_000
        for field in ("id", "outlet", "title", "url"):
            claim = copy.figure
            claim["id"] = f"c{n}{field}"
            claim["doc"] = {**claim["doc"], "id": f"d{n}{field}", field: f"{n}" + "Ü" * length}
            made.append(claim)
        claim = copy.figure
        claim["id"] = f"c{n}counted"
        claim["doc"] = {**claim["doc"], "id": f"d{n}counted"}
        claim["quantity"] = {**claim["quantity"], "counted": "Ü" * length, "counted_head": "Ü" * length}
        made.append(claim)
    copy.write("claims.jsonl", lines(made))
    copy("compare", "-q", "claims.jsonl", "-o", "out.html").ended(1, "claims.jsonl:1")
    size = (copy.folder / "out.html").stat().st_size
    assert size < 8_000_000, f"{size / 1e6:.0f} MB"


def alike(copy: Target, count: int, value: Callable[[int], float]) -> bytes:
    """Claims of so many articles that answer one question."""
    claim = next(c for c in copy.claims if c["quantity"] and c["doc"]["id"] == "d1")
    made = []
    for n in range(count):
        one = json.loads(json.dumps(claim))
        one["id"] = f"c{n:06}"
        one["doc"] = {**one["doc"], "id": f"d{n:06}", "outlet": f"Blatt {n % 50}"}
        number = value(n)
        one["quantity"] = {**one["quantity"], "value": number, "min": number, "max": number, "modifier": "exact"}
        made.append(one)
    return lines(made)


@attack
def one_question_of_many(copy: Target) -> None:
    """Comparing many claims of one question takes time that grows as they do."""
    for name, value in (("identical", lambda n: 50_000.0), ("different", lambda n: 1000.0 + 37 * n)):

        def compare(size: int, value: Callable[[int], float] = value) -> None:
            copy.write("claims.jsonl", alike(copy, size, value))
            copy("compare", "-q", "claims.jsonl", "-o", "out.json").ended(0)

        in_proportion(name, compare, 500)
        written = (copy.folder / "out.json").stat().st_size
        given = (copy.folder / "claims.jsonl").stat().st_size
        assert written < 6 * given, f"{name}: {written / 2**20:.0f} MiB from {given / 2**20:.0f} MiB"
