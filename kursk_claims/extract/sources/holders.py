"""Who a noun phrase names: one holder, several, or a stand-in for one named elsewhere.

A phrase is read from its words: prepositions, articles and quotes fall away, a carrier (``Bericht
der``, ``Angaben des``) gives way to whom it carries, an apposition to the name, and what is
left is the name. Analysis of the sentence helps where there is some and is never needed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct, structs

from kursk_claims.extract.sources import keys, lexicons
from kursk_claims.extract.sources.lexicons import Found, Gender
from kursk_claims.lexicon import countries
from kursk_claims.models import SourceKind, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from kursk_claims.extract.sources.index import Index

_QUOTES: Final = frozenset("„“”\"»«›‹‚‘'")
_DOMAIN: Final = re.compile(r"[\w.-]+\.(?:de|com|at|ch|org|net|eu|info|uk|fr|ru|tv)")
_STAND_IN_CLASSES: Final = frozenset(
    {"newspaper", "magazine", "broadcaster", "online", "medium", "agency", "media_report"}
)
_OFFICIAL: Final = ("offiziell", "amtlich", "behördlich", "staatlich", "polizeilich")
_JOINERS: Final = frozenset({"und", "sowie", "&"})


class Holder(Struct, frozen=True, kw_only=True):
    """One holder as a phrase names it.

    ``stand_in`` says that the phrase only points to a holder named elsewhere: a pronoun
    (``pronoun``), a definite common noun (``definite``), a report without its medium
    (``report``), or a bare quantifier (``quantifier``).
    """

    name: str
    start: int
    end: int
    kind: SourceKind
    key: str
    cls: str = ""
    gender: Gender = ""
    head: str = ""
    stand_in: str = ""
    resolved: bool = False


class _Phrase(NamedTuple):
    start: int
    end: int
    definite: bool
    possessive: bool
    indefinite: bool
    number: str
    """``sg``, ``pl`` or empty, as the article shows."""


def read(index: Index, spans: Sequence[Span]) -> list[Holder]:
    """The holders that a role's spans name, in text order; empty if they name none."""
    found: list[Holder] = []
    for span in spans:
        piece = index.doc.char_span(span.start, span.end, alignment_mode="expand")
        if piece is None or not piece.text.strip():
            continue
        found.extend(_read_tokens(index, piece.start, piece.end))
        if found:
            break
    return found


def read_tokens(index: Index, start: int, end: int) -> list[Holder]:
    """The holders that tokens ``start:end`` name."""
    return _read_tokens(index, start, end)


def _read_tokens(index: Index, start: int, end: int) -> list[Holder]:
    holders: list[Holder] = []
    for a, b in _conjuncts(index, start, end):
        holder = _one(index, a, b)
        if holder is not None:
            holders.append(holder)
    return holders


def _conjuncts(index: Index, start: int, end: int) -> list[tuple[int, int]]:
    """The phrase cut where a second holder of its own begins.

    ``US-Regierung und der Ukraine`` are two; ``Beamte der USA und Ukraine`` and ``westliche und
    ukrainische Experten`` share one head and stay whole.
    """
    doc = index.doc
    cuts: list[tuple[int, int]] = []
    begin = start
    for i in range(start + 1, end - 1):
        if doc[i].lower_ not in _JOINERS:
            continue
        left_nouns = [j for j in range(begin, i) if nominal(doc[j])]
        if not left_nouns or index.name_at(i) is not None:
            continue
        right = i + 1
        while right < end and (doc[right].is_space or doc[right].text in _QUOTES):
            right += 1
        if right >= end:
            continue
        after = doc[right].lower_
        reference = lexicons.reference()
        ownarticle = after in reference.definite or after in reference.indefinite or after in reference.possessive
        ends_left = (
            left_nouns[-1] == left_nouns[0]
            or index.person_over(left_nouns[-1]) is not None
            or index.name_over(left_nouns[-1]) is not None
        )
        left_whole = ends_left and index.person_over(left_nouns[0]) == index.person_over(left_nouns[-1])
        if ownarticle or (
            left_whole and any(nominal(doc[j]) for j in range(right, end)) and not _shares_head(index, begin, i, right)
        ):
            if _inside_complement(doc, begin, i, right) and not ownarticle:
                continue
            cuts.append((begin, i))
            begin = i + 1
    cuts.append((begin, end))
    return cuts


