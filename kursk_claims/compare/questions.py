"""The question that a cluster answers, in a few German words, and the slot its claims share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple, TypeVar

from msgspec import Struct, structs

from kursk_claims.compare.own_words import own_words
from kursk_claims.compare.story_words import headline, whole_name
from kursk_claims.lexicon import countries, geography, reader
from kursk_claims.lexicon.classes import measured_class, thing_class, things
from kursk_claims.lexicon.measures import known, occasion_of, rows_of_noun
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

    ``Tote – Explosion in Beirut``, ``nordkoreanische Soldaten in Kursk``, ``SPD – Landtagswahl Brandenburg``: names
    tell it where the texts themselves say the measure, and of whom or of what occasion. Else a clause of the texts
    tells it, and a headline of which story, unless the clause does.
    """
    claims = sorted(claims, key=lambda claim: (claim.doc.id, claim.start, claim.id))
    slot = common_slot(claims)
    if slot.bearer_text:
        slot = structs.replace(slot, bearer_text=whole_name(slot.bearer_text, claims))
    what = _what(claims, slot)
    if (named := _by_names(claims, slot, what)) is not None:
        return named
    piece = own_words(claims)
    if piece is None or piece.bare:
        return _by_what_is_known(claims, slot, [one.shown for one in what if one.shown])
    head = None if piece.counted or piece.unit else what[0].name
    told = f"{head}: „{piece.text}“" if head and not _named_in(head, piece.text) else f"„{piece.text}“"
    story = headline(claims, "" if piece.open else told)
    said = f"{told} {story}"
    return " – ".join(one for one in (told, _whose(claims, slot, said) or _where(claims, slot, said), story) if one)


def _whose(claims: Sequence[Claim], slot: Slot, said: str) -> str | None:
    """The name of the bearer, if the figures' clauses have it and the label does not."""
    whose = slot.bearer_text
    if whose is None or _named_in(whose, said) or not _says(claims, "bearer"):
        return None
    return whose if _is_name(whose, claims) else None


def _where(claims: Sequence[Claim], slot: Slot, said: str) -> str | None:
    """The town or region that all articles are of, if it is a count and the label has no place."""
    everywhere = slot.dimension in (None, "count") and all(claim.slot.place == slot.place for claim in claims)
    names = [_place_name(place) for place in slot.place if countries.name_of(place) is None]
    return names[0] if everywhere and names and not any(_named_in(name, said) for name in names) else None


def _by_what_is_known(claims: Sequence[Claim], slot: Slot, nouns: Sequence[str]) -> str:
    """What is counted, whose it is, and the story, be it of the article only: no clause tells more."""
    told = [*nouns, *([slot.bearer_text] if slot.bearer_text else [])] or [_words().unnamed]
    places = [name for place in slot.place if not _named_in(name := _place_name(place), " ".join(told))]
    story = headline(claims, " ".join(told)) or occasion_words(slot) or ", ".join(places[:2])
    return " – ".join([*told, *([story] if story and not _named_in(story, " ".join(told)) else [])])


def _by_names(claims: Sequence[Claim], slot: Slot, what: Sequence[_Named]) -> str | None:
    """The question in names alone; ``None`` if they don't tell it, or the texts don't say them."""
    noun = what[0].name
    if slot.dimension == "age" and slot.bearer_text:
        age = f"{what[0].shown} – {slot.bearer_text}"
        story = None if " " in slot.bearer_text else headline(claims, age)
        return " – ".join([age, *([story] if story else [])])
    if noun is None or (slot.role or "") in _words().role or len(what) > 1 or not _says(claims, "measure"):
        return None
    occasion = occasion_words(slot) if _happens_there(claims, slot) else None
    if slot.measure == _VOTES:
        return f"{slot.bearer_text} – {occasion}" if slot.bearer_text and occasion else None
    if slot.measure in known() and occasion and not slot.restrictors:
        return f"{what[0].shown} – {occasion}"
    whose = countries.code_of(noun.split()[0])
    if whose is None or whose not in slot.group or not any(claim.slot.provenance.place == "said" for claim in claims):
        return None
    places = [name for place in slot.place if not _named_in(name := _place_name(place), noun)]
    return f"{what[0].shown} in {places[0]}" if places else None


def _happens_there(claims: Sequence[Claim], slot: Slot) -> bool:
    """Whether the texts say the occasion and its place of the figures themselves."""
    anchor = slot.anchor
    if anchor is None or not anchor.text or not (anchor.place or anchor.name):
        return False
    places = [_place_name(place) for place in slot.place]
    return _says(claims, "event") and (not anchor.place or not places or any(anchor.place in name for name in places))


def _says(claims: Sequence[Claim], field: Literal["bearer", "measure", "place", "event"]) -> bool:
    """Whether half of the figures have a field of their signature from their own clause."""
    said = [claim for claim in claims if getattr(claim.slot.provenance, field) == "said"]
    return 2 * len(said) >= len(claims)


def _is_name(phrase: str, claims: Sequence[Claim]) -> bool:
    """Whether a phrase is an abbreviation, or has a word of the sentences' names."""
    names = {part for claim in claims for name in claim.slot.entities for part in name.casefold().split()}
    return any(word.casefold() in names or (word.isupper() and len(word) > 1) for word in phrase.split())


def _place_name(place: str) -> str:
    return geography.name_of(place) or place.title()


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
