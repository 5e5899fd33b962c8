"""What a quantity counts or measures, over the tree of its sentence.

For each kind of unit an ordered table of rules is tried, the most certain first; where none applies
the field stays ``None`` and no guess is made.
"""

from __future__ import annotations

from msgspec.structs import replace
from spacy.tokens import Doc, Token

from kursk_claims.extract.counting import counts, measures, shares, times
from kursk_claims.extract.counting.phrases import is_noun, is_unit, phrase_text, sentence, surname
from kursk_claims.extract.counting.places import Heads, Place
from kursk_claims.extract.counting.rules import Counting, first
from kursk_claims.extract.counting.words import words
from kursk_claims.extract.quantities import units
from kursk_claims.models import Quantity, Span


def attach_counted(doc: Doc, quantities: list[Quantity]) -> list[Quantity]:
    """Return the quantities with ``counted`` … filled in, as far as their sentences are analysed."""
    places = [_aged(place) for place in (_place(doc, quantity) for quantity in quantities)]
    heads: Heads = []
    rules: list[str | None] = []
    for place in places:
        if place is not None and place.analysed:
            head, rule = _head(place, heads)
            heads.append((place, _sound(place, head)))
            rules.append(rule)
    whose = _share_heads(doc, heads)
    found = {
        place.quantity.start: _with_head(place, head, rule if of == k else SHARED)
        for k, ((place, head), rule, of) in enumerate(zip(heads, rules, whose, strict=True))
    }
    return [found.get(quantity.start, quantity) for quantity in quantities]


JOINED, SHARED = "compound", "shared"
"""Names for what no table finds: ``12-Tonnen-Kran``, and ``62, 64 und 66 Jahre``."""

_YOUNGEST, _OLDEST = 3, 119
_REACH = 4
"""Tokens before a bare number in which ``es`` shows that it is no age (``sagte Mai, es seien weiterhin zwölf``)."""


def _aged(place: Place | None) -> Place | None:
    """Read ``Wanda, 27,`` and ``sie war 18`` as ages: a name or a person's pronoun bears the bare number."""
    if place is None or not place.analysed or place.quantity.unit is not None:
        return place
    text, value = place.quantity.text, place.quantity.max
    if value is None or not _YOUNGEST <= value <= _OLDEST or place.first != place.last or not value.is_integer():
        return place
    doc, before, after = place.doc, place.before, place.after
    if before is not None and before.pos_ == "ADV" and before.i > place.low:
        before = before.nbor(-1)
    ends = after is None or after.text in (",", ".", ")", ";", "!", "?") or after.lower_ in ("und", "oder")
    ends = ends or (after is not None and after.lemma_ == "sein")
    if not ends or before is None:
        return place
    named = text.isdigit() and before.text in (",", "(") and before.i > place.low and _names(doc[before.i - 1])
    verb = place.token.head
    bearers = [child for child in place.token.children if child.dep_.startswith("nsubj")] or [
        child for child in verb.children if child.dep_.startswith("nsubj")
    ]
    copula = verb.lemma_ in ("sein", "werden") or any(child.dep_ == "cop" for child in place.token.children)
    told = copula and any(b.lower_ in ("er", "ich") or b.ent_type_ == "PER" for b in bearers)
    told = told and not any(t.lower_ == "es" for t in doc[max(place.low, place.first - _REACH) : place.first])
    return replace(place, quantity=replace(place.quantity, unit="age_year")) if named or told else place


def _names(token: Token) -> bool:
    """A person's name, also one that the recogniser does not know."""
    return token.ent_type_ == "PER" or (token.pos_ == "PROPN" and not token.ent_type_)


def _sound(place: Place, head: Token | None) -> Token | None:
    """Drop what can't be counted: pronouns, units, signs."""
    if head is None:
        return None
    if is_noun(head):
        if head.ent_type_ == "PER":
            head = surname(head, place.high)
        own = place.quantity.unit == "times" or "-" in head.text or units.is_compound(head.text)
        inside = place.first <= head.i <= place.last and own
        return None if is_unit(head) and not inside and place.quantity.unit is not None else head
    if place.quantity.unit is None or units.dimension(place.quantity.unit) in ("share", "age"):
        return None
    return head if head.pos_ in ("VERB", "AUX", "ADJ") and head.text[:1].islower() else None


