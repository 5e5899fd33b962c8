"""Attributed statements over articles: near-duplicates put together, denials found.

Two statements are near-duplicates if most of the shorter one's telling words are in the longer one.
The wording of German paraphrases differs too much for a ratio over characters (it reaches 51 to 62 for
a true paraphrase), so words are compared by country, class and stem, weighted by how much they tell;
rapidfuzz only finds copies.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from msgspec import Struct
from rapidfuzz import fuzz

from kursk_claims.compare.blocking import windows
from kursk_claims.compare.profile import day_number, word_weight
from kursk_claims.lexicon import countries
from kursk_claims.lexicon.classes import event_class, stem, thing_class
from kursk_claims.lexicon.frames import broad_stems, frames, time_words
from kursk_claims.models import Claim
from kursk_claims.settings import (
    STATEMENT_CONCEPTS,
    STATEMENT_COPY,
    STATEMENT_ELSEWHERE,
    STATEMENT_LINK,
    STATEMENT_WORDS,
    WORDS_REMEMBERED,
)

Link = tuple[str, str, float]
"""Ids of two statements, sorted, and their likeness."""

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d(?:[\d.,\s]*\d)?")
_SEPARATOR = re.compile(r"[.\s]")
_DAYS_APART = 21
"""Statements published further apart than this are two occasions, however alike."""


_ONE_OCCASION = 2
"""Days between articles that tell of one occasion; later ones share the topic of a debate without saying the same."""


class Content(Struct, frozen=True, gc=False, eq=False):
    """What a statement says, ready to be compared."""

    id: str
    doc: str
    weights: dict[str, float]
    """Telling words by stem or class, with their weights."""
    total: float
    topic: frozenset[str]
    text: str
    numbers: frozenset[str]
    """Its numbers in digits, without separators."""
    negated: bool
    published: int | None
    start: int
    end: int
    source: str
    denies: bool
    points_back: bool
    """True if its sentence names what it denies only by a word that points back (``die Meldungen``)."""


_COUNTRY_WEIGHT = 0.6
"""What a shared country tells: less than a long word, because many statements of a story name it."""
_EVENT_WEIGHT = 1.2
"""What a shared event tells, by whatever word: as much as a word of seven letters."""
_STORY_SHARE = 0.5
"""What a leading word of the article tells less than others: all its statements are about it."""
TIMES = ("ahead", "before")
"""Marks of a statement that speaks of the coming, or of the past, days."""
_MARKS = (*TIMES, "without")
_MARKED_WEIGHT = 1.5
"""What it tells that two statements speak of the coming, or of the past, days, or of what is done without
something (``ohne Steuern zu erhöhen``): as much as a long word, because it is the point of a statement that
has it."""


@lru_cache(maxsize=WORDS_REMEMBERED)
def concepts(word: str) -> tuple[tuple[str, float], ...]:
    """What a word stands for, with its weight: its country, its class, else its stem.

    ``Truppen`` and ``Soldaten`` are one, so are ``Kreml``, ``Moskau`` and ``russisch``; a compound with
    a country stands for both its parts (``Ukraine-Krieg``).
    """
    code = countries.code_of(word)
    if code:
        return ((f"C:{code}", _COUNTRY_WEIGHT),)
    parts = countries.split_compound(word)
    if parts:
        return ((f"C:{parts[0]}", _COUNTRY_WEIGHT), *concepts(parts[1]))
    weight = word_weight(stem(word))
    if weight == 0:
        return ()
    noun = word[:1].upper() + word[1:]
    event = event_class(word) or event_class(noun)
    if event:
        return ((event, _EVENT_WEIGHT),)
    return ((thing_class(noun) or stem(word), weight),)


def _said(claim: Claim) -> str:
    """The statement's own words, as far as they lie in the claim's sentence; else the sentence."""
    spans = claim.attribution.content if claim.attribution else ()
    inside = [span for span in spans if claim.start <= span.start and span.end <= claim.end]
    return " ".join(claim.text[span.start - claim.start : span.end - claim.start] for span in inside) or claim.text


def _numbers(text: str) -> frozenset[str]:
    return frozenset(_SEPARATOR.sub("", found) for found in _NUMBER.findall(text))


def content_of(claim: Claim) -> Content:
    """Prepare one attributed claim."""
    slot = claim.slot
    weights: dict[str, float] = {}
    story = frozenset(slot.topic)
    for term in slot.terms:
        share = _STORY_SHARE if stem(term) in story else 1.0
        for concept, weight in concepts(term):
            weights[concept] = max(weight * share, weights.get(concept, 0.0))
    surface = {word.lower() for word in _WORD.findall(_said(claim))}
    marked = (time_words().next, time_words().last, frames().excluding.words)
    for name, words in zip(_MARKS, marked, strict=True):
        if surface & set(words):
            weights[name] = _MARKED_WEIGHT
    attribution = claim.attribution
    sources = attribution.sources if attribution else ()
    spans = attribution.content if attribution else ()
    return Content(
        id=claim.id,
        doc=claim.doc.id,
        weights=weights,
        total=sum(weights.values()),
        topic=frozenset(slot.topic),
        text=" ".join(slot.terms) or claim.text.lower(),
        numbers=_numbers(_said(claim)),
        negated=claim.negated,
        published=day_number(claim.doc.published),
        start=spans[0].start if spans else claim.start,
        end=spans[-1].end if spans else claim.end,
        source=(sources[-1].key or sources[-1].name.casefold()) if sources else "",
        denies=bool(attribution and attribution.stance == "deny"),
        points_back=bool({word.lower() for word in _WORD.findall(claim.text)} & set(frames().pointing.words)),
    )


def likeness(a: Content, b: Content, least: float = STATEMENT_WORDS) -> float:
    """Weighted share of telling words in common, 0 to 1; the shorter statement counts three times.

    One article says in a clause what another spreads over a sentence, so that most of the short one
    must be in the long one, and some of the long one in the short one.
    """
    low, high = sorted((a.total, b.total))
    if low == 0:
        return 0.0
    shared = sum(min(weight, b.weights[key]) for key, weight in a.weights.items() if key in b.weights)
    return (3 * shared / low + shared / high) / 4 if shared >= least else 0.0


def linked(a: Content, b: Content) -> float | None:
    """Likeness of two statements if they say the same, else ``None``.

    Kept apart: an assertion and its negation or denial, statements with different numbers, articles that are weeks
    apart or on different stories, unless one is a copy of the other.
    """
    if a.negated != b.negated or a.denies != b.denies:
        return None
    if a.doc == b.doc and a.start < b.end and b.start < a.end:
        # one statement inside the other: the outer reporter's and the cited source's words are the same
        return 1.0
    if _weeks_apart(a, b) or _other_numbers(a, b):
        return None
    if _other_countries(a, b):
        return None
    if fuzz.token_sort_ratio(a.text, b.text) >= STATEMENT_COPY and min(a.total, b.total) >= STATEMENT_WORDS:
        return 1.0
    found = likeness(a, b)
    if not _same_days(a, b) and _in_common(a, b) < STATEMENT_CONCEPTS:
        return None
    if _one_story(a, b):
        return found if found >= STATEMENT_LINK else None
    return found if found >= STATEMENT_ELSEWHERE and min(a.total, b.total) >= 2 * STATEMENT_WORDS else None


def _other_numbers(a: Content, b: Content) -> bool:
    """Whether both give numbers, and none in common: how figures stand to each other their own clusters tell."""
    return bool(a.numbers and b.numbers) and not a.numbers & b.numbers


def _weeks_apart(a: Content, b: Content) -> bool:
    return a.published is not None and b.published is not None and abs(a.published - b.published) > _DAYS_APART


def _in_common(a: Content, b: Content) -> int:
    """Telling words in common that are not the topic of both articles, countries left out; a mark counts twice."""
    topic = a.topic & b.topic
    shared = [key for key in a.weights if key in b.weights and key not in topic and not key.startswith("C:")]
    return len(shared) + len(set(_MARKS).intersection(shared))


def _same_days(a: Content, b: Content) -> bool:
    return a.published is None or b.published is None or abs(a.published - b.published) <= _ONE_OCCASION


def _other_countries(a: Content, b: Content) -> bool:
    """Whether each statement names a country that the other does not: they speak of different sides."""
    of_a, of_b = ({key for key in one.weights if key.startswith("C:")} for one in (a, b))
    return bool(of_a - of_b) and bool(of_b - of_a)


def _one_story(a: Content, b: Content) -> bool:
    """Whether two articles share two telling leading words, as far as their topics are known."""
    common = a.topic & b.topic
    known = min(len(a.topic), len(b.topic)) >= _TOPIC_KNOWN
    return not known or len(common) - len(common & broad_stems()) >= 2


_TOPIC_KNOWN = 4
"""Leading words that an article needs for its topic to count against a link."""


def keys(content: Content) -> tuple[str, ...]:
    """Block keys of one statement: pairs of its eight most telling words, sorted."""
    telling = sorted(content.weights, key=lambda key: (-content.weights[key], key))[:8]
    return tuple(f"s|{a}|{b}" for a, b in combinations(sorted(telling), 2))


def candidate_pairs(contents: Iterable[Content]) -> Iterator[tuple[Content, Content]]:
    """Every pair of statements that shares a block, once; large blocks in a window by date."""
    ordered = sorted(contents, key=lambda content: (content.published or 0, content.id))
    for i, j in windows([keys(content) for content in ordered], [content.published or 0 for content in ordered]):
        one, other = ordered[i], ordered[j]
        yield (one, other) if one.id < other.id else (other, one)


def relate(contents: Sequence[Content]) -> tuple[list[tuple[str, str, float]], list[tuple[str, str]]]:
    """Pairs of statements that say the same, with their likeness, and pairs (denial, what it denies).

    A denial that names what it denies (``weist die Vorwürfe zurück``) only by a word that points back
    denies the statements of other sources that stand just before it in its article.
    """
    alike: list[tuple[str, str, float]] = []
    named: dict[str, list[str]] = defaultdict(list)
    for one, other in candidate_pairs(contents):
        value = linked(one, other)
        if value is not None:
            low, high = sorted((one.id, other.id))
            alike.append((low, high, value))
        pair = denial(one, other)
        if pair is not None:
            named[pair[0]].append(pair[1])
    by_document: dict[str, list[Content]] = defaultdict(list)
    for content in contents:
        by_document[content.doc].append(content)
    pointed: dict[str, list[str]] = defaultdict(list)
    for article in by_document.values():
        for key, before in denied_before(article):
            pointed[key].append(before)
    denying = (content.id for content in contents if content.denies)
    denied = sorted({(key, other) for key in denying for other in named[key] or pointed[key]})
    return sorted(alike), denied


def denial(one: Content, other: Content) -> tuple[str, str] | None:
    """The denial and what it denies, if one of two statements asserts what another source denies in the other.

    Those of two articles need one story, and what they share must be more than its topic.
    """
    if one.denies == other.denies or one.source == other.source or _weeks_apart(one, other):
        return None
    shared = _in_common(one, other)
    apart = not _one_story(one, other) or shared < (1 if _same_days(one, other) else STATEMENT_CONCEPTS)
    if one.doc != other.doc and (apart or _other_countries(one, other) or _other_numbers(one, other)):
        return None
    if likeness(one, other) < STATEMENT_LINK:
        return None
    return (one.id, other.id) if one.denies else (other.id, one.id)


def denied_before(article: Sequence[Content]) -> list[tuple[str, str]]:
    """For each denial of one article, what other sources say just before it.

    A denial that points back denies all of it, any other what is about the same.
    """
    return [
        (content.id, other.id)
        for content in article
        if content.denies
        for other in article
        if not other.denies
        and other.source
        and other.source != content.source
        and other.start < content.start <= other.start + _LOOK_BACK
        and (content.points_back or likeness(content, other, _BESIDE_WORDS) >= STATEMENT_LINK)
    ]


_BESIDE_WORDS = 1.5
"""Weight of shared words that a denial needs with what stands just before it: less than between articles."""
_LOOK_BACK = 400
"""Characters before a denial in which the statement it denies stands: two or three sentences."""
