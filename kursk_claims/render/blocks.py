"""A comparison on a terminal: the finding first, then in full what needs a decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kursk_claims.models import Claim, Comparison
from kursk_claims.render.columns import GAP, longest_word, shares
from kursk_claims.render.families import families
from kursk_claims.render.labels import labels
from kursk_claims.render.marks import said_or_counted
from kursk_claims.render.matrix import write_family, write_matrix
from kursk_claims.render.numbers import counted
from kursk_claims.render.overview import SIGN, STYLE, with_option, write_counts, write_overview
from kursk_claims.render.payload import Lang, RenderOptions
from kursk_claims.render.phrases import (
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
from kursk_claims.render.scale import scale_of
from kursk_claims.render.strip import axis, strip
from kursk_claims.render.view import ClusterView, ComparisonView, GroupView, SourceChain, status_counts, summary, view

PLOT_FROM: Final = 110
"""Columns from which a block has a plot: less leaves no room for chains beside it."""

_PLOT: Final = 32
_VALUE: Final = 30
"""Columns for a value; longer ones are folded."""
_AS_OF: Final = 26
"""Columns for the day that a value speaks of."""
_NAME: Final = 28
"""Columns that one word of a name may ask for, so that ids are not torn."""


def write_comparison(comparison: Comparison, console: Console, options: RenderOptions) -> None:
    """Print ``comparison``: overview, what needs a decision, and what is only counted."""
    seen = view(comparison, options.lang)
    words = labels(options.lang)
    phrases = summary(comparison, options.lang)
    console.print(Text(" · ".join(phrase for phrase in phrases[:3] if phrase)))
    if not comparison.clusters:
        console.print(Text(words.word("no_clusters"), style="bold"))
        return
    console.print(_statuses(comparison, options.lang))
    if len(comparison.documents) == 1:
        console.print(Text(words.word("one_article")))
    # Where only folded questions were asked for, they are what is shown.
    listed = seen.clusters or seen.folded
    if options.matrix:
        console.print()
        write_matrix(seen.clusters if seen.clusters and not options.full else _all(seen), console, options.lang)
        return
    tables = families(listed)
    in_tables = frozenset().union(*(family.ids for family in tables))
    rows = [item for item in listed if item.cluster.id not in in_tables]
    if rows and listed is seen.clusters:
        console.print()
        write_overview(rows, console, options)
    for family in tables:
        console.print()
        write_family(family, console, options.lang)
    detailed = listed if options.full or options.explain else [item for item in rows if item.open]
    if listed is seen.clusters:
        for item in detailed:
            _block(item, console, options)
    if options.full or listed is not seen.clusters:
        _write_folded(seen, console, options)
    else:
        console.print()
        write_counts(seen, console, options)
        if detailed and not options.sentences:
            hint = Text(words.word("sentences_with") + ": ")
            console.print(hint.append(with_option(options, "--sentences"), style="bold"))
    if any(len(chain.names) > 1 for item in detailed for chain in _source_chains(item)):
        console.print(Text(words.word("legend"), style="dim"))
    if comparison.implications:
        console.print()
        console.print(Text(words.word("implications"), style="bold"))
        for implication in comparison.implications:
            console.print(Padding(Text(implication_words(implication, options.lang)), (0, 0, 0, 2)))


def _all(seen: ComparisonView) -> tuple[ClusterView, ...]:
    return seen.clusters + seen.folded


def _statuses(comparison: Comparison, lang: Lang) -> Text:
    """How many questions of each status, each with its sign: the key to the rows below."""
    text = Text()
    for status, phrase in status_counts(comparison, lang):
        if text:
            text.append("   ")
        text.append(f"{SIGN[status]} ", style=STYLE[status]).append(phrase, style="bold")
    return text


def _block(item: ClusterView, console: Console, options: RenderOptions) -> None:
    words, lang = labels(options.lang), options.lang
    status = item.cluster.status
    console.print()
    head = Text.assemble((f"{SIGN[status]} ", STYLE[status]), (f"{words.status[status]}: ", STYLE[status]))
    console.print(head.append(item.question, style="bold"))
    told = " · ".join((counted("articles", _documents(item), lang), *facts(item, lang)))
    console.print(Padding(Text(told), (0, 0, 0, 2)))
    for part in [[group] for group in item.groups] if options.sentences else [item.groups]:
        console.print(Padding(_values(item, part, console.width, options), (0, 0, 0, 2)))
        if options.sentences:
            for claim in part[0].claims:
                console.print(Padding(sentence(claim, lang), (0, 0, 0, 6)))
    notes = [("≠", line) for line in exclusions(item, lang)]
    notes += [("≡", line) for line in (*copies(item, lang), *merged(item, lang), *repeated_as(item, lang))]
    for sign, line in notes:
        console.print(_hanging(sign, line))
    if options.explain and len(item.claims) > 1:
        console.print(Padding(Text(words.word("why_joined"), style="italic"), (0, 0, 0, 2)))
        for line in reasons(item.claims, options):
            console.print(Padding(Text(line), (0, 0, 0, 4)))


def _hanging(sign: str, line: str) -> Table:
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=3, justify="right")
    table.add_column(overflow="fold")
    table.add_row(sign, Text(line))
    return table


def _values(item: ClusterView, groups: Sequence[GroupView], width: int, options: RenderOptions) -> Table:
    """Some of the values of ``item``, in the columns of all."""
    lang = options.lang
    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    statement = item.cluster.kind == "statement"
    longest = max((len(group.words) for group in item.groups), default=0)
    dated = any(group.as_of for group in item.groups)
    table.add_column(width=_VALUE if statement else min(_VALUE, longest, width // 3), overflow="fold")
    if dated:
        table.add_column(width=min(_AS_OF, max(len(group.as_of or "") for group in item.groups)), style="dim")
    scale = None if statement or width < PLOT_FROM else scale_of([group.group for group in item.groups])
    if scale is not None:
        table.add_column(width=_PLOT, no_wrap=True)
    source_chains = [chain for group in item.groups for chain in group.source_chains]
    who = longest_word((source_chain_words(chain, lang) for chain in source_chains), _NAME)
    taken = sum((column.width or 0) + GAP for column in table.columns) + GAP
    widths = shares(width - taken, [(3, who), (2, longest_word(item.outlets, _NAME))])
    table.add_column(width=widths[0], overflow="fold")
    table.add_column(width=widths[1], overflow="fold", style="italic")
    for group in groups:
        shown: list[RenderableType] = [] if scale is None else [Text(strip(group.group, scale, _PLOT), style="cyan")]
        value = Text(group.words, style="bold")
        if group.group.stance:
            said = "" if group.words == item.question else f"\n„{group.words}“"
            value = Text.assemble((stance_words(group, lang), "bold"), said)
        for place, chain in enumerate(group.source_chains):
            day = [Text(group.as_of or "")] if dated else []
            cells = [*day, *shown] if place == 0 else [Text("")] * (len(shown) + len(day))
            table.add_row(
                value if place == 0 else "", *cells, source_chain_words(chain, lang), ", ".join(chain.outlets)
            )
    if scale is not None and groups[-1] is item.groups[-1]:
        table.add_row("", *([""] if dated else []), Text(axis(scale, _PLOT, lang), style="dim"), "", "")
    return table


def sentence(claim: Claim, lang: Lang) -> Text:
    """The claim's sentence with its number between ▸◂, and where it stands."""
    text = Text(style="not italic")
    for piece, marked in said_or_counted(claim):
        text.append(f"▸{sanitise(piece)}◂" if marked else sanitise(piece), style="bold" if marked else "")
    return text.append(f" ({dated(claim, lang)})", style="dim")


