"""Cues that stand after or inside what was said: ``…, sagte X``, ``wie X mitteilte``, ``…, so X``, ``Das sagte X``."""

from __future__ import annotations

from kursk_claims.extract.statements.clauses import Kind, Period, Piece, is_konjunktiv, is_reporting_mood
from kursk_claims.extract.statements.complements import last_of_complement
from kursk_claims.extract.statements.cues import CueHit
from kursk_claims.extract.statements.drafts import Draft, of, tokens
from kursk_claims.extract.statements.frames import (
    CLAUSAL,
    first_word,
    indirect_draft,
    rest_of_period,
    takes,
    trimmed,
    without_stop,
)
from kursk_claims.extract.statements.lexicon import it_says_forms, nominal, roles, syntax
from kursk_claims.extract.statements.phrases import phrase_end, starts_phrase
from kursk_claims.extract.statements.roles import plain_hit, subject_after
from kursk_claims.extract.statements.view import View


def as_said(view: View, period: Period, hit: CueHit) -> Draft | None:
    """``wie X mitteilte``, before, inside or after the sentence that is the content."""
    piece = period.pieces[hit.first]
    if piece.kind is not Kind.QUESTION or view.lower[piece.opener] != "wie" or piece.opener != first_word(view, piece):
        return None
    if not takes(view, hit, "clause") and not takes(view, hit, "report"):
        return None
    if hit.first and period.pieces[hit.first - 1].kind not in (
        *CLAUSAL,
        Kind.FRAGMENT,
        Kind.ASIDE,
        Kind.RELATIVE,
        Kind.INFINITIVE,
        Kind.COMPLEMENT,
        Kind.ADVERBIAL,
    ):
        return None
    if view.lower[piece.opener + 1] in syntax().degree:
        return None
    start = piece.start - 1 if piece.mark == "," else piece.start
    end = piece.end
    stop = end + 1 if end < period.end and view.words[end] == "," else end
    content = rest_of_period(view, period, set(range(start, stop)))
    if not content:
        return None
    draft = indirect_draft(view, period, hit, "wie", content, tokens(view, start, without_stop(view, stop)))
    draft.cue.add(piece.opener)
    return draft


def anaphoric(view: View, period: Period, hits: list[CueHit], previous: Period) -> list[Draft]:
    """``Das teilte X mit``: the sentence before is the content, and the pronoun stands for it."""
    first = period.pieces[0]
    i = first.start
    closed = nominal().closed
    alone = view.lower[i] in closed.taking_up and first.finite == i + 1
    figure = view.lower[i] == "diese" and first.finite == i + 2 and view.lower[i + 1] in closed.figures
    if first.kind is not Kind.MAIN or previous.quotes or not (alone or figure):
        return []
    for hit in hits:
        reports = takes(view, hit, "clause") or (figure and takes(view, hit, "report"))
        if hit.first != 0 or not reports or hit.finite != first.finite:
            continue
        if hit.cue.infinitive in roles().with_subject_this:
            continue
        if any(p.kind is Kind.COMPLEMENT for p in period.pieces[1:]):
            return []
        content = trimmed(view, previous.start, previous.end) | set(range(i, first.finite))
        frame = tokens(view, first.finite, without_stop(view, period.end))
        return [indirect_draft(view, period, hit, "anaphoric", content, frame)]
    return []


def postposed(view: View, period: Period, hit: CueHit) -> Draft | None:
    """``…, sagte X`` after the content, or between its parts; also ``…, das teilte X mit``, ``…, so schätzt X``."""
    piece = period.pieces[hit.first]
    if piece.mark not in {",", "–", "-"} or hit.finite != piece.finite or hit.first == 0:
        return None
    if view.lower[piece.start] in nominal().closed.coordinators or not takes(view, hit, "clause"):
        return None
    resumed = view.lower[piece.start] in nominal().closed.resumptive and hit.finite == piece.start + 1
    if not resumed and (piece.kind is not Kind.VERB_FIRST or hit.finite != first_word(view, piece)):
        return None
    if hit.passive and not (set(hit.cue.particle) & {"bekannt", "mit"}):
        return None
    who = None if hit.passive else subject_after(view, period, hit)
    if not hit.passive and who is None:
        return None
    first = period.pieces[0]
    if first.kind is Kind.QUESTION and view.lower[first.opener] == "wie":
        return None
    if first.kind is Kind.FRAGMENT and view.lower[first.end - 1] in nominal().nouns.content:
        return None
    before = period.pieces[: hit.first]
    if before[-1].kind is Kind.QUOTE:
        return None
    if any(p.kind is Kind.QUOTE for p in before):
        return None
    if before[0].kind is Kind.QUESTION and _spelled_out(view, period, hit):
        return None
    whole = [p for p in before if p.kind in CLAUSAL]
    first_kind = before[0].kind
    if not whole and first_kind not in (Kind.COMPLEMENT, Kind.QUESTION):
        nxt = period.pieces[hit.piece + 1] if hit.piece + 1 < len(period.pieces) else None
        so = resumed and view.lower[piece.start] == "so"
        parenthetical = nxt is not None and nxt.kind is Kind.VERB_FIRST and (so or is_konjunktiv(view, nxt.finite))
        if not parenthetical:
            return None
    start = piece.start - 1
    last = _end_of_clause(view, period, hit)
    end = period.pieces[last].end
    after = period.pieces[last + 1 :]
    goes_on = (
        bool(after)
        and after[0].mark == ","
        and after[0].kind in (*CLAUSAL, Kind.FRAGMENT)
        and any(p.kind in CLAUSAL for p in after)
    )
    if after and after[0].kind in (Kind.COMPLEMENT,) and whole:
        goes_on = True
    if goes_on:
        stop = end + 1
        frame = tokens(view, start, stop)
        content = rest_of_period(view, period, set(range(start, stop)))
    else:
        content = set(trimmed(view, period.start, start))
        frame = tokens(view, start, without_stop(view, period.end))
    colon = next((p.start for p in before if p.mark == ":"), None)
    if colon is not None and colon < start:
        content = {i for i in content if i >= colon}
    if not content:
        return None
    draft = indirect_draft(view, period, hit, "postposed", content, frame)
    if who is not None:
        draft.speaker = of(view, who)
    if resumed and view.lower[piece.start] == "so":
        draft.cue.add(piece.start)
    return draft


