"""What the words around a figure tell of it: events, verbs and phrases of its segment, or of the one it leans on."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from kursk_claims.extract.counting.words import words
from kursk_claims.extract.slots.segments import Segment, has_predicate
from kursk_claims.grammar.tokens import NOUNS
from kursk_claims.grammar.verbs import full_lemma
from kursk_claims.lexicon import classes
from kursk_claims.lexicon.classes import event_class
from kursk_claims.lexicon.continuing import continuing
from kursk_claims.lexicon.frames import frames
from kursk_claims.lexicon.measures import rows_of_noun, rows_of_verb
from kursk_claims.lexicon.signature import signature_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kursk_claims.extract.slots.figures import ArticleView, Figure

_VERBS: Final = frozenset({"VERB", "AUX"})


class Words(Struct, frozen=True):
    """What a segment says of its figure."""

    events: tuple[str, ...] = ()
    """Classes of events, the most telling first."""
    verbs: frozenset[int] = frozenset()
    """Rows of measures that its verbs and participles name."""
    text: str = ""
    """Its words in lower case."""
    predicate: str | None = None
    """Lemma of its full verb."""


@cache
def _telling_nothing() -> frozenset[str]:
    """Verbs that put a figure on something, say or expect it: they name no measure."""
    listed = words()
    forecast = (word for entry in frames().modality for word in entry.words)
    generic = (word for word in frames().generic.words if word.islower())
    change = (*frames().change.rise, *frames().change.fall)
    named = continuing().naming | listed.estimating | listed.light_verbs | listed.bearing_verbs
    return named | frozenset((*forecast, *generic, *change))


def words_of(view: ArticleView, figure: Figure) -> Words:
    """What the figure's segment says; one without a verb goes on in the next one, else takes up the one before."""
    segments = view.segments(figure)
    own = next((k for k, segment in enumerate(segments) if segment.holds(figure.last)), None)
    if own is None:
        return Words()
    told = [segments[own]]
    events = list(_events(view, segments[own], figure))
    relative = _relative(view, segments, own, figure)
    if relative is not None and not events:
        told.append(relative)
    elif not has_predicate(view.read, segments[own]):
        told.extend(_neighbours(view, segments, own))
    for segment in told[1:]:
        events.extend(_events(view, segment, None))
    return Words(
        tuple(events),
        frozenset((*_governing_rows(view, figure), *(row for segment in told for row in _rows(view, segment)))),
        " ".join(f" {' '.join(view.read.lower[segment.start : segment.end])} " for segment in told),
        next((lemma for segment in told for lemma in _lemmas(view, segment) if lemma not in _telling_nothing()), None),
    )


def _relative(view: ArticleView, segments: tuple[Segment, ...], own: int, figure: Figure) -> Segment | None:
    """``43 Menschen, die den Untergang überlebt haben``: the relative clause right behind the counted noun."""
    span = figure.quantity.counted_span
    if own + 1 >= len(segments) or segments[own + 1].opened_by != "," or span is None:
        return None
    closes = segments[own].end - 1 in (view.read.token_at(span.end - 1), figure.last)
    first = segments[own + 1].start
    return segments[own + 1] if closes and view.opens_relative(first) else None


def _neighbours(view: ArticleView, segments: tuple[Segment, ...], own: int) -> Iterator[Segment]:
    """The segment with a verb that a verbless one leans on: behind (``12 und in Bonn 30 starben``), else before it."""
    for k in range(own + 1, len(segments)):
        if segments[k].opened_by not in signature_words().segments.loose:
            break
        if has_predicate(view.read, segments[k]):
            if _shares_verb(view, segments, own, k):
                yield segments[k]
                return
            aside = segments[own + 1].opened_by == "," == segments[k].opened_by and k > own + 1
            if aside and not _is_clause(view, segments[k], subject=1):
                yield segments[k]  # "29 Menschen, darunter zwei Kinder, überlebten"
                return
            if segments[k].opened_by in signature_words().segments.joining and not _is_clause(view, segments[k]):
                yield segments[k]
                return
            break
    for k in range(own - 1, -1, -1):
        if segments[k + 1].opened_by not in signature_words().segments.loose:
            return
        inset = 0 < k < own and segments[k].opened_by == "," and view.opens_relative(segments[k].start)
        if has_predicate(view.read, segments[k]) and not inset:
            yield segments[k]
            return


