"""A picture of a report for the README: ``python -m tests.browser.screenshot report.html docs/report.png``."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import FLAGS


def screenshot(report: Path, picture: Path) -> None:
    """The first screen of ``report``, 1400 by 1150 pixels, with its charts drawn."""
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        sys.exit("no Chromium; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        page = browser.new_page(viewport={"width": 1400, "height": 1150}, color_scheme="light")
        page.goto(report.resolve().as_uri())
        page.locator(".chart svg").first.wait_for()
        page.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    screenshot(Path(sys.argv[1]), Path(sys.argv[2]))
