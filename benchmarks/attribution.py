"""What each family of attribution rules adds, on a quotation attribution corpus.

usage: python -m benchmarks.attribution [CORPUS.jsonl] [--model NAME]

CORPUS holds one document a line: ``{"id", "text", "tokens": [[start, end], …], "quotes": […]}``;
the default is the development part of the German news quotation attribution corpus (Petersen-Frey
and Biemann, LREC-COLING 2024) if it lies beside the project in ``../shared``. Every article is
analysed once; then statements are found with all families, and with each family switched off.
The figures are precision, recall and F1 in percent of ``../shared/tools/score_quotes.py``: the
message, all parts (message, speaker, cue, frame, addressee), and message with speaker of the
statements that lie in no other. The last column is what the family adds to the F1 of all parts.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from kursk_claims.extract.statements import FAMILIES, find_statements
from kursk_claims.models import Span, Statement
from kursk_claims.nlp import build_nlp

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
CORPUS = SHARED / "data" / "wikinews_quotes" / "dev.jsonl"
SCORER = SHARED / "tools" / "score_quotes.py"
LEVELS = {"full message": "message", "full joint": "all parts", "simplified joint": "message and source"}

Figures = dict[str, tuple[float, float, float]]


def record(document: str, found: Statement) -> dict[str, Any]:
    """A statement as the scorer reads it."""

    def spans(of: Sequence[Span]) -> list[dict[str, int]]:
        return [{"start": s.start, "end": s.end} for s in of]

    parts = {name: spans(getattr(found, name)) for name in ("content", "speaker", "cue", "frame", "addressee")}
    attribution = {"mode": found.mode, "medium": found.medium, "nested": found.nested, **parts}
    return {"doc": {"id": document}, "attribution": attribution}


def figures(corpus: Path, documents: Iterable[tuple[str, Doc]], families: Collection[str]) -> Figures:
    """Precision, recall and F1 in percent, by level, with these families of rules."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        for name, doc in documents:
            for found in find_statements(doc, families):
                out.write(json.dumps(record(name, found)) + "\n")
        out.flush()
        command = [sys.executable, str(SCORER), str(corpus), out.name]
        report = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = re.findall(r"^(\w[\w ]+?) +P +([\d.]+) +R +([\d.]+) +F1 +([\d.]+)", report, re.M)
    return {level: (float(p), float(r), float(f)) for level, p, r, f in rows}


def row(name: str, measured: Figures, added: str) -> str:
    """One line of the table."""
    cells = "  ".join("{:5.1f} {:5.1f} {:5.1f}".format(*measured[level]) for level in LEVELS)
    return f"{name:18}  {cells}  {added:>6}"


def main() -> int:
    """Print the ablation table; exit status 1 if the corpus or its scorer is not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--model", help="spaCy pipeline instead of the packaged one")
    args = parser.parse_args()
    if not args.corpus.exists() or not SCORER.exists() or importlib.util.find_spec("scipy") is None:
        sys.stderr.write(f"needs {args.corpus}, {SCORER} and scipy\n")
        return 1
    pipeline = build_nlp(args.model)
    lines = args.corpus.read_text(encoding="utf-8").splitlines()
    documents = [(entry["id"], pipeline.read(entry["text"])) for entry in map(json.loads, lines)]
    whole = figures(args.corpus, documents, FAMILIES)
    print(f"{'':18}  " + "  ".join(f"{label:^17}" for label in LEVELS.values()))
    print(f"{'rules':18}  " + "  ".join("    P     R    F1" for _ in LEVELS) + "   adds")
    print(row("all", whole, ""))
    for family in FAMILIES:
        without = figures(args.corpus, documents, [f for f in FAMILIES if f != family])
        print(row(f"without {family}"[:18], without, f"{whole['full joint'][2] - without['full joint'][2]:+.2f}"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
