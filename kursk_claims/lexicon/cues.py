"""The cue lexicon, conjugated once: which word form belongs to which cue verb.

Forms are generated from infinitives and principal parts, so that a cue is recognised whatever
the tagger and the lemmatizer make of it.
"""

from __future__ import annotations

from collections.abc import Container
from functools import cache
from typing import Final, Literal, NamedTuple

from msgspec import Struct

from kursk_claims.lexicon import reader
from kursk_claims.models import Medium, Stance

Takes = Literal["clause", "inf", "quote", "report", "figure", "judge"]
By = Literal["anyone", "speaker", "observer", "medium"]
Form = Literal["finite", "participle", "infinitive", "zu"]


class VerbClass(Struct, frozen=True, forbid_unknown_fields=True):
    """One ``[[verbs]]`` table."""

    medium: Medium
    takes: frozenset[Takes]
    infinitives: tuple[str, ...]
    object: str = ""
    by: By = "anyone"
    correlate: bool = False
    stance: Stance = "assert"
    unless: frozenset[str] = frozenset()


class Roles(Struct, frozen=True, forbid_unknown_fields=True):
    """Infinitives whose complements are not what those of other verbs are; see the comments in the file."""

    object_with_von: frozenset[str]
    person_object: frozenset[str]
    to_somebody: frozenset[str]
    content_from: frozenset[str]
    patient_is_addressee: frozenset[str]
    perfect_with_be: frozenset[str]
    with_subject_this: frozenset[str]


class CueFile(Struct, frozen=True, forbid_unknown_fields=True):
    """``lexicon/de/cues.toml``."""

    inseparable: tuple[str, ...]
    it_says: frozenset[str]
    observers: tuple[str, ...]
    bodies: tuple[str, ...]
    roles: Roles
    verbs: tuple[VerbClass, ...]
    strong: dict[str, tuple[str, str, str, str]]


class Cue(NamedTuple):
    """One reading of a cue verb: its verb particle, complements and semantic class."""

    infinitive: str
    particle: tuple[str, ...]
    reflexive: bool
    takes: frozenset[Takes]
    object: str
    correlate: bool
    medium: Medium
    stance: Stance
    unless: frozenset[str] = frozenset()
    by: By = "anyone"


class VerbForms(NamedTuple):
    """Forms (lower case) of verbs that are known beforehand, and so do not hang on the tagger."""

    all: Container[str]
    finite: Container[str]


class FormReading(NamedTuple):
    """A word form as a form of a cue; ``joined`` if the separable part is already in the word."""

    cue: Cue
    form: Form
    joined: bool


_cues: Final = reader("de/cues", CueFile)


def observers() -> tuple[str, ...]:
    """Ends (lower case) of nouns for those who count for others, and for what comes of it."""
    return _cues().observers


def speakers() -> tuple[str, ...]:
    """Ends (lower case) of nouns for people and bodies who speak for themselves or for others."""
    return (*_cues().observers, *_cues().bodies)


def roles() -> Roles:
    """Verbs whose complements are not what those of others are."""
    return _cues().roles


def it_says_forms() -> frozenset[str]:
    """Forms of ``es heißt``."""
    return _cues().it_says


@cache
def forms() -> dict[str, tuple[FormReading, ...]]:
    """Word form (lower case) to its readings as a cue verb, in the order of the lexicon."""
    file = _cues()
    table: dict[str, list[FormReading]] = {}
    for verbs in file.verbs:
        for written in verbs.infinitives:
            reflexive = written.startswith("sich ")
            head, bar, base = written.removeprefix("sich ").rpartition("|")
            *before, base = base.split()
            particle = tuple(head.split()) if bar else tuple(before)
            fused = particle[-1] if bar and particle else ""
            cue = Cue(
                written.replace("|", ""),
                particle,
                reflexive,
                verbs.takes,
                verbs.object,
                verbs.correlate,
                verbs.medium,
                verbs.stance,
                verbs.unless,
                verbs.by,
            )
            for form, kind in _conjugate(base, file):
                if kind == "finite" or not fused:
                    table.setdefault(form, []).append(FormReading(cue, kind, joined=not particle))
                elif fused:  # the parts may be written apart: bekannt gegeben
                    table.setdefault(form, []).append(FormReading(cue, kind, joined=False))
                if fused:
                    table.setdefault(fused + form, []).append(FormReading(cue, kind, joined=len(particle) == 1))
            if fused and base:
                table.setdefault(f"{fused}zu{base}", []).append(FormReading(cue, "zu", joined=len(particle) == 1))
    for form in [form for form in table if "ß" in form]:  # as Switzerland spells them: hiess, liess
        table.setdefault(form.replace("ß", "ss"), table[form])
    return {form: tuple(readings) for form, readings in table.items()}


@cache
def verb_forms() -> VerbForms:
    """The forms of all cue verbs."""
    table = forms()
    finite = frozenset(form for form, readings in table.items() if any(r.form == "finite" for r in readings))
    return VerbForms(table.keys(), finite)


def _conjugate(infinitive: str, file: CueFile) -> list[tuple[str, Form]]:
    """Third-person forms, participle and infinitive of a simple or prefixed verb."""
    stem = infinitive.removesuffix("n").removesuffix("e") if infinitive.endswith("en") else infinitive.removesuffix("n")
    base = max((b for b in file.strong if infinitive.endswith(b)), key=len, default=None)
    prefix = infinitive.removesuffix(base) if base else ""
    if base and (not prefix or prefix in file.inseparable):
        present, past, participle, subjunctive = file.strong[base]
        if prefix:
            participle = participle.removeprefix("ge")
        plural = past + ("n" if past.endswith("e") else "en")
        finite = {
            prefix + present,
            infinitive,
            prefix + past,
            prefix + plural,
            stem + "e",
            prefix + subjunctive,
            prefix + subjunctive + "n",
        }
        if infinitive == "sein":
            finite |= {"sind", "sei", "seien"}
        return [
            *((form, "finite") for form in sorted(finite)),
            (prefix + participle, "participle"),
            (infinitive, "infinitive"),
        ]
    link = "e" if stem.endswith(("t", "d", "chn", "ffn", "gn", "tm", "dm")) else ""
    finite = {f"{stem}{link}t", infinitive, f"{stem}{link}te", f"{stem}{link}ten", f"{stem}e"}
    unstressed = infinitive.endswith("ieren") or infinitive.startswith(file.inseparable)
    participle = f"{stem}{link}t" if unstressed else f"ge{stem}{link}t"
    return [*((form, "finite") for form in sorted(finite)), (participle, "participle"), (infinitive, "infinitive")]
