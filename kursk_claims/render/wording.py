"""A value in the words of the texts themselves, where those words say it without their surroundings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from kursk_claims.models import Claim, Quantity, ValueGroup
from kursk_claims.render.labels import labels
from kursk_claims.render.numbers import measure, middle, value_words
from kursk_claims.render.payload import Lang
from kursk_claims.render.sanitise import sanitise

_REMEMBERED = 4096
_NO_DIGITS = re.compile(r"[^\d]*(?=\d)")


def wording(group: ValueGroup, claims: Iterable[Claim], lang: Lang) -> str:
    """``bis zu 15.000``, as most of the claims write it; in another language, or where no text tells the
    value by itself (``44-sekündige``, ``von 20 auf 30 Millionen``), the value in words of ours.
    """
    if lang != "de" or group.per is not None or (group.modifier == "range" and not _wordable(group.unit)):
        return value_words(group, group.modifier, lang)
    written = (
        _opening_lowered(claim) if _wordable(group.unit) else _with_plain_unit(claim)
        for claim in claims
        if claim.quantity is not None and _same(claim.quantity, group) and _reads_alone(claim.quantity)
    )
    texts = Counter(text for one in written if one is not None and (text := _uninflected(one)) is not None)
    if not texts:
        return value_words(group, group.modifier, lang)
    return sanitise(min(texts, key=lambda text: (-texts[text], len(text), text)))


def stated(claim: Claim, lang: Lang) -> str:
    """The value of one claim with the qualifier of its text: ``knapp 40``, ``bis zu 50 Kilometer``.

    Our own reading stands beside words that have no figures: ``zigtausende (20.000 oder mehr)``. In another
    language, for a rate and for a value without a qualifier it stands alone.
    """
    found = claim.quantity
    assert found is not None
    reading = value_words(found, found.modifier, lang)
    if lang != "de" or found.modifier in ("exact", "range") or found.per is not None or not _reads_alone(found):
        return reading
    text = sanitise(_opening_lowered(claim))
    if any(char.isdigit() for char in text) or text.lower() == reading.lower():
        return text
    if found.modifier == "magnitude" and found.min is not None:
        reading = labels(lang).modifier["magnitude"].format(x=measure(found.min, found.unit, lang), y="")
    return f"{text} ({reading})"


def _uninflected(text: str) -> str | None:
    """``Tausenden`` as ``Tausende``; ``None`` for what only fits its own sentence (``mehreren Hundert``)."""
    from kursk_claims.extract.quantities.number_words import fold, lexicon  # word lists that only some output needs

    several = text.lower().partition(" ")[0]
    if several in lexicon().several["words"] and several.endswith(("en", "er")):
        return None
    known = lexicon().magnitudes
    oblique = text.endswith(("n", "r")) and fold(text) in known and fold(text[:-1]) in known
    return text[:-1] if oblique else text


def _with_plain_unit(claim: Claim) -> str | None:
    """``bis zu 50 Kilometern`` as ``bis zu 50 Kilometer``: the text's qualifier, our number and unit."""
    found = claim.quantity
    assert found is not None
    qualifier = _NO_DIGITS.match(_opening_lowered(claim))
    if found.value is None or qualifier is None:
        return None
    return f"{qualifier[0].strip()} {measure(found.value, found.unit, 'de')}".strip()


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
    noun = claim.quantity.unit == "fraction" or (claim.quantity.modifier == "magnitude" and " " not in text)
    return text[:1].lower() + text[1:] if opens and not noun else text
