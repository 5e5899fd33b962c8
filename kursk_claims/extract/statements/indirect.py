"""Indirect speech: a cue verb with a clause after it, before it, or round it.

Families: ``clause`` (dass, ob, wh), ``verb_second``, ``infinitive``, ``postposed`` (``…, sagte X``),
``wie`` (``wie X mitteilte``), ``so`` (``…, so X``), ``noun`` (``die Forderung, …``).
"""

from __future__ import annotations

from typing import Final

from kursk_claims.extract.statements.clauses import Kind, Period, Piece, is_finite, is_konjunktiv
from kursk_claims.extract.statements.cues import CueHit, find_cues, readings_of
from kursk_claims.extract.statements.drafts import Draft, of, tokens
from kursk_claims.extract.statements.lexicon import nominal
from kursk_claims.extract.statements.phrases import addressee, clause_subject, is_noun, phrase_end, starts_phrase, subject
from kursk_claims.extract.statements.view import View

_CLAUSAL: Final = (Kind.MAIN, Kind.VERB_FIRST)


def find_indirect(view: View, period: Period, hits: list[CueHit], previous: Period | None) -> list[Draft]:
    """Statements in indirect speech of one period."""
    found: list[Draft] = []
    used: set[int] = set()
    for hit in hits:
        draft = _as_wie(view, period, hit) or _postposed(view, period, hit) or _right(view, period, hit, used)
        if draft is not None:
            used.update(hit.tokens)
            found.append(draft)
    if not found and previous is not None:
        found += _anaphoric(view, period, hits, previous)
    found += _so(view, period)
    found += _heisst_es(view, period)
    found += _nouns(view, period, found)
    return found


def _takes(view: View, hit: CueHit, what: str) -> bool:
    return any(what in r.cue.takes for r in readings_of(hit, view))


def _needs_correlate(view: View, hit: CueHit) -> bool:
    clausal = [r for r in readings_of(hit, view) if "clause" in r.cue.takes]
    return bool(clausal) and all(r.cue.correlate for r in clausal)


def _draft(view: View, period: Period, hit: CueHit, construction: str, content: set[int], frame: set[int]) -> Draft:
    speaker = subject(view, period, hit)
    if hit.passive and speaker is None:
        patient = subject(view, period, hit._replace(passive=False))
        to = of(view, patient) & frame if hit.cue.infinitive in _PATIENT_IS_ADDRESSEE else set()
    else:
        to = of(view, addressee(view, period, hit, speaker))
    who = of(view, speaker)
    return Draft(
        "indirect",
        construction,
        content,
        speaker=who & frame or who - content,
        cue=set(hit.tokens),
        frame=frame,
        addressee=(to & frame) - who,
        medium=hit.cue.medium,
        stance=hit.cue.stance,
    )


_PATIENT_IS_ADDRESSEE: Final = frozenset({"auffordern", "beschuldigen", "vorwerfen", "anweisen", "bitten", "verdächtigen", "bezichtigen", "nachsagen", "ermahnen", "verpflichten"})


# ---------------------------------------------------------------------------------------------- wie X sagte


def _as_wie(view: View, period: Period, hit: CueHit) -> Draft | None:
    piece = period.pieces[hit.first]
    if piece.kind is not Kind.QUESTION or view.lower[piece.opener] != "wie" or piece.opener != _first_word(view, piece):
        return None
    if not _takes(view, hit, "clause") and not _takes(view, hit, "report"):
        return None
    if hit.first and period.pieces[hit.first - 1].kind not in (*_CLAUSAL, Kind.FRAGMENT, Kind.ASIDE, Kind.RELATIVE, Kind.INFINITIVE, Kind.COMPLEMENT, Kind.ADVERBIAL):
        return None
    if view.lower[piece.opener + 1] in {"viel", "viele", "lange", "oft", "sehr", "stark", "hoch", "weit"}:
        return None
    start = piece.start - 1 if piece.mark == "," else piece.start
    last = hit.first
    while last + 1 < len(period.pieces) and _continues_wie(view, period, last):
        last += 1
    end = period.pieces[last].end
    stop = end + 1 if end < period.end and view.words[end] == "," else end
    content = _body(view, period, set(range(start, stop)))
    if not content:
        return None
    draft = _draft(view, period, hit, "wie", content, tokens(view, start, _no_stop(view, stop)))
    draft.cue.add(piece.opener)
    return draft


