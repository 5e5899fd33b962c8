"""The report put together within its limit of size."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kursk_claims.models import Article, Comparison
from kursk_claims.render.families import families
from kursk_claims.render.headline import headline
from kursk_claims.render.html.cards import Index, card, index
from kursk_claims.render.html.citations import citations
from kursk_claims.render.html.panels import Panel, panel
from kursk_claims.render.html.reader import Links, Page, reader_pages
from kursk_claims.render.html.timeline import timeline
from kursk_claims.render.labels import labels
from kursk_claims.render.numbers import counted, day_words, number
from kursk_claims.render.payload import Lang, RenderOptions
from kursk_claims.render.phrases import implication_words
from kursk_claims.render.sanitise import sanitise
from kursk_claims.render.view import WORST_FIRST, ComparisonView, outlet_of, shown_clusters, summary, view

REPORT_BYTES: Final = 19_000_000
"""Size a report stays under, in bytes of UTF-8: 20 MB is what mail servers commonly let through,
less a margin for the frame of the page."""

CHOICES: Final = 2000
"""Names offered by a filter at most, and sums shown; the search finds the others."""

CHOICE_CHARS: Final = 200
"""Characters of the longest name that a filter offers."""

_SLACK: Final = 100_000
"""Bytes kept for notices and for the tables of families."""

_CARD_SHARE: Final = 0.6
"""Part of it that cards may fill; the rest is for the articles behind them."""

LONG: Final = 200
"""From this many cards, single reports and articles the browser lays out only what is in view."""

_GIANT: Final = 0.1
"""A card above this share of the room for cards does not keep the others out."""


def report(comparison: Comparison, options: RenderOptions, articles: Mapping[str, Article]) -> str:
    """The whole report as one HTML document, never longer than ``REPORT_BYTES``."""
    lang, words = options.lang, labels(options.lang).words
    environment = _environment()
    seen = view(comparison, lang)
    numbers = index(comparison)
    frame = _frame(seen, numbers, options, whole=bool(articles))
    template = environment.get_template("report.html.j2")
    free = REPORT_BYTES - len(template.render(frame, **_filled(_Filling(), lang), long=False).encode()) - _SLACK
    filling = _Filling()
    shown: dict[str, int] = {}
    anchors: dict[str, str] = {}
    room = _Room(int(free * _CARD_SHARE))
    templates = {name: environment.get_template(f"{name}.html.j2") for name in ("card", "single")}
    full = False
    for place, item in enumerate((*seen.clusters, *seen.folded)):
        if full:
            filling.left_out += 1
            continue
        made = card(item, f"q{place}", lang, numbers)
        single = item.cluster.status == "single"
        html = Markup(templates["single" if single else "card"].render(card=made, words=words))
        size = len(html.encode())
        if not room.take(size):
            filling.left_out += 1
            # After the first that does not fit nothing less important goes in, unless that one is a giant.
            full = size < room.size * _GIANT
            continue
        {"single": filling.singles, "unclear": filling.unclear}.get(item.cluster.status, filling.cards).append(html)
        anchors[item.cluster.id] = made.anchor
        shown.update({id_: numbers.claims[id_] for id_ in item.cluster.claim_ids})
    filling.panels = [panel(family, anchors, shown, lang) for family in families(seen.clusters)]
    room = _Room(free - int(free * _CARD_SHARE) + room.left)
    article_template = environment.get_template("article.html.j2")
    lively = frozenset(id_ for item in seen.clusters for id_ in item.cluster.claim_ids)
    for found in reader_pages(comparison, articles, Links(numbers=shown, lively=lively), lang):
        fitting = _fitting(found, room, article_template, words)
        if fitting is None:
            filling.articles_left_out += 1
        else:
            filling.pages.append(fitting)
    many = len(filling.cards) + len(filling.singles) + len(filling.pages) > LONG
    return template.render(frame, **_filled(filling, lang), long=many)


class _Filling:
    """What goes into the frame, and how much did not fit."""

    def __init__(self) -> None:
        self.cards: list[Markup] = []
        self.unclear: list[Markup] = []
        self.singles: list[Markup] = []
        self.panels: list[Panel] = []
        self.pages: list[Markup] = []
        self.left_out = 0
        self.articles_left_out = 0


def _filled(filling: _Filling, lang: Lang) -> dict[str, Any]:
    return {
        "cards": filling.cards,
        "unclear": filling.unclear,
        "singles": filling.singles,
        "panels": filling.panels,
        "pages": filling.pages,
        "left_out": counted("questions", filling.left_out, lang) if filling.left_out else "",
        "articles_left_out": counted("articles", filling.articles_left_out, lang) if filling.articles_left_out else "",
    }


def _frame(seen: ComparisonView, numbers: Index, options: RenderOptions, *, whole: bool) -> dict[str, Any]:
    """All of the page but cards and articles."""
    comparison, lang, words = seen.comparison, options.lang, labels(options.lang)
    statuses = Counter(cluster.status for cluster in shown_clusters(comparison))
    script, style = _asset("report.js"), _asset("report.css")
    head = headline(seen, lang)
    links, links_left_out = citations(comparison, lang)
    script_words = {key: words.words[key] for key in ("shown_of", "nothing_found", "page")}
    return {
        "lang": lang,
        "words": words.words,
        "title": sanitise(options.title or head.title),
        "verdict": head.verdict,
        "lead": card(head.item, "lead", lang, numbers) if head.item and not head.family else None,
        "leading_table": head.family is not None,
        "period": _period(comparison, lang),
        "sentence": _sentence(comparison, lang),
        "chains": any(claim.attribution and len(claim.attribution.links) > 1 for claim in comparison.claims),
        "one_article": len(comparison.documents) == 1,
        "whole": whole,
        "statuses": [(status, words.status[status], statuses[status]) for status in WORST_FIRST if statuses[status]],
        "outlets": _choices(numbers.outlets),
        "sources": _choices(numbers.sources),
        "implications": [implication_words(found, lang) for found in comparison.implications[:CHOICES]],
        "citations": links,
        "citations_left_out": links_left_out,
        "timeline": timeline(comparison, lang),
        "limit": number(REPORT_BYTES / 1e6, lang),
        "style": Markup(style),
        "script": Markup(script),
        "data": _data({"lang": lang, "words": script_words}),
        "policy": _policy([script], [style]),
    }


def _choices(names: Iterable[str]) -> list[str]:
    return [name for name in names if len(name) <= CHOICE_CHARS][:CHOICES]


def _data(data: Mapping[str, Any]) -> Markup:
    """What the script needs, as JSON that can't end the script element it stands in."""
    text = msgspec.json.encode(data).decode()
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


