"""Golden files: what output looked like when somebody last judged it good.

``KURSK_CLAIMS_UPDATE_GOLDEN=1 pytest tests/render tests/store`` writes them anew; where a machine decides
whether a change is good (``CI`` or ``KURSK_CLAIMS_REQUIRE`` is set) that is refused.
"""

from __future__ import annotations

import os
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"


def check(name: str, shown: str) -> None:
    """``shown`` is what ``golden/<name>`` holds."""
    path = GOLDEN / name
    if os.environ.get("KURSK_CLAIMS_UPDATE_GOLDEN"):
        assert not os.environ.get("CI"), "golden files are not updated where they are checked"
        assert not os.environ.get("KURSK_CLAIMS_REQUIRE"), "golden files are not updated where they are checked"
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8"), (
        f"{path.name} differs; see {Path(__file__).name} for how to update"
    )
