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
* it has a name in full whose last part stands in an attribution;
* the sentence after it is an attribution that takes it up (``Das teilte X mit``);
* it is one of the three before an attribution with a pronoun, whose antecedent it may hold;
* it has a form of hearsay or of the Konjunktiv of report, which can run on without any cue.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from kursk_claims.extract.quantities import find_quantities
from kursk_claims.extract.statements.lexicon import FormReading, forms, nominal
from kursk_claims.extract.statements.mood import may_report
from kursk_claims.extract.statements.quotation import Quotation, quotations
from kursk_claims.models import Span
from kursk_claims.settings import ANTECEDENT_REACH

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
        closed = words.closed
        self._no_given = closed.determiners | closed.prepositions | closed.subordinators | closed.coordinators

    def __call__(self, text: str, sentences: Sequence[Span]) -> list[bool]:
        starts = [sentence.start for sentence in sentences]
        keep = [False] * len(sentences)
        for quantity in find_quantities(text):
            _mark(keep, sentences, starts, quantity.start, quantity.end)
        said = [self._attributes(text, span) for span in sentences]
        quoted = quotations(text)
        for quotation in quoted:
            _mark(said, sentences, starts, quotation.start, quotation.end)
        keep = [kept or attributes for kept, attributes in zip(keep, said, strict=True)]
        for start in _pronouns(text, quoted):
            index = bisect_right(starts, start) - 1
            if index >= 0 and said[index]:  # who says so may be named before
                reach = min(index, ANTECEDENT_REACH)
                keep[index - reach : index] = [True] * reach
        named = {
            word
            for span, attributes in zip(sentences, said, strict=True)
            if attributes
            for word in self._names(text, span)
        }
        for found in _FULL_NAME.finditer(text):
            given, family = found.group(1), found.group(2)
            if given.lower() not in self._no_given and (family in named or family.removesuffix("s") in named):
                _mark(keep, sentences, starts, found.start(), found.end())
        for index in range(1, len(sentences)):
            if said[index] and _TAKES_UP.match(text, starts[index]):
                keep[index - 1] = True
        return keep

    def _names(self, text: str, sentence: Span) -> Iterator[str]:
        """Capitalised words that can be surnames: no article, adjective or preposition stands before them."""
        for found in _CAPITALISED.finditer(text, sentence.start, sentence.end):
            before, word = found.group(1), found.group(2)
            adjective = before is not None and before.endswith(_INFLECTED) and before not in self._cues
            if not adjective and before not in self._no_given:
                yield word
                yield word.removesuffix("s")

    def _attributes(self, text: str, span: Span) -> bool:
        """Whether the sentence can hold an attribution."""
        sentence = text[span.start : span.end]
        lowered = sentence.lower()
        words = _WORD.findall(lowered)
        known = frozenset(words)
        if not known.isdisjoint(self._alone) or any(may_report(word.lower()) for word in _verbs(sentence)):
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


_PRONOUN: Final = re.compile(r"\b(?:er|sie|ihm|ihr|ihnen)\b", re.IGNORECASE)
_CAPITALISED: Final = re.compile(r"(?:\b(\w+)\s)?\b([^\W\d_a-zäöüß][\w’'-]+)")
_FULL_NAME: Final = re.compile(
    r"\b([^\W\d_a-zäöüß][\w.’'-]*)(?:\s(?:von|van|vom|de|del|der|den|zu|da|di|dos|bin|al|el|la|le)){0,2}\s(?=([^\W\d_a-zäöüß][\w’'-]+))"
)
_INFLECTED: Final = ("e", "en", "er", "es", "em")
_TAKES_UP: Final = re.compile(r"(?:[Dd]as|[Dd]ies|[Dd]ieses)\b")
_HEISST: Final = frozenset({"heißt", "hieß", "heiße"})


def _verbs(sentence: str) -> Iterator[str]:
    """The words that can be finite verbs: those in lower case, and the one that opens the sentence."""
    for number, found in enumerate(_WORD.finditer(sentence)):
        word = found.group()
        if number == 0 or word[0].islower():
            yield word


def _needs(readings: Sequence[FormReading]) -> tuple[tuple[bool, frozenset[str]], ...]:
    """For each reading of a form: whether it reports without a clause, and the words that must stand beside it."""
    found = {
        ("report" in r.cue.takes, frozenset() if r.joined else frozenset(part.lower() for part in r.cue.particle))
        for r in readings
        if r.form != "zu"
    }
    return tuple(sorted(found, key=lambda need: (not need[0], sorted(need[1]))))


def _pronouns(text: str, quoted: Sequence[Quotation]) -> Iterator[int]:
    """Where the third person stands outside quotations: inside them it is not the speaker."""
    ends = [quotation.end for quotation in quoted]
    for found in _PRONOUN.finditer(text):
        k = bisect_right(ends, found.start())
        if k == len(quoted) or found.start() < quoted[k].start:
            yield found.start()


def _mark(keep: list[bool], sentences: Sequence[Span], starts: Sequence[int], start: int, end: int) -> None:
    """Keep every sentence that overlaps ``start:end``."""
    index = max(bisect_left(starts, start + 1) - 1, 0)
    while index < len(sentences) and sentences[index].start < end:
        keep[index] = True
        index += 1
