"""Put gold and silver annotation together into the files the student pipeline learns from.

Silver trees, tags and morphology come from the teachers; lemmas from HanTa, corrected by what the treebanks say
of frequent words; mood from the form of the verb where the form decides it (`kursk_claims.nlp.mood`), and from its
subject: a present form in -e is indicative with `ich` and subjunctive with a third person.

    python silver.py CORPORA TREES OUT_DIR
"""

from __future__ import annotations

import pickle
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path

import spacy
from corpora import Sentence
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from kursk_claims.nlp.mood import always_subjunctive

GOLD_COPIES = 4
"""How often the treebank sentences stand among the silver ones."""

MIN_AGREEMENT = 0.80
"""Silver trees the teachers are less sure of are left out."""

QUOTE_STYLES = (("„", "“"), ("»", "«"), ('"', '"'), ("“", "”"))


class Lemmas:
    """HanTa's lemmas in the convention of the treebanks."""

    def __init__(self, gold: list[Sentence]) -> None:
        counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for s in gold:
            for word, pos, lemma in zip(s.words, s.pos or (), s.lemmas or (), strict=True):
                counts[word, pos][lemma] += 1
        self.known = {
            key: best
            for key, found in counts.items()
            for best, n in (found.most_common(1)[0],)
            if (n >= 2 or key[1] in ("DET", "PRON", "ADP", "AUX", "SCONJ", "CCONJ", "PART"))
            and n > 0.6 * sum(found.values())
        }

    def of(self, word: str, pos: str, hanta: str) -> str:
        if (word, pos) in self.known:
            return self.known[word, pos]
        if pos in ("PUNCT", "NUM", "SYM", "X") or (word.isupper() and len(word) > 1):
            return word
        if pos == "PROPN":
            return word[:-1] if hanta.lower() == word[:-1].lower() and word[-1] == "s" else word
        if pos == "NOUN" and word[:1].isupper():
            if word.lower().startswith(hanta.lower()):
                return word[: len(hanta)]
            return hanta[:1].upper() + hanta[1:]
        if pos in ("VERB", "AUX", "ADJ", "ADV", "DET", "PRON") and not word[:1].isupper():
            return hanta[:1].lower() + hanta[1:]
        return hanta


def _features(morph: str) -> dict[str, str]:
    return dict(f.split("=", 1) for f in morph.split("|")) if morph else {}


def settle_mood(s: Sentence) -> None:
    """Correct Mood and Person of finite verbs where form and subject decide them."""
    assert s.morphs is not None
    assert s.heads is not None
    assert s.deps is not None
    assert s.pos is not None
    for i, word in enumerate(s.words):
        if s.pos[i] not in ("VERB", "AUX"):
            continue
        features = _features(s.morphs[i])
        low = word.lower()
        if features.get("VerbForm") != "Fin" and not always_subjunctive(low):
            continue
        if always_subjunctive(low):
            features.update(Mood="Sub", VerbForm="Fin")
            features.setdefault(
                "Tense",
                "Pres"
                if low.startswith("sei") or low in ("könne", "müsse", "dürfe", "wolle", "solle", "möge", "wisse")
                else "Past",
            )
        elif low.endswith("e") and features.get("Tense") == "Pres":
            main = s.heads[i] if s.deps[i] in ("aux", "aux:pass", "cop") else i
            subjects = [
                s.words[k].lower() for k, h in enumerate(s.heads) if h == main and s.deps[k].startswith("nsubj")
            ]
            if "ich" in subjects:
                features.update(Mood="Ind", Person="1")
            elif subjects and features.get("Mood") != "Imp":
                features.update(Mood="Sub", Person="3", Number="Sing")
        s.morphs[i] = "|".join(f"{k}={v}" for k, v in sorted(features.items()))


def restyle_quotes(words: list[str], rng: random.Random) -> list[str]:
    """The words with another pair of quote signs, for sentences in „ “."""
    if "„" not in words and "“" not in words:
        return words
    opening, closing = rng.choice(QUOTE_STYLES)
    return [opening if w == "„" else closing if w == "“" else w for w in words]


def to_doc(s: Sentence, vocab: Vocab) -> Doc:
    return Doc(
        vocab,
        words=s.words,
        spaces=s.spaces,
        tags=[t for t, _ in s.hanta or ()] if s.source != "de_gsd-ud-test" and s.source != "de_gsd-ud-dev" else s.tags,
        pos=s.pos,
        morphs=s.morphs,
        lemmas=s.lemmas,
        heads=s.heads,
        deps=s.deps,
    )


def save(docs: list[Doc], path: Path) -> None:
    DocBin(docs=docs, store_user_data=False).to_disk(path)
    print(path.name, len(docs), "sentences", sum(map(len, docs)), "tokens", flush=True)


def main(corpora_path: Path, trees: Path, out: Path) -> None:
    rng = random.Random(0)
    vocab = spacy.blank("de").vocab
    with corpora_path.open("rb") as stream:
        corpora = pickle.load(stream)
    out.mkdir(parents=True, exist_ok=True)
    for name in ("gsd_dev", "pud_held"):
        save([to_doc(s, vocab) for s in corpora[name]], out / f"{name}.spacy")
    with trees.open("rb") as stream:
        silver = pickle.load(stream)
    lemmas = Lemmas(corpora["train"])
    docs: list[Doc] = []
    for s in silver:
        if s.agreement < MIN_AGREEMENT:
            continue
        settle_mood(s)
        s.lemmas = [lemmas.of(w, p, h) for w, p, (_, h) in zip(s.words, s.pos, s.hanta, strict=True)]
        s.words = restyle_quotes(s.words, rng)
        docs.append(to_doc(s, vocab))
    gold = [to_doc(s, vocab) for s in corpora["train"]]
    mixed = docs + gold * GOLD_COPIES
    rng.shuffle(mixed)
    save(mixed, out / "syntax_train.spacy")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
