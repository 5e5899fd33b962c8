"""Compact OpenThesaurus to the groups of nouns that `kursk_claims.lexicon.synonyms` looks up.

    python scripts/synonyms.py th_de_DE_v2.dat OUTPUT

The input is the file of the Debian package `mythes-de` (LGPL): each entry has lines of synonyms, remarks in brackets.
Kept are groups of nouns of one word in plain use: no colloquial, obsolete or figurative ones, no hypernyms, and
no group of an entry's other parts of speech.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

_LEFT_OUT = re.compile(
    r"\((?:[^()]*\b)?(?:Oberbegriff|Unterbegriff|Antonym|ugs|derb|vulg|salopp|veraltet|veraltend|fig|geh|abwertend|"
    r"scherzhaft|ironisch|jugendspr|regional|engl|lat|dichterisch|historisch|Jägersprache|Seemannssprache|Soldatenjargon)"
    r"\b[^()]*\)"
)
_REMARK = re.compile(r"\s*\([^()]*\)")
_NOUN = re.compile(r"[A-ZÄÖÜ][a-zäöüßA-Z]+(?:-[A-ZÄÖÜ][a-zäöüß]+)*")


def groups(path: Path) -> Iterator[tuple[str, ...]]:
    """Every group of at least two nouns, sorted; a group stands at each of its words."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("-|"):
            continue
        words = (_REMARK.sub("", part).strip() for part in line[2:].split("|") if not _LEFT_OUT.search(part))
        nouns = tuple(sorted({word for word in words if _NOUN.fullmatch(word)}))
        if len(nouns) > 1:
            yield nouns


def main(source: Path, output: Path) -> None:
    found = sorted(set(groups(source)))
    output.write_text("".join(f"{' '.join(group)}\n" for group in found), encoding="utf-8")
    print(f"{len(found)} groups of {len({word for group in found for word in group})} nouns")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
