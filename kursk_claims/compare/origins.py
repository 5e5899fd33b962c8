"""Who stands behind a cluster's claims, counted once however many outlets repeat it.

A claim's origin is the last source of its chain. Five outlets that quote one newspaper's report on officials share
one origin; an outlet that stops at the newspaper's name shares it as well, and so does the newspaper's own article:
if that names a source, the chain goes on to it. Names of one source (``identity``) are one origin. Sources that
stand side by side at the end of a chain speak together: they are one origin, shared with whoever cites any of them.
A sentence that several outlets print word for word, or nearly so, is one copy of one text and has one origin.

An article that gives a figure without a source may have it from anybody. Such mentions count once together, and not
at all where they may repeat a named origin: that is the lower bound. Each for itself gives the upper one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rapidfuzz import fuzz, process

from kursk_claims.compare.groups import Groups
from kursk_claims.compare.identity import identity, is_short_medium, outlet_mark, shortens, source_key
from kursk_claims.compare.times import hour_of
from kursk_claims.compare.values import interval, overlap
from kursk_claims.compare.ways import Traced, outlet_of, trace
from kursk_claims.models import Claim, DocumentRef, Origin
from kursk_claims.settings import COPY_LENGTH, COPY_RATIO


def near_copies(sentences: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of different sentences that are nearly the same."""
    long = [one for one in sentences if len(one) >= COPY_LENGTH]
    for place, one in enumerate(long, 1):
        # All at once: one call for each pair takes minutes where thousands of sentences meet.
        found = process.extract(one, long[place:], scorer=fuzz.ratio, score_cutoff=COPY_RATIO, limit=None)
        yield from ((one, other) for other, _, _ in found)


def find_origins(
    claims: Sequence[Claim], group_of: Mapping[str, int], times: Sequence[object] = ()
) -> tuple[Origin, ...]:
    """Origins of one cluster, the one behind most outlets first.

    ``group_of`` gives the number of the value group of each claim id; it decides where an article's
    unattributed mention, or a chain that stops early, could belong to more than one origin. ``times`` are the times of
    the groups as ``verdict.group_times`` tells them, ``None`` where nothing does.
    """
    ways = {
        f"{claim.id}/{way.voice}": way
        for claim in sorted(claims, key=lambda claim: claim.id)
        for way in trace(claim, group_of.get(claim.id))
    }
    finder = _Finder(ways, times)
    finder.join_voices()
    finder.join_names()
    finder.join_roles()
    finder.join_reports()
    finder.join_own_articles()
    finder.join_repeated()
    finder.join_copies()
    return tuple(
        sorted(finder.origins(), key=lambda o: (-o.named, -len(o.outlets), -len(o.claim_ids), o.name, o.claim_ids))
    )


def count_origins(origins: Sequence[Origin]) -> tuple[int, int]:
    """How many independent origins there are at least and at most."""
    sure = sum(origin.named for origin in origins)
    unnamed = [origin for origin in origins if not origin.named and not origin.may_repeat]
    return sure + most_at_once(unnamed), len(origins)


def _of_two_times(one: DocumentRef, other: DocumentRef) -> bool:
    """Whether two articles came out on two days, or at two hours where both tell."""
    if one.published != other.published:
        return True
    return len({hour_of(one), hour_of(other)} - {None}) > 1


def most_at_once(unnamed: Iterable[Origin]) -> int:
    """Unnamed origins that one outlet tells apart: those of several outlets may all be one."""
    return max(Counter(outlet for origin in unnamed for outlet in origin.outlets).values(), default=0)


