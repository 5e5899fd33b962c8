"""Load a German spaCy pipeline and read articles with it.

An article is split into sentences by `nlp.sentences`, each sentence is analysed as a Doc of its own, and the
annotation is put together over the whole text (`nlp.assembly`). So a sentence's analysis depends on that sentence
alone: not on its neighbours, not on what is skipped, not on the batch.

Whatever the label scheme of the pipeline, the Doc carries Universal Dependencies (`nlp.tiger` converts).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, cast

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled
from spacy.tokens import Doc
from spacy.util import get_words_and_spaces, registry
from thinc.types import Ints2d

import kursk_claims.nlp.entities  # noqa: F401  # tells spaCy of the component
from kursk_claims.errors import ModelError
from kursk_claims.models import ModelInfo, Span
from kursk_claims.nlp import parser, tiger
from kursk_claims.nlp.assembly import Known, Layers
from kursk_claims.nlp.document import Document
from kursk_claims.nlp.info import describe
from kursk_claims.nlp.ops import speed_up
from kursk_claims.nlp.sentences import split
from kursk_claims.nlp.weights import verified

Choose = Callable[[str, list[Span]], list[bool]]
"""Article text and its sentences -> for each sentence whether it is analysed."""

MAX_SENTENCE_TOKENS: Final = 400
"""A "sentence" longer than this is a table or a list without stops. It stays unanalysed: a tree over it would say
nothing, and the limit bounds the memory one sentence can take. The longest sentence of the treebanks has 88."""

_RUN: Final = re.compile(r"\S{1000}")
"""So many characters without a blank are no words. spaCy's tokenizer strips affixes one by one, in time that grows
with the square of such a run, so that a sentence with one is cut at every sign instead."""
_PIECE: Final = re.compile(r"\w+|[^\w\s]")

_BATCH_SENTENCES: Final = 256
"""Sentences that go through the components together: more save no time."""

_NEEDED: Final = {
    "token.pos": "part-of-speech tags (morphologizer)",
    "token.morph": "morphology (morphologizer)",
    "token.lemma": "lemmas (lemmatizer)",
    "token.dep": "dependencies (parser)",
    "doc.ents": "named entities (ner)",
}

_UNUSED: Final = ["senter", "entity_linker", "textcat", "sentencizer"]


class Parts(NamedTuple):
    """The sentences of an article as Docs of their own, before or after their analysis."""

    text: str
    spans: list[Span]
    docs: list[Doc]
    chosen: list[Doc]
    """Those that are to be analysed."""


class Pipeline:
    """A loaded spaCy pipeline that reads whole articles."""

    def __init__(self, nlp: Language) -> None:
        """Wrap `nlp`. Raises `ModelError` if it is not German or lacks a component or a known label scheme."""
        self.nlp = nlp
        self.scheme = _scheme(nlp)
        self._known = Known(nlp.vocab)

    @property
    def name(self) -> str:
        """Language and name of the pipeline, as in `de_claims_news_sm`."""
        return f"{self.nlp.lang}_{self.nlp.meta.get('name', 'pipeline')}"

    @property
    def info(self) -> ModelInfo:
        """Name, version, components, licences and scores of the pipeline."""
        return describe(self.nlp)

    @contextmanager
    def memory_zone(self) -> Iterator[None]:
        """Free what reading inside the block adds to the vocabulary; no Doc may be used after the block."""
        with self.nlp.memory_zone():
            yield

    def read(self, text: str, *, skip: Sequence[Span] = (), choose: Choose | None = None) -> Doc:
        """Analyse an article: `document` as one Doc of spaCy."""
        parts = self.parts(text, skip=skip, choose=choose)
        self.analyse([parts])
        return self._layers(parts).doc(self.nlp)

    def document(self, text: str, *, skip: Sequence[Span] = (), choose: Choose | None = None) -> Document:
        """Analyse an article.

        Returns a document whose text is exactly `text`. Its `sents` are the sentences of `nlp.sentences.split` (white
        space between two sentences belongs to the first). Sentences that touch a span of `skip`, that `choose`
        leaves out, or that exceed `MAX_SENTENCE_TOKENS` have tokens but no analysis: `token.has_dep()` is false.
        """
        parts = self.parts(text, skip=skip, choose=choose)
        self.analyse([parts])
        return self.assembled(parts)

    def parts(self, text: str, *, skip: Sequence[Span] = (), choose: Choose | None = None) -> Parts:
        """An article's sentences in tokens, not yet analysed; arguments as for `document`."""
        sentences = split(text)
        keep = [not any(s.start < k.end and k.start < s.end for k in skip) for s in sentences] if skip else None
        if choose is not None:
            wanted = choose(text, sentences)
            keep = [a and b for a, b in zip(keep or [True] * len(sentences), wanted, strict=True)]
        docs = [self._sentence(text[s.start : s.end]) for s in sentences]
        chosen = [doc for i, doc in enumerate(docs) if (keep is None or keep[i]) and len(doc) <= MAX_SENTENCE_TOKENS]
        return Parts(text, sentences, docs, chosen)

    def analyse(self, articles: Sequence[Parts]) -> None:
        """Analyse the chosen sentences of all articles together, in place: a step costs little more for several."""
        chosen = [doc for parts in articles for doc in parts.chosen]
        for _ in self.nlp.pipe(chosen, batch_size=_BATCH_SENTENCES):
            pass

    def assembled(self, parts: Parts) -> Document:
        """The document of an article whose sentences are analysed."""
        return self._layers(parts).document(parts.text)

    def _layers(self, parts: Parts) -> Layers:
        layers = Layers(self._known, self.scheme)
        spans = [(span.start, span.end) for span in parts.spans]
        layers.sentences(parts.text, spans, parts.docs, {id(doc) for doc in parts.chosen})
        return layers

    def _sentence(self, text: str) -> Doc:
        """The sentence with one blank for any white space inside it: how a text is set does not change its reading."""
        text = _WHITE_SPACE.sub(" ", text)
        if _RUN.search(text):
            words, spaces = get_words_and_spaces(_PIECE.findall(text), text)
            doc = Doc(self.nlp.vocab, words=words, spaces=spaces)
        else:
            doc = _stop_apart(self.nlp.make_doc(text))
        # All at once: spaCy looks through the whole Doc each time a single token's start is set.
        starts = np.full((len(doc), 1), -1, dtype="int64")
        starts[:1] = 1
        return doc.from_array(["SENT_START"], cast("Ints2d", starts.astype("uint64")))


