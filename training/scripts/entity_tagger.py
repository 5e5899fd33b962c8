"""Train the entity recogniser: a conditional random field over the features of `kursk_claims.nlp.entity_facts`.

    python entity_tagger.py [--try] CORPORA OUT_DIR

Two such models are averaged. One learns from the GermEval sentences alone. The other learns from SmartData too, which
draws entities differently: it shares its features with GermEval, while each feature has a second copy that only
GermEval sees (Daume III 2007). What SmartData leaves unmarked but a first, short model takes for MISC, which
SmartData does not know, becomes MISC. `--try` keeps every sixth GermEval sentence out and prints the scores on those.
Word clusters are spaCy's German Brown clusters (`spacy-lookups-data`, MIT).

What else was tried is in `docs/model_card.md`.
"""

from __future__ import annotations

import gzip
import json
import pickle
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pycrfsuite
import spacy
import spacy_lookups_data
from corpora import Sentence
from name_lists import heads, phrases
from spacy.strings import hash_string  # type: ignore[attr-defined]  # compiled

from kursk_claims.nlp.entities import FACTORY, LABELS, REACH, EntityRecognizer, Weights, follows, spans
from kursk_claims.nlp.entity_facts import END, Facts, Table, class_key, pairs

CLUSTERED_WORDS = 600_000
"""Words of the cluster table, the most frequent ones: 3.6 MB."""

EMPTY_EVERY = 12
"""Of SmartData's sentences without an entity, one in so many is kept."""

JOINT = 0.7
"""Share of the model that sees SmartData; chosen with `--try` from 0, 0.3, 0.5, 0.7 and 1."""

FIRST_STEPS = 30
"""Iterations of the model that finds MISC in SmartData."""

DEVELOPMENT_EVERY = 6
"""With `--try`, one in so many sentences is kept out."""

STEPS = 60

COPY = "G:"

PAIR = "pair "
"""What stands before the number of a pair's feature (`kursk_claims.nlp.entity_facts.pairs`)."""

SMALLEST_WEIGHT = 0.01

KINDS = ("PER", "ORG", "LOC")

Features = list[list[str]]
Model = tuple[dict[tuple[str, str], float], dict[tuple[str, str], float]]


def cluster_table() -> Table:
    data = Path(spacy_lookups_data.__file__).parent / "data"
    tables = []
    for name in ("cluster", "prob"):
        with gzip.open(data / f"de_lexeme_{name}.json.gz", "rt", encoding="utf-8") as stream:
            tables.append(json.load(stream))
    clusters, probabilities = tables
    words = [w for w in clusters if len(w) > 1 and any(map(str.isalnum, w))]
    words.sort(key=lambda w: (-probabilities.get(w, -30.0), w))
    return Table.of({w: clusters[w] for w in words[:CLUSTERED_WORDS]})


def features(facts: Facts, words: Sequence[str]) -> Features:
    """For each word its features as `offset|feature`."""
    entries = [facts.word(word) for word in words]
    listed = facts.listed([word.stem for word in entries], [word.opens for word in entries])
    found: Features = [["0|bias"] for _ in words]
    for i, row in enumerate(found):
        row += (f"0|{x}" for x in entries[i].own)
        for d in range(-REACH, REACH + 1):
            if 0 <= i + d < len(words):
                row += (f"{d}|{x}" for x in entries[i + d].facts)
                if abs(d) < REACH:
                    row += (f"{d}|{x}" for x in listed[i + d])
            else:
                row.append(f"{d}|END")
    edges = [END, *(word.keys() for word in entries), END]
    classes = [0, *map(class_key, listed), 0]
    inside = np.array([False, *[True] * len(words), False])
    places, keys = pairs(np.array(edges, dtype=np.uint64), np.array(classes, dtype=np.uint64), inside)
    for i, key in zip(places.tolist(), keys.tolist(), strict=True):
        found[i - 1].append(f"0|{PAIR}{key}")
    return found


def items(rows: Features) -> pycrfsuite.ItemSequence:
    return pycrfsuite.ItemSequence([dict.fromkeys(row, 1.0) for row in rows])


