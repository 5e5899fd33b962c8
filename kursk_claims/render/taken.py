"""What was read of an article and what was left out: the answer of ``kursk-claims read``."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from kursk_claims.render.labels import labels
from kursk_claims.render.payload import Lang, TakenArticle
from kursk_claims.render.sanitise import sanitise


def shown(taken: TakenArticle, lang: Lang) -> RenderableType:
    """The article for a terminal: title, facts, text, then what was left out with the reason."""
    words = labels(lang)
    facts = [
        taken.outlet,
        taken.published,
        taken.modified and words.word("changed", x=taken.modified),
        taken.author,
        taken.captured and words.word("captured", x=taken.captured),
        words.word("summary_only") if taken.summary else None,
        taken.url or taken.path,
    ]
    parts: list[RenderableType] = [
        Text(sanitise(taken.title or taken.id), style="bold"),
        Text(sanitise(" · ".join(fact for fact in facts if fact)), style="dim"),
        Text(""),
        Text(sanitise(taken.text, lines=True)),
        Text(""),
        Text(words.word("not_article" if taken.left_out else "nothing_left_out"), style="bold"),
    ]
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0), show_edge=False)
    table.add_column(overflow="fold", ratio=2)
    table.add_column(overflow="fold", ratio=5)
    for one in taken.left_out:
        table.add_row(words.furniture[one.why], Text(sanitise(one.text), style="dim"))
    return Group(*parts, *([table] if taken.left_out else []), Text(""))
