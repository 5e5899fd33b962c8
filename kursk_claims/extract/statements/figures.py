"""Figures in relative clauses: ``die zwölf, von denen X sprach``; ``der Verein, der von sechs gesprochen hatte``."""

from __future__ import annotations

from typing import Final

from kursk_claims.extract.statements.cues import CueHit, readings_of
from kursk_claims.extract.statements.drafts import Draft, of, tokens
from kursk_claims.grammar.clauses import Kind, Sentence
from kursk_claims.grammar.noun_phrases import phrase_end, starts_phrase
from kursk_claims.grammar.tokens import Range, View
from kursk_claims.lexicon.grammar import grammar

_NEAR: Final = 4
"""Tokens behind the verb's preposition, or before a relative clause, within which the figure stands."""


def in_relative_clauses(view: View, sentence: Sentence, hits: list[CueHit]) -> list[Draft]:
    """Figures that a relative clause attributes, by a verb with the preposition of its object."""
    found: list[Draft] = []
    for hit in hits:
        clause = sentence.clauses[hit.clause]
        if clause.kind is not Kind.RELATIVE or not hit.clause or hit.passive or hit.finite < 0:
            continue
        for preposition in sorted({r.cue.object for r in readings_of(hit, view) if "report" in r.cue.takes}):
            draft = _taken_up(view, sentence, hit, preposition) or _told(view, sentence, hit, preposition)
            if preposition and draft is not None:
                found.append(draft)
                break
    return found


def _taken_up(view: View, sentence: Sentence, hit: CueHit, preposition: str) -> Draft | None:
    """``die zwölf, von denen X gesprochen hatte``: the figure right before is what X spoke of."""
    clause = sentence.clauses[hit.clause]
    if view.lower[clause.opener] != preposition or view.lower[clause.opener + 1] not in grammar().relatives:
        return None
    stop = clause.start - 1
    figure = next((i for i in range(max(stop - _NEAR, 0), stop) if view.pos[i] == "NUM"), -1)
    who = _first_phrase(view, clause.opener + 2, min(hit.verb, hit.finite))
    if figure < 0 or who is None:
        return None
    return Draft("reported", "reported", tokens(view, figure, stop), of(view, who), medium="Speech")


def _told(view: View, sentence: Sentence, hit: CueHit, preposition: str) -> Draft | None:
    """``die Liftgesellschaft, die von sechs gesprochen hatte``: who is described speaks of the figure."""
    clause = sentence.clauses[hit.clause]
    if view.lower[clause.opener] not in {"der", "die", "das"}:
        return None
    places = [i for i in range(clause.opener + 1, clause.end) if view.lower[i] == preposition]
    if not any(view.pos[k] == "NUM" for i in places for k in range(i + 1, min(i + 1 + _NEAR, clause.end))):
        return None
    before = sentence.clauses[hit.clause - 1]
    who = _first_phrase(view, before.opener, before.end)
    if who is None or who[1] != before.end:
        return None
    return Draft(
        "reported", "reported", tokens(view, *view.trim(clause.start, clause.end)), of(view, who), medium="Speech"
    )


def _first_phrase(view: View, start: int, stop: int) -> Range | None:
    """The noun phrase at a place, up to the second."""
    if start >= stop or not starts_phrase(view, start):
        return None
    end = phrase_end(view, start, stop, wide=False)
    return (start, end) if end > start else None
