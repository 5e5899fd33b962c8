"""What comparing makes of a claim's signature."""

from __future__ import annotations

import pytest

from kursk_claims.compare.profile import profile
from tests.compare.build import claim, quantity

PARTS = [
    (
        ("kp", "part"),
        ("KP",),
        ("total", "part", frozenset()),
        "whose the counted are has a field of its own, and scope looks at it",
    ),
    (("part", "schwer"), (), ("total", None, frozenset({"schwer"})), "all of the badly injured"),
    (("part",), (), ("part", "part", frozenset({"part"})), "a part that no word names stays one"),
]


@pytest.mark.parametrize(("restrictors", "group", "expected", "why"), PARTS)
def test_a_named_part_is_the_whole_of_its_question(
    restrictors: tuple[str, ...], group: tuple[str, ...], expected: tuple[str, str | None, frozenset[str]], why: str
) -> None:
    found = profile(claim(quantity(12), restrictors=restrictors, group=group, role="part", scope="part"))
    assert (found.role, found.scope, found.restrictors) == expected, why
