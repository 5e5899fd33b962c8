"""Every threshold of the program, each with its reason. Vocabulary is in ``lexicon``, not here."""

from __future__ import annotations

from typing import Final

APPROX_TOLERANCE: Final = 0.05
"""An approximate value is its value ±5 %, fixed by the public interface."""
