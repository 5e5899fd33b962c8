"""Saved pages: what they say of themselves, the lead, headings, and what stands around the article."""

from __future__ import annotations

import json

import pytest

from kursk_claims.load.html import read_page
from kursk_claims.models import Article
from tests.load.conftest import Loaded

FIRST = "Die Feuerwehr war am Montag mit 120 Kräften im Einsatz, wie ein Sprecher der Stadt Musterau am Abend sagte."
SECOND = "Verletzt wurde nach seinen Angaben niemand, der Schaden liegt bei rund zwei Millionen Euro."
LEAD = "In Musterau ist ein Lagerhaus abgebrannt. 80 Menschen mussten ihre Wohnungen verlassen."


def page(body: str = "", *, head: str = "", lead: str = "", title: str = "Lagerhaus in Musterau abgebrannt") -> str:
    return f"""<!DOCTYPE html><html lang="de"><head><title>{title}</title>{head}</head><body>
<nav><ul><li><a href="/">Start</a></li><li><a href="/p">Politik</a></li></ul></nav>
<main><article><h1>{title}</h1>{lead}<div class="body"><p>{FIRST}</p><p>{SECOND}</p>{body}</div></article></main>
<footer><p>Alle Rechte vorbehalten. Impressum.</p></footer></body></html>"""


