"""Whose the counted are, and where: groups, places and names of a clause."""

from __future__ import annotations

from typing import Final, NamedTuple

from spacy.tokens import Token

from kursk_claims.extract.slots import whereabouts
from kursk_claims.extract.slots.clause import Clause, is_number
from kursk_claims.extract.sources.gazetteer import find_names
from kursk_claims.extract.sources.lexicons import noun_of
from kursk_claims.grammar.tokens import NOUNS
from kursk_claims.lexicon import countries, geography
from kursk_claims.lexicon.frames import frames, is_district
from kursk_claims.models import Article, Provenance, Quantity

OPENING: Final = 300
"""Characters of an article in which the place of its news is told: the first sentence or two."""


def group(clause: Clause, head: Token | None, event: str | None) -> tuple[str, ...]:
    """Countries that say whose the counted are.

    By adjective, genitive, ``aus`` phrase, compound or inhabitants; by a possessive, whose country is
    the clause's subject (``Japan schickte 300 seiner Helfer``); and whoever sends, sends its own.
    """
    if head is None:
        return ()
    found: list[str] = []
    own = countries.code_in(head.text)
    if own:
        found.append(own)
    if head.has_dep():
        for child in head.children:
            cases = {grandchild.lower_ for grandchild in child.children if grandchild.dep_ == "case"}
            genitive = child.dep_ == "nmod" and not cases and countries.role_of(child.text) in ("name", "capital")
            if child.dep_ in ("amod", "compound", "nmod:poss") or genitive or (child.dep_ == "nmod" and "aus" in cases):
                code = countries.code_in(child.text)
                if code:
                    found.append(code)
        determiners = (child for child in head.children if child.pos_ in ("DET", "PRON"))
        possessive = any(child.lower_.startswith(("sein", "ihr")) for child in determiners)
        if not found and (possessive or event == "sent"):
            found.extend(_acting_country(clause, head))
    else:
        previous = [t for t in clause.tokens if head.i - 2 <= t.i < head.i]
        found.extend(
            code for t in previous if countries.role_of(t.text) == "adjective" and (code := countries.code_in(t.text))
        )
    return tuple(dict.fromkeys(found))


def _acting_country(clause: Clause, head: Token) -> list[str]:
    """The country that acts in a sentence: its subject, else a name that no preposition or article governs."""
    subjects = [code for t in clause.tokens if t.dep_ == "nsubj" and (code := countries.code_in(t.text))]
    if subjects:
        return subjects[:1]
    bare = [
        token
        for previous, token in zip(clause.sentence, clause.sentence[1:], strict=False)
        if countries.role_of(token.text) == "name" and previous.pos_ in ("VERB", "AUX", "ADV", "PUNCT", "SCONJ")
    ]
    nearest = min(bare, key=lambda token: (abs(token.i - head.i), token.i), default=None)
    code = countries.code_in(nearest.text) if nearest is not None else None
    return [code] if code else []


class Where(NamedTuple):
    """The places of a figure (keys, see ``lexicon.geography``) and where they were found."""

    places: tuple[str, ...]
    provenance: Provenance


def where(
    clause: Clause,
    head: Token | None,
    group: tuple[str, ...],
    quantity: Quantity,
    article: Article,
) -> Where:
    """Where the figure holds: as its clause says, else inherited.

    From the earlier clauses of its sentence, else the sentence before in its paragraph, else the title, else the
    opening: the first of these that names a place gives the innermost of those it names. A figure whose clause gives
    its place to another figure, or speaks of the whole country without naming it, has none.
    """
    text = article.text
    said, elsewhere = _said(clause, head, group, text, quantity)
    if said:
        return Where(said, "said")
    if elsewhere or not clause.sentence or any(t.lower_ in frames().unnamed_whole.words for t in clause.tokens):
        return Where((), "unknown")
    start = clause.sentence[0].idx
    found = whereabouts.inherited(
        (
            text[start : quantity.start],
            _sentence_before(clause.sentence[0]),
            article.title or "",
            text[: min(start, OPENING)].partition("\n\n")[0],
        )
    )
    return Where((found,), "inherited") if found and found not in group else Where((), "unknown")


def _sentence_before(first: Token) -> str:
    """The sentence before the one that ``first`` opens, if it stands in the same paragraph."""
    i = first.i - 1
    if i < 0:
        return ""
    if "\n" in first.doc[i].text and first.doc[i].is_space:
        return ""
    before = first.doc[i].sent.text
    return before.rpartition("\n")[2]


def said(clause: Clause, text: str) -> tuple[str, ...]:
    """Keys of the places that the words of a statement name."""
    return _said(clause, None, (), text, None)[0]


