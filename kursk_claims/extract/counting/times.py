"""Whose age it is, and what lasted."""

from __future__ import annotations

from spacy.tokens import Token

from kursk_claims.extract.counting.phrases import genitive_after, is_noun, is_unit, noun_after, phrase_head, surname
from kursk_claims.extract.counting.places import (
    Heads,
    Place,
    changed,
    is_told,
    noun_before,
    preposition_of,
    starts_change,
)
from kursk_claims.extract.counting.predicates import segment, subject_of, taken_up, verb_of
from kursk_claims.extract.counting.rules import NOTHING, Answer, Counting, settled
from kursk_claims.extract.counting.words import words
from kursk_claims.extract.quantities import units
from kursk_claims.grammar.verbs import full_lemma


def _aged(place: Place, _: Heads) -> Answer:
    text = place.quantity.text
    if "jährig" not in text.lower():
        return None
    tail = text.rpartition("-")[2].rpartition(" ")[2]
    noun = None if tail[:1] == "J" or "Jährig" in text else noun_after(place.doc, place.last + 1, place.high)
    return settled(None if noun is None else surname(noun, place.high))


def _apposed(place: Place, _: Heads) -> Answer:
    before = place.before
    if before is None or before.text not in ("(", ",") or place.quantity.text.lower().endswith(("jahre", "jahren")):
        return None
    bearer = place.doc[before.i - 1] if before.i > place.low else None
    return bearer if bearer is not None and is_noun(bearer) else None


def _old(place: Place, _: Heads) -> Answer:
    if place.after is None or place.after.lower_ not in words().old:
        return None
    noun = noun_after(place.doc, place.last + 2, place.high)
    return settled(None if noun is None else surname(noun, place.high))


def _before_age(place: Place) -> Token | None:
    """The noun before ``im Alter von`` or ``unter 18 Jahren``."""
    doc, i = place.doc, place.first - 1
    while i >= place.low and (
        doc[i].pos_ in ("ADP", "ADV", "NUM", "CCONJ", "DET", "ADJ")
        or doc[i].lower_ in words().age
        or doc[i].text == ","
    ):
        i -= 1
    if i > place.low + 1 and is_noun(doc[i]) and _is_place_or_time(doc[i]) and doc[i - 1].pos_ == "ADP":
        i -= 2  # "zwei Jungen aus Bayern im Alter von"
    if i >= place.low and is_noun(doc[i]) and place.first - i <= 8 and not _is_place_or_time(doc[i]):
        between = [t.lower_ for t in doc[i + 1 : place.last + 1]]
        if any(word in words().bounding or word == "alter" for word in between):
            return phrase_head(doc[i], place.low)
    return None


def _is_place_or_time(noun: Token) -> bool:
    """``starb am Freitag in Bregenz im Alter von 74``: neither is that old."""
    return is_unit(noun) or noun.ent_type_ in ("LOC", "ORG")


def _person(place: Place, _: Heads) -> Answer:
    subject = subject_of(place.token, verb_of(place.token))
    if subject is None or subject.pos_ != "PRON":
        return subject
    return taken_up(subject) or subject


_NO_FILLING = frozenset(("DET", "ADV", "PRON", "PART", "ADP"))
"""Parts of speech that begin another phrase and not what fills the time."""


def _attribute(place: Place, _: Heads) -> Answer:
    return settled(noun_after(place.doc, place.last + 1, place.high)) if _is_adjective_unit(place) else None


def _distant(place: Place, _: Heads) -> Answer:
    after = place.after
    distant = (
        after is not None
        and after.lower_ in words().time_distance_after
        and not (after.dep_ == "compound:prt" and after.lower_ in ("vor", "nach"))
    )
    return NOTHING if _since_record(place) or distant or _next_clause_dates(place) else None


def _away(place: Place, _: Heads) -> Answer:
    leading = _leading(place)
    if leading not in words().time_distance_before:
        return None
    return settled(_passed(place) if leading == "nach" else None)


def _span(place: Place, _: Heads) -> Answer:
    before, doc = place.before, place.doc
    if before is None:
        return None
    recent = before.lower_ in words().recent and doc[before.i - 1].lower_ == "der"
    within = before.lower_ == "von" and before.i > place.low and doc[before.i - 1].lower_ == "innerhalb"
    return NOTHING if recent or within else None


def _noun_before(place: Place, _: Heads) -> Answer:
    filled = place.after is not None and place.after.pos_ == "NOUN" and not is_unit(place.after)
    i = preposition_of(place)
    governed = i is not None and place.doc[i].lower_ in words().governed
    return None if filled and governed else noun_before(place)


def _lying_back(place: Place, _: Heads) -> Answer:
    verb = verb_of(place.token)
    return NOTHING if verb is not None and full_lemma(verb) in words().lying_back else None


def _years_of(place: Place, _: Heads) -> Answer:
    after = place.after
    away = after is not None and after.lower_ in words().distant
    return place.token if not away and units.is_compound(place.token.text) else None


def _state(place: Place, _: Heads) -> Answer:
    doc, verb = place.doc, verb_of(place.token)
    if verb is not None and verb.lemma_.lower() not in words().staying:
        return None
    end = segment(place.token)[1]
    without = next((t.i for t in doc[place.last + 1 : end] if t.lower_ == "ohne"), None)
    return None if without is None else noun_after(doc, without + 1, end)


