"""Settle the mood of finite verbs where form and subject decide it.

Reported speech in German news stands in the subjunctive of the present, which a statistical tagger confuses with
the first person (`habe`) and with the simple past (`verändere`). Grammar leaves no doubt in most of these: a third
person singular of the present indicative never ends in -e, and no simple past ends in -e but not in -te, save
`wurde` (Duden, Die Grammatik, on the forms of the verb).
"""

from __future__ import annotations

from functools import cache

import msgspec
from spacy.tokens import Doc

from kursk_claims.lexicon import load


class Mood(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of `lexicon/de/mood.toml`."""

    always: frozenset[str]


@cache
def _always() -> frozenset[str]:
    words: Mood = load("de/mood", Mood)
    return words.always


def settled(doc: Doc, heads: list[int], deps: list[str]) -> list[str]:
    """UD feature strings of the tokens of one sentence, with mood settled; `heads` and `deps` are its UD tree."""
    return [_features(doc, i, heads, deps) for i in range(len(doc))]


def _features(doc: Doc, i: int, heads: list[int], deps: list[str]) -> str:
    token = doc[i]
    given = str(token.morph)
    form = token.lower_
    if token.pos_ not in ("VERB", "AUX") or not form.endswith(("e", "en", "st", "t", "sei")):
        return given
    features = token.morph.to_dict()
    if features.get("VerbForm") != "Fin" or features.get("Mood") == "Imp":
        return given
    if form in _always():
        return _string(features | {"Mood": "Sub"})
    weak_past = form.endswith("te") or form == "wurde"
    if not form.endswith("e") or (weak_past and features.get("Tense") != "Pres"):
        return given
    subjects = _subjects(doc, i, heads, deps)
    if "ich" in subjects:
        return _string(features | {"Mood": "Ind", "Person": "1", "Number": "Sing", "Tense": "Pres"})
    third = features.get("Person") == "3" and "ich" not in (t.lower_ for t in doc)
    if subjects or third:
        return _string(features | {"Mood": "Sub", "Person": "3", "Number": "Sing", "Tense": "Pres"})
    return given


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
