"""The whole comparison: profiles, blocks, links, clusters, verdicts.

Each step is a pure function of the claims it is given, so that another engine can run the same steps
over partitions: ``blocking.keys`` and ``pairs.score`` need one or two claims, ``cluster.merge`` one
connected component, ``numeric_cluster`` one cluster, ``arithmetic.implications`` one article.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import product

from kursk_claims.compare import statements
from kursk_claims.compare.alignment import Scored, align
from kursk_claims.compare.arithmetic import implications
from kursk_claims.compare.blocking import candidate_pairs
from kursk_claims.compare.certainty import certainty
from kursk_claims.compare.cluster import Group, components, questions
from kursk_claims.compare.folding import folded
from kursk_claims.compare.groups import Groups, sample
from kursk_claims.compare.origins import count_origins, find_origins
from kursk_claims.compare.pairs import scored
from kursk_claims.compare.profile import Profile, profile
from kursk_claims.compare.questions import common_slot, question, statement_question
from kursk_claims.compare.times import group_times
from kursk_claims.compare.verdict import (
    build_group,
    contested_on,
    exclusions,
    spread,
    value_groups,
    verdict,
)
from kursk_claims.models import Claim, Cluster, Comparison, DocumentRef, Origin, Status, ValueGroup
from kursk_claims.settings import COMPATIBLE_THRESHOLD, LINK_THRESHOLD, STATEMENT_LINK


def compare(claims: Iterable[Claim], *, threshold: float = LINK_THRESHOLD) -> Comparison:
    """Put claims that answer the same question together and say how they stand to each other.

    ``threshold`` is the score (log2 weights) from which a pair is linked. The order of ``claims``
    does not change the result; a claim given twice (same id) counts once.
    """
    unique = {claim.id: claim for claim in claims}
    ordered = sorted(unique.values(), key=_place)
    numeric = [claim for claim in ordered if claim.quantity is not None]
    attributed = [claim for claim in ordered if claim.quantity is None]
    clusters = folded([*numeric_clusters(numeric, threshold), *statement_clusters(attributed)], ordered)
    documents: dict[str, DocumentRef] = {claim.doc.id: claim.doc for claim in ordered}
    return Comparison(
        documents=tuple(documents[key] for key in sorted(documents)),
        claims=tuple(ordered),
        clusters=tuple(sorted(clusters, key=_rank)),
        implications=implications(numeric),
    )


def _place(claim: Claim) -> tuple[str, int, int, str]:
    start = claim.quantity.start if claim.quantity else claim.start
    return (claim.doc.id, claim.start, start, claim.id)


def _rank(cluster: Cluster) -> tuple[int, int, int, str, str]:
    """Numeric before statements, what most outlets speak of first."""
    outlets = {outlet for group in cluster.value_groups for outlet in group.outlets}
    return (cluster.kind != "numeric", -len(outlets), -len(cluster.claim_ids), cluster.question, cluster.id)


def cluster_id(kind: str, claim_ids: Sequence[str]) -> str:
    """Stable id of a cluster: a hash of its members' ids, in any order."""
    return hashlib.sha256("\n".join((kind, *sorted(claim_ids))).encode()).hexdigest()[:16]


def numeric_links(profiles: Sequence[Profile]) -> list[Scored]:
    """Pairs of numeric claims that may answer one question, each figure with its partners only; sorted."""
    return align(pair for one, other in candidate_pairs(profiles) if (pair := scored(one, other)) is not None)


def numeric_clusters(claims: Sequence[Claim], threshold: float) -> list[Cluster]:
    """Clusters of numeric claims; every claim is in exactly one."""
    by_id = {claim.id: claim for claim in claims}
    profiles = {claim.id: profile(claim) for claim in claims}
    links = numeric_links(list(profiles.values()))
    parts = components(by_id, ((link.low, link.high) for link in links))
    part_of = {key: index for index, members in enumerate(parts) for key in members}
    inside: dict[int, list[Scored]] = defaultdict(list)
    for link in links:
        inside[part_of[link.low]].append(link)
    clusters: list[Cluster] = []
    for index, members in enumerate(parts):
        for group in questions([profiles[key] for key in members], inside[index], threshold):
            clusters.append(numeric_cluster([by_id[key] for key in group.ids], group))
    return clusters


def numeric_cluster(claims: Sequence[Claim], held: Group | None = None) -> Cluster:
    """The verdict over the numeric claims that answer one question; ``held`` says how surely they do."""
    groups = value_groups(claims)
    group_of = {claim.id: index for index, group in enumerate(groups) for claim, _ in group}
    times = group_times(groups)
    origins = find_origins(claims, group_of, times)
    at_least, at_most = count_origins(origins)
    records: list[ValueGroup] = []
    behind = _behind(origins)
    for group, as_of in zip(groups, times, strict=True):
        places = sorted({place for claim, _ in group for place in behind[claim.id]})
        records.append(build_group(group, [origins[place].name for place in places], as_of))
    claim_ids = tuple(claim.id for claim in sorted(claims, key=_place))
    clear = held is None or held.clear
    link = held.link if held is not None else None
    status: Status = verdict(groups, records) if clear else "unclear"
    if status == "compatible" and link is not None and link.score < COMPATIBLE_THRESHOLD:
        status = "unclear"
    return Cluster(
        id=cluster_id("numeric", claim_ids),
        kind="numeric",
        question=question(claims),
        slot=common_slot(claims),
        status=status,
        certainty=None if link is None else certainty(link),
        contested_on=contested_on(records) if clear else (),
        value_groups=tuple(records),
        origins=origins,
        independent_origins=at_least,
        origins_at_most=at_most,
        spread_ratio=spread(records),
        claim_ids=claim_ids,
        exclusions=exclusions(records),
    )


