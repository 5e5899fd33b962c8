"""The question that a cluster answers, in a few German words, and the slot its claims share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, TypeVar

from msgspec import Struct

from kursk_claims.lexicon import geography, reader
from kursk_claims.lexicon.classes import things
from kursk_claims.models import Claim, Slot

T = TypeVar("T")


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    """The file ``de/questions.toml``."""

    fillers: frozenset[str]
    dimension: dict[str, str]
    unnamed: str


_words: Final = reader("de/questions", _Words)


def _most(values: Sequence[T | None]) -> T | None:
    """The most frequent value that is not empty; the first by its text among equals."""
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], str(value))) if counts else None


def common_slot(claims: Sequence[Claim]) -> Slot:
    """Field by field, what most of the cluster's claims say."""
    slots = [claim.slot for claim in claims]

    return Slot(
        bearer=_most([slot.bearer for slot in slots]),
        bearer_text=_most([slot.bearer_text for slot in slots]),
        measure=_most([slot.measure for slot in slots]),
        measure_text=_most([slot.measure_text for slot in slots]),
        restrictors=_most([slot.restrictors for slot in slots]) or (),
        role=_most([slot.role for slot in slots]),
        period=_most([slot.period for slot in slots]),
        anchor=_most([slot.anchor for slot in slots]),
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
    """What the figures of a numeric cluster are figures of.

    ``Tote – Explosion in Beirut``, ``nordkoreanische Soldaten in Kursk``, ``SPD – Landtagswahl Brandenburg``: what is
    counted, then whose it is and at which occasion, else where.
    """
    slot = common_slot(claims)
    noun = None if slot.dimension == "age" else _noun(claims, slot)
    noun = noun or _words().dimension.get(slot.dimension or "")
    parts = [slot.bearer_text, noun] if slot.measure in _OF_BEARERS and slot.bearer_text else [noun, slot.bearer_text]
    occasion = _occasion(slot)
    if slot.measure in _OF_BEARERS and slot.bearer_text and occasion:
        parts = [slot.bearer_text]
    told = [part for part in (*parts, occasion) if part] or [_words().unnamed]
    told = [part for index, part in enumerate(told) if not any(_named_in(part, other) for other in told[:index])]
    places = [name for place in slot.place if (name := geography.name_of(place) or place.title()) not in " ".join(told)]
    if occasion or not places:
        return " – ".join(told)
    where = ", ".join(places[:2])
    if len(told) == 1 and all(len(place) > 2 for place in slot.place[:1]):
        return f"{told[0]} in {places[0]}"
    return " – ".join((*told, where))


def _named_in(name: str, phrase: str) -> bool:
    """Whether a phrase names something already, by its name or its adjective: ``nordkoreanische`` is Nordkorea's."""
    return name.casefold() in phrase.casefold()


_OF_BEARERS = frozenset({"vote_share", "seats", "index_level"})
"""Measures that a reader looks up by their bearer: a table of parties, of indices."""


def _occasion(slot: Slot) -> str | None:
    """``Explosion in Beirut``; ``None`` without a word for the event."""
    anchor = slot.anchor
    if anchor is None or not anchor.text:
        return None
    if not anchor.place or anchor.place in anchor.text:
        return anchor.text
    return f"{anchor.text} {anchor.place}" if anchor.text.endswith("wahl") else f"{anchor.text} in {anchor.place}"


def _noun(claims: Sequence[Claim], slot: Slot) -> str | None:
    """The noun of what is counted, with its adjectives where these stand in the nominative; ``None`` without one."""
    named = slot.measure_text if slot.measure_text and _names(slot.measure_text) else None
    phrases = Counter(claim.quantity.counted for claim in claims if claim.quantity and claim.quantity.counted)
    fitting = [
        phrase
        for phrase in phrases
        if _names(phrase.split()[-1])
        and (named is None or phrase.split()[-1] == named)
        and all(word.endswith("e") for word in phrase.split()[:-1])
    ]
    if fitting:
        return min(
            fitting,
            key=lambda phrase: (-len(phrase.split()) if len(phrase.split()) < 3 else 0, -phrases[phrase], phrase),
        )
    heads = [claim.quantity.counted_head for claim in claims if claim.quantity and claim.quantity.counted_head]
    head = named or _most([head for head in heads if _names(head)]) or _noun_of(slot.thing_class)
    thing = (slot.thing or "").capitalize()
    return head or (thing if _names(thing) else None)


def _names(noun: str) -> bool:
    """Whether a word can name what is counted: a noun, and none that says only that something is told."""
    return noun[:1].isupper() and noun not in _words().fillers


def _noun_of(name: str | None) -> str | None:
    """The first noun of a class of things."""
    entry = things().get(name or "")
    return next((word for word in entry.words if word[:1].isupper()), None) if entry is not None else None


def statement_question(claims: Sequence[Claim]) -> str:
    """A statement cluster is named by its shortest claim's own words."""
    return min((claim.text for claim in claims), key=lambda text: (len(text), text))
