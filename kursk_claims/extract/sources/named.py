"""Sources with a name of their own: people, listed media and bodies, media named behind their noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kursk_claims.extract.sources import gazetteer, keys, lexicons
from kursk_claims.extract.sources.gazetteer import Found
from kursk_claims.extract.sources.mention import Mention, spanning
from kursk_claims.extract.sources.people import Person, name_word
from kursk_claims.extract.sources.phrases import QUOTES, end_of, genitive_name, nominal, text_of
from kursk_claims.lexicon import countries

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kursk_claims.extract.sources.index import Index


def head_person(index: Index, start: int, end: int, cut: int) -> Mention | None:
    """The person that the phrase names, if a person is its head."""
    doc = index.doc
    for person in index.people_in(start, end):
        if person.end == person.start + 1 and person.end < end and genitive_name(doc, person.start):
            continue  # "Gladbachs Trainer"
        before = [j for j in range(start, person.first) if nominal(doc[j]) and not genitive_name(doc, j)]
        if (
            person.start >= cut
            and before
            and lexicons.office_of(doc[before[0]].text) is None
            and not any(doc[j].text == "," for j in range(cut, person.start))
        ):
            continue
        if before:
            office = lexicons.office_of(doc[before[0]].text) is not None or _trade(index, before, person)
            comma = person.first > start and any(doc[j].text == "," for j in range(before[0], person.first))
            linked = doc[person.first - 1].lower_ in lexicons.reference().person_links
            if not office or (linked and not comma):
                return None
        elif person.first > start and doc[person.first - 1].lower_ in {"von", "um", "für"} and person.first - 1 > start:
            return None
        name_end = person.end
        body = lexicons.noun_of(doc[name_end].text) if name_end < min(cut, end) else None
        if body is not None and body.kind == "institution":
            return None  # "Friedrich Ebert | Stiftung"
        if (
            name_end < min(cut, end)
            and nominal(doc[name_end])
            and doc[name_end - 1].text.endswith("s")
            and person.name != text_of(doc, person.start, person.end)
        ):
            return None
        first = before[0] if before and _trade(index, before, person) else person.first
        titles = text_of(doc, first, person.start)
        name = f"{titles} {person.name}".strip()
        return Mention(
            name=name,
            start=doc[first].idx,
            end=end_of(doc, person.end),
            kind="person",
            key=keys.person(person.name),
            cls="person",
            gender=person.gender,
            head=titles.split()[-1] if titles else "",
            resolved=person.name != text_of(doc, person.start, person.end),
        )
    return None


def _trade(index: Index, before: list[int], person: Person) -> bool:
    """``Imkerin Eva Moll``: one noun right before a full name, which no list has, says what the person does."""
    noun = index.doc[before[0]].text
    return (
        len(before) == 1
        and before[0] == person.first - 1
        and person.end - person.start > 1
        and lexicons.noun_of(noun) is None
        and index.name_at(before[0]) is None
        and countries.role_of(noun) is None
    )


def apposed_person(index: Index, start: int, end: int, cut: int) -> Mention | None:
    """A name that no list knows, told by its apposition: ``X Y, Polizeichef der Region``."""
    doc = index.doc
    if cut >= end or doc[cut].text != ",":
        return None
    before, after = range(start, cut), range(cut + 1, end)
    if _unlisted_name(index, before) and any(lexicons.office_of(doc[j].text) is not None for j in after):
        return _person(doc, start, cut)
    stop = next((j for j in after if doc[j].text in {",", "("}), end)
    if _unlisted_name(index, range(cut + 1, stop)) and any(lexicons.office_of(doc[j].text) is not None for j in before):
        return _person(doc, cut + 1, stop)
    return None


def _unlisted_name(index: Index, tokens: range) -> bool:
    """Two to four capitalised words, none of them a common word or a listed name."""
    return 2 <= len(tokens) <= 4 and all(name_word(index.doc[j]) and index.name_over(j) is None for j in tokens)


def _person(doc: Doc, start: int, end: int) -> Mention:
    name = text_of(doc, start, end)
    return spanning(doc, start, end, name=name, kind="person", key=keys.person(name), cls="person")


def listed(index: Index, named: Found, start: int) -> Mention:
    """A source of the gazetteer, under the name that it goes by here."""
    surface = index.text[named.start : named.end]
    name = surface
    if (
        surface.endswith("s")
        and gazetteer.entry_of(surface[:-1]) == named.entry
        and not any(a.text == surface for a in gazetteer.aliases().get(surface.split()[0], ()))
    ):
        name = surface[:-1]
    return Mention(
        name=name,
        start=named.start,
        end=named.end,
        kind=named.entry.kind,
        key=keys.text(named.entry.canonical),
        cls=named.entry.cls,
        head=name,
    )


def medium(index: Index, head: int, end: int, noun: lexicons.Noun) -> Mention | None:
    """``die Zeitung The Korea Herald``: the name behind a media noun, listed or not."""
    doc = index.doc
    i = head + 1
    while i < end and doc[i].text in QUOTES:
        i += 1
    if i >= end:
        return None
    named = index.name_at(i)
    if named is not None:
        return listed(index, named, i)
    stop = i
    if doc[i - 1].text in QUOTES:
        closing = next((j for j in range(i, min(end, i + 8)) if doc[j].text in QUOTES), None)
        if closing is not None and closing > i:
            return spanning(
                doc, i, closing, kind=noun.kind, cls=noun.cls, gender=noun.gender, head=text_of(doc, i, closing)
            )
    while (
        stop < end
        and doc[stop].text not in QUOTES
        and (
            doc[stop].text[:1].isupper()
            or doc[stop].text[:1].isdigit()
            or (stop > i and doc[stop].lower_ in lexicons.offices().particles | lexicons.reference().title_words)
        )
    ):
        stop += 1
    while stop > i and doc[stop - 1].text[:1].islower():
        stop -= 1
    if stop == i or (doc[i].lower_ in lexicons.reference().definite and not doc[i].text[:1].isupper()):
        return None
    return spanning(doc, i, stop, kind=noun.kind, cls=noun.cls, gender=noun.gender, head=text_of(doc, i, stop))
