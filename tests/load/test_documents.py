"""Press releases as Word and PDF documents."""

from __future__ import annotations

import io

import pytest

from tests.load.conftest import Loaded

docx = pytest.importorskip("docx")
pypdf = pytest.importorskip("pypdf")


def test_word(load: Loaded) -> None:
    document = docx.Document()
    document.core_properties.author = "Stadt Musterau"
    document.add_heading("Brand im Lagerhaus", 1)
    document.add_paragraph("Es gab 12 Verletzte.")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Helfer", "120"
    stream = io.BytesIO()
    document.save(stream)
    article = load.read("news.docx", stream.getvalue())
    assert article.text == "Brand im Lagerhaus\n\nEs gab 12 Verletzte.\n\nHelfer\n\n120"
    assert (article.title, article.author) == ("Brand im Lagerhaus", "Stadt Musterau")


def pdf(*lines: str) -> bytes:
    """A PDF of one page with these lines of text, none for a page of pictures."""
    shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
    content = f"BT /F1 12 Tf 72 720 Td {shown}ET".encode("cp1252") if lines else b"0 0 10 10 re f"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    return data + head + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, len(data))


def test_pdf(load: Loaded) -> None:
    article = load.read("news.pdf", pdf("Es gab 12 Ver-", "letzte und 30 Kfz-", "Meister in Musterau."))
    assert article.text == "Es gab 12 Verletzte und 30 Kfz-\nMeister in Musterau."


BAD = [
    ("a.pdf", pdf(), "a.pdf: a PDF of pictures, without text", "scanned pages"),
    ("a.pdf", pdf("Es gab 12 Verletzte.")[:300], "a.pdf: PDF that can't be read", "cut off"),
    ("a.pdf", b"%PDF-1.4 nonsense", "a.pdf: PDF that can't be read", "nothing in it"),
    ("a.docx", b"PK\x03\x04 nonsense", "a.docx: damaged Word document", "no ZIP file"),
]


@pytest.mark.parametrize(("name", "data", "message", "why"), BAD)
def test_bad_documents(load: Loaded, name: str, data: bytes, message: str, why: str) -> None:
    assert load.articles(load.write(name, data)) == [], why
    assert [line.startswith(message) for line in load.complaints] == [True], (why, load.complaints)
