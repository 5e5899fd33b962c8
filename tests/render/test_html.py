"""The report as a file; what it does in a browser is in ``tests/browser``."""

from __future__ import annotations

import io
import re
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
from kursk_claims.render.html.citations import LINKS, citations
from kursk_claims.render.html.page import REPORT_BYTES
from kursk_claims.render.html.timeline import timeline
from tests.render import hostile, scene, stories
from tests.render.crowd import crowd

SVG = "{http://www.w3.org/2000/svg}"
ARTICLES = {article.id: article for article in scene.ARTICLES}


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
    cards = [e for e in tree.iter() if "card" in (e.get("class") or "").split()]
    assert [card.get("data-status") for card in cards] == ["conflict", "disputed", "update", "agree", "agree"]
    shown = text_of(tree)
    for claim in scene.claims():
        if claim.quantity is not None:
            assert claim.quantity.text in shown


def test_leads_with_the_finding() -> None:
    tree = parsed(report(scene.comparison(), ARTICLES))
    head = next(tree.iter("header"))
    title = "Höchstens 20, mindestens 30, 45 bis 60 oder bis zu 60 Millionen Euro?"
    assert text_of(next(tree.iter("h1"))) == text_of(next(tree.iter("title"))) == title
    shown = text_of(head)
    assert "Schaden durch das Hochwasser in Grünau: Die Werte schließen einander aus." in shown
    assert "Lücke zwischen 20 Millionen Euro und 30 Millionen Euro" in shown
    assert [e.tag for e in head].index("div") < [e.get("class") for e in head].index("contents"), (
        "strip before contents"
    )


@pytest.mark.parametrize(
    ("status", "title"),
    [
        ("conflict", "Höchstens 20, mindestens 30, 45 bis 60 oder bis zu 60 Millionen Euro?"),
        ("disputed", "Niemand ist vor dem Dammbruch gewarnt worden"),
        ("update", "Erst mehr als 4.000, zuletzt 6.500"),
        ("agree", "800 – Helfer im Einsatz gegen das Hochwasser"),
        ("single", "Was übereinstimmt, was sich widerspricht"),
    ],
)
def test_title_is_a_sentence_about_the_worst_question(status: str, title: str) -> None:
    whole = scene.comparison()
    last = [cluster for cluster in whole.clusters if cluster.status == status][-1:]
    tree = parsed(report(msgspec.structs.replace(whole, clusters=tuple(last)), ARTICLES))
    assert text_of(next(tree.iter("h1"))) == title


def test_sentences_stand_in_the_card_with_the_number_marked() -> None:
    tree = parsed(report(scene.comparison(), ARTICLES))
    cards = [e for e in tree.iter() if "card" in (e.get("class") or "").split()]
    quotes = {text_of(e) for card in cards for e in card.iter("q")}
    single = {id_ for c in scene.comparison().clusters if c.status == "single" for id_ in c.claim_ids}
    assert quotes == {" ".join(claim.text.split()) for claim in scene.claims() if claim.id not in single}
    marked = {text_of(e) for card in cards for q in card.iter("q") for e in q.iter("a")}
    assert {"höchstens 20 Millionen Euro", "6.500", "Niemand hat uns gewarnt"} <= marked


def test_running_count_has_steps_for_each_source_and_contested_days() -> None:
    comparison, articles = stories.count()
    html = report(comparison, articles)
    parsed(html)
    lead = html[html.index('class="steps"') : html.index("</header>")]
    assert lead.count('class="contested"') == 1
    assert ">strittig<" in lead
    assert re.findall(r'text class="state"[^>]*>([^<]*)<', lead) == ["≥ 12", "19", "&gt; 30", "24", "31"]
    assert re.findall(r'<g class="(o\d)">', lead) == ["o1", "o2"], "a line for each source"
    assert lead.count('class="bounds"') == 2, "at least 12, more than 30"
    assert re.findall(r"<li class=.o\d.>.*?<bdi>(.*?)</bdi>", lead) == ["Zivilschutz", "Krankenhausverband"]


