"""Names of several people without an article, as they stand in a text, in the nominative, in which they are shown."""

from __future__ import annotations

from typing import Final

from kursk_claims.extract.sources import lexicons
from kursk_claims.lexicon.grammar import grammar

_CONTRACTED: Final = frozenset({"am", "beim", "im", "vom", "zum", "zur"})


def of_several(name: str, before: str) -> str | None:
    """``Westliche und ukrainische Beamte`` of ``Westlichen und ukrainischen Beamten`` or ``… ukrainischer Beamter``.

    ``before`` is the text in front: behind an article it may be one alone (``des ukrainischen Beamten``).
    ``None`` where it stands in the nominative already, or the lexicon does not know the noun's.
    """
    article = before.rsplit(maxsplit=1)[-1:]
    if article and (article[0].lower() in grammar().determiners or article[0].lower() in _CONTRACTED):
        return None
    words = name.split()
    head = next((at for at, word in enumerate(words) if at and word[:1].isupper()), 0)
    adjectives = [word for word in words[:head] if word != "und"]
    ending = adjectives[0][-2:] if adjectives else ""
    if ending not in ("en", "er") or any(not word.endswith(ending) for word in adjectives):
        return None
    if lexicons.noun_of(words[0]) is not None or lexicons.office_of(words[0]) is not None:
        return None  # a name or noun in front, no adjective
    noun = _of_several(words[head], ending)
    if noun is None:
        return None
    return " ".join([*(word if word == "und" else word[:-1] for word in words[:head]), noun, *words[head + 1 :]])


def _of_several(noun: str, ending: str) -> str | None:
    """The nominative plural of a noun in the dative (behind ``-en``) or genitive plural (behind ``-er``).

    ``None`` where it is not known, or may be one alone: ``früherer Minister``.
    """
    office = lexicons.office_plural(noun)
    if office is not None:
        return None if ending == "er" and noun.endswith("er") else office
    found, shorter = lexicons.noun_of(noun), lexicons.noun_of(noun[:-1])
    if found is None or found.gender != "p" or (ending == "er" and noun.endswith("er")):
        return None
    in_dative = ending == "en" and noun.endswith("n") and shorter is not None and shorter.gender == "p"
    return noun[:-1] if in_dative else noun