def _continues_wie(view: View, period: Period, last: int) -> bool:
    """Whether the wie-clause goes on after this piece: a relative clause or apposition before the main clause."""
    following = period.pieces[last + 1]
    return following.kind in (Kind.RELATIVE, Kind.ASIDE) and last + 2 < len(period.pieces) and period.pieces[last + 2].kind is Kind.VERB_FIRST and period.pieces[last].kind is not Kind.MAIN and False


def _body(view: View, period: Period, without: set[int]) -> set[int]:
    """The period without ``without`` and without its final mark and the commas left at the edges."""
    rest = [i for i in range(period.start, period.end) if i not in without and not view.space[i]]
    while rest and view.words[rest[-1]] in {".", ",", ";", ":", "!", "?"}:
        rest.pop()
    while rest and view.words[rest[0]] in {",", ";", ":", ".", "–", "-"}:
        rest.pop(0)
    return set(rest)


def _no_stop(view: View, end: int) -> int:
    return end - 1 if end > 0 and view.words[end - 1] in {".", "!", "?"} else end


def _first_word(view: View, piece: Piece) -> int:
    i = piece.start
    while i < piece.end - 1 and (view.space[i] or view.lower[i] in nominal().closed.coordinators):
        i += 1
    return i


# ------------------------------------------------------------------------------------- Das sagte X.


def _anaphoric(view: View, period: Period, hits: list[CueHit], previous: Period) -> list[Draft]:
    """``Das teilte X mit``: the sentence before is the content, and the pronoun stands for it."""
    first = period.pieces[0]
    i = first.start
    if view.lower[i] not in {"das", "dies", "dieses"} or first.kind is not Kind.MAIN or first.finite != i + 1 or previous.quotes:
        return []
    for hit in hits:
        if hit.first != 0 or not _takes(view, hit, "clause") or hit.finite != first.finite:
            continue
        if any(p.kind is Kind.COMPLEMENT for p in period.pieces[1:]):
            return []
        content = _cut(view, previous.start, previous.end) | {i}
        return [_draft(view, period, hit, "anaphoric", content, tokens(view, i + 1, _no_stop(view, period.end)))]
    return []


# ------------------------------------------------------------------------------------------ …, sagte X


def _postposed(view: View, period: Period, hit: CueHit) -> Draft | None:
    piece = period.pieces[hit.first]
    if piece.mark not in {",", "–", "-"} or hit.finite != piece.finite or hit.first == 0:
        return None
    if view.lower[piece.start] in nominal().closed.coordinators or not _takes(view, hit, "clause"):
        return None
    resumed = view.lower[piece.start] in {"so", "das", "dies"} and hit.finite == piece.start + 1
    if not resumed and (piece.kind is not Kind.VERB_FIRST or hit.finite != _first_word(view, piece)):
        return None
    if hit.passive and not (set(hit.cue.particle) & {"bekannt", "mit"}):
        return None
    who = subject(view, period, hit)
    if not hit.passive and (who is None or who[0] < hit.finite):
        return None
    if period.pieces[0].kind is Kind.QUESTION and view.lower[period.pieces[0].opener] == "wie":
        return None
    before = period.pieces[: hit.first]
    if before[-1].kind is Kind.QUOTE:
        return None
    if any(p.kind is Kind.QUOTE for p in before):
        return None
    whole = [p for p in before if p.kind in _CLAUSAL]
    first_kind = before[0].kind
    if not whole and first_kind not in (Kind.COMPLEMENT, Kind.QUESTION):
        nxt = period.pieces[hit.piece + 1] if hit.piece + 1 < len(period.pieces) else None
        parenthetical = nxt is not None and nxt.kind is Kind.VERB_FIRST
        if not parenthetical:
            return None
    start = piece.start - 1
    last = _end_of_clause(view, period, hit)
    end = period.pieces[last].end
    after = period.pieces[last + 1 :]
    goes_on = bool(after) and after[0].mark == "," and after[0].kind in (*_CLAUSAL, Kind.FRAGMENT) and any(p.kind in _CLAUSAL for p in after)
    if after and after[0].kind in (Kind.COMPLEMENT,) and whole:
        goes_on = True
    if goes_on:
        stop = end + 1
        frame = tokens(view, start, stop)
        content = _body(view, period, set(range(start, stop)))
    else:
        content = set(_cut(view, period.start, start))
        frame = tokens(view, start, _no_stop(view, period.end))
    colon = next((p.start for p in before if p.mark == ":" ), None)
    if colon is not None and colon < start:
        content = {i for i in content if i >= colon}
    if not content:
        return None
    draft = _draft(view, period, hit, "postposed", content, frame)
    if resumed and view.lower[piece.start] == "so":
        draft.cue.add(piece.start)
    return draft


