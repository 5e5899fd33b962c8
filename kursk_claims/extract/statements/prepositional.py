"""Sources named by a preposition: ``laut X``, ``nach Angaben von X``, ``X zufolge``, ``demnach``."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from kursk_claims.extract.statements.drafts import Draft, tokens
from kursk_claims.extract.statements.roles import clause_subject
from kursk_claims.grammar.clauses import Clause, Kind, Sentence
from kursk_claims.grammar.noun_phrases import noun_of, phrase_end, starts_phrase, with_apposition
from kursk_claims.grammar.tokens import Range, View
from kursk_claims.grammar.verbs import is_konjunktiv
from kursk_claims.lexicon.grammar import grammar
from kursk_claims.lexicon.saying import names_saying, saying
from kursk_claims.lexicon.saying import nouns as nouns_of_saying

_WITHIN: Final = (Kind.COMPLEMENT, Kind.ADVERBIAL, Kind.RELATIVE, Kind.QUESTION, Kind.INFINITIVE)


class Phrase(NamedTuple):
    """A prepositional source: cue words and the noun phrase that is the speaker."""

    start: int
    end: int
    cue: tuple[int, ...]
    speaker: tuple[int, int]


def find_prepositional(
    view: View, sentence: Sentence, found: list[Draft], last: Draft | None, previous: Sentence | None = None
) -> list[Draft]:
    """Statements of one sentence whose source stands in a prepositional phrase or adverb.

    ``last`` is the last statement, ``previous`` the sentence before: what ``danach`` can refer to.
    """
    drafts: list[Draft] = []
    for number, clause in enumerate(sentence.clauses):
        if clause.kind is Kind.QUOTE:
            continue
        if not _has_trigger(view, clause):
            continue
        i = clause.start
        while i < clause.end:
            phrase = _phrase(view, clause, i) if view.quote_at[i] < 0 else None
            if phrase is None:
                i += 1
                continue
            phrase = _with_apposition(view, sentence, phrase)
            draft = _draft(view, sentence, number, phrase, [*found, *drafts])
            if draft is not None and _is_adverb(view, phrase):
                draft = draft if _refers_back(view, sentence, phrase, last, previous) else None
                if draft is not None:
                    draft.within = draft.within or last
            if draft is not None:
                _take_in(draft, found)
                for earlier in drafts:
                    if max(earlier.frame) < clause.start <= draft.start and not draft.nested:
                        earlier.content -= {j for j in earlier.content if j >= clause.start - 1}
                drafts.append(draft)
            i = max(phrase.end, i + 1)
    return drafts


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


def _has_trigger(view: View, clause: Clause) -> bool:
    if any(view.lower[i] in _triggers() for i in range(clause.start, clause.end)):
        return True
    return any(view.lower[i].endswith(nouns_of_saying().asked) for i in range(clause.start, clause.end))


def _with_apposition(view: View, sentence: Sentence, phrase: Phrase) -> Phrase:
    """``laut X, Sprecher des Y,``: the apposition after the phrase belongs to it."""
    if phrase.speaker[1] != phrase.end or _is_adverb(view, phrase):
        return phrase
    end = with_apposition(view, sentence, *phrase.speaker)
    return phrase._replace(end=end, speaker=(phrase.speaker[0], end))


def _take_in(outer: Draft, found: list[Draft]) -> None:
    """``Laut X sagte Y, …``: what Y said lies inside what X reports."""
    for draft in found:
        if draft.mode == "indirect" and not draft.nested and not outer.nested and draft.content < outer.content:
            draft.nested, draft.within = True, outer


def _is_adverb(view: View, phrase: Phrase) -> bool:
    return view.lower[phrase.start] in saying().prepositions.adverbs


def _refers_back(view: View, sentence: Sentence, phrase: Phrase, last: Draft | None, previous: Sentence | None) -> bool:
    """``danach`` is a source after a statement with a verb that reports, or after a document; else it is a time."""
    if view.lower[phrase.start] != "danach":
        return True
    finite = next((p.finite for p in sentence.clauses if p.finite >= 0), -1)
    if finite < 0:
        return False
    if last is not None and (is_konjunktiv(view, finite) or view.lower[finite] in saying().words.hearsay):
        return True
    figure = any(view.pos[i] == "NUM" for i in range(finite, sentence.end))
    return figure and previous is not None and _presents_document(view, previous, sentence)


def _presents_document(view: View, previous: Sentence, sentence: Sentence) -> bool:
    """``Das Institut legte eine Studie vor``: the sentence before ends in a document that is new to the reader."""
    if view.paragraph_break(previous.start, sentence.start):
        return False
    nouns = [i for i in range(previous.start, previous.end) if view.pos[i] in ("NOUN", "PROPN")]
    if not nouns or not names_saying(view.lower[nouns[-1]]):
        return False
    return view.deps[nouns[-1]] == "obj" and view.lower[nouns[-1] - 1] in _NEW


_NEW: Final = frozenset({"ein", "eine", "einen"})


def _phrase(view: View, clause: Clause, i: int) -> Phrase | None:
    words = saying().prepositions
    word = view.lower[i]
    limit = clause.end
    if word in words.before and i + 1 < limit and starts_phrase(view, i + 1):
        end = _own_end(view, i + 1, phrase_end(view, i + 1, limit, wide=False))
        if end > i + 1:
            return Phrase(i, end, (i,), (i + 1, end))
    if word in words.with_noun and i + 1 < limit and not _later(view, i):
        end = _own_end(view, i + 1, phrase_end(view, i + 1, limit, wide=False))
        if end > i + 1 and _names_saying(view, i + 1, end):
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
            noun = next((j for j in range(k + 1, end) if view.pos[j] in ("NOUN", "PROPN")), -1)
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


_SUBJECTS: Final = frozenset({"nsubj", "nsubj:pass", "csubj", "expl"})
_FAR: Final = 60
"""Tokens to either side in which a subject is looked for: more than a clause has."""


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
        and _names_saying(view, i, end)
        and (end + 1 >= limit or not starts_phrase(view, end + 1) or view.finite[end + 1] or end - i >= 2)
    ):
        return Phrase(i, end + 1, (end,), (i, end))
    return None


def _names_saying(view: View, start: int, end: int) -> bool:
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


def _draft(view: View, sentence: Sentence, number: int, phrase: Phrase, found: list[Draft]) -> Draft | None:
    clause = sentence.clauses[number]
    frame = tokens(view, phrase.start, phrase.end)
    host = next((d for d in found if phrase.start in d.content), None)
    alone = _opens_clause_beside(view, sentence, number, phrase)
    if alone and host is not None and host.construction == "prepositional":
        host = None
    if host is None and _cites_in_frame(view, phrase, found):
        return None
    inner: set[int]
    if view.lower[phrase.start] in saying().prepositions.relative or (
        clause.kind is Kind.RELATIVE and view.lower[phrase.end - 1] in grammar().relatives
    ):
        inner = _clause(view, sentence, number)
        frame = tokens(view, sentence.start, phrase.end)
        antecedent = _antecedent(view, sentence, number) or _publisher(view, sentence, number)
        if antecedent is not None:
            phrase = phrase._replace(speaker=antecedent)
    elif host is not None:
        inner = set(host.content)
        if clause.kind in _WITHIN and number > 0 and min(inner) < clause.start:
            inner &= _clause(view, sentence, number)
    elif clause.kind in _WITHIN:
        inner = _clause(view, sentence, number)
    else:
        inner = _whole(view, sentence, number)
        if alone:
            inner = {i for i in inner if i >= clause.start}
        inner -= {i for d in found if d.mode == "direct" for i in d.content}
    content = inner - frame
    content = _tidy(view, content, frame)
    if not any(view.words[i][0].isalnum() for i in content):
        return None
    return Draft(
        "indirect",
        "prepositional",
        content,
        speaker=tokens(view, *phrase.speaker),
        cue=set(phrase.cue),
        frame=frame,
        medium="SW",
        nested=host is not None,
        within=host,
    )


def _opens_clause_beside(view: View, sentence: Sentence, number: int, phrase: Phrase) -> bool:
    """``…, laut X sind es 40`` and ``…, laut X 40``: a phrase that opens a clause beside the first is that clause's."""
    clause = sentence.clauses[number]
    if not number or phrase.start != clause.opener or clause.mark not in {",", ";"}:
        return False
    if sentence.clauses[number - 1].kind not in (Kind.MAIN, Kind.VERB_FIRST):
        return False
    if clause.kind is Kind.MAIN:
        return True
    return clause.kind is Kind.FRAGMENT and any(view.pos[i] == "NUM" for i in range(phrase.end, clause.end))


