"""Figures by themselves: in a relative clause (``die zwölf, von denen X sprach``), behind a colon (``X sagt: 40.``)."""

from __future__ import annotations

from typing import Final

from kursk_claims.extract.counting.words import words
from kursk_claims.extract.statements.cues import CueHit, readings_of
from kursk_claims.extract.statements.drafts import Draft, of, tokens
from kursk_claims.extract.statements.roles import clause_subject, subject
from kursk_claims.extract.statements.speakers import may_speak
from kursk_claims.grammar.clauses import Clause, Kind, Sentence
from kursk_claims.grammar.noun_phrases import phrase_end, starts_phrase
from kursk_claims.grammar.tokens import Range, View
from kursk_claims.lexicon.cues import Cue
from kursk_claims.lexicon.grammar import grammar
from kursk_claims.lexicon.saying import names_saying, saying

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


def behind_colon(view: View, sentence: Sentence, hits: list[CueHit]) -> list[Draft]:
    """``Die Betreiber versichern: nur 40.``; ``Sie blieb bei ihrer Zahl: Es fehlten 40``: the subject tells the figure.

    Behind a verb of saying, or its subject, a figure may stand alone; behind ``ihre Zahl`` any clause tells it.
    """
    for number, clause in enumerate(sentence.clauses[1:]):
        before = sentence.clauses[number]
        if clause.mark != ":" or sentence.quotes or not _opens_with_figure(view, sentence, number + 1, before):
            continue
        hit = next((h for h in hits if h.clause == number and h.finite >= 0 and not h.passive), None)
        if hit is None or _names_own_figure(view, before):
            who, told = clause_subject(view, sentence, number), _names_own_figure(view, before)
        else:
            who = subject(view, sentence, hit) or _first_phrase(view, before.opener, hit.finite)
            told = hit.cue.infinitive in words().telling and before.kind in (Kind.MAIN, Kind.FRAGMENT)
            told &= before.end in (hit.verb + 1, -1 if who is None else who[1])
        if told and may_speak(view, who):
            content = tokens(view, *view.trim(clause.start, sentence.end))
            return [Draft("reported", "reported", content, of(view, who), medium="SW")]
    return []


def _opens_with_figure(view: View, sentence: Sentence, number: int, before: Clause) -> bool:
    """A figure alone behind the colon, or anywhere in the clause behind a noun for the speaker's own figure."""
    clause = sentence.clauses[number]
    if clause.kind is Kind.FRAGMENT:
        at = next((i for i in range(clause.start, clause.end) if view.pos[i] in _CONTENT), clause.end)
        asks = any(view.words[i] == "?" for i in range(max(sentence.end - 2, clause.start), sentence.end))
        return at < clause.end and view.pos[at] == "NUM" and not asks
    own = clause.kind is Kind.MAIN and _names_own_figure(view, before)
    return own and any(view.pos[i] == "NUM" for i in range(clause.start, clause.end))


_CONTENT: Final = frozenset({"NUM", "NOUN", "PROPN", "VERB", "AUX"})


def _names_own_figure(view: View, clause: Clause) -> bool:
    """``blieb bei ihrer Zahl``, ``beharrt auf seiner Schätzung``: what closes a clause is the subject's own figure."""
    known, last = saying().words, clause.end - 1
    named = view.lower[last] in known.figures or names_saying(view.lower[last])
    whose = [i for i in range(max(clause.start, last - 2), last) if view.lower[i] in known.possessives]
    return named and bool(whose) and view.pos[whose[0] - 1] == "ADP"


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
