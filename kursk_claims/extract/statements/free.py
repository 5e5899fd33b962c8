"""Speech without a frame: the report that runs on in the Konjunktiv, and hearsay with ``sollen``."""

from __future__ import annotations

from typing import Final

from kursk_claims.extract.statements.drafts import Draft, of, tokens
from kursk_claims.extract.statements.roles import clause_subject
from kursk_claims.grammar.clauses import CLAUSAL, Kind, Sentence
from kursk_claims.grammar.tokens import NOUNS, View
from kursk_claims.grammar.verbs import is_konjunktiv, is_reporting_mood, may_report
from kursk_claims.lexicon.grammar import grammar
from kursk_claims.lexicon.saying import saying
from kursk_claims.models import Mode

_NAMED: Final = frozenset({"PER", "ORG"})


def continued_report(view: View, sentence: Sentence, last: Draft | None, gap: int) -> Draft | None:
    """A sentence in the Konjunktiv of report that goes on with the last speaker.

    ``gap`` counts the sentences since the last statement. Right after one, ``könnte`` and its like are
    report too; further on they may be the writer's own caution.
    """
    if last is None or sentence.quotes:
        return None
    mains = [p for p in sentence.clauses if p.kind in CLAUSAL and p.finite >= 0]
    if not mains:
        return None
    verb = mains[0].finite
    if not (may_report(view, verb) or view.lower[verb] in grammar().konjunktiv2):
        return None
    if not (is_reporting_mood(view, verb) or (gap == 0 and is_konjunktiv(view, verb))):
        return None
    if view.lower[verb] == "dürfte" or view.lower[verb - 1 : verb] == ["als"]:
        return None  # the writer's own guess, where report says "dürfe"; or a comparison: "…, als sei nichts gewesen"
    if view.lower[verb] in grammar().konjunktiv2:
        if _unreal(view, sentence, verb, gap):
            return None
        if gap and view.paragraph_break(max(last.content | last.frame), sentence.start):
            return None  # further on and in another paragraph the writer's own voice is as likely
    return _running(view, tokens(view, sentence.start, sentence.end), last)


def introduced(view: View, sentence: Sentence, previous: Sentence | None, gap: int, *, anyone: bool) -> Draft | None:
    """``X stellte den Plan vor. Er koste …``: Konjunktiv I right behind a sentence about somebody is what they say.

    ``gap`` counts the sentences since the last statement, ``previous`` is the sentence before. A recognised name
    must be its subject, unless ``anyone`` will do because nobody has spoken yet.
    """
    if previous is None or previous.quotes or sentence.quotes or not gap:
        return None
    main = next((p for p in sentence.clauses if p.kind in CLAUSAL and p.finite >= 0), None)
    if main is None or view.lower[main.finite] not in grammar().konjunktiv1:
        return None
    if view.lower[main.finite - 1 : main.finite] == ["als"]:
        return None
    if view.paragraph_break(previous.start, sentence.start) or not is_reporting_mood(view, main.finite):
        return None
    number = next((k for k, p in enumerate(previous.clauses) if p.kind in CLAUSAL and p.finite >= 0), -1)
    who = clause_subject(view, previous, number) if number >= 0 else None
    if who is None or not (anyone or any(view.entity_types[i] in _NAMED for i in range(*who))):
        return None
    content = tokens(view, sentence.start, sentence.end)
    return Draft("indirect_free_indirect", "continued report", content, of(view, who), medium="SW")


def _unreal(view: View, sentence: Sentence, verb: int, gap: int) -> bool:
    """``Theoretisch wäre …``, ``Wo wären …?``: the second Konjunktiv of what is not so, which reports nothing.

    ``hätte … können`` is of that kind unless it stands right behind a statement.
    """
    modal = grammar().unreal_modals
    words = [i for i in range(sentence.start, sentence.end) if not view.is_space[i]]
    if any(view.words[i] == "?" for i in words[-2:]):
        return True
    unreal = grammar().unreal
    if gap and view.lower[verb] in {"hätte", "hätten"} and not modal.isdisjoint(view.lower[i] for i in words):
        return True
    if gap and view.lower[words[0]] in grammar().taking_up and view.lower[verb] in {"wäre", "wären"}:
        return True  # "Das wären 2 Prozent": what follows from a figure, if it were so
    return view.lower[words[0]] in unreal.opening or any(view.lower[i] in unreal.anywhere for i in words)