def _shares_head(index: Index, begin: int, joiner: int, right: int) -> bool:
    """``Innen- und Außenministerium``: the first conjunct is the beginning of a word."""
    return index.doc[joiner - 1].text.endswith("-") or bool(
        index.doc[right].text[:1].islower() and index.doc[right].pos_ in {"VERB", "AUX"}
    )


def _inside_complement(doc: Doc, begin: int, joiner: int, right: int) -> bool:
    """Whether the joiner links two complements of one head (``Sprecher von Polizei und Feuerwehr``)."""
    reference = lexicons.reference()
    seen_noun = False
    for i in range(begin, joiner):
        if seen_noun and doc[i].lower_ in {"von", "der", "des", "aus", "für", "vom"} and i + 1 < joiner:
            return True
        seen_noun = seen_noun or nominal(doc[i])
    return doc[right].lower_ in reference.relatives and doc[right - 1].is_punct


def nominal(token: Token) -> bool:
    """Whether a token is a noun or name by its capital and its analysis."""
    if not token.text[:1].isupper() and not (token.text[:1].isdigit() and any(ch.isupper() for ch in token.text)):
        return lexicons.entry_of(token.text) is not None if token.text[:1].islower() and len(token.text) <= 5 else False
    if token.has_dep() and token.pos_ in {"ADJ", "DET", "ADP", "PRON", "ADV", "VERB", "AUX", "CCONJ", "SCONJ"}:
        return token.pos_ == "ADJ" and lexicons.office_of(token.text) is not None
    return token.lower_ not in lexicons.reference().leading and token.lower_ not in lexicons.reference().quantifiers


def _trim(doc: Doc, start: int, end: int) -> _Phrase:
    reference = lexicons.reference()
    definite = possessive = indefinite = False
    number = ""
    while start < end:
        token = doc[start]
        word = token.lower_
        if token.is_space or token.is_punct or token.text in _QUOTES:
            start += 1
        elif word in reference.possessive and start + 1 < end:
            possessive = True
            start += 1
        elif word in reference.definite and start + 1 < end:
            definite = True
            number = "sg" if word in {"das", "dem", "des"} else number
            start += 1
        elif word in reference.indefinite and start + 1 < end:
            indefinite = True
            number = "sg"
            start += 1
        elif (
            word in reference.leading
            and start + 1 < end
            and not (token.text[:1].isupper() and start > 0 and lexicons.entry_of(token.text))
        ):
            definite = definite or word in {"zum", "zur", "vom", "im", "beim", "am"}
            start += 1
        else:
            break
    while end > start and (
        doc[end - 1].is_space
        or doc[end - 1].is_punct
        or doc[end - 1].text in _QUOTES
        or doc[end - 1].lower_ in {"zufolge", "nach", "selbst", "gegenüber", "auch", "weiter", "dazu", "hierzu"}
    ):
        if doc[end - 1].text.endswith(".") and len(doc[end - 1].text) > 1:
            break
        end -= 1
    return _Phrase(start, end, definite, possessive, indefinite, number)


def _one(index: Index, start: int, end: int) -> Holder | None:
    doc = index.doc
    phrase = _trim(doc, start, end)
    start, end = phrase.start, phrase.end
    if start >= end:
        return None
    if end - start == 1 and _pronominal(doc[start]):
        return _pronoun(doc, start)
    if end - start == 1 and doc[start].lower_ in lexicons.reference().anaphoric:
        return Holder(
            name=doc[start].text, start=doc[start].idx, end=_end(doc, end), kind="unknown", key="", stand_in="previous"
        )
    if (
        start + 2 < end
        and doc[start].lower_ in lexicons.reference().partitives
        and doc[start + 1].lower_ in {"der", "dieser", "ihrer", "seiner"}
    ):
        some = _one(index, start + 1, end)
        return (
            None
            if some is None
            else structs.replace(some, name=_text(doc, start, _cut(doc, start, end)), start=doc[start].idx)
        )
    cut = _cut(doc, start, end)
    person = _head_person(index, start, end, cut)
    if person is not None:
        return person
    end = cut
    carried = _carried(index, start, end, phrase)
    if carried is not None:
        return carried[0] if carried else None
    head = _head(index, start, end)
    if head is None:
        return _plain(index, start, end, phrase, start)
    named = index.name_at(head)
    if (
        named is not None
        and countries.role_of(doc[head].text) is not None
        and not named.quoted
        and named.end <= doc[head].idx + len(doc[head].text)
    ):
        named = None
    if named is not None and (doc[head].idx == named.start or doc[head].idx == named.start + 1):
        return _listed(index, named, start)
    noun = lexicons.noun_of(doc[head].text)
    if noun is not None and noun.cls in _STAND_IN_CLASSES:
        medium = _medium(index, head, end, noun) or _medium_after_comma(index, end, phrase.end)
        if medium is not None:
            return medium
    if noun is not None and noun.kind in {"institution", "official"}:
        inner = index.name_at(head + 1) if head + 1 < end else None
        if inner is not None and inner.entry.kind == "institution" and not inner.ambiguous:
            listed = _listed(index, inner, start)
            return Holder(
                name=_text(doc, start, end),
                start=doc[start].idx,
                end=_end(doc, end),
                kind=listed.kind,
                key=listed.key,
                cls=listed.cls,
                gender=noun.gender,
                head=doc[head].text,
            )
    return _plain(index, start, end, phrase, head)


