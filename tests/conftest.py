"""What all tests share: which come first, which may not be skipped, and how generated texts are chosen."""

from __future__ import annotations

import os
from collections.abc import Generator
from typing import Any

import pytest
from hypothesis import settings

# Where nobody watches, the same texts are tried every time, so that no run fails by chance;
# at a desk new ones are, and time is no criterion on a machine that does other things as well.
settings.register_profile("unattended", derandomize=True, deadline=None)
settings.register_profile("desk", deadline=None)
settings.load_profile("unattended" if os.environ.get("CI") else "desk")

LONG = ("slow", "spark", "browser")
"""Markers of tests that take long."""

REQUIRED = frozenset(filter(None, os.environ.get("KURSK_CLAIMS_REQUIRE", "").split(",")))
"""Markers (``browser,spark``) whose tests fail where they would be skipped: set where all is installed."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with long tests first: processes that take file after file then end together."""
    long = {item.path for item in items if any(item.get_closest_marker(marker) for marker in LONG)}
    items.sort(key=lambda item: item.path not in long)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[Any]) -> Generator[None, Any, Any]:
    report = yield
    required = any(item.get_closest_marker(m) for m in REQUIRED) and not item.get_closest_marker("corpus")
    if report.skipped and not hasattr(report, "wasxfail") and required:
        report.outcome = "failed"
        report.longrepr = f"skipped although KURSK_CLAIMS_REQUIRE={','.join(sorted(REQUIRED))}: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, Any, Any]:
    report = yield
    if REQUIRED and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"a whole file was skipped although KURSK_CLAIMS_REQUIRE is set: {report.longrepr}"
    return report
