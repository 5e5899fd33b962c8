"""Claims as flat rows, one claim a row, with typed columns: what CSV, XLSX and Parquet share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from kursk_claims.models import Claim, Cluster, Comparison, ValueGroup

Cell: TypeAlias = str | float | int | bool | None
Kind = Literal["text", "number", "integer", "truth"]


class Column(Struct, frozen=True):
    """Name, kind and meaning of a column."""

    name: str
    kind: Kind
    meaning: str


CLAIM_COLUMNS: Final = (
    Column("doc_id", "text", "id of the document"),
    Column("outlet", "text", "who published it"),
    Column("published", "text", "ISO date as far as known"),
    Column("title", "text", "headline"),
    Column("url", "text", "address, if given"),
    Column("claim_id", "text", "id of the claim, stable over runs"),
    Column("type", "text", "numeric or attributed"),
    Column("number", "text", "the number as written, with its qualifier and unit"),
    Column("value", "number", "the number named"),
    Column("min", "number", "lower bound; empty is unbounded"),
    Column("max", "number", "upper bound; empty is unbounded"),
    Column("modifier", "text", "exact, approx, at_least, more_than, at_most, less_than, range, magnitude"),
    Column("unit", "text", "ISO 4217 code or unit symbol; empty for a plain count"),
    Column("per", "text", "denominator of a rate"),
    Column("counted", "text", "what is counted or measured, as written"),
    Column("sources", "text", "chain of sources, outermost reporter first, joined by ' > '; side by side by ' & '"),
    Column("source_kinds", "text", "kind of each source, joined the same way"),
    Column("last_source", "text", "the last one cited"),
    Column("stance", "text", "assert or deny; empty where the article itself asserts"),
    Column("hedged", "truth", "marked as unconfirmed"),
    Column("negated", "truth", "stands under a negation"),
    Column("as_of_start", "text", "first day that the figure speaks of"),
    Column("as_of_end", "text", "last day that the figure speaks of"),
    Column("sentence", "text", "the sentence"),
    Column("sentence_start", "integer", "first code point of the sentence in the document"),
    Column("sentence_end", "integer", "code point after the sentence"),
    Column("number_start", "integer", "first code point of the number in the document"),
    Column("number_end", "integer", "code point after the number"),
)
"""Columns of ``extract``; those of ``compare`` put ``CLUSTER_COLUMNS`` before them."""

CLUSTER_COLUMNS: Final = (
    Column("cluster_id", "text", "id of the cluster"),
    Column("status", "text", "conflict, disputed, update, compatible, agree, unclear or single"),
    Column("question", "text", "the question that the cluster answers"),
    Column("value_group", "text", "label of the value group"),
    Column("certainty", "number", "probability that the claims of the cluster answer one question; empty if not known"),
    Column("independent_origins", "integer", "independent origins behind the cluster, at least"),
    Column("origins_at_most", "integer", "the same, at most"),
    Column("folded_into", "text", "id of the cluster whose figure the statements of the cluster only repeat, if any"),
    Column("no_cluster_because", "text", "why a claim is in no cluster; empty for all others"),
)
RENAMED: Final = {"group": "value_group", "start": "sentence_start", "end": "sentence_end"}
"""Columns that once had the name of an SQL keyword, and what they are called now."""

ALONE: Final = "no other statement says or denies the same"
NOT_CHOSEN: Final = "its cluster was not chosen"


def claim_rows(claims: Iterable[Claim]) -> Iterator[tuple[Cell, ...]]:
    """One row a claim, in the order of ``CLAIM_COLUMNS``."""
    return map(_claim_row, claims)


def comparison_rows(comparison: Comparison) -> Iterator[tuple[Cell, ...]]:
    """One row a claim, cluster after cluster; a claim in no cluster comes last and says why."""
    claims = {claim.id: claim for claim in comparison.claims}
    left = dict.fromkeys(claims)
    for cluster in comparison.clusters:
        groups = {id_: group for group in cluster.value_groups for id_ in group.claim_ids}
        for id_ in cluster.claim_ids:
            left.pop(id_, None)
            yield _cluster_cells(cluster, groups.get(id_)) + _claim_row(claims[id_])
    for id_ in left:
        because = ALONE if claims[id_].type == "attributed" else NOT_CHOSEN
        yield (None,) * (len(CLUSTER_COLUMNS) - 1) + (because,) + _claim_row(claims[id_])


def _cluster_cells(cluster: Cluster, group: ValueGroup | None) -> tuple[Cell, ...]:
    return (
        cluster.id,
        cluster.status,
        cluster.question,
        group.label if group else None,
        cluster.certainty,
        cluster.independent_origins,
        max(cluster.independent_origins, cluster.origins_at_most),
        cluster.folded_into,
        None,
    )


def _claim_row(claim: Claim) -> tuple[Cell, ...]:
    doc, found, said, as_of = claim.doc, claim.quantity, claim.attribution, claim.slot.as_of
    links = said.links if said else ()
    return (
        doc.id,
        doc.outlet,
        doc.published,
        doc.title,
        doc.url,
        claim.id,
        claim.type,
        found.text if found else None,
        found.value if found else None,
        found.min if found else None,
        found.max if found else None,
        found.modifier if found else None,
        found.unit if found else None,
        found.per if found else None,
        found.counted if found else None,
        " > ".join(" & ".join(source.shown for source in link) for link in links) or None,
        " > ".join(" & ".join(source.kind for source in link) for link in links) or None,
        " & ".join(source.shown for source in links[-1]) if links else None,
        said.stance if said else None,
        claim.hedged,
        claim.negated,
        as_of.start if as_of else None,
        as_of.end if as_of else None,
        claim.text,
        claim.start,
        claim.end,
        found.start if found else None,
        found.end if found else None,
    )
