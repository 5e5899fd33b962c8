"""Gather the text without syntactic annotation and tag it with HanTa: the ground for silver annotation.

Sources: GermEval 2014 (without its held-out part), SmartData and the Bundestag speeches of SpkAtt-2023.

    python free_text.py DATA OUT [LIMIT]

LIMIT cuts each corpus and each held-out part to so many sentences, for trying the whole process out.
"""

from __future__ import annotations

import pickle
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import silver_tags
import spacy
from corpora import (
    HELD_OUT_GERMEVAL,
    Sentence,
    corpus_file,
    read_conllu,
    read_germeval,
    read_smartdata,
    read_speeches,
    split_pud,
)
from spacy.util import filter_spans

from kursk_claims.nlp.sentences import split

MAX_WORDS = 80
"""Longer sentences are mostly tables; parses of them are not worth learning from."""


def smartdata_sentences(path: Path) -> Iterator[Sentence]:
    """SmartData cut into sentences and tokens, with IOB entities (`-` where the corpus leaves the token open)."""
    nlp = spacy.blank("de")
    for text, spans in read_smartdata(path):
        for sentence in split(text):
            doc = nlp.make_doc(text[sentence.start : sentence.end])
            found = [
                doc.char_span(a - sentence.start, b - sentence.start, label=label, alignment_mode="expand")
                for a, b, label in spans
                if a >= sentence.start and b <= sentence.end
            ]
            labels = ["O"] * len(doc)
            for entity in filter_spans([f for f in found if f is not None]):
                for i in range(entity.start, entity.end):
                    prefix = "B-" if i == entity.start else "I-"
                    labels[i] = "-" if entity.label_ == "-" else prefix + entity.label_
            keep = [i for i, token in enumerate(doc) if not token.is_space]
            if keep:
                yield Sentence(
                    [doc[i].text for i in keep],
                    [bool(doc[i].whitespace_) for i in keep],
                    path.stem,
                    ents=[labels[i] for i in keep],
                )


def gather(data: Path) -> dict[str, list[Sentence]]:
    """All corpora by role: `gsd_dev`, `train`, `pud_held` (treebanks), `ner_held`, `free` (no trees)."""
    pud_train, pud_held = split_pud(read_conllu(corpus_file(data, "ud_de/de_pud-ud-test.conllu")))
    germeval_test = list(read_germeval(corpus_file(data, "ner_de/germeval2014_test.tsv")))
    free = [
        *read_germeval(corpus_file(data, "ner_de/germeval2014_dev.tsv")),
        *germeval_test[:-HELD_OUT_GERMEVAL],
        *smartdata_sentences(corpus_file(data, "ner_de/smartdata_v1.jsonl")),
        *read_speeches(corpus_file(data, "gepade/spkatt2023_task1.jsonl")),
    ]
    return {
        "gsd_dev": list(read_conllu(corpus_file(data, "ud_de/de_gsd-ud-dev.conllu"))),
        "train": [*read_conllu(corpus_file(data, "ud_de/de_gsd-ud-test.conllu")), *pud_train],
        "pud_held": pud_held,
        "ner_held": germeval_test[-HELD_OUT_GERMEVAL:],
        "free": [s for s in free if len(s.words) <= MAX_WORDS],
    }


def _cut(sentences: list[Sentence], limit: int) -> list[Sentence]:
    """The first `limit` sentences of each source."""
    seen: Counter[str] = Counter()
    kept = []
    for sentence in sentences:
        seen[sentence.source] += 1
        if seen[sentence.source] <= limit:
            kept.append(sentence)
    return kept


def main(data: Path, out: Path, limit: int = 0) -> None:
    """Write `OUT`: the corpora of `gather` with HanTa's (tag, lemma) pairs in `Sentence.hanta`."""
    corpora = gather(data)
    if limit:
        corpora = {name: _cut(sentences, limit) for name, sentences in corpora.items()}
    for sentences in corpora.values():
        for sentence in sentences:
            sentence.hanta = silver_tags.tag(sentence.words)
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("wb") as stream:
        pickle.dump(corpora, stream)
    for name, sentences in corpora.items():
        print(name, len(sentences), "sentences", sum(len(s.words) for s in sentences), "tokens")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:]))
