"""Who said it and to whom: the subject of a cue, the agent of a passive, the addressee.

The surface gives the candidates; the analysis only breaks ties about which one is the subject.
"""

from __future__ import annotations

from typing import Final

from kursk_claims.extract.counting.words import words
from kursk_claims.extract.statements.cues import CueHit
from kursk_claims.extract.statements.speakers import may_speak
from kursk_claims.grammar.clauses import Clause, Kind, Sentence
from kursk_claims.grammar.nominals import head_noun, is_noun
from kursk_claims.grammar.noun_phrases import OPEN_MARKS, core_end, phrase_end, starts_phrase, with_apposition
from kursk_claims.grammar.tokens import Range, View
from kursk_claims.grammar.verbs import is_reporting_mood
from kursk_claims.lexicon.cues import Cue, roles
from kursk_claims.lexicon.grammar import grammar
from kursk_claims.lexicon.outlets import numbered_names
from kursk_claims.lexicon.saying import nouns as nouns_of_saying
from kursk_claims.lexicon.saying import saying

_ANY_VERB: Final = Cue("", (), False, frozenset(), "", False, "SW", "assert")


def subject(view: View, sentence: Sentence, hit: CueHit) -> Range | None:
    """The subject of an active cue, or the agent of a passive one, as a token range."""
    if hit.passive and hit.cue.infinitive != "zitieren":
        return _agent(view, sentence, hit)
    if hit.cue.infinitive in roles().content_from:
        return _origin(view, sentence, hit)
    if _goes_back(view, sentence, hit):
        return _coordinated(view, sentence, hit)
    with_somebody = _with_somebody(view, sentence.clauses[hit.first], hit.finite)
    if with_somebody is not None:
        return with_somebody
    before = None if _adds_on(view, sentence, hit) else _before_verb(view, sentence, hit)
    after = subject_after(view, sentence, hit)
    if before is None and after is None:
        return _coordinated(view, sentence, hit) or _lone_word(view, sentence, hit)
    if before is None or after is None:
        found = before or after
    else:
        found = after if _verb_first_subject(view, hit, before, after) else before
    return _without_object(view, hit, found)


def _with_somebody(view: View, clause: Clause, finite: int) -> Range | None:
    """``Beim Verband rechnet man mit …``: where the subject is ``man``, who it is stands behind ``bei``."""
    i = clause.opener
    if view.lower[i] not in {"bei", "beim"} or finite + 1 >= clause.end or view.lower[finite + 1] != "man":
        return None
    end = phrase_end(view, i + 1, finite, wide=True)
    return (i + 1, end) if end == finite else None


def _adds_on(view: View, sentence: Sentence, hit: CueHit) -> bool:
    """``…, und das zu hohen Kosten, sagte X``: what stands before the verb adds to the content."""
    if hit.first == 0 or hit.finite != sentence.clauses[hit.first].opener:
        return False
    previous = sentence.clauses[hit.first - 1]
    return previous.kind is Kind.FRAGMENT and view.lower[previous.start] in grammar().coordinators


def _without_object(view: View, hit: CueHit, found: Range | None) -> Range | None:
    """Without the ``von`` phrase that is the object of ``sprach``: ``sprach Meier von …``."""
    if found is None or hit.cue.infinitive not in roles().object_with_von or found[0] < hit.finite:
        return found
    cut = next((i for i in range(found[0] + 1, found[1]) if view.lower[i] in {"von", "vom"}), found[1])
    return found[0], cut


def _goes_back(view: View, sentence: Sentence, hit: CueHit) -> bool:
    """``X sagte, man komme, und fügte hinzu``: a verb of the writer's own mood behind one of report is X's again."""
    first = sentence.clauses[hit.first].finite
    return (
        hit.first > 0
        and 0 <= first < hit.finite
        and view.lower[hit.finite - 1] == "und"
        and view.lower[first] in grammar().konjunktiv1
        and not is_reporting_mood(view, hit.finite)
    )


def _coordinated(view: View, sentence: Sentence, hit: CueHit) -> Range | None:
    """The subject of the first verb for a second one after ``und``: ``X trat zurück und sagte``."""
    clause = sentence.clauses[hit.first]
    number, first = hit.first, clause.finite
    back = _goes_back(view, sentence, hit)
    if first < 0 or first >= hit.finite or back:
        coordinated = clause.kind is Kind.VERB_FIRST and (
            view.lower[clause.start] in grammar().coordinators or _goes_on_alone(sentence, hit.first)
        )
        if not coordinated and not back:
            return None
        number = sentence.main_before(hit.first)
        if number < 0:
            return None
        first = sentence.clauses[number].finite
    earlier = hit._replace(finite=first, verb=first, first=number, tokens=())
    before = _before_verb(view, sentence, earlier)
    return before if before is not None else subject_after(view, sentence, earlier)


