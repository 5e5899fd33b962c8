"""Every format, plain and packed, gives the same article; what a document says of itself is found."""

from __future__ import annotations

import gzip
import json
import logging
import unicodedata

import pytest

from tests.load.conftest import Loaded

TEXT = "In Kursk stehen 50.000 Soldaten. Das sagte ein Sprecher der Regierung am Montag."
PAGE = f"""<html><head><title>Titel</title><meta property="og:site_name" content="Lagebild">
<meta property="article:published_time" content="2024-11-12T09:30:00+01:00"></head>
<body><nav><a href="/">Start</a></nav><article><h1>Titel</h1><p>{TEXT}</p><p>{TEXT} Und noch ein Satz.</p></article>
<footer>Impressum</footer></body></html>"""
RECORD = json.dumps({"id": "x", "text": TEXT}, ensure_ascii=False)

FORMATS = [
    ("a.txt", TEXT, "plain text is the article as it stands"),
    ("a.md", TEXT, "Markdown likewise, so that offsets fit the file"),
    ("a.json", RECORD, "one object is one document"),
    ("a.json", f"[{RECORD}]", "a list holds many"),
    ("a.jsonl", RECORD, "a line is a document, the last one also without a line end"),
    ("a.ndjson", f"\n{RECORD}\n\n", "blank lines are nothing"),
]


@pytest.mark.parametrize(("name", "data", "why"), FORMATS)
@pytest.mark.parametrize("packed", [False, True])
def test_format(load: Loaded, name: str, data: str, why: str, packed: bool) -> None:
    article = load.read(f"{name}.gz", gzip.compress(data.encode(), mtime=0)) if packed else load.read(name, data)
    assert article.text == TEXT, why


@pytest.mark.parametrize("name", ["page.html", "page.htm", "PAGE.HTML"])
def test_html(load: Loaded, name: str) -> None:
    article = load.read(name, PAGE)
    assert TEXT in article.text
    assert "Start" not in article.text
    assert "Impressum" not in article.text
    assert (article.title, article.outlet, article.published) == ("Titel", "Lagebild", "2024-11-12")


def test_short_html_is_read(load: Loaded) -> None:
    assert load.read("a.html", "<article><p>In Kursk starben 50 Menschen.</p></article>").text


IDS = [
    ("kursk.txt", TEXT, "kursk", "the stem"),
    ("kursk.txt.gz", gzip.compress(TEXT.encode(), mtime=0), "kursk", "the stem without both endings"),
    ("a.b.txt", TEXT, "a.b", "only the format's ending goes"),
    ("many.jsonl", "\n" + json.dumps({"text": TEXT}), "many:2", "stem and line number, blank lines counted"),
    ("many.json", json.dumps([{"text": TEXT}]), "many:1", "stem and place in the list"),
    ("one.json", json.dumps({"text": TEXT}), "one", "a single object has the file's stem"),
    ("a.json", json.dumps({"id": 42, "text": TEXT}), "42", "a number is an id too"),
    ("a.json", json.dumps({"id": "  ", "text": TEXT}), "a", "a blank id is none"),
]


@pytest.mark.parametrize(("name", "data", "expected", "why"), IDS)
def test_id(load: Loaded, name: str, data: str | bytes, expected: str, why: str) -> None:
    assert load.read(name, data).id == expected, why


ALIASES = [
    ({"text": TEXT, "source": "A"}, ("A", None, None), "source is the outlet"),
    ({"article": TEXT, "sitename": "A"}, ("A", None, None), "names of a trafilatura export"),
    ({"content": TEXT, "hostname": "a.de", "header": "T"}, ("a.de", "T", None), "host and header"),
    ({"raw_text": TEXT, "date": "17.11.2024"}, (None, None, "2024-11-17"), "date in German writing"),
    ({"text": TEXT, "url": "https://www.spiegel.de/a"}, ("Spiegel Online", None, None), "an outlet by its domain"),
    ({"text": TEXT, "url": "https://www.lagebild.example/a"}, ("lagebild.example", None, None), "a host nobody listed"),
    ({"text": TEXT, "url": "a/b.html"}, (None, None, None), "no host"),
    ({"text": TEXT, "outlet": "A", "url": "https://www.spiegel.de/a"}, ("A", None, None), "what is stated stays"),
    ({"text": TEXT, "outlet": "A", "source": "B"}, ("A", None, None), "the contract's own name goes first"),
    ({"text": TEXT, "outlet": "", "source": "B"}, ("B", None, None), "an empty value is no value"),
    ({"text": TEXT, "outlet": None, "title": ["x"], "tags": {"a": 1}}, (None, None, None), "other types are ignored"),
    ({"text": TEXT, "published": "demnächst"}, (None, None, None), "no date is better than a wrong one"),
    ({"text": TEXT, "title": "Zwei\nZeilen"}, (None, "Zwei Zeilen", None), "a title is one line"),
]


@pytest.mark.parametrize(("record", "expected", "why"), ALIASES)
def test_aliases(load: Loaded, record: dict[str, object], expected: tuple[str | None, ...], why: str) -> None:
    article = load.read("a.json", json.dumps(record))
    assert article.text == TEXT
    assert (article.outlet, article.title, article.published) == expected, why