def _cites_in_frame(view: View, phrase: Phrase, found: list[Draft]) -> bool:
    """``X schreibt unter Berufung auf Y, …``: whom the reporter cites, in the words that name the reporter."""
    opens = tuple(view.lower[phrase.start : phrase.start + 1])
    return (
        any(opens == first[:1] for first in saying().prepositions.phrases)
        and view.lower[phrase.start] not in saying().prepositions.before
        and any(phrase.start in d.frame and d.construction != "prepositional" for d in found)
    )


def _antecedent(view: View, sentence: Sentence, number: int) -> tuple[int, int] | None:
    """The noun phrase right before a relative clause (``ein Bericht, wonach``)."""
    if not number:
        return None
    before = sentence.clauses[number - 1]
    begin = max(before.start, before.finite + 1 if before.finite >= 0 else before.start)
    for i in range(begin, before.end):
        if (
            (i == begin or not starts_phrase(view, i - 1))
            and starts_phrase(view, i)
            and _names_saying(view, i, before.end)
        ):
            end = phrase_end(view, i, before.end, wide=True)
            if end > i:
                return i, end
    return None


def _publisher(view: View, sentence: Sentence, number: int) -> Range | None:
    """``Die Stadt erließ Regeln, wonach …``: the subject of the clause before."""
    main = next((k for k in range(number - 1, -1, -1) if sentence.clauses[k].kind in (Kind.MAIN, Kind.VERB_FIRST)), -1)
    return clause_subject(view, sentence, main) if main >= 0 else None


