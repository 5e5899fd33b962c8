"""Measure a pipeline on everything the model card reports, and write the card.

    python evaluate.py CORPORA MODEL METRICS_JSON [CARD]

The treebanks are read in the unified scheme of `corpora`; text goes in raw, sentence by sentence, so that errors
of the tokenizer count. Mood is settled by rule, as in `Pipeline.read` (`kursk_claims.nlp.mood`). `las` compares
labels as the pipeline writes them, `las_coarse` without subtypes, as in the CoNLL 2018 shared task. Punctuation is
left out of UAS and LAS, as spaCy does. Entities are exact spans of PER, ORG and LOC, outer layer, on the last 1,500
sentences of the GermEval 2014 test file.
"""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import spacy
from corpora import Sentence
from spacy.language import Language
from spacy.tokens import Doc

import kursk_claims.nlp.entities  # noqa: F401  # tells spaCy of the component
from kursk_claims.nlp.mood import settled

ENTITIES = ("PER", "ORG", "LOC")


def analyse(nlp: Language, sentences: list[Sentence]) -> list[Doc]:
    docs = []
    for s in sentences:
        doc = nlp.make_doc(Doc(nlp.vocab, words=s.words, spaces=s.spaces).text)
        for token in doc:
            token.is_sent_start = token.i == 0
        docs.append(doc)
    analysed = list(nlp.pipe(docs, batch_size=256))
    for doc in analysed:
        heads, deps = [t.head.i for t in doc], [t.dep_ for t in doc]
        for token, morph in zip(doc, settled(doc, heads, deps), strict=True):
            token.set_morph(morph)
    return analysed


def _offsets(s: Sentence) -> list[tuple[int, int]]:
    result, at = [], 0
    for word, space in zip(s.words, s.spaces, strict=True):
        result.append((at, at + len(word)))
        at += len(word) + space
    return result


def syntax(sentences: list[Sentence], docs: list[Doc]) -> dict[str, float]:
    """Token-level accuracies; a gold token without an equal predicted token is wrong."""
    n: Counter[str] = Counter()
    for s, doc in zip(sentences, docs, strict=True):
        assert s.pos
        assert s.morphs
        assert s.lemmas
        assert s.heads
        assert s.deps
        offsets = _offsets(s)
        found = {(t.idx, t.idx + len(t)): t for t in doc}
        for i, span in enumerate(offsets):
            token = found.get(span)
            n["tokens"] += 1
            n["found"] += token is not None
            scored = s.deps[i] != "punct"
            n["arcs"] += scored
            if token is None:
                continue
            n["pos"] += token.pos_ == s.pos[i]
            n["morph"] += str(token.morph) == s.morphs[i]
            n["lemma"] += token.lemma_ == s.lemmas[i]
            if scored:
                head = (token.head.idx, token.head.idx + len(token.head))
                right = head == offsets[s.heads[i]]
                n["uas"] += right
                n["las"] += right and token.dep_ == s.deps[i]
                n["coarse"] += right and token.dep_.split(":")[0] == s.deps[i].split(":")[0]
    return {
        "token_acc": n["found"] / n["tokens"],
        "pos_acc": n["pos"] / n["tokens"],
        "morph_acc": n["morph"] / n["tokens"],
        "lemma_acc": n["lemma"] / n["tokens"],
        "uas": n["uas"] / n["arcs"],
        "las": n["las"] / n["arcs"],
        "las_coarse": n["coarse"] / n["arcs"],
    }


def mood(sentences: list[Sentence], docs: list[Doc]) -> dict[str, float]:
    """Precision, recall and F1 of tokens marked `Mood=Sub`."""
    true = predicted = gold = 0
    for s, doc in zip(sentences, docs, strict=True):
        spans = {o for o, m in zip(_offsets(s), s.morphs or (), strict=True) if "Mood=Sub" in m}
        given = {(t.idx, t.idx + len(t)) for t in doc if "Sub" in t.morph.get("Mood")}
        true, predicted, gold = true + len(spans & given), predicted + len(given), gold + len(spans)
    return _prf("mood_sub", true, predicted, gold)


def entities(sentences: list[Sentence], docs: list[Doc]) -> dict[str, float]:
    result: dict[str, float] = {}
    for name, kinds in (("ents", ENTITIES), *((f"ents_{k.lower()}", (k,)) for k in ENTITIES)):
        true = predicted = gold = 0
        for s, doc in zip(sentences, docs, strict=True):
            want = {x for x in _entity_spans(s) if x[2] in kinds}
            got = {(e.start_char, e.end_char, e.label_) for e in doc.ents if e.label_ in kinds}
            true, predicted, gold = true + len(want & got), predicted + len(got), gold + len(want)
        result |= _prf(name, true, predicted, gold)
    return result


def _entity_spans(s: Sentence) -> set[tuple[int, int, str]]:
    offsets = _offsets(s)
    result: set[tuple[int, int, str]] = set()
    start = -1
    labels = [*(s.ents or ()), "O"]
    for i, label in enumerate(labels):
        if start >= 0 and not label.startswith("I-"):
            result.add((offsets[start][0], offsets[i - 1][1], labels[start][2:]))
            start = -1
        if label.startswith("B-"):
            start = i
    return result


def _prf(name: str, true: int, predicted: int, gold: int) -> dict[str, float]:
    p, r = true / max(predicted, 1), true / max(gold, 1)
    return {f"{name}_p": p, f"{name}_r": r, f"{name}_f1": 2 * p * r / max(p + r, 1e-9)}


