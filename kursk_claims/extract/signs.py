"""Signs of an attribution in the words of a sentence, without any analysis.

For each construction of ``statements`` this names what it can't do without: the word itself, the separated part
of a verb, the auxiliary of a participle, the preposition of an object, a clause boundary behind the cue. A
sentence without such signs gives no statement, however it is analysed; one with them may.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from kursk_claims.extract.sources.lexicons import media_links
from kursk_claims.extract.statements.lexicon import Closed, FormReading, forms, it_says_forms, nominal, syntax
from kursk_claims.extract.statements.mood import may_report
from kursk_claims.extract.statements.reported import object_forms

_WORD: Final = re.compile(r"[^\W_]+")
_BREAK: Final = re.compile(r"[,;:–—()\[\]]|\s-\s")
_CLAUSE_END: Final = re.compile(r"[,;:–—]|\s-\s")
_BEFORE_VERB: Final = re.compile(r"[,–-]")
_SO: Final = re.compile(r"(?:[,–—)(;:]|\s-)\s*[Ss]o\s")
_AS_IT_SAYS: Final = re.compile(r"\b[Ww]ie es\b")
_HAVING_DONE: Final = re.compile(r"[^\W\d_](?:t|en) (?:haben|sein)\b")
_OF: Final = frozenset({"von", "vom"})


class Signs(NamedTuple):
    """What a sentence can be part of."""

    clause: bool
    """An attribution by a verb, or by a noun with a clause."""
    speaks: bool
    """An attribution by a verb if there are quoted words for it to introduce."""
    subject_end: int
    """Characters in which the subject of such a verb or noun stands: what follows its clause is what is said."""
    phrase: bool
    """An attribution by a preposition or adverb."""
    reports: bool
    """A verb in a form of the Konjunktiv of report."""
    proper: bool
    """A verb in a form of Konjunktiv I that can be nothing else, and no cue in front of it."""
    cautious: bool
    """A verb in a Konjunktiv that is report only right after one: ``könnte``."""
    hearsay: bool
    takes_up: bool
    """Opens with ``das`` or ``dies``, which can stand for the sentence before."""


class _Need(NamedTuple):
    """What the readings of one word form with one separated part need beside them."""

    part: frozenset[str]
    finite: bool
    """Without it, the form needs an auxiliary."""
    reflexive: bool
    clause: bool
    infinitive: bool
    speaks: bool
    """Can have quoted words as its object."""
    objects: tuple[frozenset[str], ...]
    """For each reading that reports without a clause: the forms of its object's preposition, empty if it needs none."""


class _Words:
    """One sentence as words in lower case, with the places that matter for verbs and clauses."""

    def __init__(self, sentence: str, closed: Closed) -> None:
        self.lower: list[str] = []
        self.verbal: list[bool] = []
        """Can be a finite verb: in lower case, or first in its clause."""
        self.heads: set[int] = set()
        """First words behind a comma or dash, past ``und``, ``so``, ``das``."""
        self.last_break = 0
        """Last word that a clause boundary stands before."""
        self.last_comma = 0
        self.colon: int | None = None
        """First word behind a colon."""
        self.starts: list[int] = []
        self.ends = [found.start() for found in _CLAUSE_END.finditer(sentence)]
        self.length = len(sentence)
        coordinators = closed.coordinators
        end, follows = 0, False
        for number, found in enumerate(_WORD.finditer(sentence)):
            word, gap = found.group(), sentence[end : found.start()]
            lower = word.lower()
            after = number > 0 and self.lower[-1] in coordinators
            if gap and not gap.isspace():
                if _BREAK.search(gap):
                    self.last_break = number
                if "," in gap:
                    self.last_comma = number
                if ":" in gap and self.colon is None:
                    self.colon = number
                after = True
                follows = _BEFORE_VERB.search(gap) is not None
            self.verbal.append(number == 0 or after or word[0].islower())
            if follows:
                self.heads.add(number)
                follows = lower in coordinators or lower in closed.resumptive
            self.lower.append(lower)
            self.starts.append(found.start())
            end = found.end()
        self.known = frozenset(self.lower)
        self.infinitive = any(word == "zu" or ("zu" in word[2:-3] and word.endswith("n")) for word in self.lower)

    def clause_end(self, number: int) -> int:
        """Character at which the clause of a word ends: the next comma, colon or dash."""
        start = self.starts[number]
        return next((end for end in self.ends if end > start), self.length)


