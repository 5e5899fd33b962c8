"""Put the analysed sentences of an article together: columns that grow sentence by sentence.

All that is known of the tokens of all sentences comes out of spaCy at once, as numbers; the columns become a
`Document` for the rules or one spaCy `Doc`. White space that is more than a blank is a token of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import Final, Literal

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, MorphAnalysis
from spacy.vocab import Vocab

from kursk_claims.nlp import tiger
from kursk_claims.nlp.document import NO_MORPH, Columns, Document, Morph
from kursk_claims.nlp.kept import KEPT_WORDS
from kursk_claims.nlp.mood import VERBAL, settled_at

_UNANALYSED: Final = "dep"

_STRINGS: Final[list[int | str]] = ["ORTH", "TAG", "POS", "MORPH", "LEMMA", "DEP", "ENT_TYPE"]
_NUMBERS: Final[list[int | str]] = ["HEAD", "ENT_IOB", "SPACY", "IS_SPACE", "IS_PUNCT", "IS_ALPHA", "LIKE_NUM"]
_NO_MORPHOLOGY: Final = "_"
_IOB: Final = ("O", "I", "O", "B")
"""By spaCy's numbers; what is not known is no name."""

_WHITE_SPACE: Final = re.compile(r"\s+")


class Known:
    """Strings and morphology of a vocabulary by their keys, each made once."""

    def __init__(self, vocab: Vocab) -> None:
        """Of `vocab`; what it forgets in a memory zone stays right here, since keys are hashes of strings."""
        self._vocab = vocab
        self._strings: dict[int, str] = {}
        self._morphs: dict[str, Morph] = {"": NO_MORPH, _NO_MORPHOLOGY: NO_MORPH}

    def strings(self, keys: Sequence[int]) -> list[str]:
        """The string of each key."""
        known = self._strings
        if len(known) > KEPT_WORDS:
            known.clear()
        for key in set(keys).difference(known):
            known[key] = self._vocab.strings[key]
        return [known[key] for key in keys]

    def morph(self, features: str) -> Morph:
        """The morphology that `features` (as in `Case=Nom|Number=Sing`) spell."""
        found = self._morphs.get(features)
        if found is None:
            read = MorphAnalysis(self._vocab, features)
            found = Morph(str(read), {name: read.get(name, []) for name in read.to_dict()})
            self._morphs[features] = found
        return found


