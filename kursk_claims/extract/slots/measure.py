"""What a figure measures: role noun and predicate together, read from the figure's own segment of the sentence."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct, structs

from kursk_claims.extract.counting.words import words
from kursk_claims.extract.quantities.units import dimension
from kursk_claims.extract.quantities.words import BACK, WORD
from kursk_claims.extract.slots.scopes import names_a_change
from kursk_claims.extract.slots.segments import has_predicate
from kursk_claims.extract.slots.told import Words, words_of
from kursk_claims.grammar.tokens import NOUNS
from kursk_claims.grammar.verbs import full_lemma
from kursk_claims.lexicon import classes
from kursk_claims.lexicon.bearers import bearers, kind_of_noun
from kursk_claims.lexicon.classes import event_class, measured_class, stem, thing_class
from kursk_claims.lexicon.frames import frames
from kursk_claims.lexicon.measures import Bearing, Measure, measures, occasion_of, rows_of_noun
from kursk_claims.lexicon.signature import signature_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kursk_claims.extract.slots.figures import ArticleView, Figure
    from kursk_claims.models import Provenance

_COUNTED: Final = frozenset({"count", "time", "age", "multiple", ""})
"""Dimensions whose figures are counted of a noun, not an amount of something."""
_STUFF: Final = frozenset({"mass", "volume", "data"})
"""Dimensions of stuff, which its verb tells apart better than its noun: acid, poison and `ein Teil` leak alike."""
_NEAR: Final = 8
"""Tokens from a figure within which a word that it does not count may name its measure."""
_AMOUNTS: Final = frozenset({"money", "share", "share_points", "length", "area", "speed", "temperature"})
"""Dimensions whose figures few verbs say anything of: money is not injured."""

_POINT: Final = "point"
"""Class of what indices and teams both have."""
_NAMED_BEFORE: Final = frozenset({"money", "mass", "volume", "share"})
"""Dimensions that a sentence before may name the amount of."""


class Reading(Struct, frozen=True):
    """A measure as it was read."""

    name: str | None
    text: str | None
    bearing: Bearing | None
    provenance: Provenance
    event: str | None = None
    """Class of the event that the figure's own segment tells, if it tells one."""


UNREAD: Final = Reading(None, None, None, "unknown")


def measure_of(view: ArticleView, figure: Figure, occasions: frozenset[str], *, whole: bool) -> Reading:
    """The measure of a figure in an article that tells of ``occasions``.

    ``whole``: the figure is the ``n`` of ``k von n``, and the verb speaks of ``k``.
    """
    return _Reader(view, figure, occasions, whole).read()


