"""Names normalised over articles: two mentions with one key are one source.

Outlets and bodies of the lexicon share their canonical name, people their name without titles,
groups of a country's officials the country and the class (``US-Beamte``, ``Beamte der USA`` and
``amerikanische Regierungsvertreter`` are all ``US:government``); any other phrase its words
without articles and endings.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kursk_claims.extract.sources import gazetteer, lexicons
from kursk_claims.extract.sources.lexicons import Gender, Noun
from kursk_claims.lexicon import countries
from kursk_claims.lexicon.saying import nouns as nouns_of_saying
from kursk_claims.models import SourceKind

if TYPE_CHECKING:
    from kursk_claims.extract.sources.index import Index

_WORD: Final = re.compile(r"[\w'’.&/-]*\w")
_STATE_CLASSES: Final = frozenset({"government", "military", "intelligence"})
_UNQUOTED: Final = str.maketrans("", "", '„“”"»«')


def text(name: str) -> str:
    """Case-folded words without function words."""
    return " ".join(
        word for word in (w.casefold() for w in _WORD.findall(name)) if word not in lexicons.reference().keyless
    )


def person(name: str) -> str:
    """Case-folded name without titles."""
    return " ".join(w.casefold() for w in name.split() if w not in lexicons.offices().titles)


def group(codes: tuple[str, ...], cls: str) -> str:
    """``US+UA:government``, codes sorted."""
    return f"{'+'.join(sorted(set(codes)))}:{cls}"


@lru_cache(maxsize=4096)
def country_codes(name: str) -> tuple[str, ...]:
    """Codes of all countries that a phrase's words point to, in order, each once."""
    codes: list[str] = []
    words = _WORD.findall(name)
    for size in (3, 2, 1):
        for i in range(len(words) - size + 1):
            code = countries.code_of(" ".join(words[i : i + size]))
            if code is None and size == 1:
                split = countries.split_compound(words[i])
                code = split[0] if split else None
            if code and code not in codes:
                codes.append(code)
    return tuple(codes)


@lru_cache(maxsize=4096)
def compound_source(word: str) -> str | None:
    """``Polizeiangaben`` -> ``Polizei``; ``None`` if the word is no such compound."""
    word = word.translate(_UNQUOTED)
    agency, hyphen, report = word.rpartition("-")
    if hyphen and report in nouns_of_saying().attribution and gazetteer.entry_of(agency) is not None:
        return agency
    noun = lexicons.noun_of(word)
    if not word[:1].isupper() or (noun is not None and noun.cls == "media_report"):
        return None
    lower = word.lower()
    for ending in lexicons.attribution_nouns().compound_endings:
        if lower.endswith(ending) and len(lower) > len(ending) + 1:
            first = word[: -len(ending)].rstrip("-")
            if first.lower() in lexicons.attribution_nouns().compound_stop_words:
                return None
            if len(first) < 2:
                return None
            known = lexicons.attribution_nouns().compound_heads
            if first in known:
                return known[first]
            if ending.startswith("bericht"):
                return first if "-" in word and (first.isupper() or gazetteer.entry_of(first) is not None) else None
            if first.endswith(lexicons.attribution_nouns().compound_links):
                return first[:-1]
            return first
    return None


def of_phrase(name: str, noun: Noun | None, index: Index | None, *, person: bool = False) -> str:
    """Key of a phrase whose head is the common noun ``noun`` (or none)."""
    codes = country_codes(name)
    entry = gazetteer.entry_of(name) if countries.role_of(name) is None else None
    if entry is not None:
        return text(entry.canonical)
    if noun is not None and noun.cls in _STATE_CLASSES and codes:
        return group(codes, noun.cls)
    if noun is not None and noun.cls == "ministry" and codes:
        return group(codes, noun_stem(name, noun))
    if codes and noun is None and not person and countries.code_of(name) is not None:
        return group(codes, "government")
    if index is not None and name in index.long_names:
        return text(index.long_names[name])
    return " ".join(_stem(word) for word in text(name).split())


def noun_stem(name: str, noun: Noun) -> str:
    """The ministry's own word, without its ending."""
    for word in _WORD.findall(name):
        last: str = word.lower().rpartition("-")[2]
        if last.endswith(noun.form.lower()):
            return last.removesuffix("s")
    return noun.cls


def _stem(word: str) -> str:
    for ending in lexicons.reference().key_endings:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def kind_of(name: str, head: str, noun: Noun | None, office: Gender | None, gender: Gender) -> SourceKind:
    """Kind of an unnamed source by its head noun."""
    role = countries.role_of(name)
    if role in {"name", "capital", "metonym"}:
        return "official"
    lower = head.lower()
    if office is not None and gender != "p" and (noun is None or noun.kind in {"anonymous", "official", "institution"}):
        if noun is not None and noun.gender != "p":
            return noun.kind
        return "official" if lower.endswith(lexicons.offices().official) else "person"
    if noun is not None:
        return noun.kind
    if office is not None:
        return "official" if lower.endswith(lexicons.offices().official) else "person"
    if head.isupper() and len(head) > 1:
        return "institution"
    return "unknown"
