"""German number expressions in raw text: numerals, qualifiers, units, rates, ranges, and what is no quantity."""