class _Reader:
    """Reads the measure of one figure, from what says it most plainly to what is only carried over."""

    def __init__(self, view: ArticleView, figure: Figure, occasions: frozenset[str], whole: bool) -> None:
        self._view, self._figure = view, figure
        self._measured = _dimension(view, figure)
        self._noun = _noun(view, figure)
        self._kind = _class_of(self._noun, self._measured)
        if self._kind is not None and self._measured == "count" and self._is_counted_amount():
            self._kind = None  # "zwei Preise", "drei Kredite": things, no amounts
        self._whole = whole
        self._said = _own_phrase(view, figure) if whole else words_of(view, figure)
        self._events = self._ordered_events()
        self._rows = [
            (row, entry) for row, entry in enumerate(measures()) if entry.may_measure(self._measured, occasions)
        ]

    def read(self) -> Reading:
        """The measure, ``UNREAD`` where nothing says it."""
        carried = _carried(self._view, self._figure, self._said)
        if carried is not None and carried.name is not None and not self._says_measure():
            return structs.replace(carried, provenance="inherited")
        before = self._changed_before()
        if before is None and self._is_value_of_pronoun():
            before = self._view.measured_before(self._figure)
        if before is not None:
            return structs.replace(before, provenance="inherited")
        found = self._listed(self._noun, self._kind) if self._noun else self._beside()
        general = self._noun is None or self._is_general()
        if found is None and not self._events and general and not (self._whole and self._noun):
            before = self._view.measured_before(self._figure)
            found = structs.replace(before, provenance="inherited") if before is not None else None
        found = found or self._composed()
        return self._named_before() if found.name is None else found

    def _changed_before(self) -> Reading | None:
        """``12 Euro, das ist ein Plus von 4 Prozent``: a change of what the sentence measures, in another unit."""
        head = self._figure.quantity.counted_head
        if self._noun is not None or head is None or not _only_changes(head):
            return None
        earlier = [other for other in self._view.beside(self._figure) if other.last < self._figure.first]
        reading = self._view.readings.get(earlier[-1].quantity.start) if earlier else None
        return reading if reading is not None and reading.name is not None else None

    def _is_value_of_pronoun(self) -> bool:
        """``Um 16 Uhr lag sie bei 38,4``: what is measured is the subject, and a pronoun stands for it."""
        segment, read = self._view.segment(self._figure), self._view.read
        inside = range(segment.start, segment.end)
        pronoun = any(read.lower[i] in ("er", "sie", "es") for i in inside)
        told = [i for i in inside if read.pos[i] in ("VERB", "ADJ")]
        values = [i for i in told if {full_lemma(self._view.doc[i]), read.lower[i]} & words().value_verbs]
        return pronoun and self._noun is None and bool(told) and told == values

    def _named_before(self) -> Reading:
        """``Der Schaden ist hoch. Man geht von 3 Millionen Euro aus``: the last amount that a sentence before names."""
        if self._measured not in _NAMED_BEFORE or self._noun is not None or self._events:
            return UNREAD
        text, start = self._view.article.text, self._view.read.starts[self._figure.low]
        paragraph = text[max(0, start - BACK) : start].rpartition("\n")[2]
        for word in reversed(WORD.findall(paragraph)):
            kind = measured_class(word, self._measured) if word[:1].isupper() else None
            found = self._listed(word, kind) if kind is not None or rows_of_noun(word) else None
            if found is not None or kind is not None:
                return structs.replace(found or Reading(kind, word, None, "said"), provenance="inherited", event=None)
        return UNREAD

    def _is_counted_amount(self) -> bool:
        """Whether the counted noun, behind its figure, names what otherwise has an amount."""
        span = self._figure.quantity.counted_span
        behind = span is not None and span.start >= self._figure.quantity.end
        return behind and self._kind is not None and classes.things()[self._kind].measured

    def _says_measure(self) -> bool:
        """``nach drei weiteren wurde gesucht``: the figure's own verb or phrase says what a carried noun does not."""
        own = self._view.segment(self._figure)
        text = f" {' '.join(self._view.read.lower[own.start : own.end])} "
        return has_predicate(self._view.read, own) and any(
            any(f" {phrase} " in text for phrase in entry.phrases) for _, entry in self._rows
        )

    def _ordered_events(self) -> tuple[str, ...]:
        """The noun's own event, else those that the segment tells; what became of people before what else they did."""
        noun = self._noun
        if noun and self._measured == "count" and classes.counted_event(noun):
            own = event_class(noun)
            return (own,) if own else ()
        amount = self._measured in _AMOUNTS
        events = dict.fromkeys(name for name in self._said.events if not amount or classes.events()[name].amounts)
        if self._kind == "person" and not events and not self._whole:
            events = dict.fromkeys(_subject_event(self._view, self._figure))
        if self._kind is not None and "person" in classes.ancestors(self._kind):
            return tuple(sorted(events, key=lambda name: name not in _final()))
        if self._kind is not None and _is_place(self._view, self._figure):
            return ()
        return tuple(events)

    def _listed(self, noun: str | None, kind: str | None) -> Reading | None:
        """The first row of the lexicon that fits; by its thing alone it keeps the event that is told."""
        first = self._events[0] if self._events else None
        for row, entry in self._rows:
            if _is(row, entry, noun, kind, self._events, self._said):
                return Reading(entry.name, entry.label, entry.bearer, "said", first)
        for _, entry in self._rows:
            if kind is not None and not entry.things.isdisjoint(classes.ancestors(kind)):
                event = next((name for name in self._events if name not in entry.events), None)
                name = f"{entry.name}:{event}" if event else entry.name
                return Reading(name, noun if event else entry.label, entry.bearer, "said", event)
        for _, entry in self._rows:
            if entry.default and kind is None and not (noun or "").lower().endswith((*words().rates, *words().changes)):
                return Reading(entry.name, entry.label, entry.bearer, "said", first)
        return None

    def _beside(self) -> Reading | None:
        """What words say that the figure does not count: ``die Beteiligung bleibt bei 54,7``, ``kostet 5 Euro``."""
        for word in _nouns_beside(self._view, self._figure, self._measured):
            kind = measured_class(word, self._measured) or (thing_class(word) if self._measured in _COUNTED else None)
            found = self._listed(word, kind)
            if found is not None or kind is not None:
                return found or Reading(kind, word, None, "said")
        if _names_instrument(self._view, self._figure):
            return Reading("index", None, "owner", "said")
        found = self._listed(None, None)
        if found is not None:
            return found
        kind = measured_class(self._said.predicate, self._measured) if self._said.predicate else None
        return Reading(kind, None, None, "said") if kind is not None else None

    def _is_general(self) -> bool:
        """``die Veranstalter nannten 9000 Menschen``: people of whom nothing is said, after others in the sentence."""
        beside = self._view.beside(self._figure)
        return self._kind == "person" and self._said.predicate is None and beside[0].first < self._figure.first

    def _composed(self) -> Reading:
        """Noun and event together, for what the lexicon has no row."""
        quantity, noun = self._figure.quantity, self._noun
        if self._measured == "age":
            return Reading("age", noun, None, "said")
        if quantity.counted_head is None and self._measured in ("time", "age"):
            return UNREAD
        amount = self._measured in _AMOUNTS
        event = self._events[0] if self._events else None
        if amount and quantity.per and self._measured == "money" and self._kind is None:
            return Reading("price", noun, "item", "said", event)
        lemma = quantity.counted_lemma if noun == quantity.counted_head else None
        base = self._kind or (stem(lemma or noun) if noun else None)
        named = noun is not None and event_class(noun) == event
        if event is not None and (self._measured in _STUFF or base in (None, "person") or named):
            base = None
        predicate = self._said.predicate if base is None and event is None else None
        name = ":".join(part for part in (base, event, stem(predicate) if predicate else None) if part)
        if not name or (noun is None and self._measured in _COUNTED and event is None):
            return UNREAD
        return Reading(name, _shown(self._view, self._figure, noun), None, "said", event)


