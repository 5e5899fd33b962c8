"""Short phrases about clusters and claims that the terminal, the desk note and the report share."""

from __future__ import annotations

from collections.abc import Iterator

from kursk_claims.models import Claim, Implication
from kursk_claims.render.labels import labels
from kursk_claims.render.neutral import neutral
from kursk_claims.render.numbers import counted, day_words, measure, number
from kursk_claims.render.payload import Lang
from kursk_claims.render.view import ClusterView, GroupView, Voice, chain_of, outlet_of


def dated(claim: Claim, lang: Lang) -> str:
    """Outlet and day of the claim's document."""
    day = claim.doc.published
    return outlet_of(claim.doc) + (f", {day_words(day, lang)}" if day else "")


def chain_words(claim: Claim, lang: Lang) -> str:
    """Who says so, in words, marked where unconfirmed or negated."""
    words = labels(lang)
    marks = [words.word(key) for marked, key in ((claim.hedged, "hedged"), (claim.negated, "negated")) if marked]
    chain = " → ".join(chain_of(claim, lang)) or words.word("own_words")
    return f"{chain} ({', '.join(marks)})" if marks else chain


def voice_words(voice: Voice, lang: Lang) -> str:
    """The chain in words, marked where all its claims are unconfirmed."""
    chain = " → ".join(voice.chain) or labels(lang).word("own_words")
    if all(claim.hedged for claim in voice.claims):
        chain += f" ({labels(lang).word('hedged')})"
    return chain


def stance_words(group: GroupView, lang: Lang) -> str:
    """Whether the group asserts or denies."""
    return labels(lang).word("denies" if group.group.stance == "deny" else "asserts")


def facts(item: ClusterView, lang: Lang) -> tuple[str, ...]:
    """How many independent origins there are and how far the values lie apart."""
    cluster, words = item.cluster, labels(lang)
    found = [counted("origins", cluster.independent_origins, lang)]
    if cluster.spread_ratio is not None and cluster.spread_ratio > 1:
        found.append(words.word("spread", x=number(round(cluster.spread_ratio, 1), lang)))
    return tuple(found)


def exclusions(item: ClusterView, lang: Lang) -> Iterator[str]:
    """For each value that can't be true beside others: which."""
    words = {group.group.label: group.words for group in item.groups}
    against: dict[str, list[str]] = {}
    for found in item.cluster.exclusions:
        against.setdefault(words.get(found.a, neutral(found.a)), []).append(words.get(found.b, neutral(found.b)))
    for a, others in against.items():
        yield labels(lang).word("excludes", a=a, b=", ".join(dict.fromkeys(others)))


def copies(item: ClusterView, lang: Lang) -> Iterator[str]:
    """For each sentence that several outlets print nearly word for word: who, and who first."""
    for origin in item.cluster.origins:
        if origin.shared_copy:
            line = labels(lang).word("shared_copy", x=", ".join(neutral(name) for name in origin.outlets))
            first = [outlet_of(claim.doc) for claim in item.claims if claim.doc.id == origin.earliest]
            if first:
                line += "; " + labels(lang).word("shared_copy_first", x=first[0])
            yield f"{neutral(origin.name)}: {line}"


def verdict_words(found: Implication, lang: Lang) -> str:
    """Whether the arithmetic adds up."""
    words = labels(lang)
    if found.consistent is None:
        return words.word("unchecked")
    if found.consistent:
        return words.word("consistent")
    return words.word("inconsistent", x=number(round(found.factor, 2), lang) if found.factor is not None else "?")


def implication_words(found: Implication, lang: Lang) -> str:
    """The sum, its result, what the texts state, and the verdict."""
    text = f"{neutral(found.formula)} = {measure(found.computed, found.unit, lang)}"
    if found.stated is not None:
        text += "; " + labels(lang).word("stated", x=measure(found.stated, found.unit, lang))
    return f"{text} ({verdict_words(found, lang)})"
