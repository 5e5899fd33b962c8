"""Noun phrases by their words: where one begins and ends, what it is the head of, what only hangs on.

Everything here works on tokens and their forms; analysis, where there is some, only vetoes.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from kursk_claims.extract.sources import gazetteer, lexicons
from kursk_claims.lexicon import countries
from kursk_claims.lexicon.given_names import first_name
from kursk_claims.lexicon.grammar import grammar

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kursk_claims.extract.sources.index import Index

QUOTES: Final = frozenset("„“”\"»«›‹‚‘'")
_BRACKETED: Final = re.compile(r"\([^()]*\)|^[^()]*\)|\([^()]*$")
_LONG_GENITIVE: Final = ("des", "tes", "ses", "zes", "ßes", "ches", "kes", "ges", "bes", "fes", "nnes", "mmes")
"""Ends of nouns whose genitive has -es: ``Landkreises``, ``Verbandes``, ``Amtes``; others have -s alone."""
_NO_NOUNS: Final = frozenset({"ADJ", "DET", "ADP", "PRON", "ADV", "VERB", "AUX", "CCONJ", "SCONJ"})
_JOINERS: Final = frozenset({"und", "sowie", "&"})


class Phrase(NamedTuple):
    """Tokens ``start:end`` of a noun phrase and what its article, taken off, said."""

    start: int
    end: int
    definite: bool
    possessive: bool
    indefinite: bool
    number: str
    """``sg``, ``pl`` or empty, as the article shows."""


def conjuncts(index: Index, start: int, end: int) -> list[tuple[int, int]]:
    """The phrase cut where a second source of its own begins.

    ``US-Regierung und der Ukraine`` are two; ``Beamte der USA und Ukraine`` and ``westliche und
    ukrainische Experten`` share one head and stay whole.
    """
    doc = index.doc
    cuts: list[tuple[int, int]] = []
    begin = start
    for i in range(start + 1, end - 1):
        if doc[i].text == "," and index.name_over(i - 1) is not None and index.name_at(i + 1) is not None:
            cuts.append((begin, i))  # "NDR, WDR und SZ"
            begin = i + 1
            continue
        if doc[i].lower_ not in _JOINERS:
            continue
        left_nouns = [j for j in range(begin, i) if nominal(doc[j])]
        if not left_nouns or index.name_at(i) is not None:
            continue
        if _attribute_before_joiner(index, begin, i):
            continue
        right = i + 1
        while right < end and (doc[right].is_space or doc[right].text in QUOTES):
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
            if not ownarticle and _two_trades(index, start, left_nouns, right, end):
                continue
            if _inside_complement(doc, begin, i, right) and (
                not ownarticle or _complements_of_group(doc, left_nouns, i, right, end)
            ):
                continue
            cuts.append((begin, i))
            begin = i + 1
    cuts.append((begin, end))
    return cuts


def _two_trades(index: Index, start: int, left_nouns: list[int], right: int, end: int) -> bool:
    """``Der Arzt und Forscher Jan Moll``: behind one article of the singular, two trades of one person."""
    if index.doc[start].lower_ not in {"der", "die", "dem", "des"} or len(left_nouns) != 1:
        return False
    left = index.doc[left_nouns[0]].text
    person = next(iter(index.people_in(right, end)), None)
    trade = lexicons.office_of(left) is not None and index.person_over(left_nouns[0]) is None
    return trade and person is not None and person.first <= right + 1


def _shares_head(index: Index, begin: int, joiner: int, right: int) -> bool:
    """``Innen- und Außenministerium``: the first conjunct is the beginning of a word."""
    return index.doc[joiner - 1].text.endswith("-") or bool(
        index.doc[right].text[:1].islower() and index.doc[right].pos_ in {"VERB", "AUX"}
    )


def _attribute_before_joiner(index: Index, begin: int, joiner: int) -> bool:
    """``Westliche und asiatische Experten``: a lone adjective, capital only because the sentence begins with it."""
    doc = index.doc
    if joiner != begin + 1 or joiner + 2 >= len(doc):
        return False
    first = doc[begin]
    if not first.is_sent_start or not first.lower_.endswith(grammar().adjectives):
        return False
    if lexicons.noun_of(first.text) or lexicons.office_of(first.text) is not None or index.name_over(begin):
        return False
    if first.has_dep() and first.pos_ != "ADJ" and first.dep_ != "amod":
        return False
    return adjectival(doc, joiner + 1) or (doc[joiner + 1].text[:1].islower() and doc[joiner + 1].lower_.endswith("e"))


def _complements_of_group(doc: Doc, left_nouns: list[int], joiner: int, right: int, end: int) -> bool:
    """``Beamte der USA und der Ukraine``: one group, whose two complements are named alike.

    Only countries, and only behind a plural of people: elsewhere an article of its own opens a source of its own.
    """
    if len(left_nouns) < 2 or left_nouns[-1] != joiner - 1:
        return False
    group = lexicons.noun_of(doc[left_nouns[-2]].text)
    if group is None or group.gender != "p" or group.kind == "institution":
        return False
    behind = [j for j in range(right, end) if nominal(doc[j])]
    return (
        doc[right].lower_ in {"der", "des", "den", "dem"}
        and bool(behind)
        and behind[0] == right + 1
        and all(countries.role_of(doc[j].text) is not None for j in (left_nouns[-1], behind[0]))
    )


def _inside_complement(doc: Doc, begin: int, joiner: int, right: int) -> bool:
    """Whether the joiner links two complements of one head (``Sprecher von Polizei und Feuerwehr``)."""
    reference = lexicons.reference()
    seen_noun = False
    for i in range(begin, joiner):
        if seen_noun and doc[i].lower_ in reference.after_noun and i + 1 < joiner:
            return True
        seen_noun = seen_noun or nominal(doc[i])
    return doc[right].lower_ in reference.relatives and doc[right - 1].is_punct


def nominal(token: Token) -> bool:
    """Whether a token is a noun or name by its capital and its analysis."""
    text = token.text
    if "-" in text and text.rpartition("-")[2][:1].isupper():
        return True
    first = text[:1]
    if not first.isupper() and not (first.isdigit() and any(ch.isupper() for ch in text)):
        return len(text) <= 5 and first.islower() and gazetteer.entry_of(text) is not None
    if token.has_dep() and (pos := token.pos_) in _NO_NOUNS:
        return pos == "ADJ" and lexicons.office_of(text) is not None
    reference, lower = lexicons.reference(), token.lower_
    return lower not in reference.leading and lower not in reference.quantifiers


def past_attribute(doc: Doc, start: int, end: int) -> int:
    """Where the head's own words begin after an extended attribute: ``der | in Kiel ansässigen | Firma``."""
    reference = lexicons.reference()
    if start + 3 >= end or doc[start].lower_ not in reference.definite | reference.indefinite:
        return start
    if doc[start + 1].lower_ not in reference.adjuncts:
        return start
    for head in range(start + 4, end):
        before = doc[head - 1]
        described = before.text[:1].islower() and before.lower_.endswith(("e", "en", "er", "es"))
        if described and before.lower_ not in reference.leading and nominal(doc[head]):
            return head
    return start


