"""Who a pronoun or a stand-in means, within one article.

Candidates are the people, bodies and groups that the article names near the reference, and the
sources of the statements before it. Salience is counted as in Lappin and Leass (1994), reduced
to what German news needs: nearness in sentences, subject before object, last speaker first. If
the two best candidates are equal, nothing is resolved and the surface string stays.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import structs

from kursk_claims.extract.sources import gazetteer, keys, lexicons
from kursk_claims.extract.sources.candidates import Candidate, Candidates
from kursk_claims.extract.sources.holder import Holder
from kursk_claims.extract.sources.holders import read_tokens
from kursk_claims.extract.sources.lexicons import Gender
from kursk_claims.extract.sources.offices import modified, office_form, rank, same_office
from kursk_claims.extract.sources.phrases import nominal
from kursk_claims.extract.sources.writings import writing_before, writing_named

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc, Token

    from kursk_claims.extract.sources.index import Index
    from kursk_claims.models import Source

_REACH: Final = 3
"""Sentences that a pronoun looks back; beyond that German news repeats the noun."""

_FAR: Final = 40
"""Sentences that a common noun looks back: the length of a long news article."""

_FORWARD: Final = 4
"""Sentences after an unnamed report within which its medium must be named (the body after the lead)."""

_BESIDE: Final = 24
"""Characters beside a name within which an age is that person's: ``Tom Beier (36)``, ``der 36-jährige Tom Beier``."""
_NEAR: Final = 2
_SUBJECT: Final = 2
_LAST_SPEAKER: Final = 4
_SPEAKER: Final = 2
_NAMED: Final = 1
_MEDIA: Final = frozenset({"outlet", "agency"})
_BODIES: Final = frozenset({"institution", "official", "outlet", "agency"})
_QUANTIFIED: Final = ("jede", "kein")
_LOOSE: Final = frozenset({"authority", "institute"})
"""Classes whose nouns name bodies of different kinds: a court is no ministry."""


class Occurrence(NamedTuple):
    """A chain that an earlier statement ended with, and where."""

    start: int
    sentence: int
    chain: tuple[Source, ...]
    gender: Gender


