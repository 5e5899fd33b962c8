"""Endings and closed classes that rules of all stages ask for: ``de/grammar.toml``."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from kursk_claims.lexicon import reader


class Grammar(Struct, frozen=True, forbid_unknown_fields=True):
    """Words as sets, endings as tuples for ``str.endswith``; see the comments in the file."""

    indefinite: frozenset[str]
    auxiliary_verbs: frozenset[str]
    modal_verbs: frozenset[str]
    adjectives: tuple[str, ...]
    marked: tuple[str, ...]
    past_participles: tuple[str, ...]
    present_participles: tuple[str, ...]

    @property
    def participles(self) -> tuple[str, ...]:
        """Of the past and of the present."""
        return self.past_participles + self.present_participles


grammar: Final = reader("de/grammar", Grammar)
"""The closed classes and endings."""
