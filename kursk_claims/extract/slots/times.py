"""The time that a figure speaks of: named in its clause, or the day of publication for a running count."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from msgspec import structs

from kursk_claims.extract.slots import scopes
from kursk_claims.extract.slots.clause import Clause
from kursk_claims.extract.slots.dates import TimeMention, find_times, published_frame
from kursk_claims.extract.slots.intervals import Tense
from kursk_claims.lexicon import alternatives, classes
from kursk_claims.lexicon.classes import event_class, thing_class
from kursk_claims.lexicon.frames import frames, time_words
from kursk_claims.lexicon.measures import occasion_of
from kursk_claims.models import Article, Quantity, TimeFrame


def as_of(
    text: str,
    quantity: Quantity,
    clause: Clause,
    article: Article,
    event: str | None,
    scope: str | None,
    change: str | None,
    base: str | None,
    modality: str | None,
) -> tuple[TimeFrame | None, str | None, bool]:
    """When the figure holds, the words that say so, and whether it has run up ``since`` a day."""
    published = published_frame(article.published)
    tense = _tense(clause)
    if modality == "forecast" and tense is None:
        tense = "future"
    mention = _nearest_time(text, quantity, clause, article.published, tense)
    if mention is not None and change == "from" and not _beside(mention, text, quantity):
        mention = None  # the time of the change is that of the level after it
    now = scopes.now_word(text, quantity, clause)
    if mention is not None and now and _behind_comma(mention, text, quantity):
        mention = None  # "jetzt 228, vor einer Woche waren es 219"
    if mention is not None:
        if mention.kind == "since" and published is not None and mention.frame.start[:10] > published.end:
            return mention.frame, mention.text, False  # "ab Januar", said in December
        if mention.kind == "since":
            return published, mention.text, True
        if mention.kind == "until" and published is not None and mention.frame.end[:10] > published.end:
            return TimeFrame(start=published.start, end=mention.frame.end), mention.text, False
        if mention.kind == "until":
            return TimeFrame(start=mention.frame.end, end=mention.frame.end), mention.text, False
        if change == "to" and published is not None and mention.frame.end == published.end:
            return published, mention.text, False  # "in den vergangenen zehn Jahren auf 200.000": the level is today's
        return mention.frame, mention.text, False
    if now:
        return published, now, False
    is_level = base != "month" and modality is None and change not in ("rise", "fall", "by", "from")
    if modality == "forecast" or (is_level and _runs(clause, event, scope, change)):
        # a forecast holds on the day it is printed, so that a later one is an update
        return published, None, False
    return None, None, False


def _runs(clause: Clause, event: str | None, scope: str | None, change: str | None) -> bool:
    """Whether a figure is a running count, good for the day it is printed: one of a series, or a total so far."""
    entry = classes.events().get(event or "")
    if entry is None:
        return False
    counted = entry.implies == "person"
    number_noun = any(token.lower_ in frames().empty.words for token in clause.tokens)
    return entry.series or (counted and (scope == "total" or change == "to" or number_noun))


def _behind_comma(mention: TimeMention, text: str, quantity: Quantity) -> bool:
    """Whether a time stands behind the number and a comma, where another figure may be dated."""
    place = text.find(mention.text, quantity.end)
    return place >= 0 and "," in text[quantity.end : place]


def _beside(mention: TimeMention, text: str, quantity: Quantity) -> bool:
    """Whether a time stands right before or behind a number (``von 0,7 Prozent Ende August auf 2,5``)."""
    return mention.text in text[max(0, quantity.start - _NEXT_TO) : quantity.end + _NEXT_TO]


_NEXT_TO = 24
"""Characters beside a number: two or three words."""


def _opens_with(text: str, end: int, clause: int) -> bool:
    """Whether a clause tells of the time right before it: ``1978, als …``."""
    match = _WHEN.match(text, end)
    return match is not None and end <= clause < match.end()


_WHEN = re.compile(r",\s+als\b")


def _dates_an_event(leading: str) -> bool:
    """Whether a time is the attribute of a noun for what happened (``nach dem Angriff vom`` Sonntag)."""
    match = _ATTRIBUTE.search(leading)
    if match is None:
        return False
    noun = match[1]
    return event_class(noun) is not None or occasion_of(noun) is not None or thing_class(noun) in _HAPPENS


_ATTRIBUTE = re.compile(r"([A-ZÄÖÜ][\w-]+)\s+vom\s+$")
_HAPPENS = frozenset({"attack", "protest", "fire"})


@cache
def _owned() -> re.Pattern[str]:
    """A figure with its noun right before a time, without a comma or ``und``: the time is that figure's."""
    return re.compile(rf"\d[\d.,]*\s+(?:(?!(?:{alternatives(frames().locating.also)})\s)[^\W\d]+\s+){{0,4}}$")


