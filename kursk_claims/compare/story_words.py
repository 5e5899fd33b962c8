"""What the headlines of a cluster's articles share: which story its figures are of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from kursk_claims.compare.telling import tells
from kursk_claims.lexicon.classes import stem, thing_class
from kursk_claims.lexicon.given_names import first_name
from kursk_claims.models import Claim

_WORD: Final = re.compile(r"[^\W\d_][\w-]+")
_MARKS: Final = "'\"„“”»«‚‘’().!?"
_SHORTEST: Final = 3
_MOST: Final = 2


def common_words(claims: Sequence[Claim], said: str) -> list[str]:
    """Telling words or names that two articles share, of their headlines, else of their sentences; two at most."""
    documents = {claim.doc.id: claim.doc for claim in sorted(claims, key=lambda claim: (claim.doc.id, claim.start))}
    headlines = [document.title for document in documents.values() if document.title]
    sentences = [" ".join(claim.text.partition(" ")[2] for claim in claims if claim.doc.id == one) for one in documents]
    of_article = {claim.doc.id: set(claim.slot.topic) for claim in claims}
    topic = Counter(key for keys in of_article.values() for key in keys)
    names = _names(dict.fromkeys([*headlines, *sentences]))
    texts = dict.fromkeys(headlines)
    return (
        _shared(texts, said, topic, names)
        or _shared(dict.fromkeys(sentences), said, topic, names)
        or _shared(texts, said, Counter({key: n for key, n in topic.items() if n > 1}), names, least=1)
    )


def headline_stems(claims: Sequence[Claim]) -> frozenset[str]:
    """Stems of the telling words of the articles' headlines."""
    return frozenset(stem(word) for claim in claims for word in _WORD.findall(claim.doc.title or "") if tells(word))


def _names(texts: Iterable[str]) -> Counter[tuple[str, str]]:
    """Pairs of words in capitals that stand together in two texts: names of people and houses."""
    counts: Counter[tuple[str, str]] = Counter()
    for text in texts:
        words = [word.strip(_MARKS) if word[-1:] not in ",;:" else "" for word in text.split()]
        counts.update({(a, b) for a, b in pairwise(words) if _is_part(a) and _is_part(b)})
    return counts


def _is_part(word: str) -> bool:
    return word.isalpha() and word[:1].isupper() and tells(word)


def _shared(
    texts: Iterable[str], said: str, topic: Counter[str], names: Counter[tuple[str, str]], least: int = 2
) -> list[str]:
    counts: Counter[str] = Counter()
    forms: dict[str, str] = {}
    for text in texts:
        words = {stem(word): word for word in _WORD.findall(text) if _names_story(word, topic)}
        counts.update(words.keys())
        for key, word in words.items():
            forms.setdefault(key, word)
    order = {key: place for place, key in enumerate(forms)}
    shared = [
        key
        for key, n in counts.items()
        if n >= least and key not in stem(said) and forms[key].casefold() not in said.casefold()
    ]
    chosen: list[str] = []
    for key in sorted(shared, key=lambda key: (-counts[key], order[key])):
        name = _whole(forms[key], {forms[one] for one in shared}, names)
        if not any(forms[key] in one.split() for one in chosen):
            chosen.append(name)
    return chosen[:_MOST]


def _names_story(word: str, topic: Counter[str]) -> bool:
    """Whether a word can tell a story: one that articles use much, a noun or name and none for anybody."""
    known = stem(word) in topic
    return len(word) >= _SHORTEST and known and tells(word) and thing_class(word) != "person"


def _whole(word: str, shared: Container[str], names: Mapping[tuple[str, str], int]) -> str:
    """A name with the word that stands with it in two texts, or that texts share too: ``Richard Lugner`` for either."""
    pairs = [pair for pair, n in names.items() if word in pair and (n > 1 or all(part in shared for part in pair))]
    if not pairs:
        return word
    first, last = min(pairs, key=lambda pair: (-names[pair], pair))
    return f"{first} {last}"


def whole_name(name: str, claims: Sequence[Claim]) -> str:
    """A person's name with the given name that the texts have before it: ``Florian Wirtz`` for ``Wirtz``."""
    if " " in name:
        return name
    given = Counter(
        first
        for text in dict.fromkeys(text for claim in claims for text in (claim.doc.title or "", claim.text))
        for first in re.findall(rf"([^\W\d_][\w-]+) {re.escape(name)}(?!\w)", text)
        if first_name(first) is not None
    )
    return f"{min(given, key=lambda first: (-given[first], first))} {name}" if given else name
