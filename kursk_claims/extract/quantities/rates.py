"""Denominators of rates: ``pro Tag``, ``täglich``, ``je Einwohner``, ``im Monat``.

Read in the clause around a quantity, never across a full stop or another number.
"""

from __future__ import annotations

import math
import re
from functools import cache

from msgspec import Struct

from kursk_claims.extract.quantities import units
from kursk_claims.extract.quantities.atoms import SPACES, read_digits
from kursk_claims.extract.quantities.number_words import fold
from kursk_claims.lexicon import alternatives

_S = f"[{SPACES}]"
_AFTER = 90
_BEFORE = 60


class Rate(Struct, frozen=True):
    """A denominator and the span of its words; ``start`` after ``end`` of the quantity or before it."""

    per: str
    start: int
    end: int


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    known = units.lexicon()
    periodic = alternatives(known.periodic)
    within = alternatives(known.within)
    pro = re.compile(
        rf"(?:(?<!\w)(?:[Pp]ro|je|auf(?={_S}\d)|Auf(?={_S}\d)){_S}|{_S}?/{_S}?)(?:angefangene[nrs]?{_S})?(?:(?P<number>\d[\d.{SPACES}]*|hundert|tausend|Million(?:en)?){_S})?"
        rf"(?:[a-zäöü]+(?:em|en|er|es){_S})?(?P<noun>[A-ZÄÖÜ][^\W\d_]+|h|s|km|m²|kg|kWh)(?![^\W_])"
    )
    return (
        pro,
        re.compile(rf"(?<!\w)(?P<word>{periodic})(?:e[rsnm]?)?(?!\w)", re.IGNORECASE),
        re.compile(
            rf"{_S}(?:[^\W\d_]+{_S}){{0,2}}(?P<word>(?i:{within}))(?!\w)(?!{_S}(?:\d|nach|vor|vom|zum|zur|der|des|zuvor|danach|darauf|davor|[A-ZÄÖÜ]))"
        ),
        re.compile(r"[,.;:!?()\n„“\"»«]|[–—](?!\s*pro)|(?<![^\W\d_])\d"),
    )


_PER_MANY = frozenset(("person", "household", "vehicle", "km", "m2", "kg", "l", "child", "student"))
"""What rates are given for a hundred or more of; before other nouns ``je`` distributes (``je 100 Euro``)."""
_SIGNS = {"h": "hour", "s": "second", "m²": "m2"}


def _denominator(match: re.Match[str]) -> str | None:
    noun = match.group("noun")
    known = units.lexicon().denominators
    per = _SIGNS.get(noun)
    if per is None:
        folded = fold(noun)
        per = next((known[form] for form in units.singulars(folded) if form in known), None)
    if per is None:
        unit = units.unit_of_word(noun)
        per = unit.symbol if unit else units.symbol_of_sign(noun) or fold(noun)
    if match.group().startswith(("auf", "Auf")) and not _is_per_many(match):
        return None
    if match.group("number"):
        number = match.group("number").strip(SPACES + ".")
        read = read_digits(number)
        words = {"hundert": 100.0, "tausend": 1000.0, "million": 1e6, "millionen": 1e6}
        count = read[0] if read else words.get(number.lower())
        if count is None or per not in _PER_MANY or not math.log10(max(count, 1)).is_integer():
            return None
        per = f"{count:.0f}_{'people' if per == 'person' else per}"
    return f"{per}_{_and_time(match)}" if _and_time(match) else per


_COUNTED_BEFORE = re.compile(rf"(?:\d{_S}[A-ZÄÖÜ][\w-]+|[Bb]ezogen|gerechnet){_S}$")
_COMES_NEXT = re.compile(rf"\w*(?:{_S}(?:kommen|kamen|kommt|kam|entfallen|entfielen))?{_S}(?:[a-zäöüß.]+{_S}){{0,2}}\d")


def _is_per_many(match: re.Match[str]) -> bool:
    """``52 Tote auf 100.000 Einwohner``, ``Auf 1.000 Einwohner kommen 4,5``; a town grows to a number of them."""
    if not match.group("noun").startswith("Einwohner"):
        return False
    if match.group().startswith("Auf"):
        return _COMES_NEXT.match(match.string, match.end()) is not None
    return _COUNTED_BEFORE.search(match.string, max(0, match.start() - _BEFORE), match.start()) is not None


_AND_TIME = re.compile(rf"{_S}(?:und|pro){_S}([A-ZÄÖÜ][a-zäöüß]+)(?!\w)")


def _and_time(match: re.Match[str]) -> str | None:
    """``pro Kopf und Tag``: the time that a rate is for besides."""
    following = _AND_TIME.match(match.string, match.end())
    unit = None if following is None else units.unit_of_word(following.group(1))
    return unit.symbol if unit is not None and unit.dimension == "time" and unit.times == 1.0 else None


def _clause_end(text: str, end: int) -> int:
    stop = _patterns()[3].search(text, end, end + _AFTER)
    return stop.start() if stop else min(len(text), end + _AFTER)


