"""Statements over many rows: SQLite takes a limited number of parameters at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

T = TypeVar("T")

_BATCH: Final = 500
"""Rows asked for at once; SQLite takes 999 parameters in any build."""


def marks(batch: Sequence[object]) -> str:
    """As many question marks."""
    return ", ".join("?" * len(batch))


def batches(rows: Sequence[T]) -> Iterable[Sequence[T]]:
    """``rows`` in pieces that one statement takes."""
    return (rows[at : at + _BATCH] for at in range(0, len(rows), _BATCH))
