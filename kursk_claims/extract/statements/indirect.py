"""Indirect speech: a cue verb with a clause after it, before it, or round it.

Families: ``clause`` (dass, ob, wh), ``verb_second``, ``infinitive``, ``reporting_parenthetical`` (``…, sagte X``),
``wie`` (``wie X mitteilte``), ``so`` (``…, so X``), ``noun`` (``die Forderung, …``).
"""

from __future__ import annotations

from typing import Final

from kursk_claims.extract.statements.complements import clause_after, noun_with_clause
from kursk_claims.extract.statements.cues import CueHit
from kursk_claims.extract.statements.drafts import Draft
from kursk_claims.extract.statements.parentheticals import (
    anaphoric,
    as_said,
    counted_so,
    it_says,
    reported_aside,
    reporting_parenthetical,
    so_speaker,
)
from kursk_claims.extract.statements.roles import subject
from kursk_claims.extract.statements.speakers import may_speak
from kursk_claims.grammar.clauses import Sentence
from kursk_claims.grammar.tokens import View

_AFTER: Final = frozenset({"clause", "verb_second", "infinitive"})
"""Families whose content follows its cue."""


def find_indirect(view: View, sentence: Sentence, hits: list[CueHit], previous: Sentence | None) -> list[Draft]:
    """Statements in indirect speech of one sentence."""
    by_cue: list[tuple[CueHit, Draft]] = []
    for hit in hits:
        draft = (
            as_said(view, sentence, hit)
            or reporting_parenthetical(view, sentence, hit)
            or clause_after(view, sentence, hit)
        )
        if draft is not None and may_speak(view, subject(view, sentence, hit), hit.cue.by):
            by_cue.append((hit, draft))
    found = [draft for hit, draft in by_cue if not _completes_another(hit, draft, by_cue)]
    if not found and previous is not None:
        found += anaphoric(view, sentence, hits, previous)
    if not found:
        found += counted_so(view, sentence, hits) or reported_aside(view, sentence)
    found += so_speaker(view, sentence)
    found += it_says(view, sentence)
    found += noun_with_clause(view, sentence, hits, found)
    return found


def _completes_another(hit: CueHit, draft: Draft, by_cue: list[tuple[CueHit, Draft]]) -> bool:
    """``Er wurde verhaftet, nachdem X gesagt hatte, dass …``: the clause belongs to the cue right before it."""
    if draft.construction not in _AFTER:
        return False
    if any(other.construction == "parenthetical" and other.start == draft.start for _, other in by_cue):
        return True  # "Experten zweifeln: Es dürften 40 sein, schreibt X": who closes the clause says it
    return any(
        other.construction in _AFTER and other.start == draft.start and later.clause > hit.clause
        for later, other in by_cue
    )