class Coreference:
    """Resolves the stand-ins of one article; ``seen`` grows as statements are read in text order."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._doc: Doc = index.doc
        self.candidates = Candidates(index)
        self.seen: list[Occurrence] = []

    @cached_property
    def far(self) -> Candidates:
        """Candidates by their words alone: sentences far away may be without analysis, and that must not matter."""
        return Candidates(self._index.bare)

    def sentence_of(self, i: int) -> int:
        """Number of the sentence that token ``i`` stands in."""
        return self.candidates.sentence_of(i)

    def token_at(self, char: int) -> int:
        """Index of the token at or after a character offset."""
        span = self._doc.char_span(char, char + 1, alignment_mode="expand")
        return span.start if span is not None else 0

    def note(self, chain: tuple[Source, ...], start: int, gender: Gender) -> None:
        """Remember the chain of a statement that stands at character ``start``."""
        if chain:
            self.seen.append(Occurrence(start, self.sentence_of(self.token_at(start)), chain, gender))

    def resolve(self, holder: Holder) -> tuple[tuple[Source, ...], Holder]:
        """The holder meant, and the chain that comes with a stand-in for someone cited before.

        A holder that is no stand-in, or whose meaning stays open, is given back unchanged.
        """
        if not holder.stand_in:
            return (), holder
        i = self.token_at(holder.start)
        found = self._meaning(holder, i)
        if found is None or (found.stand_in and found.stand_in != "definite"):
            return self._owner_chain(holder, i), holder
        resolved = structs.replace(
            found, name=self._full_name(found), start=holder.start, end=holder.end, resolved=True, stand_in=""
        )
        return self._owner_chain(holder, i) or self._prefix(resolved, i), resolved

    def _full_name(self, holder: Holder) -> str:
        """The longest name that the article gives a listed body; other holders keep theirs."""
        entry = gazetteer.entry_of(holder.name)
        if entry is None:
            return holder.name
        return max(
            (self._index.text[n.start : n.end] for n in self._index.names if n.entry == entry),
            key=len,
            default=holder.name,
        )

    def _owner_chain(self, holder: Holder, i: int) -> tuple[Source, ...]:
        """``nach Berechnungen seines Instituts``: the chain of the speaker whose institute it is."""
        if holder.stand_in != "definite" or i == 0 or not self._doc[i - 1].lower_.startswith(("sein", "ihr")):
            return ()
        if (
            not self.seen
            or self.sentence_of(i) - self.seen[-1].sentence > 1
            or self.seen[-1].chain[-1].kind != "person"
        ):
            return ()
        return self.seen[-1].chain

    def _meaning(self, holder: Holder, i: int) -> Holder | None:
        rules: dict[str, Callable[[Holder, int], Holder | None]] = {
            "pronoun": self._pronoun,
            "definite": self._definite,
            "report": self._report,
            "quantifier": self._quantifier,
            "owner": self._owner,
            "latter": self._latter,
            "previous": self._previous,
        }
        return rules[holder.stand_in](holder, i)

    def _prefix(self, holder: Holder, i: int) -> tuple[Source, ...]:
        """The outer reporters of the nearest earlier chain that cites the same holder."""
        sentence = self.sentence_of(i)
        for occurrence in reversed(self.seen):
            if occurrence.start >= holder.start:
                continue
            if sentence - occurrence.sentence > _REACH:
                return ()
            for k, source in enumerate(occurrence.chain):
                if source.key == holder.key:
                    return occurrence.chain[:k]
        return ()

    # -- rules --------------------------------------------------------------------------------

    def _pronoun(self, holder: Holder, i: int) -> Holder | None:
        if holder.name.lower() in lexicons.reference().relatives and i > 0 and self._doc[i - 1].is_punct:
            return self._relative(i)
        if holder.name.lower() in lexicons.reference().speakers:
            return None
        sentence = self.sentence_of(i)
        last = self._last_speaker(i)
        spoke = {o.chain[-1].key for o in self.seen if o.start < holder.start and sentence - o.sentence <= _REACH}
        scores: dict[str, tuple[int, Holder]] = {}
        personal = holder.name.lower() in lexicons.reference().personal
        for candidate in (self.candidates if personal else self.far).before(i, _REACH):
            known = candidate.holder
            if known.stand_in and known.stand_in != "definite":
                continue
            if candidate.sentence < sentence and known.name.lower().startswith(_QUANTIFIED):
                continue  # "jeder Soldat" is nobody that a later sentence can call "er"
            beside = candidate.sentence == sentence and candidate.subject  # "Der Verband erwarte 40, teilte er mit"
            person = known.cls in {"person", ""} or beside
            body = beside and known.gender == "" and known.kind in _BODIES  # "Die OECD senkt …, wie sie mitteilt"
            if not (body or _agrees(holder.gender, known)) or (holder.gender == "m" and not person):
                continue
            score = -_NEAR * (sentence - candidate.sentence)
            score += _SUBJECT * candidate.subject
            score += _NAMED * (known.cls == "person" and known.kind == "person")
            if last is not None and known.key == last.key:
                score += _LAST_SPEAKER
            elif known.key in spoke:
                score += _SPEAKER
            if known.key not in scores or scores[known.key][0] < score:
                scores[known.key] = (score, known)
        if last is not None and last.key not in scores and _agrees(holder.gender, last):
            scores[last.key] = (_LAST_SPEAKER, last)
        ranked = sorted(scores.values(), key=lambda pair: -pair[0])
        if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return None
        return ranked[0][1]

    def _relative(self, i: int) -> Holder | None:
        """``…, der sagte``: the noun that the relative clause hangs on."""
        verb = self._doc[i].head
        while verb.dep_ not in {"acl", "acl:relcl"} and verb.head.i != verb.i and verb.head.i > i:
            verb = verb.head
        noun = verb.head
        if verb.dep_ not in {"acl", "acl:relcl"} or not nominal(noun) or noun.i >= i:
            return None
        person = self._index.person_over(noun.i)
        start, end = (person.first, person.end) if person is not None else self.candidates.phrase(noun.i)
        holders = read_tokens(self._index, start, min(end, i))
        return holders[0] if holders else None

    def _last_speaker(self, i: int) -> Holder | None:
        """The last source of the statement just before, as a candidate."""
        char = self._doc[i].idx
        for occurrence in reversed(self.seen):
            if occurrence.start < char:
                if self.sentence_of(i) - occurrence.sentence > _REACH - 1:
                    return None
                source = occurrence.chain[-1]
                if not source.key:  # a pronoun that stayed open
                    return None
                cls = "person" if source.kind == "person" else ""
                return Holder(
                    name=source.name,
                    start=source.start,
                    end=source.end,
                    kind=source.kind,
                    key=source.key,
                    cls=cls,
                    gender=occurrence.gender,
                )
        return None

    def _definite(self, holder: Holder, i: int) -> Holder | None:
        if holder.cls in {"document", "media_report"} and (written := self._written(holder, i)) is not None:
            return written
        if holder.kind in _MEDIA:
            return self._media(holder, i)
        if lexicons.is_aged(holder.head):
            return self._aged(holder, i)
        noun = lexicons.noun_of(holder.head)
        office = lexicons.office_of(holder.head)
        if office is not None and holder.gender != "p":
            return self._office(holder, i)
        if holder.gender == "p" or (noun is not None and noun.gender == "p"):
            return self._group(holder, i)
        if noun is not None and holder.head in lexicons.reference().generic:
            return self._body(holder, noun, i)
        return None

    def _written(self, holder: Holder, i: int) -> Holder | None:
        """``Dem Bericht zufolge``: whose report was named before, unless a medium has reported since."""
        if holder.gender == "p":
            return None
        found = writing_named(self._index.bare, self.far, holder.head, i)
        if found is None:
            return None
        place = self._doc[found[0]].idx
        since = (o for o in self.seen if place < o.start < holder.start)
        reported = holder.cls == "media_report" and any(
            s.kind in _MEDIA and s.key != found[1].key for o in since for s in o.chain
        )
        return None if reported else found[1]

    def _media(self, holder: Holder, i: int) -> Holder | None:
        """``die Zeitung``, ``das Blatt``, ``dem Bericht``: the outlet named last that can be called so."""
        before = [c.holder for c in self.far.before(i, _FAR) if c.holder.kind in _MEDIA and not c.holder.stand_in]
        cited = [
            Holder(name=s.name, start=s.start, end=s.end, kind=s.kind, key=s.key, cls=_cls_of(s))
            for o in reversed(self.seen[-_FAR:])
            if o.start < holder.start
            for s in reversed(o.chain)
            if s.kind in _MEDIA and not _bare_report(s)
        ]
        named = [
            h
            for h in before
            if h.name == h.head or (h.name.endswith(h.head) and h.cls not in {"medium", "media_report"})
        ]
        if holder.gender == "p":
            return None
        if holder.cls in {"medium", "media_report"}:
            return next(iter(cited or named), None)
        for pool in (named, cited):
            for known in pool:
                if known.cls == holder.cls:
                    return known
        keys = {h.key for h in named}
        return named[0] if len(keys) == 1 else None

    def _office(self, holder: Holder, i: int) -> Holder | None:
        """``der Minister``: the person or spokesman introduced with that office; else the last speaker."""
        named: list[Holder] = []
        for candidate in self.far.before(i, _FAR):
            known = candidate.holder
            if known.cls != "person" or not known.head or not _agrees(holder.gender, known) or known.gender == "p":
                continue
            if known.kind != "person" and known.name.split()[-1] == known.head and " " not in known.name:
                continue
            if (
                same_office(holder.head, known.head)
                and self._same_country(holder, candidate)
                and rank(holder.head) == rank(known.head)
            ):
                named.append(known)
        if named:
            return next((known for known in named if known.kind == "person"), named[0])
        kind, _ = office_form(holder.head)
        if " " in holder.name or (kind in lexicons.offices().posts and modified(holder.head)):
            return None  # "der Gesundheitsminister" is whoever was introduced so
        last = self._last_speaker(i)
        if (
            last is not None
            and last.kind == "person"
            and _agrees(holder.gender, last)
            and holder.gender in {"m", "f"}
            and not self._other_post(last, kind, i)
            and not _named_by_office(last.name, holder.head)
        ):
            others = {
                c.holder.key
                for c in self.far.before(i, 1)
                if c.holder.kind == "person" and _agrees(holder.gender, c.holder)
            }
            if others <= {last.key}:
                return last
        return self._only_one(holder, i) if holder.head in lexicons.reference().anyone else None

    def _aged(self, holder: Holder, i: int) -> Holder | None:
        """``der 36-Jährige``: who was named with that age, else who spoke last, else the one person named nearby."""
        age = holder.head.partition("-")[0].removesuffix("jährige")
        article = self._doc[max(i - 1, 0)].lower_
        gender: Gender = "m" if article == "der" else "f" if article == "die" else ""
        named = [c.holder for c in self.far.before(i, _FAR) if c.holder.cls == "person" and c.holder.kind == "person"]
        fitting = [h for h in named if h.name != h.head and (gender in {"", h.gender} or not h.gender)]
        for known in fitting:
            around = self._index.text[max(0, known.start - _BESIDE) : known.end + _BESIDE]
            if age in {word.strip("(),.") for word in around.replace("-", " ").split()}:
                return known
        last = self._last_speaker(i)
        if last is not None and last.kind == "person" and last.key in {known.key for known in fitting}:
            return last
        near = {c.holder.key: c.holder for c in self.far.before(i, _REACH) if c.holder in fitting}
        return next(iter(near.values())) if len(near) == 1 else None

    def _other_post(self, known: Holder, kind: str, i: int) -> bool:
        """Whether someone who is said to hold a post was introduced with another: ``der Minister`` is no mayor."""
        if kind not in lexicons.offices().posts:
            return False
        introduced = {
            office_form(c.holder.head)[0]
            for c in self.far.before(i, _FAR)
            if c.holder.key == known.key and c.holder.head
        }
        return bool(introduced & lexicons.offices().posts) and kind not in introduced

    def _only_one(self, holder: Holder, i: int) -> Holder | None:
        """``der Mann``: the one man whom the sentences before name; nobody if there are two, or one of unknown sex."""
        named = {
            c.holder.key: c.holder
            for c in self.candidates.before(i, _REACH)
            if c.holder.cls == "person" and c.holder.head != holder.head and _agrees(holder.gender, c.holder)
        }
        found = next(iter(named.values()), None)
        if found is None or len(named) > 1 or found.gender != holder.gender:
            return None
        first = self.token_at(found.start)
        return None if any(t.lower_ in {"und", "oder"} for t in self._doc[max(0, first - 2) : first]) else found

    def _same_country(self, holder: Holder, candidate: Candidate) -> bool:
        """``der iranische Minister`` is nobody who was introduced with another country."""
        codes = set(keys.country_codes(holder.name))
        if not codes:
            return True
        before = self._doc[max(0, candidate.i - 3) : candidate.i + 1].text
        return codes <= set(keys.country_codes(before))

    def _group(self, holder: Holder, i: int) -> Holder | None:
        """``die Beamten``, ``die Forscher``: the group named so before, with what tells it apart."""
        noun = lexicons.noun_of(holder.head)
        if noun is None:
            return None
        plain = holder.name.lower()
        for candidate in self.far.before(i, _FAR):
            known = candidate.holder
            other = lexicons.noun_of(known.head) if known.head else None
            if other is None or known.stand_in or known.name.lower() == plain:
                continue
            if _bare(other.form) == _bare(noun.form) and (known.name != known.head or "-" in known.head):
                return known
        return None

    def _body(self, holder: Holder, noun: lexicons.Noun, i: int) -> Holder | None:
        """``die Behörde``, ``des Instituts``: the body of that class named last."""
        for candidate in self.far.before(i, _FAR):
            known = candidate.holder
            if known.stand_in or known.gender == "p" or known.cls != noun.cls or _some(known):
                continue
            if (
                known.name == known.head
                and gazetteer.entry_of(known.name) is None
                and not known.head.isupper()
                and (known.head in lexicons.reference().generic or not _compound(known.head))
            ):
                continue
            if noun.cls in _LOOSE and holder.head not in lexicons.reference().any_body and not _of_kind(noun, known):
                continue
            return known
        return None

    def _report(self, holder: Holder, i: int) -> Holder | None:
        """``einem Bericht zufolge``: the medium that the sentences after it name, if it is one alone."""
        found: list[Holder] = []
        for candidate in self.far.after(i, _FORWARD):
            if (
                candidate.holder.kind in _MEDIA
                and not candidate.holder.stand_in
                and gazetteer.entry_of(candidate.holder.name) is not None
            ):
                found.append(candidate.holder)
        return found[0] if found and len({h.key for h in found}) == 1 else None

    def _quantifier(self, holder: Holder, i: int) -> Holder | None:
        """``andere`` after ``einige Medienberichte``: the noun that is left out."""
        for candidate in self.far.before(i, 1):
            known = candidate.holder
            if known.gender == "p" and known.head and not known.stand_in:
                return structs.replace(
                    known, name=f"{holder.name} {known.head}", key=f"{holder.name.lower()} {known.head.lower()}"
                )
        return None

    def _previous(self, holder: Holder, i: int) -> Holder | None:
        """``demnach``: the last source of the statement before, else whose writing the sentence before speaks of."""
        last = self._last_speaker(i)
        return last if last is not None else writing_before(self._index.bare, self.far, i)

    def _latter(self, holder: Holder, i: int) -> Holder | None:
        """``Letztere``: the one named last in the sentence before."""
        sentence = self.sentence_of(i)
        for candidate in self.far.before(i, 1):
            if (
                candidate.sentence < sentence
                and candidate.holder.stand_in in {"", "definite"}
                and (not holder.gender or _agrees(holder.gender, candidate.holder))
            ):
                return candidate.holder
        return None

    def _owner(self, holder: Holder, i: int) -> Holder | None:
        """``nach eigenen Angaben``: the subject of the clause."""
        token = self._doc[i]
        possessive = self._doc[i - 1].lower_ if i > 0 else ""
        if possessive.startswith(("sein", "ihr")) and not any(
            t.lower_.startswith("eigen") for t in self._doc[i - 1 : i + 2]
        ):
            gender: Gender = "m" if possessive.startswith("sein") else "f"
            return self._pronoun(structs.replace(holder, gender=gender), i)
        inside = [c for c in self.candidates.sentence_mates(i) if not c.holder.start <= token.idx < c.holder.end]
        subjects = [c.holder for c in inside if c.subject and (c.holder.kind != "unknown" or c.holder.cls)]
        if len(subjects) == 1:
            return self._once(subjects[0])
        governed = self._subject_of(token)
        if governed is not None:
            return self._once(governed)
        before = [c.holder for c in inside if c.i < i]
        fronted = self._doc[max(i - 2, 0) : i + 1].start <= self._doc[i].sent.start + 1
        after = [c.holder for c in inside if fronted and c.i > i and (c.holder.kind != "unknown" or c.holder.cls)]
        return next((self._once(found[0]) for found in (before, after) if found), None)

    def _subject_of(self, token: Token) -> Holder | None:
        """The subject of the clause that the token stands in, by the analysis."""
        if not token.has_dep():
            return None
        verb = token
        while verb.head.i != verb.i and not any(c.dep_.startswith("nsubj") for c in verb.children):
            verb = verb.head
        for child in verb.children:
            if child.dep_.startswith("nsubj"):
                start, end = self.candidates.phrase(child.i) if nominal(child) else (child.i, child.i + 1)
                person = self._index.person_over(child.i)
                while nominal(child) and start > child.left_edge.i and nominal(self._doc[start - 1]):
                    start -= 1
                if person is not None:
                    start, end = person.first, person.end
                holders = read_tokens(self._index, start, end)
                named = nominal(child) and any(t.pos_ == "PROPN" for t in child.subtree if start <= t.i < end)
                if holders and (named or holders[0].kind != "unknown" or holders[0].stand_in == "pronoun"):
                    return holders[0]
        return None

    def _once(self, holder: Holder) -> Holder:
        """The holder, a pronoun or common noun resolved; an owner is not looked for through an owner."""
        return holder if holder.stand_in == "owner" else self.resolve(holder)[1]


def _bare(form: str) -> str:
    return form.lower().removesuffix("n").removesuffix("e").removesuffix("r").removesuffix("e")


def _named_by_office(name: str, head: str) -> bool:
    """Whether a person is only known by an office that is another: ``der Verteidiger`` is not ``der Richter``."""
    only = " " not in name and lexicons.office_of(name) is not None
    return only and not same_office(head, name)


def _some(known: Holder) -> bool:
    """Whether a phrase names some of many (``einige Teams``)."""
    return known.name.partition(" ")[0].lower() in lexicons.reference().quantifiers


def _compound(head: str) -> bool:
    """Whether the noun says more than its class: ``Branchenverband``, but not ``Gremium``."""
    noun = lexicons.noun_of(head)
    return noun is None or noun.form.lower() != head.lower()


def _of_kind(noun: lexicons.Noun, known: Holder) -> bool:
    """Whether a body's name has the noun in it: ``das Gericht`` for ``Landgericht Bonn``."""
    entry = gazetteer.entry_of(known.name)
    stem = noun.form.lower().removesuffix("es").removesuffix("s")
    return stem in known.name.lower() or (entry is not None and stem in entry.canonical.lower())


def _bare_report(source: Source) -> bool:
    """Whether a source is a report whose medium nobody named."""
    noun = lexicons.noun_of(source.name.split()[-1]) if source.name else None
    return noun is not None and noun.cls in {"media_report", "medium"} and gazetteer.entry_of(source.name) is None


def _cls_of(source: Source) -> str:
    entry = gazetteer.entry_of(source.name)
    return entry.cls if entry else ("agency" if source.kind == "agency" else "newspaper")


def _agrees(gender: Gender, known: Holder) -> bool:
    """Whether a reference of this gender can mean the holder; a person of unknown gender is ``er`` or ``sie``."""
    if gender == "p":
        return known.gender == "p" or (known.gender == "" and known.kind == "unknown")
    if known.gender == "":
        return (known.kind == "person" and gender in {"m", "f"}) or gender == ""
    return gender in {"", known.gender}
