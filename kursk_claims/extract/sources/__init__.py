"""Who says so: the chain of sources behind each statement, outermost reporter first.

``naming`` reads who a noun phrase names, ``coreference`` whom an anaphor means, ``chains`` who
reports whom, ``carry_over`` what a figure takes over from beside it. Names are looked up in the
article's whole text, so that nothing depends on the recogniser of a small model or on the
analysis of every sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kursk_claims.extract.sources.carry_over import CarryOver
from kursk_claims.extract.sources.chains import Chains
from kursk_claims.models import Source, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

__all__ = ["CarryOver", "resolve_sources"]


def resolve_sources(doc: Doc, statements: Sequence[Statement]) -> list[tuple[Source, ...]]:
    """One chain for each statement, in the order of ``statements``, from the outermost reporter to the last one cited.

    The chain of a statement that lies in another begins with that one's. A chain is empty if
    nobody is named (``es heißt``). An anaphor whose meaning is open keeps its surface string.
    """
    return Chains(doc, statements).all()
