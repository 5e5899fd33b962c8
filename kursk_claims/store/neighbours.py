"""Which claims of the store a new one is compared with, and the links that come of it."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from kursk_claims.compare.blocking import keys
from kursk_claims.compare.pairs import scored
from kursk_claims.compare.profile import Profile, profile
from kursk_claims.models import Claim
from kursk_claims.settings import BLOCK_DAYS
from kursk_claims.store.sql import batches, marks

NEIGHBOURS: Final = 60
"""Claims of one block that a new one is compared with, those of the nearest days first: one and a half times the
window of a comparison at once, as here the order is that of time alone."""

_CLAIM: Final = msgspec.json.Decoder(Claim)


class Claims:
    """Claims and their profiles by row, read once for one step."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._claims: dict[int, Claim] = {}
        self._profiles: dict[int, Profile] = {}

    def load(self, rows: Iterable[int]) -> None:
        """Read the claims of ``rows`` that are not here yet."""
        missing = sorted({row for row in rows if row not in self._claims})
        for batch in batches(missing):
            found = self._connection.execute(
                f"SELECT id, record FROM claim WHERE id IN ({marks(batch)})",
                batch,
            )
            for row in found:
                self._claims[row["id"]] = _CLAIM.decode(row["record"])

    def claim(self, row: int) -> Claim:
        """The claim of a row, which ``load`` has read or reads now."""
        if row not in self._claims:
            self.load([row])
        return self._claims[row]

    def profile(self, row: int) -> Profile:
        """What comparing needs of it, under an id that tells versions of an article apart."""
        if row not in self._profiles:
            made = profile(self.claim(row))
            self._profiles[row] = msgspec.structs.replace(made, id=self.name(row))
        return self._profiles[row]

    def name(self, row: int) -> str:
        """A row under an id that sorts alike in whatever order claims were added, and tells versions apart."""
        return f"{self.claim(row).id}:{row}"


def row_of(name: str) -> int:
    """The row that ``Claims.name`` named."""
    return int(name.rpartition(":")[2])


def link_new(connection: sqlite3.Connection, run: int, new: Sequence[int], claims: Claims) -> None:
    """Enter the claims ``new``, all published on one day, into their blocks, compare them with what stands there, and
    keep the links."""
    if not new:
        return
    blocks: dict[int, list[int]] = defaultdict(list)
    for row, found in enter(connection, new, claims).items():
        for key in found:
            blocks[key].append(row)
    pairs: set[tuple[int, int]] = set()
    for key, near in _near(connection, sorted(blocks), claims.profile(new[0]).published or 0):
        for row in blocks[key]:
            others = [other for other in near[: NEIGHBOURS + 1] if other != row][:NEIGHBOURS]
            pairs.update((row, other) if row < other else (other, row) for other in others)
    claims.load({row for pair in pairs for row in pair})
    links = []
    for low, high in sorted(pairs):
        pair = scored(claims.profile(low), claims.profile(high))
        if pair is not None:
            links.append((low, high, pair.score, run))
    connection.executemany("INSERT OR REPLACE INTO link (low, high, score, run) VALUES (?, ?, ?, ?)", links)


def _near(connection: sqlite3.Connection, keys: Sequence[int], day: int) -> Iterator[tuple[int, list[int]]]:
    """Of each block the claims that stand in it within ``BLOCK_DAYS`` of ``day``, those of the latest days first."""
    blocks: dict[int, list[tuple[int, str, int]]] = defaultdict(list)
    for batch in batches(keys):
        found = connection.execute(
            "SELECT b.key, b.day, c.claim_id, c.id FROM block b JOIN claim c ON c.id = b.claim"
            f" AND c.withdrawn_run IS NULL WHERE b.key IN ({marks(batch)}) AND b.day BETWEEN ? AND ?",
            [*batch, day - BLOCK_DAYS, day + BLOCK_DAYS],
        )
        for key, published, name, row in found:
            blocks[key].append((-published, name, row))
        yield from ((key, [row for _, _, row in sorted(near)]) for key, near in blocks.items())
        blocks.clear()


def enter(connection: sqlite3.Connection, new: Sequence[int], claims: Claims) -> dict[int, list[int]]:
    """Enter the claims ``new`` into their blocks; return the keys of these, by claim."""
    claims.load(new)
    blocks = {row: _block_keys(claims.profile(row)) for row in new}
    connection.executemany(
        "INSERT OR IGNORE INTO block (key, day, claim) VALUES (?, ?, ?)",
        ((key, claims.profile(row).published or 0, row) for row in new for key in blocks[row]),
    )
    return blocks


def _block_keys(found: Profile) -> list[int]:
    """Block keys as 63-bit numbers, which an index holds in a third of the room."""
    return [int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest()) >> 1 for key in keys(found)]


def component(
    connection: sqlite3.Connection, start: Iterable[int], joined: dict[int, set[int]]
) -> tuple[set[int], list[tuple[int, int, float]]]:
    """All claims that ``start`` is linked with over any number of links or decisions (``joined``), and the links."""
    seen: set[int] = set()
    links: set[tuple[int, int, float]] = set()
    waiting = sorted(set(start))
    while waiting:
        seen.update(waiting)
        reached: set[int] = {other for row in waiting for other in joined.get(row, ())}
        for batch in batches(waiting):
            found = connection.execute(
                f"SELECT low, high, score FROM link WHERE low IN ({marks(batch)})"
                f" UNION SELECT low, high, score FROM link WHERE high IN ({marks(batch)})",
                [*batch, *batch],
            )
            for low, high, value in found:
                links.add((low, high, value))
                reached.update((low, high))
        waiting = sorted(_present(connection, reached - seen))
    return seen, sorted(link for link in links if link[0] in seen and link[1] in seen)


def _present(connection: sqlite3.Connection, rows: set[int]) -> set[int]:
    """Those of ``rows`` that their article still has."""
    found: set[int] = set()
    for batch in batches(sorted(rows)):
        query = f"SELECT id FROM claim WHERE withdrawn_run IS NULL AND id IN ({marks(batch)})"
        found.update(row for (row,) in connection.execute(query, batch))
    return found