def _end_of_clause(view: View, period: Period, hit: CueHit) -> int:
    """Last piece of the parenthetical clause that ``hit`` heads: appositions and relative clauses belong to it."""
    last = hit.piece
    while last + 1 < len(period.pieces) and period.pieces[last + 1].kind in (Kind.RELATIVE, Kind.ASIDE):
        last += 1
    nxt = last + 1
    if nxt < len(period.pieces) and period.pieces[nxt].kind is Kind.FRAGMENT and starts_phrase(view, period.pieces[nxt].start):
        following = period.pieces[nxt + 1] if nxt + 1 < len(period.pieces) else None
        if following is None or following.kind not in (Kind.VERB_FIRST,) or view.pos[period.pieces[nxt].end - 1] == "PROPN":
            last = nxt
            while last + 1 < len(period.pieces) and period.pieces[last + 1].kind in (Kind.RELATIVE, Kind.ASIDE):
                last += 1
    return last


def _cut(view: View, start: int, end: int) -> set[int]:
    return tokens(view, *view.trim(start, end, {",", ";", ":", "."}))


# --------------------------------------------------------------------------------------- X sagte, dass …


def _right(view: View, period: Period, hit: CueHit, used: set[int]) -> Draft | None:
    if hit.finite < 0:
        return None
    found = _complement(view, period, hit)
    if found is None:
        return None
    first, construction = found
    last = _last_of_complement(view, period, first, construction)
    begin = period.pieces[first].start
    end = period.pieces[last].end
    content = _cut(view, begin, end)
    if not content:
        return None
    frame_start = _frame_start(view, period, hit)
    frame = tokens(view, frame_start, begin)
    rest_start = end
    if last + 1 < len(period.pieces):
        frame |= tokens(view, rest_start, _no_stop(view, period.end))
    frame -= content
    frame -= {i for q in period.quotes for i in range(view.quotes[q].start, view.quotes[q].end)}
    return _draft(view, period, hit, construction, content, frame)


def _frame_start(view: View, period: Period, hit: CueHit) -> int:
    return period.start