def _pronominal(token: Token) -> bool:
    reference = lexicons.reference()
    word = token.lower_
    return (
        word in reference.masculine
        or word in reference.either
        or word in reference.plural
        or word in reference.neuter
        or word in reference.relatives
        or word in reference.first_person
        or word in reference.latter
        or word in reference.quantifiers
    )


def _pronoun(doc: Doc, i: int) -> Holder:
    reference = lexicons.reference()
    token = doc[i]
    word = token.lower_
    gender: Gender = ""
    kind = "pronoun"
    if word in reference.quantifiers:
        kind, gender = "quantifier", "p"
    elif word in reference.latter:
        kind = "latter"
        gender = "p" if word == "letztere" and "Plur" in token.morph.get("Number") else ""
    elif word in reference.masculine or word in {"der", "welcher"}:
        gender = "m"
    elif word in reference.plural or word == "denen":
        gender = "p"
    elif word in reference.neuter or word in {"das", "welches"}:
        gender = "n"
    elif word in reference.either or word in {"die", "welche"}:
        gender = "p" if _plural_subject(token) else "f"
    return Holder(
        name=token.text,
        start=token.idx,
        end=token.idx + len(token.text),
        kind="unknown",
        key="",
        gender=gender,
        stand_in=kind,
    )


def _plural_subject(token: Token) -> bool:
    """Whether the verb beside a ``sie`` is plural; singular if nothing tells."""
    if token.lower_ == "ihr":
        return False
    verbs = [token.head, *token.head.children] if token.has_dep() else []
    for verb in verbs:
        if verb.pos_ in {"VERB", "AUX"} and verb.morph.get("VerbForm") == ["Fin"]:
            return "Plur" in verb.morph.get("Number")
    for near in (token.i + 1, token.i - 1):
        if (
            0 <= near < len(token.doc)
            and token.doc[near].lower_.endswith(("en", "n"))
            and token.doc[near].text.islower()
        ):
            return True
    return False


def _cut(doc: Doc, start: int, end: int) -> int:
    """Where the name's own phrase ends: at a comma, a bracket, a dash, a relative clause."""
    for i in range(start + 1, end):
        if doc[i].text in {",", "(", "[", "–", "—", ";", ":", "/"} or doc[i].is_space:
            return i
    return end


def _head_person(index: Index, start: int, end: int, cut: int) -> Holder | None:
    """The person that the phrase names, if a person is its head."""
    doc = index.doc
    for person in index.people_in(start, end):
        before = [j for j in range(start, person.first) if nominal(doc[j]) and not _genitive_country(doc, j)]
        if (
            person.start >= cut
            and before
            and lexicons.office_of(doc[before[0]].text) is None
            and not any(doc[j].text == "," for j in range(cut, person.start))
        ):
            continue
        if before:
            office = lexicons.office_of(doc[before[0]].text) is not None
            comma = person.first > start and any(doc[j].text == "," for j in range(before[0], person.first))
            linked = doc[person.first - 1].lower_ in {
                "von",
                "des",
                "der",
                "um",
                "für",
                "bei",
                "mit",
                "gegen",
                "vom",
                "dem",
                "den",
            }
            if not office or (linked and not comma):
                return None
        elif person.first > start and doc[person.first - 1].lower_ in {"von", "um", "für"} and person.first - 1 > start:
            return None
        name_end = person.end
        if (
            name_end < min(cut, end)
            and nominal(doc[name_end])
            and doc[name_end - 1].text.endswith("s")
            and person.name != _text(doc, person.start, person.end)
        ):
            return None
        titles = _text(doc, person.first, person.start)
        name = f"{titles} {person.name}".strip()
        return Holder(
            name=name,
            start=doc[person.first].idx,
            end=_end(doc, person.end),
            kind="person",
            key=keys.person(person.name),
            cls="person",
            gender=person.gender,
            head=titles.split()[-1] if titles else "",
            resolved=person.name != _text(doc, person.start, person.end),
        )
    return None


