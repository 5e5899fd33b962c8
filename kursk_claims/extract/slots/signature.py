"""The question signature of a figure: bearer, measure, restrictors, role, period and anchor, with provenance."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from kursk_claims.extract.quantities.units import dimension
from kursk_claims.extract.slots.anchor import UNANCHORED, Anchored
from kursk_claims.extract.slots.bearer import Found, bearer_of
from kursk_claims.extract.slots.measure import UNREAD, Reading, measure_of
from kursk_claims.extract.slots.role import leaves_unit_out, role_of
from kursk_claims.extract.slots.segments import has_predicate
from kursk_claims.grammar.tokens import NOUNS
from kursk_claims.grammar.verbs import full_lemma
from kursk_claims.lexicon import classes, countries
from kursk_claims.lexicon.bearers import bearers
from kursk_claims.lexicon.classes import event_class, stem
from kursk_claims.lexicon.continuing import continuing
from kursk_claims.lexicon.frames import frames
from kursk_claims.lexicon.grammar import grammar
from kursk_claims.lexicon.signature import any_of, signature_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kursk_claims.extract.slots.figures import ArticleView, Figure
    from kursk_claims.models import Role, TimeFrame


class Signature(Struct, frozen=True):
    """What the fields of a question are, as far as the text tells."""

    bearer: Found | None = None
    measure: Reading = UNREAD
    restrictors: tuple[str, ...] = ()
    role: Role | None = None
    period: str | None = None
    anchored: Anchored = UNANCHORED
    is_part: bool = True
    """Whether nothing tells that the figure is no part of another: see ``says_part``."""


def signature_of(
    view: ArticleView,
    figure: Figure,
    *,
    scope: str | None,
    change: str | None,
    as_of: TimeFrame | None,
) -> Signature:
    """The signature of one figure; the arguments are what the other fields of its slot were read to be."""
    occasions = view.occasions
    segment = view.segment(figure)
    is_part = says_part(view, figure)
    if dimension(figure.quantity.unit) != "share" and is_part:
        scope = "part"
    elif scope == "part":
        scope = None
    role = role_of(view, figure, scope, change)
    bare = role == "part" and leaves_unit_out(view, figure)
    measure = UNREAD if bare else measure_of(view, figure, occasions.kinds, whole=role == "whole")
    view.readings[figure.quantity.start] = measure
    span = figure.quantity.counted_span
    head = view.read.token_at(span.end - 1) if span is not None else None
    if measure.name == "deficit" and role == "change":
        role = "total"  # "gab 4 Milliarden mehr aus, als er einnahm": the difference is the deficit itself
    bearer = bearer_of(view, figure, measure.bearing, head)
    if role == "total" and ((bearer is None and _falls_to(view, figure)) or _goes_on(view, figure, measure)):
        role = "part"
    return Signature(
        bearer=bearer,
        measure=measure,
        restrictors=restrictors_of(view, figure, head, scope, measure.name),
        role=role,
        period=period_of(view, figure, as_of),
        anchored=occasions.of(figure, segment, as_of),
        is_part=is_part,
    )


class _Patterns:
    """The words of the lexicon compiled."""

    def __init__(self) -> None:
        words, article = signature_words().narrowing, r"(?:d(?:ie|en|as|er|em)\s+)?"
        self.excluding = re.compile(rf"\b{any_of(words.excluding)}\s+{article}([A-ZÄÖÜ][\w-]+)")
        self.alone = re.compile(rf"\b(?i:{any_of(words.alone)}\s+{any_of(words.where)})\s+{article}([A-ZÄÖÜ][\w-]+)")
        self.aged = re.compile(rf"\b({any_of(words.ages)})[\s-]+(\d{{1,3}})[\s-]*{any_of(words.aged)}", re.IGNORECASE)
        self.periods = tuple(
            (period.name, re.compile(rf"\b{any_of(period.words)}\b(?!\s+(?:19|20)\d\d\b)", re.IGNORECASE))
            for period in signature_words().period
        )


_patterns = cache(_Patterns)
_PART_REACH: Final = 5
"""Tokens between a figure and the word that makes it a part."""


def restrictors_of(
    view: ArticleView, figure: Figure, head: int | None, scope: str | None, measure: str | None
) -> tuple[str, ...]:
    """What narrows the counted: its attributes, who is left out, an age, ``allein in``, ``davon``, ``weitere``."""
    read = view.read
    found: set[str] = set()
    if head is not None and figure.last < head < figure.high:
        for i in range(figure.last + 1, head):
            word = read.words[i]
            if (
                read.pos[i] == "ADJ"
                and word.islower()
                and not _is_participle(read.morphs[i], word)
                and event_class(word) is None
                and stem(word) not in _no_restrictors()
            ):
                code = countries.code_of(word)
                found.add(code.lower() if code else stem(word))
    segment = view.segment(figure)
    found.update(_people_among(view, figure))
    own = view.text_of(segment.start, segment.end)
    if any(word in read.lower[segment.start : segment.end] for word in signature_words().narrowing.remaining):
        said = own.lower()
        narrower = (name for phrase, name in classes.event_phrases() if phrase in said)
        found.update(name for name in narrower if classes.events()[name].narrows)  # "20 liegen noch in Kliniken"
    found.update(f"ohne {stem(match[1])}" for match in _patterns().excluding.finditer(own))
    found.update(f"allein {stem(match[1])}" for match in _patterns().alone.finditer(own))
    found.update(
        f"{match[1].lower()} {match[2]}"
        for match in _patterns().aged.finditer(own)
        if match[2] not in figure.quantity.text
    )
    if scope == "part" and not any(name.startswith("allein ") for name in found):
        found.add(scope)
    before = view.measured_before(figure)
    if scope == "additional" and before is not None and before.name == measure:
        found.add(scope)  # "weitere Verletzte" after the dead are all of the injured
    degrees = signature_words().narrowing.degrees
    degree = next((word for word in read.lower[segment.start : segment.end] if word in degrees), None)
    noun = figure.quantity.counted_head or ""
    degree = degree or next((word for word in degrees if noun.lower().startswith(word)), None)
    if degree is not None:
        found.add(degree)
    return tuple(sorted(found))


def _people_among(view: ArticleView, figure: Figure) -> Iterator[str]:
    """``Unter den Beamten gab es 46 Verletzte``: people of one kind, to some of whom something happened.

    ``Unter den Gästen waren 300 Schüler``: of another kind of people these are all. ``bei`` must open the clause, and
    neither may belong to a noun (``eine Umfrage unter Ärzten``).
    """
    read, segment, known = view.read, view.segment(figure), signature_words().narrowing
    if _is_people(figure.quantity.counted_head or "") or dimension(figure.quantity.unit) == "age":
        return
    for i in range(segment.start, segment.end - 1):
        if read.lower[i] not in known.among or (i > segment.start and read.pos[i - 1] in NOUNS):
            continue
        if read.lower[i] in known.opening and i > segment.start:
            continue
        noun = read.words[i + 2 if read.lower[i + 1] in known.among_articles and i + 2 < segment.end else i + 1]
        if _is_people(noun) and noun.endswith("n") and not noun.endswith(known.no_people):
            yield stem(noun)


def _is_people(noun: str) -> bool:
    """Whether a noun names people by what they are, and not by what became of them."""
    kind = classes.thing_class(noun)
    return kind is not None and "person" in classes.ancestors(kind) and not classes.counted_event(noun)


def _is_participle(morph: str, word: str) -> bool:
    """``gezählte``, ``erwarteten``: what was done to the counted, not of what kind they are."""
    return "VerbForm" in morph or (
        word.endswith(grammar().past_participles) and word.startswith(signature_words().narrowing.participles)
    )


def says_part(view: ArticleView, figure: Figure) -> bool:
    """Whether the figure's own segment, not the next one, says that it is a part (``davon``, ``darunter``).

    A single word stands shortly before the figure, or behind it with no full verb between: who suffers from something
    (``leiden darunter``) or comes off with it (``kam mit 300 davon``) is no part.
    """
    segment, read = view.segment(figure), view.read
    own = " ".join(read.lower[segment.start : segment.end])
    for word in _part_words():
        if " " in word and re.search(rf"\b{re.escape(word)}\b", own):
            return True
    for i in range(segment.start, segment.end):
        if read.lower[i] not in _part_words() or read.deps[i] == "compound:prt":
            continue
        if 0 < figure.first - i <= _PART_REACH:
            return True
        if not figure.last < i <= figure.last + _PART_REACH:
            continue
        ends = all(not read.is_word[k] for k in range(i + 1, segment.end))
        inside = range(segment.start if ends and i > figure.last + 1 else figure.last + 1, i)
        if not any(read.pos[k] == "VERB" for k in inside):
            return True
    return False


@cache
def _part_words() -> tuple[str, ...]:
    return next(entry.near for entry in frames().scope if entry.name == "part")


def is_counterfactual(view: ArticleView, figure: Figure) -> bool:
    """``Wäre der Wind gedreht, hätten wir Hunderte Verletzte gehabt``: what did not happen.

    Reports use ``hätten`` as well, so a condition or the first person has to show that it is none.
    """
    words = bearers()
    segment, read = view.segment(figure), view.read
    inside = range(segment.start, segment.end)
    if not any(read.lower[i] in words.unreal for i in inside) or not any(
        "VerbForm=Part" in read.morphs[i] for i in inside
    ):
        return False
    if any(read.lower[i] in words.first_person for i in inside):
        return True
    return any(read.lower[p.start] in words.unreal | words.conditions for p in view.segments(figure) if p != segment)


def _falls_to(view: ArticleView, figure: Figure) -> bool:
    """``120 Milliarden entfallen auf den Bund``: a part, unless it is known whose figure that is."""
    segment = view.segment(figure)
    verbs = (full_lemma(view.doc[i]) for i in range(segment.start, segment.end) if view.read.pos[i] == "VERB")
    return not signature_words().role.falling_to.isdisjoint(verbs)


def _goes_on(view: ArticleView, figure: Figure, measure: Reading) -> bool:
    """``46 Beamte sind verletzt. Neun sind nicht dienstfähig``: fewer of those whom the sentence before counted.

    A number that opens its sentence, whose verb tells nothing that has a measure of its own; ``Neun waren es in Falk``,
    ``Neun nennt die Klinik`` are other figures.
    """
    segment, read = view.segment(figure), view.read
    opens = next((i for i in range(figure.low, figure.high) if read.is_word[i]), -1) == figure.first
    counted = figure.quantity.counted_by == "counted before" and figure.quantity.modifier != "magnitude"
    if not opens or not counted or measure.provenance != "inherited" or not has_predicate(read, segment):
        return False
    verbs = {full_lemma(view.doc[i]) for i in range(segment.start, segment.end) if read.pos[i] == "VERB"}
    if "es" in read.lower[segment.start : segment.end] or not continuing().naming.isdisjoint(verbs):
        return False
    near = (other for other in reversed(view.figures) if other.quantity.start < figure.quantity.start)
    before = next((other for other in near if other.quantity.unit is None), None)
    value = figure.quantity.value
    if (
        before is None
        or value is None
        or figure.quantity.unit is not None
        or read.sentence_of(figure.low) - read.sentence_of(before.low) != 1
    ):
        return False
    return (before.quantity.value or 0) > value and before.quantity.counted_head == figure.quantity.counted_head


def is_condition(view: ArticleView, figure: Figure) -> bool:
    """``Wenn zwei das Virus mitbringen``: nothing that is so; a definite figure (``wenn die 300 kommen``) is known."""
    segment, read = view.segment(figure), view.read
    definite = figure.first > segment.start and read.pos[figure.first - 1] == "DET"
    first = next((i for i in range(segment.start, segment.end) if read.is_word[i]), segment.start)
    return read.lower[first] in bearers().conditions and not definite


def _no_restrictors() -> frozenset[str]:
    words = frames()
    return frozenset(map(stem, (*words.generic.words, *words.now.words, *words.approximating.words)))


def period_of(view: ArticleView, figure: Figure, as_of: TimeFrame | None) -> str | None:
    """What time the figure sums up: said in its segment, else the year or month that its own time is."""
    segment = view.segment(figure)
    own = view.text_of(segment.start, segment.end)
    for name, pattern in _patterns().periods:
        if pattern.search(own):
            return name
    if as_of is not None and as_of.start[5:10] == "01-01" and as_of.end[5:10] == "12-31":
        return as_of.start[:4] if as_of.start[:4] == as_of.end[:4] else None
    return None
