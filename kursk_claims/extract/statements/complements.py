"""Clauses that complete a cue: ``X sagte, dass …``, ``X sagte, er komme``, ``die Forderung, … zu …``."""

from __future__ import annotations

from kursk_claims.extract.statements.cues import CueHit
from kursk_claims.extract.statements.drafts import Draft, of, tokens
from kursk_claims.extract.statements.frames import (
    indirect_draft,
    needs_correlate,
    takes,
    trimmed,
    without_stop,
)
from kursk_claims.extract.statements.roles import clause_subject, subject, subject_after
from kursk_claims.grammar.clauses import CLAUSAL, Clause, Kind, Sentence
from kursk_claims.grammar.nominals import is_noun
from kursk_claims.grammar.noun_phrases import phrase_end
from kursk_claims.grammar.tokens import View
from kursk_claims.grammar.verbs import is_finite, is_konjunktiv
from kursk_claims.lexicon.cues import forms
from kursk_claims.lexicon.grammar import grammar
from kursk_claims.lexicon.saying import nouns as nouns_of_saying


def clause_after(view: View, sentence: Sentence, hit: CueHit) -> Draft | None:
    """The clause that follows the cue as its content; the rest of the sentence is the frame."""
    if hit.finite < 0:
        return None
    found = _complement(view, sentence, hit)
    if found is None:
        return None
    first, construction = found
    last = last_of_complement(view, sentence, first, construction)
    begin = _complementizer(view, sentence.clauses[first])
    end = _before_matrix(view, sentence.clauses[last])
    content = trimmed(view, begin, end)
    if not content:
        return None
    frame = tokens(view, sentence.start, begin)
    rest_start = end
    if end < sentence.clauses[last].end:
        frame |= tokens(view, end, without_stop(view, sentence.clauses[last].end))
    if last + 1 < len(sentence.clauses):
        stop = next(
            (p.start - 1 for p in sentence.clauses[last + 1 :] if p.mark == ";"), without_stop(view, sentence.end)
        )
        frame |= tokens(view, rest_start, stop)
    frame -= content
    frame -= {i for q in sentence.quotes for i in range(view.quotes[q].start, view.quotes[q].end)}
    return indirect_draft(view, sentence, hit, construction, content, frame)


def _before_matrix(view: View, clause: Clause) -> int:
    """End of the content in its last clause: ``man komme | und fügte hinzu`` goes on with the matrix clause."""
    if clause.finite < 0 or view.lower[clause.finite] not in grammar().konjunktiv1:
        return clause.end
    for i in range(clause.finite + 1, clause.end - 1):
        verb = i + 1
        if view.lower[i] == "und" and view.finite[verb] and view.lower[verb] in forms():
            return i if not is_konjunktiv(view, verb) else clause.end
    return clause.end


def _complementizer(view: View, clause: Clause) -> int:
    """Where the clause itself begins: words that only single it out (``und zwar | dass``) belong to the frame."""
    if clause.kind is not Kind.COMPLEMENT:
        return clause.start
    begin = clause.opener
    while begin < clause.end - 1 and view.lower[begin] in grammar().specifying:
        begin += 1
    return begin if begin > clause.opener else clause.start


