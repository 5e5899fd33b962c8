"""Noun phrases read off the surface: where they begin and end, and who the subject of a cue is.

A parser trained on little data gets attachment wrong one time in four; the edges of a German noun
phrase are mostly written on it (articles, capitals, genitive articles, commas round an apposition).
So the surface decides where a phrase ends, and the analysis only breaks ties about which one is
the subject.
"""

from __future__ import annotations

from typing import Final

from kursk_claims.extract.statements.clauses import Kind, Period, Piece, is_finite
from kursk_claims.extract.statements.cues import CueHit
from kursk_claims.extract.statements.lexicon import Cue, nominal
from kursk_claims.extract.statements.view import Range, View

_GENITIVE: Final = frozenset("des der eines einer dieses dieser seines seiner ihres ihrer unserer unseres deren dessen zweier dreier mehrerer beider".split())
_NAME_PARTS: Final = frozenset("von van de del della di da dos der den zu el al bin ben ibn le la du und".split())
_CLOSE_PREPOSITIONS: Final = frozenset("von vom für aus beim".split())
_PLACE_PREPOSITIONS: Final = frozenset("in im an am bei auf".split())
_FOCUS: Final = frozenset("auch selbst sogar nur bereits schon zudem dagegen hingegen jedoch aber allerdings weiter sowohl ebenso etwa so noch dann daraufhin außerdem zunächst ebenfalls".split())
_TIME: Final = frozenset(
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar februar märz april mai juni juli august september "
    "oktober november dezember jahr jahre jahren monat woche wochen tag tagen abend morgen nachmittag vormittag nacht wochenende uhr "
    "anschluss interview gespräch rahmen zusammenhang pressekonferenz dienstagabend montagabend mittwochabend donnerstagabend freitagabend "
    "rede brief schreiben erklärung mitteilung stellungnahme fernsehen rundfunk radio".split()
)
_NOT_NOMINAL: Final = frozenset(
    "als wie auch jetzt hier dort dabei dazu damit daher deshalb demnach danach zuletzt zuvor zwar erst so nun dann nur weiter des außerdem "
    "zudem ferner später gestern heute bisher derzeit allerdings hingegen dagegen demgegenüber gleichzeitig zunächst schließlich insbesondere "
    "darüber darin daraufhin inzwischen mittlerweile seitdem trotzdem dennoch jedoch ebenso ebenfalls sinngemäß offiziell".split()
)
_OWN_ROLE: Final = frozenset({"obj", "iobj"})
"""Roles by which a noun right after a noun phrase is a phrase of its own (``die Verbände Reformen``)."""
_ATTRIBUTIVE_PRONOUNS: Final = frozenset("andere anderer letztere letzterer erstere ersterer viele einige manche mehrere beide".split())
_OPEN_MARKS: Final = frozenset({"„", '"', "»", "“", "‚", "›"})


_OBJECT_WITH_VON: Final = frozenset({"sprechen", "ausgehen", "berichten", "reden"})
_ANY_VERB: Final = Cue("", (), False, frozenset(), "", False, "SW", "assert")
_ABSTRACT: Final = ("ung", "ungen", "heit", "keit", "tion", "tät", "ismus", "nis", "zahl", "zahlen")
_HOLDERS: Final = (
    "regierung", "zeitung", "leitung", "verwaltung", "organisation", "organisationen", "stiftung", "fraktion", "koalition", "opposition",
    "kommission", "abteilung", "vereinigung", "versammlung", "universität", "institution", "delegation", "union", "redaktion", "meldung",
    "mitteilung", "untersuchung", "erhebung", "vertretung", "führung", "bevölkerung", "zeitungen", "regierungen",
)


def is_noun(view: View, i: int) -> bool:
    """Whether token ``i`` can be the head of a noun phrase."""
    word = view.words[i]
    if not word[0].isupper():
        return _lower_case_name(word) or (view.pos[i] in ("PROPN", "NOUN") and word[0].isdigit() and not word[-1].isdigit())
    if view.lower[i] in nominal().closed.determiners or view.lower[i] in nominal().closed.prepositions:
        return False
    return view.pos[i] in ("NOUN", "PROPN", "X", "NUM", "", "ADJ", "SYM") or (view.pos[i] not in ("ADP", "DET", "PRON", "SCONJ", "CCONJ", "ADV", "AUX") and len(word) > 1)


