"""spaCy comes without its command line, and loses nothing by it."""

from __future__ import annotations

import subprocess
import sys

import pytest


def _run(code: str) -> str:
    """What a fresh interpreter prints."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_building_a_pipeline_loads_no_http_client() -> None:
    code = (
        "import sys; from kursk_claims.nlp import build_nlp;"
        "print(sorted({'spacy.cli', 'httpx', 'requests', 'weasel'} & set(sys.modules)), 'spacy' in sys.modules)"
    )
    assert _run(code) == "[] True"


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("import spacy; print(callable(spacy.info))", "the name that the import is for is there"),
        ("import spacy; print('spacy_version' in spacy.info(silent=True))", "and does what it does in spaCy"),
        ("import spacy.cli; print(callable(spacy.cli.download))", "the command line can be imported afterwards"),
    ],
)
def test_nothing_of_spacy_is_lost(code: str, why: str) -> None:
    prelude = "from kursk_claims.nlp.spacy_import import import_spacy; import_spacy();"
    assert _run(prelude + code) == "True", why


def test_a_loaded_spacy_is_left_alone() -> None:
    code = (
        "import spacy, sys; before = sys.modules['spacy.cli'];"
        "from kursk_claims.nlp.spacy_import import import_spacy; import_spacy();"
        "print(sys.modules['spacy.cli'] is before)"
    )
    assert _run(code) == "True"
