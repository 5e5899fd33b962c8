"""Find cue verbs with their verb particles and auxiliaries, whatever their form."""

from __future__ import annotations

from typing import Final, NamedTuple

from kursk_claims.grammar.clauses import Clause, Kind, Sentence
from kursk_claims.grammar.tokens import NOUNS, View
from kursk_claims.grammar.verbs import is_finite, opens_after_break
from kursk_claims.lexicon.cues import Cue, FormReading, forms, roles
from kursk_claims.lexicon.grammar import grammar

_REACH: Final = 80
"""Tokens looked at for the other part of a verb; a clause bracket wider than this is not read by people either."""

_BETWEEN: Final = (Kind.FRAGMENT, Kind.RELATIVE, Kind.ASIDE, Kind.QUOTE, Kind.INFINITIVE, Kind.ADVERBIAL)


class CueHit(NamedTuple):
    """One cue verb in one place."""

    cue: Cue
    verb: int
    """The word that carries the meaning (``mitgeteilt``, ``teilte``)."""
    finite: int
    """The finite word of the clause (``hat``, ``teilte``), or -1 for a bare participle or infinitive."""
    tokens: tuple[int, ...]
    passive: bool
    clause: int
    """Index of the clause that holds the last cue word."""
    first: int
    """Index of the clause with the finite word."""
    correlate: bool


def find_cues(view: View, sentence: Sentence) -> list[CueHit]:
    """Every cue verb of the sentence outside its quotations, in text order, one reading each at most twice."""
    found: list[CueHit] = []
    for number, clause in enumerate(sentence.clauses):
        if clause.kind is Kind.QUOTE:
            continue
        for i in range(clause.start, clause.end):
            if view.quote_at[i] >= 0 or view.lower[i] not in forms():
                continue
            if view.words[i][0].isupper() and i != sentence.start and i != clause.opener:
                continue
            if view.pos[i] in ("NOUN", "PROPN", "ADP", "DET", "PRON") or (view.pos[i] == "ADV" and not view.finite[i]):
                continue
            hit = _hit(view, sentence, number, clause, i)
            if hit is not None:
                found.append(hit)
    return _one_per_verb(found)


def readings_of(hit: CueHit, view: View) -> tuple[FormReading, ...]:
    """All readings of the word of ``hit`` with the same verb particle."""
    return tuple(r for r in forms()[view.lower[hit.verb]] if r.cue.particle == hit.cue.particle)


def _one_per_verb(hits: list[CueHit]) -> list[CueHit]:
    taken: set[int] = set()
    kept = []
    for hit in sorted(hits, key=lambda h: -len(h.tokens)):
        if hit.verb not in taken and (hit.finite < 0 or hit.finite not in taken or hit.finite != hit.verb):
            taken.update(hit.tokens)
            kept.append(hit)
    return sorted(kept, key=lambda h: h.verb)


def _hit(view: View, sentence: Sentence, number: int, clause: Clause, i: int) -> CueHit | None:
    """The reading of a word that takes most words of the sentence with it."""
    hits = (_reading(view, sentence, number, clause, i, reading) for reading in forms()[view.lower[i]])
    return max((hit for hit in hits if hit is not None), key=lambda hit: len(hit.tokens), default=None)


def _reading(
    view: View, sentence: Sentence, number: int, clause: Clause, i: int, reading: FormReading
) -> CueHit | None:
    particle, end_clause = ((), number) if reading.joined else _particle(view, sentence, number, i, reading)
    if particle is None:
        return None
    passive = False
    rest: tuple[int, ...] = ()
    if reading.form == "finite":
        if (view.infinitive[i] and not is_finite(view, i)) or _under_auxiliary(
            view, sentence, number, clause, i, reading
        ):
            return None
        if not reading.cue.particle and _other_verb(view, clause, i):
            return None
        if (view.pos[i] == "ADJ" or not is_finite(view, i)) and i + 1 < clause.end and view.pos[i + 1] in NOUNS:
            return None  # "die bestätigten Fälle"
        finite, first = i, number
    elif reading.form == "zu" or (i == clause.opener and opens_after_break(view, i, sentence.start)):
        return None
    else:
        finite, passive, rest, first = _verb_group(view, sentence, number, clause, i, reading)
        if finite < 0:
            return None
    if _means_else(view, sentence.clauses[first], reading.cue):
        return None
    if view.lower[i - 1] in {"weder", "noch"} and "weder" in view.lower[max(i - _NEAR, 0) : i]:
        return None  # "konnte weder bestätigen noch ausschließen, dass …"
    tokens = sorted({i, finite, *rest, *particle})
    reflexive = _reflexive(view, sentence.clauses[first], finite, i) if reading.cue.reflexive else ()
    if reading.cue.reflexive and not reflexive:
        return None
    correlate = _correlate(view, sentence, first, end_clause, tokens)
    if correlate < 0 and reading.cue.infinitive == "halten":
        tokens, correlate = _judgement(view, sentence.clauses[first], tokens)
    tokens = sorted({*tokens, *reflexive, *([correlate] if correlate >= 0 else [])})
    return CueHit(
        reading.cue, i, finite, tuple(tokens), passive, max(end_clause, number), min(first, number), correlate >= 0
    )


