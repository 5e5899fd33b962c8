"""What a measure or a sum of money belongs to: the dimension named, its bearer, or the verb."""

from __future__ import annotations

from spacy.tokens import Token

from kursk_claims.extract.counting.gapped import gapped
from kursk_claims.extract.counting.phrases import (
    LONGEST,
    genitive_after,
    is_noun,
    is_unit,
    noun_after,
)
from kursk_claims.extract.counting.places import (
    Heads,
    Place,
    after_colon,
    bearer,
    beside,
    changed,
    compared_with,
    expected,
    is_told,
    noun_before,
    preposition_of,
    same_unit,
    starts_change,
)
from kursk_claims.extract.counting.predicates import segment, subject_of, verb_of
from kursk_claims.extract.counting.rules import NOTHING, Answer, Counting, settled
from kursk_claims.extract.counting.words import words
from kursk_claims.extract.quantities import units
from kursk_claims.grammar.verbs import full_lemma
from kursk_claims.lexicon.grammar import grammar


def _is_money(place: Place) -> bool:
    return units.dimension(place.quantity.unit) == "money"


def _preposition(place: Place) -> str | None:
    at = preposition_of(place)
    return None if at is None else place.doc[at].lower_


def _estimated(place: Place) -> bool:
    verb = verb_of(place.token)
    return verb is not None and full_lemma(verb) in words().estimating


def _filled(place: Place) -> Token | None:
    after = place.after
    return after if after is not None and is_noun(after) and not is_unit(after) else None


def _bounded(place: Place, _: Heads) -> Answer:
    return _filled(place) if place.doc[place.first].lower_ in words().bounding else None


def _filling(place: Place, _: Heads) -> Answer:
    return _filled(place) if _preposition(place) in words().filling and _fills(place) else None


def _located_name(place: Place, heads: Heads) -> Answer:
    name = _located(place)
    if name is None or (place.doc[place.first - 1].text != "(" and same_unit(place, heads) is not None):
        return None
    return name


def _noun_before(place: Place) -> Token | None:
    return None if _estimated(place) and _preposition(place) == "mit" else noun_before(place)


def _dimension(place: Place, _: Heads) -> Answer:
    return None if _is_money(place) and _is_price(place) else _noun_before(place)


def _changed(place: Place, _: Heads) -> Answer:
    at = preposition_of(place)
    if at is None:
        return None
    doc, preposition = place.doc, place.doc[at].lower_
    changing = (
        preposition in words().level
        or (preposition == "mit" and _estimated(place))
        or (preposition == "von" and starts_change(place))
    )
    return changed(place) if changing and not (at > place.low and doc[at - 1].lower_ == "bis") else None


def _substance(place: Place, _: Heads) -> Answer:
    before = noun_before(place) if _preposition(place) == "von" and not _is_money(place) else None
    after = _filled(place)
    if before is None or after is None or before.lower_.endswith(words().dimensions):
        return None
    return after if after.i == place.last + 1 and not after.ent_type_ else None


def _whole(place: Place, _: Heads) -> Answer:
    after = place.after
    if after is None or after.lower_ not in words().genitives or after.morph.get("Case", []) != ["Gen"]:
        return None
    return genitive_after(place.doc, after.i, place.high)


def _owned(place: Place, _: Heads) -> Answer:
    before = place.before
    return bearer(place) if before is not None and before.lower_.startswith(words().possessives) else None


def _borne(place: Place, heads: Heads) -> Answer:
    return settled(bearer(place) or same_unit(place, heads))


def _distance(place: Place, heads: Heads) -> Answer:
    return _borne(place, heads) if _is_away(place) or _is_off(place) else None


def _dimensional(place: Place, heads: Heads) -> Answer:
    after, doc, at = _behind_remark(place), place.doc, place.last + 1
    if after is None:
        return None
    if after.lower_ in words().dimensional:
        return _borne(place, heads)
    if _stem(after) not in words().dimensional:
        return None
    return noun_after(doc, at, place.high) or noun_after(doc, at + 1, place.high) or _borne(place, heads)


