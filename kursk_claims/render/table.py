"""Tables for a terminal: what a desk editor reads. Nothing is cut; what does not fit is folded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO, Any, Final, cast

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kursk_claims.models import Article, Claim, Comparison, ModelInfo, PairComparison
from kursk_claims.render.blocks import write_comparison
from kursk_claims.render.columns import longest_word, shares
from kursk_claims.render.labels import labels
from kursk_claims.render.marks import said_or_counted
from kursk_claims.render.numbers import number, value_words
from kursk_claims.render.payload import Explanation, Lang, Payload, RenderOptions, TakenArticle, TextQuantities, peek
from kursk_claims.render.phrases import chain_words, dated
from kursk_claims.render.sanitise import sanitise
from kursk_claims.render.taken import shown as shown_article
from kursk_claims.render.terminal import printed
from kursk_claims.render.waterfall import write_explanation
from kursk_claims.render.wording import stated

_WORD: Final = 22
"""Columns that one word may ask for, so that it is not torn."""


def write(payload: Payload, stream: IO[Any], options: RenderOptions, articles: Mapping[str, Article]) -> None:
    """Print ``payload`` as a table, ``options.width`` columns wide."""
    with printed(stream, options) as console:
        _print(payload, console, options)


def _print(payload: Payload, console: Console, options: RenderOptions) -> None:
    if isinstance(payload, Comparison):
        write_comparison(payload, console, options)
    elif isinstance(payload, Explanation | PairComparison):
        write_explanation(payload, console, options)
    elif isinstance(payload, ModelInfo):
        console.print(_info(payload, options.lang))
    else:
        first, items = peek(cast("Iterable[Claim | TextQuantities]", payload))
        if first is None:
            console.print(Text(labels(options.lang).word("no_claims")))
        elif isinstance(first, TakenArticle):
            for taken in cast("Iterable[TakenArticle]", items):
                console.print(shown_article(taken, options.lang))
        elif isinstance(first, TextQuantities):
            console.print(_quantities(cast("Iterable[TextQuantities]", items), options.lang))
        else:
            console.print(_claims(cast("Iterable[Claim]", items), console.width, options.lang))


def _claims(claims: Iterable[Claim], width: int, lang: Lang) -> Table:
    words = labels(lang)
    rows = [
        (_value(claim, lang), _thing(claim), Text(chain_words(claim, lang)), _sentence(claim, lang)) for claim in claims
    ]
    table = Table(box=None, pad_edge=False, expand=True, padding=(0, 2, 0, 0), show_edge=False)
    asked = [
        (ratio, longest_word((row[place].plain for row in rows), _WORD)) for place, ratio in enumerate((3, 4, 4, 9))
    ]
    for key, columns in zip(("value", "thing", "chain", "sentence"), shares(width, asked), strict=True):
        table.add_column(words.word(key), width=columns, overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table


def _value(claim: Claim, lang: Lang) -> Text:
    if claim.quantity is None:
        return Text(labels(lang).word("statement"), style="italic")
    return Text(stated(claim, lang), style="bold")


def _thing(claim: Claim) -> Text:
    return Text(sanitise(claim.quantity.counted or "–") if claim.quantity else "")


def _sentence(claim: Claim, lang: Lang) -> Text:
    """The sentence with the number, or what is said, between ▸◂ and in bold, and where it stands."""
    text = Text()
    for piece, marked in said_or_counted(claim):
        text.append(f"▸{sanitise(piece)}◂" if marked else sanitise(piece), style="bold" if marked else "")
    return text.append(f"\n{dated(claim, lang)}", style="dim italic")


def _quantities(items: Iterable[TextQuantities], lang: Lang) -> Table:
    words = labels(lang)
    table = Table(box=None, pad_edge=False, expand=True, padding=(0, 2, 0, 0))
    for key, ratio in (("text", 6), ("value", 3), ("reading", 4), ("thing", 3)):
        table.add_column(words.word(key), ratio=ratio, overflow="fold")
    for item in items:
        if not item.quantities:
            table.add_row(sanitise(item.text), words.word("no_quantities"), "", "")
        for place, found in enumerate(item.quantities):
            table.add_row(
                sanitise(item.text) if place == 0 else "",
                Text(sanitise(found.text), style="bold"),
                value_words(found, found.modifier, lang),
                sanitise(found.counted or "–"),
            )
    return table


def _info(model: ModelInfo, lang: Lang) -> Table:
    words = labels(lang)
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="bold")
    table.add_column(overflow="fold")
    rows = (
        ("model", model.name),
        ("version", model.version),
        ("path", model.path),
        ("licence", model.licence),
        ("trained_on", "\n".join(model.sources)),
        ("components", "\n".join(f"{part.name} ({part.factory})" for part in model.components)),
        ("scores", "\n".join(f"{name} {number(score, lang)}" for name, score in sorted(model.scores.items()))),
    )
    for key, value in rows:
        table.add_row(words.word(key), sanitise(value, lines=True))
    return table
