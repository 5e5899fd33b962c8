"""Claims made by hand, with only the fields that a case is about."""

from __future__ import annotations

import hashlib

from kursk_claims.models import (
    Attribution,
    Claim,
    DocumentRef,
    Evidence,
    Modifier,
    Quantity,
    Slot,
    Source,
    Span,
    Stance,
    TimeFrame,
)

TOPIC = ("hochwass", "grunau", "damm", "selk", "evakuier", "landrat")


def quantity(
    value: float | None,
    modifier: Modifier = "exact",
    *,
    low: float | None = None,
    high: float | None = None,
    unit: str | None = None,
    per: str | None = None,
    head: str | None = "Menschen",
    text: str | None = None,
    start: int = 0,
) -> Quantity:
    """A quantity whose ``min`` and ``max`` follow from its modifier unless given."""
    bounds: dict[str, tuple[float | None, float | None]] = {
        "more_than": (value, None),
        "at_least": (value, None),
        "magnitude": (value, None),
        "at_most": (None, value),
        "less_than": (None, value),
    }
    low_bound, high_bound = (low, high) if modifier == "range" else bounds.get(modifier, (value, value))
    shown = text or f"{modifier} {value:g}"
    return Quantity(
        text=shown,
        start=start,
        end=start + len(shown),
        value=value,
        min=low_bound,
        max=high_bound,
        modifier=modifier,
        unit=unit,
        per=per,
        counted=head,
        counted_head=head,
        counted_lemma=head,
    )


def source(name: str, *, key: str = "", kind: str = "official") -> Source:
    """A source; its key is its lower-case name unless given."""
    return Source(name=name, text=name, start=0, end=len(name), kind=kind, key=key or name.lower())  # type: ignore[arg-type]


def day(start: str, end: str | None = None) -> TimeFrame:
    """A day, or an interval of days."""
    return TimeFrame(start=start, end=end or start)


def claim(
    amount: Quantity | None,
    *,
    doc: str = "a",
    outlet: str | None = None,
    published: str | None = "2024-06-03",
    published_time: str | None = None,
    title: str | None = None,
    text: str | None = None,
    start: int = 0,
    sources: tuple[Source, ...] = (),
    stance: Stance = "assert",
    negated: bool = False,
    **slot: object,
) -> Claim:
    """One claim. Slot fields are given by name; thing and topic default to people in one flood."""
    sentence = text or f"In {doc} waren es {amount.text if amount else 'viele'}."
    if amount is not None:
        slot.setdefault("thing", "mensch")
        slot.setdefault("thing_class", "person")
    slot.setdefault("topic", TOPIC)
    attributed = amount is None or bool(sources)
    identity = "|".join(map(repr, (doc, start, amount, sentence, stance, sources, sorted(slot.items(), key=str))))
    return Claim(
        id=hashlib.sha256(identity.encode()).hexdigest()[:12],
        type="numeric" if amount else "attributed",
        doc=DocumentRef(
            id=doc,
            outlet=outlet or doc,
            title=title,
            published=published,
            published_time=published_time,
            text_sha256="0" * 64,
        ),
        text=sentence,
        start=start,
        end=start + len(sentence),
        quantity=amount,
        attribution=Attribution(
            statement_id=None,
            mode="indirect",
            content=(Span(start, start + len(sentence)),),
            sources=sources,
            stance=stance,
        )
        if attributed
        else None,
        negated=negated,
        slot=Slot(**slot),  # type: ignore[arg-type]
        evidence=Evidence(exact=sentence, prefix="", suffix=""),
    )