def train(sets: Iterable[tuple[Features, Sequence[str]]], steps: int = STEPS) -> Model:
    """Maximise the penalised likelihood of the (features, labels) of all sentences."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for rows, labels in sets:
        trainer.append(items(rows), labels)
    trainer.set_params({"c1": 0.1, "c2": 0.1, "max_iterations": steps, "feature.possible_transitions": True})
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        return info.state_features, info.transitions


def to_weights(models: Sequence[tuple[float, Model]]) -> Weights:
    """The sum of crfsuite's models by feature and slot, each times its share; copies of a feature are added up."""
    number = {label: k for k, label in enumerate(LABELS)}
    table: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    between = np.array([[0.0 if follows(a, b) else -np.inf for b in LABELS] for a in LABELS], dtype=np.float32)
    for share, (state, transitions) in models:
        for (attribute, label), value in state.items():
            offset, _, feature = attribute.removeprefix(COPY).partition("|")
            table[feature][(REACH + int(offset)) * len(LABELS) + number[label]] += share * value
        for (a, b), value in transitions.items():
            between[number[a], number[b]] += share * value
    names = [name for name, row in table.items() if any(abs(v) >= SMALLEST_WEIGHT for v in row.values())]
    keys = np.array([int(x.removeprefix(PAIR)) if x.startswith(PAIR) else hash_string(x) for x in names], np.uint64)
    order = np.argsort(keys, kind="stable").tolist()
    slots: list[int] = []
    values: list[float] = []
    starts = [0]
    for k in order:
        row = sorted((s, v) for s, v in table[names[k]].items() if abs(v) >= SMALLEST_WEIGHT)
        slots += (s for s, _ in row)
        values += (v for _, v in row)
        starts.append(len(slots))
    return Weights(
        keys[order],
        np.array(starts, dtype=np.uint32),
        np.array(slots, dtype=np.uint8),
        np.array(values, dtype=np.float16),
        between,
    )


def copied(rows: Features) -> Features:
    """The features of a GermEval sentence, each with its copy."""
    return [[*row, *(f"{COPY}{x}" for x in row)] for row in rows]


def smartdata(free: list[Sentence]) -> list[Sentence]:
    """SmartData's sentences whose labels are complete, with few of those that have none."""
    whole = [s for s in free if s.source.startswith("smartdata") and s.ents is not None and "-" not in s.ents]
    empty = [s for s in whole if set(s.ents or ()) == {"O"}]
    dropped = {id(s) for i, s in enumerate(empty) if i % EMPTY_EVERY}
    return [s for s in whole if id(s) not in dropped]


def with_misc(labels: Sequence[str], predicted: list[str]) -> list[str]:
    """`labels`, with the predicted MISC entities where nothing is marked."""
    result = list(labels)
    for start, end, kind in spans(predicted):
        if kind == "MISC" and all(label == "O" for label in result[start:end]):
            result[start:end] = predicted[start:end]
    return result


def report(gold: list[Sequence[str]], predicted: list[list[str]]) -> str:
    """Exact spans of PER, ORG and LOC: precision, recall, F1 in percent, of all and of each."""
    parts = []
    for kinds in (KINDS, *((k,) for k in KINDS)):
        n: Counter[str] = Counter()
        for a, b in zip(gold, predicted, strict=True):
            want, got = ({s for s in spans(list(x)) if s[2] in kinds} for x in (a, b))
            n.update(true=len(want & got), want=len(want), got=len(got))
        p, r = n["true"] / max(n["got"], 1), n["true"] / max(n["want"], 1)
        parts.append(f"{'+'.join(kinds)} {100 * p:.1f} {100 * r:.1f} {200 * p * r / max(p + r, 1e-9):.1f}")
    return "; ".join(parts)


def main(arguments: list[str]) -> None:
    trying = arguments[0] == "--try"
    corpora_path, out = arguments[trying:]
    with Path(corpora_path).open("rb") as stream:
        free: list[Sentence] = pickle.load(stream)["free"]
    listed, openings, kinds = phrases()
    facts = Facts(cluster_table(), Table.of(listed), Table.of(openings), kinds, heads())
    germeval = [s for s in free if s.source.startswith("germeval")]
    kept_out = germeval[::DEVELOPMENT_EVERY] if trying else []
    learnt = [s for i, s in enumerate(germeval) if not trying or i % DEVELOPMENT_EVERY]
    nlp = spacy.blank("de")
    recognizer = nlp.add_pipe(FACTORY, name="ner")
    assert isinstance(recognizer, EntityRecognizer)
    standard = [(features(facts, s.words), s.ents or []) for s in learnt]
    recognizer.fill(facts, to_weights([(1.0, train(standard, FIRST_STEPS))]))
    joint = [(copied(rows), labels) for rows, labels in standard]
    joint += [(features(facts, s.words), with_misc(s.ents or [], recognizer.tag(s.words))) for s in smartdata(free)]
    recognizer.fill(facts, to_weights([(1 - JOINT, train(standard)), (JOINT, train(joint))]))
    if kept_out:
        print(report([s.ents or [] for s in kept_out], [recognizer.tag(s.words) for s in kept_out]))
    nlp.to_disk(out)
    size = sum(p.stat().st_size for p in Path(out).rglob("*") if p.is_file())
    print(f"{out}: {len(learnt)} sentences, {size / 1e6:.1f} MB, {time.process_time():.0f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
