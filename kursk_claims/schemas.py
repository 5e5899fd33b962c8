"""The JSON Schema of the public records."""

from __future__ import annotations

from typing import Any

import msgspec

from kursk_claims.errors import UsageError
from kursk_claims.models import SCHEMA_VERSION, Claim, Comparison
from kursk_claims.store.records import EventRecord, QuestionRecord

_RECORDS: dict[str, type[msgspec.Struct]] = {
    "claim": Claim,
    "comparison": Comparison,
    "question": QuestionRecord,
    "event": EventRecord,
}


def schema(record: str) -> dict[str, Any]:
    """JSON Schema (2020-12) of ``claim``, ``comparison``, ``question`` or ``event``, made from the records themselves.

    Raises ``UsageError`` for another name.
    """
    if record not in _RECORDS:
        raise UsageError(f"no schema for {record!r}; choose one of {', '.join(_RECORDS)}")
    described: dict[str, Any] = msgspec.json.schema(_RECORDS[record])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:kursk-claims:{record}:{SCHEMA_VERSION}",
        **described,
    }
