"""Teachers for named entities: the encoder of `teacher` with a BIO tagger on top, several of them together.

    python ner_teacher.py train CORPORA LEXICON ENCODER SEED MODEL
    python ner_teacher.py annotate CORPORA LEXICON OUT MODEL...
"""

from __future__ import annotations

import pickle
import random
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from corpora import Sentence
from teacher import HIDDEN, Batch, Encoder, Vocabulary, _batches, vocabulary_of
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence

KINDS = ["PER", "ORG", "LOC", "MISC"]
LABELS = ["O"] + [f"{p}-{k}" for k in KINDS for p in "BI"]
_ID = {label: i for i, label in enumerate(LABELS)}
_ALLOWED = np.array(
    [[not b.startswith("I-") or a[2:] == b[2:] for b in LABELS] for a in LABELS]
)  # I-X only after B-X or I-X
DEVELOPMENT = slice(1700, 2200)
"""Sentences of the GermEval development file kept for choosing between set-ups; the final teachers train on them."""


class NerTeacher(nn.Module):
    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary)
        self.out = nn.Sequential(nn.Linear(2 * HIDDEN, 150), nn.LeakyReLU(0.1), nn.Dropout(0.33), nn.Linear(150, len(LABELS)))

    def forward(self, batch: Batch) -> Tensor:
        return self.out(self.encoder(batch)).log_softmax(-1)


def permitted(sentence: Sentence) -> np.ndarray:
    """Labels [n, labels] that the annotation allows: one per token, but all where it is silent.

    SmartData has no MISC, so what it leaves unmarked may be `O` or MISC.
    """
    mask = np.zeros((len(sentence.words), len(LABELS)), dtype=bool)
    silent = sentence.source.startswith("smartdata")
    for i, label in enumerate(sentence.ents or ()):
        if label == "-":
            mask[i] = True
        else:
            mask[i, _ID[label]] = True
            if silent and label == "O":
                mask[i, [_ID["B-MISC"], _ID["I-MISC"]]] = True
    return mask


def viterbi(scores: np.ndarray) -> list[str]:
    """The best well-formed BIO sequence for log-probabilities [n, labels]."""
    n = len(scores)
    start = scores[0].copy()
    start[[i for i, label in enumerate(LABELS) if label.startswith("I-")]] = -1e9
    best = start
    back = np.zeros((n, len(LABELS)), dtype=int)
    for i in range(1, n):
        table = np.where(_ALLOWED, best[:, None], -1e9)
        back[i] = table.argmax(0)
        best = table.max(0) + scores[i]
    path = [int(best.argmax())]
    for i in range(n - 1, 0, -1):
        path.append(int(back[i, path[-1]]))
    return [LABELS[k] for k in reversed(path)]


def spans(labels: list[str]) -> set[tuple[int, int, str]]:
    found: set[tuple[int, int, str]] = set()
    start = -1
    for i, label in enumerate([*labels, "O"]):
        if start >= 0 and not (label.startswith("I-") and label[2:] == labels[start][2:]):
            found.add((start, i, labels[start][2:]))
            start = -1
        if label.startswith("B-"):
            start = i
    return found


def scores(gold: list[list[str]], predicted: list[list[str]], kinds: tuple[str, ...] = ("PER", "ORG", "LOC")) -> str:
    """Exact-span precision, recall, F1 in percent, over `kinds` and for each."""
    parts = []
    for chosen in (kinds, *((k,) for k in kinds)):
        count = Counter[str]()
        for a, b in zip(gold, predicted, strict=True):
            g = {s for s in spans(a) if s[2] in chosen}
            p = {s for s in spans(b) if s[2] in chosen}
            count.update(tp=len(g & p), g=len(g), p=len(p))
        precision, recall = count["tp"] / max(count["p"], 1), count["tp"] / max(count["g"], 1)
        f = 2 * precision * recall / max(precision + recall, 1e-9)
        parts.append(f"{'+'.join(chosen)} P {100 * precision:.1f} R {100 * recall:.1f} F {100 * f:.1f}")
    return "; ".join(parts)


