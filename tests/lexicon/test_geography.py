"""Places go by one key whatever they are called, and it is known what they lie in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_claims.lexicon.geography import contains, find, is_doubtful, name_of, place_key, relation, wider

NAMES = [
    ("Kiew", "kiew", "the usual German name"),
    ("Kyjiw", "kiew", "the Ukrainian name"),
    ("Kyiv", "kiew", "the English name"),
    ("Charkows", "charkiw", "the Russian name in the genitive"),
    ("Sudscha", "sudscha", "a small town, transcribed"),
    ("Peking", "peking", "a German name that no other language has"),
    ("Frankfurt", "frankfurt am main", "the larger of two"),
    ("Halle", "halle (saale)", "the much larger one by its short name"),
    ("Khan Younis", "chan junis", "another transcription"),
    ("NRW", "nordrhein-westfalen", "a short name of a state"),
    ("Russlands", "RU", "a country in the genitive"),
    ("Europäischen Union", "EU", "an area with a code of its own"),
    ("Eurozone", "euroraum", "an area of several countries"),
    ("Nahen Osten", "nahost", "an area of two words"),
]


@pytest.mark.parametrize(("name", "key", "why"), NAMES)
def test_names(name: str, key: str, why: str) -> None:
    assert find(name) == place_key(name) == key, why


@pytest.mark.parametrize("name", ["", "Soldaten", "Oberhinterdorf", "x"])
def test_what_the_table_lacks_keeps_its_name(name: str) -> None:
    assert find(name) is None
    assert place_key(name) == name.lower()


RELATIONS = [
    ("kursk", "sudscha", "contains", "a town in its oblast"),
    ("RU", "sudscha", "contains", "and in its country"),
    ("sudscha", "europa", "within", "and on its continent"),
    ("DE", "göttingen", "contains", "a town in its country"),
    ("niedersachsen", "göttingen", "contains", "a town in its state"),
    ("steiermark", "graz", "contains", "an Austrian state"),
    ("graubünden", "chur", "contains", "a Swiss canton"),
    ("EU", "euroraum", "contains", "all members of one are in the other"),
    ("euroraum", "DE", "contains", "a member"),
    ("nahost", "beirut", "contains", "a town of a member"),
    ("donbass", "bachmut", "contains", "by its oblast"),
    ("ostdeutschland", "leipzig", "contains", "by its state"),
    ("gazastreifen", "rafah", "contains", "no country, but a region"),
    ("EU", "skandinavien", "overlap", "some members in common"),
    ("brandenburg", "sachsen", "apart", "two states"),
    ("kiew", "moskau", "apart", "two towns"),
    ("euroraum", "CH", "apart", "not a member"),
    ("göttingen", "sachsen", "apart", "in another state"),
    ("oberhinterdorf", "sachsen", "unknown", "may lie anywhere"),
    ("izmir", "izmir", "same", "one place"),
]


@pytest.mark.parametrize(("a", "b", "expected", "why"), RELATIONS)
def test_relations(a: str, b: str, expected: str, why: str) -> None:
    assert relation(a, b) == expected, why
    assert contains(a, b) is (expected == "contains")


def test_a_name_that_many_towns_bear_lies_in_what_they_share() -> None:
    assert "DE" in wider("neustadt")
    assert not {"bayern", "hessen", "sachsen"} & wider("neustadt")


def test_common_words_and_surnames_are_marked() -> None:
    assert is_doubtful("Essen")
    assert is_doubtful("Regen")
    assert not is_doubtful("Göttingen")


def test_names_are_shown_as_they_are_written() -> None:
    assert (name_of("kiew"), name_of("RU"), name_of("oberhinterdorf")) == ("Kiew", "Russland", None)


@given(st.sampled_from(["kursk", "DE", "EU", "euroraum", "sudscha", "wien", "neustadt", "?"]), st.text(max_size=12))
def test_relations_mirror_each_other(a: str, b: str) -> None:
    mirrored = {"contains": "within", "within": "contains"}
    there = relation(a, place_key(b))
    assert relation(place_key(b), a) == mirrored.get(there, there)
