"""Plain words of a text, read without analysis."""

from __future__ import annotations

import re
from typing import Final

WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
"""A word with its hyphenated parts."""

BACK: Final = 350
"""Characters before a sentence searched for what a bare figure (``Das waren 43 mehr``) goes on counting,
or for the place that ``dort`` points back to: two or three sentences."""
