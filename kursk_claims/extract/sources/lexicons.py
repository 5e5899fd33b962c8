"""The words that name sources: attribution nouns, offices, common nouns, given names, closed classes.

Everything is read from ``lexicon/de`` once and folded into look-up tables; the names that are listed one by one
are in ``gazetteer``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final, Literal, NamedTuple

from msgspec import Struct

from kursk_claims.lexicon import load, reader
from kursk_claims.models import SourceKind
from kursk_claims.settings import WORDS_REMEMBERED

Gender = Literal["m", "f", "n", "p", ""]
"""Grammatical gender of a singular, ``p`` for a plural, empty if unknown."""


class Noun(NamedTuple):
    """What a common noun says of the source that it names."""

    cls: str
    kind: SourceKind
    gender: Gender
    form: str
    """The listed form that the word ends in."""


class _NounGroup(Struct, frozen=True, forbid_unknown_fields=True, rename={"cls": "class"}):
    cls: str
    kind: SourceKind
    gender: Gender
    singular: list[str]
    plural: list[str]
    whole: bool = False


class _SourceNouns(Struct, frozen=True, forbid_unknown_fields=True):
    noun: list[_NounGroup]


class Offices(Struct, frozen=True, forbid_unknown_fields=True):
    """``offices.toml``: offices, ranks and trades by their declension, titles, words inside names."""

    er: tuple[str, ...]
    weak: tuple[str, ...]
    strong: tuple[str, ...]
    adjectival: tuple[str, ...]
    feminine: tuple[str, ...]
    agents: tuple[str, ...]
    """Endings (lower case) of nouns for people by what they do or where they come from."""
    things: tuple[str, ...]
    """Nouns (lower case) with those endings that name no people."""
    titles: frozenset[str]
    """Stand before a name and are no noun of their own."""
    feminine_titles: frozenset[str]
    masculine_titles: frozenset[str]
    """Those that a man alone bears; most others are borne by either."""
    particles: frozenset[str]
    """Lower-case words inside a name."""
    official: tuple[str, ...]
    """Endings (lower case) of offices whose unnamed holder speaks for a body of state or administration."""
    ranks: frozenset[str]
    """First parts that mark a deputy or a former holder."""
    endings: frozenset[str]
    """What a form of an office adds to its basic word."""
    stems: tuple[str, ...]
    """Basic words by which one office is called again."""
    called: dict[str, tuple[str, ...]]
    """Words for an office by what its holder heads (lower case), to the offices that they can mean."""
    posts: frozenset[str]
    """Basic words of offices that a person holds for a time, and holds alone: not trades."""


class AttributionNouns(Struct, frozen=True, forbid_unknown_fields=True):
    """``attribution_nouns.toml``: compounds of an attribution noun, and such nouns that are a body as well."""

    bodies: frozenset[str]
    compound_endings: tuple[str, ...]
    compound_stop_words: frozenset[str]
    compound_links: tuple[str, ...]
    compound_heads: dict[str, str]


class MediaLinks(Struct, frozen=True, forbid_unknown_fields=True):
    """``media_links.toml``: words that put one source behind another."""

    cites: tuple[str, ...]
    cites_nouns: frozenset[str]
    cites_verbs: tuple[str, ...]
    quotes_verbs: frozenset[str]
    event_links: frozenset[str]
    media_prepositions: frozenset[str]
    media_events: frozenset[str]
    own_medium: tuple[str, ...]
    telling: tuple[str, ...]
    staff: tuple[str, ...]
    learning: frozenset[str]


class Reference(Struct, frozen=True, forbid_unknown_fields=True):
    """``reference.toml``: closed-class words of noun phrases and of reference."""

    definite: frozenset[str]
    possessive: frozenset[str]
    indefinite: frozenset[str]
    leading: frozenset[str]
    quantifiers: frozenset[str]
    masculine: frozenset[str]
    either: frozenset[str]
    plural: frozenset[str]
    neuter: frozenset[str]
    relatives: frozenset[str]
    speakers: frozenset[str]
    closing: frozenset[str]
    coordination: frozenset[str]
    complements: frozenset[str]
    adjuncts: frozenset[str]
    after_noun: frozenset[str]
    attached: frozenset[str]
    owner_openers: frozenset[str]
    person_links: frozenset[str]
    trailing: frozenset[str]
    genitive_articles: frozenset[str]
    contracted: frozenset[str]
    object_articles: frozenset[str]
    title_words: frozenset[str]
    long_name_words: tuple[str, ...]
    keyless: frozenset[str]
    key_endings: tuple[str, ...]
    official: tuple[str, ...]
    contrasting: frozenset[str]
    abstract: tuple[str, ...]
    first_person: frozenset[str]
    latter: frozenset[str]
    unnamed: tuple[str, ...]
    no_names: frozenset[str]
    generic: frozenset[str]
    any_body: frozenset[str]
    anyone: frozenset[str]
    summing: frozenset[str]
    sums: frozenset[str]
    hearsay: frozenset[str]
    taking_up: frozenset[str]
    anaphoric: frozenset[str]
    partitives: frozenset[str]
    brought_out: frozenset[str]
    legal_forms: tuple[str, ...]


attribution_nouns: Final = reader("de/attribution_nouns", AttributionNouns)
"""Attribution nouns."""

media_links: Final = reader("de/media_links", MediaLinks)
"""Words that link sources."""

reference: Final = reader("de/reference", Reference)
"""Closed-class words."""

offices: Final = reader("de/offices", Offices)
"""Offices and what stands around them."""


@cache
def _nouns() -> tuple[dict[str, Noun], dict[str, Noun]]:
    """Forms to nouns, for the end of a word and for whole words; keys lower case."""
    file = load("de/source_nouns", _SourceNouns)
    endings: dict[str, Noun] = {}
    whole: dict[str, Noun] = {}
    for group in file.noun:
        table = whole if group.whole else endings
        for form in group.plural:
            table.setdefault(form.lower(), Noun(group.cls, group.kind, "p", form))
        for form in group.singular:
            gender: Gender = group.gender
            known = table.get(form.lower())
            if known is None or (known.gender == "p" and known.cls == group.cls and form not in group.plural):
                table[form.lower()] = Noun(group.cls, group.kind, gender, form)
    return endings, whole


@lru_cache(maxsize=WORDS_REMEMBERED)
def office_plural(word: str) -> str | None:
    """The nominative plural of an office noun in another case: ``Beamten`` is ``Beamte``; ``None`` if unknown."""
    lower = word.lower()
    for ends, drop, add in _plural_ends():
        if lower.endswith(ends):
            return word[: len(word) - drop] + add
    return None


@lru_cache(maxsize=WORDS_REMEMBERED)
def office_singular(word: str) -> str | None:
    """The nominative singular of an office noun in ``-en``: ``Präsidenten``, ``Abgeordneten``; ``None`` if unknown."""
    lower = word.lower()
    for nouns, kept in ((offices().weak, 0), (offices().adjectival, 1)):
        for noun in nouns:
            stem = noun.lower().removesuffix("r").removesuffix("e") if kept else noun.lower().removesuffix("e")
            if lower.endswith(stem + "en"):
                return word[:-1] if kept or noun.endswith("e") else word[:-2]
    return None


@cache
def _plural_ends() -> tuple[tuple[tuple[str, ...], int, str], ...]:
    """Ends of office nouns in the plural, how many letters the nominative drops, and what it puts there."""
    file = offices()
    adjectival = [noun.lower().removesuffix("r").removesuffix("e") for noun in file.adjectival]
    return (
        (tuple(stem + ending for stem in adjectival for ending in ("en", "er")), 2, "e"),
        (tuple(noun.lower() + "n" for noun in file.er), 1, ""),
        (tuple(noun.lower().removesuffix("e") + "en" for noun in file.weak), 0, ""),
        (tuple(noun.lower() + "en" for noun in file.strong), 1, ""),
        (tuple(noun.lower() for noun in file.er), 0, ""),
    )


def noun_of(word: str) -> Noun | None:
    """Class of the common noun that a capitalised word is or ends in, else ``None``."""
    if not word[:1].isupper():
        return None
    endings, whole = _nouns()
    lower = word.lower().rpartition("-")[2]
    if lower in whole:
        return whole[lower]
    for start in range(len(lower) - 2):
        hit = endings.get(lower[start:])
        if hit:
            return hit
    return None


@cache
def _office_forms() -> dict[str, Gender]:
    """Forms of office nouns (lower case) to gender; plural ``p``, unknown empty."""
    file = offices()
    forms: dict[str, Gender] = {}

    def add(form: str, gender: Gender) -> None:
        forms.setdefault(form.lower(), gender)

    for noun in file.er:
        for ending in ("", "s"):
            add(noun + ending, "m")
        add(noun + "n", "p")
        _feminine(noun, add)
    for noun in file.weak:
        stem = noun.removesuffix("e")
        add(noun, "m")
        add(stem + "en", "m")
        _feminine(stem, add)
    for noun in file.strong:
        for ending in ("", "s", "es"):
            add(noun + ending, "m")
        add(noun + "e", "p")
        add(noun + "en", "p")
        _feminine(noun, add)
    for noun in file.adjectival:
        stem = noun.removesuffix("r").removesuffix("e")
        add(stem + "er", "m")
        for ending in ("e", "en", "em", "es"):
            add(stem + ending, "")
    for noun in file.feminine:
        add(noun, "f")
    return forms


def _feminine(stem: str, add: Callable[[str, Gender], None]) -> None:
    add(stem + "in", "f")
    add(stem + "innen", "p")


@lru_cache(maxsize=WORDS_REMEMBERED)
def office_of(word: str) -> Gender | None:
    """Gender of the office, rank or trade that a capitalised word is or ends in, else ``None``."""
    if not word[:1].isupper():
        return None
    forms = _office_forms()
    lower = word.lower().rpartition("-")[2]
    for start in range(max(len(lower) - 2, 0)):
        piece = lower[start:]
        if piece in forms and (start == 0 or len(piece) > 3):
            return forms[piece]
    return None


def is_agent(word: str) -> bool:
    """Whether a capitalised word has the form of a noun for people, and is not known to name things."""
    last = word.lower().rpartition("-")[2]
    return word[:1].isupper() and last.endswith(offices().agents) and not last.endswith(offices().things)


_AGED: Final = re.compile(r"\d{1,3}-?[Jj]ährige[rn]?")


def is_aged(word: str) -> bool:
    """Whether a word names a person by age alone: ``der 36-Jährige``."""
    return _AGED.fullmatch(word) is not None