def _complement(view: View, period: Period, hit: CueHit) -> tuple[int, str] | None:
    """The piece where the clause that completes the cue begins, and its family."""
    pieces = period.pieces
    k = hit.piece + 1
    if k < len(pieces) and pieces[k].mark == ":" and pieces[k].kind is not Kind.QUOTE:
        return (k, "verb_second") if pieces[k].kind in _CLAUSAL and _takes(view, hit, "clause") and hit.first == hit.piece else None
    skipped_clause = False
    while k < len(pieces):
        piece = pieces[k]
        if piece.kind is Kind.QUOTE:
            return None
        if piece.kind is Kind.COMPLEMENT or (piece.kind is Kind.QUESTION and piece.mark == "," and view.lower[piece.opener] not in {"wobei", "wie"}):
            if piece.kind is Kind.QUESTION and (skipped_clause or not _asks(view, hit, piece)):
                return None
            return (k, "clause") if _takes(view, hit, "clause") and (hit.correlate or not _needs_correlate(view, hit)) else None
        if piece.kind is Kind.QUESTION and view.lower[piece.opener] == "wie" and not skipped_clause:
            return (k, "clause") if _takes(view, hit, "clause") and piece.start - 2 in hit.tokens else None
        if piece.kind is Kind.INFINITIVE:
            if view.lower[piece.opener] in nominal().closed.infinitive_openers:
                skipped_clause = True
                k += 1
                continue
            return (k, "infinitive") if _takes(view, hit, "inf") else None
        if piece.kind is Kind.MAIN and piece.mark == ",":
            if _takes(view, hit, "clause") and not _needs_correlate(view, hit) and _verb_second_fits(view, period, hit, piece):
                return k, "verb_second"
            return None
        if piece.kind is Kind.ADVERBIAL and k + 1 < len(pieces) and pieces[k + 1].kind is Kind.VERB_FIRST and pieces[k].mark == ",":
            if _takes(view, hit, "clause") and not _needs_correlate(view, hit):
                return k, "verb_second"
            return None
        if piece.kind is Kind.FRAGMENT and piece.mark == "," and not skipped_clause:
            nxt = next((j for j in range(k + 1, len(pieces)) if pieces[j].kind not in (Kind.FRAGMENT, Kind.RELATIVE, Kind.ASIDE)), None)
            if nxt is not None and pieces[nxt].kind is Kind.VERB_FIRST and is_konjunktiv(view, pieces[nxt].finite) and _takes(view, hit, "clause"):
                return k, "verb_second"
        if piece.kind in (Kind.VERB_FIRST,):
            return None
        if piece.kind is Kind.ADVERBIAL:
            skipped_clause = True
        k += 1
    return None


def _asks(view: View, hit: CueHit, piece: Piece) -> bool:
    """Whether a clause with a question word is the content, and not a relative clause on a noun before it."""
    if view.lower[piece.opener] in {"warum", "weshalb", "wieso", "wann", "wer", "wen", "wem", "inwieweit", "inwiefern"}:
        return True
    return piece.start - 2 in hit.tokens and view.lower[piece.opener] not in {"wonach", "woraufhin", "wodurch", "was", "womit", "wobei"}


def _verb_second_fits(view: View, period: Period, hit: CueHit, piece: Piece) -> bool:
    """Whether a main clause after the cue is its content and not just the next clause."""
    if view.lower[_raw_first(view, piece)] in nominal().closed.coordinators:
        return False
    if is_konjunktiv(view, piece.finite):
        return True
    here = period.pieces[hit.first]
    if here.kind not in _CLAUSAL or hit.piece != hit.first or (hit.passive and "es" not in view.lower[here.start : here.end]):
        return False
    return not _has_own_object(view, period, hit)


def _has_own_object(view: View, period: Period, hit: CueHit) -> bool:
    """Whether the cue already has an accusative object, so that the next clause is not its content."""
    here = period.pieces[hit.first]
    closed = nominal().closed
    who = subject(view, period, hit)
    for i in range(here.start, here.end):
        if who is not None and who[0] <= i < who[1]:
            continue
        if view.dep[i] == "obj" and view.head[i] in (hit.verb, hit.finite) and view.lower[i] != "sich":
            return True
        if view.lower[i] in closed.accusative_articles and view.lower[max(0, i - 1)] not in closed.prepositions:
            return True
    return False


def _raw_first(view: View, piece: Piece) -> int:
    i = piece.start
    while i < piece.end - 1 and view.space[i]:
        i += 1
    return i


