"""Article text to one analysed spaCy Doc, in Universal Dependencies whatever the pipeline."""
