"""The shipped pipeline, loaded once in each process of the tests."""

from __future__ import annotations

from functools import cache

from kursk_claims.nlp import Pipeline, build_nlp


@cache
def pipeline() -> Pipeline:
    """The shipped pipeline; nobody changes it."""
    return build_nlp()
