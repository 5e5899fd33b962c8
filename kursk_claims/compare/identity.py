"""Whether two names mean one source: a body, who speaks for it, its short name, its report.

A source has *marks*: two sources with a mark in common are one. Where a name says less than another (``Polizei``,
``Polizei Grünau``; ``Morsch``, ``Helga Morsch``) it *shortens* it: the two are one only if nobody else fits as well.
A *role* is a kind of body of which a story mostly has one (``Unternehmen``, ``Landkreis``): who has it is one source
with everybody else who has it, as long as no two of them have names of their own (``Landrat Kern``, ``Landrat Voss``).
Words are ``lexicon/de/bodies.toml``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import dropwhile
from typing import Final

from msgspec import Struct

from kursk_claims.lexicon import reader
from kursk_claims.lexicon.outlets import is_listed, outlet_key
from kursk_claims.models import Cited, Source, SourceKind
from kursk_claims.settings import WORDS_REMEMBERED

_WORD: Final = re.compile(r"[\w'’.&/-]*\w")
_BRACKETED: Final = re.compile(r"\(([^()]*)\)")
_ABBREVIATION: Final = re.compile(r"[A-ZÄÖÜ][A-ZÄÖÜa-zäöü]{0,2}[A-ZÄÖÜ]+")
MEDIA: Final = frozenset({"outlet", "agency"})


class _Office(Struct, frozen=True, forbid_unknown_fields=True):
    endings: tuple[str, ...]
    body: str
    prefixed: bool = False


class _Heads(Struct, frozen=True, forbid_unknown_fields=True):
    endings: tuple[str, ...]
    hyphened: tuple[str, ...]
    firm: tuple[str, ...]
    firm_body: str
    ranks: frozenset[str]


class _Same(Struct, frozen=True, forbid_unknown_fields=True):
    names: tuple[tuple[str, ...], ...]


class _Roles(Struct, frozen=True, forbid_unknown_fields=True):
    kept: tuple[str, ...]
    left_out: dict[str, tuple[str, ...]]


class _Bodies(Struct, frozen=True, forbid_unknown_fields=True):
    small: frozenset[str]
    office: tuple[_Office, ...]
    heads: _Heads
    same: _Same
    roles: _Roles


_bodies: Final = reader("de/bodies", _Bodies)


class Identity(Struct, frozen=True):
    """By what a source is known again."""

    marks: frozenset[str]
    """Keys that it shares with every other name of itself."""
    words: tuple[str, ...]
    """Words of its name as written, with its office (``Gouverneur Oleh Kirin``), lower case."""
    body: tuple[str, ...] = ()
    """Words of the body or person that speaks; empty for media, documents and whoever is not named."""
    person: tuple[str, ...] = ()
    """Words of a person's own name, without office."""
    abbreviation: str = ""
    """The name, if it is an abbreviation, lower case."""
    role: str = ""
    """The kind of body that it is or speaks for."""
    proper: str = ""
    """By which of its own it is told from others of its role: a surname, the name of a firm; empty for ``Konzern``."""


def source_key(source: Source) -> str:
    """The key under which two mentions are one source."""
    return source.key or source.name.casefold()


def identity(source: Source | Cited) -> Identity:
    """By what a source is known again. A state's bodies (``US:government``) are known by their key alone."""
    return _identity(source.name, source.key or source.name.casefold(), source.kind)


@lru_cache(maxsize=WORDS_REMEMBERED)
def _identity(name: str, key: str, kind: SourceKind) -> Identity:
    words = _words(name)
    if ":" in key or not words:
        return Identity(frozenset({key}), words)
    short = [inside for inside in _BRACKETED.findall(name) if _ABBREVIATION.fullmatch(inside)]
    marks = {key, *(inside.casefold() for inside in short)}
    if kind in MEDIA:
        return Identity(frozenset({*marks, _medium(name)}), words)
    if kind == "unknown" or is_listed(name):
        marks.add(_medium(name))
    speaks = _office_body(words)
    body = speaks or _plain_body(words, kind)
    role = "" if kind == "document" else _role(words, body)
    own = tuple(key.split())
    holds = kind == "person" or (kind == "official" and own != words)
    person = own if holds and len(own) <= len(words) and words[-len(own) :] == own else ()
    if body and body != (role,):
        marks.add("body " + " ".join(body))
    if kind in ("document", "anonymous"):
        return Identity(frozenset(marks), words)
    named_so = len(_without_kind(words)) == 1 and _ABBREVIATION.fullmatch(_BRACKETED.sub(" ", name).split()[-1])
    proper = person[-1] if person and speaks else " ".join(word for word in body if word != role)
    return Identity(
        marks=frozenset(marks),
        words=words,
        body=body or own,
        person=person,
        abbreviation=words[-1] if named_so else "",
        role=role,
        proper=proper,
    )


