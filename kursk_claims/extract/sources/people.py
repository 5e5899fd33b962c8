"""Names of people in an article, from its words alone and from the recogniser where there is one.

A person is a given name with what follows it, or an office with a name behind it (``Analyst
George Barros``). The recogniser of a small model misses many and sentences may carry no analysis,
so its finds are added to those of the text and never needed.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from kursk_claims.extract.sources import lexicons
from kursk_claims.extract.sources.lexicons import Gender
from kursk_claims.grammar import view_of
from kursk_claims.lexicon import countries
from kursk_claims.lexicon.given_names import family_names, first_name
from kursk_claims.lexicon.saying import nouns as nouns_of_saying

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

_LONG_NOUN: Final = 9
"""Letters from which an ending like ``-ung`` tells a common noun from a surname (``Jung``, ``Sprung``)."""
_MAX_NAME: Final = 6
"""Words of a name at most; longer runs of capitals are headlines or lists."""


class Person(NamedTuple):
    """A person named at tokens ``start:end``; ``first`` is where the office and titles before the name begin."""

    first: int
    start: int
    end: int
    name: str
    gender: Gender


def find_people(doc: Doc) -> list[Person]:
    """People named in the article, in text order, not overlapping; longest where finds overlap."""
    words = view_of(doc).words
    found = [*_by_given_name(doc, words), *_by_office(doc, words), *_by_recogniser(doc)]
    kept: list[Person] = []
    for person in sorted(found, key=lambda p: (p.start, -(p.end - p.start), p.first)):
        if kept and person.start < kept[-1].end:
            if person.end <= kept[-1].end or kept[-1].start < person.start:
                continue
            kept.pop()
        kept.append(person)
    return _with_surnames(doc, words, kept)


def surname(name: str) -> str:
    """The part of a full name that stands for it alone: ``Ursula von der Leyen`` -> ``Leyen``."""
    return name.split()[-1] if name.split() else name


def name_word(token: Token) -> bool:
    """Whether a token can be part of a person's name: capitalised, and no common word."""
    text = token.text
    if not text[:1].isupper() or text in lexicons.reference().no_names or not any(ch.isalpha() for ch in text):
        return False
    if len(text) > 1 and text.isupper() and len(text) > 3:
        return False
    if text in nouns_of_saying().attribution or countries.role_of(text) in {"name", "adjective"}:
        return False
    noun = lexicons.noun_of(text)
    if noun is not None and first_name(text) is None:
        return False
    return not (token.pos_ in {"VERB", "AUX", "DET", "ADP", "PRON", "CCONJ", "SCONJ", "NUM"} and token.has_dep())


def _run(doc: Doc, start: int) -> int:
    """End of the name words that begin at ``start``, with particles between them."""
    end = start
    i = start
    while i < len(doc) and i - start < _MAX_NAME:
        token = doc[i]
        if token.is_space or (i > start and doc[i - 1].whitespace_ == "" and not doc[i - 1].is_punct):
            break
        if name_word(token) and (
            i == start or lexicons.office_of(token.text) is None or first_name(token.text) is not None
        ):
            if end < i and token.has_dep() and token.pos_ != "PROPN":  # "Merkel von der Idee": a particle was none
                break
            if i > start + 1 and _object_noun(token):
                break
            end = i + 1
        elif i > start and (token.text in lexicons.offices().particles or _initial(token)):
            pass
        elif not (i > start and _initial(token)):
            break
        i += 1
    return end


def _object_noun(token: Token) -> bool:
    """``kündigte Emma Marten | Beschränkungen an``: a common noun behind a name in full is no part of it."""
    if first_name(token.text) is not None:
        return False
    if len(token) >= _LONG_NOUN and token.lower_.endswith(lexicons.reference().abstract):
        return True
    return token.has_dep() and token.pos_ == "NOUN" and token.ent_type_ not in {"PER", "PERSON"}


def _initial(token: Token) -> bool:
    return len(token.text) == 2 and token.text[0].isupper() and token.text[1] == "."


def _name(doc: Doc, start: int, end: int) -> str:
    """The name's words, the genitive ``s`` of the last one kept apart from the name."""
    return " ".join(doc[start:end].text.split())


def _office_start(doc: Doc, start: int) -> int:
    """First token of the titles and office nouns directly before a name."""
    first = start
    while first > 0:
        token = doc[first - 1]
        if token.text in lexicons.offices().titles or lexicons.office_of(token.text) is not None:
            first -= 1
            continue
        break
    return first


def _by_given_name(doc: Doc, words: Sequence[str]) -> list[Person]:
    found: list[Person] = []
    free = 0
    for i, text in enumerate(words):
        if i < free or not text[:1].isupper():
            continue
        gender = first_name(text)
        if gender is None and _family_name(doc, i):
            gender = ""
        if gender is None:
            continue
        end = _run(doc, i)
        if end - i == 1 and end < len(doc) and _noun_as_surname(doc[i], doc[end]):
            end += 1
        if end - i >= 2:
            found.append(_person(doc, i, end, gender))
            free = end
    return found