_LISTED = words().listing | {"-"}


def _share_heads(doc: Doc, heads: Heads) -> list[int]:
    """``62, 64 und 66 Jahren``: numbers that share a unit measure the same; right to left.

    ``5 Stunden und 24 Minuten`` are one time, and the first tells what it measures. Returns for each number the one
    whose head it has.
    """
    whose = list(range(len(heads)))
    for index in range(1, len(heads)):
        (left, head), (right, own) = heads[index - 1], heads[index]
        between = doc[left.last + 1 : right.first]
        dimensions = [units.dimension(place.quantity.unit) for place in (left, right)]
        one_time = dimensions in (["time", "time"], ["age", "age"])
        listed = left.before is not None and left.before.text in ("(", ",")
        if dimensions == ["age", "age"] and (own is None or listed) and [t.text for t in between] in ([","], ["und"]):
            heads[index], whose[index] = (right, head), whose[index - 1]
            continue
        if one_time and left.low == right.low and len(between) <= 1 and all(t.lower_ == "und" for t in between):
            heads[index], whose[index] = (right, head), whose[index - 1]
    for index in range(len(heads) - 2, -1, -1):
        (left, _), (right, head) = heads[index], heads[index + 1]
        if left.low != right.low or left.quantity.unit != right.quantity.unit or left.quantity.unit is None:
            continue
        between = doc[left.last + 1 : right.first]
        if len(between) and between[0].lower_ == "statt" and heads[index][1] is not None:
            heads[index + 1], whose[index + 1] = (right, heads[index][1]), whose[index]
            continue
        near, first = heads[index][1], [t.lower_ for t in between] in (["oder"], ["und"])
        nearer = near is not None and head is not None and is_noun(near) and head.i < near.i < left.first
        if nearer and first and left.quantity.text[-1:].isdigit():
            heads[index + 1], whose[index + 1] = (right, near), whose[index]
            continue
        if left.quantity.text[-1:].isdigit() and 0 < len(between) <= 2 and all(t.lower_ in _LISTED for t in between):
            heads[index], whose[index] = (left, head), whose[index + 1]
    return whose


def _with_head(place: Place, head: Token | None, rule: str | None) -> Quantity:
    if head is None:
        return place.quantity
    quantity = replace(place.quantity, counted_by=rule)
    start, end = head.idx, head.idx + len(head.text)
    if start < quantity.end and end > quantity.start and "-" in head.text:
        start += head.text.rindex("-") + 1
        text = head.text[start - head.idx :]
        return replace(quantity, counted=text, counted_head=text, counted_lemma=text, counted_span=Span(start, end))
    low = place.last + 1 if head.i > place.last else place.low
    return replace(
        quantity,
        counted=phrase_text(head, low) if is_noun(head) else head.text,
        counted_head=head.text,
        counted_lemma=head.lemma_ or head.text,
        counted_span=Span(start, end),
    )


def _place(doc: Doc, quantity: Quantity) -> Place | None:
    span = doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    low, high = sentence(doc[span.start])
    return Place(doc, quantity, span.start, span.end - 1, low, high)


def _head(place: Place, heads: Heads) -> tuple[Token | None, str | None]:
    """What is counted, and the name of the rule that says so."""
    joined = _compound_head(place)
    return (joined, JOINED) if joined is not None else first(rules_for(place.quantity.unit), place, heads)


def rules_for(unit: str | None) -> tuple[Counting, ...]:
    """The table of rules for quantities of a unit; ``None`` for plain counts."""
    if unit is None:
        return counts.RULES
    if unit.startswith("age_"):
        return times.AGE_RULES
    match units.dimension(unit):
        case "share" | "share_points":
            return shares.RULES
        case "multiple":
            return shares.MULTIPLE_RULES
        case "time":
            return times.RULES
    return measures.RULES


def _compound_head(place: Place) -> Token | None:
    """``12-Tonnen-Kran``: the token goes on after the span with its head."""
    token = place.token
    rest = token.text[max(place.quantity.end - token.idx, 0) :]
    if rest.startswith("-") and len(rest) > 2 and rest[1].isupper():
        return token
    following = place.after
    if following is not None and following.text == "-" and following.i + 1 < place.high:
        after = place.doc[following.i + 1]
        return after if after.idx == following.idx + 1 and is_noun(after) else None
    return None
