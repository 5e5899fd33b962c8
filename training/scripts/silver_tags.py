"""Tag tokenised sentences with HanTa (Hanover Tagger, LGPL), a hidden Markov morphology trained on TIGER.

HanTa knows far more German words than the treebanks at hand. It is used at training time only: its STTS tags
stand in where a corpus has none, and its lemmas serve as silver annotation.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_BRACKETS = re.compile(r"[()]")

_STTS = {
    "PROAV": "PAV",
    "PIDAT": "PIAT",
    "ADJ": "ADJD",
    "VV": "VVFIN",
    "VA": "VAFIN",
    "VM": "VMFIN",
    "$": "$(",
    "NNA": "NN",
    "NNI": "NN",
}


@cache
def _hanta() -> Any:
    from HanTa import HanoverTagger

    return HanoverTagger.HanoverTagger("morphmodel_ger.pgz")


def tag(words: list[str]) -> list[tuple[str, str]]:
    """(STTS tag, lemma) for each word of one sentence."""
    result: list[tuple[str, str]] = []
    for word, lemma, raw in _hanta().tag_sent(words):
        plain = _BRACKETS.sub("", raw)
        stts = _STTS.get(plain, plain)
        if stts[0] != "$" and not any(map(str.isalnum, word)):
            stts = "$("  # quote signs and dashes that HanTa takes for foreign words
        result.append((stts, lemma))
    return result
