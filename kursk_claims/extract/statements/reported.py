"""Reported speech acts: ``X fordert Konsequenzen``, ``warnt vor``, ``bezeichnet … als``."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Final

from kursk_claims.extract.statements.clauses import Kind, Period
from kursk_claims.extract.statements.cues import CueHit, readings_of
from kursk_claims.extract.statements.drafts import Draft, of, tokens
from kursk_claims.extract.statements.roles import subject
from kursk_claims.extract.statements.view import View


def find_reported(view: View, period: Period, hits: list[CueHit]) -> list[Draft]:
    """The period as one reported speech act, if its main verb is one and has an object.

    Main clauses side by side, each with a subject of its own that reports, are an act each
    (``Einige Sender nennen 40, andere Berichte gehen von 60 aus``).
    """
    acts: list[tuple[int, Draft]] = []
    for hit in hits:
        if hit.finite < 0 or period.pieces[hit.first].kind not in (Kind.MAIN, Kind.VERB_FIRST):
            continue
        readings = [r for r in readings_of(hit, view) if "report" in r.cue.takes]
        fitting = [r for r in readings if not r.cue.object or _has_object(view, period, hit, r.cue.object)]
        if not fitting:
            continue
        speaker = subject(view, period, hit)
        if speaker is None:
            continue
        if acts and not _beside(period, acts[-1][0], hit.first, speaker[0]):
            continue
        act = Draft(
            "reported",
            "reported",
            tokens(view, period.start, period.end),
            of(view, speaker),
            medium=fitting[0].cue.medium,
            stance=fitting[0].cue.stance,
        )
        acts.append((hit.first, act))
    for (_, act), (number, following) in pairwise(acts):
        cut = period.pieces[number].start
        act.content = {i for i in act.content if i < cut - 1}
        following.content = {i for i in following.content if i >= cut}
    return [act for _, act in acts]


def _beside(period: Period, earlier: int, number: int, speaker: int) -> bool:
    """Whether piece ``number`` is a main clause next to the earlier one, with a speaker of its own in it."""
    piece = period.pieces[number]
    return number > earlier and piece.kind is Kind.MAIN and piece.mark in {",", ";"} and speaker >= piece.start


@cache
def object_forms(preposition: str) -> frozenset[str]:
    """The preposition of a cue's object, alone and with an article: ``zu``, ``zum``, ``zur``."""
    return frozenset((preposition, *_WITH_ARTICLE.get(preposition, ())))


_WITH_ARTICLE: Final = {"von": ("vom",), "zu": ("zum", "zur")}


def _has_object(view: View, period: Period, hit: CueHit, preposition: str) -> bool:
    forms = object_forms(preposition)
    for number in range(hit.first, hit.piece + 1):
        piece = period.pieces[number]
        if any(view.lower[i] in forms for i in range(piece.start, piece.end) if i not in hit.tokens):
            return True
    return False
