"""What an article names, found once: people, listed bodies, long names with their acronyms."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache, cached_property
from typing import Final

from spacy.tokens import Doc

from kursk_claims.extract.sources import gazetteer, lexicons
from kursk_claims.extract.sources.gazetteer import Found
from kursk_claims.extract.sources.people import Person, find_people
from kursk_claims.grammar import view_of
from kursk_claims.lexicon import alternatives
from kursk_claims.lexicon.saying import nouns as nouns_of_saying

_ACRONYM: Final = re.compile(r"\(([A-ZÄÖÜ][A-Za-zÄÖÜäöü]{1,7})\)")


@cache
def _written_out() -> re.Pattern[str]:
    """A name of capitalised words, small words between them, at the end of a text: what an acronym may stand for."""
    capital = r"[A-ZÄÖÜ][\wÄÖÜäöüß-]*"
    small = alternatives(lexicons.reference().long_name_words)
    return re.compile(rf"(?:{capital}(?:\s+(?:{small})){{0,2}}\s+){{0,6}}{capital}\s*[“\"]?\s*$")


class Index:
    """Look-ups over one article; every find is made in one pass over it."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = view_of(doc).text
        self.people: list[Person] = find_people(doc)
        self._person_starts = [person.start for person in self.people]
        self.names: tuple[Found, ...] = gazetteer.find_names(self.text)
        self._name_starts = [name.start for name in self.names]

    @cached_property
    def long_names(self) -> dict[str, str]:
        """Acronym to the name in front of its bracket: ``Institut für Kriegsstudien (ISW)``."""
        found: dict[str, str] = {}
        text = self.text
        for hit in _ACRONYM.finditer(text):
            before = text[max(0, hit.start() - 80) : hit.start()].rstrip(' "“')
            long = _written_out().search(before)
            if long and _spells(hit.group(1), long.group()):
                found.setdefault(hit.group(1), _without_lead(long.group()))
        return found

    def people_in(self, start: int, end: int) -> list[Person]:
        """People whose name begins within tokens ``start:end``."""
        return self.people[bisect_left(self._person_starts, start) : bisect_left(self._person_starts, end)]

    def person_over(self, i: int) -> Person | None:
        """The person whose name, with titles, covers token ``i``."""
        k = bisect_right(self._person_starts, i)
        for person in self.people[max(0, k - 1) : k + 1]:
            if person.first <= i < person.end:
                return person
        return None

    def name_at(self, i: int) -> Found | None:
        """The listed name that begins in token ``i`` (an article written as part of it counts)."""
        if i >= len(self.doc):
            return None
        token = self.doc[i]
        k = bisect_left(self._name_starts, token.idx)
        if k < len(self.names) and self.names[k].start < token.idx + len(token.text):
            return self.names[k]
        return None

    def name_over(self, i: int) -> Found | None:
        """The listed name that covers token ``i``."""
        token = self.doc[i]
        k = bisect_right(self._name_starts, token.idx) - 1
        if k >= 0 and self.names[k].end > token.idx:
            return self.names[k]
        return self.name_at(i)


def _without_lead(long: str) -> str:
    """The long name without an attribution noun or preposition that a capital let in (``Nach Angaben des``)."""
    words = long.replace("“", " ").replace('"', " ").split()
    skip = lexicons.reference().leading | lexicons.reference().definite
    while len(words) > 1 and (words[0].lower() in skip or words[0] in nouns_of_saying().attribution):
        words.pop(0)
    return " ".join(words)


def _spells(acronym: str, long: str) -> bool:
    """Whether the acronym's capitals are initials or letters of the long name, in order."""
    letters = iter(long.lower())
    return all(ch in letters for ch in acronym.lower())
