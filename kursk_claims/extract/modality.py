"""Whether a claim is marked as unconfirmed (hedged) or denied in its own words (negated).

Both are judged by the claim's own clause: the clause whose predicate governs the number or
statement, without the clauses embedded in it. Where a sentence carries no analysis, the
stretch between commas stands for the clause. The vocabulary is ``lexicon/de/modality.toml``;
what hedges is set by the annotation guidelines (``soll``, ``offenbar``, ``mutmaßlich``,
``könnte``, Konjunktiv of report, accusation).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from kursk_claims.lexicon import load

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Token

    from kursk_claims.models import Span

_CLAUSAL = frozenset(
    {"ROOT", "root", "ccomp", "advcl", "acl", "acl:relcl", "csubj", "csubj:pass", "parataxis", "xcomp", "appos"}
)
_EMBEDDED = frozenset({"ccomp", "advcl", "acl", "acl:relcl", "csubj", "csubj:pass", "parataxis"})
_BREAK = re.compile(r"[,;:–—()]|\s-\s")
_DEFINITE = frozenset(
    "der die das den dem des dieser diese dieses diesen diesem jener jene jenes jenen jenem "
    "sein seine seinen seinem seiner seines ihr ihre ihren ihrem ihrer ihres unser unsere unseren unserem unserer".split()
)


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    adverbs: list[str]
    adjectives: list[str]
    modals: list[str]
    past_modals: list[str]
    subjunctives: list[str]
    accusing: list[str]
    accusing_forms: list[str]
    seeming: list[str]
    negators: list[str]
    negative_determiners: list[str]
    negator_exempt_next: list[str]


class _Words(Struct, frozen=True):
    adverbs: frozenset[str]
    adjectives: tuple[str, ...]
    modals: frozenset[str]
    past_modals: frozenset[str]
    subjunctives: frozenset[str]
    accusing: frozenset[str]
    accusing_forms: frozenset[str]
    seeming: frozenset[str]
    negators: frozenset[str]
    negative_determiners: frozenset[str]
    negator_exempt_next: frozenset[str]


@cache
def _words() -> _Words:
    file: _File = load("de/modality", _File)
    return _Words(
        adverbs=frozenset(file.adverbs),
        adjectives=tuple(file.adjectives),
        modals=frozenset(file.modals),
        past_modals=frozenset(file.past_modals),
        subjunctives=frozenset(file.subjunctives),
        accusing=frozenset(file.accusing),
        accusing_forms=frozenset(file.accusing_forms),
        seeming=frozenset(file.seeming),
        negators=frozenset(file.negators),
        negative_determiners=frozenset(file.negative_determiners),
        negator_exempt_next=frozenset(file.negator_exempt_next),
    )


class Modality(Struct, frozen=True):
    """Marks of one claim."""

    hedged: bool
    negated: bool


def modality_of(doc: Doc, span: Span) -> Modality:
    """Marks of the claim whose number or statement stands at ``span``.

    A span outside the text, or one without a token, is neither hedged nor negated.
    """
    tokens = _tokens_in(doc, span)
    if not tokens:
        return Modality(hedged=False, negated=False)
    head = _head_of(tokens)
    if not head.has_dep():
        clause = _text_clause(doc, tokens)
        return Modality(hedged=_hedges_text(clause), negated=_negates(clause))
    predicate = _predicate(head)
    clause = _clause(predicate)
    return Modality(hedged=_hedged(head, predicate, clause), negated=_negates(clause))


def _tokens_in(doc: Doc, span: Span) -> list[Token]:
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return [token for token in found if not token.is_space] if found is not None else []


def _head_of(tokens: list[Token]) -> Token:
    """The token of the stretch that hangs highest in its first sentence."""
    first = tokens[0].sent
    inside = {token.i for token in tokens if token.i < first.end}
    for token in tokens:
        if token.i in inside and (token.head.i not in inside or token.head.i == token.i) and not token.is_punct:
            return token
    return tokens[0]


def _is_clause_head(token: Token) -> bool:
    """Whether the token is the predicate of a clause of its own."""
    if token.head.i == token.i or token.dep_ in _CLAUSAL - {"xcomp", "appos"}:
        return True
    return token.dep_ == "conj" and _verbal(token) and _verbal(token.head)


def _verbal(token: Token) -> bool:
    return token.pos_ in {"VERB", "AUX"} or any(child.dep_ in {"cop", "aux", "aux:pass"} for child in token.children)


def _predicate(token: Token) -> Token:
    """The predicate whose clause the token stands in."""
    while not _is_clause_head(token):
        token = token.head
    return token


def _clause(predicate: Token) -> list[Token]:
    """Tokens of the predicate's own clause, without embedded clauses, in text order."""
    own: list[Token] = []
    stack = [predicate]
    while stack:
        token = stack.pop()
        own.append(token)
        stack.extend(child for child in token.children if not _opens_clause(child))
    return sorted(own, key=lambda token: token.i)