def predict(teachers: list[NerTeacher], sentences: list[Sentence], vocabulary: Vocabulary) -> list[list[str]]:
    return [viterbi(p) for p in probabilities(teachers, sentences, vocabulary)]


def probabilities(teachers: list[NerTeacher], sentences: list[Sentence], vocabulary: Vocabulary) -> list[np.ndarray]:
    """Mean log-probabilities [n, labels] for each sentence."""
    for teacher in teachers:
        teacher.eval()
    result: list[np.ndarray] = [np.empty(0)] * len(sentences)
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i].words))
    with torch.no_grad():
        for at in range(0, len(order), 64):
            chosen = order[at : at + 64]
            batch = Batch([sentences[i] for i in chosen], vocabulary, gold=False)
            mean = torch.stack([t(batch).exp() for t in teachers]).mean(0).log().numpy()
            for row, i in enumerate(chosen):
                result[i] = mean[row, : len(sentences[i].words)]
    return result


def train(
    corpora: dict[str, list[Sentence]], lexicon: Path, encoder: Path, seed: int, out: Path, *, final: bool, epochs: int = 14
) -> None:
    torch.manual_seed(seed)
    rng = random.Random(seed)
    vocabulary = vocabulary_of(corpora, lexicon)
    free = corpora["free"]
    development = free[DEVELOPMENT]
    kept_out = set() if final else {id(s) for s in development}
    pool = [s for s in free if s.ents is not None and id(s) not in kept_out]
    model = NerTeacher(vocabulary)
    model.encoder.load_state_dict(torch.load(encoder), strict=False)
    germeval = [s for s in pool if s.source.startswith("germeval")]
    smartdata = [s for s in pool if s.source.startswith("smartdata") and any(e != "O" for e in s.ents or ())]
    per_epoch = germeval + smartdata[: len(smartdata) // 2]
    steps = epochs * (len(_batches(per_epoch, 700, rng)) + 3)
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps + 100, pct_start=0.1)
    for epoch in range(epochs):
        model.train()
        start = time.time()
        per_epoch = germeval + rng.sample(smartdata, len(smartdata) // 2)
        for group in _batches(per_epoch, 700, rng):
            batch = Batch(group, vocabulary, gold=False)
            allowed = pad_sequence([torch.from_numpy(permitted(s)) for s in group], batch_first=True)
            logs = model(batch)
            agreed = logs.masked_fill(~allowed, -1e9).logsumexp(-1)
            loss = -agreed[batch.mask].mean()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            schedule.step()
        if not final and (epoch % 3 == 1 or epoch == epochs - 1):
            gold = [s.ents or [] for s in development]
            print(f"seed {seed} epoch {epoch} {scores(gold, predict([model], development, vocabulary))} {time.time() - start:.0f} s", flush=True)
    torch.save(model.state_dict(), out)


def annotate(corpora: dict[str, list[Sentence]], lexicon: Path, out: Path, models: list[Path]) -> None:
    """Predict the entities of all free text; gold stays where there is gold, SmartData's silence is filled in."""
    vocabulary = vocabulary_of(corpora, lexicon)
    teachers = []
    for path in models:
        teacher = NerTeacher(vocabulary)
        teacher.load_state_dict(torch.load(path))
        teachers.append(teacher)
    held = corpora["ner_held"]
    print("GermEval held out", scores([s.ents or [] for s in held], predict(teachers, held, vocabulary)), flush=True)
    free = corpora["free"]
    result: list[list[str]] = []
    for sentence, logs in zip(free, probabilities(teachers, free, vocabulary), strict=True):
        if sentence.ents is not None:
            logs = np.where(permitted(sentence), logs, -1e6)
        result.append(viterbi(logs))
    with out.open("wb") as stream:
        pickle.dump(result, stream)


def main(arguments: list[str]) -> None:
    verb, corpora_path, lexicon, *rest = arguments
    with Path(corpora_path).open("rb") as stream:
        corpora = pickle.load(stream)
    if verb in ("train", "try"):
        encoder, seed, out = rest
        train(corpora, Path(lexicon), Path(encoder), int(seed), Path(out), final=verb == "train")
    elif verb == "annotate":
        annotate(corpora, Path(lexicon), Path(rest[0]), [Path(p) for p in rest[1:]])
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