def _lower_case_name(word: str) -> bool:
    """``ai-Bericht``, ``tagesschau.de``, ``n-tv``."""
    return word[0].islower() and (any(c.isupper() for c in word[1:]) or ("." in word[1:-1] and word[-1].isalpha()))


def is_modifier(view: View, i: int) -> bool:
    """Whether token ``i`` can stand between article and noun: adjective, participle, number."""
    word = view.words[i]
    if view.pos[i] in ("ADJ", "NUM"):
        return True
    if word[0].isdigit():
        return True
    return word[0].islower() and view.pos[i] in ("VERB", "ADV", "") and word.endswith(("e", "en", "er", "es", "em")) and not is_finite(view, i) and len(word) > 3


def starts_phrase(view: View, i: int) -> bool:
    """Whether a nominal phrase without preposition may begin at ``i``."""
    closed = nominal().closed
    word = view.lower[i]
    if word in closed.determiners or word in closed.subject_pronouns:
        return True
    if word in closed.prepositions or word in _NOT_NOMINAL:
        return False
    if view.words[i] in _OPEN_MARKS:
        return True
    return is_noun(view, i) or (is_modifier(view, i) and view.words[i][0].isalnum())


def core_end(view: View, i: int, limit: int) -> int:
    """End of the noun phrase at ``i`` without what follows its noun; ``i`` if there is none."""
    closed = nominal().closed
    word = view.lower[i]
    j = i
    if word in closed.determiners or (word in _ATTRIBUTIVE_PRONOUNS and i + 1 < limit and (is_noun(view, i + 1) or is_modifier(view, i + 1))):
        j += 1
        if j < limit and view.lower[j] in closed.determiners and view.lower[j] not in {"der", "die", "das"}:
            j += 1
        j = _attributes(view, j, limit)
    elif word in closed.subject_pronouns:
        return i + 1
    else:
        j = _attributes(view, j, limit)
    begin = j
    while j < limit:
        q = view.quote_at[j]
        if q >= 0 and view.quotes[q].start == j and view.quotes[q].end <= limit and view.quotes[q].end - j <= 12:
            j = view.quotes[q].end
        elif j > begin and view.pos[j] == "NOUN" and view.dep[j] in _OWN_ROLE:
            break
        elif is_noun(view, j) or (j > begin and view.words[j] in {"&", "/"}):
            j += 1
        elif j > begin and view.words[j][0].isdigit() and not (j + 1 < limit and is_noun(view, j + 1)):
            j += 1
        elif j > begin and view.words[j] in {"’", "'"} and j + 1 < limit and is_noun(view, j + 1) and view.starts[j + 1] == view.ends[j]:
            j += 2
        elif j > begin and view.lower[j] in _NAME_PARTS and j + 1 < limit and view.pos[j - 1] in ("PROPN", "") and view.lower[j] not in {"der", "und", "von", "zu", "den"} and is_noun(view, j + 1):
            j += 1
        elif j > begin and view.words[j] in {"von", "zu"} and j + 1 < limit and view.entity[j] == "PER" and is_noun(view, j + 1):
            j += 1
        elif view.words[j] in {"-", "–"} and j > begin and j + 1 < limit and view.starts[j] == view.ends[j - 1]:
            j += 1
        else:
            break
    if j == begin and begin > i and word in closed.determiners:
        return begin if word in closed.subject_pronouns or begin > i + 1 else i
    return j if j > begin else i


