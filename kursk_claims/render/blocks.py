"""A comparison on a terminal: a block for each cluster, worst first, single reports at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kursk_claims.models import Comparison, Status
from kursk_claims.render.labels import labels
from kursk_claims.render.numbers import counted
from kursk_claims.render.payload import Lang, RenderOptions
from kursk_claims.render.phrases import copies, exclusions, facts, implication_words, stance_words, voice_words
from kursk_claims.render.reasons import reasons
from kursk_claims.render.scale import scale_of
from kursk_claims.render.strip import axis, strip
from kursk_claims.render.view import ClusterView, GroupView, Voice, summary, view

STYLE: Final[dict[Status, str]] = {
    "conflict": "bold red",
    "disputed": "bold magenta",
    "update": "bold blue",
    "compatible": "bold cyan",
    "agree": "bold green",
    "unclear": "magenta",
    "single": "dim",
}
PLOT_FROM: Final = 110
"""Columns from which a block has a plot: less leaves no room for chains beside it."""

_PLOT: Final = 32
_VALUE: Final = 30
"""Columns for a value; longer ones are folded."""


def write_comparison(comparison: Comparison, console: Console, options: RenderOptions) -> None:
    """Print all blocks of ``comparison`` to ``console``."""
    seen = view(comparison, options.lang)
    words = labels(options.lang)
    phrases = summary(comparison, options.lang)
    console.print(Text(" · ".join(phrases[:3]), style="bold"))
    if not comparison.clusters:
        console.print(Text(words.word("no_clusters")))
        return
    console.print(Text(" · ".join(phrases[3:])))
    if len(comparison.documents) == 1:
        console.print(Text(words.word("one_article")))
    if any(len(voice.chain) > 1 for item in (*seen.clusters, *seen.singles) for voice in _voices(item)):
        console.print(Text(words.word("legend"), style="dim"))
    for item in seen.clusters:
        _block(item, console, options)
    for kind, heading in (("numeric", "numbers_section"), ("statement", "statements_section")):
        found = [item for item in seen.singles if item.cluster.kind == kind]
        if found:
            console.print()
            console.print(_rule(words.word(heading), "single", counted("claims", len(found), options.lang), console))
            console.print(Padding(_singles(found, options.lang), (0, 0, 0, 2)))
    if comparison.implications:
        console.print()
        console.print(_rule(words.word("implications"), "compatible", "", console))
        for implication in comparison.implications:
            console.print(Padding(Text(implication_words(implication, options.lang)), (0, 0, 0, 2)))


def _block(item: ClusterView, console: Console, options: RenderOptions) -> None:
    words, lang = labels(options.lang), options.lang
    cluster = item.cluster
    console.print()
    console.print(
        _rule(words.status[cluster.status], cluster.status, counted("articles", _documents(item), lang), console)
    )
    console.print(Text(item.question, style="bold"))
    console.print(Text(" · ".join(facts(item, lang))))
    console.print(Padding(_values(item, console.width, lang), (0, 0, 0, 2)))
    notes = [("≠", line) for line in exclusions(item, lang)] + [("≡", line) for line in copies(item, lang)]
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


def _rule(left: str, status: Status, right: str, console: Console) -> RenderableType:
    fill = max(2, console.width - len(left) - len(right) - 4)
    text = Text.assemble(("━ ", STYLE[status]), (left.upper(), STYLE[status]))
    text.append(" " + "━" * fill + (" " + right if right else "━"), style="dim")
    text.no_wrap = True
    return text


def _values(item: ClusterView, width: int, lang: Lang) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    statement = item.cluster.kind == "statement"
    longest = max((_width(group) for group in item.groups), default=0)
    table.add_column(width=_VALUE if statement else min(_VALUE, longest), overflow="fold")
    scale = None if statement or width < PLOT_FROM else scale_of([group.group for group in item.groups])
    if scale is not None:
        table.add_column(width=_PLOT, no_wrap=True)
    table.add_column(ratio=3, overflow="fold")
    table.add_column(ratio=2, overflow="fold", style="italic")
    table.expand = True
    for group in item.groups:
        shown: list[RenderableType] = [] if scale is None else [Text(strip(group.group, scale, _PLOT), style="cyan")]
        value = Text(group.words, style="bold")
        if group.as_of:
            value.append(f"\n{group.as_of}", style="not bold dim")
        if group.group.stance:
            said = "" if group.words == item.question else f"\n„{group.words}“"
            value = Text.assemble((stance_words(group, lang), "bold"), said)
        for place, voice in enumerate(group.voices):
            first = place == 0
            cells = shown if first else [Text("")] * len(shown)
            table.add_row(value if first else "", *cells, voice_words(voice, lang), ", ".join(voice.outlets))
    if scale is not None:
        table.add_row("", Text(axis(scale, _PLOT, lang), style="dim"), "", "")
    return table


def _width(group: GroupView) -> int:
    return max(len(group.words), len(group.as_of or ""))


def _singles(items: Sequence[ClusterView], lang: Lang) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False, expand=True)
    if items[0].cluster.kind == "numeric":
        table.add_column(ratio=3, overflow="fold", style="bold")
    table.add_column(ratio=5, overflow="fold")
    table.add_column(ratio=4, overflow="fold")
    table.add_column(ratio=3, overflow="fold", style="italic")
    for item in items:
        for group in item.groups:
            for voice in group.voices:
                value = [group.words] if item.cluster.kind == "numeric" else []
                table.add_row(*value, item.question, voice_words(voice, lang), ", ".join(voice.outlets))
    return table


def _documents(item: ClusterView) -> int:
    return len({claim.doc.id for claim in item.claims})


def _voices(item: ClusterView) -> Iterator[Voice]:
    for group in item.groups:
        yield from group.voices
