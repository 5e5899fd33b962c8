"""An article as its figures see it: where they stand, what names there are, and who has been spoken of.

Only sentences with a figure are read through their analysis, because only these are surely analysed; all else is
read as plain words, so that a signature does not depend on which other sentences were.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct
from spacy.lang.de.stop_words import STOP_WORDS

from kursk_claims.extract.quantities.units import unit_of_word
from kursk_claims.extract.slots.pieces import Piece, pieces_of
from kursk_claims.extract.sources import gazetteer
from kursk_claims.lexicon import countries
from kursk_claims.lexicon.bearers import bearers, kind_of_noun
from kursk_claims.lexicon.classes import stem
from kursk_claims.lexicon.frames import time_nouns
from kursk_claims.lexicon.measures import occasion_of
from kursk_claims.nlp.columns import columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from kursk_claims.extract.slots.anchor import Occasions
    from kursk_claims.extract.slots.measure import Reading
    from kursk_claims.models import Article, Quantity, Span

NameKind = Literal["body", "person", "country", "place", "site", "side", "instrument"]

OPENING: Final = 600
"""Characters of an article read as its opening: the first two or three sentences."""

_MEASURE_REACH: Final = 2
"""Sentences over which a bare figure goes on measuring what the last one did."""
_ENTITIES: Final[dict[str, NameKind]] = {"PER": "person", "ORG": "body", "LOC": "place", "MISC": "body"}
_WORD: Final = re.compile(r"[^\W_][\w’'&.-]*")
_ACRONYM: Final = re.compile(r"[A-ZÄÖÜ][A-ZÄÖÜ0-9&]{1,6}|[A-Z][a-z]?[A-Z]{1,4}")


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


class Figure(Struct, frozen=True):
    """A quantity at tokens ``first`` to ``last`` of the sentence at tokens ``low:high``."""

    quantity: Quantity
    first: int
    last: int
    low: int
    high: int


class ArticleView:
    """One article's figures, sentences, pieces and names, each read when it is first asked for."""

    def __init__(
        self, doc: Doc, article: Article, quantities: Sequence[Quantity], speakers: Sequence[Span] = ()
    ) -> None:
        """``speakers`` are the stretches of text that name who says something."""
        self.doc = doc
        self.article = article
        self.read = columns(doc)
        self.sentences = [(sent.start, sent.end) for sent in doc.sents]
        self._opens = [low for low, _ in self.sentences]
        self._speakers = sorted((span.start, span.end) for span in speakers)
        self.figures = tuple(figure for quantity in quantities if (figure := self._figure(quantity)) is not None)
        self._by_start = {figure.quantity.start: figure for figure in self.figures}
        self._by_sentence: dict[int, list[Figure]] = {}
        for figure in self.figures:
            self._by_sentence.setdefault(figure.low, []).append(figure)
        self.readings: dict[int, Reading] = {}
        """What the figures before measured, by the character at which each begins; filled in text order."""
        self._pieces: dict[int, tuple[Piece, ...]] = {}
        self._names: dict[int, tuple[Name, ...]] = {}

    def _figure(self, quantity: Quantity) -> Figure | None:
        first, last = self.token_at(quantity.start), self.token_at(max(quantity.start, quantity.end - 1))
        if first < 0:
            return None
        low, high = self.sentences[max(bisect_right(self._opens, first) - 1, 0)]
        return Figure(quantity, first, last, low, high)

    def token_at(self, character: int) -> int:
        """Index of the token that holds a character; -1 before the first."""
        return bisect_right(self.read.starts, character) - 1

    def figure_of(self, quantity: Quantity) -> Figure | None:
        """The figure that a quantity is."""
        return self._by_start.get(quantity.start)

    def beside(self, figure: Figure) -> list[Figure]:
        """All figures of the same sentence, itself included, in text order."""
        return self._by_sentence[figure.low]

    def analysed(self, figure: Figure) -> bool:
        """Whether its sentence has a tree."""
        return bool(self.read.deps[figure.first])

    def pieces(self, figure: Figure) -> tuple[Piece, ...]:
        """The pieces of a figure's sentence."""
        found = self._pieces.get(figure.low)
        if found is None:
            spans = [(other.first, other.last) for other in self.beside(figure)]
            found = self._pieces[figure.low] = pieces_of(self.read, figure.low, figure.high, spans)
        return found

    def piece(self, figure: Figure) -> Piece:
        """The figure's own piece."""
        return next((p for p in self.pieces(figure) if p.holds(figure.last)), Piece(figure.low, figure.high, ""))

    def speaks(self, token: int) -> bool:
        """Whether a token is of a phrase that names who says something."""
        at = self.read.starts[token]
        return any(start <= at < end for start, end in self._speakers)

    def text_of(self, start: int, end: int) -> str:
        """The words of tokens ``start:end`` as they stand."""
        if end <= start:
            return ""
        stop = self.read.starts[end - 1] + len(self.read.words[end - 1])
        return self.article.text[self.read.starts[start] : stop]

    @cached_property
    def by_sentence(self) -> list[tuple[int, list[Figure]]]:
        """First token of each sentence with a figure, and its figures, in text order."""
        return sorted(self._by_sentence.items())

    def measured_before(self, figure: Figure) -> Reading | None:
        """What the last figure before this one measured, if both can be of one unit and it stands near."""
        for other in reversed(self.figures):
            if other.quantity.start >= figure.quantity.start:
                continue
            if self._sentence_number(figure.low) - self._sentence_number(other.low) > _MEASURE_REACH:
                return None
            reading = self.readings.get(other.quantity.start)
            one, own = other.quantity.unit, figure.quantity
            broken = own.unit is None and own.value is not None and not float(own.value).is_integer()
            if reading is not None and reading.name is not None and (one == own.unit or (broken and one is not None)):
                return reading
        return None

    def _sentence_number(self, low: int) -> int:
        return bisect_right(self._opens, low)

    # ---------------------------------------------------------------------------------------------- names

    def names(self, low: int, high: int) -> tuple[Name, ...]:
        """Names and bearing nouns of the sentence at tokens ``low:high``, in text order, none overlapping."""
        found = self._names.get(low)
        if found is None:
            found = self._names[low] = self._find_names(low, high)
        return found

    def _find_names(self, low: int, high: int) -> tuple[Name, ...]:
        taken: dict[int, Name] = {}

        def take(start: int, end: int, kind: NameKind, key: str = "", common: bool = False) -> None:
            if any(i in taken for i in range(start, end)):
                return
            text = self._bare(start, end)
            name = Name(start, end, key or self._key(text, kind), text, kind, common)
            for i in range(start, end):
                taken[i] = name

        read = self.read
        offset = read.starts[low]
        end_of_text = read.starts[high - 1] + len(read.words[high - 1])
        for hit in gazetteer.find_names(self.article.text[offset:end_of_text]):
            start, end = self.token_at(offset + hit.start), self.token_at(offset + hit.end - 1) + 1
            if hit.entry.kind != "institution" or (
                hit.ambiguous and not read.entity_types[start] and not self._plural(start)
            ):
                continue
            if read.starts[start] == offset + hit.start:
                take(start, end, "body", " ".join(stem(word) for word in hit.entry.canonical.split()))
        for start, end, label in self._entities:
            if low <= start < high:
                role = countries.role_of(self.text_of(start, end))
                if role == "name":
                    take(start, end, "country", str(countries.code_of(self.text_of(start, end))).lower())
                elif role not in ("adjective", "demonym"):
                    take(start, end, _ENTITIES.get(label, "body"))
        numbers = {i for figure in self._by_sentence.get(low, ()) for i in range(figure.first, figure.last + 1)}
        for i in range(low, high):
            if i not in taken and i not in numbers and read.pos[i] == "NOUN" and kind_of_noun(read.words[i]) == "body":
                end = i + 1
                while (
                    end < min(high, i + 4)
                    and read.pos[end] in ("NOUN", "PROPN", "X")
                    and read.words[end][:1].isupper()
                    and end not in numbers
                ):
                    end += 1
                if end > i + 1 and not any(k in taken and taken[k].kind == "person" for k in range(i + 1, end)):
                    for k in range(i + 1, end):
                        taken.pop(k, None)
                    take(i + 1, end, "body")
        for i in range(low, high):
            word = read.words[i]
            if i in taken or i in numbers or not word[:1].isupper() or word.lower() in STOP_WORDS:
                continue
            if countries.role_of(word) == "name":
                take(i, i + 1, "country", str(countries.code_of(word)).lower())
            elif _ACRONYM.fullmatch(word) and unit_of_word(word) is None:
                take(i, i + 1, "body")
            elif (
                i > low
                and read.pos[i] == "ADJ"
                and i + 1 < high
                and read.pos[i + 1] in ("NOUN", "PROPN")
                and read.words[i - 1] not in ("„", '"', "»", ":", "“")
                and countries.role_of(word) is None
                and word[-1:] in "enrsm"
            ):
                take(i, i + 2, "body")
            elif read.pos[i] == "PROPN" and occasion_of(word) is None and word.lower() not in time_nouns():
                end = i + 1
                while end < high and read.pos[end] == "PROPN" and end not in taken:
                    end += 1
                if end < high and end in taken and taken[end].kind == "person":
                    continue  # "Ratsfrau Elke Brons": an office before its holder
                take(i, end, "place" if i > low and read.lower[i - 1] in bearers().locating else "body")
            elif read.pos[i] == "NOUN":
                kind = kind_of_noun(word)
                if kind is not None:
                    take(i, i + 1, kind, stem(word), common=kind != "instrument")
        return tuple(sorted(set(taken.values()), key=lambda name: name.start))

    @cached_property
    def known(self) -> dict[str, Name]:
        """Names of people, bodies and countries in the sentences with figures, by the stem of their text and key."""
        found: dict[str, Name] = {}
        places: set[str] = set()
        for _, (figure, *_) in self.by_sentence:
            for name in self.names(figure.low, figure.high):
                if name.kind == "place":
                    places.add(name.key)
                elif name.kind in ("person", "country") or (name.kind == "body" and not name.common):
                    found.setdefault(stem(name.text), name)
        return {key: name for key, name in found.items() if name.key not in places}

    @cached_property
    def _lead(self) -> tuple[dict[str, int], dict[str, int]]:
        """Stems of the words of title and opening, each with the place of its first mention."""
        parts = (self.article.title or "", self.article.text[:OPENING])
        title, opening = (
            {
                stem(part): place
                for place, word in reversed(list(enumerate(_WORD.findall(text))))
                for part in word.split("-")
            }
            for text in parts
        )
        return title, opening

    def protagonist(self, kind: NameKind) -> Name | None:
        """The name of a kind that the title, else the opening, names first; ``None`` if neither names one."""
        return self._protagonists.get(kind)

    @cached_property
    def _protagonists(self) -> dict[str, Name]:
        found: dict[str, Name] = {}
        for place in self._lead:
            ranked = sorted(
                (place[words[-1]], name.start, name)
                for name in self.known.values()
                if (words := [stem(word) for word in _WORD.findall(name.text)]) and words[-1] in place
            )
            for _, _, name in ranked:
                found.setdefault(name.kind, name)
        return found

    def _plural(self, token: int) -> bool:
        """``die Grünen``: a common word that is a party's name behind its article and before no noun."""
        read = self.read
        behind = read.pos[token + 1] if token + 1 < len(read.pos) else ""
        return token > 0 and read.lower[token - 1] in ("die", "der", "den") and behind not in ("NOUN", "PROPN")

    @cached_property
    def _entities(self) -> list[tuple[int, int, str]]:
        return [(span.start, span.end, span.label_) for span in self.doc.ents]

    def _bare(self, start: int, end: int) -> str:
        """A name without the ending of its genitive, if it stands without that elsewhere in the article."""
        text = self.text_of(start, end).strip("\"'„“”‚‘’»«")
        if len(text) > 4 and text.endswith("s") and not text.endswith("ss") and text[:-1] in self._words:
            return text[:-1]
        return text

    @cached_property
    def occasions(self) -> Occasions:
        """What the article tells of."""
        from kursk_claims.extract.slots.anchor import Occasions

        return Occasions(self)

    @cached_property
    def words(self) -> list[str]:
        """Every capitalised word of title and text."""
        return [word for word in _WORD.findall(f"{self.article.title or ''} {self.article.text}") if word[:1].isupper()]

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self.read.words) | frozenset(_WORD.findall(self.article.title or ""))

    @cached_property
    def aliases(self) -> dict[str, str]:
        """Key of a name to that of the abbreviation behind it in brackets: ``Industriegewerkschaft (IG)``."""
        found: dict[str, str] = {}
        for match in _ALIAS.finditer(self.article.text):
            full = " ".join(_key_words(match[1]))
            if full:
                found[full] = stem(match[2])
        return found

    def _count(self, phrase: str) -> int:
        return f"{self.article.title or ''} {self.article.text}".count(phrase)

    def _key(self, text: str, kind: NameKind) -> str:
        if kind == "person":
            return stem(text.split()[-1].rstrip("."))
        words = _key_words(text)
        first = text.split()[0]
        if len(words) > 1 and first[-1:] not in "enrs" and self._count(first) > self._count(text):
            return words[0]  # "Brehmer Antriebstechnik" is "Brehmer" from then on
        key = " ".join(words)
        return self.aliases.get(key, key) or text.lower()


_ALIAS: Final = re.compile(r"((?:[A-ZÄÖÜ][\w-]+\s){1,4})\(([A-ZÄÖÜ][\w-]{1,8})\)")


def _key_words(text: str) -> list[str]:
    keyless = bearers().keyless
    return [stem(word) for word in _WORD.findall(text) if word.lower() not in keyless]
