"""Figures in relative clauses: ``die zwölf, von denen X sprach``; ``der Verein, der von sechs gesprochen hatte``."""

from __future__ import annotations

from typing import Final

from kursk_claims.extract.statements.cues import CueHit, readings_of
from kursk_claims.extract.statements.drafts import Draft, of, tokens
from kursk_claims.extract.statements.speakers import may_speak
from kursk_claims.grammar.clauses import Kind, Sentence
from kursk_claims.grammar.noun_phrases import phrase_end, starts_phrase
from kursk_claims.grammar.tokens import Range, View
from kursk_claims.lexicon.cues import Cue
from kursk_claims.lexicon.grammar import grammar

_NEAR: Final = 4
"""Tokens behind the verb's preposition, or before a relative clause, within which the figure stands."""


def in_relative_clauses(view: View, sentence: Sentence, hits: list[CueHit]) -> list[Draft]:
    """Figures that a relative clause attributes, by a verb with the preposition of its object if it has one."""
    found: list[Draft] = []
    for hit in hits:
        clause = sentence.clauses[hit.clause]
        if clause.kind is not Kind.RELATIVE or not hit.clause or hit.passive or hit.finite < 0:
            continue
        for reading in readings_of(hit, view):
            preposition = reading.cue.object
            if _REPORTING.isdisjoint(reading.cue.takes) or ("figure" not in reading.cue.takes and not preposition):
                continue
            draft = _taken_up(view, sentence, hit, preposition) if preposition else None
            draft = draft or _told(view, sentence, hit, reading.cue)
            if draft is not None:
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


def _told(view: View, sentence: Sentence, hit: CueHit, cue: Cue) -> Draft | None:
    """``die Firma, die von sechs sprach``, ``das Amt, dessen Leiterin sechs meldete``: who is described tells a figure.

    With a preposition of the verb's object the figure may stand further on (``von einem Loch von sechs Euro``).
    """
    clause = sentence.clauses[hit.clause]
    first, opener = clause.opener + 1, view.lower[clause.opener]
    who = None
    if opener in _WHOSE:
        who = _first_phrase(view, first, min(hit.verb, hit.finite))
        first = who[1] if who is not None else first
    elif opener in {"der", "die", "das"}:
        who = _last_phrase(view, sentence, hit.clause - 1)
    inside = range(first, clause.end)
    if cue.object:
        inside = range(next((i + 1 for i in inside if view.lower[i] == cue.object), clause.end), clause.end)
    if who is None or not any(view.pos[i] == "NUM" for i in inside) or not may_speak(view, who, cue.by):
        return None
    return Draft(
        "reported", "reported", tokens(view, *view.trim(clause.start, clause.end)), of(view, who), medium="Speech"
    )


_REPORTING: Final = frozenset({"report", "figure"})
_WHOSE: Final = frozenset({"dessen", "deren"})


def _last_phrase(view: View, sentence: Sentence, number: int) -> Range | None:
    """The noun phrase that closes a clause, over its preposition."""
    clause = sentence.clauses[number]
    for i in range(max(clause.start, clause.end - _LONGEST), clause.end):
        opens = i == clause.start or view.pos[i - 1] in _BEFORE_PHRASE
        found = _first_phrase(view, i, clause.end) if opens else None
        if found is not None and found[1] == clause.end:
            return found
    return None


_LONGEST: Final = 8
"""Tokens of a phrase before its relative clause."""
_BEFORE_PHRASE: Final = frozenset({"ADP", "VERB", "AUX", "CCONJ", "PUNCT"})


def _first_phrase(view: View, start: int, stop: int) -> Range | None:
    """The noun phrase at a place, up to the second."""
    if start >= stop or not starts_phrase(view, start):
        return None
    end = phrase_end(view, start, stop, wide=False)
    return (start, end) if end > start else None
