"""Direct speech: free-standing quotations with the frame before, after or between them, and quoted words."""

from __future__ import annotations

from typing import Final

from kursk_claims.extract.statements.cues import CueHit, readings_of
from kursk_claims.extract.statements.drafts import Draft, of, tokens
from kursk_claims.extract.statements.parentheticals import said_by_itself
from kursk_claims.extract.statements.reported import object_forms, reported_act
from kursk_claims.extract.statements.roles import addressee, clause_subject, plain_hit, subject
from kursk_claims.extract.statements.speakers import may_speak
from kursk_claims.grammar.clauses import Kind, Sentence
from kursk_claims.grammar.noun_phrases import phrase_end, starts_phrase
from kursk_claims.grammar.tokens import Quote, Range, View
from kursk_claims.grammar.verbs import is_finite, is_reporting_mood
from kursk_claims.lexicon.grammar import grammar
from kursk_claims.lexicon.saying import saying

_STOPS: Final = frozenset({".", "!", "?"})


def find_direct(
    view: View, sentence: Sentence, hits: list[CueHit], previous: Draft | None, last: Draft | None
) -> list[Draft]:
    """Free-standing quotations of a sentence: one statement for all that share a frame.

    A quotation without any frame goes on with ``previous``, the direct statement right before it; one whose frame
    is itself a continued report goes on with ``last``, the last statement of any kind.
    """
    if all(_is_title(view, view.quotes[q], []) for q in sentence.quotes):
        return []
    content: set[int] = set()
    for q in sentence.quotes:
        content |= tokens(view, view.quotes[q].start, min(view.quotes[q].end, sentence.end))
    frame = _outside(view, sentence, content)
    if not any(view.words[i][0].isalnum() for i in frame):
        return [] if previous is None else [_within(previous, content, "direct")]
    hit = _best(view, sentence, hits)
    draft = Draft("direct", "direct", content, frame=frame, medium="Speech")
    if hit is not None:
        speaker = subject(view, sentence, hit)
        draft.cue = _cue(view, hit) | _in_these_words(view, draft.frame)
        draft.speaker = of(view, speaker)
        draft.addressee = of(view, addressee(view, sentence, hit, speaker)) - draft.speaker
        draft.medium = hit.cue.medium
        if speaker is None:
            draft.speaker = _so(view, sentence)
    elif (source := said_by_itself(view, sentence)) is not None:
        draft.cue, draft.speaker = source
    elif last is not None and _runs_on(view, sentence):
        draft.speaker, draft.within = set(last.speaker), last
    else:
        _without_verb(view, sentence, draft)
    return [draft]


def _outside(view: View, sentence: Sentence, content: set[int]) -> set[int]:
    """The words of a sentence around a quotation, without the stop at its end."""
    outside = sorted(tokens(view, sentence.start, sentence.end) - content)
    while outside and view.words[outside[-1]] in _STOPS:
        outside.pop()
    return set(outside)


def _cue(view: View, hit: CueHit) -> set[int]:
    """The words of a cue without a correlate (``sagte dazu``), which quoted words do not need."""
    return {i for i in hit.tokens if view.lower[i] not in grammar().correlates}


def _in_these_words(view: View, frame: set[int]) -> set[int]:
    """``mit den Worten``, ``mit folgenden Worten``: they announce the quotation as the verb does."""
    end = next((i for i in sorted(frame) if view.lower[i] == "worten"), -1)
    start = next((i for i in range(end, max(end - _NEAR, -1), -1) if view.lower[i] == "mit"), -1)
    return set(range(start, end + 1)) if 0 <= start < end else set()


def _runs_on(view: View, sentence: Sentence) -> bool:
    """``Angst habe sie nicht: „…“``, ``„…“ sei ihm egal``: the words round a quotation stand in Konjunktiv I."""
    verb = next((p.finite for p in sentence.clauses if p.kind in (Kind.MAIN, Kind.VERB_FIRST)), -1)
    return verb >= 0 and view.lower[verb] in grammar().konjunktiv1 and is_reporting_mood(view, verb)


def _best(view: View, sentence: Sentence, hits: list[CueHit]) -> CueHit | None:
    """The cue nearest to a quotation."""
    edges = [e for q in sentence.quotes for e in (view.quotes[q].start, view.quotes[q].end)]
    usable = [h for h in hits if h.finite >= 0]
    return min(usable, key=lambda h: (min(abs(h.tokens[-1] - e) for e in edges), h.verb), default=None)


