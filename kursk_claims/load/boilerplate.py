"""What a news page leaves in copied text: labels, teasers, consent notices, picture credits.

Conservative on purpose: a rule looks at one line and must match all of it, or at one sentence that
no article would hold. Ordinary sentences stay in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from kursk_claims.lexicon import alternatives, load
from kursk_claims.load.dates import dateline
from kursk_claims.models import Span

MAX_TEASER_CHARS = 160
"""A headline is shorter; a longer line after "Auch interessant" is the article going on."""
MAX_CREDIT_CHARS = 120
"""``Foto: Christoph Reichwein/dpa (Archivbild)``; more than that after a colon is text."""

_LINE = re.compile(r"[^\r\n]+")
_SENTENCE = re.compile(r"[^.!?]*(?:[.!?]+|$)")
_SENTENCE_END = re.compile(r"[.!?…:]$")


class Boilerplate(Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``lexicon/de/boilerplate.toml``."""

    labels: tuple[str, ...]
    teaser_labels: tuple[str, ...]
    teaser_openings: tuple[str, ...]
    phrases: tuple[str, ...]
    credits: tuple[str, ...]
    credit_words: tuple[str, ...]


class _Rules(Struct, frozen=True):
    labels: frozenset[str]
    teasers: frozenset[str]
    openings: re.Pattern[str]
    phrases: tuple[str, ...]
    credit_marks: tuple[str, ...]
    credits: re.Pattern[str]


@cache
def _rules() -> _Rules:
    lexicon = load("de/boilerplate", Boilerplate)
    return _Rules(
        labels=frozenset(map(str.casefold, lexicon.labels)),
        teasers=frozenset(map(str.casefold, lexicon.teaser_labels)),
        openings=re.compile(rf"(?:{alternatives(lexicon.teaser_openings)})\s*(?::|[-–—>]\s)", re.I),
        phrases=tuple(map(str.lower, lexicon.phrases)),
        credit_marks=lexicon.credits,
        credits=re.compile(
            rf"(?:^|(?<=[\s(\[|]))(?:{alternatives(lexicon.credits)})(?=.{{1,{MAX_CREDIT_CHARS}}}$)"
            rf"(?:[\s/|,.:;&()\[\]–-]|©|(?:(?:{alternatives(lexicon.credit_words)})|[A-ZÄÖÜ]\w*|\d+)(?!\w))+$"
        ),
    )


def find_boilerplate(text: str) -> tuple[Span, ...]:
    """Spans of ``text`` that are not the article's own words, in order, none overlapping another.

    A headline right after a teaser's label ("Auch interessant") counts as the other article's:
    a line of at most ``MAX_TEASER_CHARS`` that does not end as a sentence does.
    """
    spans = list(_lines(text))
    stated = dateline(text)
    if stated and text[stated[1].end :].split("\n", 1)[0].strip() == "":  # else the article begins on that line
        spans.append(stated[1])
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _lines(text: str) -> Iterator[Span]:
    rules = _rules()
    after_teaser = False
    for match in _LINE.finditer(text):
        raw = match.group()
        line = raw.strip()
        if not line:
            continue
        start = match.start() + raw.index(line)
        whole = Span(start, start + len(line))
        bare = line.lstrip("#*•▶►→ ").rstrip(":…>»→* ").casefold()
        is_teaser = bare in rules.teasers
        is_other_headline = after_teaser and _is_headline(line)
        names_other = len(line) <= MAX_TEASER_CHARS and rules.openings.match(line)
        if is_teaser or bare in rules.labels or is_other_headline or names_other:
            yield whole
        else:
            yield from _inside(line, start, rules)
        after_teaser = is_teaser


def _is_headline(line: str) -> bool:
    return len(line) <= MAX_TEASER_CHARS and not _SENTENCE_END.search(line.rstrip("\"'“”«»’) "))


def _inside(line: str, start: int, rules: _Rules) -> Iterator[Span]:
    # Plain search for strings is ten times as fast as one expression of them all, and most lines hold none.
    if _holds(line.lower(), rules.phrases):
        for sentence in _SENTENCE.finditer(line):
            if _holds(sentence.group().lower(), rules.phrases):
                lead = len(sentence.group()) - len(sentence.group().lstrip())
                yield Span(start + sentence.start() + lead, start + sentence.end())
    if _holds(line, rules.credit_marks) and (credit := rules.credits.search(line)):
        yield Span(start + credit.start(), start + credit.end())


def _holds(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)
