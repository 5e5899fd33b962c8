"""What the output says, in the reader's language: ``lexicon/labels/<lang>.toml``."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from kursk_claims.lexicon import load
from kursk_claims.models import SourceKind, Status, Why
from kursk_claims.render.payload import Lang

Forms: TypeAlias = tuple[str, str]
"""The words for one and for several; ``{n}`` or ``{x}`` is the number."""


class Labels(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All words of one language."""

    status: dict[Status, str]
    status_plural: dict[Status, Forms]
    status_meaning: dict[Status, str]
    counts: dict[str, Forms]
    modifier: dict[str, str]
    magnitude: dict[str, str]
    unit: dict[str, Forms]
    per: dict[str, str]
    source_kind: dict[SourceKind, str]
    furniture: dict[Why, str]
    words: dict[str, str]
    key: dict[str, str] = {}
    """Keys of the records that a pair comparison shows: dimensions, roles, periods."""
    why: dict[str, dict[str, str]] = {}
    """Reasons of levels by field and level; English ones stand with the levels."""
    field: dict[str, str] = {}
    """Names of a pair comparison's fields; one that is not here is shown by its own, English name."""
    level: dict[str, str] = {}
    """The same for levels."""

    def word(self, key: str, **filled: str) -> str:
        """One of ``words``, filled in, or as it stands with nothing to fill in.

        Raises ``KeyError`` for a key that the file lacks.
        """
        return self.words[key].format(**filled) if filled else self.words[key]


def labels(lang: Lang) -> Labels:
    """The words of ``lang``."""
    return load(f"labels/{lang}", Labels)
