"""One article's way from text to claims; what every engine runs."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Final

from kursk_claims.models import Article, Claim
from kursk_claims.settings import VOCABULARY_CHARACTERS

Extractor = Callable[[Article], Sequence[Claim]]
"""An article's claims in text order."""


_YOUNG: Final = 20_000
"""Objects after whose making garbage is looked for: analysing an article makes many, few of them in cycles."""


@contextmanager
def _uncollected() -> Iterator[None]:
    """Spare the garbage collector what is loaded inside the block: modules, lexicons and weights stay to the end."""
    gc.disable()
    try:
        yield
        gc.freeze()
        gc.set_threshold(_YOUNG, *gc.get_threshold()[1:])
    finally:
        gc.enable()


def build_extractor(model: str | None = None) -> Extractor:
    """Load the pipeline (``None``: the one that is shipped) and return what turns an article into claims.

    Costly: once for each process. Raises ``ModelError`` if the pipeline can't be used.
    """
    with _uncollected():
        from kursk_claims.nlp.spacy_import import import_spacy

        import_spacy()  # before anything else does, with all that it need not load
        from kursk_claims.extract.claims import extract_claims
        from kursk_claims.nlp import build_nlp

        pipeline = build_nlp(model)

    zone = ExitStack()
    room = 0

    def extract(article: Article) -> Sequence[Claim]:
        nonlocal room
        if room <= 0:
            zone.close()  # else the vocabulary grows with every article
            zone.enter_context(pipeline.memory_zone())
            room = VOCABULARY_CHARACTERS
        room -= len(article.text)
        return extract_claims(article, pipeline)

    return extract
