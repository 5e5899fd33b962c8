"""Whether a claim is marked as unconfirmed (hedged) or denied in its own words (negated).

Both are judged by the claim's own clause. German writes its clause boundaries down, so the clause
is found from the punctuation and the finite verbs of the sentence, with or without an analysis:
stretches between commas, dashes, colons and brackets are joined until they hold a finite verb. The
vocabulary is ``lexicon/de/modality.toml``; what hedges is set by the annotation guidelines
(``soll``, ``offenbar``, ``mutmaßlich``, ``könnte``, Konjunktiv of report, accusation).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from msgspec import Struct

from kursk_claims.grammar import view_of
from kursk_claims.grammar.marks import parts
from kursk_claims.grammar.tokens import NOUNS, View
from kursk_claims.grammar.verbs import is_finite
from kursk_claims.lexicon import reader
from kursk_claims.lexicon.continuing import puts_right
from kursk_claims.lexicon.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from kursk_claims.models import Span

_REACH: Final = 120
"""Tokens of the sentence looked at on each side: longer than any clause, so that lists stay linear."""

_QUOTES: Final = frozenset({"„", "»", "«", "“", '"', "”"})


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
    coordinating: frozenset[str]
    describing: frozenset[str]
    reckoned: frozenset[str]
    reckoning: frozenset[str]
    relatives: frozenset[str]
    relaying: frozenset[str]
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
    read = view_of(doc)
    first = next((i for i in range(found.start, found.end) if read.is_word[i]), None) if found is not None else None
    if first is None:
        return Modality(hedged=False, negated=False)
    sentence = doc[first].sent
    start, end = max(sentence.start, first - _REACH), min(sentence.end, first + _REACH)
    stretches = _stretches(read, start, end)
    at = next((k for k, s in enumerate(stretches) if s.start <= first < s.end), None)
    if at is None:
        return Modality(hedged=False, negated=False)
    clause = _clause(stretches, at)
    presupposed = _presupposed(read, sentence.start, first)
    return Modality(
        hedged=presupposed != "aside" and _hedged(read, clause, stretches, at, known=presupposed == "subject"),
        negated=_negated(read, clause, first),
    )


@lru_cache(maxsize=4)  # the claims of a sentence ask alike
def _stretches(read: View, start: int, end: int) -> tuple[_Stretch, ...]:
    """The sentence cut at every break, in order, empty stretches left out."""
    found: list[_Stretch] = []
    begin = start
    depth = 0

    def close(stop: int) -> None:
        words = [i for i in range(begin, stop) if read.is_word[i]]
        if words:
            opener = read.lower[words[0]]
            if opener in _words().joining and len(words) > 1:
                opener = read.lower[words[1]]
            opens = begin > start and opener in _words().subordinators
            waiting = bool(found) and not opens and _waits(read, found[-1])
            finite = any(is_finite(read, i) and not (waiting and read.lower[i].endswith("n")) for i in words)
            found.append(_Stretch(begin, stop, finite, opens, depth > 0))

    for i in range(start, end):
        if read.lower[i] in _words().coordinating and i + 1 < end and _opens_clause(read, i, end):
            close(i)
            begin = i + 1
        elif _breaks(read, i):
            close(i)
            depth = max(0, depth + (read.words[i] in "([") - (read.words[i] in ")]"))
            begin = i + 1
    close(end)
    return tuple(found)


def _opens_clause(read: View, joint: int, end: int) -> bool:
    """Whether a clause begins behind ``und``: its verb comes first, or stands at its end as in the clause before.

    ``…, das nutzbar sein soll | und Raum für vier bietet``
    """
    if is_finite(read, joint + 1):
        return True
    if joint == 0 or not is_finite(read, joint - 1):
        return False
    stop = next((k for k in range(joint + 1, end) if _breaks(read, k) or read.words[k] == "."), end)
    return stop - joint > 1 and is_finite(read, stop - 1)


def _breaks(read: View, i: int) -> bool:
    """Whether a mark parts two clauses, or the words of one speaker from those of another."""
    return parts(read, i) or read.words[i] in _QUOTES


def _waits(read: View, stretch: _Stretch) -> bool:
    """Whether a modal of the stretch still waits for its infinitive (``Es soll 500 Plätze, …``)."""
    words = [i for i in range(stretch.start, stretch.end) if read.is_word[i]]
    modal = any(read.lower[i] in _words().modals or read.lower[i] in _words().past_modals for i in words)
    return modal and not (read.pos[words[-1]] in {"VERB", "AUX"} and read.lower[words[-1]].endswith("n"))


def _clause(stretches: Sequence[_Stretch], at: int) -> list[int]:
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
    return [i for k in sorted(kept) for i in range(stretches[k].start, stretches[k].end)]


def _hedged(read: View, clause: Sequence[int], stretches: Sequence[_Stretch], at: int, *, known: bool) -> bool:
    """Whether the clause is marked as unconfirmed; no adverb does so where the phrase of the number is ``known``."""
    words = _words()
    lower = [read.lower[i] for i in clause]
    if not known and any(_adverb(read, i) for i in clause):
        return True
    if any(_hedging_verb(read, i, lower) for i in clause) and not _unreal(read, clause):
        return True
    text = " ".join(lower)
    if any(phrase in text for phrase in words.possibilities) or _seems(lower):
        return True
    return _accused(read, stretches, at) or _believed(read, stretches, at) or _reported_of(read, stretches, at)


def _adverb(read: View, i: int) -> bool:
    words = _words()
    if read.lower[i] in words.adverbs:
        return read.pos[i] not in NOUNS
    return (
        read.words[i][:1].islower() and read.lower[i].startswith(words.adjectives) and read.pos[i] in {"ADJ", "ADV", ""}
    )


def _hedging_verb(read: View, i: int, clause: Sequence[str]) -> bool:
    words = _words()
    lower = read.lower[i]
    if lower in words.modals:
        return read.words[i][:1].islower() or read.opens[i]
    if lower in words.past_modals:
        return not words.perfect.isdisjoint(clause)
    if lower in words.subjunctives:
        if "ich" in clause:  # first person: "werde", "habe" are indicative
            return False
        return read.pos[i] not in {"NOUN", "PROPN", "ADJ", "DET"} and lower not in words.wishing
    return (
        read.pos[i] in {"VERB", "AUX"}
        and "Mood=Sub" in read.morphs[i]
        and lower.endswith("e")
        and lower not in words.wishing
        and not lower.endswith("te")
    )


def _unreal(read: View, clause: Sequence[int]) -> bool:
    """``Das wären 2 Prozent aller Fälle``: what a figure would come to is reckoned by the writer, and not reported."""
    words = [read.lower[i] for i in clause[:2]]
    return len(words) > 1 and words[0] in _words().reckoned and words[1] in _words().reckoning


def _reported_of(read: View, stretches: Sequence[_Stretch], at: int) -> bool:
    """``Von 19 Fahrern, die betroffen gewesen seien, …``: a relative clause right behind relays the counted."""
    if stretches[at].finite or at + 1 >= len(stretches):
        return False
    clause = range(stretches[at + 1].start, stretches[at + 1].end)
    return read.lower[clause[0]] in _words().relatives and read.lower[clause[-1]] in _words().relaying


def _seems(clause: Sequence[str]) -> bool:
    """``scheint 500 Mann verloren zu haben``; ``scheint`` of the sun has no infinitive."""
    return not _words().seeming.isdisjoint(clause) and "zu" in clause


def _accused(read: View, stretches: Sequence[_Stretch], at: int) -> bool:
    """``Er wird beschuldigt, 500 Euro gestohlen zu haben``: an infinitive under an accusation."""
    stretch = stretches[at]
    if stretch.finite or at == 0 or "zu" not in read.lower[stretch.start : stretch.end]:
        return False
    words = _words()
    before = read.lower[stretches[at - 1].start : stretches[at - 1].end]
    if any(word in words.accusing and word != "vor" for word in before):
        return True
    return "vor" in before[-2:] and any(word in words.accusing_with_vor for word in before)


def _believed(read: View, stretches: Sequence[_Stretch], at: int) -> bool:
    """``Ich glaube, es waren 20``: belief in the speaker's own words."""
    if at == 0:
        return False
    words = _words()
    before = stretches[at - 1]
    said = [read.lower[i] for i in range(before.start, before.end) if read.is_word[i] or read.is_space[i]]
    return (
        2 <= len(said) <= 4
        and any(word in words.beliefs for word in said)
        and any(word in words.believers for word in said)
    )


