"""The records that flow through the program, readable alone.

Every stage takes records of this package and gives records of this package; nothing here
imports spaCy. All records are frozen. Offsets are Unicode code points into the article's
NFC-normalised text, ``end`` exclusive: ``text[start:end]`` is the exact surface string.
"""

from __future__ import annotations

from kursk_claims.models.articles import SCHEMA_VERSION, Article, Cited, DocumentRef, Furniture, SourceKind, Span, Why
from kursk_claims.models.claims import (
    EARLIER,
    Attribution,
    Claim,
    ClaimType,
    EventAnchor,
    Evidence,
    FieldProvenance,
    Medium,
    Mention,
    Mode,
    Modifier,
    Provenance,
    Quantity,
    Role,
    Slot,
    Source,
    Stance,
    Statement,
    TimeFrame,
)
from kursk_claims.models.comparisons import (
    Cluster,
    ClusterKind,
    Comparison,
    Exclusion,
    Implication,
    LevelResult,
    Origin,
    PairComparison,
    Status,
    ValueGroup,
)
from kursk_claims.models.pipeline import ComponentInfo, ModelInfo

__all__ = [
    "EARLIER",
    "SCHEMA_VERSION",
    "Article",
    "Attribution",
    "Cited",
    "Claim",
    "ClaimType",
    "Cluster",
    "ClusterKind",
    "Comparison",
    "ComponentInfo",
    "DocumentRef",
    "EventAnchor",
    "Evidence",
    "Exclusion",
    "FieldProvenance",
    "Furniture",
    "Implication",
    "LevelResult",
    "Medium",
    "Mention",
    "Mode",
    "ModelInfo",
    "Modifier",
    "Origin",
    "PairComparison",
    "Provenance",
    "Quantity",
    "Role",
    "Slot",
    "Source",
    "SourceKind",
    "Span",
    "Stance",
    "Statement",
    "Status",
    "TimeFrame",
    "ValueGroup",
    "Why",
]
