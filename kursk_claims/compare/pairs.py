"""Two claims: the levels they reach field by field, the score, and whether they are linked."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

from kursk_claims.compare import levels as reached
from kursk_claims.compare import signature, story
from kursk_claims.compare.alignment import Scored
from kursk_claims.compare.profile import Profile, profile
from kursk_claims.compare.weights import Level, levels
from kursk_claims.models import Claim, LevelResult, PairComparison
from kursk_claims.settings import LINK_THRESHOLD, UNCLEAR_THRESHOLD

Field = Callable[[Profile, Profile], str]

FIELDS: Final[tuple[tuple[str, Field], ...]] = (
    ("dimension", reached.dimension),
    ("rate", reached.rate),
    ("topic", story.topic),
    ("measure", signature.measure),
    ("mention", signature.mention),
    ("bearer", signature.bearer),
    ("restrictors", signature.restrictors),
    ("role", signature.role),
    ("period", signature.period),
    ("occasion", signature.occasion),
    ("identity", signature.identity),
    ("thing", reached.thing),
    ("group", reached.group),
    ("event", reached.event),
    ("polarity", reached.polarity),
    ("change", reached.change),
    ("document", reached.document),
    ("base", reached.base),
    ("modality", reached.modality),
    ("scope", reached.scope),
    ("place", reached.place),
    ("time", reached.time),
    ("value", reached.value),
    ("published", story.published),
    ("figures", story.figures),
    ("words", story.words),
    ("text", story.text),
    ("ground", signature.ground),
)


_NAMES: Final = tuple(name for name, _ in FIELDS)


@cache
def _table() -> tuple[tuple[Field, dict[str, Level]], ...]:
    table = levels()
    return tuple((function, table[name]) for name, function in FIELDS)


Steps = tuple[tuple[Field, dict[str, float | None], float], ...]
"""For each field, what its levels add (``None``: a veto), and the most that the fields after it can still add."""


def _steps(first: Sequence[str]) -> Steps:
    """All fields, those of ``first`` before the others."""
    places = {name: place for place, name in enumerate(first)}
    named = zip((name for name, _ in FIELDS), _table(), strict=True)
    table = [row for _, row in sorted(named, key=lambda row: places.get(row[0], len(places)))]
    best = [max(level.weight for level in levels.values()) for _, levels in table]
    weights = [{name: None if level.veto else level.weight for name, level in levels.items()} for _, levels in table]
    return tuple((function, weights[index], sum(best[index + 1 :])) for index, (function, _) in enumerate(table))


@cache
def _deciding() -> Steps:
    return _steps(_DECIDING)


@cache
def _sorting_out() -> Steps:
    return _steps(_SORTING_OUT)


_DECIDING: Final = ("dimension", "measure", "value")
"""Weights have two decimals, so that some pairs reach a threshold exactly, and then the order in which they are added
decides: this one is the score's."""

_SORTING_OUT: Final = (
    *("role", "document", "scope", "value", "time", "bearer", "occasion", "event", "mention", "measure", "published"),
    *("identity", "change", "thing", "period", "modality", "place", "rate", "group", "base", "restrictors", "words"),
    *("topic", "text", "polarity", "ground", "dimension"),
)
"""The order by which 60,000 pairs of blocks of news cost least until they are out of reach of the threshold (a local
search over what each field takes, adds and vetoes). Pairs of a block have one dimension."""

_SLACK: Final = 1e-6
"""More than sums of the same weights in two orders can differ."""


def score(a: Profile, b: Profile, threshold: float) -> float | None:
    """Sum of the weights: log2 odds that two claims answer one question.

    ``None`` if a level vetoes or the threshold can no longer be reached.
    """
    if _out_of_reach(a, b, threshold - _SLACK):
        return None
    total = 0.0
    for function, weights, rest in _deciding():
        weight = weights[function(a, b)]
        if weight is None:
            return None
        total += weight
        if total + rest < threshold:
            return None
    return round(total, 6)  # the order of summing must not decide between equal pairs


def _out_of_reach(a: Profile, b: Profile, threshold: float) -> bool:
    """Whether a level vetoes or the threshold is clearly missed, which holds for nearly all pairs of a block."""
    if threshold == -math.inf:
        return False
    total = 0.0
    for function, weights, rest in _sorting_out():
        weight = weights[function(a, b)]
        if weight is None:
            return True
        total += weight
        if total + rest < threshold:
            return True
    return False


