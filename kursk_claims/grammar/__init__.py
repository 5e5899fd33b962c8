"""German grammar over the analysed text, each thing read once; it knows nothing of claims."""
