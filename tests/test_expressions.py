"""No regular expression of the program backtracks without measure on text written against it.

Every pattern that the package compiles is collected while it reads a few texts. From the letters
and classes of a pattern itself hostile texts are made: long runs of each sign and of each pair of
signs, closed by one that fits nowhere. Readers as a whole are held to linear time in
``test_hostile``; here a single search may cost no more than a pattern with one repetition too many,
tried from every start, would: what is cubic or exponential in the length is far beyond.
"""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from itertools import islice, permutations
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
LENGTH = 400
"""Signs of a hostile text. Tried from every start a quadratic search takes 80,000 steps, a millisecond or two;
a cubic one 10 million, tenths of a second."""
SHORTER = 4
"""How many times shorter the text is that the search is compared on: a quadratic search is 16 times as fast there,
a cubic one 64 times."""
LIMIT = 32
"""Growth between the two that one search may show: half-way from quadratic to cubic."""
ENDLESS = 20
"""Seconds of its own processor time after which a search counts as endless; none takes a tenth of one."""
BAD_ENDLESS = 2
"""The same for expressions that are known to be bad, where nobody needs to wait so long to be sure."""

COLLECT = """
import json, re, sys
compiled, real = {}, re.compile
def recorded(pattern, flags=0):
    name = sys._getframe(1).f_globals.get("__name__", "")
    made = real(pattern, flags)
    if name.startswith("kursk_claims") and isinstance(made.pattern, str):
        compiled[made.pattern, made.flags] = name
    return made
re.compile = recorded
import importlib, pkgutil, kursk_claims
for module in pkgutil.walk_packages(kursk_claims.__path__, "kursk_claims."):
    if not module.name.endswith(("__main__", "spark")):
        importlib.import_module(module.name)
from kursk_claims.load.decode import clean
from tests.fuzz.targets import FRAGMENTS, claims_of
claims_of("Rund 500 Menschen kamen, sagte Ada Lund dem „Blatt“. Sie habe 12 Boote gesehen. " + clean(
    "".join(FRAGMENTS)))
json.dump([[name, pattern, flags] for (pattern, flags), name in compiled.items()], sys.stdout)
"""


@pytest.fixture(scope="module")
def patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Each text pattern of the package with the module that compiles it."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", COLLECT], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return [(name, re.compile(pattern, flags)) for name, pattern, flags in json.loads(done.stdout)]


def signs(pattern: re.Pattern[str]) -> list[str]:
    """A few characters that the pattern speaks of: its literals, and one for each class."""
    classes = {"CATEGORY_DIGIT": "1", "CATEGORY_WORD": "a", "CATEGORY_SPACE": " ", "CATEGORY_NOT_SPACE": "a"}
    found: dict[str, None] = {}

    def walk(node: Any) -> None:
        if isinstance(node, tuple) and len(node) == 2 and str(node[0]) in ("LITERAL", "NOT_LITERAL"):
            found.setdefault(chr(node[1]))
        elif isinstance(node, tuple) and len(node) == 2 and str(node[0]) == "RANGE":
            found.setdefault(chr(node[1][0]))
        elif isinstance(node, tuple) and len(node) == 2 and str(node[0]) == "CATEGORY":
            found.setdefault(classes.get(str(node[1]), "-"))
        elif isinstance(node, (tuple, list)) or type(node).__name__ == "SubPattern":
            for part in node:
                walk(part)

    walk(re._parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))  # type: ignore[attr-defined]
    marks = [sign for sign in found if not sign.isalpha()][:7]
    letters = [sign for sign in found if sign.isalpha()][:3]
    return list(dict.fromkeys([*marks, *letters, "a", " "]))


def hostile(pattern: re.Pattern[str]) -> list[str]:
    """Texts of ``LENGTH`` signs and an end that fits nowhere."""
    chosen = signs(pattern)
    units = [*chosen, *(a + b for a, b in islice(permutations(chosen, 2), 60))]
    return [(unit * LENGTH)[:LENGTH] + end for unit in units for end in ("\x01", "")]


SEARCH = """
import json, re, signal, statistics, sys, time
LENGTH, SHORTER, ENDLESS = map(int, sys.argv[1:])
def seconds(compiled, text, times=1):
    started = time.process_time()
    for _ in range(times):
        compiled.search(text)
        compiled.fullmatch(text)
    return time.process_time() - started
worst = []
for name, pattern, flags, texts in json.load(sys.stdin):
    compiled = re.compile(pattern, flags)
    for text in texts:
        print(json.dumps([name, pattern, text[:12]]), file=sys.stderr, flush=True)
        signal.setitimer(signal.ITIMER_PROF, ENDLESS)  # the search itself can't be interrupted: this ends the process
        taken = seconds(compiled, text)
        growth = 0.0
        if taken > 0.02:  # quicker is no danger, whatever it grows like
            short = text[: LENGTH // SHORTER] + text[LENGTH:]
            # Short searches many in a row: one of them takes less than some clocks tell.
            rounds = [(seconds(compiled, text), seconds(compiled, short, SHORTER**2)) for _ in range(3)]
            long, brief = (statistics.median(column) for column in zip(*rounds))
            growth = SHORTER**2 * long / max(brief, 1e-4)
        worst.append([growth, name, pattern, text[:12]])
worst.sort(reverse=True)
json.dump(worst[:5], sys.stdout)
"""


def steepest(patterns: list[tuple[str, re.Pattern[str]]], endless: int = ENDLESS) -> list[tuple[float, str, str, str]]:
    """Growth, module, pattern and text of the five searches that grow most; an endless one alone, as infinite."""
    work = [[name, pattern.pattern, pattern.flags, hostile(pattern)] for name, pattern in patterns]
    done = subprocess.run(
        [sys.executable, "-c", SEARCH, *map(str, (LENGTH, SHORTER, endless))],
        input=json.dumps(work),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == -signal.SIGPROF:
        name, pattern, text = json.loads(done.stderr.splitlines()[-1])
        return [(float("inf"), name, pattern, text)]
    assert done.returncode == 0, done.stderr
    return [tuple(row) for row in json.loads(done.stdout)]


def test_no_expression_backtracks_without_measure(patterns: list[tuple[str, re.Pattern[str]]]) -> None:
    assert len(patterns) > 100
    worst = steepest(patterns)
    assert worst[0][0] < LIMIT, worst


@pytest.mark.parametrize("pattern", [r"(?:a+)+$", r"\d*\d*\d*x", r"(?:a|aa)*\n"])
def test_the_measure_itself_finds_bad_expressions(pattern: str) -> None:
    assert steepest([("bad", re.compile(pattern))], BAD_ENDLESS)[0][0] > LIMIT
