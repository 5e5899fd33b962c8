"""What a word says about names: the features of the entity recogniser (`nlp.entities`).

Everything is read off the spelling, a table of word clusters and a table of phrases from name lists. Both tables
hold hashes instead of words, sorted, so that a look-up is a binary search in one array and loading is reading it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.strings import hash_string  # type: ignore[attr-defined]  # compiled

PREFIXES: Final = (4, 6, 8, 10)
"""Lengths in bits of the cluster paths that serve as features (Miller, Guinness and Zamanian 2004)."""

MAX_PHRASE: Final = 6
"""Words of the longest phrase that is looked up."""

_QUOTES: Final = str.maketrans(dict.fromkeys("„“”»«‚‘‹›", '"') | dict.fromkeys("–—", "-"))

_ENDING: Final = re.compile(r"(?<=....)(?:e[nmr]?s?|s)$")

_SHAPES: Final = ((re.compile(r"[A-ZÄÖÜ]"), "X"), (re.compile(r"[a-zäöüß]"), "x"), (re.compile(r"\d"), "d"))


def hashed(words: Iterable[str]) -> NDArray[np.uint64]:
    """spaCy's 64-bit hash of each of `words`."""
    return np.fromiter(map(hash_string, words), dtype=np.uint64)


class Table:
    """A map from strings to small whole numbers that keeps only the upper half of their hashes, sorted.

    Among 600,000 words one unknown word in 7,000 is taken for a known one.
    """

    def __init__(self, keys: NDArray[np.uint32], values: NDArray[Any]) -> None:
        """`keys` [n] sorted hashes, `values` [n]."""
        self.keys = keys
        self.values = values

    @classmethod
    def of(cls, entries: dict[str, int]) -> Table:
        """The table of `entries`."""
        keys = (hashed(entries) >> np.uint64(32)).astype(np.uint32)
        order = np.argsort(keys, kind="stable")
        return cls(keys[order], np.array(list(entries.values()), dtype=np.uint32)[order])

    def get(self, word: str) -> int | None:
        """The number of `word`, or None."""
        key = hash_string(word) >> 32
        at = int(self.keys.searchsorted(np.uint32(key)))
        return int(self.values[at]) if at < len(self.keys) and int(self.keys[at]) == key else None


class Word(NamedTuple):
    """What one word form contributes wherever it stands."""

    facts: tuple[str, ...]
    """Features seen from the word itself and from two words around it."""

    own: tuple[str, ...]
    """Features seen from the word itself alone."""

    cluster: int | None
    stem: str

    opens: int
    """Words of the longest listed phrase that it opens; 0 if none."""

    def slim(self) -> Word:
        """The word with no more features than `pairs` reads: form and shape."""
        return self._replace(facts=self.facts[:2], own=())


