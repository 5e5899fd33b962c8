"""No text makes reading slow: its time grows with its length and no faster."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from kursk_claims.load.boilerplate import find_boilerplate
from kursk_claims.load.dates import dateline, iso_date
from kursk_claims.load.formats import FORMATS
from kursk_claims.load.frontmatter import split
from kursk_claims.load.html import _SENTENCE
from kursk_claims.load.texts import _HEADING, _SETEXT, _TITLE
from tests.growth import LIMIT, growth

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

    assert growth(lambda count: read(opening + unit * count + end), 1_000) < LIMIT
