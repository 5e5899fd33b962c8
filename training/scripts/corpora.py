"""Read the training corpora into one record and one annotation scheme.

Four public corpora feed the pipeline. Each reader below yields `Sentence` records: words with the spaces
between them and whatever layers the corpus carries (`None` where it carries none).

The two treebanks differ in small ways that would only confuse a model, so `read_conllu` unifies them:

* a contraction (`im` = `in` + `dem`) is one token, as in the text. It keeps the preposition's lemma, tag and
  place in the tree and takes case, number and gender from the article;
* a compound written with hyphens (`US - Behörde` in the treebanks) is one token, as German news readers and the
  tokenizer see it, with the annotation of its last part;
* relation subtypes that only one of the treebanks draws are dropped or drawn in both (`RELATION`,
  `_mark_relative_clauses`);
* `VerbForm`, which UD German PUD leaves out for most verbs, is filled in from its tag column;
* features that no reader of the annotation uses (`Typo`, `ExtPos`, `Gender[psor]` ...) are dropped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

SOURCES: dict[str, str] = {
    "ud_de/de_gsd-ud-dev.conllu": "UD German GSD, universaldependencies.org (CC BY-SA 4.0)",
    "ud_de/de_gsd-ud-test.conllu": "UD German GSD, universaldependencies.org (CC BY-SA 4.0)",
    "ud_de/de_pud-ud-test.conllu": "UD German PUD, universaldependencies.org (CC BY-SA 3.0)",
    "ner_de/germeval2014_dev.tsv": "GermEval 2014 Named Entity Recognition shared task (CC BY 4.0)",
    "ner_de/germeval2014_test.tsv": "GermEval 2014 Named Entity Recognition shared task (CC BY 4.0)",
    "ner_de/smartdata_v1.jsonl": "DFKI SmartData corpus v1 (CC BY 4.0)",
    "gepade/spkatt2023_task1.jsonl": "GePaDe / SpkAtt-2023 shared task, task 1 (CC BY-SA 4.0)",
}

HELD_OUT_GERMEVAL = 1500
"""The last sentences of the GermEval test file that no training step ever sees, not even as raw text."""

HELD_OUT_PUD = 200
"""PUD sentences kept for measuring: every fifth one, so that news and encyclopaedia are both in it."""

FEATURES = frozenset(
    [
        "Case",
        "Definite",
        "Degree",
        "Foreign",
        "Gender",
        "Mood",
        "Number",
        "NumType",
        "Person",
        "Polarity",
        "Poss",
        "PronType",
        "Reflex",
        "Tense",
        "VerbForm",
    ]
)

RELATION = {
    "flat:name": "flat",
    "nmod:poss": "nmod",
    "obl:tmod": "obl",
    "cc:preconj": "cc",
    "expl:pv": "expl",
    "nsubj:outer": "nsubj",
}

RELATIVE_TAGS = frozenset({"PRELS", "PRELAT", "PWAV", "PWS", "REL", "WRB", "WP", "WDT"})


class MissingCorpus(SystemExit):
    """A corpus file is not there; the message names it and where it can be had."""


@dataclass
class Sentence:
    """One sentence of a corpus. All lists run parallel to `words`; `heads` are indices (a root is its own)."""

    words: list[str]
    spaces: list[bool]
    source: str
    tags: list[str] | None = None
    pos: list[str] | None = None
    morphs: list[str] | None = None
    lemmas: list[str] | None = None
    heads: list[int] | None = None
    deps: list[str] | None = None
    ents: list[str] | None = None
    """BILUO-free IOB labels; `-` where the corpus does not say."""
    hanta: list[tuple[str, str]] | None = None
    """(STTS tag, lemma) by HanTa, see `silver_tags`."""
    agreement: float = 1.0
    """How sure the teachers were of a silver tree: mean probability of its arcs."""
    comments: dict[str, str] = field(default_factory=dict)


def corpus_file(data: Path, name: str) -> Path:
    """Path of the corpus `name` under `data`; raises `MissingCorpus` with its origin where it is absent."""
    path = data / name
    if not path.is_file():
        raise MissingCorpus(f"corpus not found: {path}\nIt is part of {SOURCES[name]}.")
    return path


# --------------------------------------------------------------------------------------------- treebanks


def _feature_dict(column: str) -> dict[str, str]:
    if column == "_":
        return {}
    return dict(pair.split("=", 1) for pair in column.split("|"))


def _feature_string(features: dict[str, str]) -> str:
    return "|".join(f"{k}={v}" for k, v in sorted(features.items()) if k in FEATURES)


def _complete_verb_form(pos: str, tag: str, features: dict[str, str]) -> None:
    """Add the `VerbForm` that PUD leaves out, read off its tag column (VBC finite, VBN participle, VB infinitive)."""
    if pos not in ("VERB", "AUX") or "VerbForm" in features:
        return
    if "Mood" in features:
        features["VerbForm"] = "Fin"
    elif tag == "VBN":
        features["VerbForm"] = "Part"
    elif tag == "VB":
        features["VerbForm"] = "Inf"


def _mark_relative_clauses(heads: list[int], deps: list[str], tags: list[str], feats: list[dict[str, str]]) -> None:
    """Draw `acl:relcl` in both treebanks: an `acl` with a finite verb and a relative word among its dependants."""
    for i, dep in enumerate(deps):
        if dep != "acl":
            continue
        subtree = {i} | {j for j in range(len(heads)) if heads[j] == i}
        finite = any(feats[j].get("VerbForm") == "Fin" for j in subtree)
        near = subtree | {j for j in range(len(heads)) if heads[j] in subtree}
        relative = any(tags[j] in RELATIVE_TAGS for j in near)
        if finite and relative:
            deps[i] = "acl:relcl"


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Sentences of a CoNLL-U file in the unified scheme of this module."""
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        yield _read_block(block, path.stem)


