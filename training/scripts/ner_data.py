"""GermEval and SmartData as training files for the entity recogniser.

    python ner_data.py CORPORA OUT_DIR

GermEval comes twice, once with other quote signs. SmartData knows no MISC, so words that HanTa takes for names or
foreign matter and that SmartData leaves unmarked count as unknown; of its sentences without an entity three in
ten are kept. The last 300 sentences of the GermEval development file are kept for choosing the best epoch.
"""

from __future__ import annotations

import pickle
import random
import sys
from pathlib import Path

import spacy
from corpora import Sentence
from silver import restyle_quotes, save
from spacy.tokens import Doc
from spacy.vocab import Vocab

DEVELOPMENT = range(1900, 2200)
"""Positions in the free text: it begins with the 2,200 sentences of the GermEval development file."""

KEEP_EMPTY = 0.3

NAME_TAGS = frozenset({"NE", "FM", "XY"})


def to_doc(s: Sentence, vocab: Vocab, words: list[str] | None = None) -> Doc:
    labels = list(s.ents or ())
    if s.source.startswith("smartdata"):
        for i, (tag, _) in enumerate(s.hanta or ()):
            if labels[i] == "O" and tag in NAME_TAGS:
                labels[i] = "-"
    return Doc(vocab, words=words or s.words, spaces=s.spaces, ents=["" if e == "-" else e for e in labels])


def training_docs(free: list[Sentence], vocab: Vocab, rng: random.Random) -> list[Doc]:
    docs: list[Doc] = []
    for i, s in enumerate(free):
        if s.ents is None or i in DEVELOPMENT:
            continue
        if s.source.startswith("smartdata"):
            if any(e not in ("O", "-") for e in s.ents) or rng.random() <= KEEP_EMPTY:
                docs.append(to_doc(s, vocab))
        else:
            docs += [to_doc(s, vocab), to_doc(s, vocab, restyle_quotes(s.words, rng))]
    rng.shuffle(docs)
    return docs


def main(corpora_path: Path, out: Path) -> None:
    with corpora_path.open("rb") as stream:
        corpora = pickle.load(stream)
    out.mkdir(parents=True, exist_ok=True)
    vocab = spacy.blank("de").vocab
    free = corpora["free"]
    save(training_docs(free, vocab, random.Random(0)), out / "ner_train.spacy")
    save([to_doc(free[i], vocab) for i in DEVELOPMENT], out / "ner_dev.spacy")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