def _so(view: View, sentence: Sentence) -> set[int]:
    """``„…“, so X``: the speaker, or nobody."""
    for number, clause in enumerate(sentence.clauses):
        start = clause.start
        if clause.kind is Kind.QUOTE or view.lower[start] != "so" or not number:
            continue
        if start + 1 >= clause.end or not starts_phrase(view, start + 1):
            continue
        end = phrase_end(view, start + 1, clause.end, wide=False)
        speaker = tokens(view, start + 1, end)
        following = sentence.clauses[number + 1] if number + 1 < len(sentence.clauses) else None
        if following is not None and following.kind is Kind.FRAGMENT and starts_phrase(view, following.start):
            speaker |= {i for i in tokens(view, end, following.end) if view.words[i] not in _STOPS}
        return speaker
    return set()


def _without_verb(view: View, sentence: Sentence, draft: Draft) -> None:
    """``„…“, so X`` and frames whose verb is no cue (``X zur Lage: „…“``)."""
    draft.speaker = _so(view, sentence)
    if draft.speaker:
        draft.cue = {min(draft.speaker) - 1}
        return
    first = sentence.clauses[0]
    if first.kind is Kind.QUOTE:
        return
    before = next(k for k, clause in enumerate(sentence.clauses) if clause.kind is Kind.QUOTE)
    main = next((k for k in range(before - 1, 0, -1) if sentence.clauses[k].kind is Kind.VERB_FIRST), -1)
    if main > 0:  # "In einer Rede, die …, rechtfertigte X den Plan: „…“"
        draft.cue = {sentence.clauses[main].finite}
        draft.speaker = of(view, clause_subject(view, sentence, main))
        return
    finite = next((i for i in range(first.start, first.end) if is_finite(view, i)), -1)
    begin = first.opener
    who: Range | None = None
    if finite >= 0:
        draft.cue = {finite}
        who = subject(view, sentence, plain_hit(finite, 0))
    elif starts_phrase(view, begin):
        who = begin, phrase_end(view, begin, first.end, wide=False)
    if may_speak(view, who):
        draft.speaker = of(view, who)


def find_quoted_parts(view: View, sentence: Sentence, hits: list[CueHit], found: list[Draft]) -> list[Draft]:
    """Quoted words that are part of a sentence: nested in a statement, or themselves the object of a cue."""
    drafts = []
    for q in _embedded(view, sentence):
        quote = view.quotes[q]
        preposition = _preposition(view, sentence, quote, hits)
        named_so = preposition >= 0 and view.words[quote.start + 1][0].isupper()
        if not (_is_speech(view, q) or named_so):
            continue
        content = tokens(view, quote.start, quote.end)
        host = next(
            (d for d in found if d.mode != "direct" and quote.start in d.content and quote.end - 1 in d.content), None
        )
        if host is not None:
            drafts.append(_within(host, content))
            continue
        usable = [h for h in hits if h.finite >= 0 and _speaks(view, h)]
        hit = _nearest(sentence, usable, quote)
        if hit is None or any(quote.start in d.frame and not _second_act(view, hit, d) for d in found):
            continue
        speaker = subject(view, sentence, hit)
        if speaker is None and "quote" not in hit.cue.takes:
            continue
        if speaker is not None and speaker[0] <= quote.start < speaker[1]:
            continue
        if speaker is not None and _of_object(view, hit, quote):
            host = reported_act(view, tokens(view, sentence.start, sentence.end), speaker, hit.cue)
            drafts += [host, _within(host, content)]
            continue
        frame = _outside(view, sentence, content)
        drafts.append(
            Draft(
                "direct",
                "quoted part",
                content,
                of(view, speaker),
                _cue(view, hit) | ({preposition} & frame),
                frame,
                of(view, addressee(view, sentence, hit, speaker)),
                hit.cue.medium,
            )
        )
    return drafts


def _nearest(sentence: Sentence, hits: list[CueHit], quote: Quote) -> CueHit | None:
    """The cue of the quotation's own clause, else the nearest."""
    number = next((k for k, clause in enumerate(sentence.clauses) if clause.start <= quote.start < clause.end), -1)
    return min(hits, key=lambda h: (number not in (h.first, h.clause), abs(h.verb - quote.start)), default=None)


