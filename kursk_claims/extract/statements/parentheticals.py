"""Cues that stand after or inside what was said: ``…, sagte X``, ``wie X mitteilte``, ``…, so X``, ``Das sagte X``."""

from __future__ import annotations

from kursk_claims.extract.statements.complements import last_of_complement
from kursk_claims.extract.statements.cues import CueHit
from kursk_claims.extract.statements.drafts import Draft, of, tokens
from kursk_claims.extract.statements.frames import (
    first_word,
    indirect_draft,
    rest_of_sentence,
    takes,
    trimmed,
    without_stop,
)
from kursk_claims.extract.statements.roles import plain_hit, subject_after
from kursk_claims.grammar.clauses import CLAUSAL, Clause, Kind, Sentence
from kursk_claims.grammar.noun_phrases import phrase_end, starts_phrase
from kursk_claims.grammar.tokens import View
from kursk_claims.grammar.verbs import is_konjunktiv, is_reporting_mood
from kursk_claims.lexicon.cues import it_says_forms, roles
from kursk_claims.lexicon.grammar import grammar
from kursk_claims.lexicon.saying import nouns as nouns_of_saying
from kursk_claims.lexicon.saying import saying


def as_said(view: View, sentence: Sentence, hit: CueHit) -> Draft | None:
    """``wie X mitteilte``, before, inside or after the sentence that is the content."""
    clause = sentence.clauses[hit.first]
    if clause.kind is not Kind.QUESTION or view.lower[clause.opener] != "wie":
        return None
    if clause.opener != first_word(view, clause):
        return None
    if not takes(view, hit, "clause") and not takes(view, hit, "report"):
        return None
    if hit.first and sentence.clauses[hit.first - 1].kind in (Kind.QUESTION, Kind.QUOTE):
        return None
    if view.lower[clause.opener + 1] in grammar().degree:
        return None
    if "nicht" in view.lower[clause.start : clause.end] or (hit.passive and not takes(view, hit, "clause")):
        return None  # "wie man es nicht erwartet hatte", "wie er genannt wird": a comparison, a name
    start = clause.start - 1 if clause.mark == "," else clause.start
    end = clause.end
    stop = end + 1 if end < sentence.end and view.words[end] == "," else end
    content = rest_of_sentence(view, sentence, set(range(start, stop)))
    if not content:
        return None
    draft = indirect_draft(view, sentence, hit, "wie", content, tokens(view, start, without_stop(view, stop)))
    draft.cue.add(clause.opener)
    return draft


def anaphoric(view: View, sentence: Sentence, hits: list[CueHit], previous: Sentence) -> list[Draft]:
    """``Das teilte X mit``: the sentence before is the content, and the pronoun stands for it."""
    first = sentence.clauses[0]
    i = first.start
    closed = grammar()
    alone = view.lower[i] in closed.taking_up and first.finite == i + 1
    if _counts_them(view, first):
        return _counted_so(view, sentence, hits, 0, trimmed(view, previous.start, previous.end))
    figure = view.lower[i] == "diese" and first.finite == i + 2 and view.lower[i + 1] in saying().words.figures
    if first.kind is not Kind.MAIN or previous.quotes or not (alone or figure):
        return []
    for hit in hits:
        reports = takes(view, hit, "clause") or (figure and takes(view, hit, "report"))
        if hit.first != 0 or not reports or hit.finite != first.finite:
            continue
        if hit.cue.infinitive in roles().with_subject_this:
            continue
        if any(p.kind is Kind.COMPLEMENT for p in sentence.clauses[1:]):
            return []
        content = trimmed(view, previous.start, previous.end) | set(range(i, first.finite))
        frame = tokens(view, first.finite, without_stop(view, sentence.end))
        return [indirect_draft(view, sentence, hit, "anaphoric", content, frame)]
    return []


def _counts_them(view: View, clause: Clause) -> bool:
    """``So viele zählte X``, ``so viel schätzt X``: takes up the figure before."""
    opener = tuple(view.lower[clause.opener : clause.opener + 2])
    return opener in saying().words.so_many and clause.finite in (clause.opener + 2, clause.opener + 3)


