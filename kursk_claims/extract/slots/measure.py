"""What a figure measures: role noun and predicate together, read from the figure's own piece of the sentence."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct, structs

from kursk_claims.extract.counting.predicates import full_lemma
from kursk_claims.extract.counting.words import words
from kursk_claims.extract.quantities.units import dimension
from kursk_claims.extract.slots.pieces import Piece, has_predicate
from kursk_claims.lexicon import classes
from kursk_claims.lexicon.classes import event_class, measured_class, stem, thing_class
from kursk_claims.lexicon.frames import frames
from kursk_claims.lexicon.measures import Bearing, Measure, measures, rows_of_noun, rows_of_verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kursk_claims.extract.slots.view import ArticleView, Figure
    from kursk_claims.models import Provenance

_VERBS: Final = frozenset({"VERB", "AUX"})
_NOUNS: Final = frozenset({"NOUN", "PROPN"})
_COUNTED: Final = frozenset({"count", "time", "age", "multiple", ""})
"""Dimensions whose figures are counted of a noun, not an amount of something."""
_STUFF: Final = frozenset({"mass", "volume", "data"})
"""Dimensions of stuff, which its verb tells apart better than its noun: acid, poison and `ein Teil` leak alike."""
_LOOSE: Final = frozenset({",", "und", "oder", "sowie", "aber", "doch", "", "(", ")", "–"})
"""Breaks over which a piece without a verb goes on."""
_JOINING: Final = frozenset({"und", "oder", "sowie"})
_NEAR: Final = 8
"""Tokens from a figure within which a word that it does not count may name its measure."""
_AMOUNTS: Final = frozenset({"money", "share", "share_points", "length", "area", "speed", "temperature"})
"""Dimensions whose figures few verbs say anything of: money is not injured."""
_DATIVE: Final = frozenset({"mit", "von", "bei", "zu", "nach", "aus", "den", "in", "seit", "vor", "auf"})


class Reading(Struct, frozen=True):
    """A measure as it was read."""

    name: str | None
    text: str | None
    bearing: Bearing | None
    provenance: Provenance
    event: str | None = None
    """Class of the event that the figure's own piece tells, if it tells one."""


UNREAD: Final = Reading(None, None, None, "unknown")


class Words(Struct, frozen=True):
    """What a piece says of its figure."""

    events: tuple[str, ...] = ()
    """Classes of events, the most telling first."""
    verbs: frozenset[int] = frozenset()
    """Rows of measures that its verbs and participles name."""
    text: str = ""
    """Its words in lower case."""
    predicate: str | None = None
    """Lemma of its full verb."""


def measure_of(view: ArticleView, figure: Figure, occasions: frozenset[str], *, whole: bool) -> Reading:
    """The measure of a figure in an article that tells of ``occasions``.

    ``whole``: the figure is the ``n`` of ``k von n``, and the verb speaks of ``k``.
    """
    measured = dimension(figure.quantity.unit)
    noun = _noun(view, figure)
    said = Words() if whole else words_of(view, figure)
    carried = _carried(view, figure, said)
    if carried is not None:
        return structs.replace(carried, provenance="inherited")
    kind = _class_of(noun, measured)
    own = event_class(noun) if noun and measured == "count" and classes.counted_event(noun) else None
    events = (own,) if own else said.events
    if kind is None or "person" not in classes.ancestors(kind):
        events = tuple(dict.fromkeys(events))
    else:
        events = tuple(sorted(dict.fromkeys(events), key=lambda name: name not in _final()))
    candidates = [noun] if noun else list(_nouns_beside(view, figure, measured))
    rows = [(row, entry) for row, entry in enumerate(measures()) if entry.may_measure(measured, occasions)]
    for candidate in candidates or (None,):
        cls = kind if candidate is noun else _class_of(candidate, measured)
        for row, entry in rows:
            if _is(row, entry, candidate, cls, events, said):
                return Reading(entry.name, entry.label, entry.bearer, "said", events[0] if events else None)
        for _, entry in rows:
            if cls is not None and not entry.things.isdisjoint(classes.ancestors(cls)):
                event = next((name for name in events if name not in entry.events), None)
                name = f"{entry.name}:{event}" if event else entry.name
                return Reading(name, candidate if event else entry.label, entry.bearer, "said", event)
        if candidate and cls and candidate is not noun:
            return Reading(cls, candidate, None, "said")
    if noun is None:
        before = view.measured_before(figure)
        if before is not None and not events:
            return structs.replace(before, provenance="inherited")
    event = next((name for name in events if measured not in _AMOUNTS or classes.events()[name].amounts), None)
    if figure.quantity.counted_head is None and measured in ("time", "age"):
        return UNREAD
    base = kind or (stem(figure.quantity.counted_lemma or noun) if noun else None)
    if event is not None and (measured in _STUFF or base in (None, "person") or (noun and event_class(noun) == event)):
        base = None
    predicate = stem(said.predicate) if said.predicate and base is None and event is None else None
    name = ":".join(part for part in (base, event, predicate) if part)
    if not name or (noun is None and measured in _COUNTED and event is None):
        return UNREAD
    return Reading(name, _shown(view, figure, noun), None, "said", event)


