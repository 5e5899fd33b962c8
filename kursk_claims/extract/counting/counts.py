"""What a plain count counts: ``50.000 Soldaten``, ``zwei unserer Männer``, ``23 wurden verletzt``."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Token

from kursk_claims.extract.counting.gapped import gapped
from kursk_claims.extract.counting.phrases import (
    LONGEST,
    genitive_after,
    in_prepositional_phrase,
    is_noun,
    is_unit,
    noun_after,
    participle_after,
    sentence,
)
from kursk_claims.extract.counting.places import (
    Heads,
    Place,
    after_colon,
    changed,
    noun_before,
    points_to_them,
    preposition_of,
)
from kursk_claims.extract.counting.predicates import subject_of, taken_up, verb_of
from kursk_claims.extract.counting.rules import NOTHING, Answer, Counting, settled
from kursk_claims.extract.counting.words import words
from kursk_claims.extract.quantities.number_words import fold, lexicon
from kursk_claims.grammar.verbs import full_lemma
from kursk_claims.lexicon import alternatives
from kursk_claims.lexicon.continuing import denies, puts_right


def _of_those_before(place: Place, heads: Heads) -> Answer:
    after = place.after
    return settled(earlier(place, heads)) if after is not None and after.lower_ == "davon" else None


def _of_them(place: Place, heads: Heads) -> Answer:
    return settled(_several(place, heads) or earlier(place, heads)) if points_to_them(place) else None


def _part(place: Place, _: Heads) -> Answer:
    after = place.after
    opens = after is not None and after.lower_ in words().whole_openers
    whole = genitive_after(place.doc, place.last + 1, place.high) if opens else None
    return NOTHING if whole is not None and is_unit(whole) else whole  # "drei von zwölf Monaten"


def _noun_behind(place: Place, _: Heads) -> Answer:
    if place.after is not None and place.after.lower_ in words().for_each:
        return None
    noun = noun_after(place.doc, _over_attribute(place), place.high, lenient=True)
    return None if noun is None or _is_time_or_name(noun) else noun


def _value_before(place: Place, _: Heads) -> Answer:
    before = place.before
    return before if before is not None and before.lower_ in words().values and is_noun(before) else None


def _level(place: Place, heads: Heads) -> Answer:
    at = preposition_of(place)
    return _subject(place, heads) if at is not None and place.doc[at].lower_ in words().level else None


def _subject(place: Place, _: Heads) -> Answer:
    return _changed_total(place) or _total_subject(place)


def _record(place: Place, _: Heads) -> Answer:
    at = preposition_of(place)
    return _superlative(place) if at is not None and place.doc[at].lower_ == "mit" else None


def _measured(place: Place, _: Heads) -> Answer:
    noun = noun_before(place)
    return None if noun is None else _inside_total(noun)


def _none_at_all(place: Place, _: Heads) -> Answer:
    return NOTHING if place.quantity.max == 0 else None


def _several(place: Place, heads: Heads) -> Token | None:
    """``Es gab weitere Verletzte, wobei sechs von ihnen``: the plural noun that the pronoun takes up."""
    if any(other.low == place.low and other.quantity.unit is None for other, _ in heads):
        return None
    for token in reversed(place.doc[place.low : place.first]):
        plural = is_noun(token) and token.morph.get("Number", []) == ["Plur"] and not is_unit(token)
        if plural and not in_prepositional_phrase(token):
            return token
    return None


def _superlative(place: Place) -> Token | None:
    """``Den niedrigsten Wert hatte Bremen mit 73,5``: the figure is that of the record."""
    doc = place.doc
    for i in range(place.first - 1, place.low, -1):
        attribute = i - 1
        while (
            attribute > place.low
            and doc[attribute].pos_ == "ADJ"
            and not doc[attribute].lower_.endswith(words().superlatives)
        ):
            attribute -= 1
        if (
            is_noun(doc[i])
            and doc[attribute].pos_ in ("ADJ", "DET", "PRON")
            and doc[attribute].lower_.endswith(words().superlatives)
        ):
            return doc[i]
    return None


def _joined_noun(place: Place) -> Token | None:
    """``5-köpfige Familie``: the number is the first part of an adjective."""
    token = place.token
    if token.idx + len(token.text) > place.quantity.end and is_noun(token):
        return token
    return None


def _is_time_or_name(noun: Token) -> bool:
    """A person's name after a bare number begins the next phrase."""
    return noun.ent_type_ == "PER" and noun.pos_ == "PROPN"


