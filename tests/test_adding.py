"""What is added in one place and forgotten in another: each step of docs/adding.md that can be missed fails here."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from kursk_claims.extract.quantities.units import lexicon
from kursk_claims.formats import FORMATS as WRITTEN
from kursk_claims.load.formats import FORMATS as READ
from kursk_claims.render.numbers import measure
from kursk_claims.render.payload import Lang

ROOT = Path(__file__).parents[1]
SPOKEN = frozenset({"percent", "permille", "bit", "bar"})
"""Symbols that are a word of one language themselves."""

UNITS = sorted({unit.symbol for unit in lexicon().unit})


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("symbol", UNITS)
def test_every_unit_has_words(symbol: str, lang: Lang) -> None:
    """Else a table shows the raw symbol: lexicon/labels/cldr.toml, or [unit] of both languages."""
    assert symbol in SPOKEN or symbol not in measure(2, symbol, lang).split()


@pytest.mark.parametrize("name", [format.name for format in WRITTEN])
def test_every_output_format_has_a_module_that_writes(name: str) -> None:
    assert callable(import_module(f"kursk_claims.render.{name}").write)


@pytest.mark.parametrize("reader", [format.reader for format in READ])
def test_every_input_format_has_a_reader(reader: str) -> None:
    module, function = reader.split(":")
    assert callable(getattr(import_module(f"kursk_claims.load.{module}"), function))


def test_no_ending_is_read_by_two_formats() -> None:
    endings = [suffix for format in READ for suffix in format.suffixes]
    assert len(endings) == len(set(endings))


@pytest.mark.parametrize("suffix", [suffix for format in READ for suffix in format.suffixes])
def test_every_ending_that_is_read_stands_in_the_readme(suffix: str) -> None:
    assert f"`{suffix}`" in (ROOT / "README.md").read_text(encoding="utf-8")
