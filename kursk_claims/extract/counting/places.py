"""A quantity in its sentence, and the noun that a preposition joins it to."""

from __future__ import annotations

from msgspec import Struct
from spacy.tokens import Doc, Token

from kursk_claims.extract.counting.phrases import LONGEST, in_prepositional_phrase, is_noun, is_unit, phrase_head
from kursk_claims.extract.counting.predicates import is_part_of_time, is_source, segment, subject_of, verb_of
from kursk_claims.extract.counting.words import words
from kursk_claims.extract.quantities import units
from kursk_claims.extract.quantities.measuring import is_money
from kursk_claims.extract.quantities.qualifiers import is_limit
from kursk_claims.grammar.verbs import full_lemma
from kursk_claims.lexicon.frames import time_words
from kursk_claims.models import Quantity


class Place(Struct, frozen=True):
    """A quantity in its Doc: token range of its span, and the range of its sentence."""

    doc: Doc
    quantity: Quantity
    first: int
    last: int
    low: int
    high: int

    @property
    def token(self) -> Token:
        """Last token of the span: the unit, or the number itself."""
        return self.doc[self.last]

    @property
    def analysed(self) -> bool:
        """The sentence was parsed."""
        return self.token.has_dep()  # a sentence is parsed whole or not at all

    @property
    def before(self) -> Token | None:
        """The token before the span, inside the sentence; white space is none."""
        return next((t for t in reversed(self.doc[self.low : self.first]) if not t.is_space), None)

    @property
    def after(self) -> Token | None:
        """The token after the span, inside the sentence; white space is none."""
        return next((t for t in self.doc[self.last + 1 : self.high] if not t.is_space), None)


Heads = list[tuple[Place, Token | None]]


_DIRECT = words().bounding | {"von"}
"""Prepositions that join a measure to the noun right before them."""


_CLOCK = frozenset(form for day in time_words().weekdays for form in day) | {"uhr"}
"""Nouns of a time of day or a weekday, which no figure measures."""


_CLOSING = frozenset("“\"«»’'")


def points_to_them(place: Place) -> bool:
    """``sechs von ihnen``: the pronoun behind the figure stands for the whole."""
    return place.doc[place.last + 1 : place.last + 3].text.lower() in words().of_them


def noun_before(place: Place) -> Token | None:
    """The noun that a preposition joins to the figure: ``Reichweite von``, ``Kosten in Höhe von``, ``Anstieg um``."""
    i = preposition_of(place)
    if i is None:
        return None
    doc = place.doc
    preposition = doc[i].lower_
    i = _over_time_phrase(doc, _over_brackets(doc, i - 1, place.low), place.low)
    if i - 2 >= place.low and doc[i - 1].lower_ in words().citing and is_noun(doc[i - 2]):
        i -= 2  # "Beteiligung laut Prognose bei 74 Prozent"
    if i < place.low or not is_noun(doc[i]) or is_unit(doc[i]):
        return None
    noun = doc[i]
    if noun.lower_ in words().comparisons or (is_limit(noun.text) and in_prepositional_phrase(noun)):
        return None  # "im Vergleich zu 40", "liegt bei einem Maximum von 300 Euro"
    if preposition in words().changing:
        change = phrase_head(noun, place.low)
        if not is_change(change) and place.token.head.i < i and is_change(place.token.head):
            change = place.token.head
        if in_prepositional_phrase(noun) and not (_governs(noun, place) or _governs(change, place)):
            return None  # "wegen guter Führung auf fünf Jahre": a cause, and no change
        return change if is_change(change) else None
    price = preposition == "für" and units.dimension(place.quantity.unit) == "money"
    if preposition in words().governed and not price and not _governs(noun, place):
        return None
    if price and in_prepositional_phrase(noun):
        return None
    money = units.dimension(place.quantity.unit) == "money"
    if money and preposition in ("bis", "über", "unter") and in_prepositional_phrase(noun) and not is_money(noun.text):
        return None  # "für solche Fälle bis zu 5 Euro": what it is for
    if noun.pos_ == "PROPN" and noun.ent_type_ in ("LOC", "PER") and verb_of(place.token) is not None:
        return None
    if preposition == "von" and starts_change(place) and not is_change(noun):
        return None
    return _over_carrier(noun, place.low)