def _read_block(block: str, source: str) -> Sentence:
    comments: dict[str, str] = {}
    rows: list[list[str]] = []
    contractions: dict[int, tuple[int, str, str]] = {}
    for line in block.split("\n"):
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            comments[key.strip()] = value.strip()
            continue
        cells = line.split("\t")
        if "-" in cells[0]:
            first, last = (int(x) for x in cells[0].split("-"))
            contractions[first] = (last, cells[1], cells[9])
        elif "." not in cells[0]:
            rows.append(cells)
    feats = [_feature_dict(r[5]) for r in rows]
    for row, features in zip(rows, feats, strict=True):
        _complete_verb_form(row[3], row[4], features)
    heads = [int(r[6]) - 1 for r in rows]
    heads = [i if h < 0 else h for i, h in enumerate(heads)]
    deps = [RELATION.get(r[7], r[7]) for r in rows]
    _mark_relative_clauses(heads, deps, [r[4] for r in rows], feats)

    for first, last in _hyphen_compounds(rows, contractions):
        form = "".join(rows[j][1] for j in range(first, last))
        contractions[first + 1] = (last, form, rows[last - 1][9])
        rows[last - 1][2] = form[: len(form) - len(rows[last - 1][1])] + rows[last - 1][2]

    kept: list[int] = []  # row index that stands for each token
    token_of: dict[int, int] = {}
    words: list[str] = []
    spaces: list[bool] = []
    i = 0
    while i < len(rows):
        last, form, misc = contractions.get(i + 1, (i + 1, rows[i][1], rows[i][9]))
        members = range(i, last)
        contraction = len(members) > 1 and rows[i][3] == "ADP"
        stands = i if contraction or len(members) == 1 else last - 1
        for j in members:
            token_of[j] = len(kept)
        if contraction:
            for j in members:
                if rows[j][3] == "DET":
                    feats[i].update({k: v for k, v in feats[j].items() if k in ("Case", "Gender", "Number")})
        kept.append(stands)
        words.append(form)
        spaces.append("SpaceAfter=No" not in misc)
        i = last
    new_heads: list[int] = []
    new_deps: list[str] = []
    for token in range(len(kept)):
        # The part nearest to the root speaks for the token: only so can merging make no cycle.
        node = min((i for i in token_of if token_of[i] == token), key=lambda i: _depth(heads, i))
        new_heads.append(token_of[heads[node]])
        new_deps.append("ROOT" if deps[node] == "root" else deps[node])
    return Sentence(
        words=words,
        spaces=spaces,
        source=source,
        tags=["APPRART" if i + 1 in contractions and rows[i][3] == "ADP" else rows[i][4] for i in kept],
        pos=[rows[i][3] for i in kept],
        morphs=[_feature_string(feats[i]) for i in kept],
        lemmas=[rows[i][2] for i in kept],
        heads=new_heads,
        deps=new_deps,
        comments=comments,
    )


def _depth(heads: list[int], i: int) -> int:
    depth = 0
    while heads[i] != i:
        i = heads[i]
        depth += 1
    return depth