def read_rate(text: str, start: int, end: int, *, counted: bool) -> Rate | None:
    """Read the denominator of the quantity at ``start:end``.

    ``counted``: the quantity counts things, which may stand between it and its denominator.
    """
    pro, periodic, within, _ = _patterns()
    direct = pro.match(text, end + 1) if text[end : end + 1] in SPACES and end < len(text) else pro.match(text, end)
    if direct is None:
        dashed = re.compile(rf"{_S}?[–—-]{_S}(?=pro|je)").match(text, end)
        direct = pro.match(text, dashed.end()) if dashed else None
    match = direct
    if match is None:
        stop = _clause_end(text, end)
        candidate = pro.search(text, end, min(len(text), stop + 25))
        if candidate is not None and candidate.start() <= stop and not candidate.group().lstrip().startswith("/"):
            words = text[end : candidate.start()].split()
            near = len(words) <= (6 if counted else 4) and not any(word.lower().endswith("mal") for word in words)
            match = candidate if near else None
    if match is not None:
        per = _denominator(match)
        if per is not None:
            return Rate(per, match.start(), match.end())
    inside = within.match(text, end)
    if inside and "\n" not in inside.group():
        per = units.lexicon().within[" ".join(inside.group("word").split()).lower()]
        return Rate(per, inside.start("word"), inside.end())
    stop = _clause_end(text, end)
    following = periodic.search(text, end, stop)
    near = following is not None and len(text[end : following.start()].split()) <= 3
    if following and near and _adverb_or_alone(following) and not _OF_NEXT.match(text, following.end()):
        return Rate(units.lexicon().periodic[following.group("word").lower()], *following.span())
    return _read_before(text, start, end, counted=counted)


_OF_NEXT = re.compile(rf"{_S}(?:[a-zäöüß.]+{_S}){{0,2}}\d")
"""``in drei Monaten wöchentlich rund 100 Euro``: the adverb is that of the figure behind it."""
_OF = re.compile(rf"{_S}(?:in{_S}Höhe{_S})?von{_S}(?:[a-zäöüß.]+{_S}){{0,2}}")


_JOINING = (
    "(?:und|oder|in|im|bei|nach|vor|für|mit|von|an|am|auf|aus|zu|um|binnen|innerhalb|während|seit|durch|gegen|über)"
)
_NEAR = re.compile(rf"{_S}(?:(?!{_JOINING}{_S})[a-zäöüß]+{_S}){{0,2}}")
_CLAUSE = 10
"""Words between ``Jährlich`` at the head of a clause and its figure."""
_WITHIN_NEAR = re.compile(rf"{_S}(?:[a-zäöüß]+{_S}){{0,4}}")
_FRONTED = re.compile(rf"{_S}(?:[a-zäöüß]+{_S}(?:[^\W\d_]+{_S}){{0,4}})?")
"""``Pro Kopf fallen dort im Schnitt 480 Kilo an``: the denominator opens the sentence, the verb follows."""


def _adverb_or_alone(match: re.Match[str]) -> bool:
    return match.group().lower() == match.group("word").lower()


def _read_before(text: str, start: int, end: int, *, counted: bool) -> Rate | None:
    """``täglich rund 500``, ``ein monatliches Gehalt von 2.000``."""
    pro, periodic, within, stops = _patterns()
    low = max(0, start - _BEFORE)
    for match in pro.finditer(text, low, start):
        opens = _FRONTED if match.group().startswith(("Pro", "Auf")) else _NEAR
        bare = counted and match.group().startswith("Pro") and text[end : end + 1] in (",", ".", ";")
        leads = _OF.fullmatch(text, match.end(), start) or (not bare and opens.fullmatch(text, match.end(), start))
        per = _denominator(match) if leads else None
        if per is not None:
            return Rate(per, *match.span())
    found = None
    for match in within.finditer(text, low, start) if not counted else ():
        if _WITHIN_NEAR.fullmatch(text, match.end(), start):
            per = units.lexicon().within[" ".join(match.group("word").split()).lower()]
            return Rate(per, match.start("word"), match.end())
    for match in periodic.finditer(text, low, start):
        found = match
    if found is None or stops.search(text, found.end(), start):
        return None
    between = text[found.end() : start].split()
    adverb = _adverb_or_alone(found)
    leads_off = found.group()[0].isupper() and len(between) <= _CLAUSE
    if (adverb and (len(between) <= 3 or leads_off)) or (
        not adverb and len(between) <= 4 and between[:1] and between[0][:1].isupper()
    ):
        return Rate(units.lexicon().periodic[found.group("word").lower()], *found.span())
    return None


_BARE_DENOMINATOR = re.compile(rf"(?<!\w)pro{_S}(\d[\d.]*)(?!{_S}?[A-ZÄÖÜ€$])")


def denominators(text: str) -> list[tuple[int, int]]:
    """Return the spans of numbers that belong to a denominator: ``100.000`` in ``je 100.000 Einwohner``."""
    pro = _patterns()[0]
    rates = [match.span("number") for match in pro.finditer(text) if match.group("number") and _denominator(match)]
    return rates + [match.span(1) for match in _BARE_DENOMINATOR.finditer(text)]
