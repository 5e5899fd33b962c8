"""Forms that can be the subjunctive of report, told from the spelling: a check on what the analysis says of mood."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from kursk_claims.extract.statements.lexicon import forms
from kursk_claims.grammar.words import grammar
from kursk_claims.lexicon import load


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    adjective_endings: tuple[str, ...]
    no_verbs: frozenset[str]
    past_plural: frozenset[str]
    present_te: frozenset[str]


@cache
def _words() -> tuple[tuple[str, ...], frozenset[str], frozenset[str]]:
    """Endings of adjectives; words in ``-e`` that are no verbs; forms that need no further look."""
    file = load("de/konjunktiv", _File)
    closed = grammar()
    others = closed.determiners | closed.subject_pronouns | closed.relatives | closed.prepositions
    others |= closed.subordinators | closed.interrogatives | closed.auxiliaries
    return (
        file.adjective_endings,
        file.no_verbs | others - closed.konjunktiv1,
        closed.konjunktiv1 | file.past_plural | file.present_te,
    )


def may_report(word: str) -> bool:
    """Whether a word (lower case) can be a finite verb in the subjunctive of report, first and second kind."""
    adjectives, others, known = _words()
    if word in known:
        return True
    if not word.endswith("e") or word.endswith("te") or len(word) < 4 or word in others:
        return False
    return word in forms() or not word.endswith(adjectives)