def _behind(origins: Sequence[Origin]) -> dict[str, list[int]]:
    """Which origins stand behind each claim, by their places."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, origin in enumerate(origins):
        for id_ in origin.claim_ids:
            found[id_].append(place)
    return found


def statement_clusters(claims: Sequence[Claim]) -> list[Cluster]:
    """Clusters of two or more attributed statements that say, or deny, the same."""
    by_id = {claim.id: claim for claim in claims}
    contents = {claim.id: statements.content_of(claim) for claim in claims}
    alike, denied = statements.relate(list(contents.values()))
    parts = components(by_id, [*((a, b) for a, b, _ in alike), *denied])
    part_of = {key: index for index, members in enumerate(parts) for key in members}
    alike_of: dict[int, list[statements.Link]] = defaultdict(list)
    denied_of: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for link in alike:
        alike_of[part_of[link[0]]].append(link)
    for pair in denied:
        denied_of[part_of[pair[0]]].append(pair)
    found: list[Cluster] = []
    for index, members in enumerate(parts):
        groups = statement_groups([contents[key] for key in members], alike_of[index], denied_of[index])
        found.extend(statement_cluster([by_id[key] for key in keys]) for keys in groups)
    return found


def statement_groups(
    members: Sequence[statements.Content], alike: Sequence[statements.Link], denied: Sequence[tuple[str, str]]
) -> list[list[str]]:
    """Clusters of two or more within one component: what is alike, with what it denies or is denied by."""
    if len(members) < 2:
        return []
    groups = merge_statements(members, alike)
    joined = components([group[0] for group in groups], [(_head(groups, a), _head(groups, b)) for a, b in denied])
    by_head = {group[0]: group for group in groups}
    found = [sorted(key for head in heads for key in by_head[head]) for heads in joined]
    return [keys for keys in found if len(keys) > 1]


def _head(groups: Sequence[Sequence[str]], key: str) -> str:
    return next(group[0] for group in groups if key in group)


def merge_statements(contents: Sequence[statements.Content], links: Sequence[statements.Link]) -> list[list[str]]:
    """Guarded merge of alike statements: groups merge if their articles are alike on average.

    Of an article's statements the likest counts, because one often lies inside another.
    """
    by_id = {content.id: content for content in contents}
    groups = Groups(by_id)
    apart: set[tuple[str, int, str, int]] = set()
    for a, b, _ in sorted(links, key=lambda link: (-link[2], link[0], link[1])):
        if groups.together(a, b):
            continue
        one, other = sorted((groups.of(a), groups.of(b)))
        tried = (one[0], len(one), other[0], len(other))
        if tried in apart:
            continue  # neither has grown since
        best: dict[tuple[str, str], float] = {}
        for x, y in product(sample(one), sample(other)):
            articles = (by_id[x].doc, by_id[y].doc)
            best[articles] = max(best.get(articles, 0.0), statements.likeness(by_id[x], by_id[y]))
        if sum(best.values()) / len(best) >= STATEMENT_LINK / 2:
            groups.join(a, b)
        else:
            apart.add(tried)
    return groups.all()


def statement_cluster(claims: Sequence[Claim]) -> Cluster:
    """The verdict over statements of one content: asserted by all, or disputed."""
    ordered = sorted(claims, key=_place)
    denying = [claim for claim in ordered if claim.attribution and claim.attribution.stance == "deny"]
    stances = [("assert", [claim for claim in ordered if claim not in denying]), ("deny", denying)]
    group_of = {claim.id: index for index, (_, members) in enumerate(stances) for claim in members}
    origins = find_origins(ordered, group_of)
    at_least, at_most = count_origins(origins)
    records = []
    for stance, members in stances:
        if not members:
            continue
        ids = {claim.id for claim in members}
        records.append(
            ValueGroup(
                label=statement_question(members),
                min=None,
                max=None,
                as_of=None,
                claim_ids=tuple(claim.id for claim in members),
                outlets=tuple(sorted({claim.doc.outlet or claim.doc.id for claim in members})),
                origins=tuple(o.name for o in origins if ids & set(o.claim_ids)),
                stance="deny" if stance == "deny" else "assert",
            )
        )
    verdict: Status = "disputed" if len(records) > 1 else "agree"
    return Cluster(
        id=cluster_id("statement", [claim.id for claim in ordered]),
        kind="statement",
        question=statement_question(ordered),
        slot=common_slot(ordered),
        status=verdict,
        value_groups=tuple(records),
        origins=origins,
        independent_origins=at_least,
        origins_at_most=at_most,
        spread_ratio=None,
        claim_ids=tuple(claim.id for claim in ordered),
    )