def _genitive_country(doc: Doc, i: int) -> bool:
    return countries.role_of(doc[i].text) is not None and doc[i].text.endswith("s")


def _carried(index: Index, start: int, end: int, phrase: _Phrase) -> list[Holder] | None:
    """Whom a carrier noun carries.

    ``None`` if the head is no carrier; an empty list if it is one and nobody is named.
    """
    doc = index.doc
    head = _head(index, start, end)
    if head is None:
        return None
    word = doc[head].text
    compound = keys.compound_holder(word)
    if compound is not None and not any(nominal(doc[j]) for j in range(head + 1, end)):
        token = doc[head]
        noun = lexicons.noun_of(compound)
        adjectives = _text(doc, start, head)
        name = f"{adjectives} {compound}".strip()
        return [
            Holder(
                name=name,
                start=token.idx,
                end=token.idx + len(token.text),
                kind=noun.kind if noun else "institution",
                key=keys.of_phrase(name, noun, index),
                cls=noun.cls if noun else "",
                gender=noun.gender if noun else "",
                head=compound,
            )
        ]
    noun = lexicons.noun_of(word)
    report = noun is not None and noun.cls == "media_report"
    if word not in lexicons.carriers().carriers and not report:
        return None
    if head + 1 < end and doc[head + 1].like_num:  # "Artikel 65": a law, not a report
        return None
    if head + 1 >= end:
        end = _genitive_after(doc, head + 1)
    rest = head + 1
    if (
        rest < end
        and doc[rest].lower_
        in {
            "von",
            "vom",
            "des",
            "der",
            "dieser",
            "dieses",
            "seines",
            "seiner",
            "ihres",
            "ihrer",
            "aus",
            "in",
            "im",
            "eines",
            "einer",
            "seitens",
            "durch",
            "bei",
            "mehrerer",
            "zweier",
            "verschiedener",
        }
        | lexicons.reference().quantifiers
    ):
        inner = _read_tokens(index, rest, end)
        if inner:
            return inner
    if rest < end and (
        doc[rest].text in _QUOTES
        or index.name_at(rest) is not None
        or index.person_over(rest) is not None
        or nominal(doc[rest])
    ):
        inner = _read_tokens(index, rest, end)
        if inner:
            return inner
    if rest < end and _adjectival(doc, rest) and any(nominal(doc[j]) for j in range(rest, end)):
        inner = _read_tokens(index, rest, end)
        if inner:
            return inner
    owner = _genitive_before(index, start, head)
    if owner is not None:
        return [owner]
    codes = keys.country_codes(_text(doc, start, head))
    if codes:
        name = _text(doc, start, head + 1)
        return [
            Holder(
                name=name,
                start=doc[start].idx,
                end=_end(doc, head + 1),
                kind="official",
                key=keys.group(codes, "government"),
                cls="government",
                gender="p",
                head=word,
            )
        ]
    if report:
        return [
            Holder(
                name=_text(doc, start, head + 1),
                start=doc[start].idx,
                end=_end(doc, head + 1),
                kind="outlet",
                key=keys.text(_text(doc, start, head + 1)),
                cls="media_report",
                gender=noun.gender if noun else "",
                head=word,
                stand_in=""
                if noun and noun.gender == "p" and not phrase.definite
                else ("definite" if phrase.definite else "report"),
            )
        ]
    if phrase.possessive or _owned(doc, start, head):
        return [
            Holder(
                name=_text(doc, start, head + 1),
                start=doc[start].idx,
                end=_end(doc, head + 1),
                kind="unknown",
                key="",
                gender="",
                head=word,
                stand_in="owner",
            )
        ]
    if noun is not None and noun.kind == "document":
        return None
    if head + 1 < end and any(doc[j].text in lexicons.reference().no_names for j in range(head + 1, end)):
        return []
    adjectives = [doc[j].lower_ for j in range(start, head) if not doc[j].is_punct]
    if not adjectives or all(a.startswith(lexicons.reference().unnamed) for a in adjectives):
        return []
    return [
        Holder(
            name=_text(doc, start, head + 1),
            start=doc[start].idx,
            end=_end(doc, head + 1),
            kind="official" if any(a.startswith(_OFFICIAL) for a in adjectives) else "anonymous",
            key=keys.text(_text(doc, start, head + 1)),
            cls="anonymous",
            gender="p",
            head=word,
        )
    ]


