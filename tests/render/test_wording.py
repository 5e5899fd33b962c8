"""Values in the words of their texts: of single claims, and of the claims that share one."""

from __future__ import annotations

import pytest

from kursk_claims.extract.quantities.find import find_quantities
from kursk_claims.models import Claim, ValueGroup
from kursk_claims.render.wording import stated, wording
from tests.compare.build import claim


def first(text: str) -> Claim:
    """The claim of the first quantity of ``text``."""
    return claim(find_quantities(text)[0], text=text)


@pytest.mark.parametrize(
    ("text", "de", "en", "why"),
    [
        ("Es kamen bis zu 900 Gäste.", "bis zu 900", "at most 900", "an upper bound keeps its word"),
        ("Höchstens 900 Gäste kamen.", "höchstens 900", "at most 900", "in small letters"),
        ("Es kamen knapp 900 Gäste.", "knapp 900", "about 900", "so does an approximation"),
        ("Fast 180 Liter fielen.", "fast 180 Liter", "about 180 liters", "with its unit"),
        ("Es kamen 900 Gäste.", "900", "900", "no qualifier, no words"),
        (
            "Es kamen fast neunhundert Gäste.",
            "fast neunhundert (rund 900)",
            "about 900",
            "the reading stands beside words",
        ),
        (
            "Es kamen zigtausende Gäste.",
            "zigtausende (20.000 oder mehr)",
            "tens of thousands",
            "and what they mean at least",
        ),
        ("Tausende Gäste kamen.", "Tausende", "thousands", "a noun keeps its capital, and is its own reading"),
        ("Es kamen bis zu 900 Gäste pro Tag.", "höchstens 900 pro Tag", "at most 900 per day", "a rate is ours"),
    ],
)
def test_stated(text: str, de: str, en: str, why: str) -> None:
    found = first(text)
    assert (stated(found, "de"), stated(found, "en")) == (de, en), why


@pytest.mark.parametrize(
    ("texts", "shown", "why"),
    [
        (("Es kamen zigtausende Gäste.",), "zigtausende", "not the round word for the same number"),
        (("Man sah sie mit Zehntausenden Gästen.",), "Zehntausende", "without the ending of its sentence"),
    ],
)
def test_wording_of_magnitudes(texts: tuple[str, ...], shown: str, why: str) -> None:
    group = ValueGroup(
        label="", min=20_000, max=None, modifier="magnitude", as_of=None, claim_ids=(), outlets=(), origins=()
    )
    assert wording(group, map(first, texts), "de") == shown, why


@pytest.mark.parametrize(
    ("text", "shown", "why"),
    [
        (
            "Sie maßen bis zu 50 Kilometern.",
            "bis zu 50 Kilometer",
            "the text's qualifier, the unit in its own form",
        ),
        ("Rund 40 Kilometer weit kamen sie.", "rund 40 Kilometer", "without the capital of its sentence"),
        ("Es dauerte 44 Sekunden.", "44 Sekunden", "no qualifier, no words"),
        ("Das 44-sekündige Video lief.", "44 Sekunden", "an adjective becomes a measure"),
    ],
)
def test_wording_of_measures(text: str, shown: str, why: str) -> None:
    found = first(text)
    quantity = found.quantity
    assert quantity is not None
    group = ValueGroup(
        label="", min=quantity.min, max=quantity.max, modifier=quantity.modifier, unit=quantity.unit, as_of=None,
        claim_ids=(), outlets=(), origins=(),
    )  # fmt: skip
    assert wording(group, [found], "de") == shown, why
