"""Noun phrases around a number, read so that a wrong parse does little harm.

Parts of speech are far more reliable than attachment in a fast parser, so the noun phrase beside a
number is read from the surface and the tree is asked only for relations over a distance.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kursk_claims.extract.counting.words import words
from kursk_claims.extract.quantities import context, currencies, units
from kursk_claims.extract.quantities.number_words import fold, lexicon
from kursk_claims.grammar.tokens import NOUNS
from kursk_claims.lexicon.grammar import grammar

_INSIDE = frozenset(("ADJ", "DET", "NUM", "PRON"))


LONGEST = 12


def sentence(token: Token) -> tuple[int, int]:
    """Return the token range of the sentence around ``token``."""
    found = token.sent
    return found.start, found.end


def is_noun(token: Token) -> bool:
    """Tell whether a token is a noun or name, or a nominalised adjective (``Verletzte``)."""
    if token.lower_ in words().substances:
        return True
    if len(token.text) == 1 or (not any(map(str.islower, token.text)) and any(not c.isalpha() for c in token.text)):
        return False
    if not token.text[:1].isupper():
        return "-" in token.text and token.text.rpartition("-")[2][:1].isupper()
    if _is_joined_attribute(token):
        return False
    if token.pos_ in NOUNS:
        return True
    if token.is_sent_start or token.pos_ in ("DET", "PRON"):
        return False
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    if token.pos_ != "ADJ" and token.i > 0 and token.nbor(-1).text in _OPENING and token.pos_ not in ("X", ""):
        return False  # "Gehen wir", "In Ulm": what is said begins with a capital
    return token.pos_ != "ADJ" or following is None or following.pos_ not in NOUNS


_OPENING = frozenset('„“"»«:')


def _is_joined_attribute(token: Token) -> bool:
    """``Corona-bedingte Ausfälle``: a capital first part makes no noun of a participle before a noun."""
    last = token.text.rpartition("-")[2]
    if (
        last == token.text
        or not last.islower()
        or not last.endswith(grammar().participles)
        or token.i + 1 >= len(token.doc)
    ):
        return False
    return token.nbor().text[:1].isupper()


def is_unit(token: Token) -> bool:
    """Tell whether a noun is a unit, a scale or a month, which measures and is not measured."""
    if units.unit_of_word(token.text) is not None or currencies.is_noun(token.text):
        return True
    return context.is_time_name(token.text) or fold(token.text) in lexicon().scales


_QUOTES = frozenset("„“\"»«'‚")


_NO_ATTRIBUTE = frozenset(("ADP", "AUX", "SCONJ", "CCONJ", "NUM", "PUNCT", "ADV", "PART"))


def _is_attribute(token: Token) -> bool:
    """A word that may stand between a number and its noun, whatever the tagger made of it."""
    if token.pos_ in ("ADJ", "DET") or (token.pos_ == "PRON" and token.lower_.startswith(words().possessives)):
        return True
    if token.text in _QUOTES or token.lower_ in words().connecting or _is_joined_attribute(token):
        return True
    if token.text.endswith("-"):
        return token.text[:1].isupper()
    if token.pos_ in _NO_ATTRIBUTE or not token.text[:1].islower() or token.i + 1 >= len(token.doc):
        return False
    if token.pos_ == "VERB" and token.text.endswith("te") and token.i > 0:
        before = token.nbor(-1)
        if before.pos_ == "ADJ" and before.text.endswith("e") and token.nbor().text[:1].isupper():
            return True  # "neue bestätigte Fälle": two attributes that agree
    if token.pos_ == "VERB":
        finite = "Fin" in token.morph.get("VerbForm", []) and not token.lower_.endswith(grammar().present_participles)
        return token.lower_.endswith(grammar().participles) and not finite
    return token.lower_.endswith(grammar().adjectives) and token.nbor().text[:1].isupper()


def noun_after(doc: Doc, at: int, end: int, *, genitive: bool = False, lenient: bool = False) -> Token | None:
    """Return the head of the noun phrase that begins at token ``at``, before token ``end``.

    Attributes are skipped, also coordinated ones (``feste und freie Mitarbeiter``) and participles
    with their own phrase (``in Europa registrierten Beben``). ``genitive``: a determiner begins it.
    ``lenient``: a finite past right after a bare number and before a noun is a mistagged participle.
    """
    i = at
    while i < min(end, at + LONGEST):
        token = doc[i]
        if token.is_space:
            i += 1
            continue
        if is_noun(token) and i > at and is_unit(token) and i + 1 < end:
            scale = fold(token.text) in lexicon().scales
            if doc[i + 1].pos_ == "ADJ" or (scale and is_noun(doc[i + 1]) and not is_unit(doc[i + 1])):
                i += 1
                continue
        if lenient and i == at and i + 1 < end and _may_be_participle(token):
            if is_noun(doc[i + 1]):
                return _last_of_compound(doc, i + 1, end, after_determiner=False)
            return None
        if is_noun(token):
            return _last_of_compound(doc, i, end, after_determiner=genitive)
        if i > at and _disagree(doc[i - 1], token):
            return None
        if i == at and not genitive and token.lower_ in ("den", "die", "das", "dem"):
            return None  # "Tausende den ganzen Winter lang": another phrase
        if i == at and token.lower_ in ("zu", "bis") and i + 1 < end and is_noun(doc[i + 1]):
            return None
        if _is_attribute(token):
            i += 1
            continue
        stacked = _measured_attribute(doc, i + 1, end) if token.text == "," and i > at else None
        if stacked is not None:
            i = stacked + 1
            continue
        if (
            token.lower_ in ("und", "oder", "sowie", "bis", ",")
            and i > at
            and i + 1 < end
            and (doc[i - 1].pos_ == "ADJ" or doc[i - 1].text.endswith("-"))
            and (doc[i + 1].pos_ in ("ADJ", "NUM") or doc[i - 1].text.endswith("-"))
        ):
            i += 1
            continue
        if token.pos_ in ("ADV", "PART") and (_leads_to_attribute(doc, i, end) or _leads_to_phrase(doc, i, end)):
            i += 1
            continue
        if genitive and token.pos_ == "ADV" and i + 1 < end and doc[i + 1].text.endswith("ten") and is_noun(doc[i + 1]):
            i += 1
            continue
        if token.pos_ == "NUM" and (i > at or genitive or (i + 1 < end and is_unit(doc[i + 1]))):
            i += 1
            continue
        if (
            token.text == ","
            and i > at
            and doc[i - 1].pos_ == "ADJ"
            and i + 1 < end
            and doc[i + 1].pos_ in ("ADP", "ADV")
        ):
            inner = participle_after(doc, i + 1, end)
            if inner is not None:
                i = inner + 1
                continue
        if token.pos_ == "ADP" and (i > at or genitive):
            inner = participle_after(doc, i, end)
            if inner is not None:
                i = inner + 1
                continue
        return None
    return None


def _disagree(left: Token, right: Token) -> bool:
    """``28 weitere erlitten Verluste``: attributes of one noun have one ending, so the second is a verb."""
    lower = left.text.islower() and right.text.islower() and {left.pos_, right.pos_} <= {"ADJ", "VERB"}
    return lower and left.text.endswith("e") and right.text.endswith("en")


def _may_be_participle(token: Token) -> bool:
    """``23 verletzte Gäste``, ``mit 23 verletzten Gästen``; ``29 erlitten Verluste`` has no dative before it."""
    if token.pos_ != "VERB" or not token.text[:1].islower():
        return False
    dative = token.i > 1 and token.nbor(-2).pos_ == "ADP"
    return token.text.endswith("te") or (dative and token.text.endswith("ten"))


def _leads_to_attribute(doc: Doc, i: int, end: int) -> bool:
    """``schwer verletzte``: an adverb directly before an attribute that has a noun."""
    if i + 1 >= end:
        return False
    following = doc[i + 1]
    return (_is_attribute(following) and following.pos_ != "DET") or following.pos_ == "NUM"


def _leads_to_phrase(doc: Doc, i: int, end: int) -> bool:
    """``des sonst in einem Monat erzielten Erlöses``: an adverb before a phrase that a participle closes."""
    return i + 1 < end and doc[i + 1].pos_ == "ADP" and participle_after(doc, i + 1, end) is not None


def participle_after(doc: Doc, i: int, end: int) -> int | None:
    """Index of the participle that closes a phrase before a noun: ``in Europa registrierten``."""
    for j in range(i + 1, min(end - 1, i + 8)):
        token = doc[j]
        if token.pos_ == "PUNCT" and token.text in ",.;:":
            return None
        if (
            token.pos_ in ("ADJ", "VERB")
            and token.text.islower()
            and token.lower_.endswith((*grammar().participles, *words().derived))
            and is_noun(doc[j + 1])
            and is_noun(doc[j - 1])
        ):
            return j
    return None


def _measured_attribute(doc: Doc, i: int, end: int) -> int | None:
    """Index of the second of two attributes with a measure: ``sechs Wochen dauernde, zwei Millionen Euro teure``."""
    for j in range(i + 1, min(end - 1, i + 6)):
        attribute = doc[j].pos_ in ("ADJ", "VERB") and doc[j].lower_.endswith(grammar().adjectives)
        if attribute and is_unit(doc[j - 1]) and is_noun(doc[j + 1]):
            return j
        if doc[j].pos_ not in ("NUM", "NOUN", "ADV"):
            return None
    return None


def _last_of_compound(doc: Doc, i: int, end: int, *, after_determiner: bool) -> Token:
    """Step over names before a noun (``Avenger Torpedobomber``) and over nested phrases."""
    token = doc[i]
    while (
        i + 1 < end
        and is_noun(doc[i + 1])
        and doc[i + 1].pos_ == "NOUN"
        and ((token.dep_ == "compound" and token.head.i == i + 1) or token.pos_ == "PROPN")
    ):
        i += 1
        token = doc[i]
    if not after_determiner or i + 2 >= end:
        return token
    participle, outer = doc[i + 1], doc[i + 2]
    superlative = participle.lower_.rstrip("nrs").endswith("ste")
    weak = participle.lower_.endswith(("e", "en"))  # "aller Beschäftigten privater Firmen": a second genitive
    closes = weak and participle.pos_ in ("ADJ", "VERB") and participle.lower_.endswith(grammar().participles)
    return outer if closes and not superlative and participle.text.islower() and is_noun(outer) else token


def genitive_after(doc: Doc, at: int, end: int) -> Token | None:
    """Return the head of a genitive or ``von`` phrase that begins at ``at``: ``der Wähler``, ``aller Beben``."""
    if at >= end:
        return None
    first = doc[at]
    if first.lower_ in ("von", "vom", "aus", "unter"):
        return noun_after(doc, at + 1, end, genitive=True)
    if (first.pos_ in ("DET", "PRON", "ADJ") and first.lower_ in words().genitives) or (
        first.lower_.startswith(words().possessives) and first.lower_.endswith("er")
    ):
        return noun_after(doc, at + 1, end, genitive=True)
    if first.pos_ == "ADJ" and first.lower_.endswith("er"):
        return noun_after(doc, at, end)
    return None


def in_prepositional_phrase(token: Token) -> bool:
    """Tell whether a preposition opens the noun phrase that ``token`` heads."""
    doc, i = token.doc, token.i - 1
    start = sentence(token)[0]
    while i >= start and (doc[i].pos_ in _INSIDE or doc[i].pos_ == "ADV" or doc[i].text in '„"»“'):
        i -= 1
    return i >= start and doc[i].pos_ == "ADP"


def surname(token: Token, end: int) -> Token:
    """From the first part of a name to its last: ``Ferenc`` to ``Bago``; a common noun stays itself."""
    doc, i = token.doc, token.i
    if token.ent_type_ == "PER":
        while i + 1 < end and doc[i + 1].ent_type_ == "PER" and doc[i + 1].ent_iob_ == "I":
            i += 1
        return doc[i]
    while (
        i + 1 < end and doc[i + 1].pos_ == "PROPN" and (doc[i].pos_ == "PROPN" or doc[i].dep_ in ("compound", "flat"))
    ):
        i += 1
    return doc[i]


def head_before(noun: Token, low: int) -> Token | None:
    """Return the noun whose genitive, ``von`` phrase or name ``noun`` is, if it stands right before it."""
    doc, i = noun.doc, noun.i - 1
    while i >= low and doc[i].text in '„"»“':
        i -= 1
    directly = i
    while i >= low and doc[i].pos_ == "ADJ":
        i -= 1
    if i < low:
        return None
    opener = doc[i]
    if is_noun(opener):
        named = noun.pos_ == "PROPN" or noun.dep_ in ("appos", "flat")
        return opener if i == directly and named and noun.ent_type_ != "PER" else None
    opens = opener.lower_ in ("des", "der") or (opener.lower_ == "von" and opener.pos_ == "ADP")
    if not opens or i - 1 < low or not is_noun(doc[i - 1]) or is_unit(doc[i - 1]):
        return None
    return doc[i - 1] if noun.head == doc[i - 1] else None


def phrase_head(noun: Token, low: int) -> Token:
    """From the last noun of ``Absatz der Automarke Borgward`` back to ``Absatz``: over names and genitives."""
    current = noun
    for _ in range(4):
        before = None if current.lower_.endswith(words().dimensions) else head_before(current, low)
        if before is None:
            return current
        current = before
    return current


def phrase_text(head: Token, low: int) -> str:
    """Return the head with its adjectives, not before ``low``, and a following genitive or ``aus``/``von`` phrase."""
    doc = head.doc
    high = sentence(head)[1]
    start = head.i
    while (
        start > low
        and (
            (doc[start - 1].pos_ == "ADJ" and doc[start - 1].text[:1].islower())
            or (doc[start - 1].lower_.startswith(words().possessives) and doc[start - 1].pos_ in ("DET", "PRON"))
            or (doc[start - 1].pos_ == "PROPN" and head.pos_ == "PROPN")
        )
        and doc[start - 1].lower_ not in words().approximating
    ):
        start -= 1
    end = head.i + 1
    if end < high and doc[end].lower_ in ("und", "sowie") and end + 1 < high and is_noun(doc[end + 1]):
        end += 2
    goes_on = end < high and doc[end].lower_ in words().genitives | {"aus", "von"}
    tail = genitive_after(doc, end, high) if goes_on else None
    inside = doc[end : tail.i] if tail is not None else ()
    if (
        tail is not None
        and not is_unit(tail)
        and not any(t.like_num or t.pos_ == "NUM" or t.text == "," for t in inside)
    ):
        end = tail.i + 1
        while end < high and doc[end].pos_ == "PROPN":
            end += 1
    return doc[start:end].text