def _attributes(view: View, j: int, limit: int) -> int:
    """Skip adjectives and extended attributes (``der am Montag vorgestellte``)."""
    closed = nominal().closed
    k = j
    while k < limit:
        if is_noun(view, k) and not (k + 1 < limit and _extends(view, j, k, limit)):
            break
        if is_modifier(view, k) or view.lower[k] in _FOCUS or (view.pos[k] == "ADV" and k + 1 < limit):
            k += 1
        elif (view.lower[k] in closed.prepositions or view.lower[k] in closed.determiners) and _participle_follows(view, k, limit):
            k += 1
        elif is_noun(view, k) and _extends(view, j, k, limit):
            k += 1
        elif view.words[k] in {"und", ",", "/"} and k > j and is_modifier(view, k - 1) and k + 1 < limit and is_modifier(view, k + 1):
            k += 1
        else:
            break
    return k if k < limit and (is_noun(view, k) or view.words[k] in _OPEN_MARKS) else j


def _extends(view: View, begin: int, k: int, limit: int) -> bool:
    """Whether the noun ``k`` stands inside an extended attribute: a preposition before, a participle behind."""
    closed = nominal().closed
    opened = any(view.lower[m] in closed.prepositions for m in range(begin, k))
    return opened and _participle_follows(view, k, limit)


def _participle_follows(view: View, k: int, limit: int) -> bool:
    for m in range(k + 1, min(k + 9, limit)):
        word = view.words[m]
        if word in {",", ":", ";", ".", "(", ")"} or is_finite(view, m):
            return False
        if view.pos[m] == "ADJ" and word[0].islower() and word.endswith(("e", "en", "er", "es", "em")) and m + 1 < limit and is_noun(view, m + 1):
            return True
        if word[0].islower() and (view.pos[m] in ("ADJ", "VERB", "")) and word.endswith(("te", "ten", "ter", "tes", "ene", "enen", "ener", "enes", "nde", "nden", "nder", "ndes")):
            return m + 1 < limit and (is_noun(view, m + 1) or is_modifier(view, m + 1))
    return False


def phrase_end(view: View, i: int, limit: int, *, wide: bool) -> int:
    """End of the noun phrase at ``i`` with genitives, close prepositional phrases and brackets.

    ``wide`` takes every prepositional phrase: before the finite verb all of it belongs to one constituent.
    """
    closed = nominal().closed
    j = core_end(view, i, limit)
    if j == i:
        return i
    common = view.lower[i] in closed.determiners or view.pos[j - 1] == "NOUN"
    if view.lower[i] in closed.subject_pronouns and j == i + 1 and view.lower[i] not in closed.determiners:
        return j + 1 if j < limit and view.lower[j] == "selbst" else j
    while j < limit:
        word = view.lower[j]
        if view.space[j]:
            k = j + 1
        elif word in _GENITIVE and j + 1 < limit:
            k = core_end(view, j, limit)
        elif word in {"und", "sowie", "oder", "&"} and j + 1 < limit and starts_phrase(view, j + 1) and not is_finite(view, j + 1):
            k = core_end(view, j + 1, limit)
            k = k if k > j + 1 else j
        elif word == "(":
            k = j + 1
            while k < min(limit, j + 12) and view.words[k] != ")":
                k += 1
            k = k + 1 if k < limit and view.words[k] == ")" else j
        elif word in closed.prepositions and (wide or (common and (word in _CLOSE_PREPOSITIONS or word in _PLACE_PREPOSITIONS))):
            k = core_end(view, j + 1, limit) if j + 1 < limit else j
            if k <= j + 1 or (not wide and not _attaches(view, j, k)):
                k = j
        elif wide and word in _FOCUS:
            break
        elif view.quote_at[j] >= 0 and view.quotes[view.quote_at[j]].start == j and view.quotes[view.quote_at[j]].end <= limit and view.quotes[view.quote_at[j]].end - j < 10:
            k = view.quotes[view.quote_at[j]].end
        else:
            break
        if k <= j:
            break
        j = k
    while j > i and view.space[j - 1]:
        j -= 1
    return j


def _attaches(view: View, preposition: int, end: int) -> bool:
    """Whether a prepositional phrase after the verb belongs to the noun before it rather than to the verb."""
    if any(view.lower[m] in _TIME for m in range(preposition, end)):
        return False
    word = view.lower[preposition]
    if word in _PLACE_PREPOSITIONS or word == "aus":
        return view.entity[end - 1] != "" or view.pos[end - 1] == "PROPN"
    return True


