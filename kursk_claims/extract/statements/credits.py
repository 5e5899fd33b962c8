"""The sign of an agency in brackets at the end of a sentence: ``Betroffen waren 400 Menschen (dpa).``"""

from __future__ import annotations

from functools import cache
from typing import Final

from kursk_claims.extract.statements.drafts import Draft, tokens
from kursk_claims.grammar.clauses import Sentence
from kursk_claims.grammar.tokens import View
from kursk_claims.lexicon.outlets import media

_SIGN: Final = (3, 4)
"""Letters of the lower-case signs by which agencies credit themselves (``dpa``, ``epd``)."""


def credited(view: View, sentence: Sentence) -> list[Draft]:
    """The sentence as the agency's whose sign it ends with."""
    end = view.trim(sentence.start, sentence.end, {".", "!"})[1]
    if end - sentence.start < 5 or view.words[end - 1] != ")" or view.words[end - 3] != "(":
        return []
    sign = end - 2
    if not _is_sign(view.words[sign]) or view.words[end - 4] in {".", "!", "?", "“", '"'}:
        return []  # behind the sentence it is the sign of the whole text
    content = tokens(view, *view.trim(sentence.start, end - 3))
    frame = tokens(view, end - 3, end)
    return [Draft("indirect", "credit", content, {sign}, frame=frame, medium="Writing")] if content else []


def _is_sign(word: str) -> bool:
    return word in _agencies() or (word.islower() and word.isalpha() and len(word) in _SIGN)


@cache
def _agencies() -> frozenset[str]:
    return frozenset(name for medium in media() if medium.kind == "agency" for name in medium.names if " " not in name)
