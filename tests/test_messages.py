"""Messages on standard error: each has German words, and both languages fill in the same."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import kursk_claims
from kursk_claims import messages
from kursk_claims.errors import InputError, UsageError
from kursk_claims.lexicon import load

SOURCE = Path(kursk_claims.__file__).parent
RAISED = {"InputError", "KurskError", "MachineError", "ModelError", "OutputError", "StoreError", "UsageError"}
PRINTED = {"note", "complain"}
LOGGED = {"info", "warning"}


def _template(node: ast.expr) -> str | None:
    """The text of a literal, ``{}`` for what is filled in; ``None`` for what is put together elsewhere."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def _messages() -> Iterator[tuple[str, str]]:
    """Where a message is written in the code, and the message."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name not in RAISED | PRINTED | LOGGED:
                continue
            for argument in node.args[1:3] if name == "InputError" else node.args[:1]:
                text = _template(argument)
                if text is not None and any(part.isalpha() for part in text.replace("{}", "")):
                    for sign in ("%s", "%d", "%r"):
                        text = text.replace(sign, "{}") if name in LOGGED else text
                    yield f"{path.relative_to(SOURCE)}:{node.lineno}", text


@pytest.mark.parametrize(("where", "text"), list(_messages()))
def test_every_message_has_german_words(where: str, text: str, german: None) -> None:
    filled = text.replace("{}", "7")
    assert messages.spoken(filled) != filled, f"{where}: add a row for {text!r} to lexicon/labels/messages.toml"


@pytest.fixture
def german() -> Iterator[None]:
    messages.speak("de")
    yield
    messages.speak(None)


@pytest.mark.parametrize("row", load("labels/messages", messages.Catalogue).messages, ids=lambda row: row.en)
def test_both_languages_fill_in_the_same(row: messages.Message, german: None) -> None:
    fillings = [f"<{number}>" for number in range(row.en.count("{}"))]
    assert row.de.count("{}") == len(fillings)
    english = row.en
    for filling in fillings:
        english = english.replace("{}", filling, 1)
    assert messages.spoken(english) == row.de.format(*fillings)


@pytest.mark.parametrize(
    ("message", "expected", "reason"),
    [
        (InputError("empty", "empty", "split it"), "empty: leer; teilen", "a file's name is no message"),
        (InputError("a.txt", "odd", "split it"), "a.txt: odd; teilen", "what has no German words stays English"),
        (
            UsageError("x shows claims and comparisons; choose table or json"),
            "x zeigt Aussagen und",
            "a name filled in",
        ),
        ("Invalid value for '--a': Value error, 'b' is not one of 'c'", "'b' ist keines von 'c'", "one inside another"),
        ("{x} and 'y' are the same figure; name two", "{x} und 'y' sind", "braces of a user's text fill in nothing"),
    ],
)
def test_in_german(message: Exception | str, expected: str, reason: str, german: None) -> None:
    assert expected in messages.spoken(message), reason


def test_in_english_as_raised() -> None:
    messages.speak("en")
    try:
        assert messages.spoken(InputError("a", "empty", "split it")) == "a: empty; split it"
    finally:
        messages.speak(None)


@pytest.mark.parametrize(
    ("arguments", "lang"),
    [
        (["compare", "--lang", "en", "x"], "en"),
        (["compare", "--lang=en"], "en"),
        (["compare", "--lang"], ""),
        (["compare", "en"], None),
        ([], None),
    ],
)
def test_language_of_a_command_line_that_is_not_parsed(arguments: list[str], lang: str | None) -> None:
    assert messages.asked_for(arguments) == lang