def with_apposition(view: View, period: Period, start: int, end: int) -> int:
    """``end`` moved over an apposition between commas: ``X, Sprecher des Y,``."""
    for number, piece in enumerate(period.pieces):
        if piece.start < end <= piece.end or (piece.start <= start < piece.end):
            if number + 1 >= len(period.pieces) or any(not view.space[k] and view.words[k] != "," for k in range(end, period.pieces[number + 1].start)):
                return end
            following = period.pieces[number + 1]
            if following.kind is not Kind.FRAGMENT or following.mark != ",":
                return end
            if not starts_phrase(view, following.start):
                return end
            stop = phrase_end(view, following.start, following.end, wide=True)
            if stop > following.start and stop >= following.end - 1:
                return view.trim(following.start, stop)[1]
            return end
    return end


def subject(view: View, period: Period, hit: CueHit) -> Range | None:
    """The subject of an active cue, or the agent of a passive one, as a token range."""
    if hit.passive and hit.cue.infinitive != "zitieren":
        return _agent(view, period, hit)
    if hit.cue.infinitive in {"hervorgehen", "sich ergeben"}:
        return _origin(view, period, hit)
    before = _before_verb(view, period, hit)
    after = _after_verb(view, period, hit)
    if before is None and after is None:
        return _coordinated(view, period, hit) or _lone_word(view, period, hit)
    if before is None or after is None:
        found = before or after
    else:
        found = after if _verb_first_subject(view, hit, before, after) else before
    return _without_object(view, hit, found)


def _without_object(view: View, hit: CueHit, found: Range | None) -> Range | None:
    """Without the ``von`` phrase that is the object of ``sprach``: ``sprach Meier von …``."""
    if found is None or hit.cue.infinitive not in _OBJECT_WITH_VON or found[0] < hit.finite:
        return found
    cut = next((i for i in range(found[0] + 1, found[1]) if view.lower[i] in {"von", "vom"}), found[1])
    return found[0], cut


def _coordinated(view: View, period: Period, hit: CueHit) -> Range | None:
    """The subject of the first verb for a second one after ``und``: ``X trat zurück und sagte``."""
    piece = period.pieces[hit.first]
    number, first = hit.first, piece.finite
    if first < 0 or first >= hit.finite:
        if piece.kind is not Kind.VERB_FIRST or view.lower[piece.start] not in nominal().closed.coordinators:
            return None
        number = next((k for k in range(hit.first - 1, -1, -1) if period.pieces[k].kind in (Kind.MAIN, Kind.VERB_FIRST)), -1)
        if number < 0:
            return None
        first = period.pieces[number].finite
    earlier = hit._replace(finite=first, verb=first, first=number, tokens=())
    before = _before_verb(view, period, earlier)
    return before if before is not None else _after_verb(view, period, earlier)


def _lone_word(view: View, period: Period, hit: CueHit) -> Range | None:
    """A word before the verb that was not recognised as a name: ``Elster sagte``, ``die taz vermutet``."""
    piece = period.pieces[hit.first]
    i = piece.opener
    if piece.kind is Kind.MAIN and i + 2 == hit.finite and view.lower[i] in nominal().closed.determiners:
        return i, i + 2
    if piece.kind is not Kind.MAIN or i + 1 != hit.finite or not view.words[i][0].isupper() or view.lower[i] in _NOT_NOMINAL:
        return None
    if view.lower[i] in nominal().closed.prepositions or view.lower[i] in _FOCUS or view.lower[i].endswith(("lich", "weise", "ens", "isch", "mals")):
        return None
    return i, i + 1


def clause_subject(view: View, period: Period, number: int) -> Range | None:
    """The subject of the main clause at piece ``number``, whatever its verb."""
    finite = period.pieces[number].finite
    if finite < 0:
        return None
    return subject(view, period, CueHit(_ANY_VERB, finite, finite, (finite,), False, number, number, False))