def described_head(doc: Doc, start: int, end: int) -> int | None:
    """Head of a group told by an extended attribute: ``mehrere mit dem Fall vertraute | Personen``."""
    i = start
    while i < end and doc[i].lower_ in lexicons.reference().quantifiers:
        i += 1
    if i == start or i + 2 >= end or doc[i].lower_ not in lexicons.reference().complements:
        return None
    head = next((j for j in range(i + 2, end) if nominal(doc[j]) and attributive(doc, j - 1)), None)
    return head if head is not None and lexicons.noun_of(doc[head].text) is not None else None


def attributive(doc: Doc, i: int) -> bool:
    """Whether a participle in the form of an adjective stands right before a noun: ``vertraute Personen``."""
    word = doc[i].text
    ending = word.endswith(grammar().participles)
    return word[:1].islower() and ending and i + 1 < len(doc) and nominal(doc[i + 1])


def trim(doc: Doc, start: int, end: int) -> Phrase:
    """The phrase without prepositions, articles and quotes before and after it."""
    reference = lexicons.reference()
    definite = possessive = indefinite = False
    number = ""
    while start < end:
        token = doc[start]
        word = token.lower_
        if token.is_space or token.is_punct or token.text in QUOTES:
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
            and not (token.text[:1].isupper() and start > 0 and gazetteer.entry_of(token.text))
        ):
            definite = definite or word in reference.contracted
            start += 1
        else:
            break
    while end > start and (
        doc[end - 1].is_space
        or doc[end - 1].is_punct
        or doc[end - 1].text in QUOTES
        or doc[end - 1].lower_ in reference.trailing
    ):
        if doc[end - 1].text.endswith(".") and len(doc[end - 1].text) > 1:
            break
        end -= 1
    return Phrase(start, end, definite, possessive, indefinite, number)


def cut_at(doc: Doc, start: int, end: int) -> int:
    """Where the name's own phrase ends: at a comma, a bracket, a dash, a phrase that goes on with the sentence."""
    closing = lexicons.reference().closing
    seen = False
    for i in range(start, end):
        if i > start and (doc[i].text in {",", "(", "[", "–", "—", ";", ":", "/"} or doc[i].is_space):
            return i
        if seen and doc[i].lower_ == "vom" and i + 1 < end and _dated(doc[i + 1]):
            return i + 3 if _names_issue(doc, start, i, end) else i
        if seen and doc[i].lower_ in closing:
            return i
        if seen and doc[i].lower_ == "im" and i + 1 < end and doc[i + 1].text == "Auftrag":
            return i
        seen = seen or nominal(doc[i])
    return end


