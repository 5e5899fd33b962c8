"""Files, directories, globs, links, pipes, standard input; side files; order."""

from __future__ import annotations

import gzip
import json
import os
import threading
from pathlib import Path

import pytest

from kursk_claims.errors import UsageError
from kursk_claims.load.paths import documents
from tests.load.conftest import Loaded

TEXT = "In Kursk stehen 50.000 Soldaten."


def test_directory_is_recursive_sorted_and_passes_over_what_is_not_ours(load: Loaded) -> None:
    for name in ("b.txt", "a/z.md", "a/c.txt", "picture.png", ".hidden.txt", ".git/x.txt"):
        load.write(name, TEXT)
    assert [article.id for article in load.articles(str(load.root))] == ["c", "z", "b"]
    assert not load.errors


def test_readme_of_a_folder_is_no_article_unless_named(load: Loaded) -> None:
    readme = load.write("d/README.md", TEXT)
    load.write("d/readme.txt", TEXT)
    load.write("d/a.txt", TEXT)
    assert [article.id for article in load.articles(f"{load.root}/d")] == ["a"]
    assert [article.id for article in load.articles(readme)] == ["README"]


EXCLUDED = [
    (("b.txt",), ["a", "c"], "a name"),
    (("*/sub/*",), ["a", "b"], "a path"),
    (("[ab].txt",), ["c"], "a set"),
    (("a*", "c*"), ["b"], "several"),
    (("B.TXT",), ["a", "b", "c"], "capitals count"),
]


@pytest.mark.parametrize(("exclude", "ids", "why"), EXCLUDED)
@pytest.mark.parametrize("given", ["", "/**/*.txt"])
def test_exclude(load: Loaded, exclude: tuple[str, ...], ids: list[str], why: str, given: str) -> None:
    for name in ("a.txt", "b.txt", "sub/c.txt"):
        load.write(name, TEXT)
    read = load.articles(f"{load.root}{given}", exclude=exclude)
    assert [article.id for article in read] == ids, why


def test_exclude_a_directory(load: Loaded) -> None:
    load.write("a.txt", TEXT)
    load.write("sub/c.txt", TEXT)
    assert [article.id for article in load.articles(str(load.root), exclude=("sub",))] == ["a"]


def test_address_is_not_fetched(load: Loaded) -> None:
    assert load.articles("https://lagebild.example/a?b=1", load.write("a.txt", TEXT))
    assert load.complaints == [
        "https://lagebild.example/a?b=1: pages are not fetched; save it first, "
        "with curl -o page.html 'https://lagebild.example/a?b=1' "
        "or wget --warc-file=pages 'https://lagebild.example/a?b=1'"
    ]


def test_globs(load: Loaded) -> None:
    for name in ("a1.txt", "a2.txt", "b1.txt", "deep/er/a3.txt"):
        load.write(name, TEXT)
    assert [article.id for article in load.articles(f"{load.root}/a*.txt")] == ["a1", "a2"]
    assert len(load.articles(f"{load.root}/**/a*.txt")) == 3
    assert not load.articles(f"{load.root}/c*.txt")
    assert load.complaints == ["c*.txt: no file matches; check the pattern"]


def test_a_file_with_pattern_signs_in_its_name_is_a_file(load: Loaded) -> None:
    assert load.articles(load.write("a[1].txt", TEXT))


def test_a_file_named_twice_is_read_once(load: Loaded) -> None:
    path = load.write("a.txt", TEXT)
    assert len(load.articles(path, str(load.root), path)) == 1
    assert not load.errors


def test_symlink_loop_ends(load: Loaded) -> None:
    load.write("a/x.txt", TEXT)
    (load.root / "a" / "loop").symlink_to(load.root)
    (load.root / "self").symlink_to(load.root / "self")
    assert [article.id for article in load.articles(str(load.root))] == ["x"]


def test_order_of_arguments_is_kept(load: Loaded) -> None:
    b, a = load.write("b.txt", TEXT), load.write("a.txt", TEXT)
    assert [article.id for article in load.articles(b, a)] == ["b", "a"]


def test_path_is_the_one_given(load: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    load.write("d/a.txt", TEXT)
    monkeypatch.chdir(load.root)
    (article,) = load.articles("d")
    assert article.path == "d/a.txt"


STDIN = [
    (TEXT.encode(), [TEXT], "plain text"),
    (b"---\nid: x\n---\n" + TEXT.encode(), [TEXT], "front matter"),
    (json.dumps({"text": TEXT}).encode(), [TEXT], "one JSON object"),
    (json.dumps({"text": TEXT}, indent=2).encode(), [TEXT], "JSON over several lines"),
    (json.dumps([{"text": TEXT}] * 2).encode(), [TEXT] * 2, "a JSON list"),
    (json.dumps({"text": TEXT}).encode() + b"\n" + json.dumps({"text": "Zwei."}).encode(), [TEXT, "Zwei."], "lines"),
    (gzip.compress(json.dumps({"text": TEXT}).encode(), mtime=0), [TEXT], "gzip is seen by its first bytes"),
    (f"<!DOCTYPE html><html><body><article><p>{TEXT}</p></article></body></html>".encode(), [TEXT], "HTML"),
    (b"\xef\xbb\xbf" + json.dumps({"text": TEXT}).encode(), [TEXT], "a byte order mark before JSON"),
    (b"{Zitat} 50 Soldaten.", [], "a brace makes it JSON"),
]


@pytest.mark.parametrize(("data", "texts", "why"), STDIN)
def test_stdin(load: Loaded, data: bytes, texts: list[str], why: str) -> None:
    articles = load.articles("-", stdin=data)
    assert [article.text for article in articles] == texts, why
    assert all(article.path is None for article in articles)


def test_stdin_without_id_is_named_stdin(load: Loaded) -> None:
    assert load.articles("-", stdin=TEXT.encode())[0].id == "stdin"
    assert load.articles("-", stdin=b'{"text": "A."}\n{"text": "B."}')[1].id == "stdin:2"


def test_named_pipe_is_read_like_stdin(load: Loaded) -> None:
    pipe = load.root / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(json.dumps({"text": TEXT}),))
    writer.start()
    (article,) = load.articles(str(pipe))
    writer.join()
    assert article.text == TEXT


