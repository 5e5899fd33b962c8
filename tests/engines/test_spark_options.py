"""What ``--engine spark`` refuses before anything of Spark is loaded."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from kursk_claims.cli import app

CASES = [
    (["extract", "a", "--engine", "spark"], "--output", "many files need a directory"),
    (["compare", "a", "--engine", "spark"], "--output", "many files need a directory"),
    (["extract", "a", "--engine", "spark", "-o", "x", "--workers", "2"], "--workers", "Spark has its own"),
    (["extract", "a", "--engine", "spark", "-o", "x", "--meta", "m.csv"], "--meta", "not read on a cluster"),
    (["extract", "a", "--engine", "spark", "-o", "x", "--format", "csv"], "--format", "JSON Lines or Parquet only"),
    (["compare", "a", "--engine", "spark", "-o", "x", "--status", "conflict"], "--status", "all clusters are written"),
    (["compare", "a", "--engine", "spark", "-o", "x", "--only-conflicts"], "--only-conflicts", "as above"),
    (["compare", "a", "--engine", "spark", "-o", "x", "--fail-on-conflict"], "--fail-on-conflict", "nothing is shown"),
    (["store", "add", "s", "a", "--engine", "spark", "--workers", "2"], "--workers", "Spark has its own"),
    (
        ["store", "add", __file__, "a", "--engine", "spark"],
        "ist ein Speicher ein Verzeichnis",
        "a file is a store of the other kind",
    ),
]


@pytest.mark.parametrize(("arguments", "named", "why"), CASES)
def test_options_that_do_not_go_with_spark(arguments: list[str], named: str, why: str) -> None:
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2, why
    assert named in result.output, why
