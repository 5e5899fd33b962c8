"""Which sentences can hold a claim, or what a claim refers to: decided from the text, before any analysis.

Analysis is by far the costliest step, and many sentences of a news article hold neither a quantity nor an
attribution. The gate turns those down and lets everything else through: it is a superset of what ``quantities``
and ``statements`` react to, built from their own lexicons, so that the claims of an article are the same with and
without it (``tests/extract/test_gate_identity.py``). A sentence passes if

* a quantity begins in it, or a quotation touches it;
* the sentence after it has a quantity and ``er`` or ``sie``, which may be what is counted;
* it can hold an attribution of its own (``signs``): a cue verb with everything that its construction needs, a
  prepositional source, a noun with its clause, ``heißt es``, ``…, so X``, one medium that relies on another;
* after such a sentence, it has a form of the Konjunktiv of report or of hearsay, in which a report runs on;
* the sentence after it is an attribution that takes it up (``Das teilte X mit``);
* it is one of the three before an attribution with ``er`` or ``sie``, whose antecedent it may hold;
* it has a name in full whose last part stands in an attribution.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from kursk_claims.extract.quantities.find import find_quantities
from kursk_claims.extract.signs import Reader, Signs
from kursk_claims.extract.sources.lexicons import offices, reference
from kursk_claims.extract.statements.free import HEARSAY_REACH
from kursk_claims.extract.statements.lexicon import forms, nominal
from kursk_claims.extract.statements.quotation import Quotation, quotations
from kursk_claims.lexicon import alternatives
from kursk_claims.lexicon.grammar import grammar
from kursk_claims.models import Span
from kursk_claims.settings import ANTECEDENT_REACH

Gate = Callable[[str, Sequence[Span]], list[bool]]
"""Article text and its sentences, in order, to whether each is worth the analysis."""

_CAPITALISED: Final = re.compile(r"(?:\b(\w+)\s)?\b([^\W\d_a-zäöüß][\w’'-]+)")


def build_gate() -> Gate:
    """The gate over the shipped lexicons; build it once for each process. Never raises, whatever the text."""
    return _Gate()


class _Gate:
    """The lexicons compiled to look-ups by word form."""

    def __init__(self) -> None:
        self._reader = Reader()
        self._pronoun = re.compile(rf"\b(?:{'|'.join(sorted(reference().personal))})\b", re.IGNORECASE)
        particle = alternatives(offices().particles)
        self._full_name = re.compile(
            rf"\b([^\W\d_a-zäöüß][\w.’'-]*)(?:\s(?:{particle})){{0,2}}\s(?=([^\W\d_a-zäöüß][\w’'-]+))"
        )
        closed = nominal().closed
        self._determiners = closed.determiners
        self._no_given = closed.determiners | closed.prepositions | closed.subordinators | closed.coordinators

    def __call__(self, text: str, sentences: Sequence[Span]) -> list[bool]:
        starts = [sentence.start for sentence in sentences]
        keep = [False] * len(sentences)
        for quantity in find_quantities(text):
            _mark(keep, sentences, starts, quantity.start, quantity.end)
        for index in self._pronouns(text, starts, list(keep)):  # what it counts may be named before
            keep[index - 1] = True
        signs = [self._reader.read(text[span.start : span.end]) for span in sentences]
        free, embedded = [False] * len(sentences), [False] * len(sentences)
        quoted = quotations(text)
        for quotation in quoted:
            _mark(
                embedded if _embedded(text, sentences, starts, quotation) else free, sentences, starts, *quotation[:2]
            )
        said = [
            speech or sign.clause or (part and sign.speaks)
            for speech, part, sign in zip(free, embedded, signs, strict=True)
        ]
        subjects = [  # up to where the subject of an attribution can stand
            span.end if speech else span.start + sign.subject_end * attributes
            for span, speech, sign, attributes in zip(sentences, free, signs, said, strict=True)
        ]
        for index in self._with_pronoun(text, starts, subjects, quoted):  # who says so may be named before
            reach = min(index, ANTECEDENT_REACH)
            keep[index - reach : index] = [True] * reach
        for index in range(1, len(sentences)):
            if said[index] and signs[index].takes_up:
                keep[index - 1] = True
        said = [own or found.phrase for own, found in zip(said, signs, strict=True)]
        frames = [
            (span.start, span.end if sign.phrase else end)
            for span, sign, end in zip(sentences, signs, subjects, strict=True)
        ]
        named = {word for frame in _outside(frames, quoted) for word in self._names(text, *frame)}
        for found in self._full_name.finditer(text):
            given, family = found.group(1), found.group(2)
            if given.lower() not in self._no_given and (family in named or family.removesuffix("s") in named):
                _mark(keep, sentences, starts, found.start(), found.end())
        for index in range(1, len(sentences)):  # Konjunktiv I behind a sentence about the one who says so
            if signs[index].proper and not said[index - 1]:
                keep[index - 1] = keep[index] = True
        runs = _running(said, signs)
        return [any(reasons) for reasons in zip(keep, said, runs, strict=True)]

    def _pronouns(self, text: str, starts: Sequence[int], counting: Sequence[bool]) -> Iterator[int]:
        """Sentences behind another that have a quantity and a personal pronoun."""
        for found in self._pronoun.finditer(text):
            index = bisect_right(starts, found.start()) - 1
            if index > 0 and counting[index]:
                yield index

    def _with_pronoun(
        self, text: str, starts: Sequence[int], subjects: Sequence[int], quoted: Sequence[Quotation]
    ) -> Iterator[int]:
        """Sentences with a personal pronoun that can be the subject; inside quotations it is not the speaker."""
        ends = [quotation.end for quotation in quoted]
        for found in self._pronoun.finditer(text):
            k = bisect_right(ends, found.start())
            if k < len(quoted) and found.start() >= quoted[k].start:
                continue
            index = bisect_right(starts, found.start()) - 1
            if index >= 0 and found.start() < subjects[index]:
                yield index

    def _names(self, text: str, start: int, end: int) -> Iterator[str]:
        """Capitalised words that can be surnames: no article or adjective stands before them."""
        for found in _CAPITALISED.finditer(text, start, end):
            before, word = found.group(1), found.group(2)
            adjective = before is not None and before.endswith(grammar().adjectives) and before not in forms()
            if not adjective and before not in self._determiners:
                yield word
                yield word.removesuffix("s")


def _outside(stretches: Sequence[tuple[int, int]], quoted: Sequence[Quotation]) -> Iterator[tuple[int, int]]:
    """What of each stretch lies in no quotation."""
    ends = [quotation.end for quotation in quoted]
    for start, end in stretches:
        k = bisect_right(ends, start)
        while k < len(quoted) and quoted[k].start < end:
            yield start, quoted[k].start
            start = quoted[k].end
            k += 1
        yield start, end


def _running(said: Sequence[bool], signs: Sequence[Signs]) -> list[bool]:
    """Where a report that began before can run on, or hearsay can have the last speaker as its source."""
    found: list[bool] = []
    begun, gap = False, 0
    for own, sign in zip(said, signs, strict=True):
        goes_on = sign.reports or (sign.cautious and gap == 0) or (sign.hearsay and gap <= HEARSAY_REACH)
        runs = begun and not own and goes_on
        found.append(runs)
        begun = begun or own
        gap = 0 if own or runs else gap + 1
    return found


def _embedded(text: str, sentences: Sequence[Span], starts: Sequence[int], quotation: Quotation) -> bool:
    """Whether quoted words are surely part of the sentence round them and no speech of their own.

    They are if they stand inside one sentence, neither behind a comma, colon, dash or stop nor, at its beginning,
    before a comma or dash or with a final mark of their own (as ``statements.clauses`` has it).
    """
    index = bisect_right(starts, quotation.start) - 1
    if index < 0 or quotation.end > sentences[index].end:
        return False
    before = text[sentences[index].start : quotation.start].rstrip()[-1:]
    inner = text[quotation.start + quotation.mark : quotation.end - quotation.mark].strip()
    if before == ",":
        return not inner[:1].isupper() or not any(sign.isspace() for sign in inner)
    if before:
        return before not in ":–—-."
    after = text[quotation.end : sentences[index].end].lstrip()[:1]
    return after not in {"", ",", "–", "-"} and inner[-1:] not in {".", "!", "?", "…"}


def _mark(keep: list[bool], sentences: Sequence[Span], starts: Sequence[int], start: int, end: int) -> None:
    """Keep every sentence that overlaps ``start:end``."""
    index = max(bisect_left(starts, start + 1) - 1, 0)
    while index < len(sentences) and sentences[index].start < end:
        keep[index] = True
        index += 1