@cache
def carriers() -> frozenset[str]:
    """Nouns that only carry a figure (``in Höhe von``, ``im Umfang von``, ``Zahl``), lower case."""
    return words().carriers.union(frames().empty.words)


def _class_of(noun: str | None, measured: str) -> str | None:
    if noun is None:
        return None
    if measured in _COUNTED:
        return thing_class(noun)
    return measured_class(noun, measured) or (thing_class(noun) if measured == "share" else None)


def _noun(view: ArticleView, figure: Figure) -> str | None:
    """The counted noun; the name of who has a figure with a unit is none, nor the office before the name."""
    quantity = figure.quantity
    word, span = quantity.counted_head, quantity.counted_span
    if word is None or not word[:1].isupper() or word.lower() in carriers():
        return None
    if span is not None and view.analysed(figure):
        at = view.token_at(span.end - 1)
        for name in view.names(figure.low, figure.high):
            named = name.start <= at < name.end or (name.start == at + 1 and name.kind == "person")
            bodies = quantity.unit is not None and name.kind not in ("site", "side", "instrument")
            if named and (bodies or name.kind == "person"):
                return None
    return word


def _carried(view: ArticleView, figure: Figure, said: Words) -> Reading | None:
    """``Die Polizei nennt zwölf``: a noun counted by a figure before, of which the piece says nothing new."""
    span = figure.quantity.counted_span
    if span is None or said.events or said.verbs:
        return None
    if view.piece(figure).holds(view.token_at(span.end - 1)) or span.start >= figure.quantity.start:
        return None
    for other in reversed(view.figures):
        if other.quantity.start < figure.quantity.start and other.quantity.counted_span == span:
            return view.readings.get(other.quantity.start)
    return None


def _is(row: int, entry: Measure, noun: str | None, kind: str | None, events: tuple[str, ...], said: Words) -> bool:
    """Whether a row of the lexicon is what the figure measures."""
    if noun is not None and row in rows_of_noun(noun):
        return True
    if events and events[0] in entry.events and entry.is_said_of(kind):
        return True
    if events and entry.events and not entry.events.isdisjoint(_final()):
        return False
    if any(f" {phrase} " in said.text for phrase in entry.phrases) and entry.is_said_of(kind):
        return True
    return row in said.verbs and entry.is_said_of(kind)


@cache
def _final() -> frozenset[str]:
    """Events that tell what became of somebody, whatever else is said of them."""
    return frozenset(name for name, entry in classes.events().items() if entry.tally)


def words_of(view: ArticleView, figure: Figure) -> Words:
    """What the figure's piece says; a piece without a verb goes on in the next one, else takes up the one before."""
    pieces = view.pieces(figure)
    own = next((k for k, piece in enumerate(pieces) if piece.holds(figure.last)), None)
    if own is None:
        return Words()
    told = [pieces[own]]
    events = list(_events(view, pieces[own], figure))
    relative = _relative(view, pieces, own, figure)
    if relative is not None and not events:
        told.append(relative)
    elif not has_predicate(view.read, pieces[own]):
        told.extend(_neighbours(view, pieces, own))
    for piece in told[1:]:
        events.extend(_events(view, piece, None))
    return Words(
        tuple(events),
        frozenset(row for piece in told for row in _rows(view, piece)),
        " ".join(f" {' '.join(view.read.lower[piece.start : piece.end])} " for piece in told),
        next((lemma for piece in told for lemma in _lemmas(view, piece)), None),
    )


def _relative(view: ArticleView, pieces: tuple[Piece, ...], own: int, figure: Figure) -> Piece | None:
    """``43 Menschen, die den Untergang überlebt haben``: the relative clause right behind the counted noun."""
    span = figure.quantity.counted_span
    if own + 1 >= len(pieces) or pieces[own + 1].opened_by != "," or span is None:
        return None
    closes = view.token_at(span.end - 1) == pieces[own].end - 1
    pronoun = pieces[own + 1].start
    return pieces[own + 1] if closes and "PronType=Rel" in view.read.morphs[pronoun] else None


