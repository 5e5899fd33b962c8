"""Quantities in a text: numerals with their qualifier, unit and rate.

``find_quantities`` needs no model and reads span, value, modifier, unit and rate.
It never raises, whatever the text. The rules are those of German news usage: a number and its
qualifier and unit form the span; things that only look like quantities are left to
``exclusions``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import structs

from kursk_claims.extract.quantities import context, exclusions, measuring, qualifiers, rates, units
from kursk_claims.extract.quantities.atoms import SPACES
from kursk_claims.extract.quantities.hidden import as_seen, bidi_overrides
from kursk_claims.extract.quantities.joining import (
    BELOW_ZERO,
    NOUN_NEXT,
    Found,
    inherit_currency,
    inherit_percent,
    inherit_percent_back,
    join,
)
from kursk_claims.extract.quantities.numerals import Numeral, scan
from kursk_claims.extract.quantities.running import joined, running
from kursk_claims.models import Modifier, Quantity
from kursk_claims.offsets import Shortened

_S = f"[{SPACES}]"
_MEASURED_FROM = 13
"""Number words up to twelve after ``über`` are more often objects of a verb than bounds."""


def find_quantities(text: str) -> list[Quantity]:
    """Return the quantities of ``text`` in order, not overlapping: as a reader sees them, at their places as written.

    What they count needs an analysis: ``counting.counted`` tells it.
    """
    set_otherwise = running(text)
    if set_otherwise is None:
        return quantities_in_running(text)
    return [_at_origin(found, set_otherwise, text) for found in quantities_in_running(set_otherwise.text)]


def quantities_in_running(text: str) -> list[Quantity]:
    """``find_quantities`` for a text whose sentences are known to run on."""
    seen = as_seen(text)
    if seen is None:
        return [_quantity(text, item) for item in _read(text)]
    return [_at_origin(_quantity(seen.text, item), seen, text) for item in _read(seen.text)]


def _at_origin(found: Quantity, read: Shortened, text: str) -> Quantity:
    start, end = read.origin(found.start, found.end)
    return structs.replace(found, text=text[start:end], start=start, end=end)


def _read(text: str) -> list[Found]:
    kept = _kept(text)
    for item in kept:
        _read_unit(text, item)
    for item, following in pairwise(kept):
        if item.end > following.start:  # "fünfzig eine Cent": the unit is the second number's
            item.without_unit()
    kept = join(text, [item for item in kept if _is_quantity(text, item)])
    kept = [item for item in kept if item.numeral.kind != "article" or item.is_range or item.unit]
    ended = -2
    for item in kept:
        _qualify(text, item, ended)
        ended = item.end
    inherit_currency(text, kept)
    inherit_percent(text, kept)
    inherit_percent_back(text, kept)
    told = 0
    for item in kept:
        told = _rate(text, item, told)
    for right, left in pairwise(reversed(kept)):
        if left.shares_unit:
            left.unit, left.per = right.unit, right.per
    return kept


def _kept(text: str) -> list[Found]:
    """Every numeral that no rule excludes."""
    return [Found(numeral) for numeral, excluded in _judged(text) if excluded is None]


def find_excluded(text: str) -> list[tuple[Numeral, str]]:
    """The numerals of ``text`` that are no quantities, in order, each with the name of the rule that says so."""
    return [(numeral, excluded) for numeral, excluded in _judged(joined(text)) if excluded is not None]


def _judged(text: str) -> Iterator[tuple[Numeral, str | None]]:
    """Every numeral outside rates and addresses, with the name of the rule that excludes it."""
    numerals = scan(text)
    dropped = rates.denominators(text) if len(numerals) > 1 else []
    dropped = sorted(dropped + exclusions.addresses(text) + bidi_overrides(text))
    reached = passed = 0
    before: Numeral | None = None
    excluded: str | None = None
    for numeral in numerals:
        while passed < len(dropped) and dropped[passed][0] <= numeral.start:
            reached = max(reached, dropped[passed][1])
            passed += 1
        if numeral.start < reached:
            continue
        if numeral.kind == "article":
            yield numeral, None
            continue
        excluded = exclusions.reason(text, numeral, before, excluded)
        before = numeral
        yield numeral, excluded


def _read_unit(text: str, item: Found) -> None:
    numeral = item.numeral
    if numeral.kind in ("times", "occasions"):
        if numeral.kind == "times" or measuring.is_comparison(text, numeral.end):
            item.unit = "times"
        return
    if numeral.kind == "fraction" and not _halved_unit(numeral):
        item.unit = "fraction"
        return
    before = units.read_before(text, numeral.start) if numeral.notation != "word" else None
    if before is not None:
        item.reading, item.unit, item.start = before, before.symbol, before.start
        return
    flat = _FLAT.match(text, numeral.end)
    reading = units.read_after(text, flat.end() if flat else numeral.end) or _unit_after_adjective(text, numeral)
    if reading is None:
        if _THOUSANDS.fullmatch(numeral.text) and NOUN_NEXT.match(text, numeral.end):
            item.low = item.high = numeral.value * 1000
        if measuring.is_bare_age(text, numeral):
            item.unit, item.bare_age = "age_year", True
        elif numeral.kind == "fraction":
            item.unit = "fraction"
        return
    item.reading = reading
    item.end = reading.end
    item.unit = measuring.resolve(text, numeral.start, reading.end, reading) or None
    item.low *= reading.times
    item.high *= reading.times


_FLAT = re.compile(r",[-–—]{1,2}(?=[^\S\n]?[A-Z€$])")
"""``100,- Euro``: a sum without cents."""
_ADJECTIVE = re.compile(rf"{_S}[a-zäöüß]+e[rn]?(?={_S}[A-ZÄÖÜ])")


def _unit_after_adjective(text: str, numeral: Numeral) -> units.Reading | None:
    """``zwei schwierige Wochen``: a time may have an adjective before it."""
    adjective = _ADJECTIVE.match(text, numeral.end) if numeral.kind == "cardinal" else None
    reading = units.read_after(text, adjective.end()) if adjective else None
    if reading is None or reading.head or reading.adjective or units.dimension(reading.symbol) in ("share", "age"):
        return None
    return reading if text[reading.start].isupper() else None


_THOUSANDS = re.compile(r"[1-9]\d{0,2},000")
"""``22,000 Teilnehmer`` is grouped in the English way: nobody counts to three decimals."""


def _halved_unit(numeral: Numeral) -> bool:
    """``ein halbes Jahr``, ``½ Liter``, ``eine dreiviertel Stunde``: a fraction that can have a unit."""
    return numeral.notation == "symbol" or "halb" in numeral.text.lower() or numeral.text[-7:].lower() == "viertel"


def _is_quantity(text: str, item: Found) -> bool:
    numeral = item.numeral
    if numeral.kind == "fraction" and item.unit == "fraction":
        return _share_counts(text, numeral)
    if numeral.kind == "article":
        qualified = qualifiers.read_before(text, item.start, measured=True) is not None
        if item.reading is not None and not measuring.article_counts(text, numeral, item.reading, qualified=qualified):
            item.unit, item.reading, item.end = None, None, numeral.end
    return True


_WORD_NEXT = re.compile(rf"{_S}([^\W\d_]+)")
_LOWER_NEXT = re.compile(rf"{_S}[a-zäöüß]")
_PART = re.compile(rf"(?:[a-zäöüß]+e[rn]|erste|zweite){_S}$")


def _share_counts(text: str, numeral: Numeral) -> bool:
    """Tell ``die Hälfte der Wähler`` from ``in der zweiten Hälfte`` and ``halb fertig``."""
    word = numeral.text.lower()
    if word.startswith("halb") or (word.endswith(" halb") and _LOWER_NEXT.match(text, numeral.end)):
        return False
    if word.startswith("jede"):
        return not _how_often(text, numeral.end)
    if word.startswith("hälfte"):
        return not _PART.search(text, max(0, numeral.start - 25), numeral.start)
    return True


def _how_often(text: str, end: int) -> bool:
    """``jeden zweiten Tag`` says how often, and is no share of days."""
    following = _WORD_NEXT.match(text, end)
    if following is None:
        return False
    unit = units.unit_of_word(following.group(1))
    return context.is_time_name(following.group(1)) or (unit is not None and unit.dimension == "time")


def _qualify(text: str, item: Found, ended: int) -> None:
    """Read the qualifiers; in ``5 Prozent weniger als ein Jahr zuvor`` the figure that ``ended`` is compared."""
    negative = _SIGN.search(text, max(0, item.start - 7), item.start)
    digits = item.numeral.notation in ("plain", "grouped")
    worded = negative is not None and len(negative.group(1)) > 1
    below = item.unit in BELOW_ZERO or (digits and not _is_subtracted(text, item.start)) if worded else digits
    if negative and not item.is_range and below:
        item.start = negative.start(1)
        item.low, item.high = -item.low, -item.high
    numeral = item.numeral
    measured = (
        numeral.notation != "word" or item.unit is not None or item.low >= _MEASURED_FROM or numeral.kind == "magnitude"
    )
    before = qualifiers.read_before(text, item.start, measured=measured)
    if before is not None and before.at == ended + 1 and before.words.endswith(" als"):
        before = None
    if before is not None and before.words == "über" and _THROUGHOUT.match(text, item.end):
        before = None
    if before is not None and not (before.words == "keine" and (item.reading is None or item.reading.adjective)):
        item.start = before.at
        _modify(item, before.modifier)
    elif not item.is_range:
        upper = _UP_TO.search(text, max(0, item.start - 12), item.start)
        if upper is not None and item.unit is not None and units.dimension(item.unit) not in _NO_UPPER_END:
            item.start = upper.start(1)
            _modify(item, "at_most")
        distant = qualifiers.read_distant(text, item.start) or qualifiers.read_limit(text, item.start)
        if distant is not None:
            _modify(item, distant)
    after = qualifiers.read_after(text, item.end)
    if after is not None and item.unit != "fraction":
        end = after.at
        if item.modifier in ("exact", "approx"):
            _modify(item, after.modifier)
            if text[item.end : end].count(" ") <= 2:
                item.end = end


_SIGN = re.compile(rf"(?:^|[{SPACES}\n(])([-−–]|[Mm]inus{_S})$")
_SUBTRACTED = re.compile(rf"(?:[\d%€]|(?<!\w)(?P<unit>[^\W\d_]+)){_S}[Mm]inus{_S}$")


def _is_subtracted(text: str, start: int) -> bool:
    """``500 minus 120``: a difference, and no figure below zero."""
    found = _SUBTRACTED.search(text, max(0, start - _LONGEST_UNIT), start)
    unit = None if found is None else found.group("unit")
    return found is not None and (unit is None or units.read_after(f" {unit}", 0) is not None)


_LONGEST_UNIT = 30
_NO_UPPER_END = frozenset(("share", "multiple", "time"))
"""``bis drei Tage vorher`` is a point in time; ``bis 5 Prozent`` follows a share left of it more often than not."""
_THROUGHOUT = re.compile(rf"{_S}(?:hinweg|hin(?!{_S}zu)|verteilt)(?!\w)")
"""``über vier Tage hinweg``: the whole of them."""
_UP_TO = re.compile(rf"(?<![\d.%]{_S})(?<!\w)(bis){_S}$", re.IGNORECASE)


def _modify(item: Found, modifier: Modifier) -> None:
    """Set the modifier, but a range stays a range and a magnitude a magnitude."""
    if item.modifier in ("range", "magnitude"):
        return
    item.modifier = modifier


_NO_RATE = frozenset(("fraction", "times", "age_year", "age_month", "age_week", "age_day"))


def _rate(text: str, item: Found, told: int) -> int:
    """Give the quantity its denominator and return where the last one ended; one before ``told`` is another's."""
    if item.unit in _NO_RATE or (item.reading is not None and item.reading.adjective):
        return told
    rate = rates.read_rate(text, item.start, item.end, counted=item.unit is None)
    if rate is None or rate.start < min(told, item.start):
        return told
    combined = units.lexicon().combined.get(f"{item.unit}/{rate.per}")
    following = rate.start >= item.end
    if combined is None:
        item.per = rate.per
        return rate.end if following else told
    item.unit = combined
    if following:
        item.end = rate.end
    return max(told, item.end)


def _quantity(text: str, item: Found) -> Quantity:
    low: float | None = item.low
    high: float | None = item.high
    if item.modifier in ("at_least", "more_than", "magnitude"):
        high = None
    elif item.modifier in ("at_most", "less_than"):
        low = None
    return Quantity(
        text=text[item.start : item.end],
        start=item.start,
        end=item.end,
        value=item.low if item.named is None else item.named,
        min=low,
        max=high,
        modifier=item.modifier,
        unit=item.unit,
        per=item.per,
    )
