"""Speech without a frame: the report that runs on in the Konjunktiv, and hearsay with ``sollen``."""

from __future__ import annotations

from typing import Final

from kursk_claims.extract.statements.clauses import Kind, Period
from kursk_claims.extract.statements.drafts import Draft, tokens
from kursk_claims.extract.statements.lexicon import nominal
from kursk_claims.extract.statements.view import View

_MAIN: Final = (Kind.MAIN, Kind.VERB_FIRST)


def running_report(view: View, period: Period, last: Draft | None) -> Draft | None:
    """A sentence in the Konjunktiv of report that goes on with the last speaker."""
    if last is None or period.quotes:
        return None
    mains = [p for p in period.pieces if p.kind in _MAIN and p.finite >= 0]
    if not mains:
        return None
    first = view.lower[mains[0].finite]
    closed = nominal().closed
    reported = first in closed.konjunktiv1 or view.subjunctive[mains[0].finite] or first in {"hätte", "hätten", "wäre", "wären", "würde", "würden"}
    if not reported:
        return None
    return Draft("indirect_free_indirect", "running report", tokens(view, period.start, period.end), set(last.speaker), medium=last.medium, within=last)


def hearsay(view: View, period: Period, last: Draft | None) -> Draft | None:
    """``soll`` with the last speaker as its source."""
    mains = [p for p in period.pieces if p.kind in _MAIN and p.finite >= 0]
    if not mains or period.quotes or view.lower[mains[0].finite] not in nominal().closed.hearsay:
        return None
    if last is None:
        return None
    return Draft("free_indirect", "hearsay", tokens(view, period.start, period.end), set(last.speaker), medium=last.medium, within=last)
