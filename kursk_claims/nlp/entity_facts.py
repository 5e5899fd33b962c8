"""What a word says about names: the features of the entity recogniser (`nlp.entities`).

Everything is read off the spelling, a table of word clusters and a table of phrases from name lists. Both tables
hold hashes instead of words, sorted, so that a look-up is a binary search in one array and loading is reading it.
Features of pairs of neighbours, most of which no weight knows, are numbers from the start: `pairs` makes those of many
sentences at once out of a few numbers for each word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.strings import hash_string  # type: ignore[attr-defined]  # compiled

PREFIXES: Final = (4, 6, 8, 10)
"""Lengths in bits of the cluster paths that serve as features (Miller, Guinness and Zamanian 2004)."""

MAX_PHRASE: Final = 6
"""Words of the longest phrase that is looked up."""

Keys = NDArray[np.uint64]

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
        self._search = np.ascontiguousarray(keys).data  # gives Python's numbers, which is fast for a single one

    @classmethod
    def of(cls, entries: dict[str, int]) -> Table:
        """The table of `entries`."""
        keys = (hashed(entries) >> np.uint64(32)).astype(np.uint32)
        order = np.argsort(keys, kind="stable")
        return cls(keys[order], np.array(list(entries.values()), dtype=np.uint32)[order])

    def get(self, word: str) -> int | None:
        """The number of `word`, or None."""
        key = hash_string(word) >> 32
        at = bisect_left(self._search, key)
        return int(self.values[at]) if at < len(self._search) and self._search[at] == key else None


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

    def keys(self) -> WordKeys:
        """What `pairs` reads of the word."""
        low, shape = self.facts[:2]
        cluster = _NO_CLUSTER if self.cluster is None else self.cluster
        return WordKeys(hash_string(low), hash_string(shape), cluster, low in _OPENERS)


class WordKeys(NamedTuple):
    """A word as the features of pairs see it; `END` stands in for what lies beyond a sentence."""

    form: int
    """Hash of the form in lower case."""
    shape: int
    cluster: int
    opens: bool
    """Whether a sentence or a name may open behind it: a quotation mark, an opening bracket, a colon."""


_OPENERS: Final = frozenset({'w="', "w=(", "w=:"})
_NO_CLUSTER: Final = 1 << 32
END: Final = WordKeys(0, 0, _NO_CLUSTER, False)


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
        self._heads = frozenset(self.heads)
        self._head_lengths = sorted({len(head) for head in self.heads}, reverse=True)
        self._list_features: dict[tuple[int, str, int], tuple[str, ...]] = {}

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
        head = next((low[-n:] for n in self._head_lengths if low[-n:] in self._heads), None)
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

    def listed(self, stems: Sequence[str], opens: Sequence[int]) -> list[tuple[str, ...]]:
        """For each word the features of the phrase of the lists that covers it; longest phrases first, left to right.

        `stems` and `opens` are those of the words of one sentence. `g=` names the class of list (organisation, place,
        person), the place of the word in the phrase (`S` alone, `B` first, `I` later) and the length of the phrase;
        `k=` names the kind of list.
        """
        found: list[tuple[str, ...]] = [()] * len(stems)
        behind = 0
        for i in (i for i, longest in enumerate(opens) if longest):
            if i < behind:
                continue
            length, bits = self._longest(stems, i, opens[i])
            behind = i + length
            for j in range(i, behind):
                found[j] = self._features("S" if length == 1 else "B" if j == i else "I", bits, min(length, 3))
        return found

    def _longest(self, stems: Sequence[str], i: int, longest: int) -> tuple[int, int]:
        for length in range(min(longest, len(stems) - i), 0, -1):
            bits = self.phrases.get(" ".join(stems[i : i + length]))
            if bits is not None:
                return length, bits
        return 0, 0

    def _features(self, place: str, bits: int, length: int) -> tuple[str, ...]:
        found = self._list_features.get((bits, place, length))
        if found is None:
            kinds = [kind for b, kind in enumerate(self.kinds) if bits >> b & 1]
            classes = dict.fromkeys(kind.split(":")[0] for kind in kinds)
            found = (*(f"g={c}{place}{length}" for c in classes), *(f"k={k}{place}" for k in kinds))
            self._list_features[bits, place, length] = found
        return found


def stem(word: str) -> str:
    """`word` without an ending of adjectives or the genitive, so that `Deutschen Bank` finds `Deutsche Bank`."""
    return _ENDING.sub("", word)


def pairs(words: Keys, classes: Keys, inside: NDArray[np.bool_]) -> tuple[NDArray[np.intp], Keys]:
    """(positions, features) of all pairs of neighbours: by form, cluster, shape and the lists they are on.

    `words` [word, field of `WordKeys`] holds several sentences, with `END` (where `inside` is false) before, between
    and behind them; `classes` the `class_key` of each word. The order of a word's features never depends on others.
    """
    form, shape, cluster, opens = words.T
    short = cluster & np.uint64(255)
    here = np.flatnonzero(inside)
    found: list[tuple[NDArray[np.intp], Keys]] = []
    for d in (-1, 1):
        at = here[inside[here + d]]
        other = at + d
        found += [
            (at, pair_key(f"cc{d}", cluster[other], cluster[at])),
            (at, pair_key(f"wc{d}", form[other], cluster[at])),
            (at, pair_key(f"cw{d}", cluster[other], form[at])),
            (at, pair_key(f"gg{d}", classes[other], shape[at], classes[at])),
        ]
        both = (cluster[at] != _NO_CLUSTER) & (cluster[other] != _NO_CLUSTER)
        found.append((at[both], pair_key(f"c8{d}", short[other[both]], short[at[both]])))
    middle = here[inside[here - 1] & inside[here + 1]]
    opening = here[~inside[here - 1] | opens[here - 1].astype(bool)]
    found += [
        (middle, pair_key("around", cluster[middle - 1], cluster[middle + 1])),
        (middle, pair_key("ss", shape[middle - 1], shape[middle], shape[middle + 1])),
        (opening, pair_key("opening", np.zeros(len(opening), dtype=np.uint64))),
    ]
    return np.concatenate([at for at, _ in found]), np.concatenate([keys for _, keys in found])


def pair_key(name: str, *parts: Keys) -> Keys:
    """A 64-bit number for each row of `parts`, mixed as in FNV-1a, sixty-four bits at a time."""
    key = np.full(len(parts[0]), hash_string(name), dtype=np.uint64)
    for part in parts:
        key = (key ^ part) * _PRIME
    return key


_PRIME: Final = np.uint64(0x9E3779B97F4A7C15)


def class_key(features: Iterable[str]) -> int:
    """The number of the classes of lists (`g=`) that a word is on."""
    return int(hash_string("".join(x for x in features if x.startswith("g="))))


def _shape(word: str) -> str:
    for pattern, letter in _SHAPES:
        word = pattern.sub(letter, word)
    return re.sub(r"(.)\1{3,}", r"\1\1\1", word)


def _short(shape: str) -> str:
    return re.sub(r"(.)\1+", r"\1", shape)