def test_polls_are_one_table_with_bars_of_one_scale() -> None:
    comparison, articles = stories.poll()
    html = report(comparison, articles)
    tree = parsed(html)
    assert text_of(next(tree.iter("h1"))) == "Bürgerforum 28 bis 31 Prozent, Soziale Mitte 27 bis 29 Prozent"
    table = next(tree.iter("table"))
    assert [text_of(head) for head in table.iter("th") if head.get("scope") == "col"] == [
        "Partei", "Umfragehaus Nord, 02.09.2026", "Demoskopia, 09.09.2026", "Wahlradar, 10.09.2026",
    ]  # fmt: skip
    assert text_of(next(table.iter("caption"))) == "Landtagswahl Norderland (Prozent)"
    bars = [float(bar.get("width", "").rstrip("%")) for bar in table.iter(f"{SVG}rect")]
    assert len(bars) == 14
    assert max(bars) == 100
    assert bars[1] == pytest.approx(100 * 29 / 31, abs=0.1)


def test_origins_are_drawn_for_each_question_each_name_once() -> None:
    comparison, articles = stories.count()
    tree = parsed(report(comparison, articles))
    flows = [e for e in tree.iter("div") if e.get("class") == "flow"]
    assert len(flows) == 2, "none where nobody cites anybody"
    sides = [[text_of(name) for name in side.iter("bdi")] for side in flows[0].iter("ol")]
    assert sides[1] == ["Zivilschutz", "Krankenhausverband"]
    assert sorted(sides[0]) == ["Alpenkurier", "Bergfunk", "Notizen aus dem Tal", "Stadtpost", "Tagesblick am Morgen"]
    assert len(list(flows[0].iter(f"{SVG}path"))) == 5 + 1, "the Stadtpost prints both"


def test_agreements_are_folded() -> None:
    tree = parsed(report(scene.comparison(), ARTICLES))
    folded = [e for e in tree.iter("details") if "card" in (e.get("class") or "").split()]
    assert [card.get("data-status") for card in folded] == ["agree", "agree"]
    assert not any(card.get("open") for card in folded)
    assert "rund 180 Liter" in text_of(next(folded[0].iter("summary")))


def test_band_is_the_gap_or_the_overlap() -> None:
    whole = scene.comparison()
    cost = whole.clusters[2]
    few = tuple(group for group in cost.value_groups if group.claim_ids[0] in ("cost-a", "cost-d"))
    fitting = msgspec.structs.replace(
        cost, status="compatible", value_groups=few, claim_ids=("cost-a", "cost-d"), exclusions=()
    )
    html = report(msgspec.structs.replace(whole, clusters=(fitting,)), ARTICLES)
    assert "allen gemeinsam: 30 Millionen Euro bis 60 Millionen Euro" in html
    assert 'class="overlap"' in html
    assert 'class="gap"' not in html


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
    assert {"mehr als 4.000", "6.500"} <= marked["lively"], "what others answer too stands out"
    assert "120 Meter" not in marked["lively"]
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


def test_without_articles_whole_sentences_stand_alone() -> None:
    tree = parsed(report(scene.comparison()))
    pane = next(e for e in tree.iter("section") if e.get("id") == "articles")
    shown = text_of(pane).replace("¶", "")
    assert "Dieser Bericht ist aus Angaben gemacht, nicht aus Artikeln" in shown
    paragraphs = {text_of(e).replace("¶", "") for e in pane.iter("p") if e.get("class") == "excerpt"}
    assert paragraphs == {" ".join(claim.text.split()) for claim in scene.claims()}, "no sentence is cut"
    assert "aus Angaben gemacht" not in text_of(parsed(report(scene.comparison(), ARTICLES)))


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
    assert len(re.findall(r'id="c(?!itations)', html)) == 10_000
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
    cards = len(re.findall(r'<(?:article|details) class="card', html))
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


def test_citations() -> None:
    found, left_out = citations(scene.comparison(), "de")
    assert ("Tageswelt", "DNA", "1 Angabe") in found
    assert found[0] == ("DNA", "Versicherer", "2 Angaben"), "the most first"
    assert not left_out
    assert citations(Comparison(documents=(), claims=(), clusters=()), "de") == ((), "")
    many, left_out = citations(crowd(4000)[0], "en")
    assert len(many) == LINKS
    assert left_out.endswith("more links")


def test_timeline() -> None:
    found = timeline(scene.comparison(), "de")
    assert found is not None
    assert found.rows[0][0] == "Elbkurier", "who was first stands first"
    assert {name: [point.percent for point in points] for name, points in found.rows} == {
        "Elbkurier": [4.0], "Nordblick": [4.0], "Tageswelt": [50.0], "Rheinpost am Morgen": [96.0], "Stadtbote": [96.0],
    }  # fmt: skip
    same_day = msgspec.structs.replace(scene.comparison(), documents=scene.comparison().documents[:2])
    assert timeline(same_day, "de") is None, "nothing to see where dates do not differ"


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