class _Room:
    """Bytes still free."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.left = size

    def take(self, size: int) -> bool:
        """Take ``size`` bytes if they are free."""
        if size > self.left:
            return False
        self.left -= size
        return True


def _fitting(found: tuple[Page, Page], room: _Room, template: Any, words: Mapping[str, str]) -> Markup | None:
    """The article in full, else its sentences alone, else nothing, as room allows."""
    for made in found:
        html = Markup(template.render(page=made, words=words))
        if room.take(len(html.encode())):
            return html
    return None


def _sentence(comparison: Comparison, lang: Lang) -> str:
    """What an editor would say of the comparison in a sentence or two."""
    words = labels(lang)
    phrases = summary(comparison, lang)
    outlets = counted("outlets", len({outlet_of(doc) for doc in comparison.documents}), lang)
    told = f" {words.word('and')} ".join(phrase for phrase in phrases[1:3] if phrase)
    contents = words.word("contain", articles=phrases[0], outlets=outlets, claims=told)
    parts = [contents]
    if phrases[3:]:
        listed = ", ".join(phrases[3:-1])
        parts.append(words.word("among", x=f"{listed} {words.word('and')} {phrases[-1]}" if listed else phrases[-1]))
    echoes = sum(
        cluster.independent_origins == 1 and len({outlet for g in cluster.value_groups for outlet in g.outlets}) > 1
        for cluster in shown_clusters(comparison)
    )
    if echoes:
        key = "echo_one" if echoes == 1 else "echo_many"
        parts.append(words.word(key, n=number(echoes, lang)))
    return " ".join(parts)


def _period(comparison: Comparison, lang: Lang) -> str:
    days = sorted(doc.published for doc in comparison.documents if doc.published)
    if not days:
        return ""
    first, last = day_words(days[0], lang), day_words(days[-1], lang)
    return first if first == last else f"{first} – {last}"


def _policy(scripts: list[str], styles: list[str]) -> str:
    def hashes(texts: list[str]) -> str:
        digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
        return " ".join(f"'sha256-{digest}'" for digest in digests)

    return (
        f"default-src 'none'; script-src {hashes(scripts)}; style-src {hashes(styles)}; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def _asset(name: str) -> str:
    return files(__package__).joinpath("assets", name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("kursk_claims.render.html", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
