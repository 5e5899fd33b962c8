"""A large comparison made by rule: as many invented claims as wanted, over many articles and outlets."""

from __future__ import annotations

import hashlib

from kursk_claims.models import (
    Article,
    Attribution,
    Claim,
    Cluster,
    Comparison,
    DocumentRef,
    Evidence,
    Origin,
    Quantity,
    Slot,
    Source,
    ValueGroup,
)

PER_ARTICLE = 10
_THINGS = ("Brücken", "Züge", "Lehrkräfte", "Betten", "Bäume", "Schiffe", "Kinder", "Häuser", "Busse", "Ärztinnen")


def crowd(size: int, padding: str = "") -> tuple[Comparison, dict[str, Article]]:
    """``size`` numeric claims, ``PER_ARTICLE`` to an article; of every three questions two are shared.

    ``padding`` is added to every article, to make long ones.
    """
    articles: dict[str, Article] = {}
    claims: list[Claim] = []
    for number in range((size + PER_ARTICLE - 1) // PER_ARTICLE):
        sentences = [
            f"Im Bezirk {(number // 3) * PER_ARTICLE + n} gibt es laut Amt {number % 40} "
            f"genau {1000 + 7 * number + n} {thing}. "
            for n, thing in enumerate(_THINGS)
        ]
        text = "".join(sentences) + padding
        id_ = f"artikel-{number:05d}"
        article = Article(
            id=id_,
            outlet=f"Zeitung {number % 60}",
            title=f"Zahlen aus den Bezirken, Folge {number}",
            published=f"2024-{1 + number % 12:02d}-{1 + number % 28:02d}",
            text=text,
        )
        articles[id_] = article
        doc = DocumentRef(
            id=id_,
            outlet=article.outlet,
            title=article.title,
            published=article.published,
            text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        )
        at = 0
        for n, sentence in enumerate(sentences):
            if len(claims) == size:
                break
            claims.append(_claim(doc, text, at, sentence.rstrip(), number, n))
            at += len(sentence)
    return Comparison(documents=_documents(claims), claims=tuple(claims), clusters=_clusters(claims)), articles


def _documents(claims: list[Claim]) -> tuple[DocumentRef, ...]:
    return tuple({claim.doc.id: claim.doc for claim in claims}.values())


def _claim(doc: DocumentRef, text: str, at: int, sentence: str, number: int, n: int) -> Claim:
    value = 1000 + 7 * number + n
    start = at + sentence.index(f"{value} ")
    name = f"Amt {number % 40}"
    said = at + sentence.index(name)
    return Claim(
        id=f"{number:05d}-{n}",
        type="numeric",
        doc=doc,
        text=sentence,
        start=at,
        end=at + len(sentence),
        quantity=Quantity(
            text=str(value),
            start=start,
            end=start + len(str(value)),
            value=value,
            min=value,
            max=value,
            modifier="exact",
            counted=_THINGS[n],
            counted_head=_THINGS[n],
        ),
        attribution=Attribution(
            statement_id=None,
            mode="indirect",
            sources=(Source(name=name, text=name, start=said, end=said + len(name), kind="official", cue="laut"),),
        ),
        slot=Slot(thing=_THINGS[n].lower()),
        evidence=Evidence(exact=sentence, prefix=text[max(0, at - 32) : at], suffix=text[at + len(sentence) :][:32]),
    )


def _clusters(claims: list[Claim]) -> tuple[Cluster, ...]:
    by_question: dict[tuple[int, int], list[Claim]] = {}
    for claim in claims:
        number, n = (int(part) for part in claim.id.split("-"))
        # Every third question stays with one article each.
        key = (number // 3, n) if n % 3 else (number + 1_000_000, n)
        by_question.setdefault(key, []).append(claim)
    found = []
    for (place, n), members in by_question.items():
        groups = tuple(
            ValueGroup(
                label=claim.quantity.text if claim.quantity else "",
                min=claim.quantity.min if claim.quantity else None,
                max=claim.quantity.max if claim.quantity else None,
                modifier="exact",
                as_of=None,
                claim_ids=(claim.id,),
                outlets=(claim.doc.outlet or "",),
                origins=(claim.attribution.sources[-1].name if claim.attribution else "",),
            )
            for claim in members
        )
        found.append(
            Cluster(
                id=f"{place}-{n}",
                kind="numeric",
                question=f"{_THINGS[n]} im Bezirk {place}",
                slot=Slot(),
                status="single" if len(members) == 1 else "conflict",
                value_groups=groups,
                origins=tuple(
                    Origin(name=group.origins[0], chain=group.origins, claim_ids=group.claim_ids, outlets=group.outlets)
                    for group in groups
                ),
                independent_origins=len(groups),
                spread_ratio=1.0 if len(groups) > 1 else None,
                claim_ids=tuple(claim.id for claim in members),
            )
        )
    return tuple(found)
