"""The report in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from kursk_claims.models import Comparison
from tests.render import hostile, scene
from tests.render.crowd import crowd

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

ARTICLES = {article.id: article for article in scene.ARTICLES}
SIZES = pytest.mark.parametrize(("width", "dark"), [(1400, False), (1400, True), (375, False), (375, True)])


def drawn(page: Page) -> None:
    """Scroll once through the page, so that every chart is drawn."""
    for figure in page.locator(".figure").all():
        figure.scroll_into_view_if_needed()
        figure.locator("svg").wait_for()


@SIZES
def test_cards_and_charts(show: Open, width: int, dark: bool) -> None:
    page = show(scene.comparison(), ARTICLES, width=width, dark=dark)
    drawn(page)
    assert page.locator(".card").count() == 5
    assert page.locator(".card").first.get_attribute("data-status") == "conflict"
    charts = page.locator(".chart svg")
    assert charts.count() == 4
    assert charts.first.get_attribute("aria-label") == "Werte auf einer Achse: Schaden durch das Hochwasser in Grünau"
    assert page.locator("[data-network] svg path").count() >= 10
    assert page.locator("[data-timeline] svg circle").count() == len(scene.ARTICLES)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page can be pushed sideways"
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (background == "rgb(251, 250, 246)") is not dark


def test_chart_places_the_values(show: Open) -> None:
    page = show(scene.comparison(), ARTICLES)
    drawn(page)
    chart = page.locator(".chart svg").first
    places = {}
    for circle in chart.locator("circle[r='5.5']").all():
        places[circle.locator("title").text_content()] = circle.bounding_box()
    low, high = places["höchstens 20 Millionen Euro"], places["höchstens 60 Millionen Euro"]
    middle = places["mindestens 30 Millionen Euro"]
    assert None not in (low, middle, high)
    assert (middle["x"] - low["x"]) / (high["x"] - low["x"]) == pytest.approx(0.25, abs=0.02)


@pytest.mark.parametrize("width", [1400, 375])
def test_claim_to_sentence_and_back(show: Open, width: int) -> None:
    page = show(scene.comparison(), ARTICLES, width=width)
    page.locator(".card").first.get_by_role("link", name="Tageswelt").click()
    number = page.locator(".anchor:target + .number")
    assert number.text_content() == "45 bis 60 Millionen Euro"
    box = number.bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= 900, "the sentence is in view"
    number.click()
    back = page.locator("a:target")
    assert back.text_content().startswith("Tageswelt")
    box = back.bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= 900, "the card is in view again"


def test_statement_to_sentence_and_back(show: Open) -> None:
    page = show(scene.comparison(), ARTICLES)
    page.locator(".card.disputed").get_by_role("link", name="Nordblick").click()
    page.locator(".anchor:target + .back").click()
    assert page.locator("a:target").text_content().startswith("Nordblick")


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
    page.locator("select[name=outlet]").select_option("Stadtbote")
    page.wait_for_timeout(50)
    assert shown.count() == 3
    page.locator("select[name=source]").select_option("Technisches Hilfswerk")
    page.wait_for_timeout(50)
    assert shown.count() == 1
    page.get_by_role("button", name="Zurücksetzen").click()
    page.get_by_role("checkbox", name="Widerspruch").uncheck()
    page.get_by_role("checkbox", name="Einzelangabe").uncheck()
    page.wait_for_timeout(50)
    assert shown.count() == 4


def test_link_back_finds_a_card_that_filters_hide(show: Open) -> None:
    page = show(scene.comparison(), ARTICLES)
    page.get_by_role("searchbox", name="Suchen").fill("Regen")
    page.wait_for_timeout(50)
    page.locator(".text .number", has_text="6.500").click()
    page.locator("a:target").wait_for()
    assert page.locator(".card:has(a:target)").get_attribute("data-status") == "update"


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
    link = page.locator(".one a").first
    link.focus()
    page.keyboard.press("Enter")
    assert page.locator(".anchor:target + .number").text_content() == "120 Meter"


@SIZES
def test_accessibility(show: Open, width: int, dark: bool) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page = show(scene.comparison(), ARTICLES, width=width, dark=dark)
    drawn(page)
    for details in page.locator("details").all():
        details.locator("summary").click()
    found = axe.Axe().run(page).response["violations"]
    serious = [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found if v["impact"] in ("serious", "critical")]
    assert serious == []


def test_hostile_article_runs_nothing(show: Open) -> None:
    spoilt, articles = hostile.attack()
    page = show(spoilt, articles, title=hostile.ALL)
    drawn(page)
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
    assert page.locator(".chart svg").count() == 4, "charts nobody scrolled to are drawn for paper"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator(".filters").is_visible()


def test_resize_draws_anew(show: Open) -> None:
    page = show(scene.comparison(), ARTICLES)
    drawn(page)
    page.set_viewport_size({"width": 375, "height": 900})
    page.wait_for_timeout(400)
    assert float(page.locator(".chart svg").first.get_attribute("width")) < 375


def test_english(show: Open) -> None:
    page = show(scene.comparison(), ARTICLES, lang="en")
    drawn(page)
    assert page.locator("output").text_content() == "8 of 8 questions shown"
    assert "at most 20 million euros" in page.locator(".card").first.text_content()
    assert "20M" in page.locator(".chart svg").first.text_content()


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
    chart = page.locator(".chart", has_text="700.000").first
    chart.locator("svg").wait_for()
    x = sorted(box["x"] for circle in chart.locator("circle[r='5.5']").all() if (box := circle.bounding_box()))
    assert len(x) == 3
    assert (x[1] - x[0]) / (x[2] - x[0]) == pytest.approx(0.5, abs=0.05), "equal factors are equal distances"


@pytest.mark.slow
def test_ten_thousand_claims_stay_usable(show: Open) -> None:
    comparison, articles = crowd(10_000)
    page = show(comparison, articles)
    assert page.locator("output").text_content() == "6.004 von 6.004 Fragen gezeigt"
    assert page.locator(".card").count() == 40, "a page at a time"
    page.locator(".pager button[data-step='1']").first.click()
    assert page.locator(".pager span").first.text_content() == "41 bis 80 von 1.998"
    took = page.evaluate(
        """() => {
          const start = performance.now();
          const search = document.querySelector("[type=search]");
          search.value = "bezirk 17 schiffe";
          search.dispatchEvent(new Event("input", {bubbles: true}));
          return new Promise((done) => setTimeout(() => {
            document.body.offsetHeight;
            done(performance.now() - start);
          }, 201));
        }"""
    )
    assert took < 5000
    assert page.locator(".card, .one").count() >= 1
    page.locator(".text .number").nth(5).click()
    page.locator("a:target").wait_for()


def test_screenshot(show: Open, tmp_path: Path) -> None:
    page = show(scene.comparison(), ARTICLES)
    drawn(page)
    assert len(page.screenshot(path=tmp_path / "report.png")) > 50_000, "a blank page is smaller"
