"""The README tells the truth: its help texts are current, its commands run as written and print what is shown."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from kursk_claims import cli
from kursk_claims.store.commands import app as store_app
from tests.readme import COMMANDS, README, ROOT, Example, examples, matches, run, with_current_help

TEXT = README.read_text(encoding="utf-8")
INSTALLS = ("make", "pip ", "git clone", "python -m pip", "uv ")
"""What these commands do is shown by the continuous run itself: it installs and runs the tests."""
RUN = [example for example in examples(TEXT) if not example.command.startswith(INSTALLS)]


def test_help_texts_are_current() -> None:
    text = COMMANDS.read_text(encoding="utf-8")
    assert with_current_help(text) == text, "run `make docs`"


def test_every_command_is_documented() -> None:
    text = COMMANDS.read_text(encoding="utf-8")
    for group, prefix in ((cli.app, ""), (store_app, "store ")):
        for command in group.registered_commands:
            name = command.name or getattr(command.callback, "__name__", "")
            assert f"<!-- help: {prefix}{name} -->" in text


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The inputs that the README's commands name, where they may leave files."""
    place = tmp_path_factory.mktemp("readme")
    for name in ("seeds", "fixtures"):
        shutil.copytree(ROOT / name, place / name)
    return place


@pytest.mark.parametrize("example", RUN, ids=[f"line {example.line}" for example in RUN])
def test_command_runs_as_written(workplace: Path, example: Example) -> None:
    for tool in ("jq", "duckdb"):
        if re.search(rf"(^|\| *){tool} ", example.command) and shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")
    done = run(example.command, workplace)
    assert done.returncode in (0, 3), f"README.md:{example.line}: {example.command}\n{done.stderr}"
    assert "Traceback" not in done.stderr
    if example.output is not None:
        real = done.stdout.splitlines()
        assert matches(example.output, real), f"README.md:{example.line}: {example.command}\n{done.stdout}"


SHOWN = [
    (("a", "b"), ["a", "b  "], True, "trailing blanks don't count"),
    (("a",), ["a", "b"], False, "something more was printed"),
    (("a", "…"), ["a", "b", "c"], True, "the rest is left out"),
    (("…", "c"), ["a", "b", "c"], True, "the beginning is left out"),
    (("a", "…", "c"), ["a", "c"], True, "left out may be nothing"),
    (("a", "…", "d"), ["a", "b", "c"], False, "the end must be there"),
]


@pytest.mark.parametrize(("shown", "real", "expected", "why"), SHOWN)
def test_matches(shown: tuple[str, ...], real: list[str], expected: bool, why: str) -> None:
    assert matches(shown, real) == expected, why


def test_examples() -> None:
    text = (
        "```console\n$ one \\\n  more\nout\n\n$ two\n```\ntext\n```sh\n# note\nthree\n```\n"
        "<!-- not run: needs a cluster -->\n```sh\nfour\n```\n```json\n$ five\n```\n"
    )
    assert [(example.command, example.output) for example in examples(text)] == [
        ("one   more", ("out", "")),
        ("two", None),
        ("three", None),
    ]


def test_a_drifted_help_text_is_seen() -> None:
    drifted = "<!-- help: schema -->\nold\n<!-- /help -->\n"
    current = with_current_help(drifted)
    assert "Usage: kursk-claims schema" in current
    assert with_current_help(current) == current
