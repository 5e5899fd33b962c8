"""Split German text into sentences, from the characters alone.

The splitter needs no model, so the sentences of an article are the same with any pipeline. It looks at each
full stop, question mark, exclamation mark and ellipsis once and decides from a bounded window around it, so the
time is linear in the text, whatever the text is.

What ends a sentence:

* a terminator with the quote signs and brackets that close after it, before white space and a word that can open
  a sentence. After a lower-case word or a comma the sentence goes on (`„Wann kommt er?“, fragte sie`,
  `„Komm!“ rief er`);
* the end of a paragraph, and the end of a line, unless the line was broken by hand in mid-sentence;
* the dash of a dateline at the start of a line (`Kiew (dpa) - Die Zahl ...`), which is no part of the first sentence.

A stretch without any of these that is longer than `MAX_SENTENCE_CHARS` is cut between words.

What does not: the stop of an abbreviation, an initial, an ordinal, a date; these are data
(`lexicon/de/abbreviations.toml`). Several sentences inside one pair of quote signs are several sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import msgspec

from kursk_claims.lexicon import reader
from kursk_claims.models import Span
from kursk_claims.settings import MAX_SENTENCE_CHARS

_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_TERMINATOR = re.compile(r"[.!?…]+")
_CLOSERS = "\"'“”’»«›‹)]"
_OPENERS = "\"'„“‚‘»«›‹(["
_DASHES = "–—-"
_WORD_BEFORE = re.compile(r"[^\W_]+(?:\.\s?[^\W\d_]+)*\Z")
_ORDINAL = re.compile(r"(?:\d{1,3}|[IVXLC]{1,7})\Z")
_CARDINAL_PART = re.compile(r"\d(?:[.,\u202f\xa0' ]\d{3}|,\d{1,3})\Z")
"""What only a cardinal ends in, thousands or decimals: `40.000`, `2,5`."""
_FIRST_WORD = re.compile(r"\S{1,48}")
_NEXT_WORD = re.compile(r"[^\W\d_]+")

_WINDOW = 48
"""Characters looked at on each side of a terminator: more than any abbreviation with the word before it."""


_NARROWEST, _WIDEST = 35, 120
"""Characters of a line that can have been set to a width: narrower ones are lists, wider ones paragraphs."""
_DATELINE_REACH = 100
"""Characters in which a dateline ends."""
_NEAR_LINES = 8
"""Lines on each side whose width counts: parts of one text may have been set to different widths."""


class Abbreviations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of `lexicon/de/abbreviations.toml`; see the comments there."""

    never_final: frozenset[str]
    may_end: frozenset[str]
    before_ordinal: frozenset[str]
    months: frozenset[str]
    openers: frozenset[str]
    leaves_open: frozenset[str]
    agencies: frozenset[str]


_abbreviations: Final = reader("de/abbreviations", Abbreviations)


def split(text: str) -> list[Span]:
    """The sentences of `text`, in order, without the white space around them.

    Every character that is not white space lies in exactly one span. Empty and blank texts have no sentences.
    """
    sentences: list[Span] = []
    for start, end in _paragraphs(text):
        begin = _dateline_end(text, start, end)
        _add(sentences, text, start, begin)
        for boundary in _boundaries(text, begin, end):
            _add(sentences, text, begin, boundary)
            begin = boundary
        _add(sentences, text, begin, end)
    return sentences