@cache
def _weekdays() -> tuple[str, ...]:
    """Days of the week, which compounds begin with (``Mittwochmorgen``)."""
    names = lexicons.reference().no_names
    return tuple(sorted(name for name in names if name.endswith(("tag", "woch", "abend")) and len(name) > 6))


def _dated(token: Token) -> bool:
    return (
        token.text[:1].isdigit()
        or token.text.startswith(_weekdays())
        or token.text in lexicons.reference().no_names
        or token.lower_ == "gestrigen"
    )


def _names_issue(doc: Doc, start: int, vom: int, end: int) -> bool:
    """``Befragung vom Mai 2018``: month and year tell which one a writing is that names no author."""
    alone = sum(nominal(doc[j]) for j in range(start, vom)) == 1
    noun = lexicons.noun_of(doc[vom - 1].text)
    written = noun is not None and noun.cls == "document"
    return alone and written and vom + 2 < end and doc[vom + 1].is_alpha and doc[vom + 2].text.isdigit()


def genitive_name(doc: Doc, i: int) -> bool:
    """``Russlands``, ``Paiportas``: a name in the genitive in front of what is its own: any noun, or an office."""
    word = doc[i].text
    if not word.endswith("s"):
        return False
    if countries.role_of(word) is not None:
        return True
    if (
        (doc[i].pos_ != "PROPN" and not doc[i].ent_type_)
        or lexicons.noun_of(word) is not None
        or lexicons.office_of(word) is not None
    ):
        return False
    owned = _behind_adjectives(doc, i + 1)
    return owned < len(doc) and lexicons.office_of(doc[owned].text) is not None


def _behind_adjectives(doc: Doc, i: int) -> int:
    """The first token from ``i`` on that is no adjective before a noun."""
    while i < len(doc) and doc[i].pos_ == "ADJ" and doc[i].text[:1].islower():
        i += 1
    return i


def genitive_after(doc: Doc, start: int) -> int:
    """End of a genitive that follows an attribution noun outside its span (``Angaben | westlicher Experten``)."""
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


def adjectival(doc: Doc, i: int) -> bool:
    """Whether a token has the form of an inflected adjective."""
    return doc[i].text[:1].islower() and doc[i].lower_.endswith(("er", "en", "es"))


def _modifies(index: Index, i: int) -> bool:
    """``Nordkoreas Machthaber``, ``Münchner Polizei``: a genitive or a place before the noun."""
    word = index.doc[i].text
    if lexicons.noun_of(word) is not None or lexicons.office_of(word) is not None:
        return False
    if index.doc[i].is_sent_start and first_name(word) is None and index.name_over(i) is None:
        return word.lower().endswith(("e", "en", "er", "es", "em", "s"))
    return word.endswith(("er", "s", "’", "'")) and index.name_over(i) is None


def text_of(doc: Doc, start: int, end: int) -> str:
    """The words without quotes and with single spaces."""
    if start >= end:
        return ""
    raw = _BRACKETED.sub(" ", doc[start:end].text)
    return " ".join("".join(" " if ch in '„“”"»«›‹' else ch for ch in raw).split())


def nominative(doc: Doc, start: int, end: int) -> str:
    """The words with their first noun in the nominative: ``(des) Landkreises Grünau`` is ``Landkreis Grünau``.

    Only where the article right in front shows the genitive, so that nothing else of the phrase would change.
    """
    name = text_of(doc, start, end)
    first = doc[start].text
    if start == 0 or doc[start - 1].lower_ not in lexicons.reference().genitive_articles or not name.startswith(first):
        return name
    base = without_genitive(first)
    return base + name.removeprefix(first)


def without_genitive(word: str) -> str:
    """A noun without the ``-s`` or ``-es`` of its genitive."""
    if not word.endswith("s") or word.endswith("ss") or not word.replace("-", "").isalpha() or word.isupper():
        return word
    return word.removesuffix("es") if word.endswith(_LONG_GENITIVE) else word.removesuffix("s")


def end_of(doc: Doc, end: int) -> int:
    """Character after the last token before ``end``."""
    return doc[end - 1].idx + len(doc[end - 1].text)


def head_of(index: Index, start: int, end: int) -> int | None:
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
        owned = _behind_adjectives(doc, i + 1)
        if owned < end and nominal(doc[owned]) and _modifies(index, i):
            continue
        if i + 1 < end and countries.role_of(doc[i].text) == "adjective":
            continue
        return i
    return None
