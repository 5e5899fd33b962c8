"""Every threshold of the program, each with its reason. Vocabulary is in ``lexicon``, not here."""

from __future__ import annotations

from typing import Final

APPROX_TOLERANCE: Final = 0.05
"""An approximate value is its value ±5 %, fixed by the public interface."""

MAX_DOCUMENT_BYTES: Final = 64 * 2**20
"""One document (file, JSON Lines line) after unpacking. A web page with all its scripts has a few
MiB; what is larger is an archive in the wrong format or an attack."""

MAX_ARTICLE_CHARS: Final = 1_000_000
"""Characters of one article's text. A long reportage has 50,000; a million is spaCy's own default
limit and keeps one document's analysis below the stated memory."""

MAX_GZIP_RATIO: Final = 200
"""Unpacked over packed size. German text packs 3 to 5 times, very repetitive JSON Lines 20 to 50
times; deflate ends at 1032."""

MAX_LINE_REPORTS: Final = 20
"""Unreadable lines of one JSON Lines file that are named one by one; the others are counted."""

BATCH_ARTICLES: Final = 16
"""Articles a worker takes at a time: enough that passing them costs nothing, few enough that two
workers end together and memory stays flat."""

PART_ARTICLES: Final = 200
"""Articles in one part file of ``extract --output DIR``: a kill loses at most that much work."""

PROGRESS_AFTER_SECONDS: Final = 2.0
"""Commands that end sooner show no progress display."""