def _counted_so(view: View, sentence: Sentence, hits: list[CueHit], number: int, content: set[int]) -> list[Draft]:
    """The figures of ``content`` as what the subject of clause ``number`` counted."""
    hit = next((h for h in hits if h.first == number and takes(view, h, "figure")), None)
    if hit is None or not content or not any(view.pos[i] == "NUM" for i in content):
        return []
    clause = sentence.clauses[number]
    frame = tokens(view, clause.start, without_stop(view, clause.end))
    draft = indirect_draft(view, sentence, hit, "anaphoric", content, frame)
    draft.speaker = of(view, subject_after(view, sentence, hit))
    return [draft]


def counted_so(view: View, sentence: Sentence, hits: list[CueHit]) -> list[Draft]:
    """``Es kamen 400 Gäste, so viele zählte die Polizei.``"""
    for number, clause in enumerate(sentence.clauses):
        if number and clause.mark in {",", "–", "-"} and _counts_them(view, clause):
            content = set(trimmed(view, sentence.start, clause.start - 1))
            return _counted_so(view, sentence, hits, number, content)
    return []


def reporting_parenthetical(view: View, sentence: Sentence, hit: CueHit) -> Draft | None:
    """``…, sagte X`` after the content, or between its parts; also ``…, das teilte X mit``, ``…, so schätzt X``."""
    clause = sentence.clauses[hit.first]
    if clause.mark not in {",", "–", "-"} or hit.finite != clause.finite or hit.first == 0:
        return None
    if view.lower[clause.start] in grammar().coordinators or not takes(view, hit, "clause"):
        return None
    resumed = view.lower[clause.start] in grammar().resumptive and hit.finite == clause.start + 1
    if clause.kind is Kind.RELATIVE:
        return None  # "ein Land, das vorschlug, …"
    if not resumed and (clause.kind is not Kind.VERB_FIRST or hit.finite != first_word(view, clause)):
        return None
    if hit.passive and not (set(hit.cue.particle) & {"bekannt", "mit"}):
        return None
    who = None if hit.passive else subject_after(view, sentence, hit)
    if not hit.passive and who is None:
        return None
    first = sentence.clauses[0]
    if first.kind is Kind.QUESTION and view.lower[first.opener] == "wie":
        return None
    if first.kind is Kind.FRAGMENT and view.lower[first.end - 1] in nouns_of_saying().content:
        return None
    before = sentence.clauses[: hit.first]
    if sentence.quoted_before(hit.first):
        return None
    if before[0].kind is Kind.QUESTION and _spelled_out(view, sentence, hit):
        return None
    whole = [p for p in before if p.kind in CLAUSAL]
    first_kind = before[0].kind
    if not whole and first_kind not in (Kind.COMPLEMENT, Kind.QUESTION):
        nxt = sentence.clauses[hit.clause + 1] if hit.clause + 1 < len(sentence.clauses) else None
        so = resumed and view.lower[clause.start] == "so"
        parenthetical = nxt is not None and nxt.kind is Kind.VERB_FIRST and (so or is_konjunktiv(view, nxt.finite))
        if not parenthetical:
            return None
    start = clause.start - 1
    last = _end_of_clause(view, sentence, hit)
    end = sentence.clauses[last].end
    after = sentence.clauses[last + 1 :]
    goes_on = (
        bool(after)
        and after[0].mark == ","
        and after[0].kind in (*CLAUSAL, Kind.FRAGMENT)
        and any(p.kind in CLAUSAL for p in after)
    )
    if goes_on or (after and after[0].kind is Kind.COMPLEMENT and whole):
        stop = end + 1
        frame = tokens(view, start, stop)
        content = rest_of_sentence(view, sentence, set(range(start, stop)))
    else:
        content = set(trimmed(view, sentence.start, start))
        frame = tokens(view, start, without_stop(view, sentence.end))
    colon = next((p.start for p in before if p.mark == ":"), None)
    if colon is not None and colon < start:
        content = {i for i in content if i >= colon}
    if not content:
        return None
    draft = indirect_draft(view, sentence, hit, "parenthetical", content, frame)
    if who is not None:
        draft.speaker = of(view, who)
    if resumed and view.lower[clause.start] == "so":
        draft.cue.add(clause.start)
    return draft