def ld(**facts: object) -> str:
    data = {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", **facts}]}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def og(**facts: str) -> str:
    return "".join(f'<meta property="og:{name}" content="{value}">' for name, value in facts.items())


def own(article: Article) -> str:
    """The text without furniture."""
    text, position = "", 0
    for span in article.boilerplate:
        text += article.text[position : span.start]
        position = span.end
    return text + article.text[position:]


TITLES = [
    ({}, "", "Brand in Musterau", "Brand in Musterau", "nothing but the first heading"),
    (
        {},
        og(title="Brand in Musterau – Lagebild", site_name="Lagebild"),
        "Brand in Musterau",
        "Brand in Musterau",
        "name",
    ),
    ({}, og(title="Brand in Musterau | Lokales"), "Brand in Musterau", "Brand in Musterau", "what the heading lacks"),
    (
        {"headline": "Brand: 80 Menschen fliehen", "publisher": {"name": "Lagebild.de"}},
        og(title="Brand: 80 Menschen fliehen - Lagebild"),
        "80 Menschen fliehen",
        "Brand: 80 Menschen fliehen",
        "the name without its domain's ending",
    ),
    ({"headline": "Br&uuml;cke gesperrt"}, "", "Brücke", "Brücke gesperrt", "entities inside JSON"),
    (
        {"headline": "Für Suchmaschinen"},
        og(title="Für Leser"),
        "Für Suchmaschinen",
        "Für Leser",
        "where all others say the same, OpenGraph's is the newsroom's",
    ),
    (
        {"headline": "Aus der Redaktion"},
        og(title="Für Suchmaschinen"),
        "Für Suchmaschinen",
        "Aus der Redaktion",
        "where JSON-LD's is alone, it is",
    ),
    ({}, "", "Hafen – Bahnhof: Neue Linie", "Hafen – Bahnhof: Neue Linie", "a dash inside a headline stays"),
]


@pytest.mark.parametrize(("facts", "head", "heading", "expected", "why"), TITLES)
def test_title(load: Loaded, facts: dict[str, object], head: str, heading: str, expected: str, why: str) -> None:
    data = page(head=head + (ld(**facts) if facts else ""), title=heading)
    assert load.read("a.html", data).title == expected, why


OUTLETS = [
    (og(url="https://www.spiegel.de/a-1"), "Spiegel Online", "the table by domain"),
    (
        og(url="https://lagebild.example/1", site_name="lagebild.example")
        + ld(headline="T", publisher={"name": "Lagebild"}),
        "Lagebild",
        "JSON-LD before OpenGraph",
    ),
    (og(site_name="Lagebild"), "Lagebild", "OpenGraph alone"),
    (ld(headline="T", publisher=[{"name": "Bote &amp; Blatt"}]), "Bote & Blatt", "a list, and an entity"),
    ("", None, "nothing told is nothing known"),
]


@pytest.mark.parametrize(("head", "expected", "why"), OUTLETS)
def test_outlet(load: Loaded, head: str, expected: str | None, why: str) -> None:
    assert load.read("a.html", page(head=head)).outlet == expected, why


def test_dates_author_and_address(load: Loaded) -> None:
    head = ld(
        headline="T",
        datePublished="2024-11-17T08:39:00+01:00",
        dateModified="2024-11-18T10:00:00+01:00",
        author=[{"name": "Ada Beispiel"}, {"name": "Bo Muster"}],
    )
    article = load.read("a.html", page(head=head + og(url="https://lagebild.example/1")))
    assert (article.published, article.modified) == ("2024-11-17", "2024-11-18")
    assert (article.author, article.url) == ("Ada Beispiel, Bo Muster", "https://lagebild.example/1")


def test_broken_json_is_no_fact_and_no_failure(load: Loaded) -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>'
    assert load.read("a.html", page(head=head)).title == "Lagerhaus in Musterau abgebrannt"


LEADS = [
    (f"<p class='x'>{LEAD}</p>", "", True, "a paragraph below the headline"),
    (f"<header><div>{LEAD}</div></header>", "", True, "a division in the article's head"),
    (f"<h2>{LEAD}</h2>", "", True, "set as a heading, though it is two sentences"),
    ("", og(description=LEAD), False, "the page shows none: its description is a text for other pages"),
]


@pytest.mark.parametrize(("lead", "head", "expected", "why"), LEADS)
def test_lead(load: Loaded, lead: str, head: str, expected: bool, why: str) -> None:
    text = load.read("a.html", page(lead=lead, head=head)).text
    assert (LEAD in text) == expected, why
    assert text.count(LEAD) <= 1
    assert text.index(FIRST) > 0 or not expected


def test_description_stands_in_where_the_page_does_not_show_its_headline(load: Loaded) -> None:
    data = f"<html><head>{og(description=LEAD)}</head><body><div><p>{FIRST}</p><p>{SECOND}</p></div></body></html>"
    assert load.read("a.html", data).text.startswith(LEAD)


def test_a_block_ends_a_sentence(load: Loaded) -> None:
    body = "<h2>Keine Verletzten</h2><p>Am Dienstag wird aufgeräumt.</p><ul><li>Straße bis Mittwoch gesperrt</li></ul>"
    article = load.read("a.html", page(body))
    assert "\n\nKeine Verletzten\n\nAm Dienstag wird aufgeräumt.\n\nStraße bis Mittwoch gesperrt" in article.text
    assert [article.text[span.start : span.end] for span in article.headings] == ["Keine Verletzten"]


def test_kicker_is_a_line_of_its_own(load: Loaded) -> None:
    body = "<h2><span class='k'>Musterau</span> <span>ZWÖLF TOTE BEI UNFALL</span></h2><p>Das war vor einem Jahr.</p>"
    article = load.read("a.html", page(body))
    assert [article.text[s.start : s.end] for s in article.headings] == ["Musterau", "ZWÖLF TOTE BEI UNFALL"]


def test_emphasis_in_a_heading_is_no_kicker(load: Loaded) -> None:
    body = "<h2><em>Drei</em> Verletzte in Musterau</h2><p>Das war vor einem Jahr.</p>"
    assert "\n\nDrei Verletzte in Musterau\n\n" in load.read("a.html", page(body)).text


FURNITURE = [
    ('<p><a href="/b">Streit um 300 neue Wohnungen am Hafen</a></p>', "300", "a paragraph that is a link"),
    (
        '<ul><li>Hafen: <a href="/b">Streit um 300 neue Wohnungen</a></li></ul>',
        "300",
        "an item, its kicker before the link",
    ),
    (
        '<section aria-label="Newsletter"><p>Jeden Tag um 18 Uhr das Wichtigste.</p></section>',
        "18",
        "a box by its label",
    ),
    ("<p>Lesedauer: 4 Min.</p>", "4 Min", "a reading time"),
    ("<p>Mehr als 250.000 Abonnenten</p>", "250", "an offer"),
    ("<p>Jetzt für 1 Euro testen, danach monatlich kündbar</p>", "1 Euro", "an offer"),
    ("<p>dpa:241117-99-53606/3</p>", "53606", "an agency's line"),
    ("<p>23 Kommentare</p>", "23", "a count of comments"),
]


@pytest.mark.parametrize(("body", "gone", "why"), FURNITURE)
def test_furniture(load: Loaded, body: str, gone: str, why: str) -> None:
    article = load.read("a.html", page(body + "<p>Der Einsatz dauerte bis zum Dienstagmorgen an.</p>"))
    text = own(article)
    assert gone not in text, why
    assert FIRST in text
    assert "Dienstagmorgen" in text


ARTICLE = [
    (
        '<p>Das teilte die <a href="/b">Stadt Musterau am Montag</a> mit, die 300 Betten stellt.</p>',
        "300",
        "a link inside",
    ),
    ('<div class="paywall"><p>' + "Es gab 300 Helfer im Ort. " * 60 + "</p></div>", "300", "a wrapper is no box"),
    ('<p><a href="#anker">Zum Abschnitt mit allen 300 Orten</a></p>', "300", "a link inside the page"),
]


@pytest.mark.parametrize(("body", "kept", "why"), ARTICLE)
def test_article(load: Loaded, body: str, kept: str, why: str) -> None:
    assert kept in own(load.read("a.html", page(body))), why


CONSENT = """<html><body><main><h1>Willkommen</h1><p>Wir und unsere Partner verwenden Cookies und ähnliche Verfahren.
Mit Ihrer Einwilligung verarbeiten wir personenbezogene Daten auf Ihrem Endgerät.</p><p>Sie können Ihre Einwilligung
jederzeit widerrufen. Mehr steht in der Erklärung zum Datenschutz.</p></main></body></html>"""


def test_consent_page_is_named(load: Loaded) -> None:
    assert load.articles(load.write("a.html", CONSENT)) == []
    assert load.complaints == [
        "a.html: only a consent notice, no article; agree to it in a browser and save the page again"
    ]


def test_article_on_data_protection_is_no_notice() -> None:
    told = "Das Gericht verlangt für Cookies eine Einwilligung. Geklagt hatte ein Verein aus Musterau. "
    told += "Das Urteil fiel am Montag. Die Richterin sprach zwei Stunden. Es betrifft 300 Seiten. Die Firma schweigt."
    assert read_page(f"<html><body><article><p>{told}</p></article></body></html>", "x").text == told


def test_offsets_fit_a_decomposed_page(load: Loaded) -> None:
    body = "<h2>Gro\u0308ßte U\u0308bung</h2><p>Am Dienstag wird aufgera\u0308umt.</p>"
    article = load.read("a.html", page(body))
    assert [article.text[s.start : s.end] for s in article.headings] == ["Größte Übung"]
