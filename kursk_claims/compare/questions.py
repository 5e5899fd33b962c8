"""The question that a cluster answers, in a few German words, and the slot its claims share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

from msgspec import Struct

from kursk_claims.extract.quantities.units import unit_of_word
from kursk_claims.lexicon import countries, geography, reader
from kursk_claims.lexicon.classes import measured_class, stem, thing_class, things
from kursk_claims.lexicon.frames import frames, generic_stems, time_nouns
from kursk_claims.lexicon.measures import known, rows_of_noun
from kursk_claims.models import Claim, Quantity, Slot

T = TypeVar("T")


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    """The file ``de/questions.toml``."""

    fillers: frozenset[str]
    dimension: dict[str, str]
    role: dict[str, str]
    modality: dict[str, str]
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
    counted or measured, whose it is, then the occasion. Where no occasion is told with its place, what the headlines
    of the articles have in common says which story it is, else where it was.
    """
    slot = common_slot(claims)
    occasion = occasion_words(slot)
    parts = [*_what(claims, slot), occasion]
    if slot.bearer_text and not (slot.measure == _VOTES and occasion):
        parts.insert(1, slot.bearer_text)
    elif slot.bearer_text:
        parts[:1] = [slot.bearer_text]
    told = [part for part in parts if part] or [_words().unnamed]
    told = [part for index, part in enumerate(told) if not any(_named_in(part, other) for other in told[:index])]
    said = " ".join(told)
    places = [name for place in slot.place if (name := geography.name_of(place) or place.title()) not in said]
    placed = occasion is not None and slot.anchor is not None and (slot.anchor.place or slot.anchor.name) is not None
    if places and not occasion and len(told) == 1 and countries.name_of(slot.place[0]) is None:
        told, placed = [f"{told[0]} in {places[0]}"], True  # no country reads well behind "in"
    if not placed:
        story = _common_words(claims, " ".join(told))
        told += [", ".join(story)] if story else [", ".join(places[:2])] if places and not occasion else []
    return " – ".join(told)


def _named_in(name: str, phrase: str) -> bool:
    """Whether a phrase names something already, by its name or its adjective: ``nordkoreanische`` is Nordkorea's."""
    code = countries.code_of(name)
    of_country = code is not None and any(countries.code_of(word) == code for word in phrase.split())
    return of_country or name.casefold() in phrase.casefold()


_VOTES = "vote_share"
"""A measure that a reader looks up by its bearer: a table of parties."""


def _what(claims: Sequence[Claim], slot: Slot) -> list[str | None]:
    """What is counted or measured, with what makes it a part, a change, a limit, or no fact."""
    measured = _words().dimension.get(slot.dimension or "")
    noun = None if slot.dimension == "age" else _noun(claims, slot)
    if noun is not None and measured is not None and not _is_measured(noun, slot):
        found: list[str | None] = [measured, noun]
    else:
        found = [noun or measured]
    modality = slot.modality if 2 * sum(one.slot.modality == slot.modality for one in claims) > len(claims) else None
    kind = _words().role.get(slot.role or "") or _words().modality.get(modality or "")
    if found[0] is not None and kind is not None:
        found[0] = f"{found[0]} ({kind})"
    return found


def _is_measured(noun: str, slot: Slot) -> bool:
    """Whether a noun says what its unit measures (``Gewinn`` in euros), so that no other word has to."""
    listed = bool(rows_of_noun(noun)) or slot.measure in known()
    return listed or _is_amount(noun) or measured_class(noun, slot.dimension or "") is not None


def _is_amount(noun: str) -> bool:
    entry = things().get(thing_class(noun) or "")
    return entry is not None and entry.measured


def _common_words(claims: Sequence[Claim], said: str) -> list[str]:
    """Telling words that two articles share, of their headlines, else of the figures' sentences; two at most."""
    documents = {claim.doc.id: claim.doc for claim in sorted(claims, key=lambda claim: (claim.doc.id, claim.start))}
    headlines = [document.title for document in documents.values() if document.title]
    sentences = [" ".join(_behind_first(claim.text) for claim in claims if claim.doc.id == one) for one in documents]
    return _shared(dict.fromkeys(headlines), said) or _shared(dict.fromkeys(sentences), said)


def _behind_first(sentence: str) -> str:
    """A sentence without its first word, whose capital tells nothing."""
    return sentence.partition(" ")[2]


def _shared(texts: Iterable[str], said: str) -> list[str]:
    counts: Counter[str] = Counter()
    forms: dict[str, str] = {}
    for text in texts:
        words = {stem(word): word for word in _WORD.findall(text) if _tells(word)}
        counts.update(words.keys())
        for key, word in words.items():
            forms.setdefault(key, word)
    order = {key: place for place, key in enumerate(forms)}
    shared = [key for key, n in counts.items() if n > 1 and key not in stem(said) and not _named_in(forms[key], said)]
    return [forms[key] for key in sorted(shared, key=lambda key: (-counts[key], order[key]))[:2]]


_WORD = re.compile(r"[^\W\d_][\w-]{3,}")


def _tells(word: str) -> bool:
    """Whether a word tells a story apart: a noun or name, no unit or time, and none that every other text has."""
    lower = word.lower()
    common = stem(word) in generic_stems() or lower in time_nouns() or lower in frames().empty.words
    return word[:1].isupper() and not common and unit_of_word(lower) is None and thing_class(word) != "person"


def occasion_words(slot: Slot) -> str | None:
    """``Explosion in Beirut``; ``None`` without a word for the event."""
    anchor = slot.anchor
    if anchor is None or not anchor.text:
        return None
    if anchor.name:
        return f"{anchor.text} {anchor.name}"
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
    heads = [_nominative(claim.quantity) for claim in claims if claim.quantity and claim.quantity.counted_head]
    head = named or _most([head for head in heads if head and _names(head)]) or _noun_of(slot.thing_class)
    thing = (slot.thing or "").capitalize()
    return head or (thing if _names(thing) else None)


def _nominative(quantity: Quantity) -> str | None:
    """The noun that is counted, ``Panzer`` for ``Panzern``: what ends in -er or -el has one form in both numbers."""
    head, lemma = quantity.counted_head, quantity.counted_lemma
    return lemma if lemma and head == f"{lemma}n" and lemma.endswith(("er", "el")) else head


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