def _dates_its_brackets(text: str, start: int, end: int) -> bool:
    """Whether a time in brackets is that of a figure there (``lag bei 0,9 (Vortag: 0,8)``), no ``(Stand 19 Uhr)``."""
    opening, closing = text.rfind("(", 0, start), text.find(")", end)
    beside = text[opening + 1 : start] + text[end : closing if closing >= 0 else None]
    return any(char.isdigit() for char in beside)


@cache
def _base_noun() -> re.Pattern[str]:
    """A noun that a figure is compared with, up to where its time begins."""
    comparing = frames().comparing
    bare = [opening for opening in comparing.openings if opening not in comparing.beside]
    return re.compile(
        rf"\b(?:(?:{alternatives(comparing.beside)})\s+(?:{alternatives(comparing.determiners)})"
        rf"|(?:{alternatives(bare)})(?:\s+(?:{alternatives(comparing.determiners)}))?)\s+"
        rf"(?:[^\W\d][\w-]*\s+){{1,2}}?(?:(?:{alternatives(comparing.joints)})\s+)?$",
        re.IGNORECASE,
    )


_BASE_REACH = 80
"""Characters in which a comparison and the noun compared with stand."""


def _tense(clause: Clause) -> Tense | None:
    """The time of the nearest verb: ``past`` also for the perfect, ``future`` for ``werden`` with an infinitive."""
    verb = next((token for token in clause.by_distance() if token.pos_ in ("VERB", "AUX") and token.has_dep()), None)
    if verb is None:
        return None
    if verb.dep_.startswith(("aux", "cop")):
        verb = verb.head
    helpers = [child for child in verb.children if child.dep_.startswith(("aux", "cop"))]
    for token in (verb, *helpers):
        morph = token.morph
        past = "Past" in morph.get("Tense", []) and "Ind" in morph.get("Mood", [])
        if past or (token.pos_ == "AUX" and token.lower_ in time_words().past_auxiliaries):
            return "past"
    lemmas = {token.lemma_.lower() for token in helpers}
    form = verb.morph.get("VerbForm", [])
    if "Inf" in form and "werden" in lemmas:
        return "future"
    return "past" if "Part" in form and lemmas & {"haben", "sein"} else None


def _nearest_time(
    text: str, quantity: Quantity, clause: Clause, published: str | None, tense: Tense | None
) -> TimeMention | None:
    """The expression of time in the number's clause that stands nearest to it, comparisons left out."""
    if not clause.tokens:
        return None
    first, last = clause.sentence[0], clause.sentence[-1]
    offset = first.idx
    mine = [(token.idx, token.idx + len(token)) for token in clause.tokens]
    best: tuple[int, int, TimeMention] | None = None
    for mention in find_times(text[offset : last.idx + len(last)], published, tense):
        start, end = mention.start + offset, mention.end + offset
        if start < quantity.end and quantity.start < end:
            continue
        defined = _opens_with(text, end, mine[0][0])
        if defined:
            mention = structs.replace(mention, kind="point")
        if (
            not (defined or any(start < b and a < end for a, b in mine))
            or scopes.is_compared(text[offset:start])
            or _dates_an_event(text[offset:start])
            or _base_noun().search(text[max(offset, start - _BASE_REACH) : start])
        ):
            continue
        between = text[quantity.end : start] if start >= quantity.end else text[end : quantity.start]
        if ("(" if start >= quantity.end else ")") in between and _dates_its_brackets(text, start, end):
            continue
        if any(char.isdigit() for char in between) or (end <= quantity.start and _owned().search(text[offset:start])):
            # the time belongs to the figure that stands between, or right before it
            continue
        # a time behind a comma belongs to what comes next rather than to what was said
        gap = len(between) + sum(between.count(sign) for sign in ",;–") * (60 if start >= quantity.end else 20)
        if best is None or (gap, start) < (best[0], best[1]):
            best = (gap, start, mention)
    return _day_before(best[2], text[offset : last.idx + len(last)], published) if best else None


def _day_before(mention: TimeMention, sentence: str, published: str | None) -> TimeMention:
    """``Vortag`` is the day before the one that its sentence names, not before that of publication."""
    if mention.text.lower() != "vortag":
        return mention
    named = [m.frame.start[:10] for m in find_times(sentence, published) if m.end <= mention.start and _is_day(m.frame)]
    if not named:
        return mention
    day = (date.fromisoformat(named[-1]) - timedelta(days=1)).isoformat()
    return structs.replace(mention, frame=TimeFrame(start=day, end=day))


def is_year_ahead(frame: TimeFrame, published: str | None) -> bool:
    """Whether a time is a whole year, or several, after the year of publication: a period, and no time of a figure."""
    whole = frame.start[5:10] == "01-01" and frame.end[5:10] == "12-31"
    return whole and bool(published) and frame.start[:4] > str(published)[:4]


def _is_day(frame: TimeFrame) -> bool:
    return frame.start[:10] == frame.end[:10]
