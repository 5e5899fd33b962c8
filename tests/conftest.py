"""What all tests share: the requirement that some may not be skipped, and how generated texts are chosen."""

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
