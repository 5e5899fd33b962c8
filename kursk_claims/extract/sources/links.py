"""Words that put one source behind another: the medium a thing was said to, whom a reporter cites."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from kursk_claims.extract.sources import lexicons
from kursk_claims.extract.sources.mention import Mention
from kursk_claims.extract.sources.naming import read_tokens
from kursk_claims.extract.sources.phrases import nominal
from kursk_claims.grammar import view_of
from kursk_claims.grammar.noun_phrases import phrase_end
from kursk_claims.lexicon import alternatives

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kursk_claims.extract.sources.index import Index
    from kursk_claims.models import Span, Statement

MEDIA: Final = frozenset({"outlet", "agency"})
"""Kinds of source that others speak through."""


class Link(NamedTuple):
    """A sentence that does nothing but put ``inner`` behind ``outer``; ``token`` is its verb."""

    token: int
    outer: Mention
    inner: Mention
    cue: str


class Links:
    """Finds the words that put one source behind another in a stretch of text."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._doc = index.doc
        self._view = view_of(index.doc)

    def cited(self, region: Iterable[Span], stops: Sequence[int]) -> list[tuple[Mention, str]]:
        """Sources after ``unter Berufung auf`` and the like, with that phrase; none reaches past one of ``stops``."""
        found: list[tuple[Mention, str]] = []
        for stretch in region:
            for hit in _cites().finditer(self._index.text, stretch.start, stretch.end):
                start = self._view.token_from(hit.end())
                limit = min((stop for stop in stops if stop > hit.end()), default=stretch.end)
                end = self.phrase_end(start, min(limit, stretch.end))
                found.extend((mention, hit.group()) for mention in read_tokens(self._index, start, end))
        return found

    def learned(self, region: Iterable[Span], place: int) -> list[tuple[Mention, str]]:
        """The source after ``aus`` or ``von`` behind a place, with that word: whom a reporter learned it from."""
        for stretch in region:
            i = self._view.token_from(max(stretch.start, place))
            while i + 1 < len(self._doc) and self._doc[i].idx < stretch.end:
                if self._doc[i].lower_ in {"aus", "von", "vom"}:
                    mentions = read_tokens(self._index, i + 1, self.phrase_end(i + 1, stretch.end))
                    return [(mention, self._doc[i].text) for mention in mentions]
                i += 1
        return []

    def media(self, region: Iterable[Span]) -> list[tuple[Mention, str]]:
        """Outlets that something was said to or in: ``in der BBC``, ``gegenüber AP``, ``im Interview mit der Zeit``.

        An outlet in a relative clause (``X, der bei der BBC arbeitet, sagte``) is none.
        """
        doc = self._doc
        links = lexicons.media_links()
        found: list[tuple[Mention, str]] = []
        for stretch in region:
            piece = doc.char_span(stretch.start, stretch.end, alignment_mode="contract")
            if piece is None:
                continue
            i = piece.start
            relative = False
            while i < piece.end:
                token = doc[i]
                if token.text == "," and i + 1 < piece.end:
                    relative = doc[i + 1].lower_ in lexicons.reference().relatives and doc[i + 1].pos_ in {"PRON", ""}
                elif (
                    not relative
                    and token.lower_ in links.media_prepositions
                    and not (token.lower_ == "auf" and i > piece.start and doc[i - 1].text in links.cites_nouns)
                ):
                    end = self.phrase_end(i + 1, stretch.end)
                    mentions = self._medium_after(i + 1, end)
                    found.extend((mention, token.text) for mention in mentions)
                    if mentions:
                        i = end
                        continue
                i += 1
        return found

    def _medium_after(self, start: int, end: int) -> list[Mention]:
        """The outlet in the phrase behind a preposition, past words like ``Interview mit``."""
        doc = self._doc
        links = lexicons.media_links()
        i = start
        event = False
        while i < end:
            token = doc[i]
            if token.text in links.media_events:
                event = True
            elif event and token.lower_ in links.media_prepositions | links.event_links:
                pass
            elif nominal(token):
                break
            i += 1
        if i >= end:
            return []
        begin = i
        while begin > start and doc[begin - 1].text in {"„", '"', "»"}:
            begin -= 1
        named = self._index.name_at(i)
        noun = lexicons.noun_of(doc[i].text)
        preposition = doc[start - 1].lower_
        if named is not None and named.entry.kind in MEDIA:
            if named.ambiguous and not named.quoted and not event and preposition not in {"gegenüber", "bei", "beim"}:
                return []
        elif not (
            noun is not None
            and noun.kind in MEDIA
            and noun.cls not in {"medium", "media_report"}
            and noun.gender != "p"
        ) or (not event and i > start + 1 + (doc[start].lower_ in {"der", "dem", "einem", "einer"})):
            return []
        mentions = [
            h
            for h in read_tokens(self._index, start if not event else begin, end)
            if h.kind in MEDIA and h.cls != "media_report"
        ]
        return mentions[:1]

    def reporter(self, statement: Statement) -> Mention | None:
        """Who cites, where the speaker is only the one cited: ``meldet X | unter Berufung auf Y``."""
        if not statement.speaker:
            return None
        i = self._view.token_from(statement.speaker[0].start)
        if i + 1 >= len(self._doc) or self._doc[i].text not in lexicons.media_links().cites_nouns:
            return None
        end = i - 1
        start = end
        sentence = self._doc[i].sent.start
        while start > max(sentence, end - 12) and not (
            self._doc[start - 1].text in {",", ":", ";"} or self._doc[start - 1].pos_ in {"VERB", "AUX"}
        ):
            start -= 1
        mentions = read_tokens(self._index, start, end) if start < end else []
        return mentions[0] if len(mentions) == 1 and mentions[0].kind != "unknown" else None

    def quoting(self) -> list[Link]:
        """Sentences in which a medium quotes someone: with the verb."""
        found: list[Link] = []
        verbs = lexicons.media_links().quotes_verbs
        for token in (self._doc[i] for i, word in enumerate(self._view.lower) if word in verbs):
            sentence = token.sent
            outer = [h for h in read_tokens(self._index, sentence.start, token.i) if h.kind in MEDIA]
            after = token.i + 1
            if not outer or after >= sentence.end or self._doc[after].pos_ == "ADP" or self._doc[after].is_punct:
                continue
            inner = read_tokens(self._index, after, self.phrase_end(after, sentence.end_char))
            if inner:
                found.append(Link(token.i, outer[-1], inner[0], token.text))
        return found

    def relying(self) -> list[Link]:
        """``Das Blatt beruft sich auf X``: with the words that say so."""
        found: list[Link] = []
        for hit in _relies().finditer(self._index.text):
            i = self._view.token_from(hit.start())
            if i == len(self._doc):
                continue
            sentence = self._doc[i].sent
            before = read_tokens(self._index, sentence.start, i)
            outer = [h for h in before if h.kind in MEDIA or h.anaphor == "pronoun"]
            begin = self._view.token_from(hit.end())
            on = next((k for k in range(begin, min(sentence.end, begin + 6)) if self._view.lower[k] == "auf"), -1)
            if on < 0 or not outer:
                continue
            inner = read_tokens(self._index, on + 1, self.phrase_end(on + 1, sentence.end_char))
            if inner:
                found.append(Link(i, outer[0], inner[0], hit.group()))
        return found

    def phrase_end(self, start: int, limit: int) -> int:
        """End of the noun phrase that begins at a token, before a character."""
        return phrase_end(self._view, start, self._view.token_from(limit), wide=True)


def tells(cue: str) -> bool:
    """Whether the cue is a verb that takes the one told in the dative."""
    return any(word.startswith(lexicons.media_links().telling) for word in cue.lower().split())


def works_for(word: str) -> bool:
    """Whether a noun before a medium in the genitive is one of its staff (``Chefredakteur der Zeitung``)."""
    noun = word.lower().rpartition("-")[2]
    for ending in ("s", "in", "en"):
        noun = noun.removesuffix(ending)
    return noun.endswith(lexicons.media_links().staff)


def citing(text: str, statement: Statement) -> bool:
    """Whether a statement's words of attribution only name the one cited (``unter Berufung auf X``)."""
    places = sorted([*statement.cue, *statement.speaker])
    if not places or not statement.speaker:
        return False
    return _cites().match(text, places[0].start) is not None or (
        text[statement.speaker[0].start : statement.speaker[0].end].split(" ")[0] in lexicons.media_links().cites_nouns
    )


@cache
def _cites() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(lexicons.media_links().cites)})\b", re.IGNORECASE)


@cache
def _relies() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(lexicons.media_links().cites_verbs)})\b")
