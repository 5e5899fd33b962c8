"""The teacher: a biaffine graph parser and tagger (Dozat and Manning 2017) in torch, used at training time only.

It reads word, character n-gram and HanTa features through a two-layer bidirectional LSTM that is first pretrained
to guess masked lemmas on the free text. Several of them, differing in their seed, annotate the free text
together; the shipped pipeline learns from that silver annotation.

    python teacher.py pretrain CORPORA EPOCHS ENCODER
    python teacher.py train CORPORA LEXICON ENCODER SEED EPOCHS MODEL [SILVER]
    python teacher.py annotate CORPORA LEXICON OUT MODEL...
"""

from __future__ import annotations

import pickle
import random
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import torch
from corpora import Sentence
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

torch.set_num_threads(1)

GRAM_ROWS = 20000
GRAMS_PER_WORD = 16
LEXICON = 36
HIDDEN = 200
MASK = 1
UNKNOWN = 2


def _grams(word: str) -> list[int]:
    """Hashed affixes and trigrams of a word, at most `GRAMS_PER_WORD`, padded with 0."""
    low = word.lower()
    shape = "".join("X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c for c in word)
    parts = [f"<{low[:k]}" for k in (1, 2, 3, 4)] + [f"{low[-k:]}>" for k in (1, 2, 3, 4, 5)] + [f"={shape[:4]}"]
    marked = f"<{low}>"
    parts += [marked[i : i + 3] for i in range(0, len(marked) - 2)][: GRAMS_PER_WORD - len(parts)]
    ids = [crc32(p.encode()) % (GRAM_ROWS - 1) + 1 for p in parts]
    return ids + [0] * (GRAMS_PER_WORD - len(ids))


class Vocabulary:
    """Integer ids of words, HanTa lemmas, tags, and of the labels the teacher predicts."""

    def __init__(self, corpora: dict[str, list[Sentence]]) -> None:
        everything = corpora["train"] + corpora["free"]
        words = Counter(w.lower() for s in everything for w in s.words)
        lemmas = Counter(lemma for s in everything for _, lemma in s.hanta or ())
        self.words = {w: i + 3 for i, (w, n) in enumerate(words.most_common()) if n >= 2}
        self.lemmas = {w: i + 3 for i, (w, n) in enumerate(lemmas.most_common(12000)) if n >= 4}
        self.stts = {t: i + 1 for i, t in enumerate(sorted({t for s in everything for t, _ in s.hanta or ()}))}
        gold = corpora["train"]
        self.tags = sorted({f"{p}#{m}" for s in gold for p, m in zip(s.pos or (), s.morphs or (), strict=True)})
        self.deps = sorted({d for s in gold for d in s.deps or ()})
        self.tag_ids = {t: i for i, t in enumerate(self.tags)}
        self.dep_ids = {d: i for i, d in enumerate(self.deps)}
        self._gram_cache: dict[str, list[int]] = {}
        self._lexicon: Any = None

    def read_lexicon(self, path: Path) -> None:
        """Take the static vectors of `lexicon_vectors` as further features."""
        import spacy

        self._lexicon = spacy.load(path).vocab

    def facts(self, words: list[str]) -> np.ndarray:
        """Lexicon rows [n, LEXICON] of the words; zero without a lexicon or for unknown words."""
        rows = np.zeros((len(words), LEXICON), dtype="float32")
        if self._lexicon is not None:
            found = self._lexicon.vectors.find(keys=[self._lexicon.strings[w] for w in words])
            known = found >= 0
            rows[known] = self._lexicon.vectors.data[found[known]]
        return rows

    def grams(self, word: str) -> list[int]:
        if word not in self._gram_cache:
            self._gram_cache[word] = _grams(word)
        return self._gram_cache[word]


class Batch:
    """Sentences as padded tensors; `gold` tells whether tags and trees are there too."""

    def __init__(self, sentences: list[Sentence], vocabulary: Vocabulary, *, gold: bool) -> None:
        self.sentences = sentences
        self.lengths = torch.tensor([len(s.words) for s in sentences])
        v = vocabulary

        def pad(rows: list[list[Any]], value: int = 0) -> Tensor:
            return pad_sequence([torch.tensor(r) for r in rows], batch_first=True, padding_value=value)

        self.lexicon = pad_sequence([torch.from_numpy(v.facts(s.words)) for s in sentences], batch_first=True)
        self.words = pad([[v.words.get(w.lower(), UNKNOWN) for w in s.words] for s in sentences])
        self.grams = pad([[v.grams(w) for w in s.words] for s in sentences])
        self.lemmas = pad([[v.lemmas.get(lemma, UNKNOWN) for _, lemma in s.hanta or ()] for s in sentences])
        self.stts = pad([[v.stts.get(t, 0) for t, _ in s.hanta or ()] for s in sentences])
        self.mask = self.words != 0
        if gold:
            self.tags = pad(
                [[v.tag_ids[f"{p}#{m}"] for p, m in zip(s.pos, s.morphs, strict=True)] for s in sentences], -100
            )  # type: ignore[arg-type]
            # heads count from 1; 0 is the artificial root
            self.heads = pad([[0 if h == i else h + 1 for i, h in enumerate(s.heads or ())] for s in sentences], -100)
            self.deps = pad([[v.dep_ids[d] for d in s.deps or ()] for s in sentences], -100)


class Encoder(nn.Module):
    """Features to context vectors of width 2 * HIDDEN, with an artificial root in front."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.word = nn.Embedding(len(vocabulary.words) + 3, 100, padding_idx=0)
        self.gram = nn.EmbeddingBag(GRAM_ROWS, 100, mode="mean", padding_idx=0)
        self.lemma = nn.Embedding(12003, 60, padding_idx=0)
        self.stts = nn.Embedding(len(vocabulary.stts) + 1, 40, padding_idx=0)
        for embedding in (self.word, self.gram, self.lemma, self.stts):
            nn.init.normal_(embedding.weight, std=0.1)
        self.lstm = nn.LSTM(300, HIDDEN, num_layers=2, bidirectional=True, batch_first=True, dropout=0.33)
        self.drop = nn.Dropout(0.33)
        self.lexicon = nn.Linear(LEXICON, 300, bias=False)
        nn.init.zeros_(self.lexicon.weight)

    def forward(self, batch: Batch, masked: Tensor | None = None) -> Tensor:
        words, lemmas, stts, grams = batch.words, batch.lemmas, batch.stts, batch.grams
        if masked is not None:
            words = words.masked_fill(masked, MASK)
            lemmas = lemmas.masked_fill(masked, MASK)
            stts = stts.masked_fill(masked, 0)
            grams = grams.masked_fill(masked.unsqueeze(-1), 0)
        elif self.training:  # forget rare layers now and then so that each carries weight
            noise = torch.rand(words.shape)
            words = words.masked_fill((noise < 0.2) & batch.mask, UNKNOWN)
            lemmas = lemmas.masked_fill((noise > 0.85) & batch.mask, UNKNOWN)
        rows, length = words.shape
        bag = self.gram(grams.reshape(rows * length, -1)).reshape(rows, length, -1)
        x = self.drop(torch.cat([self.word(words), bag, self.lemma(lemmas), self.stts(stts)], -1))
        if masked is None:
            x = x + self.lexicon(batch.lexicon)
        packed = pack_padded_sequence(x, batch.lengths, batch_first=True, enforce_sorted=False)
        out, _ = pad_packed_sequence(self.lstm(packed)[0], batch_first=True)
        return self.drop(out)


def _mlp(width: int) -> nn.Module:
    return nn.Sequential(nn.Linear(2 * HIDDEN, width), nn.LeakyReLU(0.1), nn.Dropout(0.33))


class Teacher(nn.Module):
    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary)
        self.root = nn.Parameter(torch.zeros(2 * HIDDEN))
        self.arc_dep, self.arc_head = _mlp(300), _mlp(300)
        self.rel_dep, self.rel_head = _mlp(100), _mlp(100)
        self.arc = nn.Parameter(torch.randn(301, 300) * 0.02)
        self.rel = nn.Parameter(torch.randn(len(vocabulary.deps), 101, 101) * 0.02)
        self.tag = nn.Sequential(_mlp(200), nn.Linear(200, len(vocabulary.tags)))

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """(tag logits [b, n, tags], arc logits [b, n, n + 1], relation logits [b, n, n + 1, deps])."""
        x = self.encoder(batch)
        nodes = torch.cat([self.root.expand(len(x), 1, -1), x], 1)
        dep = self.arc_dep(x)
        one = torch.ones(*dep.shape[:-1], 1)
        arcs = torch.cat([dep, one], -1) @ self.arc @ self.arc_head(nodes).transpose(1, 2)
        allowed = torch.cat([torch.ones(len(x), 1, dtype=torch.bool), batch.mask], 1)
        arcs = arcs.masked_fill(~allowed.unsqueeze(1), -1e9)
        rd, rh = self.rel_dep(x), self.rel_head(nodes)
        rd = torch.cat([rd, torch.ones(*rd.shape[:-1], 1)], -1)
        rh = torch.cat([rh, torch.ones(*rh.shape[:-1], 1)], -1)
        self._rel_inputs = (rd, rh)
        return self.tag(x), arcs, x

    def relations(self, heads: Tensor) -> Tensor:
        """Relation logits [b, n, deps] for given heads [b, n]."""
        rd, rh = self._rel_inputs
        chosen = torch.gather(rh, 1, heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, rh.shape[-1]))
        return torch.einsum("bnx,rxy,bny->bnr", rd, self.rel, chosen)


def _batches(sentences: list[Sentence], size: int, rng: random.Random) -> list[list[Sentence]]:
    """Sentences of like length together, about `size` tokens each, in random order."""
    order = sorted(sentences, key=lambda s: (len(s.words), rng.random()))
    groups: list[list[Sentence]] = [[]]
    for sentence in order:
        if sum(len(s.words) for s in groups[-1]) + len(sentence.words) > size and groups[-1]:
            groups.append([])
        groups[-1].append(sentence)
    rng.shuffle(groups)
    return groups


def pretrain(corpora: dict[str, list[Sentence]], out: Path, epochs: int) -> None:
    """Teach an encoder to guess masked lemmas (a fifth of the tokens) of the free text."""
    torch.manual_seed(0)
    rng = random.Random(0)
    vocabulary = Vocabulary(corpora)
    encoder = Encoder(vocabulary)
    guess = nn.Linear(2 * HIDDEN, 12003)
    parameters = [*encoder.parameters(), *guess.parameters()]
    optimizer = torch.optim.Adam(parameters, lr=2e-3, betas=(0.9, 0.98))
    text = corpora["free"] + corpora["train"]
    for epoch in range(epochs):
        start, total, seen = time.time(), 0.0, 0
        for group in _batches(text, 1500, rng):
            batch = Batch(group, vocabulary, gold=False)
            masked = (torch.rand(batch.words.shape) < 0.2) & batch.mask
            target = masked & (batch.lemmas > UNKNOWN)
            if not target.any():
                continue
            logits = guess(encoder(batch, masked)[target])
            loss = cross_entropy(logits, batch.lemmas[target])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(parameters, 5.0)
            optimizer.step()
            total += loss.item() * int(target.sum())
            seen += int(target.sum())
        for group_ in optimizer.param_groups:
            group_["lr"] *= 0.7
        print(f"pretrain epoch {epoch} loss {total / seen:.3f} {time.time() - start:.0f} s", flush=True)
        torch.save(encoder.state_dict(), out)


def vocabulary_of(corpora: dict[str, list[Sentence]], lexicon: Path) -> Vocabulary:
    vocabulary = Vocabulary(corpora)
    vocabulary.read_lexicon(lexicon)
    return vocabulary


def train(
    corpora: dict[str, list[Sentence]],
    encoder: Path | None,
    seed: int,
    out: Path,
    silver: Path | None,
    lexicon: Path,
    epochs: int,
) -> None:
    torch.manual_seed(seed)
    rng = random.Random(seed)
    vocabulary = vocabulary_of(corpora, lexicon)
    teacher = Teacher(vocabulary)
    if encoder is not None:
        teacher.encoder.load_state_dict(torch.load(encoder), strict=False)
    gold = corpora["train"]
    pool: list[Sentence] = []
    if silver is not None:
        with silver.open("rb") as stream:
            pool = [s for s in pickle.load(stream) if s.agreement >= 0.8]
    optimizer = torch.optim.Adam(teacher.parameters(), lr=2e-3, betas=(0.9, 0.9))
    steps = epochs * len(_batches(gold, 800, rng))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, 2e-3, total_steps=steps * (2 if pool else 1) + 50, pct_start=0.1
    )
    for epoch in range(epochs):
        teacher.train()
        start = time.time()
        extra = rng.sample(pool, min(len(pool), len(gold))) if pool else []
        for group in _batches(gold + extra, 800, rng):
            batch = Batch(group, vocabulary, gold=True)
            tags, arcs, _ = teacher(batch)
            rels = teacher.relations(batch.heads)
            loss = (
                cross_entropy(tags.flatten(0, 1), batch.tags.flatten())
                + cross_entropy(arcs.flatten(0, 1), batch.heads.flatten())
                + cross_entropy(rels.flatten(0, 1), batch.deps.flatten())
            )
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(teacher.parameters(), 5.0)
            optimizer.step()
            schedule.step()
        if epoch % 6 == 5 or epoch == epochs - 1:
            held = evaluate([teacher], corpora["pud_held"], vocabulary)
            print(f"seed {seed} epoch {epoch} PUD held out {held} {time.time() - start:.0f} s", flush=True)
    torch.save(teacher.state_dict(), out)


# ---------------------------------------------------------------------------------------------- decoding


def maximum_tree(scores: np.ndarray) -> list[int]:
    """Heads (0 = root, tokens from 1) of the best tree with one root; `scores` is [n, n + 1], log-probabilities."""
    n = len(scores)
    full = np.full((n + 1, n + 1), -1e9)
    full[1:] = scores
    np.fill_diagonal(full, -1e9)
    heads = _chu_liu(full)
    roots = [i for i in range(1, n + 1) if heads[i] == 0]
    if len(roots) > 1:
        best: tuple[float, list[int]] | None = None
        for root in roots:
            one = full.copy()
            one[:, 0] = -1e9
            one[root, 0] = full[root, 0]
            candidate = _chu_liu(one)
            value = float(sum(one[i, candidate[i]] for i in range(1, n + 1)))
            if best is None or value > best[0]:
                best = (value, candidate)
        assert best is not None
        heads = best[1]
    return heads[1:]


def _chu_liu(scores: np.ndarray) -> list[int]:
    """Maximum spanning arborescence of node 0 (Chu and Liu 1965, Edmonds 1967); scores[dependant, head]."""
    n = len(scores)
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return [int(h) for h in heads]
    inside = np.zeros(n, dtype=bool)
    inside[cycle] = True
    outer = np.flatnonzero(~inside)  # 0 is among them
    size = len(outer)
    small = np.full((size + 1, size + 1), -1e9)
    small[:size, :size] = scores[np.ix_(outer, outer)]
    cyc = np.array(cycle)
    own = scores[cyc, heads[cyc]]
    into = scores[np.ix_(cyc, outer)] - own[:, None] + own.sum()
    small[size, :size] = into.max(0)
    entry = cyc[into.argmax(0)]
    out = scores[np.ix_(outer, cyc)]
    small[:size, size] = out.max(1)
    leave = cyc[out.argmax(1)]
    small[0] = -1e9
    np.fill_diagonal(small, -1e9)
    sub = _chu_liu(small)
    result = [int(h) for h in heads]
    for i in range(1, size):
        result[outer[i]] = int(leave[i]) if sub[i] == size else int(outer[sub[i]])
    result[entry[sub[size]]] = int(outer[sub[size]])
    return result


def _cycle(heads: np.ndarray) -> list[int]:
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        for done in path:
            state[done] = 2
    return []


def predict(
    teachers: list[Teacher], sentences: list[Sentence], vocabulary: Vocabulary
) -> list[tuple[list[int], list[str], list[str], float]]:
    """(heads, relations, `POS#morph`, confidence) of each sentence by the mean of the teachers.

    Confidence is the mean probability of the chosen arcs.
    """
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i].words))
    result: list[Any] = [None] * len(sentences)
    for teacher in teachers:
        teacher.eval()
    with torch.no_grad():
        for at in range(0, len(order), 48):
            chosen = order[at : at + 48]
            batch = Batch([sentences[i] for i in chosen], vocabulary, gold=False)
            outputs = [t(batch) for t in teachers]
            tags = torch.stack([o[0].softmax(-1) for o in outputs]).mean(0).argmax(-1)
            probabilities = torch.stack([o[1].softmax(-1) for o in outputs]).mean(0)
            arcs = probabilities.clamp(min=1e-12).log().numpy()
            heads = torch.zeros_like(batch.words)
            for row, i in enumerate(chosen):
                n = len(sentences[i].words)
                heads[row, :n] = torch.tensor(maximum_tree(arcs[row, :n, : n + 1].astype(np.float64)))
            rel_scores = torch.stack([t.relations(heads).softmax(-1) for t in teachers]).mean(0)
            root = vocabulary.dep_ids["ROOT"]
            rel_scores[..., root] = torch.where(heads == 0, 2.0, -1.0)
            rels = rel_scores.argmax(-1)
            sure = torch.gather(probabilities, 2, heads.unsqueeze(-1)).squeeze(-1)
            for row, i in enumerate(chosen):
                n = len(sentences[i].words)
                tree = [k if h == 0 else h - 1 for k, h in enumerate(heads[row, :n].tolist())]
                result[i] = (
                    tree,
                    [vocabulary.deps[d] for d in rels[row, :n].tolist()],
                    [vocabulary.tags[t] for t in tags[row, :n].tolist()],
                    float(sure[row, :n].mean()),
                )
    return result


def evaluate(teachers: list[Teacher], sentences: list[Sentence], vocabulary: Vocabulary) -> str:
    """UAS, LAS, POS and full-tag accuracy in percent, without punctuation for the tree, as spaCy counts."""
    count = Counter[str]()
    for sentence, (heads, deps, tags, _) in zip(sentences, predict(teachers, sentences, vocabulary), strict=True):
        for i in range(len(heads)):
            pos, morph = tags[i].split("#", 1)
            count["n"] += 1
            count["pos"] += pos == sentence.pos[i]  # type: ignore[index]
            count["tag"] += pos == sentence.pos[i] and morph == sentence.morphs[i]  # type: ignore[index]
            if sentence.deps[i] != "punct":  # type: ignore[index]
                count["arcs"] += 1
                right = heads[i] == sentence.heads[i]  # type: ignore[index]
                count["uas"] += right
                count["las"] += right and deps[i] == sentence.deps[i]  # type: ignore[index]
    return " ".join(
        f"{k} {100 * count[k] / count[t]:.2f}"
        for k, t in (("uas", "arcs"), ("las", "arcs"), ("pos", "n"), ("tag", "n"))
    )


def annotate(corpora: dict[str, list[Sentence]], out: Path, lexicon: Path, models: list[Path]) -> None:
    vocabulary = vocabulary_of(corpora, lexicon)
    teachers = []
    for path in models:
        teacher = Teacher(vocabulary)
        teacher.load_state_dict(torch.load(path))
        teachers.append(teacher)
    print("PUD held out", evaluate(teachers, corpora["pud_held"], vocabulary), flush=True)
    print("GSD dev     ", evaluate(teachers, corpora["gsd_dev"], vocabulary), flush=True)
    silver = corpora["free"]
    for sentence, (heads, deps, tags, sure) in zip(silver, predict(teachers, silver, vocabulary), strict=True):
        sentence.heads, sentence.deps = heads, deps
        sentence.pos = [t.split("#", 1)[0] for t in tags]
        sentence.morphs = [t.split("#", 1)[1] for t in tags]
        sentence.agreement = sure
    with out.open("wb") as stream:
        pickle.dump(silver, stream)


def main(arguments: list[str]) -> None:
    verb, corpora_path, *rest = arguments
    with Path(corpora_path).open("rb") as stream:
        corpora = pickle.load(stream)
    if verb == "pretrain":
        pretrain(corpora, Path(rest[1]), int(rest[0]))
    elif verb == "train":
        lexicon, encoder, seed, epochs, out, *silver = rest
        extra = Path(silver[0]) if silver else None
        train(corpora, Path(encoder), int(seed), Path(out), extra, Path(lexicon), int(epochs))
    elif verb == "annotate":
        annotate(corpora, Path(rest[1]), Path(rest[0]), [Path(p) for p in rest[2:]])
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
