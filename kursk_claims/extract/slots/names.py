"""Names and bearing nouns of a sentence: parties, companies, people, countries, indices, buildings, armies.

The recogniser's entities come first; listed bodies, abbreviations, capitalised adjectives before nouns and proper
nouns that it misses are added, so that a party it has never seen (``die Soziale Mitte``) is found as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct, structs
from spacy.lang.de.stop_words import STOP_WORDS

from kursk_claims.extract.quantities import currencies
from kursk_claims.extract.quantities.units import unit_of_word
from kursk_claims.extract.sources import gazetteer
from kursk_claims.grammar.tokens import NOUNS
from kursk_claims.lexicon import countries
from kursk_claims.lexicon.bearers import bearers, kind_of_noun
from kursk_claims.lexicon.classes import stem, thing_class
from kursk_claims.lexicon.frames import time_nouns
from kursk_claims.lexicon.measures import occasion_of, rows_of_noun

if TYPE_CHECKING:
    from kursk_claims.extract.slots.figures import ArticleView

NameKind = Literal["outlet", "body", "person", "country", "place", "institution", "site", "side", "instrument"]

WORD: Final = re.compile(r"[^\W_][\w’'&.-]*")
_ENTITIES: Final[dict[str, NameKind]] = {"PER": "person", "ORG": "body", "LOC": "place", "MISC": "body"}
_ACRONYM: Final = re.compile(r"[A-ZÄÖÜ][A-ZÄÖÜ0-9&]{1,6}|[A-Z][a-z]?[A-Z]{1,4}")
_OPENING_MARKS: Final = frozenset({"„", '"', "»", ":", "“", "«", "–", "-"})
_LONGEST: Final = 3
"""Words of a name behind the noun that it explains (``Autobauer Falk Motoren Nord``)."""


class Name(Struct, frozen=True):
    """Who or what is spoken of at tokens ``start:end``."""

    start: int
    end: int
    key: str
    """Normalised: a country's code, a person's last name, else stems of the words."""
    text: str
    kind: NameKind
    common: bool = False
    """A noun that stands for a body named elsewhere (``der Konzern``), or for a thing without a name."""


class Finder:
    """Finds the names of one sentence, the surest first; what is taken is not taken again."""

    def __init__(self, view: ArticleView, low: int, high: int) -> None:
        """``low:high`` are the tokens of the sentence."""
        self._view, self._read = view, view.read
        self._low, self._high = low, high
        self._taken: dict[int, Name] = {}
        self._numbers = {i for figure in view.figures_at(low) for i in range(figure.first, figure.last + 1)}

    def find(self) -> tuple[Name, ...]:
        """All names in text order, none overlapping."""
        self._listed()
        self._entities()
        self._explained()
        for i in range(self._low, self._high):
            if i not in self._taken and self._may_name(i):
                self._single(i)
        return tuple(sorted(set(self._taken.values()), key=lambda name: name.start))

    def _take(self, start: int, end: int, kind: NameKind, key: str = "", common: bool = False) -> None:
        if any(i in self._taken or i in self._numbers for i in range(start, end)):
            return
        if all(_measures(word) for word in self._read.words[start:end]):
            return
        text = self._view.bare(start, end)
        name = Name(start, end, key or self._view.key_of(text, kind), text, kind, common)
        self._taken.update(dict.fromkeys(range(start, end), name))

    def _listed(self) -> None:
        """Bodies and outlets of the lexicon."""
        read = self._read
        offset = read.starts[self._low]
        stop = read.starts[self._high - 1] + len(read.words[self._high - 1])
        for hit in gazetteer.find_names(self._view.article.text[offset:stop]):
            start = self._view.read.token_at(offset + hit.start)
            end = self._view.read.token_at(offset + hit.end - 1) + 1
            doubtful = hit.ambiguous and not read.entity_types[start] and not self._is_plural(start)
            if doubtful or read.starts[start] != offset + hit.start:
                continue
            key = " ".join(stem(word) for word in hit.entry.canonical.split())
            self._take(start, end, "body" if hit.entry.kind == "institution" else "outlet", key)

    def _is_plural(self, token: int) -> bool:
        """``die Grünen``: a common word that is a party's name behind its article and before no noun."""
        behind = self._read.pos[token + 1] if token + 1 < self._high else ""
        return token > 0 and self._read.lower[token - 1] in ("die", "der", "den") and behind not in NOUNS

    def _entities(self) -> None:
        for start, end, label in self._view.entities:
            if not self._low <= start < self._high:
                continue
            if end == start + 1 < self._high and self._is_title_adjective(start):
                end += 1  # "die Grüne Stadt" is not "die Grünen"
            elif end == start + 1 and self._read.pos[start] == "ADJ" and self._read.words[start].endswith("er"):
                continue  # "der Kölner Schriftsteller": where somebody is from
            text = self._view.text_of(start, end)
            role = countries.role_of(text)
            if role == "name":
                self._take(start, end, "country", str(countries.code_of(text)).lower())
            elif role not in ("adjective", "demonym"):
                self._take(start, end, _ENTITIES.get(label, "body"))

    def _explained(self) -> None:
        """The name behind the noun that explains it: ``die Warenhauskette Falk``, ``Autobauer Falk Motoren``."""
        read = self._read
        for i in range(self._low, self._high - 1):
            if i in self._numbers or read.pos[i] not in NOUNS or not _is_body(read.words[i]):
                continue
            end = i + 1
            while end < min(self._high, i + 1 + _LONGEST) and self._continues(end):
                end += 1
            people = (self._taken[k] for k in range(i, end) if k in self._taken and self._taken[k].kind == "person")
            if end > i + 1 and all(name.end - name.start == 1 for name in people):
                for k in range(i, end):
                    self._taken.pop(k, None)
                self._take(i + 1, end, "body")
                name = self._taken.get(i + 1)
                if name is not None:  # the noun is the name's: where it is the subject, the name is
                    self._taken.update(dict.fromkeys(range(i, end), structs.replace(name, start=i)))

    def _continues(self, i: int) -> bool:
        read = self._read
        capital = read.words[i][:1].isupper() and read.pos[i] in ("NOUN", "PROPN", "X", "")
        return capital and i not in self._numbers and thing_class(read.words[i]) is None

    def _may_name(self, i: int) -> bool:
        word = self._read.words[i]
        if i in self._numbers or not word[:1].isupper() or word.lower() in STOP_WORDS or _measures(word):
            return False
        # a word that opens the sentence need be no name
        opens = i == self._low and not self._read.entity_types[i] and self._read.pos[i] == "PROPN"
        return not opens or self._view.count(word) > 1

    def _single(self, i: int) -> None:
        """A name of one or two words that the recogniser missed."""
        read, word = self._read, self._read.words[i]
        kind = kind_of_noun(word)
        if countries.role_of(word) == "name":
            self._take(i, i + 1, "country", str(countries.code_of(word)).lower())
        elif kind is not None and read.pos[i] in NOUNS:
            self._take(i, i + 1, kind.kind, kind.key, common=kind.kind != "instrument")
        elif self._is_title_adjective(i):
            self._take(i, i + 2, "body")
        elif thing_class(word) is None and not rows_of_noun(word) and occasion_of(word) is None:
            if _ACRONYM.fullmatch(word):
                self._take(i, i + 1, "body")
            elif read.pos[i] == "PROPN" and word.lower() not in time_nouns():
                self._proper(i)
            elif self._is_bare_subject(i) and word.lower() not in time_nouns():
                self._take(i, i + 1, "body")

    def _is_title_adjective(self, i: int) -> bool:
        """``der Sozialen Mitte``: a capitalised adjective inside a sentence belongs to a name; no ``Kölner Bürger``."""
        read, word = self._read, self._read.words[i]
        return (
            self._low < i < self._high - 1
            and read.pos[i] == "ADJ"
            and read.pos[i + 1] in NOUNS
            and read.words[i - 1] not in _OPENING_MARKS
            and countries.role_of(word) is None
            and word[-1:] in "ensm"
        )

    def _is_bare_subject(self, i: int) -> bool:
        """``Oderau ist verschuldet``: a subject in the singular without a determiner is a name or a stuff."""
        read = self._read
        bare = i == self._low or read.pos[i - 1] in ("VERB", "AUX", "PUNCT", "ADV", "CCONJ", "SCONJ")
        subject = read.deps[i].startswith("nsubj") and "Number=Sing" in read.morphs[i] and read.pos[i] == "NOUN"
        return bare and subject and "-" not in read.words[i]

    def _proper(self, i: int) -> None:
        read = self._read
        end = i + 1
        while end < self._high and read.pos[end] == "PROPN" and end not in self._taken and end not in self._numbers:
            end += 1
        if end < self._high and end in self._taken and self._taken[end].kind == "person":
            return  # "Ratsfrau Elke Brons": an office before its holder
        located = i > self._low and read.lower[i - 1] in bearers().locating
        self._take(i, end, "place" if located else "body")


def _measures(word: str) -> bool:
    """Whether a word is a unit or a currency, which has nothing."""
    return unit_of_word(word.lower()) is not None or currencies.is_noun(word)


def _is_body(word: str) -> bool:
    kind = kind_of_noun(word)
    return kind is not None and kind.kind in ("body", "institution")


def key_words(text: str) -> list[str]:
    """Stems of the words of a name that tell it apart."""
    keyless = bearers().keyless
    return [stem(word) for word in WORD.findall(text) if word.lower() not in keyless]