def _shared_noun(place: Place) -> Token | None:
    """``200 feste und 300 freie Mitarbeiter``: the noun stands after the next number."""
    doc, i = place.doc, place.last + 1
    while i < place.high and doc[i].pos_ in ("ADJ", "DET"):
        i += 1
    if place.before is not None and place.before.lower_ == "statt":
        other = next((t for t in doc[place.last + 1 : min(place.high, place.last + 6)] if _counts(t)), None)
        noun = None if other is None else noun_after(doc, other.i + 1, place.high)
        if noun is not None and not is_unit(noun):
            return noun
    parallel = _same_preposition(place, i)
    if parallel is not None:
        return parallel
    if i < place.high and doc[i].text == ",":
        told = _told_otherwise(place, i)
        if told is not None:
            return told
    if i >= place.high or not (doc[i].lower_ in words().listing or doc[i].lower_ in words().against):
        return None
    j = i + 1
    while j < min(place.high, i + 5) and not _counts(doc[j]) and not is_noun(doc[j]):
        j += 1
    while j < place.high and _counts(doc[j]):
        noun = noun_after(doc, j + 1, place.high)
        if noun is not None and not _counts(noun):
            return None if is_unit(noun) else noun
        j += 2 if j + 1 < place.high and doc[j + 1].text == "," else 1
    return None


def _same_preposition(place: Place, i: int) -> Token | None:
    """``die Roten mit 51 und die Grauen mit 29 Sitzen``: the noun stands behind the second figure."""
    doc, before = place.doc, place.before
    if before is None or before.lower_ != "mit" or i >= place.high or doc[i].lower_ not in ("und", ","):
        return None
    for token in doc[i + 1 : min(place.high, i + LONGEST)]:
        if token.pos_ in ("VERB", "AUX") or token.text in (",", ";", ":"):
            return None
        if _counts(token):
            return noun_after(doc, token.i + 1, place.high) if doc[token.i - 1].lower_ == "mit" else None
    return None


def _at_the_end(place: Place) -> Token | None:
    """``von bisher zwölf auf 20 Mitglieder``: the noun stands behind the second level."""
    i, at = preposition_of(place), place.last + 1
    if i is None or place.doc[i].lower_ != "von" or at + 1 >= place.high or place.doc[at].lower_ != "auf":
        return None
    end = next((t.i for t in place.doc[at + 1 : min(at + 4, place.high)] if _counts(t)), None)
    noun = None if end is None else noun_after(place.doc, end + 1, place.high)
    return None if noun is None or is_unit(noun) else noun


def _told_otherwise(place: Place, comma: int) -> Token | None:
    """``laut Polizei 7.000, nach Angaben der Veranstalter 20.000 Gäste``: one thing counted by two."""
    doc = place.doc
    if comma + 1 >= place.high or doc[comma + 1].lower_ not in ("nach", "laut"):
        return None
    for token in doc[comma + 2 : min(place.high, comma + LONGEST)]:
        if token.pos_ in ("VERB", "AUX") or token.text in (",", ";", ":"):
            return None
        if _counts(token):
            return noun_after(doc, token.i + 1, place.high)
    return None


def _counts(token: Token) -> bool:
    """A number, a scale or a magnitude: ``12``, ``Millionen``, ``Hunderte``."""
    scale = fold(token.text) in lexicon().scales or _magnitude().fullmatch(token.lower_) is not None
    return token.pos_ == "NUM" or token.like_num or scale


@cache
def _magnitude() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(words().magnitudes)})e?[nr]?")


def _over_attribute(place: Place) -> int:
    """``5000 in Dirndl gekleidete Besucher``: index behind the phrase of a participle, else behind the number."""
    doc, at = place.doc, place.last + 1
    if at >= place.high or doc[at].pos_ != "ADP":
        return at
    participle = participle_after(doc, at, place.high)
    return at if participle is None or doc[participle].pos_ != "ADJ" else participle


