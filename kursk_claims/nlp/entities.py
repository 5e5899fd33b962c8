"""The entity recogniser of the shipped pipeline: a linear-chain conditional random field (Lafferty, McCallum and
Pereira 2001) over sparse features of words (`nlp.entity_facts`), as a spaCy component.

Each word form adds a block of scores to itself and its neighbours, which is summed once and kept; pairs of
neighbours and phrases of the name lists add theirs; the best well-formed sequence of labels is found by the
Viterbi algorithm. All sums run in a fixed order within one sentence, so a result never depends on other sentences.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.scorer import get_ner_prf
from spacy.tokens import Doc, Span
from spacy.training import Example

from kursk_claims.nlp.entity_facts import Facts, Table, Word, hashed, pairs

KINDS: Final = ("PER", "ORG", "LOC", "MISC")

LABELS: Final = ("O", *(f"{place}-{kind}" for kind in KINDS for place in "BI"))

REACH: Final = 2
"""How many words away a word still has a say."""

FACTORY: Final = "kursk_claims_entities"

_SLOTS: Final = (2 * REACH + 1) * len(LABELS)

_KEPT_WORDS: Final = 20_000
"""Word forms whose scores are kept between sentences: 6 MB. When they are full, all are forgotten."""

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

    def rows(self, features: Iterable[str]) -> list[tuple[int, int]]:
        """(position in `features`, row) of those that have a weight."""
        hashes = hashed(features)
        places = np.minimum(self.keys.searchsorted(hashes), len(self.keys) - 1)
        known = np.flatnonzero(self.keys[places] == hashes)
        return list(zip(known.tolist(), places[known].tolist(), strict=True))

    def block(self, features: Iterable[str]) -> Scores:
        """Summed scores [offset, label] of `features`; slot 0 is the word two to the right of it."""
        block = np.zeros(_SLOTS, dtype=np.float32)
        for _, at in self.rows(features):
            start, end = self.starts[at], self.starts[at + 1]
            block[self.slots[start:end]] += self.values[start:end]
        return block.reshape(2 * REACH + 1, len(LABELS))


class EntityRecognizer(Pipe):
    """Sets `doc.ents`. A Doc is taken for one sentence, as `Pipeline.read` gives it."""

    def __init__(self, name: str = "ner") -> None:
        """Without weights; `from_disk` or `fill` gives them."""
        self.name = name
        self.facts: Facts | None = None
        self.weights: Weights | None = None
        self._words: dict[str, tuple[Word, Scores]] = {}
        self._blocks: dict[tuple[str, ...] | str, Scores] = {}

    @property
    def labels(self) -> tuple[str, ...]:
        """The entity types."""
        return KINDS

    def fill(self, facts: Facts, weights: Weights) -> None:
        """Take over what was trained."""
        self.facts, self.weights = facts, weights
        self._words, self._blocks = {}, {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of `doc`. Raises `ValueError` while there are no weights."""
        if not len(doc):
            return doc
        labels = self.tag([token.text for token in doc])
        doc.ents = [Span(doc, start, end, label=label) for start, end, label in spans(labels)]
        return doc

    def tag(self, words: list[str]) -> list[str]:
        """The label of each of `words`, in the B-I-O scheme."""
        return [LABELS[k] for k in best_path(self.scores(words), self._transitions())]

    def _transitions(self) -> Scores:
        if self.weights is None:
            raise ValueError(f"the entity recogniser {self.name!r} has no weights")
        return self.weights.transitions

    def scores(self, words: list[str]) -> Scores:
        """Scores [word, label] of each word for itself, before transitions."""
        if self.facts is None or self.weights is None:
            raise ValueError(f"the entity recogniser {self.name!r} has no weights")
        if len(self._words) > _KEPT_WORDS:
            self._words, self._blocks = {}, {}
        known = [self._word(word) for word in words]
        blocks = np.stack([block for _, block in known])
        scores = blocks[:, REACH].copy()
        edge = self._block("END")
        for d in range(1, REACH + 1):  # the word d to the right and the word d to the left
            scores[:-d] += blocks[d:, REACH + d]
            scores[-d:] += edge[REACH + d]
            scores[d:] += blocks[:-d, REACH - d]
            scores[:d] += edge[REACH - d]
        entries = [word for word, _ in known]
        listed = self.facts.listed([word.stem for word in entries])
        for i, features in enumerate(listed):
            if features:
                block = self._block(features)
                for d in range(-REACH, REACH + 1):
                    if 0 <= i - d < len(words):
                        scores[i - d] += block[REACH + d]
        self._add_pairs(pairs(entries, listed), scores)
        return scores

    def _word(self, text: str) -> tuple[Word, Scores]:
        found = self._words.get(text)
        if found is None:
            assert self.facts is not None
            assert self.weights is not None
            word = self.facts.word(text)
            found = self._words[text] = (word, self.weights.block(("bias", *word.facts, *word.own)))
        return found

    def _block(self, features: tuple[str, ...] | str) -> Scores:
        found = self._blocks.get(features)
        if found is None:
            assert self.weights is not None
            found = self.weights.block((features,) if isinstance(features, str) else features)
            self._blocks[features] = found
        return found

    def _add_pairs(self, found: Iterable[tuple[int, str]], scores: Scores) -> None:
        weights = self.weights
        assert weights is not None
        places, features = zip(*found, strict=True)
        for k, row in weights.rows(features):
            start, end = weights.starts[row], weights.starts[row + 1]
            scores[places[k], weights.slots[start:end] - REACH * len(LABELS)] += weights.values[start:end]

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """spaCy's scores of exact entity spans."""
        result: dict[str, Any] = get_ner_prf(examples)
        return result

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write `facts.npz`, `weights.npz` and `names.json` into the directory `path`."""
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


def best_path(scores: Scores, transitions: Scores) -> list[int]:
    """The sequence of label numbers with the highest sum of `scores` [word, label] and `transitions` [from, to].

    No sequence opens with an `I-` label; `transitions` holds minus infinity where one label can't follow another.
    """
    best = np.where(_OPENS, scores[0], -np.inf).astype(np.float32)
    back = np.empty(scores.shape, dtype=np.intp)
    for i in range(1, len(scores)):
        table = best[:, None] + transitions
        back[i] = table.argmax(0)
        best = table.max(0) + scores[i]
    path = [int(best.argmax())]
    for i in range(len(scores) - 1, 0, -1):
        path.append(int(back[i, path[-1]]))
    return path[::-1]


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
