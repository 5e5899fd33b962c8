"""Whether a claim is marked as unconfirmed (hedged) or denied in its own words (negated).

Both are judged by the claim's own clause. German writes its clause boundaries down, so the clause
is found from the punctuation and the finite verbs of the sentence, with or without an analysis:
stretches between commas, dashes, colons and brackets are joined until they hold a finite verb. The
vocabulary is ``lexicon/de/modality.toml``; what hedges is set by the annotation guidelines
(``soll``, ``offenbar``, ``mutmaßlich``, ``könnte``, Konjunktiv of report, accusation).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from msgspec import Struct

from kursk_claims.lexicon import reader
from kursk_claims.lexicon.grammar import grammar

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kursk_claims.models import Span

_REACH: Final = 120
"""Tokens of the sentence looked at on each side: longer than any clause, so that lists stay linear."""

_BREAKS: Final = frozenset({",", ";", ":", "–", "—", "-", "(", ")", "[", "]", "„", "»", "«", "“", '"', "”"})


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """``modality.toml``; see the comments there."""

    adverbs: frozenset[str]
    adjectives: tuple[str, ...]
    modals: frozenset[str]
    past_modals: frozenset[str]
    subjunctives: frozenset[str]
    accusing: frozenset[str]
    accusing_with_vor: frozenset[str]
    beliefs: frozenset[str]
    believers: frozenset[str]
    possibilities: tuple[str, ...]
    presupposing: frozenset[str]
    subordinators: frozenset[str]
    definite: frozenset[str]
    oblique: frozenset[str]
    governing: frozenset[str]
    shares: tuple[str, ...]
    perfect: frozenset[str]
    wishing: frozenset[str]
    seeming: frozenset[str]
    joining: frozenset[str]
    negators: frozenset[str]
    negative_determiners: frozenset[str]
    negator_exempt_next: frozenset[str]


_words: Final = reader("de/modality", Words)


class Modality(NamedTuple):
    """Marks of one claim."""

    hedged: bool
    negated: bool


class _Stretch(NamedTuple):
    """Tokens ``start:end`` between two breaks; ``aside`` if they stand in brackets."""

    start: int
    end: int
    finite: bool
    opens: bool
    """Begins with a word that opens a subordinate clause."""
    aside: bool


def modality_of(doc: Doc, span: Span) -> Modality:
    """Marks of the claim whose number or statement stands at ``span``.

    A span outside the text, or one without a word, is neither hedged nor negated.
    """
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    words = [token for token in found if not (token.is_space or token.is_punct)] if found is not None else []
    if not words:
        return Modality(hedged=False, negated=False)
    first = words[0]
    sentence = first.sent
    start, end = max(sentence.start, first.i - _REACH), min(sentence.end, first.i + _REACH)
    stretches = _stretches(doc, start, end)
    at = next((k for k, s in enumerate(stretches) if s.start <= first.i < s.end), None)
    if at is None:
        return Modality(hedged=False, negated=False)
    clause = _clause(doc, stretches, at)
    return Modality(hedged=_hedged(doc, first, clause, stretches, at), negated=_negated(clause))


def _stretches(doc: Doc, start: int, end: int) -> list[_Stretch]:
    """The sentence cut at every break, in order, empty stretches left out."""
    found: list[_Stretch] = []
    begin = start
    depth = 0

    def close(stop: int) -> None:
        words = [token for token in doc[begin:stop] if not (token.is_space or token.is_punct)]
        if words:
            opener = words[0].lower_
            if opener in _words().joining and len(words) > 1:
                opener = words[1].lower_
            opens = begin > start and opener in _words().subordinators
            waiting = bool(found) and not opens and _waits(doc, found[-1])
            finite = any(_finite(word) and not (waiting and word.lower_.endswith("n")) for word in words)
            found.append(_Stretch(begin, stop, finite, opens, depth > 0))

    for token in doc[start:end]:
        if token.lower_ in {"und", "oder", "aber"} and token.i + 1 < end and _finite(doc[token.i + 1]):
            close(token.i)
            begin = token.i + 1
        elif token.text in _BREAKS and not (token.text == "-" and _joins(doc, token.i)):
            close(token.i)
            depth = max(0, depth + (token.text in "([") - (token.text in ")]"))
            begin = token.i + 1
    close(end)
    return found


def _joins(doc: Doc, i: int) -> bool:
    """A hyphen between two figures or inside a word is no break."""
    return (
        not doc[i].whitespace_ or (i > 0 and not doc[i - 1].whitespace_) or (i + 1 < len(doc) and doc[i + 1].like_num)
    )


def _finite(token: Token) -> bool:
    words = _words()
    if (
        token.lower_ in words.modals
        or token.lower_ in words.past_modals
        or (token.lower_ in words.subjunctives and token.pos_ not in {"NOUN", "ADJ", "DET"})
    ):
        return True
    return token.pos_ in {"VERB", "AUX"} and "VerbForm=Fin" in str(token.morph)


def _waits(doc: Doc, stretch: _Stretch) -> bool:
    """Whether a modal of the stretch still waits for its infinitive (``Es soll 500 Plätze, …``)."""
    words = [token for token in doc[stretch.start : stretch.end] if not (token.is_space or token.is_punct)]
    modal = any(token.lower_ in _words().modals or token.lower_ in _words().past_modals for token in words)
    return modal and not (words[-1].pos_ in {"VERB", "AUX"} and words[-1].lower_.endswith("n"))


def _clause(doc: Doc, stretches: list[_Stretch], at: int) -> list[Token]:
    """The tokens of the clause that stretch ``at`` belongs to.

    Stretches without a finite verb belong to the clause before them, or to the one after at the
    beginning of a sentence; a subordinate clause keeps to itself.
    """
    kept = [at]
    if not stretches[at].finite:
        k = at - 1
        while k >= 0 and not any(stretches[j].finite for j in kept):
            if not stretches[k].aside or stretches[at].aside:
                kept.append(k)
                if stretches[k].opens:
                    break
            k -= 1
        k = at + 1
        while k < len(stretches) and not any(stretches[j].finite for j in kept) and not stretches[k].opens:
            if not stretches[k].aside:
                kept.append(k)
            k += 1
    else:
        k = at + 1
        while k < len(stretches) and not stretches[k].finite and not stretches[k].opens:
            kept.append(k)
            k += 1
    return [token for k in sorted(kept) for token in doc[stretches[k].start : stretches[k].end]]


def _hedged(doc: Doc, first: Token, clause: list[Token], stretches: list[_Stretch], at: int) -> bool:
    words = _words()
    presupposed = _presupposed(doc, first)
    if presupposed == "aside":
        return False
    lower = [token.lower_ for token in clause]
    if not presupposed and any(_adverb(token) for token in clause):
        return True
    if any(_hedging_verb(token, lower) for token in clause):
        return True
    text = " ".join(lower)
    if any(phrase in text for phrase in words.possibilities) or _seems(lower):
        return True
    return _accused(doc, stretches, at) or _believed(doc, stretches, at)


def _adverb(token: Token) -> bool:
    words = _words()
    if token.lower_ in words.adverbs:
        return token.pos_ not in {"NOUN", "PROPN"}
    return token.text[:1].islower() and token.lower_.startswith(words.adjectives) and token.pos_ in {"ADJ", "ADV", ""}


def _hedging_verb(token: Token, clause: list[str]) -> bool:
    words = _words()
    lower = token.lower_
    if lower in words.modals:
        return token.text[:1].islower() or token.is_sent_start is True
    if lower in words.past_modals:
        return not words.perfect.isdisjoint(clause)
    if lower in words.subjunctives:
        if "ich" in clause:  # first person: "werde", "habe" are indicative
            return False
        return token.pos_ not in {"NOUN", "PROPN", "ADJ", "DET"} and lower not in words.wishing
    return (
        token.pos_ in {"VERB", "AUX"}
        and "Sub" in token.morph.get("Mood", [])
        and lower.endswith("e")
        and lower not in words.wishing
        and not lower.endswith("te")
    )


def _seems(clause: list[str]) -> bool:
    """``scheint 500 Mann verloren zu haben``; ``scheint`` of the sun has no infinitive."""
    return not _words().seeming.isdisjoint(clause) and "zu" in clause


def _accused(doc: Doc, stretches: list[_Stretch], at: int) -> bool:
    """``Er wird beschuldigt, 500 Euro gestohlen zu haben``: an infinitive under an accusation."""
    stretch = stretches[at]
    own = [token.lower_ for token in doc[stretch.start : stretch.end]]
    if stretch.finite or "zu" not in own or at == 0:
        return False
    words = _words()
    before = [token.lower_ for token in doc[stretches[at - 1].start : stretches[at - 1].end]]
    if any(word in words.accusing and word != "vor" for word in before):
        return True
    return "vor" in before[-2:] and any(word in words.accusing_with_vor for word in before)


def _believed(doc: Doc, stretches: list[_Stretch], at: int) -> bool:
    """``Ich glaube, es waren 20``: belief in the speaker's own words."""
    if at == 0:
        return False
    words = _words()
    before = stretches[at - 1]
    said = [token.lower_ for token in doc[before.start : before.end] if not token.is_punct]
    return (
        2 <= len(said) <= 4
        and any(word in words.beliefs for word in said)
        and any(word in words.believers for word in said)
    )


