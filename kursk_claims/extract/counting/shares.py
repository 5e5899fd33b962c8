"""What a share or a multiple is taken of: ``Prozent der Wähler``, ``verdreifacht``."""

from __future__ import annotations

from spacy.tokens import Token

from kursk_claims.extract.counting.counts import earlier
from kursk_claims.extract.counting.phrases import genitive_after, in_prepositional_phrase, is_noun, is_unit, noun_after
from kursk_claims.extract.counting.places import (
    Heads,
    Place,
    bearer,
    changed,
    compared_with,
    is_rate_of,
    noun_before,
    points_to_them,
    preposition_of,
    same_unit,
)
from kursk_claims.extract.counting.predicates import segment, subject_of, verb_of
from kursk_claims.extract.counting.rules import Answer, Counting, settled
from kursk_claims.extract.counting.words import words
from kursk_claims.grammar.verbs import full_lemma


def _attribute(place: Place, _: Heads) -> Answer:
    adjective = place.quantity.text.rstrip("n").endswith(("ige", "iger", "iges", "igem", "ig"))
    each = any(t.lower_.startswith("jede") for t in place.doc[place.first : place.last + 1])
    return settled(noun_after(place.doc, place.last + 1, place.high)) if adjective or each else None


def _of_those_before(place: Place, heads: Heads) -> Answer:
    if place.after is None or place.after.lower_ not in words().of_those:
        return None
    counts = bool(heads) and heads[-1][0].quantity.unit is None and heads[-1][0].low == place.low
    return settled(heads[-1][1] if counts and place.after.lower_ == "davon" else None)


def _people_by_age(place: Place, _: Heads) -> Answer:
    doc, at = place.doc, place.last + 1
    if place.after is None or place.after.lower_ != "der":
        return None
    aged = next((t for t in doc[at + 1 : min(at + 6, place.high)] if "jährige" in t.lower_), None)
    if aged is None or (aged.i + 1 < place.high and is_noun(doc[aged.i + 1])):
        return None
    return settled(aged if "-Jährige" in aged.text else None)


def _of_them(place: Place, heads: Heads) -> Answer:
    return settled(earlier(place, heads)) if points_to_them(place) else None


def _rate(place: Place, _: Heads) -> Answer:
    named = noun_before(place)
    return named if named is not None and is_rate_of(named, place) else None


def _behind(place: Place) -> int:
    """The token behind the share, or behind a remark in brackets."""
    at = place.last + 1
    if place.after is None or place.after.text != "(":
        return at
    return next((t.i + 1 for t in place.doc[at : min(at + 8, place.high)] if t.text == ")"), at)


def _more(place: Place, _: Heads) -> Answer:
    more = place.after is not None and place.after.lower_ in words().more_or_less
    return noun_after(place.doc, _behind(place) + 1, place.high) if more else None


def _is_adverbial(place: Place) -> bool:
    return place.before is not None and place.before.lower_ == "zur"


def _whole(place: Place, heads: Heads) -> Answer:
    if _is_adverbial(place) or _is_below(place):
        return None
    whole = genitive_after(place.doc, _behind(place), place.high)
    return settled(same_unit(place, heads)) if whole is not None and whole.lower_ == "fall" else whole


def _noun_behind(place: Place, _: Heads) -> Answer:
    at = place.last + 1
    if _is_adverbial(place) or _is_below(place) or _behind(place) != at:
        return None
    noun = noun_after(place.doc, at, place.high)
    return noun if noun is not None and place.doc[at].pos_ != "DET" else None


def _adverbial(place: Place, _: Heads) -> Answer:
    return settled(bearer(place)) if _is_adverbial(place) else None


def _fraction(place: Place, heads: Heads) -> Answer:
    if place.quantity.unit != "fraction":
        return None
    if place.before is not None and place.before.lower_ in words().remaining:
        return settled(same_unit(place, heads))
    i = preposition_of(place)
    return settled(changed(place) if i is not None and place.doc[i].lower_ in words().changing else None)


def _inherited(place: Place, heads: Heads) -> Answer:
    return same_unit(place, heads) if _inherits_share(place) else None


