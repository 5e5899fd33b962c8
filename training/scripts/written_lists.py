"""Read the lists in `lists/`, which this project's authors wrote (CC0): a kind in brackets, then names, one a line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

LISTS = Path(__file__).parents[1] / "lists"


def read_list(path: Path) -> Iterator[tuple[str, str]]:
    """(kind, name) of each entry; raises `ValueError` for a name before the first kind."""
    kind = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            kind = line[1:-1]
        elif line and not line.startswith("#"):
            if not kind:
                raise ValueError(f"{path}: {line!r} stands before the first kind")
            yield kind, line
