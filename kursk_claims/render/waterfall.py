"""Why two claims were, or were not, put together: a waterfall of levels in words and bars."""

from __future__ import annotations

from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kursk_claims.models import Claim, PairComparison
from kursk_claims.render.compared import compared_words, why_words
from kursk_claims.render.labels import labels
from kursk_claims.render.payload import Explanation, RenderOptions
from kursk_claims.render.phrases import dated
from kursk_claims.render.reasons import field_words, level_words, signed
from kursk_claims.render.sanitise import sanitise
from kursk_claims.render.view import capital

_BAR: Final = 21
"""Characters for the bars, odd so that there is a middle."""


_FIELD: Final = 18
"""Columns for a field's name at most."""


def write_explanation(payload: Explanation | PairComparison, console: Console, options: RenderOptions) -> None:
    """Print each level that weighs as a bar left (against) or right (for) of the running sum; name the others."""
    words, lang = labels(options.lang), options.lang
    pair = payload.pair if isinstance(payload, Explanation) else payload
    if isinstance(payload, Explanation):
        for name, claim in (("A", payload.a), ("B", payload.b)):
            console.print(_claim(name, claim, options))
            if (repeated := payload.repeats.get(claim.id)) is not None:
                told = words.word("only_repeats", x=capital(sanitise(repeated)))
                console.print(Padding(Text(told, style="italic"), (0, 0, 0, 3)))
        console.print()
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), expand=True)
    longest = max((len(field_words(level, lang)) for level in pair.levels if level.weight), default=0)
    table.add_column(words.word("field"), width=max(len(words.word("field")), min(longest, _FIELD)), overflow="fold")
    table.add_column(words.word("level"), ratio=2, overflow="fold")
    table.add_column("", width=_BAR, no_wrap=True)
    table.add_column(words.word("weight"), justify="right", no_wrap=True)
    table.add_column("A | B", ratio=5, overflow="fold")
    ends = _running(pair)
    low, high = min(0.0, *ends), max(0.0, *ends, pair.threshold)
    for level, before, after in zip(pair.levels, [0.0, *ends], ends, strict=False):
        if level.weight == 0 and pair.veto != level.level:
            continue
        style = "green" if level.weight > 0 else "red" if level.weight < 0 else "dim"
        compared = Text(compared_words(level, lang))
        if why := why_words(level, lang):
            compared.append(f"\n{why}", style="dim italic")
        table.add_row(
            field_words(level, lang),
            Text(level_words(level, lang), style=style),
            Text(_bar(before, after, low, high), style=style),
            Text(signed(level.weight, lang), style=style),
            compared,
        )
    console.print(table)
    neutral_fields = [field_words(level, lang) for level in pair.levels if level.weight == 0]
    if neutral_fields:
        console.print()
        console.print(Text(words.word("neutral_fields", x=", ".join(neutral_fields)), style="dim"))
    console.print()
    verdict = words.word("linked" if pair.linked else "not_linked")
    line = Text(words.word("score", x=signed(pair.score, lang), y=signed(pair.threshold, lang)) + " → ")
    line.append(verdict, style="bold green" if pair.linked else "bold red")
    if pair.veto:
        line.append("; " + words.word("veto", x=words.level.get(pair.veto, sanitise(pair.veto))))
    console.print(line)


def _claim(name: str, claim: Claim, options: RenderOptions) -> Padding:
    text = Text.assemble((f"{name}  ", "bold"), sanitise(claim.text), (f"\n{dated(claim, options.lang)}", "dim italic"))
    return Padding(text, (0, 0, 0, 0))


def _running(pair: PairComparison) -> list[float]:
    total, ends = 0.0, []
    for level in pair.levels:
        total += level.weight
        ends.append(total)
    return ends or [0.0]


def _bar(before: float, after: float, low: float, high: float) -> str:
    """From the sum before to the sum after this level, over the whole span of sums."""
    span = high - low or 1.0
    left, right = sorted(round((end - low) / span * (_BAR - 1)) for end in (before, after))
    if before == after:
        return " " * left + "│"
    return " " * left + "█" * max(1, right - left)
