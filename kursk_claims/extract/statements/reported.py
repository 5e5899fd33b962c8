"""Reported speech acts: ``X fordert Konsequenzen``, ``warnt vor``, ``bezeichnet … als``."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Final

from kursk_claims.extract.statements.cues import CueHit, readings_of
from kursk_claims.extract.statements.drafts import Draft, of, tokens
from kursk_claims.extract.statements.roles import addressee, clause_subject, subject
from kursk_claims.extract.statements.speakers import may_speak
from kursk_claims.grammar.clauses import Kind, Sentence
from kursk_claims.grammar.noun_phrases import core_end, starts_phrase
from kursk_claims.grammar.tokens import Range, View
from kursk_claims.lexicon.cues import Cue, FormReading
from kursk_claims.lexicon.saying import saying

_FAR: Final = 40
"""Tokens to either side of a verb in which its object is looked for."""


def find_reported(view: View, sentence: Sentence, hits: list[CueHit]) -> list[Draft]:
    """The sentence as one reported speech act, if its main verb is one and has an object.

    Main clauses side by side, each with a subject of its own that reports, are an act each
    (``Einige Sender nennen 40, andere Berichte gehen von 60 aus``).
    """
    acts: list[tuple[int, Draft]] = []
    for hit in hits:
        if hit.finite < 0 or sentence.clauses[hit.first].kind not in (Kind.MAIN, Kind.VERB_FIRST):
            continue
        fitting, speaker = _fitting(view, sentence, hit), subject(view, sentence, hit)
        if not fitting or speaker is None:
            continue
        if acts and not _beside(sentence, acts[-1][0], hit.first, speaker[0]):
            continue
        own = not acts and hit.first > 0 and _beside(sentence, -1, hit.first, speaker[0])
        own &= sentence.clauses[0].kind is Kind.MAIN
        begin = sentence.clauses[hit.first].start if own else sentence.start
        act = reported_act(view, tokens(view, begin, sentence.end), speaker, fitting[0].cue)
        act.addressee = of(view, addressee(view, sentence, hit, speaker)) - act.speaker
        act.silent = all("judge" in reading.cue.takes for reading in fitting)
        acts.append((hit.first, act))
        gap = _gapped(view, sentence, hit, fitting[0])
        if gap is not None and not act.silent:
            number, who = gap
            acts.append((number, reported_act(view, tokens(view, sentence.start, sentence.end), who, fitting[0].cue)))
    for (_, act), (number, following) in pairwise(acts):
        cut = sentence.clauses[number].start
        act.content = {i for i in act.content if i < cut - 1}
        following.content = {i for i in following.content if i >= cut}
    under = _in_adverbial_clauses(view, sentence, hits)
    for _, act in acts:
        for clause in under:
            rest = act.content - clause.content
            act.content = rest - {i for i in rest if i == min(rest) and view.words[i] == ","}
    found = [*under, *(act for _, act in acts if act.content)]
    return found or claims_of(view, sentence)


def _fitting(view: View, sentence: Sentence, hit: CueHit) -> list[FormReading]:
    """The readings of a verb by which its clause reports by itself."""
    return [reading for reading in readings_of(hit, view) if _fits(view, sentence, hit, reading)]


def reported_act(view: View, content: set[int], speaker: Range, cue: Cue) -> Draft:
    """One reported speech act, with what the lexicon says of its verb."""
    return Draft("reported", "reported", content, of(view, speaker), medium=cue.medium, stance=cue.stance)


def _in_adverbial_clauses(view: View, sentence: Sentence, hits: list[CueHit]) -> list[Draft]:
    """``Nachdem X von 14 Toten gesprochen hatte, …``: a figure of a clause of time or contrast."""
    found: list[Draft] = []
    for hit in hits:
        clause = sentence.clauses[hit.first]
        if hit.finite < 0 or clause.kind is not Kind.ADVERBIAL or hit.first != hit.clause or hit.passive:
            continue
        fitting = [r for r in _fitting(view, sentence, hit) if r.cue.object and "judge" not in r.cue.takes]
        speaker = subject(view, sentence, hit) if fitting else None
        if speaker is None:
            continue
        forms = object_forms(fitting[0].cue.object)
        cut = next((i for i in range(speaker[0] + 1, speaker[1]) if view.lower[i] in forms), speaker[1])
        speaker = (speaker[0], cut)
        if not any(view.pos[i] == "NUM" for i in range(cut, clause.end)):
            continue
        content = tokens(view, *view.trim(clause.start, clause.end))
        found.append(reported_act(view, content, speaker, fitting[0].cue))
    return found


def claims_of(view: View, sentence: Sentence) -> list[Draft]:
    """``Die Armee will 50 Kämpfer getötet haben``: the perfect infinitive makes a claim of it."""
    for number, clause in enumerate(sentence.clauses):
        if (
            clause.kind is not Kind.MAIN
            or clause.finite < 0
            or view.lower[clause.finite] not in saying().words.claiming
        ):
            continue
        last = view.trim(clause.start, clause.end, {".", "!", ","})[1] - 1
        if last - 1 <= clause.finite or view.lower[last] not in {"haben", "sein"}:
            continue
        if not view.words[last - 1][0].islower() or not view.lower[last - 1].endswith(("t", "en")):
            continue
        speaker = clause_subject(view, sentence, number)
        if speaker is not None and view.lower[speaker[0]] not in {"ich", "wir", "man"}:
            content = tokens(view, *view.trim(clause.start, clause.end))
            return [Draft("reported", "reported", content, of(view, speaker), medium="SW")]
    return []


def find_beside(view: View, sentence: Sentence, hits: list[CueHit], found: list[Draft]) -> list[Draft]:
    """Main clauses that report for themselves beside one with a prepositional source, whose content ends there.

    ``Nach Angaben der Polizei kamen 40, die Veranstalter sprachen von 60.``
    """
    acts: list[Draft] = []
    for hit in hits:
        clause = sentence.clauses[hit.first]
        fitting = _fitting(view, sentence, hit)
        if hit.finite < 0 or clause.kind is not Kind.MAIN or all("judge" in r.cue.takes for r in fitting):
            continue
        speaker = subject(view, sentence, hit)
        if speaker is None or not clause.start <= speaker[0] < clause.end:
            continue
        own = tokens(view, *view.trim(clause.start, sentence.clauses[hit.clause].end))
        over = [d for d in found if not own.isdisjoint(d.content | d.frame)]
        if any(d.construction != "prepositional" or d.nested or max(d.frame) >= clause.start for d in over):
            continue
        if over and clause.mark not in {",", ";"}:
            continue
        for draft in over:
            own |= {i for i in draft.content if i >= clause.start}
            draft.content = {i for i in draft.content if i < clause.start - 1}
        acts.append(reported_act(view, own, speaker, fitting[0].cue))
    return acts


def find_cited(view: View, sentence: Sentence, hits: list[CueHit], found: list[Draft]) -> list[Draft]:
    """``Wie X berichtet, rechnet Y mit 40``: an act with a figure that a reporter tells lies inside the report."""
    acts: list[Draft] = []
    for hit in hits:
        clause = sentence.clauses[hit.first]
        fitting = [r for r in _fitting(view, sentence, hit) if "judge" not in r.cue.takes]
        outer = [d for d in found if hit.finite in d.content]
        if hit.finite < 0 or not fitting or clause.kind not in (Kind.MAIN, Kind.VERB_FIRST) or len(outer) != 1:
            continue
        if outer[0].nested or outer[0].construction not in {"wie", "prepositional"}:
            continue
        speaker = subject(view, sentence, hit)
        content = tokens(view, *view.trim(clause.start, sentence.clauses[hit.clause].end)) & outer[0].content
        if speaker is None or speaker[0] not in content or not any(view.pos[i] == "NUM" for i in content):
            continue
        act = reported_act(view, content, speaker, fitting[0].cue)
        act.nested, act.within = True, outer[0]
        acts.append(act)
    return acts


def _beside(sentence: Sentence, earlier: int, number: int, speaker: int) -> bool:
    """Whether clause ``number`` is a main clause next to the earlier one, with a speaker of its own in it."""
    clause = sentence.clauses[number]
    return number > earlier and clause.kind is Kind.MAIN and clause.mark in {",", ";"} and speaker >= clause.start


@cache
def object_forms(preposition: str) -> frozenset[str]:
    """The preposition of a cue's object, alone and with an article: ``zu``, ``zum``, ``zur``."""
    return frozenset((preposition, *_WITH_ARTICLE.get(preposition, ())))


