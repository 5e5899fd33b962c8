"""Attributed statements over articles: near-duplicates put together, denials found.

Two statements are near-duplicates if their telling words agree in both directions and their names do
not contradict. The wording of German paraphrases differs too much for a ratio over characters (it
reaches 51 to 62 for a true paraphrase), so words are compared by stem and class, weighted by how much
they tell; rapidfuzz only finds copies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from msgspec import Struct
from rapidfuzz import fuzz

from kursk_claims.compare.profile import day_number, word_weight
from kursk_claims.lexicon.classes import event_class, stem, thing_class
from kursk_claims.models import Claim
from kursk_claims.settings import BLOCK_WINDOW, STATEMENT_COPY, STATEMENT_LINK, STATEMENT_WORDS

_DAYS_APART = 21
"""Statements published further apart than this are two occasions, however alike."""


class Content(Struct, frozen=True, gc=False, eq=False):
    """What a statement says, ready to be compared."""

    id: str
    doc: str
    weights: dict[str, float]
    """Telling words by stem or class, with their weights."""
    total: float
    names: frozenset[str]
    text: str
    negated: bool
    published: int | None
    paragraph: int
    start: int
    source: str
    denies: bool


@lru_cache(maxsize=65536)
def _concept(word: str) -> str:
    """Class of a word if the lexicon has one, else its stem: ``Truppen`` and ``Soldaten`` are one."""
    return event_class(word) or thing_class(word) or stem(word)


def content_of(claim: Claim) -> Content:
    """Prepare one attributed claim."""
    slot = claim.slot
    weights: dict[str, float] = {}
    for term in slot.terms:
        weight = word_weight(stem(term))
        if weight > 0:
            weights[_concept(term)] = max(weight, weights.get(_concept(term), 0.0))
    attribution = claim.attribution
    sources = attribution.sources if attribution else ()
    spans = attribution.content if attribution else ()
    words = " ".join(slot.terms) or claim.text.lower()
    return Content(
        id=claim.id,
        doc=claim.doc.id,
        weights=weights,
        total=sum(weights.values()),
        names=frozenset((*slot.entities, *slot.place)),
        text=words,
        negated=claim.negated,
        published=day_number(claim.doc.published),
        paragraph=0,
        start=spans[0].start if spans else claim.start,
        source=(sources[-1].key or sources[-1].name.casefold()) if sources else "",
        denies=bool(attribution and attribution.stance == "deny"),
    )


def likeness(a: Content, b: Content) -> float:
    """Weighted share of telling words in common, 0 to 1: the mean of both directions."""
    if min(a.total, b.total) == 0:
        return 0.0
    shared = sum(min(weight, b.weights[key]) for key, weight in a.weights.items() if key in b.weights)
    return (shared / a.total + shared / b.total) / 2 if shared >= STATEMENT_WORDS else 0.0


def linked(a: Content, b: Content) -> float | None:
    """Likeness of two statements if they say the same, else ``None``.

    Kept apart: statements of one article that do not repeat each other word for word, an assertion
    and its negation, publications weeks apart.
    """
    if a.negated != b.negated or a.denies != b.denies:
        return None
    if a.published is not None and b.published is not None and abs(a.published - b.published) > _DAYS_APART:
        return None
    if fuzz.token_sort_ratio(a.text, b.text) >= STATEMENT_COPY and min(a.total, b.total) >= STATEMENT_WORDS:
        return 1.0
    found = likeness(a, b)
    return found if found >= STATEMENT_LINK else None


def keys(content: Content) -> tuple[str, ...]:
    """Block keys of one statement: pairs of its eight most telling words, sorted."""
    telling = sorted(content.weights, key=lambda key: (-content.weights[key], key))[:8]
    return tuple(f"s|{a}|{b}" for a, b in combinations(sorted(telling), 2))


def candidate_pairs(contents: Iterable[Content]) -> Iterator[tuple[Content, Content]]:
    """Every pair of statements that shares a block, once; large blocks in a window by date."""
    blocks: dict[str, list[Content]] = defaultdict(list)
    for content in contents:
        for key in keys(content):
            blocks[key].append(content)
    seen: set[tuple[str, str]] = set()
    for key in sorted(blocks):
        block = sorted(blocks[key], key=lambda content: (content.published or 0, content.id))
        for index, one in enumerate(block):
            for other in block[index + 1 : index + 1 + BLOCK_WINDOW]:
                pair = (one.id, other.id) if one.id < other.id else (other.id, one.id)
                if pair not in seen:
                    seen.add(pair)
                    yield one, other


def links(claims: Sequence[Claim]) -> list[tuple[str, str, float]]:
    """Pairs of attributed claims that say the same, with their likeness."""
    found = []
    for one, other in candidate_pairs([content_of(claim) for claim in claims]):
        value = linked(one, other)
        if value is not None:
            low, high = sorted((one.id, other.id))
            found.append((low, high, value))
    return sorted(found)


def denials(claims: Sequence[Claim]) -> list[tuple[str, str]]:
    """Pairs (denial, what it denies): the same content asserted elsewhere by another source.

    A denial that names what it denies (``weist die Vorwürfe zurück``) only by a word that points back
    denies the statements of other sources that stand just before it in its article.
    """
    contents = [content_of(claim) for claim in claims]
    asserted = [content for content in contents if not content.denies]
    found: list[tuple[str, str]] = []
    for denial in (content for content in contents if content.denies):
        same = [c.id for c in asserted if c.source != denial.source and likeness(c, denial) >= STATEMENT_LINK]
        before = [c for c in asserted if c.doc == denial.doc and c.start < denial.start <= c.start + _LOOK_BACK]
        before = [c for c in before if c.source and c.source != denial.source]
        found.extend((denial.id, key) for key in same or [c.id for c in sorted(before, key=lambda c: c.start)])
    return sorted(set(found))


_LOOK_BACK = 400
"""Characters before a denial in which the statement it denies stands: two or three sentences."""
