"""Any text as one that runs on: a single blank for whatever white space stands inside a sentence.

Line ends, tabs, indents and fixed spaces are how a text is set and no part of what it says. Constructions are written
for words with a blank between them, so white space is made one before anything is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kursk_claims.extract.quantities import units
from kursk_claims.extract.quantities.atoms import SPACES
from kursk_claims.extract.quantities.number_words import fold, lexicon
from kursk_claims.nlp.sentences import split
from kursk_claims.offsets import Shortened, shorten

_S = f"[{SPACES}]"
_SET_OTHERWISE = re.compile(rf"[^\S{SPACES}]|\s\s")
_WHITE_SPACE = re.compile(r"\s+")
_NEXT_LINE = re.compile(r"(?:\r\n|[\n\r\v\f\x85\u2028\u2029])[^\S\n\r]{0,20}([A-ZÄÖÜ][^\W\d_]+|[%€$])")
_FIGURE_LAST = re.compile(rf"(?:\d|(?:[Mm]illion|[Mm]illiarde|Billion)(?:e?n)?){_S}{{0,2}}$")
_LONGEST_SCALE = 14


def running(text: str) -> Shortened | None:
    """``text`` as it runs on, white space between sentences as it was; ``None`` if that is what it is already."""
    if not _SET_OTHERWISE.search(text):
        return None
    changes = list(_white_space(text))
    return shorten(text, changes) if changes else None


def _white_space(text: str) -> Iterator[tuple[int, int, str]]:
    for sentence in split(joined(text)):
        for match in _WHITE_SPACE.finditer(text, sentence.start, sentence.end):
            if match.group() not in SPACES:
                yield match.start(), match.end(), " "


def joined(text: str) -> str:
    """``text`` with blanks for a line end between a figure and its scale or unit; as long as before."""
    ends = [
        (match.start(), match.start(1))
        for match in _NEXT_LINE.finditer(text)
        if _FIGURE_LAST.search(text, max(0, match.start() - _LONGEST_SCALE), match.start())
        and (units.read_after(f" {match[1]}", 0) is not None or fold(match[1]) in lexicon().scales)
    ]
    pieces: list[str] = []
    position = 0
    for start, end in ends:
        pieces += (text[position:start], " " * (end - start))
        position = end
    return "".join((*pieces, text[position:]))