def _genitive_after(doc: Doc, start: int) -> int:
    """End of a genitive that follows a carrier noun outside its span (``Angaben | westlicher Experten``)."""
    i = start
    while (
        i < len(doc)
        and (doc[i].lower_.endswith(("er", "en")) or doc[i].lower_ in {"und", "des"})
        and doc[i].text[:1].islower()
        and doc[i].pos_ in {"ADJ", "CCONJ", "DET", ""}
    ):
        i += 1
    if (
        i > start
        and i < len(doc)
        and nominal(doc[i])
        and (lexicons.noun_of(doc[i].text) is not None or lexicons.office_of(doc[i].text) is not None)
    ):
        return i + 1
    return start


def _owned(doc: Doc, start: int, head: int) -> bool:
    return any(doc[j].lower_.startswith("eigen") for j in range(start, head))


def _genitive_before(index: Index, start: int, head: int) -> Holder | None:
    """``Selenskyjs Angaben``: the holder stands as a genitive before the carrier."""
    people = [p for p in index.people_in(start, head)]
    if people:
        person = people[-1]
        return Holder(
            name=person.name,
            start=index.doc[person.start].idx,
            end=_end(index.doc, person.end),
            kind="person",
            key=keys.person(person.name),
            cls="person",
            gender=person.gender,
        )
    for j in range(start, head):
        if countries.role_of(index.doc[j].text) in {"name", "capital", "metonym"}:
            return _plain(index, j, j + 1, _Phrase(j, j + 1, False, False, False, ""), j)
    return None


def _adjectival(doc: Doc, i: int) -> bool:
    return doc[i].text[:1].islower() and doc[i].lower_.endswith(("er", "en", "es"))


def _head(index: Index, start: int, end: int) -> int | None:
    """The head noun: the first that is no modifier before another."""
    doc = index.doc
    for i in range(start, end):
        named = index.name_at(i)
        if (
            named is not None
            and (not named.ambiguous or named.quoted or i == start or lexicons.noun_of(doc[i - 1].text))
            and (named.quoted or countries.role_of(doc[i].text) is None)
        ):
            return i
        if not nominal(doc[i]):
            continue
        if i + 1 < end and nominal(doc[i + 1]) and _modifies(index, i):
            continue
        if i + 1 < end and countries.role_of(doc[i].text) == "adjective":
            continue
        return i
    return None


def _modifies(index: Index, i: int) -> bool:
    """``Nordkoreas Machthaber``, ``Münchner Polizei``: a genitive or a place before the noun."""
    word = index.doc[i].text
    if lexicons.noun_of(word) is not None or lexicons.office_of(word) is not None:
        return False
    return word.endswith(("er", "s", "’", "'")) and index.name_over(i) is None


def _listed(index: Index, named: Found, start: int) -> Holder:
    """A holder of the gazetteer, under the name that it goes by here."""
    doc = index.doc
    surface = doc.text[named.start : named.end]
    name = surface
    if (
        surface.endswith("s")
        and lexicons.entry_of(surface[:-1]) == named.entry
        and not any(a.text == surface for a in lexicons.aliases().get(surface.split()[0], ()))
    ):
        name = surface[:-1]
    return Holder(
        name=name,
        start=named.start,
        end=named.end,
        kind=named.entry.kind,
        key=keys.text(named.entry.canonical),
        cls=named.entry.cls,
        head=name,
    )


