"""Who a definite noun means that names nobody: ``der Minister``, ``die Behörde``, ``das Blatt``, ``die Forscher``."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from kursk_claims.extract.sources import gazetteer, keys, lexicons
from kursk_claims.extract.sources.candidates import Candidate
from kursk_claims.extract.sources.discourse import REACH, Discourse, agrees
from kursk_claims.extract.sources.documents import document_named
from kursk_claims.extract.sources.lexicons import Gender
from kursk_claims.extract.sources.links import MEDIA
from kursk_claims.extract.sources.mention import Mention

if TYPE_CHECKING:
    from kursk_claims.models import Source

_FAR: Final = 40
"""Sentences that a common noun looks back: the length of a long news article."""
_BESIDE: Final = 24
"""Characters beside a name within which an age is that person's: ``Tom Beier (36)``, ``der 36-jährige Tom Beier``."""
_LOOSE: Final = frozenset({"authority", "institute"})
"""Classes whose nouns name bodies of different kinds: a court is no ministry."""


class Definites:
    """Resolves the definite nouns of one article."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse

    def meaning(self, mention: Mention, i: int) -> Mention | None:
        """Who is meant by the definite phrase ``mention`` that stands at token ``i``; ``None`` if that stays open."""
        if mention.cls in {"document", "media_report"} and (written := self._written(mention, i)) is not None:
            return written
        if mention.kind in MEDIA:
            return self._media(mention, i)
        if lexicons.is_aged(mention.head):
            return self._aged(mention, i)
        noun = lexicons.noun_of(mention.head)
        office = lexicons.office_of(mention.head)
        if office is not None and mention.gender != "p":
            return self._office(mention, i)
        if mention.gender == "p" or (noun is not None and noun.gender == "p" and not mention.gender):
            return self._group(mention, i)
        if noun is not None and mention.head in lexicons.reference().generic:
            return self._body(mention, noun, i)
        return None

    def _written(self, mention: Mention, i: int) -> Mention | None:
        """``Dem Bericht zufolge``: whose report was named before, unless a medium has reported since."""
        if mention.gender == "p":
            return None
        found = document_named(self._discourse.index, self._discourse.candidates, mention.head, i)
        if found is None:
            return None
        place = self._discourse.doc[found[0]].idx
        since = (o for o in self._discourse.seen if place < o.start < mention.start)
        reported = mention.cls == "media_report" and any(
            s.kind in MEDIA and s.key != found[1].key for o in since for s in o.chain
        )
        return None if reported else found[1]

    def _media(self, mention: Mention, i: int) -> Mention | None:
        """``die Zeitung``, ``das Blatt``, ``dem Bericht``: the outlet named last that can be called so."""
        before = [
            c.mention
            for c in self._discourse.candidates.before(i, _FAR)
            if c.mention.kind in MEDIA and not c.mention.anaphor
        ]
        cited = [
            Mention(name=s.name, start=s.start, end=s.end, kind=s.kind, key=s.key, cls=_cls_of(s))
            for o in reversed(self._discourse.seen[-_FAR:])
            if o.start < mention.start
            for s in reversed(o.chain)
            if s.kind in MEDIA and not _bare_report(s)
        ]
        named = [
            h
            for h in before
            if h.name == h.head or (h.name.endswith(h.head) and h.cls not in {"medium", "media_report"})
        ]
        if mention.gender == "p":
            return None
        if mention.cls in {"medium", "media_report"}:
            return next(iter(cited or named), None)
        for pool in (named, cited):
            for known in pool:
                if known.cls == mention.cls:
                    return known
        keys = {h.key for h in named}
        return named[0] if len(keys) == 1 else None

    def _office(self, mention: Mention, i: int) -> Mention | None:
        """``der Minister``: the person or spokesman introduced with that office; else the last speaker."""
        named: list[Mention] = []
        for candidate in self._discourse.candidates.before(i, _FAR):
            known = candidate.mention
            if known.cls != "person" or not known.head or not agrees(mention.gender, known) or known.gender == "p":
                continue
            if known.kind != "person" and known.name.split()[-1] == known.head and " " not in known.name:
                continue
            if (
                _same_office(mention.head, known.head)
                and self._same_country(mention, candidate)
                and _rank(mention.head) == _rank(known.head)
            ):
                named.append(known)
        if named:
            return next((known for known in named if known.kind == "person"), named[0])
        kind, _ = _office_form(mention.head)
        if " " in mention.name or (kind in lexicons.offices().posts and _modified(mention.head)):
            return None  # "der Gesundheitsminister" is whoever was introduced so
        last = self._discourse.last_speaker(i)
        if (
            last is not None
            and last.kind == "person"
            and agrees(mention.gender, last)
            and mention.gender in {"m", "f"}
            and not self._other_post(last, kind, i)
            and not _named_by_office(last.name, mention.head)
        ):
            others = {
                c.mention.key
                for c in self._discourse.candidates.before(i, 1)
                if c.mention.kind == "person" and agrees(mention.gender, c.mention)
            }
            if others <= {last.key}:
                return last
        return self._only_one(mention, i) if mention.head in lexicons.reference().anyone else None

    def _aged(self, mention: Mention, i: int) -> Mention | None:
        """``der 36-Jährige``: who was named with that age, else who spoke last, else the one person named nearby."""
        age = mention.head.partition("-")[0].removesuffix("jährige")
        article = self._discourse.doc[max(i - 1, 0)].lower_
        gender: Gender = "m" if article == "der" else "f" if article == "die" else ""
        fitting = [
            c
            for c in self._discourse.candidates.before(i, _FAR)
            if c.mention.cls == "person"
            and c.mention.kind == "person"
            and c.mention.name != c.mention.head
            and (gender in {"", c.mention.gender} or not c.mention.gender)
        ]
        for candidate in fitting:
            opening, known = self._discourse.doc[candidate.i].sent.start_char, candidate.mention
            around = self._discourse.index.text[max(opening, known.start - _BESIDE) : known.end + _BESIDE]
            if age in {word.strip("(),.") for word in around.replace("-", " ").split()}:
                return known
        last = self._discourse.last_speaker(i)
        if last is not None and last.kind == "person" and last.key in {c.mention.key for c in fitting}:
            return last
        near = {c.mention.key: c.mention for c in self._discourse.candidates.before(i, REACH) if c in fitting}
        return next(iter(near.values())) if len(near) == 1 else None

    def _other_post(self, known: Mention, kind: str, i: int) -> bool:
        """Whether someone who is said to hold a post was introduced with another: ``der Minister`` is no mayor."""
        if kind not in lexicons.offices().posts:
            return False
        introduced = {
            _office_form(c.mention.head)[0]
            for c in self._discourse.candidates.before(i, _FAR)
            if c.mention.key == known.key and c.mention.head
        }
        return bool(introduced & lexicons.offices().posts) and kind not in introduced

    def _only_one(self, mention: Mention, i: int) -> Mention | None:
        """``der Mann``: the one man whom the sentences before name; nobody if there are two, or one of unknown sex."""
        named = {
            c.mention.key: c.mention
            for c in self._discourse.candidates.before(i, REACH)
            if c.mention.cls == "person" and c.mention.head != mention.head and agrees(mention.gender, c.mention)
        }
        found = next(iter(named.values()), None)
        if found is None or len(named) > 1 or found.gender != mention.gender:
            return None
        first = self._discourse.view.token_at(found.start)
        return (
            None if any(t.lower_ in {"und", "oder"} for t in self._discourse.doc[max(0, first - 2) : first]) else found
        )

    def _same_country(self, mention: Mention, candidate: Candidate) -> bool:
        """``der iranische Minister`` is nobody who was introduced with another country."""
        codes = set(keys.country_codes(mention.name))
        if not codes:
            return True
        before = self._discourse.doc[max(0, candidate.i - 3) : candidate.i + 1].text
        return codes <= set(keys.country_codes(before))

    def _group(self, mention: Mention, i: int) -> Mention | None:
        """``die Beamten``, ``die Forscher``: the group named so before, with what tells it apart."""
        noun = lexicons.noun_of(mention.head)
        if noun is None:
            return None
        plain = mention.name.lower()
        for candidate in self._discourse.candidates.before(i, _FAR):
            known = candidate.mention
            other = lexicons.noun_of(known.head) if known.head else None
            if other is None or known.anaphor or known.name.lower() == plain:
                continue
            if _bare(other.form) == _bare(noun.form) and (known.name != known.head or "-" in known.head):
                return known
        return None

    def _body(self, mention: Mention, noun: lexicons.Noun, i: int) -> Mention | None:
        """``die Behörde``, ``des Instituts``: the body of that class named last."""
        for candidate in self._discourse.candidates.before(i, _FAR):
            known = candidate.mention
            if known.gender == "p" or known.cls != noun.cls or _some(known):
                continue
            if known.anaphor and not (known.anaphor == "definite" and _more_exact(known.head, noun)):
                continue
            if (
                known.name == known.head
                and gazetteer.entry_of(known.name) is None
                and not known.head.isupper()
                and (known.head in lexicons.reference().generic or not _compound(known.head))
            ):
                continue
            if noun.cls in _LOOSE and mention.head not in lexicons.reference().any_body and not _of_kind(noun, known):
                continue
            return known
        return self._firm(i) if noun.cls == "company" else None

    def _firm(self, i: int) -> Mention | None:
        """``das Unternehmen``: the firm named last by a name with its legal form."""
        start = self._discourse.doc[i].idx
        named = list(_firm_names().finditer(self._discourse.index.text, 0, start))
        if not named:
            return None
        last = named[-1]
        words = last.group().split()
        name = " ".join(words[words[0].lower() in lexicons.reference().definite :])
        return Mention(
            name=name,
            start=last.start(),
            end=last.end(),
            kind="institution",
            key=keys.text(name),
            cls="company",
            gender="",
            head=name.split()[-1],
        )


@cache
def _firm_names() -> re.Pattern[str]:
    """Names of firms with their legal form behind them."""
    forms = "|".join(map(re.escape, lexicons.reference().legal_forms))
    return re.compile(rf"(?:[A-ZÄÖÜ][\w.&-]*[ \u00a0]){{1,3}}(?:{forms})\b")


def _more_exact(head: str, noun: lexicons.Noun) -> bool:
    """``das Gesundheitsministerium`` is what a later ``das Ministerium`` means."""
    return _compound(head) and head.lower().removesuffix("s").endswith(noun.form.lower().removesuffix("s"))


def _bare(form: str) -> str:
    return form.lower().removesuffix("n").removesuffix("e").removesuffix("r").removesuffix("e")


def _named_by_office(name: str, head: str) -> bool:
    """Whether a person is only known by an office that is another: ``der Verteidiger`` is not ``der Richter``."""
    only = " " not in name and lexicons.office_of(name) is not None
    return only and not _same_office(head, name)


def _some(known: Mention) -> bool:
    """Whether a phrase names some of many (``einige Teams``)."""
    return known.name.partition(" ")[0].lower() in lexicons.reference().quantifiers


def _compound(head: str) -> bool:
    """Whether the noun says more than its class: ``Branchenverband``, but not ``Gremium``."""
    noun = lexicons.noun_of(head)
    return noun is None or noun.form.lower() != head.lower()


def _of_kind(noun: lexicons.Noun, known: Mention) -> bool:
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


def _rank(head: str) -> str:
    """What marks a deputy or a former holder of an office: ``Vize-Außenminister`` -> ``vize``."""
    first = head.lower().partition("-")[0]
    return first if first in lexicons.offices().ranks else ("vize" if head.lower().startswith("vize") else "")


def _office_form(head: str) -> tuple[str, str]:
    """The office's basic word and what stands before it: ``Außenministerin`` -> ``minister``, ``außen``."""
    lower = head.lower()
    for stem in lexicons.offices().stems:
        before, found, ending = lower.rpartition(stem)
        if found and ending in lexicons.offices().endings:
            return stem, before.replace("-", "")
    return lower.rpartition("-")[2].removesuffix("in").removesuffix("s").removesuffix("en"), ""


def _modified(head: str) -> bool:
    """Whether the noun says which office of its kind: ``Gesundheitsminister``."""
    return bool(_office_form(head)[1])


def _same_office(said: str, introduced: str) -> bool:
    """Whether ``der Gesundheitsminister`` can be the person introduced as ``Bundesgesundheitsminister``.

    A bare ``Minister`` can be any; two different ones can't be the same.
    """
    if introduced.lower().rpartition("-")[2].startswith(lexicons.offices().called.get(said.lower(), ())):
        return True  # "der Staatschef" for a president
    (one, of), (other, other_of) = _office_form(said), _office_form(introduced)
    return one == other and (of.endswith(other_of) or other_of.endswith(of))
