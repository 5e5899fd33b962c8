"""JSON to documents and claims: one object, a list, lines, and what ``extract`` and ``compare`` wrote."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec

from kursk_claims.errors import InputError
from kursk_claims.load import metadata
from kursk_claims.load.decode import decode, refuse_binary
from kursk_claims.load.formats import Found, Input, Report, is_object
from kursk_claims.load.stream import read_lines, read_whole
from kursk_claims.models import SCHEMA_VERSION, Claim
from kursk_claims.settings import MAX_CLAIM_BYTES, MAX_LINE_REPORTS


class Document(msgspec.Struct, frozen=True):
    """A JSON object's keys that we know, of whatever type they are; all others are skipped undecoded."""

    id: Any = None
    text: Any = None
    article: Any = None
    content: Any = None
    raw_text: Any = None
    outlet: Any = None
    source: Any = None
    sitename: Any = None
    hostname: Any = None
    title: Any = None
    header: Any = None
    published: Any = None
    date: Any = None
    published_time: Any = None
    modified: Any = None
    author: Any = None
    url: Any = None
    schema_version: Any = None
    doc: Any = None
    clusters: msgspec.Raw = msgspec.Raw()
    claims: msgspec.Raw = msgspec.Raw()


class OtherVersionError(InputError):
    """Claims of a schema version that this program does not read."""


_DOCUMENT = msgspec.json.Decoder(Document)
_CLAIM = msgspec.json.Decoder(Claim)
_ITEMS = msgspec.json.Decoder(list[msgspec.Raw])


def read_json(source: Input, stream: io.BufferedReader, report: Report) -> Iterator[Found | Claim]:
    """One object, or a list of them; of a stream without a name also lines, the first of which is broken."""
    data = read_whole(stream, source.where).removeprefix(b"\xef\xbb\xbf")
    listed = items(data, source.where)
    if listed is not None:
        yield from _records(source, enumerate(listed, 1), report)
        return
    try:
        found = list(read_record(data, source.where, source.stem))
    except InputError:
        if source.format is not None or not any(is_object(line) for line in data.splitlines()[1:20]):
            raise
        yield from _records(source, read_lines(io.BufferedReader(io.BytesIO(data)), source.where), report)
        return
    yield from found


def read_json_lines(source: Input, stream: io.BufferedReader, report: Report) -> Iterator[Found | Claim]:
    """One object a line."""
    refuse_binary(stream.peek(1 << 14), source.where)
    yield from _records(source, read_lines(stream, source.where), report)


def _records(source: Input, records: Iterable[tuple[int, bytes]], report: Report) -> Iterator[Found | Claim]:
    count = broken = 0
    versions: set[str] = set()
    for count, (number, data) in enumerate(records, 1):  # noqa: B007 - read after the loop
        where = f"{source.where}:{number}"
        data = data.removeprefix(b"\xef\xbb\xbf") if number == 1 else data
        try:
            yield from read_record(data, where, f"{source.stem}:{number}")
        except OtherVersionError as error:
            if error.problem not in versions:
                versions.add(error.problem)
                report(error)
        except InputError as error:
            broken += 1
            if broken <= MAX_LINE_REPORTS:
                report(error)
    if broken > MAX_LINE_REPORTS:
        report(InputError(source.where, f"{broken - MAX_LINE_REPORTS} more broken records", "is this JSON Lines?"))
    if not count:
        report(InputError(source.where, "empty", "put an article into it or leave it out"))


def read_record(data: bytes, where: str, default_id: str) -> Iterator[Found | Claim]:
    """What one JSON object holds: a document, a claim, or the claims of a comparison.

    Raises ``InputError`` if it is no JSON object or has no text, ``OtherVersionError`` for another schema version.
    """
    document = _decoded(data, where)
    if document.schema_version is None or (document.doc is None and not document.clusters):
        values = msgspec.structs.asdict(document)
        text = metadata.first(values, metadata.TEXT_KEYS)
        if text is None:
            raise InputError(where, "document without text", f"it needs one of {', '.join(metadata.TEXT_KEYS)}")
        yield Found(where=where, id=default_id, text=text, stated=values)
        return
    if document.schema_version != SCHEMA_VERSION:
        raise OtherVersionError(
            where,
            f"claims of schema version {document.schema_version!r}, this program reads {SCHEMA_VERSION!r}",
            "extract them again",
        )
    try:
        for item in _ITEMS.decode(document.claims) if document.claims else (data,):
            if len(item) > MAX_CLAIM_BYTES:
                raise InputError(where, f"a claim of more than {MAX_CLAIM_BYTES // 2**10} KiB", "extract it again")
            claim = _CLAIM.decode(item)
            if not _in_range(claim):
                raise InputError(where, f"claim {claim.id!r} has a number beyond any of an article", "extract it again")
            yield claim
    except msgspec.MsgspecError as error:
        raise InputError(where, f"not a claim that extract wrote ({error})", "extract it again") from error


def _in_range(claim: Claim) -> bool:
    """Whether places and values are such as an article can have, so that reckoning with them stays within floats."""
    quantity = claim.quantity
    places = [claim.start, claim.end, *((quantity.start, quantity.end) if quantity else ())]
    values = [value for value in (quantity.value, quantity.min, quantity.max) if value] if quantity else []
    return all(0 <= place <= _FARTHEST for place in places) and all(
        _SMALLEST <= abs(value) <= _LARGEST for value in values
    )


_FARTHEST: Final = 2**31
_SMALLEST, _LARGEST = 1e-100, 1e100


def items(data: bytes, where: str) -> list[bytes] | None:
    """The undecoded items if ``data`` is a JSON list, ``None`` if it is something else.

    Raises ``InputError`` if the list is malformed.
    """
    if not data.lstrip().startswith(b"["):
        return None
    try:
        return [bytes(item) for item in _ITEMS.decode(data)]
    except RecursionError as error:
        raise _too_deep(where) from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise _malformed(where, error) from error


def _decoded(data: bytes, where: str) -> Document:
    try:
        return _DOCUMENT.decode(data)
    except RecursionError as error:
        raise _too_deep(where) from error
    except msgspec.ValidationError as error:
        raise _no_object(where) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return _forgiving(data, where, error)


def _forgiving(data: bytes, where: str, first_error: Exception) -> Document:
    """What the fast decoder refuses and the standard library takes: lone surrogates, NaN, other encodings."""
    text = decode(data, where)
    try:
        value = json.loads(text)
    except RecursionError as error:
        raise _too_deep(where) from error
    except ValueError:
        raise _malformed(where, first_error) from first_error
    if not isinstance(value, dict):
        raise _no_object(where)
    # Raw parts are of comparisons, which are written without any of this.
    known = [name for name in Document.__struct_fields__ if name not in {"clusters", "claims"}]
    return Document(**{key: value[key] for key in known if key in value})


def _no_object(where: str) -> InputError:
    return InputError(where, "not a JSON object", "write one document as {...}, many as a list or one a line")


def _malformed(where: str, error: Exception) -> InputError:
    return InputError(where, f"broken JSON ({error})", "fix it or leave it out")


def _too_deep(where: str) -> InputError:
    return InputError(where, "JSON nested too deeply", "fix it or leave it out")
