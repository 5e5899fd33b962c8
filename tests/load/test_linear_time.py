"""No text makes reading slow: the time for ten times as much is not much more than ten times as long."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest

from kursk_claims.load.boilerplate import find_boilerplate
from kursk_claims.load.dates import dateline, iso_date
from kursk_claims.load.formats import FORMATS
from kursk_claims.load.frontmatter import split
from kursk_claims.load.html import _SENTENCE
from kursk_claims.load.texts import _HEADING, _SETEXT, _TITLE

CASES: list[tuple[str, Callable[[str], object], str, str]] = [
    ("boilerplate, credits", find_boilerplate, "Foto: dpa ", ""),
    ("boilerplate, names in a credit", find_boilerplate, "Foto: " + "Aa " * 40, "x"),
    ("boilerplate, notices", find_boilerplate, "wir verwenden Cookies ", ""),
    ("boilerplate, short lines", find_boilerplate, "Auch interessant\n", ""),
    ("dateline", dateline, "Stand: ", ""),
    ("date of letters", iso_date, "a", ""),
    ("date of digits", iso_date, "1.", ""),
    ("front matter, keys", split, "a: b\n", ""),
    ("front matter, blanks", split, " ", "x"),
    ("heading, blanks", _HEADING.search, " ", "x"),
    ("heading underlined", _SETEXT.search, "a\n", "x"),
    ("first line", _TITLE.match, "a ", "x"),
    ("first line, blanks", _TITLE.match, " \n", ""),
    *(
        (f"beginning of a {row.name}", re.compile(row.begins, re.I | re.S).match, "<!-- ", "x")
        for row in FORMATS
        if row.begins
    ),
    ("page without a sentence", _SENTENCE.search, "Start ", ""),
    ("page of one word", _SENTENCE.search, "x", ""),
    ("page of two words", _SENTENCE.search, "x", ""),
]


@pytest.mark.parametrize(("name", "read", "unit", "end"), CASES, ids=[case[0] for case in CASES])
def test_linear(name: str, read: Callable[[str], object], unit: str, end: str) -> None:
    opening = {
        "front matter, keys": "---\n",
        "front matter, blanks": "---\na:",
        "heading, blanks": "# a",
        "page of two words": "a ",
    }.get(name, "")

    def seconds(count: int) -> float:
        text = opening + unit * count + end
        started = time.process_time()
        read(text)
        return time.process_time() - started

    seconds(10)  # what is compiled and imported on first use
    small, large = min(seconds(2_000) for _ in range(3)), min(seconds(20_000) for _ in range(3))
    assert large < 40 * max(small, 0.001), f"{small:.4f} s, then {large:.4f} s"
