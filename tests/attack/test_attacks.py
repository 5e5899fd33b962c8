"""Every attack on this copy, each a test."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.attack.every import ATTACKS
from tests.attack.target import Skip, Target

KEPT: dict[str, object] = {}
COMMAND = str(Path(sys.executable).with_name("kursk-claims"))


pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", ATTACKS)
def test_withstands(name: str, tmp_path: Path) -> None:
    try:
        ATTACKS[name](Target([COMMAND], tmp_path, KEPT))
    except Skip as reason:
        pytest.skip(str(reason))
