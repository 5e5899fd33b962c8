"""What a loaded pipeline is: its name, parts, licence, data and scores, as plain records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kursk_claims.models import ComponentInfo, ModelInfo

if TYPE_CHECKING:
    from spacy.language import Language


def describe(nlp: Language) -> ModelInfo:
    """`ModelInfo` of `nlp` from its `meta.json`; what the pipeline does not say of itself is empty.

    Scores are those that its makers recorded, in percent (spaCy records fractions), numbers only.
    """
    meta = nlp.meta
    path = getattr(nlp, "_path", None)
    return ModelInfo(
        name=f"{nlp.lang}_{meta.get('name', '')}",
        version=str(meta.get("version", "")),
        path=str(Path(path)) if path else "",
        licence=str(meta.get("license", "")),
        sources=tuple(_source(s) for s in meta.get("sources") or ()),
        components=tuple(ComponentInfo(name=name, factory=nlp.get_pipe_meta(name).factory) for name in nlp.pipe_names),
        scores={
            name: round(100 * value, 2) if value <= 1 else round(value, 2)
            for name, value in sorted((meta.get("performance") or {}).items())
            if isinstance(value, int | float) and not isinstance(value, bool)
        },
    )


def _source(source: Any) -> str:
    """One line for an entry of `sources`: text, or spaCy's table of name, author, licence."""
    if isinstance(source, dict):
        parts = [source.get("name"), source.get("author"), source.get("license")]
        return ", ".join(str(p) for p in parts if p)
    return str(source)
