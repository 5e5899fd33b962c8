"""Finite verbs and their mood, set right where the spelling and the neighbours prove the tagger wrong.

A clause boundary hangs on its finite verb. Konjunktiv I of rarer verbs (``benötige``), plural forms
that look like infinitives (``bezweifeln``) and attributive participles (``vorgestellten``) are what
a tagger trained on little text confuses most.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from kursk_claims.grammar.tokens import NOUNS, View
from kursk_claims.lexicon import load
from kursk_claims.lexicon.cues import verb_forms
from kursk_claims.lexicon.grammar import grammar
from kursk_claims.lexicon.saying import saying

if TYPE_CHECKING:
    from spacy.tokens import Token


def settle(view: View) -> None:
    """Correct ``view.finite`` and ``view.infinitive`` in place, one pass over the article."""
    for start, end in view.sentences:
        for i in range(start, end):
            if opens_after_break(view, i, start):
                view.finite[i], view.infinitive[i] = True, False
            elif view.finite[i]:
                attributive = _attributive(view, i, start, end) and not _taken_up(view, i, start, end)
                view.finite[i] = not (_preposition(view, i) or attributive or _of_infinitive(view, i, end))
            elif _konjunktiv(view, i, start, end):
                view.finite[i] = True
        _plural(view, start, end)
        _plural_at_end(view, start, end)
        _plural_before_known(view, start, end)


def opens_after_break(view: View, i: int, start: int) -> bool:
    """A known verb right after a comma or quotation: ``…, sagten Beamte``, ``…, berichtet die Zeitung``.

    In that place a word that can be finite is the verb of the clause that names the speaker; an
    attributive participle has its article in front, a participle its auxiliary behind (``…, berichtet
    wurde``).
    """
    if i <= start or view.words[i - 1] not in {",", "“", "«", '"', "–"} or not view.words[i][:1].islower():
        return False
    if view.lower[i] in grammar().determiners:  # "…, sein Anwalt habe": no form of "sein"
        return False
    if view.lower[i] not in verb_forms().finite:
        return False
    after = view.lower[i + 1] if i + 1 < len(view) else ""
    return after not in grammar().auxiliaries and after not in {",", ".", "", "und", "oder"}


def _preposition(view: View, i: int) -> bool:
    return view.lower[i] in grammar().prepositions


def _attributive(view: View, i: int, start: int, end: int) -> bool:
    """A participle between its article and its noun: ``einer gestern vorgestellten Studie``."""
    if not view.lower[i].endswith(grammar().past_participles):
        return False
    if i + 1 >= end or view.pos[i + 1] not in ("NOUN", "PROPN", "ADJ"):
        return False
    k = view.left_of(i, max(start, i - 4) + 1, ("ADV", "PART", "NUM"))
    closed = grammar()
    opens = view.lower[k] in closed.determiners or view.lower[k] in closed.prepositions
    if k >= start and opens and view.pos[k] in ("DET", "ADP"):
        return True
    return _extended(view, i, start)


def _taken_up(view: View, i: int, start: int, end: int) -> bool:
    """``Das teilte Landrätin X mit``: a pronoun opens the sentence, whose only verb stands behind it."""
    if i - start != 1 or view.lower[start] not in grammar().taking_up:
        return False
    return not any(view.finite[k] or view.words[k] in grammar().auxiliaries for k in range(start, end) if k != i)


def _extended(view: View, i: int, start: int) -> bool:
    """``der im Landkreis bestätigten Fälle``: an article right before a preposition, and no mark behind it."""
    closed = grammar()
    for k in range(i - 2, max(start, i - 7) - 1, -1):
        if view.words[k + 1] in {",", ":", ";"}:
            return False
        if view.lower[k] in closed.determiners and view.lower[k + 1] in closed.prepositions:
            return view.lower[i].endswith("n") or view.pos[k] == "DET"
    return False


def _of_infinitive(view: View, i: int, end: int) -> bool:
    """A participle under an infinitive with ``zu``: ``beteiligt gewesen zu sein``, ``getan zu haben``."""
    if view.lower[i] in grammar().auxiliaries:
        return False
    k = i + 1
    while k < min(i + 3, end) and view.lower[k] in {"gewesen", "worden"}:
        k += 1
    return k + 1 < end and view.lower[k] == "zu" and view.lower[k + 1] in {"sein", "haben", "werden", "lassen"}


def _konjunktiv(view: View, i: int, start: int, end: int) -> bool:
    """A word in ``-e`` after a subject with no noun after it: ``die Union benötige entweder …``."""
    word = view.words[i]
    if (
        view.pos[i] not in ("ADJ", "ADV", "NOUN", "X", "VERB", "ADP", "PART")
        or not word.endswith("e")
        or word.endswith("te")
        or not word[0].islower()
    ):
        return False
    if len(word) < 5 or word in grammar().not_verbs or view.infinitive[i] or i == start or i + 1 >= end:
        return False
    if word in saying().prepositions.after:  # "der Stiftung zufolge sinken …"
        return False
    if view.pos[i] == "PART":  # no particle ends in -e: "das Muster dahinter erscheine vertraut"
        return True
    subject = (
        view.pos[i - 1] in NOUNS or view.lower[i - 1] in grammar().lone_subjects or view.words[i - 1] in {"“", ")"}
    )
    return (
        subject
        and view.pos[i + 1] not in ("NOUN", "PROPN", "ADJ", "PUNCT")
        and view.lower[i + 1] not in {"und", "oder"}
    )


def _plural(view: View, start: int, end: int) -> None:
    """A sentence whose first clause has no finite verb: a known verb in ``-en`` after its first phrase is one."""
    closed = grammar()
    candidate = -1
    for i in range(start, end):
        word = view.words[i]
        if word in {",", ":", ";"} or (word in {".", "!", "?"} and candidate >= 0):
            break
        if view.finite[i] or word in closed.auxiliaries or word in closed.konjunktiv1 or word in closed.konjunktiv2:
            return
        plain = candidate < 0 and i > start and word[0].islower() and view.infinitive[i] and view.lower[i - 1] != "zu"
        if plain and word in verb_forms().finite:
            candidate = i
    if candidate >= 0:
        view.finite[candidate], view.infinitive[candidate] = True, False


def _plural_at_end(view: View, start: int, end: int) -> None:
    """``wie US-Medien melden``, ``die missbraucht werden``: the last word of a clause without a finite verb is one.

    Only behind a mark and a word that opens a clause, and only a known verb or an auxiliary in ``-en``.
    """
    closed = grammar()
    openers = closed.relatives | closed.subordinators | closed.complementizers | {"wie"}
    for i in range(start, end - 2):
        if view.lower[i] not in openers or (i > start and view.words[i - 1] not in {",", "–", "-", "("}):
            continue
        stop = next((k for k in range(i + 1, end) if view.words[k] in {",", ".", ":", "–", ")", "!"}), end)
        last = stop - 1
        if last <= i + 1 or any(view.finite[k] for k in range(i + 1, stop)):
            continue
        said = view.lower[i] == "wie" and view.lower[last].endswith("t") and _has_subject(view, i + 1, last)
        if not (view.infinitive[last] or said) or view.lower[last - 1] == "zu":
            continue
        known = view.lower[last] in verb_forms().finite
        if known or view.words[last] in closed.auxiliaries:
            view.finite[last], view.infinitive[last] = True, False


def _plural_before_known(view: View, start: int, end: int) -> None:
    """``Tausende Betriebe warten, sagte X``: what looks like an infinitive before the comma is the plural verb."""
    comma = next((k for k in range(start + 2, end - 1) if view.words[k] == ","), -1)
    last = comma - 1
    if comma < 0 or not view.infinitive[last] or view.lower[last - 1] == "zu" or not view.finite[comma + 1]:
        return
    if view.lower[comma + 1] not in verb_forms().finite:
        return
    if view.pos[start] in ("NOUN", "PROPN", "NUM", "ADJ", "DET") and not any(
        view.finite[k] for k in range(start, last)
    ):
        view.finite[last], view.infinitive[last] = True, False


def _has_subject(view: View, start: int, end: int) -> bool:
    """Whether ``wie das Amt weiter berichtet`` names who reports: ``wie gestern berichtet`` does not."""
    return any(view.deps[k].startswith("nsubj") for k in range(start, end))


def is_finite(view: View, i: int) -> bool:
    """Whether token ``i`` is a finite verb, by the analysis or by a form that can be nothing else."""
    closed = grammar()
    word = view.words[i]
    if view.finite[i]:
        return True
    if word in closed.konjunktiv1 or word in closed.konjunktiv2:
        return view.pos[i] not in NOUNS
    if word in closed.auxiliaries:
        return not (view.infinitive[i] or (i and view.lower[i - 1] == "zu"))
    if view.pos[i]:
        return False
    return word in verb_forms().finite and not word.endswith("en")


def is_konjunktiv(view: View, i: int) -> bool:
    """Whether the finite verb ``i`` stands in a form that only the subjunctive of report has."""
    return is_reporting_mood(view, i) or view.lower[i] in grammar().konjunktiv2


def is_reporting_mood(view: View, i: int) -> bool:
    """Konjunktiv I, or Konjunktiv II in a form that the writer's own voice seldom uses (``hätten``, ``befänden``).

    No indicative of the third person ends in ``-e`` but the weak preterite in ``-te``; so a finite verb in
    ``-e`` is Konjunktiv I even where the morphology was not recognised, unless the writer says ``ich``.
    """
    closed = grammar()
    word = view.lower[i]
    if "ich" in view.lower[max(0, i - 3) : i + 3]:
        return False
    if word in closed.konjunktiv1 or word in closed.reporting_konjunktiv2:
        return True
    return view.finite[i] and word not in closed.auxiliaries and may_report(view, i)


def has_zu_infinitive(view: View, start: int, end: int) -> bool:
    """Whether an infinitive with ``zu`` stands in ``start:end``: ``zu kommen``, ``anzukommen``."""
    for i in range(start, end):
        after = i + 1
        if view.lower[i] == "zu" and after < end and view.words[after][0].islower() and view.lower[after].endswith("n"):
            if view.pos[after] not in ("VERB", "AUX", "") and not view.infinitive[after]:
                continue
            return True
        if (
            view.words[i][0].islower()
            and "zu" in view.words[i][2:-3]
            and view.words[i].endswith("n")
            and (view.infinitive[i] or view.pos[i] == "VERB")
        ):
            return True
    return False


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    adjective_endings: tuple[str, ...]
    no_verbs: frozenset[str]
    past_plural: frozenset[str]
    present_te: frozenset[str]


@cache
def _words() -> tuple[tuple[str, ...], frozenset[str], frozenset[str]]:
    """Endings of adjectives; words in ``-e`` that are no verbs; forms that need no further look."""
    file = load("de/konjunktiv", _File)
    closed = grammar()
    others = closed.determiners | closed.subject_pronouns | closed.relatives | closed.prepositions
    others |= closed.subordinators | closed.interrogatives | closed.auxiliaries
    return (
        file.adjective_endings,
        file.no_verbs | others - closed.konjunktiv1,
        closed.konjunktiv1 | file.past_plural | file.present_te,
    )


def may_report(view: View, i: int) -> bool:
    """Whether word ``i`` can be a finite verb in the subjunctive of report, first and second kind, by its spelling."""
    adjectives, others, known = _words()
    word = view.lower[i]
    if word in known:
        return True
    if not word.endswith("e") or word.endswith("te") or len(word) < 4 or word in others:
        return False
    return word in verb_forms().all or not word.endswith(adjectives)


def full_verb(token: Token) -> str:
    """Lemma of a verb with its separated particle: ``nahm … fest`` -> ``festnehmen``."""
    particle = next((child.text for child in token.children if child.dep_ == "compound:prt"), "")
    lemma: str = token.lemma_ or token.text
    return particle + lemma if particle and not lemma.startswith(particle) else lemma


def full_lemma(verb: Token) -> str:
    """The same in lower case, as words of the lexicon are written."""
    return full_verb(verb).lower()