def _medium(index: Index, head: int, end: int, noun: lexicons.Noun) -> Holder | None:
    """``die Zeitung The Korea Herald``: the name behind a media noun, listed or not."""
    doc = index.doc
    i = head + 1
    while i < end and doc[i].text in _QUOTES:
        i += 1
    if i >= end:
        return None
    named = index.name_at(i)
    if named is not None:
        return _listed(index, named, i)
    stop = i
    if doc[i - 1].text in _QUOTES:
        closing = next((j for j in range(i, min(end, i + 8)) if doc[j].text in _QUOTES), None)
        if closing is not None and closing > i:
            name = _text(doc, i, closing)
            return Holder(
                name=name,
                start=doc[i].idx,
                end=_end(doc, closing),
                kind=noun.kind,
                key=keys.text(name),
                cls=noun.cls,
                gender=noun.gender,
                head=name,
            )
    while (
        stop < end
        and doc[stop].text not in _QUOTES
        and (
            doc[stop].text[:1].isupper()
            or doc[stop].text[:1].isdigit()
            or (stop > i and doc[stop].lower_ in lexicons.particles() | {"of", "the", "and", "am", "für", "und"})
        )
    ):
        stop += 1
    while stop > i and doc[stop - 1].text[:1].islower():
        stop -= 1
    if stop == i or doc[i].lower_ in lexicons.reference().definite and not doc[i].text[:1].isupper():
        return None
    name = _text(doc, i, stop)
    return Holder(
        name=name,
        start=doc[i].idx,
        end=_end(doc, stop),
        kind=noun.kind,
        key=keys.text(name),
        cls=noun.cls,
        gender=noun.gender,
        head=name,
    )


def _medium_after_comma(index: Index, cut: int, end: int) -> Holder | None:
    """``der Sender des Landes, Radio X``: the listed name as an apposition."""
    if cut + 1 < end and index.doc[cut].text == ",":
        named = index.name_at(cut + 1)
        if named is not None and named.entry.kind in {"outlet", "agency"}:
            return _listed(index, named, cut + 1)
    return None


def _plain(index: Index, start: int, end: int, phrase: _Phrase, head: int) -> Holder | None:
    """A holder that is just its phrase."""
    doc = index.doc
    name = _text(doc, start, end)
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
    stand_in = ""
    if phrase.possessive and noun is not None and (alone or word in lexicons.reference().generic):
        end = head + 1
        name = _text(doc, start, end)
        stand_in = "definite"
    elif phrase.definite and alone and (noun is not None or office is not None):
        stand_in = "definite"
    elif noun is not None and noun.cls == "media_report" and noun.gender != "p" and alone and phrase.indefinite:
        stand_in = "report"
    kind = keys.kind_of(name, word, noun, office, gender)
    if kind == "unknown":
        kind = _recognised(doc, start, end)
    if kind == "unknown" and word in lexicons.reference().no_names:
        return None
    return Holder(
        name=name,
        start=doc[start].idx,
        end=_end(doc, end),
        kind=kind,
        key=keys.of_phrase(name, noun, index, person=office is not None and gender != "p"),
        cls=noun.cls if noun else ("person" if office is not None else ""),
        gender=gender,
        head=word,
        stand_in=stand_in,
    )


def _recognised(doc: Doc, start: int, end: int) -> SourceKind:
    """Kind by the recogniser, for a name that no list knows, or by the form of an address on the web."""
    if _DOMAIN.fullmatch(doc[start:end].text):
        return "outlet"
    for ent in doc[start:end].ents:
        if ent.start <= start and ent.end >= end:
            return {"PER": "person", "PERSON": "person", "ORG": "institution"}.get(ent.label_, "unknown")  # type: ignore[return-value]
    return "unknown"


def _gender(phrase: _Phrase, noun: lexicons.Noun | None, office: Gender | None, token: Token) -> Gender:
    number = token.morph.get("Number") if token.has_dep() else []
    if phrase.number != "sg" and number == ["Plur"]:
        return "p"
    if office in {"m", "f"} and (phrase.number == "sg" or number == ["Sing"] or noun is None):
        return office or ""
    if noun is not None and not (noun.gender == "p" and (phrase.number == "sg" or number == ["Sing"])):
        return noun.gender
    if office is not None:
        return office
    gender = token.morph.get("Gender") if token.has_dep() else []
    return {"Masc": "m", "Fem": "f", "Neut": "n"}.get(gender[0], "") if gender else ""  # type: ignore[return-value]


def _text(doc: Doc, start: int, end: int) -> str:
    """The words without quotes and with single spaces."""
    if start >= end:
        return ""
    raw = doc.text[doc[start].idx : doc[end - 1].idx + len(doc[end - 1].text)]
    return " ".join("".join(" " if ch in '„“”"»«›‹' else ch for ch in raw).split())


def _end(doc: Doc, end: int) -> int:
    return doc[end - 1].idx + len(doc[end - 1].text)
