"""Feeds: full text where there is one, else title and summary with that said; damage is named."""

from __future__ import annotations

import logging

import pytest

from tests.load.conftest import Loaded

FULL = "<p>In Musterau gab es 12 Verletzte.</p><h3>Ursache</h3><p>Sie ist nicht bekannt.</p>"


def rss(*items: str, head: str = "<title>Lagebild</title>") -> str:
    namespace = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'<?xml version="1.0"?><rss version="2.0" {namespace}><channel>{head}{"".join(items)}</channel></rss>'


def item(inner: str) -> str:
    return f"<item>{inner}</item>"


WHOLE = item(
    "<title>Brand in Musterau</title><link>https://lagebild.example/a</link>"
    "<pubDate>Sun, 17 Nov 2024 08:39:00 +0100</pubDate><author>ada@lagebild.example (Ada Beispiel)</author>"
    f"<description>Kurz.</description><content:encoded><![CDATA[{FULL}]]></content:encoded>"
)
SHORT = item("<title>Brand: 12 Verletzte</title><description>Das sagte die Stadt am Montag.</description>")
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Lagebild</title><entry><title>Brand in Musterau</title>
<link href="https://www.spiegel.de/a"/><published>2024-11-17T08:39:00Z</published><updated>2024-11-18T08:00:00Z</updated>
<author><name>Ada Beispiel</name></author><content type="html"><![CDATA[{FULL}]]></content></entry></feed>"""


@pytest.mark.parametrize("name", ["feed.rss", "feed.xml", "feed.atom"])
def test_full_text(load: Loaded, name: str) -> None:
    article = load.read(name, rss(WHOLE))
    assert article.text == "In Musterau gab es 12 Verletzte.\n\nUrsache\n\nSie ist nicht bekannt."
    assert [article.text[s.start : s.end] for s in article.headings] == ["Ursache"]
    assert (article.id, article.title, article.outlet) == ("feed:1", "Brand in Musterau", "Lagebild")
    assert (article.published, article.url) == ("2024-11-17", "https://lagebild.example/a")
    assert not article.summary


def test_atom(load: Loaded) -> None:
    article = load.read("feed.atom", ATOM)
    assert (article.outlet, article.author) == ("Spiegel Online", "Ada Beispiel"), "the outlet by its domain"
    assert (article.published, article.modified) == ("2024-11-17", "2024-11-18")
    assert "12 Verletzte" in article.text


def test_title_and_summary_with_that_said(load: Loaded, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        articles = load.articles(load.write("feed.rss", rss(WHOLE, SHORT)))
    assert [article.summary for article in articles] == [False, True]
    assert articles[1].text == "Brand: 12 Verletzte\n\nDas sagte die Stadt am Montag."
    assert "feed.rss: 1 of 2 entries have only title and summary" in caplog.text


def test_feed_on_stdin(load: Loaded) -> None:
    assert [article.id for article in load.articles("-", stdin=ATOM.encode())] == ["stdin:1"]


def test_page_under_a_feeds_name(load: Loaded) -> None:
    data = "<!DOCTYPE html><html><body><article><p>In Kursk starben 50 Menschen.</p></article></body></html>"
    assert "50 Menschen" in load.read("page.xml", data).text


def test_teaser_links_are_furniture(load: Loaded) -> None:
    links = '<p><a href="https://lagebild.example/b">Streit um 300 Wohnungen</a></p>'
    article = load.read("feed.rss", rss(WHOLE.replace(FULL, FULL + links)))
    assert [article.text[s.start : s.end] for s in article.boilerplate] == ["Streit um 300 Wohnungen"]


BAD = [
    (rss(WHOLE, SHORT)[:-30], 2, "feed.rss: feed not well-formed", "cut off: what is there is read"),
    (rss(WHOLE.replace("Brand in", "Brand & Rauch in")), 1, "feed.rss: feed not well-formed", "a bare ampersand"),
    (rss(item("<guid>1</guid>"), WHOLE), 1, "feed.rss:1: entry without text", "nothing to read in it"),
    (rss(), 0, "feed.rss: feed without entries", "an empty feed"),
    ("<urlset><url><loc>https://a.example</loc></url></urlset>", 0, "feed.rss: XML, but no feed", "a site map"),
]


@pytest.mark.parametrize(("data", "count", "message", "why"), BAD)
def test_damage_is_named_and_the_rest_read(load: Loaded, data: str, count: int, message: str, why: str) -> None:
    assert len(load.articles(load.write("feed.rss", data))) == count, (why, load.complaints)
    assert [line.startswith(message) for line in load.complaints] == [True], (why, load.complaints)


def test_wrongly_declared_encoding(load: Loaded) -> None:
    data = rss(SHORT.replace("Stadt", "Behörde")).replace("?>", ' encoding="utf-8"?>', 1).encode("cp1252")
    articles = load.articles(load.write("feed.rss", data))
    assert "Behörde" in articles[0].text
