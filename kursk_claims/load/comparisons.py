"""What ``compare --format json`` wrote, read again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from kursk_claims.errors import UsageError
from kursk_claims.models import SCHEMA_VERSION, Claim, Comparison


def read_comparison(path: Path) -> Comparison:
    """Read a comparison. Raises ``UsageError`` if the file can't be read or is no comparison of this version."""
    try:
        comparison = msgspec.json.decode(path.read_bytes(), type=Comparison)
    except OSError as error:
        raise UsageError(f"{path}: can't be read ({error.strerror}); check the path") from error
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"{path}: not a comparison ({error}); write one with compare --format json") from error
    if comparison.schema_version != SCHEMA_VERSION:
        raise UsageError(
            f"{path}: comparison of schema version {comparison.schema_version!r}, "
            f"this program reads {SCHEMA_VERSION!r}; compare again"
        )
    return comparison


def claim_of(id_or_beginning: str, claims: Sequence[Claim]) -> Claim:
    """The claim with this id, or the only one whose id begins so. Raises ``UsageError`` without one."""
    found = [claim for claim in claims if claim.id == id_or_beginning]
    found = found or [claim for claim in claims if id_or_beginning and claim.id.startswith(id_or_beginning)]
    if len(found) != 1:
        raise UsageError(
            f"{len(found)} claims have an id that begins {id_or_beginning!r}; take the id from the comparison"
        )
    return found[0]
