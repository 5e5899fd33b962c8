"""Who can speak: people, bodies and what they write, as against the things that verbs of saying also go with."""

from __future__ import annotations

from typing import Final

from kursk_claims.extract.sources.lexicons import is_agent, noun_of, office_of
from kursk_claims.grammar.nominals import head_noun
from kursk_claims.grammar.tokens import Range, View
from kursk_claims.lexicon.cues import By, observers, speakers
from kursk_claims.lexicon.grammar import grammar
from kursk_claims.lexicon.saying import names_saying
from kursk_claims.lexicon.saying import nouns as nouns_of_saying

_NAMED: Final = frozenset({"PER", "ORG"})
_PRONOUNS: Final = frozenset({"der", "die", "das", "welcher", "welche"})
"""Relative pronouns in the nominative: whom they stand for is told before."""


def may_speak(view: View, phrase: Range | None, by: By = "speaker") -> bool:
    """Whether a noun phrase can be the subject of a verb of this kind (``by`` in the lexicon of cues)."""
    if by == "anyone":
        return True
    if phrase is None:
        return False
    inside = range(*phrase)
    if by == "medium":
        return any(view.entity_types[i] == "ORG" or _kind(view.words[i]) in {"outlet", "agency"} for i in inside)
    head = head_noun(view, phrase)
    if by == "observer":
        return head >= 0 and view.lower[head].endswith(observers())
    if any(view.entity_types[i] in _NAMED for i in inside):
        return True
    if head < 0:
        alone = phrase[1] - phrase[0] == 1 and view.lower[phrase[0]] in _PRONOUNS | grammar().subject_pronouns
        return alone or (view.pos[phrase[1] - 1] == "ADJ" and view.words[phrase[1] - 1][0].isupper())
    word = view.words[head]
    return (
        view.pos[head] == "PROPN"
        or view.lower[head].endswith(speakers())
        or noun_of(word) is not None
        or office_of(word) is not None
        or is_agent(word)
        or names_saying(view.lower[head])
        or view.lower[head] in nouns_of_saying().counted
    )


def _kind(word: str) -> str:
    noun = noun_of(word)
    return noun.kind if noun is not None else ""
