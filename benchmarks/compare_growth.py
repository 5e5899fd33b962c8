"""How ``compare`` grows: 1,000, 10,000 and 100,000 claims, each in a process of its own.

usage: python -m benchmarks.compare_growth one CLAIMS.jsonl COUNT

The claims are those of a real archive in the order of its days, as far as they go: articles, lengths, slots,
the share of statements and how often two outlets write of one thing are what they are. Where more are wanted,
the archive goes on: another era follows with the same articles, as many days later. Of the telling words that
fewer than one article in a hundred has, an era takes over three in ten and has new ones for the rest, names
included; general words stay. So blocks grow as they do when an archive does (days pass, stories are new, the
language is the same). How fast the vocabulary grows in the real claims from half of them to all (the exponent of
Heaps' law), and in the made ones from one era to two, is measured with the rest, so that they can be compared.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import count, islice, pairwise
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from benchmarks.measuring import high_water, run
from kursk_claims.models import Claim, Slot, TimeFrame

SIZES = (1_000, 10_000, 100_000)
TAIL = 0.01
RENEWED = 0.7


def read(path: Path) -> list[Claim]:
    """Claims that ``extract`` wrote, in the order of their articles' days."""
    decoder = msgspec.json.Decoder(Claim)
    claims = [decoder.decode(line) for line in path.read_bytes().split(b"\n") if line]
    return sorted(claims, key=lambda claim: (claim.doc.published or "", claim.doc.id, claim.start, claim.id))


def archive(claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims, and then era after era of claims like them, without end."""
    rare, days = tail(claims), span(claims)
    for era in count():
        yield from claims if era == 0 else (renewed(claim, era, rare, timedelta(days=era * days)) for claim in claims)


def span(claims: Sequence[Claim]) -> int:
    """Days from the first article to the last, both included; 0 if none has a day."""
    days = sorted(
        claim.doc.published[:10] for claim in claims if claim.doc.published and len(claim.doc.published) >= 10
    )
    return (date.fromisoformat(days[-1]) - date.fromisoformat(days[0])).days + 1 if days else 0


def tail(claims: Sequence[Claim]) -> frozenset[str]:
    """Words that fewer than one article in a hundred (``TAIL``) has."""
    articles: dict[str, set[str]] = {}
    for claim in claims:
        articles.setdefault(claim.doc.id, set()).update(_words(claim.slot))
    spread = Counter(word for words in articles.values() for word in words)
    return frozenset(word for word, times in spread.items() if times < max(2, TAIL * len(articles)))


def _words(slot: Slot) -> set[str]:
    return {*slot.terms, *slot.topic, *slot.entities, *slot.place, *slot.setting}


def renewed_id(id_: str, era: int) -> str:
    """The id of the claim that takes another's place in a later era."""
    return hashlib.sha256(f"{era}\0{id_}".encode()).hexdigest()[:16]


def renewed_word(old: str, era: int, rare: frozenset[str]) -> str:
    """A word in a later era: seven in ten of the rare ones are new, the others stay."""
    if old not in rare:
        return old
    digest = hashlib.sha256(f"{era}\0{old}".encode()).digest()
    return f"{_syllables(era)}{old}" if digest[0] < RENEWED * 256 else old


def renewed(claim: Claim, era: int, rare: frozenset[str], later: timedelta) -> Claim:
    """The claim that takes this one's place in a later era."""

    def word(old: str) -> str:
        return renewed_word(old, era, rare)

    slot, doc = claim.slot, claim.doc
    return replace(
        claim,
        id=renewed_id(claim.id, era),
        doc=replace(
            doc,
            id=f"{doc.id}-{era}",
            url=doc.url and f"{doc.url}?{era}",
            published=shifted(doc.published, later),
            published_time=shifted(doc.published_time, later),
        ),
        text=" ".join(word(part) for part in claim.text.split(" ")),
        slot=replace(
            slot,
            terms=_each(word, slot.terms),
            topic=_each(word, slot.topic),
            entities=_each(word, slot.entities),
            place=_each(word, slot.place),
            setting=_each(word, slot.setting),
            as_of=_moved(slot.as_of, later),
        ),
    )


def shifted(day: str | None, later: timedelta) -> str | None:
    """A day, with its time of day if it has one, so much later; what is no whole day stays."""
    if day is None or len(day) < len("2024-11-17"):
        return day
    return (date.fromisoformat(day[:10]) + later).isoformat() + day[10:]


def _each(word: Callable[[str], str], words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word(one) for one in words)


def _moved(frame: TimeFrame | None, later: timedelta) -> TimeFrame | None:
    if frame is None:
        return None
    return TimeFrame(
        start=shifted(frame.start, later) or frame.start,
        end=shifted(frame.end, later) or frame.end,
    )


def _syllables(number: int) -> str:
    """A short beginning of a word for each era, made of letters alone: ``ba``, ``ca`` …"""
    letters = "bcdfghklmnprst"
    return letters[number % len(letters)] + "aeiou"[number // len(letters) % 5]


def heaps(claims: Sequence[Claim]) -> dict[str, float]:
    """Exponents of the growth of the vocabulary: real, from half of the claims to all; made, from one era to two."""

    def size(found: Sequence[Claim]) -> int:
        return len({word for claim in found for word in _words(claim.slot)})

    doubled = list(islice(archive(claims), 2 * len(claims)))
    whole = size(claims)
    return {"real": math.log2(whole / size(claims[: len(claims) // 2])), "made": math.log2(size(doubled) / whole)}


def one(path: Path, size: int) -> dict[str, Any]:
    """Compare ``size`` claims in this process: seconds, peak memory with the claims, and what was found."""
    from kursk_claims.compare import compare

    claims = list(islice(archive(read(path)), size))
    begin = time.perf_counter()
    found = compare(claims)
    seconds = time.perf_counter() - begin
    peak = high_water()
    linked = sum(len(cluster.claim_ids) > 1 for cluster in found.clusters)
    return {"claims": size, "s": seconds, "peak_mb": peak, "clusters": len(found.clusters), "of_two_or_more": linked}


def growth(path: Path, sizes: Sequence[int] = SIZES) -> dict[str, Any]:
    """All sizes, and the exponent of growth between neighbours: 1 is linear, 2 quadratic."""
    measured = []
    for size in sizes:
        output = path.with_suffix(f".{size}.json")
        run(sys.executable, "-m", "benchmarks.compare_growth", "one", str(path), str(size), output=output)
        measured.append(json.loads(output.read_bytes()))
    real = read(path)
    return {
        "real_claims": len(real),
        "heaps": heaps(real),
        "runs": measured,
        "exponents": exponents([(m["claims"], m["s"]) for m in measured]),
    }


def exponents(points: Sequence[tuple[float, float]]) -> list[float]:
    """Slopes of log seconds over log size between neighbouring points."""
    return [math.log(later[1] / earlier[1]) / math.log(later[0] / earlier[0]) for earlier, later in pairwise(points)]


if __name__ == "__main__":
    print(json.dumps(one(Path(sys.argv[2]), int(sys.argv[3]))))
