"""Who a pronoun or another anaphor means, within one article.

Candidates are the people, bodies and groups that the article names near the reference, and the
sources of the statements before it. Salience is counted as in Lappin and Leass (1994), reduced
to what German news needs: nearness in sentences, subject before object, last speaker first. If
the two best candidates are equal, nothing is resolved and the surface string stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import structs

from kursk_claims.extract.sources import gazetteer, lexicons
from kursk_claims.extract.sources.candidates import Candidate
from kursk_claims.extract.sources.definites import Definites
from kursk_claims.extract.sources.discourse import REACH, Discourse, agrees
from kursk_claims.extract.sources.documents import document_before
from kursk_claims.extract.sources.lexicons import Gender
from kursk_claims.extract.sources.links import MEDIA
from kursk_claims.extract.sources.mention import Mention
from kursk_claims.extract.sources.naming import read_tokens
from kursk_claims.extract.sources.phrases import nominal

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from kursk_claims.extract.sources.index import Index
    from kursk_claims.models import Source


_FORWARD: Final = 4
"""Sentences after an unnamed report within which its medium must be named (the body after the lead)."""

_NEAR: Final = 2
_SUBJECT: Final = 2
_LAST_SPEAKER: Final = 4
_SPEAKER: Final = 2
_NAMED: Final = 1
_OWN: Final = ("mein", "unser")
_BODIES: Final = frozenset({"institution", "official", "outlet", "agency"})
_QUANTIFIED: Final = ("jede", "kein")


class Coreference:
    """Resolves the anaphors of one article; ``discourse`` grows as statements are read in text order."""

    def __init__(self, index: Index) -> None:
        self.discourse = Discourse(index)
        self._definites = Definites(self.discourse)

    def resolve(self, mention: Mention) -> tuple[tuple[Source, ...], Mention]:
        """The source meant, and the chain that comes with an anaphor for someone cited before.

        A source that is no anaphor, or whose meaning stays open, is given back unchanged.
        """
        if not mention.anaphor:
            return (), mention
        i = self.discourse.view.token_at(mention.start)
        found = self._meaning(mention, i)
        if found is None or (found.anaphor and found.anaphor != "definite"):
            return self._owner_chain(mention, i), mention
        resolved = structs.replace(
            found, name=self._full_name(found), start=mention.start, end=mention.end, resolved=True, anaphor=""
        )
        return self._owner_chain(mention, i) or self._prefix(resolved, i), resolved

    def _full_name(self, mention: Mention) -> str:
        """The longest name that the article gives a listed body; other sources keep theirs."""
        entry = gazetteer.entry_of(mention.name)
        if entry is None:
            return mention.name
        return max(
            (self.discourse.index.text[n.start : n.end] for n in self.discourse.index.names if n.entry == entry),
            key=len,
            default=mention.name,
        )

    def _owner_chain(self, mention: Mention, i: int) -> tuple[Source, ...]:
        """``nach Berechnungen seines Instituts``: the chain of the speaker whose institute it is."""
        if mention.anaphor != "definite" or i == 0 or not self.discourse.doc[i - 1].lower_.startswith(("sein", "ihr")):
            return ()
        if (
            not self.discourse.seen
            or self.discourse.view.sentence_of(i) - self.discourse.seen[-1].sentence > 1
            or self.discourse.seen[-1].chain[-1].kind != "person"
        ):
            return ()
        return self.discourse.seen[-1].chain

    def _meaning(self, mention: Mention, i: int) -> Mention | None:
        rules: dict[str, Callable[[Mention, int], Mention | None]] = {
            "pronoun": self._pronoun,
            "definite": self._definites.meaning,
            "report": self._report,
            "quantifier": self._quantifier,
            "owner": self._owner,
            "latter": self._latter,
            "previous": self._previous,
        }
        return rules[mention.anaphor](mention, i)

    def _prefix(self, mention: Mention, i: int) -> tuple[Source, ...]:
        """The outer reporters of the nearest earlier chain that cites the same source."""
        sentence = self.discourse.view.sentence_of(i)
        for occurrence in reversed(self.discourse.seen):
            if occurrence.start >= mention.start:
                continue
            if sentence - occurrence.sentence > REACH:
                return ()
            for k, source in enumerate(occurrence.chain):
                if source.key == mention.key:
                    return occurrence.chain[:k]
        return ()

    # -- rules --------------------------------------------------------------------------------

    def _pronoun(self, mention: Mention, i: int) -> Mention | None:
        if mention.name.lower() in lexicons.reference().relatives and i > 0 and self.discourse.doc[i - 1].is_punct:
            return self._relative(i)
        if mention.name.lower() in lexicons.reference().speakers:
            return None
        sentence = self.discourse.view.sentence_of(i)
        last = self.discourse.last_speaker(i)
        spoke = {
            o.chain[-1].key for o in self.discourse.seen if o.start < mention.start and sentence - o.sentence <= REACH
        }
        scores: dict[str, tuple[int, Mention]] = {}
        bodies: list[Mention] = []
        for candidate in self.discourse.candidates.before(i, REACH):
            known = candidate.mention
            if known.anaphor and known.anaphor != "definite":
                continue
            if candidate.sentence < sentence and known.name.lower().startswith(_QUANTIFIED):
                continue  # "jeder Soldat" is nobody that a later sentence can call "er"
            beside = candidate.sentence == sentence and candidate.subject  # "Der Verband erwarte 40, teilte er mit"
            person = known.cls in {"person", ""} or beside
            body = beside and known.gender == "" and known.kind in _BODIES  # "Die OECD senkt …, wie sie mitteilt"
            if self._owns_as_body(mention, candidate, sentence):
                bodies.append(known)
            if not (body or agrees(mention.gender, known)) or (mention.gender == "m" and not person):
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
        if last is not None and last.key not in scores and agrees(mention.gender, last):
            scores[last.key] = (_LAST_SPEAKER, last)
        ranked = sorted(scores.values(), key=lambda pair: -pair[0])
        if not ranked and len({body.key for body in bodies}) == 1:
            return bodies[0]
        if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return None
        return ranked[0][1]

    def _owns_as_body(self, mention: Mention, candidate: Candidate, sentence: int) -> bool:
        """``Der Konzern … Nach seinen Angaben``, ``Der Verband … Er rechnet``: a body right before, as a subject."""
        known = candidate.mention
        if not candidate.subject or candidate.sentence != sentence - 1 or known.kind not in _BODIES:
            return False
        return known.gender == mention.gender or (
            mention.anaphor == "owner" and {known.gender, mention.gender} == {"n", "m"}
        )

    def _relative(self, i: int) -> Mention | None:
        """``…, der sagte``: the noun that the relative clause hangs on."""
        verb = self.discourse.doc[i].head
        while verb.dep_ not in {"acl", "acl:relcl"} and verb.head.i != verb.i and verb.head.i > i:
            verb = verb.head
        noun = verb.head
        if verb.dep_ not in {"acl", "acl:relcl"} or not nominal(noun) or noun.i >= i:
            return None
        person = self.discourse.index.person_over(noun.i)
        start, end = (person.first, person.end) if person is not None else self.discourse.candidates.phrase(noun.i)
        mentions = read_tokens(self.discourse.index, start, min(end, i))
        return mentions[0] if mentions else None

    def _report(self, mention: Mention, i: int) -> Mention | None:
        """``einem Bericht zufolge``: the medium that the sentences after it name, if it is one alone."""
        found: list[Mention] = []
        for candidate in self.discourse.candidates.after(i, _FORWARD):
            if (
                candidate.mention.kind in MEDIA
                and not candidate.mention.anaphor
                and gazetteer.entry_of(candidate.mention.name) is not None
            ):
                found.append(candidate.mention)
        return found[0] if found and len({h.key for h in found}) == 1 else None

    def _quantifier(self, mention: Mention, i: int) -> Mention | None:
        """``andere`` after ``einige Medienberichte``: the noun that is left out."""
        for candidate in self.discourse.candidates.before(i, 1):
            known = candidate.mention
            if known.gender == "p" and known.head and not known.anaphor:
                return structs.replace(
                    known, name=f"{mention.name} {known.head}", key=f"{mention.name.lower()} {known.head.lower()}"
                )
        return None

    def _previous(self, mention: Mention, i: int) -> Mention | None:
        """``demnach``: the source of the sentence before, else whose writing it speaks of, else who spoke last."""
        last = self.discourse.last_speaker(i)
        here = self.discourse.view.sentence_of(i)
        if last is not None and any(o.sentence >= here - 1 for o in self.discourse.seen if o.start < mention.start):
            return last
        return document_before(self.discourse.index, self.discourse.candidates, i) or last

    def _latter(self, mention: Mention, i: int) -> Mention | None:
        """``Letztere``: the one named last in the sentence before."""
        sentence = self.discourse.view.sentence_of(i)
        for candidate in self.discourse.candidates.before(i, 1):
            if (
                candidate.sentence < sentence
                and candidate.mention.anaphor in {"", "definite"}
                and (not mention.gender or agrees(mention.gender, candidate.mention))
            ):
                return candidate.mention
        return None

    def _owner(self, mention: Mention, i: int) -> Mention | None:
        """``nach eigenen Angaben``: the subject of the clause."""
        token = self.discourse.doc[i]
        possessive = self.discourse.doc[i - 1].lower_ if i > 0 else ""
        if mention.name.lower().startswith(_OWN) or possessive.startswith(_OWN):
            return None  # "meiner Erfahrung nach": whoever writes, who is not named
        if possessive.startswith(("sein", "ihr")) and not any(
            t.lower_.startswith("eigen") for t in self.discourse.doc[i - 1 : i + 2]
        ):
            gender: Gender = "m" if possessive.startswith("sein") else "f"
            return self._pronoun(structs.replace(mention, gender=gender), i)
        inside = [
            c for c in self.discourse.candidates.sentence_mates(i) if not c.mention.start <= token.idx < c.mention.end
        ]
        subjects = [c.mention for c in inside if c.subject and (c.mention.kind != "unknown" or c.mention.cls)]
        if len(subjects) == 1:
            return self._once(subjects[0])
        governed = self._subject_of(token)
        if governed is not None:
            return self._once(governed)
        before = [c.mention for c in inside if c.i < i]
        opening = self.discourse.doc[i].sent.start
        fronted = i - opening <= 2 and self.discourse.doc[opening].lower_ in {"nach", "laut", "eigenen"}
        after = [c.mention for c in inside if fronted and c.i > i and (c.mention.kind != "unknown" or c.mention.cls)]
        return next((self._once(found[0]) for found in (before, after) if found), None)

    def _subject_of(self, token: Token) -> Mention | None:
        """The subject of the clause that the token stands in, by the analysis."""
        if not token.has_dep():
            return None
        verb = token
        while verb.head.i != verb.i and not any(c.dep_.startswith("nsubj") for c in verb.children):
            verb = verb.head
        for child in verb.children:
            if child.dep_.startswith("nsubj"):
                start, end = self.discourse.candidates.phrase(child.i) if nominal(child) else (child.i, child.i + 1)
                person = self.discourse.index.person_over(child.i)
                while nominal(child) and start > child.left_edge.i and nominal(self.discourse.doc[start - 1]):
                    start -= 1
                if person is not None:
                    start, end = person.first, person.end
                mentions = read_tokens(self.discourse.index, start, end)
                named = nominal(child) and any(t.pos_ == "PROPN" for t in child.subtree if start <= t.i < end)
                if mentions and (named or mentions[0].kind != "unknown" or mentions[0].anaphor == "pronoun"):
                    return mentions[0]
        return None

    def _once(self, mention: Mention) -> Mention:
        """The source, a pronoun or common noun resolved; an owner is not looked for through an owner."""
        return mention if mention.anaphor == "owner" else self.resolve(mention)[1]
