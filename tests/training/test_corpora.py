"""Reading the corpora: the unified scheme, on treebank rows written for the purpose."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPTS = Path(__file__).parents[2] / "training" / "scripts"


@pytest.fixture(scope="module")
def corpora() -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpora", SCRIPTS / "corpora.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["corpora"] = module
    spec.loader.exec_module(module)
    return module


ROWS = """# text = Er fuhr im US-Zug, der hält.
1 Er er PRON PPER Case=Nom|Typo=Yes 2 nsubj _ _
2 fuhr fahren VERB VBC Mood=Ind|Tense=Past 0 root _ _
3-4 im _ _ _ _ _ _ _ _
3 in in ADP APPR _ 7 case _ _
4 dem der DET ART Case=Dat|Gender=Masc|Number=Sing 7 det _ _
5 US US PROPN NE _ 7 compound _ SpaceAfter=No
6 - - PUNCT $( _ 7 punct _ SpaceAfter=No
7 Zug Zug NOUN NN Case=Dat 2 obl _ SpaceAfter=No
8 , , PUNCT $, _ 10 punct _ _
9 der der PRON PRELS Case=Nom 10 nsubj _ _
10 hält halten VERB VVFIN VerbForm=Fin 7 acl _ SpaceAfter=No
11 . . PUNCT $. _ 2 punct _ _
"""


def test_conllu_is_unified(corpora: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "x.conllu"
    path.write_text(
        "\n".join(r if r.startswith("#") else r.replace(" ", "\t") for r in ROWS.strip().split("\n")) + "\n\n"
    )
    (s,) = corpora.read_conllu(path)
    assert s.words == ["Er", "fuhr", "im", "US-Zug", ",", "der", "hält", "."]
    assert "".join(w + " " * sp for w, sp in zip(s.words, s.spaces, strict=True)).strip() == s.comments["text"]
    assert s.heads == [1, 1, 3, 1, 6, 6, 3, 1]
    assert s.deps == ["nsubj", "ROOT", "case", "obl", "punct", "nsubj", "acl:relcl", "punct"]
    assert s.morphs[0] == "Case=Nom", "features nobody reads are dropped"
    assert s.morphs[1] == "Mood=Ind|Tense=Past|VerbForm=Fin", "VerbForm is completed"
    assert s.morphs[2] == "Case=Dat|Gender=Masc|Number=Sing", "a contraction takes its article's case"
    assert s.lemmas[3] == "US-Zug"
    assert s.tags[2] == "APPRART"


def test_a_missing_corpus_is_named_with_its_source(corpora: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as caught:
        corpora.corpus_file(tmp_path, "ner_de/smartdata_v1.jsonl")
    assert "smartdata_v1.jsonl" in str(caught.value)
    assert corpora.SOURCES["ner_de/smartdata_v1.jsonl"] in str(caught.value)


def test_held_out_sentences_are_never_in_training(corpora: ModuleType) -> None:
    train, held = corpora.split_pud(range(1000))
    assert len(held) == corpora.HELD_OUT_PUD
    assert not set(train) & set(held)


def test_germeval_keeps_outer_names_only(corpora: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "g.tsv"
    path.write_text(
        "# x\n1\tEva\tB-PER\tO\n2\tdeutsche\tB-LOCderiv\tO\n3\tEU-Rat\tB-ORGpart\tO\n4\tIlias\tB-OTH\tO\n\n"
    )
    (s,) = corpora.read_germeval(path)
    assert s.ents == ["B-PER", "O", "O", "B-MISC"]


@pytest.mark.parametrize(
    ("words", "text", "why"),
    [
        (["Er", "kam", "."], "Er kam.", "no blank before a stop"),
        (["„", "Ja", "“", ",", "sagte", "er"], "„Ja“, sagte er", "German quote signs"),
        (['"', "Ja", '"', "sagte"], '"Ja" sagte', "signs that open and close alike"),
        (["(", "dpa", ")", "-", "Er"], "(dpa) - Er", "brackets"),
    ],
)
def test_spaces_come_back(corpora: ModuleType, words: list[str], text: str, why: str) -> None:
    spaces = corpora.space_out(words)
    assert "".join(w + " " * sp for w, sp in zip(words, spaces, strict=True)).strip() == text, why
