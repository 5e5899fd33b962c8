"""The entity recogniser of the shipped pipeline: a linear-chain conditional random field (Lafferty, McCallum and
Pereira 2001) over sparse features of words (`nlp.entity_facts`), as a spaCy component.

Each word form adds a block of scores to itself and its neighbours, which is summed once and kept, and so does each
kind of phrase of the name lists; pairs of neighbours add theirs; the best well-formed sequence of labels is found by
the Viterbi algorithm. A batch of sentences is read together, but all sums of a word run in a fixed order over its own
sentence, so a result never depends on others.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.scorer import get_ner_prf
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import minibatch

from kursk_claims.nlp.entity_facts import END, Facts, Keys, Table, class_key, hashed, pairs
from kursk_claims.nlp.kept import KEPT_WORDS, with_room

KINDS: Final = ("PER", "ORG", "LOC", "MISC")

LABELS: Final = ("O", *(f"{place}-{kind}" for kind in KINDS for place in "BI"))

REACH: Final = 2
"""How many words away a word still has a say."""

FACTORY: Final = "kursk_claims_entities"

_SLOTS: Final = (2 * REACH + 1) * len(LABELS)

_TOGETHER: Final = 256
"""Sentences of a batch."""

Scores = NDArray[np.float32]


class Weights:
    """Weights of features: for the hash of each feature the slots (offset and label) it adds to, and how much."""

    def __init__(
        self,
        keys: NDArray[np.uint64],
        starts: NDArray[np.uint32],
        slots: NDArray[np.uint8],
        values: Scores,
        transitions: Scores,
    ) -> None:
        """`keys` [n] sorted, `starts` [n + 1] into `slots` and `values`, `transitions` [from, to]."""
        self.keys = keys
        self.starts = starts
        self.slots = slots
        self.values = values.astype(np.float32)
        self.transitions = transitions

    def add(self, places: Iterable[int], keys: Keys, scores: Scores) -> None:
        """Add to `scores` [place, slot], in order, what each of the features `keys` weighs in the slots of its place.

        A feature without a weight adds nothing.
        """
        rows = np.minimum(self.keys.searchsorted(keys), len(self.keys) - 1)
        known = np.flatnonzero(self.keys[rows] == keys)
        rows = rows[known]
        starts = self.starts[rows].astype(np.intp)
        sizes = self.starts[rows + 1].astype(np.intp) - starts
        ends = np.cumsum(sizes)
        at = np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - ends + sizes, sizes)
        cells = np.repeat(np.asarray(places, dtype=np.intp)[known] * scores.shape[1], sizes) + self.slots[at]
        np.add.at(scores.reshape(-1), cells, self.values[at])

    def blocks(self, features: Sequence[Iterable[str]]) -> Scores:
        """Summed scores [entry, offset, label] of each entry's features; slot 0 is the word two to the right of it."""
        sums = np.zeros((len(features), _SLOTS), dtype=np.float32)
        self.add([i for i, own in enumerate(features) for _ in own], hashed([x for own in features for x in own]), sums)
        return sums.reshape(-1, 2 * REACH + 1, len(LABELS))


class _Kept:
    """What word forms and phrases of lists contribute, a row for each one met so far, summed once.

    The first row of words speaks for what lies beyond a sentence, the first one of lists for a word on none.
    """

    def __init__(self, facts: Facts, weights: Weights) -> None:
        self._facts, self._weights = facts, weights
        self.rows: dict[str, int] = {}
        self._stems, self._opens = [""], [0]
        self.blocks = weights.blocks([("END",)])
        self.keys: Keys = np.array([END], dtype=np.uint64)
        self._list_rows: dict[tuple[str, ...], int] = {(): 0}
        self.list_blocks = weights.blocks([()])
        self.list_keys: Keys = np.array([class_key(())], dtype=np.uint64)

    def learn(self, words: Iterable[str]) -> None:
        """Add those of `words` that are new, all together."""
        new = [word for word in dict.fromkeys(words) if word not in self.rows]
        if not new:
            return
        read = [self._facts.word(word) for word in new]
        self.rows.update(zip(new, range(len(self._stems), len(self._stems) + len(new)), strict=True))
        self._stems += (word.stem for word in read)
        self._opens += (word.opens for word in read)
        end = len(self._stems)
        self.blocks, self.keys = with_room(self.blocks, end), with_room(self.keys, end)
        self.blocks[end - len(new) : end] = self._weights.blocks([("bias", *w.facts, *w.own) for w in read])
        self.keys[end - len(new) : end] = [word.keys() for word in read]

    def lists(self, rows: Sequence[int]) -> list[int]:
        """The row of the phrase that covers each word of a sentence whose words have `rows`."""
        opens = [self._opens[row] for row in rows]
        found = self._facts.listed([self._stems[row] for row in rows], opens) if any(opens) else [()] * len(rows)
        for features in found:
            if features not in self._list_rows:
                self._list_rows[features] = len(self._list_rows)
                self.list_blocks = np.concatenate([self.list_blocks, self._weights.blocks([features])])
                self.list_keys = np.append(self.list_keys, np.uint64(class_key(features)))
        return [self._list_rows[features] for features in found]


