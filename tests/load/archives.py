"""Small web archives, written by the tests themselves."""

from __future__ import annotations

import gzip

DATE = "2024-11-17T08:39:00Z"


def page(text: str, title: str = "Brand in Musterau") -> bytes:
    """A page whose article is ``text`` and one more sentence."""
    body = f"<h1>{title}</h1><p>{text}</p><p>Das sagte ein Sprecher der Stadt am Montag.</p>"
    return f"<!DOCTYPE html><html><body><article>{body}</article></body></html>".encode()


def archive(
    *pages: tuple[str, bytes], packed: bool = True, status: str = "200 OK", kind: str = "text/html; charset=utf-8"
) -> list[bytes]:
    """The records of an archive: one for the archive itself, then one for each address with its content."""
    records = [_record("warcinfo", "", "application/warc-fields", b"software: test\r\n")]
    for url, content in pages:
        response = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + content
        records.append(
            _record("response", f"WARC-Target-URI: {url}\r\n", "application/http; msgtype=response", response)
        )
    return [gzip.compress(record, mtime=0) for record in records] if packed else records


def _record(kind: str, address: str, content_type: str, content: bytes) -> bytes:
    head = f"WARC/1.1\r\nWARC-Type: {kind}\r\n{address}WARC-Date: {DATE}\r\nContent-Type: {content_type}\r\n"
    return f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content + b"\r\n\r\n"
