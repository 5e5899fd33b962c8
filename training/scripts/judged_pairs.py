"""Judged pairs of figures: from gold files and the claims of their articles to pairs that are one question or not."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec

from kursk_claims.compare.blocking import candidate_pairs
from kursk_claims.compare.profile import Profile, profile
from kursk_claims.models import Claim


class Judged(msgspec.Struct, frozen=True):
    """Two figures and whether they answer one question."""

    a: Profile
    b: Profile
    one: bool
    story: str
    """What is left out together when a fit is tried on unseen stories."""


def read_claims(path: Path) -> list[Claim]:
    """The numeric claims of a JSON Lines file that ``kursk-claims extract`` wrote."""
    decoder = msgspec.json.Decoder(Claim)
    with path.open("rb") as lines:
        found = [decoder.decode(line) for line in lines if line.strip()]
    return [claim for claim in found if claim.quantity is not None]


def story_pairs(gold: dict[str, Any], claims: Sequence[Claim]) -> Iterator[Judged]:
    """Every pair that comparing looks at: of one story as its clusters say, of two stories never one question.

    Left out is what the gold leaves open: optional members, neighbouring questions, related stories, and figures of
    one article that no question names.
    """
    members, story_of = _members(gold)
    related = {frozenset(pair) for pair in gold.get("related", ())}
    near = {
        (s["id"], c.get("id", str(n))): c.get("near", ()) for s in gold["stories"] for n, c in enumerate(s["clusters"])
    }
    claim_of = {claim.id: claim for claim in claims}
    member_of = {claim.id: _overlapping(members[claim.doc.id], claim) for claim in claims}
    for a, b in candidate_pairs([profile(claim) for claim in claims]):
        if a.dimension != b.dimension:
            continue
        stories = (story_of[a.doc], story_of[b.doc])
        one, other = member_of[a.id], member_of[b.id]
        if stories[0] != stories[1]:
            if frozenset(stories) not in related:
                yield Judged(a, b, False, stories[0])
            continue
        if one and other and one[0] == other[0]:
            if not (one[1] or other[1]) or a.doc == b.doc:
                yield Judged(a, b, True, stories[0])
        elif one and other and (other[0][1] in near[one[0]] or one[0][1] in near[other[0]]):
            continue
        elif a.doc != b.doc or one or other:
            yield Judged(a, b, False, stories[0])
    assert claim_of.keys() == member_of.keys()


Member = tuple[tuple[str, str], bool]
"""Story and question, and whether it is optional there."""


def _members(gold: dict[str, Any]) -> tuple[dict[str, list[tuple[int, int, Member]]], dict[str, str]]:
    members: dict[str, list[tuple[int, int, Member]]] = defaultdict(list)
    for story in gold["stories"]:
        for number, cluster in enumerate(story["clusters"]):
            key = (story["id"], cluster.get("id", str(number)))
            for member in cluster["members"]:
                optional = member.get("optional", False) or cluster["status"] == "optional"
                members[member["doc"]].append((member["start"], member["end"], (key, optional)))
    return members, {doc["id"]: story["id"] for story in gold["stories"] for doc in story["docs"]}


def _overlapping(members: Sequence[tuple[int, int, Any]], claim: Claim) -> Any:
    quantity = claim.quantity
    if quantity is None:
        return None
    sizes = [(min(end, quantity.end) - max(start, quantity.start), found) for start, end, found in members]
    size, found = max(sizes, key=lambda item: item[0], default=(0, None))
    return found if size > 0 else None


def single_pairs(gold: dict[str, Any], claims: Sequence[Claim]) -> Iterator[Judged]:
    """Pairs judged one by one; pairs of one article on the left are left out together."""
    by_article: dict[str, list[tuple[int, int, Claim]]] = defaultdict(list)
    for claim in claims:
        if claim.quantity is not None:
            by_article[claim.doc.id].append((claim.quantity.start, claim.quantity.end, claim))
    for pair in gold["pairs"]:
        if pair["relation"] == "skip":
            continue
        ends = [_at(by_article[pair[side]["doc"]], pair[side]["start"], pair[side]["end"]) for side in "ab"]
        if ends[0] is None or ends[1] is None:
            continue
        a, b = (profile(claim) for claim in ends)
        if a.dimension == b.dimension:
            yield Judged(a, b, pair["relation"] != "different", min(a.doc, b.doc))


def _at(found: Sequence[tuple[int, int, Claim]], start: int, end: int) -> Claim | None:
    sizes = [(min(e, end) - max(s, start), claim.id, claim) for s, e, claim in found]
    best = max(sizes, default=None)
    return best[2] if best and best[0] > 0 else None


def judged(gold_path: Path, claims_path: Path) -> list[Judged]:
    """The judged pairs of one gold file, of stories or of single pairs."""
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    claims = read_claims(claims_path)
    return list(story_pairs(gold, claims) if "stories" in gold else single_pairs(gold, claims))


__all__ = ["Judged", "combinations", "judged", "read_claims", "single_pairs", "story_pairs"]