def _spelled_out(view: View, period: Period, hit: CueHit) -> bool:
    """``Was war, bestätigte X, nämlich, dass …``: the clause after the cue tells what the first left open."""
    after = [
        p
        for p in period.pieces[hit.piece + 1 :]
        if view.lower[p.start] not in nominal().closed.specifying or p.end - p.start > 1
    ]
    return bool(after) and after[0].kind is Kind.COMPLEMENT


def _end_of_clause(view: View, period: Period, hit: CueHit) -> int:
    """Last piece of the parenthetical clause that ``hit`` heads: appositions and relative clauses belong to it."""
    last = hit.piece
    while last + 1 < len(period.pieces) and period.pieces[last + 1].kind in (Kind.RELATIVE, Kind.ASIDE):
        last += 1
    nxt = last + 1
    if (
        nxt < len(period.pieces)
        and period.pieces[nxt].kind is Kind.FRAGMENT
        and starts_phrase(view, period.pieces[nxt].start)
    ):
        following = period.pieces[nxt + 1] if nxt + 1 < len(period.pieces) else None
        if (
            following is None
            or following.kind not in (Kind.VERB_FIRST,)
            or view.pos[period.pieces[nxt].end - 1] == "PROPN"
        ):
            last = nxt
            while last + 1 < len(period.pieces) and period.pieces[last + 1].kind in (Kind.RELATIVE, Kind.ASIDE):
                last += 1
    return last


def so_speaker(view: View, period: Period) -> list[Draft]:
    """``…, so X`` after the content or between its parts."""
    found = []
    for number, piece in enumerate(period.pieces):
        if (
            not number
            or piece.mark not in {",", "–", "-", "("}
            or piece.kind not in (Kind.FRAGMENT, Kind.ASIDE)
            or view.lower[piece.start] != "so"
        ):
            continue
        if period.pieces[number - 1].kind is Kind.QUOTE or any(p.kind is Kind.QUOTE for p in period.pieces[:number]):
            continue
        start = piece.start + 1
        if start >= piece.end or not starts_phrase(view, start) or view.lower[start] in syntax().attributive_pronouns:
            continue  # "so viele wie nie"
        end = phrase_end(view, start, piece.end, wide=False)
        if end == start:
            continue
        last = number
        while last + 1 < len(period.pieces) and period.pieces[last + 1].kind in (Kind.RELATIVE, Kind.ASIDE):
            last += 1
        after = period.pieces[last + 1 :]
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
        counted = any(view.pos[i] == "NUM" for p in period.pieces[:number] for i in range(p.start, p.end))
        clauses = (*period.pieces[:number], *after)
        if not counted and not any(p.kind in CLAUSAL or p.kind is Kind.COMPLEMENT for p in clauses):
            continue
        stop = period.pieces[last].end
        if after:
            stop += 1
        frame = tokens(view, piece.start - 1, without_stop(view, stop))
        content = rest_of_period(view, period, set(range(piece.start - 1, stop)))
        if content:
            found.append(Draft("indirect", "so", content, speaker=speaker, cue={piece.start}, frame=frame, medium="SW"))
    return found


