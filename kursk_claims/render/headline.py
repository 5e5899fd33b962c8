"""The finding in a sentence: what the worst question's answers are, and what that means."""

from __future__ import annotations

from textwrap import shorten
from typing import Final

from msgspec import Struct

from kursk_claims.render.families import Family, families
from kursk_claims.render.labels import labels
from kursk_claims.render.numbers import counted, measure, shared_end
from kursk_claims.render.payload import Lang
from kursk_claims.render.phrases import speakers
from kursk_claims.render.view import ClusterView, ComparisonView, capital

_VALUES: Final = 4
"""Values that a title names; with more, the outermost stand for all."""
_BEARERS: Final = 2
"""Bearers of a table that a title names."""
_STATEMENT: Final = 110
"""Characters of a statement in a title; cut at a word."""


class Headline(Struct, frozen=True, kw_only=True):
    """A title, one line under it, and the question it is about."""

    title: str
    verdict: str
    item: ClusterView | None
    family: Family | None = None
    """The table that the question belongs to, if it does."""


def headline(seen: ComparisonView, lang: Lang) -> Headline:
    """The headline of a comparison; a standing one if no two texts answer one question."""
    words = labels(lang)
    if not seen.clusters:
        only = "only_singles" if seen.folded else "no_clusters"
        return Headline(title=words.word("title"), verdict=words.word(only), item=None)
    item = seen.clusters[0]
    for family in families(seen.clusters):
        if item.cluster.id in family.ids:
            return _of_family(family, lang)
    told = (counted("outlets", len(item.outlets), lang), origins_phrase(item, lang))
    meaning = words.status_meaning[item.cluster.status]
    if item.cluster.kind == "statement":
        verdict = f"{meaning} {_stances(item, lang)}."
    else:
        verdict = f"{item.question}: {meaning} {', '.join(told)}."
    return Headline(title=_title(item, lang), verdict=verdict, item=item)


def _of_family(family: Family, lang: Lang) -> Headline:
    """The two largest shares of a table, each from its lowest to its highest value."""
    words = labels(lang)
    shares = []
    for row in family.rows[:_BEARERS]:
        bounds = [
            bound for group in row.item.groups for bound in (group.group.min, group.group.max) if bound is not None
        ]
        low, high = measure(min(bounds), family.unit, lang), measure(max(bounds), family.unit, lang)
        value = low if low == high else words.modifier["range"].format(x=_told_once([low, high])[0], y=high)
        shares.append(f"{row.bearer} {value}")
    outlets = {outlet for row in family.rows for outlet in row.item.outlets}
    sources = {column.source for column in family.columns}
    told = (
        counted("bearers", len(family.rows), lang),
        counted("sources", len(sources), lang),
        counted("outlets", len(outlets), lang),
    )
    return Headline(
        title=", ".join(shares), verdict=f"{family.title}: {', '.join(told)}.", item=family.rows[0].item, family=family
    )


def origins_phrase(item: ClusterView, lang: Lang) -> str:
    """How many independent origins, in full words."""
    lower = item.cluster.independent_origins
    return counted("origins_at_least" if item.cluster.origins_at_most > lower else "origins", lower, lang)


def _title(item: ClusterView, lang: Lang) -> str:
    words, status = labels(lang), item.cluster.status
    if item.cluster.kind == "statement":
        return shorten(item.question, _STATEMENT, placeholder=" …") or item.question
    # A vague magnitude (thousands) makes no conflict, and says nothing beside a figure.
    values = list(dict.fromkeys(g.words for g in item.groups if g.group.modifier != "magnitude"))
    values = values or list(dict.fromkeys(group.words for group in item.groups))
    if status == "update" and len(item.groups) > 1:
        first, last = item.groups[0].words, item.groups[-1].words
        return words.word("title_update", x=first, y=last)
    if len(values) == 1:
        return capital(words.word("title_agree", x=values[0], y=item.question))
    shown = _told_once(values if len(values) <= _VALUES else [values[0], values[-1]])
    key = "title_conflict" if status == "conflict" else "title_compatible"
    return capital(words.word(key, x=", ".join(shown[:-1]), y=shown[-1]))


def _told_once(values: list[str]) -> list[str]:
    """The words that end all values only in the last: ``20, 30 oder 45 bis 60 Millionen Euro``."""
    end = shared_end(values)
    return [value.removesuffix(end) for value in values[:-1]] + [values[-1]]


def _stances(item: ClusterView, lang: Lang) -> str:
    keys = {"deny": "denied_by", "assert": "asserted_by", None: "asserted_by"}
    said = "; ".join(labels(lang).word(keys[g.group.stance], x=speakers(g, lang)) for g in item.groups)
    return capital(said)