def _family_name(doc: Doc, i: int) -> bool:
    """``Wi Sung-lac``: an East Asian family name with a given name of two syllables behind it."""
    if doc[i].text not in family_names() or i + 1 >= len(doc):
        return False
    given = doc[i + 1].text
    return name_word(doc[i + 1]) and "-" in given and given.rpartition("-")[2][:1].islower()


def _noun_as_surname(first: Token, last: Token) -> bool:
    """``Hans-Jürgen Papier``: a common noun that a given name in front makes a surname."""
    if first.whitespace_ == "" or not last.text[:1].isupper() or last.text in lexicons.reference().no_names:
        return False
    noun = lexicons.noun_of(last.text)
    if noun is not None and noun.form.lower() != last.lower_:
        return False  # "Robert Koch-Institut": a compound with a body's noun is a body
    return last.pos_ == "PROPN" or last.ent_type_ in {"PER", "PERSON"} or "-" in first.text


def _by_office(doc: Doc, words: Sequence[str]) -> list[Person]:
    """``Militärexperte Rob Lee``: an office noun, then a name without article between."""
    found: list[Person] = []
    for i, (text, following) in enumerate(pairwise(words)):
        if not following[:1].isupper():
            continue
        gender = lexicons.office_of(text)
        if text in lexicons.offices().titles:
            gender = "f" if text in lexicons.offices().feminine_titles else "m"
        if gender is None or gender == "p" or "Plur" in doc[i].morph.get("Number", []):
            continue
        nxt = doc[i + 1]
        if not name_word(nxt) or (lexicons.office_of(nxt.text) is not None and first_name(nxt.text) is None):
            continue
        if nxt.pos_ == "NOUN" and nxt.has_dep() and first_name(nxt.text) is None and nxt.ent_type_ != "PER":
            continue
        end = _run(doc, i + 1)
        if end > i + 1:
            found.append(_person(doc, i + 1, end, gender))
    return found


def _by_recogniser(doc: Doc) -> list[Person]:
    found: list[Person] = []
    for ent in doc.ents:
        if ent.label_ not in {"PER", "PERSON"}:
            continue
        start, end = ent.start, ent.end
        while start < end and (
            lexicons.office_of(doc[start].text) is not None
            or doc[start].text in lexicons.offices().titles
            or not doc[start].text[:1].isupper()
        ):
            start += 1
        while end > start and (not doc[end - 1].text[:1].isalpha() or (end > start + 2 and _object_noun(doc[end - 1]))):
            end -= 1
        if start < end and all(lexicons.noun_of(t.text) is None for t in doc[start:end]):
            found.append(_person(doc, start, end, ""))
    return found


def _person(doc: Doc, start: int, end: int, gender: Gender) -> Person:
    first = _office_start(doc, start)
    given = first_name(doc[start].text)
    office: Gender = ""
    for token in doc[first:start]:
        office = lexicons.office_of(token.text) or office
        if token.text in lexicons.offices().feminine_titles:
            office = "f"
        elif token.text in lexicons.offices().masculine_titles:
            office = "m"
    return Person(first, start, end, _name(doc, start, end), given or (office if office != "p" else "") or gender)


def _with_surnames(doc: Doc, words: Sequence[str], people: Sequence[Person]) -> list[Person]:
    """Add later mentions by surname alone, and give every mention its full name.

    A surname that two people of the article share stays as it is.
    """
    full: dict[str, set[str]] = {}
    genders: dict[str, Gender] = {}
    for person in people:
        if " " in person.name:
            bare = person.name
            full.setdefault(surname(bare), set()).add(bare)
            genders[bare] = genders.get(bare) or person.gender
    asian = {name.split()[0]: name for names in full.values() for name in names if _family_first(name)}
    covered = {i for person in people for i in range(person.start, person.end)}
    found = [_expanded(doc, person, full, genders, asian) for person in people]
    for i, text in enumerate(words):
        if not (text[:1].isupper() or text in full) or i in covered:
            continue
        name = _resolve(text, full, asian)
        if name is not None and lexicons.noun_of(text) is None:
            found.append(Person(_office_start(doc, i), i, i + 1, name, genders.get(name, "")))
    return sorted(found, key=lambda p: p.start)


def _family_first(name: str) -> bool:
    """East Asian order: ``Kim Jong Un``, ``Wi Sung-lac``, ``Xi Jinping``."""
    parts = name.split()
    return len(parts) in {2, 3} and parts[0] in family_names()


def _resolve(word: str, full: dict[str, set[str]], asian: dict[str, str]) -> str | None:
    for form in (word, word.removesuffix("s"), word.removesuffix("’"), word.removesuffix("'")):
        names = full.get(form)
        if names:
            return next(iter(names)) if len(names) == 1 else None
        if form in asian:
            return asian[form]
    return None


def _expanded(
    doc: Doc, person: Person, full: dict[str, set[str]], genders: dict[str, Gender], asian: dict[str, str]
) -> Person:
    name = person.name
    if " " not in name:
        name = _resolve(name, full, asian) or name
    else:
        base = name.removesuffix("s")
        if base != name and base in full.get(surname(base), ()):
            name = base
    return person._replace(name=name, gender=person.gender or genders.get(name, ""))
