"""Claims to clusters: the same question put together, agreement and conflict told apart."""

from kursk_claims.compare.comparison import compare
from kursk_claims.compare.pairs import explain
from kursk_claims.compare.select import select

__all__ = ["compare", "explain", "select"]
