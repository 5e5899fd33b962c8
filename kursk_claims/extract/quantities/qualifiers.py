"""Qualifiers of a number: ``mehr als``, ``bis zu``, ``rund``, ``oder mehr``.

``read_before`` walks left from a number over qualifiers and the particles between them.
Of several qualifiers a bound outweighs an approximation: ``mehr als rund 10.000`` is a bound.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from kursk_claims.extract.quantities.atoms import SPACES
from kursk_claims.lexicon import alternatives, load
from kursk_claims.models import Modifier

_S = f"[{SPACES}]"
_REACH = 70


class QualifierLexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """``lexicon/de/qualifiers.toml``."""

    before: dict[Modifier, list[str]]
    comparatives: dict[Modifier, list[str]]
    after: dict[Modifier, list[str]]
    particles: dict[str, list[str]]
    prepositions: dict[str, list[str]]
    distant: dict[str, list[str]]
    limits: dict[Modifier, list[str]]
    about: dict[str, list[str]]
    among: dict[str, list[str]]


class Qualified(Struct, frozen=True):
    """A qualifier and where its span begins or ends; ``words`` is it in lower case."""

    at: int
    modifier: Modifier
    words: str


def _phrases(written: list[str]) -> str:
    """The phrases with any white space between their words."""
    return alternatives(written).replace(r"\ ", f"{_S}+")


class _Patterns:
    """The words of the lexicon compiled."""

    def __init__(self) -> None:
        words = load("de/qualifiers", QualifierLexicon)
        modifiers: dict[str, Modifier] = {}
        for table in (words.before, words.after, words.comparatives):
            for modifier, phrases in table.items():
                modifiers.update(dict.fromkeys(phrases, modifier))
        limits = {noun: modifier for modifier, nouns in words.limits.items() for noun in nouns}
        phrases = [phrase for group in words.before.values() for phrase in group]
        comparatives = [word for group in words.comparatives.values() for word in group]
        after = [phrase for group in words.after.values() for phrase in group]
        noun_phrase = (
            rf"{_S}(?:d(?:er|ie|as|em|en|es){_S}|ein(?:e[rsnm]?)?{_S})?"
            rf"(?:[a-zäöüß]+e[rnsm]?{_S}){{0,2}}[A-ZÄÖÜ][\w-]+{_S}von{_S}$"
        )
        self.before = re.compile(rf"(?<![\w-])(?P<q>{_phrases(phrases)}){_S}*$", re.IGNORECASE)
        self.comparative = re.compile(rf"(?<!\w)(?P<q>{_phrases(comparatives)}){_S}als{_S}$", re.IGNORECASE)
        self.particle = re.compile(rf"(?<!\w)(?:{_phrases(words.particles['words'])}){_S}$", re.IGNORECASE)
        self.after = re.compile(rf"{_S}(?:\w+{_S})?(?P<q>{_phrases(after)})(?!\w)(?!{_S}als)")
        self.distant = re.compile(rf"(?<![\w-])(?i:(?P<q>{_phrases(words.distant['words'])})){noun_phrase}")
        self.limit = re.compile(rf"(?<!\w)(?P<q>{alternatives(limits)})(?:e?s)?{_S}(?:von|bei|:){_S}$", re.IGNORECASE)
        self.limits = limits
        self.modifiers = modifiers
        self.prepositions = frozenset(words.prepositions["words"])
        self.articles = frozenset(words.prepositions["articles"])
        self.about = re.compile(rf"(?:{_phrases(words.about['stems'])})\w*(?:{_S}[\w-]+){{0,4}}{_S}$", re.IGNORECASE)
        self.among = re.compile(rf"(?:{_phrases(words.among['stems'])})\w*(?:{_S}[\w-]+){{0,4}}{_S}$", re.IGNORECASE)


_patterns = cache(_Patterns)


@cache
def before_number() -> str:
    """Pattern of every qualifier that stands directly before a number."""
    return _phrases([phrase for group in load("de/qualifiers", QualifierLexicon).before.values() for phrase in group])


_BOUNDS = frozenset(("at_least", "more_than", "at_most", "less_than"))


def read_before(text: str, start: int, *, measured: bool) -> Qualified | None:
    """Read the qualifiers directly before ``start``.

    ``measured``: the number is in digits or has a unit, so that ``über``, ``unter`` and ``ab``
    before it are bounds and not prepositions.
    """
    patterns = _patterns()
    low = max(0, start - _REACH)
    low = max(low, text.rfind("\n", low, start) + 1)
    at, pending = start, start
    found: Qualified | None = None
    over_article = False
    for _ in range(6):
        match = patterns.before.search(text, low, pending) or patterns.comparative.search(text, low, pending)
        if match is not None and match.end() == pending:
            words = " ".join(match.group("q").lower().split())
            if words in patterns.prepositions and found is None and (over_article or not measured):
                return None
            if over_article and found is None and (words.endswith(" als") or match.re is patterns.comparative):
                return None  # "mehr als die 300 vom Vorjahr": compared with a known figure
            governed = patterns.about if words == "über" else patterns.among if words == "unter" else None
            if governed is not None and found is None and governed.search(text, low, match.start()):
                return None
            if words in patterns.prepositions and found is not None:
                break  # "eine Umfrage unter rund 500 Leuten": no bound of an approximation
            modifier = patterns.modifiers[words]
            if words.endswith("mehr") and match.re is patterns.comparative:
                modifier = "more_than"
            pending = at = match.start()
            if found is None or (modifier in _BOUNDS and found.modifier not in _BOUNDS) or words.startswith("nicht"):
                found = Qualified(at, modifier, words)
            else:
                found = Qualified(at, found.modifier, found.words)
            continue
        particle = patterns.particle.search(text, low, pending)
        if particle is None or particle.end() != pending:
            break
        pending = particle.start()
        over_article = over_article or particle.group().strip().lower() in patterns.articles
    return found


def read_distant(text: str, start: int) -> Modifier | None:
    """Read a qualifier that reaches over a noun phrase: ``ab einem Gewicht von`` before ``start``."""
    patterns = _patterns()
    low = max(0, start - _REACH)
    match = patterns.distant.search(text, max(low, text.rfind("\n", low, start) + 1), start)
    return None if match is None else patterns.modifiers[" ".join(match.group("q").lower().split())]


def is_limit(noun: str) -> bool:
    """Tell whether a noun names a limit: ``Maximum``."""
    return noun.lower() in _patterns().limits


def read_limit(text: str, start: int) -> Modifier | None:
    """Read a noun that makes a limit of the number: ``ein Maximum von`` before ``start``."""
    match = _patterns().limit.search(text, max(0, start - _REACH), start)
    return None if match is None else _patterns().limits[match.group("q").lower()]


def read_after(text: str, end: int) -> Qualified | None:
    """Read a qualifier after ``end`` (``oder mehr``), perhaps over the one word counted."""
    match = _patterns().after.match(text, end)
    if match is None:
        return None
    words = match.group("q")
    return Qualified(match.end(), _patterns().modifiers[words], words)