def _verb_first_subject(view: View, hit: CueHit, before: Range, after: Range) -> bool:
    """With a phrase on each side of the verb, whether the one after it is the subject."""
    closed = nominal().closed
    first = view.lower[before[0]]
    if first in closed.dative_articles or first in closed.accusative_articles:
        return True
    if view.lower[after[0]] in closed.dative_articles or view.lower[after[0]] in closed.accusative_articles:
        return False
    if first in {"dies", "das", "dieses", "es"} and before[1] - before[0] == 1:
        return True
    if view.lower[after[0]] in {"er", "wir", "ich", "man"}:
        return True
    if _abstract(view, before) and not _abstract(view, after):
        return True
    for i in range(*before):
        if view.dep[i].startswith("nsubj") and view.head[i] in (hit.verb, hit.finite):
            return False
    for i in range(*after):
        if view.dep[i].startswith("nsubj") and view.head[i] in (hit.verb, hit.finite):
            return True
    return False


def _abstract(view: View, phrase: Range) -> bool:
    """Whether the head of the phrase names an event or quality, which does not speak."""
    head = next((i for i in range(*phrase) if view.pos[i] in ("NOUN", "PROPN") and view.words[i][0].isupper()), -1)
    return head >= 0 and view.lower[head].endswith(_ABSTRACT) and not view.lower[head].endswith(_HOLDERS)


def _before_verb(view: View, period: Period, hit: CueHit) -> Range | None:
    """The phrase in the first position of the clause, if it is one without preposition."""
    number = hit.first
    piece = period.pieces[number]
    closed = nominal().closed
    if piece.kind in (Kind.ADVERBIAL, Kind.COMPLEMENT, Kind.QUESTION, Kind.RELATIVE):
        return None
    start, stop = _with_mark(view, piece), hit.finite
    if piece.kind is Kind.VERB_FIRST:
        k = number - 1
        while k >= 0 and period.pieces[k].kind in (Kind.FRAGMENT, Kind.RELATIVE, Kind.ASIDE):
            k -= 1
        k += 1
        while k < number and period.pieces[k].kind is not Kind.FRAGMENT:
            k += 1
        if k >= number:
            return None
        start, stop = _with_mark(view, period.pieces[k]), period.pieces[k].end
        while start < stop - 1 and view.lower[start] in _FOCUS:
            start += 1
        if period.pieces[k].mark not in {"", ",", ";", ":"} or not starts_phrase(view, start):
            return None
        end = phrase_end(view, start, stop, wide=True)
        return (start, with_apposition(view, period, start, end)) if end > start else None
    while start < stop and (view.lower[start] in _FOCUS or view.lower[start] in closed.coordinators):
        start += 1
    if start >= stop or not starts_phrase(view, start):
        return None
    end = phrase_end(view, start, stop, wide=True)
    if end == start:
        return None
    if view.lower[start] in _TIME or (view.lower[end - 1] in _TIME and end - start <= 3):
        return None
    if number == 1 and piece.mark == "," and end == stop and period.pieces[0].kind is Kind.FRAGMENT:
        whole = _with_mark(view, period.pieces[0])  # X, Sprecherin des Y sagte: the second comma left out
        if starts_phrase(view, whole) and phrase_end(view, whole, period.pieces[0].end, wide=True) == period.pieces[0].end:
            start = whole
    return start, end


def _with_mark(view: View, piece: Piece) -> int:
    """Where the piece's first phrase begins: at its opener, or at the quotation mark before it."""
    before = piece.opener - 1
    return before if before >= piece.start and view.words[before] in _OPEN_MARKS else piece.opener