def _said(
    clause: Clause, head: Token | None, group: tuple[str, ...], text: str, quantity: Quantity | None
) -> tuple[tuple[str, ...], bool]:
    """Keys of the places that the clause names, in order, and whether it names places of other figures alone.

    In a list of places with a number each, those of ``quantity`` alone.
    """
    listed = _listed(clause, text, quantity) if quantity is not None else None
    if listed is not None:
        return (listed,) if listed not in group else (), False
    skip = set()
    if head is not None:
        skip = {head.i} | ({child.i for child in head.children if child.dep_ == "amod"} if head.has_dep() else set())
    skip |= _no_places(clause, text)
    names: list[list[Token]] = []
    previous: Token | None = None
    for token in clause.tokens:
        is_country = countries.role_of(token.text) == "name"
        if token.i in skip or _is_owner(token) or not (token.ent_type_ == "LOC" or is_country or _is_led_to(token)):
            previous = None
            continue
        if previous is not None and previous.i == token.i - 1 and token.ent_iob_ == "I" and not is_country:
            names[-1].append(token)
        else:
            names.append([token])
        previous = token
    found = [_place_key(name, text) for name in names]
    own = found
    if found and quantity is not None:
        own = _own_places(clause, found, [name[0].idx for name in names], quantity, text)
    if not own and not found:
        own = [frames().whole[token.lower_] for token in clause.tokens if token.lower_ in frames().whole][:1]
    return tuple(dict.fromkeys(key for key in own if key and key not in group)), bool(found) and not own


def _is_led_to(token: Token) -> bool:
    """Whether a word that is not tagged as a place is one by its preposition: ``in Sudscha``, ``im Euroraum``."""
    if token.pos_ not in NOUNS or token.i == 0 or token.doc[token.i - 1].is_space:
        return False
    place = geography.find(token.text)
    if place is None or geography.is_doubtful(token.text):
        return False
    before = token.doc[token.i - 1].lower_
    return before in frames().locating.prepositions and (before in frames().locating.surely or geography.is_area(place))


def _place_key(name: list[Token], text: str) -> str:
    """Key of a place by its words: ``Landkreis Göttingen`` is ``göttingen``, a village the table lacks its name."""
    end = name[-1].idx + len(name[-1])
    written = text[name[0].idx : end]
    if len(name) > 1 and geography.find(written) is None and is_district(name[0].text):
        inner = geography.find(text[name[1].idx : end])
        if inner:
            return inner
    return geography.place_key(" ".join(written.split()))


def _listed(clause: Clause, text: str, quantity: Quantity) -> str | None:
    """The place of a figure in a list of places with a figure each, whatever the tree says.

    ``In Nordrhein-Westfalen gab es 4.498 Fälle, in Bayern waren es 3.561 und in Hessen 2.007``: one place, led to by a
    preposition, stands between this figure and the one before, and so it does for another; none stands behind the last.
    """
    own: str | None = None
    others, gap = 0, list[str]()
    for token in clause.sentence:
        if is_number(token) or token.text[:1].isdigit():
            if quantity.start <= token.idx < quantity.end:
                own = own or (gap[0] if len(gap) == 1 else None)
            else:
                others += len(gap) == 1 and gap[0] != ""
            gap = []
        elif token.ent_iob_ != "I" and (token.ent_type_ == "LOC" or countries.role_of(token.text) == "name"):
            led_to = token.i > 0 and token.nbor(-1).lower_ in frames().locating.prepositions
            gap.append(_place_key(_name_from(token), text) if led_to else "")
    return own if own and others and not gap else None


def _name_from(token: Token) -> list[Token]:
    """A name that begins with a word, and the words behind it that are of the same name."""
    end = token.i + 1
    while end < len(token.doc) and token.doc[end].ent_type_ == "LOC" and token.doc[end].ent_iob_ == "I":
        end += 1
    return [token.doc[i] for i in range(token.i, end)]


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
    origins = _origins(clause)
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
        or token.i in origins
        or countries.role_of(token.text) == "demonym"
        or (countries.role_of(token.text) in ("capital", "metonym") and token.dep_ == "nsubj")
        or any(a <= token.idx < b for a, b in outlets)
    }


def _origins(clause: Clause) -> set[int]:
    """``80 Menschen, die meisten aus Gambia und Mali``: where people are from, not where they are."""
    found: set[int] = set()
    for token in clause.tokens:
        if (
            token.lower_ not in frames().locating.origin
            or token.i == 0
            or token.nbor(-1).text[:1].isupper()
            or token.nbor(-1).pos_ in ("VERB", "AUX", "ADV", "PUNCT")
        ):
            continue
        following = token.i + 1
        while following < len(token.doc) and token.doc[following].pos_ in ("PROPN", "CCONJ"):
            found.add(following)
            following += 1
    return found


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
    return countries.code_of(token.text[:-1]) is not None and token.text != countries.name_of(
        countries.code_in(token.text) or ""
    )


def entities(tokens: tuple[Token, ...]) -> tuple[str, ...]:
    """Normalised names in the sentence, in order: country codes and lower-case names."""
    named = (token for token in tokens if token.ent_type_ and token.is_alpha)
    found = [countries.code_in(token.text) or geography.plain_key(token.text) for token in named]
    return tuple(dict.fromkeys(key for key in found if len(key) > 1))