def _hyphen_compounds(
    rows: list[list[str]], contractions: dict[int, tuple[int, str, str]]
) -> Iterator[tuple[int, int]]:
    """Row ranges `word - word (- word ...)` written without a space, each part with a letter or digit."""
    covered = {j for first, (last, _, _) in contractions.items() for j in range(first - 1, last)}
    glued = ["SpaceAfter=No" in r[9] for r in rows]
    i = 0
    while i < len(rows):
        last = i
        while (
            last + 2 < len(rows)
            and glued[last]
            and glued[last + 1]
            and rows[last + 1][1] == "-"
            and rows[last][1][-1:].isalnum()
            and rows[last + 2][1][:1].isalpha()
            and not covered & {last, last + 1, last + 2}
        ):
            last += 2
        # `Rohstoff- und ...`: a part that ends in the hyphen
        if (
            last + 1 < len(rows)
            and glued[last]
            and rows[last + 1][1] == "-"
            and rows[last][1][-1:].isalpha()
            and (not glued[last + 1] and not covered & {last, last + 1})
        ):
            yield i, last + 2
            i = last + 2
            continue
        if last > i:
            yield i, last + 1
        i = last + 1


def split_pud(sentences: Iterable[Sentence]) -> tuple[list[Sentence], list[Sentence]]:
    """(training, held out): every fifth sentence is held out, `HELD_OUT_PUD` of the thousand."""
    train: list[Sentence] = []
    held: list[Sentence] = []
    for i, sentence in enumerate(sentences):
        (held if i % 5 == 4 else train).append(sentence)
    return train, held


# ------------------------------------------------------------------------------------------ named entities

GERMEVAL_LABEL = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "OTH": "MISC"}

SMARTDATA_LABEL = {
    "person": "PER",
    "organization": "ORG",
    "organization-company": "ORG",
    "location": "LOC",
    "location-city": "LOC",
    "location-stop": "LOC",
    "location-street": "LOC",
    "location-route": "-",
}


def read_germeval(path: Path) -> Iterator[Sentence]:
    """GermEval sentences with the outer layer as IOB.

    Derived words (`deutsche`, `LOCderiv`) and compounds that merely contain a name (`SPD-nah`, `ORGpart`) are no
    entities here; OTH becomes MISC. The file has no spaces, which `space_out` puts back.
    """
    words: list[str] = []
    ents: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        cells = line.split("\t")
        if line.startswith("#") or len(cells) < 4:
            if words:
                yield Sentence(words, space_out(words), path.stem, ents=ents)
                words, ents = [], []
            continue
        words.append(cells[1])
        prefix, _, label = cells[2].partition("-")
        ents.append(f"{prefix}-{GERMEVAL_LABEL[label]}" if label in GERMEVAL_LABEL else "O")
    if words:
        yield Sentence(words, space_out(words), path.stem, ents=ents)


def read_smartdata(path: Path) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """(text, spans) per SmartData document. The label `-` says that the corpus leaves the span open here."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            text: str = record["text"]
            spans: list[tuple[int, int, str]] = []
            for start, end, kind in record["mentions"]:
                label = SMARTDATA_LABEL.get(kind)
                surface = text[start:end]
                if label is None:
                    continue
                if surface[:1].islower() or "\n" in surface:  # `italienische` is no name in the GermEval sense
                    label = "O" if surface[:1].islower() and " " not in surface else "-"
                if label != "O":
                    spans.append((start, end, label))
            yield text, spans


# -------------------------------------------------------------------------------------------- plain tokens


def read_speeches(path: Path) -> Iterator[Sentence]:
    """Sentences of the Bundestag speeches, words only."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            for words in json.loads(line)["sentences"]:
                if words:
                    yield Sentence(list(words), space_out(words), path.stem)


_CLOSERS = frozenset(",.;:!?)]%…") | {"..", "..."}
_OPENERS = frozenset("([„»‚")
_EITHER = frozenset("\"'“”")


def space_out(words: list[str]) -> list[bool]:
    """Whether a space follows each word of a tokenised sentence, by the rules of German typesetting.

    A quote sign that opens and closes alike closes when one of its kind is open.
    """
    spaces = [True] * len(words)
    open_quote = False
    for i, word in enumerate(words):
        closes = word in _CLOSERS or word == "«"
        opens = word in _OPENERS
        if word == "„":
            open_quote = True
        elif word in _EITHER:
            closes, opens = open_quote, not open_quote
            open_quote = not open_quote
        if closes and i:
            spaces[i - 1] = False
        if opens:
            spaces[i] = False
    if words:
        spaces[-1] = True
    return spaces