def outlet_mark(name: str) -> str:
    """The mark of an outlet by its own name."""
    return _medium(name)


def shortens(short: Identity, long: Identity) -> bool:
    """Whether the first may be a short name of the second: its beginning or end, its office, its initials."""
    if short.abbreviation and len(long.words) > 1:
        return short.abbreviation in (_initials(long.words), _initials(_telling(long.words)))
    size = len(short.person)
    if size and len(long.person) > size and long.person[-size:] == short.person:
        return True
    size = len(short.body)
    if not size or short.body == long.body:
        return False
    if len(long.body) > size and (short.body == long.body[:size] or _ends_with(long, short.body)):
        return True
    return long.words[:size] == short.body


def _ends_with(name: Identity, body: tuple[str, ...]) -> bool:
    """Whether a name ends with a body's own; ``Gewerkschaft der Polizei`` ends with whose it is."""
    before = name.words[: -len(body)]
    return name.body[-len(body) :] == body and not (before and before[-1] in _bodies().small)


def is_short_medium(name: str, of: str) -> bool:
    """Whether a medium that is not listed may be another one, called by the beginning of its name."""
    if is_listed(name):
        return False
    short, long = outlet_key(name), outlet_key(of)
    return short != long and (long.startswith(f"{short} ") or (_is_siglum(short) and long.startswith(short)))


def _is_siglum(key: str) -> bool:
    """Whether a key is as short as the sign by which an agency credits itself (``alp``)."""
    return 2 < len(key) < 5


def _medium(name: str) -> str:
    return "medium " + outlet_key(name)


def _words(name: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORD.findall(_BRACKETED.sub(" ", name)))


def _telling(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _bodies().small)


def _from_name(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words from the first that tells something."""
    return tuple(dropwhile(_bodies().small.__contains__, words))


def _initials(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words)


def _office_body(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words of the body that an office speaks for (``Polizeipräsident Wessel``, ``Sprecherin der Polizei``), if any."""
    heads = _bodies().heads
    for index, word in enumerate(words[:2]):
        for office in _bodies().office:
            ending = _ending(word, office.endings)
            if ending:
                return _canonical(((word.removesuffix(ending).rstrip("-") if office.prefixed else "") + office.body,))
        ending = _ending(word, heads.endings) or _ending(word, tuple("-" + end for end in heads.hyphened))
        if not ending:
            continue
        first = word.removesuffix(ending).rstrip("-")
        if first and first not in heads.ranks:
            return _canonical((first,))
        rest = words[index + 1 :]
        if rest and rest[0] in _bodies().small:
            return _canonical(_telling(_without_kind(_from_name(rest))))
        if _ending(word, heads.firm):
            return _canonical((heads.firm_body,))
    return ()


def _plain_body(words: tuple[str, ...], kind: SourceKind) -> tuple[str, ...]:
    """Words of a body's own name; of a document, of the body whose it is (``Umfrage des Instituts Allensbach``)."""
    if kind == "document":
        rest = words[1:]
        whose = bool(rest) and rest[0] in _bodies().small and not any(ch.isdigit() for word in words for ch in word)
        return _canonical(_telling(_without_kind(_from_name(rest)))) if whose else ()
    if kind in ("institution", "unknown") or len(words) == 1:
        return _canonical(_telling(_without_kind(words)))
    return ()


def _ending(word: str, endings: tuple[str, ...]) -> str:
    """The longest of the endings that a word has; empty without one."""
    return max((end for end in endings if word.endswith(end)), key=len, default="")


def _role(words: tuple[str, ...], body: tuple[str, ...]) -> str:
    """The role of a body (``Konzern``, ``Autobauer Wolter``) or of the body that an office speaks for, if any."""
    roles = _bodies().roles
    if body and body[0].endswith(roles.kept):
        return body[0]
    return body[0] if len(body) == 1 and body[0] in roles.left_out else _kind(words[0])


def _kind(word: str) -> str:
    """The role that a noun before a name tells (``Autobauer``: ``unternehmen``), if any."""
    bare = _bare(word)
    return next((role for role, endings in _bodies().roles.left_out.items() if _ending(bare, endings)), "")


def _without_kind(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name without the noun in front that tells its role: not of ``Verband der Imker``."""
    named = len(words) > 1 and words[1] not in _bodies().small and _kind(words[0])
    return words[1:] if named else words


def _canonical(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without genitive endings, each by the first of the words that the body goes by."""
    return tuple(_same().get(_bare(word), _bare(word)) for word in words)


def _bare(word: str) -> str:
    """A word without the -s of the genitive or of a compound."""
    return word.removesuffix("s") if len(word) > 4 and not word.endswith("ss") else word


@cache
def _same() -> dict[str, str]:
    return {_bare(name): names[0] for names in _bodies().same.names for name in names}
