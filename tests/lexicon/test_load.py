"""Vocabulary files and the patterns made of them."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from kursk_claims.lexicon import alternatives, load, reader
from kursk_claims.lexicon.grammar import Grammar, grammar


class Other(Struct, frozen=True, forbid_unknown_fields=True):
    """A record that no vocabulary file fits."""

    nothing: str


@pytest.mark.parametrize("name", sorted(f"de/{file.stem}" for file in files("kursk_claims.lexicon.de").iterdir()))
def test_a_file_that_does_not_fit_is_named(name: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"lexicon {name}.toml: ")):
        load(name, Other)


def test_a_file_is_read_once() -> None:
    assert load("de/grammar", Grammar) is grammar() is reader("de/grammar", Grammar)()


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=8))
def test_alternatives_take_the_longest_word_that_stands_there(words: list[str]) -> None:
    pattern = re.compile(alternatives(words))
    for word in words:
        found = pattern.match(word)
        assert found is not None
        assert found.group() == word
    assert pattern.match("") is None