def _clause(view: View, sentence: Sentence, number: int) -> set[int]:
    """The subordinate clause ``number`` with the clauses that hang on it."""
    clauses = sentence.clauses
    last = number
    for k in range(number + 1, len(clauses)):
        if clauses[k].kind in (Kind.MAIN, Kind.VERB_FIRST, Kind.QUOTE) or clauses[k].mark in {";", ":"}:
            break
        last = k
    return tokens(view, *view.trim(clauses[number].start, clauses[last].end))


def _whole(view: View, sentence: Sentence, number: int) -> set[int]:
    """The sentence from the last colon or semicolon before the clause to the next semicolon after it."""
    clauses = sentence.clauses
    first = number
    while first > 0 and clauses[first].mark not in {":", ";"} and clauses[first - 1].kind is not Kind.QUOTE:
        first -= 1
    last = number
    while last + 1 < len(clauses) and clauses[last + 1].mark != ";" and clauses[last + 1].kind is not Kind.QUOTE:
        if clauses[last + 1].mark == ":" and clauses[last + 1].kind is not Kind.MAIN:
            break  # "laut X sank die Zahl: Am Montag waren es 40" goes on, a list or title behind a colon may not
        last += 1
    return tokens(view, *view.trim(clauses[first].start, clauses[last].end))


def _tidy(view: View, content: set[int], frame: set[int]) -> set[int]:
    """Without marks at the edges; commas that fenced the phrase off go to it."""
    rest = sorted(content)
    while rest and view.words[rest[-1]] in {".", ",", ";", ":", "!", "?"}:
        rest.pop()
    while rest and view.words[rest[0]] in {",", ";", ":", ".", "–"}:
        rest.pop(0)
    kept = set(rest)
    lo, hi = min(frame), max(frame)
    if lo - 1 in kept and hi + 1 in kept and view.words[lo - 1] == "," and view.words[hi + 1] == ",":
        kept -= {lo - 1, hi + 1}
        frame |= {lo - 1, hi + 1}
    return kept
