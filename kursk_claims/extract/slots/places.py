"""Whose the counted are, and where: groups, places and names of a clause."""

from __future__ import annotations

from spacy.tokens import Token

from kursk_claims.extract.quantities.words import BACK, WORD
from kursk_claims.extract.slots.clause import Clause, is_number
from kursk_claims.extract.sources.gazetteer import find_names
from kursk_claims.extract.sources.lexicons import noun_of
from kursk_claims.lexicon import countries
from kursk_claims.lexicon.frames import frames
from kursk_claims.models import Quantity


def _country_of(token: Token) -> str | None:
    code = countries.code_of(token.text)
    if code is None and "-" in token.text:
        parts = countries.split_compound(token.text)
        return parts[0] if parts else None
    return code


def group(clause: Clause, head: Token | None, event: str | None) -> tuple[str, ...]:
    """Countries that say whose the counted are.

    By adjective, genitive, ``aus`` phrase, compound or inhabitants; by a possessive, whose country is
    the clause's subject (``Japan schickte 300 seiner Helfer``); and whoever sends, sends its own.
    """
    if head is None:
        return ()
    found: list[str] = []
    own = _country_of(head)
    if own:
        found.append(own)
    if head.has_dep():
        for child in head.children:
            cases = {grandchild.lower_ for grandchild in child.children if grandchild.dep_ == "case"}
            genitive = child.dep_ == "nmod" and not cases and countries.role_of(child.text) in ("name", "capital")
            if child.dep_ in ("amod", "compound", "nmod:poss") or genitive or (child.dep_ == "nmod" and "aus" in cases):
                code = _country_of(child)
                if code:
                    found.append(code)
        determiners = (child for child in head.children if child.pos_ in ("DET", "PRON"))
        possessive = any(child.lower_.startswith(("sein", "ihr")) for child in determiners)
        if not found and (possessive or event == "sent"):
            found.extend(_acting_country(clause, head))
    else:
        previous = [t for t in clause.tokens if head.i - 2 <= t.i < head.i]
        found.extend(code for t in previous if countries.role_of(t.text) == "adjective" and (code := _country_of(t)))
    return tuple(dict.fromkeys(found))


def _acting_country(clause: Clause, head: Token) -> list[str]:
    """The country that acts in a sentence: its subject, else a name that no preposition or article governs."""
    subjects = [code for t in clause.tokens if t.dep_ == "nsubj" and (code := _country_of(t))]
    if subjects:
        return subjects[:1]
    bare = [
        token
        for previous, token in zip(clause.sentence, clause.sentence[1:], strict=False)
        if countries.role_of(token.text) == "name" and previous.pos_ in ("VERB", "AUX", "ADV", "PUNCT", "SCONJ")
    ]
    nearest = min(bare, key=lambda token: (abs(token.i - head.i), token.i), default=None)
    code = _country_of(nearest) if nearest is not None else None
    return [code] if code else []


def place(
    clause: Clause, head: Token | None, group: tuple[str, ...], text: str, quantity: Quantity | None = None
) -> tuple[str, ...]:
    """Places that the clause names: country codes and names of towns and regions, lower case, in order.

    In a list of places with a number each, those of ``quantity`` alone.
    """
    skip = set()
    if head is not None:
        skip = {head.i} | ({child.i for child in head.children if child.dep_ == "amod"} if head.has_dep() else set())
    skip |= _no_places(clause, text)
    found: list[str] = []
    where: list[int] = []
    previous: Token | None = None
    for token in clause.tokens:
        is_country = countries.role_of(token.text) == "name"
        if token.i in skip or _is_owner(token) or not (token.ent_type_ == "LOC" or is_country):
            previous = None
            continue
        if is_country:
            found.append(str(countries.code_of(token.text)))
        elif previous is not None and previous.i == token.i - 1 and token.ent_iob_ == "I" and found:
            found[-1] = f"{found[-1]} {_name_key(token.text)}"
            previous = token
            continue
        else:
            found.append(_name_key(token.text))
        where.append(token.idx)
        previous = token
    if found and quantity is not None:
        found = _own_places(clause, found, where, quantity, text)
    if not found:
        found = [frames().whole[token.lower_] for token in clause.tokens if token.lower_ in frames().whole][:1]
    if not found and {"dort", "hier"} & {token.lower_ for token in clause.tokens} and clause.sentence:
        start = clause.sentence[0].idx
        for word in reversed(WORD.findall(text[max(0, start - BACK) : start])):
            if countries.role_of(word) == "name":
                found.append(str(countries.code_of(word)))
                break
    return tuple(dict.fromkeys(place for place in found if place and place not in group))