def _means_else(view: View, clause: Clause, cue: Cue) -> bool:
    """``befand sich``, ``bestritt sein Gruppenspiel``: words of the clause with which the verb reports nothing."""
    if not cue.unless:
        return False
    words = {view.lower[i] for i in range(clause.start, clause.end) if view.quote_at[i] < 0}
    telling = tuple(word for word in cue.unless if len(word) > _PREPOSITION)
    return any(word.endswith(telling) for word in words)


_NEAR: Final = 6
"""Tokens from the second verb of ``weder … noch`` back to the first."""

_PREPOSITION: Final = 2
"""Letters up to which a word is a preposition that an act's object must not have (``zu``)."""


def _other_verb(view: View, clause: Clause, i: int) -> bool:
    """``sprachen ihn frei``: a verb particle makes another verb of it, at the end of the clause or before ``und``."""
    ahead = range(i + 1, min(clause.end, i + _REACH))
    if any(
        view.deps[j] == "compound:prt" and view.heads[j] == i and view.lower[j] in grammar().separable for j in ahead
    ):
        return True
    last = view.last_word(i, clause.end)
    theirs = view.deps[last] == "compound:prt" and view.heads[last] > i  # "nannte es so und kündigte … | an"
    return last > i and view.lower[last] in grammar().separable and view.pos[last] not in NOUNS and not theirs


def _under_auxiliary(view: View, sentence: Sentence, number: int, clause: Clause, i: int, reading: FormReading) -> bool:
    """Whether a word that could be finite (``berichtet``) is a participle or infinitive under an auxiliary here."""
    if not reading.joined or not view.words[i].endswith(("t", "n")):
        return False
    if not any(r.form in ("participle", "infinitive") and r.cue is reading.cue for r in forms()[view.lower[i]]):
        return False
    if i == clause.opener and opens_after_break(view, i, sentence.start):
        return False
    if clause.mark == "," and i == clause.opener + 1 and view.lower[clause.opener] in {"der", "die", "das"}:
        return False  # "ein Hacker, der behauptet, …"
    auxiliary, where = _auxiliary(view, sentence, number, clause, i)
    if where < number and any(p.mark in {":", ";"} for p in sentence.clauses[where + 1 : number + 1]):
        return False  # another sentence: "Die Zahl ist offen; die Sender nennen 40"
    own_clause = clause.kind is Kind.MAIN and clause.finite == i and clause.mark in {",", "–", "—", "-"}
    return auxiliary >= 0 and not (where < number and own_clause)


def _particle(
    view: View, sentence: Sentence, number: int, i: int, reading: FormReading
) -> tuple[tuple[int, ...] | None, int]:
    """Where the verb particle of verb ``i`` stands, and in which clause."""
    parts = reading.cue.particle
    width = len(parts)
    wanted = [p.lower() for p in parts]
    if i - width >= 0 and view.lower[i - width : i] == wanted:
        return tuple(range(i - width, i)), number
    if reading.form != "finite":
        return _before(view, sentence.clauses[number], i, wanted), number
    for k in range(number, len(sentence.clauses)):
        clause = sentence.clauses[k]
        if k > number and clause.kind not in _BETWEEN:
            break
        if clause.start - i > _REACH:
            break
        start = i + 1 if k == number else clause.start
        for j in range(start, min(clause.end, i + _REACH) - width + 1):
            if (
                view.lower[j : j + width] == wanted
                and view.quote_at[j] < 0
                and (width > 1 or _closes(view, j, clause.end))
            ):
                return tuple(range(j, j + width)), k
    if width > 1:
        return _before(view, sentence.clauses[number], i, wanted), number
    return None, number