def _with(place: Place, _: Heads) -> Answer:
    i, verb = preposition_of(place), verb_of(place.token)
    if i is None or place.doc[i].lower_ != "mit" or verb is None or full_lemma(verb) in words().estimating:
        return None
    return settled(bearer(place))


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


def _elided(place: Place) -> Token | None:
    """``die Roten bekamen 14 Prozent, die Blauen acht``: the subject right before the share, its verb left out."""
    start, end = segment(place.token)
    before = place.before
    if before is None or start == place.low or not is_noun(before) or is_unit(before) or before.ent_type_ == "LOC":
        return None
    verbless = not any(t.pos_ in ("VERB", "AUX") for t in place.doc[start:end])
    opens = before.i == start or (before.i == start + 1 and place.doc[start].lower_ in ("die", "der", "das"))
    return before if verbless and opens and place.last + 1 == end else None


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


def _multiplying(place: Place, _: Heads) -> Answer:
    if place.token.pos_ != "NOUN" or not place.quantity.text.lower().endswith("ung"):
        return None
    return settled(genitive_after(place.doc, place.last + 1, place.high))


def _as_many(place: Place, heads: Heads) -> Answer:
    noun, own = noun_after(place.doc, place.last + 1, place.high), place.quantity.text.lower()
    if noun is None:
        return settled(earlier(place, heads)) if own.endswith(("viele", "viel")) else None
    before = place.before
    attribute = place.token.pos_ == "ADJ" and noun.i == place.last + 1 and not (own.startswith("das "))
    if attribute and own.endswith(words().multiples) and before is not None and before.pos_ in ("DET", "ADJ", "ADP"):
        return noun  # "die zwei- bis dreifache Menge"
    return None if own.startswith("ver") or own.endswith(words().multiples) else noun


def _multiplied(place: Place, _: Heads) -> Answer:
    if place.token.pos_ != "VERB":
        return None
    return next((child for child in place.token.children if child.dep_ == "obj" and is_noun(child)), None)


def _multiplied_subject(place: Place, _: Heads) -> Answer:
    verb = place.token if place.token.pos_ == "VERB" else verb_of(place.token)
    return subject_of(place.token, verb)


RULES: tuple[Counting, ...] = (
    Counting("attribute", "ein 30-prozentiger Anstieg, jeder dritte Wähler", _attribute),
    Counting("of those", "40 Boote, die Hälfte davon", _of_those_before),
    Counting("people by age", "30 Prozent der über 80-Jährigen", _people_by_age),
    Counting("of them", "30 Prozent von ihnen", _of_them),
    Counting("relative whole", "13.000 Fälle, von denen mehr als die Hälfte", lambda place, _: _relative_whole(place)),
    Counting("rate", "ein Anstieg von 3 Prozent", _rate),
    Counting("more", "30 Prozent mehr Gäste", _more),
    Counting("whole", "30 Prozent der Wähler", _whole),
    Counting("noun behind", "30 Prozent Wasser", _noun_behind),
    Counting("adverbial", "zur Hälfte leer", _adverbial),
    Counting("compared", "drei Prozent mehr als 2019", compared_with),
    Counting("fraction", "um ein Drittel gesunken", _fraction),
    Counting("noun before", "ein Anteil von 30 Prozent", lambda place, _: noun_before(place)),
    Counting("in brackets", "Ulm (27 Prozent), Hof (29 Prozent)", _in_brackets),
    Counting("elided", "die SPÖ bekam 14 Prozent, die Neos acht", lambda place, _: _elided(place)),
    Counting("inherited", "die restlichen fünf Prozent", _inherited),
    Counting("borne with", "führt mit 30 Prozent", _with),
    Counting("changed", "um 3 Prozent gesunken", lambda place, _: changed(place)),
)
"""What a share is taken of."""

MULTIPLE_RULES: tuple[Counting, ...] = (
    Counting("multiplying", "eine Verdopplung der Preise", _multiplying),
    Counting("as many", "doppelt so viele Fälle, dreimal höheres Risiko", _as_many),
    Counting("multiplied", "verdreifachte den Umsatz", _multiplied),
    Counting("subject", "Der Umsatz hat sich verdreifacht", _multiplied_subject),
)
"""What is multiplied; alone, what was counted before."""
