"""What a measure or a sum of money belongs to: the dimension named, its bearer, or the verb."""

from __future__ import annotations

from spacy.tokens import Token

from kursk_claims.extract.counting.phrases import LONGEST, is_noun, is_unit, noun_after
from kursk_claims.extract.counting.places import (
    CHANGING,
    Heads,
    Place,
    bearer,
    beside,
    changed,
    compared_with,
    noun_before,
    preposition_of,
    same_unit,
    starts_change,
)
from kursk_claims.extract.counting.predicates import full_lemma, segment, subject_of, verb_of
from kursk_claims.extract.counting.words import words
from kursk_claims.extract.quantities import units
from kursk_claims.lexicon.grammar import grammar


def of_measure(place: Place, heads: Heads) -> Token | None:
    """The dimension named, else its bearer, else the verb: ``Reichweite von``, ``8.000 qm großes Grundstück``."""
    doc, at = place.doc, place.last + 1
    money = units.dimension(place.quantity.unit) == "money"
    filled = place.after is not None and is_noun(place.after) and not is_unit(place.after)
    if filled and doc[place.first].lower_ in words().bounding:
        return place.after
    again = beside(place, heads) or compared_with(place, heads)
    if again is not None:
        return again
    i = preposition_of(place)
    if filled and i is not None and doc[i].lower_ in ("mit", "für", "bei", "zu") and _fills(place):
        return place.after
    located = _located(place)
    if located is not None and (place.doc[place.first - 1].text == "(" or same_unit(place, heads) is None):
        return located
    verb = verb_of(place.token)
    estimated = verb is not None and full_lemma(verb) in words().estimating
    measured = None if estimated and i is not None and doc[i].lower_ == "mit" else noun_before(place)
    if measured is not None and not (money and _is_price(place)):
        return measured
    if (
        i is not None
        and (
            doc[i].lower_ in (*CHANGING, "bei", *(("mit",) if estimated else ()))
            or (doc[i].lower_ == "von" and starts_change(place))
        )
        and not (i > place.low and doc[i - 1].lower_ == "bis")
    ):
        subject = changed(place)
        if subject is not None:
            return subject
    if place.before is not None and place.before.lower_.startswith(words().possessives):
        owner = bearer(place)
        if owner is not None:
            return owner
    after = _behind_remark(place)
    if _is_away(place) or _is_off(place):
        return bearer(place) or same_unit(place, heads)
    if after is not None and (after.lower_ in words().dimensional or _stem(after) in words().dimensional):
        noun = None
        if after.lower_ not in words().dimensional:
            noun = noun_after(doc, at, place.high) or noun_after(doc, at + 1, place.high)
        if noun is not None:
            return noun
        return bearer(place) or same_unit(place, heads)
    if after is not None and after.lower_ == "an":
        kind = noun_after(doc, at + 1, place.high)
        if kind is not None and kind.i == at + 1:
            return kind
    noun = noun_after(doc, at, place.high)
    if noun is not None and doc[at].pos_ not in ("DET", "PRON") and noun.ent_type_ not in ("PER", "LOC"):
        return noun
    of_it = after is not None and after.lower_ == "davon"
    if of_it or any(t.lower_ == "davon" for t in doc[segment(place.token)[0] : place.first]):
        return same_unit(place, heads)
    if money and _is_price(place):
        return measured or _sold(place)
    if verb is not None and full_lemma(verb) in words().bearing_verbs:
        subject = subject_of(place.token, verb)
        if subject is not None and is_noun(subject):
            return subject
        if full_lemma(verb) in ("sein", "werden"):
            return same_unit(place, heads)
    if money and verb is not None and full_lemma(verb) in words().giving_verbs:
        return None
    if verb is not None and full_lemma(verb) in words().light_verbs:
        return bearer(place) or same_unit(place, heads)
    return verb


def _behind_remark(place: Place) -> Token | None:
    """The token behind the figure, or behind the other unit in brackets: ``2.000 Meter (6.562 Fuß) hoch``."""
    after = place.after
    if after is None or after.text != "(":
        return after
    closing = next((t.i for t in place.doc[after.i : min(place.high, after.i + LONGEST)] if t.text == ")"), None)
    return place.doc[closing + 1] if closing is not None and closing + 1 < place.high else after


def _is_away(place: Place) -> bool:
    """``800 Kilometer von der Erde entfernt``."""
    doc = place.doc
    end = segment(place.token)[1]
    following = doc[place.last + 1 : end]
    return (
        any(t.lower_ == "entfernt" for t in following) and len(following) > 0 and following[0].lower_ in words().distant
    )


def _fills(place: Place) -> bool:
    """``mit 1.000 Euro Gehalt``: the noun behind is what the sum or measure is, and no name."""
    after = place.after
    return after is not None and after.pos_ == "NOUN" and after.ent_type_ not in ("PER", "LOC", "ORG")


def _located(place: Place) -> Token | None:
    """``In Linden, 90 km nördlich von Ulm, …``, ``der Silberfall (948 Meter)``: the name before a length."""
    doc, before = place.doc, place.before
    if (
        before is None
        or before.text not in (",", "(")
        or before.i <= place.low
        or units.dimension(place.quantity.unit) != "length"
    ):
        return None
    start, end = segment(place.token)
    name = doc[before.i - 1]
    if name.pos_ != "PROPN" or start != place.first or any(t.pos_ in ("VERB", "AUX") for t in doc[start:end]):
        return None
    return name


def _is_off(place: Place) -> bool:
    """``30 Seemeilen vor der Küste``: where something is, and not how far it went."""
    after = place.after
    if after is None or after.pos_ != "ADP" or after.lower_ not in words().beside:
        return False
    return units.dimension(place.quantity.unit) == "length" and after.dep_ != "compound:prt"


def _stem(token: Token) -> str:
    for ending in (*grammar().marked, "e"):
        if token.lower_.endswith(ending):
            return token.lower_.removesuffix(ending)
    return token.lower_


def _is_price(place: Place) -> bool:
    before = place.before.lower_ if place.before is not None else ""
    return before in ("für", "zum") or place.doc[place.first].lower_ == "ab" or before == "ab"


def _sold(place: Place) -> Token | None:
    """``bot die Version für 50 Euro an``: the object, else the subject of a passive."""
    verb = verb_of(place.token)
    if verb is not None:
        objects = [c for c in verb.children if c.dep_ == "obj" and is_noun(c)]
        passive = [c for c in verb.children if c.dep_ == "nsubj:pass" and is_noun(c)]
        if passive:
            return passive[0]
        if objects:
            return objects[-1]
    return bearer(place) or verb
