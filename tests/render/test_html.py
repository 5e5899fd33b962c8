"""The report as a file; what it does in a browser is in ``tests/browser``."""

from __future__ import annotations

import hashlib
import io
import re
import tomllib
from importlib.resources import files
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kursk_claims.models import Article, Comparison
from kursk_claims.render import Lang, RenderOptions, render
from kursk_claims.render.html import page
from kursk_claims.render.html.network import LINKS, network
from kursk_claims.render.html.page import REPORT_BYTES
from kursk_claims.render.html.timeline import timeline
from tests.render import hostile, scene
from tests.render.crowd import crowd

ARTICLES = {article.id: article for article in scene.ARTICLES}
ASSETS = files("kursk_claims.render.html") / "assets"


def report(comparison: Comparison, articles: dict[str, Article] | None = None, **options: Any) -> str:
    stream = io.StringIO()
    render("html", comparison, stream, RenderOptions(**options), articles)
    return stream.getvalue()


def parsed(html: str) -> Element:
    """The document, after html5lib has found no error in it."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parse(html)
    return tree


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.mark.parametrize("lang", ["de", "en"])
def test_is_valid_and_complete(lang: Lang) -> None:
    tree = parsed(report(scene.comparison(), ARTICLES, lang=lang))
    assert tree.get("lang") == lang
    cards = [e for e in tree.iter("article") if "card" in (e.get("class") or "")]
    assert [card.get("data-status") for card in cards] == ["conflict", "disputed", "update", "agree", "agree"]
    shown = text_of(tree)
    for claim in scene.claims():
        if claim.quantity is not None:
            assert claim.quantity.text in shown


def test_every_claim_leads_to_its_number_and_back() -> None:
    tree = parsed(report(scene.comparison(), ARTICLES))
    ids = [e.get("id") for e in tree.iter() if e.get("id")]
    assert len(ids) == len(set(ids)), "an id stands twice"
    links = [e.get("href", "") for e in tree.iter("a")]
    assert all(link[1:] in ids for link in links if link.startswith("#"))
    for number, claim in enumerate(scene.comparison().claims):
        assert f"#s{number}" in links, claim.id
        assert f"#c{number}" in links, claim.id


def test_marks_number_source_and_cue() -> None:
    tree = parsed(report(scene.comparison(), ARTICLES))
    marked: dict[str, set[str]] = {}
    for element in tree.iter():
        for kind in (element.get("class") or "").split():
            marked.setdefault(kind, set()).add(text_of(element))
    assert {"mehr als 4.000", "rund 180 Liter", "6.500"} <= marked["number"]
    assert {"Feuerwehr", "Bürgermeisterin Petra Lohmann"} <= marked["source"]
    assert "sagte" in marked["cue"]
    assert "Niemand hat uns gewarnt" in marked["said"]


def test_statement_in_two_parts_has_one_landing() -> None:
    whole = msgspec.to_builtins(scene.comparison())
    for claim in whole["claims"]:
        if claim["id"] == "warn-a":
            span = claim["attribution"]["content"][0]
            middle = span["start"] + 8
            claim["attribution"]["content"] = [{**span, "end": middle - 1}, {**span, "start": middle}]
    html = report(msgspec.convert(whole, Comparison), ARTICLES)
    ids = [e.get("id") for e in parsed(html).iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    assert html.count('class="back"') == 2


def test_headline_is_not_repeated() -> None:
    first = scene.ARTICLES[0]
    repeated = msgspec.structs.replace(first, text=first.text + f"\n\n# {first.title}\n")
    tree = parsed(report(scene.comparison(), {**ARTICLES, first.id: repeated}))
    assert text_of(next(e for e in tree.iter("section") if e.get("id") == "articles")).count(first.title or "") == 1


def test_article_text_is_whole() -> None:
    tree = parsed(report(scene.comparison(), ARTICLES))
    shown = text_of(tree).replace("¶", "")
    for article in scene.ARTICLES:
        for paragraph in article.text.split("\n"):
            assert " ".join(paragraph.split()) in shown


def test_without_articles_sentences_stand_with_their_context() -> None:
    tree = parsed(report(scene.comparison()))
    shown = text_of(tree).replace("¶", "")
    assert "Nur die Sätze mit Angaben" in shown
    for claim in scene.claims():
        assert " ".join((claim.evidence.prefix + claim.evidence.exact).split()) in shown


def test_asks_nothing_of_the_network() -> None:
    tree = parsed(report(scene.comparison(), ARTICLES))
    for element in tree.iter():
        assert element.tag not in {"link", "img", "iframe", "object", "embed", "base", "audio", "video"}
        assert not element.get("src")
        assert not element.get("style"), "an inline style would need a weaker policy"
        assert not any(name.startswith("on") for name in element.keys())  # noqa: SIM118
    policy = next(e for e in tree.iter("meta") if e.get("http-equiv") == "Content-Security-Policy").get("content", "")
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_hostile_article_is_text() -> None:
    spoilt, articles = hostile.attack()
    clean = parsed(report(scene.comparison(), ARTICLES))
    tree = parsed(report(spoilt, articles))

    def tags(root: Element) -> set[tuple[str, str]]:
        return {(e.tag, name) for e in root.iter() for name in ("", *e.keys())}

    assert tags(tree) <= tags(clean), "an element or attribute came in with the text"
    shown = text_of(tree)
    assert hostile.SCRIPT in shown
    assert hostile.STYLE in shown
    assert "{{ 7*7 }}" in shown, "article text is no template"
    assert "⟨U+202E⟩" in shown


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", " javascript:alert(1)", "file:///etc/passwd"]
)
def test_only_web_addresses_become_links(url: str) -> None:
    spoilt = msgspec.to_builtins(scene.comparison())
    for doc in spoilt["documents"]:
        doc["url"] = url
    tree = parsed(report(msgspec.convert(spoilt, Comparison), ARTICLES))
    assert all((link.get("href") or "").startswith("#") for link in tree.iter("a"))


@pytest.mark.parametrize("lang", ["de", "en"])
def test_nothing_to_show_is_said(lang: Lang) -> None:
    tree = parsed(report(Comparison(documents=(), claims=(), clusters=()), lang=lang))
    assert ("Keine Angaben gefunden" if lang == "de" else "No claims found") in text_of(tree)
    assert not list(tree.iter("form"))


def test_one_article_is_said() -> None:
    whole = scene.comparison()
    alone = Comparison(
        documents=whole.documents[4:],
        claims=tuple(claim for claim in whole.claims if claim.id in {"bags", "help-c"}),
        clusters=tuple(c for c in whole.clusters if c.id in {"single-bags", "single-volunteers"}),
    )
    shown = text_of(parsed(report(alone, ARTICLES)))
    assert "Nur ein Artikel: Es gibt nichts, womit er zu vergleichen wäre" in shown
    assert "Keine Frage, auf die mehr als ein Artikel antwortet" in shown


@pytest.mark.slow
def test_ten_thousand_claims_fit() -> None:
    comparison, articles = crowd(10_000, padding="Und so weiter. " * 100)
    html = report(comparison, articles)
    assert len(html.encode()) < 20_000_000
    assert html.count('id="c') == 10_000
    assert 'class="long"' in html


def test_beyond_the_limit_the_most_important_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    limit = 1_000_000
    monkeypatch.setattr(page, "REPORT_BYTES", limit)
    comparison, articles = crowd(3000)
    html = report(comparison, articles)
    assert len(html.encode()) < limit
    shown = text_of(parsed(html))
    left_out = re.search(r"fehlen hier ([\d.]+) Fragen", shown)
    assert left_out
    cards = html.count('<article class="card')
    singles = html.count('<li class="one')
    assert cards + singles + int(left_out[1].replace(".", "")) == len(comparison.clusters)
    conflicts = sum(cluster.status == "conflict" for cluster in comparison.clusters)
    assert cards == conflicts or not singles, "conflicts come before single reports"
    assert re.search(r"fehlen hier ([\d.]+) Artikel", shown)


def test_long_articles_shrink_to_their_sentences() -> None:
    comparison, articles = crowd(20, padding="Füllwort " * 1_300_000)
    html = report(comparison, articles)
    assert len(html.encode()) < REPORT_BYTES
    assert html.count("Nur die Sätze mit Angaben") == 1, "one of the two fits in full"


def test_network() -> None:
    found = network(scene.comparison(), "de")
    assert found is not None
    assert found["columns"] == 3
    assert ("Tageswelt", "DNA", "1 Angabe") in found["list"]
    assert ("DNA", "Versicherer", "2 Angaben") in found["list"]
    assert not found["left_out"]
    assert network(Comparison(documents=(), claims=(), clusters=()), "de") is None
    many = network(crowd(1000)[0], "en")
    assert many is not None
    assert len(many["links"]) == LINKS
    assert many["left_out"].endswith("more links")


def test_timeline() -> None:
    found = timeline(scene.comparison(), "de")
    assert found is not None
    assert [point["day"] for point in found["points"]] == ["2024-06-03"] * 2 + ["2024-06-04"] + ["2024-06-05"] * 2
    assert found["rows"][0] == "Elbkurier", "who was first stands first"
    same_day = msgspec.structs.replace(scene.comparison(), documents=scene.comparison().documents[:2])
    assert timeline(same_day, "de") is None, "nothing to see where dates do not differ"


def test_vendored_scripts_are_what_they_say() -> None:
    vendored = tomllib.loads((ASSETS / "VENDOR.toml").read_text())
    for name, item in vendored.items():
        content = (ASSETS / item["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == item["sha256"], name
        assert (ASSETS / f"{name}.LICENSE").read_text().startswith("Copyright")
        assert f"v{item['version']}".encode() in content[:120], name


@settings(max_examples=30, deadline=None)
@given(st.text(), st.text(), st.text(min_size=1))
def test_any_text_gives_a_valid_page(question: str, name: str, outlet: str) -> None:
    whole = msgspec.to_builtins(scene.comparison())
    for claim in whole["claims"]:
        claim["doc"]["outlet"] = outlet
        for source in (claim["attribution"] or {}).get("sources", ()):
            source["name"] = name
    for cluster in whole["clusters"]:
        cluster["question"] = question
    comparison = msgspec.convert(whole, Comparison)
    parsed(report(comparison, ARTICLES))
    for format in ("table", "markdown", "csv", "json", "jsonl", "jsonld"):
        render(format, comparison, io.StringIO())