def _own_phrase(view: ArticleView, figure: Figure) -> Words:
    """``179 der 181 Menschen an Bord``: what stands behind the noun of the whole, of which the verb says nothing."""
    span = figure.quantity.counted_span
    last = max(figure.last, view.read.token_at(span.end - 1) if span is not None else 0)
    return Words(text=f" {' '.join(view.read.lower[figure.first : min(last + _ATTRIBUTE, figure.high)])} ")


_ATTRIBUTE: Final = 4
"""Tokens from the noun of a whole on that can be an attribute of it."""


def _subject_event(view: ArticleView, figure: Figure) -> Iterator[str]:
    """``Die Verluste der Rebellen lägen bei 400 Mann``: the event that the subject counts by itself."""
    segment, read = view.segment(figure), view.read
    for i in range(segment.start, segment.end):
        name = classes.counted_event(read.words[i]) if read.deps[i].startswith("nsubj") else None
        if name is not None:
            yield name


def _dimension(view: ArticleView, figure: Figure) -> str:
    """Dimension of a figure's unit; a broken number without one goes on in that of the figure before."""
    value = figure.quantity.value
    bare = figure.quantity.unit is None and figure.quantity.counted_head is None
    if bare and value is not None and not float(value).is_integer():
        unit = view.unit_before(figure)
        return dimension(unit) if unit is not None else "count"
    return dimension(figure.quantity.unit)


