"""Analysed text to claims: quantities, attributed statements, the chain of sources, slots."""
