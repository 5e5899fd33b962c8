"""Rules as data: each has a name, an example and a function, and stands in an ordered table, the most certain first.

What a rule finds carries the rule's name, so that ``benchmarks.rules`` can count which rule fires how often, and where.
"""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

F = TypeVar("F")


class Rule(NamedTuple, Generic[F]):
    """One construction: ``find`` is told apart by its table, which says what it is given and what it answers."""

    name: str
    """Unique in its table; letters, digits and blanks."""
    example: str
    find: F
