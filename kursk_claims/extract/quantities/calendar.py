"""Numerals of the calendar and the clock: days, years, decades, times of day.

Rules of ``exclusions`` that look at one numeral and the words around it.
"""

from __future__ import annotations

import re
from functools import cache

from kursk_claims.extract.quantities import units
from kursk_claims.extract.quantities.atoms import SPACES
from kursk_claims.extract.quantities.context import Context, month, words
from kursk_claims.extract.quantities.numerals import Numeral
from kursk_claims.lexicon import alternatives

_S = f"[{SPACES}]"
_FIRST_YEAR, _LAST_YEAR = 1000, 2100
_MODERN_YEARS = range(1900, 2061)


@cache
def _date_cue() -> re.Pattern[str]:
    """``bis 20.06.``, ``Mo, 20.06.``, ``am Mittwoch, den 20.09.``."""
    return re.compile(rf"\b(?:{alternatives(words().date_cues)})[,.]?\s(?:den{_S})?$", re.IGNORECASE)


_DAY_AND_MONTH = re.compile(r"[0-3]?\d\.(?:0?[1-9]|1[0-2])")
_LAST_DAY = re.compile(rf"\.?{_S}?[-–/]{_S}?[0-3]?\d\.(?:0[1-9]|1[0-2])(?!\d|{_S}?[-–/]?\d)")
"""``14 - 15.10.``, ``14./15.10.``: the month stands with the last of the days."""


def is_date(c: Context) -> bool:
    """``2. November``, ``16. bis 23. September``, ``20.06.``, ``2024-11-02``, ``5./6. Mai``."""
    if c.numeral.kind != "cardinal" or c.numeral.notation == "word":
        return False
    months = month()
    day = rf"\.?{_S}?(?:(?:und|bis|oder|sowie|auf den|/|-|–|,){_S}?(?:zum{_S})?\d{{1,2}}\.{_S}?){{0,3}}{months}"
    if c.numeral.value <= 31 and (re.match(rf"\.(?:/|{_S}?[-–]{_S}?)\d{{1,2}}\.", c.after) or re.match(day, c.after)):
        return True
    if c.plain and c.numeral.value <= 31 and re.match(rf"\.{_S}(?:[1-9]|1[0-2])\.(?:{_S}|$)", c.after):
        return True
    if re.fullmatch(r"[0-3]?\d\.[01]?\d", c.numeral.text):
        if c.after.startswith(".") and not re.match(rf"\.(?:{_S}+[A-ZÄÖÜ]|$)", c.after):
            return True
        if _date_cue().search(c.before) and not c.has_unit:
            return True
        if c.starts_line and re.fullmatch(rf"\.?{_S}*", c.after) and c.after:
            return True
    if c.plain and c.numeral.value <= 31 and _is_last_day(c):
        return True
    iso_month = len(c.numeral.text) == 2 and c.numeral.value <= 12 and re.search(r"\d{4}[-‑]$", c.before)
    if iso_month or re.search(r"\d{4}[-‑]\d{2}[-‑]$", c.before) or re.match(r"[-‑]\d{2}[-‑]\d{2}\b", c.after):
        return True
    if c.plain and re.search(rf"\b{months}\s$", c.before) and c.numeral.value <= 31 and not c.counts_noun:
        return True
    return c.plain and bool(re.search(r"\d{1,2}\.\s?\d{1,2}\.\s?$", c.before))


def _is_last_day(c: Context) -> bool:
    """``14 - 15.10.``: two days, the later one with its month; ``14 - 15.10 Euro`` is a range."""
    last = _LAST_DAY.match(c.after)
    if last is None:
        return False
    day = int(re.split(r"\D+", last.group().lstrip(f".-–/{SPACES}"))[0])
    return c.numeral.value < day <= 31 and units.read_after(c.text, c.numeral.end + last.end()) is None