def _goes_on_alone(sentence: Sentence, number: int) -> bool:
    """``X bestätigte den Fall, | teilte jedoch mit, …``: a second verb behind a comma, without a subject of its own."""
    return sentence.clauses[number].mark == "," and number == 1 and sentence.clauses[0].kind is Kind.MAIN


def _lone_word(view: View, sentence: Sentence, hit: CueHit) -> Range | None:
    """A word before the verb that was not recognised as a name: ``Elster sagte``, ``die taz vermutet``."""
    clause = sentence.clauses[hit.first]
    i = clause.opener
    if clause.kind is Kind.MAIN and i + 2 == hit.finite and view.lower[i] in grammar().determiners:
        return i, i + 2
    if clause.mark == "," and i + 1 == hit.finite and view.lower[i] in {"der", "die", "das"}:
        return i, i + 1  # "ein Hacker, der behauptet, …"
    no_noun = grammar().not_nominal | grammar().prepositions | grammar().focus
    alone = clause.kind is Kind.MAIN and i + 1 == hit.finite and view.words[i][0].isupper()
    if not alone or view.lower[i] in no_noun or view.lower[i].endswith(grammar().adverb_endings):
        return None
    return i, i + 1


def clause_subject(view: View, sentence: Sentence, number: int) -> Range | None:
    """The subject of the main clause ``number``, whatever its verb."""
    finite = sentence.clauses[number].finite
    if finite < 0:
        return None
    return subject(view, sentence, plain_hit(finite, number))


def plain_hit(finite: int, number: int) -> CueHit:
    """The finite verb of clause ``number`` as if it were a cue, to look for its subject."""
    return CueHit(_ANY_VERB, finite, finite, (finite,), False, number, number, False)


def _verb_first_subject(view: View, hit: CueHit, before: Range, after: Range) -> bool:
    """With a phrase on each side of the verb, whether the one after it is the subject."""
    closed = grammar()
    first = view.lower[before[0]]
    if first in closed.dative_articles or first in closed.accusative_articles or _dative_der(view, before[0]):
        return True
    if view.lower[after[0]] in closed.dative_articles or view.lower[after[0]] in closed.accusative_articles:
        return False
    if first in {"dies", "das", "dieses", "es"} and before[1] - before[0] == 1:
        return True
    if view.lower[after[0]] in {"er", "wir", "ich", "man"}:
        return True
    person, other = (any(view.entity_types[i] == "PER" for i in range(*phrase)) for phrase in (before, after))
    first_speaks, second_speaks = (may_speak(view, phrase) for phrase in (before, after))
    if (person and not other) or (first_speaks and not second_speaks):
        return False  # "Lammert würdigte die Bundeswehr"
    if second_speaks and not first_speaks:
        return True
    if _abstract(view, before) and not _abstract(view, after):
        return True
    return not _has_subject(view, hit, before) and _has_subject(view, hit, after)


def _dative_der(view: View, i: int) -> bool:
    """``der chinesischen Regierung``: never a nominative."""
    following = i + 1 < len(view) and view.pos[i + 1] == "ADJ" and view.lower[i + 1].endswith("en")
    return view.lower[i] == "der" and following


def _has_subject(view: View, hit: CueHit, phrase: Range) -> bool:
    return any(view.deps[i].startswith("nsubj") and view.heads[i] in (hit.verb, hit.finite) for i in range(*phrase))


def _abstract(view: View, phrase: Range) -> bool:
    """Whether the head of the phrase names an event or quality, which does not speak."""
    head = head_noun(view, phrase)
    return (
        head >= 0
        and view.lower[head].endswith(saying().words.abstract_endings)
        and not view.lower[head].endswith(saying().words.source_endings)
    )


