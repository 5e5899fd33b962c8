"""What is counted or measured, and what happens to it: thing, class and event of a quantity.

The counted noun comes first; where there is none, or only a name of a unit or a change, the nearest
listed word of the clause, and for a bare figure what the sentences before went on counting.
"""

from __future__ import annotations

from spacy.tokens import Token

from kursk_claims.extract.counting.words import words
from kursk_claims.extract.quantities.numerals import scan
from kursk_claims.extract.quantities.units import dimension, unit_of_word
from kursk_claims.extract.quantities.words import BACK, WORD
from kursk_claims.extract.slots import scopes
from kursk_claims.extract.slots.clause import Clause
from kursk_claims.grammar.tokens import NOUNS
from kursk_claims.grammar.verbs import full_lemma, full_verb
from kursk_claims.lexicon import classes, countries
from kursk_claims.lexicon.classes import counted_event, event_class, thing_class
from kursk_claims.lexicon.frames import frames, time_nouns
from kursk_claims.models import Quantity


def class_of(token: Token) -> str | None:
    """Class of the thing or event that a word names, else ``None``."""
    return thing_class(token.text) or event_class(token.text) or event_class(token.lemma_)


def _event_of(token: Token) -> str | None:
    if token.pos_ in ("VERB", "AUX"):
        return event_class(full_verb(token)) or event_class(token.text)
    return event_class(token.text)


def _left_out(token: Token) -> bool:
    """Whether a word is named as what does not happen: ``ohne Abzüge``, ``statt zu verhandeln``."""
    return any(child.lower_ in frames().omitting.words for child in token.children)


def _split_event(token: Token, clause: Clause) -> str | None:
    """Event of a verb whose particle the tree does not tie to it: ``zieht … Truppen zusammen``."""
    if token.pos_ not in ("VERB", "AUX"):
        return None
    particles = [t.lower_ for t in clause.sentence if t.i > token.i and t.lower_ in frames().particles.words]
    return next((found for particle in particles if (found := event_class(particle + token.lemma_))), None)


def _thing_of(token: Token, measured: str) -> str | None:
    found = thing_class(token.text) or (thing_class(full_verb(token)) if token.pos_ in ("VERB", "AUX") else None)
    return found if found and _fits(found, measured) else None


_OWN_CLASS = frozenset({"time", "age"})
"""Dimensions that measure what is listed for them and nothing else: no price, no incidence lasts two weeks."""


def _fits(name: str, measured: str) -> bool:
    """Whether a class of things can be what a number of this dimension counts or measures."""
    entry = classes.things()[name]
    return entry.only == measured or (entry.only is None and not (entry.measured and measured in _OWN_CLASS))


def _names_a_thing(word: str) -> bool:
    """Whether a counted head is a noun that something can be asked of: no verb, month, unit or number."""
    lower = word.lower()
    if not word[:1].isupper() or lower in time_nouns() or lower in frames().empty.words:
        return False
    if scopes.names_a_change(word):
        return False
    return countries.role_of(word) != "name" and unit_of_word(lower) is None and not scan(lower)


def what(
    quantity: Quantity, clause: Clause, head: Token | None, text: str
) -> tuple[str | None, str | None, str | None, tuple[str, ...]]:
    """Thing (lemma), its class, the event class, and the other classes that the clause names."""
    measured = dimension(quantity.unit)
    nearest = [
        t for t in clause.by_distance() if not quantity.start <= t.idx < quantity.end and (t.is_alpha or "-" in t.text)
    ]
    word = quantity.counted_head
    if word and word.lower() in frames().empty.words:
        word = _counted_by_number_noun(clause, word)
    if word and not _names_a_thing(word):
        word = None
    things = [(t, c) for t in nearest if (c := _thing_of(t, measured))]
    # a loss of money is nobody's death
    told = [t for t in nearest if not _left_out(t) and not (measured == "money" and t.text == word)]
    events = [(t, c) for t in told if (c := _event_of(t) or _split_event(t, clause))]
    thing, name, event = _named(quantity, word, measured)
    if name is None and event is None:
        if quantity.unit is not None:
            amounts = [(t, c) for t, c in things if classes.things()[c].measured]
            if amounts:
                name = amounts[0][1]
                thing = thing or amounts[0][0].lemma_.lower()
            elif thing is None:
                thing, name = _measured_before(text, clause, measured)
        elif word is None:
            thing, name, event = _nearest_count(things, events)
            if name is None and event is None:
                thing, name, event = _carried(text, clause)
    phrased = sorted(_phrase_events(clause))
    if event is None:
        usable = [c for t, c in events if head is None or t.i != head.i or quantity.unit is not None] + phrased
        event = usable[0] if usable else None
        stronger = [c for c in usable if event in classes.events()[c].over]
        event = stronger[0] if stronger else event
    name = _by_unit(quantity, measured, name, event)
    rates = [(t, c) for t, c in things if classes.things()[c].measured and classes.things()[c].only is None]
    if quantity.unit is None and _is_broken(quantity) and rates and not (name and classes.things()[name].measured):
        # nobody counts 132,4 districts: it is the rate that the clause names
        thing, name, event = rates[0][0].lemma_.lower(), rates[0][1], None
    others = {c for _, c in things} | {c for _, c in events} | set(phrased)
    return thing, name, event, tuple(sorted(others - {name, event}))


