"""Ids in groups that grow together, and the few that stand for many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from kursk_claims.settings import BLOCK_WINDOW

Item = TypeVar("Item")


def sample(items: Sequence[Item]) -> Sequence[Item]:
    """``items``, or of more than ``BLOCK_WINDOW`` so many as stand for all: those at equal distances.

    Else what looks at every pair of a large group would cost its square.
    """
    size = len(items)
    return items if size <= BLOCK_WINDOW else [items[place * size // BLOCK_WINDOW] for place in range(BLOCK_WINDOW)]


class Groups:
    """Starts with each id alone; a group is known by its smallest id, so the order of joining changes no result."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._members = {one: [one] for one in sorted(ids)}
        self._group_of = {one: one for one in self._members}

    def of(self, one: str) -> list[str]:
        """The group of an id, sorted."""
        return self._members[self._group_of[one]]

    def name(self, one: str) -> str:
        """The smallest id of the group of an id."""
        return self._group_of[one]

    def together(self, one: str, other: str) -> bool:
        """Whether two ids are in one group."""
        return self._group_of[one] == self._group_of[other]

    def join(self, one: str, other: str) -> None:
        """Make one group of the two, if they are not one yet."""
        if self.together(one, other):
            return
        low, high = sorted((self._group_of[one], self._group_of[other]))
        for member in self._members[high]:
            self._group_of[member] = low
        self._members[low] = sorted(self._members[low] + self._members.pop(high))

    def all(self) -> list[list[str]]:
        """The groups in the order of their smallest ids."""
        return sorted(self._members.values())