def _before_verb(view: View, sentence: Sentence, hit: CueHit) -> Range | None:
    """The phrase in the first position of the clause, if it is one without preposition."""
    number = hit.first
    clause = sentence.clauses[number]
    closed = grammar()
    if clause.kind in (Kind.ADVERBIAL, Kind.COMPLEMENT, Kind.QUESTION, Kind.RELATIVE):
        return None
    start, stop = _with_mark(view, clause), hit.finite
    if clause.kind is Kind.VERB_FIRST:
        k = number - 1
        while k >= 0 and sentence.clauses[k].kind in (Kind.FRAGMENT, Kind.RELATIVE, Kind.ASIDE):
            k -= 1
        k += 1
        while k < number and sentence.clauses[k].kind is not Kind.FRAGMENT:
            k += 1
        if k >= number:
            return None
        start, stop = _with_mark(view, sentence.clauses[k]), sentence.clauses[k].end
        while start < stop - 1 and view.lower[start] in grammar().focus:
            start += 1
        if sentence.clauses[k].mark not in {"", ",", ";", ":"} or not starts_phrase(view, start):
            return None
        end = phrase_end(view, start, stop, wide=True)
        return (start, with_apposition(view, sentence, start, end)) if end > start else None
    while start < stop and (view.lower[start] in grammar().focus or view.lower[start] in closed.coordinators):
        start += 1
    if start >= stop or not starts_phrase(view, start) or view.lower[start : start + 2] == ["des", "weiteren"]:
        return None
    end = phrase_end(view, start, stop, wide=True)
    participle = end == start + 1 and view.lower[start].endswith("end") and view.pos[start] in ("ADJ", "ADV", "VERB")
    if end == start or participle:
        return None  # "Ergänzend fügte X hinzu"
    timed = view.lower[end - 1] in grammar().time_nouns and end - start <= 3 and not _is_numbered(view, start, end)
    if view.lower[start] in grammar().time_nouns or timed:
        return None
    if view.lower[start] in words().parts_of_time and view.lower[end - 1].isdecimal():
        return None  # "Ende Januar 2006 verkündete der Verband"
    if number == 1 and clause.mark == "," and end == stop and sentence.clauses[0].kind is Kind.FRAGMENT:
        whole = _with_mark(view, sentence.clauses[0])  # X, Sprecherin des Y sagte: the second comma left out
        if (
            starts_phrase(view, whole)
            and phrase_end(view, whole, sentence.clauses[0].end, wide=True) == sentence.clauses[0].end
        ):
            start = whole
    return start, end


def _is_numbered(view: View, start: int, end: int) -> bool:
    """Whether a phrase is the name of a medium that looks like a time: ``20 Minuten``."""
    return " ".join(view.words[start:end]).strip('„“«»" ') in numbered_names()


def _with_mark(view: View, clause: Clause) -> int:
    """Where the clause's first phrase begins: at its opener, or at the quotation mark before it."""
    before = clause.opener - 1
    return before if before >= clause.start and view.words[before] in OPEN_MARKS else clause.opener


def subject_after(view: View, sentence: Sentence, hit: CueHit) -> Range | None:
    """The first phrase after the finite verb that can be its subject; in a verb-final clause, after the opener."""
    if hit.cue.infinitive in roles().content_from:
        return _origin(view, sentence, hit)
    clause = sentence.clauses[hit.first]
    closed = grammar()
    i = hit.finite + 1
    limit = clause.end
    if clause.kind in (Kind.ADVERBIAL, Kind.COMPLEMENT, Kind.QUESTION, Kind.RELATIVE):
        i, limit = clause.opener + 1, min(clause.end, hit.finite if hit.verb >= hit.finite else hit.verb)
        if clause.kind is Kind.RELATIVE and view.lower[clause.opener] in {"der", "die", "das", "welcher", "welche"}:
            return clause.opener, clause.opener + 1
    skipped = 0
    while i < limit and skipped < 25:
        word = view.lower[i]
        if (
            i in hit.tokens
            or view.is_space[i]
            or word == "sich"
            or word in grammar().focus
            or (word == "es" and i + 1 < limit and not (i == hit.finite + 1 and i + 1 in hit.tokens))
        ):
            i += 1
        elif word in closed.prepositions:
            i = _behind_noun(view, i + 1, limit)
        elif (
            word in closed.dative_articles
            or (word in closed.accusative_articles and i > hit.finite)
            or (word in closed.dative_pronouns and not (i + 1 < limit and is_noun(view, i + 1)))
        ):
            end = phrase_end(view, i, limit, wide=False)
            i = max(end, i + 1)
        elif i + 1 < limit and _dative_der(view, i):
            i = max(core_end(view, i, limit), i + 1)
        elif starts_phrase(view, i):
            end = phrase_end(view, i, limit, wide=False)
            timed = view.lower[end - 1] in grammar().time_nouns and view.lower[i] not in {"der", "die"}
            if end > i and (not timed or _is_numbered(view, i, end)):
                return i, with_apposition(view, sentence, i, end)
            i = max(end, i + 1)
        else:
            i += 1
        skipped += 1
    return None


def _behind_noun(view: View, i: int, limit: int) -> int:
    """Where a prepositional phrase ends whose noun phrase begins at ``i``, whatever words stand before its noun.

    A time or a place has no further noun behind it: ``am Montag | Bürgermeister Kern``, ``in Kiel | Minister Kern``.
    """
    if i < limit and view.lower[i] in grammar().time_nouns:
        return i + 1
    if i < limit and view.entity_types[i] == "LOC":
        return next((k for k in range(i + 1, limit) if view.entity_types[k] != "LOC"), limit)
    end = core_end(view, i, limit) if i < limit else i
    if end > i or i >= limit or not view.words[i][0].isalpha():
        return max(end, i)
    noun = next((k for k in range(i, min(i + 3, limit)) if is_noun(view, k)), -1)
    return core_end(view, noun, limit) if noun >= 0 else i


