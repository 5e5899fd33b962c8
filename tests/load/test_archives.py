"""Web archives: pages with address and time of capture; what is damaged is named, the rest read."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zipfile

import pytest

from tests.load.archives import DATE, archive, page
from tests.load.conftest import Loaded

A, B = (
    ("https://lagebild.example/a", page("Es gab 12 Verletzte.")),
    ("https://lagebild.example/b", page("Es gab 30 Helfer.")),
)


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("through_stdin", [True, False])
def test_pages_with_address_and_time(load: Loaded, packed: bool, through_stdin: bool) -> None:
    data = b"".join(archive(A, B, packed=packed))
    name = "news.warc.gz" if packed else "news.warc"
    articles = load.articles("-", stdin=data) if through_stdin else load.articles(load.write(name, data))
    assert [(a.url, a.captured) for a in articles] == [(A[0], DATE), (B[0], DATE)]
    assert "12 Verletzte" in articles[0].text
    assert [a.id.partition(":")[2] for a in articles] == ["2", "3"]
    assert not load.errors


def test_archive_packed_as_a_whole(load: Loaded) -> None:
    data = gzip.compress(b"".join(archive(A, B, packed=False)))
    assert len(load.articles(load.write("news.warc.gz", data))) == 2
    assert not load.errors


def test_wacz(load: Loaded) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("archive/one.warc.gz", b"".join(archive(A)))
        packed.writestr("archive/two.warc.gz", b"".join(archive(A, B)))
        packed.writestr("datapackage.json", "{}")
    articles = load.articles(load.write("news.wacz", stream.getvalue()))
    assert [article.id for article in articles] == ["news:one:2", "news:two:3"]
    assert not load.errors


def test_address_and_content_count_once(load: Loaded) -> None:
    later = (A[0], page("Es gab 13 Verletzte."))
    articles = load.articles(load.write("news.warc.gz", b"".join(archive(A, A, later, (B[0], A[1])))))
    assert [article.url for article in articles] == [A[0], A[0], B[0]]


PASSED_OVER = [
    (archive(A, status="404 Not Found"), "an error's page"),
    (archive(A, kind="image/png"), "a picture"),
]


@pytest.mark.parametrize(("records", "why"), PASSED_OVER)
def test_passed_over(load: Loaded, records: list[bytes], why: str) -> None:
    assert [a.url for a in load.articles(load.write("a.warc.gz", b"".join([*records, archive(B)[1]])))] == [B[0]], why
    assert not load.errors


def damaged(record: bytes) -> bytes:
    return record[: len(record) // 2] + bytes(20) + record[len(record) // 2 + 20 :]


info, first, second = archive(A, B)
plain_info, plain_first, plain_second = archive(A, B, packed=False)
longer = plain_first.replace(b"Content-Length: ", b"Content-Length: 1", 1)
bare = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 19\r\n\r\nHTTP/1.1 200 OK\r\n\r\n\r\n\r\n"

DAMAGE = [
    ("a.warc.gz", info + damaged(first) + second, "damaged gzip member", "a member that does not unpack"),
    ("a.warc.gz", info + first[:-40] + second, "damaged gzip member", "a member cut off, the next one follows"),
    ("a.warc.gz", info + second + first[:-40], "damaged gzip member", "cut off at the end of the file"),
    ("a.warc.gz", info + b"garbage" + second, "damaged gzip member", "something else between two members"),
    ("a.warc", plain_info + plain_second + longer, "record cut off", "shorter than it says"),
    ("a.warc", plain_info + b"garbage\r\n\r\n" + plain_second, "damaged after this record", "something else between"),
    ("a.warc", plain_info + bare + plain_second, "damaged record (no header)", "a record without an address"),
    ("a.warc.gz", b"".join([*archive((A[0], b"")), second]), "record without payload", "nothing was recorded"),
    ("a.warc.gz", b"".join([*archive((A[0], bytes(500))), second]), "binary data", "no page under a page's type"),
]


@pytest.mark.parametrize(("name", "data", "message", "why"), DAMAGE)
def test_damage_is_named_and_the_rest_read(load: Loaded, name: str, data: bytes, message: str, why: str) -> None:
    assert [a.url for a in load.articles(load.write(name, data))] == [B[0]], (why, load.complaints)
    assert [message in line and line.startswith(name) for line in load.complaints] == [True], (why, load.complaints)


def test_wrongly_declared_encoding(load: Loaded) -> None:
    wrong = (A[0], page("Über 50 Söldner kamen zurück.").decode().encode("cp1252"))
    (article,) = load.articles(load.write("a.warc.gz", b"".join(archive(wrong))))
    assert "Über 50 Söldner" in article.text


NO_ARCHIVE = [
    ("a.wacz", b"PK\x03\x04 nonsense", "a.wacz: damaged WACZ", "not a ZIP file"),
    ("a.warc.gz", b"".join(archive()), "a.warc.gz: web archive without pages", "nothing but its own record"),
]


@pytest.mark.parametrize(("name", "data", "message", "why"), NO_ARCHIVE)
def test_no_archive(load: Loaded, name: str, data: bytes, message: str, why: str) -> None:
    assert load.articles(load.write(name, data)) == []
    assert [line.startswith(message) for line in load.complaints] == [True], (why, load.complaints)


def test_many_pages_in_flat_memory(load: Loaded) -> None:
    """Each page is 200 kB of which a sentence is article: what is held of it may not grow with their number."""
    filler = b"<!-- " + b"x" * 200_000 + b" -->"
    pages = [(f"https://lagebild.example/{n}", page(f"Es gab {n} Helfer.") + filler) for n in range(120)]
    path = load.write("a.warc.gz", b"".join(archive(*pages)))
    load.articles(path)  # what is imported and compiled once
    tracemalloc.start()
    count = sum(1 for _ in load.stream(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 120
    assert peak < 8_000_000
