"""Sources in the nominative, in which they are shown, whatever case the text has them in."""

from __future__ import annotations

from kursk_claims.extract.sources import gazetteer, lexicons
from kursk_claims.extract.sources.phrases import without_genitive
from kursk_claims.lexicon.grammar import grammar


def shown(name: str, before: str) -> str | None:
    """The name in the nominative, by the text in front; ``None`` where it stands in it already, or nothing tells."""
    return _listed(name) or of_several(name, before) or of_one(name, before)


def _listed(name: str) -> str | None:
    """``Deutsche Presse-Agentur`` of ``Deutschen Presse-Agentur``, where both are listed as names of one body."""
    first, space, rest = name.partition(" ")
    if not space or not first.endswith("en") or not first[:1].isupper():
        return None
    base, entry = f"{first[:-1]} {rest}", gazetteer.entry_of(name)
    return base if entry is not None and gazetteer.entry_of(base) == entry else None


def of_one(name: str, before: str) -> str | None:
    """``örtliche Zivilschutz`` of ``(des) örtlichen Zivilschutzes``, ``Präsident Kern`` of ``(von) Präsidenten Kern``.

    Behind an article in the genitive or dative, or an office in front of a person's name.
    """
    front = before.split()
    if len(front) > 1 and front[-1].islower() and front[-1].endswith("en") and front[-1] not in grammar().determiners:
        front.pop()  # "des russischen | Generals Kern"
    article = front[-1].lower() if front else ""
    words = name.split()
    head = next((at for at, word in enumerate(words) if word[:1].isupper()), -1)
    if head < 0 or any(not word.endswith("en") for word in words[:head]):
        return None
    town = head + 1 < len(words) and words[head].endswith("er") and words[head + 1][:1].isupper()
    if town and article in lexicons.reference().genitive_articles:
        head += 1  # "des Kieler | Stadtarchivs"
    noun = words[head]
    feminine = article == "der" and ((found := lexicons.noun_of(noun)) is not None and found.gender == "f")
    genitive = article in lexicons.reference().genitive_articles
    dative = article in grammar().dative_articles or article in lexicons.reference().contracted
    named = head == 0 and len(words) > 1 and words[1][:1].isupper() and article not in grammar().determiners
    if not (feminine or genitive or dative or named):
        return None
    base = noun if feminine else lexicons.office_singular(noun) or (without_genitive(noun) if genitive else noun)
    adjectives = [word[:-1] if word[:1].islower() else word for word in words[:head]]
    found_name = " ".join([*adjectives, base, *words[head + 1 :]])
    return found_name if found_name != name else None


def of_several(name: str, before: str) -> str | None:
    """``Westliche und ukrainische Beamte`` of ``Westlichen und ukrainischen Beamten`` or ``… ukrainischer Beamter``.

    ``before`` is the text in front: behind an article it may be one alone (``des ukrainischen Beamten``).
    ``None`` where it stands in the nominative already, or the lexicon does not know the noun's.
    """
    article = "".join(before.rsplit(maxsplit=1)[-1:]).lower()
    if article in grammar().determiners or article in lexicons.reference().contracted:
        return None
    words = name.split()
    if len(words) == 1 and words[0][:1].isupper() and lexicons.office_of(words[0]) is None:
        alone = _of_several(words[0], "en")
        return alone if alone != words[0] else None
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
