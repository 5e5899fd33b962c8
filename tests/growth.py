"""How work grows with its input, measured so that a busy machine can't turn the answer.

Sixteen times as much input costs sixteen times the processor time if the work is linear, and 256 times if it is
quadratic. ``LIMIT`` lies between the two by a factor of four on either side; a loaded core slows both sizes alike,
and what disturbs one run is left out by taking the fastest of several that take turns.
"""

from __future__ import annotations

import time
from collections.abc import Callable

FACTOR = 16
LIMIT = 64
ROUNDS = 6
LEAST = 1e-4
"""Seconds below which a run says nothing of growth."""


def growth(work: Callable[[int], object], small: int) -> float:
    """How many times the processor time of ``work(small)`` one of ``FACTOR * small`` takes.

    Ends at the first round that shows less than ``LIMIT``; ``work`` gets the size of its input.
    """

    def seconds(size: int) -> float:
        begin = time.process_time()
        work(size)
        return time.process_time() - begin

    seconds(small)  # what is compiled and imported on first use
    fast = {small: float("inf"), FACTOR * small: float("inf")}
    for _ in range(ROUNDS):
        for size in fast:
            fast[size] = min(fast[size], seconds(size))
        ratio = fast[FACTOR * small] / max(fast[small], LEAST)
        if ratio < LIMIT:
            break
    return ratio
