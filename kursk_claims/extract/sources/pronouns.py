"""Pronouns and bare quantifiers as anaphors: what gender and number they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kursk_claims.extract.sources import lexicons
from kursk_claims.extract.sources.lexicons import Gender
from kursk_claims.extract.sources.mention import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


_LATTER: Final[dict[str, Gender]] = {"letzterer": "m", "letzterem": "m", "letzteres": "n"}
"""Forms of ``letztere`` that tell their gender; the others ask their verb for the number."""


def pronominal(token: Token) -> bool:
    """Whether a word alone is a pronoun or a bare quantifier."""
    reference = lexicons.reference()
    word = token.lower_
    return (
        word in reference.masculine
        or word in reference.either
        or word in reference.plural
        or word in reference.neuter
        or word in reference.relatives
        or word in reference.first_person
        or word in reference.latter
        or word in reference.quantifiers
    )


def read_pronoun(doc: Doc, i: int) -> Mention:
    """The pronoun at token ``i`` as an anaphor, with the gender and number that it asks for."""
    reference = lexicons.reference()
    token = doc[i]
    word = token.lower_
    gender: Gender = ""
    kind = "pronoun"
    if word in reference.quantifiers:
        kind, gender = "quantifier", "p"
    elif word in reference.latter:
        kind = "latter"
        gender = _LATTER.get(word, "p" if _plural_subject(token) else "f" if word == "letztere" else "")
    elif word in reference.masculine or word in {"der", "welcher"}:
        gender = "m"
    elif word in reference.plural or word == "denen":
        gender = "p"
    elif word in reference.neuter or word in {"das", "welches"}:
        gender = "n"
    elif word in reference.either or word in {"die", "welche"}:
        gender = "p" if _plural_subject(token) else "f"
    return Mention(
        name=token.text,
        start=token.idx,
        end=token.idx + len(token.text),
        kind="unknown",
        key="",
        gender=gender,
        anaphor=kind,
    )


def _plural_subject(token: Token) -> bool:
    """Whether the verb beside a ``sie`` is plural; singular if nothing tells."""
    if token.lower_ == "ihr":
        return False
    verbs = [token.head, *token.head.children] if token.has_dep() else []
    for verb in verbs:
        if verb.pos_ in {"VERB", "AUX"} and verb.morph.get("VerbForm", []) == ["Fin"]:
            return "Plur" in verb.morph.get("Number", [])
    for near in (token.i + 1, token.i - 1):
        if (
            0 <= near < len(token.doc)
            and token.doc[near].lower_.endswith(("en", "n"))
            and token.doc[near].text.islower()
        ):
            return True
    return False
