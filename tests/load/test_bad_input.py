"""Every bad input is one line that names file and cure; the rest is read."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kursk_claims.errors import UsageError
from kursk_claims.load import read_articles, stream
from kursk_claims.load.paths import expand
from kursk_claims.output import identity
from tests.load.claims import claim
from tests.load.conftest import Loaded

TEXT = "In Kursk stehen 50.000 Soldaten."
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"

BAD = [
    ("a.txt", b"", "a.txt: empty;", "nothing in it"),
    ("a.txt", b" \n\t\n", "a.txt: empty;", "white space only"),
    ("a.txt", b"---\nid: x\n---\n", "a.txt: empty;", "front matter only"),
    ("a.jsonl", b"", "a.jsonl: empty;", "no line"),
    ("a.json", b"[]", "a.json: empty;", "no document"),
    ("a.txt", PNG, "a.txt: binary data", "a picture under a wrong name"),
    ("a.txt", b"\xff\xfe\x00", "a.txt: unknown encoding", "a mark that the rest does not bear out"),
    ("a.txt", bytes(range(128, 256)) * 4, "a.txt: unknown encoding", "letters of no encoding"),
    ("a.jpg", PNG, "a.jpg: not a format that is read", "an ending that is none of ours"),
    ("a.html", b"<html><body><nav>Start Politik</nav></body></html>", "a.html: HTML with no article in it", "a menu"),
    ("a.html", b"<div>" * 50_000, "a.html: HTML with no article in it", "nested without end"),
    ("a.json", b"{", "a.json: broken JSON", "cut off"),
    ("a.json", b"[{}", "a.json: broken JSON", "a list cut off"),
    ("a.json", b"[" * 100_000, "a.json: JSON nested too deeply", "brackets"),
    ("a.json", b'{"x":' * 100_000, "a.json: JSON nested too deeply", "braces"),
    ("a.json", b'"Text"', "a.json: not a JSON object", "a string is no document"),
    ("a.json", b'{"id": "x"}', "a.json: document without text", "no text under any name"),
    ("a.json", b'{"text": 5}', None, "a number as text is read as text"),
    ("a.json", b'{"text": ["x"]}', "a.json: document without text", "a list is no text"),
    ("a.jsonl", b"[1]\n", "a.jsonl:1: not a JSON object", "a list on a line"),
    ("a.jsonl", PNG, "a.jsonl: binary data", "a picture"),
    ("a.txt.gz", b"\x1f\x8bnonsense", "a.txt.gz: damaged or cut-off gzip", "not gzip after all"),
    ("a.txt.gz", gzip.compress(TEXT.encode() * 99, mtime=0)[:-9], "a.txt.gz: damaged or cut-off gzip", "cut off"),
]


@pytest.mark.parametrize(("name", "data", "message", "why"), BAD)
def test_one_line_and_the_rest_goes_on(load: Loaded, name: str, data: bytes, message: str | None, why: str) -> None:
    bad, good = load.write(name, data), load.write("good.txt", TEXT)
    read = [article.id for article in load.articles(bad, good)]
    assert read[-1] == "good"
    if message is None:
        assert not load.complaints, why
    else:
        assert [line.startswith(message) for line in load.complaints] == [True], (why, load.complaints)
        assert "; " in load.complaints[0], "no cure"
        assert "\n" not in load.complaints[0]


def test_missing_file(load: Loaded) -> None:
    load.articles(str(load.root / "none.txt"))
    assert load.complaints == ["none.txt: no such file or directory; check the path"]


def test_name_that_no_file_can_have(load: Loaded) -> None:
    load.articles("a\0b.txt")
    assert len(load.complaints) == 1


def test_directory_without_articles(load: Loaded) -> None:
    load.write("d/picture.png", PNG)
    load.articles(str(load.root / "d"))
    assert load.complaints[0].startswith("d: directory without articles; it needs files ending in .txt[.gz] .md[.gz] ")


def test_unreadable_file_and_directory(load: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused by the operating system; pretended, since root may read everything."""
    file, directory = load.write("a.txt", TEXT), load.write("d/b.txt", TEXT)
    good = load.write("good.txt", TEXT)
    real_open, real_scandir = Path.open, os.scandir

    def refuse_file(path: Path, *arguments: Any) -> Any:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return real_open(path, *arguments)

    def refuse_directory(path: Path) -> Any:
        if path.name == "d":
            raise PermissionError(13, "Permission denied")
        return real_scandir(path)

    monkeypatch.setattr(Path, "open", refuse_file)
    monkeypatch.setattr(os, "scandir", refuse_directory)
    assert load.articles(file, str(Path(directory).parent), good)
    assert load.complaints == [
        "a.txt: not permitted to read; change its permissions or leave it out",
        "d: not permitted to read; change its permissions or leave it out",
    ]


