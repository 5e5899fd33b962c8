"""The report in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from kursk_claims.models import Comparison
from tests.render import hostile, scene, stories
from tests.render.crowd import crowd

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

ARTICLES = {article.id: article for article in scene.ARTICLES}
SIZES = pytest.mark.parametrize(("width", "dark"), [(1400, False), (1400, True), (375, False), (375, True)])


WITHIN_CARD = """name => {
  const words = document.createRange();
  words.selectNode(name);
  const [inner, outer] = [words.getBoundingClientRect(), name.closest(".card").getBoundingClientRect()];
  return inner.left >= outer.left && inner.right <= outer.right;
}"""


def option(page: Page, select: str, name: str) -> None:
    """Choose by name, whatever count stands behind it."""
    value = page.locator(f"select[name={select}] option[data-name='{name}']").get_attribute("value")
    page.locator(f"select[name={select}]").select_option(value)


@SIZES
def test_cards_and_charts(show: Open, width: int, dark: bool) -> None:
    page = show(scene.comparison(), ARTICLES, width=width, dark=dark)
    assert page.locator(".card").count() == 5
    assert page.locator(".card").first.get_attribute("data-status") == "conflict"
    assert page.locator(".lead .strip").count() == 4
    assert page.locator("#timeline circle").count() == len(scene.ARTICLES)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page can be pushed sideways"
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (background == "rgb(251, 250, 246)") is not dark


@SIZES
@pytest.mark.parametrize("name", ["count", "poll"])
def test_running_count_and_polls(show: Open, name: str, width: int, dark: bool) -> None:
    comparison, articles = getattr(stories, name)()
    page = show(comparison, articles, width=width, dark=dark)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    lead = page.locator(".lead").bounding_box()
    assert lead is not None
    assert lead["y"] + lead["height"] <= 900, "the finding is on the first screen"


@pytest.mark.parametrize("width", [1400, 375])
def test_the_finding_is_on_the_first_screen(show: Open, width: int) -> None:
    page = show(scene.comparison(), ARTICLES, width=width)
    for selector in ("h1", ".verdict", ".lead .strips"):
        box = page.locator(selector).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 800, selector
    filters = page.locator(".filters").bounding_box()
    lead = page.locator(".lead").bounding_box()
    assert filters is not None
    assert lead is not None
    assert filters["y"] > lead["y"] + lead["height"], "filters stand below the finding"


def test_chart_places_the_values(show: Open) -> None:
    page = show(scene.comparison(), ARTICLES)
    rows = page.locator(".lead .strips tr:has(circle)")
    places = {}
    for row in rows.all():
        places[row.locator("th").text_content()] = row.locator("circle").bounding_box()
    low, high = places["höchstens 20 Millionen Euro"], places["bis zu 60 Millionen Euro"]
    middle = places["mindestens 30 Millionen Euro"]
    assert None not in (low, middle, high)
    assert (middle["x"] - low["x"]) / (high["x"] - low["x"]) == pytest.approx(0.25, abs=0.02)


@pytest.mark.parametrize("width", [1400, 375])
def test_labels_never_stand_over_marks(show: Open, width: int) -> None:
    page = show(scene.comparison(), ARTICLES, width=width)
    for row in page.locator(".lead .strips tr:has(circle)").all():
        label, track = row.locator("th").bounding_box(), row.locator(".track").bounding_box()
        assert label is not None
        assert track is not None
        assert label["x"] + label["width"] <= track["x"] + 1


@pytest.mark.parametrize("width", [1400, 375])
def test_no_name_is_cut_off_in_the_picture_of_origins(show: Open, width: int) -> None:
    comparison, articles = stories.count()
    page = show(comparison, articles, width=width)
    for name in page.locator(".flow li bdi").all():
        assert name.evaluate(WITHIN_CARD), name.text_content()


@pytest.mark.parametrize("width", [1400, 375])
def test_claim_to_sentence_and_back(show: Open, width: int) -> None:
    page = show(scene.comparison(), ARTICLES, width=width)
    page.locator(".card").first.locator(".sentences").get_by_role("link", name="Tageswelt").click()
    number = page.locator(".anchor:target + .number")
    assert number.text_content() == "45 bis 60 Millionen Euro"
    box = number.bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= 900, "the sentence is in view"
    number.click()
    back = page.locator(".sentences li:target")
    assert "Tageswelt" in back.text_content()
    box = back.bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= 900, "the card is in view again"


def test_statement_to_sentence_and_back(show: Open) -> None:
    page = show(scene.comparison(), ARTICLES)
    page.locator(".card.disputed .sentences").get_by_role("link", name="Nordblick").click()
    page.locator(".anchor:target + .back").click()
    assert "Nordblick" in page.locator(".sentences li:target").text_content()


def test_search_and_filters(show: Open) -> None:
    page = show(scene.comparison(), ARTICLES)
    shown = page.locator(".card, .one")
    result = page.locator("output")
    assert result.text_content() == "8 von 8 Fragen gezeigt"
    search = page.get_by_role("searchbox", name="Suchen")
    search.fill("regen quadratmeter")
    page.wait_for_timeout(50)
    assert shown.count() == 1
    assert result.text_content() == "1 von 8 Fragen gezeigt"
    search.fill("6500")
    page.wait_for_timeout(50)
    assert "ihre Häuser verlassen" in shown.text_content()
    search.fill("gibt es nicht")
    page.wait_for_timeout(50)
    assert shown.count() == 0
    assert result.text_content().startswith("Nichts gefunden")
    page.get_by_role("button", name="Zurücksetzen").click()
    page.wait_for_timeout(50)
    assert shown.count() == 8
    option(page, "outlet", "Stadtbote")
    page.wait_for_timeout(50)
    assert shown.count() == 3
    option(page, "source", "Technisches Hilfswerk")
    page.wait_for_timeout(50)
    assert shown.count() == 1
    page.get_by_role("button", name="Zurücksetzen").click()
    page.get_by_role("checkbox", name="Widerspruch").uncheck()
    page.get_by_role("checkbox", name="Einzelangabe").uncheck()
    page.wait_for_timeout(50)
    assert shown.count() == 4


@pytest.mark.parametrize(
    ("query", "question", "why"),
    [
        ("Tote", "Tote – Erdrutsch in Valmora", "the word of the question"),
        ("toten", "Tote – Erdrutsch in Valmora", "another form of it"),
        ("Bürgermeisterin Rossi", "Vermisste – Erdrutsch in Valmora", "a source"),
        ("begrub", "Verschüttete Häuser – Erdrutsch in Valmora", "a word of a sentence"),
    ],
)
def test_search_finds_sentences_sources_and_word_forms(show: Open, query: str, question: str, why: str) -> None:
    comparison, articles = stories.count()
    page = show(comparison, articles)
    page.get_by_role("searchbox", name="Suchen").fill(query)
    page.wait_for_timeout(50)
    assert question in page.locator(".card h3").all_text_contents(), why


def test_counts_in_the_filters_follow(show: Open) -> None:
    page = show(scene.comparison(), ARTICLES)
    chip = page.locator(".chip.single b")
    assert chip.text_content() == "3"
    page.get_by_role("searchbox", name="Suchen").fill("Brücke")
    page.wait_for_timeout(50)
    assert chip.text_content() == "1"
    assert page.locator(".chip.conflict b").text_content() == "0"
    assert page.locator("select[name=outlet] option").all_text_contents()[1] == "Elbkurier (1)"


def test_article_pane_is_calm_until_asked(show: Open) -> None:
    page = show(scene.comparison(), ARTICLES)
    source = page.locator(".text .source").first
    border = "e => getComputedStyle(e).borderBottomStyle"
    assert source.evaluate(border) == "none"
    page.get_by_role("checkbox", name="auch Quellen und Aussagen markieren").check()
    assert source.evaluate(border) == "solid"


def test_link_into_a_folded_agreement_unfolds_it(show: Open) -> None:
    page = show(scene.comparison(), ARTICLES)
    folded = page.locator(".card.agree").first
    assert not folded.locator("q").first.is_visible()
    page.locator(".text .number", has_text="rund 180 Liter").first.click()
    assert folded.locator("li:target").is_visible()


def test_link_back_finds_a_card_that_filters_hide(show: Open) -> None:
    page = show(scene.comparison(), ARTICLES)
    page.get_by_role("searchbox", name="Suchen").fill("Regen")
    page.wait_for_timeout(50)
    page.locator(".text .number", has_text="6.500").click()
    page.locator("li:target").wait_for()
    assert page.locator(".card:has(li:target)").get_attribute("data-status") == "update"


def test_keyboard(show: Open) -> None:
    page = show(scene.comparison(), ARTICLES)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "text"
    page.keyboard.type("Brücke")
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "status"
    outline = page.evaluate("getComputedStyle(document.activeElement.nextElementSibling).outlineStyle")
    assert outline == "solid", "where the keyboard stands can be seen"
    page.keyboard.press("Space")
    assert not page.get_by_role("checkbox", name="Widerspruch").is_checked()
    page.locator(".one a").first.focus()
    page.keyboard.press("Enter")
    assert page.locator(".anchor:target + .number").text_content() == "120 Meter"


@SIZES
def test_accessibility(show: Open, width: int, dark: bool) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page = show(scene.comparison(), ARTICLES, width=width, dark=dark)
    for details in page.locator("details").all():
        details.evaluate("e => { e.open = true; }")
    found = axe.Axe().run(page).response["violations"]
    serious = [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found if v["impact"] in ("serious", "critical")]
    assert serious == []


def test_hostile_article_runs_nothing(show: Open) -> None:
    spoilt, articles = hostile.attack()
    page = show(spoilt, articles, title=hostile.ALL)
    page.wait_for_timeout(200)
    assert page.title() != "run"
    assert page.locator("img, iframe, object, main script, .reader script").count() == 0
    assert page.locator(".text h3").first.text_content().endswith(hostile.TEMPLATE + hostile.COMMENT)


def test_reads_without_script(show: Open) -> None:
    page = show(scene.comparison(), ARTICLES, script=False)
    assert page.locator(".card").count() == 5
    assert page.locator(".one").count() == 3
    assert not page.locator(".filters").is_visible(), "what can't work is not offered"


def test_print_shows_everything(show: Open) -> None:
    page = show(scene.comparison(), ARTICLES, dark=True)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".card q").count() == page.locator(".card q:visible").count(), "what was folded is open"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator(".filters").is_visible()


def test_english(show: Open) -> None:
    page = show(scene.comparison(), ARTICLES, lang="en")
    assert page.locator("output").text_content() == "8 of 8 questions shown"
    assert "at most 20 million euros" in page.locator(".card").first.text_content()
    assert "20M" in page.locator(".lead .axis").text_content()


def test_nothing_to_show(show: Open) -> None:
    page = show(Comparison(documents=(), claims=(), clusters=()))
    assert page.get_by_text("Keine Angaben gefunden").is_visible()


def test_values_over_decades_stand_on_a_logarithmic_axis(show: Open) -> None:
    comparison, articles = crowd(30)
    first = comparison.clusters[1]
    wide = tuple(
        msgspec.structs.replace(group, min=value, max=value)
        for group, value in zip(first.value_groups, (50, 6000, 700_000), strict=True)
    )
    clusters = (msgspec.structs.replace(first, value_groups=wide), *comparison.clusters[2:])
    page = show(msgspec.structs.replace(comparison, clusters=clusters), articles)
    x = sorted(box["x"] for circle in page.locator(".lead .strips circle").all() if (box := circle.bounding_box()))[:3]
    assert len(x) == 3
    assert (x[1] - x[0]) / (x[2] - x[0]) == pytest.approx(0.5, abs=0.05), "equal factors are equal distances"


@pytest.mark.slow
def test_ten_thousand_claims_stay_usable(show: Open) -> None:
    comparison, articles = crowd(10_000)
    page = show(comparison, articles)
    assert page.locator("output").text_content() == "6.004 von 6.004 Fragen gezeigt"
    assert page.locator(".card").count() == 40, "a page at a time"
    page.locator(".pager button[data-step='1']").first.click()
    page.locator(".pager span", has_text="41 bis 80 von 1.998").first.wait_for()
    page.locator("[type=search]").fill("bezirk 17 schiffe")
    page.locator("output", has_not_text="6.004 von").wait_for()
    assert page.locator(".card, .one").count() >= 1
    page.locator(".text .number").nth(5).click()
    page.locator("li:target").wait_for()


def test_screenshot(show: Open, tmp_path: Path) -> None:
    page = show(scene.comparison(), ARTICLES)
    assert len(page.screenshot(path=tmp_path / "report.png")) > 50_000, "a blank page is smaller"