def _second_act(view: View, hit: CueHit, other: Draft) -> bool:
    """``X nannte es „Unsinn“ und kündigte an, …``: the frame of one act holds the other, whose verb comes first."""
    return hit.verb not in other.cue and other.construction in {"clause", "infinitive", "verb_second"}


def _preposition(view: View, sentence: Sentence, quote: Quote, hits: list[CueHit]) -> int:
    """The preposition of the verb that quoted words stand behind, or -1: ``bezeichnete es als „Unsinn“``."""
    i = quote.start - 1 - (view.lower[quote.start - 1] in grammar().determiners)
    hit = _nearest(sentence, [h for h in hits if h.finite >= 0], quote)
    if hit is None or view.deps[i] == "compound:prt":
        return -1
    fits = any(r.cue.object and view.lower[i] in object_forms(r.cue.object) for r in readings_of(hit, view))
    return i if fits else -1


def _within(host: Draft, content: set[int], construction: str = "quoted part") -> Draft:
    """Quoted words inside the statement ``host``, or right behind it, by the same speaker."""
    return Draft(
        "direct",
        construction,
        content,
        set(host.speaker),
        set(host.cue),
        set(host.frame) - content,
        set(host.addressee),
        host.medium,
        nested=construction == "quoted part",
        within=host,
    )


def _of_object(view: View, hit: CueHit, quote: Quote) -> bool:
    """``erwartet einen Sturm „in den nächsten Stunden“``: the quoted words belong to what somebody thinks of.

    The object alone makes no statement (``erwartet ein Kind``); with words quoted, the sentence reports a thought.
    """
    if view.lower[quote.start - 1] in grammar().determiners and _demands(view, hit, quote):
        return True
    if hit.cue.medium != "ST" or not any(r.cue.takes >= {"clause", "quote"} for r in readings_of(hit, view)):
        return False
    between = range(hit.finite + 1, quote.start)
    return not any(view.lower[i] == "sich" for i in between) and any(
        view.deps[i] == "obj" and view.heads[i] in (hit.verb, hit.finite) for i in between
    )


def _demands(view: View, hit: CueHit, quote: Quote) -> bool:
    """``fordert eine „großzügige Frist“ von sechs Jahren``: the words quoted describe a figure that is the object."""
    after = range(quote.end, min(quote.end + _NEAR, len(view)))
    figure = any(view.pos[i] == "NUM" for i in after) and view.lower[quote.end : quote.end + 1] == ["von"]
    return figure and any("report" in r.cue.takes and not r.cue.object for r in readings_of(hit, view))


_NEAR: Final = 4
"""Tokens behind quoted words within which the figure stands that they describe."""


def _speaks(view: View, hit: CueHit) -> bool:
    """Whether quoted words can be the object of the cue."""
    return any(r.cue.takes & {"quote", "report"} for r in readings_of(hit, view))


def _embedded(view: View, sentence: Sentence) -> list[int]:
    seen = sorted({view.quote_at[i] for i in range(sentence.start, sentence.end) if view.quote_at[i] >= 0})
    return [q for q in seen if q not in sentence.quotes]


def _is_title(view: View, quote: Quote, inner: list[int]) -> bool:
    """Quoted words behind a noun for what bears a name (``der Film „…“``, ``Motto: „…“``), or all in capitals."""
    before = quote.start - 1 - (view.words[quote.start - 1] == ":")
    noun = view.lower[before].removesuffix("s") if before >= 0 and view.pos[before] == "NOUN" else ""
    if noun.endswith(saying().words.titled):
        return True
    words = [i for i in inner if view.words[i][0].isalpha()]
    small = saying().words.title_words
    return len(words) > 1 and all(view.words[i][0].isupper() or view.lower[i] in small for i in words)


def _is_speech(view: View, q: int) -> bool:
    """Whether quoted words are words of the speaker, not a name or title."""
    quote = view.quotes[q]
    inner = [i for i in range(quote.start + 1, quote.end - 1) if not view.is_space[i]]
    if not inner or _is_title(view, quote, inner):
        return False
    if any(is_finite(view, i) for i in inner):
        return True
    return view.words[inner[0]][0].islower() or len(inner) > 4