def test_closed_stdin(load: Loaded) -> None:
    load.articles("-")
    assert load.complaints == ["standard input: is closed; pipe articles into it, or name a path"]


def test_broken_lines_are_named_by_number(load: Loaded) -> None:
    good = json.dumps({"text": TEXT})
    articles = load.articles(load.write("a.jsonl", f'{good}\n{{"text": \n\nnonsense\n{good}\n'))
    assert [article.id for article in articles] == ["a:1", "a:5"]
    assert [line.split(": ")[0] for line in load.complaints] == ["a.jsonl:2", "a.jsonl:4"]


def test_broken_first_line_on_stdin(load: Loaded) -> None:
    good = json.dumps({"text": TEXT})
    assert len(load.articles("-", stdin=f'{{"text": "abc\n{good}\n{good}'.encode())) == 2
    assert [line.split(": ")[0] for line in load.complaints] == ["standard input:1"]


def test_many_broken_lines_are_counted(load: Loaded) -> None:
    load.articles(load.write("table.jsonl", "a;b;c\n" * 500))
    assert len(load.complaints) == 21
    assert load.complaints[-1] == "table.jsonl: 480 more broken records; is this JSON Lines?"


def test_two_documents_with_one_id(load: Loaded) -> None:
    articles = load.articles(load.write("a/x.txt", TEXT), load.write("a/x.md", "Ein anderer Text."))
    assert [article.text for article in articles] == [TEXT]
    assert load.complaints == ["a/x.md: a second document with id 'x'; left out; give it an id of its own"]


def test_one_name_in_two_folders_is_two_documents(load: Loaded) -> None:
    paths = [load.write(name, TEXT) for name in ("a/x.txt", "b/x.txt", "c/b/x.txt", "a/y.jsonl", "b/y.jsonl")]
    for path in paths[3:]:
        Path(path).write_text(json.dumps({"text": TEXT}))
    assert [article.id for article in load.articles(*paths)] == ["x", "b/x", "c/b/x", "y:1", "b/y:1"]
    assert not load.complaints


def test_a_file_that_vanishes_is_named(load: Loaded) -> None:
    paths = [load.write(f"d/{name}.txt", TEXT) for name in "abc"]
    found = expand([str(load.root / "d")], load.errors.append)
    assert next(found).stem == "a"
    Path(paths[1]).unlink()
    assert [source.stem for source in found] == ["c"]
    assert load.complaints == ["d/b.txt: no such file or directory; check the path"]


def test_an_output_that_is_an_input_is_refused(load: Loaded) -> None:
    path = Path(load.write("d/a.txt", TEXT))
    (load.root / "link.txt").symlink_to(path)
    with pytest.raises(UsageError, match=r"a.txt: is an input"):
        list(read_articles([str(load.root / "d")], report=load.errors.append, output=identity(load.root / "link.txt")))


