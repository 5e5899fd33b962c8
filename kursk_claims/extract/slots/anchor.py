"""The occasion that a figure belongs to: its kind, its noun as written, where and when it was."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct, structs

from kursk_claims.extract.slots.dates import find_times
from kursk_claims.extract.slots.figures import OPENING
from kursk_claims.lexicon import countries
from kursk_claims.lexicon.classes import event_class, stem, thing_class
from kursk_claims.lexicon.frames import time_nouns
from kursk_claims.lexicon.measures import Occasion, occasion_of
from kursk_claims.lexicon.signature import any_of, signature_words
from kursk_claims.models import EARLIER, EventAnchor

if TYPE_CHECKING:
    from kursk_claims.extract.slots.figures import ArticleView, Figure
    from kursk_claims.extract.slots.segments import Segment
    from kursk_claims.models import Provenance, TimeFrame

_WORD: Final = re.compile(r"[^\W\d_][\w-]*")
_NAME: Final = re.compile(r"\s+[\"„“«»'‚›]?([A-ZÄÖÜ][a-zäöüß]{2,})")
_CLAUSE_END: Final = re.compile(r"[.;:!?\n]|,\s")


class _Patterns:
    """The words of the lexicon compiled."""

    def __init__(self) -> None:
        words = signature_words().occasion
        self.where = re.compile(
            rf"\b(?P<where>{any_of(words.where)})\s+(?P<article>{any_of(words.articles)}\s+)?"
            rf"(?:(?:{any_of(words.places)}|[a-zäöü]+en)\s+)*(?P<name>[A-ZÄÖÜ][\w'’-]+)"
        )
        """Behind the noun of an occasion: where it was (``Brand einer Fabrik in Osterwehr``)."""
        self.near = words.near
        """Prepositions that lead to a body as well (``Unfall bei Falk``)."""
        self.then = re.compile(rf"\b{any_of(words.then)}\b", re.IGNORECASE)


_patterns = cache(_Patterns)

_PAST: Final = 45
"""Days before publication from which a figure's own time is another occasion's."""


class Anchored(Struct, frozen=True):
    """An anchor and where it was found."""

    anchor: EventAnchor | None
    provenance: Provenance


UNANCHORED: Final = Anchored(None, "unknown")


class Occasions:
    """The occasions of one article."""

    def __init__(self, view: ArticleView) -> None:
        """Reads title and opening."""
        self._view = view
        self._people = {name.key for name in view.known.values() if name.kind == "person"}
        self.kinds = self._kinds()
        self.main = self._main()

    def _kinds(self) -> frozenset[str]:
        """Kinds of all occasions that title and opening tell of, and any that the article names twice."""
        article = self._view.article
        counts = Counter(found.kind for word in self._view.words if (found := self._occasion(word)))
        lead = {
            found.kind
            for word in _WORD.findall(f"{article.title or ''} {article.text[:OPENING]}")
            if (found := self._occasion(word))
        }
        return frozenset(lead | {kind for kind, n in counts.items() if n > 1})

    def _occasion(self, word: str) -> Occasion | None:
        """The occasion that a word names, unless somebody in the article is called so (``Ohlsen``)."""
        found = occasion_of(word)
        return found if found is None or stem(word) not in self._people else None

    def _main(self) -> EventAnchor | None:
        """What title and opening tell of: what happened before where it did, then the kind that is named most."""
        article = self._view.article
        named = Counter(found.kind for word in self._view.words if (found := self._occasion(word)))
        best: tuple[tuple[bool, bool, int, int], EventAnchor] | None = None
        for rank, text in enumerate((article.text[:OPENING], article.title or "")):
            for match in _WORD.finditer(text):
                found = self._occasion(match[0])
                if found is None:
                    continue
                place = self._place(text, match.end())
                day = self._day(text, match.start()) if rank == 0 else None
                name = self._name(found, text, match.end())
                weight = named[found.kind] + 2 * (rank == 1) + (place is not None) + (name is not None)
                key = (found.general, found.setting, -weight, rank * OPENING + match.start())
                if best is None or key < best[0]:
                    best = (key, EventAnchor(kind=found.kind, text=match[0], name=name, place=place, day=day))
        if best is None:
            return None
        published = (article.published or "")[:10] or None
        place = best[1].place or self._dateline() or self._only_place()
        return structs.replace(best[1], place=place, day=best[1].day or published)

    def _name(self, found: Occasion, text: str, end: int) -> str | None:
        """The name right behind the noun of an occasion that has one (``Hurrikan «Milton»``)."""
        match = _NAME.match(text, end) if found.named else None
        return match[1] if match and thing_class(match[1]) is None and match[1].lower() not in time_nouns() else None

    def _place(self, text: str, end: int) -> str | None:
        """Where an occasion was, told behind its noun in the same clause."""
        stop = _CLAUSE_END.search(text, end)
        for match in _patterns().where.finditer(text, end, stop.start() if stop else len(text)):
            name = match["name"]
            if occasion_of(name) is not None or stem(name) in self._view.known or name.lower() in time_nouns():
                continue
            sure = match["where"].lower() not in _patterns().near or stem(name) in self._view.places
            if countries.role_of(name) != "name" and (match["article"] or not sure or not self._is_place(name)):
                continue
            return _bare(name)
        return None

    def _is_place(self, name: str) -> bool:
        """Whether a capitalised word behind a preposition is a name: the recogniser's or no known noun."""
        if stem(name) in self._view.places:
            return True
        return thing_class(name) is None and event_class(name) is None and self._view.is_proper(name)

    def _dateline(self) -> str | None:
        match = re.match(r"\s*([A-ZÄÖÜ][\w-]+)\s*(?:\([\w/]{2,12}\)\s*[-–—]|[.:]\s)", self._view.article.text)
        return match[1] if match and occasion_of(match[1]) is None else None

    def _only_place(self) -> str | None:
        """The place that title or opening names as one, if they name a single one and the article comes back to it."""
        article = self._view.article
        opening = f"{article.title or ''}\n{article.text[:OPENING]}"
        names = {match["name"] for match in _patterns().where.finditer(opening) if not match["article"]}
        places = [name for name in names if occasion_of(name) is None and stem(name) in self._view.places]
        return places[0] if len(places) == 1 and self._view.count(places[0]) > 1 else None

    def _day(self, text: str, at: int) -> str | None:
        """The day that the sentence of an occasion names."""
        start = max(text.rfind(". ", 0, at), text.rfind("\n", 0, at)) + 1
        stop = text.find(". ", at)
        for mention in find_times(text[start : stop if stop > 0 else len(text)], self._view.article.published):
            if mention.kind == "point" and mention.frame.start[:10] == mention.frame.end[:10]:
                return mention.frame.start[:10]
        return None

    def of(self, figure: Figure, segment: Segment, as_of: TimeFrame | None) -> Anchored:
        """The occasion of a figure: named in its segment or sentence, of its own earlier time, else the article's."""
        view = self._view
        said = self._said(figure, segment)
        earlier = _is_past(as_of, view.article.published)
        up_to_it = view.text_of(figure.low, segment.end)
        if earlier and as_of is not None:
            kind = said or self.main
            anchor = EventAnchor(
                kind=kind.kind if kind else None,
                text=kind.text if kind else None,
                place=said.place if said else None,
                day=as_of.start[:10],
            )
            return Anchored(anchor, "said")
        if _patterns().then.search(up_to_it):
            return Anchored(
                EventAnchor(kind=said.kind if said else None, text=said.text if said else None, day=EARLIER),
                "inherited",
            )
        if said is not None:
            general = occasion_of(said.text or "")
            if self.main is not None and (said.kind == self.main.kind or (general is not None and general.general)):
                if said.name and self.main.name and said.name != self.main.name:
                    return Anchored(said, "said")
                place = said.place or self.main.place
                return Anchored(structs.replace(self.main, place=place, name=said.name or self.main.name), "said")
            return Anchored(said, "said")
        return Anchored(self.main, "inherited" if self.main is not None else "unknown")

    def _said(self, figure: Figure, segment: Segment) -> EventAnchor | None:
        """The occasion that the figure's segment, else its sentence, names."""
        view = self._view
        counted = figure.quantity.counted_span
        for low, high in ((segment.start, segment.end), (figure.low, figure.high)):
            for i in range(low, high):
                at = view.read.starts[i]
                if counted is not None and counted.start <= at < counted.end:
                    continue
                found = self._occasion(view.read.words[i])
                if found is not None:
                    stop = view.read.starts[figure.high - 1] + 1
                    behind, end = view.article.text[at:stop], len(view.read.words[i])
                    name = self._name(found, behind, end)
                    return EventAnchor(
                        kind=found.kind, text=view.read.words[i], name=name, place=self._place(behind, end)
                    )
        return None


def _bare(name: str) -> str:
    code = countries.code_of(name)
    return countries.name_of(code) or name if code and countries.role_of(name) == "name" else name


def _is_past(frame: TimeFrame | None, published: str | None) -> bool:
    """Whether a figure's own time lies so far back that it is another occasion's."""
    if frame is None or not published or len(published) < 10:
        return False
    try:
        away = date.fromisoformat(published[:10]) - date.fromisoformat(frame.end[:10])
    except ValueError:
        return False
    return away.days > _PAST
