"""Settle the mood of finite verbs where form and subject decide it.

Reported speech in German news stands in the subjunctive of the present, which a statistical tagger confuses with
the first person (`habe`) and with the simple past (`verändere`). Grammar leaves no doubt in most of these: a third
person singular of the present indicative never ends in -e, and no simple past ends in -e but not in -te, save
`wurde` (Duden, Die Grammatik, on the forms of the verb).
"""

from __future__ import annotations

from functools import cache
from typing import Final

import msgspec
from spacy.tokens import Doc

from kursk_claims.lexicon import reader


class Mood(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of `lexicon/de/mood.toml`."""

    always: frozenset[str]
    prefixes: frozenset[str]
    first_person: frozenset[str]


words: Final = reader("de/mood", Mood)
"""The vocabulary of this module."""


@cache
def always_subjunctive(form: str) -> bool:
    """Whether a lower-case finite form is subjunctive by itself: one of the list, or one behind a verbal prefix."""
    known = words()
    return form in known.always or any(
        form[:k] in known.prefixes and form[k:] in known.always for k in range(2, len(form) - 3)
    )


VERBAL: Final = frozenset({"VERB", "AUX"})
"""Parts of speech whose mood is settled."""


def settled(doc: Doc, heads: list[int], deps: list[str]) -> list[str]:
    """UD feature strings of the tokens of one sentence, with mood settled; `heads` and `deps` are its UD tree."""
    return [settled_at(doc, i, heads, deps) for i in range(len(doc))]


def settled_at(doc: Doc, i: int, heads: list[int], deps: list[str]) -> str:
    """The same of one token."""
    token = doc[i]
    given = str(token.morph)
    form = token.lower_
    if token.pos_ not in VERBAL or not form.endswith(("e", "en", "st", "t", "sei")):
        return given
    features = token.morph.to_dict()
    if features.get("Mood") == "Imp":
        return given
    if always_subjunctive(form):
        number = "Plur" if form.endswith("en") else "Sing"
        return _string({"Number": number, "Person": "3"} | features | {"Mood": "Sub", "VerbForm": "Fin"})
    if features.get("VerbForm") != "Fin" or not form.endswith("e"):
        return given
    present = features.get("Tense") == "Pres" or form == token.lemma_.lower()[:-1]
    if (form.endswith("te") or form == "wurde") and not present:
        return given
    subjects = _subjects(doc, i, heads, deps)
    if "ich" in subjects:
        return _string(features | {"Mood": "Ind", "Person": "1", "Number": "Sing", "Tense": "Pres"})
    if subjects or _third_person(doc, i, features):
        return _string(features | {"Mood": "Sub", "Person": "3", "Number": "Sing", "Tense": "Pres"})
    return given


def _third_person(doc: Doc, i: int, features: dict[str, str]) -> bool:
    """Whether a verb in -e whose subject was not found speaks of a third person.

    It does where nothing else in the sentence is in the first person, save at the opening, where the subject `ich`
    may be left out (`Habe lange gewartet`).
    """
    if any(t.lower_ in words().first_person for t in doc):
        return False
    opens = not any(t.is_alpha for t in doc[:i])
    return features.get("Person") == "3" or not opens


def _subjects(doc: Doc, i: int, heads: list[int], deps: list[str]) -> list[str]:
    """Lower-case subjects of the clause of verb `i`; a conjoined verb without one shares its first conjunct's."""
    main = heads[i] if deps[i].split(":")[0] in ("aux", "cop") else i
    for _ in range(3):
        found = [doc[k].lower_ for k, h in enumerate(heads) if h == main and deps[k].startswith(("nsubj", "csubj"))]
        if found or deps[main] != "conj":
            return found
        main = heads[main]
    return []


def _string(features: dict[str, str]) -> str:
    return "|".join(f"{k}={v}" for k, v in sorted(features.items()))
