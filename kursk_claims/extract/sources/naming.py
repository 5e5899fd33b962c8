"""Who a noun phrase names: one source, several, or an anaphor for one named elsewhere.

A phrase is read from its words: prepositions, articles and quotes fall away, an attribution noun (``Bericht
der``, ``Angaben des``) gives way to whom it carries, an apposition to the name, and what is
left is the name. Analysis of the sentence helps where there is some and is never needed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import structs

from kursk_claims.extract.sources import gazetteer, keys, lexicons
from kursk_claims.extract.sources.lexicons import Gender
from kursk_claims.extract.sources.mention import Mention, spanning
from kursk_claims.extract.sources.named import apposed_person, head_person, listed, medium
from kursk_claims.extract.sources.people import name_word
from kursk_claims.extract.sources.phrases import (
    QUOTES,
    Phrase,
    adjectival,
    conjuncts,
    cut_at,
    described_head,
    genitive_after,
    head_of,
    nominal,
    nominative,
    past_attribute,
    text_of,
    trim,
)
from kursk_claims.extract.sources.pronouns import pronominal, read_pronoun
from kursk_claims.lexicon import countries
from kursk_claims.lexicon.saying import nouns as nouns_of_saying
from kursk_claims.models import SourceKind, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from kursk_claims.extract.sources.index import Index

_DOMAIN: Final = re.compile(r"[\w.-]+\.(?:de|com|at|ch|org|net|eu|info|uk|fr|ru|tv)")
_ANAPHORIC_CLASSES: Final = frozenset(
    {"newspaper", "magazine", "broadcaster", "online", "medium", "agency", "media_report"}
)
_KIND_OF_LABEL: Final[dict[str, SourceKind]] = {"PER": "person", "PERSON": "person", "ORG": "institution"}
_GENDERS: Final[dict[str, Gender]] = {"Masc": "m", "Fem": "f", "Neut": "n"}
_LONGEST: Final = 60
"""Tokens of a phrase that are read; whoever is named stands within them."""


def read(index: Index, spans: Sequence[Span]) -> list[Mention]:
    """The sources that a role's spans name, in text order; empty if they name none."""
    found: list[Mention] = []
    for span in spans:
        piece = index.doc.char_span(span.start, span.end, alignment_mode="expand")
        if piece is None or not piece.text.strip():
            continue
        start = piece.start
        while start > 0 and index.doc[start - 1].lower_ in lexicons.reference().quantifiers:
            start -= 1  # "einige | Medienberichte": the number word tells them apart
        found.extend(read_tokens(index, start, _with_attribute(index, start, piece.end)))
        if found:
            break
    return found


def _with_attribute(index: Index, start: int, end: int) -> int:
    """End of the phrase with the attribute that tells an unnamed person apart: ``der Mann | in Haft``."""
    doc = index.doc
    head = doc[end - 1]
    if lexicons.office_of(head.text) is None or index.person_over(end - 1) is not None or end >= len(doc):
        return end
    if doc[end].lower_ not in {"in", "aus", "von", "vom", "im"} or not doc[end].has_dep():
        return end
    noun = doc[end].head
    if noun.dep_ != "nmod" or noun.head.i != head.i or noun.i - end > 4:
        return end
    if any(doc[j].like_num for j in range(end, noun.i + 1)):
        return end  # "sprach ein Zeuge | von 40 Schüssen"
    return noun.i + 1


def read_tokens(index: Index, start: int, end: int) -> list[Mention]:
    """The sources that tokens ``start:end`` name."""
    end = min(end, start + _LONGEST)
    cites = end - start > 2 and index.doc[start].text in lexicons.media_links().cites_nouns
    if cites and index.doc[start + 1].lower_ == "auf":
        start += 2
    return [mention for a, b in conjuncts(index, start, end) for mention in _of_conjunct(index, a, b)]