def _complement(view: View, sentence: Sentence, hit: CueHit) -> tuple[int, str] | None:
    """The clause that completes the cue, and its family."""
    clauses = sentence.clauses
    k = hit.clause + 1
    if k < len(clauses) and clauses[k].mark == ":" and clauses[k].kind is not Kind.QUOTE:
        if not takes(view, hit, "clause") or hit.first != hit.clause or subject(view, sentence, hit) is None:
            return None
        fronted = clauses[k].kind in (Kind.INFINITIVE, Kind.ADVERBIAL) and k + 1 < len(clauses)
        if clauses[k].kind in CLAUSAL or (fronted and clauses[k + 1].kind is Kind.VERB_FIRST):
            return k, "verb_second"
        return (k, "clause") if clauses[k].kind is Kind.COMPLEMENT else None
    skipped_clause = False
    for k in range(hit.clause + 1, len(clauses)):
        clause = clauses[k]
        if clause.kind is Kind.QUOTE:
            return None
        if clause.kind is Kind.COMPLEMENT or (
            clause.kind is Kind.QUESTION and clause.mark == "," and view.lower[clause.opener] not in {"wobei", "wie"}
        ):
            if clause.kind is Kind.QUESTION and (skipped_clause or not _asks(view, hit, clause)):
                return None
            fits = takes(view, hit, "clause") and (hit.correlate or not needs_correlate(view, hit))
            return (k, "clause") if fits else None
        if clause.kind is Kind.QUESTION and view.lower[clause.opener] == "wie" and not skipped_clause:
            return (k, "clause") if takes(view, hit, "clause") and clause.start - 2 in hit.tokens else None
        if clause.kind is Kind.INFINITIVE:
            if view.lower[clause.opener] in grammar().infinitive_openers:
                skipped_clause = True
                continue
            fits = takes(view, hit, "inf") and (hit.correlate or not needs_correlate(view, hit, "inf"))
            return (k, "infinitive") if fits else None
        if clause.kind is Kind.MAIN and clause.mark == ",":
            fits = takes(view, hit, "clause") and not needs_correlate(view, hit)
            return (k, "verb_second") if fits and _verb_second_fits(view, sentence, hit, clause) else None
        if (
            clause.kind is Kind.ADVERBIAL
            and k + 1 < len(clauses)
            and clauses[k + 1].kind is Kind.VERB_FIRST
            and clauses[k].mark == ","
        ):
            fits = takes(view, hit, "clause") and not needs_correlate(view, hit)
            return (k, "verb_second") if fits else None
        if clause.kind is Kind.FRAGMENT and clause.mark == "," and not skipped_clause:
            nxt = next(
                (
                    j
                    for j in range(k + 1, len(clauses))
                    if clauses[j].kind not in (Kind.FRAGMENT, Kind.RELATIVE, Kind.ASIDE)
                ),
                None,
            )
            if nxt is not None and clauses[nxt].kind is Kind.INFINITIVE and takes(view, hit, "inf"):
                return k, "infinitive"  # "fordert, den Weg, der …, zu sperren"
            if (
                nxt is not None
                and clauses[nxt].kind is Kind.VERB_FIRST
                and is_konjunktiv(view, clauses[nxt].finite)
                and takes(view, hit, "clause")
            ):
                return k, "verb_second"
        if clause.kind is Kind.VERB_FIRST:
            return None
        if clause.kind is Kind.ADVERBIAL:
            skipped_clause = True
    return None


def _asks(view: View, hit: CueHit, clause: Clause) -> bool:
    """Whether a clause with a question word is the content, and not a relative clause on a noun before it."""
    if view.lower[clause.opener] in grammar().asking:
        return True
    return clause.start - 2 in hit.tokens and view.lower[clause.opener] not in grammar().resuming


def _verb_second_fits(view: View, sentence: Sentence, hit: CueHit, clause: Clause) -> bool:
    """Whether a main clause after the cue is its content and not just the next clause."""
    if view.lower[_raw_first(view, clause)] in grammar().coordinators:
        return False
    if is_konjunktiv(view, clause.finite):
        return True
    here = sentence.clauses[hit.first]
    if (
        here.kind not in CLAUSAL
        or hit.clause != hit.first
        or (hit.passive and "es" not in view.lower[here.start : here.end])
    ):
        return False
    if any(is_finite(view, i) for i in range(hit.finite + 1, here.end) if i not in hit.tokens):
        return False  # "Fünf gestanden und kamen davon, die anderen wurden verurteilt"
    return not _has_own_object(view, sentence, hit)


def _has_own_object(view: View, sentence: Sentence, hit: CueHit) -> bool:
    """Whether the cue already has an accusative object, so that the next clause is not its content."""
    here = sentence.clauses[hit.first]
    closed = grammar()
    who = subject(view, sentence, hit)
    for i in range(here.start, here.end):
        if who is not None and who[0] <= i < who[1]:
            continue
        if view.deps[i] == "obj" and view.heads[i] in (hit.verb, hit.finite) and view.lower[i] != "sich":
            return True
        if view.lower[i] in closed.accusative_articles and view.lower[max(0, i - 1)] not in closed.prepositions:
            return True
    return False


def _raw_first(view: View, clause: Clause) -> int:
    i = clause.start
    while i < clause.end - 1 and view.is_space[i]:
        i += 1
    return i


