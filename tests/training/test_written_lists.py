"""The lists of names: readable, said to be whose, and without entries that would do nothing."""

from __future__ import annotations

import importlib.util
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

TRAINING = Path(__file__).parents[2] / "training"
FILES = sorted((TRAINING / "lists").glob("*.txt"))


@pytest.fixture(scope="module")
def written_lists() -> ModuleType:
    spec = importlib.util.spec_from_file_location("written_lists", TRAINING / "scripts" / "written_lists.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_are_lists() -> None:
    assert {path.stem for path in FILES} == {"heads", "organisations", "places"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_list(path: Path, written_lists: ModuleType) -> None:
    text = path.read_text(encoding="utf-8")
    assert "CC0" in text[: text.index("[")], "a list says whose it is before it begins"
    entries = list(written_lists.read_list(path))
    assert entries
    assert [e for e, n in Counter(entries).items() if n > 1] == [], "a name stands twice under one kind"
    assert [name for _, name in entries if name != name.strip() or "|" in name or "  " in name] == []


def test_a_name_before_the_first_kind_is_an_error(tmp_path: Path, written_lists: ModuleType) -> None:
    path = tmp_path / "list.txt"
    path.write_text("# A list.\nKöln\n[towns]\nBonn\n", encoding="utf-8")
    with pytest.raises(ValueError, match="Köln"):
        list(written_lists.read_list(path))


def test_kinds(tmp_path: Path, written_lists: ModuleType) -> None:
    path = tmp_path / "list.txt"
    path.write_text("# A list.\n\n[towns]\nBonn\nBad Ems\n\n[rivers]\nRhein\n", encoding="utf-8")
    assert list(written_lists.read_list(path)) == [("towns", "Bonn"), ("towns", "Bad Ems"), ("rivers", "Rhein")]