def test_too_long(load: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kursk_claims.load.inputs.MAX_ARTICLE_CHARS", 100)
    load.articles(load.write("a.txt", "x" * 101))
    assert "an article of more than 100 characters; split it" in load.complaints[0]


class TestSize:
    @pytest.fixture(autouse=True)
    def small(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(stream, "MAX_DOCUMENT_BYTES", 2**20)

    def test_document(self, load: Loaded) -> None:
        load.articles(load.write("a.txt", b"x" * (2**20 + 1)))
        assert "a.txt: one document of more than 1 MiB; split it" in load.complaints[0]

    def test_line(self, load: Loaded) -> None:
        good = json.dumps({"text": TEXT}).encode()
        assert len(load.articles(load.write("a.jsonl", good + b"\n" + b"x" * 2**21))) == 1
        assert "a.jsonl:2: one document of more than 1 MiB" in load.complaints[0]

    @pytest.mark.parametrize("name", ["bomb.txt.gz", "bomb.jsonl.gz"])
    def test_gzip_bomb(self, load: Loaded, name: str) -> None:
        load.articles(load.write(name, gzip.compress(b"\n" * 2**25)), load.write("good.txt", TEXT))
        assert len(load.complaints) == 1
        assert "gzip bomb" in load.complaints[0] or "more than 1 MiB" in load.complaints[0]

    def test_bomb_on_stdin(self, load: Loaded) -> None:
        load.articles("-", stdin=gzip.compress(b"{}" + b"\n" * 2**25))
        assert "gzip bomb" in load.complaints[-1]

    def test_large_archive_of_small_documents(self, load: Loaded) -> None:
        lines = "".join(json.dumps({"text": f"{n} {os.urandom(300).hex()}"}) + "\n" for n in range(4000))
        assert len(load.articles(load.write("a.jsonl.gz", gzip.compress(lines.encode())))) == 4000
        assert not load.complaints


class TestClaims:
    def lines(self, *claims: object) -> str:
        return "".join(msgspec.json.encode(one).decode() + "\n" for one in claims)

    def test_read_beside_articles(self, load: Loaded) -> None:
        one = claim("d", "50.000 Soldaten")
        found = load.inputs(load.write("c.jsonl", self.lines(one)), load.write("a.txt", TEXT))
        assert found[0] == one
        assert [type(item).__name__ for item in found] == ["Claim", "Article"]

    def test_json_list_and_comparison(self, load: Loaded) -> None:
        one, two = claim("d", "50.000 Soldaten"), claim("e", "8000 Soldaten")
        listed = load.write("list.json", msgspec.json.encode([one]))
        compared = load.write(
            "c.json", msgspec.json.encode({"schema_version": "1", "documents": [], "claims": [two], "clusters": []})
        )
        assert load.inputs(listed, compared) == [one, two]
        assert not load.errors

    def test_from_stdin(self, load: Loaded) -> None:
        one = claim("d", "50.000 Soldaten")
        assert load.inputs("-", stdin=self.lines(one).encode()) == [one]

    def test_other_schema_version_is_said_once(self, load: Loaded) -> None:
        old = self.lines(claim("d", "5")).replace('"schema_version":"1"', '"schema_version":"0"')
        assert load.inputs(load.write("c.jsonl", old * 3), load.write("a.txt", TEXT))
        assert load.complaints == [
            "c.jsonl:1: claims of schema version '0', this program reads '1'; extract them again"
        ]

    def test_damaged(self, load: Loaded) -> None:
        load.inputs(load.write("c.jsonl", self.lines(claim("d", "5")).replace('"numeric"', '"nonsense"')))
        assert load.complaints[0].startswith("c.jsonl:1: not a claim that extract wrote")

    def test_given_to_extract(self, load: Loaded) -> None:
        path = load.write("c.jsonl", self.lines(claim("d", "5"), claim("d", "6")))
        assert load.articles(path) == []
        assert load.complaints == ["c.jsonl: claims, not articles; give them to compare"]

    def test_read_twice(self, load: Loaded) -> None:
        one = self.lines(claim("d", "5"))
        assert len(load.inputs(load.write("c.jsonl", one), load.write("d.jsonl", one))) == 1
        assert "was read before" in load.complaints[0]

    def test_of_a_document_that_is_there_as_an_article(self, load: Loaded) -> None:
        found = load.inputs(load.write("d.txt", TEXT), load.write("c.jsonl", self.lines(claim("d", "5"))))
        assert len(found) == 1
        assert "a second document with id 'd'" in load.complaints[0]

    def test_of_two_texts_with_one_id(self, load: Loaded) -> None:
        one, two = claim("d", "5"), claim("d", "6", text_sha256="f" * 64)
        assert load.inputs(load.write("c.jsonl", self.lines(one, two))) == [one]
        assert "a second document with id 'd'" in load.complaints[0]