def _spelled_out(view: View, sentence: Sentence, hit: CueHit) -> bool:
    """``Was war, bestätigte X, nämlich, dass …``: the clause after the cue tells what the first left open."""
    after = [
        p
        for p in sentence.clauses[hit.clause + 1 :]
        if view.lower[p.start] not in grammar().specifying or p.end - p.start > 1
    ]
    return bool(after) and after[0].kind is Kind.COMPLEMENT


def _end_of_clause(view: View, sentence: Sentence, hit: CueHit) -> int:
    """Last clause of the parenthetical that ``hit`` heads: appositions and relative clauses belong to it."""
    last = _with_asides(sentence, hit.clause)
    nxt = last + 1
    if (
        nxt < len(sentence.clauses)
        and sentence.clauses[nxt].kind is Kind.FRAGMENT
        and starts_phrase(view, sentence.clauses[nxt].start)
    ):
        following = sentence.clauses[nxt + 1] if nxt + 1 < len(sentence.clauses) else None
        named = view.pos[sentence.clauses[nxt].end - 1] == "PROPN"
        if following is None or following.kind is not Kind.VERB_FIRST or named:
            return _with_asides(sentence, nxt)
    return last


def _with_asides(sentence: Sentence, number: int) -> int:
    """The last of the relative clauses and asides behind clause ``number``, else itself."""
    while number + 1 < len(sentence.clauses) and sentence.clauses[number + 1].kind in (Kind.RELATIVE, Kind.ASIDE):
        number += 1
    return number


def so_speaker(view: View, sentence: Sentence) -> list[Draft]:
    """``…, so X`` after the content or between its parts."""
    found = []
    for number, clause in enumerate(sentence.clauses):
        if (
            not number
            or clause.mark not in {",", "–", "-", "("}
            or clause.kind not in (Kind.FRAGMENT, Kind.ASIDE)
            or view.lower[clause.start] != "so"
        ):
            continue
        if sentence.quoted_before(number):
            continue
        start = clause.start + 1
        if start >= clause.end or not starts_phrase(view, start) or view.lower[start] in grammar().attributive_pronouns:
            continue  # "so viele wie nie"
        end = phrase_end(view, start, clause.end, wide=False)
        if end == start:
            continue
        last = _with_asides(sentence, number)
        after = sentence.clauses[last + 1 :]
        speaker = tokens(view, start, end)
        if (
            after
            and after[0].kind is Kind.FRAGMENT
            and starts_phrase(view, after[0].start)
            and (
                len(after) == 1
                or (after[0].mark == "," and after[1].kind is Kind.VERB_FIRST and view.pos[after[0].end - 1] == "PROPN")
            )
        ):
            speaker |= tokens(
                view, end, view.trim(after[0].start, phrase_end(view, after[0].start, after[0].end, wide=True))[1]
            )
            last += 1
            after = after[1:]
        counted = any(view.pos[i] == "NUM" for p in sentence.clauses[:number] for i in range(p.start, p.end))
        clauses = (*sentence.clauses[:number], *after)
        if not counted and not any(p.kind in CLAUSAL or p.kind is Kind.COMPLEMENT for p in clauses):
            continue
        stop = sentence.clauses[last].end
        if after:
            stop += 1
        frame = tokens(view, clause.start - 1, without_stop(view, stop))
        content = rest_of_sentence(view, sentence, set(range(clause.start - 1, stop)))
        if content:
            found.append(
                Draft("indirect", "so", content, speaker=speaker, cue={clause.start}, frame=frame, medium="SW")
            )
    return found


def it_says(view: View, sentence: Sentence) -> list[Draft]:
    """``…, heißt es in dem Bericht``, ``es heißt, …``."""
    found = []
    for number, clause in enumerate(sentence.clauses):
        i = clause.finite
        if i < 0 or view.lower[i] not in it_says_forms() or clause.kind is Kind.QUOTE:
            continue
        it = _it(view, clause)
        if it < 0:
            continue
        cue = {i, it}
        source = _written_source(view, sentence, number, i)
        as_it_says = clause.kind is Kind.QUESTION and it == clause.opener + 1
        if as_it_says or (clause.kind is Kind.VERB_FIRST and number and clause.mark == ","):
            if sentence.quoted_before(number):
                continue
            last = _with_asides(sentence, number)
            stop = sentence.clauses[last].end + (last + 1 < len(sentence.clauses))
            begin = clause.start - (clause.mark == ",")
            content = rest_of_sentence(view, sentence, set(range(begin, stop)))
            frame = tokens(view, begin, without_stop(view, stop))
        elif number + 1 < len(sentence.clauses) and sentence.clauses[number + 1].kind in (Kind.MAIN, Kind.COMPLEMENT):
            last = last_of_complement(view, sentence, number + 1, "verb_second")
            content = trimmed(view, sentence.clauses[number + 1].start, sentence.clauses[last].end)
            frame = tokens(view, sentence.start, sentence.clauses[number + 1].start)
        else:
            continue
        if content:
            found.append(Draft("indirect", "heißt es", content, speaker=source, cue=cue, frame=frame, medium="SW"))
    return found


