"""One article's way from text to claims; what every engine runs."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from kursk_claims.models import Article, Claim
from kursk_claims.settings import VOCABULARY_CHARACTERS

if TYPE_CHECKING:
    from kursk_claims.extract.claims import Opened
    from kursk_claims.nlp import Pipeline

log = logging.getLogger(__name__)


Extractor = Callable[[Article], Sequence[Claim]]
"""An article's claims in text order."""


@runtime_checkable
class ReadsAhead(Protocol):
    """What an extractor may be able to do besides."""

    def ahead(self, articles: Sequence[Article], /) -> None:
        """Prepare articles that are asked for next, together; their claims are the same without."""


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


def build_extractor(model: str | None = None) -> PipelineExtractor:
    """Load the pipeline (``None``: the one that is shipped) and return what turns an article into claims.

    Costly: once for each process. Raises ``ModelError`` if the pipeline can't be used.
    """
    with _uncollected():
        from kursk_claims.nlp.spacy_import import import_spacy

        import_spacy()  # before anything else does, with all that it need not load
        import kursk_claims.extract.claims  # noqa: F401  # its lexicons are spared too
        from kursk_claims.nlp import build_nlp

        pipeline = build_nlp(model)
    return PipelineExtractor(pipeline)


class PipelineExtractor:
    """An extractor that analyses the sentences of several articles in one pass of the pipeline."""

    def __init__(self, pipeline: Pipeline) -> None:
        """`pipeline` is its own: nobody else may empty its vocabulary."""
        self._pipeline = pipeline
        self._zone = ExitStack()
        self._room = 0
        self._opened: dict[int, Opened] = {}
        """By the ``id`` of their articles, which they hold."""

    def __call__(self, article: Article, /) -> Sequence[Claim]:
        """An article's claims in text order."""
        from kursk_claims.extract.claims import claims_of, extract_claims

        opened = self._opened.pop(id(article), None)
        if opened is not None:
            return claims_of(opened, self._pipeline)
        self._make_room([article])
        return extract_claims(article, self._pipeline)

    def ahead(self, articles: Sequence[Article], /) -> None:
        """Analyse articles that are asked for next, together; their claims are the same without."""
        from kursk_claims.extract.claims import opened_article

        self._opened = {}
        self._make_room(articles)
        try:
            opened = [opened_article(article, self._pipeline) for article in articles]
            self._pipeline.analyse([one.parts for one in opened])
        except Exception:  # each is read alone then, and the one that fails is named
            log.info("%d articles could not be analysed together", len(articles), exc_info=True)
            return
        self._opened = {id(one.article): one for one in opened}

    def _make_room(self, articles: Sequence[Article]) -> None:
        if self._room <= 0 and not self._opened:  # an opened article's Docs live in the zone
            self._zone.close()  # else the vocabulary grows with every article
            self._zone.enter_context(self._pipeline.memory_zone())
            self._room = VOCABULARY_CHARACTERS
        self._room -= sum(len(article.text) for article in articles)