def _write_folded(seen: ComparisonView, console: Console, options: RenderOptions) -> None:
    words = labels(options.lang)
    for item in seen.unclear:
        _block(item, console, options)
    for kind, heading in (("numeric", "numbers_section"), ("statement", "statements_section")):
        found = [item for item in seen.singles if item.cluster.kind == kind]
        if found:
            console.print()
            count = counted("claims", len(found), options.lang)
            console.print(Text.assemble((words.word(heading), "bold"), f" · {count}"))
            console.print(Padding(_singles(found, console.width, options), (0, 0, 0, 2)))


def _singles(items: Sequence[ClusterView], width: int, options: RenderOptions) -> Table:
    lang = options.lang
    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    outlets = longest_word((name for item in items for name in item.outlets), _NAME)
    ratios = [
        (5, 0),
        (4, longest_word((source_chain_words(chain, lang) for item in items for chain in _source_chains(item)), _NAME)),
    ]
    if items[0].cluster.kind == "numeric":
        ratios.insert(0, (3, longest_word((group.words for item in items for group in item.groups), _NAME)))
    for columns in shares(width - 2, [*ratios, (3, outlets)]):
        table.add_column(width=columns, overflow="fold")
    for item in items:
        for group in item.groups:
            for chain in group.source_chains:
                value = [Text(group.words, style="bold")] if item.cluster.kind == "numeric" else []
                asked = Text(item.question)
                if options.sentences:
                    for claim in chain.claims:
                        asked.append("\n").append_text(sentence(claim, lang))
                table.add_row(
                    *value, asked, source_chain_words(chain, lang), Text(", ".join(chain.outlets), style="italic")
                )
    return table


def _documents(item: ClusterView) -> int:
    return len({claim.doc.id for claim in item.claims})


def _source_chains(item: ClusterView) -> Iterator[SourceChain]:
    for group in item.groups:
        yield from group.source_chains