def _opens_clause(token: Token) -> bool:
    return token.dep_ in _EMBEDDED or (token.dep_ == "conj" and _verbal(token) and _verbal(token.head))


def _finite(token: Token) -> bool:
    return "Fin" in token.morph.get("VerbForm")


def _modal_hedge(token: Token, predicate: Token) -> bool:
    words = _words()
    lower = token.lower_
    if lower in words.modals:
        return True
    if lower in words.past_modals:
        return any(t.lower_ in {"haben", "sein", "worden"} for t in predicate.subtree)
    if lower in words.subjunctives or "Sub" in token.morph.get("Mood"):
        return _reports(token)
    return False


def _reports(token: Token) -> bool:
    """Whether a subjunctive can be one of report; ``möchte`` and wishes are not."""
    return token.lower_ not in {"möchte", "möchten", "möchtest"} and token.pos_ in {"VERB", "AUX"}


def _governing(predicate: Token) -> Iterable[Token]:
    """The predicate and what lends it a finite verb: first conjuncts, governors of an infinitive."""
    yield predicate
    token = predicate
    while token.head.i != token.i:
        shared = token.dep_ == "conj" and not any(
            _finite(t) for t in (token, *token.children) if t.pos_ in {"VERB", "AUX"}
        )
        if not (shared or token.dep_ == "xcomp"):
            return
        token = token.head
        yield token


def _hedged(head: Token, predicate: Token, clause: list[Token]) -> bool:
    words = _words()
    presupposed = _presupposed(head, predicate)
    if presupposed == "adjunct":
        return False
    if not presupposed and any(token.lower_ in words.adverbs and token.pos_ != "NOUN" for token in clause):
        return True
    if any(token.lower_.startswith(words.adjectives) and token.pos_ == "ADJ" for token in _phrase(head)):
        return True
    for verb in _governing(predicate):
        if any(
            _modal_hedge(token, verb)
            for token in (verb, *verb.children)
            if token.pos_ in {"VERB", "AUX"} or token.dep_ in {"aux", "cop", "aux:pass"}
        ):
            return True
        if verb.lemma_ in words.seeming and verb.i != predicate.i:
            return True
    return _accused(predicate)


def _phrase(head: Token) -> list[Token]:
    top = head
    while (
        top.dep_ in {"nummod", "det", "amod", "flat", "nmod", "compound"}
        and top.head.i != top.i
        and top.head.pos_ in {"NOUN", "PROPN", "NUM", "SYM", "X"}
    ):
        top = top.head
    return [top, *(child for child in top.children if child.dep_ in {"amod", "det", "nummod"})]


def _accused(predicate: Token) -> bool:
    words = _words()
    if predicate.dep_ not in {"xcomp", "ccomp", "acl", "advcl", "csubj"}:
        return False
    governor = predicate.head
    return governor.lemma_ in words.accusing or governor.lower_ in words.accusing_forms


def _presupposed(head: Token, predicate: Token) -> str | None:
    """How the number is taken for granted: its phrase is definite.

    ``"adjunct"`` where the phrase is also no subject (``mit seinen 512 PS``, ``den Schuldenberg
    von 800 Millionen``): nothing in the clause hedges it. ``"subject"`` where the clause speaks
    of the number itself (``die drei Geiseln``): an adverb does not hedge it, a modal does.
    """
    token = head
    definite = False
    role = token.dep_
    while token.i != predicate.i:
        if any(child.dep_ == "det" and child.lower_ in _DEFINITE for child in token.children) and not _is_share(head):
            definite = True
        role = token.dep_
        if token.dep_ == "conj" and token.head.i == predicate.i:
            break
        token = token.head
    if not definite:
        return None
    return "subject" if role in {"nsubj", "nsubj:pass"} else "adjunct"


def _is_share(head: Token) -> bool:
    """``die Hälfte``, ``ein Viertel``: the article belongs to the number."""
    return head.lower_.endswith(("hälfte", "drittel", "viertel", "fünftel", "zehntel", "mehrheit"))


def _text_clause(doc: Doc, tokens: list[Token]) -> list[Token]:
    """The stretch between commas around the tokens, for sentences without analysis."""
    sent = tokens[0].sent
    start = tokens[0].i
    end = tokens[-1].i
    while start > sent.start and not _BREAK.fullmatch(doc[start - 1].text):
        start -= 1
    while end + 1 < sent.end and not _BREAK.fullmatch(doc[end + 1].text):
        end += 1
    return list(doc[start : end + 1])


def _hedges_text(clause: list[Token]) -> bool:
    words = _words()
    lower = [token.lower_ for token in clause]
    return any(word in words.modals or word in words.adverbs or word in words.subjunctives for word in lower)


def _negates(clause: list[Token]) -> bool:
    words = _words()
    for k, token in enumerate(clause):
        following = clause[k + 1].lower_ if k + 1 < len(clause) else ""
        if token.lower_ in words.negators and following not in words.negator_exempt_next:
            return True
        if token.lower_ in words.negative_determiners and following not in words.negator_exempt_next:
            return True
    return False
