"""Chains of sources: who reports whom.

A statement's own chain is the medium it was said to, then its speaker, then whom the speaker
cites. A statement that lies in another takes that one's chain in front of its own; one that
continues another without a speaker of its own has the same chain.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, Final

from kursk_claims.extract.sources import lexicons
from kursk_claims.extract.sources.coreference import Coreference
from kursk_claims.extract.sources.holders import Holder, nominal, read, read_tokens
from kursk_claims.extract.sources.index import Index
from kursk_claims.models import Source, Span, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Doc

_MEDIA: Final = frozenset({"outlet", "agency"})
_NOBODY: Final = frozenset(
    {"es", "man", "das", "dies", "was", "wer", "jemand", "niemand", "ich", "wir", "mir", "mich", "uns", "du"}
)
_TELLING: Final = (
    "sag",
    "mit",
    "teil",
    "erklär",
    "bestätig",
    "erzähl",
    "bericht",
    "verr",
    "schilder",
    "versicher",
    "gesagt",
    "gab",
    "gestand",
)
_STAFF: Final = (
    "redakteur",
    "chef",
    "reporter",
    "journalist",
    "korrespondent",
    "sprecher",
    "mitarbeiter",
    "autor",
    "herausgeber",
    "moderator",
    "verleger",
    "intendant",
    "kommentator",
    "kolumnist",
    "gründer",
    "leiter",
    "direktor",
    "redaktion",
)
_STOPS: Final = frozenset(".,;:!?–—()„»")


class Chains:
    """Reads the chains of one article's statements in text order."""

    def __init__(self, doc: Doc, statements: Sequence[Statement]) -> None:
        self._doc = doc
        self._statements = statements
        self._index = Index(doc)
        self._refer = Coreference(self._index)
        self._chains: dict[int, tuple[Source, ...]] = {}
        self._open: set[int] = set()
        self._enclosing = _enclosing(statements)
        self._sents = [(sent.start_char, sent.end_char) for sent in doc.sents]
        self._sent_starts = [start for start, _ in self._sents]
        self._links = _Links(doc)

    def all(self) -> list[tuple[Source, ...]]:
        """The chains, one for each statement, in the given order."""
        quoted = self._links.quoting(self._index)
        order = sorted(range(len(self._statements)), key=lambda k: (_anchor(self._statements[k]), k))
        pending = list(quoted)
        for k in order:
            while pending and pending[0][0] < _anchor(self._statements[k]):
                self._introduce(*pending.pop(0))
            self._chain(k)
        self._extend_by_next_sentence()
        return [self._chains[k] for k in range(len(self._statements))]

    def _chain(self, k: int) -> tuple[Source, ...]:
        if k in self._chains:
            return self._chains[k]
        if k in self._open:
            return ()
        self._open.add(k)
        statement = self._statements[k]
        prefix, own, gender = self._own(statement)
        parent = self._parent(k)
        base = self._chain(parent) if parent is not None else ()
        chain = _joined(base if base else prefix, own)
        if (
            base
            and own
            and own[0].kind in _MEDIA
            and own[0].key not in {s.key for s in base}
            and not statement.nested
            and parent not in self._enclosing.values()
        ):
            chain = _joined((), own)
        self._chains[k] = chain
        self._refer.note(chain, _anchor(statement), gender)
        return chain

    def _parent(self, k: int) -> int | None:
        statement = self._statements[k]
        if statement.parent is not None and statement.parent != k and 0 <= statement.parent < len(self._statements):
            return statement.parent
        return self._enclosing.get(k)

    # -- a statement's own sources ------------------------------------------------------------

    def _own(self, statement: Statement) -> tuple[tuple[Source, ...], tuple[Source, ...], lexicons.Gender]:
        """Chain that a stand-in brings along, own sources outermost first, gender of the speaker."""
        cue = " ".join(self._doc.text[span.start : span.end] for span in statement.cue) or None
        region = self._region(statement)
        media = self._media(statement, region)
        prefix: tuple[Source, ...] = ()
        speakers: list[Source] = []
        gender: lexicons.Gender = ""
        speaker, told = self._told(statement)
        if told is not None and not media:
            media = (told,)
        for holder in read(self._index, speaker):
            outer, meant = self._refer.resolve(holder)
            if _unnameable(meant):
                continue
            prefix = prefix or outer
            gender = meant.gender
            speakers.append(self._source(meant, cue))
        cited = self._cited(statement, region)
        if not speakers and cited and not media:
            prefix = ()
        return prefix, _joined((), (*media, *speakers, *cited)), gender

    def _told(self, statement: Statement) -> tuple[Sequence[Span], Source | None]:
        """The speaker, and the medium that stands in the dative right behind it (``US-Beamte | der Zeitung``)."""
        if not statement.speaker or not any(_tells(self._doc.text[s.start : s.end]) for s in statement.cue):
            return statement.speaker, None
        span = self._doc.char_span(statement.speaker[0].start, statement.speaker[0].end, alignment_mode="expand")
        if span is None:
            return statement.speaker, None
        for i in range(span.start + 1, span.end - 1):
            if self._doc[i].lower_ not in {"der", "dem"} or (
                lexicons.office_of(self._doc[i - 1].text) is not None and _works_for(self._doc[i - 1].text)
            ):
                continue
            holders = read_tokens(self._index, i, span.end)
            if len(holders) == 1 and holders[0].kind in _MEDIA and holders[0].cls not in {"media_report", "medium"}:
                _, meant = self._refer.resolve(holders[0])
                before = self._doc[i - 1]
                return (Span(statement.speaker[0].start, before.idx + len(before.text)),), self._source(meant, None)
        return statement.speaker, None

    def _source(self, holder: Holder, cue: str | None) -> Source:
        return Source(
            name=holder.name,
            text=self._doc.text[holder.start : holder.end],
            start=holder.start,
            end=holder.end,
            kind=holder.kind,
            cue=cue,
            key=holder.key,
            resolved=holder.resolved,
        )

    def _region(self, statement: Statement) -> list[Span]:
        """The words of attribution: the sentences of cue and speaker, without any statement's content."""
        places = [*statement.cue, *statement.speaker, *statement.frame, *statement.addressee]
        if not places or not self._sents:
            return []
        stretches: list[Span] = []
        for place in places:
            k = max(bisect_right(self._sent_starts, place.start) - 1, 0)
            sentence = Span(*self._sents[k])
            if sentence not in stretches:
                stretches.append(sentence)
        return sorted(stretches) if statement.mode == "reported" else _without(sorted(stretches), statement.content)

    def _media(self, statement: Statement, region: list[Span]) -> tuple[Source, ...]:
        """The media that a statement was made to or in."""
        found: list[Source] = []
        for holder in read(self._index, statement.addressee):
            if holder.kind in _MEDIA and holder.cls not in {"media_report", "medium"}:
                outer, meant = self._refer.resolve(holder)
                if _unnameable(meant) or self._is_own_medium(meant):
                    continue
                found.extend((*outer, self._source(meant, self._preposition(meant.start))))
        for holder, cue in self._links.media(self._index, region):
            if any(_covers(span, holder.start) for span in (*statement.speaker, *statement.addressee)):
                continue
            if any(
                _covers(other, holder.start)
                for other_s in self._statements
                if other_s is not statement
                for other in other_s.speaker
            ):
                continue
            _, meant = self._refer.resolve(holder)
            if not _unnameable(meant) and not self._is_own_medium(meant):
                found.append(self._source(meant, cue))
        return tuple(found)

    def _is_own_medium(self, holder: Holder) -> bool:
        before = self._doc.text[max(0, holder.start - 12) : holder.end]
        return any(phrase in before for phrase in lexicons.media_links().own_medium)

    def _preposition(self, start: int) -> str | None:
        """The preposition right before a place, as the cue of a medium."""
        words = self._doc.text[max(0, start - 40) : start].split()
        for word in reversed(words[-3:]):
            if word.lower() in lexicons.media_links().media_prepositions:
                return word
        return None

    def _cited(self, statement: Statement, region: list[Span]) -> tuple[Source, ...]:
        """Whom the reporter cites: ``unter Berufung auf X`` and its kin."""
        found: list[Source] = []
        for holder, cue in self._links.cited(self._index, region, self._doc):
            if (
                any(_covers(span, holder.start) for span in statement.speaker)
                and len(found) == 0
                and statement.speaker
                and statement.speaker[0].start == holder.start
            ):
                continue
            _, meant = self._refer.resolve(holder)
            if not _unnameable(meant):
                found.append(self._source(meant, cue))
        return tuple(found)

    # -- sentences that only link sources -----------------------------------------------------

    def _introduce(self, start: int, outer: Holder, inner: Holder, cue: str) -> None:
        """``Die Zeitung zitierte X``: later words of X come through the outlet."""
        prefix, medium = self._refer.resolve(outer)
        if medium.kind not in _MEDIA or _unnameable(medium):
            return
        _, person = self._refer.resolve(inner)
        chain = _joined(prefix, (self._source(medium, cue), self._source(person, cue)))
        self._refer.note(chain, start, person.gender)

    def _extend_by_next_sentence(self) -> None:
        """``Das Blatt beruft sich auf X`` right after a report adds X to its chain."""
        for sentence, outer, inner, cue in self._links.relying(self._index, self._refer):
            _, medium = self._refer.resolve(outer)
            _, cited = self._refer.resolve(inner)
            if _unnameable(cited):
                continue
            for k, statement in enumerate(self._statements):
                chain = self._chains[k]
                place = max(bisect_right(self._sent_starts, _anchor(statement)) - 1, 0)
                if chain and sentence - 1 <= place <= sentence and chain[-1].key == medium.key and medium.key:
                    self._chains[k] = _joined(chain, (self._source(cited, cue),))