def last_of_complement(view: View, sentence: Sentence, first: int, construction: str) -> int:
    """The last clause of the content: normally the last of the sentence, unless the matrix clause comes back."""
    clauses = sentence.clauses
    konjunktiv = any(is_konjunktiv(view, p.finite) for p in clauses[first : first + 2] if p.finite >= 0)
    has_main = construction == "verb_second"
    last = first
    for k in range(first + 1, len(clauses)):
        clause = clauses[k]
        if clause.kind is Kind.QUOTE or clause.mark == ";" or (clause.mark == ":" and construction != "verb_second"):
            break
        if clause.kind is Kind.VERB_FIRST and not is_konjunktiv(view, clause.finite):
            pending = construction == "verb_second" and not any(p.kind in CLAUSAL for p in clauses[first:k])
            if not pending and clauses[k - 1].kind not in (Kind.ADVERBIAL, Kind.RELATIVE, Kind.ASIDE, Kind.FRAGMENT):
                break
            if not pending and construction != "verb_second" and clauses[k - 1].kind is not Kind.ADVERBIAL:
                break
        if clause.kind is Kind.MAIN and not is_konjunktiv(view, clause.finite):
            lead = view.lower[_raw_first(view, clause)]
            if konjunktiv and has_main and lead in {"und", "aber", "doch", "sondern", "während"}:
                break
            if construction != "verb_second" and lead in {"und", "aber", "doch"}:
                break
        last = k
    return last


def noun_with_clause(view: View, sentence: Sentence, hits: list[CueHit], found: list[Draft]) -> list[Draft]:
    """Nouns whose content follows as a clause; ``found`` are the statements that verbs already gave.

    A verb of denial in the same sentence (``Berichte, …, wies X zurück``) makes X the speaker, who denies it.
    """
    denial = next((h for h in hits if h.cue.stance == "deny" and h.finite >= 0), None)
    drafts = []
    taken = {i for d in found for i in d.content if i == d.start}
    for number, clause in enumerate(sentence.clauses[:-1]):
        if clause.kind is Kind.QUOTE:
            continue
        following = sentence.clauses[number + 1]
        if (
            following.mark != ","
            or following.start in taken
            or following.kind not in (Kind.COMPLEMENT, Kind.INFINITIVE, Kind.MAIN)
        ):
            continue
        if following.kind is Kind.INFINITIVE and view.lower[following.opener] in grammar().infinitive_openers:
            continue
        if following.kind is Kind.MAIN and not is_konjunktiv(view, following.finite):
            continue
        noun = next(
            (i for i in range(clause.end - 1, max(clause.start, clause.end - 14) - 1, -1) if _content_noun(view, i)), -1
        )
        if noun < 0 or any(is_finite(view, i) for i in range(noun + 1, clause.end)):
            continue
        if _goes_elsewhere(view, noun, clause.end):
            continue
        if following.kind is Kind.MAIN and view.lower[following.start] in grammar().coordinators:
            continue
        last = last_of_complement(
            view, sentence, number + 1, "clause" if following.kind is not Kind.MAIN else "verb_second"
        )
        content = trimmed(view, following.start, sentence.clauses[last].end)
        if not content or any(content & d.content for d in found):
            continue
        frame = tokens(view, sentence.start, following.start) | (
            tokens(view, sentence.clauses[last].end, without_stop(view, sentence.end))
            if last + 1 < len(sentence.clauses)
            else set()
        )
        cue = {noun}
        if noun > clause.start and view.lower[noun - 1] in grammar().determiners:
            cue.add(noun - 1)
        reporting_draft = phrase_end(view, noun, clause.end, wide=False)
        speaker = tokens(view, noun + 1, reporting_draft)
        if not speaker:
            main = sentence.main_before(number + 1)
            speaker = of(view, clause_subject(view, sentence, main)) if main >= 0 else set()
        draft = Draft("indirect", "noun", content, speaker=speaker, cue=cue, frame=frame - content, medium="SW")
        if denial is not None:
            denier = of(view, subject_after(view, sentence, denial)) or of(view, subject(view, sentence, denial))
            draft.speaker, draft.cue, draft.stance = denier - content, set(denial.tokens), "deny"
        drafts.append(draft)
    return drafts


def _goes_elsewhere(view: View, noun: int, end: int) -> bool:
    """``Berichte über den Versuch, …``, ``das Ergebnis kam dadurch zustande, dass …``: the clause is another word's."""
    words = view.lower[noun + 1 : end]
    about = next((noun + 1 + k for k, word in enumerate(words) if word in {"über", "zu", "zum", "zur", "für"}), end)
    another = any(view.pos[i] == "NOUN" and view.lower[i] not in grammar().time_nouns for i in range(about, end))
    return another or not grammar().correlates.isdisjoint(words)


def _content_noun(view: View, i: int) -> bool:
    return view.lower[i] in nouns_of_saying().content and is_noun(view, i) and view.pos[i] != "VERB"