def _changed_total(place: Place) -> Token | None:
    """``erhöhte die Zahl der Boote von 10 auf 12``: what the verb says to change has a number."""
    i = preposition_of(place)
    if i is None or place.doc[i].lower_ not in ("von", "auf", "um"):
        return None
    found = changed(place)
    if found is None:
        return None
    if found.lower_ in words().totals:
        return _inside_total(found)
    return found if found.dep_ == "obj" and place.doc[i].lower_ == "auf" else None


def _inside_total(noun: Token) -> Token:
    """From ``Zahl`` to what it is the number of: ``Zahl der Toten``."""
    if noun.lower_ not in words().totals:
        return noun
    return genitive_after(noun.doc, noun.i + 1, sentence(noun)[1]) or noun


def _total_subject(place: Place) -> Token | None:
    """``Die Zahl der Toten stieg auf 35``, ``Die Inzidenz liegt bei 35``."""
    verb = verb_of(place.token)
    subject = subject_of(place.doc[place.last], verb)
    if subject is not None and subject.pos_ == "PRON":
        subject = taken_up(subject)
    if subject is None or subject.i == place.last or not is_noun(subject):
        return None
    if subject.lower_ in words().totals:
        return _inside_total(subject)
    return subject if verb is not None and full_lemma(verb) in words().bearing_verbs else None


_OPENING = 3
"""Tokens before a figure in which its clause is opened: ``sondern jetzt nur``."""


def _put_right(place: Place, heads: Heads) -> Token | None:
    """``nicht 80 Dosen an die 27 Staaten, sondern nur 31``: the noun of the figure that is denied."""
    words = [token.lower_ for token in place.doc[place.low : place.first]]
    if not puts_right(words[-_OPENING:]):
        return None
    for other, head in heads:
        denied = other.first < place.first and denies(words[: max(other.first - place.low, 0)])
        if denied and other.quantity.unit is None and head is not None and is_noun(head):
            return head
    return None


def earlier(place: Place, heads: Heads) -> Token | None:
    """The noun that an elliptic number stands for: counted before, in this sentence or the one before."""
    totals = [t for t in place.doc[place.low : place.first] if t.lower_ in words().totals]
    for total in reversed(totals):
        inside = _inside_total(total)
        if inside != total:
            return inside
    put_right = _put_right(place, heads)
    if put_right is not None:
        return put_right
    for other, head in reversed(heads):
        if other.quantity.unit is not None or head is None or not is_noun(head):
            continue
        if other.low == place.low:
            return head
        if other.high == place.low or other.high >= place.low - 2:
            return head
        break
    article = [
        t
        for t in place.doc[place.low : place.first]
        if is_noun(t)
        and t.i > 0
        and t.doc[t.i - 1].lower_ in ("ein", "eine", "einen")
        and t.dep_.startswith(("nsubj", "obj"))
    ]
    return article[-1] if article else None


RULES: tuple[Counting, ...] = (
    Counting("part of a word", "5-köpfige Familie", lambda place, _: _joined_noun(place)),
    Counting("of those", "40 Boote, drei davon", _of_those_before),
    Counting("of them", "weitere Verletzte, sechs von ihnen", _of_them),
    Counting("part of a whole", "zwei unserer Männer", _part),
    Counting("noun behind", "50.000 Soldaten", _noun_behind),
    Counting("after a colon", "Zuschauer: 15.034", after_colon),
    Counting("value before", "der Wert 35", _value_before),
    Counting("shared noun", "200 feste und 300 freie Mitarbeiter", lambda place, _: _shared_noun(place)),
    Counting("shared at the end", "von bisher zwölf auf 20 Mitglieder", lambda place, _: _at_the_end(place)),
    Counting("gapped", "sprach von 40 Gästen, der Verein von 60", gapped),
    Counting("level", "Die Zahl der Toten stieg auf 35", _level),
    Counting("record", "Den niedrigsten Wert hatte Bremen mit 73,5", _record),
    Counting("noun before", "eine Zahl von 35", _measured),
    Counting("subject", "Die Inzidenz beträgt 35", _subject),
    Counting("none at all", "keine", _none_at_all),
    Counting("counted before", "Ein Boot sank, 30 blieben", earlier),
)
"""What a plain count counts."""