class _Links:
    """Finds the words that put one source behind another in a stretch of text."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc

    def cited(self, index: Index, region: Iterable[Span], doc: Doc) -> list[tuple[Holder, str]]:
        """Holders after ``unter Berufung auf`` and its kin, with that phrase."""
        found: list[tuple[Holder, str]] = []
        for stretch in region:
            for hit in _cites().finditer(doc.text, stretch.start, stretch.end):
                start = self._token(hit.end())
                end = self._phrase_end(start, stretch.end)
                found.extend((holder, hit.group()) for holder in read_tokens(index, start, end))
        return found

    def media(self, index: Index, region: Iterable[Span]) -> list[tuple[Holder, str]]:
        """Outlets that something was said to or in: ``in der BBC``, ``gegenüber AP``, ``im Interview mit der Zeit``."""
        doc = self._doc
        links = lexicons.media_links()
        found: list[tuple[Holder, str]] = []
        for stretch in region:
            piece = doc.char_span(stretch.start, stretch.end, alignment_mode="contract")
            if piece is None:
                continue
            i = piece.start
            while i < piece.end:
                token = doc[i]
                if token.lower_ in links.media_prepositions and not (
                    token.lower_ == "auf" and i > piece.start and doc[i - 1].text in {"Berufung", "Verweis"}
                ):
                    end = self._phrase_end(i + 1, stretch.end)
                    holders = self._medium_after(index, i + 1, end)
                    found.extend((holder, token.text) for holder in holders)
                    if holders:
                        i = end
                        continue
                elif token.lower_ == "gegenüber" and i > piece.start:
                    pass
                i += 1
        return found

    def _medium_after(self, index: Index, start: int, end: int) -> list[Holder]:
        """The outlet in the phrase behind a preposition, past words like ``Interview mit``."""
        doc = self._doc
        links = lexicons.media_links()
        i = start
        event = False
        while i < end:
            token = doc[i]
            if token.text in links.media_events:
                event = True
            elif event and token.lower_ in links.media_prepositions | {"der", "des", "dem", "von", "für", "mit"}:
                pass
            elif nominal(token):
                break
            i += 1
        if i >= end:
            return []
        begin = i
        while begin > start and doc[begin - 1].text in {"„", '"', "»"}:
            begin -= 1
        named = index.name_at(i)
        noun = lexicons.noun_of(doc[i].text)
        preposition = doc[start - 1].lower_
        if named is not None and named.entry.kind in _MEDIA:
            if named.ambiguous and not named.quoted and not event and preposition not in {"gegenüber", "bei", "beim"}:
                return []
        elif not (
            noun is not None
            and noun.kind in _MEDIA
            and noun.cls not in {"medium", "media_report"}
            and noun.gender != "p"
        ):
            return []
        elif not event and i > start + 1 + (doc[start].lower_ in {"der", "dem", "einem", "einer"}):
            return []
        holders = [
            h
            for h in read_tokens(index, start if not event else begin, end)
            if h.kind in _MEDIA and h.cls != "media_report"
        ]
        return holders[:1]

    def quoting(self, index: Index) -> list[tuple[int, Holder, Holder, str]]:
        """Sentences in which a medium quotes someone: place, medium, person, verb."""
        found: list[tuple[int, Holder, Holder, str]] = []
        for token in self._doc:
            if token.lower_ not in lexicons.media_links().quotes_verbs:
                continue
            sentence = token.sent
            outer = [h for h in read_tokens(index, sentence.start, token.i) if h.kind in _MEDIA]
            after = token.i + 1
            if not outer or after >= sentence.end or self._doc[after].pos_ == "ADP" or self._doc[after].is_punct:
                continue
            inner = read_tokens(index, after, self._phrase_end(after, sentence.end_char))
            if inner:
                found.append((token.idx, outer[-1], inner[0], token.text))
        return found

    def relying(self, index: Index, refer: Coreference) -> list[tuple[int, Holder, Holder, str]]:
        """``Das Blatt beruft sich auf X``: sentence, medium, the one cited, words."""
        found: list[tuple[int, Holder, Holder, str]] = []
        for hit in _relies().finditer(self._doc.text):
            i = self._token(hit.start())
            sentence = self._doc[i].sent
            before = read_tokens(index, sentence.start, i)
            outer = [h for h in before if h.kind in _MEDIA or h.stand_in == "pronoun"]
            on = self._token(hit.end())
            stop = min(sentence.end, on + 6)
            while on < stop and self._doc[on].lower_ not in {"auf"}:
                on += 1
            if on >= stop or not outer:
                continue
            inner = read_tokens(index, on + 1, self._phrase_end(on + 1, sentence.end_char))
            if inner:
                found.append((refer.sentence_of(i), outer[0], inner[0], hit.group()))
        return found

    def _token(self, char: int) -> int:
        span = self._doc.char_span(
            min(char, max(len(self._doc.text) - 1, 0)), min(char + 1, len(self._doc.text)), alignment_mode="expand"
        )
        if span is None:
            return len(self._doc)
        return span.start if self._doc[span.start].idx >= char or span.start + 1 >= len(self._doc) else span.start + 1

    def _phrase_end(self, start: int, limit: int) -> int:
        """End of the noun phrase that begins at a token: before a stop, a verb, an adverb of time."""
        doc = self._doc
        i = start
        while i < len(doc) and doc[i].idx < limit:
            token = doc[i]
            if token.text in _STOPS and not (token.text in {"„", "»"} and i <= start + 4):
                break
            if token.text == "." or token.is_space and "\n" in token.text:
                break
            if (
                token.has_dep()
                and token.pos_ in {"VERB", "AUX"}
                and token.text[:1].islower()
                and token.morph.get("VerbForm") != ["Part"]
            ):
                break
            if (
                i > start
                and token.text[:1].islower()
                and lexicons_verb(token.text)
                and token.pos_ in {"", "VERB", "AUX"}
            ):
                break
            i += 1
        return i


def lexicons_verb(word: str) -> bool:
    """Whether a lower-case word is a past or present form of a verb of reporting, by its ending."""
    return word in {
        "berichtet",
        "berichtete",
        "berichten",
        "berichteten",
        "meldet",
        "meldete",
        "melden",
        "meldeten",
        "schreibt",
        "schrieb",
        "schreiben",
        "schrieben",
        "mitteilte",
        "mitteilten",
        "sagte",
        "sagten",
        "erklärte",
        "hieß",
        "heißt",
    }


def _tells(cue: str) -> bool:
    """Whether the cue is a verb that takes the one told in the dative."""
    return any(word.startswith(_TELLING) for word in cue.lower().split())


def _works_for(word: str) -> bool:
    """Whether a noun before a medium in the genitive is one of its staff (``Chefredakteur der Zeitung``)."""
    return word.lower().rpartition("-")[2].removesuffix("s").removesuffix("in").removesuffix("en").endswith(_STAFF)


@cache
def _cites() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:" + "|".join(re.escape(p) for p in sorted(lexicons.media_links().cites, key=lambda p: -len(p))) + r")\b",
        re.IGNORECASE,
    )


@cache
def _relies() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:"
        + "|".join(re.escape(p) for p in sorted(lexicons.media_links().cites_verbs, key=lambda p: -len(p)))
        + r")\b"
    )


def _unnameable(holder: Holder) -> bool:
    """Pronouns and gaps that stand for nobody who could be named."""
    if holder.stand_in == "owner" or (holder.kind == "unknown" and any(ch.isdigit() for ch in holder.name)):
        return True
    return (
        holder.stand_in == "previous"
        or (holder.stand_in == "pronoun" and holder.name.lower() in lexicons.reference().relatives)
        or (holder.stand_in in {"pronoun", "quantifier"} and holder.name.lower() in _NOBODY)
    )


def _covers(span: Span, place: int) -> bool:
    return span.start <= place < span.end


def _joined(first: tuple[Source, ...], second: tuple[Source, ...]) -> tuple[Source, ...]:
    """Both in order, each holder once."""
    chain: list[Source] = []
    for source in (*first, *second):
        if not any(source.key == known.key and source.key for known in chain):
            chain.append(source)
    return tuple(chain)


def _anchor(statement: Statement) -> int:
    """Where a statement is attributed: its speaker, else its cue, else its content."""
    for spans in (statement.speaker, statement.cue, statement.content):
        if spans:
            return spans[0].start
    return 0


def _without(stretches: list[Span], holes: Sequence[Span]) -> list[Span]:
    """The stretches with the holes cut out."""
    left: list[Span] = []
    for stretch in stretches:
        start = stretch.start
        for hole in sorted(holes):
            if hole.end <= start or hole.start >= stretch.end:
                continue
            if hole.start > start:
                left.append(Span(start, hole.start))
            start = max(start, hole.end)
        if start < stretch.end:
            left.append(Span(start, stretch.end))
    return left


def _enclosing(statements: Sequence[Statement]) -> dict[int, int]:
    """Statement to the innermost other one whose content holds its words of attribution."""
    pieces = sorted(
        (
            (span.start, span.end, sum(s.end - s.start for s in statement.content), k)
            for k, statement in enumerate(statements)
            for span in statement.content
        ),
    )
    starts = [piece[0] for piece in pieces]
    reach: list[int] = []
    for piece in pieces:
        reach.append(max(piece[1], reach[-1] if reach else 0))
    found: dict[int, int] = {}
    for k, statement in enumerate(statements):
        places = statement.cue or statement.speaker
        if not places:
            continue
        place = places[0].start
        best: tuple[int, int] | None = None
        position = bisect_right(starts, place) - 1
        while position >= 0 and reach[position] > place:
            start, end, size, other = pieces[position]
            if start <= place < end and other != k and (best is None or (size, other) < best):
                best = (size, other)
            position -= 1
        if best is not None:
            found[k] = best[1]
    return found