_WITH_ARTICLE: Final = {"von": ("vom",), "zu": ("zum", "zur")}


def _gapped(view: View, sentence: Sentence, hit: CueHit, reading: FormReading) -> tuple[int, Range] | None:
    """``Die Stadt sprach von 40 Gästen, der Verein | von 60``: the next clause has a subject and object, and no verb.

    Gives the clause and its subject. Only with the preposition of the verb and a figure behind it, or a figure alone
    behind somebody who can have counted (``Die Stadt hatte 40 genannt, der Verein | 60``).
    """
    number = hit.clause + 1
    if number >= len(sentence.clauses):
        return None
    clause = sentence.clauses[number]
    start = clause.start
    if clause.mark not in {",", ";"} or clause.kind is not Kind.FRAGMENT or not starts_phrase(view, start):
        return None
    end = core_end(view, start, clause.end)
    after = end
    while after < clause.end and view.lower[after] in saying().words.gap_particles:
        after += 1
    if end == start or after >= clause.end:
        return None
    if not reading.cue.object:
        figure = any(view.pos[i] == "NUM" for i in range(after, min(after + _QUALIFIED, clause.end)))
        return (number, (start, end)) if figure and may_speak(view, (start, end), "speaker") else None
    counted = any(view.pos[i] == "NUM" for i in range(after + 1, min(after + 5, clause.end)))
    return (number, (start, end)) if view.lower[after] == reading.cue.object and counted else None


