"""Every attack on this copy, each a test."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.attack.every import ATTACKS
from tests.attack.target import Skip, Target

KEPT: dict[str, object] = {}
COMMAND = str(Path(sys.executable).with_name("kursk-claims"))
SLOW = {"size.text_of_one_piece", "size.one_question_of_many", "signals.one_signal", "signals.two_signals"}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow if name in SLOW else ()) for name in ATTACKS]
)
def test_withstands(name: str, tmp_path: Path) -> None:
    try:
        ATTACKS[name](Target([COMMAND], tmp_path, KEPT))
    except Skip as reason:
        pytest.skip(str(reason))
