"""What a cluster's workers do with the rows of one partition: the steps of ``extract`` and ``compare``.

Every function takes and gives an iterator of pandas frames, as ``mapInPandas`` wants it, and imports nothing of
Spark. The work itself is that of the local engine: the same functions over an article, a pair, a component.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

import msgspec

from kursk_claims.compare import blocking, statements
from kursk_claims.compare.alignment import Scored, align
from kursk_claims.compare.arithmetic import implications
from kursk_claims.compare.cluster import questions
from kursk_claims.compare.comparison import numeric_cluster, statement_cluster, statement_groups
from kursk_claims.compare.folding import fold, home_of, repeated
from kursk_claims.compare.pairs import scored as scored_pair
from kursk_claims.compare.profile import Profile, profile
from kursk_claims.compare.statements import Content, content_of
from kursk_claims.engines.article import build_extractor
from kursk_claims.engines.local import outcome
from kursk_claims.errors import InputError
from kursk_claims.load.inputs import read_record
from kursk_claims.models import Article, Claim, Cluster

if TYPE_CHECKING:
    import pandas as pd

Frames = Iterator["pd.DataFrame"]
Report = Callable[[str], None]

NUMERIC: Final = "numeric"
LINK: Final = "link"
DENIAL: Final = "denial"
MEMBER: Final = "member"

CLAIM_ROWS: Final = "id string, doc string, kind string, claim string, prepared binary"
BLOCK_ROWS: Final = "key string, first string, second long, third double, id string"
EDGE_ROWS: Final = "low string, high string, value double, row string, one_doc string, other_doc string, pair binary"
"""A link or denial; the last three columns are those of two figures, which are aligned by their articles."""
JSON_ROWS: Final = "value string"
NAMED_ROWS: Final = "row string, value string"
REPEATED_ROWS: Final = "statement string, figure string"
PLACED_ROWS: Final = "cluster string, kind string, claim string, home string, value string"
"""A claim of a cluster: the home of a figure, the whole cluster of a statement."""

_ROWS: Final = 10_000
"""Rows of a frame that is handed back: a few megabytes."""

_extractor = cache(build_extractor)
_CLAIM: Final = msgspec.json.Decoder(Claim)
_CLUSTER: Final = msgspec.json.Decoder(Cluster)
_PACK: Final = msgspec.msgpack.Encoder()
_PAIR: Final = msgspec.msgpack.Decoder(Scored)
_PROFILE: Final = msgspec.msgpack.Decoder(Profile)
_CONTENT: Final = msgspec.msgpack.Decoder(Content)


def frames_of(rows: Iterable[Sequence[Any]], columns: str) -> Frames:
    """Rows as frames of a schema given as ``name type, …``."""
    import pandas as pd

    names = [column.split()[0] for column in columns.split(", ")]
    batch: list[Sequence[Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _ROWS:
            yield pd.DataFrame(batch, columns=names, dtype=object)
            batch = []
    if batch:
        yield pd.DataFrame(batch, columns=names, dtype=object)


def rows_of(frames: Frames, *names: str) -> Iterator[tuple[Any, ...]]:
    """The rows of all frames of a partition, one after the other."""
    for frame in frames:
        yield from zip(*(frame[name] for name in names), strict=True)


def json_of(record: msgspec.Struct) -> str:
    """A record as one line of JSON."""
    return msgspec.json.encode(record).decode()


def read_claims(frames: Frames, *, model: str | None, report: Report) -> Iterator[Claim]:
    """Claims of the records of a partition: those of each article, and claims as they are.

    A record that can't be read or extracted is passed to ``report`` in one line and left out.
    """
    for (line,) in rows_of(frames, "value"):
        data = line.encode() if isinstance(line, str) else bytes(line)  # a row of Parquet, or a line as it is
        if not data.strip():
            continue
        try:
            for found in read_record(data, "record", sha256(data).hexdigest()[:16]):
                if isinstance(found, Claim):
                    yield found
                else:
                    yield from _claims_of(found, model)
        except InputError as error:
            report(str(error))


def _claims_of(article: Article, model: str | None) -> Sequence[Claim]:
    found = outcome(_extractor(model), article)
    if isinstance(found, InputError):
        raise found
    return found


def extracted(frames: Frames, *, model: str | None, kind: str | None, report: Report) -> Frames:
    """Articles (``value``: one JSON document) to claims (``value``: one JSON claim)."""
    claims = read_claims(frames, model=model, report=report)
    return frames_of(((json_of(claim),) for claim in claims if kind in (None, claim.type)), JSON_ROWS)


def described(frames: Frames, *, model: str | None, kind: str | None, report: Report) -> Frames:
    """Articles or claims to claims with what comparing needs of each, prepared once."""
    claims = read_claims(frames, model=model, report=report)
    return frames_of(
        (
            (claim.id, claim.doc.id, claim.type, json_of(claim), _PACK.encode(_prepared(claim)))
            for claim in claims
            if kind in (None, claim.type)
        ),
        CLAIM_ROWS,
    )


def _prepared(claim: Claim) -> Profile | Content:
    return profile(claim) if claim.quantity is not None else content_of(claim)


def blocks(frames: Frames) -> Frames:
    """Each claim under each of its block keys, with its place in the order of a block."""

    def rows() -> Iterator[tuple[str, str, int, float, str]]:
        for kind, prepared in rows_of(frames, "kind", "prepared"):
            if kind == NUMERIC:
                one = _PROFILE.decode(prepared)
                order = blocking.window_order(one)
                yield from ((key, *order) for key in blocking.keys(one))
            else:
                content = _CONTENT.decode(prepared)
                yield from ((key, "", content.published or 0, 0.0, content.id) for key in statements.keys(content))

    return frames_of(rows(), BLOCK_ROWS)


def scored(frames: Frames) -> Frames:
    """Pairs (``low`` < ``high`` by id) to the links and denials among them."""

    def rows() -> Iterator[tuple[Any, ...]]:
        for kind, low, high in rows_of(frames, "kind", "low_prepared", "high_prepared"):
            if kind == NUMERIC:
                found = scored_pair(_PROFILE.decode(low), _PROFILE.decode(high))
                if found is not None:
                    yield _edge(found)
                continue
            a, b = _CONTENT.decode(low), _CONTENT.decode(high)
            value = statements.linked(a, b)
            if value is not None:
                yield a.id, b.id, value, LINK, *_NO_FIGURES
            denied = statements.denial(a, b)
            if denied is not None:
                yield *denied, 1.0, DENIAL, *_NO_FIGURES

    return frames_of(rows(), EDGE_ROWS)


_NO_FIGURES: Final = (None, None, None)


def _edge(pair: Scored) -> tuple[Any, ...]:
    return pair.low, pair.high, pair.score, LINK, *pair.docs, _PACK.encode(pair)


def aligned(frames: Frames) -> Frames:
    """Links between figures, ordered by their articles, to those that stay when each figure has its partners only."""

    def rows() -> Iterator[tuple[Any, ...]]:
        found = rows_of(frames, "one_doc", "other_doc", "pair")
        for _, between in groupby(found, key=_first_two):
            yield from (_edge(pair) for pair in align(_PAIR.decode(packed) for _, _, packed in between))

    return frames_of(rows(), EDGE_ROWS)


def _first_two(row: tuple[Any, ...]) -> tuple[Any, Any]:
    return row[0], row[1]


def pointed(frames: Frames) -> Frames:
    """Attributed claims, ordered by article, to the denials of what stands just before them."""
    rows = rows_of(frames, "doc", "prepared")
    return frames_of(
        (
            (*pair, 1.0, DENIAL, *_NO_FIGURES)
            for _, article in groupby(rows, key=_first)
            for pair in statements.denied_before([_CONTENT.decode(prepared) for _, prepared in article])
        ),
        EDGE_ROWS,
    )


def singles(frames: Frames) -> Frames:
    """Numeric claims that nothing is linked with: a cluster each."""
    clusters = (numeric_cluster([_CLAIM.decode(claim)]) for (claim,) in rows_of(frames, "claim"))
    return frames_of(((json_of(cluster),) for cluster in clusters), JSON_ROWS)


def clusters(frames: Frames, *, threshold: float) -> Frames:
    """Members and edges of components, ordered by component, to clusters."""

    def rows() -> Iterator[tuple[str]]:
        found = rows_of(frames, "component", "row", "kind", "id", "other", "number", "claim", "prepared")
        for _, component in groupby(found, key=_first):
            for cluster in _component(list(component), threshold):
                yield (json_of(cluster),)

    return frames_of(rows(), JSON_ROWS)


def _component(rows: Sequence[tuple[Any, ...]], threshold: float) -> Iterator[msgspec.Struct]:
    members = sorted((row for row in rows if row[1] == MEMBER), key=lambda row: str(row[3]))
    claims = {row[3]: _CLAIM.decode(row[6]) for row in members}
    if members[0][2] == NUMERIC:
        pairs = [_PAIR.decode(row[7]) for row in rows if row[1] == LINK]
        for group in questions([_PROFILE.decode(row[7]) for row in members], pairs, threshold):
            yield numeric_cluster([claims[key] for key in group.ids], group)
        return
    links = sorted((row[3], row[4], row[5]) for row in rows if row[1] == LINK)
    denied = sorted((row[3], row[4]) for row in rows if row[1] == DENIAL)
    for keys in statement_groups([_CONTENT.decode(row[7]) for row in members], links, denied):
        yield statement_cluster([claims[key] for key in keys])


def repeating(frames: Frames) -> Frames:
    """Claims, ordered by article, to the statements that only repeat figures, with each figure in them."""
    articles = groupby(rows_of(frames, "doc", "claim"), key=_first)
    return frames_of(
        (
            (statement, figure)
            for _, article in articles
            for statement, figures in repeated(_CLAIM.decode(claim) for _, claim in article).items()
            for figure in figures
        ),
        REPEATED_ROWS,
    )


def placed(frames: Frames) -> Frames:
    """Clusters to their claims."""
    found = ((_CLUSTER.decode(value), value) for (value,) in rows_of(frames, "value"))
    return frames_of(
        (
            (cluster.id, cluster.kind, claim, home_of(cluster), None if cluster.kind == NUMERIC else value)
            for cluster, value in found
            for claim in cluster.claim_ids
        ),
        PLACED_ROWS,
    )


def folded(frames: Frames) -> Frames:
    """Claims of statement clusters, ordered by cluster, each with every figure that it repeats and its home, if it
    only repeats figures, to the clusters, folded where all do."""

    def rows() -> Iterator[tuple[str]]:
        found = rows_of(frames, "cluster", "value", "claim", "figure", "home")
        for _, members in groupby(found, key=_first):
            held = list(members)
            homes = defaultdict[str, list[str | None]](list)
            for _, _, claim, figure, home in held:
                if figure is not None:
                    homes[claim].append(home)
            yield (json_of(fold(_CLUSTER.decode(held[0][1]), homes)),)

    return frames_of(rows(), JSON_ROWS)


def articles(frames: Frames) -> Frames:
    """Claims, ordered by article, to the article's record and the implications of its figures."""

    def rows() -> Iterator[tuple[str, str]]:
        for _, article in groupby(rows_of(frames, "doc", "claim"), key=_first):
            claims = [_CLAIM.decode(claim) for _, claim in article]
            yield "documents", json_of(claims[0].doc)
            yield from (("implications", json_of(one)) for one in implications(claims))

    return frames_of(rows(), NAMED_ROWS)


def _first(row: tuple[Any, ...]) -> Any:
    return row[0]