class TestSideFile:
    def side(self, load: Loaded, text: str) -> Path:
        return Path(load.write("meta.csv", text))

    @pytest.mark.parametrize(
        ("csv", "why"),
        [
            ("file,outlet,published\na.txt,Blatt,2024-11-17\n", "by file name"),
            ("id,source,date\na,Blatt,17.11.2024\n", "by id, under other names"),
            ("\ufefffilename;outlet;published\na.txt;Blatt;17. November 2024\n", "as a German spreadsheet saves it"),
            ("File,Outlet,Published,note\na.txt,Blatt,2024-11-17,x\n", "capitals, and a column that is ignored"),
            ("file,outlet,published\nb.txt,Nein,2020\na.txt,Blatt,2024-11-17,zu,viel\n", "a row with too many cells"),
        ],
    )
    def test_found(self, load: Loaded, csv: str, why: str) -> None:
        (article,) = load.articles(load.write("a.txt", TEXT), meta=self.side(load, csv))
        assert (article.outlet, article.published) == ("Blatt", "2024-11-17"), why

    GERMAN = "Datei;Quelle;Titel;Datum;Adresse\na.txt;Müritzer Bote;Über die Brücke;17.11.2024;https://bote.example/1\n"

    @pytest.mark.parametrize(
        ("data", "why"),
        [
            (GERMAN.encode(), "UTF-8"),
            (GERMAN.encode("utf-8-sig"), "with a byte order mark"),
            (GERMAN.encode("cp1252"), "as German Windows saves it"),
            (GERMAN.encode("utf-16"), "as 'Unicode text' of a spreadsheet"),
            (f"sep=;\r\n{GERMAN}".encode("cp1252"), "with the line for spreadsheets"),
            (f"sep=|\n{GERMAN.replace(';', '|')}".encode(), "that says a separator of its own"),
            (GERMAN.replace(";", "\t").encode(), "tabs"),
        ],
    )
    def test_as_people_have_them(self, load: Loaded, data: bytes, why: str) -> None:
        meta = Path(load.write("meta.csv", data))
        (article,) = load.articles(load.write("a.txt", TEXT), meta=meta)
        assert (article.outlet, article.title) == ("Müritzer Bote", "Über die Brücke"), why
        assert (article.published, article.url) == ("2024-11-17", "https://bote.example/1"), why

    def test_by_path_goes_before_file_name(self, load: Loaded) -> None:
        one, two = load.write("x/1.txt", TEXT), load.write("y/1.txt", TEXT)
        meta = self.side(load, f"file,id,outlet\n{one},x1,X\n{two},y1,Y\n1.txt,no,No\n")
        assert [(a.id, a.outlet) for a in load.articles(one, two, meta=meta)] == [("x1", "X"), ("y1", "Y")]

    def test_order_of_trust(self, load: Loaded) -> None:
        """What the document states, then the side file, then what was detected in the text."""
        meta = self.side(load, "file,outlet,published\na.txt,Nebenbei,2023\n")
        stated = load.write("a.txt", f"---\noutlet: Selbst\n---\nStand: 1.1.2024 10:00 Uhr\n\n{TEXT}")
        (article,) = load.articles(stated, meta=meta)
        assert (article.outlet, article.published) == ("Selbst", "2023")

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            (b"outlet,title\nA,B\n", "no column id or file"),
            (b"", "no column id or file"),
            (b"\x89PNG\r\n\x1a\n" + bytes(20), "is no text"),
        ],
    )
    def test_refused(self, load: Loaded, data: bytes, message: str) -> None:
        path = Path(load.write("meta.csv", data))
        with pytest.raises(UsageError, match=message):
            load.articles(load.write("a.txt", TEXT), meta=path)

    def test_missing(self, load: Loaded) -> None:
        with pytest.raises(UsageError, match="check --meta"):
            load.articles("-", meta=load.root / "none.csv")


@pytest.mark.parametrize(
    ("names", "count", "why"),
    [
        (("a.txt", "b.md", "c.html"), 3, "one article a file"),
        (("a.txt", "b.jsonl"), None, "a file of many"),
        ((), 0, "nothing"),
    ],
)
def test_articles_are_counted_without_opening_files(
    tmp_path: Path, names: tuple[str, ...], count: int | None, why: str
) -> None:
    for name in names:
        (tmp_path / name).write_text("", encoding="utf-8")
    assert documents([str(tmp_path)]) == count, why
    assert documents(["-"]) is None