_WHITE_SPACE: Final = re.compile(r"\s+")

_FIGURE_AND_STOP: Final = re.compile(r"\d(?:[\d.,]*\d)?\.")


def _stop_apart(doc: Doc) -> Doc:
    """Part the stop of the sentence from a figure before it: ``stieg auf 34.`` has no ordinal at its end."""
    last = len(doc) - 1
    while last >= 0 and (doc[last].is_space or doc[last].is_quote):
        last -= 1
    if last < 0 or not _FIGURE_AND_STOP.fullmatch(doc[last].text):
        return doc
    words, spaces = [token.text for token in doc], [bool(token.whitespace_) for token in doc]
    words[last : last + 1], spaces[last : last + 1] = [words[last][:-1], "."], [False, spaces[last]]
    return Doc(doc.vocab, words=words, spaces=spaces)


def build_nlp(model: str | None = None) -> Pipeline:
    """Load the shipped pipeline, or the one that `model` names: an installed package or a directory.

    Raises `ModelError`, in one line, if it can't be loaded, is not German, lacks a component that is needed, or if
    the shipped weights are not the released ones.
    """
    if model is None:
        return _fast(spacy.load(verified(), config=_OVERRIDES))
    try:
        nlp = spacy.load(Path(model) if Path(model).is_dir() else model, exclude=_UNUSED)
    except Exception as error:  # whatever the files of a damaged pipeline make its loader raise
        reason = (str(error).splitlines() or [""])[0] or type(error).__name__
        raise ModelError(f"can't load the pipeline {model!r}: {reason}; install it or name its directory") from error
    return _fast(nlp)


_EMPTY: Final = "kursk_claims.EmptyTokenizer.v1"


def _empty_tokenizer() -> Callable[[Language], Tokenizer]:
    """A tokenizer for a pipeline that brings its rules: spaCy would compile those of the language and drop them."""
    return lambda nlp: Tokenizer(nlp.vocab)


registry.tokenizers.register(_EMPTY, func=_empty_tokenizer)

_OVERRIDES: Final[dict[str, Any]] = {
    "nlp": {"tokenizer": {"@tokenizers": _EMPTY}},
    "components": {"parser": {"factory": parser.FACTORY}},
}
"""What the shipped pipeline is loaded with: the same weights, read and run faster."""


def _fast(nlp: Language) -> Pipeline:
    pipeline = Pipeline(nlp)
    speed_up(nlp)
    return pipeline


def _scheme(nlp: Language) -> Literal["ud", "tiger"]:
    """The label scheme of the parser, after a check of everything that is needed."""
    if nlp.lang != "de":
        raise ModelError(f"the pipeline {nlp.meta.get('name')!r} is for {nlp.lang!r}; a German one is needed")
    given = {what for name in nlp.pipe_names for what in nlp.get_pipe_meta(name).assigns}
    for what, component in _NEEDED.items():
        if what not in given:
            raise ModelError(f"the pipeline {nlp.meta.get('name')!r} has no {component}; name a complete one")
    labels = {
        label
        for name in nlp.pipe_names
        if "token.dep" in nlp.get_pipe_meta(name).assigns
        for label in getattr(nlp.get_pipe(name), "labels", ())
    }
    if "nsubj" in labels:
        return "ud"
    if tiger.SUBJECT in labels:
        return "tiger"
    raise ModelError(
        f"the parser of {nlp.meta.get('name')!r} uses neither Universal Dependencies nor TIGER labels; "
        "name another pipeline"
    )