def _shares_verb(view: ArticleView, segments: tuple[Segment, ...], own: int, k: int) -> bool:
    """``62 Reisende und fünf Helfer waren an Bord``: subjects that come before the verb of all of them.

    The verb stands right behind the last of them, or resumes behind an aside (``…, darunter zwei Kinder, starben``).
    """
    joined = segments[own + 1].opened_by in signature_words().segments.joining
    if not joined or not view.opens_with_figure(segments[own]) or not view.opens_with_figure(segments[own + 1]):
        return False
    verb = next(i for i in range(segments[k].start, segments[k].end) if view.read.pos[i] in _VERBS)
    if k > own + 1:
        return segments[k].opened_by == "," and verb == segments[k].start
    nouns = [i for i in range(segments[k].start, verb) if view.read.pos[i] in NOUNS]
    return view.read.finite[verb] and nouns == [verb - 1]


def _is_clause(view: ArticleView, segment: Segment, subject: int = 0) -> bool:
    """Whether the finite verb stands early but behind ``subject`` words, so that the segment is a clause by itself."""
    verb = next((i for i in range(segment.start, segment.end) if view.read.finite[i]), None)
    return verb is not None and verb < segment.end - 2 and subject <= verb - segment.start <= 3


def _events(view: ArticleView, segment: Segment, figure: Figure | None) -> Iterator[str]:
    """Classes of events in a segment: verbs before nouns, the nearest to the figure first."""
    read, at = view.read, figure.last if figure is not None else segment.start
    said = " ".join(read.lower[segment.start : segment.end])
    yield from (name for phrase, name in classes.event_phrases() if phrase in said)
    tokens = [i for i in range(segment.start, segment.end) if figure is None or not figure.first <= i <= figure.last]
    tokens.sort(key=lambda i: (abs(i - at), i))
    if figure is not None:
        nouns = (i for i in tokens if read.words[i][:1].isupper() and _governs(view, i, figure))
        yield from (name for i in nouns if (name := event_class(read.words[i])) is not None)
    for i in tokens:
        if read.words[i][:1].isupper() and read.pos[i] in NOUNS:
            continue
        lemma = full_lemma(view.doc[i]) if read.pos[i] in _VERBS else ""
        name = (event_class(lemma) if lemma else None) or event_class(read.words[i])
        if name is not None:
            yield name
    for i in tokens:
        if not read.words[i][:1].isupper() or read.lower[i - 1] in frames().omitting.words:
            continue
        if _governed(view, i, segment) and not (figure is not None and _governs(view, i, figure)):
            continue
        name = event_class(read.words[i])
        if name is not None:
            yield name


def _governed(view: ArticleView, token: int, segment: Segment) -> bool:
    """``nach dem Unfall``: a noun under a preposition that tells of an occasion and not of what is counted."""
    return view.read.preposition_before(token, segment.start, ("DET", "ADJ", "PRON", "NUM")) is not None


def _governs(view: ArticleView, noun: int, figure: Figure) -> bool:
    """``Schließung von drei Werken``: the figure stands in the genitive or ``von`` phrase of the noun."""
    between = view.read.lower[noun + 1 : figure.first]
    return noun < figure.first and 0 < len(between) <= 3 and between[0] in signature_words().role.of


def _lemmas(view: ArticleView, segment: Segment) -> Iterator[str]:
    for i in range(segment.start, segment.end):
        if view.read.pos[i] == "VERB":
            yield full_lemma(view.doc[i])


def _rows(view: ArticleView, segment: Segment) -> Iterator[int]:
    for i in range(segment.start, segment.end):
        if view.read.pos[i] in _VERBS:
            yield from rows_of_verb(full_lemma(view.doc[i]))
        if view.read.pos[i] in ("VERB", "ADJ", "ADV", "AUX", "DET"):
            yield from rows_of_verb(view.read.lower[i])


def _governing_rows(view: ArticleView, figure: Figure) -> frozenset[int]:
    """``Forderung nach 7,5 Prozent mehr Lohn``: rows of the noun whose prepositional phrase the figure opens."""
    i = view.read.left_of(figure.first, figure.low, ("ADV", "DET"))
    if i <= figure.low or view.read.pos[i] != "ADP" or view.read.pos[i - 1] not in NOUNS:
        return frozenset()
    return rows_of_noun(view.read.words[i - 1])
