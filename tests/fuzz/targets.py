"""What is fuzzed: each target takes any bytes and must neither raise nor break its promise.

The same functions are run by atheris (``python -m tests.fuzz.run``) and, over the kept corpus of
findings, by pytest. A promise that does not hold is an ``AssertionError``.
"""

from __future__ import annotations

import io
import json
import math
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from kursk_claims.errors import InputError
from kursk_claims.extract.claims import extract_claims
from kursk_claims.extract.quantities.find import find_quantities
from kursk_claims.load import read_articles
from kursk_claims.load.decode import clean
from kursk_claims.models import Article, Claim
from tests.pipeline import pipeline

FRAGMENTS = (
    *("50.000", "1,5", "10'000", "½", "zwei", "tausend", "zig", "Hunderte", "Mio.", "Mrd.", "Prozent", "%", "€", "-"),
    *("–", "bis zu ", "mehr als ", "rund ", "zwischen ", " und ", " bis ", "fünf- bis ", "-jährige", "anderthalb"),
    *("Soldaten", " pro Tag", "täglich", "Kilometer", "km²", " Dollar", "US-", "2. November", "3:1", "°C", "\u200b"),
    *("„", "“", "»", "«", '"', "‚", "‘", "'", ": ", ", ", ". ", "\n\n", "(", ")", "…"),
    *("sagte ", "laut ", "zufolge", "nach Angaben ", "berichtet ", "unter Berufung auf ", "dass ", "sei ", "habe "),
    *("der ", "die ", "Zeitung", "New York Times", "Putin", "er ", "demnach ", "soll ", "dementierte ", "heißt es "),
    *("<script>alert(1)</script>", "</style>", "<img src=x onerror=alert(1)>", "\x1b[31m", "\u202e", "\x00", "=1+1"),
    *("\ud800", "\ufeff", "---\n", "id: x\n", '{"text": "', '"}\n', "٣", "５０", "o\u0308", "\u2028"),
)
"""Pieces that the readers have rules for, so that the fuzzer reaches the rules and not only the tokenizer."""


def text_of(data: bytes) -> str:
    """Turn fuzzer bytes into text: a byte below ``len(FRAGMENTS)`` gives a fragment, any other run is decoded."""
    out: list[str] = []
    rest = bytearray()
    for byte in data:
        if byte < len(FRAGMENTS) and len(rest) == 0:
            out.append(FRAGMENTS[byte])
        elif byte == 0xFF:
            out.append(rest.decode("utf-8", "replace"))
            rest.clear()
        else:
            rest.append(byte)
    out.append(rest.decode("utf-8", "replace"))
    return "".join(out)


def numerals(data: bytes) -> None:
    """Every quantity is an exact slice with a bound, in order, without overlap."""
    text = text_of(data)
    reached = 0
    for quantity in find_quantities(text):
        assert text[quantity.start : quantity.end] == quantity.text != ""
        assert quantity.start >= reached
        assert quantity.min is not None or quantity.max is not None
        assert all(math.isfinite(bound) for bound in (quantity.min, quantity.max, quantity.value) if bound is not None)
        if quantity.min is not None and quantity.max is not None:
            assert quantity.min <= quantity.max
        reached = quantity.end


def loaders(data: bytes) -> None:
    """Whatever a file holds, and whatever it is called, it gives articles or ``InputError`` reports."""
    if not data:
        return
    endings = (".txt", ".md", ".html", ".json", ".jsonl", ".txt.gz", ".jsonl.gz")
    ending, body = endings[data[0] % len(endings)], data[2:]
    if data[:2][-1:] == b"\x01":
        body = text_of(body).encode("utf-8", "surrogatepass")
    reports: list[InputError] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"fuzz{ending}")
        path.write_bytes(body)
        for article in read_articles([str(path)], report=reports.append):
            article.text.encode()  # no lone surrogate is let in
            assert "\x00" not in article.text
            assert article.text.strip()
            assert all(0 <= span.start <= span.end <= len(article.text) for span in article.boilerplate)
    assert all("\n" not in str(report) for report in reports)


def claims_of(text: str, **known: str) -> list[Claim]:
    """The claims of an article of this text, which must be clean as the loaders leave it."""
    article = Article(id=known.pop("id", "fuzz"), text=text, **known)
    return extract_claims(article, pipeline())


def attribution(data: bytes) -> None:
    """Every span of every claim is inside the text, and every chain names its sources."""
    text = clean(text_of(data))
    for claim in claims_of(text):
        assert text[claim.start : claim.end] == claim.text == claim.evidence.exact
        for start, end in spans(claim):
            assert 0 <= start < end <= len(text)
        if claim.attribution is not None:
            for source in claim.attribution.sources:
                assert text[source.start : source.end] == source.text
                assert source.name.strip()


def spans(claim: Claim) -> Iterator[tuple[int, int]]:
    """Start and end of every span that a claim points with, its sentence's and its sources' left out."""
    if claim.quantity is not None:
        yield claim.quantity.start, claim.quantity.end
    if claim.attribution is not None:
        roles = claim.attribution
        for role in (roles.content, roles.speaker, roles.cue, roles.frame, roles.addressee):
            yield from ((span.start, span.end) for span in role)


class _Elements(HTMLParser):
    """Counts scripts and collects event handlers and outside addresses."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts = 0
        self.hostile: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        for name, value in attrs:
            if name.startswith("on") or (name in ("src", "href") and (value or "").lower().startswith("javascript:")):
                self.hostile.append(f"{tag} {name}={value}")


def _elements(page: str) -> _Elements:
    found = _Elements()
    found.feed(page)
    return found


@cache
def _own_scripts() -> int:
    return _elements(_report("Rund 500 Menschen kamen.", "harmlos")).scripts


def _report(text: str, name: str) -> str:
    from kursk_claims.compare import compare
    from kursk_claims.render import RenderOptions, render

    stream = io.StringIO()
    claims = claims_of(f"Rund 500 Menschen kamen nach Bonn, sagte Müller. {text}", id=name, outlet=name, title=name)
    render("html", compare(claims), stream, RenderOptions(lang="de"))
    return stream.getvalue()


def report(data: bytes) -> None:
    """Article text, ids and titles never become elements or handlers of the report."""
    text = clean(text_of(data))
    name = text[:60] or "leer"
    page = _elements(_report(text, name))
    assert page.scripts == _own_scripts()
    assert not page.hostile


def exchange(data: bytes) -> None:
    """What one run wrote as JSON Lines, the next reads back to the same records."""
    import msgspec

    text = clean(text_of(data))
    for claim in claims_of(text):
        line = msgspec.json.encode(claim)
        json.loads(line)
        assert msgspec.json.decode(line, type=Claim) == claim


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target for target in (numerals, loaders, attribution, report, exchange)
}
