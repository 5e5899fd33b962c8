"""Short phrases about clusters and claims that the terminal, the desk note and the report share."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from kursk_claims.models import Claim, Cluster, Implication
from kursk_claims.render.labels import labels
from kursk_claims.render.numbers import counted, day_words, days_words, measure, moment_words, number
from kursk_claims.render.payload import Lang
from kursk_claims.render.sanitise import sanitise
from kursk_claims.render.view import ClusterView, GroupView, SourceChain, chain_of, outlet_of, start_of

_SPEAKERS: Final = 2
"""Names that a row has room for."""


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


def source_chain_words(chain: SourceChain, lang: Lang) -> str:
    """The chain in words, marked where all its claims are unconfirmed."""
    names = " → ".join(chain.names) or labels(lang).word("own_words")
    if all(claim.hedged for claim in chain.claims):
        names += f" ({labels(lang).word('hedged')})"
    return names


def stance_words(group: GroupView, lang: Lang) -> str:
    """Whether the group asserts or denies."""
    return labels(lang).word("denies" if group.group.stance == "deny" else "asserts")


def facts(item: ClusterView, lang: Lang) -> tuple[str, ...]:
    """How many independent origins there are, how far the values lie apart, when they differ, how sure it is."""
    cluster, words = item.cluster, labels(lang)
    lower = cluster.independent_origins
    found = [counted("origins_at_least" if cluster.origins_at_most > lower else "origins", lower, lang)]
    spread = round(cluster.spread_ratio or 1.0, 1)
    if spread > 1 and cluster.status != "update" and len({group.words for group in item.groups}) > 1:
        found.append(words.word("spread", x=number(spread, lang)))
    if cluster.contested_on:
        found.append(words.word("contested_on", x=", ".join(moment_words(day, lang) for day in cluster.contested_on)))
    if cluster.certainty is not None and cluster.status != "single":
        found.append(words.word("certainty", x=number(round(cluster.certainty * 100), lang)))
    return tuple(found)


def origins_words(cluster: Cluster, lang: Lang) -> str:
    """How many independent origins, short: ``3``, or ``mind. 3`` where there may be more."""
    count = number(cluster.independent_origins, lang)
    if cluster.origins_at_most > cluster.independent_origins:
        return labels(lang).word("at_least_short", x=count)
    return count


def values_words(item: ClusterView, lang: Lang) -> str:
    """The values in order: ``8000 · mehr als 10.000``; states one after another; who asserts and who denies."""
    if item.cluster.kind == "statement":
        if item.cluster.status != "disputed":
            return "; ".join(speakers(group, lang) for group in item.groups)
        keys = {"deny": "denied_by", "assert": "asserted_by", None: "asserted_by"}
        said = (labels(lang).word(keys[group.group.stance], x=speakers(group, lang)) for group in item.groups)
        return "; ".join(said)
    if item.cluster.status != "update":
        return " · ".join(dict.fromkeys(group.words for group in item.groups))
    states = [
        " / ".join(dict.fromkeys(group.words for group in state))
        for _, state in groupby(item.groups, key=lambda group: start_of(group.group))
    ]
    # A state that is reported again is no new one.
    return " → ".join(state for state, _ in groupby(states))


def speakers(group: GroupView, lang: Lang) -> str:
    """Whose words they are: the last one cited of each chain, else that the article itself says so; two at most."""
    own = labels(lang).word("own_words")
    names = list(dict.fromkeys(chain.names[-1] if chain.names else own for chain in group.source_chains))
    shown = ", ".join(names[:_SPEAKERS])
    left = len(names) - _SPEAKERS
    return f"{shown} {labels(lang).word('and_more', x=number(left, lang))}" if left > 0 else shown


def day_of(item: ClusterView, lang: Lang) -> str:
    """The days that the figures speak of, if all texts tell, else those on which the articles appeared."""
    told = [claim.slot.as_of for claim in item.claims if claim.slot.as_of is not None]
    if told and len(told) == len(item.claims):
        return days_words(min(day.start for day in told), max(day.end for day in told), lang)
    days = sorted(claim.doc.published for claim in item.claims if claim.doc.published)
    return days_words(days[0], days[-1], lang) if days else ""


def exclusions(item: ClusterView, lang: Lang) -> Iterator[str]:
    """For each value that can't be true beside others: which."""
    words = {group.group.label: group.words for group in item.groups}
    against: dict[str, list[str]] = {}
    for found in item.cluster.exclusions:
        against.setdefault(words.get(found.a, sanitise(found.a)), []).append(words.get(found.b, sanitise(found.b)))
    for a, others in against.items():
        yield labels(lang).word("excludes", a=a, b=", ".join(dict.fromkeys(others)))


def copies(item: ClusterView, lang: Lang) -> Iterator[str]:
    """For each sentence that several outlets print nearly word for word: who, and who first."""
    for origin in item.cluster.origins:
        if origin.shared_copy:
            line = labels(lang).word("shared_copy", x=", ".join(sanitise(name) for name in origin.outlets))
            first = [outlet_of(claim.doc) for claim in item.claims if claim.doc.id == origin.earliest]
            if first:
                line += "; " + labels(lang).word("shared_copy_first", x=first[0])
            yield f"{sanitise(origin.name)}: {line}"


def merged(item: ClusterView, lang: Lang) -> Iterator[str]:
    """For each origin that goes by several names: which were taken for one."""
    for origin in item.cluster.origins:
        if len(origin.names) > 1:
            yield f"{sanitise(origin.name)}: " + labels(lang).word("merged", x=", ".join(map(sanitise, origin.names)))


def repeated_as(item: ClusterView, lang: Lang) -> Iterator[str]:
    """For each statement that only repeats the question's figures: its words, and that it has no place of its own."""
    for said in item.repeated_as:
        yield labels(lang).word("repeated_as", x=said)


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
    text = f"{sanitise(found.formula)} = {measure(found.computed, found.unit, lang)}"
    if found.stated is not None:
        text += "; " + labels(lang).word("stated", x=measure(found.stated, found.unit, lang))
    return f"{text} ({verdict_words(found, lang)})"
