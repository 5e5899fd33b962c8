"""What all tests share: the requirement that some of them may not be skipped."""

from __future__ import annotations

import os
from collections.abc import Generator
from typing import Any

import pytest

REQUIRED = frozenset(filter(None, os.environ.get("KURSK_CLAIMS_REQUIRE", "").split(",")))
"""Markers (``browser,spark``) whose tests fail where they would be skipped: set where all is installed."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[Any]) -> Generator[None, Any, Any]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and any(item.get_closest_marker(m) for m in REQUIRED):
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
