"""Markdown: a desk note of a comparison, or a table of claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, Any, Final, cast

from kursk_claims.errors import UsageError
from kursk_claims.models import Article, Claim, Comparison, ModelInfo, PairComparison
from kursk_claims.render.headline import headline
from kursk_claims.render.labels import labels
from kursk_claims.render.marks import said_or_counted
from kursk_claims.render.numbers import value_words
from kursk_claims.render.payload import Explanation, Lang, Payload, RenderOptions, TextQuantities, peek
from kursk_claims.render.phrases import (
    chain_words,
    copies,
    dated,
    exclusions,
    facts,
    implication_words,
    merged,
    repeated_as,
    source_chain_words,
    stance_words,
)
from kursk_claims.render.reasons import reasons
from kursk_claims.render.sanitise import sanitise
from kursk_claims.render.view import ClusterView, summary, view
from kursk_claims.render.wording import stated

_SPECIAL: Final = re.compile(r"([\\`*_\[\]|~>^$@#])")
"""What Markdown, its tables and its extensions read as more than itself inside a line."""

_BULLET: Final = re.compile(r"^\s*\d{1,9}(?=[.)](?:\s|$))|^\s*(?=[-+](?:\s|$)|=)")
"""What begins a list or underlines a heading, where an escaped text begins the line or the item."""
_DOMAIN: Final = re.compile(r"(?<=\w)\.(?=[^\W\d_]{2})")
"""The dot of an address; that of a number or an abbreviation is another."""


def write(payload: Payload, stream: IO[Any], options: RenderOptions, articles: Mapping[str, Article]) -> None:
    """Write a note that any Markdown viewer shows; article text can't become markup.

    Raises ``UsageError`` for anything but claims and comparisons.
    """
    if isinstance(payload, Explanation | PairComparison | ModelInfo):
        raise UsageError("markdown shows claims and comparisons; choose table or json")
    if isinstance(payload, Comparison):
        lines = _note(payload, options)
    else:
        first, items = peek(cast("Iterable[Claim | TextQuantities]", payload))
        if isinstance(first, TextQuantities):
            lines = _quantities(cast("Iterable[TextQuantities]", items), options.lang)
        else:
            lines = _claims(cast("Iterable[Claim]", items), options.lang)
    for line in lines:
        stream.write(line + "\n")


def escape(text: str) -> str:
    """``text`` on one line, to be read as plain words: no markup, no list, no link."""
    quiet = _SPECIAL.sub(r"\\\1", sanitise(text)).replace("&", "&amp;").replace("<", "&lt;")
    quiet = _BULLET.sub(lambda match: match[0] + "\\", quiet)
    # What viewers make links of; entities and escapes read as the signs they stand for.
    quiet = _DOMAIN.sub(r"\.", quiet.replace("://", "&#58;//"))
    return quiet.replace("\\@", "&#8288;@")


def _note(comparison: Comparison, options: RenderOptions) -> Iterator[str]:
    words, lang = labels(options.lang), options.lang
    seen = view(comparison, lang)
    yield f"# {escape(options.title or headline(seen, lang).title)}"
    yield ""
    yield " · ".join(phrase for phrase in summary(comparison, lang) if phrase)
    if not comparison.clusters:
        yield ""
        yield words.word("no_clusters")
        return
    if len(comparison.documents) == 1:
        yield ""
        yield words.word("one_article")
    if any(len(chain.names) > 1 for item in seen.clusters for group in item.groups for chain in group.source_chains):
        yield ""
        yield words.word("legend")
    for item in (*seen.clusters, *seen.unclear):
        yield from _cluster(item, options)
    for kind, heading in (("numeric", "numbers_section"), ("statement", "statements_section")):
        found = [item for item in seen.singles if item.cluster.kind == kind]
        if found:
            yield from ("", f"## {words.word(heading)}", "")
            yield from _singles(found, lang)
    if comparison.implications:
        yield from ("", f"## {words.word('implications')}", "")
        for implication in comparison.implications:
            yield f"- {escape(implication_words(implication, lang))}"


def _cluster(item: ClusterView, options: RenderOptions) -> Iterator[str]:
    words, lang, cluster = labels(options.lang), options.lang, item.cluster
    yield from ("", f"## {_capital(words.status[cluster.status])}: {escape(item.question)}", "")
    yield " · ".join(facts(item, lang))
    yield ""
    yield _row((words.word("value"), words.word("chain"), words.word("outlets")))
    yield "| --- | --- | --- |"
    for group in item.groups:
        value = f"**{escape(group.words)}**" + (f" ({escape(group.as_of)})" if group.as_of else "")
        if group.group.stance:
            said = "" if group.words == item.question else f": {escape(group.words)}"
            value = f"**{stance_words(group, lang)}**{said}"
        for place, chain in enumerate(group.source_chains):
            outlets = ", ".join(escape(outlet) for outlet in chain.outlets)
            yield _row((value if place == 0 else "", escape(source_chain_words(chain, lang)), outlets))
    notes = [*exclusions(item, lang), *copies(item, lang), *merged(item, lang), *repeated_as(item, lang)]
    if notes:
        yield ""
        yield from (f"- {escape(note)}" for note in notes)
    yield ""
    for claim in item.claims:
        yield f"- {escape(dated(claim, lang))}: {_sentence(claim)}"
    if options.explain and len(item.claims) > 1:
        yield from ("", f"{words.word('why_joined')}:", "")
        yield from (f"- {escape(reason)}" for reason in reasons(item.claims, options))


def _singles(items: Sequence[ClusterView], lang: Lang) -> Iterator[str]:
    for item in items:
        for group in item.groups:
            for chain in group.source_chains:
                value = f"**{escape(group.words)}** – " if item.cluster.kind == "numeric" else ""
                said = f"{escape(source_chain_words(chain, lang))}; {escape(', '.join(chain.outlets))}"
                yield f"- {value}{escape(item.question)} ({said})"


def _claims(claims: Iterable[Claim], lang: Lang) -> Iterator[str]:
    words = labels(lang)
    yield _row(words.word(key) for key in ("value", "thing", "chain", "sentence", "outlets"))
    yield "| --- | --- | --- | --- | --- |"
    for claim in claims:
        found = claim.quantity
        value = stated(claim, lang) if found else words.word("statement")
        thing = escape(found.counted or "–") if found else ""
        yield _row(
            (escape(value), thing, escape(chain_words(claim, lang)), _sentence(claim), escape(dated(claim, lang)))
        )


def _quantities(items: Iterable[TextQuantities], lang: Lang) -> Iterator[str]:
    words = labels(lang)
    yield _row(words.word(key) for key in ("text", "value", "reading", "thing"))
    yield "| --- | --- | --- | --- |"
    for item in items:
        for q in item.quantities:
            yield _row(map(escape, (item.text, q.text, value_words(q, q.modifier, lang), q.counted or "–")))


def _sentence(claim: Claim) -> str:
    """The sentence with its number, or what is said, in bold."""
    parts = []
    for text, marked in said_or_counted(claim):
        core = text.strip()
        bold = escape(text).replace(escape(core), f"**{escape(core)}**", 1) if marked and core else escape(text)
        parts.append(bold)
    return "".join(parts)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"
