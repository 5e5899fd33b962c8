"""Everyone an article names, in text order, as candidates for what an anaphor means."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from kursk_claims.extract.sources import lexicons
from kursk_claims.extract.sources.mention import Mention
from kursk_claims.extract.sources.naming import read_tokens
from kursk_claims.extract.sources.phrases import nominal
from kursk_claims.grammar import view_of
from kursk_claims.lexicon import countries
from kursk_claims.lexicon.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from kursk_claims.extract.sources.index import Index

_WIDE: Final = 25
"""Tokens that a noun phrase reaches to either side of its head at most."""

_MOST: Final = 400
"""Candidates looked at for one reference, so that lists without sentences stay linear."""


class Candidate(NamedTuple):
    """Someone named at token ``i``."""

    i: int
    sentence: int
    mention: Mention
    subject: bool


class Candidates:
    """The candidates of one article; a sentence is looked through when it is first asked for."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._doc: Doc = index.doc
        self.view = view_of(index.doc)
        self._found: dict[int, list[Candidate]] = {}

    def in_sentence(self, number: int) -> list[Candidate]:
        """Everyone that a sentence names, in text order; nobody where there is no such sentence."""
        if number not in self._found:
            bounds = self.view.bounds(number)
            self._found[number] = self._collect(number, *bounds) if bounds is not None else []
        return self._found[number]

    def _collect(self, sentence: int, begin: int, stop: int) -> list[Candidate]:
        found: list[Candidate] = []
        taken = 0
        for i, token in enumerate(self._doc[begin:stop], begin):
            if i < taken or not nominal(token):
                continue
            person = self._index.person_over(i)
            if person is not None:
                mentions = read_tokens(self._index, person.first, person.end)
                taken = person.end
                head = self._doc[person.start]
            else:
                noun = lexicons.noun_of(token.text)
                listed = self._index.name_at(i)
                country = countries.role_of(token.text) in {"name", "capital", "metonym"}
                if (
                    noun is None
                    and not country
                    and lexicons.office_of(token.text) is None
                    and (listed is None or (listed.ambiguous and not listed.quoted))
                ):
                    continue
                start, end = self.phrase(i)
                mentions = read_tokens(self._index, start, end)
                taken = i + 1
                while listed is not None and taken < len(self._doc) and self._doc[taken].idx < listed.end:
                    taken += 1
                head = token
            found += (Candidate(i, sentence, mention, _is_subject(head)) for mention in mentions)
        return found

    def phrase(self, i: int) -> tuple[int, int]:
        """The noun phrase round token ``i``: its article and adjectives, and what belongs to it."""
        doc = self._doc
        start = i
        bracketed = False
        reference = lexicons.reference()
        while start > max(0, i - _WIDE):
            word = doc[start - 1]
            lower = word.lower_
            if lower in reference.definite | reference.indefinite | reference.possessive:
                start -= 1
                break
            if word.text in {"(", ")"} and start > i - 6:
                bracketed = word.text == ")"
                start -= 1
                continue
            if (
                word.is_punct
                or word.is_space
                or not ((word.text.islower() or word.pos_ == "ADJ") and lower.endswith(grammar().adjectives))
                or lower in reference.leading
                or (word.pos_ in {"VERB", "AUX", "ADV", "ADP"} and not bracketed)
            ):
                break
            start -= 1
        end = i + 1
        sent_end = min(doc[i].sent.end, i + _WIDE)
        if doc[i].has_dep() and doc[start].lower_ in reference.indefinite:  # told apart by all that hangs on it
            inside = {t.i for t in doc[i].subtree if t.dep_ != "acl:relcl"}
            while end < sent_end and end in inside and not self._closes(end):
                end += 1
            return start, end
        while end < sent_end and (
            nominal(doc[end])
            or self._index.name_over(end) is not None
            or (doc[end].lower_ in reference.attached and end + 1 < sent_end and nominal(doc[end + 1]))
        ):
            end += 1
        return start, end

    def _closes(self, i: int) -> bool:
        """Whether a token ends a noun phrase, whatever the tree says."""
        token = self._doc[i]
        return (
            token.text in {",", "(", "–", "-", ":", ";"}
            or token.pos_ in {"VERB", "AUX"}
            or token.lower_ in lexicons.reference().object_articles
            or (token.like_num and self._index.name_over(i) is None)
        )

    def before(self, i: int, reach: int) -> Iterator[Candidate]:
        """Those named before token ``i``, nearest first, at most ``reach`` sentences back."""
        sentence = self.view.sentence_of(i)
        numbers = range(sentence, max(sentence - reach, 0) - 1, -1)
        named = (one for number in numbers for one in reversed(self.in_sentence(number)) if one.i < i)
        return islice(named, _MOST)

    def after(self, i: int, reach: int) -> Iterator[Candidate]:
        """Those named after token ``i``, nearest first, at most ``reach`` sentences on."""
        sentence = self.view.sentence_of(i)
        numbers = range(sentence, sentence + reach + 1)
        return (one for number in numbers for one in self.in_sentence(number) if one.i > i)

    def sentence_mates(self, i: int) -> list[Candidate]:
        """Everyone named in the sentence of token ``i``."""
        return self.in_sentence(self.view.sentence_of(i))


def _is_subject(token: Token) -> bool:
    while token.dep_ in {"flat", "flat:name", "appos", "conj", "compound"} and token.head.i != token.i:
        token = token.head
    return token.dep_.startswith("nsubj") and not _heading(token)


def _heading(token: Token) -> bool:
    """Whether the token's sentence is a headline: it ends without a mark."""
    last = next((t for t in reversed(token.sent) if not t.is_space), token)
    return not last.is_punct
