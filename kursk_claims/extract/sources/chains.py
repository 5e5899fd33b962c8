"""Chains of sources: who reports whom.

A statement's own chain is the medium it was said to, then its speaker, then whom the speaker
cites. A statement that lies in another takes that one's chain in front of its own; one that
continues another without a speaker of its own has the same chain.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from msgspec import structs

from kursk_claims.extract.sources import lexicons
from kursk_claims.extract.sources.coreference import Coreference
from kursk_claims.extract.sources.index import Index
from kursk_claims.extract.sources.links import MEDIA, Link, Links, citing, tells, works_for
from kursk_claims.extract.sources.mention import Mention
from kursk_claims.extract.sources.naming import read, read_tokens
from kursk_claims.extract.sources.nominative import shown
from kursk_claims.extract.sources.stretches import anchor, covers, enclosing, without
from kursk_claims.grammar import view_of
from kursk_claims.lexicon.cues import speakers
from kursk_claims.models import Source, Span, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

_NEAR: Final = 600
"""Characters round a role within which its words of attribution are looked for: more than a long sentence."""

_LOOSE: Final = frozenset({"reported", "quoted part", "noun", "continued report", "hearsay"})
"""Constructions that things stand in as well as people: ``der Wert geht von … aus``."""

_ARTICLE: Final = 20
"""Characters in front of a source in which the word before it lies."""


class Chains:
    """Reads the chains of one article's statements in text order."""

    def __init__(self, doc: Doc, statements: Sequence[Statement]) -> None:
        self._doc = doc
        self._statements = statements
        self._index = Index(doc)
        self._refer = Coreference(self._index)
        self._chains: dict[int, tuple[Source, ...]] = {}
        self._genders: dict[int, lexicons.Gender] = {}
        self._open: set[int] = set()
        self._enclosing = enclosing(statements)
        self._view = view_of(doc)
        self._links = Links(self._index)
        self._citing = [citing(self._index.text, statement) for statement in statements]
        self._reports: dict[int, int] = {}
        for k, statement in enumerate(statements):
            if statement.speaker and statement.cue and not self._citing[k]:
                self._reports.setdefault(self._view.sentence_at(anchor(statement)), k)
        self._speakers = sorted((s.start, s.end) for statement in statements for s in statement.speaker)

    def all(self) -> list[tuple[Source, ...]]:
        """The chains, one for each statement, in the given order."""
        order = sorted(range(len(self._statements)), key=lambda k: (anchor(self._statements[k]), k))
        pending = self._links.quoting()[::-1]
        for k in order:
            while pending and self._doc[pending[-1].token].idx < anchor(self._statements[k]):
                self._introduce(pending.pop())
            self._chain(k)
        self._extend_by_next_sentence()
        return [tuple(map(_by_office, self._chains[k])) for k in range(len(self._statements))]

    def _chain(self, k: int) -> tuple[Source, ...]:
        if k in self._chains:
            return self._chains[k]
        if k in self._open:
            return ()
        self._open.add(k)
        statement = self._statements[k]
        parent = self._parent(k)
        if parent is not None and not statement.cue and statement.speaker == self._statements[parent].speaker:
            chain, gender = self._chain(parent), self._genders.get(parent, "")
        elif (reporting := self._reporting(k)) is not None:
            chain, gender = self._chain(reporting), self._genders.get(reporting, "")
        else:
            prefix, own, gender = self._own(statement)
            base = self._chain(parent) if parent is not None else ()
            if base and own and own[0].kind in MEDIA and not statement.nested and k not in self._enclosing:
                base = ()  # another medium's report goes on from nobody
            if (
                own
                and own[0].text.lower() in lexicons.reference().anaphoric
                and own[0].key not in {s.key for s in base}
            ):
                base = ()  # "Demnach" by a document that was named since
            chain = _joined(base or prefix, own)
        if parent is None and statement.construction == "continued report" and chain and chain[-1].kind == "unknown":
            chain = ()  # who is not known to speak does not do so without a word that says so
        self._chains[k], self._genders[k] = chain, gender
        self._refer.discourse.note(chain, anchor(statement), gender)
        return chain

    def _parent(self, k: int) -> int | None:
        """The statement that this one lies in or continues."""
        statement = self._statements[k]
        if statement.parent is not None and statement.parent != k and 0 <= statement.parent < len(self._statements):
            return statement.parent
        around = self._enclosing.get(k)
        return None if around is not None and self._citing[around] else around

    def _reporting(self, k: int) -> int | None:
        """The report of the same sentence, for a statement that only names whom it cites."""
        if not self._citing[k]:
            return None
        sentence = self._view.sentence_at(anchor(self._statements[k]))
        return self._reports.get(sentence)

    # -- a statement's own sources ------------------------------------------------------------

    def _own(self, statement: Statement) -> tuple[tuple[Source, ...], tuple[Source, ...], lexicons.Gender]:
        """Chain that an anaphor brings along, own sources outermost first, gender of the speaker."""
        cue = " ".join(self._index.text[span.start : span.end] for span in statement.cue) or None
        region = self._region(statement)
        media = self._media(statement, region)
        prefix: tuple[Source, ...] = ()
        speakers: list[Source] = []
        gender: lexicons.Gender = ""
        reporter = self._links.reporter(statement)
        if reporter is not None:
            outer, meant = self._refer.resolve(reporter)
            media = (*media, *outer, self._source(meant, None))
        speaker, told = self._told_to(statement, region)
        if told is not None and not media:
            media = (told,)
        for mention in read(self._index, speaker):
            outer, meant = self._refer.resolve(mention)
            if _unnameable(meant) or self._is_own_medium(meant) or (meant.anaphor == "quantifier" and cue == "so"):
                continue  # "so viele ..." counts and quotes nobody
            if self._is_nobody(meant, statement):
                continue
            prefix = prefix or outer
            gender = meant.gender
            speakers.append(self._source(meant, cue, coordinated=bool(speakers)))
        cited = self._cited(statement, region) or self._learned(speakers, cue, region)
        if not speakers and cited and not media:
            prefix = ()
        if any(source.kind in MEDIA for source in speakers) and reporter is None:
            media = ()  # a medium speaks for itself
        return prefix, _joined((), (*media, *speakers, *cited)), gender

    def _is_nobody(self, mention: Mention, statement: Statement) -> bool:
        """Whether the speaker is a pronoun that stayed open, or a common noun of which nothing says that it can speak.

        ``laut`` makes a source of any noun, and so does a verb of saying with its clause.
        """
        if mention.anaphor == "pronoun":
            return True
        if mention.kind != "unknown" or mention.cls or mention.resolved or statement.construction not in _LOOSE:
            return False
        words = self._doc.char_span(mention.start, mention.end, alignment_mode="expand") or ()
        named = any(token.pos_ == "PROPN" or token.ent_type_ for token in words)
        common = any(token.pos_ == "NOUN" for token in words)
        speaks = lexicons.is_agent(mention.head) or mention.head.lower().endswith(speakers())
        return common and not (named or mention.anaphor or speaks)

    def _told_to(self, statement: Statement, region: Sequence[Span]) -> tuple[Sequence[Span], Source | None]:
        """The speaker, and the medium that stands in the dative right behind it (``US-Beamte | der Zeitung``)."""
        if not statement.speaker or not any(tells(self._index.text[s.start : s.end]) for s in statement.cue):
            return statement.speaker, None
        span = self._doc.char_span(statement.speaker[0].start, statement.speaker[0].end, alignment_mode="expand")
        if span is None:
            return statement.speaker, None
        for i in range(span.start + 1, span.end - 1):
            if self._doc[i].lower_ not in {"der", "dem"} or (
                lexicons.office_of(self._doc[i - 1].text) is not None and works_for(self._doc[i - 1].text)
            ):
                continue
            mentions = read_tokens(self._index, i, span.end)
            if len(mentions) == 1 and mentions[0].kind in MEDIA and mentions[0].cls not in {"media_report", "medium"}:
                _, meant = self._refer.resolve(mentions[0])
                before = self._doc[i - 1]
                return (Span(statement.speaker[0].start, before.idx + len(before.text)),), self._source(meant, None)
        return statement.speaker, self._addressed(statement, region)

    def _addressed(self, statement: Statement, region: Sequence[Span]) -> Source | None:
        """The medium in a bare dative right after the speaker or the cue: ``sagte X | dem Sender Y``."""
        if statement.addressee:
            return None
        for place in (*statement.speaker, *statement.cue):
            i = self._view.token_from(place.end)
            if i + 1 >= len(self._doc) or self._doc[i].lower_ not in {"der", "dem"}:
                continue
            inside = any(stretch.start <= self._doc[i].idx < stretch.end for stretch in region)
            if not inside or self._speaks(self._doc[i].idx) or works_for(self._doc[i - 1].text):
                continue
            mentions = read_tokens(self._index, i, self._links.phrase_end(i, self._doc[i].sent.end_char))
            if mentions and mentions[0].kind in MEDIA and mentions[0].cls not in {"media_report", "medium"}:
                _, meant = self._refer.resolve(mentions[0])
                return None if _unnameable(meant) else self._source(meant, None)
        return None

    def _source(self, mention: Mention, cue: str | None, *, coordinated: bool = False) -> Source:
        return Source(
            name=mention.name,
            nominative=shown(mention.name, self._index.text[max(0, mention.start - _ARTICLE) : mention.start]),
            text=self._index.text[mention.start : mention.end],
            start=mention.start,
            end=mention.end,
            kind=mention.kind,
            cue=cue,
            key=mention.key,
            coordinated=coordinated,
            resolved=mention.resolved,
        )

    def _region(self, statement: Statement) -> list[Span]:
        """The words of attribution: the sentences of cue and speaker, without any statement's content."""
        places = sorted([*statement.cue, *statement.speaker, *statement.frame, *statement.addressee])
        if not places or not self._view.sentences:
            return []
        stretches: list[Span] = []
        for place in places:
            whole = self._view.extent(self._view.sentence_at(place.start))
            stretch = Span(max(whole.start, place.start - _NEAR), min(whole.end, max(place.end, place.start + _NEAR)))
            if stretches and stretches[-1].start <= stretch.end and stretch.start <= stretches[-1].end:
                stretch = Span(min(stretch.start, stretches[-1].start), max(stretch.end, stretches.pop().end))
            stretches.append(stretch)
        return sorted(stretches) if statement.mode == "reported" else without(sorted(stretches), statement.content)

    def _speaks(self, place: int) -> bool:
        """Whether a character stands in some statement's speaker."""
        k = bisect_right(self._speakers, (place, len(self._index.text))) - 1
        return k >= 0 and self._speakers[k][1] > place

    def _media(self, statement: Statement, region: list[Span]) -> tuple[Source, ...]:
        """The media that a statement was made to or in."""
        found: list[Source] = []
        for mention in read(self._index, statement.addressee):
            named = self._index.name_at(self._view.token_from(mention.start))
            common = named is not None and named.ambiguous and not named.quoted  # "dem Bund" is no newspaper
            if mention.kind in MEDIA and mention.cls not in {"media_report", "medium"} and not common:
                outer, meant = self._refer.resolve(mention)
                if _unnameable(meant) or self._is_own_medium(meant):
                    continue
                found.extend((*outer, self._source(meant, self._preposition(meant.start))))
        for mention, cue in self._links.media(region):
            if any(covers(span, mention.start) for span in (*statement.speaker, *statement.addressee)):
                continue
            if self._speaks(mention.start):
                continue
            _, meant = self._refer.resolve(mention)
            if not _unnameable(meant) and not self._is_own_medium(meant):
                found.append(self._source(meant, cue))
        return tuple(found)

    def _is_own_medium(self, mention: Mention) -> bool:
        before = self._index.text[max(0, mention.start - 12) : mention.end]
        return any(phrase in before for phrase in lexicons.media_links().own_medium)

    def _preposition(self, start: int) -> str | None:
        """The preposition right before a place, as the cue of a medium."""
        words = self._index.text[max(0, start - 40) : start].split()
        for word in reversed(words[-3:]):
            if word.lower() in lexicons.media_links().media_prepositions:
                return word
        return None

    def _cited(self, statement: Statement, region: list[Span]) -> tuple[Source, ...]:
        """Whom the reporter cites: ``unter Berufung auf X`` and the like."""
        found: list[Source] = []
        for mention, cue in self._links.cited(region, [span.start for span in statement.cue]):
            if (
                any(covers(span, mention.start) for span in statement.speaker)
                and len(found) == 0
                and statement.speaker
                and statement.speaker[0].start == mention.start
            ):
                continue
            _, meant = self._refer.resolve(mention)
            if not _unnameable(meant):
                coordinated = (
                    bool(found) and mention.start > found[-1].start and self._one_phrase(found[-1].end, mention.start)
                )
                found.append(self._source(meant, cue, coordinated=coordinated))
        return tuple(found)

    def _learned(self, speakers: Sequence[Source], cue: str | None, region: list[Span]) -> tuple[Source, ...]:
        """``erfuhr die Agentur aus Ermittlerkreisen``: whom the reporter has it from."""
        if not speakers or cue is None or lexicons.media_links().learning.isdisjoint(cue.lower().split()):
            return ()
        found = self._links.learned(region, speakers[-1].end)
        meant = [(self._refer.resolve(mention)[1], word) for mention, word in found]
        return tuple(self._source(mention, word) for mention, word in meant if not _unnameable(mention))

    def _one_phrase(self, end: int, start: int) -> bool:
        """Whether nothing but a coordination lies between two sources."""
        between = self._index.text[end:start].replace(",", " ").lower().split()
        return start >= end and all(word in lexicons.reference().coordination for word in between)

    # -- sentences that only link sources -----------------------------------------------------

    def _introduce(self, link: Link) -> None:
        """``Die Zeitung zitierte X``: later words of X come through the outlet."""
        prefix, medium = self._refer.resolve(link.outer)
        if medium.kind not in MEDIA or _unnameable(medium):
            return
        _, person = self._refer.resolve(link.inner)
        chain = _joined(prefix, (self._source(medium, link.cue), self._source(person, link.cue)))
        self._refer.discourse.note(chain, self._doc[link.token].idx, person.gender)

    def _extend_by_next_sentence(self) -> None:
        """``Das Blatt beruft sich auf X`` right after a report adds X to its chain."""
        placed: dict[int, list[int]] = {}
        for k, statement in enumerate(self._statements):
            place = self._view.sentence_at(anchor(statement))
            placed.setdefault(place, []).append(k)
        for link in self._links.relying():
            sentence = self._refer.discourse.view.sentence_of(link.token)
            _, medium = self._refer.resolve(link.outer)
            _, cited = self._refer.resolve(link.inner)
            if _unnameable(cited):
                continue
            for k in (*placed.get(sentence - 1, ()), *placed.get(sentence, ())):
                chain = self._chains[k]
                if chain and medium.key and chain[-1].key == medium.key:
                    self._chains[k] = _joined(chain, (self._source(cited, link.cue),))


