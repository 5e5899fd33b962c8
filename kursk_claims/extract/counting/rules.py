"""How a table of rules is read: the first that applies says what is counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Final

from spacy.tokens import Token

from kursk_claims.extract.counting.places import Heads, Place
from kursk_claims.extract.rules import Rule


class Settled(Enum):
    """What a rule answers that applies and knows that nothing is counted."""

    NOTHING = "nothing"


NOTHING: Final = Settled.NOTHING

Answer = Token | Settled | None
"""What is counted; ``NOTHING`` if nothing is, ``None`` if the rule does not apply."""

Counting = Rule[Callable[[Place, Heads], Answer]]


def first(rules: Sequence[Counting], place: Place, heads: Heads) -> tuple[Token | None, str | None]:
    """What the first rule that applies says is counted, and the name of that rule.

    ``heads`` are the quantities before this one, and what they count.
    """
    for rule in rules:
        found = rule.find(place, heads)
        if found is not None:
            return (None, None) if found is NOTHING else (found, rule.name)
    return None, None


def settled(found: Token | None) -> Answer:
    """The answer of a rule behind which no other is asked."""
    return NOTHING if found is None else found