def _level(place: Place, _: Heads) -> Answer:
    i = preposition_of(place)
    preposition = None if i is None else place.doc[i].lower_
    return changed(place) if preposition == "auf" or (preposition == "von" and starts_change(place)) else None


def _filling(place: Place, _: Heads) -> Answer:
    noun, after = noun_after(place.doc, place.last + 1, place.high), place.after
    if noun is None or after is None or after.lower_ == "lang" or after.pos_ in _NO_FILLING:
        return None
    done = _leading(place) == "seit" and noun.dep_ == "obj" and noun.i == place.last + 1
    return None if done else noun


def _whole(place: Place, _: Heads) -> Answer:
    opens = place.after is not None and place.after.lower_ in ("des", "der")
    return genitive_after(place.doc, place.last + 1, place.high) if opens else None


def _event(place: Place, _: Heads) -> Answer:
    subject = subject_of(place.token, verb_of(place.token))
    return subject if subject is not None and is_noun(subject) and _is_event(subject) else None


def _lasting(place: Place, _: Heads) -> Answer:
    verb = verb_of(place.token)
    if verb is None or verb.lemma_.lower() not in words().lasting:
        return None
    subject = subject_of(place.token, verb)
    return settled(subject if subject is not None and is_noun(subject) else None)


def _passed(place: Place) -> Token | None:
    """``Nach zwei Jahren Krieg sind …``: the noun that fills the time, closed by the verb or a participle."""
    doc, at = place.doc, place.last + 1
    if at + 1 >= place.high or not is_noun(doc[at]) or doc[at].pos_ != "NOUN" or doc[at].ent_type_ == "PER":
        return None
    return doc[at] if doc[at + 1].pos_ in ("VERB", "AUX") else None


def _is_event(noun: Token) -> bool:
    """``Nachbeben``, ``Untersuchungshaft``; a ``Wirtschaft`` only ends like one."""
    lemma = noun.lemma_.lower()
    return lemma.endswith(words().events) and not lemma.endswith("schaft")


def _since_record(place: Place) -> bool:
    """``als erster Bär seit 170 Jahren``: how long ago there was another, which lasts nothing."""
    doc, i = place.doc, place.first - 1
    if i - 2 < place.low or doc[i].lower_ != "seit":
        return False
    if doc[i - 1].lower_ == "erstmals" or (doc[i - 1].pos_ == "ADJ" and doc[i - 1].lower_.endswith(("sten", "ste"))):
        return True
    if not is_noun(doc[i - 1]):
        return False
    before = doc[i - 2]
    return before.pos_ == "ADJ" and before.lower_.rstrip("nrsm").endswith(("erste", "ste"))


def _leading(place: Place) -> str:
    """The preposition or determiner that opens the phrase: ``nach`` in ``nach weiteren 30 Minuten``."""
    doc, i = place.doc, place.first
    while i > place.low and doc[i].lower_ not in words().time_distance_before and doc[i].lower_ != "seit":
        if i < place.first and not (doc[i].pos_ in ("ADJ", "ADV", "DET", "PART") and doc[i].text.islower()):
            break
        i -= 1
    return doc[i].lower_


def _told(place: Place, _: Heads) -> Answer:
    """Behind a colon; in ``redete drei Stunden`` it is the talk that lasts."""
    before = place.doc[place.low : place.first]
    return NOTHING if is_told(place) and any(token.text == ":" for token in before) else None


def _next_clause_dates(place: Place) -> bool:
    """``fast ein Jahr, nachdem …``."""
    following = place.doc[place.last + 1 : min(place.last + 3, place.high)]
    return len(following) == 2 and following[0].text == "," and following[1].lower_ in words().dating


def _is_adjective_unit(place: Place) -> bool:
    return place.quantity.text.rstrip("rsnm").endswith(("ige", "ig")) and place.token.lower_.rstrip("rsnme").endswith(
        "ig"
    )


AGE_RULES: tuple[Counting, ...] = (
    Counting("aged", "eine 27-jährige Frau", _aged),
    Counting("apposed", "Bago (45)", _apposed),
    Counting("old", "eine 27 Jahre alte Frau", _old),
    Counting("at the age", "Er starb im Alter von 62 Jahren", lambda place, _: _before_age(place)),
    Counting("subject", "Wanda ist 27 Jahre alt", _person),
)
"""Whose age it is; nobody's if the age itself names them (``der 45-Jährige``)."""

RULES: tuple[Counting, ...] = (
    Counting("attribute", "eine zweistündige Sitzung", _attribute),
    Counting("distant", "drei Jahre später", _distant),
    Counting("away", "vor drei Jahren", _away),
    Counting("span", "innerhalb von drei Jahren", _span),
    Counting("noun before", "eine Haft von drei Jahren", _noun_before),
    Counting("level", "verlängerte die Frist auf drei Jahre", _level),
    Counting("filling", "100 Stunden Arbeit", _filling),
    Counting("whole", "drei Jahre der Trauer", _whole),
    Counting("lying back", "der drei Jahre zurückliegt", _lying_back),
    Counting("years of", "die letzten drei Lebensjahre", _years_of),
    Counting("state", "war drei Tage ohne Strom", _state),
    Counting("event", "Die Sitzung hat drei Stunden gedauert", _event),
    Counting("lasting", "Das Fest dauert drei Tage", _lasting),
    Counting("told", "Der Trainer sagte: drei Wochen", _told),
    Counting("verb", "drei Jahre gesperrt", lambda place, _: verb_of(place.token)),
)
"""What lasted; a distance in time measures nothing."""
