"""Messages on standard error in the reader's language.

They are raised in English and looked up here when they are printed, in ``lexicon/labels/messages.toml``; one that has
no row there is printed as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from typing import Final, Literal, get_args

from kursk_claims.errors import InputError

Lang = Literal["de", "en"]
DEFAULT: Final[Lang] = "de"

_lang: ContextVar[Lang] = ContextVar("language of messages", default=DEFAULT)


@dataclass(frozen=True)
class Message:
    """A message; ``{}`` is filled in where it is raised, in the same order in both languages."""

    en: str
    de: str


@dataclass(frozen=True)
class Catalogue:
    """All messages, as ``lexicon/labels/messages.toml`` holds them."""

    messages: tuple[Message, ...]


def speak(lang: object) -> None:
    """Print messages in ``lang`` from now on; in the default language if it is none that is known."""
    _lang.set(next((known for known in get_args(Lang) if known == lang), DEFAULT))


def asked_for(arguments: Sequence[str]) -> str | None:
    """The language that a command line asks for, before it is parsed."""
    for name, value in zip_longest(arguments, arguments[1:], fillvalue=""):
        if name.startswith("--lang"):
            return value if name == "--lang" else name.partition("=")[2]
    return None


def spoken(message: Exception | str) -> str:
    """An error or a message in the language that was set."""
    if _lang.get() == "en":
        return str(message)
    if isinstance(message, InputError):
        return f"{message.where}: {_german(message.problem)}; {_german(message.cure)}"
    return _german(str(message))


def _german(text: str, *, inside: bool = False) -> str:
    """``text`` in German, and what it fills in (``inside``) where that is a message that fills something in itself."""
    for pattern, words in _templates():
        if (pattern.groups or not inside) and (found := pattern.fullmatch(text)):
            return words.format(*(_german(group, inside=True) for group in found.groups()))
    return text


@cache
def _templates() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns with their German words, those with the most words of their own first."""
    from kursk_claims.lexicon import load

    rows = load("labels/messages", Catalogue).messages
    ordered = sorted(rows, key=lambda row: (-len(row.en.replace("{}", "")), row.en))
    return tuple((re.compile(_pattern(row.en), re.DOTALL), row.de) for row in ordered)


def _pattern(template: str) -> str:
    return "(.*?)".join(re.escape(part) for part in template.split("{}"))
