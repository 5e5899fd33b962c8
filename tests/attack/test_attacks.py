"""The attacks on this copy, each a test, but for those that time whole commands for minutes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.attack.every import ATTACKS
from tests.attack.target import Skip, Target

KEPT: dict[str, object] = {}
COMMAND = str(Path(sys.executable).with_name("kursk-claims"))
TIMED = {"size.text_of_one_piece", "size.page_of_line_breaks", "size.one_question_of_many"}
"""Held by counting steps, or on a single text, in ``test_hostile`` and ``tests/compare/test_one_question.py``."""

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", [name for name in ATTACKS if name not in TIMED])
def test_withstands(name: str, tmp_path: Path) -> None:
    copy = Target([COMMAND], tmp_path, KEPT)
    try:
        ATTACKS[name](copy)
    except Skip as reason:
        pytest.skip(str(reason))
    finally:
        copy.end()