class _Finder:
    """The ways back of one cluster, joined step by step into origins."""

    def __init__(self, ways: Mapping[str, Traced], times: Sequence[object]) -> None:
        self._ways = ways
        self._times = dict(enumerate(times))
        self._groups = Groups(ways)
        self._printed: dict[str, list[str]] = {}
        """Ways of the articles of each outlet, by its mark."""
        self._outlets: dict[str, str] = {}
        self._of_article: dict[str, list[str]] = defaultdict(list)
        self._named_ways: Sequence[Traced] | None = None
        for key, way in ways.items():
            self._of_article[way.claim.doc.id].append(key)
            name = outlet_of(way.claim)
            self._outlets[outlet_mark(name)] = name
            self._printed.setdefault(outlet_mark(name), []).append(key)
        self._cited: set[str] = set()
        """Ways without a source whose outlet others cite: it stands for itself."""
        self._copies: set[str] = set()

    def join_voices(self) -> None:
        """Sources side by side at the end of one chain speak together."""
        for key, way in self._ways.items():
            if way.voice:
                self._groups.join(f"{way.claim.id}/0", key)

    def join_names(self) -> None:
        """One last source, by any of its names, one origin; an unnamed one only within its article and value."""
        first: dict[object, str] = {}
        for key, way in self._ways.items():
            if not way.sources:
                self._join_as(first, [("outlet", outlet_mark(outlet_of(way.claim)))], key)
            elif way.vague and not way.named:
                self._join_as(first, [(mark, way.claim.doc.id, way.group) for mark in way.known[-1].marks], key)
            elif way.vague:
                self._join_as(first, [(way.known[-2].marks, mark) for mark in way.known[-1].marks], key)
            else:
                self._join_as(first, [*way.known[-1].marks, *self._full_name(way)], key)
        distinct: dict[object, str] = {}  # what is known by the same is one already
        for key, way in self._ways.items():
            if way.sources and not way.vague:
                distinct.setdefault((source_key(way.sources[-1]), way.known[-1]), key)
        named = {key: self._ways[key] for key in distinct.values()}
        for key, way in named.items():
            parts = holder_parts(source_key(way.sources[-1]))
            longer = []
            for other, its in named.items():
                theirs = holder_parts(source_key(its.sources[-1]))
                if parts and theirs and parts <= theirs:
                    self._groups.join(key, other)
                elif shortens(way.known[-1], its.known[-1]):
                    longer.append(other)
            if len({self._groups.name(other) for other in longer} - {self._groups.name(key)}) == 1:
                for other in longer:
                    self._groups.join(key, other)

    def join_roles(self) -> None:
        """Bodies and speakers of one role, as long as no two have names of their own."""
        held: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        roles = self._roles()
        for key, way in self._ways.items():
            if not way.sources or way.vague:
                continue
            known = way.known[-1]
            role = known.role or next((roles[mark] for mark in sorted(known.marks) if mark in roles), "")
            if role:
                held[role]["person" if known.person else "body" if known.proper or not known.role else ""].add(key)
        for sides in held.values():
            several = any(len({self._groups.name(key) for key in sides[side]}) > 1 for side in ("person", "body"))
            everyone = sorted(set().union(*sides.values()))
            for key in () if several else everyone:
                self._groups.join(everyone[0], key)

    def _roles(self) -> dict[str, str]:
        """The roles of names, as some article of the cluster tells them somewhere (``Autobauer Wolter``)."""
        cited = {one for way in self._ways.values() for one in way.claim.doc.cites}
        known = [identity(one) for one in sorted(cited, key=lambda one: (one.name, one.key, one.kind))]
        return {mark: one.role for one in known if one.role and not one.person for mark in one.marks}

    def _join_as(self, first: dict[object, str], marks: Iterable[object], key: str) -> None:
        for mark in marks:
            self._groups.join(first.setdefault(mark, key), key)

    def _full_name(self, way: Traced) -> tuple[str, ...]:
        """The mark of the one outlet of the cluster that an unlisted medium is short for (``Landesfunk``)."""
        source = way.sources[-1]
        if source.kind not in ("outlet", "agency", "unknown"):
            return ()
        longer = [mark for mark, name in self._outlets.items() if is_short_medium(source.name, name)]
        return tuple(longer) if len(longer) == 1 else ()

    def join_reports(self) -> None:
        """A chain that stops at a reporter joins the chain that tells whom the reporter cites."""
        reported = {key: way for key, way in self._ways.items() if len(way.known) > 1}
        for key, way in self._ways.items() if reported else ():
            if not way.sources or way.vague:
                continue
            marks = self._marks(way)
            deeper = [
                other
                for other, its in reported.items()
                if not self._groups.together(key, other) and any(marks & known.marks for known in its.known[:-1])
            ]
            if deeper:
                self._groups.join(key, self._best(key, deeper))

    def _marks(self, way: Traced) -> frozenset[str]:
        return way.known[-1].marks | frozenset(self._full_name(way))

    def join_own_articles(self) -> None:
        """What an outlet is cited for is the same origin as its own article, whose own source carries on the chain."""
        for key, way in self._ways.items():
            for position, known in enumerate(way.known):
                last = position == len(way.known) - 1
                marks = self._marks(way) if last else known.marks
                own = [other for mark in marks for other in self._printed.get(mark, ()) if other != key]
                alike = [other for other in own if self._ways[other].group == way.group]
                bare = [other for other in alike or own if not self._ways[other].sources]
                sourced = [other for other in alike or own if self._ways[other].sources]
                if last and sourced and not bare:
                    self._groups.join(key, self._best(key, sourced))
                elif bare and (last or alike):
                    self._groups.join(key, self._best(key, bare))
                    self._cited.update(bare)

    def join_repeated(self) -> None:
        """What an article repeats without a source goes back to the source that it names for the same value."""
        beside: dict[tuple[str, int | None], list[str]] = defaultdict(list)
        for key, way in self._ways.items():
            if way.named:
                beside[way.claim.doc.id, way.group].append(key)
        for key, way in self._ways.items():
            named = () if way.named or key in self._cited else beside.get((way.claim.doc.id, way.group), ())
            if named:
                self._groups.join(key, self._best(key, named))

    def join_copies(self) -> None:
        """What several outlets print nearly word for word is one text."""
        printed: dict[tuple[int, str], list[str]] = defaultdict(list)
        for key, way in self._ways.items():
            printed[way.voice, way.claim.text].append(key)
        alike = [(one, one) for one in printed if len(printed[one]) > 1 and len(one[1]) >= COPY_LENGTH]
        texts: dict[int, list[str]] = defaultdict(list)
        for voice, text in printed:
            texts[voice].append(text)
        alike += [
            ((voice, one), (voice, other)) for voice, several in texts.items() for one, other in near_copies(several)
        ]
        for one, other in alike:
            for here, there in ((printed[one], printed[other]), (printed[other], printed[one])):
                for key in here:
                    mine = outlet_of(self._ways[key].claim)
                    copy = next((way for way in there if outlet_of(self._ways[way].claim) != mine), None)
                    if copy is not None:
                        self._groups.join(key, copy)
                        self._copies.update((key, copy))

    def _best(self, key: str, others: Sequence[str]) -> str:
        """Of several ways that one may join: one of its value, in the largest group."""
        sizes = Counter(self._groups.name(other) for other in others)
        return min(
            others,
            key=lambda other: (
                self._ways[other].group != self._ways[key].group,
                -sizes[self._groups.name(other)],
                self._groups.name(other),
            ),
        )

    def origins(self) -> list[Origin]:
        """The groups as records."""
        return [self._origin(members) for members in self._groups.all()]

    def _origin(self, keys: Sequence[str]) -> Origin:
        members = [self._ways[key] for key in keys]
        sourced = [way for way in members if way.sources]
        named = any(way.named for way in sourced) or not self._cited.isdisjoint(keys)
        dated = sorted(
            (way.claim.doc.published, way.claim.doc.id)
            for key, way in zip(keys, members, strict=True)
            if key in self._copies and way.claim.doc.published
        )
        chain = self._chain(sourced) or (outlet_of(members[0].claim),)
        names = {way.sources[-1].shown for way in sourced} or {chain[-1]}
        return Origin(
            name=chain[-1],
            chain=chain,
            claim_ids=tuple(sorted({way.claim.id for way in members})),
            outlets=tuple(sorted({outlet_of(way.claim) for way in members})),
            names=tuple(sorted(names)),
            named=named,
            may_repeat=not named and all(way.empty and self._may_repeat(way) for way in members),
            shared_copy=not self._copies.isdisjoint(keys),
            earliest=dated[0][1] if dated else None,
        )

    def _chain(self, sourced: Sequence[Traced]) -> tuple[str, ...]:
        """Names of the fullest chain: the longest, ending in the name that is met most and says most."""
        if not sourced:
            return ()
        met = Counter(source_key(way.sources[-1]) for way in sourced)
        fullest = max(
            sourced,
            key=lambda way: (
                not way.vague,
                len(way.sources),
                met[source_key(way.sources[-1])],
                len(way.sources[-1].name),
                way.claim.id,
            ),
        )
        return tuple(source.shown for source in fullest.sources)

    def _may_repeat(self, way: Traced) -> bool:
        """Whether a mention without a named source may have its figure from a named origin of the cluster.

        It may if it gives the origin's value, unless both articles are of one hour (one day, where no hour is told) and
        it names neither that origin nor anybody. Another value may be the origin's next figure, if it is of another
        time, does not exclude the first one or stands, without any source, in an article that names the origin
        elsewhere, and not for a figure beside this one. Who is cited for it, though only by a kind (``einige
        Medienberichte``), and says what the origin can't say at that time is another.
        """
        doc = way.claim.doc
        cited = [identity(source) for source in doc.cites]
        for its in self._named():
            if its.claim.doc.id == doc.id:
                continue
            known = any(
                one.marks & other.marks
                or (one.role and one.role == other.role)
                or shortens(one, other)
                or shortens(other, one)
                for one in cited
                for other in its.known
            )
            if its.group == way.group:
                if known or way.sources or _of_two_times(doc, its.claim.doc):
                    return True
                continue
            other_figure = (known and not way.sources) or self._at_other_time(way, its) or _agree(way.claim, its.claim)
            if other_figure and not self._names_beside(way, its):
                return True
        return False

    def _named(self) -> Sequence[Traced]:
        """The ways to a named source; of those that ``_may_repeat`` can't tell apart two, of different articles."""
        if self._named_ways is None:
            found: dict[object, dict[str, Traced]] = defaultdict(dict)
            for key, way in self._ways.items():
                if way.named:
                    published, quantity = way.claim.doc.published, way.claim.quantity
                    bounds = quantity and (quantity.unit, interval(quantity))
                    alike = found[self._groups.name(key), way.group, published, way.known, bounds]
                    if len(alike) < 2:
                        alike.setdefault(way.claim.doc.id, way)
            self._named_ways = [way for alike in found.values() for way in alike.values()]
        return self._named_ways

    def _at_other_time(self, way: Traced, its: Traced) -> bool:
        """Whether two values are of different times, so that one is the next figure after the other."""
        times = [self._times.get(one.group) for one in (way, its) if one.group is not None]
        return len(times) == 2 and None not in times and times[0] != times[1]

    def _names_beside(self, way: Traced, origin: Traced) -> bool:
        """Whether the article of a mention attributes some figure of the cluster to the origin."""
        return any(
            self._ways[key].named and self._groups.together(key, f"{origin.claim.id}/{origin.voice}")
            for key in self._of_article[way.claim.doc.id]
        )


def _agree(one: Claim, other: Claim) -> bool:
    """Whether two figures of one unit leave a value that both allow (``mindestens zehn``, ``zwölf``)."""
    a, b = one.quantity, other.quantity
    return a is not None and b is not None and a.unit == b.unit and overlap(interval(a), interval(b))


def holder_parts(key: str) -> frozenset[str]:
    """Parts of a joint holder (``UA+US:government``): who is behind all is behind some of them."""
    codes, colon, kind = key.partition(":")
    parts = codes.split("+")
    known = colon and all(len(code) == 2 and code.isupper() for code in parts)
    return frozenset(f"{code}:{kind}" for code in parts) if known else frozenset()
