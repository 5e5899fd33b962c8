"""The question that a cluster answers, in a few German words, and the slot its claims share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple, TypeVar

from msgspec import Struct, structs

from kursk_claims.compare.own_words import Piece, own_words
from kursk_claims.compare.story_words import common_words, headline_stems, whole_name
from kursk_claims.compare.telling import tells
from kursk_claims.lexicon import countries, geography, reader
from kursk_claims.lexicon.classes import measured_class, stem, thing_class, things
from kursk_claims.lexicon.measures import known, label_of, occasion_of, rows_of_noun
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
    if len(values) == 1:
        return values[0] or None  # most questions are of one figure
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

    ``Tote – Explosion in Beirut``, ``nordkoreanische Soldaten in Kursk``, ``SPD – Landtagswahl Brandenburg``: a measure
    that the lexicon knows is told by its name, whose it is, then the occasion. Else the text's own words tell it, and
    behind them, unless they do, whose it is or of which story: ``„Alleinstehende erhalten … Euro im Monat“ –
    Bürgergeld``.
    """
    claims = sorted(claims, key=lambda claim: (claim.doc.id, claim.start, claim.id))
    slot = common_slot(claims)
    if slot.bearer_text:
        slot = structs.replace(slot, bearer_text=whole_name(slot.bearer_text, claims))
    what = _what(claims, slot)
    piece = None if _tells_alone(claims, slot, what) else own_words(claims)
    if piece is None or piece.bare:
        return _by_name(claims, slot, what)
    noun = _head(claims, slot, what[0].name, piece)
    told = f"{noun}: „{piece.text}“" if noun else f"„{piece.text}“"
    return " – ".join([told, *([] if _is_placed(claims, slot, piece) else _story(claims, slot, told))])


def _by_name(claims: Sequence[Claim], slot: Slot, what: Sequence[_Named]) -> str:
    """What is counted, whose it is, the occasion; where no occasion is told with its place, the story or the place."""
    occasion = None if slot.dimension == "age" and slot.bearer_text else occasion_words(slot)
    parts = [*(one.shown for one in what), occasion]
    if slot.bearer_text and not (slot.measure == _VOTES and occasion):
        parts.insert(1, slot.bearer_text)
    elif slot.bearer_text:
        parts[:1] = [slot.bearer_text]
    told = [part for part in parts if part] or [_words().unnamed]
    told = [part for index, part in enumerate(told) if not any(_named_in(part, other) for other in told[:index])]
    said = " ".join(told)
    places = [name for place in slot.place if (name := _place_name(place)) not in said]
    placed = _has_place(slot) or (slot.dimension == "age" and slot.bearer_text is not None)
    if places and not occasion and len(told) == 1 and countries.name_of(slot.place[0]) is None:
        told = [f"{told[0]} in {places[0]}"]  # no country reads well behind "in"
    if not placed:
        story = common_words(claims, " ".join(told))
        rest = [name for name in places if name not in " ".join(told)][:2] if not occasion else []
        told += [", ".join(story or rest)] if story or rest else []
    return " – ".join(told)


def _tells_alone(claims: Sequence[Claim], slot: Slot, what: Sequence[_Named]) -> bool:
    """Whether names alone say what is counted or measured, and of whom, of what event, or where."""
    if slot.dimension == "age":
        return slot.bearer_text is not None
    if (slot.role or "") in _words().role or len(what) > 1:
        return False
    whose = slot.bearer_text is not None and _is_name(slot.bearer_text, claims)
    if slot.measure in known():
        return whose or _has_place(slot)
    return what[0].name is not None and " " in what[0].name and bool(slot.group) and _has_place(slot)


def _has_place(slot: Slot) -> bool:
    """Whether an occasion is told that has a name or place."""
    anchor = slot.anchor
    return anchor is not None and bool(anchor.text) and (anchor.place or anchor.name) is not None


def _is_name(phrase: str, claims: Sequence[Claim]) -> bool:
    """Whether a phrase is an abbreviation, or has a word of the sentences' names."""
    names = {part for claim in claims for name in claim.slot.entities for part in name.casefold().split()}
    return any(word.casefold() in names or (word.isupper() and len(word) > 1) for word in phrase.split())


def _head(claims: Sequence[Claim], slot: Slot, noun: str | None, piece: Piece) -> str | None:
    """What a piece needs before it: the name of its measure, unless its own noun or unit says it."""
    measured = _words().dimension.get(slot.dimension or "")
    listed = noun is not None and noun == label_of(slot.measure)
    if noun is not None and not listed and not any(noun in claim.text for claim in claims):
        noun = measured
    if noun is None or all(stem(word) in stem(piece.text) for word in noun.split() if tells(word)):
        return None
    return None if (piece.counted and not listed) or (piece.unit and noun == measured) else noun


