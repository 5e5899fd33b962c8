"""Places in plain words: what leads to one, and which of several a figure inherits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_claims.extract.slots.whereabouts import inherited, named_places
from kursk_claims.lexicon.frames import frames

NAMED = [
    ("Brand in Göttingen: sieben Verletzte", ("göttingen",), "a town behind a preposition of place"),
    ("in der russischen Region Kursk", ("kursk",), "adjective and kind of place between"),
    ("in der Nähe von Izmir", ("izmir",), "a phrase between"),
    ("im Euroraum", ("euroraum",), "an area takes an article"),
    ("in den neuen Bundesländern", ("ostdeutschland",), "a name with an adjective"),
    ("in Bayern, Sachsen und Thüringen", ("bayern", "sachsen", "thüringen"), "a list"),
    ("in Kiew und Charkiw", ("kiew", "charkiw"), "two towns"),
    ("Beirut-Explosion", ("beirut",), "the beginning of a compound"),
    ("Santander-Bank", (), "a bank"),
    ("im Landkreis Regen", ("regen",), "the kind of place makes a place of a common word"),
    ("bei Regen und Sturm", (), "a common word"),
    ("Kiew meldet Verluste", (), "a government"),
    ("Köln gewinnt in Unterzahl", (), "a club, and no place"),
    ("in der Halle", (), "a hall"),
    ("US-Präsident", (), "a country's office"),
]


@pytest.mark.parametrize(("text", "places", "why"), NAMED)
def test_named_places(text: str, places: tuple[str, ...], why: str) -> None:
    assert named_places(text) == places, why


INHERITED = [
    (("", "Brand in Göttingen", "In Niedersachsen brannte es."), "göttingen", "the first context that names one"),
    (("In Göttingen in Niedersachsen",), "göttingen", "the innermost"),
    (("in Kiew und Charkiw",), "UA", "what holds both"),
    (("in der EU und in Japan",), None, "nothing holds both"),
    (("Der Rat tagte.",), None, "no place"),
]


@pytest.mark.parametrize(("contexts", "place", "why"), INHERITED)
def test_inherited(contexts: tuple[str, ...], place: str | None, why: str) -> None:
    assert inherited(contexts) == place, why


WORDS = ["in", "im", "der", "Kursk", "und", ",", "Regen", "Nähe", "von", "-", "\n"]


@given(st.lists(st.sampled_from(WORDS), max_size=9))
def test_nothing_is_a_place_without_what_leads_to_it(words: list[str]) -> None:
    found = named_places(" ".join(words))
    assert set(found) <= {"kursk", "regen"}
    assert not found or frames().locating.prepositions & set(words)
