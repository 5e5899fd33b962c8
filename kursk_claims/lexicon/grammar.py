"""Endings and closed classes that rules of all stages ask for: ``de/grammar.toml``."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from kursk_claims.lexicon import reader


class Unreal(Struct, frozen=True, forbid_unknown_fields=True):
    """Words by which a clause in the second Konjunktiv says what is not so."""

    opening: frozenset[str]
    anywhere: frozenset[str]


class Grammar(Struct, frozen=True, forbid_unknown_fields=True):
    """Words as sets, endings as tuples for ``str.endswith``; see the comments in the file."""

    indefinite: frozenset[str]
    auxiliary_verbs: frozenset[str]
    modal_verbs: frozenset[str]
    adjectives: tuple[str, ...]
    marked: tuple[str, ...]
    past_participles: tuple[str, ...]
    present_participles: tuple[str, ...]
    complementizers: frozenset[str]
    specifying: frozenset[str]
    subordinators: frozenset[str]
    interrogatives: frozenset[str]
    relatives: frozenset[str]
    coordinators: frozenset[str]
    infinitive_openers: frozenset[str]
    prepositions: frozenset[str]
    determiners: frozenset[str]
    subject_pronouns: frozenset[str]
    lone_subjects: frozenset[str]
    taking_up: frozenset[str]
    resumptive: frozenset[str]
    dative_pronouns: frozenset[str]
    asking: frozenset[str]
    resuming: frozenset[str]
    cluster_verbs: frozenset[str]
    joining: frozenset[str]
    dative_articles: frozenset[str]
    accusative_articles: frozenset[str]
    auxiliaries: frozenset[str]
    finite_endings: tuple[str, ...]
    konjunktiv1: frozenset[str]
    konjunktiv2: frozenset[str]
    reporting_konjunktiv2: frozenset[str]
    unreal_modals: frozenset[str]
    unreal: Unreal
    genitives: frozenset[str]
    name_parts: frozenset[str]
    loose_name_parts: frozenset[str]
    numbered: frozenset[str]
    focus: frozenset[str]
    time_nouns: frozenset[str]
    not_nominal: frozenset[str]
    attributive_pronouns: frozenset[str]
    attached_prepositions: frozenset[str]
    place_prepositions: frozenset[str]
    states: frozenset[str]
    not_verbs: frozenset[str]
    adverb_endings: tuple[str, ...]
    degree: frozenset[str]
    correlates: frozenset[str]
    separable: frozenset[str]
    have: frozenset[str]
    be: frozenset[str]
    become: frozenset[str]
    modals: frozenset[str]

    @property
    def helping(self) -> frozenset[str]:
        """Forms of auxiliaries and modals."""
        return self.have | self.be | self.become | self.modals

    @property
    def participles(self) -> tuple[str, ...]:
        """Of the past and of the present."""
        return self.past_participles + self.present_participles


grammar: Final = reader("de/grammar", Grammar)
"""The closed classes and endings."""
