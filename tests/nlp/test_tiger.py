"""The same sentence in TIGER labels becomes the Universal Dependencies tree that the shipped pipeline gives."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kursk_claims.nlp.tiger import to_ud

VOCAB = spacy.blank("de").vocab


def build(rows: str) -> tuple[Doc, list[int], list[str]]:
    """A Doc with TIGER labels, and the UD heads and labels it should become.

    One token a line: `index form lemma POS TAG VerbForm tiger-head tiger-label ud-head ud-label`; heads by index.
    """
    cells = [line.split() for line in rows.strip().splitlines()]
    tiger = [int(c[6]) - 1 if c[6] != "0" else i for i, c in enumerate(cells)]
    ud = [int(c[8]) - 1 if c[8] != "0" else i for i, c in enumerate(cells)]
    doc = Doc(
        VOCAB,
        words=[c[1] for c in cells],
        lemmas=[c[2] for c in cells],
        pos=[c[3] for c in cells],
        tags=[c[4] for c in cells],
        morphs=["" if c[5] == "_" else f"VerbForm={c[5]}" for c in cells],
        heads=tiger,
        deps=[c[7] for c in cells],
    )
    return doc, ud, [c[9] for c in cells]


CASES = {
    "preposition and passive auxiliary": """
1 In in ADP APPR _ 5 mo 3 case
2 der der DET ART _ 3 nk 3 det
3 Region Region NOUN NN _ 1 nk 8 obl
4 Dorn Dorn PROPN NE _ 3 nk 3 appos
5 wurden werden AUX VAFIN Fin 0 ROOT 8 aux:pass
6 20 20 NUM CARD _ 7 nk 7 nummod
7 Soldaten Soldat NOUN NN _ 5 sb 8 nsubj:pass
8 gesehen sehen VERB VVPP Part 5 oc 0 ROOT
9 . . PUNCT $. _ 5 punct 8 punct
""",
    "indirect speech with dass: cp becomes mark, oc becomes ccomp": """
1 Meyer Meyer PROPN NE _ 2 sb 2 nsubj
2 sagt sagen VERB VVFIN Fin 0 ROOT 0 ROOT
3 , , PUNCT $, _ 2 punct 2 punct
4 dass dass SCONJ KOUS _ 6 cp 6 mark
5 Schiffe Schiff NOUN NN _ 6 sb 6 nsubj
6 kommen kommen VERB VVFIN Fin 2 oc 2 ccomp
7 . . PUNCT $. _ 2 punct 2 punct
""",
    "a chain of auxiliaries: both end under the participle": """
1 Das der DET ART _ 2 nk 2 det
2 Haus Haus NOUN NN _ 3 sb 4 nsubj:pass
3 soll sollen AUX VMFIN Fin 0 ROOT 4 aux
4 verkauft verkaufen VERB VVPP Part 5 oc 0 ROOT
5 werden werden AUX VAINF Inf 3 oc 4 aux:pass
6 . . PUNCT $. _ 3 punct 4 punct
""",
    "copula with a noun": """
1 Anna Anna PROPN NE _ 2 sb 4 nsubj
2 ist sein AUX VAFIN Fin 0 ROOT 4 cop
3 die der DET ART _ 4 nk 4 det
4 Chefin Chefin NOUN NN _ 2 pd 0 ROOT
5 der der DET ART _ 6 nk 6 det
6 Bank Bank NOUN NN _ 4 ag 4 nmod
""",
    "three conjuncts: all under the first, the conjunction under its own": """
1 Boote Boot NOUN NN _ 6 sb 6 nsubj
2 , , PUNCT $, _ 1 punct 1 punct
3 Züge Zug NOUN NN _ 1 cj 1 conj
4 und und CCONJ KON _ 3 cd 5 cc
5 Busse Bus NOUN NN _ 4 cj 1 conj
6 halten halten VERB VVFIN Fin 0 ROOT 0 ROOT
7 an an ADP PTKVZ _ 6 svp 6 compound:prt
""",
    "title and name: the title leads, then the first name": """
1 Ministerin Ministerin NOUN NN _ 3 nk 4 nsubj
2 Eva Eva PROPN NE _ 3 pnc 1 appos
3 Kranz Kranz PROPN NE _ 4 sb 2 flat
4 lacht lachen VERB VVFIN Fin 0 ROOT 0 ROOT
""",
    "relative clause": """
1 Leute Leute NOUN NN _ 6 sb 6 nsubj
2 , , PUNCT $, _ 1 punct 1 punct
3 die der PRON PRELS _ 4 sb 4 nsubj
4 warten warten VERB VVFIN Fin 1 rc 1 acl:relcl
5 , , PUNCT $, _ 1 punct 1 punct
6 frieren frieren VERB VVFIN Fin 0 ROOT 0 ROOT
""",
    "zu-infinitive under a full verb is xcomp, its zu a mark": """
1 Er er PRON PPER _ 2 sb 2 nsubj
2 verspricht versprechen VERB VVFIN Fin 0 ROOT 0 ROOT
3 ihr sie PRON PPER _ 2 da 2 obl:arg
4 zu zu PART PTKZU _ 5 pm 5 mark
5 schreiben schreiben VERB VVINF Inf 2 oc 2 xcomp
""",
    "a preposition inside a noun phrase is nmod, the object of a verb obl:arg": """
1 Das der DET ART _ 2 nk 2 det
2 Ende Ende NOUN NN _ 5 sb 5 nsubj
3 von von ADP APPR _ 2 pg 4 case
4 Rom Rom PROPN NE _ 3 nk 2 nmod
5 hängt hängen VERB VVFIN Fin 0 ROOT 0 ROOT
6 von von ADP APPR _ 5 op 7 case
7 ihnen sie PRON PPER _ 6 nk 5 obl:arg
8 ab ab ADP PTKVZ _ 5 svp 5 compound:prt
""",
    "adverbial clause": """
1 Sie sie PRON PPER _ 2 sb 2 nsubj
2 blieb bleiben VERB VVFIN Fin 0 ROOT 0 ROOT
3 , , PUNCT $, _ 2 punct 2 punct
4 weil weil SCONJ KOUS _ 6 cp 6 mark
5 es es PRON PPER _ 6 sb 6 nsubj
6 regnete regnen VERB VVFIN Fin 2 mo 2 advcl
""",
    "comparison: als marks its noun": """
1 Er er PRON PPER _ 2 sb 3 nsubj
2 ist sein AUX VAFIN Fin 0 ROOT 3 cop
3 größer groß ADJ ADJD _ 2 pd 0 ROOT
4 als als ADP KOKOM _ 5 cm 5 case
5 Paul Paul PROPN NE _ 3 cc 3 obl
""",
}


@pytest.mark.parametrize("rows", CASES.values(), ids=CASES.keys())
def test_tiger_becomes_the_ud_tree(rows: str) -> None:
    doc, heads, deps = build(rows)
    got_heads, got_deps = to_ud(doc)
    assert list(zip(got_heads, got_deps, strict=True)) == list(zip(heads, deps, strict=True))


@pytest.mark.parametrize("rows", CASES.values(), ids=CASES.keys())
def test_result_is_one_tree(rows: str) -> None:
    """Every rewrite must keep the tree a tree: one root, and every token below it."""
    doc, _, _ = build(rows)
    heads, deps = to_ud(doc)
    assert deps.count("ROOT") == 1
    for i in range(len(heads)):
        seen: list[int] = []
        while heads[i] != i:
            assert i not in seen, "cycle"
            seen.append(i)
            i = heads[i]
