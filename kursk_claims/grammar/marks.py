"""Marks that part the clauses of a sentence: German writes nearly all of them down."""

from __future__ import annotations

from typing import Final

from kursk_claims.grammar.tokens import View
from kursk_claims.lexicon.grammar import grammar

_PARTING: Final = frozenset({"!", "?", "…", ";", ":", "(", ")", "[", "]", "–", "—", "/"})


def parts(view: View, i: int) -> bool:
    """Whether token ``i`` is a mark between two clauses; a comma of attributes and a hyphen in a word are none."""
    word = view.words[i]
    return (
        word in _PARTING or (word == "," and not _joins_attributes(view, i)) or (word == "-" and stands_alone(view, i))
    )


def stands_alone(view: View, i: int) -> bool:
    """Whether there is a blank on both sides of a token."""
    return 0 < i < len(view) - 1 and view.ends[i - 1] < view.starts[i] and view.ends[i] < view.starts[i + 1]


def _joins_attributes(view: View, i: int) -> bool:
    """``schwere, tödliche Unfälle``: a comma between two attributes of one noun, which have one ending."""
    if not 0 < i < len(view) - 1 or not view.pos[i - 1] == "ADJ" == view.pos[i + 1]:
        return False
    left, right = view.lower[i - 1], view.lower[i + 1]
    return any(left.endswith(ending) and right.endswith(ending) for ending in grammar().adjectives)