def _own_places(clause: Clause, names: list[str], where: list[int], quantity: Quantity, text: str) -> list[str]:
    """Of an enumeration's places those of the number: ``in Grünau 12, in Selkental 9``.

    Places stand on one side of their numbers throughout a list: before, if one stands before the first number. A single
    place behind a comma belongs to the number that is named with it.
    """
    numbers = sorted(token.idx for token in clause.sentence if is_number(token) or token.text[:1].isdigit())
    others = [place for place in numbers if not quantity.start <= place < quantity.end]
    if not others:
        return names
    if len(names) == 1:
        between = text[quantity.end : where[0]] if where[0] > quantity.end else ""
        comma = between.find(",")
        return [] if comma >= 0 and max(others) > quantity.end + comma else names
    low = max((place for place in others if place < quantity.start), default=-1)
    high = min((place for place in others if place >= quantity.end), default=None)
    named = (token.idx for token in clause.sentence if token.ent_type_ == "LOC")
    if min(*where, *named) < min(*others, quantity.start):
        own = [name for name, place in zip(names, where, strict=True) if low < place < quantity.start]
        if not own:  # a further figure of the place that was named last
            own = [name for name, place in zip(names, where, strict=True) if place < quantity.start][-1:]
    else:
        own = [
            name
            for name, place in zip(names, where, strict=True)
            if quantity.end <= place and (high is None or place < high)
        ]
    return own


def _no_places(clause: Clause, text: str) -> set[int]:
    """Words that name a place and mean somebody: an outlet (``New York Times``), inhabitants, a capital that acts."""
    if not clause.tokens:
        return set()
    first, last = clause.tokens[0], clause.tokens[-1]
    seats = {t.i for t in clause.tokens if t.dep_ == "nmod" and _is_body(t.head) and _is_in(t)}
    start, end = first.idx, last.idx + len(last.text)
    outlets = [
        (start + name.start, start + name.end)
        for name in find_names(text[start:end])
        if name.entry.kind in ("outlet", "agency")
    ]
    return {
        token.i
        for token in clause.tokens
        if token.i in seats
        or countries.role_of(token.text) == "demonym"
        or (countries.role_of(token.text) in ("capital", "metonym") and token.dep_ == "nsubj")
        or any(a <= token.idx < b for a, b in outlets)
    }


def _is_in(token: Token) -> bool:
    return any(child.dep_ == "case" and child.lower_ in ("in", "im") for child in token.children)


def _is_body(token: Token) -> bool:
    """A ministry, a court, the police: where it has its seat (``Polizei in Grünau``) is not where something happens."""
    noun = noun_of(token.text)
    return noun is not None and noun.kind in ("official", "institution")


def _is_owner(token: Token) -> bool:
    """A genitive (``Italiens größte Werft``) says whose something is, not where."""
    if countries.role_of(token.text) != "name" or not token.text.endswith("s"):
        return False
    return countries.code_of(token.text[:-1]) is not None and token.text != countries.name_of(_country_of(token) or "")


def _name_key(name: str) -> str:
    """A name as it is compared: lower case, without genitive ``s`` after a vowel or soft consonant."""
    key = name.casefold().strip("\"'„“”‚‘’»«.,")
    return key[:-1] if len(key) > 4 and key.endswith("s") and key[-2] not in "asiuxzß" else key


def entities(tokens: tuple[Token, ...]) -> tuple[str, ...]:
    """Normalised names in the sentence, in order: country codes and lower-case names."""
    found = [_country_of(token) or _name_key(token.text) for token in tokens if token.ent_type_ and token.is_alpha]
    return tuple(dict.fromkeys(key for key in found if len(key) > 1))
