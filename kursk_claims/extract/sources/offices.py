"""Offices by their words: which one a noun names, and whether two nouns can name one."""

from __future__ import annotations

from kursk_claims.extract.sources import lexicons


def rank(head: str) -> str:
    """What marks a deputy or a former holder of an office: ``Vize-Außenminister`` -> ``vize``."""
    first = head.lower().partition("-")[0]
    return first if first in lexicons.offices().ranks else ("vize" if head.lower().startswith("vize") else "")


def office_form(head: str) -> tuple[str, str]:
    """The office's basic word and what stands before it: ``Außenministerin`` -> ``minister``, ``außen``."""
    lower = head.lower()
    for stem in lexicons.offices().stems:
        before, found, ending = lower.rpartition(stem)
        if found and ending in lexicons.offices().endings:
            return stem, before.replace("-", "")
    return lower.rpartition("-")[2].removesuffix("in").removesuffix("s").removesuffix("en"), ""


def modified(head: str) -> bool:
    """Whether the noun says which office of its kind: ``Gesundheitsminister``."""
    return bool(office_form(head)[1])


def same_office(said: str, introduced: str) -> bool:
    """Whether ``der Gesundheitsminister`` can be the person introduced as ``Bundesgesundheitsminister``.

    A bare ``Minister`` can be any; two different ones can't be the same.
    """
    if introduced.lower().rpartition("-")[2].startswith(lexicons.offices().called.get(said.lower(), ())):
        return True  # "der Staatschef" for a president
    (one, of), (other, other_of) = office_form(said), office_form(introduced)
    return one == other and (of.endswith(other_of) or other_of.endswith(of))