def _presupposed(doc: Doc, first: Token) -> Literal["aside", "subject", ""]:
    """How the number is taken for granted, by the words in front of it.

    ``aside`` if its phrase is definite and depends on a preposition or verb (``mit seinen 512 PS``,
    ``den heutigen Schuldenberg von 800 Millionen``), an age that names someone (``der 45-Jährige``) or stands
    after ``neben`` and its kin: nothing in the clause hedges it. ``subject`` if the clause speaks of
    the definite phrase itself (``die drei Geiseln``): an adverb does not hedge it, a modal does.
    """
    words = _words()
    if first.lower_.endswith(words.shares):
        return ""
    i = first.i - 1
    sent = first.sent.start
    while (
        i >= sent
        and doc[i].pos_ in {"ADJ", "ADV", "NUM", ""}
        and doc[i].text[:1].islower()
        and doc[i].lower_ not in words.definite
        and doc[i].lower_ not in words.presupposing
    ):
        i -= 1
    if i < sent:
        return ""
    if doc[i].lower_ in words.presupposing:
        return "aside"
    if (
        doc[i].lower_ in {"von", "über", "in", "aus"}
        and i - 1 >= sent
        and doc[i - 1].text[:1].isupper()
        and i + 1 == first.i
    ):
        i -= 2
        described = i
        while (
            i >= sent
            and doc[i].text[:1].islower()
            and doc[i].pos_ in {"ADJ", "ADV", ""}
            and doc[i].lower_ not in words.definite
        ):
            i -= 1
        return "aside" if i < described and i >= sent and doc[i].lower_ in words.oblique else ""
    if doc[i].lower_ not in words.definite:
        return ""
    if "jährige" in first.lower_ or (first.i + 1 < len(doc) and "jährige" in doc[first.i + 1].lower_):
        return "aside"
    governed = i > sent and (doc[i - 1].pos_ == "ADP" or doc[i - 1].lower_ in words.governing)
    return "aside" if governed or doc[i].lower_ in words.oblique else "subject"


def _negated(clause: list[Token]) -> bool:
    words = _words()
    tokens = [token for token in clause if not token.is_space]
    for k, token in enumerate(tokens):
        if token.lower_ not in words.negators and token.lower_ not in words.negative_determiners:
            continue
        following = tokens[k + 1].lower_ if k + 1 < len(tokens) else ""
        if following not in words.negator_exempt_next and not _of_attribute(tokens, k):
            return True
    return False


def _of_attribute(tokens: list[Token], k: int) -> bool:
    """``das noch nicht vereinbarte Konzept``: the negation is the attribute's, inside a noun phrase."""
    before = {token.lower_ for token in tokens[max(0, k - 2) : k]}
    if before.isdisjoint(_words().definite | grammar().indefinite):
        return False
    for token, noun in zip(tokens[k + 1 : k + 4], tokens[k + 2 : k + 5], strict=False):
        if not token.text[:1].islower():
            return False
        if noun.text[:1].isupper() and token.lower_.endswith(grammar().adjectives):
            return True
    return False
