"""Phrases that name a source, by a preposition or an adverb: where they begin, end, and name it."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from kursk_claims.grammar.clauses import Clause, Kind
from kursk_claims.grammar.noun_phrases import noun_of, phrase_end, starts_phrase
from kursk_claims.grammar.tokens import NOUNS, View
from kursk_claims.lexicon.grammar import grammar
from kursk_claims.lexicon.saying import names_saying, saying
from kursk_claims.lexicon.saying import nouns as nouns_of_saying

_SUBJECTS: Final = frozenset({"nsubj", "nsubj:pass", "csubj", "expl"})
_FAR: Final = 60
"""Tokens to either side in which a subject is looked for: more than a clause has."""


class Phrase(NamedTuple):
    """A prepositional source: cue words and the noun phrase that is the speaker."""

    start: int
    end: int
    cue: tuple[int, ...]
    speaker: tuple[int, int]


@cache
def _triggers() -> frozenset[str]:
    words = saying().prepositions
    first = [phrase[0] for phrase in (*words.phrases, *words.after_split)]
    return (
        words.before
        | words.after
        | words.with_noun
        | words.noun_then
        | words.adverbs
        | words.relative
        | frozenset(first)
    )


def has_trigger(view: View, clause: Clause) -> bool:
    """Whether a word of the clause can open or close a phrase that names a source."""
    if any(view.lower[i] in _triggers() for i in range(clause.start, clause.end)):
        return True
    return any(view.lower[i].endswith(nouns_of_saying().asked) for i in range(clause.start, clause.end))


def source_phrase(view: View, clause: Clause, i: int) -> Phrase | None:
    """The phrase that begins at token ``i`` and names a source: ``laut X``, ``X zufolge``, ``demnach``."""
    words = saying().prepositions
    word = view.lower[i]
    limit = clause.end
    if word in words.before and i + 1 < limit and starts_phrase(view, i + 1):
        end = _own_end(view, i + 1, phrase_end(view, i + 1, limit, wide=False))
        if end > i + 1:
            return Phrase(i, end, (i,), (i + 1, end))
    if word in words.with_noun and i + 1 < limit and not _later(view, i):
        end = _own_end(view, i + 1, phrase_end(view, i + 1, limit, wide=False))
        if end > i + 1 and says_so(view, i + 1, end):
            return Phrase(i, end, (i,), (i + 1, end))
        another = _another_survey(view, clause, i)
        if another is not None:
            return another
    asked = _survey(view, clause, i)
    if asked is not None:
        return asked
    for phrase in words.phrases:
        if view.lower[i : i + len(phrase)] == list(phrase):
            end = phrase_end(view, i + len(phrase) - 1, limit, wide=False)
            if end > i + len(phrase):
                return Phrase(i, end, (i,), (i + 1, end))
    if word in words.adverbs and (word != "danach" or i == clause.opener):
        return Phrase(i, i + 1, (i,), (i, i + 1)) if clause.kind in (Kind.MAIN, Kind.VERB_FIRST) else None
    if word in words.relative and i == clause.opener:
        return Phrase(i, i + 1, (i,), (i, i + 1))
    if word in {"ihm", "ihr", "ihnen"} and i + 1 < limit and view.lower[i + 1] in words.after:
        return Phrase(i, i + 2, (i + 1,), (i, i + 1))
    return _postposition(view, i, limit) if starts_phrase(view, i) else None


def _own_end(view: View, start: int, end: int) -> int:
    """Where the source ends if a phrase of the clause follows without a mark: ``laut Polizei | der Neffe``.

    A common noun behind a common noun is a phrase of its own, unless a name goes on (``laut Minister Professor X``);
    so is what an article opens that the analysis takes for subject or object.
    """
    for k in range(start + 1, end):
        before = view.pos[k - 1] == "NOUN" and view.words[k - 1][:1].isupper()
        if not before or view.entity_types[k] or view.entity_types[k - 1]:
            continue
        if any(view.lower[j] in grammar().determiners for j in range(start, k)):
            return end  # "Angaben des Instituts Wahlwerk": an article keeps together what it opens
        names = k + 1 < end and (view.pos[k + 1] == "PROPN" or view.entity_types[k + 1] == "PER")
        if view.pos[k] == "NOUN" and view.words[k][:1].isupper() and not names:
            return k
        if view.lower[k] in {"der", "die", "das", "den"}:
            noun = next((j for j in range(k + 1, end) if view.pos[j] in NOUNS), -1)
            if noun >= 0 and (view.deps[noun].startswith(("nsubj", "obj")) or _lacks_subject(view, k - 1)):
                return k
    return end


def _lacks_subject(view: View, source: int) -> bool:
    """Whether a source hangs on an active verb of a sentence that would have no subject: what follows is it.

    ``Dahinter steckt laut Polizei | der Neffe``: the analysis took the subject for a genitive of the source.
    """
    verb = view.heads[source]
    if (
        names_saying(view.lower[source])
        or view.deps[source] != "obl"
        or view.deps[verb] != "ROOT"
        or not (view.finite[verb] or any(view.heads[i] == verb and view.finite[i] for i in range(verb + 1, source)))
        or source < verb
    ):
        return False
    return not any(
        view.heads[i] == verb and view.deps[i] in _SUBJECTS
        for i in range(verb - _FAR, source + _FAR)
        if 0 <= i < len(view)
    )


def _survey(view: View, clause: Clause, i: int) -> Phrase | None:
    """``In einer Umfrage von X kommt …``, ``Im Zuge einer Befragung durch X …``: opens a clause with a figure."""
    if i != clause.opener or clause.kind is not Kind.MAIN or view.lower[i] not in {"in", "im", "bei"}:
        return None
    end = phrase_end(view, i + 1, clause.finite, wide=True)
    while end < clause.finite and view.lower[end] in {"durch", "von", "vom"}:
        end = max(phrase_end(view, end + 1, clause.finite, wide=True), end + 1)
    start = next((k for k in range(i + 1, end) if view.lower[k].endswith(nouns_of_saying().asked)), -1)
    figure = any(view.pos[k] == "NUM" for k in range(clause.finite, clause.end))
    if end != clause.finite or start < 0 or not figure:
        return None
    by = next((k + 1 for k in range(start, end) if view.lower[k] == "durch"), start)
    return Phrase(i, end, (i,), (by, end))


def _another_survey(view: View, clause: Clause, i: int) -> Phrase | None:
    """``nach der Umfrage von X sechs, | nach der von Y sieben``: the article stands for the noun of the first."""
    if view.lower[i + 1 : i + 3] not in [[article, "von"] for article in ("der", "dem", "denen")]:
        return None
    asked = nouns_of_saying().asked
    begin = max(i - _FAR, 0)
    if not any(view.lower[k].endswith(asked) for k in range(begin, i)):
        return None
    end = phrase_end(view, i + 3, clause.end, wide=False)
    return Phrase(i, end, (i,), (i + 3, end)) if end > i + 3 else None


def _later(view: View, i: int) -> bool:
    """``Zwei Monate nach dem Urteil``: a measure of time in front makes a time of the phrase.

    Not of a bare noun of saying: ``am Abend | nach Angaben der Polizei``.
    """
    if i == 0 or names_saying(view.lower[i + 1]):
        return False
    return view.lower[i - 1] in grammar().time_nouns | saying().words.soon


def _postposition(view: View, i: int, limit: int) -> Phrase | None:
    """``X zufolge``, ``X zu Folge``, ``X nach`` with a noun of saying; the phrase begins at ``i``."""
    words = saying().prepositions
    if view.lower[i] in grammar().subject_pronouns and view.lower[i] not in grammar().determiners:
        return None
    end = phrase_end(view, i, min(limit, i + 40), wide=True)
    if end >= limit or end == i:
        return None
    if view.lower[end] in words.after:
        return Phrase(i, end + 1, (end,), (i, end))
    if view.lower[end : end + 2] in [list(p) for p in words.after_split]:
        return Phrase(i, end + 2, (end, end + 1), (i, end))
    if (
        view.lower[end] in words.noun_then
        and says_so(view, i, end)
        and (end + 1 >= limit or not starts_phrase(view, end + 1) or view.finite[end + 1] or end - i >= 2)
    ):
        return Phrase(i, end + 1, (end,), (i, end))
    return None


def says_so(view: View, start: int, end: int) -> bool:
    """Whether the first noun of the phrase is one of saying, thinking or willing (compounds by their last part)."""
    nouns = nouns_of_saying()
    for i in range(noun_of(view, start, end), end):
        if view.words[i][0] == "-" or any(letter.isupper() for letter in view.words[i]):
            word = view.lower[i]
            if names_saying(word) or word in nouns.willed:
                return True
            if word in nouns.counted and (i + 1 < end or _tells_whose(view, start, i)):
                return True
            if view.pos[i] in ("NOUN", ""):
                return False
    return False


def _tells_whose(view: View, start: int, noun: int) -> bool:
    """``nach amtlichen Zahlen``, ``nach ihren Daten``, but ``nach roten Zahlen``: whose figures they are."""
    if view.lower[start] in saying().words.possessives:
        return True
    return any(view.lower[k].startswith(saying().words.official) for k in range(start, noun))