def _presupposed(read: View, start: int, first: int) -> Literal["aside", "subject", ""]:
    """How the number at token ``first`` is taken for granted, by the words of its sentence in front of it.

    ``aside`` if its phrase is definite and depends on a preposition or verb (``mit seinen 512 PS``,
    ``den heutigen Schuldenberg von 800 Millionen``), an age that names someone (``der 45-Jährige``) or stands
    after ``neben`` and its kin: nothing in the clause hedges it. ``subject`` if the clause speaks of
    the definite phrase itself (``die drei Geiseln``): an adverb does not hedge it, a modal does.
    """
    words = _words()
    lower, pos = read.lower, read.pos
    if lower[first].endswith(words.shares):
        return ""
    i = first - 1
    while (
        i >= start
        and pos[i] in {"ADJ", "ADV", "NUM", ""}
        and read.words[i][:1].islower()
        and lower[i] not in words.definite
        and lower[i] not in words.presupposing
    ):
        i -= 1
    if i < start:
        return ""
    if lower[i] in words.presupposing:
        return "aside"
    if lower[i] in words.describing and i - 1 >= start and read.words[i - 1][:1].isupper() and i + 1 == first:
        i -= 2
        described = i
        while (
            i >= start
            and read.words[i][:1].islower()
            and pos[i] in {"ADJ", "ADV", ""}
            and lower[i] not in words.definite
        ):
            i -= 1
        return "aside" if i < described and i >= start and lower[i] in words.oblique else ""
    if lower[i] not in words.definite:
        return ""
    if "jährige" in lower[first] or (first + 1 < len(lower) and "jährige" in lower[first + 1]):
        return "aside"
    governed = i > start and (pos[i - 1] == "ADP" or lower[i - 1] in words.governing)
    return "aside" if governed or lower[i] in words.oblique else "subject"