def _neighbours(view: ArticleView, pieces: tuple[Piece, ...], own: int) -> Iterator[Piece]:
    """The piece with a verb that a verbless one leans on: behind it (``12 und in Bonn 30 starben``), else before it."""
    for k in range(own + 1, len(pieces)):
        if pieces[k].opened_by not in _LOOSE:
            break
        if has_predicate(view.read, pieces[k]):
            aside = pieces[own + 1].opened_by == "," == pieces[k].opened_by and k > own + 1
            if aside and not _is_clause(view, pieces[k], subject=1):
                yield pieces[k]  # "29 Menschen, darunter zwei Kinder, überlebten"
                return
            if pieces[k].opened_by in _JOINING and not _is_clause(view, pieces[k]):
                yield pieces[k]
                return
            break
    for k in range(own - 1, -1, -1):
        if pieces[k + 1].opened_by not in _LOOSE:
            return
        if has_predicate(view.read, pieces[k]):
            yield pieces[k]
            return


def _is_clause(view: ArticleView, piece: Piece, subject: int = 0) -> bool:
    """Whether the finite verb stands early but behind ``subject`` words, so that the piece is a clause by itself."""
    verb = next((i for i in range(piece.start, piece.end) if "VerbForm=Fin" in view.read.morphs[i]), None)
    return verb is not None and verb < piece.end - 2 and subject <= verb - piece.start <= 3


def _events(view: ArticleView, piece: Piece, figure: Figure | None) -> Iterator[str]:
    """Classes of events in a piece: verbs before nouns, the nearest to the figure first."""
    read, at = view.read, figure.last if figure is not None else piece.start
    said = " ".join(read.lower[piece.start : piece.end])
    yield from (name for phrase, name in classes.event_phrases() if phrase in said)
    tokens = [i for i in range(piece.start, piece.end) if figure is None or not figure.first <= i <= figure.last]
    tokens.sort(key=lambda i: (abs(i - at), i))
    for i in tokens:
        if read.words[i][:1].isupper() and read.pos[i] in _NOUNS:
            continue
        lemma = full_lemma(view.doc[i]) if read.pos[i] in _VERBS else ""
        name = (event_class(lemma) if lemma else None) or event_class(read.words[i])
        if name is not None:
            yield name
    for i in tokens:
        if not read.words[i][:1].isupper() or read.lower[i - 1] in frames().omitting.words:
            continue
        if _governed(view, i, piece) and not (figure is not None and _governs(view, i, figure)):
            continue
        name = event_class(read.words[i])
        if name is not None:
            yield name


def _governed(view: ArticleView, token: int, piece: Piece) -> bool:
    """``nach dem Unfall``: a noun under a preposition that tells of an occasion and not of what is counted."""
    i = token - 1
    while i >= piece.start and view.read.pos[i] in ("DET", "ADJ", "PRON", "NUM"):
        i -= 1
    return i >= piece.start and view.read.pos[i] == "ADP"


def _governs(view: ArticleView, noun: int, figure: Figure) -> bool:
    """``Schließung von drei Werken``: the figure stands in the genitive or ``von`` phrase of the noun."""
    between = view.read.lower[noun + 1 : figure.first]
    return noun < figure.first and 0 < len(between) <= 3 and between[0] in ("von", "der", "dieser", "aller")


def _lemmas(view: ArticleView, piece: Piece) -> Iterator[str]:
    for i in range(piece.start, piece.end):
        if view.read.pos[i] == "VERB":
            yield full_lemma(view.doc[i])


def _rows(view: ArticleView, piece: Piece) -> Iterator[int]:
    for i in range(piece.start, piece.end):
        if view.read.pos[i] in _VERBS:
            yield from rows_of_verb(full_lemma(view.doc[i]))
        if view.read.pos[i] in ("VERB", "ADJ", "ADV", "AUX"):
            yield from rows_of_verb(view.read.lower[i])


def _nouns_beside(view: ArticleView, figure: Figure, measured: str) -> Iterator[str]:
    """Words of the piece of a figure without a noun that name a measure, the nearest first."""
    if measured in _COUNTED and figure.quantity.unit is not None:
        return
    piece, read = view.piece(figure), view.read
    for i in sorted(range(piece.start, piece.end), key=lambda i: (abs(i - figure.last), i)):
        if figure.first <= i <= figure.last:
            continue
        word = read.words[i]
        if abs(i - figure.last) > _NEAR:
            return
        adjective = measured == "length" and i == figure.last + 1 and measured_class(word, measured) is not None
        if adjective or (
            word[:1].isupper() and (rows_of_noun(word) or (measured not in _COUNTED and measured_class(word, measured)))
        ):
            yield word


def _shown(view: ArticleView, figure: Figure, noun: str | None) -> str | None:
    """The counted noun for a label: without the ``n`` of a dative plural."""
    if noun is None or len(noun) < 5:
        return noun
    return noun[:-1] if noun.endswith(("ern", "eln")) and view.read.lower[figure.first - 1] in _DATIVE else noun