def after_semicolon(view: View, sentence: Sentence, found: list[Draft]) -> list[Draft]:
    """``X zufolge sind es 40; 12 seien darunter``: behind a semicolon a report runs on as in a sentence of its own."""
    runs: list[Draft] = []
    for number, clause in enumerate(sentence.clauses):
        if clause.mark != ";" or clause.kind not in CLAUSAL or clause.finite < 0:
            continue
        if not is_reporting_mood(view, clause.finite):
            continue
        stop = next((p.start - 1 for p in sentence.clauses[number + 1 :] if p.mark == ";"), sentence.end)
        content = tokens(view, *view.trim(clause.start, stop))
        before = [d for d in found if not d.nested and max(d.content) < clause.start]
        if not before or any(content & (d.content | d.frame) for d in found):
            continue
        last = max(before, key=lambda d: d.start)
        runs.append(_running(view, content, last))
    return runs


def after_colon(view: View, sentence: Sentence) -> list[Draft]:
    """``Der Minister verteidigte das Paket: Es koste …``: Konjunktiv I behind a colon is what the subject says.

    Any verb may stand before the colon, so only the subjunctive of report counts, in no form that others use.
    """
    for number, clause in enumerate(sentence.clauses):
        if clause.mark != ":" or clause.kind not in CLAUSAL or clause.finite < 0 or sentence.quotes:
            continue
        unlike = view.lower[clause.finite] in grammar().konjunktiv2 or not may_report(view, clause.finite)
        if unlike or not is_reporting_mood(view, clause.finite):
            continue
        main = sentence.main_before(number, (Kind.MAIN,))
        speaker = clause_subject(view, sentence, main) if main >= 0 else None
        if speaker is None:
            return []
        content = tokens(view, *view.trim(clause.start, sentence.end))
        return [Draft("indirect_free_indirect", "continued report", content, of(view, speaker), medium="SW")]
    return []


def reporting_draft(view: View, last: Draft) -> Draft:
    """The statement whose speaker a continued report goes on with: not the one that only says ``demnach``."""
    while (
        last.within is not None
        and len(last.speaker) == 1
        and view.lower[min(last.speaker)] in saying().prepositions.adverbs
    ):
        last = last.within
    return last


def hearsay(view: View, sentence: Sentence, last: Draft | None, gap: int) -> Draft | None:
    """``soll`` with the last speaker as its source."""
    mains = [p for p in sentence.clauses if p.kind in CLAUSAL and p.finite >= 0]
    if not mains or sentence.quotes or view.lower[mains[0].finite] not in saying().words.hearsay:
        return None
    if last is None or gap > HEARSAY_REACH:
        return None
    marks = {view.words[i] for i in range(sentence.end - 3, sentence.end)}
    if "?" in marks or marks.isdisjoint({".", "!", ";"}):
        return None  # "Sollen die Werke schließen?" asks, a headline stands without a mark
    first = view.lower[sentence.clauses[0].start]
    if first not in saying().words.going_on and view.paragraph_break(max(last.content), sentence.start):
        about = last.mode != "reported" and (
            first in saying().words.about_the_same or (gap == 0 and _same_topic(view, sentence, last))
        )
        if not about:
            return None  # a report ends with its paragraph, unless "So soll …", "Er soll …" goes on with it
    return _running(view, tokens(view, sentence.start, sentence.end), last, "free_indirect", "hearsay")


def _running(
    view: View,
    content: set[int],
    last: Draft,
    mode: Mode = "indirect_free_indirect",
    construction: str = "continued report",
) -> Draft:
    """More words of whoever speaks in ``last``."""
    speaker = set(reporting_draft(view, last).speaker)
    return Draft(mode, construction, content, speaker, medium=last.medium, within=last)


def _same_topic(view: View, sentence: Sentence, last: Draft) -> bool:
    """Whether the sentence shares a noun with what was said last: its beginning, compounds and inflection aside."""
    said = {view.lower[i][:_STEM] for i in last.content | last.frame if _is_term(view, i)}
    return any(view.lower[i][:_STEM] in said for i in range(sentence.start, sentence.end) if _is_term(view, i))


def _is_term(view: View, i: int) -> bool:
    return view.pos[i] in NOUNS and len(view.words[i]) >= _STEM


_STEM: Final = 5
"""Letters that two words of one topic share: a German stem is seldom shorter."""

HEARSAY_REACH: Final = 2