def preposition_of(place: Place) -> int | None:
    """Index of the preposition before the figure, or inside its span (``zwischen 3 und 5``)."""
    doc, i = place.doc, place.first - 1
    known = _DIRECT | words().changing | words().governed
    while i >= place.low and (_is_particle(doc[i], known) or (doc[i].pos_ == "DET" and _is_recent(doc[i + 1]))):
        i -= 1
    if i < place.low or doc[i].lower_ not in known:
        i = place.first
        own = doc[i].lower_
        if own not in ("zwischen", "bis", "ab") and not (own in ("über", "unter") and _adjacent_governor(place)):
            return None
    while i - 1 >= place.low and doc[i].lower_ in ("zu", "bis") and doc[i - 1].lower_ in ("bis", "von"):
        i -= 1
    return i


def _is_particle(token: Token, known: frozenset[str]) -> bool:
    """A word that may stand between a preposition and its figure, or white space."""
    inside = token.pos_ in ("ADV", "ADJ", "PART") and token.lower_ not in known and token.text.islower()
    return inside or token.is_space


def _is_recent(token: Token) -> bool:
    """``für die kommenden 20 Tage``: an adjective of a time that is near."""
    return token.lower_ in words().recent


def _adjacent_governor(place: Place) -> bool:
    """Tell whether the tree hangs the figure on the noun right before its span: ``Kredit über 5 Euro``."""
    before, verb = place.before, verb_of(place.token)
    if verb is not None and full_lemma(verb) == "liegen":
        return False
    return before is not None and is_noun(before) and _governs(before, place)


def _over_brackets(doc: Doc, i: int, low: int) -> int:
    """Step left over closing quotes and a bracketed remark."""
    while i >= low and doc[i].text in _CLOSING:
        i -= 1
    if i >= low and doc[i].text == ")":
        while i >= low and doc[i].text != "(":
            i -= 1
        i -= 1
    return i


def _over_time_phrase(doc: Doc, i: int, low: int) -> int:
    """Step left over times in prepositional phrases: ``Gewinn im zweiten Quartal von``, ``am Montag um 6 Uhr bei``."""
    stepped = _over_one_time(doc, i, low)
    while stepped != i:
        i, stepped = stepped, _over_one_time(doc, stepped, low)
    return i


def _over_one_time(doc: Doc, i: int, low: int) -> int:
    at = i
    if at > low and doc[at].pos_ == "NUM":
        at -= 1
    if at > low and is_noun(doc[at]) and doc[at - 1].lower_ in words().for_each:
        return at - 2
    if at < low or not is_noun(doc[at]) or not (is_unit(doc[at]) or doc[at].lower_ in _CLOCK):
        return i
    at -= 1
    while at >= low and doc[at].pos_ in ("ADJ", "DET", "NUM"):
        at -= 1
    return at - 1 if at > low and doc[at].pos_ == "ADP" else i


def is_rate_of(noun: Token, place: Place) -> bool:
    """``Anstieg von 3 Prozent``; in ``Auszählung von 98 Prozent der Stimmen`` the share is of the votes."""
    lowered = noun.lower_
    if lowered.endswith(words().rates) or any(lowered.endswith(stem) for stem in words().changes):
        return True
    following = place.doc[place.last + 1 : min(place.last + 2, place.high)]
    return is_change(noun) and not any(t.lower_ in words().of_whole for t in following)


def is_change(noun: Token) -> bool:
    """``Anstieg``, ``Senkung``: a noun that takes ``um`` and ``auf`` itself."""
    lowered = noun.lower_
    return lowered.endswith(("ung", "ungen")) or any(lowered.endswith(stem) for stem in words().changes)


def starts_change(place: Place) -> bool:
    """Tell whether the figure is the start of ``von X auf Y``."""
    following = place.doc[place.last + 1 : min(place.last + 6, place.high)]
    at = next((t.i for t in following if t.lower_ == "auf"), None)
    return at is not None and any(t.like_num or t.pos_ == "NUM" for t in place.doc[at + 1 : min(at + 4, place.high)])


def _over_carrier(noun: Token, low: int) -> Token | None:
    """From ``Höhe`` in ``Kosten in Höhe von`` to ``Kosten``."""
    doc = noun.doc
    if noun.lower_ not in words().carriers:
        return phrase_head(noun, low)
    i = noun.i - 1
    while i >= low and doc[i].pos_ in ("DET", "ADJ"):
        i -= 1
    if i >= low and doc[i].pos_ == "ADP" and doc[i].lower_ in ("in", "im", "von"):
        i = _over_brackets(doc, i - 1, low)
        if i >= low and is_noun(doc[i]):
            return _of_money(doc[i], low) or phrase_head(doc[i], low)
    return noun


def _of_money(noun: Token, low: int) -> Token | None:
    """``Minus bei den Steuern beim Bund in Höhe von``: the nearest noun for money, over phrases that follow it."""
    doc, i = noun.doc, noun.i
    while i >= max(low, noun.i - LONGEST) and doc[i].pos_ not in ("VERB", "AUX", "PUNCT"):
        if is_noun(doc[i]) and (is_money(doc[i].text) or doc[i].lower_.rstrip("es").endswith(words().changes)):
            return doc[i]
        i -= 1
    return None


