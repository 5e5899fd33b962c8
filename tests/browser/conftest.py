"""A Chromium for the tests of the report; they are skipped where there is none."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kursk_claims.models import Article, Comparison
from kursk_claims.render import RenderOptions, render

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Open = Callable[..., "Page"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or the one named by ``CHROMIUM``, started through playwright."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        pytest.skip("no Chromium; on Debian: apt-get install chromium")
    with playwright.sync_playwright() as started:
        found = started.chromium.launch(executable_path=executable, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Write a report and open it; at the end nothing may have been logged, asked for or opened."""
    contexts = []
    heard: list[str] = []

    def opened(
        comparison: Comparison,
        articles: dict[str, Article] | None = None,
        *,
        width: int = 1400,
        dark: bool = False,
        script: bool = True,
        **options: Any,
    ) -> Page:
        stream = io.StringIO()
        render("html", comparison, stream, RenderOptions(**options), articles)
        path = tmp_path / f"report-{len(contexts)}.html"
        path.write_text(stream.getvalue(), encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: heard.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: heard.append(f"error: {error}"))
        page.on("dialog", lambda dialog: heard.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: heard.append(f"request: {request.url}"))
        page.goto(path.as_uri())
        heard.remove(f"request: {path.as_uri()}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert heard == []
