"""The clause that a number stands in, and how far each of its words is from the number.

Needs an analysed sentence; where a sentence carries no tree the whole sentence is the clause and
distance is counted in words.
"""

from __future__ import annotations

from collections import deque

from msgspec import Struct
from spacy.tokens import Doc, Token

_SUBORDINATE = frozenset({"ccomp", "advcl", "acl", "acl:relcl", "csubj", "csubj:pass", "parataxis"})
_OWN_CLAUSE = frozenset({"VERB", "AUX"})


class Clause(Struct, frozen=True):
    """``tokens`` of the clause in text order, ``above`` its governing verbs outwards, and distances."""

    tokens: tuple[Token, ...]
    above: tuple[Token, ...]
    sentence: tuple[Token, ...]
    distance: dict[int, int]
    """Steps in the tree from the number's head, by token index (in words where there is no tree)."""

    def by_distance(self) -> list[Token]:
        """Tokens of the clause, the nearest to the number first, earlier first among equals."""
        far = len(self.sentence) + 1
        return sorted(self.tokens, key=lambda token: (self.distance.get(token.i, far), token.i))


UNREAD_REACH = 60
"""Tokens on either side of a number that can say something of it where the sentence carries no tree: such a
sentence is a table or a list, and its next entry is nearer than that."""


def sentence_of(doc: Doc, start: int, end: int) -> tuple[Token, ...]:
    """Tokens of the sentence that holds the characters ``start:end``; empty if there is none.

    Of a sentence without a tree only what is near, so that the work for a long list is not its square.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return ()
    sentence = span[0].sent
    if not span[0].has_dep():
        low, high = max(sentence.start, span.start - UNREAD_REACH), min(sentence.end, span.end + UNREAD_REACH)
        sentence = doc[low:high]
    return tuple(token for token in sentence if not token.is_space)


def _opens_clause(token: Token) -> bool:
    """A word whose subtree is a clause of its own: ``dass``-clauses, relative clauses, second main clauses."""
    if token.dep_ in _SUBORDINATE:
        # an attributive participle ("die getesteten Mitarbeiter") is an acl of some trees but no clause
        return token.pos_ in _OWN_CLAUSE or any(
            child.dep_ in ("nsubj", "nsubj:pass", "cop") for child in token.children
        )
    return (
        token.dep_ == "conj"
        and token.pos_ in _OWN_CLAUSE
        and any(child.dep_ in ("nsubj", "nsubj:pass", "aux") for child in token.children)
    )


def clause_of(doc: Doc, start: int, end: int, head: Token | None) -> Clause:
    """The clause around the characters ``start:end`` whose counted head is ``head``."""
    sentence = sentence_of(doc, start, end)
    if not sentence:
        return Clause((), (), (), {})
    inside = [token for token in sentence if token.idx < end and token.idx + len(token) > start]
    anchor = head or (inside[-1] if inside else sentence[0])
    if not anchor.has_dep():
        return Clause(sentence, (), sentence, {token.i: abs(token.i - anchor.i) for token in sentence})
    root = anchor
    while root.head.i != root.i and not _opens_clause(root):
        root = root.head
    above: list[Token] = []
    up = root
    while up.head.i != up.i:
        up = up.head
        above.append(up)
    members: list[Token] = []
    queue: deque[Token] = deque([root])
    while queue:
        token = queue.popleft()
        if not token.is_space:
            members.append(token)
        queue.extend(child for child in token.children if _belongs(child, anchor))
    tokens = tuple(sorted(members, key=lambda token: token.i))
    return Clause(tokens, tuple(above), sentence, _distances(anchor, sentence))


def _belongs(token: Token, anchor: Token) -> bool:
    """Whether a subtree is of the number's clause: no clause of its own, or one that holds or defines the counted."""
    if not _opens_clause(token) or _holds(token, anchor):
        return True
    # "49 Drohnen, von denen 31 abgefangen wurden": a clause with a number of its own tells of that number
    return token.head.i == anchor.i and not any(is_number(other) for other in token.subtree)


def is_number(token: Token) -> bool:
    """Whether a word is a number, in figures or letters."""
    return bool(token.like_num) or token.pos_ == "NUM"


def _holds(token: Token, anchor: Token) -> bool:
    return anchor.i == token.i or any(up.i == token.i for up in anchor.ancestors)


def _distances(anchor: Token, sentence: tuple[Token, ...]) -> dict[int, int]:
    distance = {anchor.i: 0}
    queue: deque[Token] = deque([anchor])
    while queue:
        token = queue.popleft()
        for other in (token.head, *token.children):
            if other.i not in distance:
                distance[other.i] = distance[token.i] + 1
                queue.append(other)
    return {token.i: distance[token.i] for token in sentence if token.i in distance}
