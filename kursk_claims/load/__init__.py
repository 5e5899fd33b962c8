"""Files, archives and standard input to articles (or to claims that ``extract`` wrote)."""

from __future__ import annotations

from kursk_claims.load.inputs import read_articles, read_inputs

__all__ = ["read_articles", "read_inputs"]
