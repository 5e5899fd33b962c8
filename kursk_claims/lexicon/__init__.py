"""Vocabulary as data: TOML files beside this module, validated when they are first read.

A file holds one table that the caller's record type describes, so that a misspelt key or a
wrong type fails at once and names the file.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec

T = TypeVar("T")


@cache
def load(name: str, record: type[T]) -> T:
    """Read ``lexicon/<name>.toml`` (``de/units``) as one ``record``.

    Raises ``ValueError`` naming the file if it does not fit the record; a lexicon is part of
    the program, so that is a defect of the installation and not of the user's input.
    """
    source = files(__package__).joinpath(f"{name}.toml")
    try:
        return msgspec.toml.decode(source.read_bytes(), type=record)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise ValueError(f"lexicon {name}.toml: {error}") from error
