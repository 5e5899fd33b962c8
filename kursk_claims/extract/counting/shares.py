"""What a share or a multiple is taken of: ``Prozent der Wähler``, ``verdreifacht``."""

from __future__ import annotations

from spacy.tokens import Token

from kursk_claims.extract.counting.counts import earlier
from kursk_claims.extract.counting.phrases import genitive_after, in_prepositional_phrase, is_noun, is_unit, noun_after
from kursk_claims.extract.counting.places import (
    CHANGING,
    Heads,
    Place,
    bearer,
    changed,
    compared_with,
    is_rate_of,
    noun_before,
    preposition_of,
    same_unit,
)
from kursk_claims.extract.counting.predicates import full_lemma, segment, subject_of, verb_of
from kursk_claims.extract.counting.words import words


def of_share(place: Place, heads: Heads) -> Token | None:
    """``Prozent der X``, ``jeder dritte X``, ``um 3 Prozent gesunken``, ``Anteil von``."""
    doc, at = place.doc, place.last + 1
    if place.after is not None and place.after.lower_ == "davon" and doc[place.first].lower_.startswith("jede"):
        return earlier(place, heads)
    if place.quantity.text.rstrip("n").endswith(("ige", "iger", "iges", "igem", "ig")) or doc[
        place.first
    ].lower_.startswith("jede"):
        return noun_after(doc, at, place.high)
    if any(t.lower_.startswith("jede") for t in doc[place.first : place.last + 1]):
        return noun_after(doc, at, place.high)
    if place.after is not None and place.after.lower_ in ("davon", "derer", "derjenigen", "deren"):
        counts = bool(heads) and heads[-1][0].quantity.unit is None and heads[-1][0].low == place.low
        return heads[-1][1] if counts and place.after.lower_ == "davon" else None
    if place.after is not None and place.after.lower_ == "der":
        aged = next((t for t in doc[at + 1 : min(at + 6, place.high)] if "jährige" in t.lower_), None)
        if aged is not None and not (aged.i + 1 < place.high and is_noun(doc[aged.i + 1])):
            return aged if "-Jährige" in aged.text else None
    if doc[at : at + 2].text.lower() in ("von ihnen", "von denen"):
        return earlier(place, heads)
    whole = _relative_whole(place)
    if whole is not None:
        return whole
    adverbial = place.before is not None and place.before.lower_ == "zur"
    named = noun_before(place)
    if named is not None and is_rate_of(named, place):
        return named
    if place.after is not None and place.after.text == "(":
        at = next((t.i + 1 for t in doc[at : min(at + 8, place.high)] if t.text == ")"), at)
    if place.after is not None and place.after.lower_ in ("mehr", "weniger"):
        compared = noun_after(doc, at + 1, place.high)
        if compared is not None:
            return compared
    whole = None if adverbial or _is_below(place) else genitive_after(doc, at, place.high)
    if whole is not None and whole.lower_ == "fall":
        return same_unit(place, heads)
    if whole is not None:
        return whole
    noun = None if adverbial or _is_below(place) else noun_after(doc, at, place.high)
    if noun is not None and at == place.last + 1 and doc[at].pos_ != "DET":
        return noun
    if adverbial:
        return bearer(place)
    compared = compared_with(place, heads)
    if compared is not None:
        return compared
    if place.quantity.unit == "fraction":
        if place.before is not None and place.before.lower_ in words().remaining:
            return same_unit(place, heads)
        i = preposition_of(place)
        return changed(place) if i is not None and doc[i].lower_ in CHANGING else None
    measured = noun_before(place)
    if measured is not None:
        return measured
    around = _in_brackets(place, heads)
    if around is not None:
        return around
    if _inherits_share(place):
        inherited = same_unit(place, heads)
        if inherited is not None:
            return inherited
    i, verb = preposition_of(place), verb_of(place.token)
    if i is not None and doc[i].lower_ == "mit" and verb is not None and full_lemma(verb) not in words().estimating:
        return bearer(place)
    return changed(place)


def _relative_whole(place: Place) -> Token | None:
    """``13.000 Fälle, von denen mehr als die Hälfte``: the noun before the relative clause."""
    start, doc = segment(place.token)[0], place.doc
    if start < place.low + 2 or doc[start : start + 2].text.lower() != "von denen":
        return None
    before = doc[start - 2]
    return before if is_noun(before) and not is_unit(before) else None


def _in_brackets(place: Place, heads: Heads) -> Token | None:
    """``am höchsten ist der Anteil in Ulm (27 Prozent), Hof (29 Prozent)``: what the clause around speaks of."""
    doc, before = place.doc, place.before
    if (
        before is None
        or before.text != "("
        or before.i - 1 <= place.low
        or place.after is None
        or place.after.text != ")"
    ):
        return None
    if doc[before.i - 1].pos_ != "PROPN":
        return None
    anchor = doc[before.i - 1]
    subject = subject_of(anchor, verb_of(anchor))
    if subject is not None and is_noun(subject) and subject.i != anchor.i and subject.pos_ != "PROPN":
        return subject
    return same_unit(place, heads)


def _is_below(place: Place) -> bool:
    """``30 Prozent unter dem Tariflohn``: a distance from one level, and no share of many."""
    doc, at = place.doc, place.last + 1
    if at + 1 >= place.high or doc[at].lower_ not in ("unter", "über"):
        return False
    return doc[at + 1].lower_ in words().single


def _inherits_share(place: Place) -> bool:
    """``auf Europa 40 Prozent``, ``die restlichen fünf Prozent``: a later share of the same whole."""
    before = [t.lower_ for t in place.doc[max(place.low, place.first - 3) : place.first]]
    if any(word in words().remaining for word in before):
        return True
    start, end = segment(place.token)
    if any(t.pos_ in ("VERB", "AUX") for t in place.doc[start:end]):
        return False
    own = [
        t for t in place.doc[start : place.first] if is_noun(t) and not is_unit(t) and not in_prepositional_phrase(t)
    ]
    return not any(t.morph.get("Case", []) == ["Nom"] and t.dep_ not in ("flat", "appos", "nmod") for t in own)


def of_multiple(place: Place, heads: Heads) -> Token | None:
    """``verdreifacht``, ``dreimal höheres Risiko``, ``doppelt so viele Fälle``; alone, of what was counted."""
    if place.token.pos_ == "NOUN" and place.quantity.text.lower().endswith("ung"):
        return genitive_after(place.doc, place.last + 1, place.high)
    noun = noun_after(place.doc, place.last + 1, place.high)
    own = place.quantity.text.lower()
    if noun is not None and not own.startswith("ver") and not own.endswith(words().multiples):
        return noun
    if noun is None and own.endswith(("viele", "viel")):
        return earlier(place, heads)
    verb = place.token if place.token.pos_ == "VERB" else verb_of(place.token)
    subject = subject_of(place.token, verb)
    objects = [c for c in (verb.children if verb is not None else ()) if c.dep_ == "obj" and is_noun(c)]
    if place.token.pos_ == "VERB" and objects:
        return objects[0]
    return subject