def speed(nlp: Language, sentences: list[Sentence]) -> dict[str, float]:
    """Tokens a second of processor time, of the pipeline and of the bare tokenizer, in one run, and cold loading."""
    texts = [Doc(nlp.vocab, words=s.words, spaces=s.spaces).text for s in sentences]
    tokenizer = spacy.blank("de")
    rates: dict[str, float] = {}
    for name, pipeline in (("blank_tokens_per_second", tokenizer), ("tokens_per_second", nlp)):
        list(pipeline.pipe(texts[:50]))
        start = time.process_time()
        count = sum(len(doc) for doc in pipeline.pipe(texts, batch_size=256))
        rates[name] = count / (time.process_time() - start)
    return rates


def cold_load(model: Path) -> float:
    """Processor seconds of `spacy.load` in a fresh interpreter that has imported spaCy; best of three."""
    code = (
        "import spacy,time,kursk_claims.nlp.entities;t=time.process_time();"
        f"spacy.load({str(model)!r});print(time.process_time()-t)"
    )
    runs = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(3)
    ]
    return min(runs)


def measure(corpora: dict[str, list[Sentence]], model: Path) -> dict[str, float]:
    nlp = spacy.load(model)
    gsd, pud = corpora["gsd_dev"], corpora["pud_held"]
    gsd_docs, pud_docs = analyse(nlp, gsd), analyse(nlp, pud)
    result = syntax(gsd, gsd_docs)
    result |= {f"pud_{k}": v for k, v in syntax(pud, pud_docs).items()}
    result |= mood(gsd + pud, gsd_docs + pud_docs)
    held = corpora["ner_held"]
    result |= entities(held, analyse(nlp, held))
    result |= speed(nlp, held)
    result["cold_load_seconds"] = cold_load(model)
    result["megabytes"] = sum(p.stat().st_size for p in model.rglob("*") if p.is_file()) / 1e6
    return result


TABLE: list[tuple[str, str, str, float | None]] = [
    ("GSD dev (799 sentences)", "POS accuracy", "pos_acc", 94),
    ("GSD dev", "UAS", "uas", 82),
    ("GSD dev", "LAS", "las", 75),
    ("GSD dev", "LAS without subtypes", "las_coarse", None),
    ("GSD dev", "lemma accuracy", "lemma_acc", 94),
    ("GSD dev", "morphology, all features right", "morph_acc", None),
    ("PUD, 200 held-out sentences", "POS accuracy", "pud_pos_acc", None),
    ("PUD, 200 held-out sentences", "UAS", "pud_uas", None),
    ("PUD, 200 held-out sentences", "LAS", "pud_las", None),
    ("GSD dev + 200 PUD", "Mood=Sub, precision", "mood_sub_p", None),
    ("GSD dev + 200 PUD", "Mood=Sub, recall", "mood_sub_r", None),
    ("GSD dev + 200 PUD", "Mood=Sub, F1", "mood_sub_f1", 90),
    ("GermEval 2014 test, last 1,500", "PER ORG LOC, precision", "ents_p", None),
    ("GermEval 2014 test, last 1,500", "PER ORG LOC, recall", "ents_r", None),
    ("GermEval 2014 test, last 1,500", "PER ORG LOC, F1", "ents_f1", 78),
    ("GermEval 2014 test, last 1,500", "PER F1", "ents_per_f1", None),
    ("GermEval 2014 test, last 1,500", "ORG F1", "ents_org_f1", None),
    ("GermEval 2014 test, last 1,500", "LOC F1", "ents_loc_f1", None),
]


def table(metrics: dict[str, float]) -> str:
    """The card's table in Markdown."""
    rows = ["| on | measure | goal | measured |", "|---|---|---|---|"]
    for corpus, name, key, goal in TABLE:
        rows.append(f"| {corpus} | {name} | {'' if goal is None else goal} | {100 * metrics[key]:.1f} |")
    tokens, blank = metrics["tokens_per_second"], metrics["blank_tokens_per_second"]
    rows.append(f"| one core | tokens a second, `spacy.blank('de')` in the same run | | {tokens:,.0f}, {blank:,.0f} |")
    rows.append(f"| one core | cold `spacy.load`, seconds | 1 | {metrics['cold_load_seconds']:.2f} |")
    rows.append(f"| | megabytes | 30 | {metrics['megabytes']:.1f} |")
    return "\n".join(rows)


def write_card(card: Path, metrics: dict[str, float]) -> None:
    """Put the table between the two markers of the card; a card that is not there yet is the table alone."""
    begin, end = "<!-- scores -->", "<!-- /scores -->"
    text = card.read_text(encoding="utf-8") if card.is_file() else f"{begin}{end}\n"
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    card.write_text(f"{before}{begin}\n{table(metrics)}\n{end}{after}", encoding="utf-8")


def main(arguments: list[str]) -> None:
    corpora_path, model, metrics_path, *card = arguments
    with Path(corpora_path).open("rb") as stream:
        corpora: dict[str, Any] = pickle.load(stream)
    metrics = {k: round(v, 5) for k, v in measure(corpora, Path(model)).items()}
    Path(metrics_path).write_text(json.dumps(metrics, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    print(table(metrics))
    if card:
        write_card(Path(card[0]), metrics)


if __name__ == "__main__":
    main(sys.argv[1:])