def _kind(place: Place, _: Heads) -> Answer:
    after = _behind_remark(place)
    kind = noun_after(place.doc, place.last + 2, place.high) if after is not None and after.lower_ == "an" else None
    return kind if kind is not None and kind.i == place.last + 2 else None


def _noun_behind(place: Place, _: Heads) -> Answer:
    noun = noun_after(place.doc, place.last + 1, place.high)
    opens = noun is not None and place.doc[place.last + 1].pos_ not in ("DET", "PRON")
    return noun if noun is not None and opens and noun.ent_type_ not in ("PER", "LOC") else None


def _of_it(place: Place, heads: Heads) -> Answer:
    after = _behind_remark(place)
    pointed = after is not None and after.lower_ == "davon"
    if pointed or any(t.lower_ == "davon" for t in place.doc[segment(place.token)[0] : place.first]):
        return settled(same_unit(place, heads))
    return None


def _price(place: Place, _: Heads) -> Answer:
    return settled(_noun_before(place) or _sold(place)) if _is_money(place) and _is_price(place) else None


def _bearing(place: Place, heads: Heads) -> Answer:
    verb = verb_of(place.token)
    if verb is None or full_lemma(verb) not in words().bearing_verbs:
        return None
    subject = subject_of(place.token, verb)
    if subject is not None and is_noun(subject):
        return subject
    return settled(same_unit(place, heads)) if full_lemma(verb) in ("sein", "werden") else None


def _given(place: Place, _: Heads) -> Answer:
    verb = verb_of(place.token)
    given = verb is not None and _is_money(place) and full_lemma(verb) in words().giving_verbs
    return NOTHING if given else None


def _told(place: Place, heads: Heads) -> Answer:
    if not is_told(place):
        return None
    opens = all(token.text != "," for token in place.doc[place.low : place.first])  # no aside of another noun
    return settled(same_unit(place, heads if opens else [one for one in heads if one[0].low == place.low]))


def _light(place: Place, heads: Heads) -> Answer:
    verb = verb_of(place.token)
    return _borne(place, heads) if verb is not None and full_lemma(verb) in words().light_verbs else None


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
    return before in words().pricing or place.doc[place.first].lower_ == "ab"


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


RULES: tuple[Counting, ...] = (
    Counting("bounded noun", "bis zu 300 Euro Strafe", _bounded),
    Counting("told again", "100 Meter (328 Fuß)", beside),
    Counting("compared", "vier Grad mehr als 2019", compared_with),
    Counting("filling", "mit 1.000 Euro Gehalt", _filling),
    Counting("place of a name", "In Linden, 90 km nördlich von Ulm", _located_name),
    Counting("gapped", "sprach von 40 Tonnen, der Verein von 60", gapped),
    Counting("substance", "die Rückgabe von 80 Tonnen Weizen", _substance),
    Counting("noun before", "eine Reichweite von 300 Kilometern", _dimension),
    Counting("changed", "senkte den Preis um 3 Euro", _changed),
    Counting("owned", "Ihre 300 Euro reichten der Familie", _owned),
    Counting("distance", "800 Kilometer von der Erde entfernt", _distance),
    Counting("dimension", "ein 8.000 Quadratmeter großes Grundstück", _dimensional),
    Counting("kind", "300 Euro an Spenden", _kind),
    Counting("noun behind", "300 Liter Wasser", _noun_behind),
    Counting("whole", "40 Milliliter einer Säure", _whole),
    Counting("after a colon", "Preis: 300 Euro", after_colon),
    Counting("expected", "4 Millionen Euro Verlust, erwartet waren 3,8 Millionen Euro", expected),
    Counting("of it", "davon 300 Liter", _of_it),
    Counting("price", "bot die Karte für 50 Euro an", _price),
    Counting("bearing verb", "Der Turm misst 300 Meter", _bearing),
    Counting("giving verb", "zahlte 300 Euro", _given),
    Counting("light verb", "Der Verein bekommt 300 Euro", _light),
    Counting("told", "Der Verband sprach von 300 Litern", _told),
    Counting("verb", "fuhr 300 Kilometer", lambda place, _: verb_of(place.token)),
)
"""What a measure or a sum belongs to: the dimension named, else its bearer, else the verb."""
