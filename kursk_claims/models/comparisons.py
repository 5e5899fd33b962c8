"""What compare gives: clusters of claims with one question, how they stand, what stands behind them."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from kursk_claims.models.articles import SCHEMA_VERSION, DocumentRef
from kursk_claims.models.claims import Claim, Modifier, Slot, Stance, TimeFrame

ClusterKind = Literal["numeric", "statement"]


Status = Literal["agree", "compatible", "update", "conflict", "disputed", "unclear", "single"]


class ValueGroup(Struct, frozen=True, kw_only=True):
    """Claims of one cluster that give the same value for the same time."""

    label: str
    min: float | None
    max: float | None
    modifier: Modifier | None = None
    unit: str | None = None
    per: str | None = None
    as_of: str | TimeFrame | None
    """A day, or an interval of days; ``None`` if the texts do not tell."""
    claim_ids: tuple[str, ...]
    outlets: tuple[str, ...]
    origins: tuple[str, ...]
    """Names of the origins, as in the cluster's ``origins``."""
    stance: Stance | None = None
    """For statements: whether this group asserts or denies."""


class Origin(Struct, frozen=True, kw_only=True):
    """A source that stands behind claims independently of the others."""

    name: str
    chain: tuple[str, ...]
    claim_ids: tuple[str, ...]
    outlets: tuple[str, ...]
    names: tuple[str, ...] = ()
    """All names that were taken for this origin, sorted: several if mentions were merged."""
    named: bool = True
    """False if nobody is named: the outlet prints it without a source, or has it from ``Medienberichte``."""
    may_repeat: bool = False
    """True for an unnamed origin that may repeat a named one; the lower bound leaves it out."""
    shared_copy: bool = False
    """True if several outlets print (nearly) the same sentence."""
    earliest: str | None = None
    """Id of the document that printed the shared copy first, if dates tell."""


class Exclusion(Struct, frozen=True, kw_only=True):
    """Two value groups (labels) that can't both be true, and why in words."""

    a: str
    b: str
    why: str


class Implication(Struct, frozen=True, kw_only=True):
    """Figures that imply each other: ``claim_ids`` combine to a value that can be checked."""

    claim_ids: tuple[str, ...]
    formula: str
    computed: float
    stated: float | None
    unit: str | None
    consistent: bool | None
    factor: float | None


class Cluster(Struct, frozen=True, kw_only=True):
    """Claims that answer the same question."""

    id: str
    kind: ClusterKind
    question: str
    slot: Slot
    status: Status
    certainty: float | None = None
    """Calibrated probability that these claims answer one question; ``None`` for a single claim."""
    value_groups: tuple[ValueGroup, ...]
    origins: tuple[Origin, ...]
    independent_origins: int
    """A lower bound: mentions without a named source count once at most."""
    origins_at_most: int = 0
    """The upper bound: every mention without a named source taken as an origin of its own."""
    contested_on: tuple[str, ...] = ()
    """Days on which sources differ, of a question whose figure changes over time."""
    spread_ratio: float | None
    """Largest definite value over the smallest; ``None`` without two finite values."""
    claim_ids: tuple[str, ...]
    exclusions: tuple[Exclusion, ...] = ()
    folded_into: str | None = None
    """Of statements that only repeat a figure: the id of the cluster that has the figure. It is told there."""


class Comparison(Struct, frozen=True, kw_only=True):
    """All that ``compare`` found over a set of documents."""

    schema_version: str = SCHEMA_VERSION
    documents: tuple[DocumentRef, ...]
    claims: tuple[Claim, ...]
    clusters: tuple[Cluster, ...]
    implications: tuple[Implication, ...] = ()


class LevelResult(Struct, frozen=True, kw_only=True):
    """One field of a pair comparison: the named level it reached and what that is worth."""

    field: str
    level: str
    weight: float
    """Added to the pair's score; positive speaks for one question, negative against."""
    a: str
    b: str
    why: str


class PairComparison(Struct, frozen=True, kw_only=True):
    """Why two claims were, or were not, put together."""

    a: str
    b: str
    levels: tuple[LevelResult, ...]
    score: float
    threshold: float
    veto: str | None
    """Name of the level that alone keeps the two apart, if any."""
    linked: bool
