"""The JSON Schema of the two public records."""

from __future__ import annotations

from typing import Any

import msgspec

from kursk_claims.errors import UsageError
from kursk_claims.models import SCHEMA_VERSION, Claim, Comparison

_RECORDS: dict[str, type[Claim] | type[Comparison]] = {"claim": Claim, "comparison": Comparison}


def schema(record: str) -> dict[str, Any]:
    """JSON Schema (2020-12) of ``claim`` or ``comparison``, made from the records themselves.

    Raises ``UsageError`` for another name.
    """
    if record not in _RECORDS:
        raise UsageError(f"no schema for {record!r}; choose claim or comparison")
    described: dict[str, Any] = msgspec.json.schema(_RECORDS[record])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:kursk-claims:{record}:{SCHEMA_VERSION}",
        **described,
    }
