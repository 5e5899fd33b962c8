"""What one article has said up to a place: who was named, and whose words the statements before were."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kursk_claims.extract.sources.candidates import Candidates
from kursk_claims.extract.sources.lexicons import Gender
from kursk_claims.extract.sources.mention import Mention
from kursk_claims.grammar import view_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kursk_claims.extract.sources.index import Index
    from kursk_claims.models import Source

REACH: Final = 3
"""Sentences that a pronoun looks back; beyond that German news repeats the noun."""


class Occurrence(NamedTuple):
    """A chain that an earlier statement ended with, and where."""

    start: int
    sentence: int
    chain: tuple[Source, ...]
    gender: Gender


class Discourse:
    """One article; ``seen`` grows as statements are read in text order."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.doc: Doc = index.doc
        self.view = view_of(index.doc)
        self.candidates = Candidates(index)
        self.seen: list[Occurrence] = []

    def note(self, chain: tuple[Source, ...], start: int, gender: Gender) -> None:
        """Remember the chain of a statement that stands at character ``start``."""
        if chain:
            self.seen.append(Occurrence(start, self.view.sentence_at(start), chain, gender))

    def last_speaker(self, i: int) -> Mention | None:
        """The last source of the statement just before, as a candidate."""
        char = self.doc[i].idx
        for occurrence in reversed(self.seen):
            if occurrence.start < char:
                if self.view.sentence_of(i) - occurrence.sentence > REACH - 1:
                    return None
                source = occurrence.chain[-1]
                if not source.key:  # a pronoun that stayed open
                    return None
                cls = "person" if source.kind == "person" else ""
                return Mention(
                    name=source.name,
                    start=source.start,
                    end=source.end,
                    kind=source.kind,
                    key=source.key,
                    cls=cls,
                    gender=occurrence.gender,
                )
        return None


def agrees(gender: Gender, known: Mention) -> bool:
    """Whether a reference of this gender can mean the source; a person of unknown gender is ``er`` or ``sie``."""
    if gender == "p":
        return known.gender == "p" or (known.gender == "" and known.kind == "unknown")
    if known.gender == "":
        return (known.kind == "person" and gender in {"m", "f"}) or gender == ""
    return gender in {"", known.gender}
