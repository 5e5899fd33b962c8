"""What single words of a noun phrase can be."""

from __future__ import annotations

from typing import Final

from kursk_claims.grammar.tokens import NOUNS, Range, View
from kursk_claims.grammar.verbs import is_finite
from kursk_claims.lexicon.grammar import grammar
from kursk_claims.lexicon.outlets import lower_case_names

_LOWER_NAME: Final = 5
"""Letters of names that are written small (``dpa``, ``dimap``): a longer lower-case word is tagged so by mistake."""


def is_noun(view: View, i: int) -> bool:
    """Whether token ``i`` can be the head of a noun phrase."""
    word = view.words[i]
    if not word[0].isupper():
        return _lower_case_name(word, view.pos[i]) or (
            word[0].isdigit() and not word[-1].isdigit() and (view.pos[i] in NOUNS or "-J" in word)
        )
    if view.lower[i] in grammar().determiners or view.lower[i] in grammar().prepositions:
        return False
    if view.pos[i] == "PRON" and view.entity_types[i]:  # "die | USA", whatever the tag
        return True
    if view.pos[i] == "DET":  # the article of a foreign name: "die Zeitung | The Herald"
        return i > 0 and view.words[i - 1][-1].isalnum() and i + 1 < len(view) and view.words[i + 1][0].isupper()
    return view.pos[i] in ("NOUN", "PROPN", "X", "NUM", "", "ADJ", "SYM") or (
        view.pos[i] not in ("ADP", "DET", "PRON", "SCONJ", "CCONJ", "ADV", "AUX") and len(word) > 1
    )


def _lower_case_name(word: str, pos: str) -> bool:
    """``ai-Bericht``, ``tagesschau.de``, ``n-tv``, ``dpa``."""
    return word in lower_case_names() or (
        word[0].islower()
        and (
            any(c.isupper() or c.isdigit() for c in word[1:])
            or ("." in word[1:-1] and word[-1].isalpha())
            or ("-" in word[1:-1] and pos in ("PROPN", ""))
            or (pos == "PROPN" and len(word) <= _LOWER_NAME and word.isalpha())
        )
    )


def is_modifier(view: View, i: int) -> bool:
    """Whether token ``i`` can stand between article and noun: adjective, participle, number."""
    word = view.words[i]
    if view.pos[i] in ("ADJ", "NUM"):
        return True
    if word[0].isdigit():
        return True
    return (
        word[0].islower()
        and view.pos[i] in ("VERB", "ADV", "")
        and word.endswith(grammar().adjectives)
        and not is_finite(view, i)
        and len(word) > 3
    )


def head_noun(view: View, phrase: Range) -> int:
    """The first noun with a capital in a phrase, or -1."""
    return next((i for i in range(*phrase) if view.pos[i] in NOUNS and view.words[i][0].isupper()), -1)