class EntityRecognizer(Pipe):
    """Sets `doc.ents`. A Doc is taken for one sentence, as `Pipeline.read` gives it."""

    def __init__(self, name: str = "ner") -> None:
        """Without weights; `from_disk` or `fill` gives them."""
        self.name = name
        self.facts: Facts | None = None
        self.weights: Weights | None = None
        self._kept: _Kept | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The entity types."""
        return KINDS

    def fill(self, facts: Facts, weights: Weights) -> None:
        """Take over what was trained."""
        self.facts, self.weights = facts, weights
        self._kept = None

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of `doc`. Raises `ValueError` while there are no weights."""
        self._annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = _TOGETHER) -> Iterator[Doc]:
        """Set the entities of each Doc; a batch takes its steps together, with the result of each Doc alone."""
        for docs in minibatch(stream, size=min(batch_size, _TOGETHER)):  # type: ignore[no-untyped-call]
            try:
                self._annotate(docs)
            except Exception as error:  # what to do with it is for the pipeline's owner to say, as in spaCy's own
                self.get_error_handler()(self.name, self, docs, error)
            yield from docs

    def _annotate(self, docs: Sequence[Doc]) -> None:
        full = [doc for doc in docs if len(doc)]
        for doc, labels in zip(full, self.tag_all([[token.text for token in doc] for doc in full]), strict=True):
            doc.ents = [Span(doc, start, end, label=label) for start, end, label in spans(labels)]

    def tag(self, words: list[str]) -> list[str]:
        """The label of each of `words` (one at least), in the B-I-O scheme."""
        return self.tag_all([words])[0]

    def tag_all(self, sentences: Sequence[list[str]]) -> list[list[str]]:
        """`tag` for several sentences at once."""
        _, weights = self._trained()
        paths = best_paths(self.scores(sentences), weights.transitions)
        return [[LABELS[k] for k in path] for path in paths]

    def _trained(self) -> tuple[Facts, Weights]:
        if self.facts is None or self.weights is None:
            raise ValueError(f"the entity recogniser {self.name!r} has no weights")
        return self.facts, self.weights

    def scores(self, sentences: Sequence[list[str]]) -> list[Scores]:
        """For each of `sentences` the scores [word, label] of each word for itself, before transitions.

        All stand in one row, with `REACH` places before, between and behind them that speak for the end of a sentence.
        """
        facts, weights = self._trained()
        if self._kept is None or len(self._kept.rows) > KEPT_WORDS:
            self._kept = _Kept(facts, weights)
        kept = self._kept
        kept.learn(word for words in sentences for word in words)
        gap = [0] * REACH
        rows, lists, starts = [*gap], [*gap], []
        for words in sentences:
            own = [kept.rows[word] for word in words]
            starts.append(len(rows))
            rows += own + gap
            lists += kept.lists(own) + gap
        blocks = kept.blocks[rows] + kept.list_blocks[lists]
        scores = blocks[:, REACH].copy()
        for d in range(1, REACH + 1):  # the word d to the right and the word d to the left
            scores[:-d] += blocks[d:, REACH + d]
            scores[d:] += blocks[:-d, REACH - d]
        places, keys = pairs(kept.keys[rows], kept.list_keys[lists], np.array(rows) > 0)
        weights.add(places - REACH, keys, scores)  # a pair speaks for its word
        return [scores[start : start + len(words)] for start, words in zip(starts, sentences, strict=True)]

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """spaCy's scores of exact entity spans."""
        result: dict[str, Any] = get_ner_prf(examples)
        return result

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write `facts.npz`, `weights.npz` and `names.json` into the directory `path`.

        Raises `ValueError` before there are weights.
        """
        if self.facts is None or self.weights is None:
            raise ValueError(f"the entity recogniser {self.name!r} has no weights")
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        facts, weights = self.facts, self.weights
        np.savez(
            folder / "facts.npz",
            cluster_keys=facts.clusters.keys,
            cluster_values=facts.clusters.values.astype(np.uint16),
            phrase_keys=facts.phrases.keys,
            phrase_values=facts.phrases.values,
            opening_keys=facts.openings.keys,
            opening_values=facts.openings.values.astype(np.uint8),
        )
        np.savez(
            folder / "weights.npz",
            keys=weights.keys,
            starts=weights.starts,
            slots=weights.slots,
            values=weights.values.astype(np.float16),
            transitions=weights.transitions,
        )
        names = {"kinds": facts.kinds, "heads": facts.heads}
        (folder / "names.json").write_text(json.dumps(names, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> EntityRecognizer:
        """Read what `to_disk` wrote. Raises `OSError` if a file is missing."""
        folder = Path(path)
        names = json.loads((folder / "names.json").read_text(encoding="utf-8"))
        with np.load(folder / "facts.npz", allow_pickle=False) as tables:
            facts = Facts(
                Table(tables["cluster_keys"], tables["cluster_values"]),
                Table(tables["phrase_keys"], tables["phrase_values"]),
                Table(tables["opening_keys"], tables["opening_values"]),
                names["kinds"],
                names["heads"],
            )
        with np.load(folder / "weights.npz", allow_pickle=False) as tables:
            weights = Weights(*(tables[name] for name in ("keys", "starts", "slots", "values", "transitions")))
        self.fill(facts, weights)
        return self


def best_paths(sentences: Sequence[Scores], transitions: Scores) -> list[list[int]]:
    """For each sentence the label numbers with the highest sum of scores [word, label] and `transitions` [from, to].

    No sequence opens with an `I-` label; `transitions` holds minus infinity where one label can't follow another.
    Each sentence has one word at least. All take their steps together, the longest first in line, so that those
    that still have words are always the first ones.
    """
    if not sentences:
        return []
    order = sorted(range(len(sentences)), key=lambda k: -len(sentences[k]))
    lengths = [len(sentences[k]) for k in order]
    steps = np.zeros((lengths[0], len(order), len(LABELS)), dtype=np.float32)
    for row, k in enumerate(order):
        steps[: lengths[row], row] = sentences[k]
    best = np.where(_OPENS, steps[0], -np.inf).astype(np.float32)
    back = np.empty(steps.shape, dtype=np.intp)
    going = len(order)
    for i in range(1, lengths[0]):
        while lengths[going - 1] <= i:
            going -= 1
        table = best[:going, :, None] + transitions
        back[i, :going] = table.argmax(1)
        best[:going] = table.max(1) + steps[i, :going]
    labels = best.argmax(1)
    found: list[list[int]] = [[] for _ in sentences]
    for row, k in enumerate(order):
        label = int(labels[row])
        path = [label]
        for i in range(lengths[row] - 1, 0, -1):
            label = int(back[i, row, label])
            path.append(label)
        found[k] = path[::-1]
    return found


_OPENS: Final = np.array([not label.startswith("I-") for label in LABELS])


def follows(before: str, after: str) -> bool:
    """Whether the label `after` may follow `before`: `I-X` only behind `B-X` or `I-X`."""
    return not after.startswith("I-") or before[2:] == after[2:]


def spans(labels: list[str]) -> list[tuple[int, int, str]]:
    """(first word, word behind the last, type) of each entity in a well-formed sequence of labels."""
    found: list[tuple[int, int, str]] = []
    for i, label in enumerate(labels):
        if label.startswith("B-"):
            found.append((i, i + 1, label[2:]))
        elif label.startswith("I-"):
            start, _, kind = found[-1]
            found[-1] = (start, i + 1, kind)
    return found


@Language.factory(FACTORY, assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def _make(nlp: Language, name: str) -> EntityRecognizer:
    return EntityRecognizer(name)
