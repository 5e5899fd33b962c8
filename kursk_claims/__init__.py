"""Who says how many? Claims in German news, extracted and compared.

The verbs, imported when they are first used:

    articles = kursk_claims.read_articles(["seeds"], report=print)
    claims = list(kursk_claims.extract_claims(articles, kursk_claims.build_extractor, report=print))
    comparison = kursk_claims.compare_claims(claims)
    kursk_claims.render_claims("table", comparison, sys.stdout)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kursk_claims.compare import compare as compare_claims
    from kursk_claims.compare import explain as explain_claims
    from kursk_claims.engines.article import build_extractor
    from kursk_claims.engines.local import extract as extract_claims
    from kursk_claims.load import read_articles, read_inputs
    from kursk_claims.render import render as render_claims

__version__ = "0.1.0"

__all__ = [
    "__version__",
    "build_extractor",
    "compare_claims",
    "explain_claims",
    "extract_claims",
    "read_articles",
    "read_inputs",
    "render_claims",
]

# The packages of the stages are called load, extract, compare, render; a verb can't have a package's name.
_VERBS = {
    "build_extractor": ("kursk_claims.engines.article", "build_extractor"),
    "compare_claims": ("kursk_claims.compare", "compare"),
    "explain_claims": ("kursk_claims.compare", "explain"),
    "extract_claims": ("kursk_claims.engines.local", "extract"),
    "read_articles": ("kursk_claims.load", "read_articles"),
    "read_inputs": ("kursk_claims.load", "read_inputs"),
    "render_claims": ("kursk_claims.render", "render"),
}


def __getattr__(name: str) -> Any:
    if name not in _VERBS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, verb = _VERBS[name]
    return getattr(import_module(module), verb)