def scored(a: Profile, b: Profile) -> Scored | None:
    """Two claims with their score, if they may answer one question."""
    value = score(a, b, UNCLEAR_THRESHOLD)
    if value is None:
        return None
    one, other = (a, b) if a.id < b.id else (b, a)
    low, high = sorted((a.doc, b.doc))
    kind = reached.kind(a, b)
    if kind == "agree":
        told = signature.one_story(a, b) or story.topic(a, b) == "unknown"
    else:
        told = a.measure == b.measure and signature.comparable(a, b)
    loose, elsewhere = reached.loose(a, b), signature.two_stories(a, b)
    return Scored((low, high), one.id, other.id, value, kind, told, loose, elsewhere)


def likeness(a: Profile, b: Profile, *, rivals: bool = False) -> float | None:
    """The score that two claims would have if they gave one small figure, so that none is kept out for its size.

    ``None`` if a level vetoes. That two tell too little to be linked is no veto here: others hold their groups
    together, and nothing speaks against it. Where an article puts figures side by side as ``rivals``, two that another
    seems to give in one voice, because its second source was not found, must not keep them apart; rivals count one
    thing.
    """
    if rivals and reached.other_people(a, b):
        return None
    total = 0.0
    for field, (function, table) in zip(_NAMES, _table(), strict=True):
        level = table[function(a, b)]
        if level.veto and field == "ground":
            continue
        if level.veto and not (rivals and field == "document"):
            return None
        total += max(level.weight, _value_table()["equal, small"].weight) if field == "value" else level.weight
    return total


@cache
def _value_table() -> dict[str, Level]:
    return levels()["value"]


def _shown(p: Profile, claim: Claim, field: str) -> str:
    """What a claim has in a field, in words, for the explanation of a level."""
    slot, quantity = claim.slot, claim.quantity
    frame = slot.as_of
    values: dict[str, object] = {
        "dimension": p.currency or p.dimension,
        "rate": p.per,
        "thing": " / ".join(part for part in (slot.thing, slot.thing_class) if part),
        "group": ", ".join(sorted(p.group)),
        "event": p.event,
        "polarity": "not" if p.negated else "",
        "change": p.change,
        "base": p.base,
        "modality": p.modality,
        "scope": p.scope,
        "place": ", ".join(sorted(p.place)) or ("(" + ", ".join(sorted(p.setting)) + ")" if p.setting else ""),
        "time": (frame.start if frame.start == frame.end else f"{frame.start}/{frame.end}") if frame else "",
        "value": quantity.text if quantity else "",
        "document": p.doc,
        "topic": ", ".join(sorted(p.topic)),
        "published": claim.doc.published,
        "figures": ", ".join(sorted(p.figures)),
        "words": ", ".join(sorted(p.words)),
        "ground": p.dimension,
        "text": p.text,
        "measure": p.measure,
        "mention": p.mention,
        "bearer": p.bearer,
        "restrictors": ", ".join(sorted(p.restrictors)),
        "role": p.role,
        "period": p.period,
        "occasion": " ".join((p.occasion or "", *sorted(p.occasion_place))).strip(),
        "identity": p.measure,
    }
    return str(values[field] or "")


def explain(a: Claim, b: Claim, *, threshold: float = LINK_THRESHOLD) -> PairComparison:
    """Every level that two claims reach, with its weight and reason.

    ``linked`` says whether the pair alone would be put together: no veto, and a score of at least
    ``threshold`` (log2 weights). A claim is always linked with itself. Clustering can still keep a
    linked pair apart where a third claim contradicts one of them.
    """
    one, other = profile(a), profile(b)
    results: list[LevelResult] = []
    veto: str | None = None
    total = 0.0
    for (name, function), (_, table) in zip(FIELDS, _table(), strict=True):
        level = table[function(one, other)]
        total += level.weight
        if level.veto and veto is None:
            veto = f"{name}: {level.name}"
        results.append(
            LevelResult(
                field=name,
                level=level.name,
                weight=level.weight,
                a=_shown(one, a, name),
                b=_shown(other, b, name),
                why=level.why,
            )
        )
    same = a.id == b.id
    return PairComparison(
        a=a.id,
        b=b.id,
        levels=tuple(results),
        score=round(total, 3),
        threshold=threshold,
        veto=None if same else veto,
        linked=same or (veto is None and total >= threshold),
    )
