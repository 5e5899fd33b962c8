"""One holder: someone or something that is said to have said a thing."""

from __future__ import annotations

from msgspec import Struct

from kursk_claims.extract.sources.lexicons import Gender
from kursk_claims.models import SourceKind


class Holder(Struct, frozen=True, kw_only=True):
    """One holder as a phrase names it.

    ``stand_in`` says that the phrase only points to a holder named elsewhere: a pronoun
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
    stand_in: str = ""
    resolved: bool = False