_QUALIFIED: Final = 3
"""Tokens of a figure with its qualifier: ``mehr als 40``."""


def _fits(view: View, sentence: Sentence, hit: CueHit, reading: FormReading) -> bool:
    """Whether the clause has what makes the verb report by itself: its object, a figure as its object."""
    if "figure" in reading.cue.takes:
        clause = sentence.clauses[hit.first]
        reflexive = "sich" in view.lower[clause.start : clause.end]
        if hit.passive or reflexive or not may_speak(view, subject(view, sentence, hit), reading.cue.by):
            return False
        if reading.cue.object:
            return _has_figure_behind(view, sentence, hit, reading)
        return _has_figure(view, hit)
    if {"report", "judge"}.isdisjoint(reading.cue.takes) or not may_speak(
        view, subject(view, sentence, hit), reading.cue.by
    ):
        return False
    if any(_has_object(view, sentence, hit, word) for word in sorted(reading.cue.unless)):
        return False  # "verurteilte ihn zu 4 Jahren"
    if reading.cue.by == "speaker" and not reading.cue.object:
        return any(_is_object(view, i, (hit.verb, hit.finite)) for i in range(hit.verb - _FAR, hit.verb + _FAR))
    return not reading.cue.object or _has_object(view, sentence, hit, reading.cue.object)


_NEAR: Final = 4
"""Tokens behind the preposition of a figure's verb within which the figure stands: ``auf mehr als 61``."""


def _has_figure_behind(view: View, sentence: Sentence, hit: CueHit, reading: FormReading) -> bool:
    """Whether the verb's preposition stands right before a figure: ``kam am Abend auf mehr als 61``."""
    clause = sentence.clauses[hit.first]
    forms = object_forms(reading.cue.object)
    places = [i for i in range(clause.start, clause.end) if view.lower[i] in forms and i != hit.finite]
    return any(view.pos[k] == "NUM" for i in places for k in range(i + 1, min(i + 1 + _NEAR, clause.end)))


def _has_figure(view: View, hit: CueHit) -> bool:
    """Whether the verb's accusative object is counted: ``meldete am Freitag 40 Tote``."""
    verbs = (hit.verb, hit.finite)
    objects = {i for i in range(hit.verb - _FAR, hit.verb + _FAR) if _is_object(view, i, verbs)}
    near = range(max(hit.verb - _FAR, 0), min(hit.verb + _FAR, len(view)))
    numbers = [i for i in near if view.pos[i] == "NUM"]
    if any(not objects.isdisjoint(_upwards(view, i)) for i in numbers):
        return True
    if any(view.pos[i - 1] == "ADP" and i - 2 in objects for i in numbers):
        return True  # "Sperren für 15 Tage"
    return any(view.lower[i + 1 : i + 4] == ["in", "höhe", "von"] for i in objects)  # "Einnahmen in Höhe von 9"


def _upwards(view: View, i: int) -> tuple[int, ...]:
    """The word and the three above it: ``3`` in ``ein Wachstum von 3 Prozent`` hangs two below its object."""
    one = view.heads[i]
    two = view.heads[one]
    return i, one, two, view.heads[two]


def _is_object(view: View, i: int, verbs: tuple[int, int]) -> bool:
    if not 0 <= i < len(view) or view.heads[i] not in verbs:
        return False
    bare = view.pos[i] == "NUM" and view.deps[i] == "obl" and view.pos[i - 1] != "ADP"  # "zählte | 1600"
    return bare or view.deps[i] == "obj"


def _has_object(view: View, sentence: Sentence, hit: CueHit, preposition: str) -> bool:
    forms = object_forms(preposition)
    for number in range(_front_of_clause(sentence, hit.first), _rest_of_clause(sentence, hit.clause) + 1):
        clause = sentence.clauses[number]
        if not hit.first <= number <= hit.clause and clause.kind is Kind.RELATIVE:
            continue
        if any(view.lower[i] in forms for i in range(clause.start, clause.end) if i not in hit.tokens):
            return True
    return False


def _front_of_clause(sentence: Sentence, number: int) -> int:
    """Where a main clause begins whose verb comes behind a relative clause (``Von 19, die fehlten, sprach X``)."""
    clauses = sentence.clauses
    k = number
    while k > 0 and clauses[number].kind is Kind.VERB_FIRST and clauses[k - 1].kind is Kind.RELATIVE:
        k -= 1
    return k - 1 if 0 < k < number and clauses[k - 1].kind is Kind.FRAGMENT else number


def _rest_of_clause(sentence: Sentence, number: int) -> int:
    """Where a main clause ends that goes on behind a relative clause (``schätzt den Schaden, der …, auf 40``)."""
    clauses = sentence.clauses
    k = number
    while k + 1 < len(clauses) and clauses[k + 1].kind is Kind.RELATIVE:
        k += 1
    if k > number and k + 1 < len(clauses) and clauses[k + 1].kind is Kind.FRAGMENT and clauses[k + 1].mark == ",":
        return k + 1
    return number
