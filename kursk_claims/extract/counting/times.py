"""Whose age it is, and what lasted."""

from __future__ import annotations

from spacy.tokens import Token

from kursk_claims.extract.counting.phrases import genitive_after, is_noun, is_unit, noun_after, phrase_head, surname
from kursk_claims.extract.counting.places import Place, changed, noun_before, preposition_of, starts_change
from kursk_claims.extract.counting.predicates import subject_of, verb_of
from kursk_claims.extract.counting.words import words


def of_age(place: Place) -> Token | None:
    """``27-jährige Frau``, ``Bago (45)``, ``im Alter von 62``; ``der 45-Jährige`` is ``None``."""
    doc, token = place.doc, place.token
    text = place.quantity.text
    tail = text.rpartition("-")[2].rpartition(" ")[2]
    lowered = text.lower()
    if "jährig" in lowered:
        if tail[:1] == "J" or "Jährig" in text:
            return None
        noun = noun_after(doc, place.last + 1, place.high)
        return None if noun is None else surname(noun, place.high)
    if text.endswith("-"):
        for later in doc[place.last + 1 : min(place.last + 7, place.high)]:
            if "jährig" in later.lower_:
                return noun_after(doc, later.i + 1, place.high)
    before = place.before
    if before is not None and before.text in ("(", ",") and not lowered.endswith(("jahre", "jahren")):
        i = before.i - 1
        if i >= place.low and is_noun(doc[i]):
            return doc[i]
    if place.after is not None and place.after.lower_ in words().old:
        noun = noun_after(doc, place.last + 2, place.high)
        return None if noun is None else surname(noun, place.high)
    holder = _before_age(place)
    if holder is not None:
        return holder
    return subject_of(token, verb_of(token))


def _before_age(place: Place) -> Token | None:
    """The noun before ``im Alter von`` or ``unter 18 Jahren``."""
    doc, i = place.doc, place.first - 1
    while i >= place.low and (
        doc[i].pos_ in ("ADP", "ADV", "NUM", "CCONJ", "DET", "ADJ")
        or doc[i].lower_ in words().age
        or doc[i].text == ","
    ):
        i -= 1
    if i >= place.low and is_noun(doc[i]) and place.first - i <= 8:
        between = [t.lower_ for t in doc[i + 1 : place.last + 1]]
        if any(word in words().bounding or word == "alter" for word in between):
            return phrase_head(doc[i], place.low)
    return None


_NO_FILLING = frozenset(("DET", "ADV", "PRON", "PART", "ADP"))
"""Parts of speech that begin another phrase and not what fills the time."""


def of_time(place: Place) -> Token | None:
    """What lasted: ``100 Stunden Arbeit``, ``drei Jahre gesperrt``; a distance in time measures nothing."""
    doc = place.doc
    after, before = place.after, place.before
    if _is_adjective_unit(place):
        return noun_after(doc, place.last + 1, place.high)
    if _since_record(place):
        return None
    distant = (
        after is not None
        and after.lower_ in words().time_distance_after
        and not (after.dep_ == "compound:prt" and after.lower_ in ("vor", "nach"))
    )
    if distant or _next_clause_dates(place):
        return None
    leading = _leading(place)
    if leading in words().time_distance_before:
        return _passed(place) if leading == "nach" else None
    if before is not None and before.lower_ in words().recent and doc[before.i - 1].lower_ == "der":
        return None
    if (
        before is not None
        and before.lower_ == "von"
        and before.i - 1 >= place.low
        and doc[before.i - 1].lower_ == "innerhalb"
    ):
        return None
    filled = after is not None and after.pos_ == "NOUN" and not is_unit(after)
    i = preposition_of(place)
    governed = i is not None and doc[i].lower_ in words().governed
    measured = None if filled and governed else noun_before(place)
    if measured is not None:
        return measured
    if i is not None and (doc[i].lower_ == "auf" or (doc[i].lower_ == "von" and starts_change(place))):
        level = changed(place)
        if level is not None:
            return level
    noun = noun_after(doc, place.last + 1, place.high)
    done = leading == "seit" and noun is not None and noun.dep_ == "obj" and noun.i == place.last + 1
    if noun is not None and not done and after is not None and after.lower_ != "lang" and after.pos_ not in _NO_FILLING:
        return noun
    genitive = (
        genitive_after(doc, place.last + 1, place.high)
        if after is not None and after.lower_ in ("des", "der")
        else None
    )
    if genitive is not None:
        return genitive
    verb = verb_of(place.token)
    subject = subject_of(place.token, verb)
    if subject is not None and is_noun(subject) and _is_event(subject):
        return subject
    if verb is None:
        return None
    if verb.lemma_.lower() in words().lasting:
        return subject if subject is not None and is_noun(subject) else None
    if verb.lemma_.lower() in ("stattfinden", "statt", "finden"):
        return subject if subject is not None and is_noun(subject) else None
    return verb


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


def _next_clause_dates(place: Place) -> bool:
    """``fast ein Jahr, nachdem …``."""
    following = place.doc[place.last + 1 : min(place.last + 3, place.high)]
    return len(following) == 2 and following[0].text == "," and following[1].lower_ in ("nachdem", "bevor", "ehe")


def _is_adjective_unit(place: Place) -> bool:
    return place.quantity.text.rstrip("rsnm").endswith(("ige", "ig")) and place.token.lower_.rstrip("rsnme").endswith(
        "ig"
    )
