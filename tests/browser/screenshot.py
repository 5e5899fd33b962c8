"""The pictures in ``docs/``: ``python -m tests.browser.screenshot`` (the seeds' report is made by ``make report``).

The articles in ``seeds/`` as they were compared, and the two stories of ``tests/render/stories.py``, each at the
width of a desk and of a telephone.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from kursk_claims.render import render
from tests.browser.conftest import FLAGS
from tests.render import stories

DOCS = Path(__file__).parents[2] / "docs"
SIZES = {"": (1400, 1050), "_375": (375, 812)}


def screenshots(reports: dict[str, Path]) -> None:
    """The first screen of each report, at both widths."""
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        sys.exit("no Chromium; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        for name, report in reports.items():
            for ending, (width, height) in SIZES.items():
                page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
                page.goto(report.resolve().as_uri())
                page.screenshot(path=DOCS / f"{name}{ending}.png")
                page.close()
        browser.close()


def main(seeds: Path) -> None:
    """Take all pictures; ``seeds`` is the report of the articles in ``seeds/``."""
    with tempfile.TemporaryDirectory() as place:
        reports = {"report": seeds}
        for name, (comparison, articles) in (("count", stories.count()), ("poll", stories.poll())):
            stream = io.StringIO()
            render("html", comparison, stream, articles=articles)
            reports[name] = Path(place) / f"{name}.html"
            reports[name].write_text(stream.getvalue(), encoding="utf-8")
        screenshots(reports)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