def it_says(view: View, period: Period) -> list[Draft]:
    """``…, heißt es in dem Bericht``, ``es heißt, …``."""
    found = []
    for number, piece in enumerate(period.pieces):
        i = piece.finite
        if i < 0 or view.lower[i] not in it_says_forms() or piece.kind is Kind.QUOTE:
            continue
        it = _it(view, piece)
        if it < 0:
            continue
        cue = {i, it}
        source = _written_source(view, period, number, i)
        as_it_says = piece.kind is Kind.QUESTION and it == piece.opener + 1
        if as_it_says or (piece.kind is Kind.VERB_FIRST and number and piece.mark == ","):
            if any(p.kind is Kind.QUOTE for p in period.pieces[:number]):
                continue
            last = number
            while last + 1 < len(period.pieces) and period.pieces[last + 1].kind in (Kind.RELATIVE, Kind.ASIDE):
                last += 1
            stop = period.pieces[last].end + (last + 1 < len(period.pieces))
            begin = piece.start - (piece.mark == ",")
            content = rest_of_period(view, period, set(range(begin, stop)))
            frame = tokens(view, begin, without_stop(view, stop))
        elif number + 1 < len(period.pieces) and period.pieces[number + 1].kind in (Kind.MAIN, Kind.COMPLEMENT):
            last = last_of_complement(view, period, number + 1, "verb_second")
            content = trimmed(view, period.pieces[number + 1].start, period.pieces[last].end)
            frame = tokens(view, period.start, period.pieces[number + 1].start)
        else:
            continue
        if content:
            found.append(Draft("indirect", "heißt es", content, speaker=source, cue=cue, frame=frame, medium="SW"))
    return found


def reported_aside(view: View, period: Period) -> list[Draft]:
    """``Es seien 40 geschlüpft, freut sich X``: Konjunktiv I is what X says, whatever the verb behind it."""
    for number, piece in enumerate(period.pieces):
        if (
            piece.kind is not Kind.VERB_FIRST
            or piece.mark != ","
            or not number
            or piece.finite != first_word(view, piece)
        ):
            continue
        main = period.pieces[0]
        if main.kind is not Kind.MAIN or view.lower[main.finite] not in nominal().closed.konjunktiv1:
            continue
        if not is_reporting_mood(view, main.finite) or is_konjunktiv(view, piece.finite):
            continue
        if not view.lower[piece.finite].endswith(nominal().closed.finite_endings):
            continue
        if any(p.kind in (*CLAUSAL, Kind.QUOTE) for p in (*period.pieces[1:number], *period.pieces[number + 1 :])):
            continue
        verb = piece.finite
        if (
            view.words[verb] in nominal().closed.auxiliaries - nominal().closed.opening_speech
            or view.lower[piece.start] != view.lower[verb]
        ):
            continue
        who = subject_after(view, period, plain_hit(verb, number))
        if who is None or any(view.pos[i] == "ADP" for i in range(verb + 1, who[0])):
            continue
        start = piece.start - 1
        content = rest_of_period(view, period, set(range(start, period.end)))
        frame = tokens(view, start, without_stop(view, period.end))
        speaker = of(view, who)
        if content:
            return [Draft("indirect", "postposed", content, speaker=speaker, cue={verb}, frame=frame, medium="SW")]
    return []


def said_by_itself(view: View, period: Period) -> tuple[set[int], set[int]] | None:
    """``„…“, heißt es in dem Bericht``: the cue and where it says so, possibly nowhere; ``None`` without the phrase."""
    for number, piece in enumerate(period.pieces):
        if piece.kind is not Kind.QUOTE and piece.finite >= 0 and view.lower[piece.finite] in it_says_forms():
            it = _it(view, piece)
            if it >= 0:
                return {it, piece.finite}, _written_source(view, period, number, piece.finite)
    return None


def _it(view: View, piece: Piece) -> int:
    """The ``es`` of ``heißt es``, ``es heißt`` or ``wie es … heißt``, or -1."""
    near = [piece.finite - 1, piece.finite + 1, piece.finite + 2]
    if piece.kind is Kind.QUESTION and view.lower[piece.opener] == "wie":
        near.append(piece.opener + 1)
    return next((j for j in near if piece.start <= j < piece.end and view.lower[j] == "es"), -1)


def _written_source(view: View, period: Period, number: int, verb: int) -> set[int]:
    """Where it says so: ``in dem Bericht``, ``auf der Website``, in this piece or the first position before it."""
    first = number
    while (
        first > 0
        and period.pieces[number].kind is Kind.VERB_FIRST
        and period.pieces[first - 1].kind in (Kind.FRAGMENT, Kind.RELATIVE)
    ):
        first -= 1
    for piece in (period.pieces[number], *period.pieces[first:number]):
        for i in range(piece.start, piece.end - 1):
            if view.lower[i] in syntax().said_in and piece.kind is not Kind.RELATIVE:
                end = phrase_end(view, i + 1, piece.end, wide=i > verb or piece.finite < 0)
                if end > i + 1:
                    return tokens(view, i + 1, end)
    inside = range(period.pieces[number].start, period.pieces[number].end)
    return {i for i in inside if view.lower[i] in nominal().closed.in_it}
