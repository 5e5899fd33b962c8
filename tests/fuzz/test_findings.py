"""Inputs that once failed, or that reach much of the code, stay tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import FRAGMENTS, TARGETS, text_of

FINDINGS = sorted(path for path in (Path(__file__).parent / "findings").glob("*/*") if path.is_file())


@pytest.mark.parametrize("path", FINDINGS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_finding_stays_mended(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=25, deadline=None)
@given(data=st.lists(st.integers(0, len(FRAGMENTS) - 1), max_size=40).map(bytes))
def test_targets_hold_for_any_mix_of_fragments(name: str, data: bytes) -> None:
    TARGETS[name](data)


def test_text_of_reaches_every_fragment() -> None:
    assert text_of(bytes(range(len(FRAGMENTS)))) == "".join(FRAGMENTS)