def _last_of_complement(view: View, period: Period, first: int, construction: str) -> int:
    """The last piece of the content: normally the last of the period, unless the matrix clause comes back."""
    pieces = period.pieces
    konjunktiv = any(is_konjunktiv(view, p.finite) for p in pieces[first : first + 2] if p.finite >= 0)
    has_main = construction == "verb_second"
    last = first
    for k in range(first + 1, len(pieces)):
        piece = pieces[k]
        if piece.kind is Kind.QUOTE or piece.mark == ";" or (piece.mark == ":" and construction != "verb_second"):
            break
        if piece.kind is Kind.VERB_FIRST and not is_konjunktiv(view, piece.finite):
            pending = construction == "verb_second" and not any(p.kind in _CLAUSAL for p in pieces[first:k])
            if not pending and pieces[k - 1].kind not in (Kind.ADVERBIAL, Kind.RELATIVE, Kind.ASIDE, Kind.FRAGMENT):
                break
            if not pending and construction != "verb_second" and pieces[k - 1].kind is not Kind.ADVERBIAL:
                break
        if piece.kind is Kind.MAIN and not is_konjunktiv(view, piece.finite):
            lead = view.lower[_raw_first(view, piece)]
            if konjunktiv and has_main and lead in {"und", "aber", "doch", "sondern", "während"}:
                break
            if construction != "verb_second" and lead in {"und", "aber", "doch"}:
                break
        last = k
    return last


# --------------------------------------------------------------------------------------------- …, so X


def _so(view: View, period: Period) -> list[Draft]:
    found = []
    for number, piece in enumerate(period.pieces):
        if not number or piece.mark not in {",", "–", "-", "("} or piece.kind not in (Kind.FRAGMENT, Kind.ASIDE) or view.lower[piece.start] != "so":
            continue
        if period.pieces[number - 1].kind is Kind.QUOTE or any(p.kind is Kind.QUOTE for p in period.pieces[:number]):
            continue
        start = piece.start + 1
        if start >= piece.end or not starts_phrase(view, start):
            continue
        end = phrase_end(view, start, piece.end, wide=False)
        if end == start:
            continue
        last = number
        while last + 1 < len(period.pieces) and period.pieces[last + 1].kind in (Kind.RELATIVE, Kind.ASIDE):
            last += 1
        after = period.pieces[last + 1 :]
        speaker = tokens(view, start, end)
        if after and after[0].kind is Kind.FRAGMENT and starts_phrase(view, after[0].start) and (len(after) == 1 or after[0].mark == "," and after[1].kind is Kind.VERB_FIRST and view.pos[after[0].end - 1] == "PROPN"):
            speaker |= tokens(view, end, view.trim(after[0].start, phrase_end(view, after[0].start, after[0].end, wide=True))[1])
            last += 1
            after = after[1:]
        if not any(p.kind in _CLAUSAL or p.kind is Kind.COMPLEMENT for p in (*period.pieces[:number], *after)):
            continue
        stop = period.pieces[last].end
        if after:
            stop += 1
        frame = tokens(view, piece.start - 1, _no_stop(view, stop))
        content = _body(view, period, set(range(piece.start - 1, stop)))
        if content:
            found.append(Draft("indirect", "so", content, speaker=speaker, cue={piece.start}, frame=frame, medium="SW"))
    return found


def _heisst_es(view: View, period: Period) -> list[Draft]:
    """``…, heißt es in dem Bericht``, ``es heißt, …``."""
    found = []
    for number, piece in enumerate(period.pieces):
        i = piece.finite
        if i < 0 or view.lower[i] not in {"heißt", "hieß", "heiße"} or piece.kind is Kind.QUOTE:
            continue
        around = [j for j in (i - 1, i + 1, i + 2) if piece.start <= j < piece.end and view.lower[j] == "es"]
        if not around:
            continue
        cue = {i, around[0]}
        source = _written_source(view, period, number, i)
        if piece.kind is Kind.VERB_FIRST and number and piece.mark == ",":
            if any(p.kind is Kind.QUOTE for p in period.pieces[:number]):
                continue
            last = number
            while last + 1 < len(period.pieces) and period.pieces[last + 1].kind in (Kind.RELATIVE, Kind.ASIDE):
                last += 1
            stop = period.pieces[last].end + (last + 1 < len(period.pieces))
            content = _body(view, period, set(range(piece.start - 1, stop)))
            frame = tokens(view, piece.start - 1, _no_stop(view, stop))
        elif number + 1 < len(period.pieces) and period.pieces[number + 1].kind in (Kind.MAIN, Kind.COMPLEMENT):
            last = _last_of_complement(view, period, number + 1, "verb_second")
            content = _cut(view, period.pieces[number + 1].start, period.pieces[last].end)
            frame = tokens(view, period.start, period.pieces[number + 1].start)
        else:
            continue
        if content:
            found.append(Draft("indirect", "heißt es", content, speaker=source, cue=cue, frame=frame, medium="SW"))
    return found


