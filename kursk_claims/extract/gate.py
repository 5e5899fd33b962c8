"""Which sentences can hold a claim, or what a claim refers to: decided from the text, before any analysis.

Analysis is by far the costliest step, and a good third of the sentences of a news article hold neither a
quantity nor an attribution. The gate turns those down and lets everything else through: it is a superset of
what ``quantities`` and ``statements`` react to, built from their own lexicons, so that the claims of an
article are the same with and without it (``tests/extract/test_gate.py``). A sentence passes if

* a quantity begins in it, or a quotation touches it;
* a cue verb stands in it with its separated part, and either reports by itself (``fordert Konsequenzen``) or
  has a clause boundary in the sentence, without which it has no complement;
* a prepositional source (``laut``, ``zufolge``, ``nach Angaben``), a noun with a clause (``die Forderung, …``),
  ``heißt es`` or ``…, so X`` stands in it;
* the sentence after it passes and takes it up (``Das teilte X mit``);
* it has a form of hearsay or of the Konjunktiv of report, which can run on without any cue.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Final

from kursk_claims.extract.quantities import find_quantities
from kursk_claims.extract.statements.lexicon import FormReading, forms, nominal
from kursk_claims.extract.statements.mood import may_report
from kursk_claims.extract.statements.quotation import quotations
from kursk_claims.models import Span

Gate = Callable[[str, Sequence[Span]], list[bool]]
"""Article text and its sentences, in order, to whether each is worth the analysis."""

_WORD: Final = re.compile(r"[^\W_]+")
_BOUNDARY: Final = re.compile(r"[,;:–—()\[\]]|\s-\s")
_SO: Final = re.compile(r"(?:[,–—)(;:]|\s-)\s*[Ss]o\s")


def build_gate() -> Gate:
    """The gate over the shipped lexicons; build it once for each process. Never raises, whatever the text."""
    return _Gate()


class _Gate:
    """The lexicons compiled to look-ups by word form."""

    def __init__(self) -> None:
        words = nominal()
        self._cues = {form: _needs(readings) for form, readings in forms().items()}
        self._cues = {form: needs for form, needs in self._cues.items() if needs}
        before = words.prepositions
        self._alone = frozenset(
            {word.rstrip(".") for word in before.before | before.after}
            | before.adverbs
            | before.relative
            | words.closed.hearsay
            | words.closed.konjunktiv2
        )
        self._together = tuple(frozenset(phrase) for phrase in (*before.phrases, *before.after_split))
        self._says = words.nouns.said | words.nouns.thought | words.nouns.willed
        self._says_nouns = tuple(sorted(self._says))
        self._nach = before.with_noun | before.noun_then
        self._content = words.nouns.content

    def __call__(self, text: str, sentences: Sequence[Span]) -> list[bool]:
        starts = [sentence.start for sentence in sentences]
        keep = [False] * len(sentences)
        for quantity in find_quantities(text):
            _mark(keep, sentences, starts, quantity.start, quantity.end)
        for quotation in quotations(text):
            _mark(keep, sentences, starts, quotation.start, quotation.end)
        keep = [kept or self._attributes(text, span) for kept, span in zip(keep, sentences, strict=True)]
        for index in range(1, len(sentences)):
            if keep[index] and _TAKES_UP.match(text, sentences[index].start):
                keep[index - 1] = True
        return keep

    def _attributes(self, text: str, span: Span) -> bool:
        """Whether the sentence can hold an attribution."""
        sentence = text[span.start : span.end]
        lowered = sentence.lower()
        words = _WORD.findall(lowered)
        known = frozenset(words)
        if not known.isdisjoint(self._alone) or any(map(may_report, known)):
            return True
        if any(phrase <= known for phrase in self._together):
            return True
        if not known.isdisjoint(self._nach) and any(word.endswith(self._says_nouns) for word in words):
            return True
        bounded = _BOUNDARY.search(sentence) is not None or _TAKES_UP.match(sentence) is not None
        if bounded and (
            not known.isdisjoint(self._content)
            or ("es" in known and not known.isdisjoint(_HEISST))
            or _SO.search(sentence)
        ):
            return True
        return any(
            (bounded or reports) and particle <= known
            for word in known & self._cues.keys()
            for reports, particle in self._cues[word]
        )


_TAKES_UP: Final = re.compile(r"(?:[Dd]as|[Dd]ies|[Dd]ieses)\b")
_HEISST: Final = frozenset({"heißt", "hieß", "heiße"})


def _needs(readings: Sequence[FormReading]) -> tuple[tuple[bool, frozenset[str]], ...]:
    """For each reading of a form: whether it reports without a clause, and the words that must stand beside it."""
    found = {
        ("report" in r.cue.takes, frozenset() if r.joined else frozenset(part.lower() for part in r.cue.particle))
        for r in readings
        if r.form != "zu"
    }
    return tuple(sorted(found, key=lambda need: (not need[0], sorted(need[1]))))


def _mark(keep: list[bool], sentences: Sequence[Span], starts: Sequence[int], start: int, end: int) -> None:
    """Keep every sentence that overlaps ``start:end``."""
    index = max(bisect_left(starts, start + 1) - 1, 0)
    while index < len(sentences) and sentences[index].start < end:
        keep[index] = True
        index += 1
