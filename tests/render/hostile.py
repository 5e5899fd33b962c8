"""Text that tries to be more than text, in every place of a claim where an article can put it."""

from __future__ import annotations

import msgspec

from kursk_claims.models import Article, Comparison
from tests.render import scene

SCRIPT = "<script>document.title='run'</script>"
HANDLER = '"><img src=x onerror="document.title=\'run\'">'
STYLE = "</style></title></script></textarea><svg onload=\"document.title='run'\">"
TERMINAL = "\x1b[31m\x1b]0;run\x07\x9b2J\x08\x00"
TURNED = "\u202e000.01\u202c\u2066\u200f"
TEMPLATE = "{{ 7*7 }}{% raw %}${7*7}"
COMMENT = "<!--<script>"
ALL = SCRIPT + HANDLER + STYLE + TERMINAL + TURNED + TEMPLATE + COMMENT


def attack() -> tuple[Comparison, dict[str, Article]]:
    """The scene with ``ALL`` put behind every name, headline, question, label, and in the articles."""

    def spoil(value: object, key: str = "") -> object:
        if isinstance(value, dict):
            return {name: spoil(item, name) for name, item in value.items()}
        if isinstance(value, list | tuple):
            return [spoil(item, key) for item in value]
        if isinstance(value, str) and key in _OPEN:
            return value + ALL
        return value

    spoilt = msgspec.convert(spoil(msgspec.to_builtins(scene.comparison())), Comparison)
    ids = {article.id: article.id + ALL for article in scene.ARTICLES}
    articles = {
        ids[article.id]: msgspec.structs.replace(article, id=ids[article.id], text=article.text + "\n" + ALL)
        for article in scene.ARTICLES
    }
    rows = msgspec.to_builtins(spoilt)
    for claim in rows["claims"]:
        claim["doc"]["id"] = ids[claim["doc"]["id"]]
    for doc in rows["documents"]:
        doc["id"] = ids[doc["id"]]
    return msgspec.convert(rows, Comparison), articles


_OPEN = frozenset(
    "text outlet title published url name question label unit per counted formula why exact prefix suffix "  # noqa: SIM905
    "outlets origins chain".split()
)
