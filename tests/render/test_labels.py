"""The words of both languages fit each other."""

from __future__ import annotations

import re
from typing import get_args

import msgspec
import pytest

from kursk_claims.compare.weights import levels
from kursk_claims.models import Claim, Cluster, Why
from kursk_claims.render.labels import labels
from tests.render import golden
from tests.render.docs import DOCS as FORMATS_PAGE

DOCS = FORMATS_PAGE.parent


def blanks(text: object) -> set[str]:
    return set(re.findall(r"\{(\w*)\}", str(text)))


def test_languages_have_the_same_words_with_the_same_blanks() -> None:
    de, en = msgspec.to_builtins(labels("de")), msgspec.to_builtins(labels("en"))
    for table in de.keys() - {"field", "level", "why"}:
        assert de[table].keys() == en[table].keys(), table
        for key, text in de[table].items():
            assert blanks(text) == blanks(en[table][key]), f"{table}.{key}"


def test_every_status_and_modifier_has_words() -> None:
    schema = msgspec.json.schema(Cluster)["$defs"]["Cluster"]["properties"]["status"]["enum"]
    assert set(labels("de").status) == set(labels("de").status_meaning) == set(schema)
    modifiers = msgspec.json.schema(Claim)["$defs"]["Quantity"]["properties"]["modifier"]["enum"]
    assert set(labels("de").modifier) == set(modifiers)


def test_every_kind_of_furniture_has_words() -> None:
    assert set(labels("de").furniture) == set(get_args(Why))


def test_german_names_every_field_and_level_of_a_comparison() -> None:
    """English ones are their own names; a new level without a German name would show up half translated."""
    assert set(labels("de").field) == set(levels())
    assert set(labels("de").level) == {name for field in levels().values() for name in field}


def test_german_gives_the_reason_of_every_level() -> None:
    missing = [
        f"{field}: {name}"
        for field, found in levels().items()
        for name in found
        if name not in labels("de").why.get(field, {})
    ]
    assert missing == []


@pytest.mark.parametrize("guard", ["CI", "KURSK_CLAIMS_REQUIRE"])
def test_golden_files_are_not_updated_where_they_are_checked(guard: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (golden.GOLDEN / "info_80.txt").read_bytes()
    monkeypatch.setenv("KURSK_CLAIMS_UPDATE_GOLDEN", "1")
    monkeypatch.setenv(guard, "browser")
    with pytest.raises(AssertionError, match="not updated"):
        golden.check("info_80.txt", "something else")
    assert (golden.GOLDEN / "info_80.txt").read_bytes() == before


def test_every_test_and_picture_that_the_page_on_rendering_names_exists() -> None:
    page = (DOCS / "rendering.md").read_text(encoding="utf-8")
    tests = "".join(path.read_text(encoding="utf-8") for path in (DOCS.parent / "tests").rglob("test_*.py"))
    named = re.findall(r"`(test_\w+)`", page)
    assert named
    assert not [name for name in named if f"def {name}(" not in tests]
    assert not [name for name in re.findall(r"`(\w+\.txt)`", page) if not (golden.GOLDEN / name).exists()]
    assert not [name for name in re.findall(r"\]\((\w+\.png)\)", page) if not (DOCS / name).exists()]
