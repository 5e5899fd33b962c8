"""What a store prints: questions with their states, and events. The public interface; field names are fixed."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from kursk_claims.models import SCHEMA_VERSION, Status

EventKind = Literal[
    "new",
    "grew",
    "value_up",
    "value_down",
    "conflict",
    "resolved",
    "correction",
    "withdrawn",
    "split",
    "merge",
    "decision",
]
DecisionKind = Literal["same", "different"]


class State(Struct, frozen=True, kw_only=True):
    """One value of a question for one time, as it stands now."""

    as_of: str | None
    """The day, or day and hour, that the figure speaks of; the first day of publication where no text tells."""
    until: str | None = None
    """The last day, of a figure that speaks of several."""
    min: float | None
    max: float | None
    label: str
    unit: str | None = None
    origins: tuple[str, ...]
    outlets: tuple[str, ...] = ()
    claim_ids: tuple[str, ...]
    since_run: str
    """When the store first held this value for this time."""


class Figure(Struct, frozen=True, kw_only=True):
    """A claim of a question, with the place of its number."""

    id: str
    doc: str
    start: int
    end: int
    text: str
    sentence: str = ""
    outlet: str | None = None
    published: str | None = None
    withdrawn: bool = False
    """True if its article's text has changed and no longer has it."""


class DecisionRecord(Struct, frozen=True, kw_only=True):
    """What a user decided of two claims; it holds from then on."""

    kind: DecisionKind
    a: str
    b: str
    because: str | None
    run: str


class QuestionRecord(Struct, frozen=True, kw_only=True):
    """A question as it stands now, with its states in the order of time."""

    schema_version: str = SCHEMA_VERSION
    id: str
    question: str
    status: Status | Literal["withdrawn"]
    first_run: str
    merged_into: str | None
    certainty: float | None = None
    independent_origins: int = 0
    origins_at_most: int = 0
    states: tuple[State, ...]
    contested_on: tuple[str, ...]
    claims: tuple[Figure, ...]
    decisions: tuple[DecisionRecord, ...]


class EventRecord(Struct, frozen=True, kw_only=True):
    """Something that happened to a question in one run."""

    schema_version: str = SCHEMA_VERSION
    run: str
    """When the store learned it."""
    question_id: str
    question: str
    kind: EventKind
    old: str | None
    new: str | None
    claim_ids: tuple[str, ...]
    independent_origins: int = 0
    """Of the question as it stands now."""
