"""From article text to one annotated spaCy Doc, with any German pipeline.

`build_nlp` loads a pipeline, `Pipeline.read` analyses a text. Both are imported on first use, so that the command
line starts without spaCy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kursk_claims.nlp.pipeline import Pipeline, build_nlp

__all__ = ["Pipeline", "build_nlp"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from kursk_claims.nlp.spacy_import import import_spacy

        import_spacy()
        from kursk_claims.nlp import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
