"""Load a German spaCy pipeline and read articles with it.

An article is split into sentences by `nlp.sentences`, each sentence is analysed as a Doc of its own, and the
annotation is put together in one Doc over the whole text. So a sentence's analysis depends on that sentence
alone: not on its neighbours, not on what is skipped, not on the batch.

Whatever the label scheme of the pipeline, the Doc carries Universal Dependencies (`nlp.tiger` converts).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from typing import Final, Literal, cast

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import get_words_and_spaces
from thinc.types import Ints2d

import kursk_claims.nlp.entities  # noqa: F401  # tells spaCy of the component
from kursk_claims.errors import ModelError
from kursk_claims.models import ModelInfo, Span
from kursk_claims.nlp import tiger
from kursk_claims.nlp.info import describe
from kursk_claims.nlp.mood import settled
from kursk_claims.nlp.ops import speed_up
from kursk_claims.nlp.sentences import split
from kursk_claims.nlp.weights import verified

_UNANALYSED: Final = "dep"

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


class Pipeline:
    """A loaded spaCy pipeline that reads whole articles."""

    def __init__(self, nlp: Language) -> None:
        """Wrap `nlp`. Raises `ModelError` if it is not German or lacks a component or a known label scheme."""
        self.nlp = nlp
        self.scheme = _scheme(nlp)

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
        """Analyse an article.

        Returns one Doc whose text is exactly `text`. `doc.sents` are the sentences of `nlp.sentences.split` (white
        space between two sentences belongs to the first). Sentences that touch a span of `skip`, that `choose`
        leaves out, or that exceed `MAX_SENTENCE_TOKENS` have tokens but no analysis: `token.has_dep()` is false.
        """
        sentences = split(text)
        keep = [not any(s.start < k.end and k.start < s.end for k in skip) for s in sentences] if skip else None
        if choose is not None:
            wanted = choose(text, sentences)
            keep = [a and b for a, b in zip(keep or [True] * len(sentences), wanted, strict=True)]
        parts = [self._sentence(text[s.start : s.end]) for s in sentences]
        chosen = [
            part for i, part in enumerate(parts) if (keep is None or keep[i]) and len(part) <= MAX_SENTENCE_TOKENS
        ]
        analysed = {id(doc) for doc in self.nlp.pipe(chosen, batch_size=_BATCH_SENTENCES)}
        return self._assemble(text, sentences, parts, analysed)

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

    def _assemble(self, text: str, sentences: list[Span], parts: list[Doc], analysed: set[int]) -> Doc:
        layers = _Layers()
        position = 0
        for span, part in zip(sentences, parts, strict=True):
            layers.white_space(text[position : span.start])
            gaps = _gaps(part, text[span.start : span.end])
            if id(part) in analysed:
                layers.analysis(part, gaps, self.scheme)
            else:
                layers.bare(part, gaps)
            position = span.end
        layers.white_space(text[position:])
        return layers.doc(self.nlp)


_WHITE_SPACE: Final = re.compile(r"\s+")


def _gaps(part: Doc, text: str) -> list[str]:
    """The white space that stands behind each token of the sentence in the text."""
    found = _WHITE_SPACE.findall(text)[::-1]
    return [found.pop() if token.whitespace_ else "" for token in part]


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


class _Layers:
    """The columns of the article's Doc while they grow sentence by sentence."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.spaces: list[bool] = []
        self.tags: list[str] = []
        self.pos: list[str] = []
        self.morphs: list[str] = []
        self.lemmas: list[str] = []
        self.heads: list[int] = []
        self.deps: list[str] = []
        self.ents: list[str] = []
        self.leading = 0

    def white_space(self, gap: str) -> None:
        """Add the white space between two sentences: a single leading blank to the token before, the rest as one."""
        if self.words and gap.startswith(" "):
            self.spaces[-1] = True
            gap = gap[1:]
        if gap:
            if not self.words:
                self.leading = 1
            self._token(gap, False, head=max(len(self.words) - 1, 0), pos="SPACE")

    def _token(self, word: str, space: bool, *, head: int, pos: str = "", dep: str = "") -> None:
        self.words.append(word)
        self.spaces.append(space)
        self.tags.append("")
        self.pos.append(pos)
        self.morphs.append("")
        self.lemmas.append(word if pos == "SPACE" else "")
        self.heads.append(head)
        self.deps.append(dep)
        self.ents.append("O")

    def _gap(self, gap: str, *, head: int, dep: str) -> None:
        """Add the white space behind a token of a sentence: more than a blank is a token of its own."""
        self.spaces[-1] = gap.startswith(" ")
        if gap[self.spaces[-1] :]:
            self._token(gap[self.spaces[-1] :], False, head=head, pos="SPACE", dep=dep)

    def _start(self) -> int:
        start = len(self.words)
        if self.leading == start == 1:  # white space that opens the text goes to the first sentence
            self.heads[0] = 1
        return start

    def bare(self, part: Doc, gaps: list[str]) -> None:
        """Add a sentence without analysis. The arcs to its first token only hold the sentence together."""
        start = self._start()
        for token, gap in zip(part, gaps, strict=True):
            self._token(token.text, False, head=start)
            self._gap(gap, head=start, dep="")

    def analysis(self, part: Doc, gaps: list[str], scheme: Literal["ud", "tiger"]) -> None:
        """Add an analysed sentence as one tree: a second root is attached to the first as `parataxis`."""
        start = self._start()
        heads, deps = tiger.to_ud(part) if scheme == "tiger" else _ud_tree(part)
        morphs = settled(part, heads, deps)
        apart = [len(gap) > gap.startswith(" ") for gap in gaps]
        where = [start + i + before for i, before in enumerate(accumulate(apart, initial=0))]
        root: int | None = None
        for i, token in enumerate(part):
            self.words.append(token.text)
            self.spaces.append(False)
            self.tags.append(token.tag_)
            self.pos.append(token.pos_)
            self.morphs.append(morphs[i])
            self.lemmas.append(token.lemma_ or token.text)
            self.ents.append(f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O")
            head, dep = heads[i], deps[i]
            if head == i:
                if root is None:
                    root, dep = i, "ROOT"
                else:
                    head, dep = root, "parataxis"
            self.heads.append(where[head])
            self.deps.append(dep or "dep")
            self._gap(gaps[i], head=where[i], dep="dep")

    def doc(self, nlp: Language) -> Doc:
        """The finished Doc. spaCy sees a sentence start only above a labelled arc, so bare tokens lose theirs last."""
        doc = Doc(
            nlp.vocab,
            words=self.words,
            spaces=self.spaces,
            tags=self.tags,
            pos=self.pos,
            morphs=self.morphs,
            lemmas=self.lemmas,
            heads=self.heads,
            deps=[dep or _UNANALYSED for dep in self.deps],
            ents=self.ents,
        )
        for token, dep in zip(doc, self.deps, strict=True):
            if not dep:
                token.dep_ = ""
        return doc


def _ud_tree(doc: Doc) -> tuple[list[int], list[str]]:
    return [token.head.i for token in doc], [token.dep_ for token in doc]


def build_nlp(model: str | None = None) -> Pipeline:
    """Load the shipped pipeline, or the one that `model` names: an installed package or a directory.

    Raises `ModelError`, in one line, if it can't be loaded, is not German, lacks a component that is needed, or if
    the shipped weights are not the released ones.
    """
    if model is None:
        return _fast(spacy.load(verified()))
    try:
        nlp = spacy.load(Path(model) if Path(model).is_dir() else model, exclude=_UNUSED)
    except Exception as error:  # whatever the files of a damaged pipeline make its loader raise
        reason = (str(error).splitlines() or [""])[0] or type(error).__name__
        raise ModelError(f"can't load the pipeline {model!r}: {reason}; install it or name its directory") from error
    return _fast(nlp)


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