def _negated(read: View, clause: Sequence[int], first: int) -> bool:
    words = _words()
    tokens = [i for i in clause if not read.is_space[i]]
    for k, i in enumerate(tokens):
        if read.lower[i] not in words.negators and read.lower[i] not in words.negative_determiners:
            continue
        if read.lower[i] in ("nie", "niemals") and "wie" in [read.lower[j] for j in tokens[max(0, k - 2) : k]]:
            continue  # "so viele wie noch nie"
        if puts_right(read.lower[i:first]):
            continue  # "nicht A, sondern B": what holds stands behind
        following = read.lower[tokens[k + 1]] if k + 1 < len(tokens) else ""
        if following not in words.negator_exempt_next and not _of_attribute(read, tokens, k):
            return True
    return False


def _of_attribute(read: View, tokens: Sequence[int], k: int) -> bool:
    """``das noch nicht vereinbarte Konzept``, ``40 nicht bezahlte Betten``: the negation is the attribute's."""
    near = tokens[max(0, k - 2) : k]
    before = {read.lower[i] for i in near}
    if before.isdisjoint(_words().definite | grammar().indefinite) and not any(read.pos[i] == "NUM" for i in near):
        return False
    for i, noun in zip(tokens[k + 1 : k + 4], tokens[k + 2 : k + 5], strict=False):
        if not read.words[i][:1].islower():
            return False
        if (read.words[noun][:1].isupper() or read.words[noun][:1].isdigit()) and read.lower[i].endswith(
            grammar().adjectives
        ):
            return True
    return False