_UHR = re.compile(
    rf"(?:[.:]\d\d)?(?:{_S}?(?:bis|und|oder|-|–){_S}?[\w.:]+)?(?:{_S}?(?:bis|und|oder|-|–){_S}?\d[\d.:]*){{0,3}}"
    rf"[-‑{SPACES}]?Uhr(?!\w*(?:en|macher))"
)
"""``8.30-12 und 14.30-16.30 Uhr``: one word for the hours of a whole day."""


def is_clock(c: Context) -> bool:
    """``8 Uhr``, ``8 bis 10 Uhr``, ``halb acht``, ``4.15 Uhr``, ``um acht``."""
    if _UHR.match(c.after):
        return True
    if (
        re.search(rf"(?:halb|[Vv]iertel{_S}(?:nach|vor)|kurz{_S}(?:nach|vor)|Uhr){_S}$", c.before)
        and c.numeral.value <= 59
    ):
        return not (c.has_unit or c.counts_noun)
    if re.fullmatch(r"[012]?\d\.[0-5]\d", c.numeral.text) and re.match(rf"{_S}(?:h|MEZ|MESZ|UTC|GMT)\b", c.after):
        return True
    if re.search(r":$", c.before) and re.search(r"\d:$", c.before):
        return True
    if re.fullmatch(r"[012]?\d\.[0-5]\d", c.numeral.text) and _FULL_DATE.search(c.before) and not c.has_unit:
        return True
    if c.word_before == "Um" and c.numeral.notation == "word" and c.numeral.value <= 12 and not c.has_unit:
        return c.word_after.islower() and not c.counts_noun
    if c.word_before.lower() == "gegen" and c.plain and c.numeral.value <= 24 and not (c.has_unit or c.counts_noun):
        return c.word_after.islower() and c.word_after not in words().part_openers
    return bool(
        c.word_before.lower() in ("um", "gegen")
        and c.numeral.value <= 12
        and c.numeral.notation == "word"
        and not c.has_unit
        and not c.counts_noun
        and not c.word_after
    )


_FULL_DATE = re.compile(r"(?<!\d)\d{1,2}\.\d{1,2}\.(?:\d\d)?\d\d\s$")
"""``29.02.2020 13.12``: the time of a report behind its day."""


def is_decade(c: Context) -> bool:
    """``90er Jahre``, ``1990er-Jahre``, ``die 68er``."""
    return c.plain and bool(re.match(r"-?er(?:n|s)?(?!\w)|-?er-?[Jj]ahr", c.after))


def is_year(c: Context) -> bool:
    """A number that can be a year, where no thing counted and no unit follows."""
    value = c.numeral.value
    if not c.plain or c.numeral.kind != "cardinal":
        return False
    known = words()
    before = c.word_before.strip("(.,:;").lower()
    if re.match(rf"{_S}(?:v|n)\.{_S}?Chr", c.after):
        return True
    if re.search(r"(?:^|\s)['’´`]$", c.before) and len(c.numeral.text) == 2:
        return True
    if len(c.numeral.text) == 2 and re.search(r"\d{4}[/–-]$", c.before):
        return True
    if len(c.numeral.text) != 4 or not _FIRST_YEAR <= value <= _LAST_YEAR:
        return False
    if re.match(r"/\d{2,4}\b", c.after) or re.search(r"\d{4}/$", c.before):
        return True
    if c.has_unit:
        return False
    if before in known.singular_determiners and _ATTRIBUTE_NEXT.match(c.after):
        return True
    if before in known.year_cues or before in known.seasons or re.search(rf"\b{month()}\s$", c.before):
        return True
    if re.search(r"(?i)\bjahr\w*\s(?:\w+\s)?(?:\d{4}\s?(?:,|und|bis|oder|sowie|auf|–|-|/)\s?)*$", c.before):
        return True
    modern = int(value) in _MODERN_YEARS and value % 100 != 0
    if modern:
        if not c.counts_noun:
            return True
        if before in known.year_prepositions or _AFTER_EVENT.search(c.before):
            return True
        return not _PLURAL_NEXT.match(c.after)
    if c.counts_noun or _CHANGE_NEXT.match(c.after):
        return False
    if (c.starts_sentence or c.before.endswith((", ", " und "))) and _opens_story(c.word_after):
        return True
    if before == "gegenüber":
        return not _EARLIER_NEXT.match(c.after)
    if _opens_story(c.word_before) and _OBJECT_NEXT.match(c.after):
        return True
    lifespan = c.before.endswith("(") or re.search(r"\d{4}\s?[–-]\s?$", c.before) or _is_lifespan(c)
    return bool(before in known.year_prepositions or lifespan or c.word_after in known.year_followers)