def _governs(noun: Token, place: Place) -> bool:
    """Tell whether the tree hangs the figure on this noun."""
    current = place.token
    for _ in range(4):
        if current.head == noun:
            return True
        if current.head == current:
            return False
        current = current.head
    return False


def bearer(place: Place) -> Token | None:
    """The noun that is the subject of the clause, if there is one."""
    subject = subject_of(place.token, verb_of(place.token))
    return subject if subject is not None and is_noun(subject) else None


def changed(place: Place) -> Token | None:
    """What the verb says to change: the object of ``senkte den Preis um``, else the subject."""
    verb = verb_of(place.token)
    i = preposition_of(place)
    if verb is not None and i is not None and place.doc[i].lower_ in words().changing | {"mit", "von"}:
        objects = [c for c in verb.children if c.dep_ == "obj" and is_noun(c) and not is_unit(c) and c.i != place.last]
        objects = [c for c in objects if not (is_source(c) or is_part_of_time(c))]
        if objects and any(
            c.dep_.startswith("nsubj") or (c.dep_ == "mark" and c.lower_ == "zu") for c in verb.children
        ):
            return objects[0]
    subject = subject_of(place.token, verb)
    return subject if subject is not None and is_noun(subject) else None


def expected(place: Place, heads: Heads) -> Token | None:
    """``4 Millionen Euro Verlust, erwartet waren 3,8``: what the last figure of the same unit measured."""
    verb = verb_of(place.token)
    if verb is None or full_lemma(verb) not in words().expecting or not any(c.pos_ == "AUX" for c in verb.children):
        return None
    if verb.morph.get("VerbForm", []) != ["Part"]:
        return None
    own = any(c.dep_.startswith("nsubj") and c.i != place.last and not is_unit(c) for c in verb.children)
    return None if own else same_unit(place, heads)


def after_colon(place: Place, _: Heads) -> Token | None:
    """``Zuschauer: 15.034``: the noun that a line or sentence opens with, before a colon and its figure."""
    before = place.before
    if before is None or before.text != ":" or before.i - 1 != place.low:
        return None
    noun, after = place.doc[place.low], place.after
    if after is not None and not after.is_punct:
        return None
    return noun if is_noun(noun) and not is_unit(noun) else None


def compared_with(place: Place, heads: Heads) -> Token | None:
    """``…, vier Punkte niedriger als 2019``: what the figure before it in the sentence counted or measured."""
    doc, before, after = place.doc, place.before, place.after
    if before is not None and (
        before.lower_ == "gegenüber"
        or (before.i > place.low and before.lower_ == "zu" and doc[before.i - 1].lower_ in words().comparisons)
    ):
        level = [head for other, head in heads if other.low == place.low and other.quantity.unit == place.quantity.unit]
        return level[-1] if level else None
    if after is None or after.lower_ not in words().comparing:
        return None
    start, end = segment(place.token)
    if start == place.low or any(t.pos_ in ("VERB", "AUX") for t in doc[start:end]):
        return None
    return next((head for other, head in reversed(heads) if other.low == place.low), None)


def beside(place: Place, heads: Heads) -> Token | None:
    """``(328 Fuß)``, ``ein Viertel der Gelder, 300 Millionen Euro,``: a figure that tells the one before it again."""
    doc, before, after = place.doc, place.before, place.after
    if not heads or before is None or after is None or before.text not in ("(", ",", "–") or after.text not in _CLOSES:
        return None
    other, head = heads[-1]
    again = place.quantity.unit is not None and other.quantity.unit != place.quantity.unit
    if not again or other.low != place.low or before.i - other.last > 1 + _WHOLE:
        return None
    between = doc[other.last + 1 : before.i]
    return None if any(t.is_punct or t.pos_ in ("VERB", "AUX", "CCONJ") for t in between) else head


_CLOSES = frozenset((")", ",", "–", "."))
_WHOLE = 4
"""Tokens of a genitive between a share and the sum that it comes to."""


def is_told(place: Place) -> bool:
    """``Die Firma sprach von 3 Tonnen``: the verb only says the figure and measures nothing."""
    verb = verb_of(place.token)
    return verb is not None and full_lemma(verb) in words().telling


def same_unit(place: Place, heads: Heads) -> Token | None:
    """What the last quantity of the same unit measured, in this sentence or the one before."""
    for other, head in reversed(heads):
        if other.high < place.low - 1:
            break
        if other.quantity.unit == place.quantity.unit:
            return head
    return None