def _agent(view: View, sentence: Sentence, hit: CueHit) -> Range | None:
    """``von X`` in the clause of a passive cue; not with verbs whose ``von X`` is what is said."""
    if hit.cue.infinitive in roles().object_with_von:
        return _document(view, sentence, hit)
    for number in range(hit.first, hit.clause + 1):
        clause = sentence.clauses[number]
        for i in range(clause.start, min(clause.end, hit.verb)):
            if (
                view.quote_at[i] < 0
                and view.lower[i] in {"von", "vom", "seitens"}
                and i + 1 < clause.end
                and not _of_noun(view, clause, i)
            ):
                found = _phrase(view, i + 1, min(clause.end, hit.verb))
                if found is not None:
                    return found
    return _document(view, sentence, hit)


def _phrase(view: View, i: int, limit: int) -> Range | None:
    """The noun phrase that begins at ``i``."""
    end = phrase_end(view, i, limit, wide=False)
    return (i, end) if end > i else None


def _of_noun(view: View, clause: Clause, i: int) -> bool:
    """``wegen des Abhörens | von Sendern``: ``von`` with a bare noun right behind a nominalised verb is its object."""
    before = i - 1
    nominalised = before > clause.start and view.words[before][0].isupper()
    nominalised &= view.lower[before].endswith(("en", "ens"))
    return nominalised and view.pos[before] == "NOUN" and view.lower[i + 1] not in grammar().determiners


def _origin(view: View, sentence: Sentence, hit: CueHit) -> Range | None:
    """``aus X`` with ``hervorgehen`` or ``verlauten``: the document or the circle that the content comes from."""
    for number in range(hit.first, hit.clause + 1):
        clause = sentence.clauses[number]
        for i in range(clause.start, clause.end - 1):
            found = _phrase(view, i + 1, clause.end) if view.lower[i] == "aus" else None
            if found is not None:
                return found
    return None


def _document(view: View, sentence: Sentence, hit: CueHit) -> Range | None:
    """``in einem Bericht wurde …``: the document that a passive names as its place."""
    nouns = nouns_of_saying()
    for number in range(hit.first, hit.clause + 1):
        clause = sentence.clauses[number]
        for i in range(clause.start, min(clause.end, hit.verb)):
            if view.lower[i] in {"in", "im", "aus"} and i + 1 < clause.end:
                end = phrase_end(view, i + 1, min(clause.end, hit.verb), wide=True)
                if any(view.lower[k].endswith(n) for k in range(i + 1, end) for n in nouns.said if len(n) > 5):
                    return i + 1, end
    return None


def addressee(view: View, sentence: Sentence, hit: CueHit, speaker: Range | None) -> Range | None:
    """Whom it was said to: ``gegenüber X``, ``im Gespräch mit X``, a dative phrase, the patient of a passive."""
    for number in range(hit.first, hit.clause + 1):
        clause = sentence.clauses[number]
        i = clause.start
        while i < clause.end:
            if speaker is not None and speaker[0] <= i < speaker[1]:
                i = speaker[1]
                continue
            word, found = view.lower[i], None
            if word == "gegenüber" and i + 1 < clause.end and starts_phrase(view, i + 1):
                found = _phrase(view, i + 1, clause.end)
            elif word in {"interview", "gespräch"} and i + 2 < clause.end and view.lower[i + 1] == "mit":
                found = _phrase(view, i + 2, clause.end)
            if found is not None:
                return found
            if number == hit.first and i > hit.finite and _dative(view, hit, i, speaker):
                end = phrase_end(view, i, clause.end, wide=False)
                if end > i + 1:
                    return i, end
            i += 1
    return None


def _dative(view: View, hit: CueHit, i: int, speaker: Range | None) -> bool:
    """Whether a dative phrase may begin at ``i``: ``dem``, or ``der`` where the subject is known and stands before."""
    closed = grammar()
    after_speaker = speaker is not None and speaker[1] == i and view.lower[i] in closed.dative_articles
    if view.lower[i - 1] in closed.prepositions or (is_noun(view, i - 1) and not after_speaker):
        return False
    if i in hit.tokens or i + 1 in hit.tokens:
        return False
    if hit.cue.infinitive in roles().person_object and speaker is not None:
        return view.lower[i] in closed.determiners or view.pos[i] == "PROPN"
    if view.lower[i] == "den" and speaker is not None and hit.cue.infinitive in roles().to_somebody:
        return True
    feminine = view.lower[i] == "der" and speaker is not None and speaker[1] <= hit.finite
    return view.lower[i] in closed.dative_articles or feminine