def _is_place(view: ArticleView, figure: Figure) -> bool:
    """``in 47 Städten``: the counted are where something happens, not what it happens to."""
    i = view.read.left_of(figure.first, figure.low, ("ADV", "DET", "ADJ"))
    return i >= figure.low and view.read.lower[i] in bearers().locating


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
    if word is None or not word[:1].isupper():
        return None
    if word.lower() in carriers() or _only_changes(word):
        return _after_carrier(view, figure)
    if thing_class(word) == _POINT and _names_instrument(view, figure):
        return None  # points of an index
    if occasion_of(word) is not None and not classes.counted_event(word):
        return None  # "die Teilnehmerzahl der Kundgebung"
    if span is not None and view.analysed(figure):
        at = view.read.token_at(span.end - 1)
        for name in view.names(figure.low, figure.high):
            named = name.start <= at < name.end or (name.start == at + 1 and name.kind == "person")
            bodies = quantity.unit is not None and name.kind not in ("site", "side", "instrument")
            if named and (bodies or name.kind == "person"):
                return None
    return word


def _names_instrument(view: ArticleView, figure: Figure) -> bool:
    """Whether the figure's segment names an index or a paper."""
    segment = view.segment(figure)
    names = view.names(figure.low, figure.high)
    return any(
        name.kind == "instrument" or ((noun := kind_of_noun(name.text)) is not None and noun.kind == "instrument")
        for name in names
        if segment.holds(name.start)
    )


def _only_changes(word: str) -> bool:
    """``ein Rückgang um 5 Prozent``: a noun for a change, of whatever it is."""
    return names_a_change(word) and not rows_of_noun(word) and thing_class(word) is None


def _after_carrier(view: ArticleView, figure: Figure) -> str | None:
    """``die Zahl der Anträge``: the noun in the genitive or ``von`` phrase of one that only carries a figure."""
    span = figure.quantity.counted_span
    if span is None:
        return None
    at = view.read.token_at(span.end - 1)
    if at + 1 >= len(view.read.words) or view.read.lower[at + 1] not in bearers().owning:
        return None
    behind = range(at + 2, min(at + _NEAR, figure.first if figure.first > at else len(view.read.words)))
    return next((view.read.words[i] for i in behind if view.read.pos[i] in NOUNS), None)


def _carried(view: ArticleView, figure: Figure, said: Words) -> Reading | None:
    """``Die Polizei nennt zwölf``: a noun counted by a figure before, of which the segment says nothing new."""
    span = figure.quantity.counted_span
    parallel = view.contrasted_before(figure) or view.parallel_before(figure)
    if parallel is not None:
        return view.readings.get(parallel.quantity.start)
    if span is None or said.events:
        return None
    if view.segment(figure).holds(view.read.token_at(span.end - 1)) or span.start >= figure.quantity.start:
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
    unknown = noun is not None and kind is None and bool(entry.of)  # "zählte 102 Sprüche": a verb said of people
    return row in said.verbs and entry.is_said_of(kind) and not unknown


@cache
def _final() -> frozenset[str]:
    """Events that tell what became of somebody, whatever else is said of them."""
    return frozenset(name for name, entry in classes.events().items() if entry.tally)


def _nouns_beside(view: ArticleView, figure: Figure, measured: str) -> Iterator[str]:
    """Words of the segment of a figure without a noun that name a measure, the nearest first."""
    if measured in _COUNTED and figure.quantity.unit is not None:
        return
    segment, read = view.segment(figure), view.read
    near = sorted(range(segment.start, segment.end), key=lambda i: (abs(i - figure.last), i))
    earlier = range(segment.start - 1, view.after_last_figure(figure) - 1, -1) if measured not in _COUNTED else ()
    for i in (*near, *earlier):
        if figure.first <= i <= figure.last or (i >= segment.start and not -_NEAR <= i - figure.first <= _NEAR):
            continue
        word = read.words[i]
        if read.lower[i] in carriers() or _only_changes(word):
            continue
        adjective = measured == "length" and i == figure.last + 1 and measured_class(word, measured) is not None
        if adjective or (
            word[:1].isupper() and (rows_of_noun(word) or (measured not in _COUNTED and measured_class(word, measured)))
        ):
            yield word


def _shown(view: ArticleView, figure: Figure, noun: str | None) -> str | None:
    """The counted noun for a label: without the ``n`` of a dative plural."""
    if noun is None or len(noun) < 5:
        return noun
    return (
        noun[:-1]
        if noun.endswith(("ern", "eln")) and view.read.lower[figure.first - 1] in signature_words().segments.dative
        else noun
    )
