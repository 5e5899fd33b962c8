"""Attributed statements: what is said to have been said, by whom, in which words of attribution."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from kursk_claims.extract.statements.credits import credited
from kursk_claims.extract.statements.cues import find_cues
from kursk_claims.extract.statements.direct import find_direct, find_quoted_parts
from kursk_claims.extract.statements.drafts import Draft, finish
from kursk_claims.extract.statements.free import after_colon, after_semicolon, continued_report, hearsay, introduced
from kursk_claims.extract.statements.indirect import find_indirect
from kursk_claims.extract.statements.prepositional import find_prepositional
from kursk_claims.extract.statements.reported import find_beside, find_cited, find_reported
from kursk_claims.grammar import view_of
from kursk_claims.grammar.clauses import Sentence, sentences
from kursk_claims.grammar.tokens import View
from kursk_claims.models import Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc

FAMILIES: Final = {
    "direct": "„Wir gehen“, sagte Muster",
    "quoted part": "Muster nannte das Fest „gelungen“",
    "clause": "Muster sagte, dass es regne",
    "verb_second": "Muster sagte, es regne",
    "infinitive": "Muster versprach, zu kommen",
    "parenthetical": "Es regne, sagte Muster",
    "anaphoric": "Es regnet. Das sagte Muster",
    "wie": "Wie Muster sagte, regnet es",
    "so": "Es regne, so Muster",
    "heißt es": "Es regne, heißt es im Amt",
    "noun": "die Forderung, den Hafen zu schließen",
    "prepositional": "Laut Muster regnet es",
    "reported": "Muster sprach von 40 Toten",
    "credit": "Es regnet (dpa).",
    "continued report": "Muster sprach. Es regne seit Tagen",
    "hearsay": "Muster sprach. Morgen soll es regnen",
}
"""The families of rules, each with an example; each statement names its own in ``construction``."""


def find_statements(doc: Doc, families: Collection[str] = FAMILIES) -> list[Statement]:
    """The attributed statements of an analysed article in text order.

    ``families`` switches families of rules off. Offsets are code points into ``doc.text``.
    """
    view = view_of(doc)
    drafts: list[Draft] = []
    last: Draft | None = None
    last_direct: Draft | None = None
    running: Draft | None = None
    previous: Sentence | None = None
    gap = 0
    for sentence in sentences(view):
        if len(sentence.clauses) == 0 or not all(
            view.analysed[i] or view.is_space[i] for i in range(sentence.start, sentence.end)
        ):
            # not analysed: the same as a sentence that is read and gives nothing
            last_direct = running = None
            previous = sentence if sentence.clauses else None
            gap += 1
            continue
        found = _of_sentence(view, sentence, families, previous, last, last_direct, gap)
        main = [d for d in found if not d.nested]
        if running is not None and len(main) == 1 and main[0].construction == "continued report":
            running.content |= main[0].content
            for draft in found:
                draft.within = running
            found = [d for d in found if d.nested]
        elif main:
            running = main[0] if main[0].construction == "continued report" else None
        else:
            running = None
        drafts += found
        if main:
            last = max(main, key=lambda d: d.start) if running is None else running
            gap = 0
        else:
            gap += 1
        direct = [d for d in main if d.mode == "direct"]
        last_direct = direct[-1] if direct else None
        previous = sentence
    return finish(view, drafts)


def _of_sentence(
    view: View,
    sentence: Sentence,
    families: Collection[str],
    previous: Sentence | None,
    last: Draft | None,
    last_direct: Draft | None,
    gap: int,
) -> list[Draft]:
    """The statements of one sentence; later families fill in where earlier ones found nothing."""
    hits = find_cues(view, sentence)
    found = [d for d in find_direct(view, sentence, hits, last_direct, last) if d.construction in families]
    found += [d for d in find_indirect(view, sentence, hits, previous) if d.construction in families]
    if "prepositional" in families:
        found += find_prepositional(view, sentence, found, last, previous)
    if not found and "quoted part" in families:
        found += find_quoted_parts(view, sentence, hits, found)
    if "reported" in families:
        found += find_beside(view, sentence, hits, found) if found else find_reported(view, sentence, hits)
        found += find_cited(view, sentence, hits, found)
    if not found and "credit" in families:
        found += credited(view, sentence)
    if "continued report" in families:
        found += after_semicolon(view, sentence, found) if found else after_colon(view, sentence)
    if not found and "continued report" in families:
        run = introduced(view, sentence, previous, gap, anyone=last is None) or continued_report(
            view, sentence, last, gap
        )
        found += [run] if run else []
    if not found and "hearsay" in families:
        rumour = hearsay(view, sentence, last, gap)
        found += [rumour] if rumour else []
    if "quoted part" in families and not any(d.construction == "quoted part" for d in found):
        found += find_quoted_parts(view, sentence, hits, found)
    return found
