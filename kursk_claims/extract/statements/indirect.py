"""Indirect speech: a cue verb with a clause after it, before it, or round it.

Families: ``clause`` (dass, ob, wh), ``verb_second``, ``infinitive``, ``postposed`` (``…, sagte X``),
``wie`` (``wie X mitteilte``), ``so`` (``…, so X``), ``noun`` (``die Forderung, …``).
"""

from __future__ import annotations

from kursk_claims.extract.statements.clauses import Period
from kursk_claims.extract.statements.complements import clause_after, noun_with_clause
from kursk_claims.extract.statements.cues import CueHit
from kursk_claims.extract.statements.drafts import Draft
from kursk_claims.extract.statements.parentheticals import anaphoric, as_said, it_says, postposed, so_speaker
from kursk_claims.extract.statements.view import View


def find_indirect(view: View, period: Period, hits: list[CueHit], previous: Period | None) -> list[Draft]:
    """Statements in indirect speech of one period."""
    found: list[Draft] = []
    for hit in hits:
        draft = as_said(view, period, hit) or postposed(view, period, hit) or clause_after(view, period, hit)
        if draft is not None:
            found.append(draft)
    if not found and previous is not None:
        found += anaphoric(view, period, hits, previous)
    found += so_speaker(view, period)
    found += it_says(view, period)
    found += noun_with_clause(view, period, hits, found)
    return found
