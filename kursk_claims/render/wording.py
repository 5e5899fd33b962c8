"""A value in the words of the texts themselves, where those words say it without their surroundings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from kursk_claims.models import Claim, Quantity, ValueGroup
from kursk_claims.render.neutral import neutral
from kursk_claims.render.numbers import middle, value_words
from kursk_claims.render.payload import Lang

_REMEMBERED = 4096


def wording(group: ValueGroup, claims: Iterable[Claim], lang: Lang) -> str:
    """``bis zu 15.000``, as most of the claims write it; in another language, or where no text tells the
    value by itself (``44-sekündige``, ``von 20 auf 30 Millionen``), the value in words of ours.
    """
    if lang != "de" or group.modifier == "magnitude" or group.per is not None or not _wordable(group.unit):
        return value_words(group, group.modifier, lang)
    texts = Counter(
        _opening_lowered(claim)
        for claim in claims
        if claim.quantity is not None and _same(claim.quantity, group) and _reads_alone(claim.quantity)
    )
    if not texts:
        return value_words(group, group.modifier, lang)
    return neutral(min(texts, key=lambda text: (-texts[text], len(text), text)))


def _wordable(unit: str | None) -> bool:
    """Whether German writes the unit alike in all cases: other units are inflected (``bis zu 50 Kilometern``)."""
    return unit in (None, "percent", "fraction") or (len(unit or "") == 3 and unit == (unit or "").upper())


def _same(quantity: Quantity, group: ValueGroup) -> bool:
    if quantity.modifier == group.modifier == "approx" and group.min is not None and group.max is not None:
        return quantity.value == middle(group.min, group.max)
    return (quantity.min, quantity.max, quantity.modifier) == (group.min, group.max, group.modifier)


def _reads_alone(quantity: Quantity) -> bool:
    return _read(quantity.text) == (quantity.value, quantity.modifier, quantity.unit)


@lru_cache(maxsize=_REMEMBERED)
def _read(text: str) -> tuple[float | None, str, str | None] | None:
    from kursk_claims.extract.quantities.find import find_quantities  # word lists that only some output needs

    found = list(find_quantities(text))
    return (found[0].value, found[0].modifier, found[0].unit) if len(found) == 1 and found[0].text == text else None


def _opening_lowered(claim: Claim) -> str:
    """The number as written, without the capital that only the beginning of its sentence gave it."""
    assert claim.quantity is not None
    text = claim.quantity.text
    before = claim.text[: max(0, claim.quantity.start - claim.start)]
    opens = not any(char.isalnum() for char in before)
    return text[:1].lower() + text[1:] if opens and claim.quantity.unit != "fraction" else text
