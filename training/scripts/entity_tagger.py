"""Train the entity recogniser: a conditional random field over the features of `kursk_claims.nlp.entity_facts`.

    python entity_tagger.py [--try] CORPORA OUT_DIR

It learns from the GermEval sentences alone. `--try` keeps every sixth of them out and prints the scores on those.
Word clusters are spaCy's German Brown clusters (`spacy-lookups-data`, MIT).

Tried on the sentences kept out and not used, with F1 of PER, ORG and LOC against 78.8: no clusters 71.1, no name
lists 74.7, no words and affixes 74.6; SmartData beside GermEval with features shared and copied (Daume III 2007)
78.7; the average of four models on random halves of the features 77.9; a lower score for `O` 78.4; HanTa's tags and
the static vectors as further features, no gain.
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

from kursk_claims.nlp.entities import FACTORY, LABELS, REACH, EntityRecognizer, Weights, follows, spans
from kursk_claims.nlp.entity_facts import Facts, Table, hashed, pairs

CLUSTERED_WORDS = 600_000
"""Words of the cluster table, the most frequent ones: 3.6 MB."""

DEVELOPMENT_EVERY = 6
"""With `--try`, one in so many sentences is kept out."""

SETTINGS = {"c1": 0.1, "c2": 0.1, "max_iterations": 60, "feature.possible_transitions": True}

SMALLEST_WEIGHT = 0.01

KINDS = ("PER", "ORG", "LOC")

Features = list[list[str]]


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
    listed = facts.listed([entry.stem for entry in entries])
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
    for i, x in pairs(entries, listed):
        found[i].append(f"0|{x}")
    return found


def items(rows: Features) -> pycrfsuite.ItemSequence:
    return pycrfsuite.ItemSequence([dict.fromkeys(row, 1.0) for row in rows])


def train(sets: Iterable[tuple[Features, Sequence[str]]]) -> Weights:
    """Maximise the penalised likelihood of the (features, labels) of all sentences."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for rows, labels in sets:
        trainer.append(items(rows), labels)
    trainer.set_params(SETTINGS)
    with tempfile.TemporaryDirectory() as folder:
        model = str(Path(folder) / "model")
        trainer.train(model)
        tagger = pycrfsuite.Tagger()
        tagger.open(model)
        info = tagger.info()
        return to_weights(info.state_features, info.transitions)


def to_weights(state: dict[tuple[str, str], float], transitions: dict[tuple[str, str], float]) -> Weights:
    """crfsuite's weights by feature and slot."""
    number = {label: k for k, label in enumerate(LABELS)}
    table: dict[str, dict[int, float]] = defaultdict(dict)
    for (attribute, label), value in state.items():
        offset, _, feature = attribute.partition("|")
        table[feature][(REACH + int(offset)) * len(LABELS) + number[label]] = value
    names = [name for name, row in table.items() if any(abs(v) >= SMALLEST_WEIGHT for v in row.values())]
    keys = hashed(names)
    order = np.argsort(keys, kind="stable").tolist()
    slots: list[int] = []
    values: list[float] = []
    starts = [0]
    for k in order:
        row = sorted((s, v) for s, v in table[names[k]].items() if abs(v) >= SMALLEST_WEIGHT)
        slots += (s for s, _ in row)
        values += (v for _, v in row)
        starts.append(len(slots))
    between = np.full((len(LABELS), len(LABELS)), -np.inf, dtype=np.float32)
    for a in LABELS:
        for b in LABELS:
            if follows(a, b):
                between[number[a], number[b]] = transitions.get((a, b), 0.0)
    return Weights(
        keys[order],
        np.array(starts, dtype=np.uint32),
        np.array(slots, dtype=np.uint8),
        np.array(values, dtype=np.float16),
        between,
    )


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
    recognizer.fill(facts, train([(features(facts, s.words), s.ents or []) for s in learnt]))
    if kept_out:
        print(report([s.ents or [] for s in kept_out], [recognizer.tag(s.words) for s in kept_out]))
    nlp.to_disk(out)
    size = sum(p.stat().st_size for p in Path(out).rglob("*") if p.is_file())
    print(f"{out}: {len(learnt)} sentences, {size / 1e6:.1f} MB, {time.process_time():.0f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
