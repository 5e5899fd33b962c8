"""The question that a cluster answers, in a few German words, and the slot its claims share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

from kursk_claims.lexicon import geography
from kursk_claims.lexicon.classes import things
from kursk_claims.lexicon.countries import adjectives, name_of
from kursk_claims.models import Claim, Slot

T = TypeVar("T")


def _most(values: Sequence[T]) -> T | None:
    """The most frequent value that is not empty; the first by its text among equals."""
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], str(value))) if counts else None


def common_slot(claims: Sequence[Claim]) -> Slot:
    """Field by field, what most of the cluster's claims say."""
    slots = [claim.slot for claim in claims]

    return Slot(
        thing=_most([slot.thing for slot in slots]),
        thing_class=_most([slot.thing_class for slot in slots]),
        group=_most([slot.group for slot in slots]) or (),
        place=_most([slot.place for slot in slots]) or (),
        event=_most([slot.event for slot in slots]),
        scope=_most([slot.scope for slot in slots]),
        dimension=_most([slot.dimension for slot in slots]),
        change=_most([slot.change for slot in slots]),
        base=_most([slot.base for slot in slots]),
        modality=_most([slot.modality for slot in slots]),
    )


def question(claims: Sequence[Claim]) -> str:
    """What the figures of a numeric cluster are figures of: ``nordkoreanische Soldaten in Kursk``."""
    slot = common_slot(claims)
    counted = _most([claim.quantity.counted for claim in claims if claim.quantity])
    if counted and not any(word[:1].isupper() for word in counted.split()):
        counted = _noun_of(slot.thing_class) or counted  # a verb: "kostet" asks for the Kosten
    thing = counted or slot.thing or slot.thing_class or slot.event or slot.dimension or "Angabe"
    words = [thing]
    if slot.group and not any(_stem_of(code) in thing.lower() for code in slot.group):
        words.insert(0, "/".join(name_of(code) or code for code in slot.group) + ":")
    where = [place for place in slot.place if place not in slot.group]
    if where:
        words.append("– " + ", ".join(geography.name_of(place) or place.title() for place in where[:2]))
    return " ".join(words)


def _noun_of(name: str | None) -> str | None:
    """The first noun of a class of things."""
    entry = things().get(name or "")
    return next((word for word in entry.words if word[:1].isupper()), None) if entry is not None else None


def _stem_of(code: str) -> str:
    return adjectives().get(code, name_of(code) or code).lower()


def statement_question(claims: Sequence[Claim]) -> str:
    """A statement cluster is named by its shortest claim's own words."""
    return min((claim.text for claim in claims), key=lambda text: (len(text), text))
