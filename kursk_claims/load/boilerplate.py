"""What a news page leaves in copied text: labels, teasers, offers, consent notices, picture credits.

Conservative on purpose: a rule looks at one line and must match all of it, or at one sentence or passage that
no article would hold. Ordinary sentences stay in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from msgspec import Struct

from kursk_claims.lexicon import alternatives, reader
from kursk_claims.load.dates import dateline
from kursk_claims.models import Furniture, Why

MAX_TEASER_CHARS = 160
"""A headline is shorter; a longer line after "Auch interessant" is the article going on."""
MAX_LINE_CHARS = 160
"""An offer, a count or a reading time stands on a line of its own and is shorter than a paragraph."""
MAX_CREDIT_CHARS = 120
"""``Foto: Christoph Reichwein/dpa (Archivbild)``; more than that after a colon is text."""

CONSENT_WORDS = 3
"""Different words of consent that a notice has; an article on data protection says other things as well."""

_LINE = re.compile(r"[^\r\n]+")
_SENTENCE = re.compile(r"[^.!?]*(?:[.!?]+|$)")
_SENTENCE_END = re.compile(r"[.!?…:]$")


class Line(Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of line that is no text of an article: whole lines that match the pattern, whatever their case."""

    why: Why
    pattern: str
    examples: tuple[str, ...]
    not_examples: tuple[str, ...] = ()


class Passage(Struct, frozen=True, forbid_unknown_fields=True):
    """A stretch of a line that is no text of an article, whatever stands before and after it on the line."""

    why: Why
    signs: tuple[str, ...]
    """A line that holds none of these has no such passage."""
    pattern: str
    """Its case counts."""
    examples: tuple[str, ...]
    not_examples: tuple[str, ...]


class Boilerplate(Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``lexicon/de/boilerplate.toml``."""

    labels: tuple[str, ...]
    teaser_labels: tuple[str, ...]
    teaser_openings: tuple[str, ...]
    phrases: tuple[str, ...]
    credits: tuple[str, ...]
    credit_words: tuple[str, ...]
    boxes: tuple[str, ...]
    consent: tuple[str, ...]
    lines: tuple[Line, ...]
    passages: tuple[Passage, ...]


lexicon: Final = reader("de/boilerplate", Boilerplate)


class _Rules(Struct, frozen=True):
    labels: frozenset[str]
    teasers: frozenset[str]
    openings: re.Pattern[str]
    phrases: tuple[str, ...]
    credit_marks: tuple[str, ...]
    credits: re.Pattern[str]
    lines: re.Pattern[str]
    reasons: tuple[Why, ...]
    passages: tuple[tuple[Passage, re.Pattern[str]], ...]


@cache
def _rules() -> _Rules:
    words = lexicon()
    return _Rules(
        labels=frozenset(map(str.casefold, words.labels)),
        teasers=frozenset(map(str.casefold, words.teaser_labels)),
        openings=re.compile(rf"(?:{alternatives(words.teaser_openings)})\s*(?::|[-–—>]\s)", re.I),
        phrases=tuple(map(str.lower, words.phrases)),
        credit_marks=words.credits,
        credits=re.compile(
            rf"(?:^|(?<=[\s(\[|]))(?:{alternatives(words.credits)})(?=.{{1,{MAX_CREDIT_CHARS}}}$)"
            rf"(?:[\s/|,.:;&()\[\]–-]|©|(?:(?:{alternatives(words.credit_words)})|[A-ZÄÖÜ]\w*|\d+)(?!\w))+$"
        ),
        lines=re.compile("|".join(f"((?:{line.pattern}))" for line in words.lines), re.I),
        reasons=tuple(line.why for line in words.lines),
        passages=tuple((passage, re.compile(passage.pattern)) for passage in words.passages),
    )


def find_boilerplate(text: str) -> tuple[Furniture, ...]:
    """Stretches of ``text`` that are not the article's own words, in order, none overlapping another.

    A headline right after a teaser's label ("Auch interessant") counts as the other article's:
    a line of at most ``MAX_TEASER_CHARS`` that does not end as a sentence does.
    """
    found = list(_lines(text))
    stated = dateline(text)
    if stated and text[stated[1].end :].split("\n", 1)[0].strip() == "":  # else the article begins on that line
        found.append(Furniture(stated[1].start, stated[1].end, "dateline"))
    return merged(found)


def merged(found: Iterable[Furniture]) -> tuple[Furniture, ...]:
    """``found`` in order, what overlaps made one; the reason of its first part is the reason of the whole."""
    result: list[Furniture] = []
    for one in sorted(found):
        if result and one.start <= result[-1].end:
            last = result[-1]
            result[-1] = Furniture(last.start, max(last.end, one.end), last.why)
        else:
            result.append(one)
    return tuple(result)


def is_notice(text: str) -> bool:
    """Whether ``text`` asks for consent and is nothing else: half of its sentences speak of that, in several words."""
    words = tuple(map(str.lower, lexicon().consent))
    sentences = [sentence for match in _SENTENCE.finditer(text) if (sentence := match.group().strip().lower())]
    of_consent = [sentence for sentence in sentences if _holds(sentence, words)]
    said = {word for word in words if word in text.lower()}
    return len(said) >= CONSENT_WORDS and 2 * len(of_consent) >= len(sentences)


def _lines(text: str) -> Iterator[Furniture]:
    rules = _rules()
    after_teaser = False
    for match in _LINE.finditer(text):
        raw = match.group()
        line = raw.strip()
        if not line:
            continue
        start = match.start() + raw.index(line)
        end = start + len(line)
        bare = line.lstrip("#*•▶►→ ").rstrip(":…>»→* ").casefold()
        is_teaser = bare in rules.teasers
        names_other = len(line) <= MAX_TEASER_CHARS and rules.openings.match(line)
        if is_teaser or names_other or (after_teaser and _is_headline(line)):
            yield Furniture(start, end, "teaser")
        elif bare in rules.labels:
            yield Furniture(start, end, "label")
        elif len(line) <= MAX_LINE_CHARS and (kind := rules.lines.fullmatch(line)):
            yield Furniture(start, end, rules.reasons[(kind.lastindex or 1) - 1])
        else:
            yield from _inside(line, start, rules)
        after_teaser = is_teaser


def _is_headline(line: str) -> bool:
    return len(line) <= MAX_TEASER_CHARS and not _SENTENCE_END.search(line.rstrip("\"'“”«»’) "))


def _inside(line: str, start: int, rules: _Rules) -> Iterator[Furniture]:
    # Plain search for strings is ten times as fast as one expression of them all, and most lines hold none.
    if _holds(line.lower(), rules.phrases):
        for sentence in _SENTENCE.finditer(line):
            if _holds(sentence.group().lower(), rules.phrases):
                lead = len(sentence.group()) - len(sentence.group().lstrip())
                yield Furniture(start + sentence.start() + lead, start + sentence.end(), "notice")
    if _holds(line, rules.credit_marks) and (credit := rules.credits.search(line)):
        yield Furniture(start + credit.start(), start + credit.end(), "credit")
    for passage, pattern in rules.passages:
        if _holds(line, passage.signs):
            for found in pattern.finditer(line):
                yield Furniture(start + found.start(), start + found.end(), passage.why)


def _holds(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)
