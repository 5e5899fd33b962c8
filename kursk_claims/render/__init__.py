"""Claims and comparisons to text, one module for each format."""
