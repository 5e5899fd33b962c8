"""Tables with a row for each thing met so far, for what is computed once and looked up ever after."""

from __future__ import annotations

from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

KEPT_WORDS: Final = 40_000
"""Word forms of which something is kept between sentences: 4 KB each at most. When they are full, all are forgotten."""

Number = TypeVar("Number", np.float32, np.uint64)


def with_room(table: NDArray[Number], rows: int) -> NDArray[Number]:
    """`table`, or a copy with twice the room if it has not so many rows."""
    if rows <= len(table):
        return table
    larger = np.empty((2 * rows, *table.shape[1:]), dtype=table.dtype)
    larger[: len(table)] = table
    return larger
