"""One source: someone or something that is said to have said a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kursk_claims.extract.sources import keys
from kursk_claims.extract.sources.lexicons import Gender
from kursk_claims.extract.sources.phrases import end_of, nominative
from kursk_claims.models import SourceKind

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Mention(Struct, frozen=True, kw_only=True):
    """One source as a phrase names it.

    ``anaphor`` says that the phrase only points to a source named elsewhere: a pronoun
    (``pronoun``), a definite common noun (``definite``), a report without its medium
    (``report``), or a bare quantifier (``quantifier``).
    """

    name: str
    start: int
    end: int
    kind: SourceKind
    key: str
    cls: str = ""
    gender: Gender = ""
    head: str = ""
    anaphor: str = ""
    resolved: bool = False


def spanning(
    doc: Doc,
    start: int,
    end: int,
    *,
    kind: SourceKind,
    name: str | None = None,
    key: str | None = None,
    cls: str = "",
    gender: Gender = "",
    head: str = "",
    anaphor: str = "",
) -> Mention:
    """The source at tokens ``start:end``; ``None`` for name and key means the words there."""
    if name is None:
        name = nominative(doc, start, end)
    if key is None:
        key = keys.text(name)
    first, last = doc[start].idx, end_of(doc, end)
    return Mention(
        name=name, start=first, end=last, kind=kind, key=key, cls=cls, gender=gender, head=head, anaphor=anaphor
    )
