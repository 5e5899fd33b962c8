"""JSON-LD: schema.org claims with their appearances, anchored by W3C Web Annotation selectors.

A ``Claim`` names what is said, who is cited, and where it appears; the place in the text is an
annotation whose target has a ``TextQuoteSelector`` and a ``TextPositionSelector``. There is no
``ClaimReview``: a review rates truth, and nothing here does.
See https://schema.org/Claim and https://www.w3.org/TR/annotation-model/.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any, Final, cast
from urllib.parse import quote

from kursk_claims.errors import UsageError
from kursk_claims.models import Article, Claim, Comparison, DocumentRef, ModelInfo, PairComparison, Source
from kursk_claims.render.builtin import indented, plain
from kursk_claims.render.payload import Explanation, Payload, RenderOptions, TextQuantities, peek
from kursk_claims.render.sanitise import web_address

_CONTEXT: Final = (
    "https://schema.org",
    {
        "oa": "http://www.w3.org/ns/oa#",
        "TextQuoteSelector": "oa:TextQuoteSelector",
        "TextPositionSelector": "oa:TextPositionSelector",
        "Annotation": "oa:Annotation",
        "target": {"@id": "oa:hasTarget"},
        "source": {"@id": "oa:hasSource", "@type": "@id"},
        "selector": {"@id": "oa:hasSelector"},
        "body": {"@id": "oa:hasBody", "@type": "@id"},
        "exact": "oa:exact",
        "prefix": "oa:prefix",
        "suffix": "oa:suffix",
        "start": "oa:start",
        "end": "oa:end",
        "kc": "urn:kursk-claims:",
    },
)
_AGENTS: Final = {
    "person": "Person",
    "outlet": "NewsMediaOrganization",
    "agency": "NewsMediaOrganization",
    "institution": "Organization",
    "official": "Person",
    "document": "CreativeWork",
    "anonymous": "Person",
}
"""The schema.org type of each kind of source; ``unknown`` is a bare ``Thing``."""


def write(payload: Payload, stream: IO[Any], options: RenderOptions, articles: Mapping[str, Article]) -> None:
    """Write one JSON-LD document: of claims, each claim; of a comparison, each cluster as one claim.

    Raises ``UsageError`` for anything but claims and comparisons.
    """
    graph: list[Any]
    if isinstance(payload, Comparison):
        graph = _comparison(payload)
    elif isinstance(payload, Explanation | PairComparison | ModelInfo):
        raise UsageError("jsonld shows claims and comparisons; choose table or json")
    else:
        first, items = peek(cast("Iterable[Claim | TextQuantities]", payload))
        if isinstance(first, TextQuantities):
            raise UsageError("jsonld shows claims and comparisons; choose table or json")
        claims = list(cast("Iterable[Claim]", items))
        graph = [
            *_articles(tuple({claim.doc.id: claim.doc for claim in claims}.values())),
            *(node for claim in claims for node in (_claim(claim), _annotation(claim, _id("claim", claim.id)))),
        ]
    # Pages carry JSON-LD in a script element, which nothing in it may end.
    stream.write(indented({"@context": _CONTEXT, "@graph": graph}).replace("<", "\\u003c") + "\n")


def _comparison(comparison: Comparison) -> list[Any]:
    """Articles, then each cluster's claims, those of one value being one ``Claim`` with its appearances."""
    claims = {claim.id: claim for claim in comparison.claims}
    graph: list[Any] = list(_articles(comparison.documents))
    for cluster in comparison.clusters:
        for place, group in enumerate(cluster.value_groups):
            members = [claims[id_] for id_ in group.claim_ids]
            node = _id("value", f"{cluster.id}/{place}")
            dated = [claim for claim in members if claim.doc.published]
            graph.append(
                _filled(
                    {
                        "@type": "Claim",
                        "@id": node,
                        "name": f"{cluster.question}: {group.label}",
                        "text": members[0].text if members else None,
                        "about": cluster.question,
                        "appearance": _refs(members),
                        "firstAppearance": _refs(dated and [min(dated, key=_published)]),
                        "claimInterpreter": [_agent(source) for source in _last_sources(members)],
                        "isPartOf": {"@id": _id("cluster", cluster.id)},
                        "kc:status": cluster.status,
                        "kc:stance": group.stance,
                        "kc:independentOrigins": cluster.independent_origins,
                    }
                )
            )
            graph += [_annotation(claim, node) for claim in members]
    return graph


def _claim(claim: Claim) -> dict[str, Any]:
    said = claim.attribution
    value = claim.quantity
    return _filled(
        {
            "@type": "Claim",
            "@id": _id("claim", claim.id),
            "text": claim.text,
            "appearance": _refs([claim]),
            "claimInterpreter": [_agent(source) for source in _last_sources([claim])],
            "about": value.counted if value else None,
            "kc:quantity": plain(value) if value else None,
            "kc:sources": [_agent(source) for source in said.sources] if said else None,
            "kc:stance": said.stance if said else None,
            "kc:hedged": claim.hedged,
        }
    )


def _annotation(claim: Claim, body: str) -> dict[str, Any]:
    """Where the claim stands: the number itself by position, its sentence by quotation."""
    start, end = (claim.quantity.start, claim.quantity.end) if claim.quantity else (claim.start, claim.end)
    return {
        "@type": "Annotation",
        "@id": _id("annotation", claim.id),
        "body": body,
        "target": {
            "source": _article_id(claim.doc),
            "selector": [
                {"@type": "TextQuoteSelector", **plain(claim.evidence)},
                {"@type": "TextPositionSelector", "start": start, "end": end},
            ],
        },
    }


def _articles(documents: Sequence[DocumentRef]) -> list[dict[str, Any]]:
    return [
        _filled(
            {
                "@type": "NewsArticle",
                "@id": _article_id(doc),
                "identifier": doc.id,
                "headline": doc.title,
                "datePublished": doc.published,
                "publisher": {"@type": "NewsMediaOrganization", "name": doc.outlet} if doc.outlet else None,
                "url": web_address(doc.url),
                "inLanguage": "de",
                "kc:sha256": doc.text_sha256,
            }
        )
        for doc in documents
    ]


def _last_sources(claims: Sequence[Claim]) -> list[Source]:
    """Who is cited last in each chain, each once, in order."""
    chains = [claim.attribution.links for claim in claims if claim.attribution and claim.attribution.sources]
    last = [source for links in chains for source in links[-1]]
    return list({source.key or source.name: source for source in last}.values())


def _agent(source: Source) -> dict[str, str]:
    return {"@type": _AGENTS.get(source.kind, "Thing"), "name": source.shown}


def _refs(claims: Sequence[Claim]) -> list[dict[str, str]]:
    return [{"@id": id_} for id_ in dict.fromkeys(_article_id(claim.doc) for claim in claims)]


def _published(claim: Claim) -> tuple[str, str]:
    return claim.doc.published or "", claim.doc.id


def _article_id(doc: DocumentRef) -> str:
    return _id("document", doc.id)


def _id(kind: str, name: str) -> str:
    """A URN; what may not stand in one is percent-encoded, so no id can break out of it."""
    return f"urn:kursk-claims:{kind}:{quote(name, safe='/')}"


def _filled(node: dict[str, Any]) -> dict[str, Any]:
    """``node`` without what is not known; JSON-LD has no use for null."""
    return {key: value for key, value in node.items() if value is not None and value != []}