def _after_verb(view: View, period: Period, hit: CueHit) -> Range | None:
    piece = period.pieces[hit.first]
    closed = nominal().closed
    i = hit.finite + 1
    limit = piece.end
    if piece.kind in (Kind.ADVERBIAL, Kind.COMPLEMENT, Kind.QUESTION, Kind.RELATIVE):
        i, limit = piece.opener + 1, min(piece.end, hit.finite if hit.verb >= hit.finite else hit.verb)
        if piece.kind is Kind.RELATIVE or (piece.kind is Kind.QUESTION and view.lower[piece.opener] in {"wer"}):
            if view.lower[piece.opener] in closed.relatives and view.lower[piece.opener] in {"der", "die", "das"}:
                return piece.opener, piece.opener + 1
    skipped = 0
    while i < limit and skipped < 25:
        word = view.lower[i]
        if i in hit.tokens or view.space[i] or word == "sich" or word in _FOCUS or (word == "es" and i + 1 < limit):
            i += 1
        elif word in closed.prepositions:
            end = core_end(view, i + 1, limit) if i + 1 < limit else i
            i = max(end, i + 1)
        elif word in closed.dative_articles or word in {"ihm", "ihnen", "ihr", "uns", "mir"} and not (i + 1 < limit and is_noun(view, i + 1)):
            end = phrase_end(view, i, limit, wide=False)
            i = max(end, i + 1)
        elif starts_phrase(view, i):
            end = phrase_end(view, i, limit, wide=False)
            if end > i and not (view.lower[end - 1] in _TIME and view.lower[i] not in {"der", "die"}) :
                return i, with_apposition(view, period, i, end)
            i = max(end, i + 1)
        elif view.pos[i] in ("ADV", "ADJ", "PART", "") or word in closed.determiners:
            i += 1
        else:
            i += 1
        skipped += 1
    return None


def _agent(view: View, period: Period, hit: CueHit) -> Range | None:
    """``von X`` in the clause of a passive cue."""
    for number in range(hit.first, hit.piece + 1):
        piece = period.pieces[number]
        for i in range(piece.start, min(piece.end, hit.verb)):
            if view.lower[i] in {"von", "vom", "seitens"} and i + 1 < piece.end:
                end = phrase_end(view, i + 1, min(piece.end, hit.verb), wide=False)
                if end > i + 1:
                    return i + 1, end
    return _document(view, period, hit)


def _origin(view: View, period: Period, hit: CueHit) -> Range | None:
    """``aus X`` with ``hervorgehen``: the writing that shows the content."""
    for number in range(hit.first, hit.piece + 1):
        piece = period.pieces[number]
        for i in range(piece.start, piece.end - 1):
            if view.lower[i] == "aus":
                end = phrase_end(view, i + 1, piece.end, wide=False)
                if end > i + 1:
                    return i + 1, end
    return None


def _document(view: View, period: Period, hit: CueHit) -> Range | None:
    """``in einem Bericht wurde …``: the writing that a passive names as its place."""
    nouns = nominal().nouns
    for number in range(hit.first, hit.piece + 1):
        piece = period.pieces[number]
        for i in range(piece.start, min(piece.end, hit.verb)):
            if view.lower[i] in {"in", "im", "aus"} and i + 1 < piece.end:
                end = phrase_end(view, i + 1, min(piece.end, hit.verb), wide=True)
                if any(view.lower[k].endswith(n) for k in range(i + 1, end) for n in nouns.said if len(n) > 5):
                    return i + 1, end
    return None


def addressee(view: View, period: Period, hit: CueHit, speaker: Range | None) -> Range | None:
    """Whom it was said to: ``gegenüber X``, ``im Gespräch mit X``, a dative phrase, the patient of a passive."""
    closed = nominal().closed
    for number in range(hit.first, hit.piece + 1):
        piece = period.pieces[number]
        i = piece.start
        while i < piece.end:
            if speaker is not None and speaker[0] <= i < speaker[1]:
                i = speaker[1]
                continue
            word = view.lower[i]
            if word == "gegenüber" and i + 1 < piece.end and starts_phrase(view, i + 1):
                end = phrase_end(view, i + 1, piece.end, wide=False)
                if end > i + 1:
                    return i + 1, end
            if word in {"interview", "gespräch"} and i + 2 < piece.end and view.lower[i + 1] == "mit":
                end = phrase_end(view, i + 2, piece.end, wide=False)
                if end > i + 2:
                    return i + 2, end
            if number == hit.first and i > hit.finite and (word in closed.dative_articles or (word == "der" and speaker is not None and speaker[1] <= hit.finite)):
                if view.lower[i - 1] not in closed.prepositions and not is_noun(view, i - 1):
                    end = phrase_end(view, i, piece.end, wide=False)
                    if end > i + 1:
                        return i, end
            i += 1
    return None
