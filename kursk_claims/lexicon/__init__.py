"""Vocabulary as data: TOML files beside this module, validated when they are first read.

A file holds one table that the caller's record type describes, so that a misspelt key or a
wrong type fails at once and names the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from functools import cache, partial
from importlib.resources import files
from typing import Any, TypeVar, cast

import msgspec

T = TypeVar("T")


def load(name: str, record: type[T]) -> T:
    """Read ``lexicon/<name>.toml`` (``de/units``) as one ``record``.

    Raises ``ValueError`` naming the file if it does not fit the record; a lexicon is part of
    the program, so that is a defect of the installation and not of the user's input.
    """
    found: T = _decoded(name, cast(Hashable, record))
    return found


def reader(name: str, record: type[T]) -> Callable[[], T]:
    """What gives ``lexicon/<name>.toml`` as ``record``, read when it is first asked: see ``load``."""
    return cache(partial(load, name, record))


def alternatives(words: Iterable[str]) -> str:
    """Regular expression for any of the words as they stand, longer ones first; to be put in a group."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _decoded(name: str, record: Any) -> Any:
    source = files(__package__).joinpath(f"{name}.toml")
    try:
        return msgspec.toml.decode(source.read_bytes(), type=record)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise ValueError(f"lexicon {name}.toml: {error}") from error
