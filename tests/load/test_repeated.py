"""Sentences that an outlet prints in many articles are furniture; versions of one article are not."""

from __future__ import annotations

import json

import pytest

from kursk_claims.load import repeated
from kursk_claims.models import Article
from tests.load.conftest import Loaded

NOTE = "Jeden Morgen um 6 Uhr das Wichtigste aus Musterau in Ihrer App."
WORDS = ("Feuer", "Wasser", "Sturm", "Hagel", "Schnee", "Nebel")


def article(
    number: int, note: str = NOTE, outlet: str | None = "Lagebild", title: str | None = None
) -> dict[str, object]:
    word = WORDS[number]
    text = f"{word} hat in Musterau einen Schaden von {number + 2} Millionen Euro angerichtet, sagt die Stadt. {note}"
    return {"id": str(number), "outlet": outlet, "title": title or f"{word} in Musterau", "text": text}


def gone(articles: list[Article]) -> list[list[str]]:
    return [[one.text[s.start : s.end] for s in one.boilerplate if s.why == "repeated"] for one in articles]


def read(load: Loaded, records: list[dict[str, object]]) -> list[Article]:
    return load.articles(load.write("a.jsonl", "".join(json.dumps(record) + "\n" for record in records)))


def test_repeated_sentence_is_furniture(load: Loaded) -> None:
    assert gone(read(load, [article(n) for n in range(6)])) == [[NOTE]] * 6


STAYS = [
    ([article(n) for n in range(4)], "four articles are not many"),
    ([article(n, outlet=f"Blatt {n}") for n in range(6)], "outlets that print one agency's text"),
    ([article(n, outlet=None) for n in range(6)], "nobody knows whether it is one outlet"),
    ([article(n, title="Unwetter") for n in range(6)], "one headline: states of one report"),
    ([{**article(0), "id": str(n), "title": f"Fassung {n}"} for n in range(6)], "versions of one article"),
    ([article(n, "Das ist neu.") for n in range(6)], "a short sentence repeats by chance"),
]


@pytest.mark.parametrize(("records", "why"), STAYS)
def test_stays(load: Loaded, records: list[dict[str, object]], why: str) -> None:
    assert gone(read(load, records)) == [[]] * len(records), why


def test_order_does_not_count_within_a_block(load: Loaded) -> None:
    there = read(load, [article(n) for n in range(6)])
    back = load.articles(load.write("b.jsonl", "".join(json.dumps(article(n)) + "\n" for n in reversed(range(6)))))
    assert {one.id: one.boilerplate for one in there} == {one.id: one.boilerplate for one in back}


def test_blocks_are_looked_at_apart(load: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repeated, "REPEAT_BLOCK", 3)
    assert gone(read(load, [article(n) for n in range(6)])) == [[]] * 6