def _written_source(view: View, period: Period, number: int, verb: int) -> set[int]:
    """Where it says so: ``in dem Bericht``, ``auf der Website``, in this piece or the first position before it."""
    first = number
    while first > 0 and period.pieces[number].kind is Kind.VERB_FIRST and period.pieces[first - 1].kind in (Kind.FRAGMENT, Kind.RELATIVE):
        first -= 1
    for piece in (period.pieces[number], *period.pieces[first:number]):
        for i in range(piece.start, piece.end - 1):
            if view.lower[i] in {"in", "im", "aus", "von", "vom", "beim", "bei", "seitens", "auf"} and piece.kind is not Kind.RELATIVE:
                end = phrase_end(view, i + 1, piece.end, wide=i > verb or piece.finite < 0)
                if end > i + 1:
                    return tokens(view, i + 1, end)
    return set()


# ------------------------------------------------------------------------------------- die Forderung, …


def _nouns(view: View, period: Period, found: list[Draft]) -> list[Draft]:
    drafts = []
    taken = {i for d in found for i in d.content if i == d.start}
    for number, piece in enumerate(period.pieces[:-1]):
        if piece.kind is Kind.QUOTE:
            continue
        following = period.pieces[number + 1]
        if following.mark != "," or following.start in taken or following.kind not in (Kind.COMPLEMENT, Kind.INFINITIVE, Kind.MAIN):
            continue
        if following.kind is Kind.INFINITIVE and view.lower[following.opener] in nominal().closed.infinitive_openers:
            continue
        if following.kind is Kind.MAIN and not is_konjunktiv(view, following.finite):
            continue
        noun = next((i for i in range(piece.end - 1, max(piece.start, piece.end - 14) - 1, -1) if _content_noun(view, i)), -1)
        if noun < 0 or any(is_finite(view, i) for i in range(noun + 1, piece.end)):
            continue
        if following.kind is Kind.MAIN and view.lower[following.start] in nominal().closed.coordinators:
            continue
        last = _last_of_complement(view, period, number + 1, "clause" if following.kind is not Kind.MAIN else "verb_second")
        content = _cut(view, following.start, period.pieces[last].end)
        if not content or any(content & d.content for d in found):
            continue
        frame = tokens(view, period.start, following.start) | (tokens(view, period.pieces[last].end, _no_stop(view, period.end)) if last + 1 < len(period.pieces) else set())
        cue = {noun}
        if noun > piece.start and view.lower[noun - 1] in nominal().closed.determiners:
            cue.add(noun - 1)
        holder = phrase_end(view, noun, piece.end, wide=False)
        speaker = tokens(view, noun + 1, holder)
        if not speaker:
            clause = next((k for k in range(number, -1, -1) if period.pieces[k].kind in _CLAUSAL), -1)
            speaker = of(view, clause_subject(view, period, clause)) if clause >= 0 else set()
        drafts.append(Draft("indirect", "noun", content, speaker=speaker, cue=cue, frame=frame - content, medium="SW"))
    return drafts


def _content_noun(view: View, i: int) -> bool:
    return view.lower[i] in nominal().nouns.content and is_noun(view, i)