def _of_conjunct(index: Index, start: int, end: int) -> list[Mention]:
    """The source that a phrase names; several only where a noun carries several (``Angaben von X und Y``)."""
    doc = index.doc
    phrase = trim(doc, past_attribute(doc, start, end), end)
    start, end = phrase.start, phrase.end
    if start >= end:
        return []
    if end - start == 1 and pronominal(doc[start]):
        return [read_pronoun(doc, start)]
    if end - start == 1 and doc[start].lower_ in lexicons.reference().anaphoric:
        return [spanning(doc, start, end, name=doc[start].text, kind="unknown", key="", anaphor="previous")]
    if (
        start + 2 < end
        and doc[start].lower_ in lexicons.reference().partitives
        and doc[start + 1].lower_ in {"der", "dieser", "ihrer", "seiner"}
    ):
        some = _of_conjunct(index, start + 1, end)
        name = text_of(doc, start, cut_at(doc, start, end))
        return [structs.replace(mention, name=name, start=doc[start].idx) for mention in some[:1]]
    described = described_head(doc, start, end)
    if described is not None:
        return _just(_plain(index, start, described + 1, phrase, described))
    cut = cut_at(doc, start, end)
    person = head_person(index, start, end, cut) or apposed_person(index, start, end, cut)
    if person is not None:
        return [person]
    end = cut
    behind = _after_attribution_noun(index, start, end, phrase)
    if behind is not None:
        return behind
    head = head_of(index, start, end)
    if head is None:
        return _just(_plain(index, start, end, phrase, start))
    named = index.name_at(head)
    if (
        named is not None
        and countries.role_of(doc[head].text) is not None
        and not named.quoted
        and named.end <= doc[head].idx + len(doc[head].text)
    ):
        named = None
    if named is not None and (doc[head].idx == named.start or named.start >= doc[start].idx - 4):
        return [listed(index, named, start)]
    noun = lexicons.noun_of(doc[head].text)
    numbered = head + 1 < end and doc[head + 1].like_num  # "Artikel 12": a law, not a report
    if noun is not None and noun.cls in _ANAPHORIC_CLASSES and not numbered:
        named_medium = medium(index, head, end, noun)
        if named_medium is not None:
            return [named_medium]
    if noun is not None and noun.kind in {"agency", "outlet"} and noun.cls != "media_report":
        end = next((j for j in range(head + 1, end) if doc[j].lower_ in {"in", "im"}), end)  # "der Agentur | in Bern"
    if noun is not None and noun.kind in {"institution", "official"}:
        inner = index.name_at(head + 1) if head + 1 < end else None
        if inner is not None and inner.entry.kind == "institution" and not inner.ambiguous:
            body = listed(index, inner, start)
            whole = spanning(doc, start, end, kind=body.kind, key=body.key, cls=body.cls, gender=noun.gender)
            return [structs.replace(whole, head=doc[head].text)]
    return _just(_plain(index, start, end, phrase, head))


def _just(mention: Mention | None) -> list[Mention]:
    return [] if mention is None else [mention]


def _after_attribution_noun(index: Index, start: int, end: int, phrase: Phrase) -> list[Mention] | None:
    """Whom an attribution noun carries.

    ``None`` if the head is no attribution noun; an empty list if it is one and nobody is named.
    """
    doc = index.doc
    head = head_of(index, start, end)
    if head is None:
        return None
    word = doc[head].text
    compound = keys.compound_source(word)
    if compound is not None and not any(nominal(doc[j]) for j in range(head + 1, end)):
        token = doc[head]
        noun = lexicons.noun_of(compound)
        entry = gazetteer.entry_of(compound)
        adjectives = text_of(doc, start, head)
        name = f"{adjectives} {compound}".strip()
        return [
            Mention(
                name=name,
                start=token.idx,
                end=token.idx + len(token.text),
                kind=entry.kind if entry else (noun.kind if noun else "institution"),
                key=keys.of_phrase(name, noun, index),
                cls=noun.cls if noun else "",
                gender=noun.gender if noun else "",
                head=compound,
            )
        ]
    noun = lexicons.noun_of(word)
    report = noun is not None and noun.cls == "media_report"
    if word not in nouns_of_saying().attribution and not report:
        return None
    if head + 1 < end and doc[head + 1].like_num:  # "Artikel 65": a law, not a report
        return None
    if head + 1 >= end:
        end = genitive_after(doc, head + 1)
    rest = head + 1
    if rest >= end and phrase.definite and word in lexicons.attribution_nouns().bodies:
        return None
    if rest < end and _begins_source(index, rest, end):
        inner = read_tokens(index, rest, end)
        if inner:
            return inner
    owner = _genitive_before(index, start, head)
    if owner is not None:
        return [owner]
    codes = keys.country_codes(text_of(doc, start, head))
    if codes:
        return [
            spanning(
                doc,
                start,
                head + 1,
                kind="official",
                key=keys.group(codes, "government"),
                cls="government",
                gender="p",
                head=word,
            )
        ]
    if report:
        return [
            spanning(
                doc,
                start,
                head + 1,
                kind="outlet",
                cls="media_report",
                gender=noun.gender if noun else "",
                head=word,
                anaphor=""
                if noun and noun.gender == "p" and not phrase.definite
                else ("definite" if phrase.definite else "report"),
            )
        ]
    if phrase.possessive or _owned(doc, start, head):
        return [spanning(doc, start, head + 1, kind="unknown", key="", head=word, anaphor="owner")]
    if noun is not None and noun.kind == "document":
        return None
    if head + 1 < end and any(doc[j].text in lexicons.reference().no_names for j in range(head + 1, end)):
        return []
    described = [doc[j].lower_ for j in range(start, head) if not doc[j].is_punct]
    if not described or all(word.startswith(lexicons.reference().unnamed) for word in described):
        return []
    official = any(word.startswith(lexicons.reference().official) for word in described)
    return [
        spanning(
            doc, start, head + 1, kind="official" if official else "anonymous", cls="anonymous", gender="p", head=word
        )
    ]


