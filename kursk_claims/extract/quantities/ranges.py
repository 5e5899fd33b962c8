"""Numbers that share something: ranges, lists with one unit, ``von X auf Y``.

A short number before a longer one shares its scale where that makes sense: ``100 bis 300
Millionen`` begins at 100 million, ``500 bis 1 Million`` at 500.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from kursk_claims.extract.quantities import qualifiers
from kursk_claims.extract.quantities.atoms import SPACES
from kursk_claims.extract.quantities.numerals import Numeral

_S = f"[{SPACES}]"
Link = Literal["range", "list", "change"]

_SMALLEST_SHARED, _LONGEST_SHORT = 1e3, 1e3
_OR = re.compile(rf"-?{_S}oder{_S}|,{_S}")


@cache
def _second() -> str:
    """What may stand before the second number of a range: ``8.000 bis ca. 11.000``."""
    return rf"(?:{_S}(?:{qualifiers.before_number()}))?"


@cache
def _to() -> re.Pattern[str]:
    return re.compile(rf"(?:-|{_S})?{_S}?(?:bis(?:{_S}zu)?{_second()}{_S}|[-–—‑]|{_S}[-–—]{_S})")


@cache
def _and() -> re.Pattern[str]:
    return re.compile(rf"{_S}und{_second()}{_S}")


_HEDGES = (
    rf"(?:(?:etwa|rund|knapp|gut|fast|ca\.|circa|zirka|über|bis zu|mehr als|mindestens|sogar|dann|nur|maximal|zuletzt"
    rf"|bisher|bislang|zuvor|vorher|wie|derzeit|ursprünglich|d(?:er|en|ie){_S}[a-zäöüß]+en)"
    rf"{_S})"
)
_LISTED = re.compile(
    rf"-?(?:,{_S}|{_S}(?:und|oder|sowie|beziehungsweise|bzw\.|statt|respektive|mal|x|×){_S}){_HEDGES}{{0,2}}"
)
_CHANGED = re.compile(rf"{_S}auf{_S}(?:(?:[a-zäöü.]+){_S}){{0,3}}(?:[A-ZÄÖÜ][a-zäöüß]+{_S}von{_S})?")
_BETWEEN = re.compile(rf"(?<!\w)zwischen{_S}(?:(?:den|rund|etwa|knapp|gut|minus|plus){_S})?$", re.IGNORECASE)
_SIGN_BEFORE = re.compile(rf"(?<!\w)(?:(?P<minus>minus{_S}|[-−–])|plus{_S})$", re.IGNORECASE)
_FROM = re.compile(rf"(?<!\w)(?:von|vom){_S}(?:(?:[a-zäöü.]+){_S}){{0,3}}$")


def between_start(text: str, start: int) -> int | None:
    """Return where ``zwischen`` begins if it stands directly before ``start``."""
    match = _BETWEEN.search(text, max(0, start - 20), start)
    return match.start() if match else None


def signed(text: str, start: int) -> tuple[float, int]:
    """Return the sign that is written before ``start``, as 1 or -1, and where it begins."""
    match = _SIGN_BEFORE.search(text, max(0, start - 7), start)
    if match is None:
        return 1.0, start
    return (-1.0 if match.group("minus") else 1.0), match.start()


def is_signed_range(text: str, left_start: int, left_end: int, right_start: int) -> bool:
    """Tell whether the numbers are the ends of a range below or across zero: ``minus 15 bis minus 25``."""
    _, after = signed(text, right_start)
    if between_start(text, left_start) is not None and _and().fullmatch(text, left_end, after):
        return True
    return _to().fullmatch(text, left_end, after) is not None


def link(text: str, left: Numeral, left_end: int, right: Numeral) -> Link | None:
    """Return how ``right`` continues ``left``; ``left_end`` is the end of its unit, if it has one."""
    if "\n" in text[left.end : right.start] or right.start - left_end > 60 or right.start < left_end:
        return None
    gap_from = left_end
    low, high = shared_scale(left, right), right.value
    if between_start(text, left.start) is not None and _and().fullmatch(text, gap_from, right.start) and low < high:
        return "range"
    if _to().fullmatch(text, gap_from, right.start):
        return "range" if low < high else None
    cardinals = left.kind in ("cardinal", "article", "occasions") and right.kind in ("cardinal", "occasions")
    if not cardinals:
        return None
    if (
        _OR.fullmatch(text, gap_from, right.start)
        and left.notation == right.notation == "word"
        and high == low + 1
        and (text[gap_from : right.start].strip(f"-{SPACES}") == "oder" or high <= 4)
    ):
        return "range"
    if left.kind == "article":
        return None
    if _CHANGED.fullmatch(text, gap_from, right.start) and _FROM.search(text, max(0, left.start - 50), left.start):
        return "change"
    if left_end == left.end and _LISTED.fullmatch(text, gap_from, right.start):
        alternative = text[gap_from : right.start].strip(SPACES).startswith("oder")
        return None if alternative and left.value >= right.value else "list"
    return None


def leaves_unit_out(text: str, left_end: int, start: int, end: int) -> bool:
    """Tell whether the bare number at ``start:end`` has the unit of the one that ends at ``left_end``.

    ``kam auf 31 Prozent, die andere auf 22,4 und die dritte auf 14``: the unit is left out with the verb. So it is
    in brackets: ``in Wittmund (35,6 Prozent), Husum (34,7)``.
    """
    gapped = _GAPPED.fullmatch(text, left_end, start)
    if gapped and _ENDS_CLAUSE.match(text, end) and not _OTHER_CLAUSE.search(gapped.group()):
        return True
    return _BRACKETED.fullmatch(text, left_end, start) is not None and text[end : end + 1] == ")"


def is_bracketed(text: str, left_end: int, start: int) -> bool:
    """Tell whether two numbers are neighbours in a list of names, each with its number in brackets."""
    return _BRACKETED.fullmatch(text, left_end, start) is not None


_PLACE = rf"{_S}(?:[^\W\d_]+(?:[-/][^\W\d_]+)*{_S}){{1,6}}"
_GAPPED = re.compile(rf"(?:[,;]|{_S}und|{_S}sowie){_PLACE}")
_BRACKETED = re.compile(rf"\)(?:,|{_S}und|{_S}sowie|{_S}oder){_PLACE}\(")
_ENDS_CLAUSE = re.compile(rf"[,;]|\.(?!\d)|{_S}(?:und|sowie){_S}|$")
_OTHER_CLAUSE = re.compile(r"[Zz]ahl|(?<!\w)(?:gab|sind|waren|wurden|haben|hatten|werden|dass|am|um)(?!\w)")


def shared_scale(left: Numeral, right: Numeral, *, ordered: bool = True) -> float:
    """Return the value of ``left``, with the scale of ``right`` if it is short and has none of its own.

    ``ordered``: ``left`` has to stay below ``right``, as in a range.
    """
    if left.scale != 1.0 or right.scale < _SMALLEST_SHARED or left.value >= _LONGEST_SHORT:
        return left.value
    scaled = left.value * right.scale
    return scaled if scaled < right.value or not ordered else left.value