class Facts:
    """Reads features off words with the help of the two tables."""

    def __init__(
        self, clusters: Table, phrases: Table, openings: Table, kinds: Sequence[str], heads: Iterable[str] = ()
    ) -> None:
        """`phrases` maps stems joined by blanks to a bit for each of `kinds`; `openings` maps the first stem of a
        phrase to the length of the longest phrase it opens; `heads` are ends of words that become a feature."""
        self.clusters = clusters
        self.phrases = phrases
        self.openings = openings
        self.kinds = tuple(kinds)
        self.heads = tuple(sorted(heads, key=lambda head: (-len(head), head)))

    def word(self, text: str) -> Word:
        """The contribution of the word form `text`."""
        word = text.translate(_QUOTES)
        low = word.lower()
        shape = _shape(word)
        own = [f"W={word}", f"s={shape}"]
        for k in range(1, 7):
            if len(word) >= k:
                own += (f"p{k}={word[:k]}", f"x{k}={word[-k:]}")
        facts = [f"w={low}", f"S={_short(shape)}", f"e={low[-3:]}"]
        cluster = self._cluster(word)
        if cluster is None:
            facts.append("c=?")
        else:
            facts += [f"c{k}={cluster & ((1 << k) - 1)}" for k in PREFIXES]
            facts.append(f"c={cluster}")
        if "-" in word[1:-1]:
            first, last = word.split("-")[0], word.rsplit("-", 1)[1]
            own += (
                f"f={first.lower()}",
                f"l={last.lower()}",
                f"fc={self._cluster(first)}",
                f"lc={self._cluster(last)}",
            )
        if word[:1].isupper():
            own.append(f"lower={self.clusters.get(low)}")
            if word.isupper() and len(word) > 3:
                own.append(f"title={self.clusters.get(word.capitalize())}")
        if cluster is None or "-" in word:
            tail = self._tail(low)
            if tail is not None:
                own.append(f"t={tail[0]}")
                facts.append(f"tc={tail[1]}")
            if word[-1:] == "s":
                facts.append(f"gc={self.clusters.get(word[:-1])}")
        head = next((h for h in self.heads if low.endswith(h)), None)
        if head is not None:
            facts.append(f"h={head}")
        return Word(tuple(facts), tuple(own), cluster, stem(word), self.openings.get(stem(word)) or 0)

    def _cluster(self, word: str) -> int | None:
        found = self.clusters.get(word)
        return self.clusters.get(re.sub(r"\d", "0", word)) if found is None and any(map(str.isdigit, word)) else found

    def _tail(self, low: str) -> tuple[str, int] | None:
        """The longest end of a compound that is a noun of the table, of four letters at least, and its cluster."""
        for k in range(2, len(low) - 3):
            found = self.clusters.get(low[k:].capitalize())
            if found is not None:
                return low[k:], found
        return None

    def listed(self, words: Sequence[Word]) -> list[tuple[str, ...]]:
        """For each word the features of the phrase of the lists that covers it; longest phrases first, left to right.

        `g=` names the class of list (organisation, place, person), the place of the word in the phrase (`S` alone,
        `B` first, `I` later) and the length of the phrase; `k=` names the kind of list.
        """
        found: list[tuple[str, ...]] = [()] * len(words)
        i = 0
        while i < len(words):
            length, bits = self._longest(words, i)
            for j in range(i, i + length):
                place = "S" if length == 1 else "B" if j == i else "I"
                kinds = [kind for b, kind in enumerate(self.kinds) if bits >> b & 1]
                classes = dict.fromkeys(kind.split(":")[0] for kind in kinds)
                found[j] = (*(f"g={c}{place}{min(length, 3)}" for c in classes), *(f"k={k}{place}" for k in kinds))
            i += max(length, 1)
        return found

    def _longest(self, words: Sequence[Word], i: int) -> tuple[int, int]:
        for length in range(min(words[i].opens, len(words) - i), 0, -1):
            bits = self.phrases.get(" ".join(word.stem for word in words[i : i + length]))
            if bits is not None:
                return length, bits
        return 0, 0


def stem(word: str) -> str:
    """`word` without an ending of adjectives or the genitive, so that `Deutschen Bank` finds `Deutsche Bank`."""
    return _ENDING.sub("", word)


def pairs(words: Sequence[Word], listed: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, str]]:
    """(position, feature) of each pair of neighbours: by word, cluster, shape and the lists they are on."""
    classes = ["".join(x for x in found if x.startswith("g=")) for found in listed]
    for i, word in enumerate(words):
        low, shape = word.facts[:2]
        for d in (-1, 1):
            if 0 <= i + d < len(words):
                other = words[i + d]
                yield i, f"cc{d}={other.cluster}_{word.cluster}"
                yield i, f"wc{d}={other.facts[0]}_{word.cluster}"
                yield i, f"cw{d}={other.cluster}_{low}"
                yield i, f"gg{d}={classes[i + d]}_{shape}_{classes[i]}"
                if other.cluster is not None and word.cluster is not None:
                    yield i, f"c8{d}={other.cluster & 255}_{word.cluster & 255}"
        if 0 < i < len(words) - 1:
            yield i, f"around={words[i - 1].cluster}_{words[i + 1].cluster}"
            yield i, f"ss={words[i - 1].facts[1]}_{shape}_{words[i + 1].facts[1]}"
        if i == 0 or words[i - 1].facts[0] in ('w="', "w=(", "w=:"):
            yield i, "opening"


def _shape(word: str) -> str:
    for pattern, letter in _SHAPES:
        word = pattern.sub(letter, word)
    return re.sub(r"(.)\1{3,}", r"\1\1\1", word)


def _short(shape: str) -> str:
    return re.sub(r"(.)\1+", r"\1", shape)