def reported_aside(view: View, sentence: Sentence) -> list[Draft]:
    """``Es seien 40 geschlüpft, freut sich X``: Konjunktiv I is what X says, whatever the verb behind it."""
    for number, clause in enumerate(sentence.clauses):
        if not number or clause.kind is not Kind.VERB_FIRST or clause.mark != ",":
            continue
        if clause.finite != first_word(view, clause):
            continue
        main = sentence.clauses[0]
        if main.kind is not Kind.MAIN or view.lower[main.finite] not in grammar().konjunktiv1:
            continue
        if not is_reporting_mood(view, main.finite) or is_konjunktiv(view, clause.finite):
            continue
        if not view.lower[clause.finite].endswith(grammar().finite_endings):
            continue
        if any(
            p.kind in (*CLAUSAL, Kind.QUOTE) for p in (*sentence.clauses[1:number], *sentence.clauses[number + 1 :])
        ):
            continue
        verb = clause.finite
        if (
            view.words[verb] in grammar().auxiliaries - saying().words.opening_speech
            or view.lower[clause.start] != view.lower[verb]
        ):
            continue
        who = subject_after(view, sentence, plain_hit(verb, number))
        if who is None or any(view.pos[i] == "ADP" for i in range(verb + 1, who[0])):
            continue
        start = clause.start - 1
        content = rest_of_sentence(view, sentence, set(range(start, sentence.end)))
        frame = tokens(view, start, without_stop(view, sentence.end))
        speaker = of(view, who)
        if content:
            return [Draft("indirect", "parenthetical", content, speaker=speaker, cue={verb}, frame=frame, medium="SW")]
    return []


def said_by_itself(view: View, sentence: Sentence) -> tuple[set[int], set[int]] | None:
    """``„…“, heißt es in dem Bericht``: the cue and where it says so, possibly nowhere; ``None`` without the phrase."""
    for number, clause in enumerate(sentence.clauses):
        if clause.kind is not Kind.QUOTE and clause.finite >= 0 and view.lower[clause.finite] in it_says_forms():
            it = _it(view, clause)
            if it >= 0:
                return {it, clause.finite}, _written_source(view, sentence, number, clause.finite)
    return None


def _it(view: View, clause: Clause) -> int:
    """The ``es`` of ``heißt es``, ``es heißt`` or ``wie es … heißt``, or -1."""
    near = [clause.finite - 1, clause.finite + 1, clause.finite + 2]
    if clause.kind is Kind.QUESTION and view.lower[clause.opener] == "wie":
        near.append(clause.opener + 1)
    return next((j for j in near if clause.start <= j < clause.end and view.lower[j] == "es"), -1)


def _written_source(view: View, sentence: Sentence, number: int, verb: int) -> set[int]:
    """Where it says so: ``in dem Bericht``, ``auf der Website``, in this clause or the first position before it."""
    first = number
    while (
        first > 0
        and sentence.clauses[number].kind is Kind.VERB_FIRST
        and sentence.clauses[first - 1].kind in (Kind.FRAGMENT, Kind.RELATIVE)
    ):
        first -= 1
    for clause in (sentence.clauses[number], *sentence.clauses[first:number]):
        for i in range(clause.start, clause.end - 1):
            if view.lower[i] in saying().words.said_in and clause.kind is not Kind.RELATIVE:
                end = phrase_end(view, i + 1, clause.end, wide=i > verb or clause.finite < 0)
                if end > i + 1:
                    return tokens(view, i + 1, end)
    inside = range(sentence.clauses[number].start, sentence.clauses[number].end)
    return {i for i in inside if view.lower[i] in saying().words.in_it}
