"""Who or what has a figure: said beside it, inherited from what was spoken of before, or unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from kursk_claims.extract.quantities.units import dimension
from kursk_claims.extract.slots import ages
from kursk_claims.extract.slots.items import item_of
from kursk_claims.extract.slots.names import key_words
from kursk_claims.extract.slots.segments import Segment, has_predicate
from kursk_claims.extract.sources.lexicons import noun_of
from kursk_claims.grammar.tokens import NOUNS
from kursk_claims.lexicon import countries
from kursk_claims.lexicon.bearers import bearers, kind_of_noun
from kursk_claims.lexicon.classes import stem, thing_class
from kursk_claims.lexicon.measures import occasion_of, rows_of_noun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kursk_claims.extract.slots.figures import ArticleView, Figure
    from kursk_claims.extract.slots.names import Name
    from kursk_claims.lexicon.measures import Bearing
    from kursk_claims.models import Provenance

_NAMED: Final = frozenset({"body", "person", "country", "institution", "instrument"})
_OWNERS: Final = frozenset({"body", "country", "institution", "instrument"})
"""Kinds of names that have money, jobs and the like; a person beside them mostly says so."""
_INSIDE: Final = frozenset({"DET", "ADJ", "NUM", "NOUN"})
_LIGHT: Final = frozenset({"ADV", "PART", "ADJ"})
_SENTENCES_BACK: Final = 3
_GAP: Final = 4
"""Words between a noun and the name that its genitive or ``von`` phrase ends in."""


class Found(Struct, frozen=True):
    """A bearer and where it was found."""

    key: str
    text: str
    provenance: Provenance


def bearer_of(view: ArticleView, figure: Figure, bearing: Bearing | None, head: int | None) -> Found | None:
    """The bearer of a figure whose counted noun is the token ``head``; ``None`` if the text does not tell."""
    return _Search(view, figure, bearing, head).find() if view.analysed(figure) else None


class _Search:
    """The search for one figure's bearer, the surest constructions first."""

    def __init__(self, view: ArticleView, figure: Figure, bearing: Bearing | None, head: int | None) -> None:
        self._view, self._read, self._figure, self._bearing = view, view.read, figure, bearing
        self._head = head if head is not None and figure.low <= head < figure.high else None
        self._names = view.names(figure.low, figure.high)
        self._segment = view.segment(figure)
        self._counts = figure.quantity.unit is None

    def find(self) -> Found | None:
        """What the text tells."""
        if dimension(self._figure.quantity.unit) == "age":
            return self._aged()
        if self._bearing == "item":
            item = item_of(self._view, self._figure)
            return Found(stem(item), item, "said") if item else None
        if self._bearing == "none":
            return self._owner()
        tied = self._tied() or self._before_relative()
        if tied is not None and tied.kind in _NAMED:
            return self._said(tied)
        if self._bearing == "contender":
            listed = self._listed()
            return Found(stem(listed), listed, "said") if listed else self._by_subject() or self._by_pronoun()
        owner = self._owner()
        if owner is not None:
            return owner
        if self._bearing == "site":
            return self._site()
        return self._by_subject() or self._by_pronoun() or self._by_phrase() or self._of_article()

    def _aged(self) -> Found | None:
        """Whose age it is."""
        found = ages.person_beside(self._view, self._figure)
        if isinstance(found, str):
            return Found(stem(found), found, "said")
        if found is not None:
            return Found(found.key, found.text, "said")
        before = ages.person_before(self._view, self._figure) if ages.is_anaphor(self._view, self._figure) else None
        return Found(before.key, before.text, "inherited") if before is not None else None

    # ------------------------------------------------------------------------------------ beside the figure

    def _tied(self) -> Name | None:
        """``FDP (4,7)``, ``AfD mit 29,8``, ``CDU: 24``, ``auf die Grünen entfallen 14``: the name it is tied to."""
        read, words, low = self._read, bearers(), self._figure.low
        i = self._figure.first - 1
        if i >= low and read.words[i] in ("(", ":", ","):
            behind = self._figure.last + 1
            closes = behind < self._figure.high and read.words[behind] in (",", ".", ")")
            return self._ending(i) if read.words[i] != "," or closes else None
        while i > low and read.pos[i] in _LIGHT and read.words[i].islower() and read.lower[i] not in words.linking:
            i -= 1
        if i > low and read.lower[i] in words.linking:
            name = self._ending(self._over_aside(i))
            if name is not None and not self._is_located(name):
                return self._holder_before(name) or name
        if any(read.lower[k] in words.falling_to for k in range(self._segment.start, self._segment.end)):
            for name in self._names:
                if self._segment.holds(name.start) and self._preposition(name) == "auf":
                    return name
        if i >= low and not has_predicate(read, self._segment):
            return self._ending(self._figure.first)
        return None

    def _over_aside(self, end: int) -> int:
        """Step left over a bracket and adverbs: ``Scholl (Mitte) zuletzt auf``."""
        read, low = self._read, self._figure.low
        if read.words[end - 1] == ")":
            end = next((k for k in range(end - 1, low, -1) if read.words[k] == "("), end)
        return read.left_of(end, low + 1, ("ADV", "PART")) + 1

    def _holder_before(self, name: Name) -> Name | None:
        """``Jan Ohlsen vom Bürgerforum auf 33,5``: the person, not the party."""
        if name.start - 1 <= self._figure.low or self._read.lower[name.start - 1] not in ("vom", "von"):
            return None
        before = self._ending(name.start - 1)
        return before if before is not None and before.kind == "person" else None

    def _before_relative(self) -> Name | None:
        """``Jan Ohlsen, der 35,2 Prozent erreichte``: the name before a relative clause, also behind a dash."""
        read, start = self._read, self._segment.start
        if self._segment.opened_by not in (",", "–") or not self._view.opens_relative(start):
            return None
        name = next((name for name in reversed(self._names) if name.end <= start), None)
        if name is None or any(read.pos[i] in NOUNS for i in range(name.end, start)):
            return None
        return name

    def _listed(self) -> str | None:
        """``bleibt das Bürgerforum mit 28,4 Prozent stärkste Kraft``: the noun that a share is tied to."""
        read, i = self._read, self._figure.first - 1
        chosen = None
        if i - 1 >= self._segment.start and read.lower[i] in bearers().linking and read.pos[i - 1] in NOUNS:
            chosen = i - 1 if self._is_free(i - 1) else None
        if chosen is None:
            spoken = (k for k in range(self._segment.start, self._segment.end) if read.deps[k].startswith("nsubj"))
            chosen = next((k for k in spoken if read.pos[k] in NOUNS), None)
        if chosen is None or self._view.speaks(chosen) or any(n.start <= chosen < n.end for n in self._names):
            return None
        word, role = read.words[chosen], noun_of(read.words[chosen])
        if any(name.start == chosen + 1 for name in self._names):
            return None  # "der Kandidat Jan Ohlsen"
        told = role is not None and (role.kind != "institution" or role.form == word)  # "Bürgerforum" is a name
        known = rows_of_noun(word) or thing_class(word) or occasion_of(word) or told or kind_of_noun(word)
        return None if known else word

    def _is_free(self, token: int) -> bool:
        """Whether no preposition governs a noun."""
        return self._read.preposition_before(token, self._segment.start, ("DET", "ADJ", "ADV", "NUM")) is None

    # ------------------------------------------------------------------------------------ whose it is

    def _owner(self) -> Found | None:
        """Whose the counted noun is: ``Umsatz von Falk``, ``Falks Umsatz``, ``Falk-Aktie``, ``seine 40 Werke``."""
        head = self._head
        if head is None:
            return None
        own = next((n for n in self._names if n.start <= head < n.end or self._is_office_of(head, n)), None)
        if own is not None and own.kind in _NAMED and not self._counts:
            return self._said(own)
        found = self._in_compound(head) or self._in_genitive(head) or self._by_possessive(head)
        if found is None and self._bearing == "none":
            subjects = (
                i for i in range(self._segment.start, self._segment.end) if self._read.deps[i].startswith("nsubj")
            )
            found = next((owner for i in subjects if i != head and (owner := self._in_genitive(i))), None)
        return found

    @staticmethod
    def _is_office_of(head: int, name: Name) -> bool:
        return name.start == head + 1 and name.kind == "person"

    def _in_compound(self, head: int) -> Found | None:
        """``Falk-Aktie``, ``US-Exporte``."""
        first, hyphen, _ = self._read.words[head].partition("-")
        if not hyphen or len(first) < 2:
            return None
        code = countries.code_of(first)
        if code:
            return Found(code.lower(), countries.name_of(code) or first, "said")
        known = self._view.known.get(stem(first))
        return Found(known.key, known.text, "said") if known is not None else None

    def _in_genitive(self, head: int) -> Found | None:
        read = self._read
        for name in self._names:
            if name.start <= head:
                continue
            gap = range(head + 1, name.start)
            if len(gap) > _GAP or any(read.pos[k] not in ("DET", "ADJ", "ADP", "PRON", "NOUN") for k in gap):
                break
            opener = read.lower[head + 1] if len(gap) else ""
            if opener in bearers().owning and name.kind in _NAMED | {"side", "site"}:
                return self._said(name)
            break
        start = head
        while start > self._figure.low and (
            read.pos[start - 1] in ("ADJ", "NUM", "ADV") or self._figure.first <= start - 1 <= self._figure.last
        ):
            start -= 1
        left = self._ending(start)
        genitive = left is not None and read.words[left.end - 1].endswith("s") and "Gen" in read.morphs[left.end - 1]
        return self._said(left) if left is not None and genitive and left.kind in _NAMED else None

    def _by_possessive(self, head: int) -> Found | None:
        """``62 ihrer 172 Filialen``: what the subject, else who was spoken of before, has."""
        read = self._read
        low = max(self._figure.low, min(head, self._figure.first) - 2)
        possessive = any(
            "Poss=Yes" in read.morphs[k] and read.lower[k].startswith(("sein", "ihr")) for k in range(low, head)
        )
        if not possessive:
            return None
        subject = self._subject(_NAMED, wide=True)
        return self._said(subject) if subject is not None else self._by_chain(_NAMED)

    # ------------------------------------------------------------------------------------ who acts

    def _kinds(self) -> frozenset[str]:
        return _OWNERS if self._bearing == "owner" else _NAMED

    def _by_subject(self) -> Found | None:
        subject = self._subject(self._kinds(), wide=self._bearing == "agent", own=self._bearing is None)
        return self._said(subject) if subject is not None else None

    def _subject(self, kinds: frozenset[str], *, wide: bool = False, own: bool = False) -> Name | None:
        """The subject of the figure's segment, or of the segments before it that it continues.

        ``wide``: who says something may be it; ``own``: only a plain subject of the segment itself.
        """
        segments = self._view.segments(self._figure)
        at = next((k for k, segment in enumerate(segments) if segment == self._segment), None)
        if at is None:
            return None
        for k in range(at, -1, -1):
            if k < at and segments[k].opened_by == "(":
                continue
            able = [n for n in self._names if segments[k].holds(n.start) and n.kind in kinds and self._may_act(n, wide)]
            direct = [name for name in able if self._is_nominative(name)]
            if direct or (able and not own):
                return (direct or able)[-1 if k < at else 0]
            told = has_predicate(self._read, segments[k])
            if own or (told and (self._pronoun(segments[k]) or (k < at and not wide))) or segments[k].opened_by == ";":
                return None
        return None

    def _may_act(self, name: Name, wide: bool) -> bool:
        """A name without a preposition that is no source, genitive or dative."""
        if (self._view.speaks(name.start) and not wide) or name.start <= self._figure.last < name.end:
            return False
        if self._preposition(name) is not None:
            return False
        before = self._read.lower[name.start - 1] if name.start > self._figure.low else ""
        return before not in ("des", "dem", "den")

    def _is_nominative(self, name: Name) -> bool:
        return any(self._read.deps[i].startswith("nsubj") for i in range(name.start, name.end))

    def _pronoun(self, segment: Segment) -> bool:
        """Whether a personal pronoun is the subject: who it is was named before."""
        read = self._read
        return any(
            read.lower[i] in ("er", "sie", "es") and read.deps[i].startswith("nsubj")
            for i in range(segment.start, segment.end)
        )

    def _by_pronoun(self) -> Found | None:
        return self._by_chain(self._kinds()) if self._pronoun(self._segment) else None

    def _by_phrase(self) -> Found | None:
        """``arbeiten bei Falk 1.150 Menschen``: a body in a ``bei`` or ``von`` phrase of the segment."""
        if self._bearing != "owner":
            return None
        for name in self._names:
            attached = self._segment.holds(name.start) and self._preposition(name) in bearers().attaching
            if attached and name.kind in _OWNERS and not self._view.speaks(name.start):
                return self._said(name)
        return None

    def _site(self) -> Found | None:
        """The building, camp or vehicle that the segment names as subject or place (``in dem Lager``)."""
        for name in self._names:
            if name.kind != "site" or not self._segment.holds(name.start):
                continue
            if self._is_nominative(name) or self._preposition(name) in ("in", "im", "auf"):
                return self._said(name)
        return None

    # ------------------------------------------------------------------------------------ spoken of before

    def _of_article(self) -> Found | None:
        """Whom title and opening are about, for what only bodies and countries have.

        Where the figure's sentence, or the nearest one of its paragraph that names a body, names another, nobody can
        tell.
        """
        main = self._view.protagonist("body") if self._bearing == "owner" else None
        if main is None:
            return None
        start, own = self._read.starts[self._figure.low], set(key_words(main.text))
        nearest = {name.key for name in self._names if self._is_rival(name) and own.isdisjoint(key_words(name.text))}
        for low, high in self._view.sentences_before(self._figure.low, _SENTENCES_BACK):
            if nearest or "\n" in self._view.article.text[self._read.starts[low] : start].strip():
                break
            others = [name for name in self._view.names(low, high) if self._is_rival(name)]
            nearest = {name.key for name in others if own.isdisjoint(key_words(name.text))}
            if others:
                break
        return None if nearest else Found(main.key, main.text, "inherited")

    def _is_rival(self, name: Name) -> bool:
        """Whether a name is that of a body which could have the figure as well."""
        return name.kind in ("body", "instrument") and not name.common and not self._view.speaks(name.start)

    def _by_chain(self, kinds: frozenset[str]) -> Found | None:
        """The last subject of the sentences before."""
        for name in self._spoken_of(self._figure.low):
            if name.kind in kinds and self._is_nominative(name):
                found = self._said(name)
                if found is not None:
                    return Found(found.key, found.text, "inherited")
        return None

    def _spoken_of(self, position: int) -> Iterator[Name]:
        """Names before a token, the nearest sentence first, in it subjects first."""
        for low, high in self._sentences_up_to(position):
            names = [
                name
                for name in self._view.names(low, high)
                if name.start < position and self._read.words[max(name.start - 1, 0)] != "("
            ]
            yield from sorted(names, key=lambda name: (not self._is_nominative(name), name.start))

    def _sentences_up_to(self, position: int) -> Iterator[tuple[int, int]]:
        """The sentence of a token, if it begins before it, and those before; the nearest first."""
        own = self._read.sentences[self._read.sentence_of(position)]
        if own[0] < position:
            yield own
        yield from self._view.sentences_before(position, _SENTENCES_BACK)

    def _said(self, name: Name) -> Found | None:
        """A name as it is said; a noun that stands for a body named before is that body, if it is known."""
        if name.kind == "site":
            return Found(self._site_key(name), name.text, "said")
        if not (name.common and name.kind == "body"):
            return Found(name.key, name.text, "said")
        main = self._view.protagonist("body")
        if main is not None:
            return Found(main.key, main.text, "inherited")
        for other in self._spoken_of(name.start):
            if other.kind == "body" and not other.common:
                return Found(other.key, other.text, "inherited")
        return None

    def _site_key(self, site: Name) -> str:
        """A site with what tells it apart: ``Hochhaus`` with the street that its phrase names."""
        names = self._names if self._figure.low <= site.start < self._figure.high else (site,)
        for other in names:
            between = range(site.end, other.start)
            if not between or len(between) > _GAP or other.kind == "site":
                continue
            if all(self._read.pos[i] in ("ADP", "DET", "ADJ") for i in between):
                return f"{site.key} {other.key}"
        return site.key

    # ------------------------------------------------------------------------------------ small questions

    def _ending(self, end: int) -> Name | None:
        return next((name for name in self._names if name.end == end), None)

    def _preposition(self, name: Name) -> str | None:
        """The preposition of the phrase that a name closes or heads."""
        i = name.start - 1
        while i >= self._figure.low and self._read.pos[i] in _INSIDE and self._read.lower[i] != "des":
            i -= 1
        return self._read.lower[i] if i >= self._figure.low and self._read.pos[i] == "ADP" else None

    def _is_located(self, name: Name) -> bool:
        return name.kind == "place" or self._preposition(name) in bearers().locating