def _by_office(source: Source) -> Source:
    """A person named with a state office is an official: ``Ministerin Anna Roth`` as ``die Ministerin`` is."""
    first = source.name.split()[0].lower() if source.name else ""
    if (
        source.kind != "person"
        or source.key == source.name.casefold()
        or not first.endswith(lexicons.offices().official)
    ):
        return source
    return structs.replace(source, kind="official")


def _unnameable(mention: Mention) -> bool:
    """Pronouns and gaps that stand for nobody who could be named."""
    if mention.anaphor == "owner" or (mention.kind == "unknown" and any(ch.isdigit() for ch in mention.name)):
        return True
    if mention.anaphor == "pronoun" and mention.gender == "n":
        return True
    if mention.kind == "unknown" and mention.head.lower().endswith(lexicons.reference().abstract):
        return True
    return (
        mention.anaphor == "previous"
        or (mention.anaphor == "pronoun" and mention.name.lower() in lexicons.reference().relatives)
        or (mention.anaphor in {"pronoun", "quantifier"} and mention.name.lower() in lexicons.reference().speakers)
    )


def _joined(first: tuple[Source, ...], second: tuple[Source, ...]) -> tuple[Source, ...]:
    """Both in order, each source once; who stood beside a source left out follows the chain."""
    chain: list[Source] = []
    left_out = False
    for source in (*first, *second):
        if any(source.key == known.key and source.key for known in chain):
            left_out = True
            continue
        if source.coordinated and left_out:
            source = structs.replace(source, coordinated=False, beside=False)
        chain.append(source)
        left_out = False
    return tuple(chain)
