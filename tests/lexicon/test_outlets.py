"""One outlet, one key: names of texts, of pages and of hosts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kursk_claims.lexicon.outlets import media, outlet_key, outlet_of_domain

ALIKE = [
    ("DER SPIEGEL, Hamburg, Germany", "Spiegel", "a place after the name"),
    ("TAZ Verlags- und Vertriebs GmbH", "taz", "the publisher's firm"),
    ("Golemredaktion", "Golem", "the desk, written together"),
    ("bild.de", "Bild", "a host name"),
    ("DW.COM", "Deutschen Welle", "a host name in capitals, an oblique case"),
    ("https://www.derstandard.at/story/1", "„Standard“", "a URL, a name in quotes"),
    ("Ndr", "Norddeutscher Rundfunk (NDR)", "an abbreviation in another spelling, in brackets"),
    ("ZEIT ONLINE", "Die Zeit", "print and online are one house"),
    ("Nachrichtenmagazin Spiegel", "Spiegel", "the noun of its kind in front"),
    ("Agentur dpa", "Deutsche Presse-Agentur", "an agency in short and in full"),
    ("Fachmagazin Kesselwerk", "Magazin Kesselwerk", "not listed: the same name without its kind"),
]


@pytest.mark.parametrize(("one", "other", "why"), ALIKE)
def test_one_outlet_has_one_key(one: str, other: str, why: str) -> None:
    assert outlet_key(one) == outlet_key(other), why


APART = [
    ("Berliner Zeitung", "Berliner Morgenpost", "one town, two papers"),
    ("Neue Presse", "Freie Presse", "a word in common"),
    ("Kesselblatt Nord", "Kesselblatt Süd", "two editions that are not listed"),
    ("Welt", "Weltwoche", "a name that begins another"),
]


@pytest.mark.parametrize(("one", "other", "why"), APART)
def test_two_outlets_have_two_keys(one: str, other: str, why: str) -> None:
    assert outlet_key(one) != outlet_key(other), why


@pytest.mark.parametrize(
    ("address", "outlet"),
    [
        ("https://www.br.de/nachrichten/bayern/x-100.html", "Bayerischer Rundfunk (BR)"),
        ("de.euronews.com", "Euronews"),
        ("regional.spiegel.de", "Spiegel Online"),
        ("notspiegel.de", None),
        ("Spiegel", None),
        ("", None),
    ],
)
def test_outlet_of_an_address(address: str, outlet: str | None) -> None:
    assert outlet_of_domain(address) == outlet


def test_every_listed_name_has_its_outlets_key() -> None:
    first: dict[str, str] = {}
    for medium in media():
        for name in medium.names:
            owner = first.setdefault(outlet_key(name), medium.names[0])
            assert outlet_key(owner) == outlet_key(name)


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(name: str) -> None:
    key = outlet_key(name)
    assert outlet_key(key) == key