def _begins_source(index: Index, i: int, end: int) -> bool:
    """Whether a phrase that names somebody can begin at token ``i``, right behind an attribution noun."""
    doc, reference = index.doc, lexicons.reference()
    if doc[i].lower_ in reference.owner_openers | reference.quantifiers or doc[i].text in QUOTES or nominal(doc[i]):
        return True
    if index.name_at(i) is not None or index.person_over(i) is not None:
        return True
    return adjectival(doc, i) and any(nominal(doc[j]) for j in range(i, end))


def _owned(doc: Doc, start: int, head: int) -> bool:
    return any(doc[j].lower_.startswith("eigen") for j in range(start, head))


def _genitive_before(index: Index, start: int, head: int) -> Mention | None:
    """``Selenskyjs Angaben``: the source stands as a genitive before the attribution noun."""
    people = index.people_in(start, head)
    if people:
        person = people[-1]
        return spanning(
            index.doc,
            person.start,
            person.end,
            name=person.name,
            kind="person",
            key=keys.person(person.name),
            cls="person",
            gender=person.gender,
        )
    for j in range(start, head):
        if countries.role_of(index.doc[j].text) in {"name", "capital", "metonym"}:
            return _plain(index, j, j + 1, Phrase(j, j + 1, False, False, False, ""), j)
    last = index.doc[head - 1]
    if head > start and last.text.endswith("s") and name_word(last):
        name = last.text[:-1]
        key = keys.person(name)
        return Mention(name=name, start=last.idx, end=last.idx + len(last.text), kind="unknown", key=key)
    return None


def _plain(index: Index, start: int, end: int, phrase: Phrase, head: int) -> Mention | None:
    """A source that is just its phrase."""
    doc = index.doc
    name = nominative(doc, start, end)
    if not any(ch.isalnum() for ch in name):
        return None
    word = doc[head].text
    noun = lexicons.noun_of(word)
    office = lexicons.office_of(word)
    gender = _gender(phrase, noun, office, doc[head])
    alone = not any(nominal(doc[j]) for j in range(head + 1, end))
    if (
        alone
        and end - start == 1
        and countries.role_of(word) in {"name", "capital"}
        and name.endswith("s")
        and countries.code_of(name[:-1])
    ):
        name = name[:-1]
    anaphor = ""
    if phrase.possessive and noun is not None and (alone or word in lexicons.reference().generic):
        end = head + 1
        name = nominative(doc, start, end)
        anaphor = "definite"
    elif phrase.definite and alone and (noun is not None or office is not None):
        anaphor = "definite"
    elif noun is not None and noun.cls == "media_report" and noun.gender != "p" and alone and phrase.indefinite:
        anaphor = "report"
    kind = keys.kind_of(name, word, noun, office, gender)
    if kind == "unknown":
        kind = _recognised(doc, start, end)
    elif kind == "outlet" and head + 1 < end and doc[head + 1].like_num:
        kind = "document"
    if kind == "unknown" and word in lexicons.reference().no_names:
        return None
    if lexicons.is_aged(word):
        kind, anaphor = "person", "definite" if phrase.definite and alone else ""
    one = (office is not None or kind == "person") and gender != "p" and (noun is None or noun.gender == "p")
    cls = "person" if one else (noun.cls if noun is not None else "")
    return spanning(
        doc,
        start,
        end,
        name=name,
        kind=kind,
        key=keys.of_phrase(name, noun, index, person=office is not None and gender != "p"),
        cls=cls,
        gender=gender,
        head=word,
        anaphor=anaphor,
    )


def _recognised(doc: Doc, start: int, end: int) -> SourceKind:
    """Kind by the recogniser, for a name that no list knows, or by the form of an address on the web."""
    if _DOMAIN.fullmatch(doc[start:end].text):
        return "outlet"
    for ent in doc[start:end].ents:
        if ent.start <= start and ent.end >= end:
            return _KIND_OF_LABEL.get(ent.label_, "unknown")
    return "unknown"


def _gender(phrase: Phrase, noun: lexicons.Noun | None, office: Gender | None, token: Token) -> Gender:
    number = token.morph.get("Number", []) if token.has_dep() else []
    if phrase.number != "sg" and number == ["Plur"]:
        return "p"
    if office in {"m", "f"} and (phrase.number == "sg" or number == ["Sing"] or noun is None):
        return office
    if noun is not None and not (noun.gender == "p" and (phrase.number == "sg" or number == ["Sing"])):
        return noun.gender
    if office is not None:
        return office
    gender = token.morph.get("Gender", []) if token.has_dep() else []
    return _GENDERS.get(gender[0], "") if gender else ""
