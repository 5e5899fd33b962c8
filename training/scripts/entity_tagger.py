"""Train the entity recogniser: a conditional random field over the features of `kursk_claims.nlp.entity_facts`.

    python entity_tagger.py CORPORA OUT_DIR [SILVER]
    python entity_tagger.py --try CORPORA OUT_DIR [SILVER]

GermEval is the standard; SmartData, which draws entities differently, shares its features with it, while each
feature has a second copy that only GermEval sees (Daume III 2007). What SmartData leaves unmarked but a first model
takes for MISC, which SmartData does not know, becomes MISC. SILVER holds labels of the free text by the teachers
(`ner_teacher`). `--try` keeps every sixth GermEval sentence out and prints the scores on it.

Word clusters are spaCy's German Brown clusters (`spacy-lookups-data`, MIT).
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

EMPTY_EVERY = 12
"""Of SmartData's sentences without an entity, one in so many is kept."""

DEVELOPMENT_EVERY = 6

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
    for i, x in pairs(entries):
        found[i].append(f"0|{x}")
    return found


def standard(rows: Features) -> Features:
    """The features of a GermEval sentence: each twice, shared and its own."""
    return [[*row, *(f"G:{x}" for x in row)] for row in rows]


def items(rows: Features) -> pycrfsuite.ItemSequence:
    return pycrfsuite.ItemSequence([dict.fromkeys(row, 1.0) for row in rows])


def train(sets: Iterable[tuple[Features, Sequence[str]]], settings: dict[str, object]) -> Weights:
    """Maximise the penalised likelihood of the (features, labels) of all sentences."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for rows, labels in sets:
        trainer.append(items(rows), labels)
    trainer.set_params(settings)
    with tempfile.TemporaryDirectory() as folder:
        model = str(Path(folder) / "model")
        trainer.train(model)
        tagger = pycrfsuite.Tagger()
        tagger.open(model)
        info = tagger.info()
        return to_weights(info.state_features, info.transitions)


def to_weights(state: dict[tuple[str, str], float], transitions: dict[tuple[str, str], float]) -> Weights:
    """crfsuite's weights by feature and slot; the two copies of a feature are added up."""
    number = {label: k for k, label in enumerate(LABELS)}
    table: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for (attribute, label), value in state.items():
        offset, _, feature = attribute.removeprefix("G:").partition("|")
        table[feature][(REACH + int(offset)) * len(LABELS) + number[label]] += value
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
    corpora_path, out, *rest = arguments[trying:]
    with Path(corpora_path).open("rb") as stream:
        free: list[Sentence] = pickle.load(stream)["free"]
    listed, openings, kinds = phrases()
    facts = Facts(cluster_table(), Table.of(listed), Table.of(openings), kinds, heads())
    germeval = [s for s in free if s.source.startswith("germeval")]
    kept_out = germeval[::DEVELOPMENT_EVERY] if trying else []
    hidden = {id(s) for s in kept_out}
    germeval = [s for s in germeval if id(s) not in hidden]
    nlp = spacy.blank("de")
    recognizer = nlp.add_pipe(FACTORY, name="ner")
    assert isinstance(recognizer, EntityRecognizer)
    own = [(features(facts, s.words), s.ents or []) for s in germeval]
    more = smartdata(free)
    if rest:
        with Path(rest[0]).open("rb") as stream:
            silver: dict[int, list[str]] = pickle.load(stream)
        free_silver = [(free[i].words, labels) for i, labels in silver.items() if id(free[i]) not in hidden]
    else:
        recognizer.fill(facts, train(own, SETTINGS | {"max_iterations": 30}))
        free_silver = [(s.words, with_misc(s.ents or [], recognizer.tag(s.words))) for s in more]
    print(f"{len(own)} GermEval, {len(free_silver)} other sentences, {time.process_time():.0f} s", flush=True)
    sets = [(standard(rows), labels) for rows, labels in own]
    sets += [(features(facts, words), labels) for words, labels in free_silver]
    recognizer.fill(facts, train(sets, SETTINGS))
    if kept_out:
        print(report([s.ents or [] for s in kept_out], [recognizer.tag(s.words) for s in kept_out]))
    nlp.to_disk(out)
    size = sum(p.stat().st_size for p in Path(out).rglob("*") if p.is_file())
    print(f"{out}: {size / 1e6:.1f} MB, {time.process_time():.0f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
