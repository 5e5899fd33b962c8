"""German grammar over the analysed text, each thing read once; it knows nothing of claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kursk_claims.grammar.tokens import View
from kursk_claims.grammar.verbs import settle

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kursk_claims.nlp.document import Document

_KEPT: Final = "kursk_claims.view"
"""Key in ``Doc.user_data``."""


def view_of(doc: Doc | Document) -> View:
    """The view of a Doc whose analysis is finished, with its finite verbs settled; made once for each."""
    found = doc.user_data.get(_KEPT)
    if found is None:
        found = doc.user_data[_KEPT] = View(doc)
        settle(found)
    assert isinstance(found, View)
    return found
