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
import subprocess
import sys
from itertools import islice, permutations
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
LENGTH = 600
"""Signs of a hostile text. Tried from every start a quadratic search takes 180,000 steps, some milliseconds;
a cubic one 36 million, more than a second."""
LIMIT = 0.25
"""Seconds of processor time that one search may take: fifty times what the slowest takes."""

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
import json, re, sys, time
text_of = json.load(sys.stdin)
worst = []
for name, pattern, flags, texts in text_of:
    compiled = re.compile(pattern, flags)
    for text in texts:
        print(json.dumps([name, pattern, text[:12]]), file=sys.stderr, flush=True)
        started = time.process_time()
        compiled.search(text)
        compiled.fullmatch(text)
        worst.append([time.process_time() - started, name, pattern, text[:12]])
worst.sort(reverse=True)
json.dump(worst[:5], sys.stdout)
"""


def slowest(patterns: list[tuple[str, re.Pattern[str]]], seconds: int) -> list[tuple[float, str, str, str]]:
    """Processor time, module, pattern and text of the five slowest searches.

    A search can't be interrupted from within, so that they run in a process of their own; if all
    together take longer than ``seconds``, the one at hand is returned as endless.
    """
    work = [[name, pattern.pattern, pattern.flags, hostile(pattern)] for name, pattern in patterns]
    try:
        done = subprocess.run(
            [sys.executable, "-c", SEARCH],
            input=json.dumps(work),
            capture_output=True,
            text=True,
            timeout=seconds,
            check=True,
        )
    except subprocess.TimeoutExpired as late:
        name, pattern, text = json.loads((late.stderr or b"").decode().splitlines()[-1])
        return [(float("inf"), name, pattern, text)]
    return [tuple(row) for row in json.loads(done.stdout)]


def test_no_expression_backtracks_without_measure(patterns: list[tuple[str, re.Pattern[str]]]) -> None:
    assert len(patterns) > 100
    worst = slowest(patterns, seconds=300)
    assert worst[0][0] < LIMIT, worst


@pytest.mark.parametrize("pattern", [r"(?:a+)+$", r"\d*\d*\d*\d*\d*x", r"(?:a|aa)*\n"])
def test_the_measure_itself_finds_bad_expressions(pattern: str) -> None:
    assert slowest([("bad", re.compile(pattern))], seconds=4)[0][0] > LIMIT