_PLURAL_NEXT = re.compile(
    rf"{_S}{{1,2}}(?:[a-zäöüß-]+(?:e|en|er){_S}){{0,2}}[A-ZÄÖÜ][a-zäöüß]+(?:en|er|e|(?<!i)n|s|te)\b"
)
"""A noun in ``-in`` is one woman and no plural: ``2018 Rektorin geworden``."""
_ATTRIBUTE_NEXT = re.compile(rf"{_S}[a-zäöüß]+(?:e|en|er|es|em){_S}[A-ZÄÖÜ]")
"""``des 1849 verstorbenen Dichters``: one thing has no number before it."""
_CHANGE_NEXT = re.compile(rf"{_S}(?:um{_S}[^.;:]{{1,40}}{_S})?auf{_S}\d")
"""``von 1299 auf 1354``: two levels, and no years."""


_EARLIER_NEXT = re.compile(rf"{_S}(?:im|am|in|vor|zuvor|noch|ein)(?!\w)")
"""``gegenüber 2000 im Vorjahr`` compares two counts, ``gegenüber 2000 um 3 Prozent`` two years."""
_OBJECT_NEXT = re.compile(rf"{_S}(?:die|das|den|dem|eine?[nmrs]?|seine?[nmrs]?|ihre?[nmrs]?)(?!\w)")
"""``veröffentlichte 1811 seine Erzählung``: what is counted has no determiner of its own."""
_AFTER_EVENT = re.compile(
    rf"(?<!\w)(?:nach|vor|seit|während)(?:{_S}(?:de[mnr]|eine[mnr])){_S}(?:[a-zäöüß]+e[nmr]{_S})?[A-ZÄÖÜ][\w-]+{_S}$"
)
"""``nach einem Massaker 1996 private Waffen``: the year of the event before it."""


def _is_lifespan(c: Context) -> bool:
    """``lebte 1170-1230``: two years in their order, and nothing that they could count."""
    later = re.match(rf"{_S}?[–-]{_S}?(\d{{4}})(?!\d|[.,]\d)", c.after)
    if later is None or not c.numeral.value < int(later.group(1)) <= _LAST_YEAR:
        return False
    rest = c.after[later.end() :]
    return _COUNTED.match(rest) is None and units.read_after(c.text, c.numeral.end + later.end()) is None


_COUNTED = re.compile(rf"{_S}(?:[a-zäöüß]+e[nmrs]?{_S}){{0,2}}[A-ZÄÖÜ]")


def _opens_story(word: str) -> bool:
    """A verb in the singular right behind: ``1832 verkaufte der Staat``; what is counted has one in the plural."""
    return word in words().singular_verbs or (word.endswith("te") and word.islower() and len(word) > 4)


_NEXT_DAY = re.compile(rf"\.?{_S}?(?:bis{_S}zum|auf{_S}den|bis|und|oder|[-–/,]){_S}?", re.IGNORECASE)
_ITS_MONTH = re.compile(rf"\.{_S}")


def is_next_day(text: str, day: Numeral, later: Numeral) -> bool:
    """``vom 22. - 23.09.``, ``vom 21. 11.``: another day, or the month, behind a day."""
    if _DAY_AND_MONTH.fullmatch(later.text):
        return _NEXT_DAY.fullmatch(text, day.end, later.start) is not None
    month = later.notation == "plain" and later.value <= 12 and text.startswith(".", later.end)
    return month and _ITS_MONTH.fullmatch(text, day.end, later.start) is not None
