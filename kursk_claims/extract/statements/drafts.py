"""A statement under construction: token indices, before they become character spans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kursk_claims.grammar.tokens import Range, View
from kursk_claims.models import Medium, Mode, Stance, Statement


@dataclass(slots=True, eq=False)
class Draft:
    """Token sets of the parts; ``within`` is the statement that this one lies in or continues."""

    mode: Mode
    construction: str
    content: set[int]
    speaker: set[int] = field(default_factory=set)
    cue: set[int] = field(default_factory=set)
    frame: set[int] = field(default_factory=set)
    addressee: set[int] = field(default_factory=set)
    medium: Medium | None = None
    nested: bool = False
    within: Draft | None = None
    stance: Stance = "assert"
    silent: bool = False
    """True for an act that tells nothing (``kritisierte den Plan``): no statement, but others may go on from it."""

    @property
    def start(self) -> int:
        """First token of the content."""
        return min(self.content)


def tokens(view: View, start: int, end: int) -> set[int]:
    """The tokens of ``start:end`` that are not white space."""
    return {i for i in range(start, end) if not view.is_space[i]}


def of(view: View, found: Range | None) -> set[int]:
    """The tokens of a phrase, or none."""
    return tokens(view, *found) if found is not None else set()


def finish(view: View, drafts: Iterable[Draft]) -> list[Statement]:
    """Drafts in text order as ``Statement`` records; ``parent`` is the index in that order."""
    kept = [d for d in drafts if not d.silent and any(not view.is_space[i] for i in d.content)]
    kept.sort(key=lambda d: (d.start, d.nested, -len(d.content), d.construction))
    place = {id(d): n for n, d in enumerate(kept)}
    return [
        Statement(
            mode=d.mode,
            medium=d.medium,
            content=view.spans(d.content),
            speaker=view.spans(d.speaker),
            cue=view.spans(d.cue),
            frame=view.spans(d.frame),
            addressee=view.spans(d.addressee),
            nested=d.nested,
            parent=place.get(id(d.within)) if d.within is not None else None,
            stance=d.stance,
            construction=d.construction,
        )
        for d in kept
    ]
