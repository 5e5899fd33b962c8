"""Countries: every German word that points to one, and the code it points to.

The vocabulary is ``de/countries.toml``. ``code_of`` answers "which country does this word stand
for", whatever the word is: name, adjective, inhabitant, capital or metonym. ``role_of`` tells
which of these it was, because a capital is a place as well as a government.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

from kursk_claims.lexicon import load
from kursk_claims.lexicon.grammar import grammar
from kursk_claims.settings import WORDS_REMEMBERED

Role = Literal["name", "adjective", "demonym", "capital", "metonym"]


class Country(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One country's German words; see the head of the file for what each list holds."""

    code: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...] = ()
    undeclined: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    demonym_forms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()


class Countries(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    country: tuple[Country, ...]


@cache
def countries() -> tuple[Country, ...]:
    """All countries, in the order of the file."""
    return load("de/countries", Countries).country


def _demonym_forms(base: str) -> tuple[str, ...]:
    """Inflected forms and the feminine of a demonym: ``Russe`` -> Russen, Russin, Russinnen."""
    if base.endswith("e"):
        return (base, f"{base}n", f"{base[:-1]}in", f"{base[:-1]}innen")
    if base.endswith("er"):
        return (base, f"{base}s", f"{base}n", f"{base}in", f"{base}innen")
    return (base, f"{base}s", f"{base}n", f"{base}en", f"{base}in", f"{base}innen")


def _adjective_forms(stem: str) -> tuple[str, ...]:
    return (stem, *(stem + ending for ending in grammar().adjectives))


def _multiword_forms(name: str) -> tuple[str, ...]:
    """A name as it stands after a preposition or in the genitive.

    ``Vereinigte Staaten`` -> ``Vereinigten Staaten``; ``Weißes Haus`` -> ``Weiße Haus``,
    ``Weißen Hauses``; any single word also with genitive ``s``.
    """
    first, _, rest = name.partition(" ")
    if not rest:
        return (name,) if name.endswith(("s", "ß", "x", "z")) else (name, f"{name}s")
    for ending in ("es", "er", "e"):
        if first.endswith(ending) and len(first) > len(ending) + 3:
            stem = first[: -len(ending)]
            return tuple(f"{stem}{e} {tail}" for e in grammar().adjectives for tail in (rest, f"{rest}s", f"{rest}es"))
    return (name, f"{name}s")


@lru_cache(maxsize=WORDS_REMEMBERED)
def fold(word: str) -> str:
    """The form under which a word is looked up: NFC, lower case, plain hyphen and apostrophe."""
    text = unicodedata.normalize("NFC", word).casefold()
    return text.replace("’", "'").replace("‑", "-").replace("–", "-")


@cache
def _index() -> dict[str, tuple[str, Role]]:
    """Every form with its code. What stands first in the file wins where two countries share a word."""
    index: dict[str, tuple[str, Role]] = {}

    def add(form: str, code: str, role: Role) -> None:
        index.setdefault(fold(form), (code, role))

    for country in countries():
        for name in country.names:
            for form in _multiword_forms(name):
                add(form, country.code, "name")
        for stem in country.adjectives:
            for form in _adjective_forms(stem):
                add(form, country.code, "adjective")
        for form in country.undeclined:
            add(form, country.code, "adjective")
        for base in country.demonyms:
            for form in _demonym_forms(base):
                add(form, country.code, "demonym")
        for form in country.demonym_forms:
            add(form, country.code, "demonym")
        for name in country.capitals:
            for form in _multiword_forms(name):
                add(form, country.code, "capital")
        for name in country.metonyms:
            for form in _multiword_forms(name):
                add(form, country.code, "metonym")
    return index


@lru_cache(maxsize=WORDS_REMEMBERED)
def code_of(word: str) -> str | None:
    """ISO code of the country that a word or name stands for in any inflection, else ``None``.

    ``russischen`` -> ``RU``, ``Pjöngjang`` -> ``KP``, ``Weißen Hauses`` -> ``US``.
    """
    hit = _index().get(fold(word))
    return hit[0] if hit else None


@lru_cache(maxsize=WORDS_REMEMBERED)
def role_of(word: str) -> Role | None:
    """What kind of word for a country it is (``name``, ``adjective`` ...), else ``None``."""
    hit = _index().get(fold(word))
    return hit[1] if hit else None


def split_compound(word: str) -> tuple[str, str] | None:
    """Country and rest of a hyphenated compound: ``US-Beamte`` -> (``US``, ``Beamte``), else ``None``.

    The longest first part that stands for a country is taken (``Saudi-Arabien-Reise``).
    """
    parts = word.replace("‑", "-").split("-")
    for cut in range(len(parts) - 1, 0, -1):
        code = code_of("-".join(parts[:cut]))
        if code:
            return code, "-".join(parts[cut:])
    return None


def code_in(word: str) -> str | None:
    """Code of the country that a word or the first part of a compound stands for."""
    code = code_of(word)
    parts = split_compound(word) if code is None and "-" in word else None
    return parts[0] if parts else code


def name_of(code: str) -> str | None:
    """German name of a code, as shown to readers: ``KP`` -> ``Nordkorea``."""
    return _names().get(code)


@cache
def _names() -> dict[str, str]:
    return {country.code: country.names[0] for country in countries()}


@cache
def adjectives() -> dict[str, str]:
    """Adjective stem of each code, for questions in words: ``KP`` -> ``nordkoreanisch``."""
    return {country.code: country.adjectives[0] for country in countries() if country.adjectives}