FRONT_MATTER = [
    ("---\nid: x\noutlet: A\ntitle: T: U\npublished: 2024-11-17\nurl: https://a.de\n---\n" + TEXT, "all keys"),
    ("---\r\nid: x\r\noutlet: 'A'\r\ntitle: \"T: U\"\r\npublished: 17.11.2024\r\n---\r\n" + TEXT, "quotes and CRLF"),
    ("\ufeff---\nid: x\nsource: A\n# note\nheader: T: U\ndate: 2024-11-17\ntags:\n  - a\n---\n" + TEXT, "fuller YAML"),
]


@pytest.mark.parametrize(("data", "why"), FRONT_MATTER)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_front_matter(load: Loaded, name: str, data: str, why: str) -> None:
    article = load.read(name, data)
    assert article.text == TEXT, why
    assert (article.id, article.outlet, article.title, article.published) == ("x", "A", "T: U", "2024-11-17"), why


NO_FRONT_MATTER = [
    ("---\nEin Satz ohne Doppelpunkt.\n---\nText.", "a rule of dashes around a teaser"),
    ("---\nKein Ende: nirgends.", "never closed"),
    ("Text.\n---\nid: x\n---\n", "not at the beginning"),
    ("---\n---\nText.", "nothing in it"),
]


@pytest.mark.parametrize(("data", "why"), NO_FRONT_MATTER)
def test_no_front_matter(load: Loaded, data: str, why: str) -> None:
    assert load.read("a.txt", data).text == data, why


def test_markdown_heading_is_the_title_if_nothing_better_is(load: Loaded) -> None:
    assert load.read("a.md", f"# Der Titel #\n\n{TEXT}").title == "Der Titel"
    assert load.read("b.md", f"---\ntitle: Besser\n---\n# Der Titel\n\n{TEXT}").title == "Besser"


ENCODINGS = [
    (b"\xef\xbb\xbf" + "Über 50 Söldner.".encode(), "UTF-8 with a byte order mark"),
    ("Über 50 Söldner.".encode(), "UTF-8"),
    (unicodedata.normalize("NFD", "Über 50 Söldner.").encode(), "decomposed letters are composed"),
    (b"\xff\xfe" + "Über 50 Söldner.".encode("utf-16-le"), "UTF-16 with its mark"),
    (b"\xfe\xff" + "Über 50 Söldner.".encode("utf-16-be"), "UTF-16, the other way round"),
    ("Über 50 Söldner.".encode("cp1252"), "what old German systems write"),
]


@pytest.mark.parametrize(("data", "why"), ENCODINGS)
def test_encoding(load: Loaded, data: bytes, why: str) -> None:
    assert load.read("a.txt", data).text == "Über 50 Söldner.", why


def test_other_encoding_is_logged(load: Loaded, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        load.read("a.txt", "Für 50 Söldner, sagte er, „müssten“ sie zahlen.".encode("cp1252"))
    assert "a.txt: not UTF-8, read as cp1252" in caplog.text


def test_json_lines_in_another_encoding(load: Loaded) -> None:
    record = json.dumps({"text": "Für 50 Söldner über die Brücke."}, ensure_ascii=False)
    assert load.read("a.jsonl", record.encode("cp1252")).text == "Für 50 Söldner über die Brücke."


UNSAFE = [
    ('{"text": "50 \\ud83d Soldaten"}', "50 \ufffd Soldaten", "a lone surrogate could not be written again"),
    ('{"text": "50 \\u0000 Soldaten"}', "50 \ufffd Soldaten", "NUL ends strings elsewhere"),
    ('{"text": "50 \\ud83d\\ude00 Soldaten"}', "50 😀 Soldaten", "a pair of surrogates is one character"),
]


@pytest.mark.parametrize(("data", "expected", "why"), UNSAFE)
def test_unsafe_characters(load: Loaded, data: str, expected: str, why: str) -> None:
    assert load.read("a.json", data).text == expected, why


def test_line_ends_stay(load: Loaded) -> None:
    # Offsets are counted in the file's own text.
    assert load.read("a.txt", "Eins.\r\nZwei.\r\n").text == "Eins.\r\nZwei.\r\n"


FIRST_LINES = [
    ("Zwölf Tote bei Unfall\n\nDer Bus kam von der Straße ab.", "Zwölf Tote bei Unfall", "a line and a blank one"),
    ("ZWÖLF TOTE BEI UNFALL\n\nDer Bus kam ab.", "ZWÖLF TOTE BEI UNFALL", "in capitals"),
    ("Zwölf Tote\n" + "Der Bus kam von der Straße ab. " * 5, "Zwölf Tote", "a paragraph right below"),
    ("Der Bus kam ab.\n\nDas war am Montag.", None, "a sentence is no title"),
    ("Der Bus kam von der\nStraße ab, sagte die\nPolizei am Montag.", None, "a text set in short lines"),
    ("Anzeige\n\nDer Bus kam ab.", None, "furniture"),
    ("Zwölf Tote", None, "nothing below"),
    ("Stand: 17.11.2024 08:39 Uhr\n\nDer Bus kam ab.", None, "a dateline"),
]


@pytest.mark.parametrize(("text", "title", "why"), FIRST_LINES)
def test_first_short_line_is_the_title_if_nothing_better_is(
    load: Loaded, text: str, title: str | None, why: str
) -> None:
    article = load.read("a.txt", text)
    assert article.title == title, why
    assert [article.text[s.start : s.end] for s in article.headings] == ([title] if title else [])


def test_stated_title_goes_before_the_first_line(load: Loaded) -> None:
    assert load.read("a.txt", "---\ntitle: Besser\n---\nZwölf Tote\n\nDer Bus kam ab.").title == "Besser"