def _before(view: View, clause: Clause, i: int, wanted: list[str]) -> tuple[int, ...] | None:
    width = len(wanted)
    for j in range(max(clause.start, i - _REACH), i - width + 1):
        if view.lower[j : j + width] == wanted:
            return tuple(range(j, j + width))
    return None


def _closes(view: View, j: int, end: int) -> bool:
    """Whether the word ``j`` stands where a separated verb part can: at the end of its clause."""
    after = j + 1
    while after < end and view.is_space[after]:
        after += 1
    if after >= end:
        return True
    word = view.words[after]
    return (
        not word[0].isalnum()
        or view.lower[after] in grammar().joining
        or (view.pos[j] == "ADP" and view.deps[j] == "compound:prt")
    )


def _auxiliary(view: View, sentence: Sentence, number: int, clause: Clause, i: int) -> tuple[int, int]:
    """The finite auxiliary or modal that verb ``i`` depends on, and its clause; -1 if there is none."""
    helping = grammar().helping
    for j in range(i + 1, min(i + 4, clause.end)):
        if view.lower[j] in helping:
            return j, number
        if view.lower[j] not in grammar().cluster_verbs:
            break
    k = number
    while k >= 0 and i - sentence.clauses[k].start < _REACH + 40:
        at = sentence.clauses[k]
        if at.finite >= 0 and at.finite < i:
            finite = max((j for j in range(at.start, min(at.end, i)) if is_finite(view, j)), default=-1)
            if view.lower[finite] in helping:
                return finite, k
            if at.kind not in _BETWEEN or k == number:
                return -1, k
        if k != number and at.kind not in _BETWEEN:
            return -1, k
        k -= 1
    return -1, number


def _verb_group(
    view: View, sentence: Sentence, number: int, clause: Clause, i: int, reading: FormReading
) -> tuple[int, bool, tuple[int, ...], int]:
    auxiliary, where = _auxiliary(view, sentence, number, clause, i)
    if auxiliary < 0:
        return -1, False, (), where
    word = view.lower[auxiliary]
    rest = tuple(j for j in range(i + 1, min(i + 3, clause.end)) if view.lower[j] in {"worden", "werden", "haben"})
    if reading.form == "participle":
        fits = word in grammar().have | grammar().be | grammar().become or (word in grammar().modals and bool(rest))
        passive = (
            word in grammar().become
            or any(view.lower[j] in {"worden", "werden"} for j in rest)
            or (word in grammar().be and reading.cue.infinitive not in roles().perfect_with_be)
        )
        return (auxiliary, passive, rest, where) if fits else (-1, False, (), where)
    return (auxiliary if word in grammar().modals else -1), False, (), where


def _reflexive(view: View, clause: Clause, finite: int, i: int) -> tuple[int, ...]:
    lo, hi = min(finite, i), max(finite, i)
    near = [j for j in range(max(clause.start, lo - 4), max(hi, min(lo + 12, clause.end))) if view.lower[j] == "sich"]
    return (near[0],) if near else ()


def _judgement(view: View, clause: Clause, tokens: list[int]) -> tuple[list[int], int]:
    """``hält es für möglich``: the pronoun that announces the clause, and the judgement."""
    inside = range(clause.start, clause.end)
    pronoun = next((j for j in inside if view.lower[j] == "es"), -1)
    judged = next(
        (j for j in inside if view.lower[j] == "für" and j + 1 < clause.end and view.words[j + 1][0].islower()), -1
    )
    if pronoun < 0 or judged < 0:
        return tokens, -1
    return sorted({*tokens, pronoun, judged, judged + 1}), pronoun


def _correlate(view: View, sentence: Sentence, first: int, last: int, tokens: list[int]) -> int:
    """The word that announces the clause (``davon``), inside the matrix clause, or -1."""
    for k in range(first, min(last, len(sentence.clauses) - 1) + 1):
        clause = sentence.clauses[k]
        if clause.kind in (Kind.RELATIVE, Kind.ASIDE, Kind.QUOTE):
            continue
        for j in range(max(clause.start, tokens[0] - 6), min(clause.end, tokens[0] + _REACH)):
            if view.lower[j] in grammar().correlates:
                return j
    return -1