class Layers:
    """The columns of an article while they grow."""

    def __init__(self, known: Known, scheme: Literal["ud", "tiger"]) -> None:
        """`scheme` is that of the parser's labels; the columns have Universal Dependencies."""
        self._known = known
        self._scheme = scheme
        self.words: list[str] = []
        self.spaces: list[bool] = []
        self.tags: list[str] = []
        self.pos: list[str] = []
        self.morphs: list[str] = []
        self.lemmas: list[str] = []
        self.heads: list[int] = []
        self.deps: list[str] = []
        self.iobs: list[str] = []
        self.types: list[str] = []
        self.flags: list[tuple[int, ...]] = []
        """Of each token whether it is white space, a mark, of letters alone, like a number."""
        self.opening: list[int] = []
        self._leading = False

    def sentences(self, text: str, spans: Sequence[tuple[int, int]], parts: Sequence[Doc], analysed: set[int]) -> None:
        """Add all sentences of `text`: their places, tokens, and the `id` of those that are analysed."""
        columns, numbers = _table(parts, self._known)
        position = at = 0
        for (start, end), part in zip(spans, parts, strict=True):
            self.white_space(text[position:start])
            behind = at + len(part)
            own = [column[at:behind] for column in columns]
            figures = [column[at:behind] for column in numbers]
            self._sentence(part, own, figures, text[start:end], id(part) in analysed)
            position, at = end, behind
        self.white_space(text[position:])

    def white_space(self, gap: str) -> None:
        """Add the white space between two sentences: a single leading blank to the token before, the rest as one."""
        if self.words and gap.startswith(" "):
            self.spaces[-1] = True
            gap = gap[1:]
        if gap:
            self._blank(gap, head=max(len(self.words) - 1, 0), dep="")
            if len(self.words) == 1:
                self.opening.append(0)
                self._leading = True

    def _blank(self, gap: str, *, head: int, dep: str) -> None:
        self.words.append(gap)
        self.spaces.append(False)
        self.tags.append("")
        self.pos.append("SPACE")
        self.morphs.append("")
        self.lemmas.append(gap)
        self.heads.append(head)
        self.deps.append(dep)
        self.iobs.append("O")
        self.types.append("")
        self.flags.append(_BLANK)

    def _sentence(
        self, part: Doc, columns: list[list[str]], numbers: list[list[int]], text: str, analysed: bool
    ) -> None:
        """Add a sentence: as one tree, or without analysis, with arcs to its first token that hold it together."""
        words, tags, pos, morphs, lemmas, deps, types = columns
        away, iobs, spaces, *flags = numbers
        start, count = len(self.words), len(words)
        if self._leading:  # white space that opens the text goes to the first sentence
            self.heads[0], self._leading = 1, False
        else:
            self.opening.append(start)
        if analysed:
            heads, deps = self._tree(part, away, deps)
            morphs = [settled_at(part, i, heads, deps) if pos[i] in VERBAL else morph for i, morph in enumerate(morphs)]
            heads, deps = _rooted(heads, deps)
            lemmas = [lemma or word for lemma, word in zip(lemmas, words, strict=True)]
            names = [_IOB[iob] if kind else "O" for iob, kind in zip(iobs, types, strict=True)]
        else:
            empty = [""] * count
            tags, pos, morphs, lemmas, deps, types = empty, empty, empty, empty, empty, empty
            heads, names = [0] * count, ["O"] * count
        gaps = _WHITE_SPACE.findall(text)
        if all(gap == " " for gap in gaps):
            self.words += words
            self.spaces += map(bool, spaces)
            self.spaces[-1] = False
            self.tags += tags
            self.pos += pos
            self.morphs += morphs
            self.lemmas += lemmas
            self.heads += [start + head for head in heads]
            self.deps += deps
            self.iobs += names
            self.types += types
            self.flags += zip(*flags, strict=True)
            return
        following = iter(gaps)
        behind = [next(following) if space else "" for space in spaces]
        apart = [len(gap) > gap.startswith(" ") for gap in behind]
        where = [start + i + before for i, before in enumerate(accumulate(apart[:-1], initial=0))]
        for i, gap in enumerate(behind):
            self.words.append(words[i])
            self.spaces.append(gap.startswith(" "))
            self.tags.append(tags[i])
            self.pos.append(pos[i])
            self.morphs.append(morphs[i])
            self.lemmas.append(lemmas[i])
            self.heads.append(where[heads[i]])
            self.deps.append(deps[i])
            self.iobs.append(names[i])
            self.types.append(types[i])
            self.flags.append(tuple(flag[i] for flag in flags))
            if apart[i]:
                head, dep = (where[i], "dep") if analysed else (start, "")
                self._blank(gap[self.spaces[-1] :], head=head, dep=dep)

    def _tree(self, part: Doc, away: list[int], deps: list[str]) -> tuple[list[int], list[str]]:
        if self._scheme == "tiger":
            return tiger.to_ud(part)
        return [i + distance for i, distance in enumerate(away)], deps

    def document(self, text: str) -> Document:
        """The columns as what the rules read. A name that white space breaks is two names, as in spaCy."""
        kinds = zip(self.iobs, self.types, ["O", *self.iobs], ["", *self.types], strict=False)
        names = ["B" if iob == "I" and (before == "O" or kind != of) else iob for iob, kind, before, of in kinds]
        known = self._known
        space, punct, alpha, number = ([bool(flag) for flag in column] for column in _columns(self.flags))
        return Document(
            Columns(
                text,
                self.words,
                self.spaces,
                self.pos,
                [known.morph(features) for features in self.morphs],
                self.lemmas,
                self.heads,
                self.deps,
                names,
                self.types,
                space,
                punct,
                alpha,
                number,
                self.opening,
            )
        )

    def doc(self, nlp: Language) -> Doc:
        """The columns as one Doc. spaCy sees a sentence start only above a labelled arc, so bare tokens lose theirs."""
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
            ents=[f"{iob}-{kind}" if kind else "O" for iob, kind in zip(self.iobs, self.types, strict=True)],
        )
        for token, dep in zip(doc, self.deps, strict=True):
            if not dep:
                token.dep_ = ""
        return doc


_BLANK: Final = (1, 0, 0, 0)


def _columns(flags: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    return list(zip(*flags, strict=True)) if flags else [()] * len(_BLANK)


def _table(parts: Sequence[Doc], known: Known) -> tuple[list[list[str]], list[list[int]]]:
    """Columns of strings and of numbers of all tokens of `parts`."""
    if not parts:
        return [[] for _ in _STRINGS], [[] for _ in _NUMBERS]
    table = np.concatenate([part.to_array(_STRINGS + _NUMBERS) for part in parts]).astype(np.uint64)
    keys = table[:, : len(_STRINGS)].T.tolist()
    numbers = table[:, len(_STRINGS) :].astype(np.int64).T.tolist()
    return [known.strings(column) for column in keys], numbers


def _rooted(heads: list[int], deps: list[str]) -> tuple[list[int], list[str]]:
    """One tree: a second root is attached to the first as `parataxis`, and every arc has a label."""
    root: int | None = None
    heads, deps = list(heads), [dep or "dep" for dep in deps]
    for i, head in enumerate(heads):
        if head == i:
            if root is None:
                root, deps[i] = i, "ROOT"
            else:
                heads[i], deps[i] = root, "parataxis"
    return heads, deps
