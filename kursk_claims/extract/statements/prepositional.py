"""Sources named by a preposition: ``laut X``, ``nach Angaben von X``, ``X zufolge``, ``demnach``."""

from __future__ import annotations

from typing import Final

from kursk_claims.extract.statements.drafts import Draft, tokens
from kursk_claims.extract.statements.frames import without_marks
from kursk_claims.extract.statements.roles import clause_subject
from kursk_claims.extract.statements.source_phrases import Phrase, has_trigger, says_so, source_phrase
from kursk_claims.grammar.clauses import CLAUSAL, Kind, Sentence
from kursk_claims.grammar.noun_phrases import phrase_end, starts_phrase, with_apposition
from kursk_claims.grammar.tokens import NOUNS, Range, View
from kursk_claims.grammar.verbs import is_konjunktiv
from kursk_claims.lexicon.grammar import grammar
from kursk_claims.lexicon.saying import names_saying, saying

_WITHIN: Final = (Kind.COMPLEMENT, Kind.ADVERBIAL, Kind.RELATIVE, Kind.QUESTION, Kind.INFINITIVE)


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
        if not has_trigger(view, clause):
            continue
        i = clause.start
        while i < clause.end:
            phrase = source_phrase(view, clause, i) if view.quote_at[i] < 0 else None
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
    nouns = [i for i in range(previous.start, previous.end) if view.pos[i] in NOUNS]
    if not nouns or not names_saying(view.lower[nouns[-1]]):
        return False
    return view.deps[nouns[-1]] == "obj" and view.lower[nouns[-1] - 1] in _NEW


_NEW: Final = frozenset({"ein", "eine", "einen"})


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
    if sentence.clauses[number - 1].kind not in CLAUSAL:
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
        if (i == begin or not starts_phrase(view, i - 1)) and starts_phrase(view, i) and says_so(view, i, before.end):
            end = phrase_end(view, i, before.end, wide=True)
            if end > i:
                return i, end
    return None


def _publisher(view: View, sentence: Sentence, number: int) -> Range | None:
    """``Die Stadt erließ Regeln, wonach …``: the subject of the clause before."""
    main = sentence.main_before(number)
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
    kept = without_marks(view, content)
    lo, hi = min(frame), max(frame)
    if lo - 1 in kept and hi + 1 in kept and view.words[lo - 1] == "," and view.words[hi + 1] == ",":
        kept -= {lo - 1, hi + 1}
        frame |= {lo - 1, hi + 1}
    return kept