def _add(sentences: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > MAX_SENTENCE_CHARS:  # a list or a table without stops, or one made to take time
        blank = text.rfind(" ", start + 1, start + MAX_SENTENCE_CHARS)
        cut = blank if blank > 0 else start + MAX_SENTENCE_CHARS
        sentences.append(Span(start, cut))
        start = cut
        while text[start].isspace():
            start += 1
    if start < end:
        sentences.append(Span(start, end))


# ----------------------------------------------------------------------------------------------- lines


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Stretches that no sentence crosses: lines, joined where a line was broken in mid-sentence."""
    block: list[tuple[int, int]] = []
    position = 0
    while position <= len(text):
        match = _LINE_END.search(text, position)
        end = match.start() if match else len(text)
        if text[position:end].isspace() or position == end:
            yield from _join_wrapped(text, block)
            block = []
        else:
            block.append((position, end))
        position = match.end() if match else len(text) + 1
    yield from _join_wrapped(text, block)


def _join_wrapped(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    if not lines:
        return
    typeset = _set_in_lines(text, lines)
    broken = [_broken_in_sentence(text, line, following) for line, following in pairwise(lines)]
    start, end = lines[0]
    for k, following in enumerate(lines[1:]):
        if broken[k] or typeset or _is_full(text, lines, broken, k):
            end = following[1]
            continue
        yield start, end
        start, end = following
    yield start, end


def _set_in_lines(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether a whole block was set in lines of like width: three or more, and none has room."""
    width = max(end - start for start, end in lines)
    if len(lines) < 3 or not _NARROWEST < width <= _WIDEST:
        return False
    return not any(_has_room(text, line, following, width) for line, following in pairwise(lines))


def _has_room(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    """Whether the first word of the next line would have fitted into a line of this width."""
    word = _FIRST_WORD.search(text, *following)
    return word is None or line[1] - line[0] + 1 + len(word.group()) <= width


def _is_full(text: str, lines: list[tuple[int, int]], broken: list[bool], k: int) -> bool:
    """Whether line `k` ends where it does for want of room, as by a typewriter or a mail program.

    So it does if the first word of the next line would have made it wider than the widest of the lines near it that
    surely are broken in mid-sentence. A heading above its text has room, and so has a list.
    """
    near = range(max(0, k - _NEAR_LINES), min(len(broken), k + _NEAR_LINES + 1))
    widths = (lines[j][1] - lines[j][0] for j in near if broken[j])
    width = max((width for width in widths if width <= _WIDEST), default=0)
    fits = lines[k][1] - lines[k][0] <= _WIDEST and not _has_room(text, lines[k], lines[k + 1], width)
    return width > _NARROWEST and fits


def _broken_in_sentence(text: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    """Whether the line break between two lines of a block surely stands inside a sentence.

    It does if what follows starts in lower case, or if the line ends in a comma, in a word that leaves the sentence
    open (an article, a preposition) or in a number with a blank behind it.
    """
    last = text[max(line[0], line[1] - _WINDOW) : line[1]].rstrip()
    first = text[following[0] : following[0] + _WINDOW].lstrip()
    if not last or not first or _closed(text, line):
        return False
    if first[0].islower() or last[-1] == ",":
        return True
    final = last.split()[-1].lstrip(_OPENERS)
    if (final.islower() or final.istitle()) and final.lower() in _abbreviations().leaves_open:
        return True
    if not last[-1].isdigit():
        return False
    return text[line[1] - 1].isspace() or _counts_on(last, first)


def _counts_on(last: str, first: str) -> bool:
    """Whether a line that ends in a number goes on with what is counted: `konnten am Abend 60`, `Kinder gerettet`.

    So it is behind a word in small letters, before a noun and a word in small letters; a new sentence would open
    with another word, and the line of a table has no such words.
    """
    before, after = last.split()[:-1], first.split()[:2]
    worded = len(before) >= _FEWEST_WORDS and before[-1].islower() and len(after) == 2 and after[1][:1].islower()
    return worded and after[0].istitle() and after[0] not in _abbreviations().openers


_FEWEST_WORDS = 3


def _closed(text: str, line: tuple[int, int]) -> bool:
    """Whether a line ends in a mark that ends a sentence."""
    return text[max(line[0], line[1] - _WINDOW) : line[1]].rstrip().rstrip(_CLOSERS)[-1:] in (".", "!", "?", "…", ":")


_PLACE = r"[A-ZÄÖÜ][\w.’'-]*(?:(?:\s(?:am|an|der|im|in|bei))*\s[A-ZÄÖÜ][\w.’'-]*){0,2}"
_DATELINE = re.compile(
    rf"\s*(?P<places>{_PLACE}(?:\s?[/,]\s?{_PLACE}){{0,3}})(?P<agency>\s?\([^()\n]{{2,30}}\))?\s?[-–—]\s+"
)
_SECOND_DASH = re.compile(r"[.!?…]\s|\s(?P<dash>[-–—])\s")


def _dateline_end(text: str, start: int, end: int) -> int:
    """Where the first sentence of a paragraph begins: behind a dateline if there is one.

    Places without an agency in brackets are one only before a capital, in a sentence without another dash:
    `Zwei Orte – Ahlen und Beckum – ...` is a sentence.
    """
    found = _DATELINE.match(text, start, min(end, start + _DATELINE_REACH))
    if found is None:
        return start
    inside = {word.lower() for word in re.findall(r"\w+", found["agency"] or "")}
    if inside & _abbreviations().agencies:
        return found.end()
    if not found.group().rstrip()[:-1].endswith(" ") or found["places"].split()[0] in _abbreviations().openers:
        return start
    lead = text[found.end() : end].lstrip(_OPENERS)[:1]
    dash = _SECOND_DASH.search(text, found.end(), end)
    return found.end() if lead.isupper() and (dash is None or dash["dash"] is None) else start


# ------------------------------------------------------------------------------------------ terminators


def _boundaries(text: str, start: int, end: int) -> Iterator[int]:
    """Offsets in `text[start:end]` behind a terminator (and its closers) that ends a sentence."""
    for match in _TERMINATOR.finditer(text, start, end):
        after = match.end()
        while after < end and text[after] in _CLOSERS:
            after += 1
        if after >= end:
            continue
        if not text[after].isspace():
            if _blank_is_missing(text, start, match, end):
                yield after
            continue
        following = after
        while following < end and text[following].isspace():
            following += 1
        if following < end and _ends_sentence(text, start, match, after, following, end):
            yield after


_WHOLE_WORD = re.compile(r"(?<![^\W_])[^\W\d_]{3,}\Z")


def _blank_is_missing(text: str, start: int, mark: re.Match[str], end: int) -> bool:
    """Whether a stop stands between two sentences set without a blank (`... zu Ende.Die Stadt ...`).

    So it is between a whole word in small letters and a word, with a blank behind it, that opens sentences; what is
    left are addresses and the names of files.
    """
    before = text[max(start, mark.start() - _WINDOW) : mark.start()]
    word = _WHOLE_WORD.search(before)
    following = _NEXT_WORD.match(text, mark.end(), min(end, mark.end() + _WINDOW))
    if mark.group() != "." or word is None or following is None:
        return False
    blank = text[following.end() : following.end() + 1].isspace()
    detached = before[: word.start()][-1:].isspace()
    return word[0][1:].islower() and detached and blank and following.group() in _abbreviations().openers


def _ends_sentence(text: str, start: int, mark: re.Match[str], after: int, following: int, end: int) -> bool:
    """Whether the terminator `mark`, closed off at `after`, ends a sentence before the text at `following`."""
    terminator = mark.group()
    opening = text[following]
    closed = after > mark.end()
    bare = following  # first letter of what follows, behind quote signs and dashes
    while (
        bare < end and bare < following + 4 and (text[bare] in _OPENERS or text[bare] in _DASHES or text[bare] == " ")
    ):
        bare += 1
    lead = text[bare : bare + 1]
    if opening in _DASHES and not lead.isupper():
        return False
    if opening.islower() or opening in ",;:" or opening in ".!?…":
        return False
    before = text[max(start, mark.start() - _WINDOW) : mark.start()]
    next_match = _NEXT_WORD.match(text, bare, min(end, bare + _WINDOW))
    next_word = next_match.group() if next_match else ""
    opens = next_word in _abbreviations().openers
    if closed and before.rstrip()[-1:] in ("(", "["):  # `[...]`, `(!)`, `(?)`: a remark inside a sentence
        return False
    if terminator == "." and not (closed and text[mark.end()] in '“”"»«'):
        if text[following] in _OPENERS and lead.islower() and text[following] in "([":
            return False
        return _stop_ends(before, next_word, opens, opening)
    if terminator in ("...", "…", "..") and not closed:
        detached = before[-1:].isspace()
        return opens or opening in '„»"' or not detached
    return True


def _stop_ends(before: str, next_word: str, opens: bool, opening: str) -> bool:
    """Whether a single full stop behind `before` ends its sentence."""
    words = _abbreviations()
    found = _WORD_BEFORE.search(before)
    if found is None:
        return True
    chain = re.sub(r"\s", "", found.group())
    word = re.split(r"[.\s]", found.group())[-1]
    last_parts = chain.split(".")
    tails = {".".join(last_parts[i:]) for i in range(len(last_parts))}
    opens_quote = opening in '„»"'
    if tails & words.may_end and (
        len(tails & words.may_end) > 0 and not (word in words.never_final and word not in words.may_end)
    ):
        return opens or opens_quote
    if tails & words.never_final:
        return False
    preceding = before[: found.start()].rstrip()
    if _CARDINAL_PART.search(before):
        return True
    if _ORDINAL.match(word):
        return _number_stop_ends(preceding, word, next_word, opens, opens_quote)
    if len(word) == 1 and word.isalpha():
        # an initial (`George W. Bush`) or an unknown abbreviation (`u. x.`)
        return opens and word.isupper()
    return True


def _number_stop_ends(preceding: str, number: str, next_word: str, opens: bool, opens_quote: bool) -> bool:
    words = _abbreviations()
    if next_word in words.months:
        return False
    if opens:
        return True
    last_word = preceding.split()[-1].lstrip(_OPENERS) if preceding.split() else ""
    if number.isdigit():
        if not preceding or (preceding[-1] in ".!?:" and not last_word[:-1].isdigit()):
            return False  # `1. Mannschaft` or a list number at the start
        ordinal_before = (
            last_word in words.before_ordinal or last_word.rstrip(".").isdigit() or last_word in ("und", "oder", "bis")
        )
        return not (ordinal_before and not opens_quote)
    return False  # `Ludwig XIV. König`: Roman numbers name a ruler or a chapter
