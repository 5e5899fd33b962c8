"""From a cue and its content to a statement: frame, roles, and what the marks round them belong to."""

from __future__ import annotations

from kursk_claims.extract.statements.cues import CueHit, readings_of
from kursk_claims.extract.statements.drafts import Draft, of, tokens
from kursk_claims.extract.statements.roles import addressee, subject
from kursk_claims.grammar.clauses import Clause, Sentence
from kursk_claims.grammar.tokens import View
from kursk_claims.lexicon.cues import Takes, roles
from kursk_claims.lexicon.grammar import grammar


def takes(view: View, hit: CueHit, what: str) -> bool:
    """Whether any reading of the cue takes ``what`` (``clause``, ``inf``, ``quote``, ``report``)."""
    return any(what in r.cue.takes for r in readings_of(hit, view))


def needs_correlate(view: View, hit: CueHit, what: Takes = "clause") -> bool:
    """Whether the cue takes a clause (an infinitive) only with ``davon``, ``damit`` … before it."""
    clausal = [r for r in readings_of(hit, view) if what in r.cue.takes]
    return bool(clausal) and all(r.cue.correlate for r in clausal)


def indirect_draft(
    view: View, sentence: Sentence, hit: CueHit, construction: str, content: set[int], frame: set[int]
) -> Draft:
    """A statement in indirect speech with its roles; the speaker is looked for in the frame first."""
    speaker = subject(view, sentence, hit)
    if hit.passive and (speaker is None or hit.cue.infinitive in roles().patient_is_addressee):
        patient = subject(view, sentence, hit._replace(passive=False))
        to = of(view, patient) & frame if hit.cue.infinitive in roles().patient_is_addressee else set()
    else:
        to = of(view, addressee(view, sentence, hit, speaker))
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


def rest_of_sentence(view: View, sentence: Sentence, without: set[int]) -> set[int]:
    """The sentence without ``without`` and without its final mark and the commas left at the edges."""
    return without_marks(view, tokens(view, sentence.start, sentence.end) - without)


def without_marks(view: View, content: set[int]) -> set[int]:
    """The tokens without stops, commas and dashes at the edges."""
    rest = sorted(content)
    while rest and view.words[rest[-1]] in {".", ",", ";", ":", "!", "?"}:
        rest.pop()
    while rest and view.words[rest[0]] in {",", ";", ":", ".", "–", "-"}:
        rest.pop(0)
    return set(rest)


def without_stop(view: View, end: int) -> int:
    """``end`` without a full stop right before it: the frame does not take the sentence's final mark."""
    return end - 1 if end > 0 and view.words[end - 1] in {".", "!", "?"} else end


def trimmed(view: View, start: int, end: int) -> set[int]:
    """The tokens of ``start:end`` without marks at the edges."""
    return tokens(view, *view.trim(start, end, {",", ";", ":", "."}))


def first_word(view: View, clause: Clause) -> int:
    """First word of the clause that is not a coordinator."""
    i = clause.start
    while i < clause.end - 1 and (view.is_space[i] or view.lower[i] in grammar().coordinators):
        i += 1
    return i