class Reader:
    """The lexicons compiled to look-ups by word form; build it once."""

    def __init__(self) -> None:
        words, closed = nominal(), nominal().closed
        before = words.prepositions
        self._cues = {form: needs for form, readings in forms().items() if (needs := tuple(_needs(readings)))}
        self._alone = frozenset(word.rstrip(".") for word in before.before | before.after)
        self._alone |= before.adverbs | before.relative
        self._together = tuple(frozenset(phrase) for phrase in (*before.phrases, *before.after_split))
        self._nach = before.with_noun | before.noun_then
        self._says = tuple(sorted(words.nouns.said | words.nouns.thought | words.nouns.willed | words.nouns.counted))
        self._content = words.nouns.content
        self._auxiliaries = syntax().have | syntax().be | syntax().become | syntax().modals
        self._be = syntax().be
        self._complementizers = closed.complementizers
        self._closed = closed
        self._it_says = it_says_forms()
        self._hearsay = closed.hearsay
        self._konjunktiv1 = closed.konjunktiv1
        self._konjunktiv2 = closed.konjunktiv2
        self._subordinating = closed.complementizers | closed.subordinators | closed.interrogatives
        self._moods = frozenset(f for f, readings in forms().items() if any(r.form == "finite" for r in readings))
        self._moods -= closed.auxiliaries
        self._clause_words = closed.complementizers | closed.subordinators | closed.interrogatives | closed.relatives
        self._clause_words |= closed.determiners | closed.prepositions | closed.coordinators | closed.konjunktiv1
        self._relies = tuple(frozenset(phrase.split()) for phrase in media_links().cites_verbs)
        self._quotes = media_links().quotes_verbs

    def read(self, sentence: str) -> Signs:
        """The signs of one sentence."""
        words = _Words(sentence, self._closed)
        takes_up = bool(words.lower) and words.lower[0] in self._closed.taking_up
        verbs = frozenset(word for word, verbal in zip(words.lower, words.verbal, strict=True) if verbal)
        reports = not verbs.isdisjoint(self._closed.reporting_konjunktiv2) or any(map(may_report, verbs))
        cautious = not verbs.isdisjoint(self._konjunktiv2)
        cues = list(self._cues_of(words, takes_up))
        other = self._without_cue(words, sentence, reports or cautious)
        return Signs(
            clause=other or any(said for _, said in cues),
            speaks=bool(cues),
            subject_end=words.length if other else max((words.clause_end(number) for number, _ in cues), default=0),
            phrase=not words.known.isdisjoint(self._alone)
            or any(phrase <= words.known for phrase in self._together)
            or (not words.known.isdisjoint(self._nach) and any(word.endswith(self._says) for word in words.lower)),
            reports=reports,
            proper=self._opens_with_report(words),
            cautious=cautious,
            hearsay=not words.known.isdisjoint(self._hearsay),
            takes_up=takes_up,
        )

    def _cues_of(self, words: _Words, takes_up: bool) -> Iterator[tuple[int, bool]]:
        """Each word that can be a cue verb, and whether it can introduce something that is not quoted."""
        for number, word in enumerate(words.lower):
            if word not in self._cues or not words.verbal[number]:
                continue
            for need in self._cues[word]:
                if (
                    not need.part <= words.known
                    or (not need.finite and words.known.isdisjoint(self._auxiliaries))
                    or (need.reflexive and "sich" not in words.known)
                ):
                    continue
                said = (
                    any(not found or not words.known.isdisjoint(found) for found in need.objects)
                    or (bool(need.objects) and "wie" in words.known)
                    or (need.clause and (takes_up or self._has_clause(words, number)))
                    or (need.infinitive and number < words.last_break and words.infinitive)
                )
                if said or need.speaks:
                    yield number, said

    def _has_clause(self, words: _Words, cue: int) -> bool:
        """Whether a clause can follow the cue, or the cue stand behind its clause or in one with ``wie``."""
        return (
            cue < words.last_break
            or "wie" in words.known
            or any(head == cue or words.lower[head] in self._auxiliaries for head in words.heads)
        )

    def _without_cue(self, words: _Words, sentence: str, konjunktiv: bool) -> bool:
        """A noun with its clause, report behind a colon, ``heißt es``, ``…, so X``, one source relying on another."""
        if any(phrase <= words.known for phrase in self._relies) or not words.known.isdisjoint(self._quotes):
            return True
        if not words.known.isdisjoint(self._closed.claiming) and _HAVING_DONE.search(sentence):
            return True
        if "rede" in words.known and not words.known.isdisjoint(_OF) and not words.known.isdisjoint(self._be):
            return True
        if not words.last_break:
            return False
        clause = konjunktiv or words.infinitive or not words.known.isdisjoint(self._complementizers)
        if clause and any(word in self._content for word in words.lower[: words.last_comma]):
            return True
        if konjunktiv and self._verb_behind_comma(words):
            return True
        if words.colon is not None and any(
            verbal and may_report(word)
            for word, verbal in zip(words.lower[words.colon :], words.verbal[words.colon :], strict=True)
        ):
            return True
        said = (k for k, word in enumerate(words.lower) if word in self._it_says)
        if any("es" in words.lower[max(0, k - 1) : k + 3] or _AS_IT_SAYS.search(sentence) for k in said):
            return True
        return _SO.search(sentence) is not None

    def _opens_with_report(self, words: _Words) -> bool:
        """Whether the main clause can stand in Konjunktiv I: no cue in front of it, but in a subordinate clause."""
        verbs = (word for word, verbal in zip(words.lower, words.verbal, strict=True) if verbal)
        opening = words.lower[: 1 + (words.lower[:1] != [] and words.lower[0] in self._closed.coordinators)]
        later = not self._subordinating.isdisjoint(opening)
        for word in verbs:
            if word in self._konjunktiv1:
                return True
            if word in self._moods and not later:
                return False
        return False

    def _verb_behind_comma(self, words: _Words) -> bool:
        """A word that can be the verb of ``…, freut sich X`` behind a clause in Konjunktiv I."""
        if words.known.isdisjoint(self._konjunktiv1):
            return False
        return any(
            words.verbal[head] and words.lower[head].endswith(self._closed.finite_endings)
            for head in words.heads
            if words.lower[head] not in self._clause_words
        )


def _needs(readings: Sequence[FormReading]) -> Iterator[_Need]:
    """What each separated part of a form asks for; its readings count together, as they do for a statement."""
    for particle in dict.fromkeys(reading.cue.particle for reading in readings):
        same = [reading for reading in readings if reading.cue.particle == particle and reading.form != "zu"]
        takes = frozenset(
            what for reading in readings if reading.cue.particle == particle for what in reading.cue.takes
        )
        if not same:
            continue
        yield _Need(
            part=frozenset() if any(reading.joined for reading in same) else frozenset(p.lower() for p in particle),
            finite=any(reading.form == "finite" for reading in same),
            reflexive=all(reading.cue.reflexive for reading in same),
            clause="clause" in takes,
            infinitive="inf" in takes,
            speaks=not takes.isdisjoint({"quote", "report"}),
            objects=tuple(
                object_forms(reading.cue.object) if reading.cue.object else frozenset()
                for reading in readings
                if reading.cue.particle == particle and not reading.cue.takes.isdisjoint({"report", "figure"})
            ),
        )