def _is_placed(claims: Sequence[Claim], slot: Slot, piece: Piece) -> bool:
    """Whether a piece says of whom or of what event it is: by a name, or by a word of a headline."""
    heads = {stem(claim.quantity.counted_head) for claim in claims if claim.quantity and claim.quantity.counted_head}
    context = piece.telling - heads
    if context & _name_stems(claims):
        return True
    if slot.bearer_text and _is_name(slot.bearer_text, claims) and not _named_in(slot.bearer_text, piece.text):
        return False
    return not context.isdisjoint(headline_stems(claims))


def _name_stems(claims: Sequence[Claim]) -> set[str]:
    """Stems of the words of names and places."""
    slots = [claim.slot for claim in claims]
    names = [name for slot in slots for name in (*slot.entities, *(_place_name(place) for place in slot.place))]
    return {stem(part) for name in names for part in name.split()}


def _place_name(place: str) -> str:
    return geography.name_of(place) or place.title()


def _story(claims: Sequence[Claim], slot: Slot, said: str) -> list[str]:
    """Whose a figure is, else on what occasion, else what the headlines share."""
    if slot.bearer_text and tells(slot.bearer_text.split()[-1]) and _is_name(slot.bearer_text, claims):
        return [] if _named_in(slot.bearer_text, said) else [slot.bearer_text]
    occasion = occasion_words(slot)
    if occasion and _has_place(slot):
        return [] if _named_in(occasion, said) else [occasion]
    story = common_words(claims, said)
    names = [name for place in slot.place if not _named_in(name := _place_name(place), said)]
    return [", ".join(story or names[:2])] if story or names else []


def _named_in(name: str, phrase: str) -> bool:
    """Whether a phrase names something already, by its name or its adjective: ``nordkoreanische`` is Nordkorea's."""
    code = countries.code_of(name)
    of_country = code is not None and any(countries.code_of(word) == code for word in phrase.split())
    return of_country or name.casefold() in phrase.casefold()


_VOTES = "vote_share"
"""A measure that a reader looks up by its bearer: a table of parties."""


class _Named(NamedTuple):
    """A noun of a label, and what makes it a part, a change, a limit, or no fact."""

    name: str | None
    note: str | None = None

    @property
    def shown(self) -> str | None:
        """The noun with its note."""
        return f"{self.name} ({self.note})" if self.name is not None and self.note is not None else self.name


def _what(claims: Sequence[Claim], slot: Slot) -> list[_Named]:
    """What is counted or measured."""
    measured = _words().dimension.get(slot.dimension or "")
    noun = None if slot.dimension == "age" else _noun(claims, slot)
    modality = slot.modality if 2 * sum(one.slot.modality == slot.modality for one in claims) > len(claims) else None
    note = _words().role.get(slot.role or "") or _words().modality.get(modality or "")
    if noun is not None and measured is not None and not _is_measured(noun, slot):
        return [_Named(measured, note), _Named(noun)]
    return [_Named(noun or measured, note)]


def _is_measured(noun: str, slot: Slot) -> bool:
    """Whether a noun says what its unit measures (``Gewinn`` in euros), so that no other word has to."""
    listed = bool(rows_of_noun(noun)) or slot.measure in known()
    return listed or _is_amount(noun) or measured_class(noun, slot.dimension or "") is not None


def _is_amount(noun: str) -> bool:
    entry = things().get(thing_class(noun) or "")
    return entry is not None and entry.measured


def occasion_words(slot: Slot) -> str | None:
    """``Explosion in Beirut``; ``None`` without a word for the event."""
    anchor = slot.anchor
    if anchor is None or not anchor.text:
        return None
    noun = _without_genitive(anchor.text)
    if anchor.name:
        return f"{noun} {anchor.name}"
    if not anchor.place or anchor.place in noun:
        return noun
    whole = (place for place in slot.place if place.startswith(f"{anchor.place.casefold()} "))
    where = next(whole, None)
    place = anchor.place if where is None else _place_name(where)
    return f"{noun} {place}" if noun.endswith("wahl") else f"{noun} in {place}"


def _without_genitive(noun: str) -> str:
    """An occasion's noun without the ending of its genitive: ``Ausbruch`` for ``Ausbruchs``."""
    occasion = occasion_of(noun)
    if occasion is None:
        return noun
    return next((noun.removesuffix(end) for end in ("s", "es") if noun.lower().endswith(occasion.letters + end)), noun)


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
    """The noun that is counted, in the nominative.

    ``Panzer`` for ``Panzern``, because what ends in -er or -el has one form in both numbers; ``Delegierte`` for
    ``Delegierten``, whose singular is an adjective's; ``Länder`` for ``Ländern``, because no plural in -n has an umlaut
    that its singular lacks.
    """
    head, lemma = quantity.counted_head, quantity.counted_lemma
    if head is None or lemma is None:
        return head
    if head == f"{lemma}n" and lemma.endswith(("er", "el")):
        return lemma
    if head == f"{lemma.removesuffix('r')}n" and lemma.endswith("er"):
        return head[:-1]
    umlauted = (
        head.endswith("n") and not lemma.endswith("n") and any(head.count(one) > lemma.count(one) for one in "äöü")
    )
    return head[:-1] if umlauted else head


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