def _is_broken(quantity: Quantity) -> bool:
    return quantity.value is not None and not float(quantity.value).is_integer()


def _by_unit(quantity: Quantity, measured: str, name: str | None, event: str | None) -> str | None:
    """The class that the unit tells: km/h are a speed, cases per 100,000 people an incidence."""
    if quantity.unit is None and quantity.per == classes.things()[_RATE_OF_CASES].per:
        return _RATE_OF_CASES if {name, event} & _CASES else name
    return classes.sole_class(measured) or name


_RATE_OF_CASES = "incidence"
_CASES = frozenset({"case", "infected", "patient"})


def _named(quantity: Quantity, word: str | None, measured: str) -> tuple[str | None, str | None, str | None]:
    """Thing, class and event that the counted noun itself tells."""
    if word is None:
        return None, None, None
    lemma = quantity.counted_lemma if word == quantity.counted_head else None
    thing = (lemma or word).lower()
    last = word.split("-")[-1] if countries.split_compound(word) else word
    event = counted_event(word) if measured != "money" else None
    if event:
        return thing, classes.events()[event].implies, event
    name = thing_class(last)
    if name and not _fits(name, measured):
        name = None
    if name and quantity.unit is not None and not classes.things()[name].measured:
        # "800 Euro für Familien" is about a payment, but "20 Prozent der Befragten" a share of these
        name = name if measured == "share" and "person" in classes.ancestors(name) else None
    if name is None and quantity.unit is None and countries.role_of(last) == "demonym":
        name = "person"
    return thing, name, None


def _nearest_count(
    things: list[tuple[Token, str]], events: list[tuple[Token, str]]
) -> tuple[str | None, str | None, str | None]:
    """What a number without a noun counts: the nearest noun of its clause that counts things."""
    counts = [(t, e) for t, _ in events if (e := counted_event(t.text))]
    if counts:
        token, event = counts[0]
        return token.lemma_.lower(), classes.events()[event].implies, event
    usable = [(t, c) for t, c in things if not classes.things()[c].measured and t.pos_ in NOUNS and not _tells(t)]
    return (usable[0][0].lemma_.lower(), usable[0][1], None) if usable else (None, None, None)


def _tells(token: Token) -> bool:
    """``Der Chef sagt: 40.``: who says a figure is not what it counts."""
    return token.dep_.startswith("nsubj") and full_lemma(token.head) in words().telling


def _phrase_events(clause: Clause) -> set[str]:
    said = " ".join(token.lower_ for token in clause.tokens)
    return {name for phrase, name in classes.event_phrases() if phrase in said}


def _counted_by_number_noun(clause: Clause, word: str) -> str | None:
    """``Zahl der Todesfälle``: what the number noun counts is its genitive or ``an/von`` phrase."""
    for token in clause.tokens:
        if token.text == word:
            following = [t for t in clause.tokens if token.i < t.i <= token.i + 4 and t.pos_ in NOUNS]
            if following:
                return str(following[0].text)
    return None


def _measured_before(text: str, clause: Clause, measured: str) -> tuple[str | None, str | None]:
    """What a bare amount (``ein Minus von 3 Prozent``) goes on measuring: the last amount named before it."""
    if not clause.tokens:
        return None, None
    start = clause.tokens[0].idx
    for word in reversed(WORD.findall(text[max(0, start - BACK) : start])):
        name = thing_class(word)
        entry = classes.things()[name] if name else None
        if name and entry is not None and entry.measured and _fits(name, measured):
            return word.lower(), name
    return None, None


def _carried(text: str, clause: Clause) -> tuple[str | None, str | None, str | None]:
    """What a bare figure goes on counting: the last counted noun of the sentences just before."""
    if not clause.sentence:
        return None, None, None
    start = clause.sentence[0].idx
    for word in reversed(WORD.findall(text[max(0, start - BACK) : start])):
        if not word[:1].isupper():
            continue
        event = counted_event(word)
        if event:
            return word.lower(), classes.events()[event].implies, event
    return None, None, None
